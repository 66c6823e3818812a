/* pdf-table.h: the plan of a table. In: its cells. Out: at which size, in which columns, upright or turned
 * they are set; or no table any more, but a list. SPDX-License-Identifier: MIT */
#pragma once

#include "pdf-flow.h"

G_BEGIN_DECLS

/**
 * PdfTable:
 * @turned: it lies on its side, on pages of its own: x runs up the page, y to the right
 * @size: of the cells' text
 * @line: distance of baselines
 * @gap: between columns
 * @edges: (array length=n): left edge of each column; behind the last, the right edge and a gap
 */
struct _PdfTable {
  gboolean turned;
  PdfUnit size, line, gap;
  guint n;
  PdfUnit edges[];
};

/** pdf_table_cell_block: how the text of a cell is set. */
extern const PdfBlock pdf_table_cell_block;

/** pdf_table_cell_width: what the text of @cell may take. */
PdfUnit pdf_table_cell_width (const PdfTable *table, const PdfCell *cell);

G_END_DECLS
