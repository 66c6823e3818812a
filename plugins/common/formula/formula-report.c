/* formula-report.c: the warning of a formula that stays source. In: Formula. Out: a diagnostic.
 * SPDX-License-Identifier: MIT */
#include <wenzhai-kit/wz-formula-report.h>

#include <glib/gi18n-lib.h>
#include <string.h>

enum { SHOWN_MAX = 60 }; /* characters of a source that a message quotes */

static gchar *
dup_beginning (const gchar *tex)
{
  const gchar *p = tex;

  for (guint n = 0; *p != '\0' && n < SHOWN_MAX; n++)
    p = g_utf8_next_char (p);
  return g_strdup_printf ("%.*s%s", (gint) (p - tex), tex, *p != '\0' ? "…" : "");
}

void
wz_formula_report_unknown (const WzFormula *formula, WzDiagSink *sink, const WzPosition *position)
{
  const gchar *unknown = wz_formula_get_unknown (formula);
  g_autofree gchar *tex = dup_beginning (wz_formula_get_tex (formula));

  if (strcmp (unknown, WZ_FORMULA_UNKNOWN_LENGTH) == 0)
    wz_diag_report (sink, WZ_SEVERITY_WARNING, "formula-unknown", position,
                    _ ("the formula “%s” is shown as its source: it is longer than %d bytes"), tex,
                    WZ_FORMULA_MAX_BYTES);
  else if (strcmp (unknown, WZ_FORMULA_UNKNOWN_DEPTH) == 0)
    wz_diag_report (sink, WZ_SEVERITY_WARNING, "formula-unknown", position,
                    _ ("the formula “%s” is shown as its source: it is nested more than %d deep"), tex,
                    WZ_FORMULA_MAX_DEPTH);
  else if (strcmp (unknown, WZ_FORMULA_UNKNOWN_ARGUMENT) == 0)
    wz_diag_report (sink, WZ_SEVERITY_WARNING, "formula-unknown", position,
                    _ ("the formula “%s” is shown as its source: something is missing in it"), tex);
  else
    wz_diag_report (sink, WZ_SEVERITY_WARNING, "formula-unknown", position,
                    _ ("the formula “%s” is shown as its source: “%s” is not known"), tex, unknown);
}
