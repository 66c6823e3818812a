/* image-surface.h: pictures for Cairo. SPDX-License-Identifier: MIT */
#pragma once

#include <cairo.h>

#include "image.h"

/** image_surface_new: (transfer full): a copy of @pixels; those of four channels are premultiplied RGBA. */
cairo_surface_t *image_surface_new (const ImagePixels *pixels);
/** image_surface_attach_jpeg: surfaces that take JPEG files (PDF) show @jpeg, which the pixels of @surface
 * are of, as it is. */
void image_surface_attach_jpeg (cairo_surface_t *surface, GBytes *jpeg);
