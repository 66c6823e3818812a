/* formula-private.h: what the files of common/formula share. SPDX-License-Identifier: MIT */
#pragma once

#include "formula-symbols.h"

struct _Formula {
  gchar *tex;
  gchar *unknown;
  GStringChunk *strings;
  GPtrArray *nodes; /* owns all */
  FormulaNode *root;
  GArray *runs; /* of FormulaRun */
  gboolean linear;
};

static inline FormulaNode *
formula_child (const FormulaNode *node, guint i)
{
  return node->children != NULL && i < node->children->len ? g_ptr_array_index (node->children, i) : NULL;
}

/** formula_mark_brackets: sets @brackets of all nodes (formula-line.c). */
void formula_mark_brackets (Formula *formula);
/** formula_node_is_letters: letters and numbers, alone or in a row. */
gboolean formula_node_is_letters (const FormulaNode *node);
/** formula_make_runs: fills @runs and @linear from the tree. */
void formula_make_runs (Formula *formula);
