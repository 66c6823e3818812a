/* bib.c: see wz-bib.h. SPDX-License-Identifier: MIT */
#include <wenzhai-kit/wz-bib.h>

#include "bib-record.h"

const gchar *const wz_bib_choices[] = {"no", "biblatex", "bibtex", "ris", "csl-json", NULL};

static const struct {
  const gchar *file_name;
  const gchar *media_type;
} formats[WZ_BIB_N_FORMATS] = {
    [WZ_BIB_BIBLATEX] = {"references.bib", "application/x-bibtex"},
    [WZ_BIB_BIBTEX] = {"references.bib", "application/x-bibtex"},
    [WZ_BIB_RIS] = {"references.ris", "application/x-research-info-systems"},
    [WZ_BIB_CSL_JSON] = {"references.csl.json", "application/vnd.citationstyles.csl+json"},
};

gboolean
wz_bib_find_format (const gchar *choice, WzBibFormat *format)
{
  for (guint i = 0; i < WZ_BIB_N_FORMATS; i++)
    if (g_str_equal (wz_bib_choices[i + 1], choice)) {
      *format = (WzBibFormat) i;
      return TRUE;
    }
  return FALSE;
}

const gchar *
wz_bib_get_file_name (WzBibFormat format)
{
  return formats[format].file_name;
}

const gchar *
wz_bib_get_media_type (WzBibFormat format)
{
  return formats[format].media_type;
}

static void
append (GString *out, const WzBibRecord *record, const WzBibOptions *options, guint number)
{
  switch (options->format) {
  case WZ_BIB_RIS:
    wz_bib_ris_append (out, record, options);
    break;
  case WZ_BIB_CSL_JSON:
    wz_bib_csl_append (out, record, options, number);
    break;
  default:
    wz_bib_latex_append (out, record, options);
  }
}

GBytes *
wz_bib_make (const WzIssue *issue, const WzBibOptions *options)
{
  GString *out = g_string_new (options->format == WZ_BIB_CSL_JSON ? "[" : NULL);
  guint n = wz_issue_get_n_entries (issue);
  for (guint i = 0; i < n; i++) {
    g_autoptr (WzBibRecord) record = wz_bib_record_new (wz_issue_get_entry (issue, i));
    append (out, record, options, i);
  }
  if (options->format == WZ_BIB_CSL_JSON)
    g_string_append (out, n > 0 ? "\n]\n" : "]\n");
  else if (n == 0)
    g_string_append (out, "\r\n"); /* a file of no bytes would be none */
  return g_string_free_to_bytes (out);
}
