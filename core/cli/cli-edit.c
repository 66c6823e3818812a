/* cli-edit.c: `wenzhai edit`: the worksheet of an issue. SPDX-License-Identifier: MIT
 *
 * What she wrote is looked at by a second run of the program, in the place of this one: the issue is made
 * anew with it, and what is wrong is told with its line.
 */
#include "cli/cli.h"

#include "host/project/wz-project.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The overlay: in a project that of the period; else the file that is named. NULL where neither is known. */
static gchar *
dup_path (const CliRun *run)
{
  const WzPeriod *period = wz_recipe_get_period (run->recipe);
  const gchar *output = wz_recipe_get (run->recipe, WZ_RECIPE_SHEET_FILE),
              *folder = wz_recipe_get (run->recipe, WZ_RECIPE_OVERLAYS);
  if (output != NULL)
    return g_strdup (output);
  if (folder == NULL || !wz_date_is_known (period->first) || cli_get_flag (run, WZ_RECIPE_ALL))
    return NULL;
  g_autofree gchar *name = wz_period_dup_name (period);
  g_autofree gchar *file = g_strconcat (name, ".overlay.ini", NULL);
  return g_build_filename (folder, file, NULL);
}

/* What stands in @path: NULL where there is no such file yet. Returns: FALSE with an error */
static gboolean
read_overlay (const gchar *path, gchar **text, GError **error)
{
  gsize length = 0;
  g_autoptr (GError) why = NULL;
  if (!g_file_get_contents (path, text, &length, &why) &&
      !g_error_matches (why, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    g_set_error_literal (error, WZ_READ_ERROR, WZ_READ_ERROR_IO, why->message);
  else if (*text != NULL && !g_utf8_validate_len (*text, length, NULL))
    g_set_error (error, WZ_READ_ERROR, WZ_READ_ERROR_ENCODING,
                 _ ("%s is not UTF-8, and stays as it is; save it as UTF-8 first"), path);
  else
    return TRUE;
  return FALSE;
}

static gboolean
write_overlay (const gchar *path, const gchar *text, GError **error)
{
  g_autofree gchar *folder = g_path_get_dirname (path);
  if (g_mkdir_with_parents (folder, 0777) != 0) {
    g_set_error (error, WZ_OUTPUT_ERROR, WZ_OUTPUT_ERROR_IO, "%s: %s", folder, g_strerror (errno));
    return FALSE;
  }
  return wz_target_write_file (path, text, strlen (text), error);
}

static void
tell (const CliRun *run, const gchar *path, guint n_added)
{
  g_autofree gchar *shown = wz_display_dup (path);
  if (run->quiet)
    return;
  if (n_added == 0)
    g_print (_ ("%s has a group for every paper\n"), shown);
  else
    g_print (
        g_dngettext (GETTEXT_PACKAGE, "%s: %u paper was put in\n", "%s: %u papers were put in\n", n_added),
        shown, n_added);
}

static int
write_sheet (CliRun *run, const GArray *books)
{
  g_autoptr (GError) error = NULL;
  g_autofree gchar *path = dup_path (run), *before = NULL,
                   *name = wz_period_dup_name (wz_recipe_get_period (run->recipe));
  const GPtrArray *sources = wz_inbox_get_sources (run->inbox);
  guint n_added = 0;
  if (path == NULL)
    return cli_usage_error (run, "%s",
                            _ ("a project has corrections by period: name one, or a file with -o"));
  if (!read_overlay (path, &before, &error))
    return cli_failure (run, CLI_FAILED, error);
  for (guint i = 0; i < sources->len; i++) {
    const WzSource *source = g_ptr_array_index (sources, i);
    if (source->issue != NULL)
      wz_edit_lint (source->issue, run->sink);
  }
  g_autofree gchar *text =
      wz_remarks_dup_worksheet (run->inbox, g_array_index (books, CliBook, 0).issue, before, name, &n_added);
  if (g_strcmp0 (text, before) != 0 && !write_overlay (path, text, &error))
    return cli_failure (run, CLI_FAILED, error);
  tell (run, path, n_added);
  return CLI_OK;
}

/* ---- Her editor ---- */

static const gchar *
get_editor (void)
{
  const gchar *visual = g_getenv ("VISUAL"), *editor = g_getenv ("EDITOR");
  return visual != NULL && *visual != '\0' ? visual : editor != NULL && *editor != '\0' ? editor : NULL;
}

/* Opens @path, and waits; an interrupt is the editor's. Returns: whether something is to be looked at */
static gboolean
open_editor (CliRun *run, const gchar *path)
{
  const gchar *editor = get_editor ();
  if (!cli_get_flag (run, WZ_RECIPE_OPEN_SHEET) || !isatty (STDIN_FILENO) || !isatty (STDOUT_FILENO))
    return FALSE;
  if (editor == NULL) {
    g_print (_ ("set $EDITOR, and it is opened for you\n"));
    return FALSE;
  }
  g_autofree gchar *quoted = g_shell_quote (path), *command = g_strconcat (editor, " ", quoted, NULL);
  fflush (NULL);
  gint status = system (command);
  g_autoptr (GError) error = NULL;
  if (status != -1 && g_spawn_check_wait_status (status, &error))
    return TRUE;
  g_autofree gchar *text =
      g_strdup_printf ("%s: %s", editor, error != NULL ? error->message : g_strerror (errno));
  cli_report_failure (run->report, "editor", text);
  return FALSE;
}

/* In the place of this run, the same with nothing to open. Returns only where that fails. */
static int
look_again (CliRun *run, char **arguments)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_ptr_array_add (argv, (gpointer) (gsize) "wenzhai");
  g_ptr_array_add (argv, (gpointer) (gsize) "edit");
  g_ptr_array_add (argv, (gpointer) (gsize) "--no-open");
  for (guint i = 0; arguments[i] != NULL; i++)
    g_ptr_array_add (argv, arguments[i]);
  g_ptr_array_add (argv, NULL);
  execv ("/proc/self/exe", (char **) argv->pdata);
  return cli_usage_error (run, "/proc/self/exe: %s", g_strerror (errno));
}

/* ---- The command ---- */

/* A period among the inputs is no input. */
static void
take_period (CliRun *run, char **arguments)
{
  static const WzRecipeField fields[] = {[WZ_PERIOD_WEEK] = WZ_RECIPE_WEEK,
                                         [WZ_PERIOD_MONTH] = WZ_RECIPE_MONTH,
                                         [WZ_PERIOD_YEAR] = WZ_RECIPE_YEAR};
  WzOrigin origin = {.kind = WZ_ORIGIN_COMMAND_LINE, .name = "PERIOD"};
  guint n = g_strv_length (arguments);
  WzPeriod period;
  for (guint i = 0; n > 0 && i < G_N_ELEMENTS (fields); i++)
    if (!g_file_test (arguments[n - 1], G_FILE_TEST_EXISTS) &&
        wz_period_parse (arguments[n - 1], (WzPeriodKind) i, &period)) {
      wz_recipe_set (run->recipe, fields[i], arguments[n - 1], &origin, NULL);
      arguments[n - 1] = NULL;
      return;
    }
}

/* What is corrected already is corrected in the worksheet. */
static void
take_overlay (CliRun *run, const WzProject *project)
{
  const gchar *path = wz_recipe_get (run->recipe, WZ_RECIPE_SHEET_FILE);
  WzOrigin origin = {.kind = WZ_ORIGIN_COMMAND_LINE, .name = "--output"};
  if (path != NULL && g_file_test (path, G_FILE_TEST_IS_REGULAR))
    wz_recipe_set (run->recipe, WZ_RECIPE_OVERLAY, path, &origin, NULL);
}

static gboolean
is_project (const gchar *folder)
{
  g_autofree gchar *file = g_build_filename (folder, WZ_PROJECT_FILE, NULL);
  return g_file_test (file, G_FILE_TEST_IS_REGULAR);
}

int
cli_edit (int argc, char **argv, const WzPaths *paths)
{
  static const CliUse sheet = {.locks = "edit", .prepare = take_overlay, .use = write_sheet};
  g_auto (CliRun) run = {.paths = paths};
  g_auto (GStrv) said = g_strdupv (argv + 1);
  if (!cli_parse (&run, WZ_COMMAND_EDIT, &argc, &argv, _ ("[PROJECT|INPUT…] [PERIOD]"),
                  _ ("Puts every paper of an issue into its overlay, to be corrected there, and opens it in "
                     "$EDITOR."),
                  WZ_SEVERITY_WARNING))
    return CLI_USAGE;
  take_period (&run, argv + 1);
  cli_report_only_own (run.report);
  g_autofree gchar *found = argv[1] == NULL ? wz_project_find () : NULL;
  char *here[] = {found, NULL};
  if (argv[1] == NULL && found == NULL)
    return cli_usage_error (&run, "%s", _ ("no project here; name one, or dailies and -o FILE"));
  if (wz_recipe_get (run.recipe, WZ_RECIPE_SHEET_FILE) == NULL && found == NULL && !is_project (argv[1]))
    return cli_usage_error (&run, "%s", _ ("-o says which file the corrections are to stand in"));
  int status = cli_edit_dailies (&run, argv[1] != NULL ? argv + 1 : here, &sheet);
  g_clear_pointer (&run.watch, wz_watch_stop);
  g_autofree gchar *path = dup_path (&run);
  gboolean there = path != NULL && g_file_test (path, G_FILE_TEST_IS_REGULAR);
  return there && open_editor (&run, path) ? look_again (&run, said) : status;
}
