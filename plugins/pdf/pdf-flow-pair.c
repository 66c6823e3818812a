/* pdf-flow-pair.c: two languages side by side (R102). Both texts begin on the same line of the grid; the
 * shorter one is followed by empty lines. SPDX-License-Identifier: MIT */
#include "pdf-flow.h"

#include <math.h>

#define GAP_EM 2

/* One half while it is set. */
typedef struct {
  const PdfBlock *block;
  PdfUnit left;
  PdfShaped *shaped;
  PdfLayout *layout;
} Half;

/* Where the right text begins, and the gap before it. */
static PdfUnit
right_edge (const PdfFlow *flow, PdfUnit *gap)
{
  const PdfSettings *settings = flow->blocks->settings;
  *gap = GAP_EM * settings->size;
  guint total = (guint) MAX ((flow->measure - *gap) / settings->size, 4);
  guint share = CLAMP ((guint) lrint (total * settings->parallel_share), 2, total - 2);
  return (PdfUnit) share * settings->size + *gap;
}

void
pdf_flow_pair_tasks (const PdfFlow *flow, const PdfBlock *block, PdfTask tasks[2])
{
  PdfUnit gap = 0, right = right_edge (flow, &gap);
  const PdfBlock *other = block->other;
  tasks[0] = (PdfTask){block, block->source, right - gap - block->left - block->right};
  tasks[1] = (PdfTask){other, other->source, flow->measure - right - other->left - other->right};
}

static void
open_half (PdfFlow *flow, Half *half, const PdfTask *task, PdfUnit left)
{
  half->block = task->block;
  half->left = left + task->block->left;
  half->layout = pdf_flow_compose (flow, task->block, task->source, task->width, &half->shaped);
}

static void
close_half (Half *half)
{
  pdf_layout_free (half->layout);
  pdf_shaped_free (half->shaped);
}

static void
place (PdfFlow *flow, PdfItem *item, Half *half, guint line, PdfUnit y, guint8 part)
{
  if (line >= half->layout->n_lines)
    return;
  guint32 stored = pdf_shaped_store (half->shaped, half->layout, line, flow->store);
  pdf_flow_place (flow, item, stored, half->left, y, part);
  pdf_flow_add_notes (flow, item, half->block->source, &half->layout->lines[line]);
  pdf_flow_add_pictures (flow, item, half->block->source, half->layout, line, half->left, y);
}

static void
place_number (PdfFlow *flow, PdfItem *item, const PdfBlock *block, PdfUnit y)
{
  PdfUnit width = 0;
  guint32 line = block->label != NULL ? pdf_flow_set_line (flow, block->label, &width) : G_MAXUINT32;
  if (line != G_MAXUINT32)
    pdf_flow_place (flow, item, line, block->label_x, y, 2);
}

/* Titles side by side are one item of whole rows. */
static void
place_titles (PdfFlow *flow, guint number, const PdfBlock *block, Half *halves)
{
  const PdfSettings *settings = flow->blocks->settings;
  guint n = MAX (halves[0].layout->n_lines, halves[1].layout->n_lines);
  PdfUnit height = (PdfUnit) n * block->line;
  guint rows = MAX (block->rows, (guint) ((height + settings->pitch - 1) / settings->pitch));
  PdfItem *item = pdf_flow_add_item (flow, PDF_ITEM_CONTENT, rows, number);
  PdfUnit y = ((PdfUnit) rows * settings->pitch - height) / 2;
  item->keep = block->keep_next;
  place_number (flow, item, block, y);
  for (guint part = 0; part < 2; part++)
    for (guint i = 0; i < n; i++)
      place (flow, item, &halves[part], i, y + (PdfUnit) i * block->line, (guint8) part);
}

static void
place_rows (PdfFlow *flow, guint number, const PdfBlock *block, Half *halves)
{
  guint lines[2] = {halves[0].layout->n_lines, halves[1].layout->n_lines};
  guint n = MAX (lines[0], lines[1]);
  for (guint i = 0; i < n; i++) {
    PdfItem *item = pdf_flow_add_item (flow, PDF_ITEM_CONTENT, 1, number);
    item->keep = i + 1 < n ? pdf_flow_keeps (i, lines[0], block->keep_together) ||
                                 pdf_flow_keeps (i, lines[1], block->keep_together)
                           : block->keep_next;
    place (flow, item, &halves[0], i, 0, 0);
    place (flow, item, &halves[1], i, 0, 1);
  }
}

void
pdf_flow_set_pair (PdfFlow *flow, guint number, PdfBlock *block)
{
  PdfTask tasks[2];
  PdfUnit gap = 0;
  Half halves[2];
  block->other_left = right_edge (flow, &gap);
  pdf_flow_pair_tasks (flow, block, tasks);
  open_half (flow, &halves[0], &tasks[0], 0);
  open_half (flow, &halves[1], &tasks[1], block->other_left);
  if (pdf_flow_is_heading (flow, block, MAX (halves[0].layout->n_lines, halves[1].layout->n_lines)))
    place_titles (flow, number, block, halves);
  else
    place_rows (flow, number, block, halves);
  close_half (&halves[0]);
  close_half (&halves[1]);
}
