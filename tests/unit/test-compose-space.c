/* Cells and glue: punctuation widths (R27–R41), the gap between Han and Latin (R42–R50), and where glyphs are
 * drawn. */

#include "compose-m0.h"

#define ZH COMPOSE_LANG_ZH_HANS
#define TW COMPOSE_LANG_ZH_HANT
#define EN COMPOSE_LANG_EN
#define QUAN COMPOSE_PUNCT_QUANJIAO

/* The places of @text set on one line. */
typedef struct {
  ComposePara *para;
  ComposeLayout *layout;
} Set;

static void
set_clear (Set *set)
{
  compose_layout_free (set->layout);
  compose_para_free (set->para);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Set, set_clear)

static Set
set_text (const gchar *text, ComposeLang lang, ComposeMetric *metrics)
{
  Set set = {.para = m0_para (text, lang)};
  ComposeOptions options;
  ComposeStyleMetric style = {.em = M0_EM, .hyphen = M0_EM / 2};

  if (metrics)
    compose_para_set_metrics (set.para, metrics, &style, 1);
  compose_options_init (&options, m0_em (100), lang);
  set.layout = compose_para_compose (set.para, &options);
  return set;
}

static gdouble
origin (const Set *set, guint i)
{
  return set->layout->places[i].x / (gdouble) M0_EM;
}

static gdouble
body (const Set *set, guint i)
{
  return set->layout->places[i].body_x / (gdouble) M0_EM;
}

static void
test_half_cells (void)
{
  g_auto (Set) set = set_text ("好（中）。好", ZH, NULL);
  m0_assert_em (body (&set, 1), 1.5); /* the opener's blank stands on its left */
  m0_assert_em (origin (&set, 1), 1.0);
  m0_assert_em (body (&set, 2), 2.0);
  m0_assert_em (body (&set, 3), 3.0);
  m0_assert_em (origin (&set, 3), 3.0);
  m0_assert_em (body (&set, 4), 3.5); /* closer and stop share no blank */
  m0_assert_em (body (&set, 5), 4.5); /* the stop keeps its own */
  g_assert_cmpint (set.layout->places[3].width, ==, M0_EM / 2);
}

/* The rule's table: what a mark between two ideographs takes in each style. */
static void
test_styles (void)
{
  static const struct {
    const gchar *mark;
    gdouble quanjiao, kaiming, banjiao;
  } rows[] = {
      {"。", 1, 1, 0.5},   {"！", 1, 1, 0.5},    {"？", 1, 1, 0.5},   {"，", 1, 0.5, 0.5},
      {"、", 1, 0.5, 0.5}, {"；", 1, 0.5, 0.5},  {"：", 1, 0.5, 0.5}, {"（", 1, 0.5, 0.5},
      {"）", 1, 0.5, 0.5}, {"“", 1, 0.5, 0.5},   {"”", 1, 0.5, 0.5},  {"《", 1, 0.5, 0.5},
      {"》", 1, 0.5, 0.5}, {"·", 0.5, 0.5, 0.5}, {"——", 2, 2, 2},     {"……", 2, 2, 2},
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    const gdouble wanted[] = {rows[i].quanjiao, rows[i].kaiming, rows[i].banjiao};
    const ComposePunct styles[] = {COMPOSE_PUNCT_QUANJIAO, COMPOSE_PUNCT_KAIMING, COMPOSE_PUNCT_BANJIAO};
    for (guint k = 0; k < G_N_ELEMENTS (styles); k++) {
      g_autofree gchar *text = g_strconcat ("好", rows[i].mark, "好", NULL);
      g_autoptr (ComposePara) para = m0_para (text, ZH);
      ComposeOptions options;
      compose_options_init (&options, m0_em (20), ZH);
      options.punct = styles[k];
      g_test_message ("%s in style %u", rows[i].mark, k);
      m0_assert_em (compose_para_natural_width (para, &options) / (gdouble) M0_EM, 2 + wanted[k]);
    }
  }
}

/* A piece on one line is trimmed at its edges and keeps its gaps, but is never stretched. */
static void
test_single_lines (void)
{
  g_autoptr (ComposePara) para = m0_para ("（图A好。", ZH);
  ComposeOptions options;
  compose_options_init (&options, m0_em (20), ZH);
  gdouble width = compose_para_natural_width (para, &options) / (gdouble) M0_EM;
  g_autoptr (ComposePara) inner = m0_para ("图A好", ZH);
  gdouble text = compose_para_natural_width (inner, &options) / (gdouble) M0_EM;
  m0_assert_em (width, text + 1.0); /* half an em each for the opener and the stop */
  g_autoptr (ComposeLayout) layout = compose_para_compose (inner, &options);
  g_assert_cmpuint (layout->n_lines, ==, 1);
  m0_assert_em (layout->lines[0].natural / (gdouble) M0_EM, text);
}

static void
test_adjacent_tight (void)
{
  g_autoptr (ComposePara) para = m0_para ("好：“好", ZH);
  ComposeOptions options;
  compose_options_init (&options, m0_em (20), ZH);
  options.adjacent_tight = TRUE;
  m0_assert_em (compose_para_natural_width (para, &options) / (gdouble) M0_EM, 3.0);
}

static void
test_sizes (void)
{
  /* R29: of two marks of different size, the larger one's blank wins */
  ComposeChar chars[] = {{U'好'}, {U'：'}, {U'“', 1}, {U'好', 1}};
  ComposeMetric metrics[4] = {{M0_EM}, {M0_EM}, {M0_EM * 2}, {M0_EM * 2}};
  ComposeStyleMetric styles[] = {{M0_EM, 0}, {M0_EM * 2, 0}};
  ComposeOptions options;
  g_autoptr (ComposePara) para = compose_para_new (chars, 4, ZH);
  compose_para_set_metrics (para, metrics, styles, 2);
  compose_options_init (&options, m0_em (20), ZH);
  m0_assert_em (compose_para_natural_width (para, &options) / (gdouble) M0_EM, 1 + 0.5 + 1.0 + 1.0 + 2);
}

static void
test_exclamations (void)
{
  static const struct {
    const gchar *text;
    gdouble quan, tw;
  } rows[] = {{"甲！乙", 3, 3},
              {"甲！！乙", 3, 4},
              {"甲？！乙", 3, 4},
              {"甲！！！乙", 4, 5},
              {"甲？！”乙", 3.5 + 0.5, 5}};
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    m0_assert_em (m0_width (rows[i].text, ZH, QUAN), rows[i].quan);
    m0_assert_em (m0_width (rows[i].text, TW, QUAN), rows[i].tw);
  }
}

static void
test_line_start (void)
{
  g_autoptr (ComposePara) para = m0_para ("（一）甲乙丙丁戊己庚辛壬癸", ZH);
  ComposeOptions options;
  compose_options_init (&options, m0_em (8), ZH);
  options.indent = m0_em (2);
  {
    g_autoptr (ComposeLayout) layout = compose_para_compose (para, &options);
    g_autofree gchar *text = m0_layout_text (para, layout);
    g_assert_cmpstr (text, ==, "（一）甲乙丙⏎丁戊己庚辛壬癸");
    m0_assert_em (layout->places[0].body_x / (gdouble) M0_EM, 2.0);
    m0_assert_em (layout->lines[0].left / (gdouble) M0_EM, 2.0);
  }
  options.keep_start = TRUE;
  options.measure = m0_em (20);
  {
    g_autoptr (ComposeLayout) layout = compose_para_compose (para, &options);
    m0_assert_em (layout->places[0].body_x / (gdouble) M0_EM, 2.5);
  }
}

static void
test_line_end (void)
{
  ComposeOptions options;
  g_autoptr (ComposePara) para = m0_para ("甲乙丙丁戊己庚辛壬》，子丑寅卯辰巳午未。", ZH);
  m0_assert_em (m0_width ("中，文。", ZH, QUAN), 3.5);
  compose_options_init (&options, m0_em (10), ZH);
  {
    g_autoptr (ComposeLayout) layout = compose_para_compose (para, &options);
    g_autofree gchar *text = m0_layout_text (para, layout);
    g_assert_cmpstr (text, ==, "甲乙丙丁戊己庚辛壬》，⏎子丑寅卯辰巳午未。");
    g_assert_cmpint (layout->lines[0].slack, ==, 0);
    m0_assert_em (layout->lines[1].right / (gdouble) M0_EM, 8.5);
  }
  options.keep_end = TRUE;
  m0_assert_em (compose_para_natural_width (para, &options) / (gdouble) M0_EM, 19.5);
}

/* R35: which marks are cut to half cells. */
static void
test_guard (void)
{
  ComposeMetric fits[] = {{M0_EM}, {M0_EM, M0_EM / 10, M0_EM * 2 / 5}, {M0_EM}};
  ComposeMetric wide[] = {{M0_EM}, {M0_EM, M0_EM / 4, M0_EM * 3 / 4}, {M0_EM}};
  ComposeMetric slim[] = {{M0_EM}, {M0_EM * 35 / 100}, {M0_EM}};
  {
    g_auto (Set) set = set_text ("甲？乙", ZH, fits);
    m0_assert_em (body (&set, 2), 2.0);
    g_assert_cmpint (set.layout->places[1].width, ==, M0_EM / 2);
  }
  {
    /* ink in the middle: the mark keeps its full width */
    g_auto (Set) set = set_text ("甲？乙", ZH, wide);
    m0_assert_em (body (&set, 2), 2.0);
    g_assert_cmpint (set.layout->places[1].width, ==, M0_EM);
  }
  {
    /* R96: a proportional quote is set as it is, to the right of its half cell, in 1 em all told */
    g_auto (Set) set = set_text ("甲“乙", ZH, slim);
    m0_assert_em (origin (&set, 1), 1.65);
    m0_assert_em (body (&set, 2), 2.0);
  }
  {
    g_auto (Set) set = set_text ("甲”乙", ZH, slim);
    m0_assert_em (origin (&set, 1), 1.0);
    m0_assert_em (body (&set, 2), 2.0);
  }
  m0_assert_em (m0_width ("甲｢乙｣丙", ZH, QUAN),
                3 + 2.0); /* half-width forms are left alone; M0 has them 1 em */
}

static void
test_dash (void)
{
  ComposeMetric narrow[] = {{M0_EM}, {M0_EM * 169 / 100}, {0, 0, 0, TRUE}, {M0_EM}};
  g_auto (Set) set = set_text ("甲——乙", ZH, narrow); /* one glyph of 1.69 em: 2 em all the same, centred */
  m0_assert_em (body (&set, 3), 3.0);
  m0_assert_em (origin (&set, 1), 1 + (2 - 1.69) / 2);
  m0_assert_em (m0_width ("甲——乙", ZH, QUAN), 4.0);
  m0_assert_em (m0_width ("甲⸺乙", ZH, QUAN), 4.0);
  m0_assert_em (m0_width ("甲—乙", ZH, QUAN), 3.0);
}

static void
test_ellipsis (void)
{
  m0_assert_em (m0_width ("甲……乙", ZH, QUAN), 4.0);
  m0_assert_em (m0_width ("甲…………乙", ZH, QUAN), 6.0);
  m0_assert_em (m0_width ("甲…乙", ZH, QUAN), 3.0);
}

static void
test_interpunct (void)
{
  const gint advances[] = {M0_EM * 327 / 1000, M0_EM, M0_EM * 35 / 100};
  for (guint i = 0; i < G_N_ELEMENTS (advances); i++) {
    ComposeMetric metrics[] = {{M0_EM}, {advances[i]}, {M0_EM}};
    g_auto (Set) set = set_text ("甲·乙", ZH, metrics);
    m0_assert_em (body (&set, 2), 1.5);
    m0_assert_em (origin (&set, 1), 1 + (0.5 - advances[i] / (gdouble) M0_EM) / 2);
  }
  m0_assert_em (m0_width ("甲·乙", TW, QUAN), 3.0);
}

static void
test_traditional (void)
{
  ComposeOptions options;
  m0_assert_em (m0_width ("中，文。", TW, QUAN), 4.0);
  m0_assert_em (m0_width ("好。”好", TW, QUAN), 4.0);
  m0_assert_em (m0_width ("書》《書", TW, QUAN), 3.5);
  /* stops are not squeezed, and nothing hangs */
  compose_options_init (&options, m0_em (9.5), TW);
  options.hang = TRUE;
  m0_assert_breaks_in ("一二，三四，五六七八九十甲乙丙丁", TW, &options, "一二，三四，五六七⏎八九十甲乙丙丁");
  g_auto (Set) set = set_text ("中，文", TW, NULL);
  m0_assert_em (body (&set, 1), 1.25); /* the visible stop is centred */
  m0_assert_em (body (&set, 2), 2.0);
}

static void
test_autospace_where (void)
{
  static const struct {
    const gchar *text;
    gdouble width;
  } rows[] = {
      {"中A中", 3},
      {"中1中", 3},
      {"第3章", 3},
      {"ω值", 1.75},
      {"20%以上", 3.75},
      {"9%中", 2.25},
      {"约±3中", 3.5},
      {"约±1.5σ中", 5.0},
      {"为∇f中", 3.5},
      {"中A，中", 3.75},
      {"（A）中", 3},
      {"中（A）中", 4.5},
      {"甲——乙", 4},
      {"A——B", 3},
      {"甲①乙", 3},
      {"中A1中", 3.5},
      {"甲😀乙", 3},
      {"中(A)中", 3.5},
      {"x²值", 2.25},
      {"3 km处", 3},
      {"见http://a.org中", 1 + 6 + 1 + 0.5},
      {"20％以上", 4},
      {"约￥3中", 1 + 1 + 0.5 + 0.25 + 1},
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_test_message ("%s", rows[i].text);
    m0_assert_em (m0_width (rows[i].text, ZH, QUAN), rows[i].width);
  }
}

static void
test_existing_spaces (void)
{
  ComposeOptions options;
  g_autoptr (ComposePara) list = m0_para ("机器 视觉", ZH);
  m0_assert_em (m0_width ("中 A 中", ZH, QUAN), 3);
  m0_assert_em (m0_width ("中　A", ZH, QUAN), 2.5);
  m0_assert_em (m0_width ("中\u00A0A", ZH, QUAN), 1.75);
  m0_assert_em (m0_width ("中 文", ZH, QUAN), 2);
  m0_assert_em (m0_width ("中， 文", ZH, QUAN), 3);
  m0_assert_em (m0_width ("A B", ZH, QUAN), 1.25);
  m0_assert_em (m0_width ("A, B", ZH, QUAN), 1.75); /* R41 */
  compose_options_init (&options, m0_em (20), ZH);
  options.keep_spaces = TRUE; /* a list of separate items */
  m0_assert_em (compose_para_natural_width (list, &options) / (gdouble) M0_EM, 5);
}

static void
test_english (void)
{
  m0_assert_em (m0_width ("the 中文 of", EN, QUAN), 1.5 + 0.25 + 2 + 0.25 + 1);
  m0_assert_em (m0_width ("the中文of", EN, QUAN), 1.5 + 0.25 + 2 + 0.25 + 1);
}

static void
test_line_edges (void)
{
  /* no gap at either edge */
  g_autoptr (ComposePara) para = m0_para ("一二三四五六七Potential的类", ZH);
  ComposeOptions options;
  compose_options_init (&options, m0_em (8), ZH);
  g_autoptr (ComposeLayout) layout = compose_para_compose (para, &options);
  g_autofree gchar *text = m0_layout_text (para, layout);
  g_assert_cmpstr (text, ==, "一二三四五六七⏎Potential的类");
  g_assert_cmpint (layout->places[7].body_x, ==, 0);
  g_assert_cmpint (layout->lines[0].slack, ==, M0_EM);
}

static void
test_autospace_options (void)
{
  g_autoptr (ComposePara) para = m0_para ("中A中", ZH);
  ComposeOptions options;
  compose_options_init (&options, m0_em (20), ZH);
  options.autospace_off = TRUE;
  m0_assert_em (compose_para_natural_width (para, &options) / (gdouble) M0_EM, 2.5);
  /* frozen: all slack goes elsewhere */
  g_autoptr (ComposePara) line = m0_para ("一二三A四五六七八九十甲乙丙丁", ZH);
  compose_options_init (&options, m0_em (9), ZH);
  options.autospace_fixed = TRUE;
  options.measure = m0_em (8.5);
  g_autoptr (ComposeLayout) layout = compose_para_compose (line, &options);
  gdouble before = (layout->places[3].body_x - layout->places[2].body_x) / (gdouble) M0_EM;
  m0_assert_em (before, 1.25 + layout->lines[0].open / (gdouble) M0_EM);
}

static void
test_units (void)
{
  g_auto (Set) set = set_text ("约25 ℃的", ZH, NULL);
  m0_assert_em (body (&set, 4) - body (&set, 1), 1.25);
  m0_assert_em (m0_width ("25℃", ZH, QUAN), 1.5);
  m0_assert_em (m0_width ("25%", ZH, QUAN), 1.5);
}

static void
test_wide_space (void)
{
  /* R96: a word space of 0.35 em is set as 1/4 em */
  ComposeMetric metrics[] = {{M0_EM / 2}, {M0_EM * 35 / 100}, {M0_EM / 2}};
  g_auto (Set) set = set_text ("A B", ZH, metrics);
  m0_assert_em (body (&set, 2), 0.75);
  g_assert_cmpint (set.layout->places[1].width, ==, M0_EM / 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/compose/space/R27-R29-half-cells", test_half_cells);
  g_test_add_func ("/compose/space/R28-styles", test_styles);
  g_test_add_func ("/compose/space/R82-single-lines", test_single_lines);
  g_test_add_func ("/compose/space/R29-adjacent-tight", test_adjacent_tight);
  g_test_add_func ("/compose/space/R29-sizes", test_sizes);
  g_test_add_func ("/compose/space/R30-exclamations", test_exclamations);
  g_test_add_func ("/compose/space/R31-line-start", test_line_start);
  g_test_add_func ("/compose/space/R32-line-end", test_line_end);
  g_test_add_func ("/compose/space/R35-guard", test_guard);
  g_test_add_func ("/compose/space/R36-dash", test_dash);
  g_test_add_func ("/compose/space/R37-ellipsis", test_ellipsis);
  g_test_add_func ("/compose/space/R38-interpunct", test_interpunct);
  g_test_add_func ("/compose/space/R39-traditional", test_traditional);
  g_test_add_func ("/compose/space/R43-R48-autospace", test_autospace_where);
  g_test_add_func ("/compose/space/R44-R41-existing-spaces", test_existing_spaces);
  g_test_add_func ("/compose/space/R45-R50-english", test_english);
  g_test_add_func ("/compose/space/R46-line-edges", test_line_edges);
  g_test_add_func ("/compose/space/R42-options", test_autospace_options);
  g_test_add_func ("/compose/space/R49-units", test_units);
  g_test_add_func ("/compose/space/R96-wide-space", test_wide_space);
  return g_test_run ();
}
