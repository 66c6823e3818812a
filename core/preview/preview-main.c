/* preview-main.c: what `wenzhai sheet` and `wenzhai watch` need beside the program. SPDX-License-Identifier:
 * MIT
 *
 * A program of its own, so that Poppler and libsoup are loaded by those two alone. Started by ours, as
 * `wenzhai-preview LOCALE-DIR sheet BOOK COLUMNS WIDTH` or `wenzhai-preview LOCALE-DIR serve NAME`.
 */
#include "preview/preview.h"

#include <glib/gi18n-lib.h>
#include <libintl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  gboolean done = FALSE;
  setlocale (LC_MESSAGES, "");
  setlocale (LC_CTYPE, "C.UTF-8");
  if (argc > 1) {
    bindtextdomain (GETTEXT_PACKAGE, argv[1]);
    bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  }
  if (argc == 6 && g_str_equal (argv[2], "sheet"))
    done = preview_sheet (argv[3], (guint) strtoul (argv[4], NULL, 10), (guint) strtoul (argv[5], NULL, 10),
                          stdout, &error);
  else if (argc == 4 && g_str_equal (argv[2], "serve"))
    done = preview_serve (argv[3], &error);
  else
    error = g_error_new_literal (G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
                                 _ ("`wenzhai sheet` and `wenzhai watch` start this program"));
  if (!done)
    fprintf (stderr, "%s\n", error->message);
  return done ? EXIT_SUCCESS : EXIT_FAILURE;
}
