/* cli-project.c: a folder that stands for its project, for commands that take inputs too.
 * SPDX-License-Identifier: MIT */
#include "cli/cli.h"

#include "host/file/wz-folder.h"

#include <glib/gi18n-lib.h>

gboolean
cli_load_project (CliRun *run, char **arguments, WzProject **project, int *status)
{
  const gchar *folder = arguments[0] ? arguments[0] : ".";
  g_autofree gchar *path = g_build_filename (folder, WZ_PROJECT_FILE, NULL);
  g_autoptr (GError) error = NULL;
  if ((arguments[0] && arguments[1]) || !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return TRUE;
  *project = wz_project_load (folder, run->recipe, run->sink, &error);
  if (*project == NULL)
    *status = cli_failure (run, CLI_USAGE, error);
  return *project != NULL;
}

GPtrArray *
cli_read_project (CliRun *run, const WzProject *project, int *status)
{
  gchar *inbox[] = {(gchar *) (gsize) wz_recipe_get (run->recipe, WZ_RECIPE_INBOX), NULL};
  g_auto (GStrv) ignored = wz_project_dup_ignored (project, inbox[0]);
  if (!cli_prepare_reading (run, project->folder)) {
    *status = CLI_USAGE;
    return NULL;
  }
  run->ignore = (const gchar *const *) ignored;
  GPtrArray *sources = cli_read_sources (run, inbox, status);
  run->ignore = NULL;
  return sources;
}
