/* image-jpeg.c: JPEG in and out through libjpeg. In: bytes, pixels. Out: pixels, bytes.
 * SPDX-License-Identifier: MIT */
#include "image-private.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <setjmp.h>
#include <string.h>

#include <jpeglib.h>

typedef struct {
  struct jpeg_error_mgr base; /* first: libjpeg knows only this */
  gchar message[JMSG_LENGTH_MAX];
  jmp_buf jump;
} Errors;

static void
on_error (j_common_ptr info)
{
  Errors *errors = (Errors *) (gpointer) info->err;

  info->err->format_message (info, errors->message);
  longjmp (errors->jump, 1);
}

static void
on_message (j_common_ptr info)
{
}

static struct jpeg_error_mgr *
set_up (Errors *errors)
{
  jpeg_std_error (&errors->base);
  errors->base.error_exit = on_error;
  errors->base.output_message = on_message;
  return &errors->base;
}

typedef struct {
  struct jpeg_decompress_struct info;
  Errors errors;
  WzImageScaler *scaler;
  guint8 *row;
} Reader;

/* Colours that libjpeg gives: grey and RGB as they are, CMYK as CMYK, which is mixed here. */
static void
choose_colours (struct jpeg_decompress_struct *info)
{
  if (info->num_components == 1)
    info->out_color_space = JCS_GRAYSCALE;
  else if (info->jpeg_color_space == JCS_CMYK || info->jpeg_color_space == JCS_YCCK)
    info->out_color_space = JCS_CMYK;
  else
    info->out_color_space = JCS_RGB;
}

/* Adobe's files hold inverted inks: 255 is none of it. In place: three bytes are written where four were
 * read. */
static void
mix_inks (guint8 *row, guint width, gboolean inverted)
{
  const guint8 *from = row;

  for (guint x = 0; x < width; x++, from += 4) {
    guint key = inverted ? from[3] : 255u - from[3];

    for (guint c = 0; c < 3; c++)
      row[x * 3 + c] = (guint8) ((inverted ? from[c] : 255u - from[c]) * key / 255);
  }
}

static void
read_rows (Reader *reader, const WzImageTarget *target)
{
  struct jpeg_decompress_struct *info = &reader->info;
  guint scale = 1;

  jpeg_read_header (info, TRUE);
  choose_colours (info);
  /* libjpeg halves for less than nothing; the rest is the scaler's. */
  while (target != NULL && scale < 8 && info->image_width / (scale * 2) >= target->max_width &&
         info->image_height / (scale * 2) >= target->max_height)
    scale *= 2;
  info->scale_num = 1;
  info->scale_denom = scale;
  info->dct_method = JDCT_ISLOW;
  jpeg_start_decompress (info);
  reader->scaler = wz_image_scaler_new (info->output_width, info->output_height,
                                        info->output_components == 1 ? 1 : 3, target);
  reader->row = g_malloc ((gsize) info->output_width * (guint) info->output_components);
  while (info->output_scanline < info->output_height) {
    JSAMPROW rows[1] = {reader->row};

    jpeg_read_scanlines (info, rows, 1);
    if (info->output_components == 4)
      mix_inks (reader->row, info->output_width, info->saw_Adobe_marker);
    wz_image_scaler_row (reader->scaler, reader->row);
  }
  jpeg_finish_decompress (info);
}

WzImagePixels *
wz_image_decode_jpeg (GBytes *bytes, const WzImageInfo *image, const WzImageTarget *target, GError **error)
{
  Reader *reader = g_new0 (Reader, 1); /* not on the stack: it must survive longjmp() */
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  WzImagePixels *pixels = NULL;
  volatile gboolean good = FALSE;

  reader->info.err = set_up (&reader->errors);
  if (setjmp (reader->errors.jump) == 0) {
    jpeg_create_decompress (&reader->info);
    reader->info.mem->max_memory_to_use = 64 * 1024 * 1024;
    jpeg_mem_src (&reader->info, data, length);
    read_rows (reader, target);
    good = TRUE;
  }
  if (reader->scaler != NULL)
    pixels = wz_image_scaler_finish (reader->scaler);
  if (pixels != NULL)
    pixels->mended = reader->errors.base.num_warnings > 0;
  jpeg_destroy_decompress (&reader->info);
  if (!good) {
    g_clear_pointer (&pixels, wz_image_pixels_free);
    g_set_error (error, WZ_READ_ERROR, WZ_READ_ERROR_SYNTAX, _ ("the JPEG file is damaged: %s"),
                 reader->errors.message);
  }
  g_free (reader->row);
  g_free (reader);
  return pixels;
}

static void
free_jpeg (gpointer data)
{
  free (data); /* jpeg_mem_dest() takes it from malloc() */
}

GBytes *
wz_image_encode_jpeg (const WzImagePixels *pixels, guint quality)
{
  struct jpeg_compress_struct info = {0};
  Errors errors;
  unsigned char *data = NULL;
  unsigned long length = 0;

  info.err = set_up (&errors);
  if (setjmp (errors.jump) != 0)
    g_error ("libjpeg: %s", errors.message); /* writing to memory fails only without memory */
  jpeg_create_compress (&info);
  jpeg_mem_dest (&info, &data, &length);
  info.image_width = pixels->width;
  info.image_height = pixels->height;
  info.input_components = (int) pixels->channels;
  info.in_color_space = pixels->channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
  jpeg_set_defaults (&info);
  jpeg_set_quality (&info, (int) quality, TRUE); /* TRUE: baseline tables */
  info.dct_method = JDCT_ISLOW;
  info.optimize_coding = TRUE;
  jpeg_start_compress (&info, TRUE);
  while (info.next_scanline < info.image_height) {
    JSAMPROW rows[1] = {pixels->data + (gsize) info.next_scanline * pixels->width * pixels->channels};

    jpeg_write_scanlines (&info, rows, 1);
  }
  jpeg_finish_compress (&info);
  jpeg_destroy_compress (&info);
  return g_bytes_new_with_free_func (data, length, free_jpeg, data);
}
