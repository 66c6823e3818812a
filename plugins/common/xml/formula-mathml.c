/* formula-mathml.c: tree to presentation MathML 3. In: FormulaNode. Out: elements. SPDX-License-Identifier:
 * MIT
 *
 * Only what MathML Core and older readers both render: no mathvariant beyond `normal`, `bold` and
 * `bold-italic`; other alphabets are Unicode letters.
 */
#include "formula-mathml.h"

static void write_node (XmlWriter *writer, const FormulaNode *node);

static void
write_thin_space (XmlWriter *writer)
{
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
    if (next != NULL && is_function (child) && next->kind != FORMULA_NODE_OPERATOR &&
        next->kind != FORMULA_NODE_SPACE)
      write_thin_space (writer);
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
  xml_text (writer, node->text);
  xml_end (writer);
}

static void
write_space (XmlWriter *writer, const FormulaNode *node)
{
  xml_start (writer, "mspace");
  /* eighteenths of an em, in thousandths: no floating point, no locale */
  xml_attrf (writer, "width", "%d.%03dem", node->width_mu / 18, node->width_mu % 18 * 1000 / 18);
  xml_end (writer);
}

static void
write_children (XmlWriter *writer, const gchar *name, const FormulaNode *node)
{
  xml_start (writer, name);
  for (guint i = 0; i < node->children->len; i++)
    write_node (writer, g_ptr_array_index (node->children, i));
  xml_end (writer);
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
    write_node (writer, sub);
  if (sup != NULL)
    write_node (writer, sup);
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
  for (guint i = 0; i < 2; i++)
    write_node (writer, g_ptr_array_index (node->children, i));
  xml_end (writer);
  if (node->flag) {
    xml_element (writer, "mo", ")");
    xml_end (writer);
  }
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
write_node (XmlWriter *writer, const FormulaNode *node)
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
    write_children (writer, node->children->len > 1 ? "mroot" : "msqrt", node);
    break;
  case FORMULA_NODE_SCRIPTS:
    write_scripts (writer, node);
    break;
  case FORMULA_NODE_ACCENT:
    write_accent (writer, node);
    break;
  case FORMULA_NODE_UNDER:
    write_children (writer, "munder", node);
    break;
  case FORMULA_NODE_OVER:
    write_children (writer, "mover", node);
    break;
  }
}

void
formula_write_mathml (const Formula *formula, gboolean block, XmlWriter *writer)
{
  xml_start (writer, "math");
  xml_attr (writer, "xmlns", "http://www.w3.org/1998/Math/MathML");
  xml_attr (writer, "alttext", formula_get_tex (formula));
  if (block)
    xml_attr (writer, "display", "block");
  write_node (writer, formula_get_root (formula));
  xml_end (writer);
}
