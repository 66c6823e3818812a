/* compose-flow-pair.c: two languages side by side (R102). Both texts begin on the same line of the grid, and
 * go on line by line; the shorter one is followed by empty lines. SPDX-License-Identifier: MIT */
#include "compose-flow-private.h"

#include <math.h>

#define GAP_EM 2

/* A block of one of the texts, set. */
typedef struct {
  guint number;
  const ComposeBlock *block;
  ComposeParagraph *set;
} Half;

/* What a row of the grid has of one text: a line, or nothing where a heading begins with an empty row. */
typedef struct {
  const Half *half; /* NULL: nothing */
  guint line;
  gboolean keep;
} Cell;

/* Where the right text begins, and the gap before it. */
static ComposeUnit
right_edge (const ComposeFlow *flow, ComposeUnit *gap)
{
  const ComposeSettings *settings = flow->blocks->settings;
  *gap = GAP_EM * settings->size;
  guint total = (guint) MAX ((flow->measure - *gap) / settings->size, 4);
  guint share = CLAMP ((guint) lrint (total * settings->parallel_share), 2, total - 2);
  return (ComposeUnit) share * settings->size + *gap;
}

ComposeUnit
compose_flow_text_width (const ComposeFlow *flow, const ComposeBlock *block)
{
  ComposeUnit gap = 0, right = block->pair > 0 ? right_edge (flow, &gap) : 0, width = flow->measure;
  if (block->pair > 0)
    width = block->at_right ? flow->measure - right : right - gap;
  return width - block->left - block->right;
}

static ComposeUnit
column_x (const ComposeFlow *flow, const ComposeBlock *block)
{
  ComposeUnit gap = 0;
  return block->at_right ? right_edge (flow, &gap) : 0;
}

static void
place (ComposeFlow *flow, ComposeItem *item, const Half *half, guint line, ComposeUnit y)
{
  const ComposeBlock *block = half->block;
  ComposeUnit x = column_x (flow, block);
  guint8 part = block->at_right ? 1 : 0;
  if (line == 0)
    compose_flow_place_label (flow, item, block, x, y, part == 0 ? 2 : part);
  compose_flow_place (flow, item, half->set, line, x + block->left, y, part);
}

/* ---- Titles -------------------------------------------------------------------------------------------- */

/* Side by side they are whole rows high, which begin with the same row. */
static void
place_titles (ComposeFlow *flow, const Half *halves)
{
  const ComposeSettings *settings = flow->blocks->settings;
  guint n = MAX (halves[0].set->layout->n_lines, halves[1].set->layout->n_lines);
  ComposeUnit line = halves[0].block->line, height = (ComposeUnit) n * line;
  guint rows = MAX (halves[0].block->rows, (guint) ((height + settings->pitch - 1) / settings->pitch));
  ComposeUnit y = ((ComposeUnit) rows * settings->pitch - height) / 2;
  for (guint i = 0; i < 2; i++) {
    ComposeItem *item =
        compose_flow_add_item (flow, COMPOSE_ROW_CONTENT, i == 0 ? 0 : rows, halves[i].number);
    item->keep = i == 0 || halves[i].block->keep_next;
    for (guint k = 0; k < halves[i].set->layout->n_lines; k++)
      place (flow, item, &halves[i], k, y + (ComposeUnit) k * line);
  }
}

/* ---- Texts --------------------------------------------------------------------------------------------- */

static void
add_cells (GArray *cells, const Half *half)
{
  guint n = half->set->layout->n_lines;
  Cell cell = {NULL, 0, TRUE};
  for (guint i = 1; i < half->block->rows; i++)
    g_array_append_val (cells, cell);
  cell.half = half;
  for (; cell.line < n; cell.line++) {
    cell.keep = cell.line + 1 < n ? compose_flow_keeps (cell.line, n, half->block->keep_together)
                                  : half->block->keep_next;
    g_array_append_val (cells, cell);
  }
}

/* What stands in one row lies in items of their own, of which the last alone has its height. */
static void
place_row (ComposeFlow *flow, const Cell *cells[2], guint number, gboolean keep)
{
  guint n = 0, last = 0;
  for (guint i = 0; i < 2; i++)
    if (cells[i] != NULL && cells[i]->half != NULL) {
      last = i;
      n++;
    }
  if (n == 0)
    compose_flow_add_item (flow, COMPOSE_ROW_CONTENT, 1, number)->keep = TRUE;
  for (guint i = 0; i < 2; i++) {
    if (cells[i] == NULL || cells[i]->half == NULL)
      continue;
    ComposeItem *item =
        compose_flow_add_item (flow, COMPOSE_ROW_CONTENT, i == last ? 1 : 0, cells[i]->half->number);
    item->keep = i != last || keep;
    place (flow, item, cells[i]->half, cells[i]->line, 0);
  }
}

static void
place_rows (ComposeFlow *flow, const GArray *halves)
{
  g_autoptr (GArray) left = g_array_new (FALSE, FALSE, sizeof (Cell));
  g_autoptr (GArray) right = g_array_new (FALSE, FALSE, sizeof (Cell));
  const Half *last = &g_array_index (halves, Half, halves->len - 1);
  for (guint i = 0; i < halves->len; i++) {
    const Half *half = &g_array_index (halves, Half, i);
    add_cells (half->block->at_right ? right : left, half);
  }
  guint n = MAX (left->len, right->len);
  for (guint i = 0; i < n; i++) {
    const Cell *cells[2] = {i < left->len ? &g_array_index (left, Cell, i) : NULL,
                            i < right->len ? &g_array_index (right, Cell, i) : NULL};
    gboolean keep = (cells[0] != NULL && cells[0]->keep) || (cells[1] != NULL && cells[1]->keep);
    place_row (flow, cells, last->number, i + 1 < n ? keep : last->block->keep_next);
  }
}

guint
compose_flow_set_pair (ComposeFlow *flow, guint number)
{
  const GPtrArray *all = flow->blocks->blocks;
  const guint pair = ((const ComposeBlock *) all->pdata[number])->pair;
  g_autoptr (GArray) halves = g_array_new (FALSE, FALSE, sizeof (Half));
  for (guint i = number; i < all->len && ((const ComposeBlock *) all->pdata[i])->pair == pair; i++) {
    const ComposeBlock *block = all->pdata[i];
    Half half = {i, block,
                 compose_flow_compose (flow, block, block->source, compose_flow_text_width (flow, block))};
    g_array_append_val (halves, half);
  }
  const Half *first = &g_array_index (halves, Half, 0);
  if (halves->len == 2 &&
      compose_flow_is_heading (flow, first->block,
                               MAX (first[0].set->layout->n_lines, first[1].set->layout->n_lines)))
    place_titles (flow, first);
  else
    place_rows (flow, halves);
  for (guint i = 0; i < halves->len; i++)
    compose_paragraph_free (g_array_index (halves, Half, i).set);
  return halves->len;
}
