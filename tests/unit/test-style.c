/* test-style.c: styles, their table, the font catalogue. SPDX-License-Identifier: MIT */
#include "base/wz-diag-private.h"
#include "style/wz-font-private.h"
#include "style/wz-style-private.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

/* ---- Help ---------------------------------------------------------------------------------------------- */

static gchar *
dup_data_dir (void)
{
  return g_build_filename (g_getenv ("G_TEST_SRCDIR"), "..", NULL);
}

static void
collect (const WzDiag *diag, gpointer user_data)
{
  g_string_append_printf (user_data, "%u:%u: %s [%s]\n", diag->position.line, diag->position.column,
                          diag->detail, diag->code);
}

/* A folder of styles of the test's own. */
typedef struct {
  gchar *dir;
  gchar *data_dir;
  GString *diags;
  WzDiagSink *sink;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->dir = g_dir_make_tmp ("wz-style-XXXXXX", NULL);
  fixture->data_dir = dup_data_dir ();
  fixture->diags = g_string_new (NULL);
  fixture->sink = wz_diag_sink_new (collect, fixture->diags);
}

static void
remove_tree (const gchar *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const gchar *name;
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree gchar *child = g_build_filename (path, name, NULL);
    remove_tree (child);
  }
  g_remove (path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  remove_tree (fixture->dir);
  g_free (fixture->dir);
  g_free (fixture->data_dir);
  g_string_free (fixture->diags, TRUE);
  wz_diag_sink_free (fixture->sink);
}

static void
put (Fixture *fixture, const gchar *name, const gchar *file, const gchar *text)
{
  g_autofree gchar *folder = g_build_filename (fixture->dir, name, NULL);
  g_autofree gchar *path = g_build_filename (folder, file, NULL);
  g_mkdir_with_parents (folder, 0755);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static WzStyle *
load (Fixture *fixture, const gchar *name, GError **error)
{
  const gchar *dirs[] = {fixture->dir, NULL};
  return wz_style_load (name, dirs, fixture->data_dir, NULL, NULL, 0, fixture->sink, error);
}

static gboolean
skip_without_fonts (const GError *error)
{
  if (!g_error_matches (error, WZ_STYLE_ERROR, WZ_STYLE_ERROR_FONT))
    return FALSE;
  g_test_skip (error->message);
  return TRUE;
}

/* ---- The table ----------------------------------------------------------------------------------------- */

/* styles/README.md shows the table as the code has it. WENZHAI_PRINT_KEYS=1 prints it for pasting. */
static gchar *
dup_row (const WzStyleKey *key)
{
  g_autofree gchar *accepted = wz_style_key_dup_accepted (key);
  return g_strdup_printf ("| `%s` | %s | %s%s%s | %s |", key->key, accepted,
                          *key->default_value != '\0' ? "`" : "", key->default_value,
                          *key->default_value != '\0' ? "`" : "", key->help);
}

static void
test_readme (void)
{
  g_autofree gchar *data_dir = dup_data_dir ();
  g_autofree gchar *path = g_build_filename (data_dir, "styles", "README.md", NULL);
  g_autofree gchar *text = NULL;
  guint n_keys, n_rows = 0;
  const WzStyleKey *keys = wz_style_get_keys (&n_keys);
  if (g_getenv ("WENZHAI_PRINT_KEYS") != NULL)
    for (guint i = 0; i < n_keys; i++) {
      g_autofree gchar *row = dup_row (&keys[i]);
      fprintf (stderr, "%s\n", row); /* g_printerr() would turn what the locale lacks into question marks */
    }
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; i < n_keys; i++) {
    g_autofree gchar *row = dup_row (&keys[i]);
    if (!g_strv_contains ((const gchar *const *) lines, row)) {
      g_test_message ("styles/README.md lacks the row: %s", row);
      g_test_fail ();
    }
  }
  for (guint i = 0; lines[i] != NULL; i++)
    n_rows =
        g_str_has_prefix (lines[i], "## Keys") ? 0 : n_rows + (g_str_has_prefix (lines[i], "| `") ? 1 : 0);
  g_assert_cmpuint (n_rows, ==, n_keys);
}

static void
test_defaults (void)
{
  guint n_keys;
  const WzStyleKey *keys = wz_style_get_keys (&n_keys);
  for (guint i = 0; i < n_keys; i++) {
    g_autofree gchar *problem = NULL;
    WzStyleValue value;
    gboolean good = wz_style_value_parse (&keys[i], keys[i].default_value, &value, &problem);
    g_assert_cmpstr (problem, ==, NULL);
    g_assert_true (good);
    wz_style_value_clear (&value);
    g_assert_cmpint (wz_style_find_key (keys[i].key), ==, (gint) i);
  }
}

static const struct {
  const gchar *key;
  const gchar *text;
  const gchar *problem; /* NULL: good */
} value_cases[] = {
    {"body.size", "9pt", NULL},
    {"body.size", " 10.5 pt ", NULL},
    {"body.size", "10.5", "“10.5” has no unit"},
    {"body.size", "3mm", "the unit “mm” is not accepted here"},
    {"body.size", "9px", "“px” is not a unit"},
    {"body.size", "pt", "“pt” is not a length"},
    {"body.size", "1e3pt", "“e3pt” is not a unit"},
    {"body.size", "0x9pt", "“x9pt” is not a unit"},
    {"body.size", "nanpt", "“nanpt” is not a length"},
    {"body.size", "4pt", "4pt is out of range"},
    {"body.size", "-9pt", "-9pt is out of range"},
    {"page.columns", "2", NULL},
    {"page.columns", "2.5.1", "“2.5.1” is not a number"},
    {"page.columns", "9", "9 is out of range"},
    {"page.paper", "A5", NULL},
    {"page.paper", "a5", "“a5” is not one of the choices"},
    {"text.hanging", "on", NULL},
    {"text.hanging", "maybe", "“maybe” is neither yes nor no"},
    {"color.text", "#1a2b3c", NULL},
    {"color.text", "#abc", NULL},
    {"color.text", "red", "“red” is not a colour"},
    {"color.text", "#12345g", "“#12345g” is not a colour"},
    {"fonts.body-han", "", "no font family is named"},
};

static void
test_values (void)
{
  guint n_keys;
  const WzStyleKey *keys = wz_style_get_keys (&n_keys);
  for (guint i = 0; i < G_N_ELEMENTS (value_cases); i++) {
    g_autofree gchar *problem = NULL;
    WzStyleValue value = {0};
    gint row = wz_style_find_key (value_cases[i].key);
    g_assert_cmpint (row, >=, 0);
    gboolean good = wz_style_value_parse (&keys[row], value_cases[i].text, &value, &problem);
    g_assert_cmpstr (problem, ==, value_cases[i].problem);
    g_assert_cmpint (good, ==, value_cases[i].problem == NULL);
    wz_style_value_clear (&value);
  }
}

static void
test_lengths (void)
{
  g_assert_cmpfloat_with_epsilon (wz_length_to_pt ((WzLength){25.4, WZ_UNIT_MM}, 10, 100), 72.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (wz_length_to_pt ((WzLength){2, WZ_UNIT_EM}, 10.5, 100), 21.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (wz_length_to_pt ((WzLength){45, WZ_UNIT_PERCENT}, 10, 200), 90.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (wz_length_to_pt ((WzLength){9, WZ_UNIT_PT}, 10, 200), 9.0, 1e-9);
}

/* ---- Loading ------------------------------------------------------------------------------------------- */

static void
test_shipped (Fixture *fixture, gconstpointer data)
{
  g_auto (GStrv) names = wz_style_dup_names (NULL, fixture->data_dir);
  g_autofree gchar *joined = g_strjoinv (" ", names);
  g_assert_cmpstr (joined, ==, "classic compact handout large");
  for (guint i = 0; names[i] != NULL; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (WzStyle) style = load (fixture, names[i], &error);
    if (skip_without_fonts (error))
      return;
    g_assert_no_error (error);
    g_assert_cmpstr (fixture->diags->str, ==, "");
    g_assert_cmpstr (wz_style_get_name (style), ==, names[i]);
    g_autofree gchar *comment = wz_style_dup_comment (names[i], NULL, fixture->data_dir);
    g_assert_cmpstr (comment, !=, "");
    g_autofree gchar *told = g_strjoinv (" ", (gchar **) (gsize) wz_style_get_names (style));
    g_assert_cmpstr (told, ==, joined);
  }
}

/* What plugins see of the table. */
static void
test_listed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WzStyle) style = load (fixture, "classic", &error);
  if (skip_without_fonts (error))
    return;
  guint n = wz_style_get_n_keys ();
  for (guint i = 0; i < n; i++) {
    g_autofree gchar *accepted = wz_style_dup_key_accepted (i);
    g_assert_cmpint (wz_style_find_key (wz_style_get_key (i)), ==, (gint) i);
    g_assert_cmpstr (wz_style_get_key_value (style, i), ==,
                     wz_style_get_string (style, wz_style_get_key (i)));
    g_assert_true (*wz_style_get_key_help (i) != '\0' && *accepted != '\0');
  }
  g_assert_cmpuint (n, >, 20);
  g_assert_null (wz_style_get_key (n));
  g_assert_null (wz_style_get_key_help (n));
  g_assert_null (wz_style_dup_key_accepted (n));
  g_assert_null (wz_style_get_key_value (style, n));
}

static void
test_inheritance (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  put (fixture, "mine", "style.ini", "[style]\nInherits=parent\n[body]\nsize=12pt\n[color]\nlink=#abc\n");
  put (fixture, "mine", "extra.css", "p.note { text-indent: 0 }\n");
  put (fixture, "parent", "style.ini", "[style]\nInherits=large\n[body]\nsize=20pt\nindent=1em\n");
  put (fixture, "parent", "extra.css", "p.note { margin: 0 }\n");
  g_autoptr (WzStyle) style = load (fixture, "mine", &error);
  if (skip_without_fonts (error))
    return;
  g_assert_no_error (error);
  g_assert_cmpfloat (wz_style_get_length (style, "body.size").value, ==, 12.0);
  g_assert_cmpint (wz_style_get_length (style, "body.size").unit, ==, WZ_UNIT_PT);
  g_assert_cmpfloat (wz_style_get_length (style, "body.indent").value, ==, 1.0);
  g_assert_cmpstr (wz_style_get_string (style, "page.paper"), ==, "B5");
  g_assert_cmpuint (wz_style_get_color (style, "color.link"), ==, 0xaabbcc);
  g_assert_true (wz_style_get_boolean (style, "show.cover"));
  g_assert_cmpfloat (wz_style_get_number (style, "page.columns"), ==, 1.0);
  g_assert_cmpstr (wz_style_get_string (style, "text.languages"), ==, "both");
  g_assert_cmpstr (wz_style_get_extra_css (style), ==, "p.note { margin: 0 }\np.note { text-indent: 0 }\n");
  g_autofree gchar *text = wz_style_dup_text (style);
  g_assert_nonnull (strstr (text, "\n[body]\nsize = 12pt\n"));
}

static gchar *
hash_own (Fixture *fixture, const gchar *name)
{
  const gchar *dirs[] = {fixture->dir, NULL};
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  wz_style_hash_own (name, dirs, fixture->data_dir, checksum);
  return g_strdup (g_checksum_get_string (checksum));
}

/* A folder that a style inherits from is one beside it, wherever the program runs; its text counts. */
static void
test_inherited_folder (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  put (fixture, "child", "style.ini", "[style]\nInherits=../elder\n");
  put (fixture, "elder", "style.ini", "[style]\nInherits=classic\n[body]\nsize=19pt\n");
  g_autoptr (WzStyle) style = load (fixture, "child", &error);
  if (skip_without_fonts (error))
    return;
  g_assert_no_error (error);
  g_assert_cmpfloat (wz_style_get_length (style, "body.size").value, ==, 19.0);
  g_autofree gchar *before = hash_own (fixture, "child");
  put (fixture, "elder", "style.ini", "[style]\nInherits=classic\n[body]\nsize=18pt\n");
  g_autofree gchar *after = hash_own (fixture, "child");
  g_assert_cmpstr (before, !=, after);
}

static void
test_loop (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  put (fixture, "a", "style.ini", "[style]\nInherits=b\n");
  put (fixture, "b", "style.ini", "[style]\nInherits=a\n");
  g_assert_null (load (fixture, "a", &error));
  g_assert_error (error, WZ_STYLE_ERROR, WZ_STYLE_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, "the style “a” inherits from itself");
}

/* Each wrong thing with its own line and column, all of them in one go. */
static void
test_positions (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  put (fixture, "bad", "style.ini",
       "[style]\nInherits=classic\n\n[body]\n  size = 9px\nleding=2em\nindent=2em\n[nothing]\nkey=1\n"
       "[page]\npaper=A0\nwidth 20mm\n");
  g_assert_null (load (fixture, "bad", &error));
  g_assert_error (error, WZ_STYLE_ERROR, WZ_STYLE_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, "the style “bad” has 5 wrong places");
  g_auto (GStrv) lines = g_strsplit (fixture->diags->str, "\n", -1);
  g_assert_true (g_str_has_prefix (lines[0], "12:1: "));
  g_assert_true (g_str_has_suffix (lines[0], "[keyfile-syntax]"));
  g_assert_cmpstr (lines[1], ==, "5:10: body.size: “px” is not a unit; accepted: 5–40 pt [style-value]");
  g_assert_cmpstr (lines[2], ==,
                   "6:1: there is no key body.leding; did you mean body.leading? [style-value]");
  g_assert_cmpstr (lines[3], ==, "8:1: there is no group nothing [style-value]");
  g_assert_true (
      g_str_has_prefix (lines[4], "11:7: page.paper: “A0” is not one of the choices; accepted: A4, A5,"));
  g_assert_cmpstr (lines[5], ==, "");
}

static void
test_missing (Fixture *fixture, gconstpointer data)
{
  static const gchar *const names[] = {"nowhere", "", "..", "../nowhere", "/"};
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (GError) error = NULL;
    g_assert_null (load (fixture, names[i], &error));
    g_assert_error (error, WZ_STYLE_ERROR, WZ_STYLE_ERROR_NOT_FOUND);
  }
}

static void
test_css (void)
{
  static const struct {
    const gchar *css;
    const gchar *problem;
    guint line, column;
  } cases[] = {
      {"", NULL, 0, 0},
      {"/* nothing */\n", NULL, 0, 0},
      {"p, h1.title em { margin: 0 1em; font-family: \"A (b)\", serif }", NULL, 0, 0},
      {"p { margin: min(1em, 2em) }", "functions are not accepted", 1, 16},
      {"p { margin: 0 }\n@import 'x';", "at-rules are not accepted", 2, 1},
      {"p { margin: 0 !important }", "!important is not accepted", 1, 15},
      {"p {\n  color: red }", "this property is not accepted", 2, 3},
      {"p { --x: 1 }", "this property is not accepted", 1, 5},
      {"p > a { margin: 0 }", "only type, class and descendant selectors are accepted", 1, 3},
      {"p { margin: 0", "a declaration has no end", 1, 14},
      {"p { margin }", "a colon is missing", 1, 12},
      {"p { margin: '</style>", "the string has no end, or an escape in it", 1, 22},
      {"中 { margin: 0; x: url(y) }", "functions are not accepted", 1, 22},
      {"/* p", "the comment has no end", 1, 1},
      {"p {}} ", "only type, class and descendant selectors are accepted", 1, 5},
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree gchar *problem = NULL;
    guint line = 0, column = 0;
    gboolean good = wz_css_check (cases[i].css, &problem, &line, &column);
    g_assert_cmpstr (problem, ==, cases[i].problem);
    g_assert_cmpint (good, ==, cases[i].problem == NULL);
    g_assert_cmpuint (line, ==, cases[i].line);
    g_assert_cmpuint (column, ==, cases[i].column);
  }
}

static void
test_css_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  put (fixture, "mine", "style.ini", "[style]\nInherits=classic\n");
  put (fixture, "mine", "extra.css", "p { margin: 0 }\nq { margin: calc(1em) }\n");
  g_assert_null (load (fixture, "mine", &error));
  g_assert_error (error, WZ_STYLE_ERROR, WZ_STYLE_ERROR_INVALID);
  g_assert_cmpstr (fixture->diags->str, ==, "2:17: functions are not accepted [style-css]\n");
}

/* ---- Fonts --------------------------------------------------------------------------------------------- */

static void
test_classic_fonts (Fixture *fixture, gconstpointer data)
{
  static const struct {
    WzFontRole role;
    WzFontScript script;
    WzFontWeight weight;
    const gchar *postscript_name;
  } cases[] = {
      {WZ_FONT_BODY, WZ_SCRIPT_HAN, WZ_WEIGHT_REGULAR, "NotoSerifCJKsc-Regular"},
      {WZ_FONT_BODY, WZ_SCRIPT_HAN, WZ_WEIGHT_BOLD, "NotoSerifCJKsc-Bold"},
      {WZ_FONT_BODY, WZ_SCRIPT_LATIN, WZ_WEIGHT_REGULAR, "NotoSerif-Regular"},
      {WZ_FONT_HEADING, WZ_SCRIPT_HAN, WZ_WEIGHT_BOLD, "NotoSansCJKsc-Bold"},
      {WZ_FONT_QUOTE, WZ_SCRIPT_HAN, WZ_WEIGHT_REGULAR, "LXGWWenKai-Regular"},
      {WZ_FONT_QUOTE, WZ_SCRIPT_LATIN, WZ_WEIGHT_REGULAR, "NotoSerif-Italic"},
      {WZ_FONT_MONO, WZ_SCRIPT_HAN, WZ_WEIGHT_REGULAR, "NotoSansMonoCJKsc-Regular"},
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (WzStyle) style = load (fixture, "classic", &error);
  if (skip_without_fonts (error))
    return;
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_assert_cmpuint (wz_style_get_n_faces (style, cases[i].role, cases[i].script, cases[i].weight), >=, 1);
    const WzFontFace *face = wz_style_get_face (style, cases[i].role, cases[i].script, cases[i].weight, 0);
    g_assert_cmpstr (wz_font_face_get_postscript_name (face), ==, cases[i].postscript_name);
  }
  /* Faces of one file and weight are one face, so that back ends may compare pointers. */
  g_assert_true (wz_style_get_face (style, WZ_FONT_BODY, WZ_SCRIPT_HAN, WZ_WEIGHT_REGULAR, 0) ==
                 wz_style_find_face (style, WZ_FONT_BODY, WZ_SCRIPT_LATIN, WZ_WEIGHT_REGULAR, 0x4e00));
  /* A character of no own family comes from the fallback list, in its order. */
  const WzFontFace *math =
      wz_style_find_face (style, WZ_FONT_BODY, WZ_SCRIPT_LATIN, WZ_WEIGHT_REGULAR, 0x1d4aa);
  g_assert_cmpstr (wz_font_face_get_family (math), ==, "Noto Sans Math");
}

/* What the style names no family for comes from another installed one, and says so; private characters from
 * none. */
static void
test_stray (Fixture *fixture, gconstpointer data)
{
  static const gunichar sinhala[] = {0xd9a, 0xdca, 0x200d, 0xdbb, 0xdd2};           /* a conjunct */
  static const gunichar scattered[] = {0xd9a, 0x1820}, private[] = {0xd9a, 0xe000}; /* of no one font */
  g_autoptr (GError) error = NULL;
  g_autoptr (WzStyle) style = load (fixture, "classic", &error);
  if (skip_without_fonts (error))
    return;
  g_assert_no_error (error);
  g_assert_true (wz_style_names_font_for (style, 0x4e00) && wz_style_names_font_for (style, 0x1d4aa));
  g_assert_false (wz_style_names_font_for (style, 0x13000));
  const WzFontFace *face =
      wz_style_find_face (style, WZ_FONT_BODY, WZ_SCRIPT_LATIN, WZ_WEIGHT_REGULAR, 0x13000);
  g_assert_cmpstr (wz_font_face_get_family (face), ==, "Noto Sans Egyptian Hieroglyphs");
  g_assert_true (face == wz_style_find_face (style, WZ_FONT_BODY, WZ_SCRIPT_HAN, WZ_WEIGHT_REGULAR, 0x13000));
  face = wz_style_find_cluster_face (style, WZ_FONT_BODY, WZ_SCRIPT_LATIN, WZ_WEIGHT_BOLD, sinhala,
                                     G_N_ELEMENTS (sinhala));
  g_assert_cmpstr (wz_font_face_get_postscript_name (face), ==, "NotoSerifSinhala-Bold");
  g_assert_null (
      wz_style_find_cluster_face (style, WZ_FONT_BODY, WZ_SCRIPT_LATIN, WZ_WEIGHT_REGULAR, scattered, 2));
  g_assert_null (
      wz_style_find_cluster_face (style, WZ_FONT_BODY, WZ_SCRIPT_LATIN, WZ_WEIGHT_REGULAR, private, 2));
  g_assert_null (wz_style_find_face (style, WZ_FONT_BODY, WZ_SCRIPT_LATIN, WZ_WEIGHT_REGULAR, 0xf8ff));
  g_assert_false (wz_style_is_told (style, 0x13000));
  wz_style_set_told (style, 0x13000);
  g_autoptr (WzStyle) regional = wz_style_dup_for_lang (style, "zh-Hant");
  g_assert_true (wz_style_is_told (style, 0x13000) && wz_style_is_told (regional, 0x13000));
}

static void
test_may_lack (void)
{
  static const gunichar yes[] = {0xad, 0x200c, 0x200d, 0xfe0f, 0x180e, 0x2060, 0xfeff, 0xe0100, 0xe0067};
  static const gunichar no[] = {'a', 0xa0, 0x3000, 0x4e00, 0x600, 0x20e3, 0x1f525, 0x2028, 0xfffd, 0x110000};
  for (guint i = 0; i < G_N_ELEMENTS (yes); i++)
    g_assert_true (wz_font_may_lack (yes[i]));
  for (guint i = 0; i < G_N_ELEMENTS (no); i++)
    g_assert_false (wz_font_may_lack (no[i]));
}

/* Where the OS/2 table of the font in @data is. */
static gsize
find_os2 (const gchar *data)
{
  for (guint i = 0; i < (guint8) data[5]; i++) {
    const guint8 *record = (const guint8 *) data + 12 + 16 * i;
    if (memcmp (record, "OS/2", 4) == 0)
      return (gsize) record[8] << 24 | (gsize) record[9] << 16 | (gsize) record[10] << 8 | record[11];
  }
  g_assert_not_reached ();
}

/* OS/2 fsType: the least restrictive bit holds; a book has subsets, so that a font which allows none is
 * refused. */
static void
test_permission (Fixture *fixture, gconstpointer data)
{
  static const struct {
    guint8 high, low;
    WzFontVerdict verdict;
  } cases[] = {
      {0, 0x00, WZ_FONT_FILE_GOOD},       {0, 0x02, WZ_FONT_FILE_RESTRICTED},
      {0, 0x04, WZ_FONT_FILE_GOOD},       {0, 0x06, WZ_FONT_FILE_GOOD},
      {0, 0x08, WZ_FONT_FILE_GOOD},       {1, 0x00, WZ_FONT_FILE_NO_SUBSETS},
      {2, 0x08, WZ_FONT_FILE_NO_SUBSETS},
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (WzStyle) style = load (fixture, "classic", &error);
  if (skip_without_fonts (error))
    return;
  const WzFontFace *face = wz_style_get_face (style, WZ_FONT_BODY, WZ_SCRIPT_LATIN, WZ_WEIGHT_REGULAR, 0);
  g_autofree gchar *bytes = NULL, *path = g_build_filename (fixture->dir, "own.ttf", NULL);
  gsize length = 0;
  g_assert_true (g_file_get_contents (wz_font_face_get_path (face), &bytes, &length, NULL));
  gsize os2 = find_os2 (bytes);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    bytes[os2 + 8] = (gchar) cases[i].high;
    bytes[os2 + 9] = (gchar) cases[i].low;
    g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
    WzFontFile file = wz_font_file_judge (path, 0);
    g_assert_cmpint (file.verdict, ==, cases[i].verdict);
    g_assert_false (file.variable || file.cff2);
    g_assert_true ((wz_font_verdict_describe (file.verdict) == NULL) == (file.verdict == WZ_FONT_FILE_GOOD));
  }
  g_assert_cmpint (wz_font_file_judge (path, 1).verdict, ==, WZ_FONT_FILE_UNREADABLE);
  for (gsize cut = 0; cut < 600; cut += 7) { /* of every file that ends early, something is said */
    g_assert_true (g_file_set_contents (path, bytes, (gssize) cut, NULL));
    wz_font_file_judge (path, 0);
  }
  g_assert_cmpint (wz_font_file_judge (fixture->dir, 0).verdict, ==, WZ_FONT_FILE_UNREADABLE);
}

static gboolean
is_foreign (const WzFontFace *face)
{
  const gchar *family = wz_font_face_get_family (face);
  return strstr (family, "CJK JP") != NULL || strstr (family, "CJK KR") != NULL ||
         strstr (family, "CJK HK") != NULL;
}

/* Of all styles, roles, scripts and weights, every ideograph of the BMP and the signs beside them. */
/* R85: an issue in Traditional Chinese gets the regional siblings first; what has none stays. */
static void
test_regional_fonts (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const gchar *lang, *body, *heading_bold;
  } cases[] = {
      {"zh-Hant", "NotoSerifCJKtc-Regular", "NotoSansCJKtc-Bold"},
      {"zh-Hant-TW", "NotoSerifCJKtc-Regular", "NotoSansCJKtc-Bold"},
      {"zh-Hant-HK", "NotoSerifCJKhk-Regular", "NotoSansCJKhk-Bold"},
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (WzStyle) style = load (fixture, "classic", &error);
  if (skip_without_fonts (error))
    return;
  g_assert_no_error (error);
  g_assert_null (wz_style_dup_for_lang (style, "zh-Hans"));
  g_assert_null (wz_style_dup_for_lang (style, "en"));
  g_assert_null (wz_style_dup_for_lang (style, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (WzStyle) own = wz_style_dup_for_lang (style, cases[i].lang);
    const WzFontFace *body = wz_style_get_face (own, WZ_FONT_BODY, WZ_SCRIPT_HAN, WZ_WEIGHT_REGULAR, 0),
                     *bold = wz_style_get_face (own, WZ_FONT_HEADING, WZ_SCRIPT_HAN, WZ_WEIGHT_BOLD, 0),
                     *quote = wz_style_get_face (own, WZ_FONT_QUOTE, WZ_SCRIPT_HAN, WZ_WEIGHT_REGULAR, 0);
    g_assert_cmpstr (wz_font_face_get_postscript_name (body), ==, cases[i].body);
    g_assert_cmpstr (wz_font_face_get_postscript_name (bold), ==, cases[i].heading_bold);
    g_assert_true (quote == wz_style_get_face (style, WZ_FONT_QUOTE, WZ_SCRIPT_HAN, WZ_WEIGHT_REGULAR, 0));
    g_assert_true (wz_style_find_face (own, WZ_FONT_BODY, WZ_SCRIPT_HAN, WZ_WEIGHT_REGULAR, 0x9aa8) == body);
  }
}

static void
test_never_japanese (Fixture *fixture, gconstpointer data)
{
  static const gunichar ranges[][2] = {
      {0x3000, 0x30ff}, {0x3400, 0x9fff}, {0xf900, 0xfaff}, {0xff00, 0xffef}, {0x2010, 0x2027}};
  g_auto (GStrv) names = wz_style_dup_names (NULL, fixture->data_dir);
  for (guint i = 0; names[i] != NULL; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (WzStyle) style = load (fixture, names[i], &error);
    if (skip_without_fonts (error))
      return;
    g_assert_no_error (error);
    for (guint role = WZ_FONT_BODY; role <= WZ_FONT_MONO; role++)
      for (guint script = 0; script <= WZ_SCRIPT_LATIN; script++)
        for (guint weight = 0; weight <= WZ_WEIGHT_BOLD; weight++)
          for (guint r = 0; r < G_N_ELEMENTS (ranges); r++)
            for (gunichar c = ranges[r][0]; c <= ranges[r][1]; c++) {
              const WzFontFace *face = wz_style_find_face (style, role, script, weight, c);
              g_assert_false (face != NULL && is_foreign (face));
            }
  }
}

static void
test_missing_family (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  put (fixture, "none", "style.ini",
       "[style]\nInherits=classic\n[fonts]\nbody-han=HanaMinA, Nobody Has This\n");
  g_assert_null (load (fixture, "none", &error));
  if (error->message != NULL && strstr (error->message, "body-han") == NULL && skip_without_fonts (error))
    return;
  g_assert_error (error, WZ_STYLE_ERROR, WZ_STYLE_ERROR_FONT);
  g_assert_cmpstr (
      error->message, ==,
      "no font of fonts.body-han is installed: HanaMinA (Debian package fonts-hanazono), Nobody Has This");
  g_clear_error (&error);
  put (fixture, "some", "style.ini",
       "[style]\nInherits=classic\n[fonts]\nbody-han=HanaMinA, Noto Serif CJK SC\n");
  g_autoptr (WzStyle) style = load (fixture, "some", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (
      fixture->diags->str, ==,
      "0:0: fonts.body-han: not installed: HanaMinA (Debian package fonts-hanazono) [font-missing]\n");
  const WzFontFace *face = wz_style_get_face (style, WZ_FONT_BODY, WZ_SCRIPT_HAN, WZ_WEIGHT_REGULAR, 0);
  g_assert_cmpstr (wz_font_face_get_family (face), ==, "Noto Serif CJK SC");
}

static void
test_suggestion (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WzStyle) style = load (fixture, "classic", &error);
  if (skip_without_fonts (error))
    return;
  g_assert_no_error (error);
  g_autofree gchar *rare = wz_style_dup_suggestion (style, 0x2ebe0); /* CJK extension F */
  g_assert_cmpstr (rare, ==, "HanaMinB (Debian package fonts-hanazono)");
  /* A family that is installed is no advice: it would have given the character. */
  g_autoptr (WzFontCatalogue) catalogue = wz_font_catalogue_new (fixture->data_dir, NULL, &error);
  for (gunichar c = 0x80; c < 0x32400; c += 0x10) {
    g_autofree gchar *advice = wz_style_dup_suggestion (style, c);
    gchar *end = advice != NULL ? strstr (advice, " (Debian package ") : NULL;
    if (end == NULL)
      continue;
    *end = '\0';
    g_assert_false (wz_font_catalogue_has_family (catalogue, advice));
  }
  g_autofree gchar *nobody = wz_style_dup_suggestion (style, 0x10fffd);
  g_assert_null (nobody);
}

static void
test_font_dir (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WzStyle) first = load (fixture, "classic", &error);
  if (skip_without_fonts (error))
    return;
  g_assert_no_error (error);
  const WzFontFace *known = wz_style_get_face (first, WZ_FONT_BODY, WZ_SCRIPT_LATIN, WZ_WEIGHT_REGULAR, 0);
  g_autofree gchar *font = g_build_filename (fixture->dir, "own.ttf", NULL);
  g_autofree gchar *bytes = NULL;
  gsize length = 0;
  g_assert_true (g_file_get_contents (wz_font_face_get_path (known), &bytes, &length, NULL));
  g_assert_true (g_file_set_contents (font, bytes, (gssize) length, NULL));
  const gchar *dirs[] = {fixture->dir, NULL};
  g_autoptr (WzStyle) second =
      wz_style_load ("classic", NULL, fixture->data_dir, dirs, NULL, 0, fixture->sink, &error);
  g_assert_no_error (error);
  const WzFontFace *own = wz_style_get_face (second, WZ_FONT_BODY, WZ_SCRIPT_LATIN, WZ_WEIGHT_REGULAR, 0);
  g_assert_true (g_file_test (wz_font_face_get_path (own), G_FILE_TEST_EXISTS));
  g_assert_cmpstr (wz_font_face_get_family (own), ==, wz_font_face_get_family (known));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/style/keys/readme", test_readme);
  g_test_add_func ("/style/keys/defaults", test_defaults);
  g_test_add_func ("/style/keys/values", test_values);
  g_test_add_func ("/style/keys/lengths", test_lengths);
  g_test_add_func ("/style/css/S1-subset", test_css);
  g_test_add ("/style/css/S1-refused", Fixture, NULL, set_up, test_css_refused, tear_down);
  g_test_add ("/style/load/shipped", Fixture, NULL, set_up, test_shipped, tear_down);
  g_test_add ("/style/keys/listed", Fixture, NULL, set_up, test_listed, tear_down);
  g_test_add ("/style/load/inheritance", Fixture, NULL, set_up, test_inheritance, tear_down);
  g_test_add ("/style/load/inherited-folder", Fixture, NULL, set_up, test_inherited_folder, tear_down);
  g_test_add ("/style/load/loop", Fixture, NULL, set_up, test_loop, tear_down);
  g_test_add ("/style/load/positions", Fixture, NULL, set_up, test_positions, tear_down);
  g_test_add ("/style/load/missing", Fixture, NULL, set_up, test_missing, tear_down);
  g_test_add ("/style/fonts/R94-classic", Fixture, NULL, set_up, test_classic_fonts, tear_down);
  g_test_add ("/style/fonts/R85-regional", Fixture, NULL, set_up, test_regional_fonts, tear_down);
  g_test_add ("/style/fonts/R88-never-japanese", Fixture, NULL, set_up, test_never_japanese, tear_down);
  g_test_add ("/style/fonts/missing-family", Fixture, NULL, set_up, test_missing_family, tear_down);
  g_test_add ("/style/fonts/R88-stray", Fixture, NULL, set_up, test_stray, tear_down);
  g_test_add_func ("/style/fonts/may-lack", test_may_lack);
  g_test_add ("/style/fonts/permission", Fixture, NULL, set_up, test_permission, tear_down);
  g_test_add ("/style/fonts/suggestion", Fixture, NULL, set_up, test_suggestion, tear_down);
  g_test_add ("/style/fonts/R95-font-dir", Fixture, NULL, set_up, test_font_dir, tear_down);
  return g_test_run ();
}
