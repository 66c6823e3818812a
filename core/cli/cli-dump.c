/* cli-dump.c: `wenzhai dump`: the model, for people and programs. SPDX-License-Identifier: MIT */
#include "cli/cli.h"

#include "host/desk/wz-weekly.h"

#include <glib/gi18n-lib.h>
#include <string.h>

int
cli_dump (int argc, char **argv, const WzPaths *paths)
{
  g_auto (CliRun) run = {.paths = paths};
  if (!cli_parse (&run, WZ_COMMAND_DUMP, &argc, &argv, _ ("INPUT…"),
                  _ ("Prints the edited issue; with --no-normalize the text as read."), WZ_SEVERITY_WARNING))
    return CLI_USAGE;

  int status = CLI_OK;
  g_autoptr (GPtrArray) sources = cli_read_sources (&run, argv + 1, &status);
  if (sources == NULL || status == CLI_NO_INPUT)
    return status;
  wz_inbox_report_pictures (run.inbox, NULL);
  /* with a style, or languages, what a book in them says; else all that there is */
  g_auto (CliTarget) target = {0};
  gboolean as_book =
      wz_recipe_is_said (run.recipe, WZ_RECIPE_STYLE) || wz_recipe_is_said (run.recipe, WZ_RECIPE_LANGUAGES);
  int styled = as_book ? cli_target_style (&run, run.recipe, &target) : CLI_OK;
  if (styled != CLI_OK)
    return styled;
  g_autoptr (GError) error = NULL;
  const gchar *output = wz_recipe_get (run.recipe, WZ_RECIPE_DUMP_FILE);
  g_autoptr (WzOverlay) overlay = wz_weekly_load_overlay (run.recipe, NULL, run.sink, run.sink, &error);
  if (overlay == NULL)
    return cli_edit_failure (&run, error);
  g_autoptr (WzIssue) issue = wz_desk_edit ((WzSource *const *) sources->pdata, cli_count_read (sources),
                                            run.recipe, run.readers, overlay, run.sink, &error);
  if (issue == NULL)
    return cli_edit_failure (&run, error);
  g_autofree gchar *text =
      wz_desk_dump (issue, (WzDeskForm) wz_recipe_get_word (run.recipe, WZ_RECIPE_DUMP_FORMAT), target.style,
                    (WzLanguages) wz_recipe_get_word (run.recipe, WZ_RECIPE_LANGUAGES));
  if (output == NULL)
    fputs (text, stdout);
  else if (!cli_refuse_input (&run, output))
    return CLI_USAGE;
  else if (!wz_target_write_file (output, text, strlen (text), &error))
    return cli_failure (&run, CLI_FAILED, error);
  return cli_report_get_own_errors (run.report) > 0 ? MAX (status, CLI_FAILED) : status;
}
