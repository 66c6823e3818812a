/* formula-line.c: where a formula that is written in a line needs parentheses. In: tree. Out: @brackets of
 * its nodes. SPDX-License-Identifier: MIT
 *
 * A bar says what it covers; a solidus and a radical sign do not. So what a bar holds together is put in
 * parentheses where its neighbours would be read into it, and nowhere else: 1/√n, (a + b)/2, 2(a/b), (√x)².
 */
#include "formula-private.h"

#include <string.h>

/* What stands beside a node, as far as it could be read into it. */
typedef enum { BESIDE_NOTHING, BESIDE_FUNCTION, BESIDE_SLASH, BESIDE_OPERAND } Beside;

static void mark (FormulaNode *node, Beside before, Beside after);

/* Letters, a number, a name, an ordinary sign. */
static gboolean
is_leaf (const FormulaNode *node)
{
  return node->kind == FORMULA_NODE_IDENTIFIER || node->kind == FORMULA_NODE_NUMBER ||
         ((node->kind == FORMULA_NODE_TEXT || node->kind == FORMULA_NODE_FUNCTION) &&
          strpbrk (node->text, " -+/") == NULL) ||
         (node->kind == FORMULA_NODE_OPERATOR && node->class == FORMULA_ORDINARY);
}

/* Letters and numbers, alone or in a row: a mark above can stand on each. */
gboolean
formula_node_is_letters (const FormulaNode *node)
{
  gboolean letters = node->kind == FORMULA_NODE_ROW && node->children != NULL;

  for (guint i = 0; letters && i < node->children->len; i++)
    letters = formula_child (node, i)->kind == FORMULA_NODE_IDENTIFIER ||
              formula_child (node, i)->kind == FORMULA_NODE_NUMBER;
  return letters || node->kind == FORMULA_NODE_IDENTIFIER || node->kind == FORMULA_NODE_NUMBER;
}

/* ( … ) of one pair, that of the ends. */
static gboolean
is_fenced (const FormulaNode *node)
{
  gint depth = 0;

  if (node->kind != FORMULA_NODE_ROW || node->children == NULL || node->children->len < 2)
    return FALSE;
  for (guint i = 0; i < node->children->len; i++) {
    const FormulaNode *sign = formula_child (node, i);

    if (sign->kind == FORMULA_NODE_OPERATOR)
      depth += (sign->class == FORMULA_OPEN) - (sign->class == FORMULA_CLOSE);
    if (depth <= 0 && i + 1 < node->children->len)
      return FALSE;
  }
  return depth == 0;
}

/* Whether no neighbour of @node can be read into it: a letter with scripts, a root, parentheses. */
static gboolean
is_tight (const FormulaNode *node)
{
  switch (node->kind) {
  case FORMULA_NODE_SCRIPTS:
    return !node->flag && is_leaf (formula_child (node, 0));
  case FORMULA_NODE_ACCENT:
    return is_leaf (formula_child (node, 0));
  case FORMULA_NODE_ROOT:
    return TRUE;
  default:
    return is_leaf (node) || is_fenced (node);
  }
}

static Beside
beside_operator (const FormulaNode *node)
{
  static const gchar *const apart[] = {"|", "‖", ".", "?", "…", "⋯", "\""};

  if (node->class != FORMULA_ORDINARY)
    return BESIDE_NOTHING;
  if (strcmp (node->text, "/") == 0)
    return BESIDE_SLASH;
  for (guint i = 0; i < G_N_ELEMENTS (apart); i++)
    if (strcmp (node->text, apart[i]) == 0)
      return BESIDE_NOTHING;
  return BESIDE_OPERAND;
}

/* What @node is to its neighbour on the right (@ends), or on the left. */
static Beside
beside (const FormulaNode *node, gboolean ends)
{
  while (node != NULL && (node->kind == FORMULA_NODE_ROW || node->kind == FORMULA_NODE_SCRIPTS ||
                          node->kind == FORMULA_NODE_UNDER || node->kind == FORMULA_NODE_OVER)) {
    guint n = node->children != NULL ? node->children->len : 0;
    const FormulaNode *base =
        formula_child (node, node->kind == FORMULA_NODE_ROW && ends && n > 0 ? n - 1 : 0);

    if (node->kind == FORMULA_NODE_SCRIPTS && ends && !node->flag && base != NULL &&
        base->kind != FORMULA_NODE_FUNCTION)
      return BESIDE_OPERAND;
    node = base;
  }
  if (node == NULL || node->kind == FORMULA_NODE_SPACE)
    return BESIDE_NOTHING;
  if (node->kind == FORMULA_NODE_FUNCTION ||
      (node->kind == FORMULA_NODE_OPERATOR && node->class == FORMULA_BIG && !ends))
    return BESIDE_FUNCTION; /* (1/N) ∑ x */
  if (node->kind == FORMULA_NODE_OPERATOR)
    return node->class == (ends ? FORMULA_CLOSE : FORMULA_OPEN) ? BESIDE_OPERAND : beside_operator (node);
  return BESIDE_OPERAND;
}

static void
mark_row (FormulaNode *node, Beside before, Beside after)
{
  guint n = node->children != NULL ? node->children->len : 0;

  for (guint i = 0; i < n; i++)
    mark (formula_child (node, i), i == 0 ? before : beside (formula_child (node, i - 1), TRUE),
          i + 1 == n ? after : beside (formula_child (node, i + 1), FALSE));
}

static void
mark_fraction (FormulaNode *node, Beside before, Beside after)
{
  if (!node->flag && (before != BESIDE_NOTHING || after == BESIDE_OPERAND || after == BESIDE_FUNCTION))
    node->brackets = FORMULA_BRACKETS_ALWAYS;
  for (guint i = 0; i < 2; i++) {
    FormulaNode *part = formula_child (node, i);

    if (node->flag ? !is_leaf (part) : !is_tight (part))
      part->brackets = FORMULA_BRACKETS_ALWAYS;
    mark (part, BESIDE_NOTHING, BESIDE_NOTHING);
  }
}

static void
mark_root (FormulaNode *node, Beside after)
{
  if (!is_leaf (formula_child (node, 0)) || after == BESIDE_OPERAND)
    formula_child (node, 0)->brackets = FORMULA_BRACKETS_ALWAYS;
  mark_row (node, BESIDE_NOTHING, BESIDE_NOTHING);
}

/* A script is raised or lowered and needs none, but where it stands in the line. */
static void
mark_script (FormulaNode *script, Beside after)
{
  if (script == NULL)
    return;
  if (!is_leaf (script) || after == BESIDE_OPERAND)
    script->brackets = FORMULA_BRACKETS_FLAT;
  mark (script, BESIDE_NOTHING, BESIDE_NOTHING);
}

static void
mark_scripts (FormulaNode *node, Beside before, Beside after)
{
  FormulaNode *base = formula_child (node, 0), *sub = formula_child (node, 1), *sup = formula_child (node, 2);

  if (base->kind == FORMULA_NODE_FRACTION || base->kind == FORMULA_NODE_ROOT)
    base->brackets = FORMULA_BRACKETS_ALWAYS;
  mark (base, before, BESIDE_NOTHING);
  mark_script (sub, sup == NULL ? after : BESIDE_NOTHING);
  mark_script (sup, after);
}

static void
mark (FormulaNode *node, Beside before, Beside after)
{
  if (node->brackets == FORMULA_BRACKETS_ALWAYS)
    before = after = BESIDE_NOTHING;
  switch (node->kind) {
  case FORMULA_NODE_ROW:
    mark_row (node, before, after);
    break;
  case FORMULA_NODE_FRACTION:
    mark_fraction (node, before, after);
    break;
  case FORMULA_NODE_ROOT:
    mark_root (node, after);
    break;
  case FORMULA_NODE_SCRIPTS:
    mark_scripts (node, before, after);
    break;
  case FORMULA_NODE_UNDER:
  case FORMULA_NODE_OVER:
    if (formula_child (node, 0)->kind == FORMULA_NODE_ROW && !is_fenced (formula_child (node, 0)))
      formula_child (node, 0)->brackets = FORMULA_BRACKETS_ALWAYS; /* a brace says what it covers */
    mark (formula_child (node, 0), before, BESIDE_NOTHING);
    mark_script (formula_child (node, 1), after);
    break;
  case FORMULA_NODE_ACCENT:
    if (!is_leaf (formula_child (node, 0)) && !formula_node_is_letters (formula_child (node, 0)))
      formula_child (node, 0)->brackets = FORMULA_BRACKETS_ALWAYS;
    mark (formula_child (node, 0), BESIDE_NOTHING, BESIDE_NOTHING);
    break;
  default:
    break;
  }
}

void
formula_mark_brackets (Formula *formula)
{
  if (formula->root != NULL)
    mark (formula->root, BESIDE_NOTHING, BESIDE_NOTHING);
}
