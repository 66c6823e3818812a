/* cli-check.c: `wenzhai check`: what is odd in the sources. SPDX-License-Identifier: MIT */
#include "cli/cli.h"

#include "host/project/wz-state.h"

#include <glib/gi18n-lib.h>

static void
print_coverage (const CliRun *run, const WzSource *source)
{
  if (source->coverage == NULL)
    return;
  g_autofree gchar *text =
      run->json ? wz_coverage_dup_json (source->coverage) : wz_coverage_dup_text (source->coverage);
  g_print (run->json ? "%s\n" : "%s", text);
}

static void
print_inbox (const CliRun *run, gboolean fixes)
{
  g_autofree gchar *text = fixes                               ? wz_remarks_dup_overlay (run->inbox)
                           : run->json || cli_lists_json (run) ? wz_inbox_dup_json (run->inbox)
                                                               : wz_inbox_dup_text (run->inbox);
  fputs (text, stdout);
}

/* What was said when the issues were made. What this run has said itself is not said again. */
static void
repeat (const WzDiag *diag, gpointer user_data)
{
  const CliRun *run = user_data;
  if (!cli_report_was_told (run->report, diag))
    wz_diag_sink_forward (run->sink, diag);
}

static void
repeat_kept (CliRun *run, const WzProject *project)
{
  g_autofree gchar *path = wz_project_dup_state (project);
  g_autoptr (WzState) state = wz_state_load (path);
  g_autoptr (WzDiagSink) sink = wz_diag_sink_new (repeat, run);
  g_auto (GStrv) issues = wz_state_dup_issues (state);
  for (guint i = 0; issues[i] != NULL; i++)
    wz_state_report_remarks (state, issues[i], project->folder, sink);
}

static int
run_check (CliRun *run, char **arguments)
{
  gboolean fixes = cli_get_flag (run, WZ_RECIPE_FIX);
  int status = CLI_OK;
  g_autoptr (WzProject) project = NULL;
  if (arguments[0] != NULL && !cli_load_project (run, arguments, &project, &status))
    return status;
  if (project != NULL)
    wz_project_report_files (project, NULL, NULL, run->sink);
  g_autoptr (GPtrArray) sources =
      project != NULL ? cli_read_project (run, project, &status) : cli_read_sources (run, arguments, &status);
  if (sources == NULL)
    return status;
  wz_inbox_report_pictures (run->inbox, NULL);
  for (guint i = 0; i < sources->len; i++) {
    const WzSource *source = g_ptr_array_index (sources, i);
    if (source->issue == NULL)
      continue;
    wz_edit_lint (source->issue, run->sink);
    if (cli_get_flag (run, WZ_RECIPE_COVERAGE) && cli_prints (run))
      print_coverage (run, source);
  }
  if (project != NULL)
    repeat_kept (run, project);
  if ((!run->quiet || fixes) && cli_prints (run))
    print_inbox (run, fixes);
  if (status == CLI_OK && cli_report_get_count (run->report, WZ_SEVERITY_ERROR) > 0)
    status = CLI_FAILED;
  return status;
}

int
cli_check (int argc, char **argv, const WzPaths *paths)
{
  g_auto (CliRun) run = {.paths = paths};
  if (!cli_parse (&run, WZ_COMMAND_CHECK, &argc, &argv, _ ("INPUT…|PROJECT"),
                  _ ("Tells what is odd in digests: file:line:column."), WZ_SEVERITY_HINT))
    return CLI_USAGE;
  return cli_conclude (&run, run_check (&run, argv + 1));
}
