/* Text records (KF8 reference, section 3). */
#include "kindle-bytes.h"
#include "kindle-tbs.h"
#include "kindle-text.h"

#include <string.h>

static void
assert_hex (gconstpointer data, gsize length, const gchar *hex)
{
  g_autoptr (GString) got = g_string_new (NULL);
  for (gsize i = 0; i < length; i++)
    g_string_append_printf (got, "%s%02x", i > 0 ? " " : "", ((const guint8 *) data)[i]);
  g_assert_cmpstr (got->str, ==, hex);
}

static GByteArray *
compress (const guint8 *in, gsize length)
{
  g_autoptr (KindleCompressor) compressor = kindle_compressor_new ();
  GByteArray *out = g_byte_array_new ();
  kindle_palmdoc_compress (compressor, in, length, out);
  return out;
}

static void
assert_round_trip (const guint8 *in, gsize length)
{
  guint8 back[KINDLE_TEXT_RECORD_SIZE];
  gsize n = 0;
  g_autoptr (GByteArray) coded = compress (in, length);
  g_assert_cmpuint (coded->len, <=, length + (length + 7) / 8);
  g_assert_true (kindle_palmdoc_decompress (coded->data, coded->len, back, sizeof back, &n));
  g_assert_cmpmem (back, n, in, length);
}

static void
test_codes (void)
{
  static const struct {
    const gchar *text;
    const gchar *hex;
  } rows[] = {
      {"abc", "61 62 63"},
      {"a b", "61 e2"},                /* space and letter in one byte */
      {"a 1", "61 20 31"},             /* but not with a digit */
      {"的", "03 e7 9a 84"},           /* a literal run */
      {"的的的", "03 e7 9a 84 80 1b"}, /* a match that overlaps its output: distance 3, length 6 */
      {"\001", "01 01"},               /* a count byte value needs a run */
      {"abcabcabcabcabc", "61 62 63 80 1f 63 61 62 63"},
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    gsize length = strlen (rows[i].text);
    g_autoptr (GByteArray) out = compress ((const guint8 *) rows[i].text, length);
    assert_round_trip ((const guint8 *) rows[i].text, length);
    if (i < 6)
      assert_hex (out->data, out->len, rows[i].hex);
    else
      g_assert_cmpuint (out->len, <=, 9);
  }
}

static void
test_round_trip (void)
{
  static const gchar *const pieces[] = {"的",  "模型", "abc", " x", "𠮷",
                                        "<p>", "</p>", "\n",  "，", "learning "};
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  for (guint round = 0; round < 300; round++) {
    guint8 in[KINDLE_TEXT_RECORD_SIZE];
    gsize length = 0, wanted = round % 3 == 0 ? sizeof in : (gsize) g_rand_int_range (random, 0, sizeof in);
    while (length < wanted) {
      const gchar *piece = pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))];
      guint8 noise = (guint8) g_rand_int (random);
      gsize n = round % 5 == 0 ? 1 : MIN (strlen (piece), wanted - length);
      memcpy (in + length, round % 5 == 0 ? (gconstpointer) &noise : piece, n);
      length += n;
    }
    assert_round_trip (in, length);
  }
}

static void
test_worst_case (void)
{
  guint8 in[KINDLE_TEXT_RECORD_SIZE];
  guint32 state = 1;
  for (gsize i = 0; i < sizeof in; i++) {
    state = state * 1664525 + 1013904223;
    in[i] = (guint8) (0x80 | state >> 25);
  }
  g_autoptr (GByteArray) out = compress (in, sizeof in);
  g_assert_cmpuint (out->len, <=, KINDLE_TEXT_MAX_COMPRESSED);
  assert_round_trip (in, sizeof in);
}

static void
test_history (void)
{
  g_autoptr (KindleCompressor) used = kindle_compressor_new ();
  g_autoptr (GByteArray) ignored = g_byte_array_new ();
  g_autoptr (GByteArray) second = g_byte_array_new ();
  const gchar *text = "自监督学习的自监督学习";
  kindle_palmdoc_compress (used, (const guint8 *) text, strlen (text), ignored);
  kindle_palmdoc_compress (used, (const guint8 *) text, strlen (text), second);
  g_assert_cmpmem (ignored->data, ignored->len, second->data, second->len);
}

static void
test_bad_data (void)
{
  static const struct {
    guint8 data[4];
    gsize length;
  } rows[] = {
      {{0x08, 1, 2}, 3},       /* a run that is cut short */
      {{0x61, 0x80}, 2},       /* half a pair */
      {{0x61, 0x80, 0x10}, 3}, /* farther back than there is */
      {{0x61, 0x80, 0x00}, 3}, /* distance 0 */
  };
  guint8 out[64];
  gsize n = 0;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_false (kindle_palmdoc_decompress (rows[i].data, rows[i].length, out, sizeof out, &n));
  static const guint8 long_run[] = {0x61, 0x80, 0x0f, 0x80, 0x0f};
  g_assert_false (kindle_palmdoc_decompress (long_run, sizeof long_run, out, 20, &n));
  g_assert_true (kindle_palmdoc_decompress (long_run, sizeof long_run, out, 21, &n));
  g_assert_cmpuint (n, ==, 21);
}

/* A cut at every place of a character of every length. */
static void
test_overlap (void)
{
  static const gchar text[] = "aé的𠮷b"; /* lengths 1 2 3 4 1 */
  static const guint expected[] = {0, 0, 1, 0, 2, 1, 0, 3, 2, 1, 0, 0};
  for (gsize end = 0; end <= strlen (text); end++) {
    g_autoptr (GByteArray) out = g_byte_array_new ();
    g_assert_cmpuint (kindle_text_overlap ((const guint8 *) text, strlen (text), end), ==, expected[end]);
    kindle_text_put_overlap (out, (const guint8 *) text, strlen (text), end);
    g_assert_cmpuint (out->len, ==, expected[end] + 1);
    g_assert_cmpmem (out->data, expected[end], text + end, expected[end]);
    g_assert_cmpuint (out->data[expected[end]], ==, expected[end]);
  }
}

static void
test_trailer (void)
{
  static const guint8 data[200] = {0x83, 0x88, 0x80, 0xb4, 0x02};
  g_autoptr (GByteArray) out = g_byte_array_new ();
  kindle_text_put_trailer (out, NULL, 0);
  assert_hex (out->data, out->len, "81");
  g_byte_array_set_size (out, 0);
  kindle_text_put_trailer (out, data, 5);
  assert_hex (out->data, out->len, "83 88 80 b4 02 86");
  g_byte_array_set_size (out, 0);
  kindle_text_put_trailer (out, data, 126);
  assert_hex (out->data + 126, out->len - 126, "ff");
  g_byte_array_set_size (out, 0);
  kindle_text_put_trailer (out, data, 127);
  assert_hex (out->data + 127, out->len - 127, "81 01");
}

/* The example of the reference: three chapters, two of them with two children; four records. */
static void
test_tbs (void)
{
  static const KindleSpan spans[] = {
      {1217, 8283, 0, -1, 3, 4},   {9500, 9000, 0, -1, 5, 6},  {18500, 2000, 0, -1, -1, -1},
      {1713, 3631, 1, 0, -1, -1},  {5344, 4156, 1, 0, -1, -1}, {10000, 7000, 1, 1, -1, -1},
      {17000, 1500, 1, 1, -1, -1},
  };
  static const gchar *const expected[] = {"82 88 b0", "83 88 80 b4 02", "82 88 c0 b8 c0", "8a 88 c1 80"};
  g_autoptr (GPtrArray) records = kindle_tbs_make (spans, G_N_ELEMENTS (spans), 30000, 8);
  g_assert_cmpuint (records->len, ==, 8);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++) {
    gsize length = 0;
    gconstpointer data = g_bytes_get_data (g_ptr_array_index (records, i), &length);
    assert_hex (data, length, expected[i]);
  }
  g_assert_cmpuint (g_bytes_get_size (g_ptr_array_index (records, 7)), ==, 0); /* beyond all entries */
}

/* kindlegen's flat forms. */
static void
test_tbs_flat (void)
{
  static const KindleSpan spans[] = {
      {100, 400, 0, -1, -1, -1}, {500, 9000, 0, -1, -1, -1}, {9500, 100, 0, -1, -1, -1}};
  static const gchar *const expected[] = {"86 88 02", "8b 88 80", "8e 88 02"};
  g_autoptr (GPtrArray) records = kindle_tbs_make (spans, G_N_ELEMENTS (spans), 9600, 3);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++) {
    gsize length = 0;
    gconstpointer data = g_bytes_get_data (g_ptr_array_index (records, i), &length);
    assert_hex (data, length, expected[i]);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kindle/text/3.4-codes", test_codes);
  g_test_add_func ("/kindle/text/3.4-round-trip", test_round_trip);
  g_test_add_func ("/kindle/text/3.4-worst-case", test_worst_case);
  g_test_add_func ("/kindle/text/3.4-no-history", test_history);
  g_test_add_func ("/kindle/text/3.4-bad-data", test_bad_data);
  g_test_add_func ("/kindle/text/3.2-overlap", test_overlap);
  g_test_add_func ("/kindle/text/3.2-trailer", test_trailer);
  g_test_add_func ("/kindle/tbs/3.6-nested", test_tbs);
  g_test_add_func ("/kindle/tbs/3.6-flat", test_tbs_flat);
  return g_test_run ();
}
