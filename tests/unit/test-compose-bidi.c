/* test-compose-bidi.c: where the words of a line stand. Numbers alone, no font. SPDX-License-Identifier: MIT
 */
#include "compose/text/compose-bidi.h"

#include <string.h>

/* One letter a character: its place in a line of characters 10 wide, 2 apart. Capital letters run from right
 * to left, digits stand within them from left to right, a dot joins the character before it. */
static gchar *
dup_order (const gchar *text)
{
  guint n = (guint) strlen (text);
  g_autofree ComposeUnit *x = g_new (ComposeUnit, n), *widths = g_new (ComposeUnit, n);
  g_autofree guint8 *levels = g_new (guint8, n);
  GString *out = g_string_new (NULL);
  ComposeUnit pen = 100;
  for (guint i = 0; i < n; i++) {
    gboolean joined = text[i] == '.';
    pen -= joined ? 12 : 0;
    x[i] = pen;
    widths[i] = joined ? COMPOSE_BIDI_JOINED : 10;
    levels[i] = g_ascii_isupper (text[i]) || joined ? 1 : g_ascii_isdigit (text[i]) ? 2 : 0;
    pen += 12;
  }
  compose_bidi_place (x, widths, levels, n);
  for (ComposeUnit at = 100; at <= pen; at++)
    for (guint i = 0; i < n; i++)
      if (x[i] == at && widths[i] != COMPOSE_BIDI_JOINED)
        g_string_append_c (out, text[i]);
  for (guint i = 1; i < n; i++)
    g_assert_true (widths[i] != COMPOSE_BIDI_JOINED || x[i] == x[i - 1]);
  return g_string_free (out, FALSE);
}

static void
test_place (void)
{
  static const gchar *const cases[][2] = {
      {"abc", "abc"},       {"abXYZcd", "abZYXcd"}, {"XYZ", "ZYX"},     {"aX12Yb", "aY12Xb"},
      {"aXYb12", "aYXb12"}, {"X.Y", "YX"},          {"aXbYc", "aXbYc"}, {"", ""},
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree gchar *order = dup_order (cases[i][0]);
    g_assert_cmpstr (order, ==, cases[i][1]);
  }
}

/* A line that was justified stays so: its ends are where they were, and no gap changes its width. */
static void
test_gaps (void)
{
  ComposeUnit x[] = {0, 15, 40};
  static const ComposeUnit widths[] = {10, 20, 30};
  static const guint8 levels[] = {1, 1, 1};
  compose_bidi_place (x, widths, levels, 3);
  g_assert_cmpint (x[2], ==, 0);
  g_assert_cmpint (x[1], ==, 35); /* a gap of 5 behind the last */
  g_assert_cmpint (x[0], ==, 60);
  /* Between ideographs, the gaps on both sides stay outside. */
  ComposeUnit word[] = {0, 13, 46};
  static const ComposeUnit sizes[] = {10, 30, 10};
  static const guint8 inside[] = {0, 1, 0};
  compose_bidi_place (word, sizes, inside, 3);
  g_assert_cmpint (word[1], ==, 13);
  g_assert_cmpint (word[2], ==, 46);
}

static void
test_levels (void)
{
  static const ComposeChar plain[] = {{'a', 0, 0}, {0x4e2d, 0, 0}, {0x301, 0, 0}};
  static const ComposeChar list[] = {
      {0x5d0, 0, 0}, {',', 0, COMPOSE_CHAR_APART}, {' ', 0, COMPOSE_CHAR_APART}, {0x5d1, 0, 0}};
  static const ComposeChar prose[] = {{0x5d0, 0, 0}, {',', 0, 0}, {' ', 0, 0}, {0x5d1, 0, 0}};
  g_assert_null (compose_bidi_find_levels (plain, G_N_ELEMENTS (plain)));
  g_autofree guint8 *of_list = compose_bidi_find_levels (list, G_N_ELEMENTS (list));
  g_autofree guint8 *of_prose = compose_bidi_find_levels (prose, G_N_ELEMENTS (prose));
  g_assert_cmpmem (of_list, 4, "\1\0\0\1", 4);
  g_assert_cmpmem (of_prose, 4, "\1\1\1\1", 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/compose/bidi/place", test_place);
  g_test_add_func ("/compose/bidi/gaps", test_gaps);
  g_test_add_func ("/compose/bidi/levels", test_levels);
  return g_test_run ();
}
