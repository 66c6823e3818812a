/* test-pdf-impose.c: the order of pages in a booklet. SPDX-License-Identifier: MIT */
#include "pdf-impose.h"

static gchar *
impose (guint n)
{
  guint n_sides = 0;
  g_autofree PdfSheetSide *sides = pdf_impose_booklet (n, &n_sides);
  GString *out = g_string_new (NULL);
  for (guint i = 0; i < n_sides; i++)
    g_string_append_printf (out, "%s%u|%u", i > 0 ? " " : "", sides[i].left, sides[i].right);
  return g_string_free (out, FALSE);
}

static void
test_r104 (void)
{
  static const struct {
    guint n;
    const gchar *expected;
  } cases[] = {
      {8, "8|1 2|7 6|3 4|5"}, {6, "0|1 2|0 6|3 4|5"}, {1, "0|1 0|0"}, {4, "4|1 2|3"}, {0, "0|0 0|0"},
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree gchar *result = impose (cases[i].n);
    g_assert_cmpstr (result, ==, cases[i].expected);
  }
}

/* Sheets laid into each other, folded, and leafed through, read 1…n. */
static void
test_r104_fold (void)
{
  for (guint n = 1; n <= 65; n++) {
    guint n_sides = 0, at = 0;
    g_autofree PdfSheetSide *sides = pdf_impose_booklet (n, &n_sides);
    g_autofree guint *read = g_new0 (guint, 2 * n_sides);
    for (guint i = 0; i < n_sides; i += 2) /* the front half, from the outside in: right fronts, left backs */
    {
      read[at++] = sides[i].right;
      read[at++] = sides[i + 1].left;
    }
    for (guint i = n_sides; i > 0; i -= 2) /* the back half, from the inside out: right backs, left fronts */
    {
      read[at++] = sides[i - 1].right;
      read[at++] = sides[i - 2].left;
    }
    for (guint i = 0; i < at; i++)
      g_assert_cmpuint (read[i], ==, i < n ? i + 1 : 0);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pdf/impose/R104-booklet", test_r104);
  g_test_add_func ("/pdf/impose/R104-fold", test_r104_fold);
  return g_test_run ();
}
