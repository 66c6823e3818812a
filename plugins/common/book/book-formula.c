/* book-formula.c: formulae as text or MathML, whichever dialect and options want. In: TeX. Out: elements.
 * SPDX-License-Identifier: MIT */
#include <wenzhai-kit/wz-book-mathml.h>
#include "book-private.h"

#include <wenzhai-kit/wz-formula-report.h>

/* Characters of a formula that a narrow page may have no room for: browsers don't break MathML into lines. */
#define WIDE 24

static void
write_run (WzBookOut *out, const WzFormulaRun *run)
{
  const gchar *level = run->level == WZ_FORMULA_SUB ? "sub" : run->level == WZ_FORMULA_SUP ? "sup" : NULL;
  gboolean bold = run->style == WZ_FORMULA_BOLD || run->style == WZ_FORMULA_BOLD_ITALIC;
  gboolean italic = run->style == WZ_FORMULA_ITALIC || run->style == WZ_FORMULA_BOLD_ITALIC;

  if (level != NULL)
    wz_book_start (out, level);
  if (bold)
    wz_book_start (out, "b");
  if (italic)
    wz_book_start (out, "i");
  wz_xml_text (out->xml, run->text);
  for (guint n = (level != NULL) + (bold ? 1 : 0) + (italic ? 1 : 0); n > 0; n--)
    wz_book_end (out);
}

/* The TeX source stays with the formula: as alttext of MathML, else as a data attribute (X12). */
static void
write_runs (WzBookOut *out, const WzFormula *formula)
{
  guint n = 0;
  const WzFormulaRun *runs = wz_formula_get_runs (formula, &n);

  wz_book_start_class (out, "span", "math");
  if (out->dialect->data)
    wz_xml_attr (out->xml, "data-tex", wz_formula_get_tex (formula));
  for (guint i = 0; i < n; i++)
    write_run (out, &runs[i]);
  wz_book_end (out);
}

/* Readers without MathML show the characters of the math element, which are the formula in a line. Those that
 * pass over what is no XHTML, as calibre's text does, find the same behind it, where the style sheet hides it
 * from all others (.mt). */
static void
write_mathml (WzBookOut *out, const WzFormula *formula, gboolean block)
{
  g_autofree gchar *line = wz_formula_dup_text (formula);

  wz_book_start_class (out, "span", "mf");
  wz_xml_attr (out->xml, "data-tex", wz_formula_get_tex (formula));
  gboolean scrolls =
      (block || g_utf8_strlen (line, -1) >= WIDE) && wz_book_start_scroller (out, "span", "wide");
  wz_book_write_mathml (formula, block, out->xml);
  if (scrolls)
    wz_book_end (out);
  if (out->dialect->hidden_lines) {
    wz_book_start_class (out, "span", "mt");
    wz_xml_attr (out->xml, "aria-hidden", "true");
    wz_xml_text (out->xml, line);
    wz_book_end (out);
  }
  wz_book_end (out);
  out->page->has_mathml = TRUE;
}

static gboolean
wants_mathml (const WzBookOut *out, const WzFormula *formula)
{
  WzBookFormulae formulae = out->book->options.formulae;

  return out->dialect->mathml && formulae != WZ_BOOK_FORMULAE_TEXT &&
         (formulae == WZ_BOOK_FORMULAE_MATHML || !wz_formula_is_linear (formula));
}

void
wz_book_write_formula (WzBookOut *out, const WzTextEvent *event, gboolean block)
{
  g_autoptr (WzFormula) formula = wz_formula_parse (event->text != NULL ? event->text : "");

  if (!wz_formula_is_known (formula)) {
    wz_formula_report_unknown (formula, out->book->options.sink, &event->position);
    wz_book_start_class (out, "code", "tex");
    if (out->dialect->data)
      wz_xml_attr (out->xml, "data-tex", wz_formula_get_tex (formula));
    wz_xml_text (out->xml, wz_formula_get_tex (formula));
    wz_book_end (out);
  } else if (wants_mathml (out, formula)) {
    write_mathml (out, formula, block);
  } else {
    write_runs (out, formula);
  }
}
