/* cli-sheet.c: `wenzhai sheet`: all pages of a PDF as one picture. SPDX-License-Identifier: MIT */
#include "cli/cli.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

/* The helper draws, and its picture comes by a pipe, so that a file is there when it is whole. */
static int
make_sheet (CliRun *run, const gchar *book, const gchar *sheet)
{
  g_autofree gchar *program = cli_find_preview (run);
  if (program == NULL)
    return CLI_FAILED;
  g_autofree gchar *columns = g_strdup_printf ("%u", cli_get_limit (run, WZ_RECIPE_COLUMNS, 0));
  g_autofree gchar *width = g_strdup_printf ("%u", cli_get_limit (run, WZ_RECIPE_WIDTH, 1600));
  const gchar *const argv[] = {program, run->paths->locale_dir, "sheet", book, columns, width, NULL};
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) picture = NULL, said = NULL;
  g_autoptr (GSubprocess) helper =
      g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error);
  if (helper == NULL || !g_subprocess_communicate (helper, NULL, NULL, &picture, &said, &error)) {
    cli_report_failure (run->report, "sheet", error->message);
    return CLI_FAILED;
  }
  if (!g_subprocess_get_successful (helper)) {
    g_autofree gchar *text = g_strndup (g_bytes_get_data (said, NULL), g_bytes_get_size (said));
    g_autofree gchar *line = cli_dup_last_line (text);
    cli_report_failure (run->report, "sheet", *line != '\0' ? line : _ ("the preview ended without a word"));
    return CLI_FAILED;
  }
  if (!wz_target_write_file (sheet, g_bytes_get_data (picture, NULL), g_bytes_get_size (picture), &error))
    return cli_failure (run, CLI_FAILED, error);
  return CLI_OK;
}

int
cli_sheet (int argc, char **argv, const WzPaths *paths)
{
  g_auto (CliRun) run = {.paths = paths};
  if (!cli_parse (&run, WZ_COMMAND_SHEET, &argc, &argv, _ ("BOOK.pdf"),
                  _ ("Shows all pages of a PDF beside each other, as one PNG."), WZ_SEVERITY_WARNING))
    return CLI_USAGE;
  const gchar *sheet = wz_recipe_get (run.recipe, WZ_RECIPE_DUMP_FILE);
  if (argc != 2)
    return cli_usage_error (&run, "%s", _ ("name one PDF"));
  if (sheet == NULL)
    return cli_usage_error (&run, "%s", _ ("name the picture to make: -o sheet.png"));
  run.inputs = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (run.inputs, g_strdup (argv[1]));
  return cli_refuse_input (&run, sheet) ? make_sheet (&run, argv[1], sheet) : CLI_USAGE;
}
