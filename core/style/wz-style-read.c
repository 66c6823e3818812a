/* wz-style-read.c: style.ini and extra.css of a style and its ancestors, and which styles there are.
 * SPDX-License-Identifier: MIT */
#include "base/wz-diag-private.h"
#include "base/wz-keyfile.h"
#include "base/wz-nearest.h"
#include "style/wz-style-struct.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#define MAX_ANCESTORS 8
#define MAX_FILE_BYTES (64 * 1024)
#define MAX_PICTURE_BYTES (16 * 1024 * 1024)

/* ---- Finding and reading files ------------------------------------------------------------------------- */

static gboolean
is_style_folder (const gchar *folder)
{
  g_autofree gchar *file = g_build_filename (folder, "style.ini", NULL);
  return g_file_test (file, G_FILE_TEST_IS_REGULAR);
}

static gchar *
find_folder (const gchar *name, const gchar *const *style_dirs, const gchar *data_dir)
{
  if (strchr (name, '/') != NULL)
    return is_style_folder (name) ? g_strdup (name) : NULL;
  if (*name == '\0' || *name == '.')
    return NULL;
  for (guint i = 0; style_dirs != NULL && style_dirs[i] != NULL; i++) {
    g_autofree gchar *folder = g_build_filename (style_dirs[i], name, NULL);
    if (is_style_folder (folder))
      return g_steal_pointer (&folder);
  }
  g_autofree gchar *folder = g_build_filename (data_dir, "styles", name, NULL);
  return is_style_folder (folder) ? g_steal_pointer (&folder) : NULL;
}

/* The style that one in @folder inherits from: a path is one seen from there. */
static gchar *
dup_parent (const gchar *folder, const gchar *inherits)
{
  g_autofree gchar *name = g_strstrip (g_strdup (inherits != NULL ? inherits : ""));
  if (strchr (name, '/') == NULL || g_path_is_absolute (name))
    return g_steal_pointer (&name);
  return g_build_filename (folder, name, NULL);
}

/* A file of a style is a page or two: what is larger is not read. */
static gchar *
read_small_file (const gchar *path, gsize *length, GError **error)
{
  g_autofree gchar *text = NULL;
  if (!g_file_get_contents (path, &text, length, error))
    return NULL;
  if (*length > MAX_FILE_BYTES) {
    g_set_error (error, WZ_STYLE_ERROR, WZ_STYLE_ERROR_INVALID, _ ("%s is larger than 64 KB"), path);
    return NULL;
  }
  return g_steal_pointer (&text);
}

/* ---- style.ini ----------------------------------------------------------------------------------------- */

/* One style.ini on its way into the values. */
typedef struct {
  WzStyle *style;
  gboolean *set; /* one for each row: a descendant has spoken */
  WzDiagSink *sink;
  guint n_wrong;
} StyleReader;

static void G_GNUC_PRINTF (3, 4)
    report (StyleReader *reader, const WzPosition *position, const gchar *format, ...)
{
  va_list args;
  va_start (args, format);
  wz_diag_report_valist (reader->sink, WZ_SEVERITY_ERROR, "style-value", position, format, args);
  va_end (args);
  reader->n_wrong++;
}

static void
report_unknown (StyleReader *reader, const WzKeyFileItem *item, const gchar *full)
{
  const gchar *similar = wz_style_find_similar (full);
  if (similar != NULL)
    report (reader, &item->position, _ ("there is no key %s; did you mean %s?"), full, similar);
  else
    report (reader, &item->position, _ ("there is no key %s"), full);
}

/* The picture that @value names; @folder: (nullable): where the path is seen from. FALSE with @problem. */
static gboolean
read_picture (WzStyleValue *value, const gchar *folder, gchar **problem)
{
  g_autofree gchar *path = folder == NULL || g_path_is_absolute (value->text)
                               ? g_strdup (value->text)
                               : g_build_filename (folder, value->text, NULL);
  g_autoptr (GError) error = NULL;
  WzResource *picture = &value->picture;
  gchar *data;
  gsize length;
  GStatBuf status;
  guint flags = 0;

  if (g_stat (path, &status) == 0 && status.st_size > MAX_PICTURE_BYTES) {
    *problem = g_strdup_printf (_ ("%s is larger than 16 MB"), path);
    return FALSE;
  }
  if (!g_file_get_contents (path, &data, &length, &error)) {
    *problem = g_strdup_printf (_ ("the picture can't be read: %s"), error->message);
    return FALSE;
  }
  picture->bytes = g_bytes_new_take (data, length);
  picture->media_type = wz_picture_probe (picture->bytes, &picture->width_px, &picture->height_px, &flags);
  if (picture->media_type == NULL || (flags & WZ_PICTURE_SOUND) == 0 || picture->width_px == 0 ||
      wz_picture_is_too_large (picture->width_px, picture->height_px, flags)) {
    *problem = g_strdup_printf (_ ("%s is no PNG, JPEG or GIF picture, or too large a one"), path);
    return FALSE;
  }
  g_autofree gchar *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, picture->bytes);
  picture->id = g_strdup_printf ("r-%.16s", hash);
  picture->position = value->position;
  return TRUE;
}

static void
read_value (StyleReader *reader, guint row, const gchar *text, const WzPosition *position,
            const gchar *folder)
{
  guint n_keys;
  const WzStyleKey *key = &wz_style_get_keys (&n_keys)[row];
  g_autofree gchar *problem = NULL;
  WzStyleValue value;
  gboolean good = wz_style_value_parse (key, text, &value, &problem);
  value.position = (WzPosition){g_intern_string (position->file), position->line, position->column};
  if (good && !reader->set[row] && key->type == WZ_STYLE_PICTURE && *value.text != '\0')
    good = read_picture (&value, folder, &problem);
  if (!good) {
    g_autofree gchar *accepted = wz_style_key_dup_accepted (key);
    report (reader, position, _ ("%s: %s; accepted: %s"), key->key, problem, accepted);
  }
  if (!good || reader->set[row]) {
    wz_style_value_clear (&value);
    return;
  }
  reader->set[row] = TRUE;
  wz_style_value_clear (&reader->style->values[row]);
  reader->style->values[row] = value;
}

static void
read_item (StyleReader *reader, const WzKeyFileItem *item, const gchar *folder)
{
  g_autofree gchar *full = g_strdup_printf ("%s.%s", item->group, item->key);
  gint row = wz_style_find_key (full);
  if (row < 0)
    report_unknown (reader, item, full);
  else
    read_value (reader, (guint) row, item->text, &item->value, folder);
}

static gboolean
read_ini (StyleReader *reader, const gchar *folder, gchar **inherits, GError **error)
{
  g_autofree gchar *path = g_build_filename (folder, "style.ini", NULL);
  gsize length = 0;
  g_autofree gchar *text = read_small_file (path, &length, error);
  if (text == NULL)
    return FALSE;
  g_autoptr (WzKeyFile) file = wz_key_file_new_from_data (path, text, length, reader->sink);
  reader->n_wrong += wz_key_file_get_n_errors (file);
  for (guint i = 0; i < wz_key_file_get_n_items (file); i++) {
    const WzKeyFileItem *item = wz_key_file_get_item (file, i);
    if (item->key == NULL && !wz_style_has_group (item->group))
      report (reader, &item->position, _ ("there is no group %s"), item->group);
    else if (item->key != NULL && wz_style_has_group (item->group))
      read_item (reader, item, folder);
  }
  *inherits = g_strdup (wz_key_file_get (file, "style", "Inherits"));
  return TRUE;
}

static gboolean
read_css (WzStyle *style, const gchar *folder, WzDiagSink *sink, guint *n_wrong, GError **error)
{
  g_autofree gchar *path = g_build_filename (folder, "extra.css", NULL);
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  gsize length = 0;
  g_autofree gchar *css = read_small_file (path, &length, error);
  if (css == NULL)
    return FALSE;
  g_autofree gchar *problem = NULL;
  WzPosition position = {.file = path};
  if (strlen (css) != length || !g_utf8_validate (css, -1, NULL))
    problem = g_strdup (_ ("not UTF-8 text"));
  if (problem != NULL || !wz_css_check (css, &problem, &position.line, &position.column)) {
    wz_diag_report (sink, WZ_SEVERITY_ERROR, "style-css", &position, "%s", problem);
    *n_wrong += 1;
    return TRUE;
  }
  g_string_prepend (style->extra_css, css); /* ancestors first, so that descendants win */
  return TRUE;
}

/* ---- Contrast (WCAG 2.2, 1.4.3) -------------------------------------------------------------------------
 */

static gdouble
luminance (guint32 color)
{
  static const gdouble shares[] = {0.2126, 0.7152, 0.0722};
  gdouble sum = 0;
  for (guint i = 0; i < 3; i++) {
    gdouble part = (color >> (16 - 8 * i) & 0xFF) / 255.0;
    sum += shares[i] * (part <= 0.04045 ? part / 12.92 : pow ((part + 0.055) / 1.055, 2.4));
  }
  return sum;
}

static void
check_contrast (const WzStyle *style, const gchar *key, gdouble least, WzDiagSink *sink)
{
  const WzStyleValue *ground = &style->values[wz_style_find_key ("cover.background")];
  const WzStyleValue *value = &style->values[wz_style_find_key (key)];
  gdouble a = luminance (value->color), b = luminance (ground->color);
  gdouble ratio = (MAX (a, b) + 0.05) / (MIN (a, b) + 0.05);
  const WzPosition *position = value->position.file != NULL ? &value->position : &ground->position;
  gchar is[G_ASCII_DTOSTR_BUF_SIZE], wanted[G_ASCII_DTOSTR_BUF_SIZE];
  if (ratio >= least)
    return;
  wz_diag_report (sink, WZ_SEVERITY_WARNING, "style-contrast", position->file != NULL ? position : NULL,
                  _ ("%s: %s on %s has a contrast of %s; %s is the least that can be read on each screen"),
                  key, value->text, ground->text, g_ascii_formatd (is, sizeof is, "%.1f", ratio),
                  g_ascii_formatd (wanted, sizeof wanted, "%.1f", least));
}

gboolean
wz_style_read (WzStyle *style, const gchar *const *style_dirs, const gchar *data_dir,
               const WzStyleSetting *settings, guint n_settings, WzDiagSink *sink, GError **error)
{
  g_autofree gboolean *set = g_new0 (gboolean, style->n_values);
  StyleReader reader = {.style = style, .set = set, .sink = sink};
  for (guint i = n_settings; i-- > 0;)
    read_value (&reader, (guint) wz_style_find_key (settings[i].key), settings[i].text, &settings[i].position,
                NULL);
  g_autofree gchar *name = g_strdup (style->name);
  for (guint depth = 0; depth == 0 || *name != '\0'; depth++) {
    g_autofree gchar *folder = find_folder (name, style_dirs, data_dir);
    if (folder == NULL) {
      g_auto (GStrv) names = wz_style_dup_names (style_dirs, data_dir);
      g_autofree gchar *question = wz_nearest_dup_question (name, (const gchar *const *) names);
      g_set_error (error, WZ_STYLE_ERROR, WZ_STYLE_ERROR_NOT_FOUND, _ ("there is no style “%s”%s"), name,
                   question);
      return FALSE;
    }
    if (depth == MAX_ANCESTORS) {
      g_set_error (error, WZ_STYLE_ERROR, WZ_STYLE_ERROR_INVALID, _ ("the style “%s” inherits from itself"),
                   style->name);
      return FALSE;
    }
    g_autofree gchar *inherits = NULL;
    if (!read_ini (&reader, folder, &inherits, error) ||
        !read_css (style, folder, sink, &reader.n_wrong, error))
      return FALSE;
    g_free (name);
    name = dup_parent (folder, inherits);
  }
  if (reader.n_wrong > 0) {
    g_set_error (error, WZ_STYLE_ERROR, WZ_STYLE_ERROR_INVALID,
                 g_dngettext (GETTEXT_PACKAGE, "the style “%s” has %u wrong place",
                              "the style “%s” has %u wrong places", reader.n_wrong),
                 style->name, reader.n_wrong);
    return FALSE;
  }
  check_contrast (style, "cover.text", 4.5, sink);
  check_contrast (style, "cover.accent", 3, sink);
  return TRUE;
}

static void
hash_folder (const gchar *folder, GChecksum *checksum)
{
  static const gchar *const names[] = {"style.ini", "extra.css"};
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree gchar *path = g_build_filename (folder, names[i], NULL), *data = NULL;
    gsize length;
    if (g_file_get_contents (path, &data, &length, NULL))
      g_checksum_update (checksum, (const guchar *) data, (gssize) length);
    g_checksum_update (checksum, (const guchar *) "\n", 1);
  }
}

void
wz_style_hash_own (const gchar *name, const gchar *const *style_dirs, const gchar *data_dir,
                   GChecksum *checksum)
{
  g_autofree gchar *builtin = g_build_filename (data_dir, "styles", "", NULL), *next = g_strdup (name);
  for (guint depth = 0; depth < MAX_ANCESTORS && *next != '\0'; depth++) {
    g_autofree gchar *folder = find_folder (next, style_dirs, data_dir);
    g_autofree gchar *base = g_path_get_basename (next);
    g_checksum_update (checksum, (const guchar *) base, -1); /* which one it is, is the user's choice */
    if (folder == NULL || g_str_has_prefix (folder, builtin))
      return;
    hash_folder (folder, checksum);
    g_autofree gchar *path = g_build_filename (folder, "style.ini", NULL);
    g_autoptr (WzKeyFile) file = wz_key_file_new_from_file (path, NULL, NULL);
    g_free (next);
    next = dup_parent (folder, file != NULL ? wz_key_file_get (file, "style", "Inherits") : NULL);
  }
}

void
wz_style_hash_builtin (const gchar *data_dir, GChecksum *checksum)
{
  g_auto (GStrv) names = wz_style_dup_names (NULL, data_dir);
  for (guint i = 0; names[i] != NULL; i++) {
    g_autofree gchar *folder = g_build_filename (data_dir, "styles", names[i], NULL);
    hash_folder (folder, checksum);
  }
}

static void
add_names (const gchar *folder, GPtrArray *names)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const gchar *name;
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree gchar *path = g_build_filename (folder, name, NULL);
    if (is_style_folder (path) && !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
      g_ptr_array_add (names, g_strdup (name));
  }
}

static gint
compare_names (gconstpointer a, gconstpointer b)
{
  const gchar *x = *(const gchar *const *) a, *y = *(const gchar *const *) b;
  gint classic = (strcmp (y, "classic") == 0) - (strcmp (x, "classic") == 0);
  return classic != 0 ? classic : strcmp (x, y);
}

gchar **
wz_style_dup_names (const gchar *const *style_dirs, const gchar *data_dir)
{
  GPtrArray *names = g_ptr_array_new ();
  g_autofree gchar *own = g_build_filename (data_dir, "styles", NULL);
  for (guint i = 0; style_dirs != NULL && style_dirs[i] != NULL; i++)
    add_names (style_dirs[i], names);
  add_names (own, names);
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return (gchar **) g_ptr_array_free (names, FALSE);
}

gchar *
wz_style_dup_comment (const gchar *name, const gchar *const *style_dirs, const gchar *data_dir)
{
  g_autofree gchar *folder = find_folder (name, style_dirs, data_dir);
  g_autofree gchar *path = folder != NULL ? g_build_filename (folder, "style.ini", NULL) : NULL;
  g_autoptr (WzKeyFile) file = path != NULL ? wz_key_file_new_from_file (path, NULL, NULL) : NULL;
  const gchar *comment = file != NULL ? wz_key_file_get (file, "style", "Comment") : NULL;
  return g_strdup (comment != NULL ? comment : "");
}
