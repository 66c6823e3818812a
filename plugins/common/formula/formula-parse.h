/* formula-parse.h: the descent over the source: rows and characters in formula.c, commands, whose arguments
 * are rows again, in formula-command.c. Private to common/formula. SPDX-License-Identifier: MIT */
#pragma once

#include "formula-private.h"

typedef struct {
  WzFormula *formula;
  const gchar *p;
  guint depth;
} WzFormulaParser;

WzFormulaNode *wz_formula_node_new (WzFormula *formula, WzFormulaNodeKind kind, const gchar *text);
void wz_formula_node_add (WzFormulaNode *node, WzFormulaNode *child);
WzFormulaNode *wz_formula_operator_new (WzFormulaParser *parser, const gchar *text, WzFormulaClass atom);

/** wz_formula_give_up: FALSE: @length bytes of @what (-1: all) are not understood, and the formula with them.
 */
gboolean wz_formula_give_up (WzFormulaParser *parser, const gchar *what, gssize length);
void wz_formula_skip_space (WzFormulaParser *parser);

/* Each is FALSE after wz_formula_give_up(). */
gboolean wz_formula_parse_argument (WzFormulaParser *parser, WzFormulaStyle style, WzFormulaNode **node);
/** wz_formula_parse_row: up to @stop (not consumed), or to the end of the source for NULL. */
gboolean wz_formula_parse_row (WzFormulaParser *parser, WzFormulaStyle style, const gchar *stop,
                               WzFormulaNode **row);
/** wz_formula_parse_command: the one at a backslash; @node stays NULL where it leaves nothing behind. */
gboolean wz_formula_parse_command (WzFormulaParser *parser, WzFormulaStyle *style, WzFormulaNode **node);
