/* test-tex.c: TeX's accents and commands as text. SPDX-License-Identifier: MIT */
#include "base/wz-tex.h"

#include <string.h>

static void
test_to_text (void)
{
  static const gchar *const cases[][2] = {
      {"Erd\\H{o}s, P\\'al; G\\\"odel; Ho\\v{r}ava", "Erdős, Pál; Gödel; Hořava"},
      {"{\\L}ukasz Mar{\\'\\i}a S{\\o}ren \\O{}rsted", "Łukasz María Søren Ørsted"},
      {"Fran\\c{c}ois \\c Sahin na\\\"{\\i}ve", "François Şahin naïve"},
      {"Nguy{\\~{\\^e}}n Tr\\`{\\^{a}}n", "Nguyễn Trần"},
      {"J.~Doe, {van der Berg}", "J. Doe, van der Berg"},
      {"\\textsc{Smith} and \\emph{\\textbf{Jones}}", "Smith and Jones"},
      {"R\\&D 30\\% \\#1 a\\_b", "R&D 30% #1 a_b"},
      {"\\implname is", "implname is"},
      {"e.g.\\ this\\,that sig\\-nal", "e.g. this that signal"},
      {"A One$^{1,\\dagger}$", "A One$^{1,\\dagger}$"},
      {"{\\b{d}}ate \\'j", "ḏate j\u0301"},
      {"plain, O'Neil", "plain, O'Neil"},
      {"\\", "\\"},
      {"", ""},
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree gchar *text = wz_tex_to_text (cases[i][0], -1);
    g_assert_cmpstr (text, ==, cases[i][1]);
  }
  g_autofree gchar *part = wz_tex_to_text ("\\'e, and more", 3);
  g_assert_cmpstr (part, ==, "é");
}

/* No letter goes, whatever stands around it. */
static void
test_nothing_lost (void)
{
  static const gchar signs[] = "\\{}~$'\"`^ aEc,1";
  for (guint n = 0; n < 20000; n++) {
    gchar text[12], *p = text;
    guint letters = 0, kept = 0;
    for (guint k = n * 2654435761u; p < text + 10; k = k * 1103515245u + 12345u) {
      *p = signs[k / 65536u % (sizeof signs - 1)];
      letters += g_ascii_isdigit (*p++) != 0;
    }
    *p = '\0';
    g_autofree gchar *out = wz_tex_to_text (text, -1);
    for (const gchar *q = out; *q != '\0'; q++)
      kept += g_ascii_isdigit (*q) != 0;
    g_assert_true (g_utf8_validate (out, -1, NULL));
    g_assert_cmpuint (letters, ==, kept);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tex/to-text", test_to_text);
  g_test_add_func ("/tex/nothing-lost", test_nothing_lost);
  return g_test_run ();
}
