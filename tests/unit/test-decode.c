/* Encodings: what is found, and what is refused.
 * SPDX-License-Identifier: MIT */
#include "base/wz-decode.h"

#include <string.h>

/* A few lines as a digest has them, in UTF-8: two- to four-byte characters, every line end. */
static const gchar SAMPLE[] = "LG - 机器学习\n\n1、[LG] Title of "
                              "ω\r\n作者,单位。摘要𠮷野家的字。\r\nhttps://arxiv.org/abs/2209.11142\n";

static WzDecoded *
decode (gconstpointer data, gsize size, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);

  return wz_decode (bytes, error);
}

static WzDecoded *
decode_as (const gchar *charset, const gchar *mark, gsize mark_size)
{
  g_autoptr (GError) error = NULL;
  g_autofree gchar *converted = NULL;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gsize n;
  WzDecoded *decoded;

  converted = g_convert (SAMPLE, -1, charset, "UTF-8", NULL, &n, &error);
  g_assert_no_error (error);
  g_byte_array_append (bytes, (const guint8 *) mark, (guint) mark_size);
  g_byte_array_append (bytes, (const guint8 *) converted, (guint) n);
  decoded = decode (bytes->data, bytes->len, &error);
  g_assert_no_error (error);
  return decoded;
}

typedef struct {
  const gchar *name;
  const gchar *charset;
  const gchar *mark;
  gsize mark_size;
  WzEncoding encoding;
} Case;

static const Case CASES[] = {
    {"utf8", "UTF-8", "", 0, WZ_ENCODING_UTF8},
    {"utf8-bom", "UTF-8", "\xEF\xBB\xBF", 3, WZ_ENCODING_UTF8},
    {"utf16le-bom", "UTF-16LE", "\xFF\xFE", 2, WZ_ENCODING_UTF16LE},
    {"utf16be-bom", "UTF-16BE", "\xFE\xFF", 2, WZ_ENCODING_UTF16BE},
    {"utf16le", "UTF-16LE", "", 0, WZ_ENCODING_UTF16LE},
    {"utf16be", "UTF-16BE", "", 0, WZ_ENCODING_UTF16BE},
    {"gb18030", "GB18030", "", 0, WZ_ENCODING_GB18030},
};

static void
test_encoding (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (WzDecoded) decoded = decode_as (c->charset, c->mark, c->mark_size);

  g_assert_cmpint (wz_decoded_get_encoding (decoded), ==, c->encoding);
  g_assert_cmpuint (wz_decoded_get_bom_bytes (decoded), ==, c->mark_size);
  g_assert_cmpuint (wz_decoded_get_n_problems (decoded), ==, 0);
  g_assert_cmpuint (strlen (wz_decoded_get_evidence (decoded)), >, 10);
  g_assert_cmpstr (wz_decoded_get_text (decoded, NULL), ==, SAMPLE);
}

/* Far more text than is converted at a time. */
static void
test_long (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree gchar *converted = NULL;
  g_autoptr (WzDecoded) decoded = NULL;
  gsize n;

  for (guint i = 0; i < 500; i++)
    g_string_append (text, "论文摘要, ABC 深度学习。\n");
  converted = g_convert (text->str, -1, "GB18030", "UTF-8", NULL, &n, NULL);
  decoded = decode (converted, n, NULL);
  g_assert_cmpint (wz_decoded_get_encoding (decoded), ==, WZ_ENCODING_GB18030);
  g_assert_cmpstr (wz_decoded_get_text (decoded, NULL), ==, text->str);
}

/* The Unicode Standard 15, table 3-8: one U+FFFD for each maximal subpart. */
static void
test_invalid_utf8 (void)
{
  static const gchar bytes[] = "中a\xF1\x80\x80\xE1\x80\xC2"
                               "b\x80"
                               "c\x80\xBF"
                               "d文章内容很多字";
  g_autoptr (WzDecoded) decoded = decode (bytes, sizeof bytes - 1, NULL);
  static const gsize want[] = {4, 7, 9, 11, 13, 14};

  g_assert_nonnull (decoded);
  g_assert_cmpstr (wz_decoded_get_text (decoded, NULL), ==, "中a���b�c��d文章内容很多字");
  g_assert_cmpuint (wz_decoded_get_n_problems (decoded), ==, G_N_ELEMENTS (want));
  for (guint i = 0; i < G_N_ELEMENTS (want); i++) {
    const WzDecodeProblem *problem = wz_decoded_get_problem (decoded, i);

    g_assert_cmpint (problem->kind, ==, WZ_DECODE_PROBLEM_INVALID);
    g_assert_cmpuint (problem->original_offset_bytes, ==, want[i]);
  }
}

static void
test_cut_character (void)
{
  static const gchar bytes[] = "1、[LG] Title\n中文摘要文字很长的一\xE6\xAE";
  g_autoptr (WzDecoded) decoded = decode (bytes, sizeof bytes - 1, NULL);

  g_assert_nonnull (decoded);
  g_assert_cmpuint (wz_decoded_get_n_problems (decoded), ==, 1);
  g_assert_cmpuint (wz_decoded_get_problem (decoded, 0)->original_offset_bytes, ==, sizeof bytes - 3);
  g_assert_true (g_str_has_suffix (wz_decoded_get_text (decoded, NULL), "一\xEF\xBF\xBD"));
}

static void
test_nul (void)
{
  static const gchar bytes[] = "1、[LG] Ti\0tle 中文字";
  g_autoptr (WzDecoded) decoded = decode (bytes, sizeof bytes - 1, NULL);
  gsize length;

  g_assert_nonnull (decoded);
  g_assert_cmpstr (wz_decoded_get_text (decoded, &length), ==, "1、[LG] Ti�tle 中文字");
  g_assert_cmpuint (length, ==, strlen (wz_decoded_get_text (decoded, NULL)));
  g_assert_cmpint (wz_decoded_get_problem (decoded, 0)->kind, ==, WZ_DECODE_PROBLEM_NUL);
  g_assert_cmpuint (wz_decoded_get_problem (decoded, 0)->original_offset_bytes, ==, 11);
}

static void
test_bad_utf16 (void)
{
  /* a, a lone high surrogate, b, a lone low one, NUL, an odd byte */
  static const gchar bytes[] = "\xFF\xFE"
                               "a\0\x00\xD8"
                               "b\0\x00\xDC\0\0x";
  g_autoptr (WzDecoded) decoded = decode (bytes, sizeof bytes - 1, NULL);

  g_assert_cmpstr (wz_decoded_get_text (decoded, NULL), ==, "a�b���");
  g_assert_cmpuint (wz_decoded_get_n_problems (decoded), ==, 4);
  g_assert_cmpuint (wz_decoded_get_problem (decoded, 0)->original_offset_bytes, ==, 4);
  g_assert_cmpuint (wz_decoded_get_problem (decoded, 3)->original_offset_bytes, ==, 12);
}

static void
test_bad_gb18030 (void)
{
  g_autoptr (GString) bytes = g_string_new (NULL);
  g_autofree gchar *converted = NULL;
  g_autoptr (WzDecoded) decoded = NULL;
  gsize n;

  converted = g_convert ("这是一段相当普通的中文文字,用来说明问题", -1, "GB18030", "UTF-8", NULL, &n, NULL);
  g_string_append_len (bytes, converted, (gssize) n);
  g_string_append_c (bytes, '\xFF');
  g_string_append_len (bytes, converted, (gssize) n);
  decoded = decode (bytes->str, bytes->len, NULL);
  g_assert_nonnull (decoded);
  g_assert_cmpuint (wz_decoded_get_n_problems (decoded), ==, 1);
  g_assert_cmpuint (wz_decoded_get_problem (decoded, 0)->original_offset_bytes, ==, n);
}

static void
assert_refused (gconstpointer data, gsize size, WzDecodeError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WzDecoded) decoded = decode (data, size, &error);

  g_assert_null (decoded);
  g_assert_error (error, WZ_DECODE_ERROR, (gint) code);
}

static void
test_refused (void)
{
  g_autofree gchar *utf32 = NULL;
  gsize n;

  assert_refused ("PK\x03\x04...", 7, WZ_DECODE_ERROR_BINARY);
  assert_refused ("%PDF-1.7\n", 9, WZ_DECODE_ERROR_BINARY);
  assert_refused ("\x01\x02\x03\x04\x05\x06\x07\x10 text", 13, WZ_DECODE_ERROR_BINARY);
  assert_refused ("ab\xFF\xFE\x81", 5, WZ_DECODE_ERROR_UNKNOWN_ENCODING);
  utf32 = g_convert ("a", -1, "UTF-32", "UTF-8", NULL, &n, NULL);
  assert_refused (utf32, n, WZ_DECODE_ERROR_UNKNOWN_ENCODING);
}

static void
test_limits (void)
{
  g_autofree gchar *line = g_malloc (WZ_DECODE_MAX_LINE_BYTES + 2);
  g_autofree gchar *file = g_malloc (WZ_DECODE_MAX_BYTES + 1);
  g_autoptr (WzDecoded) decoded = NULL;

  memset (line, 'a', WZ_DECODE_MAX_LINE_BYTES + 2);
  assert_refused (line, WZ_DECODE_MAX_LINE_BYTES + 1, WZ_DECODE_ERROR_LINE_TOO_LONG);
  line[WZ_DECODE_MAX_LINE_BYTES] = '\n';
  decoded = decode (line, WZ_DECODE_MAX_LINE_BYTES + 2, NULL);
  g_assert_nonnull (decoded);
  memset (file, '\n', WZ_DECODE_MAX_BYTES + 1);
  assert_refused (file, WZ_DECODE_MAX_BYTES + 1, WZ_DECODE_ERROR_TOO_LARGE);
}

static void
test_line_ends (void)
{
  static const gchar text[] = "a\nb\rc\r\nd\xC2\x85"
                              "e\xC2\xA0\r\r\n";
  static const struct {
    gsize end, next;
  } want[] = {{1, 2}, {3, 4}, {5, 7}, {8, 10}, {13, 14}, {14, 16}};
  gsize at = 0, next;

  for (guint i = 0; i < G_N_ELEMENTS (want); i++) {
    g_assert_cmpuint (wz_decode_line_end (text, sizeof text - 1, at, &next), ==, want[i].end);
    g_assert_cmpuint (next, ==, want[i].next);
    at = next;
  }
  g_assert_cmpuint (at, ==, sizeof text - 1);
  g_assert_cmpuint (wz_decode_line_end ("ab", 2, 0, &next), ==, 2);
  g_assert_cmpuint (next, ==, 2);
}

/* What is plainly of another encoding is read as that. */
static void
test_legacy (void)
{
  static const struct {
    const gchar *encoding, *text;
  } cases[] = {
      {"BIG5", "1、[LG] Title\n本文提出一種新的學習方法，能在許多任務上得到更好的結果。\n"},
      {"BIG5", "測試論文。第一句話，第二句話；共有三個例子。"},
      {"SHIFT_JIS", "1、[LG] Title\n本論文では、新しい学習アルゴリズムを提案し、多くの課題で評価する。\n"},
      {"WINDOWS-1252", "1. [LG] Schr\303\266dinger Bridges\n\nA M\303\274ller, J Garc\303\255a, "
                       "\303\211 Moreau\n\nA na\303\257ve method \342\200\223 and a better one.\n"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    gsize size;
    g_autoptr (GError) error = NULL;
    g_autofree gchar *bytes = g_convert (cases[i].text, -1, cases[i].encoding, "UTF-8", NULL, &size, &error);
    g_assert_no_error (error);
    g_autoptr (WzDecoded) decoded = decode (bytes, size, &error);

    g_assert_no_error (error);
    g_assert_cmpstr (wz_decoded_get_encoding_name (decoded), ==, cases[i].encoding);
    g_assert_cmpstr (wz_decoded_get_text (decoded, NULL), ==, cases[i].text);
    g_assert_cmpuint (wz_decoded_get_n_problems (decoded), ==, 0);
  }
}

/* Where somebody names the encoding, and bytes that are not of it. */
static void
test_named (void)
{
  static const gchar traditional[] = "1、[LG] Title\n測試論文。第一句話。\n";
  g_autoptr (GError) error = NULL;
  gsize size;
  g_autofree gchar *big5 = g_convert (traditional, -1, "BIG5", "UTF-8", NULL, &size, &error);
  g_autoptr (GBytes) bytes = g_bytes_new (big5, size), bad = g_bytes_new ("ab\xFF\ncd", 6);
  g_autoptr (WzDecoded) decoded = wz_decode_as (bytes, "big5", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (wz_decoded_get_text (decoded, NULL), ==, traditional);
  g_assert_cmpstr (wz_decoded_get_encoding_name (decoded), ==, "BIG5");
  g_assert_true (wz_encoding_is_known ("BIG5"));
  g_assert_false (wz_encoding_is_known ("no-such-encoding"));

  g_autoptr (WzDecoded) replaced = wz_decode_as (bad, "BIG5", NULL);
  g_assert_cmpstr (wz_decoded_get_text (replaced, NULL), ==, "ab\xEF\xBF\xBD\ncd");
  g_assert_cmpuint (wz_decoded_get_n_problems (replaced), ==, 1);
  g_assert_cmpuint (wz_decoded_get_problem (replaced, 0)->original_offset_bytes, ==, 2);
}

/* A paragraph of GB18030 pasted into UTF-8 is converted and told of. */
static void
test_mixed (void)
{
  g_autofree gchar *pasted = g_convert ("补充:这一段是贴来的", -1, "GB18030", "UTF-8", NULL, NULL, NULL);
  g_autofree gchar *all = g_strconcat ("机器学习机器学习机器学习\n", pasted, "\n人工智能\n", NULL);
  g_autoptr (WzDecoded) decoded = decode (all, strlen (all), NULL);
  const gchar *text = wz_decoded_get_text (decoded, NULL);

  g_assert_cmpstr (text, ==, "机器学习机器学习机器学习\n补充:这一段是贴来的\n人工智能\n");
  g_assert_cmpuint (wz_decoded_get_n_problems (decoded), ==, 1);
  g_assert_cmpint (wz_decoded_get_problem (decoded, 0)->kind, ==, WZ_DECODE_PROBLEM_MIXED);
  g_assert_cmpuint (wz_decoded_get_problem (decoded, 0)->original_offset_bytes, ==,
                    strlen ("机器学习机器学习机器学习\n"));
}

/* Text that a program took for Latin-1 is named as such; accents are not. */
static void
test_spoilt (void)
{
  static const gchar *const encodings[] = {"GB18030", "UTF-8"};
  static const gchar accents[] = "1、Übergröße à la carte, naïve coöperation, Málaga é ü ö ä ß\n";

  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++) {
    g_autoptr (GError) error = NULL;
    gsize n;
    g_autofree gchar *once =
        g_convert ("1、[LG] Title\n测试论文。一句话。", -1, encodings[i], "UTF-8", NULL, &n, NULL);
    g_autofree gchar *twice = g_convert (once, (gssize) n, "UTF-8", "ISO-8859-1", NULL, &n, NULL);
    g_autoptr (WzDecoded) decoded = decode (twice, n, &error);

    g_assert_null (decoded);
    g_assert_error (error, WZ_DECODE_ERROR, WZ_DECODE_ERROR_UNKNOWN_ENCODING);
    g_assert_nonnull (strstr (error->message, encodings[i]));
    g_assert_nonnull (strstr (error->message, "--encoding"));
  }
  /* whoever reads UTF-8 as GBK loses a byte where one is left over */
  g_autoptr (GError) error = NULL;
  g_autofree gchar *gb = g_convert_with_fallback ("论文方月的能，文机器新果月方", -1, "UTF-8", "GBK",
                                                  "\uFFFD", NULL, NULL, NULL);
  g_autoptr (WzDecoded) spoilt = decode (gb, strlen (gb), &error);

  g_assert_null (spoilt);
  g_assert_nonnull (strstr (error->message, "UTF-8 was read as GB18030"));
  g_autoptr (WzDecoded) healthy = decode (accents + 4, sizeof accents - 5, NULL);
  g_assert_nonnull (healthy);
}

static void
test_doubled_mark (void)
{
  g_autoptr (WzDecoded) decoded = decode ("\xEF\xBB\xBF\xEF\xBB\xBFx", 7, NULL);

  g_assert_cmpstr (wz_decoded_get_text (decoded, NULL), ==, "x");
  g_assert_cmpuint (wz_decoded_get_bom_bytes (decoded), ==, 6);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autofree gchar *path = g_strdup_printf ("/base/decode/encoding/%s", CASES[i].name);

    g_test_add_data_func (path, &CASES[i], test_encoding);
  }
  g_test_add_func ("/base/decode/long", test_long);
  g_test_add_func ("/base/decode/invalid-utf8", test_invalid_utf8);
  g_test_add_func ("/base/decode/cut-character", test_cut_character);
  g_test_add_func ("/base/decode/nul", test_nul);
  g_test_add_func ("/base/decode/bad-utf16", test_bad_utf16);
  g_test_add_func ("/base/decode/bad-gb18030", test_bad_gb18030);
  g_test_add_func ("/base/decode/refused", test_refused);
  g_test_add_func ("/base/decode/limits", test_limits);
  g_test_add_func ("/base/decode/line-ends", test_line_ends);
  g_test_add_func ("/base/decode/legacy", test_legacy);
  g_test_add_func ("/base/decode/named", test_named);
  g_test_add_func ("/base/decode/mixed", test_mixed);
  g_test_add_func ("/base/decode/spoilt", test_spoilt);
  g_test_add_func ("/base/decode/doubled-mark", test_doubled_mark);
  return g_test_run ();
}
