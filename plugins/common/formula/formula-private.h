/* formula-private.h: what the files of common/formula share. SPDX-License-Identifier: MIT */
#pragma once

#include "formula-symbols.h"

struct _WzFormula {
  gchar *tex;
  gchar *unknown;
  GStringChunk *strings;
  GPtrArray *nodes; /* owns all */
  WzFormulaNode *root;
  GArray *runs; /* of WzFormulaRun */
  gboolean linear;
};

static inline WzFormulaNode *
wz_formula_child (const WzFormulaNode *node, guint i)
{
  return node->children != NULL && i < node->children->len ? g_ptr_array_index (node->children, i) : NULL;
}

/** wz_formula_mark_brackets: sets @brackets of all nodes (formula-line.c). */
void wz_formula_mark_brackets (WzFormula *formula);
/** wz_formula_node_is_letters: letters and numbers, alone or in a row. */
gboolean wz_formula_node_is_letters (const WzFormulaNode *node);
/** wz_formula_make_runs: fills @runs and @linear from the tree. */
void wz_formula_make_runs (WzFormula *formula);
