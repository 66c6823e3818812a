/* cli-style.c: `wenzhai style`. SPDX-License-Identifier: MIT */
#include "cli/cli.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

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
  g_autoptr (WzStyle) style = cli_load_style (run, run->recipe, name, &status);
  if (style == NULL)
    return status;
  g_autofree gchar *text = json ? wz_describe_style (style) : wz_style_dup_text (style);
  fputs (text, stdout);
  return CLI_OK;
}

/* A style of one's own begins as its parent: all keys with their help, and nothing said yet. */
static int
new_style (CliRun *run, const gchar *name)
{
  int status = CLI_OK;
  const gchar *from = wz_recipe_get (run->recipe, WZ_RECIPE_FROM_STYLE);
  g_autofree gchar *path = g_build_filename (name, "style.ini", NULL);
  g_autoptr (WzStyle) parent = cli_load_style (run, run->recipe, from, &status);
  g_autoptr (GError) error = NULL;
  if (parent == NULL)
    return status;
  if (*name == '\0' || g_file_test (path, G_FILE_TEST_EXISTS)) {
    g_autofree gchar *text = g_strdup_printf (_ ("%s is there already"), path);
    cli_report_failure (run->report, "output", text);
    return CLI_FAILED;
  }
  /* a path would be one as seen from the new folder */
  g_autofree gchar *base =
      strchr (from, G_DIR_SEPARATOR) != NULL ? g_canonicalize_filename (from, NULL) : g_strdup (from);
  g_autofree gchar *text = wz_style_dup_template (parent, base);
  if (g_mkdir_with_parents (name, 0777) != 0) {
    g_autofree gchar *why = g_strdup_printf ("%s: %s", name, g_strerror (errno));
    cli_report_failure (run->report, "output", why);
    return CLI_FAILED;
  }
  if (!wz_target_write_file (path, text, strlen (text), &error))
    return cli_failure (run, CLI_FAILED, error);
  g_print ("%s\n", path);
  g_print (_ ("Change what you like in it, and use it by its folder: --style ./%s, or style = %s in "
              "wenzhai.ini\n"),
           name, name);
  return CLI_OK;
}

int
cli_style (int argc, char **argv, const WzPaths *paths)
{
  g_auto (CliRun) run = {.paths = paths};
  if (!cli_parse (&run, WZ_COMMAND_STYLE, &argc, &argv, "list | show STYLE | new NAME",
                  _ ("Lists styles, shows their resolved values, begins a new one."), WZ_SEVERITY_HINT))
    return CLI_USAGE;
  gboolean json = cli_lists_json (&run);
  if (argc == 2 && g_str_equal (argv[1], "list"))
    return list_styles (&run, json);
  if (argc == 3 && g_str_equal (argv[1], "show"))
    return show_style (&run, argv[2], json);
  if (argc == 3 && g_str_equal (argv[1], "new"))
    return new_style (&run, argv[2]);
  return cli_usage_error (
      &run, "%s", _ ("write `wenzhai style list`, `wenzhai style show STYLE` or `wenzhai style new NAME`"));
}
