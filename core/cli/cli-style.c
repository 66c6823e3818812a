/* cli-style.c: `wenzhai style`. SPDX-License-Identifier: MIT */
#include "cli/cli.h"

#include <glib/gi18n-lib.h>

static int
list_styles (const CliRun *run, gboolean json)
{
  const gchar *const *dirs = (const gchar *const *) run->paths->user_styles;
  if (json) {
    g_autofree gchar *text = wz_describe_styles (dirs, run->paths->data_dir);
    fputs (text, stdout);
    return CLI_OK;
  }
  g_auto (GStrv) names = wz_style_dup_names (dirs, run->paths->data_dir);
  for (guint i = 0; names[i] != NULL; i++) {
    g_autofree gchar *comment = wz_style_dup_comment (names[i], dirs, run->paths->data_dir);
    g_print ("%-10s %s\n", names[i], comment);
  }
  return CLI_OK;
}

static int
show_style (CliRun *run, const gchar *name, gboolean json)
{
  int status = CLI_OK;
  g_autoptr (WzStyle) style = cli_load_style (run, name, &status);
  if (style == NULL)
    return status;
  g_autofree gchar *text = json ? wz_describe_style (style) : wz_style_dup_text (style);
  fputs (text, stdout);
  return CLI_OK;
}

int
cli_style (int argc, char **argv, const WzPaths *paths)
{
  g_auto (CliRun) run = {.paths = paths};
  if (!cli_parse (&run, WZ_COMMAND_LIST, &argc, &argv, "list | show STYLE",
                  _ ("Lists styles and shows their resolved values."), WZ_SEVERITY_HINT))
    return CLI_USAGE;
  gboolean json = cli_lists_json (&run);
  if (argc == 2 && g_str_equal (argv[1], "list"))
    return list_styles (&run, json);
  if (argc == 3 && g_str_equal (argv[1], "show"))
    return show_style (&run, argv[2], json);
  return cli_usage_error (&run, "%s", _ ("write `wenzhai style list` or `wenzhai style show STYLE`"));
}
