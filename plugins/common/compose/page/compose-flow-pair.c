/* compose-flow-pair.c: two languages side by side (R102). Both texts begin on the same line of the grid; the
 * shorter one is followed by empty lines. SPDX-License-Identifier: MIT */
#include "compose-flow-private.h"

#include <math.h>

#define GAP_EM 2

/* One half while it is set. */
typedef struct {
  const ComposeBlock *block;
  ComposeUnit left; /* of its column */
  ComposeParagraph *set;
} Half;

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

void
compose_flow_pair_tasks (const ComposeFlow *flow, const ComposeBlock *block, ComposeTask tasks[2])
{
  ComposeUnit gap = 0, right = right_edge (flow, &gap);
  const ComposeBlock *other = block->other;
  tasks[0] = (ComposeTask){block, block->source, right - gap - block->left - block->right};
  tasks[1] = (ComposeTask){other, other->source, flow->measure - right - other->left - other->right};
}

static Half
open_half (ComposeFlow *flow, const ComposeTask *task, ComposeUnit left)
{
  return (Half){task->block, left, compose_flow_compose (flow, task->block, task->source, task->width)};
}

static void
place (ComposeFlow *flow, ComposeItem *item, const Half *half, guint line, ComposeUnit y, guint8 part)
{
  if (line == 0)
    compose_flow_place_label (flow, item, half->block, half->left, y, part == 0 ? 2 : part);
  if (line < half->set->layout->n_lines)
    compose_flow_place (flow, item, half->set, line, half->left + half->block->left, y, part);
}

/* Titles side by side are one item of whole rows. */
static void
place_titles (ComposeFlow *flow, guint number, const ComposeBlock *block, const Half *halves)
{
  const ComposeSettings *settings = flow->blocks->settings;
  guint n = MAX (halves[0].set->layout->n_lines, halves[1].set->layout->n_lines);
  ComposeUnit height = (ComposeUnit) n * block->line;
  guint rows = MAX (block->rows, (guint) ((height + settings->pitch - 1) / settings->pitch));
  ComposeItem *item = compose_flow_add_item (flow, COMPOSE_ROW_CONTENT, rows, number);
  ComposeUnit y = ((ComposeUnit) rows * settings->pitch - height) / 2;
  item->keep = block->keep_next;
  for (guint part = 0; part < 2; part++)
    for (guint i = 0; i < n; i++)
      place (flow, item, &halves[part], i, y + (ComposeUnit) i * block->line, (guint8) part);
}

static void
place_rows (ComposeFlow *flow, guint number, const ComposeBlock *block, const Half *halves)
{
  guint lines[2] = {halves[0].set->layout->n_lines, halves[1].set->layout->n_lines};
  guint n = MAX (lines[0], lines[1]);
  for (guint i = 0; i < n; i++) {
    ComposeItem *item = compose_flow_add_item (flow, COMPOSE_ROW_CONTENT, 1, number);
    item->keep = i + 1 < n ? compose_flow_keeps (i, lines[0], block->keep_together) ||
                                 compose_flow_keeps (i, lines[1], block->keep_together)
                           : block->keep_next;
    place (flow, item, &halves[0], i, 0, 0);
    place (flow, item, &halves[1], i, 0, 1);
  }
}

void
compose_flow_set_pair (ComposeFlow *flow, guint number, ComposeBlock *block)
{
  ComposeTask tasks[2];
  ComposeUnit gap = 0;
  block->other_left = right_edge (flow, &gap);
  compose_flow_pair_tasks (flow, block, tasks);
  Half halves[2];
  halves[0] = open_half (flow, &tasks[0], 0);
  halves[1] = open_half (flow, &tasks[1], block->other_left);
  if (compose_flow_is_heading (flow, block,
                               MAX (halves[0].set->layout->n_lines, halves[1].set->layout->n_lines)))
    place_titles (flow, number, block, halves);
  else
    place_rows (flow, number, block, halves);
  compose_paragraph_free (halves[0].set);
  compose_paragraph_free (halves[1].set);
}
