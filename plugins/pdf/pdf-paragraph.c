/* The composer's entry: a paragraph's data, and the passes of R60 over its stages. */

#include "pdf-paragraph-private.h"

PdfPara *
pdf_para_new (const PdfChar *chars, guint n_chars, PdfLang lang)
{
  PdfPara *para = g_new0 (PdfPara, 1);

  para->lang = lang;
  para->n = n_chars;
  para->chars = g_memdup2 (chars, (gsize) n_chars * sizeof *chars);
  para->infos = g_new0 (PdfCharInfo, n_chars);
  pdf_class_resolve (chars, n_chars, lang, para->infos);
  return para;
}

PdfPara *
pdf_para_new_utf8 (const gchar *text, PdfLang lang)
{
  glong n = 0;
  g_autofree gunichar *code_points = g_utf8_to_ucs4_fast (text, -1, &n);
  g_autofree PdfChar *chars = g_new0 (PdfChar, (gsize) n);

  for (glong i = 0; i < n; i++)
    chars[i].ch = code_points[i];
  return pdf_para_new (chars, (guint) n, lang);
}

void
pdf_para_free (PdfPara *para)
{
  if (para == NULL)
    return;
  g_free (para->chars);
  g_free (para->infos);
  g_free (para->metrics);
  g_free (para->styles);
  g_free (para);
}

guint
pdf_para_get_length (const PdfPara *para)
{
  return para->n;
}

const PdfChar *
pdf_para_get_chars (const PdfPara *para)
{
  return para->chars;
}

PdfLang
pdf_para_get_lang (const PdfPara *para)
{
  return para->lang;
}

const PdfCharInfo *
pdf_para_get_infos (const PdfPara *para)
{
  return para->infos;
}

void
pdf_para_set_hyphen (PdfPara *para, guint index)
{
  g_assert (index < para->n);
  para->infos[index].flags |= PDF_INFO_HYPHEN;
}

void
pdf_para_set_inside (PdfPara *para, guint index)
{
  g_assert (index < para->n);
  para->infos[index].flags |= PDF_INFO_INSIDE;
}

void
pdf_para_set_metrics (PdfPara *para, const PdfMetric *metrics, const PdfStyleMetric *styles, guint n_styles)
{
  g_assert (n_styles > 0);
  g_free (para->metrics);
  g_free (para->styles);
  para->metrics = g_memdup2 (metrics, (gsize) para->n * sizeof *metrics);
  para->styles = g_memdup2 (styles, (gsize) n_styles * sizeof *styles);
  para->n_styles = n_styles;
  for (guint i = 0; i < para->n; i++)
    g_assert (para->chars[i].style < n_styles);
}

void
pdf_options_init (PdfOptions *options, PdfUnit measure, PdfLang lang)
{
  *options = (PdfOptions){.measure = measure, .level = PDF_LEVEL_GB};
  /* R39: centred stops keep their cell at line ends, brackets theirs at both */
  options->keep_start = options->keep_end = lang == PDF_LANG_ZH_HANT;
}

/* ---- composing ----------------------------------------------------------------------------------------- */

/* The lines of cells [first, end), which hold no forced break. */
static gboolean
break_stretch (const PdfRow *row, guint first, guint end, gboolean anything, PdfLayout *layout, GArray *spans)
{
  const PdfOptions *o = row->options;
  PdfUnit indent = first == 0 ? o->indent : o->indent_rest;

  if (o->align == PDF_ALIGN_JUSTIFY)
    return pdf_break_row (row, first, end, indent, anything, spans, &layout->demerits, &layout->evaluated);
  return pdf_break_row_ragged (row, first, end, indent, anything, spans, &layout->evaluated);
}

static gboolean
break_all (const PdfRow *row, gboolean anything, PdfLayout *layout, GArray *spans)
{
  guint first = 0;

  for (guint g = 1; g <= row->n_cells; g++) {
    if (row->gaps[g].point.kind != PDF_POINT_FORCED)
      continue;
    if (!break_stretch (row, first, g, anything, layout, spans))
      return FALSE;
    first = g;
  }
  return TRUE;
}

/* R60: the first pass that keeps every line within the measure. */
static PdfRow *
break_in_passes (const PdfPara *para, const PdfOptions *options, PdfLayout *layout, GArray *spans)
{
  g_autofree PdfPoint *points = pdf_kinsoku_points (para, options);

  for (PdfPass pass = PDF_PASS_NORMAL;; pass++) {
    g_autoptr (PdfRow) row = pdf_row_new (para, options, points, pass);
    g_array_set_size (spans, 0);
    layout->demerits = 0;
    if (break_all (row, pass == PDF_PASS_ANY, layout, spans))
      return g_steal_pointer (&row);
    g_assert (pass < PDF_PASS_ANY);
  }
}

static void
fill_lines (const PdfRow *row, const GArray *spans, PdfLayout *layout)
{
  guint start = 0;

  layout->n_lines = spans->len;
  layout->lines = g_new0 (PdfLine, spans->len);
  for (guint i = 0; i < spans->len; i++) {
    const PdfSpan *span = &g_array_index (spans, PdfSpan, i);
    PdfLine *line = &layout->lines[i];
    line->start = start;
    line->end = i + 1 < spans->len ? row->cells[span->end].start : row->para->n;
    pdf_justify_line (row, span, i == 0 ? row->options->indent : row->options->indent_rest, line,
                      layout->places);
    layout->n_emergency += (line->flags & PDF_LINE_EMERGENCY) != 0;
    layout->n_ragged += (line->flags & PDF_LINE_RAGGED) != 0;
    layout->n_overfull += (line->flags & PDF_LINE_OVERFULL) != 0;
    start = line->end;
  }
}

PdfLayout *
pdf_para_compose (PdfPara *para, const PdfOptions *options)
{
  PdfLayout *layout = g_new0 (PdfLayout, 1);
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (PdfSpan));
  g_autoptr (PdfRow) row = NULL;

  g_assert (options->measure > 0);
  layout->n_chars = para->n;
  layout->places = g_new0 (PdfPlace, para->n);
  if (para->n == 0)
    return layout;
  g_assert (para->metrics != NULL);
  row = break_in_passes (para, options, layout, spans);
  fill_lines (row, spans, layout);
  return layout;
}

PdfUnit
pdf_para_natural_width (PdfPara *para, const PdfOptions *options)
{
  PdfOptions wide = *options;
  g_autoptr (PdfLayout) layout = NULL;

  wide.measure = G_MAXINT32 / 4;
  wide.indent = wide.indent_rest = 0;
  wide.align = PDF_ALIGN_RAGGED;
  wide.prefer = PDF_PREFER_ANY;
  layout = pdf_para_compose (para, &wide);
  return layout->n_lines > 0 ? layout->lines[0].right : 0;
}

void
pdf_layout_free (PdfLayout *layout)
{
  if (layout == NULL)
    return;
  g_free (layout->lines);
  g_free (layout->places);
  g_free (layout);
}
