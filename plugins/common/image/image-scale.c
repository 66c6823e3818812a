/* image-scale.c: area averaging, row by row. In: rows. Out: WzImagePixels. SPDX-License-Identifier: MIT
 *
 * Integers only: the same bytes on every machine. Shares of pixels are in 1/256.
 */
#include "image-private.h"

#include <string.h>

struct _WzImageScaler {
  guint width; /* of the source */
  guint height;
  guint row; /* next one of the source */
  WzImagePixels *pixels;
  guint64 *sums;    /* of the row of the result in work, channel by channel */
  guint64 *weights; /* one for all its pixels */
  guint32 *across;  /* scratch: the source row, averaged across */
  guint target_row;
};

/* Largest size inside the target with the source's proportions. */
static void
fit (guint *width, guint *height, const WzImageTarget *target)
{
  guint64 w = *width, h = *height;

  if (target == NULL || (w <= target->max_width && h <= target->max_height))
    return;
  if (w * target->max_height > h * target->max_width) {
    *height = (guint) MAX (1, h * target->max_width / w);
    *width = target->max_width;
  } else {
    *width = (guint) MAX (1, w * target->max_height / h);
    *height = target->max_height;
  }
}

WzImageScaler *
wz_image_scaler_new (guint width, guint height, guint channels, const WzImageTarget *target)
{
  WzImageScaler *scaler = g_new0 (WzImageScaler, 1);
  WzImagePixels *pixels = g_new0 (WzImagePixels, 1);
  gsize size;

  scaler->width = width;
  scaler->height = height;
  pixels->width = width;
  pixels->height = height;
  pixels->channels = channels;
  fit (&pixels->width, &pixels->height, target);
  size = (gsize) pixels->width * pixels->height * channels;
  pixels->data = g_malloc (size);
  memset (pixels->data, 0xFF, size);
  scaler->pixels = pixels;
  scaler->sums = g_new0 (guint64, (gsize) pixels->width * channels);
  scaler->weights = g_new0 (guint64, 1);
  scaler->across = g_new0 (guint32, (gsize) pixels->width * channels);
  return scaler;
}

/* One source row to the result's width, values times 256. */
static void
average_across (WzImageScaler *scaler, const guint8 *row)
{
  guint channels = scaler->pixels->channels, to = scaler->pixels->width;

  for (guint x = 0; x < to; x++) {
    guint64 left = (guint64) x * scaler->width * 256 / to,
            right = (guint64) (x + 1) * scaler->width * 256 / to;

    for (guint c = 0; c < channels; c++) {
      guint64 sum = 0;

      for (guint64 at = left; at < right;) {
        guint64 next = MIN ((at / 256 + 1) * 256, right);

        sum += (next - at) * row[at / 256 * channels + c];
        at = next;
      }
      scaler->across[x * channels + c] = (guint32) (sum * 256 / (right - left));
    }
  }
}

static void
flush_row (WzImageScaler *scaler)
{
  gsize n = (gsize) scaler->pixels->width * scaler->pixels->channels;
  guint8 *to = scaler->pixels->data + n * scaler->target_row;
  guint64 weight = *scaler->weights * 256;

  for (gsize i = 0; i < n && weight > 0; i++)
    to[i] = (guint8) MIN (255, (scaler->sums[i] + weight / 2) / weight);
  memset (scaler->sums, 0, n * sizeof *scaler->sums);
  *scaler->weights = 0;
  scaler->target_row++;
}

void
wz_image_scaler_row (WzImageScaler *scaler, const guint8 *row)
{
  WzImagePixels *pixels = scaler->pixels;
  gsize n = (gsize) pixels->width * pixels->channels;
  guint64 top = (guint64) scaler->row * 256, bottom = top + 256;

  if (scaler->row >= scaler->height)
    return;
  scaler->row++;
  if (pixels->width == scaler->width && pixels->height == scaler->height) {
    memcpy (pixels->data + n * scaler->target_row++, row, n);
    return;
  }
  average_across (scaler, row);
  while (top < bottom && scaler->target_row < pixels->height) {
    guint64 end = (guint64) (scaler->target_row + 1) * scaler->height * 256 / pixels->height;
    guint64 share = MIN (end, bottom) - top;

    for (gsize i = 0; i < n; i++)
      scaler->sums[i] += share * scaler->across[i];
    *scaler->weights += share;
    top += share;
    if (top >= end)
      flush_row (scaler);
  }
}

WzImagePixels *
wz_image_scaler_finish (WzImageScaler *scaler)
{
  WzImagePixels *pixels = scaler->pixels;

  g_free (scaler->sums);
  g_free (scaler->weights);
  g_free (scaler->across);
  g_free (scaler);
  return pixels;
}

void
wz_image_pixels_free (WzImagePixels *pixels)
{
  if (pixels == NULL)
    return;
  g_free (pixels->data);
  g_free (pixels);
}
