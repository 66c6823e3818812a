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

static void mark (WzFormulaNode *node, Beside before, Beside after);

/* Letters, a number, a name, an ordinary sign. */
static gboolean
is_leaf (const WzFormulaNode *node)
{
  return node->kind == WZ_FORMULA_NODE_IDENTIFIER || node->kind == WZ_FORMULA_NODE_NUMBER ||
         ((node->kind == WZ_FORMULA_NODE_TEXT || node->kind == WZ_FORMULA_NODE_FUNCTION) &&
          strpbrk (node->text, " -+/") == NULL) ||
         (node->kind == WZ_FORMULA_NODE_OPERATOR && node->atom == WZ_FORMULA_ORDINARY);
}

/* Letters and numbers, alone or in a row: a mark above can stand on each. */
gboolean
wz_formula_node_is_letters (const WzFormulaNode *node)
{
  gboolean letters = node->kind == WZ_FORMULA_NODE_ROW && node->children != NULL;

  for (guint i = 0; letters && i < node->children->len; i++)
    letters = wz_formula_child (node, i)->kind == WZ_FORMULA_NODE_IDENTIFIER ||
              wz_formula_child (node, i)->kind == WZ_FORMULA_NODE_NUMBER;
  return letters || node->kind == WZ_FORMULA_NODE_IDENTIFIER || node->kind == WZ_FORMULA_NODE_NUMBER;
}

/* ( … ) of one pair, that of the ends. */
static gboolean
is_fenced (const WzFormulaNode *node)
{
  gint depth = 0;

  if (node->kind != WZ_FORMULA_NODE_ROW || node->children == NULL || node->children->len < 2)
    return FALSE;
  for (guint i = 0; i < node->children->len; i++) {
    const WzFormulaNode *sign = wz_formula_child (node, i);

    if (sign->kind == WZ_FORMULA_NODE_OPERATOR)
      depth += (sign->atom == WZ_FORMULA_OPEN) - (sign->atom == WZ_FORMULA_CLOSE);
    if (depth <= 0 && i + 1 < node->children->len)
      return FALSE;
  }
  return depth == 0;
}

/* Whether no neighbour of @node can be read into it: a letter with scripts, a root, parentheses. */
static gboolean
is_tight (const WzFormulaNode *node)
{
  switch (node->kind) {
  case WZ_FORMULA_NODE_SCRIPTS:
    return !node->flag && is_leaf (wz_formula_child (node, 0));
  case WZ_FORMULA_NODE_ACCENT:
    return is_leaf (wz_formula_child (node, 0));
  case WZ_FORMULA_NODE_ROOT:
    return TRUE;
  default:
    return is_leaf (node) || is_fenced (node);
  }
}

static Beside
beside_operator (const WzFormulaNode *node)
{
  static const gchar *const apart[] = {"|", "‖", ".", "?", "…", "⋯", "\""};

  if (node->atom != WZ_FORMULA_ORDINARY)
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
beside (const WzFormulaNode *node, gboolean ends)
{
  while (node != NULL && (node->kind == WZ_FORMULA_NODE_ROW || node->kind == WZ_FORMULA_NODE_SCRIPTS ||
                          node->kind == WZ_FORMULA_NODE_UNDER || node->kind == WZ_FORMULA_NODE_OVER)) {
    guint n = node->children != NULL ? node->children->len : 0;
    const WzFormulaNode *base =
        wz_formula_child (node, node->kind == WZ_FORMULA_NODE_ROW && ends && n > 0 ? n - 1 : 0);

    if (node->kind == WZ_FORMULA_NODE_SCRIPTS && ends && !node->flag && base != NULL &&
        base->kind != WZ_FORMULA_NODE_FUNCTION)
      return BESIDE_OPERAND;
    node = base;
  }
  if (node == NULL || node->kind == WZ_FORMULA_NODE_SPACE)
    return BESIDE_NOTHING;
  if (node->kind == WZ_FORMULA_NODE_FUNCTION ||
      (node->kind == WZ_FORMULA_NODE_OPERATOR && node->atom == WZ_FORMULA_BIG && !ends))
    return BESIDE_FUNCTION; /* (1/N) ∑ x */
  if (node->kind == WZ_FORMULA_NODE_OPERATOR)
    return node->atom == (ends ? WZ_FORMULA_CLOSE : WZ_FORMULA_OPEN) ? BESIDE_OPERAND
                                                                     : beside_operator (node);
  return BESIDE_OPERAND;
}

static void
mark_row (WzFormulaNode *node, Beside before, Beside after)
{
  guint n = node->children != NULL ? node->children->len : 0;

  for (guint i = 0; i < n; i++)
    mark (wz_formula_child (node, i), i == 0 ? before : beside (wz_formula_child (node, i - 1), TRUE),
          i + 1 == n ? after : beside (wz_formula_child (node, i + 1), FALSE));
}

static void
mark_fraction (WzFormulaNode *node, Beside before, Beside after)
{
  if (!node->flag && (before != BESIDE_NOTHING || after == BESIDE_OPERAND || after == BESIDE_FUNCTION))
    node->brackets = WZ_FORMULA_BRACKETS_ALWAYS;
  for (guint i = 0; i < 2; i++) {
    WzFormulaNode *part = wz_formula_child (node, i);

    if (node->flag ? !is_leaf (part) : !is_tight (part))
      part->brackets = WZ_FORMULA_BRACKETS_ALWAYS;
    mark (part, BESIDE_NOTHING, BESIDE_NOTHING);
  }
}

static void
mark_root (WzFormulaNode *node, Beside after)
{
  if (!is_leaf (wz_formula_child (node, 0)) || after == BESIDE_OPERAND)
    wz_formula_child (node, 0)->brackets = WZ_FORMULA_BRACKETS_ALWAYS;
  mark_row (node, BESIDE_NOTHING, BESIDE_NOTHING);
}

/* A script is raised or lowered and needs none, but where it stands in the line. */
static void
mark_script (WzFormulaNode *script, Beside after)
{
  if (script == NULL)
    return;
  if (!is_leaf (script) || after == BESIDE_OPERAND)
    script->brackets = WZ_FORMULA_BRACKETS_FLAT;
  mark (script, BESIDE_NOTHING, BESIDE_NOTHING);
}

static void
mark_scripts (WzFormulaNode *node, Beside before, Beside after)
{
  WzFormulaNode *base = wz_formula_child (node, 0), *sub = wz_formula_child (node, 1),
                *sup = wz_formula_child (node, 2);

  if (base->kind == WZ_FORMULA_NODE_FRACTION || base->kind == WZ_FORMULA_NODE_ROOT)
    base->brackets = WZ_FORMULA_BRACKETS_ALWAYS;
  mark (base, before, BESIDE_NOTHING);
  mark_script (sub, sup == NULL ? after : BESIDE_NOTHING);
  mark_script (sup, after);
}

static void
mark (WzFormulaNode *node, Beside before, Beside after)
{
  if (node->brackets == WZ_FORMULA_BRACKETS_ALWAYS)
    before = after = BESIDE_NOTHING;
  switch (node->kind) {
  case WZ_FORMULA_NODE_ROW:
    mark_row (node, before, after);
    break;
  case WZ_FORMULA_NODE_FRACTION:
    mark_fraction (node, before, after);
    break;
  case WZ_FORMULA_NODE_ROOT:
    mark_root (node, after);
    break;
  case WZ_FORMULA_NODE_SCRIPTS:
    mark_scripts (node, before, after);
    break;
  case WZ_FORMULA_NODE_UNDER:
  case WZ_FORMULA_NODE_OVER:
    if (wz_formula_child (node, 0)->kind == WZ_FORMULA_NODE_ROW && !is_fenced (wz_formula_child (node, 0)))
      wz_formula_child (node, 0)->brackets = WZ_FORMULA_BRACKETS_ALWAYS; /* a brace says what it covers */
    mark (wz_formula_child (node, 0), before, BESIDE_NOTHING);
    mark_script (wz_formula_child (node, 1), after);
    break;
  case WZ_FORMULA_NODE_ACCENT:
    if (!is_leaf (wz_formula_child (node, 0)) && !wz_formula_node_is_letters (wz_formula_child (node, 0)))
      wz_formula_child (node, 0)->brackets = WZ_FORMULA_BRACKETS_ALWAYS;
    mark (wz_formula_child (node, 0), BESIDE_NOTHING, BESIDE_NOTHING);
    break;
  default:
    break;
  }
}

void
wz_formula_mark_brackets (WzFormula *formula)
{
  if (formula->root != NULL)
    mark (formula->root, BESIDE_NOTHING, BESIDE_NOTHING);
}
