/* wz-sources.c: listing, reading and ordering inputs. SPDX-License-Identifier: MIT */
#include "host/wz-sources.h"

#include "edit/wz-edit.h"
#include "edit/wz-join.h"
#include "host/wz-parallel.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
source_free (gpointer data)
{
  WzSource *source = data;
  g_clear_pointer (&source->issue, wz_issue_unref);
  g_clear_pointer (&source->coverage, wz_coverage_free);
  g_clear_error (&source->error);
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
  source->name = is_stdin ? g_strdup ("<stdin>") : g_filename_display_name (path);
  source->stem = is_stdin ? g_strdup ("stdin") : g_path_get_basename (source->name);
  gchar *point = strrchr (source->stem, '.');
  if (point != NULL && point != source->stem)
    *point = '\0';
  g_ptr_array_add (sources, source);
  return source;
}

static gint
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const gchar *const *) a, *(const gchar *const *) b);
}

static void
add_folder (GPtrArray *sources, const gchar *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  if (dir == NULL) {
    g_set_error (&add (sources, folder)->error, WZ_READ_ERROR, WZ_READ_ERROR_IO, "%s", error->message);
    return;
  }
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const gchar *name;
  while ((name = g_dir_read_name (dir)) != NULL)
    if (*name != '.' && g_str_has_suffix (name, ".txt"))
      g_ptr_array_add (names, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    add (sources, g_ptr_array_index (names, i));
  if (names->len == 0)
    g_set_error (&add (sources, folder)->error, WZ_READ_ERROR, WZ_READ_ERROR_IO,
                 _ ("%s: no *.txt in this folder"), folder);
}

GPtrArray *
wz_sources_expand (const gchar *const *arguments)
{
  GPtrArray *sources = g_ptr_array_new_with_free_func (source_free);
  for (guint i = 0; arguments[i] != NULL; i++)
    if (!g_str_equal (arguments[i], "-") && g_file_test (arguments[i], G_FILE_TEST_IS_DIR))
      add_folder (sources, arguments[i]);
    else
      add (sources, arguments[i]);
  return sources;
}

typedef struct {
  GPtrArray *sources;
  const WzReader *reader;
  gboolean with_coverage;
} Reading;

static void
read_one (guint i, WzDiagSink *sink, gpointer user_data)
{
  const Reading *reading = user_data;
  const WzReader *reader = reading->reader;
  WzSource *source = g_ptr_array_index (reading->sources, i);
  if (source->error != NULL)
    return;
  WzCoverage **coverage = reading->with_coverage ? &source->coverage : NULL;
  if (!g_str_equal (source->path, "-")) {
    source->issue = wz_read_file (source->path, reader, sink, coverage, &source->error);
    return;
  }
  g_autoptr (GBytes) bytes = wz_read_load ("-", &source->error);
  if (bytes == NULL)
    g_prefix_error (&source->error, "%s: ", source->name);
  else
    source->issue = wz_read_bytes (bytes, source->name, reader, sink, coverage, &source->error);
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

guint
wz_sources_read (GPtrArray *sources, const WzReader *reader, gboolean with_coverage, WzDiagSink *sink)
{
  Reading reading = {sources, reader, with_coverage};
  guint read = 0;
  wz_parallel (sources->len, read_one, &reading, sink);
  for (guint i = 0; i < sources->len; i++)
    read += ((const WzSource *) g_ptr_array_index (sources, i))->issue != NULL;
  g_ptr_array_sort (sources, compare_sources);
  return read;
}

/* ---- Normalising ---- */

typedef struct {
  WzSource *const *sources;
  WzIssue **issues;
  gboolean normalise;
  const gchar *lang;
} Normalising;

static void
normalise_one (guint i, WzDiagSink *sink, gpointer user_data)
{
  const Normalising *normalising = user_data;
  const WzIssue *read = normalising->sources[i]->issue;
  g_autoptr (WzIssue) issue = normalising->normalise ? wz_edit_normalise (read, sink) : wz_issue_ref (read);
  normalising->issues[i] =
      normalising->lang != NULL ? wz_edit_in_language (issue, normalising->lang) : g_steal_pointer (&issue);
}

GPtrArray *
wz_sources_normalise (WzSource *const *sources, guint n, gboolean normalise, const gchar *lang,
                      WzDiagSink *sink)
{
  GPtrArray *issues = g_ptr_array_new_with_free_func ((GDestroyNotify) wz_issue_unref);
  g_ptr_array_set_size (issues, (gint) n);
  Normalising normalising = {sources, (WzIssue **) issues->pdata, normalise, lang};
  wz_parallel (n, normalise_one, &normalising, sink);
  return issues;
}
