/* The composer's entry: a paragraph's data, and the passes of R60 over its stages. */

#include "compose-paragraph-private.h"

ComposePara *
compose_para_new (const ComposeChar *chars, guint n_chars, ComposeLang lang)
{
  ComposePara *para = g_new0 (ComposePara, 1);

  para->lang = lang;
  para->n = n_chars;
  para->chars = g_memdup2 (chars, (gsize) n_chars * sizeof *chars);
  para->infos = g_new0 (ComposeCharInfo, n_chars);
  compose_class_resolve (chars, n_chars, lang, para->infos);
  return para;
}

ComposePara *
compose_para_new_utf8 (const gchar *text, ComposeLang lang)
{
  glong n = 0;
  g_autofree gunichar *code_points = g_utf8_to_ucs4_fast (text, -1, &n);
  g_autofree ComposeChar *chars = g_new0 (ComposeChar, (gsize) n);

  for (glong i = 0; i < n; i++)
    chars[i].ch = code_points[i];
  return compose_para_new (chars, (guint) n, lang);
}

void
compose_para_free (ComposePara *para)
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
compose_para_get_length (const ComposePara *para)
{
  return para->n;
}

const ComposeChar *
compose_para_get_chars (const ComposePara *para)
{
  return para->chars;
}

ComposeLang
compose_para_get_lang (const ComposePara *para)
{
  return para->lang;
}

const ComposeCharInfo *
compose_para_get_infos (const ComposePara *para)
{
  return para->infos;
}

void
compose_para_set_hyphen (ComposePara *para, guint index)
{
  g_assert (index < para->n);
  para->infos[index].flags |= COMPOSE_INFO_HYPHEN;
}

void
compose_para_set_inside (ComposePara *para, guint index)
{
  g_assert (index < para->n);
  para->infos[index].flags |= COMPOSE_INFO_INSIDE;
}

void
compose_para_set_metrics (ComposePara *para, const ComposeMetric *metrics, const ComposeStyleMetric *styles,
                          guint n_styles)
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
compose_options_init (ComposeOptions *options, ComposeUnit measure, ComposeLang lang)
{
  *options = (ComposeOptions){.measure = measure, .level = COMPOSE_LEVEL_GB};
  /* R39: centred stops keep their cell at line ends, brackets theirs at both */
  options->keep_start = options->keep_end = lang == COMPOSE_LANG_ZH_HANT;
}

/* ---- composing ----------------------------------------------------------------------------------------- */

/* The lines of cells [first, end), which hold no forced break. */
static gboolean
break_stretch (const ComposeRow *row, guint first, guint end, gboolean anything, ComposeLayout *layout,
               GArray *spans)
{
  const ComposeOptions *o = row->options;
  ComposeUnit indent = first == 0 ? o->indent : o->indent_rest;

  if (o->align == COMPOSE_ALIGN_JUSTIFY)
    return compose_break_row (row, first, end, indent, anything, spans, &layout->demerits,
                              &layout->evaluated);
  return compose_break_row_ragged (row, first, end, indent, anything, spans, &layout->evaluated);
}

static gboolean
break_all (const ComposeRow *row, gboolean anything, ComposeLayout *layout, GArray *spans)
{
  guint first = 0;

  for (guint g = 1; g <= row->n_cells; g++) {
    if (row->gaps[g].point.kind != COMPOSE_POINT_FORCED)
      continue;
    if (!break_stretch (row, first, g, anything, layout, spans))
      return FALSE;
    first = g;
  }
  return TRUE;
}

/* R60: the first pass that keeps every line within the measure. */
static ComposeRow *
break_in_passes (const ComposePara *para, const ComposeOptions *options, ComposeLayout *layout, GArray *spans)
{
  g_autofree ComposePoint *points = compose_kinsoku_points (para, options);

  for (ComposePass pass = COMPOSE_PASS_NORMAL;; pass++) {
    g_autoptr (ComposeRow) row = compose_row_new (para, options, points, pass);
    g_array_set_size (spans, 0);
    layout->demerits = 0;
    if (break_all (row, pass == COMPOSE_PASS_ANY, layout, spans))
      return g_steal_pointer (&row);
    g_assert (pass < COMPOSE_PASS_ANY);
  }
}

static void
fill_lines (const ComposeRow *row, const GArray *spans, ComposeLayout *layout)
{
  guint start = 0;

  layout->n_lines = spans->len;
  layout->lines = g_new0 (ComposeLine, spans->len);
  for (guint i = 0; i < spans->len; i++) {
    const ComposeSpan *span = &g_array_index (spans, ComposeSpan, i);
    ComposeLine *line = &layout->lines[i];
    line->start = start;
    line->end = i + 1 < spans->len ? row->cells[span->end].start : row->para->n;
    compose_justify_line (row, span, i == 0 ? row->options->indent : row->options->indent_rest, line,
                          layout->places);
    layout->n_emergency += (line->flags & COMPOSE_LINE_EMERGENCY) != 0;
    layout->n_ragged += (line->flags & COMPOSE_LINE_RAGGED) != 0;
    layout->n_overfull += (line->flags & COMPOSE_LINE_OVERFULL) != 0;
    start = line->end;
  }
}

ComposeLayout *
compose_para_compose (ComposePara *para, const ComposeOptions *options)
{
  ComposeLayout *layout = g_new0 (ComposeLayout, 1);
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (ComposeSpan));
  g_autoptr (ComposeRow) row = NULL;

  g_assert (options->measure > 0);
  layout->n_chars = para->n;
  layout->places = g_new0 (ComposePlace, para->n);
  if (para->n == 0)
    return layout;
  g_assert (para->metrics != NULL);
  row = break_in_passes (para, options, layout, spans);
  fill_lines (row, spans, layout);
  return layout;
}

ComposeUnit
compose_para_natural_width (ComposePara *para, const ComposeOptions *options)
{
  ComposeOptions wide = *options;
  g_autoptr (ComposeLayout) layout = NULL;

  wide.measure = G_MAXINT32 / 4;
  wide.indent = wide.indent_rest = 0;
  wide.align = COMPOSE_ALIGN_RAGGED;
  wide.prefer = COMPOSE_PREFER_ANY;
  layout = compose_para_compose (para, &wide);
  return layout->n_lines > 0 ? layout->lines[0].right : 0;
}

void
compose_layout_free (ComposeLayout *layout)
{
  if (layout == NULL)
    return;
  g_free (layout->lines);
  g_free (layout->places);
  g_free (layout);
}
