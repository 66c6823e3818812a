/* wz-project.c: wenzhai.ini. SPDX-License-Identifier: MIT */
#include "host/project/wz-project.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/wz-diag-private.h"
#include "base/wz-nearest.h"
#include "base/wz-words.h"
#include "host/file/wz-folder.h"
#include "host/file/wz-packed.h"
#include "host/file/wz-target.h"
#include "host/desk/wz-weekly.h"
#include "json/wz-json.h"
#include "style/wz-style-private.h"
#include <wenzhai/wz-error.h>

typedef struct {
  WzProject *project;
  WzRecipe *recipe;
  const WzKeyFile *file;
  WzDiagSink *sink;
  guint n_wrong;
} Reading;

static void G_GNUC_PRINTF (3, 4)
    complain (Reading *reading, const WzPosition *position, const gchar *format, ...)
{
  va_list args;
  va_start (args, format);
  wz_diag_report_valist (reading->sink, WZ_SEVERITY_ERROR, "project", position, format, args);
  va_end (args);
  reading->n_wrong++;
}

/* ---- Keys ---- */

/* @edition: (nullable): whose value it is; NULL: of all */
static void
say (Reading *reading, WzEdition *edition, WzRecipeField field, const WzKeyFileItem *item, const gchar *text,
     const gchar *folder)
{
  WzOrigin origin = {edition != NULL ? WZ_ORIGIN_EDITION : WZ_ORIGIN_PROJECT, item->key, item->value, folder};
  g_autoptr (GError) error = NULL;
  gboolean ok = edition != NULL ? wz_edition_say (edition, field, text, &origin, &error)
                                : wz_recipe_set (reading->recipe, field, text, &origin, &error);
  if (!ok)
    complain (reading, &item->value, "%s", error->message);
}

/* A style is a name, or a folder. */
static gboolean
names_a_folder (const WzProject *project, const gchar *style)
{
  g_autofree gchar *ini = g_build_filename (project->folder, style, "style.ini", NULL);
  return strchr (style, '/') != NULL || g_str_equal (style, ".") || g_file_test (ini, G_FILE_TEST_IS_REGULAR);
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
report_unknown (Reading *reading, WzOriginKind kind, const WzKeyFileItem *item)
{
  g_autoptr (GPtrArray) names = wz_recipe_list_keys (kind);
  g_autofree gchar *list = g_strjoinv (", ", (gchar **) names->pdata);
  g_autofree gchar *question = wz_nearest_dup_question (item->key, (const gchar *const *) names->pdata);
  complain (reading, &item->position, _ ("there is no key %s in [%s]; there are: %s%s"), item->key,
            item->group, list, question);
}

static void
read_value (Reading *reading, WzEdition *edition, WzRecipeField field, const WzKeyFileItem *item,
            const gchar *value)
{
  const gchar *folder = reading->project->folder;
  if (field == WZ_RECIPE_STYLE && *value && names_a_folder (reading->project, value)) {
    /* with a slash in it: a name without one is that of a style anywhere */
    g_autofree gchar *path = wz_recipe_dup_path (value, folder);
    say (reading, edition, field, item, path, NULL);
  } else if (wz_recipe_get_row (field)->many != WZ_RECIPE_ONE) {
    g_auto (GStrv) values = wz_words_split (value);
    for (guint i = 0; values[i] != NULL; i++)
      say (reading, edition, field, item, values[i], folder);
  } else if (*value != '\0') {
    say (reading, edition, field, item, value, folder);
  }
}

static void
read_key (Reading *reading, const WzKeyFileItem *item)
{
  g_autofree gchar *raw = g_strdup (item->text);
  const gchar *value = g_strstrip (raw);
  WzRecipeField field = wz_recipe_find_key (WZ_ORIGIN_PROJECT, item->key);
  if (g_str_equal (item->key, "format"))
    read_format (reading, item, value);
  else if (field == WZ_RECIPE_N_FIELDS)
    report_unknown (reading, WZ_ORIGIN_PROJECT, item);
  else
    read_value (reading, NULL, field, item, value);
}

/* `cover.logo=…` of an option: a picture that a key of styles names is one from the project's folder. */
static gchar *
dup_set (const Reading *reading, const gchar *key, const gchar *text)
{
  guint n_keys;
  const WzStyleKey *keys = wz_style_get_keys (&n_keys);
  gint row = wz_style_find_key (key);
  g_autofree gchar *name = g_strstrip (g_strdup (text));
  g_autofree gchar *path = row >= 0 && keys[row].type == WZ_STYLE_PICTURE && *name != '\0'
                               ? wz_recipe_dup_path (name, reading->project->folder)
                               : NULL;
  return g_strdup_printf ("%s=%s", key, path != NULL ? path : text);
}

/* ---- Editions ---- */

#define EDITION "edition "

/* The edition of a group's line; what is wrong with its name has been reported. */
static void
begin_edition (Reading *reading, const WzKeyFileItem *item)
{
  g_autofree gchar *name = g_strdup (item->group + strlen (EDITION));
  g_autoptr (GError) error = NULL;
  WzEdition *edition = wz_edition_new (g_strstrip (name), &item->position, &error);
  if (edition == NULL)
    complain (reading, &item->position, "%s", error->message);
  else
    g_ptr_array_add (reading->project->editions, edition);
}

/* (nullable): the one that the group of @item began */
static WzEdition *
find_edition (const Reading *reading, const WzKeyFileItem *item)
{
  for (guint i = 0; i < reading->project->editions->len; i++) {
    WzEdition *edition = g_ptr_array_index (reading->project->editions, i);
    g_autofree gchar *name = g_strdup (item->group + strlen (EDITION));
    if (g_ascii_strcasecmp (edition->name, g_strstrip (name)) == 0)
      return edition;
  }
  return NULL;
}

/* Keys of [project], and options of outputs as `pdf.paper`. */
static void
read_edition (Reading *reading, const WzKeyFileItem *item)
{
  WzEdition *edition = item->key != NULL ? find_edition (reading, item) : NULL;
  if (item->key == NULL)
    begin_edition (reading, item);
  if (edition == NULL)
    return;
  g_autofree gchar *raw = g_strdup (item->text), *set = dup_set (reading, item->key, item->text);
  WzRecipeField field = wz_recipe_find_key (WZ_ORIGIN_EDITION, item->key);
  if (field == WZ_RECIPE_N_FIELDS) /* one that is for all is refused with what it is */
    field = wz_recipe_find_key (WZ_ORIGIN_PROJECT, item->key);
  if (strchr (item->key, '.') != NULL)
    say (reading, edition, WZ_RECIPE_OPTION, item, set, NULL);
  else if (field == WZ_RECIPE_N_FIELDS)
    report_unknown (reading, WZ_ORIGIN_EDITION, item);
  else
    read_value (reading, edition, field, item, g_strstrip (raw));
}

/* Two of one name are told in the place of the second. */
static void
check_editions (Reading *reading)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = wz_edition_list (reading->project->editions, reading->recipe, &error);
  const WzEdition *last =
      reading->project->editions->len > 0
          ? g_ptr_array_index (reading->project->editions, reading->project->editions->len - 1)
          : NULL;
  if (all == NULL && last != NULL)
    complain (reading, &last->position, "%s", error->message);
}

/* Of the next meeting: `when`, `place`, and a `presenter.PAPER` each. */
static void
read_handout (Reading *reading, const WzKeyFileItem *item)
{
  static const gchar presenter[] = "presenter.";
  if (g_str_equal (item->key, "when")) {
    say (reading, NULL, WZ_RECIPE_WHEN, item, item->text, NULL);
  } else if (g_str_equal (item->key, "place")) {
    say (reading, NULL, WZ_RECIPE_WHERE, item, item->text, NULL);
  } else if (g_str_has_prefix (item->key, presenter)) {
    g_autofree gchar *text = g_strdup_printf ("%s=%s", item->key + strlen (presenter), item->text);
    say (reading, NULL, WZ_RECIPE_PRESENTER, item, text, NULL);
  } else {
    complain (reading, &item->position,
              _ ("there is no key %s in [handout]; there are: when, place, presenter.PAPER"), item->key);
  }
}

static void
read_items (Reading *reading)
{
  for (guint i = 0; i < wz_key_file_get_n_items (reading->file); i++) {
    const WzKeyFileItem *item = wz_key_file_get_item (reading->file, i);
    if (g_str_has_prefix (item->group, EDITION)) {
      read_edition (reading, item);
    } else if (item->key == NULL || g_str_has_prefix (item->group, "overlay ")) {
      continue;
    } else if (g_str_equal (item->group, "project")) {
      read_key (reading, item);
    } else if (g_str_equal (item->group, "handout")) {
      read_handout (reading, item);
    } else { /* a group for each output: its options; or keys of styles */
      g_autofree gchar *key = g_strconcat (item->group, ".", item->key, NULL),
                       *set = dup_set (reading, key, item->text);
      say (reading, NULL, WZ_RECIPE_OPTION, item, set, NULL);
    }
  }
}

/* What the file leaves open is where it lies all the same. */
static void
say_folders (Reading *reading)
{
  static const WzRecipeField folders[] = {WZ_RECIPE_INBOX, WZ_RECIPE_ISSUES, WZ_RECIPE_OVERLAYS};
  WzOrigin origin = {WZ_ORIGIN_PROJECT, NULL, {reading->project->path, 0, 0}, reading->project->folder};
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    if (wz_recipe_find (reading->recipe, folders[i]) == NULL)
      wz_recipe_set (reading->recipe, folders[i], wz_recipe_get_row (folders[i])->name, &origin, NULL);
  const WzRecipeValue *issues = wz_recipe_find (reading->recipe, WZ_RECIPE_ISSUES);
  g_autofree gchar *output = g_strconcat (issues->text, "/", NULL);
  wz_recipe_set (reading->recipe, WZ_RECIPE_OUTPUT, output, &issues->origin, NULL);
}

static void
check_first (Reading *reading)
{
  const WzRecipeValue *first = wz_recipe_find (reading->recipe, WZ_RECIPE_FIRST);
  WzPeriod period;
  if (first && !wz_period_parse (first->text, wz_project_get_kind (reading->project), &period))
    complain (reading, &first->origin.position, _ ("first: a %s, not “%s”"),
              wz_recipe_get (reading->recipe, WZ_RECIPE_PERIOD), first->text);
}

WzProject *
wz_project_load (const gchar *folder, WzRecipe *recipe, WzDiagSink *sink, GError **error)
{
  g_autofree gchar *path = g_str_equal (folder, ".") ? g_strdup (WZ_PROJECT_FILE)
                                                     : g_build_filename (folder, WZ_PROJECT_FILE, NULL);
  WzKeyFile *file = wz_key_file_new_from_file (path, sink, error);
  if (file == NULL)
    return NULL;
  g_autoptr (WzProject) project = g_new0 (WzProject, 1);
  Reading reading = {project, recipe, file, sink, wz_key_file_get_n_errors (file)};
  *project = (WzProject){g_strdup (folder), g_steal_pointer (&path), file, recipe,
                         g_ptr_array_new_with_free_func ((GDestroyNotify) wz_edition_free)};
  read_items (&reading);
  say_folders (&reading);
  check_first (&reading);
  check_editions (&reading);
  if (reading.n_wrong == 0)
    return g_steal_pointer (&project);
  wz_origin_set_error (project->path, reading.n_wrong, error);
  return NULL;
}

void
wz_project_free (WzProject *project)
{
  if (project == NULL)
    return;
  g_free (project->folder);
  g_free (project->path);
  wz_key_file_free (project->file);
  g_ptr_array_unref (project->editions);
  g_free (project);
}

gchar *
wz_project_dup_state (const WzProject *project)
{
  return g_build_filename (wz_recipe_get (project->recipe, WZ_RECIPE_ISSUES), ".wenzhai-state", NULL);
}

WzPeriodKind
wz_project_get_kind (const WzProject *project)
{
  return (WzPeriodKind) wz_recipe_get_word (project->recipe, WZ_RECIPE_PERIOD);
}

gchar *
wz_project_find (void)
{
  g_autofree gchar *path = g_strdup ("."), *root = g_get_current_dir ();
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

/* ---- What issues depend on ---- */

void
wz_project_hash_file (GChecksum *checksum, const gchar *path)
{
  g_autofree gchar *data = NULL;
  gsize length;
  if (path == NULL || !g_file_get_contents (path, &data, &length, NULL))
    return;
  g_checksum_update (checksum, (const guchar *) data, (gssize) length);
  wz_recipe_hash_text (checksum, "");
}

GPtrArray *
wz_project_list_named (const WzProject *project, const gchar *overlay)
{
  g_autoptr (WzKeyFile) own = overlay != NULL ? wz_key_file_new_from_file (overlay, NULL, NULL) : NULL;
  if (overlay != NULL)
    return wz_overlay_list_files (own, NULL);
  GPtrArray *files = wz_overlay_list_files (project->file, "overlay ");
  g_auto (GStrv) texts = wz_overlay_list_texts (project->folder);
  for (guint i = 0; texts[i] != NULL; i++)
    g_ptr_array_add (files, g_build_filename (project->folder, texts[i], NULL));
  return files;
}

void
wz_project_hash_general (const WzProject *project, GChecksum *checksum)
{
  for (guint i = 0; i < wz_key_file_get_n_items (project->file); i++) {
    const WzKeyFileItem *item = wz_key_file_get_item (project->file, i);
    if (!g_str_has_prefix (item->group, "overlay "))
      continue;
    /* with its line: what is remembered of it is told with its place */
    g_autofree gchar *line = g_strdup_printf ("%u\t%s\t%s\t%s", item->position.line, item->group,
                                              item->key ? item->key : "", item->text ? item->text : "");
    wz_recipe_hash_text (checksum, line);
  }
  g_autoptr (GPtrArray) named = wz_overlay_list_files (project->file, "overlay ");
  for (guint i = 0; i < named->len; i++)
    wz_project_hash_file (checksum, g_ptr_array_index (named, i));
}

/* Which issue it is, counted from the project's first; 0 for one before it. */
static guint
count_issues (const WzPeriod *first, const WzPeriod *period)
{
  gint count = 0;
  if (first->kind == WZ_PERIOD_YEAR)
    count = period->first.year - first->first.year;
  else if (first->kind == WZ_PERIOD_MONTH)
    count = (period->first.year - first->first.year) * 12 + period->first.month - first->first.month;
  else {
    WzPeriod span = {WZ_PERIOD_RANGE, first->first, period->first};
    count = wz_date_compare (first->first, period->first) <= 0 ? (gint) (wz_period_get_n_days (&span) - 1) / 7
                                                               : -1;
  }
  return count >= 0 ? (guint) count + 1 : 0;
}

void
wz_project_say_issue (const WzProject *project, WzRecipe *recipe)
{
  const WzPeriod *period = wz_recipe_get_period (recipe);
  const WzRecipeValue *value = wz_recipe_find (recipe, WZ_RECIPE_FIRST);
  WzPeriod first;
  guint count = value != NULL && wz_period_parse (value->text, wz_project_get_kind (project), &first)
                    ? count_issues (&first, period)
                    : 0;
  g_autofree gchar *number = g_strdup_printf ("%u", count), *name = wz_period_dup_name (period);
  g_autofree gchar *file = g_strconcat (name, ".overlay.ini", NULL);
  const WzRecipeValue *folder = wz_recipe_find (recipe, WZ_RECIPE_OVERLAYS);
  g_autofree gchar *path = g_build_filename (folder->text, file, NULL);
  if (count > 0)
    wz_recipe_set (recipe, WZ_RECIPE_NUMBER, number, &value->origin, NULL);
  if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
    wz_recipe_set (recipe, WZ_RECIPE_OVERLAY, path, &folder->origin, NULL);
}

/* ---- Issues that were made ---- */

static const gchar *const endings[] = {".json", ".json.gz"}; /* of dumps; the first programs packed none */

static gchar *
dup_dumps (const WzProject *project)
{
  return g_build_filename (wz_recipe_get (project->recipe, WZ_RECIPE_ISSUES), WZ_PROJECT_DUMPS, NULL);
}

GStrv
wz_project_list_dumps (const WzProject *project)
{
  return wz_recipe_get_flag (project->recipe, WZ_RECIPE_SEEN) ||
                 wz_recipe_get_flag (project->recipe, WZ_RECIPE_OMIT_SEEN)
             ? wz_project_list_all_dumps (project)
             : g_new0 (gchar *, 1);
}

GStrv
wz_project_list_all_dumps (const WzProject *project)
{
  g_autofree gchar *folder = dup_dumps (project);
  GPtrArray *paths = g_ptr_array_new ();
  g_autoptr (GPtrArray) names = wz_folder_list (folder, NULL, NULL);
  for (guint i = 0; names != NULL && i < names->len; i++) {
    WzPeriod period;
    if (wz_project_dump_period (project, g_ptr_array_index (names, i), &period))
      g_ptr_array_add (paths, g_build_filename (folder, g_ptr_array_index (names, i), NULL));
  }
  g_ptr_array_add (paths, NULL);
  return (GStrv) g_ptr_array_free (paths, FALSE);
}

gboolean
wz_project_dump_period (const WzProject *project, const gchar *path, WzPeriod *period)
{
  static const gsize lengths[] = {
      [WZ_PERIOD_WEEK] = 8, [WZ_PERIOD_MONTH] = 7, [WZ_PERIOD_YEAR] = 4}; /* 2022-W38 */
  gsize length = lengths[wz_project_get_kind (project)];
  g_autofree gchar *stem = NULL;
  for (guint i = 0; i < G_N_ELEMENTS (endings) && stem == NULL; i++)
    if (g_str_has_suffix (path, endings[i]))
      stem = g_strndup (path, strlen (path) - strlen (endings[i]));
  if (stem == NULL)
    return FALSE;
  gsize size = strlen (stem);
  return size > length && stem[size - length - 1] == '-' &&
         wz_period_parse (stem + size - length, wz_project_get_kind (project), period);
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

/* Whether @file is a dump of the issue of that name, or of an edition of it, whose name begins with a letter
 * and makes no period of it. */
static gboolean
is_dump_of (const gchar *file, const gchar *name, gboolean edition)
{
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++) {
    g_autofree gchar *pattern = g_strdup_printf ("*-%s%s%s", name, edition ? "-*" : "", endings[i]),
                     *mark = g_strdup_printf ("-%s-", name);
    if (!g_pattern_match_simple (pattern, file))
      continue;
    const gchar *behind = edition ? g_strrstr (file, mark) + strlen (mark) : "x";
    if (!g_ascii_isdigit (*behind) && !(*behind == 'W' && g_ascii_isdigit (behind[1])))
      return TRUE;
  }
  return FALSE;
}

/* Dumps of the issue of that name, and behind them of its editions. */
static GPtrArray *
list_dumps_of (const gchar *folder, const gchar *name)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) files = wz_folder_list (folder, NULL, NULL);
  for (guint round = 0; files != NULL && round < 2; round++)
    for (guint i = 0; i < files->len; i++)
      if (is_dump_of (g_ptr_array_index (files, i), name, round == 1))
        g_ptr_array_add (paths, g_build_filename (folder, g_ptr_array_index (files, i), NULL));
  return paths;
}

/* Those of the issue that are not among @keep: it was called otherwise. */
static void
drop_dumps (const gchar *folder, const gchar *name, const GPtrArray *keep)
{
  g_autoptr (GPtrArray) paths = list_dumps_of (folder, name);
  for (guint i = 0; i < paths->len; i++)
    if (!g_ptr_array_find_with_equal_func ((GPtrArray *) (gsize) keep, g_ptr_array_index (paths, i),
                                           g_str_equal, NULL))
      g_unlink (g_ptr_array_index (paths, i));
}

GPtrArray *
wz_project_load_editions (const WzProject *project, const gchar *name, GError **error)
{
  g_autofree gchar *folder = dup_dumps (project);
  g_autoptr (GPtrArray) paths = list_dumps_of (folder, name);
  g_autoptr (GPtrArray) issues = g_ptr_array_new_with_free_func ((GDestroyNotify) wz_issue_unref);
  for (guint i = 0; i < paths->len; i++) {
    WzIssue *issue = wz_weekly_load_dump (g_ptr_array_index (paths, i), error);
    if (issue == NULL)
      return NULL;
    g_ptr_array_add (issues, issue);
  }
  return g_steal_pointer (&issues);
}

gboolean
wz_project_write_dumps (const WzProject *project, const GPtrArray *issues, const GPtrArray *names,
                        GError **error)
{
  g_autofree gchar *folder = dup_dumps (project);
  if (g_mkdir_with_parents (folder, 0777) != 0)
    return TRUE; /* a convenience: the books are there */
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < issues->len; i++) {
    const WzIssue *issue = g_ptr_array_index (issues, i);
    g_autofree gchar *text = wz_json_write (issue), *stem = wz_target_dup_stem (wz_issue_get_stem (issue));
    g_autofree gchar *name = g_strconcat (stem, ".json.gz", NULL);
    g_autoptr (GBytes) packed = wz_packed_new (text, strlen (text));
    gchar *path = g_build_filename (folder, name, NULL);
    g_ptr_array_add (paths, path);
    if (!wz_target_write_file (path, g_bytes_get_data (packed, NULL), g_bytes_get_size (packed), error))
      return FALSE;
  }
  for (guint i = 0; i < names->len; i++)
    drop_dumps (folder, g_ptr_array_index (names, i), paths);
  return TRUE;
}
