/* image-png.c: PNG in and out through libpng. In: bytes, pixels. Out: pixels, bytes. SPDX-License-Identifier:
 * MIT */
#include "image-private.h"

#include <glib/gi18n-lib.h>
#include <png.h>
#include <setjmp.h>
#include <string.h>

#include <wenzhai-kit/wz-deflate.h>

/* What libpng reads from or writes to, and what it says. */
typedef struct {
  const guint8 *data;
  gsize left;
  GByteArray *out;
  gchar message[96];
  jmp_buf jump;
} Port;

static void
on_error (png_structp png, png_const_charp message)
{
  Port *port = png_get_error_ptr (png);

  g_strlcpy (port->message, message, sizeof port->message);
  longjmp (port->jump, 1);
}

static void
on_warning (png_structp png, png_const_charp message)
{
}

static void
read_bytes (png_structp png, png_bytep to, png_size_t length)
{
  Port *port = png_get_io_ptr (png);

  if (length > port->left)
    png_error (png, "the file is cut short");
  memcpy (to, port->data, length);
  port->data += length;
  port->left -= length;
}

static void
write_bytes (png_structp png, png_bytep from, png_size_t length)
{
  Port *port = png_get_io_ptr (png);

  g_byte_array_append (port->out, from, (guint) length);
}

static void
flush_bytes (png_structp png)
{
}

/* Everything to eight-bit RGBA or grey with alpha laid on white by compose(). */
static void
ask_for_samples (png_structp png, png_infop info)
{
  guint colour = png_get_color_type (png, info);

  if (colour == PNG_COLOR_TYPE_PALETTE)
    png_set_palette_to_rgb (png);
  if (colour == PNG_COLOR_TYPE_GRAY && png_get_bit_depth (png, info) < 8)
    png_set_expand_gray_1_2_4_to_8 (png);
  if (png_get_valid (png, info, PNG_INFO_tRNS) != 0)
    png_set_tRNS_to_alpha (png);
  png_set_scale_16 (png);
}

/* @from: @samples a pixel, the last alpha if their number is even; @to: without it, on white. */
static void
compose (const guint8 *from, guint8 *to, guint width, guint samples)
{
  guint colours = samples % 2 == 0 ? samples - 1 : samples;

  for (guint x = 0; x < width; x++) {
    guint alpha = colours < samples ? from[colours] : 255;

    for (guint c = 0; c < colours; c++)
      *to++ = (guint8) ((from[c] * alpha + 255 * (255 - alpha) + 127) / 255);
    from += samples;
  }
}

/* Likewise, to premultiplied RGBA. */
static void
keep_alpha (const guint8 *from, guint8 *to, guint width, guint samples)
{
  guint colours = samples % 2 == 0 ? samples - 1 : samples;

  for (guint x = 0; x < width; x++, from += samples) {
    guint alpha = colours < samples ? from[colours] : 255;

    for (guint c = 0; c < 3; c++)
      *to++ = (guint8) ((from[colours == 1 ? 0 : c] * alpha + 127) / 255);
    *to++ = (guint8) alpha;
  }
}

typedef struct {
  png_structp png;
  png_infop info;
  WzImageScaler *scaler;
  guint8 *row;
  guint8 *flat;
  guint8 *whole;
  png_bytepp rows;
} Reader;

static void
start_reading (Reader *reader, Port *port)
{
  png_set_read_fn (reader->png, port, read_bytes);
  png_set_user_limits (reader->png, WZ_PICTURE_MAX_SIDE_PX, WZ_PICTURE_MAX_SIDE_PX);
  png_set_chunk_cache_max (reader->png, 64);
  png_set_chunk_malloc_max (reader->png, 8 * 1024 * 1024);
  png_read_info (reader->png, reader->info);
  ask_for_samples (reader->png, reader->info);
  png_set_interlace_handling (reader->png);
  png_read_update_info (reader->png, reader->info);
}

static void
read_rows (Reader *reader, gboolean whole, const WzImageTarget *target)
{
  guint width = png_get_image_width (reader->png, reader->info);
  guint height = png_get_image_height (reader->png, reader->info);
  guint samples = png_get_channels (reader->png, reader->info);
  gsize stride = png_get_rowbytes (reader->png, reader->info);
  gboolean alpha = target != NULL && target->alpha;

  reader->scaler = wz_image_scaler_new (width, height, alpha ? 4 : samples < 3 ? 1 : 3, target);
  reader->flat = g_malloc (alpha ? (gsize) width * 4 : stride);
  if (whole) {
    reader->whole = g_malloc0 (stride * height);
    reader->rows = g_new (png_bytep, height);
    for (guint y = 0; y < height; y++)
      reader->rows[y] = reader->whole + stride * y;
    png_read_image (reader->png, reader->rows);
  } else {
    reader->row = g_malloc (stride);
  }
  for (guint y = 0; y < height; y++) {
    if (!whole)
      png_read_row (reader->png, reader->row, NULL);
    (alpha ? keep_alpha : compose) (whole ? reader->rows[y] : reader->row, reader->flat, width, samples);
    wz_image_scaler_row (reader->scaler, reader->flat);
  }
  png_read_end (reader->png, NULL);
}

WzImagePixels *
wz_image_decode_png (GBytes *bytes, const WzImageInfo *info, const WzImageTarget *target, GError **error)
{
  Port port = {.out = NULL};
  Reader *reader = g_new0 (Reader, 1); /* not on the stack: it must survive longjmp() */
  WzImagePixels *pixels = NULL;
  volatile gboolean good = FALSE;

  port.data = g_bytes_get_data (bytes, &port.left);
  reader->png = png_create_read_struct (PNG_LIBPNG_VER_STRING, &port, on_error, on_warning);
  reader->info = png_create_info_struct (reader->png);
  if (setjmp (port.jump) == 0) {
    start_reading (reader, &port);
    read_rows (reader, info->is_whole, target);
    good = TRUE;
  }
  if (reader->scaler != NULL)
    pixels = wz_image_scaler_finish (reader->scaler);
  png_destroy_read_struct (&reader->png, &reader->info, NULL);
  g_free (reader->row);
  g_free (reader->flat);
  g_free (reader->whole);
  g_free (reader->rows);
  g_free (reader);
  if (!good) {
    g_clear_pointer (&pixels, wz_image_pixels_free);
    g_set_error (error, WZ_READ_ERROR, WZ_READ_ERROR_SYNTAX, _ ("the PNG file is damaged: %s"), port.message);
  }
  return pixels;
}

/* ---- Writing --------------------------------------------------------------------------------------------
 */

/* What will be written: indices or samples of @depth bits. */
typedef struct {
  guint colour_type;
  guint depth;
  png_color palette[256];
  guint n_colours;
  gboolean few;       /* values of @depth bits, found for each sample in a table */
  guint8 values[256]; /* if @few */
  guint8 *samples;    /* a byte each; NULL: the pixels themselves */
} Plan;

static void
plan_grey (const WzImagePixels *pixels, Plan *plan)
{
  gsize n = (gsize) pixels->width * pixels->height;

  plan->colour_type = PNG_COLOR_TYPE_GRAY;
  plan->depth = 4;
  plan->few = TRUE;
  for (guint i = 0; i < 256; i++)
    plan->values[i] = (guint8) ((i * 15 + 127) / 255);
  if (pixels->channels == 1)
    return;
  plan->samples = g_malloc (n);
  for (gsize i = 0; i < n; i++) {
    const guint8 *p = pixels->data + i * 3;

    plan->samples[i] = (guint8) ((p[0] * 299u + p[1] * 587u + p[2] * 114u) / 1000);
  }
}

/* 256 colours or fewer: a palette in the order in which they come. */
static gboolean
plan_palette (const WzImagePixels *pixels, Plan *plan)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  gsize n = (gsize) pixels->width * pixels->height;
  guint32 last = G_MAXUINT32;
  guint8 last_index = 0;

  plan->samples = g_malloc (n);
  for (gsize i = 0; i < n; i++) {
    const guint8 *p = pixels->data + i * 3;
    guint32 colour = (guint32) p[0] << 16 | (guint32) p[1] << 8 | p[2];

    if (colour != last) {
      gpointer index = g_hash_table_lookup (seen, GUINT_TO_POINTER (colour + 1));

      if (index == NULL) {
        if (plan->n_colours == 256) {
          g_clear_pointer (&plan->samples, g_free);
          return FALSE;
        }
        plan->palette[plan->n_colours] = (png_color){p[0], p[1], p[2]};
        index = GUINT_TO_POINTER (++plan->n_colours);
        g_hash_table_insert (seen, GUINT_TO_POINTER (colour + 1), index);
      }
      last = colour;
      last_index = (guint8) (GPOINTER_TO_UINT (index) - 1);
    }
    plan->samples[i] = last_index;
  }
  plan->few = TRUE;
  for (guint i = 0; i < 256; i++)
    plan->values[i] = (guint8) i;
  plan->colour_type = PNG_COLOR_TYPE_PALETTE;
  plan->depth = plan->n_colours <= 2 ? 1 : plan->n_colours <= 4 ? 2 : plan->n_colours <= 16 ? 4 : 8;
  return TRUE;
}

/* Rows of samples without filters, which few colours are best without, packed by us: libpng writes the
 * chunks. */
static void
write_samples (png_structp png, const WzImagePixels *pixels, const Plan *plan)
{
  static const png_byte data_chunk[5] = "IDAT", end_chunk[5] = "IEND";
  g_autoptr (WzDeflater) deflater = wz_deflater_new (WZ_DEFLATE_LEVEL);
  g_autoptr (GBytes) packed = NULL;
  gsize stride = 1 + ((gsize) pixels->width * plan->depth + 7) / 8; /* 1: the filter, 0 for none */
  gsize length = 0;
  g_autofree guint8 *rows = g_malloc0 (stride * pixels->height);
  const guint8 *sample = plan->samples != NULL ? plan->samples : pixels->data;
  const guint a_byte = 8 / plan->depth; /* samples; a power of 2 */
  const guint shift = (guint) g_bit_nth_lsf (a_byte, -1);
  gconstpointer bytes;

  for (guint y = 0; y < pixels->height; y++) {
    guint8 *row = rows + y * stride + 1;

    for (guint x = 0; x < pixels->width; x++) {
      guint place = a_byte - 1 - (x & (a_byte - 1)); /* the first sample is the highest */

      row[x >> shift] |= (guint8) (plan->values[*sample++] << place * plan->depth);
    }
  }
  packed = wz_deflater_pack_zlib (deflater, rows, stride * pixels->height);
  bytes = g_bytes_get_data (packed, &length);
  png_write_chunk (png, data_chunk, bytes, length);
  png_write_chunk (png, end_chunk, NULL, 0);
}

static void
write_png (png_structp png, png_infop info, const WzImagePixels *pixels, const Plan *plan)
{
  png_set_compression_level (png, 9);
  png_set_IHDR (png, info, pixels->width, pixels->height, (int) plan->depth, (int) plan->colour_type,
                PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_BASE, PNG_FILTER_TYPE_BASE);
  if (plan->n_colours > 0)
    png_set_PLTE (png, info, plan->palette, (int) plan->n_colours);
  png_write_info (png, info);
  if (plan->few) {
    write_samples (png, pixels, plan);
    return;
  }
  for (guint y = 0; y < pixels->height; y++)
    png_write_row (png, pixels->data + (gsize) y * pixels->width * pixels->channels);
  png_write_end (png, NULL);
}

GBytes *
wz_image_encode_png (const WzImagePixels *pixels, guint levels)
{
  Port port = {.out = g_byte_array_new ()};
  Plan plan = {.colour_type = pixels->channels == 1 ? PNG_COLOR_TYPE_GRAY : PNG_COLOR_TYPE_RGB, .depth = 8};
  png_structp png = png_create_write_struct (PNG_LIBPNG_VER_STRING, &port, on_error, on_warning);
  png_infop info = png_create_info_struct (png);

  if (levels == 16)
    plan_grey (pixels, &plan);
  else if (pixels->channels == 3 && !plan_palette (pixels, &plan))
    plan.n_colours = 0;
  png_set_write_fn (png, &port, write_bytes, flush_bytes);
  if (setjmp (port.jump) == 0)
    write_png (png, info, pixels, &plan);
  else
    g_error ("libpng: %s", port.message); /* writing to memory fails only without memory */
  png_destroy_write_struct (&png, &info);
  g_free (plan.samples);
  return g_byte_array_free_to_bytes (port.out);
}
