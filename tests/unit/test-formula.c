/* test-formula.c: TeX subset to runs, text, tree. SPDX-License-Identifier: MIT */
#include <glib.h>
#include <string.h>

#include "formula/formula-symbols.h"

static const struct {
  const gchar *tex;
  const gchar *text;
  gboolean linear;
} cases[] = {
    {"n", "n", TRUE},
    {"t-1", "t − 1", TRUE},
    {"-1", "−1", TRUE},
    {"x=-1", "x = −1", TRUE},
    {"(-x)", "(−x)", TRUE},
    {"\\ell", "ℓ", TRUE},
    {"O(1/k^{1/4})", "O(1/k^(1/4))", TRUE},
    {"O(\\text{OPT}^{2/3})", "O(OPT^(2/3))", TRUE},
    {"O(1/\\sqrt{n})", "O(1/√n)", TRUE},
    {"O(\\sqrt{\\log n/pn})", "O(√(log n/pn))", FALSE},
    {"x^2", "x²", TRUE},
    {"x_i^2", "xᵢ²", TRUE},
    {"x^{-1}", "x⁻¹", TRUE},
    {"r = O_d(1)", "r = O_d(1)", TRUE},
    {"a_{ij}", "a_(ij)", TRUE},
    {"p_\\text{noise}", "p_(noise)", TRUE},
    {"\\sigma_{\\min}", "σ_(min)", TRUE},
    {"2^{-2^m}", "2^(−2^m)", FALSE},
    {"\\tilde{O}(\\cdot)", "Õ(·)", TRUE},
    {"\\hat x", "x̂", TRUE},
    {"\\overline{AB}", "A̅B̅", FALSE},
    {"\\bm\\pi_0", "π₀", TRUE},
    {"\\mathbb{R}^d", "ℝ^d", TRUE},
    {"\\mathcal{O}(n\\log n)", "𝒪(n log n)", TRUE},
    {"\\mathcal O", "𝒪", TRUE},
    {"\\mathfrak{g}", "𝔤", TRUE},
    {"p \\in [\\Theta(1/n^3),1]", "p ∈ [Θ(1/n³), 1]", TRUE},
    {"p\\geq\\Omega(\\log n/n)", "p ≥ Ω(log n/n)", TRUE},
    {"n \\to \\infty", "n → ∞", TRUE},
    {"\\frac12", "1/2", TRUE},
    {"\\frac{a+b}{c}", "(a + b)/c", FALSE},
    {"\\binom{n}{k}", "(n choose k)", FALSE},
    /* in a line, parentheses where a neighbour would be read into a fraction or a root, and nowhere else */
    {"\\frac{2}{3}", "2/3", TRUE},
    {"\\frac{1}{\\sqrt{n}}", "1/√n", TRUE},
    {"\\frac{a_i}{x^2}", "aᵢ/x²", TRUE},
    {"\\frac{(a+b)}{c}", "(a + b)/c", TRUE},
    {"\\frac{(a)(b)}{c}", "((a)(b))/c", FALSE},
    {"\\frac{\\frac{a}{b}}{c}", "(a/b)/c", FALSE},
    {"\\frac{1}{2\\sigma}", "1/(2σ)", FALSE},
    {"\\frac{-1}{2}", "(−1)/2", FALSE},
    {"2\\frac{1}{2}", "2(1/2)", FALSE},
    {"\\frac12x", "(1/2)x", FALSE},
    {"\\frac12 \\log x", "(1/2) log x", FALSE},
    {"\\frac{a}{b} + \\frac{c}{d}", "a/b + c/d", TRUE},
    {"(\\frac{a}{b})", "(a/b)", TRUE},
    {"c/\\frac{a}{b}", "c/(a/b)", FALSE},
    {"\\log\\frac{a}{b}", "log(a/b)", FALSE},
    {"\\sum\\frac{a}{b}", "∑ a/b", TRUE},
    {"-\\frac{1}{N}\\sum_i x", "−(1/N) ∑ᵢ x", FALSE},
    {"\\sqrt{n}\\sum x", "√n ∑ x", TRUE},
    {"|\\frac{a}{b}|", "|a/b|", TRUE},
    {"\\frac{a}{b}^2", "(a/b)²", FALSE},
    {"\\sqrt{2}\\pi", "√(2)π", FALSE},
    {"\\sqrt{n}\\log n", "√n log n", TRUE},
    {"\\sqrt{x}^2", "(√x)²", FALSE},
    {"\\sqrt{d_k}", "√(dₖ)", FALSE},
    {"\\sqrt{\\frac{a}{b}}", "√(a/b)", FALSE},
    {"x^{a_ib}", "x^(a_(i)b)", FALSE},
    {"\\mathbb{R}^dx", "ℝ^(d)x", TRUE},
    {"\\sqrt[3]{x}", "³√x", FALSE},
    {"\\sum_{i=1}^n x_i", "∑_(i=1)ⁿ xᵢ", FALSE},
    {"\\sum x", "∑ x", TRUE},
    {"\\max_{x} f(x)", "maxₓ f(x)", FALSE},
    {"\\left(\\frac{1}{2}\\right)", "(1/2)", TRUE},
    {"\\left. x \\right|_0", "x|₀", TRUE},
    {"f'(x)", "f^′(x)", TRUE},
    {"x'^2", "x^(′2)", TRUE},
    {"87.5\\%", "87.5%", TRUE},
    {"87.5%", "87.5%", TRUE},
    {"1,000", "1,000", TRUE},
    {"1{,}000", "1,000", TRUE},
    {"x := y", "x := y", TRUE},
    {"a=-b", "a = −b", TRUE},
    {"\\underbrace{a+b}_{n}", "(a + b)_(⏟n)", FALSE},
    {"(3,4)", "(3, 4)", TRUE},
    {"4\\times", "4 ×", TRUE},
    {"\\times 4", "×4", TRUE},
    {"4\\times4", "4 × 4", TRUE},
    {"\\sim 10", "∼10", TRUE},
    {"\\not\\in", "∉", TRUE},
    {"A\\not= B", "A ≠ B", TRUE},
    {"\\operatorname{rank}(A)", "rank(A)", TRUE},
    {"\\operatorname*{arg\\,max}_x f", "arg maxₓ f", FALSE},
    {"\\underset{x}{\\min}", "minₓ", FALSE},
    {"a \\pmod{p}", "a(mod p)", TRUE},
    {"\\{1, 2\\}", "{1, 2}", TRUE},
    {"\\|x\\|_2", "‖x‖₂", TRUE},
    {"{\\bf x}y", "xy", TRUE},
    {"\\vec{v}", "v\xe2\x83\x97", TRUE},
    {"a\\,b\\quad c", "a b c", TRUE},
    {"\\textit{fine-grained}", "fine-grained", TRUE},
    {"损失", "损失", TRUE},
    {"\\hat{\\mathbf{x}}", "x̂", TRUE},
    {"\\ldots", "…", TRUE},
    {"^\\circ", "^∘", TRUE},
    {"{}", "", TRUE},
    {"", "", TRUE},
};

static gchar *
without_nbsp (const gchar *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "\xc2\xa0", -1);

  return g_strjoinv (" ", parts);
}

static void
test_table (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (WzFormula) formula = wz_formula_parse (cases[i].tex);
    g_autofree gchar *text = wz_formula_dup_text (formula);
    g_autofree gchar *plain = without_nbsp (text);
    g_autofree gchar *want = without_nbsp (cases[i].text);

    g_test_message ("%s", cases[i].tex);
    g_assert_cmpstr (wz_formula_get_unknown (formula), ==, NULL);
    g_assert_cmpstr (plain, ==, want);
    g_assert_cmpint (wz_formula_is_linear (formula), ==, cases[i].linear);
  }
}

static void
test_runs (void)
{
  static const WzFormulaRun want[] = {
      {WZ_FORMULA_NORMAL, WZ_FORMULA_ITALIC, "x", "x"},
      {WZ_FORMULA_SUB, WZ_FORMULA_ITALIC, "i", "i"},
      {WZ_FORMULA_SUP, WZ_FORMULA_UPRIGHT, "2", "2"},
      {WZ_FORMULA_NORMAL, WZ_FORMULA_UPRIGHT, " ∈ ℝ", " ∈ R"},
      {WZ_FORMULA_SUP, WZ_FORMULA_ITALIC, "d", "d"},
      {WZ_FORMULA_NORMAL, WZ_FORMULA_UPRIGHT, ", ", ", "},
      {WZ_FORMULA_NORMAL, WZ_FORMULA_BOLD, "w", "w"},
  };
  g_autoptr (WzFormula) formula = wz_formula_parse ("x_i^2 \\in \\mathbb{R}^d, \\mathbf{w}");
  guint n = 0;
  const WzFormulaRun *runs = wz_formula_get_runs (formula, &n);

  g_assert_cmpuint (n, ==, G_N_ELEMENTS (want));
  for (guint i = 0; i < n; i++) {
    g_assert_cmpint (runs[i].level, ==, want[i].level);
    g_assert_cmpint (runs[i].style, ==, want[i].style);
    g_assert_cmpstr (runs[i].text, ==, want[i].text);
    g_assert_cmpstr (runs[i].plain, ==, want[i].plain);
  }
}

/* What is beyond the tables stays source, and says what it was. */
static void
test_unknown (void)
{
  static const gchar *const pairs[][2] = {
      {"\\k/2", "\\k"},
      {"\\unicode{x2013}", "\\unicode"},
      {"\\begin{matrix}a\\end{matrix}", "\\begin"},
      {"a & b", "&"},
      {"a \\\\ b", "\\\\"},
      {"{a", "}"},
      {"a}", "{"},
      {"x^", "argument"},
      {"x^2^3", "^"},
      {"\\frac{a}", "argument"},
      {"\\", "\\"},
      {"\\left", ""},
      {"\\text{a", "}"},
      {"\\not{a+b}", "\\not"},
      {"a#b", "#"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++) {
    g_autoptr (WzFormula) formula = wz_formula_parse (pairs[i][0]);
    g_autofree gchar *text = wz_formula_dup_text (formula);
    guint n = 0;

    g_test_message ("%s", pairs[i][0]);
    g_assert_false (wz_formula_is_known (formula));
    g_assert_cmpstr (wz_formula_get_unknown (formula), ==, pairs[i][1]);
    g_assert_cmpstr (text, ==, pairs[i][0]);
    g_assert_cmpstr (wz_formula_get_runs (formula, &n)->text, ==, pairs[i][0]);
    g_assert_cmpuint (n, ==, 1);
  }
}

static void
test_bounds (void)
{
  g_autoptr (GString) deep = g_string_new (NULL);
  g_autofree gchar *wide = g_strnfill (WZ_FORMULA_MAX_BYTES + 1, 'x');
  g_autoptr (WzFormula) formula = NULL;

  for (guint i = 0; i < 1000; i++)
    g_string_append (deep, "x^{");
  formula = wz_formula_parse (deep->str);
  g_assert_cmpstr (wz_formula_get_unknown (formula), ==, "depth");
  g_clear_pointer (&formula, wz_formula_free);
  formula = wz_formula_parse (wide);
  g_assert_cmpstr (wz_formula_get_unknown (formula), ==, "length");
  g_clear_pointer (&formula, wz_formula_free);
  formula = wz_formula_parse ("\xff\xfe");
  g_assert_cmpstr (wz_formula_get_unknown (formula), ==, "encoding");
}

/* bsearch() finds every row by its own name only if the table is in order. */
static void
test_names (void)
{
  static const gchar *const names[] = {"alpha",      "frac",    "sqrt",   "sum",    "int",     "prod",
                                       "mathbb",     "mathcal", "mathbf", "mathrm", "text",    "operatorname",
                                       "left",       "right",   "hat",    "bar",    "tilde",   "vec",
                                       "dot",        "leq",     "geq",    "neq",    "approx",  "times",
                                       "cdot",       "in",      "subset", "infty",  "partial", "nabla",
                                       "rightarrow", "ldots",   "%",      "{",      "}",       ",",
                                       "!",          " ",       "|",      "zeta"};

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    const WzCommand *command = wz_formula_find_command (names[i], strlen (names[i]));

    g_assert_nonnull (command);
    g_assert_cmpstr (command->name, ==, names[i]);
  }
  g_assert_null (wz_formula_find_command ("le", 1));
  g_assert_null (wz_formula_find_command ("alphabet", 8));
}

/* All prefixes of all cases: no crash, no read behind the end (under the sanitizers). */
static void
test_prefixes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (gsize n = 0; n <= strlen (cases[i].tex); n++) {
      g_autofree gchar *part = g_strndup (cases[i].tex, n);
      g_autoptr (WzFormula) formula = wz_formula_parse (part);
      g_autofree gchar *text = wz_formula_dup_text (formula);

      g_assert_nonnull (text);
    }
}

/* The formulae of a text: there are @at_least, and @percent of them are understood. */
static void
check_text (const gchar *path, guint at_least, guint percent)
{
  g_autofree gchar *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GRegex) regex = g_regex_new ("\\$([^$\n]+)\\$", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  guint known = 0, all = 0;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL)) {
    g_autofree gchar *tex = g_match_info_fetch (match, 1);
    g_autoptr (WzFormula) formula = wz_formula_parse (tex);

    all++;
    known += wz_formula_is_known (formula);
    if (!wz_formula_is_known (formula))
      g_test_message ("unknown: %s (%s)", tex, wz_formula_get_unknown (formula));
  }
  g_test_message ("%s: %u of %u", path, known, all);
  g_assert_cmpuint (all, >=, at_least);
  g_assert_cmpuint (known * 100, >=, all * percent);
}

static void
test_examples (void)
{
  g_autofree gchar *path = g_test_build_filename (G_TEST_DIST, "..", "examples", "2026-11-09.txt", NULL);

  check_text (path, 10, 100);
}

/* Abstracts of other people. */
static void
test_corpus (gconstpointer path)
{
  check_text (path, 1, 90);
}

int
main (int argc, char **argv)
{
  g_autofree gchar *abstracts =
      g_build_filename (g_getenv ("WENZHAI_CORPUS") != NULL ? g_getenv ("WENZHAI_CORPUS") : "", "hostile",
                        "made", "latex-abstracts.txt", NULL);

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/common/formula/X12-table", test_table);
  g_test_add_func ("/common/formula/X12-runs", test_runs);
  g_test_add_func ("/common/formula/X12-unknown-stays-source", test_unknown);
  g_test_add_func ("/common/formula/bounds", test_bounds);
  g_test_add_func ("/common/formula/names", test_names);
  g_test_add_func ("/common/formula/prefixes", test_prefixes);
  g_test_add_func ("/common/formula/examples", test_examples);
  if (g_file_test (abstracts, G_FILE_TEST_IS_REGULAR))
    g_test_add_data_func ("/common/formula/corpus", abstracts, test_corpus);
  return g_test_run ();
}
