/* book-formula.c: formulae as text or MathML, whichever dialect and options want. In: TeX. Out: elements.
 * SPDX-License-Identifier: MIT */
#include "book-mathml.h"
#include "book-private.h"

#include "../formula/formula-report.h"

static void
write_run (BookOut *out, const FormulaRun *run)
{
  const gchar *level = run->level == FORMULA_SUB ? "sub" : run->level == FORMULA_SUP ? "sup" : NULL;
  gboolean bold = run->style == FORMULA_BOLD || run->style == FORMULA_BOLD_ITALIC;
  gboolean italic = run->style == FORMULA_ITALIC || run->style == FORMULA_BOLD_ITALIC;

  if (level != NULL)
    book_start (out, level);
  if (bold)
    book_start (out, "b");
  if (italic)
    book_start (out, "i");
  xml_text (out->xml, run->text);
  for (guint n = (level != NULL) + (bold ? 1 : 0) + (italic ? 1 : 0); n > 0; n--)
    book_end (out);
}

/* The TeX source stays with the formula: as alttext of MathML, else as a data attribute (X12). */
static void
write_runs (BookOut *out, const Formula *formula)
{
  guint n = 0;
  const FormulaRun *runs = formula_get_runs (formula, &n);

  book_start_class (out, "span", "math");
  if (out->dialect->data)
    xml_attr (out->xml, "data-tex", formula_get_tex (formula));
  for (guint i = 0; i < n; i++)
    write_run (out, &runs[i]);
  book_end (out);
}

/* Readers without MathML show the characters of the math element, which are the formula in a line. Those that
 * pass over what is no XHTML, as calibre's text does, find the same behind it, where the style sheet hides it
 * from all others (.mt). */
static void
write_mathml (BookOut *out, const Formula *formula, gboolean block)
{
  g_autofree gchar *line = formula_dup_text (formula);

  book_start_class (out, "span", "mf");
  xml_attr (out->xml, "data-tex", formula_get_tex (formula));
  book_write_mathml (formula, block, out->xml);
  book_start_class (out, "span", "mt");
  xml_attr (out->xml, "aria-hidden", "true");
  xml_text (out->xml, line);
  book_end (out);
  book_end (out);
  out->page->has_mathml = TRUE;
}

static gboolean
wants_mathml (const BookOut *out, const Formula *formula)
{
  BookFormulae formulae = out->book->options.formulae;

  return out->dialect->mathml && formulae != BOOK_FORMULAE_TEXT &&
         (formulae == BOOK_FORMULAE_MATHML || !formula_is_linear (formula));
}

void
book_write_formula (BookOut *out, const WzTextEvent *event, gboolean block)
{
  g_autoptr (Formula) formula = formula_parse (event->text != NULL ? event->text : "");

  if (!formula_is_known (formula)) {
    formula_report_unknown (formula, out->book->options.sink, &event->position);
    book_start_class (out, "code", "tex");
    if (out->dialect->data)
      xml_attr (out->xml, "data-tex", formula_get_tex (formula));
    xml_text (out->xml, formula_get_tex (formula));
    book_end (out);
  } else if (wants_mathml (out, formula)) {
    write_mathml (out, formula, block);
  } else {
    write_runs (out, formula);
  }
}
