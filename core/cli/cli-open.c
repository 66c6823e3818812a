/* cli-open.c: what was made, shown by a program of the user's desktop. SPDX-License-Identifier: MIT */
#include "cli/cli.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#define OPENER "WENZHAI_OPENER"

/* The command that opens files; NULL where there is none, which has been reported. */
static GStrv
find_opener (CliRun *run)
{
  const gchar *named = g_getenv (OPENER);
  g_auto (GStrv) argv = NULL;
  gboolean own = named != NULL && g_shell_parse_argv (named, NULL, &argv, NULL);
  if (!own)
    argv = g_strsplit ("xdg-open", " ", 1);
  g_autofree gchar *program = g_find_program_in_path (argv[0]);
  gboolean desktop = g_getenv ("DISPLAY") != NULL || g_getenv ("WAYLAND_DISPLAY") != NULL;
  if (program != NULL && (own || desktop))
    return g_steal_pointer (&argv);
  if (own)
    cli_usage_error (run, _ ("--open: %s, which %s names, is no program that can be found"), argv[0], OPENER);
  else if (!desktop)
    cli_usage_error (
        run,
        _ ("--open: there is no desktop here to show anything on; leave it out, or name a program in %s"),
        OPENER);
  else
    cli_usage_error (
        run, _ ("--open: xdg-open is not installed (Debian: xdg-utils); install it, or name a program in %s"),
        OPENER);
  return NULL;
}

gboolean
cli_check_open (CliRun *run)
{
  if (!cli_get_flag (run, WZ_RECIPE_OPEN))
    return TRUE;
  if (cli_get_flag (run, WZ_RECIPE_DRY_RUN) || wz_recipe_is_said (run->recipe, WZ_RECIPE_DUMP) ||
      g_strcmp0 (wz_recipe_get (run->recipe, WZ_RECIPE_OUTPUT), WZ_TARGET_STDOUT) == 0) {
    cli_usage_error (run, "%s", _ ("--open shows a file that was made, and none would be; leave it out"));
    return FALSE;
  }
  g_auto (GStrv) opener = find_opener (run);
  return opener != NULL;
}

/* Neither our terminal nor Ctrl-C is for the program that shows it. */
static void
leave_terminal (gpointer unused)
{
  setsid ();
}

int
cli_open (CliRun *run, const gchar *what)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) opener = find_opener (run);
  if (opener == NULL)
    return CLI_USAGE;
  guint n = g_strv_length (opener);
  gchar **argv = g_renew (gchar *, opener, n + 2);
  argv[n] = strstr (what, "://") != NULL ? g_strdup (what) : g_canonicalize_filename (what, NULL);
  argv[n + 1] = NULL;
  opener = argv;
  if (g_spawn_async (NULL, argv, run->paths->environment,
                     G_SPAWN_SEARCH_PATH | G_SPAWN_STDIN_FROM_DEV_NULL | G_SPAWN_STDOUT_TO_DEV_NULL |
                         G_SPAWN_STDERR_TO_DEV_NULL,
                     leave_terminal, NULL, NULL, &error))
    return CLI_OK;
  g_autofree gchar *text = g_strconcat ("--open: ", error->message, NULL);
  cli_report_failure (run->report, "open", text);
  return CLI_FAILED;
}

int
cli_open_made (CliRun *run, int status)
{
  if (!cli_get_flag (run, WZ_RECIPE_OPEN) || run->made == NULL)
    return status;
  int opened = cli_open (run, run->made);
  return MAX (status, opened);
}
