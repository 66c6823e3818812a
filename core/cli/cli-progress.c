/* cli-progress.c: a line that replaces itself, on a terminal, once a run has taken half a second.
 * SPDX-License-Identifier: MIT */
#include "cli/cli.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

/* A terminal that can clear a line. */
static gboolean
is_enabled (const CliRun *run)
{
  return !run->quiet && isatty (STDERR_FILENO) && g_strcmp0 (g_getenv ("TERM"), "dumb") != 0;
}

void
cli_progress_show (CliRun *run, const gchar *format, ...)
{
  if (!is_enabled (run) || g_get_monotonic_time () - run->began < G_USEC_PER_SEC / 2)
    return;
  va_list args;
  va_start (args, format);
  g_autofree gchar *text = g_strdup_vprintf (format, args);
  va_end (args);
  if (g_strcmp0 (text, run->progress) == 0)
    return;
  fprintf (stderr, "\r\033[K%s", text);
  fflush (stderr);
  g_free (run->progress);
  run->progress = g_steal_pointer (&text);
}

void
cli_progress_end (CliRun *run)
{
  if (run->progress != NULL)
    fputs ("\r\033[K", stderr);
  g_clear_pointer (&run->progress, g_free);
}

void
cli_progress_read (guint done, guint total, gpointer run)
{
  cli_progress_show (run, _ ("reading: %u of %u"), done, total);
}

/* Of a build: how many of its issues are done; of one issue: how much of it is. */
void
cli_progress_render (gdouble share, gpointer user_data)
{
  CliRun *run = user_data;
  if (run->n_issues > 0)
    cli_progress_show (run, _ ("building: %u of %u"),
                       MIN (run->n_done + (guint) (share * run->n_batch), run->n_issues), run->n_issues);
  else
    cli_progress_show (run, _ ("rendering: %d %%"), (gint) (share * 100));
}
