/* test-pdf-pack.c: what cairo does with a wrong tag, and what the packer does with files of either kind of
 * table, and with files that are broken. SPDX-License-Identifier: MIT */
#include "pdf-pack.h"

#include <cairo-pdf.h>
#include <stdio.h>
#include <string.h>

#include <wenzhai-kit/wz-deflate.h>

static cairo_status_t
forget (void *closure, const unsigned char *data, unsigned int length)
{
  return CAIRO_STATUS_SUCCESS;
}

/* R113: cairo tells of a wrong tag when the page is done or the surface finished, and not before: why
 * pdf_paint() asks then. */
static void
test_errors_at_the_end (void)
{
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (forget, NULL, 100, 100);
  cairo_t *cr = cairo_create (surface);
  cairo_tag_begin (cr, "Nonsense", NULL); /* “Artifact” is a tag from cairo 1.18 on */
  cairo_rectangle (cr, 10, 10, 10, 10);
  cairo_fill (cr);
  cairo_tag_end (cr, "Nonsense");
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_show_page (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_TAG_ERROR);
  cairo_surface_destroy (surface);
}

/* What is no file of cairo's is left alone. */
static void
test_pack (void)
{
  static const gchar *const cases[] = {
      "",
      "%PDF-1.5\n",
      "%PDF-1.5\nxref\n0 1\n0000000000 65535 f \ntrailer\n<<>>\nstartxref\n9\n%%EOF\n      ",
      "%PDF-1.5\n1 0 obj\n<<>>\nendobj\nxref\n0 2\n0000000000 65535 f \n0000000009 00000 n \ntrailer\n<< "
      "/Size 2\n>>\n"
      "startxref\n999999\n%%EOF\n",
      "%PDF-1.5\n7 0 obj\n<<>>\nendobj\nxref\n0 2\n0000000000 65535 f \n0000000009 00000 n \ntrailer\n<< "
      "/Size 2\n>>\n"
      "startxref\n30\n%%EOF\n                                ",
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i], strlen (cases[i]));
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) packed = pdf_pack (bytes, "zh-CN", NULL, NULL, NULL, NULL, 0, &error);
    g_assert_null (packed);
    g_assert_error (error, PDF_PACK_ERROR, PDF_PACK_ERROR_UNEXPECTED);
  }
}

/* ---- Files made by hand -------------------------------------------------------------------------------- */

#define CATALOGUE "<< /Type /Catalog /Pages 2 0 R /Names << /A [ 1 (a \\) >> ( b ) ) <3e3e> ] >> >>"
#define PAGES "<< /Type /Pages /Kids [ 3 0 R ] /Count 1 >>"
#define PAGE "<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 99 99 ] /Contents 5 0 R >>"
#define INFO "<< /Producer (cairo by hand) /CreationDate (20220919000000Z) >>"
#define CONTENT "<< /Length 5 >>\nstream\nBT ET\nendstream"

enum { STREAM = 6, LENGTH, TABLE, N_NUMBERS };

typedef struct {
  guint64 fields[3];
} Row;

/* How a file is made; nothing set: as cairo 1.18 does it. Where a text is given, it stands for the right one.
 */
typedef struct {
  const gchar *name;
  const gchar *widths;     /* /W; as many bytes are written as it says */
  const gchar *index;      /* /Index */
  const gchar *size;       /* /Size */
  const gchar *table_more; /* entries of the table */
  const gchar *table_filter;
  const gchar *stream_type, *stream_n, *stream_first, *stream_length, *stream_filter, *stream_more;
  const gchar *length; /* body of the object that the stream's length is */
  const gchar *heads;  /* numbers and offsets in the stream */
  const gchar *start;  /* behind `startxref` */
  gint predictor;      /* a kind for all rows (0 to 4), -1: each in turn; 9: wrong */
  gboolean has_predictor;
  gboolean is_raw; /* the object stream is not packed */
  gboolean is_empty;
  gboolean is_damaged; /* its last bytes are */
  gboolean is_plain;   /* a table of text, all objects by themselves */
  guint number;        /* of the row that is other than right */
  Row row;
} Recipe;

static const gchar *
either (const gchar *given, const gchar *right)
{
  return given != NULL ? given : right;
}

static void
add_object (GString *out, Row *rows, guint number, const gchar *body)
{
  rows[number] = (Row){{1, out->len, 0}};
  g_string_append_printf (out, "%u 0 obj\n%s\nendobj\n", number, body);
}

static void
add_stream (GString *out, guint number, const gchar *entries, gconstpointer data, gsize length)
{
  g_string_append_printf (out, "%u 0 obj\n<< %s >>\nstream\n", number, entries);
  g_string_append_len (out, data, (gssize) length);
  g_string_append (out, "\nendstream\nendobj\n");
}

static void
add_object_stream (GString *out, Row *rows, const Recipe *recipe)
{
  static const gchar *const bodies[] = {CATALOGUE, PAGES, PAGE, INFO};
  g_autoptr (GString) heads = g_string_new (NULL), all = g_string_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++) {
    g_string_append_printf (heads, "%u %" G_GSIZE_FORMAT "\n", i + 1, all->len);
    g_string_append_printf (all, "%s\n", bodies[i]);
    rows[i + 1] = (Row){{2, STREAM, i}};
  }
  if (recipe->heads != NULL)
    g_string_assign (heads, recipe->heads);
  g_autofree gchar *first = g_strdup_printf ("%" G_GSIZE_FORMAT, heads->len);
  g_string_append_len (heads, all->str, (gssize) all->len);
  g_autoptr (WzDeflater) deflater = wz_deflater_new (WZ_DEFLATE_LEVEL);
  g_autoptr (GBytes) packed = wz_deflater_pack_zlib (deflater, heads->str, heads->len);
  if (recipe->is_raw) {
    g_bytes_unref (packed);
    packed = g_bytes_new (heads->str, heads->len);
  }
  gsize length = 0;
  g_autofree gchar *data = g_bytes_unref_to_data (g_steal_pointer (&packed), &length);
  if (recipe->is_empty)
    length = 0;
  if (recipe->is_damaged)
    memset (data + length / 2, 'x', length - length / 2);
  g_autofree gchar *entries =
      g_strdup_printf ("/Type %s /Length %s /N %s /First %s %s %s", either (recipe->stream_type, "/ObjStm"),
                       either (recipe->stream_length, "7 0 R"), either (recipe->stream_n, "4"),
                       either (recipe->stream_first, first),
                       recipe->is_raw ? "" : either (recipe->stream_filter, "/Filter /FlateDecode"),
                       either (recipe->stream_more, ""));
  rows[STREAM] = (Row){{1, out->len, 0}};
  add_stream (out, STREAM, entries, data, length);
  g_autofree gchar *right = g_strdup_printf ("%" G_GSIZE_FORMAT, length);
  add_object (out, rows, LENGTH, either (recipe->length, right));
}

/* PNG, 9.2: @row as @kind writes it below @above. */
static void
add_row (GByteArray *out, gint kind, const guint8 *row, const guint8 *above, guint n)
{
  guint8 head = (guint8) kind;
  g_byte_array_append (out, &head, 1);
  for (guint i = 0; i < n; i++) {
    gint left = i > 0 ? row[i - 1] : 0, corner = i > 0 ? above[i - 1] : 0, best = left;
    gint estimate = left + above[i] - corner;
    if (ABS (estimate - above[i]) < ABS (estimate - best))
      best = above[i];
    if (ABS (estimate - corner) < ABS (estimate - best))
      best = corner;
    gint expected[] = {0, left, above[i], (left + above[i]) / 2, best};
    guint8 byte = (guint8) (row[i] - (kind < 5 ? expected[kind] : 0));
    g_byte_array_append (out, &byte, 1);
  }
}

/* Rows as wide as /W says, for the numbers 0 to 8. */
static GByteArray *
make_rows (const Recipe *recipe, const Row *rows, guint *columns)
{
  guint widths[3] = {0};
  sscanf (either (recipe->widths, "[1 2 2]"), "[%u %u %u", &widths[0], &widths[1], &widths[2]);
  *columns = widths[0] + widths[1] + widths[2];
  GByteArray *out = g_byte_array_new ();
  guint8 lines[2][64] = {{0}};
  for (guint i = 0; i < N_NUMBERS; i++) {
    guint8 *line = lines[i % 2];
    guint at = 0;
    for (guint k = 0; k < 3; k++)
      for (guint b = widths[k]; b > 0; b--)
        line[at++ % 64] = b > 8 ? 0 : (guint8) (rows[i].fields[k] >> 8 * (b - 1));
    if (recipe->has_predictor)
      add_row (out, recipe->predictor < 0 ? (gint) i % 5 : recipe->predictor, line, lines[(i + 1) % 2],
               *columns);
    else
      g_byte_array_append (out, line, *columns);
  }
  return out;
}

static void
add_stream_table (GString *out, Row *rows, const Recipe *recipe)
{
  rows[TABLE] = (Row){{1, out->len, 0}};
  if (recipe->number > 0)
    rows[recipe->number] = recipe->row;
  guint columns = 0;
  g_autoptr (GByteArray) table = make_rows (recipe, rows, &columns);
  g_autoptr (WzDeflater) deflater = wz_deflater_new (WZ_DEFLATE_LEVEL);
  g_autoptr (GBytes) packed = wz_deflater_pack_zlib (deflater, table->data, table->len);
  g_autofree gchar *parms = g_strdup_printf ("/DecodeParms << /Predictor 12 /Columns %u >>", columns);
  g_autofree gchar *entries = g_strdup_printf (
      "/Type /XRef /Length %" G_GSIZE_FORMAT " %s /Size %s /W %s %s %s %s /Root 1 0 R /Info 4 0 R",
      g_bytes_get_size (packed), either (recipe->table_filter, "/Filter /FlateDecode"),
      either (recipe->size, "9"), either (recipe->widths, "[1 2 2]"), either (recipe->index, ""),
      recipe->has_predictor ? parms : "", either (recipe->table_more, ""));
  add_stream (out, TABLE, entries, g_bytes_get_data (packed, NULL), g_bytes_get_size (packed));
}

static void
add_plain_table (GString *out, const Row *rows, const Recipe *recipe)
{
  g_string_append (out, "xref\n0 6\n0000000000 65535 f \n");
  for (guint i = 1; i < STREAM; i++)
    g_string_append_printf (out, "%010" G_GUINT64_FORMAT " 00000 n \n", rows[i].fields[1]);
  g_string_append_printf (out, "trailer\n<< /Size 6\n   /Root 1 0 R\n   /Info 4 0 R\n %s>>\n",
                          either (recipe->table_more, ""));
}

static GBytes *
make_file (const Recipe *recipe)
{
  static const gchar *const bodies[] = {CATALOGUE, PAGES, PAGE, INFO};
  Row rows[N_NUMBERS] = {{{0, 0, 65535}}};
  GString *out = g_string_new ("%PDF-1.5\n");
  add_object (out, rows, 5, CONTENT);
  for (guint i = 0; recipe->is_plain && i < G_N_ELEMENTS (bodies); i++)
    add_object (out, rows, i + 1, bodies[i]);
  if (!recipe->is_plain)
    add_object_stream (out, rows, recipe);
  g_autofree gchar *start = g_strdup_printf ("%" G_GSIZE_FORMAT, out->len);
  if (recipe->is_plain)
    add_plain_table (out, rows, recipe);
  else
    add_stream_table (out, rows, recipe);
  g_string_append_printf (out, "startxref\n%s\n%%%%EOF\n", either (recipe->start, start));
  return g_string_free_to_bytes (out);
}

static gchar *
dup_body (const PdfObjects *file, guint number)
{
  g_assert_cmpuint (number, <, file->objects->len);
  const PdfObject *object = &g_array_index (file->objects, PdfObject, number);
  g_assert_false (object->is_free);
  return g_strndup (object->body, object->length);
}

static void
assert_contains (const PdfObjects *file, guint number, const gchar *words)
{
  g_autofree gchar *body = dup_body (file, number);
  if (strstr (body, words) == NULL)
    g_error ("object %u is “%s”, without “%s”", number, body, words);
}

/* All of the file is in the packed one, with what had to be put in. */
static void
assert_packs (GBytes *made, const gchar *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) packed =
      pdf_pack (made, "zh-CN", NULL, "/TrimBox [ 1 1 98 98 ] ", NULL, NULL, 0, &error);
  if (packed == NULL)
    g_error ("%s: %s", name, error->message);
  g_autoptr (PdfObjects) file = pdf_objects_new (packed, &error);
  g_assert_no_error (error);
  assert_contains (file, 1, "/Names << /A [ 1 (a \\) >> ( b ) ) <3e3e> ] >>  /Lang (zh-CN)");
  assert_contains (file, 2, PAGES);
  assert_contains (file, 3, "/TrimBox [ 1 1 98 98 ] /MediaBox");
  assert_contains (file, 4, "/CreationDate (D:20220919");
  assert_contains (file, 5, "BT ET");
  g_assert_cmpstr (file->trailer, ==, " /Root 1 0 R /Info 4 0 R");
}

static void
test_tables (void)
{
  static const Recipe recipes[] = {
      {.name = "as cairo 1.18 does it"},
      {.name = "a table of text", .is_plain = TRUE},
      {.name = "narrow rows", .widths = "[1 2 1]"},
      {.name = "wide rows", .widths = "[ 4 8 7 ]"},
      {.name = "an index", .index = "/Index [0 4 4 5]"},
      {.name = "an index with spaces", .index = "/Index [ 0 9 9 0 ]"},
      {.name = "free numbers between", .size = "100", .index = "/Index [0 9]"},
      {.name = "rows as they are", .has_predictor = TRUE, .predictor = 0},
      {.name = "rows from the left", .has_predictor = TRUE, .predictor = 1},
      {.name = "rows from above", .has_predictor = TRUE, .predictor = 2},
      {.name = "rows from a mean", .has_predictor = TRUE, .predictor = 3},
      {.name = "rows by Paeth", .has_predictor = TRUE, .predictor = 4},
      {.name = "rows of all kinds", .has_predictor = TRUE, .predictor = -1},
      {.name = "a predictor that is none", .table_more = "/DecodeParms << /Predictor 1 >>"},
      {.name = "filters in arrays",
       .table_filter = "/Filter [ /FlateDecode ]",
       .stream_filter = "/Filter [/FlateDecode] /DecodeParms [ null ]"},
      {.name = "objects as they are", .is_raw = TRUE},
      {.name = "a stream that goes on with another", .stream_more = "/Extends 6 0 R"},
      {.name = "a comment", .stream_more = "% >> endobj\n"},
      {.name = "rows of types to come", .number = LENGTH + 1, .row = {{7, 99, 99}}},
      {.name = "a number without an object", .number = 8, .row = {{1, 9, 0}}},
  };
  for (guint i = 0; i < G_N_ELEMENTS (recipes); i++) {
    g_autoptr (GBytes) made = make_file (&recipes[i]);
    assert_packs (made, recipes[i].name);
  }
}

static void
assert_refused (GBytes *made, const gchar *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) packed = pdf_pack (made, "zh-CN", NULL, NULL, NULL, NULL, 0, &error);
  if (packed != NULL)
    g_error ("%s: no error", name);
  g_test_message ("%s: %s", name, error->message);
  g_assert_error (error, PDF_PACK_ERROR, PDF_PACK_ERROR_UNEXPECTED);
}

static void
test_broken_tables (void)
{
  static const Recipe recipes[] = {
      {.name = "start behind the end", .start = "99999"},
      {.name = "start at no table", .start = "10"},
      {.name = "start at an object", .start = "9"},
      {.name = "start without a number", .start = "x"},
      {.name = "start beyond all numbers", .start = "99999999999999999999999999"},
      {.name = "earlier versions", .table_more = "/Prev 9"},
      {.name = "earlier versions of text", .is_plain = TRUE, .table_more = "/Prev 9"},
      {.name = "two tables", .is_plain = TRUE, .table_more = "/XRefStm 9"},
      {.name = "encrypted", .table_more = "/Encrypt 1 0 R"},
      {.name = "no width of places", .widths = "[1 0 2]"},
      {.name = "two widths", .widths = "[1 2]"},
      {.name = "four widths", .widths = "[1 2 2 1]"},
      {.name = "a width of nine", .widths = "[1 9 2]"},
      {.name = "no widths", .widths = "null"},
      {.name = "too few rows", .size = "10"},
      {.name = "too many rows", .size = "8"},
      {.name = "no objects", .size = "0"},
      {.name = "objects without end", .size = "999999999"},
      {.name = "an index beyond", .index = "/Index [1 9]"},
      {.name = "an index without end", .index = "/Index [0 99999999999]"},
      {.name = "an index that meets itself", .index = "/Index [0 5 4 4]"},
      {.name = "half a pair", .index = "/Index [0 9 9]"},
      {.name = "a filter that is not known", .table_filter = "/Filter /LZWDecode"},
      {.name = "two filters", .table_filter = "/Filter [/FlateDecode /FlateDecode]"},
      {.name = "a kind of row that is not known", .has_predictor = TRUE, .predictor = 9},
      {.name = "rows of another length", .table_more = "/DecodeParms << /Predictor 12 /Columns 3 >>"},
      {.name = "rows of no length", .table_more = "/DecodeParms << /Predictor 12 /Columns 0 >>"},
      {.name = "rows of colours", .table_more = "/DecodeParms << /Predictor 12 /Colors 3 /Columns 4 >>"},
      {.name = "a predictor of TIFF", .table_more = "/DecodeParms << /Predictor 2 >>"},
      {.name = "the free object", .number = 1, .row = {{0, 0, 0}}},
  };
  for (guint i = 0; i < G_N_ELEMENTS (recipes); i++) {
    g_autoptr (GBytes) made = make_file (&recipes[i]);
    assert_refused (made, recipes[i].name);
  }
}

static void
test_broken_objects (void)
{
  static const Recipe recipes[] = {
      {.name = "an object beside its place", .number = 5, .row = {{1, 10, 0}}},
      {.name = "an object behind all", .number = 5, .row = {{1, 60000, 0}}},
      {.name = "an object without a stream", .number = 1, .row = {{2, 50, 0}}},
      {.name = "an object in a free stream", .number = STREAM, .row = {{0, 0, 0}}},
      {.name = "an object in an object", .number = 1, .row = {{2, 5, 0}}},
      {.name = "an object in itself", .number = 1, .row = {{2, 1, 0}}},
      {.name = "an object in the table", .number = 1, .row = {{2, TABLE, 0}}},
      {.name = "a stream in itself", .number = STREAM, .row = {{2, STREAM, 0}}},
      {.name = "a stream in its object", .number = STREAM, .row = {{2, 1, 0}}},
      {.name = "another place in the stream", .number = 2, .row = {{2, STREAM, 2}}},
      {.name = "no such object in the stream", .number = 5, .row = {{2, STREAM, 4}}},
      {.name = "a length that is itself", .length = "7 0 R"},
      {.name = "a length in the stream", .stream_length = "1 0 R"},
      {.name = "a length that is nowhere", .stream_length = "99 0 R"},
      {.name = "a length that is too much", .stream_length = "99999"},
      {.name = "a length that is too little", .stream_length = "20"},
      {.name = "no object stream", .stream_type = "/XObject"},
      {.name = "more objects than numbers", .stream_n = "5"},
      {.name = "objects without end", .stream_n = "999999999999"},
      {.name = "a head without end", .stream_first = "99999"},
      {.name = "a head too short", .stream_first = "6"},
      {.name = "offsets that go back", .heads = "1 90\n2 80\n3 81\n4 82\n"},
      {.name = "offsets beyond", .heads = "1 0\n2 80\n3 81\n4 9999\n"},
      {.name = "an object of nothing", .heads = "1 0\n2 0\n3 81\n4 90\n"},
      {.name = "no numbers", .heads = "a b c d\n"},
      {.name = "empty", .stream_length = "0", .is_empty = TRUE, .is_raw = TRUE},
      {.name = "damaged", .is_damaged = TRUE},
      {.name = "a filter that is not known", .stream_filter = "/Filter /ASCIIHexDecode"},
      {.name = "a string without end", .stream_more = "/A (("},
      {.name = "brackets that do not match", .stream_more = "/A [ << ] >>"},
      {.name = "too deep",
       .stream_more = "/A [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["
                      "]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]"},
  };
  for (guint i = 0; i < G_N_ELEMENTS (recipes); i++) {
    g_autoptr (GBytes) made = make_file (&recipes[i]);
    assert_refused (made, recipes[i].name);
  }
}

/* Cut off anywhere before the last line, a file is an error; with any byte changed, it is one or it is none.
 */
static void
test_hostile (void)
{
  static const Recipe recipes[] = {
      {.is_raw = TRUE}, {.has_predictor = TRUE, .predictor = -1}, {.is_plain = TRUE}};
  for (guint i = 0; i < G_N_ELEMENTS (recipes); i++) {
    g_autoptr (GBytes) made = make_file (&recipes[i]);
    gsize length = g_bytes_get_size (made), end = length - strlen ("\n%%EOF\n");
    for (gsize cut = 0; cut < end; cut++) {
      /* a copy: what is read beyond it is seen */
      g_autoptr (GBytes) part = g_bytes_new (g_bytes_get_data (made, NULL), cut);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) packed = pdf_pack (part, "zh-CN", NULL, NULL, NULL, NULL, 0, &error);
      if (cut < end - 3) /* the offset may lose digits */
        g_assert_error (error, PDF_PACK_ERROR, PDF_PACK_ERROR_UNEXPECTED);
    }
    for (gsize at = 0; at < length * 3; at++) {
      gchar *data = g_memdup2 (g_bytes_get_data (made, NULL), length);
      const gchar others[] = {'\0', '9', (gchar) ~data[at / 3]};
      data[at / 3] = others[at % 3];
      g_autoptr (GBytes) changed = g_bytes_new_take (data, length);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) packed = pdf_pack (changed, "zh-CN", NULL, NULL, NULL, NULL, 0, &error);
      g_assert_true ((packed == NULL) == (error != NULL));
    }
  }
}

/* Rows of two bytes for the place in a stream, as cairo's, say little from 65,536 objects on. */
static void
test_many (void)
{
  enum { N = 70000, FIRST = N + 1 };
  g_autoptr (GString) heads = g_string_new (NULL), bodies = g_string_new (NULL),
                      out = g_string_new ("%PDF-1.5\n");
  g_autoptr (GByteArray) table = g_byte_array_new ();
  static const guint8 none[6] = {0}, stream[] = {1, 0, 0, 9, 0, 0};
  g_byte_array_append (table, none, sizeof none);
  for (guint i = 1; i <= N; i++) {
    const guint8 row[] = {
        2, FIRST >> 16, FIRST >> 8 & 255, FIRST & 255, (guint8) ((i - 1) >> 8), (guint8) (i - 1)};
    g_byte_array_append (table, row, sizeof row);
    g_string_append_printf (heads, "%u %" G_GSIZE_FORMAT " ", i, bodies->len);
    g_string_append_printf (bodies, i == 1 ? CATALOGUE " " : i == 4 ? INFO " " : "<</I %u>> ", i);
  }
  g_byte_array_append (table, stream, sizeof stream);
  g_autofree gchar *entries =
      g_strdup_printf ("/Type /ObjStm /N %d /First %" G_GSIZE_FORMAT " /Length %" G_GSIZE_FORMAT, N,
                       heads->len, heads->len + bodies->len);
  g_string_append_len (heads, bodies->str, (gssize) bodies->len);
  add_stream (out, FIRST, entries, heads->str, heads->len);
  gsize start = out->len;
  g_autofree gchar *more =
      g_strdup_printf ("/Type /XRef /W [1 3 2] /Size %d /Root 1 0 R /Length %u", FIRST + 1, table->len);
  add_stream (out, FIRST + 1, more, table->data, table->len);
  g_string_append_printf (out, "startxref\n%" G_GSIZE_FORMAT "\n", start);
  g_autoptr (GBytes) made = g_string_free_to_bytes (g_steal_pointer (&out));
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) packed = pdf_pack (made, "zh-CN", NULL, NULL, NULL, NULL, 0, &error);
  g_assert_no_error (error);
  g_autoptr (PdfObjects) file = pdf_objects_new (packed, &error);
  g_assert_no_error (error);
  assert_contains (file, 65537, "<</I 65537>>");
  assert_contains (file, N, "<</I 70000>>");
}

static cairo_status_t
keep (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static GBytes *
make_by_cairo (cairo_pdf_version_t version)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (keep, bytes, 100, 100);
  cairo_pdf_surface_restrict_to_version (surface, version);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, "2022-09-19T00:00:00Z");
  cairo_t *cr = cairo_create (surface);
  for (guint i = 0; i < 3; i++) {
    cairo_tag_begin (cr, "P", NULL);
    cairo_move_to (cr, 10, 50);
    cairo_show_text (cr, "words");
    cairo_tag_end (cr, "P");
    cairo_show_page (cr);
  }
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (bytes);
}

/* A file of cairo's, of whatever kind, is packed; a packed one is read as any other, and comes out as it was.
 */
static void
test_again (void)
{
  static const cairo_pdf_version_t versions[] = {CAIRO_PDF_VERSION_1_4, CAIRO_PDF_VERSION_1_5};
  for (guint i = 0; i < G_N_ELEMENTS (versions); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) made = make_by_cairo (versions[i]);
    g_autoptr (GBytes) once = pdf_pack (made, "zh-CN", NULL, NULL, NULL, NULL, 0, &error);
    g_assert_no_error (error);
    g_autoptr (GBytes) twice = pdf_pack (once, "zh-CN", NULL, NULL, NULL, NULL, 0, &error);
    g_assert_no_error (error);
    g_assert_true (g_bytes_equal (once, twice));
  }
}

static void
assert_somewhere (const PdfObjects *file, const gchar *words)
{
  gboolean found = FALSE;
  for (guint i = 0; i < file->order->len && !found; i++) {
    g_autofree gchar *body = dup_body (file, g_array_index (file->order, guint32, i));
    found = strstr (body, words) != NULL;
  }
  if (!found)
    g_error ("no object has “%s”", words);
}

/* A file in the file is found from the catalogue, whether or not that names other things. */
static void
test_attachment (void)
{
  static const Recipe by_hand = {.name = "names in the catalogue"};
  g_autoptr (GBytes) text = g_bytes_new_static ("@misc{a}", 8);
  const PdfAttachment attachment = {"references.bib", "application/x-bibtex", text};
  for (guint i = 0; i < 2; i++) {
    g_autoptr (GBytes) made = i == 0 ? make_file (&by_hand) : make_by_cairo (CAIRO_PDF_VERSION_1_5);
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) packed = pdf_pack (made, "zh-CN", NULL, NULL, &attachment, NULL, 0, &error);
    g_assert_no_error (error);
    g_autoptr (PdfObjects) file = pdf_objects_new (packed, &error);
    g_assert_no_error (error);
    assert_somewhere (file, "/EmbeddedFiles << /Names [ (references.bib) ");
    assert_somewhere (file,
                      "/F (references.bib) /UF (references.bib) /AFRelationship /Supplement /EF << /F ");
    assert_somewhere (file, "/Subtype /application#2Fx-bibtex /Params << /Size 8 >>");
    assert_somewhere (file, "/AF [ ");
  }
}

/* What a stream unpacks to has a limit. */
static void
test_unpack (void)
{
  g_autofree gchar *zeros = g_malloc0 (1 << 20);
  g_autoptr (WzDeflater) deflater = wz_deflater_new (WZ_DEFLATE_LEVEL);
  g_autoptr (GBytes) packed = wz_deflater_pack_zlib (deflater, zeros, 1 << 20);
  gsize length = 0;
  gconstpointer data = g_bytes_get_data (packed, &length);
  g_autoptr (GBytes) all = wz_deflate_unpack_zlib (data, length, 1 << 20);
  g_assert_nonnull (all);
  g_assert_cmpmem (zeros, 1 << 20, g_bytes_get_data (all, NULL), g_bytes_get_size (all));
  g_assert_null (wz_deflate_unpack_zlib (data, length, (1 << 20) - 1));
  g_assert_null (wz_deflate_unpack_zlib (data, length, 0));
  g_assert_null (wz_deflate_unpack_zlib (data, length - 5, 1 << 20));
  g_assert_null (wz_deflate_unpack_zlib (data, 0, 1 << 20));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pdf/paint/R113-errors-at-the-end", test_errors_at_the_end);
  g_test_add_func ("/pdf/pack/left-alone", test_pack);
  g_test_add_func ("/pdf/pack/tables", test_tables);
  g_test_add_func ("/pdf/pack/broken-tables", test_broken_tables);
  g_test_add_func ("/pdf/pack/broken-objects", test_broken_objects);
  g_test_add_func ("/pdf/pack/hostile", test_hostile);
  g_test_add_func ("/pdf/pack/many-in-a-stream", test_many);
  g_test_add_func ("/pdf/pack/again", test_again);
  g_test_add_func ("/pdf/pack/attachment", test_attachment);
  g_test_add_func ("/pdf/pack/unpack", test_unpack);
  return g_test_run ();
}
