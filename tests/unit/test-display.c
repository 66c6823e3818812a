/* Text from outside on its way to a terminal. */
#include "base/wz-display.h"

static void
expect (const gchar *text, const gchar *shown)
{
  g_autofree gchar *got = wz_display_dup (text);
  g_assert_cmpstr (got, ==, shown);
}

static void
test_harmless (void)
{
  expect ("", "");
  expect ("2026-11-09.txt", "2026-11-09.txt");
  expect ("周一 é 🔥 👩‍🔬.txt",
          "周一 é 🔥 👩‍🔬.txt"); /* a joiner belongs to its emoji */
}

static void
test_controls (void)
{
  expect ("a\033[2Jb\a", "a<U+001B>[2Jb<U+0007>");
  expect ("a\nb\tc\x7f", "a<U+000A>b<U+0009>c<U+007F>");
  expect ("\xc2\x9b\x33\x31m", "<U+009B>31m"); /* CSI in one character */
  expect ("a\xe2\x80\xa8"
          "b",
          "a<U+2028>b");
}

static void
test_direction (void)
{
  expect ("\xe2\x80\xae"
          "txt.exe",
          "<U+202E>txt.exe");
  expect ("\xe2\x81\xa6x\xe2\x81\xa9", "<U+2066>x<U+2069>");
  expect ("\xe2\x80\x8fx", "<U+200F>x");
}

static void
test_bad_bytes (void)
{
  expect ("\xd6\xdc\xd2\xd4.txt", "<D6><DC><D2><D4>.txt");
  expect ("ok\xe4\xb8", "ok<E4><B8>");
  expect ("\xed\xa0\x80", "<ED><A0><80>"); /* a surrogate */
}

static void
test_lines (void)
{
  g_autofree gchar *got = wz_display_dup_lines ("a\n\tb\r\033c\xff\n");
  g_assert_cmpstr (got, ==, "a\n\tb<U+000D><U+001B>c<FF>\n");
}

static void
test_json (void)
{
  g_autofree gchar *got = wz_display_dup_json ("{\"a\": \"题\\u001b \xc2\x9b \x7f \xe2\x80\xae\"}\n");
  g_assert_cmpstr (got, ==, "{\"a\": \"题\\u001b \\u009b \\u007f \\u202e\"}\n");
}

static void
test_check (void)
{
  g_assert_true (wz_display_check ("题 and naïve"));
  g_assert_false (wz_display_check ("a\033b"));
  g_assert_false (wz_display_check ("a\xff"));
}

static void
test_cut (void)
{
  static const struct {
    const gchar *text;
    guint width;
    const gchar *wanted;
  } rows[] = {
      {"文摘周刊", 8, "文摘周刊"},
      {"文摘周刊", 7, "文摘周…"},
      {"文摘周刊", 6, "文摘…"},
      {"abcdef", 4, "abc…"},
      {"e\u0301e\u0301e\u0301", 2, "e\u0301…"},
      {"abc", 1, "…"},
      {"abc", 0, ""},
      {"", 0, ""},
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree gchar *cut = wz_display_dup_cut (rows[i].text, rows[i].width);
    g_assert_cmpstr (cut, ==, rows[i].wanted);
    g_assert_cmpuint (wz_display_measure (cut), <=, rows[i].width);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/display/cut", test_cut);
  g_test_add_func ("/base/display/harmless", test_harmless);
  g_test_add_func ("/base/display/controls", test_controls);
  g_test_add_func ("/base/display/direction", test_direction);
  g_test_add_func ("/base/display/bad-bytes", test_bad_bytes);
  g_test_add_func ("/base/display/lines", test_lines);
  g_test_add_func ("/base/display/json", test_json);
  g_test_add_func ("/base/display/check", test_check);
  return g_test_run ();
}
