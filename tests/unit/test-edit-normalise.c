/* SPDX-License-Identifier: MIT */
/* The normaliser: each rule by its own cases, the whole by the reference's tables, properties by random text.
 */
#include "edit/normalise/wz-normalise.h"

#include <string.h>

typedef struct {
  const gchar *before;
  const gchar *after; /* NULL: unchanged */
} Whole;

static const Whole reference_T10[] = {
    {"方法,如参数高效微调(PEFT)和模式利用训练(PET),在",
     "方法，如参数高效微调（PEFT）和模式利用训练（PET），在"},
    {"SPICE:用于训练", "SPICE：用于训练"},
    {"可以通过\"纳入\"知识", "可以通过“纳入”知识"},
    {"ωB97M-D3(BJ)/def2-TZVPPD理论", NULL},
    {"本文提出SETFIT(Sentence Transformer Finetuning),一种",
     "本文提出SETFIT（Sentence Transformer Finetuning），一种"},
    {"学习率为1e-4,批大小为32", "学习率为1e-4，批大小为32"},
    {"在10:30开始,见https://arxiv.org/abs/2209.11142。", "在10:30开始，见https://arxiv.org/abs/2209.11142。"},
    {"真的吗?当然!", "真的吗？当然！"},
};

static const Whole reference_others[] = {
    {"⼀⻓", "一长"},                                  /* T12 */
    {"Ａ１", "A1"},                                    /* T12 */
    {"x²", NULL},                                      /* T12 */
    {"达・芬奇", "达·芬奇"},                           /* T7 */
    {"G Papamakarios...", NULL},                       /* T6 */
    {"见Vaswani “Attention” 2017一文", NULL},          /* T4 */
    {"Newton’s法", NULL},                              /* T4 */
    {"标题为“Attention Is All You Need”的论文", NULL}, /* T4 */
    {"2019—2023年", NULL},                             /* T5 */
    {"为84.2%，", NULL},                               /* T9 */
};

/* R11: what the rules may not touch, with Chinese on both sides. */
static const gchar *const guarded[] = {
    "1,000",
    "3:1",
    "10:30",
    "$f(x, y)$",
    "$a:b$",
    "`x, y`",
    "https://a.b/c?d=e,f:g(h)",
    "doi:10.1016/S0140-6736(20)30183-5",
    "10.1016/0370-2693(74)90059-8",
    "arXiv:2209.11142v2",
    "O(n log n)",
    "f(x)",
    "1/(1+e⁻ˣ)",
    "f(g(x))=(f∘g)(x)",
    "R(2+1)D",
    "SE(3)",
    "GPT-4o",
    "ViT-B/16",
    "a@b.org",
    "\\sqrt{x}",
    "Theta(sqrt(N))",
    "3.14",
    "k(x,y)",
    "std::vector",
    "Newton’s",
    "1e-4",
    "p(y|x)",
    "Fleiss' Kappa",
    "O((T × N)²)",
    "make_data(text)",
    "The quick, brown fox: it jumps; does it",
    "U E S Jo",
    "B/16",
};

static const Whole sentences[] = {
    {"方法 (PEFT) 很好 , 快 .", "方法（PEFT）很好，快。"},
    {"所谓 \"BERT\" 模型", "所谓“BERT”模型"},
    {"他说:\"所谓'学习',就是训练.\"然后", "他说：“所谓‘学习’，就是训练。”然后"},
    {"提出了\"甲\"、\"乙\"和\"丙\"。", "提出了“甲”、“乙”和“丙”。"},
    {"因为......:通过", "因为……：通过"},
    {"模型 -- 一种方法", "模型——一种方法"},
    {"微小时间混合器 (TTMs): 针对多变量", "微小时间混合器（TTMs）：针对多变量"},
    {"模型BERT(Devlin et al., 2018),而GPT(2019)和T5", "模型BERT（Devlin et al., 2018），而GPT（2019）和T5"},
    {"目标:1)首先;2)BERT模型;3)其次", "目标：1）首先；2）BERT模型；3）其次"},
    {"Shepherd在``两种''场景", "Shepherd在“两种”场景"},
    {"", NULL},
    {"   ", ""},
    {"Attention Is All You Need, \"really\" (yes)", NULL},
};

static void
check_rows (const Whole *rows, guint n)
{
  for (guint i = 0; i < n; i++) {
    g_autofree gchar *out = wz_normalise_text (rows[i].before, "zh-Hans");
    g_assert_cmpstr (out, ==, rows[i].after ? rows[i].after : rows[i].before);
  }
}

static void
test_rule (gconstpointer data)
{
  const WzNormaliseRule *rule = data;
  const WzNormaliseCase *cases = wz_normalise_rule_get_cases (rule);
  g_assert_nonnull (cases[0].before);
  g_assert_true (strchr ("RC", wz_normalise_rule_get_doc (rule)[0]) != NULL);
  guint changes = 0;
  for (; cases->before; cases++) {
    g_autofree gchar *out = wz_normalise_rule_apply (rule, cases->before, "zh-Hans");
    g_assert_cmpstr (out, ==, cases->after);
    changes += g_strcmp0 (cases->before, cases->after) != 0;
  }
  g_assert_cmpuint (changes, >, 0);
}

static void
test_T10 (void)
{
  check_rows (reference_T10, G_N_ELEMENTS (reference_T10));
}

static void
test_reference (void)
{
  check_rows (reference_others, G_N_ELEMENTS (reference_others));
}

static void
test_sentences (void)
{
  check_rows (sentences, G_N_ELEMENTS (sentences));
}

static void
test_R11_guarded (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (guarded); i++) {
    g_autofree gchar *before = g_strdup_printf ("采用%s的方法,即%s,很好", guarded[i], guarded[i]);
    g_autofree gchar *after = g_strdup_printf ("采用%s的方法，即%s，很好", guarded[i], guarded[i]);
    g_autofree gchar *out = wz_normalise_text (before, "zh-Hans");
    g_assert_cmpstr (out, ==, after);
  }
}

/* English gets curly quotes, apostrophes and dashes; its punctuation and its spaces are its own. */
static void
test_english (void)
{
  static const Whole rows[] = {
      {"A, B: \"c\" (d)...  e", "A, B: “c” (d)...  e"},
      {"say 你好,世界", NULL},
      {"`exact inference' in an approximate model", "‘exact inference’ in an approximate model"},
      {" x ", NULL},
      {"code1 -- two", "code1 – two"},
      {"the author's \"best\": it's the '90s, rock 'n' roll at 5'10\"",
       "the author’s “best”: it’s the ’90s, rock ’n’ roll at 5'10\""},
      {"They said: \"don't use 'slow' models.\" Others' \"fast\" ones don't.",
       "They said: “don’t use ‘slow’ models.” Others’ “fast” ones don’t."},
      {"a \"dictator'' and ``verifiers\"", "a “dictator” and “verifiers”"},
      {"print(\"x\", lang=\"a\"), `\"q\"` and $f'(x)$ at https://a.b/it's?q=\"x\"", NULL},
      {"\\texttt{a \"b\"} isn't \"c\"", "a “b” isn’t “c”"}, /* without looks, code is words */
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree gchar *out = wz_normalise_text (rows[i].before, "en");
    g_assert_cmpstr (out, ==, rows[i].after ? rows[i].after : rows[i].before);
  }
  g_autofree gchar *composed = wz_normalise_text ("Poincare\xCC\x81", "en");
  g_assert_cmpstr (composed, ==, "Poincaré");
  g_autofree gchar *name = wz_normalise_text ("Miles O'Brien", NULL); /* a name is of no language */
  g_assert_cmpstr (name, ==, "Miles O'Brien");
}

/* What a command or a tag wants of its words. */
static void
test_looks (void)
{
  const WzNormaliseRun runs[] = {{"an \\emph{important ", FALSE},
                                 {"$x$", TRUE},
                                 {" \\textbf{word}} and \\texttt{a\\_b \"c\"}, <b>d</b> {\\em e}", FALSE}};
  static const WzNormalisePiece wanted[] = {
      {0, 0, (gchar *) "an "},
      {0, WZ_LOOK_EMPHASIS, (gchar *) "important "},
      {2, WZ_LOOK_EMPHASIS, (gchar *) " "},
      {2, WZ_LOOK_EMPHASIS | WZ_LOOK_STRONG, (gchar *) "word"},
      {2, 0, (gchar *) " and "},
      {2, WZ_LOOK_CODE, (gchar *) "a_b \"c\""},
      {2, 0, (gchar *) ", "},
      {2, WZ_LOOK_STRONG, (gchar *) "d"},
      {2, 0, (gchar *) " "},
      {2, WZ_LOOK_EMPHASIS, (gchar *) "e"},
  };
  g_autoptr (GArray) pieces = wz_normalise_pieces (runs, G_N_ELEMENTS (runs), "en");
  g_assert_cmpuint (pieces->len, ==, G_N_ELEMENTS (wanted));
  for (guint i = 0; i < pieces->len; i++) {
    const WzNormalisePiece *piece = &g_array_index (pieces, WzNormalisePiece, i);
    g_assert_cmpstr (piece->text, ==, wanted[i].text);
    g_assert_cmpuint (piece->run, ==, wanted[i].run);
    g_assert_cmpuint (piece->look, ==, wanted[i].look);
  }
}

/* TeX and HTML are cleaned in every language, names without one included; formulae and links are not looked
 * into. */
static void
test_clean (void)
{
  static const Whole rows[] = {
      {"{LLM}s Are \\emph{Not} Calibrated", "LLMs Are Not Calibrated"},
      {"R&amp;D at 30\\%, ``quoted''", "R&D at 30%, “quoted”"},
      {"Andr\\'e M{\\\"u}ller", "André Müller"},
      {"\\unknown{word}", "word"},
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (guint l = 0; l < 2; l++) {
      g_autofree gchar *out = wz_normalise_text (rows[i].before, l == 0 ? "en" : NULL);
      g_assert_cmpstr (out, ==, rows[i].after ? rows[i].after : rows[i].before);
    }
  const WzNormaliseRun link[] = {
      {"see \\href{", FALSE}, {"https://x.org", FALSE}, {"}{\\emph{here}}; $", FALSE}, {"\\emph{x}", TRUE}};
  static const gchar *const wanted[] = {"see ", "here", "; $", "\\emph{x}"};
  g_auto (GStrv) out = wz_normalise_runs (link, G_N_ELEMENTS (link), "en");
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    g_assert_cmpstr (out[i], ==, wanted[i]);
}

/* A character with more marks than any script gives it stays as it is, in time that is in proportion. */
static void
test_many_marks (void)
{
  g_autoptr (GString) text = g_string_new ("a\u0301b");
  for (guint i = 0; i < 50000; i++)
    g_string_append (text, "\u0301\u0323");
  g_autofree gchar *once = wz_normalise_text (text->str, "en"), *twice = wz_normalise_text (once, "en");
  g_assert_true (g_str_has_prefix (once, "áb\u0301\u0323\u0301"));
  g_assert_cmpstr (once, ==, twice);
}

static void
test_hant_quotes (void)
{
  g_autofree gchar *out = wz_normalise_text ("通過\"納入'新'知\"識,很好", "zh-Hant");
  g_assert_cmpstr (out, ==, "通過「納入『新』知」識，很好");
}

/* Inline borders are no borders for the rules; opaque runs are foreign objects. */
static void
test_runs (void)
{
  const WzNormaliseRun runs[] = {{"方法", FALSE},   {",如", FALSE},    {" (PEFT", FALSE}, {")和", FALSE},
                                 {"f(x), y", TRUE}, {"时\"纳", FALSE}, {"入\" ", FALSE},  {" BERT", FALSE}};
  static const gchar *const wanted[] = {"方法", "，如", "（PEFT", "）和", "f(x), y", "时“纳", "入”", "BERT"};
  g_auto (GStrv) out = wz_normalise_runs (runs, G_N_ELEMENTS (runs), "zh-Hans");
  g_assert_cmpuint (g_strv_length (out), ==, G_N_ELEMENTS (wanted));
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    g_assert_cmpstr (out[i], ==, wanted[i]);
  const WzNormaliseRun math[] = {
      {"其中 ", FALSE}, {"p", TRUE}, {" 为概率, ", FALSE}, {"q", TRUE}, {"为常数", FALSE}};
  g_auto (GStrv) spaced = wz_normalise_runs (math, G_N_ELEMENTS (math), "zh-Hans");
  g_assert_cmpstr (spaced[0], ==, "其中");
  g_assert_cmpstr (spaced[2], ==, "为概率，");
}

/* Letters, digits and ideographs of a text, which no rule may add, lose or move. */
static gchar *
skeleton (const gchar *text)
{
  GString *out = g_string_new (NULL);
  for (const gchar *p = text; *p; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      g_string_append_unichar (out, g_utf8_get_char (p));
  return g_string_free (out, FALSE);
}

/* Digits and ideographs: no name of a command has any. */
static gchar *
words_of (const gchar *text)
{
  GString *out = g_string_new (NULL);
  for (const gchar *p = text; *p; p = g_utf8_next_char (p))
    if (g_ascii_isdigit (*p) || (g_utf8_get_char (p) >= 0x4E00 && g_utf8_get_char (p) <= 0x9FFF))
      g_string_append_unichar (out, g_utf8_get_char (p));
  return g_string_free (out, FALSE);
}

static void
check_properties (const gchar *text)
{
  static const gchar *const langs[] = {NULL, "en", "zh-Hans"};
  g_autofree gchar *words = words_of (text), *letters = NULL;
  for (guint i = 0; i < G_N_ELEMENTS (langs); i++) {
    g_autofree gchar *once = wz_normalise_text (text, langs[i]), *twice = wz_normalise_text (once, langs[i]);
    g_autofree gchar *kept = words_of (once), *all = skeleton (once);
    g_assert_true (g_utf8_validate (once, -1, NULL));
    g_assert_cmpstr (once, ==, twice);
    g_assert_cmpstr (words, ==, kept);
    if (letters == NULL)
      letters = g_steal_pointer (&all);
    else if (strpbrk (text, "\\<&") == NULL) /* where a link ends may decide whether a command is one */
      g_assert_cmpstr (letters, ==, all);
  }
}

static void
test_idempotent (void)
{
  static const gchar *const pieces[] = {"方法",
                                        "的",
                                        "一",
                                        "达",
                                        "芬",
                                        "BERT",
                                        "x",
                                        "n",
                                        "12",
                                        "3",
                                        ",",
                                        ":",
                                        ";",
                                        "?",
                                        "!",
                                        "(",
                                        ")",
                                        "[",
                                        "]",
                                        "\"",
                                        "'",
                                        "`",
                                        "``",
                                        "''",
                                        "...",
                                        ".",
                                        "。",
                                        "，",
                                        "（",
                                        "）",
                                        "“",
                                        "”",
                                        "‘",
                                        "’",
                                        " ",
                                        "  ",
                                        "\u00A0",
                                        "\u3000",
                                        "--",
                                        "—",
                                        "——",
                                        "…",
                                        "·",
                                        "・",
                                        "$",
                                        "\\",
                                        "https://a.b/",
                                        "&amp;",
                                        "%",
                                        "_",
                                        "=",
                                        "+",
                                        "\u200B",
                                        "\uFEFF",
                                        "²",
                                        "α",
                                        "/",
                                        "~",
                                        "\n",
                                        "don't",
                                        "'s ",
                                        "\\emph{",
                                        "\\name",
                                        "\\texttt{",
                                        "\\footnote{",
                                        "\\alpha",
                                        "\\H{o}",
                                        "{",
                                        "}",
                                        "<i>",
                                        "</i>"};
  g_autoptr (GRand) rand = g_rand_new_with_seed (20220926);
  for (guint round = 0; round < 8000; round++) {
    g_autoptr (GString) text = g_string_new (NULL);
    for (gint n = g_rand_int_range (rand, 1, 24); n > 0; n--)
      g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
    check_properties (text->str);
  }
}

/* Marks that would close, open or repeat for ever: linear time and no deep stack. */
static void
test_hostile (void)
{
  static const gchar *const units[] = {"(",  ")",  "\"", "`",   "\\(", "$a",  "方(",
                                       "'a", "a(", "“",  "[（", "&a",  "...", "10.1234/"};
  for (guint i = 0; i < G_N_ELEMENTS (units); i++) {
    g_autoptr (GString) text = g_string_new ("方");
    for (guint n = 0; n < 20000; n++)
      g_string_append (text, units[i]);
    g_autofree gchar *out = wz_normalise_text (text->str, "zh-Hans");
    g_assert_nonnull (out);
  }
}

static guint
count (const gchar *text, const gchar *what)
{
  guint n = 0;
  for (const gchar *p = text; (p = strstr (p, what)) != NULL; p += strlen (what))
    n++;
  return n;
}

static gboolean
is_chinese_line (const gchar *line)
{
  for (const gchar *p = line; *p; p = g_utf8_next_char (p))
    if (g_utf8_get_char (p) >= 0x4E00 && g_utf8_get_char (p) <= 0x9FFF)
      return TRUE;
  return FALSE;
}

/* Every character, alone and before a combining accent: as GLib composes it, but for the compatibility
 * ideographs, which stay. */
static void
test_R12_composed (void)
{
  for (gunichar ch = 1; ch <= 0x10FFFF; ch++) {
    gchar text[12] = "";
    gint length = g_unichar_to_utf8 (ch, text);
    if (!g_unichar_validate (ch) || (ch >= 0xF900 && ch <= 0xFAFF) || (ch >= 0x2F800 && ch <= 0x2FA1F))
      continue;
    for (guint accent = 0; accent < 2; accent++) {
      g_autofree gchar *ours = wz_normalise_text (text, "en");
      g_autofree gchar *theirs = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
      g_assert_cmpstr (ours, ==, theirs);
      strcpy (text + length, "\u0301");
    }
  }
}

/* The Chinese lines of a digest, normalised and put together. */
static gchar *
normalised_lines (const gchar *path)
{
  g_autofree gchar *text = NULL;
  g_autoptr (GString) all = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i]; i++) {
    if (is_chinese_line (lines[i])) {
      g_autofree gchar *out = wz_normalise_text (lines[i], "zh-Hans");
      g_string_append (all, out);
      check_properties (lines[i]);
    }
  }
  return g_string_free (g_steal_pointer (&all), FALSE);
}

/* An example day: no ASCII mark is left outside of formulae. */
static void
test_example (void)
{
  g_autofree gchar *path = g_test_build_filename (G_TEST_DIST, "..", "examples", "2026-11-09.txt", NULL);
  g_autofree gchar *all = normalised_lines (path);
  g_autoptr (GRegex) formula = g_regex_new ("\\$[^$]*\\$", 0, 0, NULL);
  g_autofree gchar *prose = g_regex_replace (formula, all, -1, 0, "", 0, NULL);
  static const gchar *const gone[] = {",", ":", ";", "\"", "'", "?", "!"};
  for (guint i = 0; i < G_N_ELEMENTS (gone); i++)
    g_assert_cmpuint (count (prose, gone[i]), ==, 0);
  g_assert_cmpuint (count (prose, "，"), >, 30);
}

/* The seed's: no ASCII mark is left but those of the functional's name. */
static void
test_seed (gconstpointer path)
{
  g_autofree gchar *all = normalised_lines (path);
  static const gchar *const gone[] = {",", ":", ";", "\"", "'", "?", "!"};
  for (guint i = 0; i < G_N_ELEMENTS (gone); i++)
    g_assert_cmpuint (count (all, gone[i]), ==, 0);
  g_assert_cmpuint (count (all, "("), ==, 1);
  g_assert_cmpuint (count (all, "ωB97M-D3(BJ)/def2-TZVPPD"), ==, 1);
  g_assert_cmpuint (count (all, "（"), ==, 5);
  g_assert_cmpuint (count (all, "“"), ==, 2);
}

int
main (int argc, char **argv)
{
  g_autofree gchar *seed = g_build_filename (g_getenv ("WENZHAI_CORPUS") ?: "", "digests", "seed.txt", NULL);

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < wz_normalise_get_n_rules (); i++) {
    const WzNormaliseRule *rule = wz_normalise_get_rule (i);
    g_autofree gchar *path = g_strdup_printf ("/edit/normalise/rule/%s", wz_normalise_rule_get_name (rule));
    g_test_add_data_func (path, rule, test_rule);
  }
  g_test_add_func ("/edit/normalise/R10-T10", test_T10);
  g_test_add_func ("/edit/normalise/R4-R12-reference", test_reference);
  g_test_add_func ("/edit/normalise/R10-sentences", test_sentences);
  g_test_add_func ("/edit/normalise/R11-guarded", test_R11_guarded);
  g_test_add_func ("/edit/normalise/english", test_english);
  g_test_add_func ("/edit/normalise/R12-composed", test_R12_composed);
  g_test_add_func ("/edit/normalise/hant-quotes", test_hant_quotes);
  g_test_add_func ("/edit/normalise/clean", test_clean);
  g_test_add_func ("/edit/normalise/looks", test_looks);
  g_test_add_func ("/edit/normalise/many-marks", test_many_marks);
  g_test_add_func ("/edit/normalise/runs", test_runs);
  g_test_add_func ("/edit/normalise/idempotent", test_idempotent);
  g_test_add_func ("/edit/normalise/hostile", test_hostile);
  g_test_add_func ("/edit/normalise/X13-example", test_example);
  if (g_file_test (seed, G_FILE_TEST_IS_REGULAR))
    g_test_add_data_func ("/edit/normalise/X13-seed", seed, test_seed);
  return g_test_run ();
}
