/* test-words.c: where Chinese words go on. Letters after a bar begin a word. SPDX-License-Identifier: MIT */
#include "words/words.h"

static void
check (WzTitleWords *words, const gchar *expected)
{
  g_auto (GStrv) parts = g_strsplit (expected, "|", -1);
  g_autofree gchar *text = g_strjoinv (NULL, parts);
  glong n;
  g_autofree gunichar *chars = g_utf8_to_ucs4_fast (text, -1, &n);
  g_autofree gboolean *inside = g_new (gboolean, (gsize) n);
  g_autoptr (GString) got = g_string_new (NULL);

  wz_title_words_find (words, chars, (guint) n, inside);
  for (glong i = 0; i < n; i++) {
    gboolean han = i > 0 && g_unichar_get_script (chars[i]) == G_UNICODE_SCRIPT_HAN &&
                   g_unichar_get_script (chars[i - 1]) == G_UNICODE_SCRIPT_HAN;
    if (han && !inside[i])
      g_string_append_c (got, '|');
    if (inside[i])
      g_assert_true (han); /* never in Latin text or beside a mark */
    g_string_append_unichar (got, chars[i]);
  }
  g_assert_cmpstr (got->str, ==, expected);
}

static void
test_words (void)
{
  g_autoptr (WzTitleWords) words = wz_title_words_new ();

  g_assert_nonnull (words);
  check (words, "深度|神经|网络");
  check (words, "深度Transformer网络，识别|图像");
  check (words, "機器|學習|與|深度|神經");
  check (words, "Only English, 16x16.");
  check (words, "𠮷|网络"); /* beyond the BMP: two units, one character */
  check (words, "");
  check (words, "网");
}

static void
test_without_rules (void)
{
  check (NULL, "深|度|网|络");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/words/dictionary", test_words);
  g_test_add_func ("/words/without-rules", test_without_rules);
  return g_test_run ();
}
