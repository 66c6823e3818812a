/* wz-metadata.c: what archives say of an issue's papers. SPDX-License-Identifier: MIT */
#include "host/desk/wz-metadata.h"

#include "base/wz-display.h"
#include "edit/merge/wz-authority.h"
#include "host/desk/wz-sources.h"
#include "host/file/wz-folder.h"

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

WzIssue *
wz_desk_complete (const WzIssue *issue, const WzRecipe *recipe, const WzReaders *readers, WzDiagSink *sink)
{
  g_autoptr (GPtrArray) files = wz_metadata_list (recipe), unused = NULL;
  if (files->len == 0)
    return wz_issue_ref (issue);
  g_ptr_array_add (files, NULL);
  g_autoptr (GPtrArray) sources = wz_sources_expand ((const gchar *const *) files->pdata, NULL);
  const WzSource *heaviest;
  wz_sources_weigh (sources, &heaviest);
  const WzReadOptions options = {readers, NULL, NULL};
  guint n = wz_sources_read (sources, &options, FALSE, NULL, NULL, NULL, &unused);
  report_unread (sources, n, sink);
  g_autoptr (GPtrArray) records = wz_sources_normalise ((WzSource *const *) sources->pdata, n, recipe, NULL);
  return wz_edit_complete (issue, (const WzIssue *const *) records->pdata, n, sink);
}
