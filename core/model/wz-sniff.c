/* wz-sniff.c: what kind of picture some bytes are, and how large it says it is. SPDX-License-Identifier: MIT
 *
 * Reads headers only; nothing is decoded, nothing declared is believed beyond being a number.
 */
#include "model/wz-model-private.h"

#include <string.h>

static guint
be16 (const guint8 *p)
{
  return (guint) p[0] << 8 | p[1];
}

static guint
be32 (const guint8 *p)
{
  return (guint) p[0] << 24 | (guint) p[1] << 16 | be16 (p + 2);
}

static guint
le16 (const guint8 *p)
{
  return (guint) p[1] << 8 | p[0];
}

/* PNG: the IHDR chunk comes first (W3C PNG, 11.2.2). */
static gboolean
sniff_png (const guint8 *data, gsize size, guint *width, guint *height)
{
  if (size < 24 || memcmp (data, "\x89PNG\r\n\x1a\n", 8) != 0)
    return FALSE;
  *width = be32 (data + 16);
  *height = be32 (data + 20);
  return TRUE;
}

static gboolean
sniff_gif (const guint8 *data, gsize size, guint *width, guint *height)
{
  if (size < 10 || (memcmp (data, "GIF87a", 6) != 0 && memcmp (data, "GIF89a", 6) != 0))
    return FALSE;
  *width = le16 (data + 6);
  *height = le16 (data + 8);
  return TRUE;
}

/* JPEG: walk the marker segments to the first start of frame (T.81, B.2.2). */
static gboolean
sniff_jpeg (const guint8 *data, gsize size, guint *width, guint *height)
{
  if (size < 4 || data[0] != 0xff || data[1] != 0xd8 || data[2] != 0xff)
    return FALSE;
  gsize at = 2;
  while (at + 9 <= size && data[at] == 0xff) {
    guint8 marker = data[at + 1];
    if (marker == 0xff) {
      at++;
      continue;
    }
    if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc) {
      *height = be16 (data + at + 5);
      *width = be16 (data + at + 7);
      break;
    }
    if (marker == 0xd9 || marker == 0xda)
      break;
    at += 2 + be16 (data + at + 2);
  }
  return TRUE;
}

/* WebP: VP8, VP8L and VP8X carry the size in three ways (RFC 9649). */
static gboolean
sniff_webp (const guint8 *data, gsize size, guint *width, guint *height)
{
  if (size < 30 || memcmp (data, "RIFF", 4) != 0 || memcmp (data + 8, "WEBP", 4) != 0)
    return FALSE;
  if (memcmp (data + 12, "VP8X", 4) == 0) {
    *width = 1 + (data[24] | (guint) data[25] << 8 | (guint) data[26] << 16);
    *height = 1 + (data[27] | (guint) data[28] << 8 | (guint) data[29] << 16);
  } else if (memcmp (data + 12, "VP8L", 4) == 0) {
    guint bits = data[21] | (guint) data[22] << 8 | (guint) data[23] << 16 | (guint) data[24] << 24;
    *width = 1 + (bits & 0x3fff);
    *height = 1 + (bits >> 14 & 0x3fff);
  } else if (memcmp (data + 12, "VP8 ", 4) == 0) {
    *width = le16 (data + 26) & 0x3fff;
    *height = le16 (data + 28) & 0x3fff;
  }
  return TRUE;
}

/* SVG: an XML text whose first element is svg; sizes are left to whoever renders it. */
static gboolean
sniff_svg (const guint8 *data, gsize size, guint *width, guint *height)
{
  gsize head = MIN (size, 1024);
  if (head == 0 || memchr (data, 0, head) != NULL)
    return FALSE;
  g_autofree gchar *text = g_strndup ((const gchar *) data, head);
  const gchar *start = text;
  if (g_str_has_prefix (start, "\xef\xbb\xbf"))
    start += 3;
  while (g_ascii_isspace (*start))
    start++;
  return *start == '<' && strstr (start, "<svg") != NULL && strstr (start, "<html") == NULL;
}

const gchar *
wz_model_sniff (GBytes *bytes, guint *width_px, guint *height_px)
{
  static const struct {
    const gchar *media_type;
    gboolean (*sniff) (const guint8 *data, gsize size, guint *width, guint *height);
  } kinds[] = {
      {"image/png", sniff_png},   {"image/jpeg", sniff_jpeg},   {"image/gif", sniff_gif},
      {"image/webp", sniff_webp}, {"image/svg+xml", sniff_svg},
  };
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].sniff (data, size, width_px, height_px))
      return kinds[i].media_type;
  return NULL;
}
