/* wz-project.c: wenzhai.ini. SPDX-License-Identifier: MIT */
#include "host/wz-project.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "edit/wz-convert.h"
#include "host/wz-target.h"
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
  project->variants = g_new0 (gchar *, 1);
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
    gboolean yes = g_str_equal (value, "yes") || g_str_equal (value, "true");
    if (!yes && !g_str_equal (value, "no") && !g_str_equal (value, "false"))
      complain (reading, &item->value, _ ("%s: yes or no, not “%s”"), item->key, value);
    G_STRUCT_MEMBER (gboolean, reading->project, flag_keys[i].offset) = yes;
    return TRUE;
  }
  return FALSE;
}

static void
read_variants (Reading *reading, const WzKeyFileItem *item, const gchar *value)
{
  g_strfreev (reading->project->variants);
  reading->project->variants = g_strsplit (value, ",", -1);
  for (guint i = 0; reading->project->variants[i] != NULL; i++)
    if (!wz_edit_can_convert (g_strstrip (reading->project->variants[i])))
      complain (reading, &item->value, _ ("variant: zh-Hant, zh-Hant-TW or zh-Hant-HK, not “%s”"),
                reading->project->variants[i]);
}

static void
read_project_key (Reading *reading, const WzKeyFileItem *item)
{
  g_autofree gchar *raw = wz_key_file_dup_string (reading->file, item->group, item->key);
  const gchar *value = g_strstrip (raw);
  if (g_str_equal (item->key, "variant") && *value)
    read_variants (reading, item, value);
  else if (!read_string (reading, item, value) && !read_flag (reading, item, value))
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
    }
  }
}

/* ---- Checks ---- */

static void
check_values (Reading *reading)
{
  WzProject *project = reading->project;
  WzPosition at = wz_key_file_get_value_position (reading->file, "project", "period");
  gboolean known = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (periods); i++)
    if (g_str_equal (periods[i], project->period)) {
      project->kind = (WzPeriodKind) i;
      known = TRUE;
    }
  if (!known)
    complain (reading, &at, _ ("period: week, month or year, not “%s”"), project->period);
  WzPeriod first;
  at = wz_key_file_get_value_position (reading->file, "project", "first");
  if (known && project->first && !wz_period_parse (project->first, project->kind, &first))
    complain (reading, &at, _ ("first: a %s, not “%s”"), project->period, project->first);
  WzWeeklySettings settings = wz_project_settings (project);
  g_autoptr (GError) error = NULL;
  at = wz_key_file_get_position (reading->file, "project", NULL);
  if (!wz_weekly_check (&settings, &error))
    complain (reading, &at, "%s", error->message);
}

static void
resolve_paths (WzProject *project)
{
  for (guint i = 0; i < G_N_ELEMENTS (string_keys); i++) {
    if (!string_keys[i].is_path)
      continue;
    gchar **field = &G_STRUCT_MEMBER (gchar *, project, string_keys[i].offset);
    gchar *path =
        g_path_is_absolute (*field) ? g_strdup (*field) : g_build_filename (project->folder, *field, NULL);
    g_free (*field);
    *field = path;
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
  g_strfreev (project->sets);
  g_strfreev (project->variants);
  g_free (project);
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
  g_autofree gchar *folder = g_build_filename (project->issues, WZ_PROJECT_DUMPS, NULL);
  GPtrArray *paths = g_ptr_array_new ();
  g_autoptr (GDir) dir = project->seen || project->omit_seen ? g_dir_open (folder, 0, NULL) : NULL;
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

/* ---- A new project ---- */

static const gchar template[] =
    "# wenzhai project / 文摘项目\n"
    "# `wenzhai build` makes an issue of each week that has dailies in inbox/.\n"
    "# `wenzhai build` 为 inbox/ 中有日报的每一周制作一期。\n"
    "\n"
    "[project]\n"
    "# Name of the series, and its name in file names. 刊名，以及文件名中的刊名\n"
    "series = 论文文摘\n"
    "slug = wenzhai\n"
    "# editor = \n"
    "# publisher = \n"
    "# rights = \n"
    "\n"
    "# Where dailies come in, where issues go, where corrections lie (2022-W38.overlay.ini).\n"
    "# 日报来处、成书去处、修订文件所在\n"
    "inbox = inbox\n"
    "issues = issues\n"
    "overlays = overlays\n"
    "\n"
    "# week, month or year. 周、月或年\n"
    "period = week\n"
    "# The period that is number 1; without it the number is that of the week. 第 1 期\n"
    "# first = 2022-W38\n"
    "\n"
    "# editorial, day or category. 精选、日期或类别\n"
    "order = editorial\n"
    "# all, none, or some of author,affiliation,category,day. 索引\n"
    "indices = all\n"
    "statistics = yes\n"
    "colophon = yes\n"
    "# Mark papers that an earlier issue had, or leave them out. 标出或略去以前各期已有的论文\n"
    "seen = yes\n"
    "omit-seen = no\n"
    "\n"
    "# epub,pdf,azw3; all by default. 输出类型\n"
    "# formats = epub,pdf\n"
    "# classic, handout, compact, large, or a folder. 样式\n"
    "# style = classic\n"
    "# both, zh, en or parallel. 语言\n"
    "# languages = both\n"
    "# An edition in Traditional Chinese as well. 另出繁体版\n"
    "# variant = zh-Hant-TW\n"
    "\n"
    "# Options of outputs, one group each; `wenzhai plugin show pdf` lists them. 各输出的选项\n"
    "# [pdf]\n"
    "# paper = A5\n"
    "\n"
    "# Corrections that hold for all issues. 适用于各期的修订\n"
    "# [overlay 2209.11142]\n"
    "# note = 值得一读\n";

gboolean
wz_project_init (const gchar *folder, GError **error)
{
  static const gchar *const folders[] = {"inbox", "issues", "overlays"};
  g_autofree gchar *path = g_build_filename (folder, WZ_PROJECT_FILE, NULL);
  if (g_file_test (path, G_FILE_TEST_EXISTS)) {
    g_set_error (error, WZ_OUTPUT_ERROR, WZ_OUTPUT_ERROR_IO, _ ("%s is there already"), path);
    return FALSE;
  }
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++) {
    g_autofree gchar *sub = g_build_filename (folder, folders[i], NULL);
    if (g_mkdir_with_parents (sub, 0777) != 0) {
      g_set_error (error, WZ_OUTPUT_ERROR, WZ_OUTPUT_ERROR_IO, "%s: %s", sub, g_strerror (errno));
      return FALSE;
    }
  }
  return wz_target_write_file (path, template, strlen (template), error);
}
