/* The invented metrics of the composer's tests (tests/fixtures/composer/README.md): no font is needed. */
#pragma once

#include "compose/paragraph/compose-hyphen.h"
#include "compose/paragraph/compose-paragraph.h"

#include <string.h>

#define M0_EM (10 * COMPOSE_UNIT)

static inline ComposeUnit
m0_em (gdouble em)
{
  return (ComposeUnit) (em * M0_EM + (em < 0 ? -0.5 : 0.5));
}

static inline ComposeUnit
m0_advance (gunichar ch, const ComposeCharInfo *info)
{
  switch (info->cls) {
  case COMPOSE_CLASS_SP:
  case COMPOSE_CLASS_NB:
    return M0_EM / 4;
  case COMPOSE_CLASS_MD:
  case COMPOSE_CLASS_SL:
    return M0_EM / 2;
  case COMPOSE_CLASS_NL:
  case COMPOSE_CLASS_ZW:
    return 0;
  default:
    if (info->flags & COMPOSE_INFO_JOIN)
      return 0;
    if (info->font == COMPOSE_FONT_HAN)
      return ch == 0x2013 || ch == 0x2010 ? M0_EM / 2 : ch == 0x2E3A ? 2 * M0_EM : M0_EM;
    return M0_EM / 2;
  }
}

/* Gives @para its metrics: one style of 10 pt. */
static inline void
m0_measure (ComposePara *para)
{
  guint n = compose_para_get_length (para);
  g_autofree ComposeMetric *metrics = g_new0 (ComposeMetric, n);
  ComposeStyleMetric style = {.em = M0_EM, .hyphen = M0_EM / 2};

  for (guint i = 0; i < n; i++)
    metrics[i].advance = m0_advance (compose_para_get_chars (para)[i].ch, &compose_para_get_infos (para)[i]);
  compose_para_set_metrics (para, metrics, &style, 1);
}

static inline ComposePara *
m0_para (const gchar *text, ComposeLang lang)
{
  ComposePara *para = compose_para_new_utf8 (text, lang);
  m0_measure (para);
  return para;
}

/* The text of one line as it shows: spaces at its edges dropped, an inserted hyphen shown. */
static inline gchar *
m0_line_text (const ComposePara *para, const ComposeLine *line)
{
  GString *text = g_string_new (NULL);
  for (guint i = line->first; i <= line->last && line->first <= line->last; i++)
    g_string_append_unichar (text, compose_para_get_chars (para)[i].ch);
  if (line->flags & COMPOSE_LINE_HYPHEN)
    g_string_append_c (text, '-');
  return g_string_free (text, FALSE);
}

/* All lines with ⏎ between. */
static inline gchar *
m0_layout_text (const ComposePara *para, const ComposeLayout *layout)
{
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < layout->n_lines; i++) {
    g_autofree gchar *line = m0_line_text (para, &layout->lines[i]);
    if (i > 0)
      g_string_append (text, "⏎");
    g_string_append (text, line);
  }
  return g_string_free (text, FALSE);
}

/* @text set at @measure em without indent must break as @expected says. */
static inline void
m0_assert_breaks_in (const gchar *text, ComposeLang lang, const ComposeOptions *options,
                     const gchar *expected)
{
  g_autoptr (ComposePara) para = m0_para (text, lang);
  g_autoptr (ComposeLayout) layout = compose_para_compose (para, options);
  g_autofree gchar *got = m0_layout_text (para, layout);
  g_assert_cmpstr (got, ==, expected);
}

static inline void
m0_assert_breaks (const gchar *text, gdouble measure, const gchar *expected)
{
  ComposeOptions options;
  compose_options_init (&options, m0_em (measure), COMPOSE_LANG_ZH_HANS);
  m0_assert_breaks_in (text, COMPOSE_LANG_ZH_HANS, &options, expected);
}

/* Natural width on a line of its own, in em. */
static inline gdouble
m0_width (const gchar *text, ComposeLang lang, ComposePunct punct)
{
  g_autoptr (ComposePara) para = m0_para (text, lang);
  ComposeOptions options;
  compose_options_init (&options, m0_em (1000), lang);
  options.punct = punct;
  return compose_para_natural_width (para, &options) / (gdouble) M0_EM;
}

#define m0_assert_em(value, expected) g_assert_cmpfloat_with_epsilon ((value), (expected), 0.0021)
