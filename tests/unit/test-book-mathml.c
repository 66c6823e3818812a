/* test-book-mathml.c: formulae as MathML. SPDX-License-Identifier: MIT */
#include <wenzhai-kit/wz-book-mathml.h>

static gchar *
finish (WzXmlWriter *writer)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = wz_xml_writer_finish (writer, &error);
  gsize length = 0;
  const gchar *text;

  g_assert_no_error (error);
  text = g_bytes_get_data (bytes, &length);
  return g_strndup (text, length);
}

/* @text without what @pattern finds. */
static gchar *
without (const gchar *text, const gchar *pattern)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);

  return g_regex_replace_literal (regex, text, -1, 0, "", 0, NULL);
}

/* The elements that a MathML reader draws, and the characters that any other shows. */
static void
test_mathml (void)
{
  static const gchar *const cases[][3] = {
      {"x_i^2", "<msubsup><mi>x</mi><mrow><mi>i</mi></mrow><mrow><mn>2</mn></mrow></msubsup>", "x_i^2"},
      {"\\frac{1}{\\sqrt{n}}", "<mfrac><mn>1</mn><mrow><msqrt><mi>n</mi></msqrt></mrow></mfrac>", "1/√n"},
      {"\\sqrt[3]{2}", "<mroot><mn>2</mn><mrow><mn>3</mn></mrow></mroot>", "2^(1/3)"},
      {"\\sum_{i}x", "<mrow><munder><mo>∑</mo><mrow><mi>i</mi></mrow></munder><mi>x</mi></mrow>", "∑_(i)x"},
      {"\\hat x", "<mover accent=\"true\"><mi>x</mi><mo>ˆ</mo></mover>", "xˆ"},
      {"\\mathbf{x}<\\Theta",
       "<mrow><mi mathvariant=\"bold\">x</mi><mo>&lt;</mo><mi mathvariant=\"normal\">Θ</mi></mrow>",
       "x&lt;Θ"},
      {"\\log n",
       "<mrow><mi mathvariant=\"normal\">log</mi><mspace width=\"0.167em\"></mspace><mi>n</mi></mrow>",
       "log\u00a0n"},
      {"(x)",
       "<mrow><mo form=\"prefix\" fence=\"true\" stretchy=\"false\">(</mo><mi>x</mi>"
       "<mo form=\"postfix\" fence=\"true\" stretchy=\"false\">)</mo></mrow>",
       "(x)"},
      {"\\left[x\\right]",
       "<mrow><mo form=\"prefix\" fence=\"true\">[</mo><mi>x</mi>"
       "<mo form=\"postfix\" fence=\"true\">]</mo></mrow>",
       "[x]"},
      {"\\text{a \\& b}\\quad", "<mrow><mtext>a &amp; b</mtext><mspace width=\"1.000em\"></mspace></mrow>",
       "a &amp; b\u00a0"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (WzXmlWriter) writer = wz_xml_writer_new (WZ_XML_MODE_HTML);
    g_autoptr (WzFormula) formula = wz_formula_parse (cases[i][0]);
    g_autofree gchar *text = NULL, *drawn = NULL, *body = NULL, *characters = NULL;

    wz_book_write_mathml (formula, FALSE, writer);
    text = finish (writer);
    g_assert_true (g_str_has_prefix (text, "<math xmlns=\"http://www.w3.org/1998/Math/MathML\" alttext=\""));
    drawn = without (text, "<semantics><mrow></mrow><annotation>[^<]*</annotation></semantics>|\n");
    body = without (drawn, "^<math [^<]*\">|</math>$");
    g_assert_cmpstr (body, ==, cases[i][1]);
    characters = without (text, "<[^<>]*>|\n");
    g_assert_cmpstr (characters, ==, cases[i][2]);
  }
}

/* In one line, whatever two dimensions it has: parentheses where one would read wrongly without. */
static void
test_mathml_characters (void)
{
  static const gchar *const pairs[][2] = {
      {"\\frac{a+b}{c}", "(a+b)/c"},
      {"2\\frac{1}{2}", "2(1/2)"},
      {"\\frac{1}{2\\sigma^2}x", "(1/(2σ^2))x"},
      {"\\sqrt{a^2+b^2}", "√(a^2+b^2)"},
      {"\\sqrt[3]{x+1}", "(x+1)^(1/3)"},
      {"\\sum_{i=1}^{n}x_iy", "∑_(i=1)^(n)x_(i)y"},
      {"x_{i+1}", "x_(i+1)"},
      {"2^{-2^m}", "2^(−2^m)"},
      {"f'(x)", "f′(x)"},
      {"\\binom{n}{k}", "(n\u00a0choose\u00a0k)"},
      {"\\overline{a+b}", "(a+b)¯"},
      {"n\\log n", "n\u00a0log\u00a0n"},
      {"\\underset{x}{\\min}", "min_x"},
      {"\\left(1+\\frac{1}{n}\\right)^n", "(1+1/n)^n"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++) {
    g_autoptr (WzXmlWriter) writer = wz_xml_writer_new (WZ_XML_MODE_HTML);
    g_autoptr (WzFormula) formula = wz_formula_parse (pairs[i][0]);
    g_autofree gchar *text = NULL, *characters = NULL;

    wz_book_write_mathml (formula, TRUE, writer);
    text = finish (writer);
    characters = without (text, "<[^<>]*>|\n");
    g_assert_cmpstr (characters, ==, pairs[i][1]);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/common/book/X12-mathml", test_mathml);
  g_test_add_func ("/common/book/mathml-characters", test_mathml_characters);
  return g_test_run ();
}
