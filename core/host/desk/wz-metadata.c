/* wz-metadata.c: what archives say of an issue's papers. SPDX-License-Identifier: MIT */
#include "host/desk/wz-metadata.h"

#include "base/wz-display.h"
#include "edit/merge/wz-authority.h"
#include "host/desk/wz-sources.h"
#include "host/file/wz-folder.h"
#include "json/wz-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
add_folder (GPtrArray *files, const gchar *folder)
{
  g_autoptr (GPtrArray) names = wz_folder_list (folder, NULL, NULL);
  for (guint i = 0; names != NULL && i < names->len; i++) {
    g_autofree gchar *path = g_build_filename (folder, g_ptr_array_index (names, i), NULL);
    if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
      g_ptr_array_add (files, g_steal_pointer (&path));
  }
}

GPtrArray *
wz_metadata_list (const WzRecipe *recipe)
{
  g_auto (GStrv) named = wz_recipe_dup_list (recipe, WZ_RECIPE_METADATA);
  GPtrArray *files = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; named[i] != NULL; i++)
    if (g_file_test (named[i], G_FILE_TEST_IS_DIR))
      add_folder (files, named[i]);
    else
      g_ptr_array_add (files, g_strdup (named[i]));
  return files;
}

/* Those that were read stand in front. */
static void
report_unread (const GPtrArray *sources, guint n, WzDiagSink *sink)
{
  for (guint i = n; i < sources->len; i++) {
    const WzSource *source = g_ptr_array_index (sources, i);
    const WzPosition place = {source->name, 0, 0};
    const gchar *text = source->error->message;
    if (g_str_has_prefix (text, source->name)) /* which the place says */
      text += strlen (source->name) + strspn (text + strlen (source->name), ": ");
    wz_diag_report (sink, WZ_SEVERITY_ERROR, "metadata-unreadable", &place, _ ("no records of papers: %s"),
                    text);
  }
}

/* (nullable): the sources, those that were read in front, @n of them; NULL: @recipe names none. */
static GPtrArray *
read_files (const WzRecipe *recipe, const WzReaders *readers, guint *n)
{
  g_autoptr (GPtrArray) files = wz_metadata_list (recipe), unused = NULL;
  if (files->len == 0)
    return NULL;
  g_ptr_array_add (files, NULL);
  GPtrArray *sources = wz_sources_expand ((const gchar *const *) files->pdata, NULL, readers);
  const WzSource *heaviest;
  wz_sources_weigh (sources, &heaviest);
  const WzReadOptions options = {readers, NULL, NULL};
  *n = wz_sources_read (sources, &options, FALSE, NULL, NULL, NULL, &unused);
  return sources;
}

static void
add_said (GHashTable *hashes, const gchar *name, const gchar *text)
{
  GChecksum *checksum = g_hash_table_lookup (hashes, name);
  if (checksum == NULL)
    g_hash_table_insert (hashes, g_strdup (name), checksum = g_checksum_new (G_CHECKSUM_SHA256));
  g_checksum_update (checksum, (const guchar *) text, (gssize) strlen (text));
}

/* A record is told from another by what it says; where it stands does not matter. */
static void
hash_record (GHashTable *hashes, const WzEntry *entry, const gchar *const *langs)
{
  g_autofree gchar *text = wz_json_write_entry (entry, langs);
  g_auto (GStrv) names = wz_authority_dup_names (entry);
  for (guint i = 0; names[i] != NULL; i++)
    add_said (hashes, names[i], text);
}

GHashTable *
wz_metadata_hash (const WzRecipe *recipe, const WzReaders *readers)
{
  guint n = 0;
  g_autoptr (GPtrArray) sources = read_files (recipe, readers, &n);
  GHashTable *hashes =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_checksum_free);
  for (guint i = 0; i < n; i++) {
    const WzIssue *issue = ((const WzSource *) g_ptr_array_index (sources, i))->issue;
    for (guint k = 0; k < wz_issue_get_n_entries (issue); k++)
      hash_record (hashes, wz_issue_get_entry (issue, k), wz_issue_get_langs (issue));
  }
  for (guint i = n; sources != NULL && i < sources->len; i++)
    add_said (hashes, WZ_METADATA_UNREAD,
              ((const WzSource *) g_ptr_array_index (sources, i))->error->message);
  return hashes;
}

WzIssue *
wz_desk_complete (const WzIssue *issue, const WzRecipe *recipe, const WzReaders *readers, WzDiagSink *sink)
{
  guint n = 0;
  g_autoptr (GPtrArray) sources = read_files (recipe, readers, &n);
  if (sources == NULL)
    return wz_issue_ref (issue);
  report_unread (sources, n, sink);
  g_autoptr (GPtrArray) records = wz_sources_normalise ((WzSource *const *) sources->pdata, n, recipe, NULL);
  return wz_edit_complete (issue, (const WzIssue *const *) records->pdata, n, sink);
}
