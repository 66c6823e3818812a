/* The reader and its self-check on damaged files (KF8 reference, section 13). */
#include "kindle-bytes.h"
#include "kindle-inspect.h"
#include "kindle-palmdb.h"
#include "kindle-read.h"
#include "kindle-sample.h"
#include "kindle-write.h"

#include <string.h>

static GByteArray *
tiny_file (void)
{
  g_autoptr (KindleBook) book = kindle_sample_tiny ();
  g_autoptr (GBytes) bytes = kindle_book_write (book, KINDLE_CONTAINER_KF8, NULL, NULL);
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  GByteArray *array = g_byte_array_new ();
  kindle_put_bytes (array, data, length);
  return array;
}

/* Returns the rules that are broken, `refused` for an error, `sound` for neither. */
static gchar *
verdict (const GByteArray *file)
{
  g_autoptr (GBytes) bytes = g_bytes_new (file->data, file->len);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  GString *rules = g_string_new (NULL);
  if (!kindle_inspect (bytes, out, faults, &error)) {
    g_assert_true (error->domain == KINDLE_ERROR);
    g_string_append (rules, "refused");
  }
  g_assert_true (g_utf8_validate (out->str, (gssize) out->len, NULL));
  for (guint i = 0; i < faults->len; i++)
    g_string_append_printf (rules, "%s%d", i > 0 ? " " : "",
                            atoi ((const gchar *) g_ptr_array_index (faults, i) + 5));
  if (rules->len == 0)
    g_string_append (rules, "sound");
  return g_string_free (rules, FALSE);
}

static gsize
record_start (const GByteArray *file, guint number)
{
  return kindle_get_u32 (file->data + 78 + 8 * (gsize) number);
}

/* The first place of @pattern in record @number, or behind. */
static gsize
find_in (const GByteArray *file, guint number, gconstpointer pattern, gsize length)
{
  for (gsize i = record_start (file, number); i + length <= file->len; i++)
    if (memcmp (file->data + i, pattern, length) == 0)
      return i;
  g_assert_not_reached ();
}

/* One damage each: where (record and offset), what is written there, and the rules that must notice. Records
 * of the tiny book: 0 header, 1 text, 3-5 fragments, 6-7 skeletons, 8-10 guide, 11-13 contents, 14-15
 * pictures, 16 FDST. */
static void
test_rules (void)
{
  static const struct {
    guint record;
    gsize offset;
    guint8 bytes[4];
    gsize n;
    const gchar *rules;
  } rows[] = {
      {19, 0, {0}, 1, "2"},                /* end mark */
      {0, 28, {0, 0, 4, 0xe4}, 4, "4"},    /* encoding */
      {0, 36, {0, 0, 0, 9}, 4, "4"},       /* version */
      {0, 88, {0, 0, 0, 9}, 4, "5"},       /* title length */
      {0, 280 + 7, {0xff}, 1, "6"},        /* EXTH length */
      {0, 200, {0, 0, 0, 3}, 4, "7"},      /* FCIS is an index */
      {0, 80, {0, 0, 0, 1}, 4, "7"},       /* first non-text record is text */
      {0, 108, {0, 0, 0, 13}, 4, "8 9"},   /* resources begin one too early */
      {0, 4, {0, 0, 8, 0}, 4, "10 11 15"}, /* text length */
      {0, 10, {0x20, 0}, 2, "10"},         /* record size */
      {0, 196, {0, 0, 0, 3}, 4, "15"},     /* number of flows */
      {16, 15, {1}, 1, "15"},              /* a gap before the first flow */
      {14, 0, {'B', 'M', 0, 0}, 4, "9"},   /* the cover is a bitmap */
      {14, 0, {0, 0, 0, 0}, 4, "8 9"},     /* the cover is nothing */
      {7, 192 + 17, {0x82}, 1, "17"},      /* the first count again */
      {4, 192 + 12, {0x82}, 1, "22"},      /* a selector's place */
      {4, 192 + 13, {0x81}, 1, "20"},      /* a fragment's file */
      {4, 192 + 14, {0x83}, 1, "19"},      /* a fragment's number */
      {5, 13, {'9'}, 1, "22"},             /* an aid that is not there */
      {12, 192 + 5, {0xd7}, 1, "26 28"},   /* a contents entry one byte on */
      {12, 192 + 9, {0x81}, 1, "27"},      /* its depth */
      {0, 77, {0}, 0, "sound"},
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GByteArray) file = tiny_file ();
    memcpy (file->data + record_start (file, rows[i].record) + rows[i].offset, rows[i].bytes, rows[i].n);
    g_autofree gchar *got = verdict (file);
    if (strcmp (got, rows[i].rules) != 0)
      g_error ("record %u offset %u: %s, not %s", rows[i].record, (guint) rows[i].offset, got, rows[i].rules);
  }
}

static void
test_name (void)
{
  g_autoptr (GByteArray) file = tiny_file ();
  memset (file->data, 'x', 32);
  g_autofree gchar *unterminated = verdict (file);
  g_assert_cmpstr (unterminated, ==, "3");
  memset (file->data, 0, 32);
  file->data[0] = 0xe7;
  g_autofree gchar *foreign = verdict (file);
  g_assert_cmpstr (foreign, ==, "3");
}

/* Each of these makes the file unreadable: an error, no description. */
static void
test_refused (void)
{
  static const struct {
    guint record;
    gsize offset;
    guint8 bytes[4];
    gsize n;
  } rows[] = {
      {0, 0, {0, 3, 0, 0}, 2},              /* unknown compression */
      {0, 0, {0x44, 0x48, 0, 0}, 2},        /* HUFF */
      {0, 12, {0, 2, 0, 0}, 2},             /* encrypted */
      {0, 16, {'X', 0, 0, 0}, 1},           /* no MOBI */
      {0, 20, {0, 1, 0, 0}, 2},             /* header longer than record 0 */
      {0, 284, {0xff, 0, 0, 0}, 0},         /* (nothing) */
      {0, 288, {0, 0, 0xff, 0xff}, 4},      /* EXTH count */
      {0, 84, {0, 1, 0, 0}, 4},             /* title behind the end */
      {0, 8, {0xff, 0xff, 0, 0}, 2},        /* text records that are not there */
      {0, 192, {0, 0, 0, 2}, 4},            /* flow table elsewhere */
      {0, 248, {0, 0, 1, 0}, 4},            /* fragment index beyond the end */
      {0, 252, {0, 0, 0, 1}, 4},            /* skeleton index in the text */
      {16, 8, {0, 0, 0, 9}, 4},             /* flow table cut short */
      {16, 20, {0, 1, 0, 0}, 4},            /* a flow outside of the text */
      {3, 180, {0xff, 0, 0, 0}, 4},         /* no tag table */
      {3, 200, {0, 0, 0, 2}, 4},            /* two control bytes */
      {4, 20, {0, 0, 0, 0}, 4},             /* no list of entries */
      {4, 24, {0, 0xff, 0, 0}, 4},          /* too many entries */
      {4, 192, {0xff, 0, 0, 0}, 1},         /* a label longer than its entry */
      {7, 192 + 18, {0x7f, 0x7f, 0, 0}, 2}, /* a skeleton longer than the text */
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GByteArray) file = tiny_file ();
    memcpy (file->data + record_start (file, rows[i].record) + rows[i].offset, rows[i].bytes, rows[i].n);
    g_autofree gchar *got = verdict (file);
    if (strcmp (got, rows[i].n == 0 ? "sound" : "refused") != 0)
      g_error ("record %u offset %u: %s", rows[i].record, (guint) rows[i].offset, got);
  }
}

static void
test_truncated (void)
{
  g_autoptr (GByteArray) whole = tiny_file ();
  for (guint length = 0; length < whole->len; length += length < 400 ? 1 : 61) {
    g_autoptr (GByteArray) part = g_byte_array_new ();
    kindle_put_bytes (part, whole->data, length);
    g_autofree gchar *got = verdict (part);
    g_assert_cmpstr (got, ==, "refused");
  }
}

/* Random damage of every kind: any verdict will do, a crash will not. */
static void
test_mutations (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  g_autoptr (GByteArray) whole = tiny_file ();
  for (guint round = 0; round < 4000; round++) {
    g_autoptr (GByteArray) file = g_byte_array_new ();
    kindle_put_bytes (file, whole->data, whole->len);
    for (gint n = g_rand_int_range (random, 1, 6); n > 0; n--) {
      guint at = (guint) g_rand_int_range (random, 0, (gint) file->len);
      if (at >= 1000 && at < 8900) /* the zeros behind the title are of no interest */
        at %= 1000;
      file->data[at] = g_rand_boolean (random) ? 0xff : (guint8) g_rand_int (random);
    }
    g_autofree gchar *got = verdict (file);
  }
}

/* A link one byte off, an aid twice, a tag that is not closed: damage inside the compressed text is made by
 * writing the text again as it is, uncompressed. */
static GByteArray *
with_text (const gchar *from, const gchar *to)
{
  g_autoptr (GByteArray) file = tiny_file ();
  g_autoptr (GBytes) bytes = g_bytes_new (file->data, file->len);
  g_autoptr (KindleReadFile) parts = kindle_read_file_new (bytes, NULL);
  const KindleReadHalf *half = g_ptr_array_index (parts->halves, 0);
  g_autoptr (KindlePalmDb) db = kindle_palmdb_new ("x", 0);
  g_autofree gchar *text = g_strndup ((const gchar *) half->text->data, half->text->len);
  gchar *place = strstr (text, from);
  g_assert_nonnull (place);
  g_assert_cmpuint (strlen (from), ==, strlen (to));
  memcpy (place, to, strlen (to));
  for (guint i = 0; i < parts->records->len; i++) {
    KindleSlice slice = g_array_index (parts->records, KindleSlice, i);
    g_autoptr (GByteArray) record = g_byte_array_new ();
    if (i == 1) {
      kindle_put_bytes (record, text, half->text->len);
      kindle_put_bytes (record, "\0\201", 2);
    } else {
      kindle_put_bytes (record, slice.data, slice.length);
    }
    if (i == 0)
      record->data[1] = 1;
    kindle_palmdb_take (db, kindle_bytes_from_array (g_steal_pointer (&record)));
  }
  g_autoptr (GBytes) result = kindle_palmdb_finish (db, NULL);
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (result, &length);
  GByteArray *out = g_byte_array_new ();
  kindle_put_bytes (out, data, length);
  return out;
}

static void
test_markup_rules (void)
{
  static const gchar *const rows[][3] = {
      {"目录</a>", "目录</a>", "sound"},
      {":off:0000000000", ":off:0000000001", "23"},
      {"kindle:pos:fid:0002", "kindle:pos:fid:0009", "23"},
      {"kindle:pos:fid:0002", "kindle:pos:fid:000?", "24"},
      {"kindle:embed:0001", "kindle:embed:0003", "24"},
      {"kindle:flow:0001", "kindle:flow:0002", "24"},
      {"aid=\"1T142\"", "aid=\"1T141\"", "25"},
      {"<em aid=\"1T144\">", "<ex aid=\"1T144\">", "21"},
      {"<body aid=\"UGI0\">", "<body aid=\"UGI1\">", "22 25"},
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GByteArray) file = with_text (rows[i][0], rows[i][1]);
    g_autofree gchar *got = verdict (file);
    if (strcmp (got, rows[i][2]) != 0)
      g_error ("%s: %s, not %s", rows[i][1], got, rows[i][2]);
  }
}

static void
test_description (void)
{
  static const gchar *const parts[] = {
      "container wenzhai-2022-09-23, 20 records",
      "\n  title                  论文日报\n",
      "\n  524 language               zh\n",
      "\n  201 cover                  0\n",
      "\nflows, 2\n",
      "\ndocuments, 4 with 4 fragments\n",
      "\n  text: fragment 2 offset 0, 正文\n",
      "\n  1:   at 1220, 691 bytes, 1 统一的视角\n",
      "\n  14: 159 image/jpeg\n",
      "\nverdict: sound\n",
  };
  g_autoptr (GByteArray) file = tiny_file ();
  g_autoptr (GBytes) bytes = g_bytes_new (file->data, file->len);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  g_assert_true (kindle_inspect (bytes, out, faults, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (!strstr (out->str, parts[i]))
      g_error ("no %s in %s", parts[i], out->str);
  gsize at = find_in (file, 0, "论文日报", 12);
  memcpy (file->data + at, "\033[31m\xff\n\xe2\x80\xa8", 11); /* no control reaches the terminal */
  g_autoptr (GBytes) hostile = g_bytes_new (file->data, file->len);
  g_string_truncate (out, 0);
  kindle_inspect (hostile, out, faults, NULL);
  g_assert_null (strchr (out->str, 033));
}

static void
test_no_book (void)
{
  static const gchar *const files[] = {"", "x", "PK\003\004", "%PDF-1.7"};
  for (guint i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autoptr (GByteArray) file = g_byte_array_new ();
    kindle_put_string (file, files[i]);
    g_autofree gchar *got = verdict (file);
    g_assert_cmpstr (got, ==, "refused");
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kindle/inspect/13-rules", test_rules);
  g_test_add_func ("/kindle/inspect/13-markup-rules", test_markup_rules);
  g_test_add_func ("/kindle/inspect/13-name", test_name);
  g_test_add_func ("/kindle/inspect/refused", test_refused);
  g_test_add_func ("/kindle/inspect/truncated", test_truncated);
  g_test_add_func ("/kindle/inspect/mutations", test_mutations);
  g_test_add_func ("/kindle/inspect/description", test_description);
  g_test_add_func ("/kindle/inspect/no-book", test_no_book);
  return g_test_run ();
}
