/* Hyphenation (R62, R63) with the dictionary of hyphen-en-us. */

#include "compose-m0.h"

static ComposeHyphenator *
open_dictionary (void)
{
  g_autoptr (GError) error = NULL;
  ComposeHyphenator *hyphenator = compose_hyphenator_new (NULL, &error);
  if (hyphenator == NULL)
    g_test_skip (error->message);
  return hyphenator;
}

/* The word with its hyphens. */
static gchar *
hyphenated (const gchar *text, ComposeLang lang, guint flags)
{
  g_autoptr (ComposeHyphenator) hyphenator = open_dictionary ();
  g_autoptr (ComposePara) plain = compose_para_new_utf8 (text, lang);
  guint n = compose_para_get_length (plain);
  g_autofree ComposeChar *chars = g_memdup2 (compose_para_get_chars (plain), n * sizeof (ComposeChar));
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    chars[i].flags = (guint16) flags;
  g_autoptr (ComposePara) para = compose_para_new (chars, n, lang);
  compose_para_hyphenate (para, hyphenator);
  for (guint i = 0; i < n; i++) {
    if (compose_para_get_infos (para)[i].flags & COMPOSE_INFO_HYPHEN)
      g_string_append_c (out, '=');
    g_string_append_unichar (out, chars[i].ch);
  }
  return g_string_free (out, FALSE);
}

static gboolean
have_dictionary (void)
{
  g_autoptr (ComposeHyphenator) hyphenator = open_dictionary ();
  return hyphenator != NULL;
}

typedef struct {
  const gchar *text, *expected;
  ComposeLang lang;
  guint flags;
} Case;

static void
check (const Case *cases, guint n)
{
  if (!have_dictionary ())
    return;
  for (guint i = 0; i < n; i++) {
    g_autofree gchar *got = hyphenated (cases[i].text, cases[i].lang, cases[i].flags);
    g_assert_cmpstr (got, ==, cases[i].expected);
  }
}

static void
test_words (void)
{
  static const Case cases[] = {
      {"Transformer is", "Trans=former is", COMPOSE_LANG_EN},
      {"Potential is", "Po=ten=tial is", COMPOSE_LANG_EN},
      {"distribution is", "dis=tri=bu=tion is", COMPOSE_LANG_EN},
      {"algorithmic is", "al=go=rith=mic is", COMPOSE_LANG_EN},
      {"representation is", "rep=re=sen=ta=tion is", COMPOSE_LANG_EN},
      {"knowledge is", "knowl=edge is", COMPOSE_LANG_EN},
      {"generalises is", "gen=er=alises is", COMPOSE_LANG_EN},
      {"机器学习Transformer的模型", "机器学习Trans=former的模型", COMPOSE_LANG_ZH_HANS},
      {"(distribution) is", "(dis=tri=bu=tion) is", COMPOSE_LANG_EN},
  };
  check (cases, G_N_ELEMENTS (cases));
}

static void
test_skipped (void)
{
  static const Case cases[] = {
      {"DeepMind is", "DeepMind is", COMPOSE_LANG_EN}, /* a capital inside */
      {"TRANSFORMER is", "TRANSFORMER is", COMPOSE_LANG_EN},
      {"often is", "often is", COMPOSE_LANG_EN},                   /* five letters */
      {"transformer2 is", "transformer2 is", COMPOSE_LANG_EN},     /* a digit */
      {"the distribution.", "the distribution.", COMPOSE_LANG_EN}, /* last word */
      {"https://distribution.org/ is", "https://distribution.org/ is", COMPOSE_LANG_EN},
      {"distribution/potential is", "distribution/potential is", COMPOSE_LANG_EN},
      {"don’t distribution’s is", "don’t distribution’s is", COMPOSE_LANG_EN},
      {"distribution_x is", "distribution_x is", COMPOSE_LANG_EN},
      {"torch.distribution is", "torch.distribution is", COMPOSE_LANG_EN},
      {"std::transformer is", "std::transformer is", COMPOSE_LANG_EN},
      {"distribution is", "distribution is", COMPOSE_LANG_EN, COMPOSE_CHAR_CODE},
      {"distribution is", "distribution is", COMPOSE_LANG_EN, COMPOSE_CHAR_NO_HYPHEN},
      {"algorithm-distribution is", "al=go=rithm-dis=tri=bu=tion is",
       COMPOSE_LANG_EN}, /* a compound's parts are words */
  };
  check (cases, G_N_ELEMENTS (cases));
}

static void
test_limits (void)
{
  g_autoptr (ComposeHyphenator) hyphenator = open_dictionary ();
  guint64 points;
  gchar word[100];

  if (hyphenator == NULL)
    return;
  memset (word, 'a', sizeof word);
  g_assert_cmpuint (compose_hyphenator_points (hyphenator, word, 100, &points), ==, 0);
  compose_hyphenator_points (hyphenator, word, 63, &points);
  /* twice the same answer, from the dictionary and from the table */
  for (guint i = 0; i < 2; i++) {
    g_assert_cmpuint (compose_hyphenator_points (hyphenator, "Distribution", 12, &points), ==, 3);
    g_assert_cmpuint (points, ==, 1 << 3 | 1 << 6 | 1 << 8);
  }
  /* at least two letters before, three after */
  g_assert_cmpuint (compose_hyphenator_points (hyphenator, "evolves", 7, &points), ==, points == 0 ? 0 : 1);
  g_assert_cmpuint (points & 3, ==, 0);
}

static void
test_soft_hyphen (void)
{
  g_autoptr (ComposePara) para = compose_para_new_utf8 ("foo\u00ADbar", COMPOSE_LANG_EN);
  g_assert_true (compose_para_get_infos (para)[3].flags & COMPOSE_INFO_JOIN);
  g_assert_true (compose_para_get_infos (para)[4].flags & COMPOSE_INFO_HYPHEN);
}

static void
test_missing (void)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (compose_hyphenator_new ("/nonexistent.dic", &error));
  g_assert_error (error, COMPOSE_HYPHEN_ERROR, COMPOSE_HYPHEN_ERROR_LOAD);
  g_assert_nonnull (strstr (error->message, "/nonexistent.dic"));
}

/* 甲乙丙丁戊Trans- needs 5 + 0.25 + 3 em; the hyphen is drawn, and belongs to no character. */
static void
test_in_line (void)
{
  g_autoptr (ComposePara) para = m0_para ("甲乙丙丁戊Transformer己庚辛壬癸子丑", COMPOSE_LANG_ZH_HANS);
  ComposeOptions options;
  compose_para_set_hyphen (para, 10);
  compose_options_init (&options, m0_em (8.25), COMPOSE_LANG_ZH_HANS);
  g_autoptr (ComposeLayout) layout = compose_para_compose (para, &options);
  g_autofree gchar *text = m0_layout_text (para, layout);
  g_assert_cmpstr (text, ==, "甲乙丙丁戊Trans-⏎former己庚辛壬癸⏎子丑");
  g_assert_true (layout->lines[0].flags & COMPOSE_LINE_HYPHEN);
  g_assert_cmpint (layout->lines[0].slack, ==, 0);
  g_assert_cmpint (layout->lines[0].hyphen_x, ==, m0_em (7.75));
  g_assert_cmpint (layout->lines[0].right, ==, m0_em (8.25));
  options.no_hyphens = TRUE;
  g_autoptr (ComposeLayout) whole = compose_para_compose (para, &options);
  g_assert_cmpuint (whole->lines[0].end, ==, 5);
}

/* No break inside a glyph that stands for several letters. */
static void
test_ligature (void)
{
  g_autoptr (ComposePara) para = compose_para_new_utf8 ("efficient method", COMPOSE_LANG_EN);
  ComposeMetric metrics[16] = {{0}};
  ComposeStyleMetric style = {M0_EM, M0_EM / 2};
  ComposeOptions options;

  for (guint i = 0; i < 16; i++)
    metrics[i].advance = M0_EM / 2;
  metrics[2] = metrics[3] = (ComposeMetric){0, 0, 0, TRUE}; /* one glyph for ffi */
  compose_para_set_hyphen (para, 2);
  compose_para_set_metrics (para, metrics, &style, 1);
  compose_options_init (&options, m0_em (3), COMPOSE_LANG_EN);
  g_autoptr (ComposeLayout) layout = compose_para_compose (para, &options);
  for (guint i = 0; i < layout->n_lines; i++) {
    g_assert_cmpuint (layout->lines[i].start, !=, 2);
    g_assert_cmpuint (layout->lines[i].start, !=, 3);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/compose/hyphen/R62-words", test_words);
  g_test_add_func ("/compose/hyphen/R62-skipped", test_skipped);
  g_test_add_func ("/compose/hyphen/R62-limits", test_limits);
  g_test_add_func ("/compose/hyphen/R62-in-line", test_in_line);
  g_test_add_func ("/compose/hyphen/R62-ligature", test_ligature);
  g_test_add_func ("/compose/hyphen/R63-soft-hyphen", test_soft_hyphen);
  g_test_add_func ("/compose/hyphen/missing", test_missing);
  return g_test_run ();
}
