/* image-webp.c: WebP (RFC 9649), lossy or not. In: bytes. Out: pixels on white. SPDX-License-Identifier: MIT
 */
#include "image-private.h"

#include <glib/gi18n-lib.h>
#include <webp/decode.h>

enum { CHANNELS = 3 };

/* A row of RGBA, on white. */
static void
compose (const guint8 *rgba, guint width, guint8 *row)
{
  for (guint x = 0; x < width; x++, rgba += 4)
    for (guint c = 0; c < CHANNELS; c++)
      *row++ = (guint8) ((rgba[c] * rgba[3] + 255u * (255u - rgba[3]) + 127u) / 255u);
}

WzImagePixels *
wz_image_decode_webp (GBytes *bytes, const WzImageInfo *info, const WzImageTarget *target, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  WebPBitstreamFeatures features;
  int width = 0, height = 0;

  if (WebPGetFeatures (data, size, &features) == VP8_STATUS_OK && features.has_animation) {
    wz_image_fail (error, _ ("the WebP picture moves; only still ones are supported"));
    return NULL;
  }
  guint8 *rgba = WebPDecodeRGBA (data, size, &width, &height);

  if (rgba == NULL || (guint) width != info->width || (guint) height != info->height) {
    WebPFree (rgba);
    wz_image_fail (error, _ ("the WebP file is damaged"));
    return NULL;
  }
  g_autofree guint8 *row = g_malloc ((gsize) info->width * CHANNELS);
  WzImageScaler *scaler = wz_image_scaler_new (info->width, info->height, CHANNELS, target);

  for (guint y = 0; y < info->height; y++) {
    compose (rgba + (gsize) y * info->width * 4, info->width, row);
    wz_image_scaler_row (scaler, row);
  }
  WebPFree (rgba);
  return wz_image_scaler_finish (scaler);
}
