/* cli-check.c: `wenzhai check`: what is odd in the sources. SPDX-License-Identifier: MIT */
#include "cli/cli.h"

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

int
cli_check (int argc, char **argv, const WzPaths *paths)
{
  g_auto (CliRun) run = {.paths = paths};
  if (!cli_parse (&run, WZ_COMMAND_CHECK, &argc, &argv, _ ("INPUT…"),
                  _ ("Tells what is odd in digests: file:line:column."), WZ_SEVERITY_HINT))
    return CLI_USAGE;
  gboolean fixes = cli_get_flag (&run, WZ_RECIPE_FIX);
  int status = CLI_OK;
  g_autoptr (GPtrArray) sources = cli_read_sources (&run, argv + 1, &status);
  if (sources == NULL)
    return status;
  wz_inbox_report_pictures (run.inbox, NULL);
  for (guint i = 0; i < sources->len; i++) {
    const WzSource *source = g_ptr_array_index (sources, i);
    if (source->issue == NULL)
      continue;
    wz_edit_lint (source->issue, run.sink);
    if (cli_get_flag (&run, WZ_RECIPE_COVERAGE))
      print_coverage (&run, source);
  }
  if (!run.quiet || fixes)
    print_inbox (&run, fixes);
  if (status == CLI_OK && cli_report_get_count (run.report, WZ_SEVERITY_ERROR) > 0)
    status = CLI_FAILED;
  return status;
}
