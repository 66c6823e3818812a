/* Indices (KF8 reference, section 5). */
#include "kindle-bytes.h"
#include "kindle-index.h"
#include "kindle-kf8.h"
#include "kindle-sample.h"

#include <string.h>

static void
assert_at (GBytes *bytes, gsize offset, const gchar *hex)
{
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  g_autoptr (GString) got = g_string_new (NULL);
  for (gsize i = offset; i < length && got->len < strlen (hex); i++)
    g_string_append_printf (got, "%s%02x", i > offset ? " " : "", data[i]);
  g_assert_cmpstr (got->str, ==, hex);
}

static guint32
field (GBytes *bytes, gsize offset)
{
  return kindle_get_u32 ((const guint8 *) g_bytes_get_data (bytes, NULL) + offset);
}

/* The first two entries of the reference's example. */
static void
test_fragments (void)
{
  g_autoptr (KindleIndex) index =
      kindle_index_new (kindle_fragment_rows, G_N_ELEMENTS (kindle_fragment_rows));
  guint32 first[] = {kindle_index_add_string (index, "P-//*[@aid='0']"), 0, 0, 0, 387};
  guint32 second[] = {kindle_index_add_string (index, "P-//*[@aid='UGI0']"), 1, 1, 0, 70};
  kindle_index_add (index, "0000000405", 0x0f, first, G_N_ELEMENTS (first));
  kindle_index_add (index, "0000001217", 0x0f, second, G_N_ELEMENTS (second));
  g_autoptr (GPtrArray) records = kindle_index_finish (index);
  g_assert_cmpuint (records->len, ==, 3);
  GBytes *meta = g_ptr_array_index (records, 0), *data = g_ptr_array_index (records, 1);
  assert_at (
      meta, 0,
      "49 4e 44 58 00 00 00 c0 00 00 00 00 00 00 00 00 00 00 00 02 00 00 00 f0 00 00 00 01 00 00 fd e9 "
      "ff ff ff ff 00 00 00 02");
  g_assert_cmpuint (field (meta, 52), ==, 1);
  g_assert_cmpuint (field (meta, 180), ==, 192);
  assert_at (
      meta, 0xc0,
      "54 41 47 58 00 00 00 20 00 00 00 01 02 01 01 00 03 01 02 00 04 01 04 00 06 02 08 00 00 00 00 01 "
      "0a 30 30 30 30 30 30 31 32 31 37 00 02 00 00 00 49 44 58 54 00 e0 00 00");
  assert_at (
      data, 0,
      "49 4e 44 58 00 00 00 c0 00 00 00 00 00 00 00 01 00 00 00 00 00 00 00 e4 00 00 00 02 ff ff ff ff "
      "ff ff ff ff 00");
  assert_at (data, 0xc0,
             "0a 30 30 30 30 30 30 30 34 30 35 0f 80 80 80 80 03 83 0a 30 30 30 30 30 30 31 32 31 37 0f 90 "
             "81 81 80 c6 00 49 44 58 54 00 c0 00 d2");
  assert_at (g_ptr_array_index (records, 2), 0, "8f 50 2d 2f 2f 2a 5b 40 61 69 64 3d 27 30 27 5d 92 50");
  g_assert_cmpuint (g_bytes_get_size (g_ptr_array_index (records, 2)) % 4, ==, 0);
}

static void
test_skeletons (void)
{
  static const guint32 first[] = {1, 1, 0, 421, 0, 421}, second[] = {1, 1, 808, 425, 808, 425};
  g_autoptr (KindleIndex) index =
      kindle_index_new (kindle_skeleton_rows, G_N_ELEMENTS (kindle_skeleton_rows));
  kindle_index_add (index, "SKEL0000000000", 0x0a, first, 6);
  kindle_index_add (index, "SKEL0000000001", 0x0a, second, 6);
  g_autoptr (GPtrArray) records = kindle_index_finish (index);
  g_assert_cmpuint (records->len, ==, 2); /* no strings */
  assert_at (g_ptr_array_index (records, 0), 0xc0,
             "54 41 47 58 00 00 00 18 00 00 00 01 01 01 03 00 06 02 0c 00 00 00 00 01");
  assert_at (g_ptr_array_index (records, 1), 0xc0,
             "0e 53 4b 45 4c 30 30 30 30 30 30 30 30 30 30 0a 81 81 80 03 a5 80 03 a5 "
             "0e 53 4b 45 4c 30 30 30 30 30 30 30 30 30 31 0a 81 81 06 a8 03 a9 06 a8 03 a9");
}

static void
test_ncx (void)
{
  static const guint32 top[] = {1217, 8283, 0, 0, 3, 4, 1, 0}, child[] = {1713, 3631, 45, 1, 0, 2, 0};
  g_autoptr (KindleIndex) index = kindle_index_new (kindle_ncx_rows, G_N_ELEMENTS (kindle_ncx_rows));
  kindle_index_add (index, "00", 0xef, top, G_N_ELEMENTS (top));
  kindle_index_add (index, "03", 0x9f, child, G_N_ELEMENTS (child));
  g_autoptr (GPtrArray) records = kindle_index_finish (index);
  assert_at (
      g_ptr_array_index (records, 0), 0xc0,
      "54 41 47 58 00 00 00 30 00 00 00 01 01 01 01 00 02 01 02 00 03 01 04 00 04 01 08 00 15 01 10 00 "
      "16 01 20 00 17 01 40 00 06 02 80 00 00 00 00 01 02 30 33 00 02 00 00 00 49 44 58 54 00 f0 00 00");
  assert_at (g_ptr_array_index (records, 1), 0xc0,
             "02 30 30 ef 09 c1 40 db 80 80 83 84 81 80 02 30 33 9f 0d b1 1c af ad 81 80 82 80");
}

static void
test_guide (void)
{
  g_autoptr (KindleIndex) index = kindle_index_new (kindle_guide_rows, G_N_ELEMENTS (kindle_guide_rows));
  guint32 text[] = {kindle_index_add_string (index, "正文"), 1, 0};
  guint32 toc[] = {kindle_index_add_string (index, "目录"), 0, 0};
  kindle_index_add (index, "text", 0x03, text, 3);
  kindle_index_add (index, "toc", 0x03, toc, 3);
  g_autoptr (GPtrArray) records = kindle_index_finish (index);
  assert_at (g_ptr_array_index (records, 0), 0xd8, "03 74 6f 63 00 02 00 00 49 44 58 54 00 d8 00 00");
  assert_at (g_ptr_array_index (records, 1), 0xc0,
             "04 74 65 78 74 03 80 81 80 03 74 6f 63 03 87 80 80 00 00 00 49 44 58 54 00 c0 00 c9");
  assert_at (g_ptr_array_index (records, 2), 0, "86 e6 ad a3 e6 96 87 86 e7 9b ae e5 bd 95 00 00");
}

/* More entries than a record takes: split in order, each record below 64 KiB. */
static void
test_split (void)
{
  g_autoptr (KindleIndex) index =
      kindle_index_new (kindle_skeleton_rows, G_N_ELEMENTS (kindle_skeleton_rows));
  for (guint32 i = 0; i < 6000; i++) {
    g_autofree gchar *label = g_strdup_printf ("SKEL%010u", i);
    const guint32 values[] = {1, 1, i, i, i, i};
    kindle_index_add (index, label, 0x0a, values, 6);
  }
  g_autoptr (GPtrArray) records = kindle_index_finish (index);
  GBytes *meta = g_ptr_array_index (records, 0);
  guint sum = 0;
  g_assert_cmpuint (field (meta, 24), ==, records->len - 1);
  g_assert_cmpuint (records->len, >=, 3);
  g_assert_cmpuint (field (meta, 36), ==, 6000);
  for (guint i = 1; i < records->len; i++) {
    g_assert_cmpuint (g_bytes_get_size (g_ptr_array_index (records, i)), <, 65536);
    sum += field (g_ptr_array_index (records, i), 24);
  }
  g_assert_cmpuint (sum, ==, 6000);
}

static void
test_strings (void)
{
  g_autoptr (KindleIndex) index = kindle_index_new (kindle_guide_rows, G_N_ELEMENTS (kindle_guide_rows));
  g_autofree gchar *filler = g_strnfill (490, 'x');
  g_assert_cmpuint (kindle_index_add_string (index, "a"), ==, 0);
  g_assert_cmpuint (kindle_index_add_string (index, "b"), ==, 2);
  g_assert_cmpuint (kindle_index_add_string (index, "a"), ==, 0); /* stored once */
  guint32 last = 0;
  for (guint i = 0; i < 200; i++) {
    g_autofree gchar *text = g_strdup_printf ("%s%u", filler, i);
    last = kindle_index_add_string (index, text);
    g_assert_cmpuint (last & 0xffff, <, 65536 - 500);
  }
  g_assert_cmpuint (last >> 16, ==, 1);
  const guint32 values[] = {0, 0, 0};
  kindle_index_add (index, "text", 3, values, 3);
  g_autoptr (GPtrArray) records = kindle_index_finish (index);
  g_assert_cmpuint (field (g_ptr_array_index (records, 0), 52), ==, 2);
  for (guint i = 2; i < records->len; i++)
    g_assert_cmpuint (g_bytes_get_size (g_ptr_array_index (records, i)), <, 65536);
}

static void
test_cut (void)
{
  g_assert_cmpuint (kindle_utf8_cut ("的的", 5), ==, 3);
  g_assert_cmpuint (kindle_utf8_cut ("的的", 6), ==, 6);
  g_assert_cmpuint (kindle_utf8_cut ("𠮷", 3), ==, 0);
  g_assert_cmpuint (kindle_utf8_cut ("abc", 2), ==, 2);
}

/* What does not fit ends in an ellipsis, never in half a character or without its marks. */
static void
test_ellipsis (void)
{
  g_autoptr (KindleIndex) index = kindle_index_new (kindle_guide_rows, G_N_ELEMENTS (kindle_guide_rows));
  g_autofree gchar *fits = g_strnfill (500, 'x'), *filler = g_strnfill (494, 'x');
  g_autofree gchar *cut = g_strconcat (filler, "的的的", NULL),
                   *marked = g_strconcat (filler, "xxe\u0301\u0302", NULL);
  const gchar *const texts[] = {fits, cut, marked};
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    kindle_index_add_string (index, texts[i]);
  const guint32 values[] = {0, 0, 0};
  kindle_index_add (index, "text", 3, values, 3);
  g_autoptr (GPtrArray) records = kindle_index_finish (index);
  gsize size;
  const gchar *strings = g_bytes_get_data (g_ptr_array_index (records, 2), &size);
  g_assert_cmpmem (strings + 2, 500, fits, 500);
  g_autofree gchar *second = g_strconcat (filler, "的…", NULL), *third = g_strconcat (filler, "xx…", NULL);
  g_assert_cmpmem (strings + 502 + 2, 500, second, 500);
  g_assert_cmpmem (strings + 2 * 502 + 2, strlen (third), third, strlen (third));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kindle/index/5.5-fragments", test_fragments);
  g_test_add_func ("/kindle/index/5.6-skeletons", test_skeletons);
  g_test_add_func ("/kindle/index/5.7-ncx", test_ncx);
  g_test_add_func ("/kindle/index/5.8-guide", test_guide);
  g_test_add_func ("/kindle/index/5.4-split", test_split);
  g_test_add_func ("/kindle/index/5.4-strings", test_strings);
  g_test_add_func ("/kindle/index/utf8-cut", test_cut);
  g_test_add_func ("/kindle/index/5.4-ellipsis", test_ellipsis);
  return g_test_run ();
}
