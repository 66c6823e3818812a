/* image-recode.c: a picture as a book takes it. In: bytes of any origin. Out: plain PNG, JPEG or GIF.
 * SPDX-License-Identifier: MIT */
#include "image-private.h"

#include <glib/gi18n-lib.h>

gboolean
wz_image_can_decode (WzImageFormat format, GError **error)
{
  if (format == WZ_IMAGE_PNG || format == WZ_IMAGE_JPEG || format == WZ_IMAGE_GIF || format == WZ_IMAGE_WEBP)
    return TRUE;
  g_set_error (error, WZ_READ_ERROR, WZ_READ_ERROR_SYNTAX,
               _ ("pictures of the type %s are not supported: PNG, JPEG, GIF and WebP are"),
               wz_image_get_media_type (format));
  return FALSE;
}

WzImagePixels *
wz_image_decode (GBytes *bytes, const WzImageTarget *target, GError **error)
{
  WzImageInfo info;

  if (!wz_image_probe (bytes, &info, error))
    return NULL;
  if (info.format == WZ_IMAGE_PNG)
    return wz_image_decode_png (bytes, &info, target, error);
  if (info.format == WZ_IMAGE_JPEG)
    return wz_image_decode_jpeg (bytes, &info, target, error);
  if (info.format == WZ_IMAGE_WEBP)
    return wz_image_decode_webp (bytes, &info, target, error);
  return wz_image_can_decode (info.format, error) ? wz_image_decode_gif (bytes, target, error) : NULL;
}

WzImagePixels *
wz_image_make_grey (const WzImagePixels *pixels)
{
  WzImagePixels *grey = g_new0 (WzImagePixels, 1);
  gsize n = (gsize) pixels->width * pixels->height;

  grey->width = pixels->width;
  grey->height = pixels->height;
  grey->channels = 1;
  grey->data = g_malloc (n);
  for (gsize i = 0; i < n; i++) {
    const guint8 *p = pixels->data + i * pixels->channels;

    grey->data[i] =
        pixels->channels == 1 ? p[0] : (guint8) ((p[0] * 299u + p[1] * 587u + p[2] * 114u) / 1000);
  }
  return grey;
}

static GBytes *
take_smaller (GBytes *png, GBytes *jpeg, WzImageFormat *format)
{
  gboolean use_png = g_bytes_get_size (png) <= g_bytes_get_size (jpeg);

  *format = use_png ? WZ_IMAGE_PNG : WZ_IMAGE_JPEG;
  g_bytes_unref (use_png ? jpeg : png);
  return use_png ? png : jpeg;
}

/* Coded more coarsely, then smaller, until it keeps to the limit; a picture of this side always does. */
#define LEAST_SIDE 160

static GBytes *
make_small (GBytes *bytes, const WzImagePixels *pixels, const WzImageTarget *target, GError **error)
{
  static const guint qualities[] = {70, 55, 40};
  WzImageTarget smaller = *target;
  g_autoptr (WzImagePixels) scaled = NULL;

  for (guint side = MAX (pixels->width, pixels->height);; side = side * 3 / 4) {
    g_autoptr (WzImagePixels) grey = target->grey ? wz_image_make_grey (pixels) : NULL;

    for (guint i = 0; i < G_N_ELEMENTS (qualities); i++) {
      g_autoptr (GBytes) made = wz_image_encode_jpeg (grey != NULL ? grey : pixels, qualities[i]);

      if (g_bytes_get_size (made) <= target->max_bytes ||
          (side <= LEAST_SIDE && i == G_N_ELEMENTS (qualities) - 1))
        return g_steal_pointer (&made);
    }
    smaller.max_width = smaller.max_height = side * 3 / 4;
    g_clear_pointer (&scaled, wz_image_pixels_free);
    scaled = wz_image_decode (bytes, &smaller, error);
    if (scaled == NULL)
      return NULL;
    pixels = scaled;
  }
}

GBytes *
wz_image_recode (GBytes *bytes, const WzImageTarget *target, WzImageFormat *format, GError **error)
{
  WzImageInfo info;
  gboolean may_stay;
  g_autoptr (WzImagePixels) pixels = NULL;
  g_autoptr (GBytes) made = NULL;

  if (!wz_image_probe (bytes, &info, error))
    return NULL;
  may_stay = info.is_plain && info.width <= target->max_width && info.height <= target->max_height &&
             (target->max_bytes == 0 || g_bytes_get_size (bytes) <= target->max_bytes);
  if (info.format == WZ_IMAGE_GIF && may_stay) { /* an animation stays one */
    *format = WZ_IMAGE_GIF;
    return g_bytes_ref (bytes);
  }
  pixels = wz_image_decode (bytes, target, error);
  if (pixels == NULL)
    return NULL;
  may_stay = may_stay && !pixels->mended;
  if (may_stay && !target->grey) {
    *format = info.format;
    return g_bytes_ref (bytes);
  }
  if (target->grey) {
    g_autoptr (WzImagePixels) grey = wz_image_make_grey (pixels);

    made = take_smaller (wz_image_encode_png (grey, 16), wz_image_encode_jpeg (grey, 80), format);
  } else if (info.format == WZ_IMAGE_JPEG) {
    made = wz_image_encode_jpeg (pixels, 85);
    *format = WZ_IMAGE_JPEG;
  } else {
    made = take_smaller (wz_image_encode_png (pixels, 0), wz_image_encode_jpeg (pixels, 85), format);
  }
  if (may_stay && g_bytes_get_size (bytes) <= g_bytes_get_size (made)) {
    *format = info.format;
    return g_bytes_ref (bytes);
  }
  if (target->max_bytes > 0 && g_bytes_get_size (made) > target->max_bytes) {
    *format = WZ_IMAGE_JPEG;
    return make_small (bytes, pixels, target, error);
  }
  return g_steal_pointer (&made);
}
