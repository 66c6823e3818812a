/* formula-parse.h: the descent over the source: rows and characters in formula.c, commands, whose arguments
 * are rows again, in formula-command.c. Private to common/formula. SPDX-License-Identifier: MIT */
#pragma once

#include "formula-private.h"

typedef struct {
  Formula *formula;
  const gchar *p;
  guint depth;
} FormulaParser;

FormulaNode *formula_node_new (Formula *formula, FormulaNodeKind kind, const gchar *text);
void formula_node_add (FormulaNode *node, FormulaNode *child);
FormulaNode *formula_operator_new (FormulaParser *parser, const gchar *text, FormulaClass class);

/** formula_give_up: FALSE: @length bytes of @what (-1: all) are not understood, and the formula with them. */
gboolean formula_give_up (FormulaParser *parser, const gchar *what, gssize length);
void formula_skip_space (FormulaParser *parser);

/* Each is FALSE after formula_give_up(). */
gboolean formula_parse_argument (FormulaParser *parser, FormulaStyle style, FormulaNode **node);
/** formula_parse_row: up to @stop (not consumed), or to the end of the source for NULL. */
gboolean formula_parse_row (FormulaParser *parser, FormulaStyle style, const gchar *stop, FormulaNode **row);
/** formula_parse_command: the one at a backslash; @node stays NULL where it leaves nothing behind. */
gboolean formula_parse_command (FormulaParser *parser, FormulaStyle *style, FormulaNode **node);
