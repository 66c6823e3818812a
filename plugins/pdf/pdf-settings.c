/* pdf-settings.c: see pdf-settings.h. SPDX-License-Identifier: MIT */
#include "pdf-settings.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <wenzhai/wz-error.h>

static const gchar *const missing[] = {"box", "fail", NULL};
static const gchar *const outputs[] = {"pdf", "dump", NULL};

const WzOptionDef pdf_settings_options[] = {
    COMPOSE_OPTIONS,
    {"booklet", WZ_OPTION_BOOLEAN, "no", 0, 0, NULL,
     N_ ("two pages of A5 a side of A4, in the order for folding and stapling; a paper that is set is scaled "
         "to "
         "fit")},
    {"bleed", WZ_OPTION_LENGTH, "0mm", 0, 20, NULL,
     N_ ("paper beyond the trimmed page, with crop marks around it, for a print shop")},
    {"missing", WZ_OPTION_CHOICE, "box", 0, 0, missing,
     N_ ("a character that no installed font has: set a box, or give up, as for a press")},
    {"bibliography", WZ_OPTION_CHOICE, "no", 0, 0, wz_bib_choices,
     N_ ("let the bibliography travel in the file, in this format")},
    {"output", WZ_OPTION_CHOICE, "pdf", 0, 0, outputs,
     N_ ("dump: the placed lines as text instead of a PDF, for tests")},
};

G_STATIC_ASSERT (G_N_ELEMENTS (pdf_settings_options) == PDF_N_OPTIONS);

gboolean
pdf_settings_read (PdfSettings *settings, const WzStyle *style, const WzOptions *options,
                   WzLanguages languages, GError **error)
{
  memset (settings, 0, sizeof *settings);
  if (options != NULL) {
    settings->booklet = wz_options_get_boolean (options, "booklet");
    settings->bleed = wz_length_to_pt (wz_options_get_length (options, "bleed"), 10.5, 0);
    settings->cites =
        wz_bib_find_format (wz_options_get_string (options, "bibliography"), &settings->bibliography);
    settings->dump = strcmp (wz_options_get_string (options, "output"), "dump") == 0;
  }
  if (settings->booklet && settings->bleed > 0) {
    g_set_error_literal (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_OPTION,
                         _ ("pdf.booklet and pdf.bleed exclude each other: a print shop wants single pages"));
    return FALSE;
  }
  if (!compose_settings_read (&settings->pages, style, options, settings->booklet ? "A5" : NULL, languages,
                              error))
    return FALSE;
  settings->pages.bleed = settings->bleed;
  if (options != NULL)
    settings->pages.missing_box = strcmp (wz_options_get_string (options, "missing"), "fail") != 0;
  return TRUE;
}
