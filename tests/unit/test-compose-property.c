/* What holds of every paragraph, on random ones (fixed seeds): no character lost, no forbidden line edge,
 * every justified line exactly flush, nothing torn, nothing overlapping. */

#include "compose-m0.h"

/* Characters that meet each other in digests, the nasty ones more often than in life. */
static const gunichar alphabet[] = U"天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁"
                                   U"天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁"
                                   U"，。、：；！？（）《》“”‘’「」『』【】·～—…％￥　"
                                   U"，。、：；（）《》“”——……"
                                   U"abcdefghij KLMNOP 0123456789 .,:;!?()[]\"'-/%$&+=_@ω²℃°"
                                   U"aeiou nrst  aeiou nrst ";

/* Words that must stay whole or have rules of their own. */
static const gchar *const words[] = {
    "Transformer",
    "https://arxiv.org/abs/2209.11142",
    "GPT-4o",
    "25 ℃",
    "3 km",
    "2019—2023",
    "1～2",
    "97%",
    "——",
    "……",
    "arXiv:2209.11142v3",
    "10.1109/CVPR.2016.90",
    "well-known",
    "￥97",
    "？！",
    "representation learning",
    "a.b@c.org",
    "。”（",
    "）》，",
    "：“",
    "😀",
    "葛\U000E0100",
    "state-of-the-art",
    "B Ibarz",
    "第3章",
    "2022年9月1日",
};

static gchar *
random_text (GRand *rand, guint length)
{
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < length; i++) {
    if (g_rand_int_range (rand, 0, 12) == 0)
      g_string_append (text, words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))]);
    else
      g_string_append_unichar (text, alphabet[g_rand_int_range (rand, 0, G_N_ELEMENTS (alphabet) - 1)]);
  }
  return g_string_free (text, FALSE);
}

static void
random_options (GRand *rand, ComposeLang lang, ComposeOptions *options)
{
  static const gdouble measures[] = {6, 10.5, 16, 20, 24, 30, 40};
  compose_options_init (options, m0_em (measures[g_rand_int_range (rand, 0, G_N_ELEMENTS (measures))]), lang);
  options->indent = m0_em (g_rand_int_range (rand, 0, 3));
  options->indent_rest = g_rand_int_range (rand, 0, 8) == 0 ? m0_em (1) : 0;
  options->punct = (ComposePunct) g_rand_int_range (rand, 0, 3);
  options->level = (ComposeLevel) g_rand_int_range (rand, COMPOSE_LEVEL_BASIC, COMPOSE_LEVEL_STRICT + 1);
  options->hang = g_rand_boolean (rand);
  options->adjacent_tight = g_rand_boolean (rand);
  options->keep_stop = g_rand_boolean (rand);
  options->autospace_fixed = g_rand_int_range (rand, 0, 4) == 0;
}

/* Every character lies in one line, in order. */
static void
check_cover (const ComposePara *para, const ComposeLayout *layout)
{
  guint at = 0;
  for (guint i = 0; i < layout->n_lines; i++) {
    const ComposeLine *line = &layout->lines[i];
    g_assert_cmpuint (line->start, ==, at);
    g_assert_cmpuint (line->start, <=, line->first);
    g_assert_cmpuint (line->last, <, line->end);
    at = line->end;
  }
  if (layout->n_lines > 0)
    g_assert_cmpuint (at, ==, compose_para_get_length (para));
}

static gboolean
is_shut (guint cls)
{
  return (cls >= COMPOSE_CLASS_CL && cls <= COMPOSE_CLASS_MD) || cls == COMPOSE_CLASS_CN ||
         cls == COMPOSE_CLASS_SL || cls == COMPOSE_CLASS_LP || cls == COMPOSE_CLASS_PO;
}

static gboolean
is_open (guint cls, ComposeLevel level)
{
  return cls == COMPOSE_CLASS_OP || cls == COMPOSE_CLASS_LO || cls == COMPOSE_CLASS_PR ||
         (level >= COMPOSE_LEVEL_GB && cls == COMPOSE_CLASS_SL);
}

static void
check_edges (const ComposePara *para, const ComposeLayout *layout, const ComposeOptions *options)
{
  const ComposeCharInfo *infos = compose_para_get_infos (para);
  for (guint i = 1; i < layout->n_lines; i++) {
    const ComposeLine *before = &layout->lines[i - 1], *line = &layout->lines[i];
    guint start = infos[line->first].cls;
    if (before->flags & (COMPOSE_LINE_EMERGENCY | COMPOSE_LINE_LAST))
      continue;
    g_assert_false (is_shut (start));
    g_assert_false (is_open (infos[before->last].cls, options->level));
    g_assert_false (options->level == COMPOSE_LEVEL_STRICT &&
                    (start == COMPOSE_CLASS_DA || start == COMPOSE_CLASS_EL));
    g_assert_false (infos[line->first].flags & (COMPOSE_INFO_JOIN | COMPOSE_INFO_UNIT));
  }
}

static void
check_widths (const ComposePara *para, const ComposeLayout *layout, const ComposeOptions *options)
{
  for (guint i = 0; i < layout->n_lines; i++) {
    const ComposeLine *line = &layout->lines[i];
    ComposeUnit indent = i == 0 ? options->indent : options->indent_rest;
    if (line->flags & COMPOSE_LINE_OVERFULL)
      continue;
    /* a kept blank stands between the edge and the visible mark */
    g_assert_cmpint (line->left - indent, >=, 0);
    g_assert_cmpint (line->left - indent, <=, options->keep_start ? M0_EM / 2 : 0);
    if (!(line->flags & (COMPOSE_LINE_LAST | COMPOSE_LINE_RAGGED)))
      g_assert_cmpint (line->right, ==, options->measure);
    else
      g_assert_cmpint (line->right, <=, options->measure);
  }
}

/* Bodies follow each other: no overlap, none left of the one before. */
static void
check_places (const ComposePara *para, const ComposeLayout *layout)
{
  for (guint i = 0; i < layout->n_lines; i++) {
    const ComposeLine *line = &layout->lines[i];
    ComposeUnit x = line->left;
    for (guint k = line->first; k <= line->last; k++) {
      const ComposePlace *place = &layout->places[k];
      if (compose_para_get_infos (para)[k].flags & COMPOSE_INFO_JOIN)
        continue;
      g_assert_cmpint (place->body_x, >=, x);
      x = place->body_x + place->width;
    }
    if (line->flags & (COMPOSE_LINE_HYPHEN | COMPOSE_LINE_HANG))
      continue;
    g_assert_cmpint (line->right - x, >=, 0);
    g_assert_cmpint (line->right - x, <=,
                     compose_para_get_lang (para) == COMPOSE_LANG_ZH_HANT ? M0_EM / 2 : 0);
  }
}

static void
check_one (GRand *rand, ComposeHyphenator *hyphenator, ComposeLang lang)
{
  g_autofree gchar *text = random_text (rand, (guint) g_rand_int_range (rand, 1, 200));
  g_autoptr (ComposePara) para = compose_para_new_utf8 (text, lang);
  ComposeOptions options;

  if (hyphenator)
    compose_para_hyphenate (para, hyphenator);
  m0_measure (para);
  random_options (rand, lang, &options);
  g_autoptr (ComposeLayout) layout = compose_para_compose (para, &options);
  check_cover (para, layout);
  check_edges (para, layout, &options);
  check_widths (para, layout, &options);
  check_places (para, layout);
  /* the same again, to the unit */
  g_autoptr (ComposeLayout) again = compose_para_compose (para, &options);
  g_assert_cmpuint (again->n_lines, ==, layout->n_lines);
  g_assert_cmpmem (again->places, again->n_chars * sizeof (ComposePlace), layout->places,
                   layout->n_chars * sizeof (ComposePlace));
}

static void
test_random (gconstpointer data)
{
  ComposeLang lang = (ComposeLang) GPOINTER_TO_UINT (data);
  g_autoptr (GRand) rand = g_rand_new_with_seed (20220923 + lang);
  g_autoptr (ComposeHyphenator) hyphenator = compose_hyphenator_new (NULL, NULL);
  for (guint i = 0; i < 1500; i++)
    check_one (rand, hyphenator, lang);
}

/* R58: a last line of one character occurs only where no other set of breaks exists: where the paragraph has
 * two ideographs and room, it never does. */
static void
test_last_lines (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (58);
  for (guint n = 12; n < 200; n++) {
    g_autoptr (GString) text = g_string_new (NULL);
    ComposeOptions options;
    for (guint i = 0; i < n; i++)
      g_string_append_unichar (text, i % 9 == 7 ? U'，' : alphabet[g_rand_int_range (rand, 0, 30)]);
    g_string_append (text, "天。");
    compose_options_init (&options, m0_em (11), COMPOSE_LANG_ZH_HANS);
    g_autoptr (ComposePara) para = m0_para (text->str, COMPOSE_LANG_ZH_HANS);
    g_autoptr (ComposeLayout) layout = compose_para_compose (para, &options);
    guint ideographs = 0;
    const ComposeLine *last = &layout->lines[layout->n_lines - 1];
    for (guint i = last->first; i <= last->last; i++)
      ideographs += compose_para_get_infos (para)[i].cls == COMPOSE_CLASS_ID;
    g_assert_cmpuint (ideographs, >=, 2);
  }
}

/* Runs of one nasty character, long enough for the blocks of the search. */
static void
test_hostile (void)
{
  static const gchar *const units[] = {"。",
                                       "（",
                                       "）",
                                       "“",
                                       "—",
                                       "…",
                                       "·",
                                       "a",
                                       "1",
                                       "-",
                                       "/",
                                       " ",
                                       "\n",
                                       "😀",
                                       "a-",
                                       "1.",
                                       "https://a.b/c",
                                       "！",
                                       "天",
                                       "天a",
                                       "\u0301",
                                       "\u200B"};
  for (guint i = 0; i < G_N_ELEMENTS (units); i++) {
    g_autoptr (GString) text = g_string_new (NULL);
    ComposeOptions options;
    while (text->len < 60000)
      g_string_append (text, units[i]);
    g_autoptr (ComposePara) para = m0_para (text->str, COMPOSE_LANG_ZH_HANS);
    compose_options_init (&options, m0_em (24), COMPOSE_LANG_ZH_HANS);
    g_autoptr (ComposeLayout) layout = compose_para_compose (para, &options);
    check_cover (para, layout);
    check_widths (para, layout, &options);
    g_assert_cmpuint (layout->evaluated, <, 60000u * 200);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/compose/property/chinese", GUINT_TO_POINTER (COMPOSE_LANG_ZH_HANS), test_random);
  g_test_add_data_func ("/compose/property/traditional", GUINT_TO_POINTER (COMPOSE_LANG_ZH_HANT),
                        test_random);
  g_test_add_data_func ("/compose/property/english", GUINT_TO_POINTER (COMPOSE_LANG_EN), test_random);
  g_test_add_func ("/compose/property/R58-last-lines", test_last_lines);
  g_test_add_func ("/compose/property/R66-hostile", test_hostile);
  return g_test_run ();
}
