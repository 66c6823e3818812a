/* test-chars.c: what a book may hold, and what characters are. SPDX-License-Identifier: MIT */
#include <wenzhai-kit/wz-char-set.h>
#include <wenzhai-kit/wz-chars.h>

static void
test_dup_clean (void)
{
  g_autofree gchar *text = wz_chars_dup_clean ("  a\r\n\tb\x01\xc2\xa0\xe3\x80\x80 c\xef\xbf\xbd ");

  g_assert_cmpstr (text, ==, "a b c");
}

static void
test_kinds (void)
{
  static const struct {
    gunichar c;
    gboolean allowed, shown, joiner, chinese;
  } cases[] = {
      {'a', TRUE, TRUE, FALSE, FALSE},      {'\n', TRUE, FALSE, FALSE, FALSE},
      {0x85, FALSE, FALSE, FALSE, FALSE},   {0x6587, TRUE, TRUE, FALSE, TRUE},
      {0x3042, TRUE, TRUE, FALSE, TRUE},    {0xFEFF, FALSE, FALSE, FALSE, FALSE},
      {0x200D, TRUE, FALSE, TRUE, FALSE},   {0xFE0F, TRUE, FALSE, TRUE, FALSE},
      {0xE000, FALSE, TRUE, FALSE, FALSE},  {0x1F600, TRUE, TRUE, FALSE, FALSE},
      {0x1FFFE, FALSE, TRUE, FALSE, FALSE},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_assert_cmpint (wz_char_is_allowed (cases[i].c), ==, cases[i].allowed);
    g_assert_cmpint (wz_char_is_shown (cases[i].c), ==, cases[i].shown);
    g_assert_cmpint (wz_char_is_joiner (cases[i].c), ==, cases[i].joiner);
    g_assert_cmpint (wz_char_is_chinese (cases[i].c), ==, cases[i].chinese);
  }
}

static void
test_set (void)
{
  g_autoptr (WzCharSet) set = wz_char_set_new ();
  g_autoptr (GString) seen = g_string_new (NULL);

  wz_char_set_add_text (set, "摘文a");
  wz_char_set_add (set, 0x10FFFF);
  wz_char_set_add (set, 0x110000);
  for (gunichar c = G_MAXUINT32; wz_char_set_next (set, &c);)
    g_string_append_printf (seen, "%X ", c);
  g_assert_cmpstr (seen->str, ==, "61 6458 6587 10FFFF ");
  g_assert_true (wz_char_set_contains (set, 'a'));
  g_assert_false (wz_char_set_contains (set, 0x110000));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/common/chars/dup-clean", test_dup_clean);
  g_test_add_func ("/common/chars/kinds", test_kinds);
  g_test_add_func ("/common/chars/set", test_set);
  return g_test_run ();
}
