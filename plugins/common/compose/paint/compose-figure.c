/* compose-figure.c: pictures (compose-figure.h). JPEG files go onto the page as they are, where the surface
 * takes them, others as pixels. SPDX-License-Identifier: MIT */
#include "compose-figure.h"

#include "image/image-surface.h"

/* The file itself is what is shown: its pixels are not needed, and stay untouched memory. */
static cairo_surface_t *
surface_from_file (const WzResource *resource)
{
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) resource->width_px, (int) resource->height_px);
  wz_image_surface_attach_jpeg (surface, resource->bytes);
  return surface;
}

gboolean
compose_figure_paint (cairo_t *cr, const WzResource *resource, const ComposePixels *found, gdouble x,
                      gdouble y, gdouble width, gdouble height, GError **error)
{
  cairo_surface_t *surface;
  if (found->as_it_is && cairo_surface_supports_mime_type (cairo_get_target (cr), CAIRO_MIME_TYPE_JPEG)) {
    surface = surface_from_file (resource);
  } else if (found->pixels != NULL) {
    surface = wz_image_surface_new (found->pixels);
  } else {
    g_autoptr (WzImagePixels) pixels = compose_pictures_decode (resource, error);
    if (pixels == NULL)
      return FALSE;
    surface = wz_image_surface_new (pixels);
  }
  gint width_px = cairo_image_surface_get_width (surface),
       height_px = cairo_image_surface_get_height (surface);
  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, width / width_px, height / height_px);
  cairo_set_source_surface (cr, surface, 0, 0);
  /* Not cairo_paint(): without a clip it throws away what the page holds so far, opened tags too. */
  cairo_rectangle (cr, 0, 0, width_px, height_px);
  cairo_fill (cr);
  cairo_restore (cr);
  cairo_surface_destroy (surface);
  return TRUE;
}
