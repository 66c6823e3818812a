/* pdf-flow-table.c: tables with three rules, as Chinese journals set them: above, below the head, below. A
 * row of the table is one item. SPDX-License-Identifier: MIT */
#include "pdf-flow.h"

#include <string.h>

#define GAP_EM 1
#define MIN_COLUMN_EM 3
#define MAX_COLUMNS 32

typedef struct {
  PdfUnit x[MAX_COLUMNS + 1]; /* left edge of each column; behind the last, the right edge and a gap */
  guint n;
} Columns;

/* Natural widths where they fit; else each column gives up in proportion to what it has above the least. */
static void
find_columns (PdfFlow *flow, const PdfBlock *block, Columns *columns)
{
  PdfUnit gap = GAP_EM * flow->blocks->settings->size, least = MIN_COLUMN_EM * flow->blocks->settings->size;
  PdfUnit widths[MAX_COLUMNS] = {0};
  PdfUnit room = flow->measure - block->left - block->right;
  columns->n = CLAMP (block->n_columns, 1, MAX_COLUMNS);
  room -= (PdfUnit) (columns->n - 1) * gap;
  gint64 sum = 0, spare = 0;
  for (guint i = 0; i < block->cells->len; i++) {
    const PdfCell *cell = block->cells->pdata[i];
    if (cell->span == 1 && cell->column < columns->n && pdf_source_get_length (cell->source) > 0)
      widths[cell->column] =
          MAX (widths[cell->column], MIN (pdf_flow_natural_width (flow, cell->source) + 16, 100 * least));
  }
  for (guint i = 0; i < columns->n; i++) {
    widths[i] = MAX (widths[i], least);
    sum += widths[i];
    spare += widths[i] - least;
  }
  columns->x[0] = block->left;
  for (guint i = 0; i < columns->n; i++) {
    PdfUnit width = widths[i];
    if (sum > room && spare > 0)
      width -= (PdfUnit) ((sum - room) * (width - least) / spare);
    columns->x[i + 1] = columns->x[i] + MAX (width, least) + gap;
  }
}

static void
add_rule (PdfFlow *flow, PdfItem *item, const Columns *columns, PdfUnit y, PdfUnit thickness)
{
  PdfUnit gap = GAP_EM * flow->blocks->settings->size;
  PdfShape rule = {PDF_SHAPE_RULE,
                   FALSE,
                   columns->x[0],
                   y,
                   columns->x[columns->n] - gap - columns->x[0],
                   thickness,
                   flow->blocks->settings->text_color,
                   0};
  pdf_flow_add_shape (flow, item, &rule);
}

/* The cells [first, end) of one row. */
static void
set_row (PdfFlow *flow, guint number, const PdfBlock *block, const Columns *columns, guint first, guint end)
{
  const PdfSettings *settings = flow->blocks->settings;
  PdfUnit gap = GAP_EM * settings->size;
  PdfBlock cell_block = {.align = PDF_ALIGN_RAGGED};
  PdfItem *item = pdf_flow_add_item (flow, PDF_ITEM_CONTENT, 1, number);
  for (guint i = first; i < end; i++) {
    const PdfCell *cell = block->cells->pdata[i];
    if (cell->column >= columns->n)
      continue;
    guint last = MIN (cell->column + cell->span, columns->n);
    PdfUnit x = columns->x[cell->column], width = columns->x[last] - gap - x;
    PdfShaped *shaped = NULL;
    g_autoptr (PdfLayout) layout = pdf_flow_compose (flow, &cell_block, cell->source, width, &shaped);
    for (guint k = 0; k < layout->n_lines; k++) {
      PdfUnit rest = width - layout->lines[k].right;
      PdfUnit shift = cell->align < 0 ? 0 : cell->align == 0 ? rest / 2 : rest;
      guint32 line = pdf_shaped_store (shaped, layout, k, flow->store);
      pdf_flow_place (flow, item, line, x + shift, (PdfUnit) k * settings->pitch, 0);
      pdf_flow_add_notes (flow, item, cell->source, &layout->lines[k]);
    }
    item->rows = (guint16) MAX (item->rows, layout->n_lines);
    pdf_shaped_free (shaped);
  }
  const PdfCell *cell = block->cells->pdata[first];
  PdfUnit bottom = pdf_flow_top (flow) + (PdfUnit) item->rows * settings->pitch;
  if (first == 0)
    add_rule (flow, item, columns, pdf_flow_top (flow), PDF_UNIT);
  if (cell->header && (end == block->cells->len || !((PdfCell *) block->cells->pdata[end])->header))
    add_rule (flow, item, columns, bottom, PDF_UNIT / 2);
  if (end == block->cells->len)
    add_rule (flow, item, columns, bottom, PDF_UNIT);
  item->keep = cell->header || first == 0;
}

void
pdf_flow_set_table (PdfFlow *flow, guint number, const PdfBlock *block)
{
  Columns columns;
  memset (&columns, 0, sizeof columns);
  if (block->cells->len == 0)
    return;
  find_columns (flow, block, &columns);
  for (guint first = 0; first < block->cells->len;) {
    guint end = first + 1;
    while (end < block->cells->len &&
           ((PdfCell *) block->cells->pdata[end])->row == ((PdfCell *) block->cells->pdata[first])->row)
      end++;
    set_row (flow, number, block, &columns, first, end);
    first = end;
  }
  g_array_index (flow->items, PdfItem, flow->items->len - 1).keep = block->keep_next;
}
