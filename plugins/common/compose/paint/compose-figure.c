/* compose-figure.c: pictures (compose-figure.h). JPEG files go onto the page as they are, where the surface
 * takes them, others as pixels. SPDX-License-Identifier: MIT */
#include "compose-figure.h"

static void
bytes_unref (gpointer data)
{
  g_bytes_unref (data);
}

static cairo_surface_t *
surface_from_pixels (const ImagePixels *pixels)
{
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) pixels->width, (int) pixels->height);
  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    return surface;
  guint8 *rows = cairo_image_surface_get_data (surface);
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  for (guint y = 0; y < pixels->height; y++) {
    const guint8 *from = pixels->data + (gsize) y * pixels->width * pixels->channels;
    guint32 *to = (guint32 *) (gpointer) (rows + y * stride);
    for (guint x = 0; x < pixels->width; x++, from += pixels->channels)
      to[x] = pixels->channels == 1 ? from[0] * 0x010101u
                                    : (guint32) from[0] << 16 | (guint32) from[1] << 8 | from[2];
  }
  cairo_surface_mark_dirty (surface);
  return surface;
}

/* The file itself is what is shown: its pixels are not needed, and stay untouched memory. */
static cairo_surface_t *
surface_from_file (const WzResource *resource)
{
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) resource->width_px, (int) resource->height_px);
  gsize length = 0;
  const guchar *bytes = g_bytes_get_data (resource->bytes, &length);
  cairo_surface_set_mime_data (surface, CAIRO_MIME_TYPE_JPEG, bytes, length, bytes_unref,
                               g_bytes_ref (resource->bytes));
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
    surface = surface_from_pixels (found->pixels);
  } else {
    g_autoptr (ImagePixels) pixels = compose_pictures_decode (resource, error);
    if (pixels == NULL)
      return FALSE;
    surface = surface_from_pixels (pixels);
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
