/* image-gif.c: the first picture of a GIF through giflib. In: bytes. Out: pixels on white.
 * SPDX-License-Identifier: MIT */
#include "image-private.h"

#include <gif_lib.h>
#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct {
  const guint8 *data;
  gsize left;
} Port;

static int
read_bytes (GifFileType *gif, GifByteType *to, int length)
{
  Port *port = gif->UserData;
  gsize n = MIN (port->left, (gsize) MAX (length, 0));

  memcpy (to, port->data, n);
  port->data += n;
  port->left -= n;
  return (int) n;
}

/* GIF89a, 23: the transparent colour of the picture that follows; -1: none. */
static gboolean
read_extension (GifFileType *gif, int *transparent)
{
  GraphicsControlBlock control;
  GifByteType *block = NULL;
  int code = 0;

  if (DGifGetExtension (gif, &code, &block) == GIF_ERROR)
    return FALSE;
  if (code == GRAPHICS_EXT_FUNC_CODE && block != NULL && block[0] >= 4 &&
      DGifExtensionToGCB (block[0], block + 1, &control) == GIF_OK)
    *transparent = control.TransparentColor;
  while (block != NULL)
    if (DGifGetExtensionNext (gif, &block) == GIF_ERROR)
      return FALSE;
  return TRUE;
}

/* Up to the first picture. */
static gboolean
find_picture (GifFileType *gif, int *transparent)
{
  GifRecordType type = UNDEFINED_RECORD_TYPE;

  *transparent = NO_TRANSPARENT_COLOR;
  for (;;) {
    if (DGifGetRecordType (gif, &type) == GIF_ERROR || type == TERMINATE_RECORD_TYPE)
      return FALSE;
    if (type == IMAGE_DESC_RECORD_TYPE)
      return DGifGetImageDesc (gif) == GIF_OK;
    if (type == EXTENSION_RECORD_TYPE && !read_extension (gif, transparent))
      return FALSE;
  }
}

/* The picture's lines in their own order (GIF89a, appendix E), each a byte a pixel. */
static gboolean
read_lines (GifFileType *gif, guint8 *indices, guint width, guint height)
{
  static const struct {
    guint first, step;
  } passes[] = {{0, 8}, {4, 8}, {2, 4}, {1, 2}}, plain[] = {{0, 1}};
  gboolean interlaced = gif->Image.Interlace;

  for (guint pass = 0; pass < (interlaced ? G_N_ELEMENTS (passes) : 1); pass++) {
    guint first = interlaced ? passes[pass].first : plain[0].first;
    guint step = interlaced ? passes[pass].step : plain[0].step;

    for (guint y = first; y < height; y += step)
      if (DGifGetLine (gif, indices + (gsize) y * width, (int) width) == GIF_ERROR)
        return FALSE;
  }
  return TRUE;
}

/* One line of the screen: white, and the picture where it lies. */
static void
compose (const GifFileType *gif, const ColorMapObject *map, int transparent, const guint8 *indices, guint y,
         guint8 *row)
{
  const GifImageDesc *image = &gif->Image;
  guint width = (guint) gif->SWidth;

  memset (row, 255, (gsize) width * 3);
  if (y < (guint) image->Top || y >= (guint) image->Top + (guint) image->Height)
    return;
  indices += (gsize) (y - (guint) image->Top) * (guint) image->Width;
  for (guint x = 0; x < (guint) image->Width && (guint) image->Left + x < width; x++) {
    guint8 *to = row + ((gsize) image->Left + x) * 3;

    if (indices[x] == transparent || indices[x] >= map->ColorCount)
      continue;
    to[0] = map->Colors[indices[x]].Red;
    to[1] = map->Colors[indices[x]].Green;
    to[2] = map->Colors[indices[x]].Blue;
  }
}

static WzImagePixels *
read_picture (GifFileType *gif, const WzImageTarget *target)
{
  g_autofree guint8 *indices = NULL, *row = NULL;
  const ColorMapObject *map;
  WzImageScaler *scaler;
  int transparent;

  if (!find_picture (gif, &transparent) || gif->Image.Width <= 0 || gif->Image.Height <= 0 ||
      (guint64) gif->Image.Width * (guint64) gif->Image.Height > WZ_PICTURE_MAX_PIXELS_AT_ONCE ||
      gif->Image.Left < 0 || gif->Image.Top < 0)
    return NULL;
  map = gif->Image.ColorMap != NULL ? gif->Image.ColorMap : gif->SColorMap;
  indices = g_malloc0 ((gsize) gif->Image.Width * (gsize) gif->Image.Height);
  if (map == NULL || !read_lines (gif, indices, (guint) gif->Image.Width, (guint) gif->Image.Height))
    return NULL;
  row = g_malloc ((gsize) gif->SWidth * 3);
  scaler = wz_image_scaler_new ((guint) gif->SWidth, (guint) gif->SHeight, 3, target);
  for (guint y = 0; y < (guint) gif->SHeight; y++) {
    compose (gif, map, transparent, indices, y, row);
    wz_image_scaler_row (scaler, row);
  }
  return wz_image_scaler_finish (scaler);
}

WzImagePixels *
wz_image_decode_gif (GBytes *bytes, const WzImageTarget *target, GError **error)
{
  Port port;
  int code = 0;
  GifFileType *gif;
  WzImagePixels *pixels = NULL;

  port.data = g_bytes_get_data (bytes, &port.left);
  gif = DGifOpen (&port, read_bytes, &code);
  if (gif != NULL) {
    pixels = read_picture (gif, target);
    DGifCloseFile (gif, &code);
  }
  if (pixels == NULL)
    wz_image_fail (error, _ ("the GIF file is damaged"));
  return pixels;
}
