/* wz-project.c: wenzhai.ini. SPDX-License-Identifier: MIT */
#include "host/wz-project.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/wz-boolean.h"
#include "edit/wz-convert.h"
#include "host/wz-state.h"
#include <wenzhai/wz-error.h>

/* ---- Keys ---- */

typedef struct {
  const gchar *key;
  gsize offset; /* of a gchar * in WzProject */
  const gchar *otherwise;
  gboolean is_path;
} StringKey;

#define STRING(key, otherwise)                                                                               \
  {                                                                                                          \
#key, G_STRUCT_OFFSET(WzProject, key), otherwise, FALSE                                                  \
  }
#define FOLDER(key, otherwise)                                                                               \
  {                                                                                                          \
#key, G_STRUCT_OFFSET(WzProject, key), otherwise, TRUE                                                   \
  }
static const StringKey string_keys[] = {
    STRING (series, NULL),    STRING (slug, NULL),         STRING (editor, NULL),
    STRING (publisher, NULL), STRING (rights, NULL),       STRING (first, NULL),
    STRING (period, "week"),  STRING (order, "editorial"), STRING (indices, "all"),
    STRING (formats, NULL),   STRING (style, NULL),        STRING (languages, NULL),
    FOLDER (inbox, "inbox"),  FOLDER (issues, "issues"),   FOLDER (overlays, "overlays"),
};

typedef struct {
  const gchar *key;
  gsize offset; /* of a gboolean in WzProject */
  gboolean otherwise;
} FlagKey;

#define FLAG(key, field, otherwise)                                                                          \
  {                                                                                                          \
    key, G_STRUCT_OFFSET (WzProject, field), otherwise                                                       \
  }
static const FlagKey flag_keys[] = {
    FLAG ("normalize", normalize, TRUE),  FLAG ("statistics", statistics, TRUE),
    FLAG ("colophon", colophon, TRUE),    FLAG ("seen", seen, TRUE),
    FLAG ("omit-seen", omit_seen, FALSE),
};

/* Keys with several values, separated by commas. */
static const struct {
  const gchar *key;
  gsize offset; /* of a GStrv in WzProject */
  gboolean is_path;
} list_keys[] = {
    {"variant", G_STRUCT_OFFSET (WzProject, variants), FALSE},
    {"font-dir", G_STRUCT_OFFSET (WzProject, font_dirs), TRUE},
    {"ignore", G_STRUCT_OFFSET (WzProject, ignore), FALSE},
};

static const gchar *const periods[] = {"week", "month", "year"};

typedef struct {
  WzProject *project;
  const WzKeyFile *file;
  WzDiagSink *sink;
  guint n_wrong;
} Reading;

static void G_GNUC_PRINTF (3, 4)
    complain (Reading *reading, const WzPosition *position, const gchar *format, ...)
{
  va_list args;
  va_start (args, format);
  g_autofree gchar *text = g_strdup_vprintf (format, args);
  va_end (args);
  wz_diag_report (reading->sink, WZ_SEVERITY_ERROR, "project", position, "%s", text);
  reading->n_wrong++;
}

static void
set_defaults (WzProject *project)
{
  for (guint i = 0; i < G_N_ELEMENTS (string_keys); i++)
    G_STRUCT_MEMBER (gchar *, project, string_keys[i].offset) = g_strdup (string_keys[i].otherwise);
  for (guint i = 0; i < G_N_ELEMENTS (flag_keys); i++)
    G_STRUCT_MEMBER (gboolean, project, flag_keys[i].offset) = flag_keys[i].otherwise;
  for (guint i = 0; i < G_N_ELEMENTS (list_keys); i++)
    G_STRUCT_MEMBER (GStrv, project, list_keys[i].offset) = g_new0 (gchar *, 1);
}

static gboolean
read_string (Reading *reading, const WzKeyFileItem *item, const gchar *value)
{
  for (guint i = 0; i < G_N_ELEMENTS (string_keys); i++) {
    if (!g_str_equal (string_keys[i].key, item->key))
      continue;
    gchar **field = &G_STRUCT_MEMBER (gchar *, reading->project, string_keys[i].offset);
    g_free (*field);
    *field = *value ? g_strdup (value) : g_strdup (string_keys[i].otherwise);
    return TRUE;
  }
  return FALSE;
}

static gboolean
read_flag (Reading *reading, const WzKeyFileItem *item, const gchar *value)
{
  for (guint i = 0; i < G_N_ELEMENTS (flag_keys); i++) {
    if (!g_str_equal (flag_keys[i].key, item->key))
      continue;
    if (!wz_boolean_parse (value, &G_STRUCT_MEMBER (gboolean, reading->project, flag_keys[i].offset)))
      complain (reading, &item->value, _ ("%s: yes or no, not “%s”"), item->key, value);
    return TRUE;
  }
  return FALSE;
}

static gboolean
read_list (Reading *reading, const WzKeyFileItem *item, const gchar *value)
{
  for (guint i = 0; i < G_N_ELEMENTS (list_keys); i++) {
    if (!g_str_equal (list_keys[i].key, item->key))
      continue;
    g_autoptr (GPtrArray) words = g_ptr_array_new ();
    g_auto (GStrv) parts = g_strsplit (value, ",", -1);
    for (guint k = 0; parts[k] != NULL; k++)
      if (*g_strstrip (parts[k]) != '\0')
        g_ptr_array_add (words, g_strdup (parts[k]));
    g_ptr_array_add (words, NULL);
    GStrv *field = &G_STRUCT_MEMBER (GStrv, reading->project, list_keys[i].offset);
    g_strfreev (*field);
    *field = (GStrv) g_ptr_array_free (g_steal_pointer (&words), FALSE);
    return TRUE;
  }
  return FALSE;
}

static void
read_format (Reading *reading, const WzKeyFileItem *item, const gchar *value)
{
  gint64 number;
  if (!g_ascii_string_to_signed (value, 10, 1, G_MAXINT32, &number, NULL))
    complain (reading, &item->value,
              _ ("format: the number of this file's form, %d, not “%s”; types of books are `formats`"),
              WZ_PROJECT_FORMAT, value);
  else if (number > WZ_PROJECT_FORMAT)
    complain (
        reading, &item->value,
        _ ("this file is of form %s, which a newer wenzhai made; this one knows form %d: use the newer one"),
        value, WZ_PROJECT_FORMAT);
}

static void
read_project_key (Reading *reading, const WzKeyFileItem *item)
{
  g_autofree gchar *raw = wz_key_file_dup_string (reading->file, item->group, item->key);
  const gchar *value = g_strstrip (raw);
  if (g_str_equal (item->key, "format"))
    read_format (reading, item, value);
  else if (!read_string (reading, item, value) && !read_list (reading, item, value) &&
           !read_flag (reading, item, value))
    complain (reading, &item->position, _ ("there is no key %s in [project]"), item->key);
}

static void
read_items (Reading *reading, GPtrArray *sets)
{
  for (guint i = 0; i < wz_key_file_get_n_items (reading->file); i++) {
    const WzKeyFileItem *item = wz_key_file_get_item (reading->file, i);
    if (item->key == NULL || g_str_has_prefix (item->group, "overlay "))
      continue;
    if (g_str_equal (item->group, "project")) {
      read_project_key (reading, item);
    } else { /* a group for each output: its options */
      g_autofree gchar *value = wz_key_file_dup_string (reading->file, item->group, item->key);
      g_ptr_array_add (sets, g_strdup_printf ("%s.%s=%s", item->group, item->key, value));
      g_ptr_array_add (reading->project->set_items, (gpointer) (gsize) item);
    }
  }
}

/* ---- Checks ---- */

static void
check_value (Reading *reading, const gchar *key, const gchar *accepted, const gchar *value, gboolean good)
{
  WzPosition at = wz_key_file_get_value_position (reading->file, "project", key);
  if (!good)
    complain (reading, &at, _ ("%s: %s, not “%s”"), key, accepted, value);
}

static void
check_values (Reading *reading)
{
  WzProject *project = reading->project;
  gboolean known = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (periods); i++)
    if (g_str_equal (periods[i], project->period)) {
      project->kind = (WzPeriodKind) i;
      known = TRUE;
    }
  check_value (reading, "period", _ ("week, month or year"), project->period, known);
  WzPeriod first;
  WzPosition at = wz_key_file_get_value_position (reading->file, "project", "first");
  if (known && project->first && !wz_period_parse (project->first, project->kind, &first))
    complain (reading, &at, _ ("first: a %s, not “%s”"), project->period, project->first);
  check_value (reading, "order", _ ("editorial, day or category"), project->order,
               wz_weekly_is_order (project->order));
  check_value (reading, "indices", _ ("all, none, or some of author,affiliation,category,day"),
               project->indices, wz_weekly_is_indices (project->indices));
  for (guint i = 0; project->variants[i] != NULL; i++)
    check_value (reading, "variant", _ ("zh-Hant, zh-Hant-TW or zh-Hant-HK"), project->variants[i],
                 wz_edit_can_convert (project->variants[i]));
}

/* ---- Paths: from where the file lies, whoever stands where ---- */

/* `./mine` in a project that is `.` itself is `./mine`. */
static gchar *
dup_inside (const WzProject *project, const gchar *path)
{
  if (g_path_is_absolute (path))
    return g_strdup (path);
  while (g_str_has_prefix (path, "./"))
    path += strspn (path + 1, "/") + 1;
  return g_build_filename (project->folder, path, NULL);
}

static void
resolve (const WzProject *project, gchar **field)
{
  if (g_str_equal (project->folder, "."))
    return; /* as it is written */
  gchar *path = dup_inside (project, *field);
  g_free (*field);
  *field = path;
}

/* A style is a name, or a folder. */
static gboolean
names_a_folder (const WzProject *project, const gchar *style)
{
  g_autofree gchar *ini = g_build_filename (project->folder, style, "style.ini", NULL);
  return strchr (style, '/') != NULL || g_str_equal (style, ".") || g_file_test (ini, G_FILE_TEST_IS_REGULAR);
}

static void
resolve_paths (WzProject *project)
{
  for (guint i = 0; i < G_N_ELEMENTS (string_keys); i++)
    if (string_keys[i].is_path)
      resolve (project, &G_STRUCT_MEMBER (gchar *, project, string_keys[i].offset));
  for (guint i = 0; i < G_N_ELEMENTS (list_keys); i++)
    for (gchar **p = G_STRUCT_MEMBER (GStrv, project, list_keys[i].offset);
         list_keys[i].is_path && *p != NULL; p++)
      resolve (project, p);
  if (project->style != NULL && names_a_folder (project, project->style)) {
    gchar *path = dup_inside (project, project->style);
    g_free (project->style); /* with a slash in it: a name without one is that of a style anywhere */
    project->style = path;
  }
}

WzProject *
wz_project_load (const gchar *folder, WzDiagSink *sink, GError **error)
{
  g_autofree gchar *path = g_str_equal (folder, ".") ? g_strdup (WZ_PROJECT_FILE)
                                                     : g_build_filename (folder, WZ_PROJECT_FILE, NULL);
  g_autoptr (WzKeyFile) file = wz_key_file_new_from_file (path, sink, error);
  if (file == NULL)
    return NULL;
  g_autoptr (WzProject) project = g_new0 (WzProject, 1);
  g_autoptr (GPtrArray) sets = g_ptr_array_new_with_free_func (g_free);
  Reading reading = {project, file, sink, wz_key_file_get_n_errors (file)};
  project->file = g_steal_pointer (&file);
  project->set_items = g_ptr_array_new ();
  project->folder = g_strdup (folder);
  project->path = g_strdup (path);
  set_defaults (project);
  read_items (&reading, sets);
  check_values (&reading);
  resolve_paths (project);
  g_ptr_array_add (sets, NULL);
  project->sets = (GStrv) g_ptr_array_free (g_steal_pointer (&sets), FALSE);
  if (reading.n_wrong == 0)
    return g_steal_pointer (&project);
  g_set_error (
      error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_OPTION,
      g_dngettext (GETTEXT_PACKAGE, "%s has %u wrong place", "%s has %u wrong places", reading.n_wrong), path,
      reading.n_wrong);
  return NULL;
}

void
wz_project_free (WzProject *project)
{
  if (project == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (string_keys); i++)
    g_free (G_STRUCT_MEMBER (gchar *, project, string_keys[i].offset));
  g_free (project->folder);
  g_free (project->path);
  for (guint i = 0; i < G_N_ELEMENTS (list_keys); i++)
    g_strfreev (G_STRUCT_MEMBER (GStrv, project, list_keys[i].offset));
  g_strfreev (project->sets);
  g_clear_pointer (&project->set_items, g_ptr_array_unref);
  g_clear_pointer (&project->file, wz_key_file_free);
  g_free (project);
}

gchar *
wz_project_find (const gchar *folder)
{
  g_autofree gchar *path = g_strdup (folder), *root = g_canonicalize_filename (folder, NULL);
  for (;;) {
    g_autofree gchar *file = g_build_filename (root, WZ_PROJECT_FILE, NULL);
    g_autofree gchar *above = g_path_get_dirname (root);
    if (g_file_test (file, G_FILE_TEST_IS_REGULAR))
      return g_steal_pointer (&path);
    if (g_str_equal (above, root))
      return NULL;
    gchar *next = g_str_equal (path, ".") ? g_strdup ("..") : g_build_filename (path, "..", NULL);
    g_free (path);
    path = next;
    g_free (root);
    root = g_steal_pointer (&above);
  }
}

void
wz_project_complain (const WzProject *project, const gchar *key, WzDiagSink *sink, const gchar *text)
{
  WzPosition at = wz_key_file_get_value_position (project->file, "project", key);
  wz_diag_report (sink, WZ_SEVERITY_ERROR, "project", &at, "%s", text);
}

/* ---- What issues depend on ---- */

void
wz_project_hash_settings (const WzProject *project, GChecksum *checksum)
{
  static const gchar *const others[] = {"formats", "style", "languages"}; /* told apart by who uses them */
  for (guint i = 0; i < G_N_ELEMENTS (string_keys); i++) {
    gboolean other = string_keys[i].is_path;
    for (guint k = 0; k < G_N_ELEMENTS (others); k++)
      other |= g_str_equal (string_keys[i].key, others[k]);
    if (!other)
      wz_state_hash_text (checksum, G_STRUCT_MEMBER (gchar *, project, string_keys[i].offset));
  }
  for (guint i = 0; i < G_N_ELEMENTS (flag_keys); i++)
    wz_state_hash_text (checksum, G_STRUCT_MEMBER (gboolean, project, flag_keys[i].offset) ? "yes" : "no");
  for (guint i = 0; project->variants[i] != NULL; i++)
    wz_state_hash_text (checksum, project->variants[i]);
}

void
wz_project_hash_file (GChecksum *checksum, const gchar *path)
{
  g_autofree gchar *data = NULL;
  gsize length;
  if (path == NULL || !g_file_get_contents (path, &data, &length, NULL))
    return;
  g_checksum_update (checksum, (const guchar *) data, (gssize) length);
  wz_state_hash_text (checksum, "");
}

gchar *
wz_project_dup_editorial (const gchar *corrections, const gchar *group)
{
  g_autoptr (WzKeyFile) file = corrections ? wz_key_file_new_from_file (corrections, NULL, NULL) : NULL;
  g_autofree gchar *name = file ? wz_key_file_dup_string (file, group, "editorial-file") : NULL;
  if (name == NULL || *g_strstrip (name) == '\0')
    return NULL;
  g_autofree gchar *folder = g_path_get_dirname (corrections);
  return g_build_filename (folder, name, NULL);
}

void
wz_project_hash_general (const WzProject *project, GChecksum *checksum)
{
  for (guint i = 0; i < wz_key_file_get_n_items (project->file); i++) {
    const WzKeyFileItem *item = wz_key_file_get_item (project->file, i);
    if (!g_str_has_prefix (item->group, "overlay "))
      continue;
    /* with its line: what is remembered of it is told with its place */
    g_autofree gchar *value =
        item->key ? wz_key_file_dup_string (project->file, item->group, item->key) : NULL;
    g_autofree gchar *line = g_strdup_printf ("%u\t%s\t%s\t%s", item->position.line, item->group,
                                              item->key ? item->key : "", value ? value : "");
    wz_state_hash_text (checksum, line);
  }
  g_autofree gchar *editorial = wz_project_dup_editorial (project->path, "overlay issue");
  wz_project_hash_file (checksum, editorial);
}

WzWeeklySettings
wz_project_settings (const WzProject *project)
{
  return (WzWeeklySettings){
      .normalise = project->normalize,
      .kind = project->kind,
      .order = project->order,
      .indices = project->indices,
      .no_statistics = !project->statistics,
      .no_colophon = !project->colophon,
      .omit_seen = project->omit_seen,
      .series = project->series,
      .slug = project->slug,
      .author = project->editor,
      .publisher = project->publisher,
      .rights = project->rights,
      .project = project->path,
  };
}

gchar *
wz_project_dup_number (const WzProject *project, const WzPeriod *period)
{
  WzPeriod first;
  if (project->first == NULL || !wz_period_parse (project->first, project->kind, &first))
    return NULL;
  gint count = 0;
  if (project->kind == WZ_PERIOD_YEAR)
    count = period->first.year - first.first.year;
  else if (project->kind == WZ_PERIOD_MONTH)
    count = (period->first.year - first.first.year) * 12 + period->first.month - first.first.month;
  else {
    WzPeriod span = {WZ_PERIOD_RANGE, first.first, period->first};
    count = wz_date_compare (first.first, period->first) <= 0 ? (gint) (wz_period_get_n_days (&span) - 1) / 7
                                                              : -1;
  }
  return count >= 0 ? g_strdup_printf ("%d", count + 1) : NULL;
}

gchar *
wz_project_dup_overlay (const WzProject *project, const WzPeriod *period)
{
  g_autofree gchar *name = wz_period_dup_name (period), *file = g_strconcat (name, ".overlay.ini", NULL);
  gchar *path = g_build_filename (project->overlays, file, NULL);
  if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return path;
  g_free (path);
  return NULL;
}

/* ---- Issues that were made ---- */

static gint
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const gchar *const *) a, *(const gchar *const *) b);
}

GStrv
wz_project_list_dumps (const WzProject *project)
{
  return project->seen || project->omit_seen ? wz_project_list_all_dumps (project) : g_new0 (gchar *, 1);
}

GStrv
wz_project_list_all_dumps (const WzProject *project)
{
  g_autofree gchar *folder = g_build_filename (project->issues, WZ_PROJECT_DUMPS, NULL);
  GPtrArray *paths = g_ptr_array_new ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  for (const gchar *name; dir && (name = g_dir_read_name (dir)) != NULL;) {
    WzPeriod period;
    if (wz_project_dump_period (project, name, &period))
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  }
  g_ptr_array_sort (paths, compare_strings);
  g_ptr_array_add (paths, NULL);
  return (GStrv) g_ptr_array_free (paths, FALSE);
}

gboolean
wz_project_dump_period (const WzProject *project, const gchar *path, WzPeriod *period)
{
  static const gsize lengths[] = {
      [WZ_PERIOD_WEEK] = 8, [WZ_PERIOD_MONTH] = 7, [WZ_PERIOD_YEAR] = 4}; /* 2022-W38 */
  gsize length = lengths[project->kind];
  if (!g_str_has_suffix (path, ".json"))
    return FALSE;
  g_autofree gchar *stem = g_strndup (path, strlen (path) - strlen (".json"));
  gsize size = strlen (stem);
  return size > length && stem[size - length - 1] == '-' &&
         wz_period_parse (stem + size - length, project->kind, period);
}

WzIssue *
wz_project_load_issue (const WzProject *project, const WzPeriod *period)
{
  g_auto (GStrv) dumps = wz_project_list_all_dumps (project);
  for (guint i = 0; dumps[i] != NULL; i++) {
    WzPeriod own;
    if (wz_project_dump_period (project, dumps[i], &own) && wz_date_compare (own.first, period->first) == 0)
      return wz_weekly_load_dump (dumps[i], NULL);
  }
  return NULL;
}

void
wz_project_drop_dumps (const WzProject *project, const gchar *name, const GPtrArray *keep)
{
  g_autofree gchar *folder = g_build_filename (project->issues, WZ_PROJECT_DUMPS, NULL);
  g_autofree gchar *own = g_strdup_printf ("*-%s.json", name),
                   *edition = g_strdup_printf ("*-%s-zh-Hant*.json", name);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  for (const gchar *file; dir && (file = g_dir_read_name (dir)) != NULL;) {
    g_autofree gchar *path = g_build_filename (folder, file, NULL);
    if ((g_pattern_match_simple (own, file) || g_pattern_match_simple (edition, file)) &&
        !g_ptr_array_find_with_equal_func ((GPtrArray *) (gsize) keep, path, g_str_equal, NULL))
      g_unlink (path);
  }
}
