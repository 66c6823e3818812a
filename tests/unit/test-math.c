/* test-math.c: which signs of a paragraph are formulae. SPDX-License-Identifier: MIT */
#include "base/wz-math.h"

#include <string.h>
#include <time.h>

/* Marked as found: ⟦inline⟧, ⟦⟦display⟧⟧, «?sign» for an unsure one; all else is text. */
static const gchar *const cases[][2] = {
    /* the paragraph is paired as a whole */
    {"the register $ N $ to the size $ O $, where $ N = \\log_2 O $. Leveraging these principles, circuits "
     "compress the layout into a two-qubit, 4$\\times $4 Hilbert space.",
     "the register ⟦N⟧ to the size ⟦O⟧, where ⟦N = \\log_2 O⟧. Leveraging these principles, circuits "
     "compress the layout into a two-qubit, 4⟦\\times⟧4 Hilbert space."},
    {"It costs $5 or 6$ a unit, not $10 and $20, for $n$ of them.",
     "It costs $5 or 6$ a unit, not $10 and $20, for ⟦n⟧ of them."},
    {"by $\\sim$19.1\\%; a bound of $\\tilde{O}(\\sqrt{T}) $ holds",
     "by ⟦\\sim⟧19.1\\%; a bound of ⟦\\tilde{O}(\\sqrt{T})⟧ holds"},
    {"提高$\\sim$19.1\\%，界为$\\tilde{O}(\\sqrt{T}) $，成立",
     "提高⟦\\sim⟧19.1\\%，界为⟦\\tilde{O}(\\sqrt{T})⟧，成立"},
    {"$x$ and $y$ and $x$=$y$, so 2$x$+3$y$", "⟦x⟧ and ⟦y⟧ and ⟦x⟧=⟦y⟧, so 2⟦x⟧+3⟦y⟧"},
    /* money */
    {"from $5 to 10$ and US$ 3 million, US$ 4 million", "from $5 to 10$ and US$ 3 million, US$ 4 million"},
    {"A$5 vs B$6, $5,$6, $5/$10", "A$5 vs B$6, $5,$6, $5/$10"},
    {"花费$5，共$10。", "花费$5，共$10。"},
    {"$100, $200 or $n$ dollars; $10M to $20M", "$100, $200 or ⟦n⟧ dollars; $10M to $20M"},
    {"5$/kg and 10$/kg, 5$ or 6$", "5$/kg and 10$/kg, 5$ or 6$"},
    {"cost \\$5 and \\$x and $x$", "cost \\$5 and \\$x and ⟦x⟧"},
    /* a shell's variables */
    {"echo $HOME and $PATH, $HOME/$USER, awk $1 and $2", "echo $HOME and $PATH, $HOME/$USER, awk $1 and $2"},
    {"${HOME}/${USER} and $a $b", "${HOME}/${USER} and $a $b"},
    {"`$x$` and http://a.org/?x=$y$ but $z$", "`$x$` and http://a.org/?x=$y$ but ⟦z⟧"},
    /* numbers, signs, names */
    {"$5$ times, $1{,}000$, $10$%, 5$\\pm$3, 3$-$5, 2$<$x, 10$^\\circ$",
     "⟦5⟧ times, ⟦1{,}000⟧, ⟦10⟧%, 5⟦\\pm⟧3, 3⟦-⟧5, 2⟦<⟧x, 10⟦^\\circ⟧"},
    {"$FID$, $top-k$, $Acc_{val}$, $k$NN, $N$th, $p$-value",
     "⟦FID⟧, ⟦top-k⟧, ⟦Acc_{val}⟧, ⟦k⟧NN, ⟦N⟧th, ⟦p⟧-value"},
    {"$softmax(QK^T/\\sqrt{d})$ and $x = y \\text{ if } z > 0$",
     "⟦softmax(QK^T/\\sqrt{d})⟧ and ⟦x = y \\text{ if } z > 0⟧"},
    {"非高斯情况（$\\\\alpha \\\\in (0, 2)$）", "非高斯情况（⟦\\\\alpha \\\\in (0, 2)⟧）"},
    /* Han: a word of a subscript, or of \text; else prose */
    {"损失$L_{总}$与$\\text{损失}$，但$损失$", "损失⟦L_{总}⟧与⟦\\text{损失}⟧，但$损失$"},
    /* the other delimiters; Markdown's brackets */
    {"\\(n\\), \\(TPP\\), \\[ E = mc^2 \\], $$x+1$$, $a$$b$", "⟦n⟧, ⟦TPP⟧, ⟦⟦E = mc^2⟧⟧, ⟦⟦x+1⟧⟧, ⟦a⟧⟦b⟧"},
    {"\\[LG\\] \\(see above\\) \\[1\\] \\(1\\)", "\\[LG\\] \\(see above\\) \\[1\\] \\(1\\)"},
    /* unsure is text, and said */
    {"an $\\alpha end", "an «?$»\\alpha end"},
    {"with $\\mathcal{O}(n), which is less, and $y$ here",
     "with «?$»\\mathcal{O}(n), which is less, and ⟦y⟧ here"},
    {"$\\href{https://a.org}{\\text{this URL}}$.", "«?$»\\href{https://a.org}{\\text{this URL}}$."},
    {"$we show that this holds for all$", "$we show that this holds for all$"},
    {"$", "$"},
    {"$$LN$$ and $$\\text{MLP}_{tune}^i$$", "⟦⟦LN⟧⟧ and ⟦⟦\\text{MLP}_{tune}^i⟧⟧"},
    {"$$ $$ and $ $ and \\( \\)", "$$ $$ and $ $ and \\( \\)"},
    {"$a\\ $", "⟦a\\ ⟧"},
    {"$$", "$$"},
    {"$$$$", "$$$$"},
    {"\\(", "\\("},
    {"", ""},
};

static gchar *
mark (const gchar *text)
{
  static const gchar *const marks[][2] = {
      [WZ_MATH_INLINE] = {"⟦", "⟧"}, [WZ_MATH_DISPLAY] = {"⟦⟦", "⟧⟧"}, [WZ_MATH_UNSURE] = {"«?", "»"}};
  g_autoptr (GArray) spans = wz_math_find (text, -1);
  GString *out = g_string_new (NULL);
  gsize at = 0;

  for (guint i = 0; i < spans->len; i++) {
    const WzMathSpan *span = &g_array_index (spans, WzMathSpan, i);
    gboolean unsure = span->kind == WZ_MATH_UNSURE;
    gsize from = unsure ? span->start : span->tex_start, to = unsure ? span->end : span->tex_end;

    g_assert_cmpuint (span->start, >=, at);
    g_assert_cmpuint (span->end, <=, strlen (text));
    g_string_append_len (out, text + at, (gssize) (span->start - at));
    g_string_append (out, marks[span->kind][0]);
    g_string_append_len (out, text + from, (gssize) (to - from));
    g_string_append (out, marks[span->kind][1]);
    at = span->end;
  }
  g_string_append (out, text + at);
  return g_string_free (out, FALSE);
}

static void
test_pairing (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree gchar *marked = mark (cases[i][0]);

    g_assert_cmpstr (marked, ==, cases[i][1]);
  }
}

static void
test_too_long (void)
{
  g_autoptr (GString) text = g_string_new ("$");
  g_autofree gchar *marked = NULL;

  while (text->len <= WZ_MATH_MAX_BYTES)
    g_string_append (text, "\\alpha+");
  g_string_append (text, "1$ and $x$");
  marked = mark (text->str);
  g_assert_true (g_str_has_prefix (marked, "«?$»\\alpha"));
  g_assert_true (g_str_has_suffix (marked, "1$ and ⟦x⟧"));
}

static void
test_prose (void)
{
  static const gchar *const pairs[][2] = {
      {"N = \\log_2 O . Leveraging these principles, we present", "Leveraging these principles"},
      {"x_{the best three words}", "best three words"},
      {"x = y \\text{ for all of the three words} z", NULL},
      {"\\operatorname{arg max} x", NULL},
      {"Attention(Q,K,V) = softmax(QK^T)", NULL},
      {"sin max log x", NULL},
      {"a b c d e f", NULL},
      {"", NULL},
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++) {
    gsize length = 0;
    const gchar *words = wz_math_find_prose (pairs[i][0], &length);
    g_autofree gchar *found = words != NULL ? g_strndup (words, length) : NULL;

    g_assert_true (found == NULL ? pairs[i][1] == NULL : g_str_has_prefix (found, pairs[i][1]));
  }
}

/* Sixteen times as much takes about sixteen times as long; what squares would take 256 times. */
static void
test_growth (void)
{
  static const gchar *const pieces[] = {"$",   "$x$ ",    "$\\text{", "`",      "http://$",
                                        "\\(", "$5 and ", "{",        "\\frac{"};

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++) {
    gdouble seconds[2];

    for (guint k = 0; k < 2; k++) {
      g_autoptr (GString) text = g_string_new (NULL);
      gsize size = k == 0 ? 1 << 16 : 1 << 20;

      while (text->len < size)
        g_string_append (text, pieces[i]);
      clock_t start = clock (); /* of this process: other work on the machine does not count */
      g_array_unref (wz_math_find (text->str, -1));
      seconds[k] = (gdouble) (clock () - start) / CLOCKS_PER_SEC;
    }
    g_test_message ("%s: %.4f s, %.4f s", pieces[i], seconds[0], seconds[1]);
    g_assert_cmpfloat (seconds[1], <, 96 * MAX (seconds[0], 0.005));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/math/pairing", test_pairing);
  g_test_add_func ("/base/math/too-long-stays-text", test_too_long);
  g_test_add_func ("/base/math/prose-in-a-formula", test_prose);
  g_test_add_func ("/base/math/growth", test_growth);
  return g_test_run ();
}
