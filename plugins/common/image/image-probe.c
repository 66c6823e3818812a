/* image-probe.c: what a picture's header declares. In: bytes. Out: ImageInfo. SPDX-License-Identifier: MIT
 *
 * Nothing is decoded here; every offset is checked against the length first. Sources: PNG (ISO 15948) 11.2;
 * JPEG (ITU-T T.81) B.2.2; GIF89a 18; WebP container.
 */
#include "image-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct {
  const guint8 *data;
  gsize length;
} Span;

static guint
be16 (const guint8 *p)
{
  return (guint) p[0] << 8 | p[1];
}

static guint32
be32 (const guint8 *p)
{
  return (guint32) p[0] << 24 | (guint32) p[1] << 16 | (guint32) p[2] << 8 | p[3];
}

gboolean
image_fail (GError **error, const gchar *what)
{
  g_set_error_literal (error, WZ_READ_ERROR, WZ_READ_ERROR_SYNTAX, what);
  return FALSE;
}

/* tRNS before the first IDAT makes any colour type transparent. */
static gboolean
png_has_trns (Span span)
{
  gsize at = 8;

  while (span.length - at >= 12) {
    guint32 size = be32 (span.data + at);

    if (memcmp (span.data + at + 4, "tRNS", 4) == 0)
      return TRUE;
    if (memcmp (span.data + at + 4, "IDAT", 4) == 0 || size > span.length - at - 12)
      return FALSE;
    at += 12 + (gsize) size;
  }
  return FALSE;
}

static gboolean
probe_png (Span span, ImageInfo *info)
{
  guint depth, colour, interlace;

  if (span.length < 33 || memcmp (span.data + 12, "IHDR", 4) != 0)
    return FALSE;
  info->width = be32 (span.data + 16);
  info->height = be32 (span.data + 20);
  depth = span.data[24];
  colour = span.data[25];
  interlace = span.data[28];
  info->has_alpha = (colour & 4) != 0 || png_has_trns (span);
  info->is_whole = interlace != 0;
  info->is_plain = !info->has_alpha && interlace == 0 && depth <= 8;
  return TRUE;
}

/* The first start-of-frame marker: SOF0 and SOF1 are sequential, SOF2 is progressive. */
static gboolean
probe_jpeg (Span span, ImageInfo *info)
{
  gsize at = 2;

  while (at + 4 <= span.length) {
    guint marker = span.data[at + 1], size;

    if (span.data[at] != 0xFF)
      return FALSE;
    if (marker == 0xFF) {
      at++;
      continue;
    }
    if (marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8)) {
      at += 2;
      continue;
    }
    if (marker == 0xDA || marker == 0xD9)
      return FALSE;
    size = be16 (span.data + at + 2);
    if (size < 2 || size > span.length - at - 2)
      return FALSE;
    if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC) {
      if (size < 8)
        return FALSE;
      info->height = be16 (span.data + at + 5);
      info->width = be16 (span.data + at + 7);
      info->is_whole = marker != 0xC0 && marker != 0xC1;
      info->is_plain =
          marker == 0xC0 && (span.data[at + 9] == 1 || span.data[at + 9] == 3) && span.data[at + 4] == 8;
      return TRUE;
    }
    at += 2 + (gsize) size;
  }
  return FALSE;
}

/* The screen is what readers lay out; the trailer tells that the file is not cut short. */
static gboolean
probe_gif (Span span, ImageInfo *info)
{
  if (span.length < 14 || span.data[span.length - 1] != 0x3B)
    return FALSE;
  info->width = (guint) span.data[7] << 8 | span.data[6];
  info->height = (guint) span.data[9] << 8 | span.data[8];
  info->is_plain = TRUE;
  info->is_whole = TRUE;
  return TRUE;
}

static gboolean
probe_webp (Span span, ImageInfo *info)
{
  const guint8 *p = span.data;

  if (span.length < 30)
    return FALSE;
  if (memcmp (p + 12, "VP8X", 4) == 0) {
    info->width = 1 + ((guint) p[24] | (guint) p[25] << 8 | (guint) p[26] << 16);
    info->height = 1 + ((guint) p[27] | (guint) p[28] << 8 | (guint) p[29] << 16);
  } else if (memcmp (p + 12, "VP8L", 4) == 0) {
    guint32 bits = (guint32) p[21] | (guint32) p[22] << 8 | (guint32) p[23] << 16 | (guint32) p[24] << 24;

    info->width = 1 + (bits & 0x3FFF);
    info->height = 1 + (bits >> 14 & 0x3FFF);
  } else {
    info->width = ((guint) p[27] << 8 | p[26]) & 0x3FFF;
    info->height = ((guint) p[29] << 8 | p[28]) & 0x3FFF;
  }
  return TRUE;
}

ImageFormat
image_sniff (GBytes *bytes)
{
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  if (length >= 8 && memcmp (data, "\x89PNG\r\n\x1a\n", 8) == 0)
    return IMAGE_PNG;
  if (length >= 3 && memcmp (data, "\xff\xd8\xff", 3) == 0)
    return IMAGE_JPEG;
  if (length >= 6 && (memcmp (data, "GIF87a", 6) == 0 || memcmp (data, "GIF89a", 6) == 0))
    return IMAGE_GIF;
  if (length >= 12 && memcmp (data, "RIFF", 4) == 0 && memcmp (data + 8, "WEBP", 4) == 0)
    return IMAGE_WEBP;
  if (length >= 5 && (g_strstr_len ((const gchar *) data, (gssize) MIN (length, 512), "<svg") != NULL))
    return IMAGE_SVG;
  return IMAGE_UNKNOWN;
}

gboolean
image_probe (GBytes *bytes, ImageInfo *info, GError **error)
{
  Span span;
  gboolean good = FALSE;

  memset (info, 0, sizeof *info);
  span.data = g_bytes_get_data (bytes, &span.length);
  info->format = image_sniff (bytes);
  switch (info->format) {
  case IMAGE_PNG:
    good = probe_png (span, info);
    break;
  case IMAGE_JPEG:
    good = probe_jpeg (span, info);
    break;
  case IMAGE_GIF:
    good = probe_gif (span, info);
    break;
  case IMAGE_WEBP:
    good = probe_webp (span, info);
    break;
  case IMAGE_SVG:
    return TRUE;
  case IMAGE_UNKNOWN:
    return image_fail (error, "no picture in a known format");
  }
  if (!good || info->width == 0 || info->height == 0)
    return image_fail (error, "the picture's header is damaged");
  if (info->width > IMAGE_MAX_SIDE || info->height > IMAGE_MAX_SIDE ||
      (guint64) info->width * info->height > (info->is_whole ? IMAGE_MAX_WHOLE_PIXELS : IMAGE_MAX_PIXELS)) {
    g_set_error (error, WZ_READ_ERROR, WZ_READ_ERROR_LIMIT, _ ("the picture is too large: %u × %u pixels"),
                 info->width, info->height);
    return FALSE;
  }
  return TRUE;
}

static const struct {
  const gchar *media_type;
  const gchar *extension;
} formats[] = {
    [IMAGE_UNKNOWN] = {NULL, "bin"},       [IMAGE_PNG] = {"image/png", "png"},
    [IMAGE_JPEG] = {"image/jpeg", "jpg"},  [IMAGE_GIF] = {"image/gif", "gif"},
    [IMAGE_WEBP] = {"image/webp", "webp"}, [IMAGE_SVG] = {"image/svg+xml", "svg"},
};

const gchar *
image_get_media_type (ImageFormat format)
{
  return formats[format].media_type;
}

const gchar *
image_get_extension (ImageFormat format)
{
  return formats[format].extension;
}
