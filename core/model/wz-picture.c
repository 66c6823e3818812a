/* wz-picture.c: what kind of picture some bytes are, and what their header says. SPDX-License-Identifier: MIT
 *
 * Nothing is decoded, nothing declared is believed beyond being a number, and every offset is checked against
 * the length first. Standards: PNG (ISO 15948) 11.2; JPEG (ITU-T T.81) B.2.2; GIF89a 18; WebP (RFC 9649).
 */
#include <wenzhai/wz-figure.h>

#include <string.h>

typedef struct {
  const guint8 *data;
  gsize length;
  guint width, height, flags;
} Picture;

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

static gboolean
has (const Picture *picture, gsize at, const gchar *magic)
{
  gsize n = strlen (magic);
  return picture->length >= at + n && memcmp (picture->data + at, magic, n) == 0;
}

/* tRNS before the first IDAT makes any colour type transparent. */
static gboolean
has_trns (const Picture *picture)
{
  gsize at = 8;
  while (picture->length - at >= 12) {
    guint size = be32 (picture->data + at);
    if (has (picture, at + 4, "tRNS"))
      return TRUE;
    if (has (picture, at + 4, "IDAT") || size > picture->length - at - 12)
      return FALSE;
    at += 12 + (gsize) size;
  }
  return FALSE;
}

/* The IHDR chunk comes first. */
static gboolean
probe_png (Picture *picture)
{
  if (picture->length < 24 || !has (picture, 0, "\x89PNG\r\n\x1a\n"))
    return FALSE;
  picture->width = be32 (picture->data + 16);
  picture->height = be32 (picture->data + 20);
  if (picture->length < 33 || !has (picture, 12, "IHDR"))
    return TRUE;
  guint depth = picture->data[24], colour = picture->data[25], interlace = picture->data[28];
  gboolean alpha = (colour & 4) != 0 || has_trns (picture);
  picture->flags = WZ_PICTURE_SOUND | (alpha ? WZ_PICTURE_ALPHA : 0) |
                   (interlace != 0 ? WZ_PICTURE_AT_ONCE : 0) |
                   (!alpha && interlace == 0 && depth <= 8 ? WZ_PICTURE_PLAIN : 0);
  return TRUE;
}

/* SOF0 and SOF1 are sequential, SOF2 is progressive. */
static void
read_frame (Picture *picture, guint marker, const guint8 *frame)
{
  picture->height = be16 (frame + 1);
  picture->width = be16 (frame + 3);
  picture->flags =
      WZ_PICTURE_SOUND | (marker != 0xc0 && marker != 0xc1 ? WZ_PICTURE_AT_ONCE : 0) |
      (marker == 0xc0 && (frame[5] == 1 || frame[5] == 3) && frame[0] == 8 ? WZ_PICTURE_PLAIN : 0);
}

/* Marker after marker to the first start of frame. */
static gboolean
probe_jpeg (Picture *picture)
{
  const guint8 *data = picture->data;
  gsize at = 2;
  if (picture->length < 4 || !has (picture, 0, "\xff\xd8\xff"))
    return FALSE;
  while (at + 4 <= picture->length && data[at] == 0xff && data[at + 1] != 0xda && data[at + 1] != 0xd9) {
    guint marker = data[at + 1], size = be16 (data + at + 2);
    if (marker == 0xff) {
      at++;
      continue;
    }
    if (marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += 2;
      continue;
    }
    if (size < 2 || size > picture->length - at - 2)
      break;
    if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc) {
      if (size >= 8)
        read_frame (picture, marker, data + at + 4);
      break;
    }
    at += 2 + (gsize) size;
  }
  return TRUE;
}

/* The screen is what readers lay out; the trailer tells that the file is not cut short. */
static gboolean
probe_gif (Picture *picture)
{
  if (picture->length < 10 || (!has (picture, 0, "GIF87a") && !has (picture, 0, "GIF89a")))
    return FALSE;
  picture->width = le16 (picture->data + 6);
  picture->height = le16 (picture->data + 8);
  if (picture->length >= 14 && picture->data[picture->length - 1] == 0x3b)
    picture->flags = WZ_PICTURE_SOUND | WZ_PICTURE_PLAIN | WZ_PICTURE_AT_ONCE;
  return TRUE;
}

/* VP8, VP8L and VP8X carry the size in three ways. */
static gboolean
probe_webp (Picture *picture)
{
  const guint8 *data = picture->data;
  if (picture->length < 30 || !has (picture, 0, "RIFF") || !has (picture, 8, "WEBP"))
    return FALSE;
  picture->flags = WZ_PICTURE_SOUND | WZ_PICTURE_AT_ONCE;
  if (has (picture, 12, "VP8X")) {
    picture->width = 1 + (data[24] | (guint) data[25] << 8 | (guint) data[26] << 16);
    picture->height = 1 + (data[27] | (guint) data[28] << 8 | (guint) data[29] << 16);
  } else if (has (picture, 12, "VP8L")) {
    guint bits = data[21] | (guint) data[22] << 8 | (guint) data[23] << 16 | (guint) data[24] << 24;
    picture->width = 1 + (bits & 0x3fff);
    picture->height = 1 + (bits >> 14 & 0x3fff);
  } else if (has (picture, 12, "VP8 ")) {
    picture->width = le16 (data + 26) & 0x3fff;
    picture->height = le16 (data + 28) & 0x3fff;
  }
  return TRUE;
}

/* An XML text whose first element is svg; sizes are left to whoever renders it. */
static gboolean
probe_svg (Picture *picture)
{
  gsize head = MIN (picture->length, 1024);
  if (head == 0 || memchr (picture->data, 0, head) != NULL)
    return FALSE;
  g_autofree gchar *text = g_strndup ((const gchar *) picture->data, head);
  const gchar *start = text;
  if (g_str_has_prefix (start, "\xef\xbb\xbf"))
    start += 3;
  while (g_ascii_isspace (*start))
    start++;
  picture->flags = WZ_PICTURE_SOUND;
  return *start == '<' && strstr (start, "<svg") != NULL && strstr (start, "<html") == NULL;
}

gboolean
wz_picture_is_too_large (guint width_px, guint height_px, guint flags)
{
  guint64 most = (flags & WZ_PICTURE_AT_ONCE) != 0 ? WZ_PICTURE_MAX_PIXELS_AT_ONCE : WZ_PICTURE_MAX_PIXELS;
  return width_px > WZ_PICTURE_MAX_SIDE_PX || height_px > WZ_PICTURE_MAX_SIDE_PX ||
         (guint64) width_px * height_px > most;
}

const gchar *
wz_picture_probe (GBytes *bytes, guint *width_px, guint *height_px, guint *flags)
{
  static const struct {
    const gchar *media_type;
    gboolean (*probe) (Picture *picture);
  } kinds[] = {
      {"image/png", probe_png},   {"image/jpeg", probe_jpeg},   {"image/gif", probe_gif},
      {"image/webp", probe_webp}, {"image/svg+xml", probe_svg},
  };
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  const gchar *media_type = NULL;
  Picture picture = {0};
  for (guint i = 0; i < G_N_ELEMENTS (kinds) && media_type == NULL; i++) {
    picture = (Picture){data, length, 0, 0, 0};
    if (kinds[i].probe (&picture))
      media_type = kinds[i].media_type;
  }
  *width_px = media_type != NULL ? picture.width : 0;
  *height_px = media_type != NULL ? picture.height : 0;
  if (flags != NULL)
    *flags = media_type != NULL ? picture.flags : 0;
  return media_type;
}
