/* wz-sources.c: listing, reading and ordering inputs. SPDX-License-Identifier: MIT */
#include "host/desk/wz-sources.h"

#include "base/wz-diag-private.h"
#include "base/wz-display.h"
#include "edit/wz-edit.h"
#include "edit/wz-join.h"
#include "edit/wz-lint.h"
#include "edit/wz-repair.h"
#include "host/file/wz-folder.h"
#include "model/wz-builder.h"
#include "host/process/wz-parallel.h"
#include "host/file/wz-target.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>

static void
source_free (gpointer data)
{
  WzSource *source = data;
  g_clear_pointer (&source->issue, wz_issue_unref);
  g_clear_pointer (&source->coverage, wz_coverage_free);
  g_clear_error (&source->error);
  g_free (source->folder);
  g_free (source->path);
  g_free (source->name);
  g_free (source->stem);
  g_free (source);
}

static WzSource *
add (GPtrArray *sources, const gchar *path)
{
  WzSource *source = g_new0 (WzSource, 1);
  gboolean is_stdin = g_str_equal (path, "-");
  source->path = g_strdup (path);
  source->name = is_stdin ? g_strdup ("<stdin>") : wz_display_dup (path);
  g_autofree gchar *base = g_path_get_basename (path);
  gchar *point = strrchr (base, '.');
  if (point != NULL && point != base)
    *point = '\0';
  source->stem = is_stdin ? g_strdup ("stdin") : wz_target_dup_stem (base);
  g_ptr_array_add (sources, source);
  return source;
}

/* What the name promises; a program that reads files called so makes them readable. */
static WzSourceKind
kind_of (const gchar *name, const WzReaders *readers)
{
  static const WzSourceKind kinds[] = {[WZ_FILE_DAILY] = WZ_SOURCE_WANTED,
                                       [WZ_FILE_PERHAPS] = WZ_SOURCE_PERHAPS,
                                       [WZ_FILE_OTHER] = WZ_SOURCE_UNUSED};
  WzFileKind kind = wz_folder_judge (name);
  if (kind == WZ_FILE_OTHER && wz_readers_find_program (readers, name) != NULL)
    kind = wz_date_is_known (wz_read_date_of_name (name)) ? WZ_FILE_DAILY : WZ_FILE_PERHAPS;
  return kinds[kind];
}

static void
add_folder (GPtrArray *sources, const gchar *folder, const gchar *const *ignore, const WzReaders *readers)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) names = wz_folder_list (folder, ignore, &error);
  guint n = 0;
  for (guint i = 0; names != NULL && i < names->len; i++) {
    const gchar *name = g_ptr_array_index (names, i);
    g_autofree gchar *path = g_build_filename (folder, name, NULL);
    WzSource *source = add (sources, path);
    source->kind = kind_of (name, readers);
    source->folder = g_strdup (folder);
    n += source->kind != WZ_SOURCE_UNUSED;
  }
  if (error != NULL)
    add (sources, folder)->error = g_steal_pointer (&error);
  else if (n == 0)
    g_set_error (&add (sources, folder)->error, WZ_READ_ERROR, WZ_READ_ERROR_IO,
                 _ ("%s: no daily in this folder (%s)"), folder, wz_folder_get_forms ());
}

GPtrArray *
wz_sources_expand (const gchar *const *arguments, const gchar *const *ignore, const WzReaders *readers)
{
  GPtrArray *sources = g_ptr_array_new_with_free_func (source_free);
  for (guint i = 0; arguments[i] != NULL; i++)
    if (!g_str_equal (arguments[i], "-") && g_file_test (arguments[i], G_FILE_TEST_IS_DIR))
      add_folder (sources, arguments[i], ignore, readers);
    else
      add (sources, arguments[i]);
  return sources;
}

/* ---- What is not used ---- */

gboolean
wz_source_is_unused (const WzSource *source)
{
  if (source->kind != WZ_SOURCE_PERHAPS)
    return source->kind == WZ_SOURCE_UNUSED;
  return source->issue != NULL ? !wz_date_is_known (wz_edit_day_of (source->issue)) : source->error != NULL;
}

static void
report_unused (const GPtrArray *unused, WzDiagSink *sink)
{
  g_autofree gchar *remedy =
      g_strdup_printf (_ ("only digests of a known day that lie straight in this folder are read (%s)"),
                       wz_folder_get_forms ());
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < unused->len; i++) {
    const WzSource *source = g_ptr_array_index (unused, i);
    const WzSource *next = i + 1 < unused->len ? g_ptr_array_index (unused, i + 1) : NULL;
    g_autofree gchar *name = g_path_get_basename (source->path);
    g_ptr_array_add (names,
                     g_str_has_suffix (source->path, "/") ? g_strconcat (name, "/", NULL) : g_strdup (name));
    if (next != NULL && g_str_equal (source->folder, next->folder))
      continue;
    wz_folder_report (source->folder, names, remedy, sink);
    g_ptr_array_set_size (names, 0);
  }
}

/* By folder, since reading put them in an order of their own. */
static gint
compare_places (gconstpointer a, gconstpointer b)
{
  const WzSource *left = *(const WzSource *const *) a, *right = *(const WzSource *const *) b;
  gint by_folder = strcmp (left->folder, right->folder);
  return by_folder != 0 ? by_folder : strcmp (left->path, right->path);
}

GPtrArray *
wz_sources_list_named (const GPtrArray *sources)
{
  GPtrArray *named = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < sources->len; i++) {
    const WzSource *source = g_ptr_array_index (sources, i);
    g_autoptr (GPtrArray) files = source->issue != NULL ? wz_issue_list_files (source->issue) : NULL;
    for (guint k = 0; files != NULL && k < files->len; k++)
      g_ptr_array_add (named, g_strdup (g_ptr_array_index (files, k)));
  }
  return named;
}

/* Both as absolute paths; a folder's ends in a slash. */
static GHashTable *
collect_paths (const GPtrArray *named)
{
  GHashTable *paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < named->len; i++) {
    gchar *path = g_canonicalize_filename (g_ptr_array_index (named, i), NULL);
    for (gchar *slash = strrchr (path, '/'); slash != NULL && slash > path; slash = strrchr (path, '/')) {
      if (!g_hash_table_add (paths, g_strdup (path)))
        break; /* then its folders are there too */
      *slash = '\0';
    }
    g_free (path);
  }
  return paths;
}

static gboolean
is_named (GHashTable *paths, const WzSource *source)
{
  g_autofree gchar *path = g_canonicalize_filename (source->path, NULL);
  return g_hash_table_contains (paths, path);
}

GPtrArray *
wz_sources_settle (GPtrArray *sources, const GPtrArray *named, WzDiagSink *sink)
{
  g_autoptr (GHashTable) paths = collect_paths (named);
  GPtrArray *unused = g_ptr_array_new_with_free_func (source_free);
  for (guint i = 0; i < sources->len;) {
    const WzSource *source = g_ptr_array_index (sources, i);
    if (!wz_source_is_unused (source))
      i++;
    else if (is_named (paths, source))
      g_ptr_array_remove_index (sources, i);
    else
      g_ptr_array_add (unused, g_ptr_array_steal_index (sources, i));
  }
  g_ptr_array_sort (unused, compare_places);
  report_unused (unused, sink);
  return unused;
}

typedef struct {
  GPtrArray *sources;
  const WzReadOptions *options;
  gboolean with_coverage;
} Reading;

/* What may be a read-me is told of only when it turned out to be none. */
static void
read_file (WzSource *source, const WzReadOptions *options, WzCoverage **coverage, WzDiagSink *sink)
{
  const WzReader *used = NULL;
  g_autoptr (GPtrArray) held = source->kind == WZ_SOURCE_PERHAPS ? wz_diag_hold_new () : NULL;
  g_autoptr (WzDiagSink) holding = held != NULL ? wz_diag_sink_new (wz_diag_hold, held) : NULL;
  source->issue =
      wz_read_file (source->path, options, &used, held != NULL ? holding : sink, coverage, &source->error);
  source->reader = used != NULL ? wz_reader_get_name (used) : NULL;
  if (held != NULL && !wz_source_is_unused (source))
    wz_diag_sink_replay (sink, held);
}

void
wz_source_read (WzSource *source, const WzReadOptions *options, WzDiagSink *sink)
{
  if (source->issue == NULL && source->error == NULL && source->kind != WZ_SOURCE_UNUSED)
    read_file (source, options, NULL, sink);
}

static void
read_standard_input (WzSource *source, const WzReadOptions *options, WzDiagSink *sink)
{
  const WzReader *used = NULL;
  g_autoptr (GBytes) bytes = wz_read_load ("-", &source->error);
  if (bytes == NULL)
    g_prefix_error (&source->error, "%s: ", source->name);
  else
    source->issue =
        wz_read_bytes (bytes, source->name, options, &used, sink, &source->coverage, &source->error);
  source->reader = used != NULL ? wz_reader_get_name (used) : NULL;
}

static gboolean
is_for_program (const WzSource *source, const WzReadOptions *options)
{
  if (options == NULL)
    return FALSE;
  const WzReader *reader =
      options->reader != NULL ? options->reader : wz_readers_find_program (options->readers, source->path);
  return reader != NULL && wz_reader_get_program (reader) != NULL;
}

/* The account of all bytes is larger than the issue that was read: mostly its sum is enough. */
static void
read_one (guint i, WzDiagSink *sink, gpointer user_data)
{
  const Reading *reading = user_data;
  WzSource *source = g_ptr_array_index (reading->sources, i);
  if (source->issue != NULL || source->error != NULL || source->kind == WZ_SOURCE_UNUSED)
    return;
  if (g_str_equal (source->path, "-"))
    read_standard_input (source, reading->options, sink);
  else
    read_file (source, reading->options, &source->coverage, sink);
  if (source->coverage != NULL)
    source->unknown_bytes = wz_coverage_get_bytes (source->coverage, WZ_COVERAGE_UNKNOWN);
  if (!reading->with_coverage)
    g_clear_pointer (&source->coverage, wz_coverage_free);
}

/* GPtrArray's sort is stable (a merge sort), so equal dates stay as given. */
static gint
compare_sources (gconstpointer a, gconstpointer b)
{
  const WzSource *left = *(const WzSource *const *) a, *right = *(const WzSource *const *) b;
  if (left->issue == NULL || right->issue == NULL)
    return (left->issue == NULL) - (right->issue == NULL);
  return wz_date_compare (wz_edit_day_of (left->issue), wz_edit_day_of (right->issue));
}

void
wz_sources_sort (GPtrArray *sources)
{
  g_ptr_array_sort (sources, compare_sources);
}

WzSource *
wz_sources_add_issue (GPtrArray *sources, const gchar *path, const WzIssue *issue)
{
  WzSource *source = add (sources, path);
  source->issue = wz_issue_ref (issue);
  return source;
}

guint64
wz_sources_weigh (GPtrArray *sources, const WzSource **heaviest)
{
  guint64 total = 0, most = 0;
  *heaviest = NULL;
  for (guint i = 0; i < sources->len; i++) {
    WzSource *source = g_ptr_array_index (sources, i);
    struct stat status;
    if (source->error != NULL || source->kind == WZ_SOURCE_UNUSED || g_str_equal (source->path, "-") ||
        stat (source->path, &status) != 0 || !S_ISREG (status.st_mode))
      continue;
    guint64 size = (guint64) status.st_size;
    if (total + size > WZ_SOURCES_MAX_BYTES) {
      g_set_error (&source->error, WZ_READ_ERROR, WZ_READ_ERROR_LIMIT,
                   _ ("%s: all inputs together have more than %u MiB; this one is not read any more"),
                   source->name, (guint) (WZ_SOURCES_MAX_BYTES / (1024 * 1024)));
      continue;
    }
    total += size;
    if (*heaviest == NULL || size > most) {
      *heaviest = source;
      most = size;
    }
  }
  return total;
}

guint
wz_sources_read (GPtrArray *sources, const WzReadOptions *options, gboolean with_coverage, WzDiagSink *sink,
                 WzParallelProgress progress, gpointer progress_data, GPtrArray **unused)
{
  Reading reading = {sources, options, with_coverage};
  guint read = 0;
  for (guint i = 0; i < sources->len; i++) /* programs are started where there is no second thread */
    if (is_for_program (g_ptr_array_index (sources, i), options))
      read_one (i, sink, &reading);
  wz_parallel_watched (sources->len, read_one, &reading, sink, progress, progress_data);
  wz_sources_sort (sources);
  g_autoptr (GPtrArray) named = wz_sources_list_named (sources);
  *unused = wz_sources_settle (sources, named, sink);
  for (guint i = 0; i < sources->len; i++)
    read += ((const WzSource *) g_ptr_array_index (sources, i))->issue != NULL;
  return read;
}

static gint
compare_days (gconstpointer a, gconstpointer b)
{
  return wz_date_compare (*(const WzDate *) a, *(const WzDate *) b);
}

GArray *
wz_source_list_days (const WzSource *source)
{
  GArray *days = g_array_new (FALSE, FALSE, sizeof (WzDate));
  for (guint i = 0; i < wz_issue_get_n_entries (source->issue); i++) {
    const WzEntry *entry = wz_issue_get_entry (source->issue, i);
    for (guint k = 0; k < wz_entry_get_n_appearances (entry); k++) {
      WzDate day = wz_entry_get_appearance (entry, k)->date;
      if (wz_date_is_known (day))
        g_array_append_val (days, day);
    }
  }
  if (days->len == 0) {
    WzDate day = wz_edit_day_of (source->issue);
    g_array_append_val (days, day);
  }
  g_array_sort (days, compare_days);
  guint kept = 1;
  for (guint i = 1; i < days->len; i++)
    if (compare_days (&g_array_index (days, WzDate, i), &g_array_index (days, WzDate, kept - 1)) != 0)
      g_array_index (days, WzDate, kept++) = g_array_index (days, WzDate, i);
  g_array_set_size (days, kept);
  return days;
}

/* ---- Normalising ---- */

typedef struct {
  WzSource *const *sources;
  WzIssue **issues;
  gboolean normalise, repair;
  const gchar *lang;
} Normalising;

static void
normalise_one (guint i, WzDiagSink *sink, gpointer user_data)
{
  const Normalising *normalising = user_data;
  const WzIssue *read = normalising->sources[i]->issue;
  wz_edit_lint_formulae (read, sink);
  g_autoptr (WzIssue) mended = normalising->repair ? wz_edit_repair (read, sink) : wz_issue_ref (read);
  g_autoptr (WzIssue) issue =
      normalising->normalise ? wz_edit_normalise (mended, sink) : wz_issue_ref (mended);
  normalising->issues[i] =
      normalising->lang != NULL ? wz_edit_in_language (issue, normalising->lang) : g_steal_pointer (&issue);
}

GPtrArray *
wz_sources_normalise (WzSource *const *sources, guint n, const WzRecipe *recipe, WzDiagSink *sink)
{
  GPtrArray *issues = g_ptr_array_new_with_free_func ((GDestroyNotify) wz_issue_unref);
  g_ptr_array_set_size (issues, (gint) n);
  Normalising normalising = {sources, (WzIssue **) issues->pdata,
                             wz_recipe_get_flag (recipe, WZ_RECIPE_NORMALIZE),
                             wz_recipe_get_flag (recipe, WZ_RECIPE_REPAIR), wz_recipe_get_lang (recipe)};
  wz_parallel (n, normalise_one, &normalising, sink);
  return issues;
}
