/* Hyphenation (R62, R63) with the dictionary of hyphen-en-us. */

#include "pdf-m0.h"

static PdfHyphenator *
open_dictionary (void)
{
  g_autoptr (GError) error = NULL;
  PdfHyphenator *hyphenator = pdf_hyphenator_new (NULL, &error);
  if (hyphenator == NULL)
    g_test_skip (error->message);
  return hyphenator;
}

/* The word with its hyphens. */
static gchar *
hyphenated (const gchar *text, PdfLang lang, guint flags)
{
  g_autoptr (PdfHyphenator) hyphenator = open_dictionary ();
  g_autoptr (PdfPara) plain = pdf_para_new_utf8 (text, lang);
  guint n = pdf_para_get_length (plain);
  g_autofree PdfChar *chars = g_memdup2 (pdf_para_get_chars (plain), n * sizeof (PdfChar));
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    chars[i].flags = (guint16) flags;
  g_autoptr (PdfPara) para = pdf_para_new (chars, n, lang);
  pdf_para_hyphenate (para, hyphenator);
  for (guint i = 0; i < n; i++) {
    if (pdf_para_get_infos (para)[i].flags & PDF_INFO_HYPHEN)
      g_string_append_c (out, '=');
    g_string_append_unichar (out, chars[i].ch);
  }
  return g_string_free (out, FALSE);
}

static gboolean
have_dictionary (void)
{
  g_autoptr (PdfHyphenator) hyphenator = open_dictionary ();
  return hyphenator != NULL;
}

typedef struct {
  const gchar *text, *expected;
  PdfLang lang;
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
      {"Transformer is", "Trans=former is", PDF_LANG_EN},
      {"Potential is", "Po=ten=tial is", PDF_LANG_EN},
      {"distribution is", "dis=tri=bu=tion is", PDF_LANG_EN},
      {"algorithmic is", "al=go=rith=mic is", PDF_LANG_EN},
      {"representation is", "rep=re=sen=ta=tion is", PDF_LANG_EN},
      {"knowledge is", "knowl=edge is", PDF_LANG_EN},
      {"generalises is", "gen=er=alises is", PDF_LANG_EN},
      {"机器学习Transformer的模型", "机器学习Trans=former的模型", PDF_LANG_ZH_HANS},
      {"(distribution) is", "(dis=tri=bu=tion) is", PDF_LANG_EN},
  };
  check (cases, G_N_ELEMENTS (cases));
}

static void
test_skipped (void)
{
  static const Case cases[] = {
      {"DeepMind is", "DeepMind is", PDF_LANG_EN}, /* a capital inside */
      {"TRANSFORMER is", "TRANSFORMER is", PDF_LANG_EN},
      {"often is", "often is", PDF_LANG_EN},                   /* five letters */
      {"transformer2 is", "transformer2 is", PDF_LANG_EN},     /* a digit */
      {"the distribution.", "the distribution.", PDF_LANG_EN}, /* last word */
      {"https://distribution.org/ is", "https://distribution.org/ is", PDF_LANG_EN},
      {"distribution/potential is", "distribution/potential is", PDF_LANG_EN},
      {"don’t distribution’s is", "don’t distribution’s is", PDF_LANG_EN},
      {"distribution_x is", "distribution_x is", PDF_LANG_EN},
      {"torch.distribution is", "torch.distribution is", PDF_LANG_EN},
      {"std::transformer is", "std::transformer is", PDF_LANG_EN},
      {"distribution is", "distribution is", PDF_LANG_EN, PDF_CHAR_CODE},
      {"distribution is", "distribution is", PDF_LANG_EN, PDF_CHAR_NO_HYPHEN},
      {"algorithm-distribution is", "al=go=rithm-dis=tri=bu=tion is",
       PDF_LANG_EN}, /* a compound's parts are words */
  };
  check (cases, G_N_ELEMENTS (cases));
}

static void
test_limits (void)
{
  g_autoptr (PdfHyphenator) hyphenator = open_dictionary ();
  guint64 points;
  gchar word[100];

  if (hyphenator == NULL)
    return;
  memset (word, 'a', sizeof word);
  g_assert_cmpuint (pdf_hyphenator_points (hyphenator, word, 100, &points), ==, 0);
  pdf_hyphenator_points (hyphenator, word, 63, &points);
  /* twice the same answer, from the dictionary and from the table */
  for (guint i = 0; i < 2; i++) {
    g_assert_cmpuint (pdf_hyphenator_points (hyphenator, "Distribution", 12, &points), ==, 3);
    g_assert_cmpuint (points, ==, 1 << 3 | 1 << 6 | 1 << 8);
  }
  /* at least two letters before, three after */
  g_assert_cmpuint (pdf_hyphenator_points (hyphenator, "evolves", 7, &points), ==, points == 0 ? 0 : 1);
  g_assert_cmpuint (points & 3, ==, 0);
}

static void
test_soft_hyphen (void)
{
  g_autoptr (PdfPara) para = pdf_para_new_utf8 ("foo\u00ADbar", PDF_LANG_EN);
  g_assert_true (pdf_para_get_infos (para)[3].flags & PDF_INFO_JOIN);
  g_assert_true (pdf_para_get_infos (para)[4].flags & PDF_INFO_HYPHEN);
}

static void
test_missing (void)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (pdf_hyphenator_new ("/nonexistent.dic", &error));
  g_assert_error (error, PDF_HYPHEN_ERROR, PDF_HYPHEN_ERROR_LOAD);
  g_assert_nonnull (strstr (error->message, "/nonexistent.dic"));
}

/* 甲乙丙丁戊Trans- needs 5 + 0.25 + 3 em; the hyphen is drawn, and belongs to no character. */
static void
test_in_line (void)
{
  g_autoptr (PdfPara) para = m0_para ("甲乙丙丁戊Transformer己庚辛壬癸子丑", PDF_LANG_ZH_HANS);
  PdfOptions options;
  pdf_para_set_hyphen (para, 10);
  pdf_options_init (&options, m0_em (8.25), PDF_LANG_ZH_HANS);
  g_autoptr (PdfLayout) layout = pdf_para_compose (para, &options);
  g_autofree gchar *text = m0_layout_text (para, layout);
  g_assert_cmpstr (text, ==, "甲乙丙丁戊Trans-⏎former己庚辛壬癸⏎子丑");
  g_assert_true (layout->lines[0].flags & PDF_LINE_HYPHEN);
  g_assert_cmpint (layout->lines[0].slack, ==, 0);
  g_assert_cmpint (layout->lines[0].hyphen_x, ==, m0_em (7.75));
  g_assert_cmpint (layout->lines[0].right, ==, m0_em (8.25));
  options.no_hyphens = TRUE;
  g_autoptr (PdfLayout) whole = pdf_para_compose (para, &options);
  g_assert_cmpuint (whole->lines[0].end, ==, 5);
}

/* No break inside a glyph that stands for several letters. */
static void
test_ligature (void)
{
  g_autoptr (PdfPara) para = pdf_para_new_utf8 ("efficient method", PDF_LANG_EN);
  PdfMetric metrics[16] = {{0}};
  PdfStyleMetric style = {M0_EM, M0_EM / 2};
  PdfOptions options;

  for (guint i = 0; i < 16; i++)
    metrics[i].advance = M0_EM / 2;
  metrics[2] = metrics[3] = (PdfMetric){0, 0, 0, TRUE}; /* one glyph for ffi */
  pdf_para_set_hyphen (para, 2);
  pdf_para_set_metrics (para, metrics, &style, 1);
  pdf_options_init (&options, m0_em (3), PDF_LANG_EN);
  g_autoptr (PdfLayout) layout = pdf_para_compose (para, &options);
  for (guint i = 0; i < layout->n_lines; i++) {
    g_assert_cmpuint (layout->lines[i].start, !=, 2);
    g_assert_cmpuint (layout->lines[i].start, !=, 3);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pdf/hyphen/R62-words", test_words);
  g_test_add_func ("/pdf/hyphen/R62-skipped", test_skipped);
  g_test_add_func ("/pdf/hyphen/R62-limits", test_limits);
  g_test_add_func ("/pdf/hyphen/R62-in-line", test_in_line);
  g_test_add_func ("/pdf/hyphen/R62-ligature", test_ligature);
  g_test_add_func ("/pdf/hyphen/R63-soft-hyphen", test_soft_hyphen);
  g_test_add_func ("/pdf/hyphen/missing", test_missing);
  return g_test_run ();
}
