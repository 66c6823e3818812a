/* book-mathml.c: tree to presentation MathML 3. In: WzFormulaNode. Out: elements. SPDX-License-Identifier:
 * MIT
 *
 * Only what MathML Core and older readers both render: no mathvariant beyond `normal`, `bold` and
 * `bold-italic`; other alphabets are Unicode letters.
 *
 * A reader without MathML shows the characters alone, one behind the other: 1n for 1/√n. So what two
 * dimensions say with bars and places is there as characters too, each in an annotation of nothing: readers
 * with MathML show no annotations and give them no room (MathML 3, 5.1.3; MathML Core, 3.6.1), the others
 * read 1/√n, (a+b)/c, x_i^2.
 */
#include <wenzhai-kit/wz-book-mathml.h>

#define NBSP "\xc2\xa0"

static void write_bare (WzXmlWriter *writer, const WzFormulaNode *node);
static void write_node (WzXmlWriter *writer, const WzFormulaNode *node);

/* Characters that only a reader without MathML shows. */
static void
write_aside (WzXmlWriter *writer, const gchar *text)
{
  wz_xml_start (writer, "semantics");
  wz_xml_start (writer, "mrow");
  wz_xml_end (writer);
  wz_xml_element (writer, "annotation", text);
  wz_xml_end (writer);
}

static void
write_thin_space (WzXmlWriter *writer)
{
  write_aside (writer, NBSP);
  wz_xml_start (writer, "mspace");
  wz_xml_attr (writer, "width", "0.167em");
  wz_xml_end (writer);
}

/* log, or log with a script. */
static gboolean
is_function (const WzFormulaNode *node)
{
  if (node->kind == WZ_FORMULA_NODE_SCRIPTS && !node->flag)
    node = g_ptr_array_index (node->children, 0);
  return node->kind == WZ_FORMULA_NODE_FUNCTION;
}

/* A letter, a number, what is built of them: beside it the name of a function would be read into it. */
static gboolean
is_operand (const WzFormulaNode *node)
{
  return node->kind != WZ_FORMULA_NODE_OPERATOR && node->kind != WZ_FORMULA_NODE_SPACE;
}

/* A thin space parts a function from its argument, unless that stands in parentheses (The TeXbook, chapter
 * 18). */
static void
write_row (WzXmlWriter *writer, const WzFormulaNode *node)
{
  wz_xml_start (writer, "mrow");
  for (guint i = 0; node->children != NULL && i < node->children->len; i++) {
    const WzFormulaNode *child = g_ptr_array_index (node->children, i);
    const WzFormulaNode *next =
        i + 1 < node->children->len ? g_ptr_array_index (node->children, i + 1) : NULL;

    write_node (writer, child);
    if (next != NULL && is_function (child) && is_operand (next))
      write_thin_space (writer);
    else if (next != NULL && is_function (next) && is_operand (child))
      write_aside (writer, NBSP);
  }
  wz_xml_end (writer);
}

/* mi: one letter is italic by itself, several are upright. */
static void
write_identifier (WzXmlWriter *writer, const WzFormulaNode *node)
{
  static const gchar *const variants[] = {[WZ_FORMULA_UPRIGHT] = "normal",
                                          [WZ_FORMULA_ITALIC] = NULL,
                                          [WZ_FORMULA_BOLD] = "bold",
                                          [WZ_FORMULA_BOLD_ITALIC] = "bold-italic",
                                          [WZ_FORMULA_MONO] = "monospace"};

  wz_xml_start (writer, "mi");
  wz_xml_attr (writer, "mathvariant", variants[node->style]);
  wz_xml_text (writer, node->text);
  wz_xml_end (writer);
}

/* Fences say their form, or renderers space them as infix operators; only those of \left and \right grow. */
static void
write_operator (WzXmlWriter *writer, const WzFormulaNode *node)
{
  gboolean fence = node->atom == WZ_FORMULA_OPEN || node->atom == WZ_FORMULA_CLOSE;
  gboolean bar = g_str_equal (node->text, "|") || g_str_equal (node->text, "‖");

  wz_xml_start (writer, "mo");
  if (fence) {
    wz_xml_attr (writer, "form", node->atom == WZ_FORMULA_OPEN ? "prefix" : "postfix");
    wz_xml_attr (writer, "fence", "true");
  }
  if ((fence || bar) && !node->flag)
    wz_xml_attr (writer, "stretchy", "false");
  if (node->atom == WZ_FORMULA_ORDINARY && (g_str_equal (node->text, ",") || g_str_equal (node->text, ";"))) {
    wz_xml_attr (writer, "lspace", "0");
    wz_xml_attr (writer, "rspace", "0");
  }
  wz_xml_text (writer, node->text);
  wz_xml_end (writer);
}

static void
write_space (WzXmlWriter *writer, const WzFormulaNode *node)
{
  write_aside (writer, NBSP);
  wz_xml_start (writer, "mspace");
  /* eighteenths of an em, in thousandths: no floating point, no locale */
  wz_xml_attrf (writer, "width", "%d.%03dem", node->width_mu / 18, node->width_mu % 18 * 1000 / 18);
  wz_xml_end (writer);
}

/* @node behind the sign that stands for its place: _i, ^(i+1). */
static void
write_behind (WzXmlWriter *writer, const gchar *sign, const WzFormulaNode *node)
{
  gboolean brackets = node->brackets != WZ_FORMULA_BRACKETS_NONE;
  g_autofree gchar *opening = g_strconcat (sign, brackets ? "(" : "", NULL);

  wz_xml_start (writer, "mrow");
  write_aside (writer, opening);
  write_bare (writer, node);
  if (brackets)
    write_aside (writer, ")");
  wz_xml_end (writer);
}

/* Primes are small and high by themselves: ′ ″ ‴ ⁗. */
static gboolean
is_prime (const WzFormulaNode *node)
{
  gunichar c = node->kind == WZ_FORMULA_NODE_OPERATOR ? g_utf8_get_char (node->text) : 0;

  return (c >= 0x2032 && c <= 0x2034) || c == 0x2057;
}

static void
write_script (WzXmlWriter *writer, const gchar *sign, const WzFormulaNode *node)
{
  if (is_prime (node))
    write_bare (writer, node);
  else
    write_behind (writer, sign, node);
}

static void
write_scripts (WzXmlWriter *writer, const WzFormulaNode *node)
{
  const WzFormulaNode *sub = g_ptr_array_index (node->children, 1);
  const WzFormulaNode *sup = g_ptr_array_index (node->children, 2);
  const gchar *name = sub == NULL   ? (node->flag ? "mover" : "msup")
                      : sup == NULL ? (node->flag ? "munder" : "msub")
                                    : (node->flag ? "munderover" : "msubsup");

  wz_xml_start (writer, name);
  write_node (writer, g_ptr_array_index (node->children, 0));
  if (sub != NULL)
    write_script (writer, "_", sub);
  if (sup != NULL)
    write_script (writer, "^", sup);
  wz_xml_end (writer);
}

static void
write_fraction (WzXmlWriter *writer, const WzFormulaNode *node)
{
  if (node->flag) {
    wz_xml_start (writer, "mrow");
    wz_xml_element (writer, "mo", "(");
  }
  wz_xml_start (writer, "mfrac");
  if (node->flag)
    wz_xml_attr (writer, "linethickness", "0");
  write_node (writer, g_ptr_array_index (node->children, 0));
  wz_xml_start (writer, "mrow");
  write_aside (writer, node->flag ? NBSP "choose" NBSP : "/");
  write_node (writer, g_ptr_array_index (node->children, 1));
  wz_xml_end (writer);
  wz_xml_end (writer);
  if (node->flag) {
    wz_xml_element (writer, "mo", ")");
    wz_xml_end (writer);
  }
}

/* The index stands behind the radicand, where a root reads best as a power: x^(1/3). */
static void
write_root (WzXmlWriter *writer, const WzFormulaNode *node)
{
  const WzFormulaNode *radicand = g_ptr_array_index (node->children, 0);

  if (node->children->len == 1) {
    wz_xml_start (writer, "msqrt");
    write_aside (writer, "√");
    write_node (writer, radicand);
    wz_xml_end (writer);
    return;
  }
  wz_xml_start (writer, "mroot");
  write_node (writer, radicand);
  wz_xml_start (writer, "mrow");
  write_aside (writer, "^(1/");
  write_node (writer, g_ptr_array_index (node->children, 1));
  write_aside (writer, ")");
  wz_xml_end (writer);
  wz_xml_end (writer);
}

static void
write_stack (WzXmlWriter *writer, const WzFormulaNode *node)
{
  gboolean under = node->kind == WZ_FORMULA_NODE_UNDER;
  const WzFormulaNode *mark = g_ptr_array_index (node->children, 1);

  wz_xml_start (writer, under ? "munder" : "mover");
  write_node (writer, g_ptr_array_index (node->children, 0));
  if (mark->kind == WZ_FORMULA_NODE_OPERATOR)
    write_node (writer, mark);
  else
    write_behind (writer, under ? "_" : "^", mark);
  wz_xml_end (writer);
}

static void
write_accent (WzXmlWriter *writer, const WzFormulaNode *node)
{
  gboolean under = node->text[0] == '_';

  wz_xml_start (writer, under ? "munder" : "mover");
  wz_xml_attr (writer, under ? "accentunder" : "accent", "true");
  write_node (writer, g_ptr_array_index (node->children, 0));
  wz_xml_element (writer, "mo", node->text);
  wz_xml_end (writer);
}

static void
write_bare (WzXmlWriter *writer, const WzFormulaNode *node)
{
  switch (node->kind) {
  case WZ_FORMULA_NODE_ROW:
    write_row (writer, node);
    break;
  case WZ_FORMULA_NODE_IDENTIFIER:
    write_identifier (writer, node);
    break;
  case WZ_FORMULA_NODE_NUMBER:
    wz_xml_element (writer, "mn", node->text);
    break;
  case WZ_FORMULA_NODE_OPERATOR:
    write_operator (writer, node);
    break;
  case WZ_FORMULA_NODE_FUNCTION:
    wz_xml_start (writer, "mi");
    wz_xml_attr (writer, "mathvariant", "normal");
    wz_xml_text (writer, node->text);
    wz_xml_end (writer);
    break;
  case WZ_FORMULA_NODE_TEXT:
    wz_xml_element (writer, "mtext", node->text);
    break;
  case WZ_FORMULA_NODE_SPACE:
    write_space (writer, node);
    break;
  case WZ_FORMULA_NODE_FRACTION:
    write_fraction (writer, node);
    break;
  case WZ_FORMULA_NODE_ROOT:
    write_root (writer, node);
    break;
  case WZ_FORMULA_NODE_SCRIPTS:
    write_scripts (writer, node);
    break;
  case WZ_FORMULA_NODE_ACCENT:
    write_accent (writer, node);
    break;
  case WZ_FORMULA_NODE_UNDER:
  case WZ_FORMULA_NODE_OVER:
    write_stack (writer, node);
    break;
  }
}

static void
write_node (WzXmlWriter *writer, const WzFormulaNode *node)
{
  if (node->brackets != WZ_FORMULA_BRACKETS_ALWAYS) {
    write_bare (writer, node);
    return;
  }
  wz_xml_start (writer, "mrow");
  write_aside (writer, "(");
  write_bare (writer, node);
  write_aside (writer, ")");
  wz_xml_end (writer);
}

void
wz_book_write_mathml (const WzFormula *formula, gboolean block, WzXmlWriter *writer)
{
  wz_xml_start (writer, "math");
  wz_xml_attr (writer, "xmlns", "http://www.w3.org/1998/Math/MathML");
  wz_xml_attr (writer, "alttext", wz_formula_get_tex (formula));
  if (block)
    wz_xml_attr (writer, "displaystyle", "true");
  write_node (writer, wz_formula_get_root (formula));
  wz_xml_end (writer);
}
