/* cli-progress.c: a line that replaces itself, on a terminal, once a run has taken half a second.
 * SPDX-License-Identifier: MIT */
#include "cli/cli.h"

#include "host/file/wz-target.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* A terminal that can clear a line. */
static gboolean
has_line (const CliRun *run)
{
  return !run->json && isatty (STDERR_FILENO) && g_strcmp0 (g_getenv ("TERM"), "dumb") != 0;
}

/* Programs get a note each time, where they ask for everything. */
static gboolean
is_enabled (const CliRun *run)
{
  return !run->quiet && (has_line (run) || (run->json && run->verbose));
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
  if (run->json)
    cli_report_note (run->report, "progress", text);
  else
    fprintf (stderr, "\r\033[K%s", text);
  fflush (stderr);
  g_free (run->progress);
  run->progress = g_steal_pointer (&text);
}

void
cli_progress_end (CliRun *run)
{
  if (run->progress != NULL && !run->json)
    fputs ("\r\033[K", stderr);
  g_clear_pointer (&run->progress, g_free);
}

void
cli_progress_read (guint done, guint total, gpointer run)
{
  cli_progress_show (run, _ ("reading: %u of %u"), done, total);
}

/* Of a build: how many of its issues are done; else how much of the papers is. */
void
cli_progress_render (gdouble share, gpointer user_data)
{
  CliRun *run = user_data;
  if (run->n_issues > 0)
    cli_progress_show (run, _ ("building: %u of %u"),
                       MIN (run->n_done + (guint) (share * run->n_batch), run->n_issues), run->n_issues);
  else
    cli_progress_show (run, _ ("rendering: %u of %u papers"), (guint) (share * run->n_papers), run->n_papers);
}

/* A run that is ended on its way replaces nothing but an earlier report. */
static gboolean
may_replace (const gchar *path)
{
  gchar begin[16] = "";
  FILE *file = g_str_equal (path, WZ_TARGET_STDOUT) ? NULL : fopen (path, "re");
  gboolean known =
      file == NULL || (fread (begin, 1, sizeof begin - 1, file) > 0 && strstr (begin, "\"report\"") != NULL);
  if (file != NULL)
    fclose (file);
  return known && (g_str_equal (path, WZ_TARGET_STDOUT) || !g_file_test (path, G_FILE_TEST_EXISTS) ||
                   g_access (path, W_OK) == 0);
}

void
cli_keep_report (const CliRun *run)
{
  const gchar *path = run->account != NULL ? wz_recipe_get (run->recipe, WZ_RECIPE_REPORT) : NULL;
  g_autofree gchar *text = path != NULL ? wz_account_dup_begun (run->account) : NULL;
  wz_testament_set (path != NULL && may_replace (path) ? path : NULL, text);
}

void
cli_expect_interrupt (const CliRun *run, const gchar *text)
{
  g_autofree gchar *line = cli_report_dup_failure (run->report, "interrupted", text);
  g_autofree gchar *message = g_strconcat (!run->quiet && has_line (run) ? "\r\033[K" : "", line, NULL);
  wz_interrupt_expect (message);
  cli_keep_report (run);
}
