/* pdf-stream.c: see pdf-stream.h. SPDX-License-Identifier: MIT */
#include "pdf-stream.h"

#include <stdlib.h>

#include <wenzhai-kit/wz-deflate.h>

gboolean
pdf_stream_split (const PdfSpan *body, PdfSpan *dict, PdfSpan *rest)
{
  *rest = *body;
  if (!pdf_span_take_value (rest, dict) || dict->end - dict->start < 4 || dict->start[1] != '<')
    return FALSE;
  pdf_span_skip_space (rest);
  return pdf_span_take_word (rest, "stream") &&
         (pdf_span_take_word (rest, "\n") || pdf_span_take_word (rest, "\r\n"));
}

/* An entry may be a value or an array of one; FALSE for an array of more. */
static gboolean
unwrap (PdfSpan *value)
{
  PdfSpan rest = *value, next;
  if (!pdf_span_take_word (&rest, "["))
    return TRUE;
  if (!pdf_span_take_value (&rest, value))
    return FALSE;
  return !pdf_span_take_value (&rest, &next);
}

/* PNG, 9.4: what is expected of a byte from those to the left, above, and above to the left. */
static guint8
paeth (gint left, gint above, gint corner)
{
  gint expected = left + above - corner;
  gint a = abs (expected - left), b = abs (expected - above), c = abs (expected - corner);
  return (guint8) (a <= b && a <= c ? left : b <= c ? above : corner);
}

/* 7.4.4.4: each row has a byte before it that tells how the others of the row were written. */
static GBytes *
undo_rows (GBytes *packed, gsize columns)
{
  gsize length = 0;
  const guint8 *in = g_bytes_get_data (packed, &length);
  if (length % (columns + 1) != 0)
    return NULL;
  gsize n = length / (columns + 1);
  g_autofree guint8 *out = g_malloc (MAX (n * columns, 1));
  for (gsize row = 0; row < n; row++, in += columns + 1) {
    guint8 *to = out + row * columns;
    if (in[0] > 4)
      return NULL;
    for (gsize i = 0; i < columns; i++) {
      guint8 left = i > 0 ? to[i - 1] : 0, above = row > 0 ? (to - columns)[i] : 0;
      guint8 corner = i > 0 && row > 0 ? (to - columns)[i - 1] : 0;
      const guint8 expected[] = {0, left, above, (guint8) ((left + above) / 2), paeth (left, above, corner)};
      to[i] = (guint8) (in[i + 1] + expected[in[0]]);
    }
  }
  return g_bytes_new_take (g_steal_pointer (&out), n * columns);
}

/* Rows of bytes: what tables are made of. */
static gboolean
read_predictor (const PdfSpan *dict, gsize length, guint64 *predictor, guint64 *columns)
{
  PdfSpan parms;
  guint64 number = 0;
  *predictor = 1;
  *columns = 1;
  if (!pdf_dict_find (dict, "/DecodeParms", &parms))
    return TRUE;
  if (!unwrap (&parms))
    return FALSE;
  pdf_dict_find_number (&parms, "/Predictor", predictor);
  pdf_dict_find_number (&parms, "/Columns", columns);
  if ((pdf_dict_find_number (&parms, "/Colors", &number) && number != 1) ||
      (pdf_dict_find_number (&parms, "/BitsPerComponent", &number) && number != 8))
    return FALSE;
  return *predictor == 1 || (*predictor >= 10 && *predictor <= 15 && *columns > 0 && *columns < length);
}

GBytes *
pdf_stream_unpack (const PdfSpan *dict, const PdfSpan *data, gsize max)
{
  PdfSpan filter;
  guint64 predictor = 1, columns = 1;
  gsize size = (gsize) (data->end - data->start);
  if (!pdf_dict_find (dict, "/Filter", &filter))
    return size <= max ? g_bytes_new (data->start, size) : NULL;
  if (!unwrap (&filter) || !pdf_span_is_name (&filter, "/FlateDecode"))
    return NULL;
  g_autoptr (GBytes) packed = wz_deflate_unpack_zlib (data->start, size, max);
  if (packed == NULL || !read_predictor (dict, g_bytes_get_size (packed), &predictor, &columns))
    return NULL;
  return predictor == 1 ? g_steal_pointer (&packed) : undo_rows (packed, columns);
}
