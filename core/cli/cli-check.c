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
  g_print ("%s", text);
}

int
cli_check (int argc, char **argv, const WzPaths *paths)
{
  g_auto (CliRun) run = {.paths = paths};
  if (!cli_parse (&run, WZ_COMMAND_CHECK, &argc, &argv, _ ("INPUT…"),
                  _ ("Tells what is odd in digests: file:line:column."), WZ_SEVERITY_HINT))
    return CLI_USAGE;
  int status = CLI_OK;
  g_autoptr (GPtrArray) sources = cli_read_sources (&run, argv + 1, &status);
  if (sources == NULL)
    return status;
  for (guint i = 0; i < sources->len; i++) {
    const WzSource *source = g_ptr_array_index (sources, i);
    if (source->issue == NULL)
      continue;
    wz_edit_lint (source->issue, run.sink);
    print_coverage (&run, source);
  }
  if (status == CLI_OK && cli_report_get_count (run.report, WZ_SEVERITY_ERROR) > 0)
    status = CLI_FAILED;
  return status;
}
