/* cli-project.c: what a project file says about outputs, and its mistakes in their place.
 * SPDX-License-Identifier: MIT */
#include "cli/cli.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gchar **
join (gchar **first, gchar **second)
{
  GPtrArray *all = g_ptr_array_new ();
  for (guint i = 0; first && first[i] != NULL; i++)
    g_ptr_array_add (all, g_strdup (first[i]));
  for (guint i = 0; second && second[i] != NULL; i++)
    g_ptr_array_add (all, g_strdup (second[i]));
  g_ptr_array_add (all, NULL);
  return (gchar **) g_ptr_array_free (all, FALSE);
}

/* Takes from the file what the command line left open. Returns: whether it did */
static gboolean
take (gchar **field, const gchar *own)
{
  if (*field != NULL || own == NULL)
    return FALSE;
  *field = g_strdup (own);
  return TRUE;
}

void
cli_outputs_take_project (CliRun *run, CliOutputs *outputs, const WzProject *project)
{
  gchar **sets = join (project->sets, outputs->sets), **fonts = join (run->font_dirs, project->font_dirs);
  g_strfreev (outputs->sets);
  g_strfreev (run->font_dirs);
  outputs->sets = sets;
  run->font_dirs = fonts;
  outputs->project = project;
  outputs->own_types = take (&outputs->types, project->formats);
  outputs->own_languages = take (&outputs->languages, project->languages);
  outputs->own_style = take (&run->style_name, project->style);
  if (outputs->output == NULL)
    outputs->output = g_strconcat (project->issues, "/", NULL);
}

/* An error that comes from the file is told in the file's place, not as of an option that nobody typed. */
int
cli_project_failure (CliRun *run, const CliOutputs *outputs, const gchar *key, const gchar *text)
{
  wz_project_complain (outputs->project, key, cli_report_get_sink (run->report), text);
  return CLI_USAGE;
}

int
cli_project_check_outputs (CliRun *run, const CliOutputs *outputs, WzRegistry *registry)
{
  const WzProject *project = outputs->project;
  int status = CLI_OK;
  if (project == NULL)
    return CLI_OK;
  g_auto (GStrv) types = g_strsplit (outputs->own_types ? project->formats : "", ",", -1);
  for (guint i = 0; types[i] != NULL; i++) {
    g_autoptr (GError) error = NULL;
    if (!wz_plan_check_type (registry, g_strstrip (types[i]), &error))
      status = cli_project_failure (run, outputs, "formats", error->message);
  }
  for (guint i = 0; i < project->set_items->len; i++) {
    const WzKeyFileItem *item = g_ptr_array_index (project->set_items, i);
    const gchar *value = strchr (project->sets[i], '=') + 1;
    g_autoptr (GError) error = NULL;
    if (wz_plan_check_option (registry, item->group, item->key, value, &error))
      continue;
    wz_diag_report (cli_report_get_sink (run->report), WZ_SEVERITY_ERROR, "project", &item->value, "%s",
                    error->message);
    status = CLI_USAGE;
  }
  return status;
}
