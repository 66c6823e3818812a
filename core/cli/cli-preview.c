/* cli-preview.c: the program beside ours that knows pages and browsers. SPDX-License-Identifier: MIT */
#include "cli/cli.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PROGRAM "wenzhai-preview"

gchar *
cli_find_preview (CliRun *run)
{
  g_autofree gchar *path =
      run->paths->helper_dir ? g_build_filename (run->paths->helper_dir, PROGRAM, NULL) : NULL;
  if (path != NULL && g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
    return g_steal_pointer (&path);
  cli_report_failure (
      run->report, "preview-missing",
      _ ("this wenzhai was built without its preview, which `watch` and `sheet` need; install "
         "what libsoup-3.0-dev and libpoppler-glib-dev (Debian) hold, and build it again"));
  return NULL;
}

gchar *
cli_dup_last_line (const gchar *text)
{
  g_autofree gchar *rest = g_strchomp (g_utf8_make_valid (text, -1));
  const gchar *end = strrchr (rest, '\n');
  return g_strdup (end != NULL ? end + 1 : rest);
}
