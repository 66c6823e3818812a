/* image-surface.h: pictures for Cairo. SPDX-License-Identifier: MIT */
#pragma once

#include <cairo.h>

#include <wenzhai-kit/wz-image.h>

/** wz_image_surface_new: (transfer full): a copy of @pixels; those of four channels are premultiplied RGBA.
 */
cairo_surface_t *wz_image_surface_new (const WzImagePixels *pixels);
/** wz_image_surface_attach_jpeg: surfaces that take JPEG files (PDF) show @jpeg, which the pixels of @surface
 * are of, as it is. */
void wz_image_surface_attach_jpeg (cairo_surface_t *surface, GBytes *jpeg);
