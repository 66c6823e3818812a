/* compose-table.h: the plan of a table. In: its cells. Out: at which size, in which columns, upright or
 * turned they are set; or no table any more, but a list. SPDX-License-Identifier: MIT */
#pragma once

#include "compose-flow-private.h"

G_BEGIN_DECLS

/**
 * ComposeTable:
 * @turned: it lies on its side, on pages of its own: x runs up the page, y to the right
 * @size: of the cells' text
 * @line: distance of baselines
 * @gap: between columns
 * @edges: (array length=n): left edge of each column; behind the last, the right edge and a gap
 */
struct _ComposeTable {
  gboolean turned;
  ComposeUnit size, line, gap;
  guint n;
  ComposeUnit edges[];
};

/** compose_table_cell_block: how the text of a cell is set. */
extern const ComposeBlock compose_table_cell_block;

/** compose_table_cell_width: what the text of @cell may take. */
ComposeUnit compose_table_cell_width (const ComposeTable *table, const ComposeTableCell *cell);

G_END_DECLS
