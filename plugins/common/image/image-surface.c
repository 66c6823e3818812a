/* image-surface.c: pixels for Cairo. In: WzImagePixels. Out: an image surface. SPDX-License-Identifier: MIT
 */
#include "image-surface.h"

static guint32
pixel_of (const guint8 *p, guint channels)
{
  guint32 rgb = channels == 1 ? p[0] * 0x010101u : (guint32) p[0] << 16 | (guint32) p[1] << 8 | p[2];

  return channels == 4 ? rgb | (guint32) p[3] << 24 : rgb;
}

cairo_surface_t *
wz_image_surface_new (const WzImagePixels *pixels)
{
  cairo_format_t format = pixels->channels == 4 ? CAIRO_FORMAT_ARGB32 : CAIRO_FORMAT_RGB24;
  cairo_surface_t *surface = cairo_image_surface_create (format, (int) pixels->width, (int) pixels->height);
  const guint8 *from = pixels->data;
  guint8 *rows = cairo_image_surface_get_data (surface);
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);

  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    return surface;
  for (guint y = 0; y < pixels->height; y++) {
    guint32 *to = (guint32 *) (gpointer) (rows + y * stride);

    for (guint x = 0; x < pixels->width; x++, from += pixels->channels)
      to[x] = pixel_of (from, pixels->channels);
  }
  cairo_surface_mark_dirty (surface);
  return surface;
}

static void
bytes_unref (gpointer data)
{
  g_bytes_unref (data);
}

void
wz_image_surface_attach_jpeg (cairo_surface_t *surface, GBytes *jpeg)
{
  gsize length = 0;
  const guchar *bytes = g_bytes_get_data (jpeg, &length);

  cairo_surface_set_mime_data (surface, CAIRO_MIME_TYPE_JPEG, bytes, length, bytes_unref, g_bytes_ref (jpeg));
}
