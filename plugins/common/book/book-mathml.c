/* book-mathml.c: tree to presentation MathML 3. In: FormulaNode. Out: elements. SPDX-License-Identifier:
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
#include "book-mathml.h"

#define NBSP "\xc2\xa0"

static void write_bare (XmlWriter *writer, const FormulaNode *node);
static void write_node (XmlWriter *writer, const FormulaNode *node);

/* Characters that only a reader without MathML shows. */
static void
write_aside (XmlWriter *writer, const gchar *text)
{
  xml_start (writer, "semantics");
  xml_start (writer, "mrow");
  xml_end (writer);
  xml_element (writer, "annotation", text);
  xml_end (writer);
}

static void
write_thin_space (XmlWriter *writer)
{
  write_aside (writer, NBSP);
  xml_start (writer, "mspace");
  xml_attr (writer, "width", "0.167em");
  xml_end (writer);
}

/* log, or log with a script. */
static gboolean
is_function (const FormulaNode *node)
{
  if (node->kind == FORMULA_NODE_SCRIPTS && !node->flag)
    node = g_ptr_array_index (node->children, 0);
  return node->kind == FORMULA_NODE_FUNCTION;
}

/* A letter, a number, what is built of them: beside it the name of a function would be read into it. */
static gboolean
is_operand (const FormulaNode *node)
{
  return node->kind != FORMULA_NODE_OPERATOR && node->kind != FORMULA_NODE_SPACE;
}

/* A thin space parts a function from its argument, unless that stands in parentheses (The TeXbook, chapter
 * 18). */
static void
write_row (XmlWriter *writer, const FormulaNode *node)
{
  xml_start (writer, "mrow");
  for (guint i = 0; node->children != NULL && i < node->children->len; i++) {
    const FormulaNode *child = g_ptr_array_index (node->children, i);
    const FormulaNode *next = i + 1 < node->children->len ? g_ptr_array_index (node->children, i + 1) : NULL;

    write_node (writer, child);
    if (next != NULL && is_function (child) && is_operand (next))
      write_thin_space (writer);
    else if (next != NULL && is_function (next) && is_operand (child))
      write_aside (writer, NBSP);
  }
  xml_end (writer);
}

/* mi: one letter is italic by itself, several are upright. */
static void
write_identifier (XmlWriter *writer, const FormulaNode *node)
{
  static const gchar *const variants[] = {[FORMULA_UPRIGHT] = "normal",
                                          [FORMULA_ITALIC] = NULL,
                                          [FORMULA_BOLD] = "bold",
                                          [FORMULA_BOLD_ITALIC] = "bold-italic",
                                          [FORMULA_MONO] = "monospace"};

  xml_start (writer, "mi");
  xml_attr (writer, "mathvariant", variants[node->style]);
  xml_text (writer, node->text);
  xml_end (writer);
}

/* Fences say their form, or renderers space them as infix operators; only those of \left and \right grow. */
static void
write_operator (XmlWriter *writer, const FormulaNode *node)
{
  gboolean fence = node->class == FORMULA_OPEN || node->class == FORMULA_CLOSE;
  gboolean bar = g_str_equal (node->text, "|") || g_str_equal (node->text, "‖");

  xml_start (writer, "mo");
  if (fence) {
    xml_attr (writer, "form", node->class == FORMULA_OPEN ? "prefix" : "postfix");
    xml_attr (writer, "fence", "true");
  }
  if ((fence || bar) && !node->flag)
    xml_attr (writer, "stretchy", "false");
  if (node->class == FORMULA_ORDINARY && (g_str_equal (node->text, ",") || g_str_equal (node->text, ";"))) {
    xml_attr (writer, "lspace", "0");
    xml_attr (writer, "rspace", "0");
  }
  xml_text (writer, node->text);
  xml_end (writer);
}

static void
write_space (XmlWriter *writer, const FormulaNode *node)
{
  write_aside (writer, NBSP);
  xml_start (writer, "mspace");
  /* eighteenths of an em, in thousandths: no floating point, no locale */
  xml_attrf (writer, "width", "%d.%03dem", node->width_mu / 18, node->width_mu % 18 * 1000 / 18);
  xml_end (writer);
}

/* @node behind the sign that stands for its place: _i, ^(i+1). */
static void
write_behind (XmlWriter *writer, const gchar *sign, const FormulaNode *node)
{
  gboolean brackets = node->brackets != FORMULA_BRACKETS_NONE;
  g_autofree gchar *opening = g_strconcat (sign, brackets ? "(" : "", NULL);

  xml_start (writer, "mrow");
  write_aside (writer, opening);
  write_bare (writer, node);
  if (brackets)
    write_aside (writer, ")");
  xml_end (writer);
}

/* Primes are small and high by themselves: ′ ″ ‴ ⁗. */
static gboolean
is_prime (const FormulaNode *node)
{
  gunichar c = node->kind == FORMULA_NODE_OPERATOR ? g_utf8_get_char (node->text) : 0;

  return (c >= 0x2032 && c <= 0x2034) || c == 0x2057;
}

static void
write_script (XmlWriter *writer, const gchar *sign, const FormulaNode *node)
{
  if (is_prime (node))
    write_bare (writer, node);
  else
    write_behind (writer, sign, node);
}

static void
write_scripts (XmlWriter *writer, const FormulaNode *node)
{
  const FormulaNode *sub = g_ptr_array_index (node->children, 1);
  const FormulaNode *sup = g_ptr_array_index (node->children, 2);
  const gchar *name = sub == NULL   ? (node->flag ? "mover" : "msup")
                      : sup == NULL ? (node->flag ? "munder" : "msub")
                                    : (node->flag ? "munderover" : "msubsup");

  xml_start (writer, name);
  write_node (writer, g_ptr_array_index (node->children, 0));
  if (sub != NULL)
    write_script (writer, "_", sub);
  if (sup != NULL)
    write_script (writer, "^", sup);
  xml_end (writer);
}

static void
write_fraction (XmlWriter *writer, const FormulaNode *node)
{
  if (node->flag) {
    xml_start (writer, "mrow");
    xml_element (writer, "mo", "(");
  }
  xml_start (writer, "mfrac");
  if (node->flag)
    xml_attr (writer, "linethickness", "0");
  write_node (writer, g_ptr_array_index (node->children, 0));
  xml_start (writer, "mrow");
  write_aside (writer, node->flag ? NBSP "choose" NBSP : "/");
  write_node (writer, g_ptr_array_index (node->children, 1));
  xml_end (writer);
  xml_end (writer);
  if (node->flag) {
    xml_element (writer, "mo", ")");
    xml_end (writer);
  }
}

/* The index stands behind the radicand, where a root reads best as a power: x^(1/3). */
static void
write_root (XmlWriter *writer, const FormulaNode *node)
{
  const FormulaNode *radicand = g_ptr_array_index (node->children, 0);

  if (node->children->len == 1) {
    xml_start (writer, "msqrt");
    write_aside (writer, "√");
    write_node (writer, radicand);
    xml_end (writer);
    return;
  }
  xml_start (writer, "mroot");
  write_node (writer, radicand);
  xml_start (writer, "mrow");
  write_aside (writer, "^(1/");
  write_node (writer, g_ptr_array_index (node->children, 1));
  write_aside (writer, ")");
  xml_end (writer);
  xml_end (writer);
}

static void
write_stack (XmlWriter *writer, const FormulaNode *node)
{
  gboolean under = node->kind == FORMULA_NODE_UNDER;
  const FormulaNode *mark = g_ptr_array_index (node->children, 1);

  xml_start (writer, under ? "munder" : "mover");
  write_node (writer, g_ptr_array_index (node->children, 0));
  if (mark->kind == FORMULA_NODE_OPERATOR)
    write_node (writer, mark);
  else
    write_behind (writer, under ? "_" : "^", mark);
  xml_end (writer);
}

static void
write_accent (XmlWriter *writer, const FormulaNode *node)
{
  gboolean under = node->text[0] == '_';

  xml_start (writer, under ? "munder" : "mover");
  xml_attr (writer, under ? "accentunder" : "accent", "true");
  write_node (writer, g_ptr_array_index (node->children, 0));
  xml_element (writer, "mo", node->text);
  xml_end (writer);
}

static void
write_bare (XmlWriter *writer, const FormulaNode *node)
{
  switch (node->kind) {
  case FORMULA_NODE_ROW:
    write_row (writer, node);
    break;
  case FORMULA_NODE_IDENTIFIER:
    write_identifier (writer, node);
    break;
  case FORMULA_NODE_NUMBER:
    xml_element (writer, "mn", node->text);
    break;
  case FORMULA_NODE_OPERATOR:
    write_operator (writer, node);
    break;
  case FORMULA_NODE_FUNCTION:
    xml_start (writer, "mi");
    xml_attr (writer, "mathvariant", "normal");
    xml_text (writer, node->text);
    xml_end (writer);
    break;
  case FORMULA_NODE_TEXT:
    xml_element (writer, "mtext", node->text);
    break;
  case FORMULA_NODE_SPACE:
    write_space (writer, node);
    break;
  case FORMULA_NODE_FRACTION:
    write_fraction (writer, node);
    break;
  case FORMULA_NODE_ROOT:
    write_root (writer, node);
    break;
  case FORMULA_NODE_SCRIPTS:
    write_scripts (writer, node);
    break;
  case FORMULA_NODE_ACCENT:
    write_accent (writer, node);
    break;
  case FORMULA_NODE_UNDER:
  case FORMULA_NODE_OVER:
    write_stack (writer, node);
    break;
  }
}

static void
write_node (XmlWriter *writer, const FormulaNode *node)
{
  if (node->brackets != FORMULA_BRACKETS_ALWAYS) {
    write_bare (writer, node);
    return;
  }
  xml_start (writer, "mrow");
  write_aside (writer, "(");
  write_bare (writer, node);
  write_aside (writer, ")");
  xml_end (writer);
}

void
book_write_mathml (const Formula *formula, gboolean block, XmlWriter *writer)
{
  xml_start (writer, "math");
  xml_attr (writer, "xmlns", "http://www.w3.org/1998/Math/MathML");
  xml_attr (writer, "alttext", formula_get_tex (formula));
  if (block)
    xml_attr (writer, "displaystyle", "true");
  write_node (writer, formula_get_root (formula));
  xml_end (writer);
}
