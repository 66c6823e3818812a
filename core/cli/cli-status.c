/* cli-status.c: `wenzhai status`: how the issues of a project are. SPDX-License-Identifier: MIT */
#include "cli/cli-publish.h"

#include "host/project/wz-status.h"

#include <glib/gi18n-lib.h>

static int
print_status (const CliShop *shop, gpointer user_data)
{
  g_autoptr (GPtrArray) rows = wz_status_list (shop->build, shop->state);
  g_autofree gchar *text =
      cli_lists_json (shop->run) ? wz_status_dup_json (rows) : wz_status_dup_text (rows, cli_get_width ());
  fputs (text, stdout);
  return CLI_OK;
}

int
cli_status (int argc, char **argv, const WzPaths *paths)
{
  g_auto (CliRun) run = {.paths = paths};
  if (!cli_parse (
          &run, WZ_COMMAND_STATUS, &argc, &argv, _ ("[DIR]"),
          _ ("Tells how the issues of a project are: drafts, what readers have, and what is out of date."),
          WZ_SEVERITY_ERROR))
    return CLI_USAGE;
  if (argc > 2)
    return cli_usage_error (&run, "%s", _ ("name one folder"));
  return cli_look_at_project (&run, argc == 2 ? argv[1] : NULL, print_status, NULL);
}
