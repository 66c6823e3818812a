/* compose-flow-table.c: tables with three rules, as Chinese journals set them: above, below the head, below.
 * A row of the table is one item; its head is repeated where the table goes on. How it is set,
 * compose-table.c has decided. SPDX-License-Identifier: MIT */
#include <math.h>

#include "compose-table.h"

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
row_end (const ComposeBlock *block, guint first)
{
  guint end = first + 1;
  while (end < block->cells->len && ((ComposeTableCell *) block->cells->pdata[end])->row ==
                                        ((ComposeTableCell *) block->cells->pdata[first])->row)
    end++;
  return end;
}

static Row
describe_row (const ComposeBlock *block, guint first)
{
  Row row = {.first = first, .end = row_end (block, first), .lines = 1};
  row.header = ((ComposeTableCell *) block->cells->pdata[first])->header;
  row.last = row.end == block->cells->len;
  row.last_header = row.header && (row.last || !((ComposeTableCell *) block->cells->pdata[row.end])->header);
  return row;
}

static void
add_rule (ComposeFlow *flow, ComposeItem *item, const ComposeTable *table, ComposeUnit y,
          ComposeUnit thickness)
{
  ComposeShape rule = {.kind = COMPOSE_SHAPE_RULE,
                       .x = table->edges[0],
                       .y = y,
                       .width = table->edges[table->n] - table->gap - table->edges[0],
                       .height = thickness,
                       .color = flow->blocks->settings->text_color};
  compose_flow_add_shape (flow, item, &rule);
}

/* Three rules: where the table begins, below its head, where it ends. */
static void
add_rules (ComposeFlow *flow, ComposeItem *item, const ComposeTable *table, const Row *row, ComposeUnit top,
           ComposeUnit bottom)
{
  if (row->first == 0)
    add_rule (flow, item, table, top, COMPOSE_UNIT);
  if (row->last_header && !row->last)
    add_rule (flow, item, table, bottom, COMPOSE_UNIT / 2);
  if (row->last)
    add_rule (flow, item, table, bottom, COMPOSE_UNIT);
}

/* Places the lines of all cells, the first of each at 0: they are moved when the height of the row is known.
 */
static void
place_cells (ComposeFlow *flow, ComposeItem *item, const ComposeBlock *block, Row *row)
{
  const ComposeTable *table = block->table;
  for (guint i = row->first; i < row->end; i++) {
    const ComposeTableCell *cell = block->cells->pdata[i];
    ComposeUnit x = table->edges[cell->column], width = compose_table_cell_width (table, cell);
    g_autoptr (ComposeParagraph) set =
        compose_flow_compose (flow, &compose_table_cell_block, cell->source, width);
    for (guint k = 0; k < set->layout->n_lines; k++) {
      ComposeUnit rest = width - set->layout->lines[k].right;
      ComposeUnit shift = cell->align < 0 ? 0 : cell->align == 0 ? rest / 2 : rest;
      compose_flow_place (flow, item, set, k, x + shift, (ComposeUnit) k * table->line, 0);
    }
    row->lines = MAX (row->lines, set->layout->n_lines);
  }
}

static void
move_lines (ComposeFlow *flow, const ComposeItem *item, ComposeUnit y)
{
  for (guint i = 0; i < item->n_placed; i++)
    g_array_index (flow->placed, ComposePlaced, item->placed + i).y += y;
  for (guint i = 0; i < item->n_shapes; i++)
    g_array_index (flow->shapes, ComposeShape, item->shape + i).y += y;
}

/* From the middle of a first line to its baseline, and the line's upper half. */
static ComposeUnit
first_baseline (const ComposeTable *table)
{
  return table->line / 2 + (ComposeUnit) lrint (CELL_CENTRE * table->size);
}

/* ---- Upright ------------------------------------------------------------------------------------------- */

static void
set_row (ComposeFlow *flow, guint number, const ComposeBlock *block, Row *row)
{
  const ComposeTable *table = block->table;
  ComposeUnit pitch = flow->blocks->settings->pitch, top = compose_flow_top (flow);
  ComposeItem *item = compose_flow_add_item (flow, COMPOSE_ROW_CONTENT, 1, number);
  place_cells (flow, item, block, row);
  ComposeUnit height = (ComposeUnit) row->lines * table->line;
  if (table->line < pitch) {
    ComposeUnit padded = height + (ComposeUnit) (2 * ROW_PADDING * table->line);
    item->rows = (guint16) ((padded + pitch - 1) / pitch);
    move_lines (flow, item, top + ((ComposeUnit) item->rows * pitch - height) / 2 + first_baseline (table));
  } else
    item->rows = (guint16) row->lines;
  add_rules (flow, item, table, row, top, top + (ComposeUnit) item->rows * pitch);
  item->keep = row->header || row->first == 0;
}

static void
set_upright (ComposeFlow *flow, guint number, const ComposeBlock *block)
{
  guint head = flow->items->len, n_head = 0;
  for (guint first = 0; first < block->cells->len;) {
    Row row = describe_row (block, first);
    set_row (flow, number, block, &row);
    ComposeItem *item = &g_array_index (flow->items, ComposeItem, flow->items->len - 1);
    if (row.header && flow->items->len - 1 == head + n_head)
      n_head++;
    else {
      item->head = head;
      item->n_head = n_head;
    }
    first = row.end;
  }
  g_array_index (flow->items, ComposeItem, flow->items->len - 1).keep = block->keep_next;
}

/* ---- Turned -------------------------------------------------------------------------------------------- */

/* Pages of their own: the first item of each takes all rows, the others none; all know where they lie. */
typedef struct {
  ComposeFlow *flow;
  guint number;
  const ComposeBlock *block;
  ComposeUnit depth; /* of a page */
  ComposeUnit y;     /* used of it */
  gboolean is_open;  /* a page has been begun */
} Turned;

static void
begin_page (Turned *turned)
{
  ComposeFlow *flow = turned->flow;
  if (flow->items->len > 0)
    g_array_index (flow->items, ComposeItem, flow->items->len - 1).keep = FALSE;
  compose_flow_add_item (flow, COMPOSE_ROW_BREAK, 0, turned->number);
  turned->y = 0;
  turned->is_open = FALSE;
}

static void
set_turned_row (Turned *turned, Row *row)
{
  ComposeFlow *flow = turned->flow;
  const ComposeTable *table = turned->block->table;
  ComposeItem *item = compose_flow_add_item (
      flow, COMPOSE_ROW_SPAN, turned->is_open ? 0 : flow->blocks->settings->page.rows - 1, turned->number);
  place_cells (flow, item, turned->block, row);
  ComposeUnit height = (ComposeUnit) ((row->lines + 2 * ROW_PADDING) * table->line);
  item->turned = TRUE;
  item->keep = TRUE;
  move_lines (flow, item, turned->y + (ComposeUnit) (ROW_PADDING * table->line) + first_baseline (table));
  add_rules (flow, item, table, row, turned->y, turned->y + height);
  turned->y += height;
  turned->is_open = TRUE;
}

/* Lines that the row has when it is set; the plan has composed the same. */
static guint
count_lines (ComposeFlow *flow, const ComposeBlock *block, const Row *row)
{
  guint lines = 1;
  for (guint i = row->first; i < row->end; i++) {
    const ComposeTableCell *cell = block->cells->pdata[i];
    g_autoptr (ComposeParagraph) set = compose_crew_set (flow->crew, &compose_table_cell_block, cell->source,
                                                         compose_table_cell_width (block->table, cell));
    lines = MAX (lines, set->layout->n_lines);
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
set_turned (ComposeFlow *flow, guint number, const ComposeBlock *block)
{
  Turned turned = {.flow = flow, .number = number, .block = block};
  turned.depth =
      (ComposeUnit) flow->columns * flow->measure + (ComposeUnit) (flow->columns - 1) * flow->column_gap;
  begin_page (&turned);
  for (guint first = 0; first < block->cells->len;) {
    Row row = describe_row (block, first);
    ComposeUnit height =
        (ComposeUnit) ((count_lines (flow, block, &row) + 2 * ROW_PADDING) * block->table->line);
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
compose_flow_set_table (ComposeFlow *flow, guint number, const ComposeBlock *block)
{
  if (block->cells->len == 0)
    return;
  if (block->table->turned)
    set_turned (flow, number, block);
  else
    set_upright (flow, number, block);
}
