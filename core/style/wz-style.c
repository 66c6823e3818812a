/* wz-style.c: a style: one value for each key of the table, font faces for each role, script and weight.
 * SPDX-License-Identifier: MIT */
#include "style/wz-style-struct.h"

#include <glib/gi18n-lib.h>
#include <string.h>

gdouble
wz_length_to_pt (WzLength length, gdouble em_pt, gdouble whole_pt)
{
  switch (length.unit) {
  case WZ_UNIT_MM:
    return length.value * 72.0 / 25.4;
  case WZ_UNIT_EM:
    return length.value * em_pt;
  case WZ_UNIT_PERCENT:
    return length.value * whole_pt / 100.0;
  case WZ_UNIT_PT:
  case WZ_UNIT_NONE:
    break;
  }
  return length.value;
}

/* ---- Values -------------------------------------------------------------------------------------------- */

static const WzStyleValue *
lookup (const WzStyle *style, const gchar *key, WzStyleType type, WzStyleType also)
{
  guint n_keys;
  const WzStyleKey *keys = wz_style_get_keys (&n_keys);
  gint row = wz_style_find_key (key);
  if (row < 0) {
    g_critical ("there is no style key %s", key);
    return NULL;
  }
  if (keys[row].type != type && keys[row].type != also) {
    g_critical ("the style key %s is of another type", key);
    return NULL;
  }
  return &style->values[row];
}

const gchar *
wz_style_get_name (const WzStyle *style)
{
  g_return_val_if_fail (style != NULL, NULL);
  return style->name;
}

const gchar *
wz_style_get_string (const WzStyle *style, const gchar *key)
{
  g_return_val_if_fail (style != NULL && key != NULL, "");
  gint row = wz_style_find_key (key);
  if (row < 0) {
    g_critical ("there is no style key %s", key);
    return "";
  }
  return style->values[row].text;
}

gboolean
wz_style_get_boolean (const WzStyle *style, const gchar *key)
{
  g_return_val_if_fail (style != NULL && key != NULL, FALSE);
  const WzStyleValue *value = lookup (style, key, WZ_STYLE_BOOLEAN, WZ_STYLE_BOOLEAN);
  return value != NULL && value->flag;
}

gdouble
wz_style_get_number (const WzStyle *style, const gchar *key)
{
  g_return_val_if_fail (style != NULL && key != NULL, 0);
  const WzStyleValue *value = lookup (style, key, WZ_STYLE_NUMBER, WZ_STYLE_LENGTH);
  return value != NULL ? value->number : 0;
}

WzLength
wz_style_get_length (const WzStyle *style, const gchar *key)
{
  WzLength length = {0};
  g_return_val_if_fail (style != NULL && key != NULL, length);
  const WzStyleValue *value = lookup (style, key, WZ_STYLE_LENGTH, WZ_STYLE_LENGTH);
  if (value != NULL)
    length = (WzLength){value->number, value->unit};
  return length;
}

guint32
wz_style_get_color (const WzStyle *style, const gchar *key)
{
  g_return_val_if_fail (style != NULL && key != NULL, 0);
  const WzStyleValue *value = lookup (style, key, WZ_STYLE_COLOR, WZ_STYLE_COLOR);
  return value != NULL ? value->color : 0;
}

const WzResource *
wz_style_get_picture (const WzStyle *style, const gchar *key)
{
  g_return_val_if_fail (style != NULL && key != NULL, NULL);
  const WzStyleValue *value = lookup (style, key, WZ_STYLE_PICTURE, WZ_STYLE_PICTURE);
  return value != NULL && value->picture.bytes != NULL ? &value->picture : NULL;
}

void
wz_style_hash_pictures (const WzStyle *style, GChecksum *checksum)
{
  for (guint i = 0; i < style->n_values; i++)
    if (style->values[i].picture.id != NULL)
      g_checksum_update (checksum, (const guchar *) style->values[i].picture.id, -1);
}

const gchar *
wz_style_get_extra_css (const WzStyle *style)
{
  g_return_val_if_fail (style != NULL, NULL);
  return style->extra_css->len > 0 ? style->extra_css->str : NULL;
}

/* ---- Whole styles -------------------------------------------------------------------------------------- */

static WzStyle *
style_new (const gchar *name)
{
  WzStyle *style = g_new0 (WzStyle, 1);
  const WzStyleKey *keys = wz_style_get_keys (&style->n_values);
  style->name = g_strdup (name);
  style->extra_css = g_string_new (NULL);
  style->values = g_new0 (WzStyleValue, style->n_values);
  for (guint i = 0; i < style->n_values; i++) {
    g_autofree gchar *problem = NULL;
    if (!wz_style_value_parse (&keys[i], keys[i].default_value, &style->values[i], &problem))
      g_error ("default of %s: %s", keys[i].key, problem);
  }
  return style;
}

WzStyle *
wz_style_load (const gchar *name, const gchar *const *style_dirs, const gchar *data_dir,
               const gchar *const *font_dirs, const WzStyleSetting *settings, guint n_settings,
               WzDiagSink *sink, GError **error)
{
  g_return_val_if_fail (name != NULL && data_dir != NULL, NULL);
  g_autoptr (WzStyle) style = style_new (name);
  if (!wz_style_read (style, style_dirs, data_dir, settings, n_settings, sink, error))
    return NULL;
  if (strchr (name, '/') != NULL) {
    g_free (style->name);
    style->name = g_path_get_basename (name);
  }
  if (!wz_style_resolve_fonts (style, data_dir, font_dirs, sink, error))
    return NULL;
  style->names = wz_style_dup_names (style_dirs, data_dir);
  return g_steal_pointer (&style);
}

void
wz_style_free (WzStyle *style)
{
  if (style == NULL)
    return;
  for (guint role = 0; role < N_ROLES; role++)
    for (guint script = 0; script < N_SCRIPTS; script++)
      for (guint weight = 0; weight < N_WEIGHTS; weight++)
        g_clear_pointer (&style->faces[role][script][weight], g_ptr_array_unref);
  if (style->borrowed) {
    g_free (style);
    return;
  }
  for (guint i = 0; i < style->n_values; i++)
    wz_style_value_clear (&style->values[i]);
  for (guint weight = 0; weight < N_WEIGHTS; weight++)
    g_clear_pointer (&style->fallback[weight], g_ptr_array_unref);
  g_clear_pointer (&style->catalogue, wz_font_catalogue_free);
  g_string_free (style->extra_css, TRUE);
  g_free (style->values);
  g_free (style->name);
  g_strfreev (style->names);
  g_free (style);
}

static void
append_faces (GString *out, const WzStyle *style, guint role, guint script)
{
  static const gchar *const weights[N_WEIGHTS] = {"regular", "bold"};
  for (guint weight = 0; weight < N_WEIGHTS; weight++)
    for (guint i = 0; i < style->faces[role][script][weight]->len; i++) {
      const WzFontFace *face = g_ptr_array_index (style->faces[role][script][weight], i);
      g_string_append_printf (out, "  # %s: %s (%s, face %u)\n", weights[weight],
                              wz_font_face_get_postscript_name (face), wz_font_face_get_path (face),
                              wz_font_face_get_index (face));
    }
}

const gchar *const *
wz_style_get_names (const WzStyle *style)
{
  g_return_val_if_fail (style != NULL, NULL);
  return (const gchar *const *) style->names;
}

static const WzStyleKey *
get_row (guint i)
{
  guint n_keys;
  const WzStyleKey *keys = wz_style_get_keys (&n_keys);
  return i < n_keys ? &keys[i] : NULL;
}

guint
wz_style_get_n_keys (void)
{
  guint n_keys;
  wz_style_get_keys (&n_keys);
  return n_keys;
}

const gchar *
wz_style_get_key (guint i)
{
  const WzStyleKey *row = get_row (i);
  return row != NULL ? row->key : NULL;
}

const gchar *
wz_style_get_key_help (guint i)
{
  const WzStyleKey *row = get_row (i);
  return row != NULL ? row->help : NULL;
}

gchar *
wz_style_dup_key_accepted (guint i)
{
  const WzStyleKey *row = get_row (i);
  return row != NULL ? wz_style_key_dup_accepted (row) : NULL;
}

const gchar *
wz_style_get_key_value (const WzStyle *style, guint i)
{
  g_return_val_if_fail (style != NULL, NULL);
  return i < style->n_values ? style->values[i].text : NULL;
}

gchar *
wz_style_dup_template (const WzStyle *style, const gchar *parent)
{
  guint n_keys;
  const WzStyleKey *keys = wz_style_get_keys (&n_keys);
  GString *out = g_string_new (_ ("# A style of wenzhai. Take the # away before what you want to change.\n"
                                  "# `wenzhai style show ./FOLDER` prints what holds.\n"));
  gsize group = 0;
  g_string_append_printf (out, "\n[style]\nName=\nComment=\nInherits=%s\n", parent);
  for (guint i = 0; i < n_keys; i++) {
    gsize length = strcspn (keys[i].key, ".");
    g_autofree gchar *accepted = wz_style_key_dup_accepted (&keys[i]);
    if (strncmp (keys[i].key, "style.", length + 1) == 0)
      continue;
    if (length != group || strncmp (keys[i].key, keys[i - 1].key, length) != 0)
      g_string_append_printf (out, "\n[%.*s]\n", (gint) length, keys[i].key);
    group = length;
    g_string_append_printf (out, "# %s\n# (%s)\n#%s=%s\n", _ (keys[i].help), accepted,
                            keys[i].key + length + 1, style->values[i].text);
  }
  return g_string_free (out, FALSE);
}

gchar *
wz_style_dup_text (const WzStyle *style)
{
  guint n_keys;
  const WzStyleKey *keys = wz_style_get_keys (&n_keys);
  GString *out = g_string_new (NULL);
  gsize group = 0;
  for (guint i = 0; i < n_keys; i++) {
    gsize length = strcspn (keys[i].key, ".");
    if (i == 0 || length != group || strncmp (keys[i].key, keys[i - 1].key, length) != 0)
      g_string_append_printf (out, "%s[%.*s]\n", i > 0 ? "\n" : "", (gint) length, keys[i].key);
    group = length;
    g_string_append_printf (out, "%s = %s\n", keys[i].key + length + 1, style->values[i].text);
    for (guint role = 0; role < N_ROLES; role++)
      for (guint script = 0; script < N_SCRIPTS; script++)
        if (strcmp (wz_style_family_keys[role][script], keys[i].key) == 0)
          append_faces (out, style, role, script);
  }
  return g_string_free (out, FALSE);
}
