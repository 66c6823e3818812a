/* pdf-flow-table.c: tables with three rules, as Chinese journals set them: above, below the head, below. A
 * row of the table is one item; its head is repeated where the table goes on. How it is set, pdf-table.c has
 * decided. SPDX-License-Identifier: MIT */
#include <math.h>

#include "pdf-table.h"

/* Where the middle of a line lies above its baseline (R70). */
#define CELL_CENTRE 0.38
/* What a row of small type has above and below its lines, of their distance. */
#define ROW_PADDING 0.2

/* The cells [first, end) of a row, and what it becomes. */
typedef struct {
  guint first, end;
  guint lines; /* of its highest cell */
  gboolean header, last_header, last;
} Row;

static guint
row_end (const PdfBlock *block, guint first)
{
  guint end = first + 1;
  while (end < block->cells->len &&
         ((PdfCell *) block->cells->pdata[end])->row == ((PdfCell *) block->cells->pdata[first])->row)
    end++;
  return end;
}

static Row
describe_row (const PdfBlock *block, guint first)
{
  Row row = {.first = first, .end = row_end (block, first), .lines = 1};
  row.header = ((PdfCell *) block->cells->pdata[first])->header;
  row.last = row.end == block->cells->len;
  row.last_header = row.header && (row.last || !((PdfCell *) block->cells->pdata[row.end])->header);
  return row;
}

static void
add_rule (PdfFlow *flow, PdfItem *item, const PdfTable *table, PdfUnit y, PdfUnit thickness)
{
  PdfShape rule = {.kind = PDF_SHAPE_RULE,
                   .x = table->edges[0],
                   .y = y,
                   .width = table->edges[table->n] - table->gap - table->edges[0],
                   .height = thickness,
                   .color = flow->blocks->settings->text_color};
  pdf_flow_add_shape (flow, item, &rule);
}

/* Three rules: where the table begins, below its head, where it ends. */
static void
add_rules (PdfFlow *flow, PdfItem *item, const PdfTable *table, const Row *row, PdfUnit top, PdfUnit bottom)
{
  if (row->first == 0)
    add_rule (flow, item, table, top, PDF_UNIT);
  if (row->last_header && !row->last)
    add_rule (flow, item, table, bottom, PDF_UNIT / 2);
  if (row->last)
    add_rule (flow, item, table, bottom, PDF_UNIT);
}

/* Places the lines of all cells, the first of each at 0: they are moved when the height of the row is known.
 */
static void
place_cells (PdfFlow *flow, PdfItem *item, const PdfBlock *block, Row *row)
{
  const PdfTable *table = block->table;
  for (guint i = row->first; i < row->end; i++) {
    const PdfCell *cell = block->cells->pdata[i];
    PdfUnit x = table->edges[cell->column], width = pdf_table_cell_width (table, cell);
    PdfShaped *shaped = NULL;
    g_autoptr (PdfLayout) layout =
        pdf_flow_compose (flow, &pdf_table_cell_block, cell->source, width, &shaped);
    for (guint k = 0; k < layout->n_lines; k++) {
      PdfUnit rest = width - layout->lines[k].right;
      PdfUnit shift = cell->align < 0 ? 0 : cell->align == 0 ? rest / 2 : rest;
      guint32 line = pdf_shaped_store (shaped, layout, k, flow->store);
      pdf_flow_place (flow, item, line, x + shift, (PdfUnit) k * table->line, 0);
      pdf_flow_add_notes (flow, item, cell->source, &layout->lines[k]);
      pdf_flow_add_pictures (flow, item, cell->source, layout, k, x + shift, (PdfUnit) k * table->line);
    }
    row->lines = MAX (row->lines, layout->n_lines);
    pdf_shaped_free (shaped);
  }
}

static void
move_lines (PdfFlow *flow, const PdfItem *item, PdfUnit y)
{
  for (guint i = 0; i < item->n_placed; i++)
    g_array_index (flow->placed, PdfPlaced, item->placed + i).y += y;
  for (guint i = 0; i < item->n_shapes; i++)
    g_array_index (flow->shapes, PdfShape, item->shape + i).y += y;
}

/* From the middle of a first line to its baseline, and the line's upper half. */
static PdfUnit
first_baseline (const PdfTable *table)
{
  return table->line / 2 + (PdfUnit) lrint (CELL_CENTRE * table->size);
}

/* ---- Upright ------------------------------------------------------------------------------------------- */

static void
set_row (PdfFlow *flow, guint number, const PdfBlock *block, Row *row)
{
  const PdfTable *table = block->table;
  PdfUnit pitch = flow->blocks->settings->pitch, top = pdf_flow_top (flow);
  PdfItem *item = pdf_flow_add_item (flow, PDF_ITEM_CONTENT, 1, number);
  place_cells (flow, item, block, row);
  PdfUnit height = (PdfUnit) row->lines * table->line;
  if (table->line < pitch) {
    PdfUnit padded = height + (PdfUnit) (2 * ROW_PADDING * table->line);
    item->rows = (guint16) ((padded + pitch - 1) / pitch);
    move_lines (flow, item, top + ((PdfUnit) item->rows * pitch - height) / 2 + first_baseline (table));
  } else
    item->rows = (guint16) row->lines;
  add_rules (flow, item, table, row, top, top + (PdfUnit) item->rows * pitch);
  item->keep = row->header || row->first == 0;
}

static void
set_upright (PdfFlow *flow, guint number, const PdfBlock *block)
{
  guint head = flow->items->len, n_head = 0;
  for (guint first = 0; first < block->cells->len;) {
    Row row = describe_row (block, first);
    set_row (flow, number, block, &row);
    PdfItem *item = &g_array_index (flow->items, PdfItem, flow->items->len - 1);
    if (row.header && flow->items->len - 1 == head + n_head)
      n_head++;
    else {
      item->head = head;
      item->n_head = n_head;
    }
    first = row.end;
  }
  g_array_index (flow->items, PdfItem, flow->items->len - 1).keep = block->keep_next;
}

/* ---- Turned -------------------------------------------------------------------------------------------- */

/* Pages of their own: the first item of each takes all rows, the others none; all know where they lie. */
typedef struct {
  PdfFlow *flow;
  guint number;
  const PdfBlock *block;
  PdfUnit depth;    /* of a page */
  PdfUnit y;        /* used of it */
  gboolean is_open; /* a page has been begun */
} Turned;

static void
begin_page (Turned *turned)
{
  PdfFlow *flow = turned->flow;
  if (flow->items->len > 0)
    g_array_index (flow->items, PdfItem, flow->items->len - 1).keep = FALSE;
  pdf_flow_add_item (flow, PDF_ITEM_BREAK, 0, turned->number);
  turned->y = 0;
  turned->is_open = FALSE;
}

static void
set_turned_row (Turned *turned, Row *row)
{
  PdfFlow *flow = turned->flow;
  const PdfTable *table = turned->block->table;
  PdfItem *item = pdf_flow_add_item (
      flow, PDF_ITEM_SPAN, turned->is_open ? 0 : flow->blocks->settings->page.rows - 1, turned->number);
  place_cells (flow, item, turned->block, row);
  PdfUnit height = (PdfUnit) ((row->lines + 2 * ROW_PADDING) * table->line);
  item->turned = TRUE;
  item->keep = TRUE;
  move_lines (flow, item, turned->y + (PdfUnit) (ROW_PADDING * table->line) + first_baseline (table));
  add_rules (flow, item, table, row, turned->y, turned->y + height);
  turned->y += height;
  turned->is_open = TRUE;
}

/* Lines that the row has when it is set; the plan has composed the same. */
static guint
count_lines (PdfFlow *flow, const PdfBlock *block, const Row *row)
{
  guint lines = 1;
  for (guint i = row->first; i < row->end; i++) {
    const PdfCell *cell = block->cells->pdata[i];
    PdfShaped *shaped = NULL;
    g_autoptr (PdfLayout) layout = pdf_crew_set (flow->crew, &pdf_table_cell_block, cell->source,
                                                 pdf_table_cell_width (block->table, cell), &shaped);
    pdf_shaped_free (shaped);
    lines = MAX (lines, layout->n_lines);
  }
  return lines;
}

static void
set_head (Turned *turned)
{
  for (guint first = 0; first < turned->block->cells->len;) {
    Row row = describe_row (turned->block, first);
    if (!row.header)
      return;
    set_turned_row (turned, &row);
    first = row.end;
  }
}

static void
set_turned (PdfFlow *flow, guint number, const PdfBlock *block)
{
  Turned turned = {.flow = flow, .number = number, .block = block};
  turned.depth = (PdfUnit) flow->columns * flow->measure + (PdfUnit) (flow->columns - 1) * flow->column_gap;
  begin_page (&turned);
  for (guint first = 0; first < block->cells->len;) {
    Row row = describe_row (block, first);
    PdfUnit height = (PdfUnit) ((count_lines (flow, block, &row) + 2 * ROW_PADDING) * block->table->line);
    if (turned.is_open && turned.y + height > turned.depth) {
      begin_page (&turned);
      if (!row.header)
        set_head (&turned);
    }
    set_turned_row (&turned, &row);
    first = row.end;
  }
  begin_page (&turned);
}

void
pdf_flow_set_table (PdfFlow *flow, guint number, const PdfBlock *block)
{
  if (block->cells->len == 0)
    return;
  if (block->table->turned)
    set_turned (flow, number, block);
  else
    set_upright (flow, number, block);
}
