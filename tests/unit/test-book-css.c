/* test-book-css.c: the style sheet of EPUB and Kindle. SPDX-License-Identifier: MIT */
#include "style/wz-style-private.h"

#include <wenzhai-kit/wz-book-css.h>

#include <string.h>

static const WzBookCssFace faces[] = {{"W", "fonts/a.otf", WZ_WEIGHT_REGULAR},
                                      {"W", "fonts/b.otf", WZ_WEIGHT_BOLD},
                                      {"More", "fonts/c.otf", WZ_WEIGHT_REGULAR}};

static gchar *
css_with_leading (const gchar *name, WzBookFormat format, gdouble leading, guint n_faces)
{
  g_autofree gchar *data_dir = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "..", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (WzStyle) style = wz_style_load (name, NULL, data_dir, NULL, NULL, 0, NULL, &error);

  if (style == NULL && g_error_matches (error, WZ_STYLE_ERROR, WZ_STYLE_ERROR_FONT)) {
    g_test_skip (error->message);
    return NULL;
  }
  g_assert_no_error (error);
  return wz_book_dup_css (style, NULL, format, leading, faces, n_faces);
}

static gchar *
css_of (const gchar *name, WzBookFormat format, guint n_faces)
{
  return css_with_leading (name, format, -1, n_faces);
}

/* S1: small, and no function but url(); S2: no colour. Balanced, and every value filled in. */
static void
check_plain (const gchar *css)
{
  static const gchar *const refused[] = {"calc",     "var(",       "@media",  "@import", "!important",
                                         "position", "float:",     "$",       "rem;",    "NaN",
                                         "inf",      "background", " color:", ";color:"};
  guint depth = 0;

  g_assert_cmpuint (strlen (css), <=, 4096);
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    if (strstr (css, refused[i]) != NULL)
      g_error ("%s in %s", refused[i], css);
  for (const gchar *p = css; *p != '\0'; p++) {
    if (*p == '(')
      g_assert_true (p - css >= 3 && memcmp (p - 3, "url", 3) == 0);
    depth += *p == '{';
    depth -= *p == '}';
    g_assert_cmpuint (depth, <=, 1);
  }
  g_assert_cmpuint (depth, ==, 0);
}

static void
test_epub (void)
{
  g_autofree gchar *css = css_of ("classic", WZ_BOOK_EPUB, 2);

  if (css == NULL)
    return;
  check_plain (css);
  g_assert_true (g_str_has_prefix (css, "@charset \"UTF-8\";\n@font-face{font-family:\"W\";font-style:normal;"
                                        "font-weight:400;src:url(fonts/a.otf)}\n@font-face"));
  g_assert_nonnull (strstr (css, "font-weight:700;src:url(fonts/b.otf)"));
  g_assert_nonnull (strstr (css, "body{font-family:\"W\",\"Source Han Serif SC\""));
  g_assert_nonnull (strstr (css, "line-height:1.62}"));
  g_assert_nonnull (strstr (css, "text-indent:2em;text-align:justify}"));
}

/* S5: the leading can be set, or left to the reader. S4: each family once, the own ones first. */
static void
test_leading (void)
{
  g_autofree gchar *none = css_with_leading ("classic", WZ_BOOK_EPUB, 0, 0);
  g_autofree gchar *wide = css_with_leading ("classic", WZ_BOOK_EPUB, 1.8, 3);

  if (none == NULL || wide == NULL)
    return;
  check_plain (none);
  g_assert_null (strstr (none, "line-height:1.6"));
  g_assert_nonnull (strstr (none, "body{font-family:\"Source Han Serif SC\""));
  g_assert_nonnull (strstr (wide, "line-height:1.8}"));
  g_assert_nonnull (strstr (wide, "body{font-family:\"W\",\"More\",\"Source Han Serif SC\""));
}

/* KF8 8.3, 8.5: the text keeps the reader's size, leading and face; indents are explicit. */
static void
test_kf8 (void)
{
  g_autofree gchar *css = css_of ("classic", WZ_BOOK_KF8, 0);
  g_autofree gchar *embedded = css_of ("large", WZ_BOOK_KF8, 1);

  if (css == NULL || embedded == NULL)
    return;
  check_plain (css);
  check_plain (embedded);
  g_assert_null (strstr (css, "body{"));
  g_assert_null (strstr (css, "@"));
  g_assert_null (strstr (css, "line-break"));
  g_assert_nonnull (strstr (css, "text-indent:2em;text-align:justify}"));
  g_assert_nonnull (strstr (css, "p.e{text-indent:0;text-align:left}"));
  g_assert_nonnull (strstr (embedded, "body{font-family:\"W\",serif}"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/common/book-css/S1-epub", test_epub);
  g_test_add_func ("/common/book-css/S4-S5-leading", test_leading);
  g_test_add_func ("/common/book-css/8.3-kf8", test_kf8);
  return g_test_run ();
}
