/* wz-style-fonts.c: the faces of a style. In: its lists of families, the catalogue. Out: faces for each role,
 * script and weight, and the one for a character. SPDX-License-Identifier: MIT */
#include "base/wz-words.h"
#include "style/wz-style-struct.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include <wenzhai/wz-lang.h>

const gchar *const wz_style_family_keys[N_ROLES][N_SCRIPTS] = {
    [WZ_FONT_BODY] = {"fonts.body-han", "fonts.body-latin"},
    [WZ_FONT_HEADING] = {"fonts.heading-han", "fonts.heading-latin"},
    [WZ_FONT_QUOTE] = {"fonts.quote-han", "fonts.quote-latin"},
    [WZ_FONT_MONO] = {"fonts.mono-han", "fonts.mono-latin"},
};

/* Families of a list that give no face, as text: those that are not installed, and those that may not be
 * used.
 */
typedef struct {
  GString *missing;
  GString *refused;
} Absent;

static void
absent_clear (Absent *absent)
{
  g_string_free (absent->missing, TRUE);
  g_string_free (absent->refused, TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Absent, absent_clear)

static void
add_absent (const WzStyle *style, Absent *absent, const gchar *family, WzFontVerdict verdict)
{
  if (verdict != WZ_FONT_FILE_GOOD) {
    g_string_append_printf (absent->refused, "%s%s (%s)", absent->refused->len > 0 ? ", " : "", family,
                            wz_font_verdict_describe (verdict));
    return;
  }
  g_autofree gchar *package = wz_font_catalogue_dup_package (style->catalogue, family);
  g_string_append (absent->missing, absent->missing->len > 0 ? ", " : "");
  if (package != NULL)
    g_string_append_printf (absent->missing, _ ("%s (Debian package %s)"), family, package);
  else
    g_string_append (absent->missing, family);
}

static void
add_families (WzStyle *style, const gchar *list, WzFontWeight weight, GPtrArray *faces, Absent *absent)
{
  g_auto (GStrv) families = wz_words_split (list);
  for (guint i = 0; families[i] != NULL; i++) {
    WzFontVerdict verdict;
    const WzFontFace *face = wz_font_catalogue_find (style->catalogue, families[i], weight, &verdict);
    if (face == NULL && absent != NULL)
      add_absent (style, absent, families[i], verdict);
    else if (face != NULL && !g_ptr_array_find (faces, face, NULL))
      g_ptr_array_add (faces, (gpointer) face);
  }
}

/* A family that is missing costs a warning; a role without any, the style. */
static gboolean
resolve_role (WzStyle *style, WzFontRole role, WzFontScript script, WzDiagSink *sink, GError **error)
{
  const gchar *key = wz_style_family_keys[role][script];
  const gchar *list = wz_style_get_string (style, key);
  g_auto (Absent) absent = {g_string_new (NULL), g_string_new (NULL)};
  for (guint weight = 0; weight < N_WEIGHTS; weight++) {
    style->faces[role][script][weight] = g_ptr_array_new ();
    add_families (style, list, weight, style->faces[role][script][weight], weight == 0 ? &absent : NULL);
  }
  if (style->faces[role][script][WZ_WEIGHT_REGULAR]->len == 0) {
    if (absent.refused->len > 0)
      g_set_error (error, WZ_STYLE_ERROR, WZ_STYLE_ERROR_FONT, _ ("no font of %s can be used: %s"), key,
                   absent.refused->str);
    else
      g_set_error (error, WZ_STYLE_ERROR, WZ_STYLE_ERROR_FONT, _ ("no font of %s is installed: %s"), key,
                   absent.missing->str);
    return FALSE;
  }
  if (absent.missing->len > 0)
    wz_diag_report (sink, WZ_SEVERITY_WARNING, "font-missing", NULL, _ ("%s: not installed: %s"), key,
                    absent.missing->str);
  if (absent.refused->len > 0)
    wz_diag_report (sink, WZ_SEVERITY_WARNING, "font-refused", NULL, _ ("%s: can't be used: %s"), key,
                    absent.refused->str);
  return TRUE;
}

gboolean
wz_style_resolve_fonts (WzStyle *style, const gchar *data_dir, const gchar *const *font_dirs,
                        WzDiagSink *sink, GError **error)
{
  style->catalogue = wz_font_catalogue_new (data_dir, font_dirs, error);
  if (style->catalogue == NULL)
    return FALSE;
  for (guint role = 0; role < N_ROLES; role++)
    for (guint script = 0; script < N_SCRIPTS; script++)
      if (!resolve_role (style, role, script, sink, error))
        return FALSE;
  for (guint weight = 0; weight < N_WEIGHTS; weight++) {
    style->fallback[weight] = g_ptr_array_new ();
    add_families (style, wz_style_get_string (style, "fonts.fallback"), weight, style->fallback[weight],
                  NULL);
  }
  return TRUE;
}

/* Suffix of the families with the forms of @lang; NULL: the style's own. */
static const gchar *
regional_suffix (const gchar *lang)
{
  const gchar *tag = wz_lang_is_chinese (lang) ? wz_lang_map (lang, WZ_LANG_OPENTYPE) : "";
  return g_str_equal (tag, "ZHT ") ? " TC" : g_str_equal (tag, "ZHH ") ? " HK" : NULL;
}

/* `Noto Serif CJK SC, SimSun` → `Noto Serif CJK TC, Noto Serif CJK SC, SimSun` */
static gchar *
add_siblings (const gchar *list, const gchar *suffix)
{
  GString *out = g_string_new (NULL);
  g_auto (GStrv) families = wz_words_split (list);
  for (guint i = 0; families[i] != NULL; i++) {
    const gchar *family = families[i];
    if (g_str_has_suffix (family, " SC"))
      g_string_append_printf (out, "%.*s%s,", (gint) (strlen (family) - strlen (" SC")), family, suffix);
    g_string_append_printf (out, "%s,", family);
  }
  return g_string_free (out, FALSE);
}

WzStyle *
wz_style_dup_for_lang (const WzStyle *style, const gchar *lang)
{
  const gchar *suffix = lang != NULL ? regional_suffix (lang) : NULL;
  if (suffix == NULL)
    return NULL;
  WzStyle *own = g_memdup2 (style, sizeof *style);
  own->borrowed = TRUE;
  for (guint role = 0; role < N_ROLES; role++)
    for (guint script = 0; script < N_SCRIPTS; script++) {
      const gchar *list = wz_style_get_string (style, wz_style_family_keys[role][script]);
      g_autofree gchar *families = script == WZ_SCRIPT_HAN ? add_siblings (list, suffix) : g_strdup (list);
      for (guint weight = 0; weight < N_WEIGHTS; weight++) {
        own->faces[role][script][weight] = g_ptr_array_new ();
        add_families (own, families, weight, own->faces[role][script][weight], NULL);
      }
    }
  return own;
}

guint
wz_style_get_n_faces (const WzStyle *style, WzFontRole role, WzFontScript script, WzFontWeight weight)
{
  g_return_val_if_fail (style != NULL && role < N_ROLES && script < N_SCRIPTS && weight < N_WEIGHTS, 0);
  return style->faces[role][script][weight]->len;
}

const WzFontFace *
wz_style_get_face (const WzStyle *style, WzFontRole role, WzFontScript script, WzFontWeight weight, guint i)
{
  g_return_val_if_fail (i < wz_style_get_n_faces (style, role, script, weight), NULL);
  return g_ptr_array_index (style->faces[role][script][weight], i);
}

static const WzFontFace *
find_covering (const GPtrArray *faces, const gunichar *characters, guint n)
{
  for (guint i = 0; i < faces->len; i++) {
    const WzFontFace *face = g_ptr_array_index (faces, i);
    guint k = 0;
    while (k < n &&
           (wz_font_face_covers (face, characters[k]) || (n > 1 && wz_font_may_lack (characters[k]))))
      k++;
    if (k == n)
      return face;
  }
  return NULL;
}

/* The order of all fonts: what the style names for the role, for the body, as fallback; NULL for none of
 * them. */
static const WzFontFace *
find_own (const WzStyle *style, WzFontRole role, WzFontScript script, WzFontWeight weight,
          const gunichar *characters, guint n)
{
  WzFontScript other = script == WZ_SCRIPT_HAN ? WZ_SCRIPT_LATIN : WZ_SCRIPT_HAN;
  const GPtrArray *order[] = {
      style->faces[role][script][weight],
      style->faces[role][other][weight],
      style->faces[WZ_FONT_BODY][script][weight],
      style->faces[WZ_FONT_BODY][other][weight],
      style->fallback[weight],
  };
  for (guint i = 0; i < G_N_ELEMENTS (order); i++) {
    const WzFontFace *face = find_covering (order[i], characters, n);
    if (face != NULL)
      return face;
  }
  return NULL;
}

const WzFontFace *
wz_style_find_cluster_face (const WzStyle *style, WzFontRole role, WzFontScript script, WzFontWeight weight,
                            const gunichar *characters, guint n)
{
  g_return_val_if_fail (style != NULL && role < N_ROLES && script < N_SCRIPTS && weight < N_WEIGHTS, NULL);
  const WzFontFace *face = find_own (style, role, script, weight, characters, n);
  return face != NULL ? face : wz_font_catalogue_find_stray (style->catalogue, characters, n, weight);
}

const WzFontFace *
wz_style_find_face (const WzStyle *style, WzFontRole role, WzFontScript script, WzFontWeight weight,
                    gunichar character)
{
  return wz_style_find_cluster_face (style, role, script, weight, &character, 1);
}

gboolean
wz_style_names_font_for (const WzStyle *style, gunichar character)
{
  g_return_val_if_fail (style != NULL, FALSE);
  return find_own (style, WZ_FONT_BODY, WZ_SCRIPT_HAN, WZ_WEIGHT_REGULAR, &character, 1) != NULL;
}

void
wz_style_set_told (const WzStyle *style, gunichar character)
{
  wz_font_catalogue_add_told (style->catalogue, character);
}

gboolean
wz_style_is_told (const WzStyle *style, gunichar character)
{
  g_return_val_if_fail (style != NULL, FALSE);
  return wz_font_catalogue_is_told (style->catalogue, character);
}

gchar *
wz_style_dup_suggestion (const WzStyle *style, gunichar character)
{
  g_return_val_if_fail (style != NULL, NULL);
  return wz_font_catalogue_dup_suggestion (style->catalogue, character);
}

void
wz_style_add_font_files (const WzStyle *style, GPtrArray *paths)
{
  guint n_own;
  const GPtrArray *patterns = wz_font_catalogue_get_patterns (style->catalogue, &n_own);
  const gchar *last = ""; /* a file with several faces has them one after another */
  for (guint i = 0; i < patterns->len; i++) {
    const gchar *path = wz_font_pattern_get_string (g_ptr_array_index (patterns, i), FC_FILE, "");
    gboolean everybodys = g_str_has_prefix (path, "/usr/") && !g_file_test (path, G_FILE_TEST_IS_SYMLINK);
    if (!everybodys && !g_str_equal (path, last))
      g_ptr_array_add (paths, g_strdup (path));
    last = path;
  }
}
