/* compose-items.c: items of a flow, and what stands in them (compose-flow-private.h).
 * SPDX-License-Identifier: MIT */
#include "compose-flow-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define CELL_ASCENT 0.88 /* R70 */

/* ---- Items --------------------------------------------------------------------------------------------- */

ComposeItem *
compose_flow_add_item (ComposeFlow *flow, ComposeRowKind kind, guint rows, guint block)
{
  ComposeItem item = {.kind = (guint8) kind,
                      .rows = (guint16) rows,
                      .block = block,
                      .placed = flow->placed->len,
                      .shape = flow->shapes->len,
                      .note = flow->notes->len};
  g_array_append_val (flow->items, item);
  return &g_array_index (flow->items, ComposeItem, flow->items->len - 1);
}

void
compose_flow_place_set (ComposeFlow *flow, ComposeItem *item, guint32 line, ComposeUnit x, ComposeUnit y,
                        guint8 part)
{
  ComposePlaced placed = {line, x, y, part};
  g_array_append_val (flow->placed, placed);
  item->n_placed++;
}

void
compose_flow_add_shape (ComposeFlow *flow, ComposeItem *item, const ComposeShape *shape)
{
  g_array_append_vals (flow->shapes, shape, 1);
  item->n_shapes++;
}

static void
add_notes (ComposeFlow *flow, ComposeItem *item, const ComposeSource *source, const ComposeLine *line)
{
  for (guint i = 0; i < source->notes->len; i++) {
    const ComposeNoteMark *mark = &g_array_index (source->notes, ComposeNoteMark, i);
    if (mark->at > line->start && mark->at <= line->end) {
      g_array_append_val (flow->notes, mark->note);
      item->n_notes++;
    }
  }
}

/* A picture in a line stands a little below its baseline, as letters do. */
#define PICTURE_DEPTH 0.15

static void
add_pictures (ComposeFlow *flow, ComposeItem *item, const ComposeParagraph *paragraph, guint line,
              ComposeUnit x, ComposeUnit y)
{
  const ComposeLine *composed = &paragraph->layout->lines[line];
  for (guint i = 0; i < paragraph->source->pictures->len; i++) {
    const ComposePicture *picture = &g_array_index (paragraph->source->pictures, ComposePicture, i);
    if (picture->at < composed->start || picture->at >= composed->end)
      continue;
    ComposeShape shape = {.kind = COMPOSE_SHAPE_FIGURE,
                          .x = x + paragraph->layout->places[picture->at].x,
                          .y = y + (ComposeUnit) (PICTURE_DEPTH * picture->height) - picture->height,
                          .width = picture->width,
                          .height = picture->height,
                          .resource = picture->resource};
    compose_flow_add_shape (flow, item, &shape);
  }
}

void
compose_flow_place (ComposeFlow *flow, ComposeItem *item, const ComposeParagraph *paragraph, guint line,
                    ComposeUnit x, ComposeUnit y, guint8 part)
{
  guint32 stored = compose_shaped_store (paragraph->shaped, paragraph->layout, line, flow->store);
  compose_flow_place_set (flow, item, stored, x, y, part);
  add_notes (flow, item, paragraph->source, &paragraph->layout->lines[line]);
  add_pictures (flow, item, paragraph, line, x, y);
}

gboolean
compose_flow_keeps (guint line, guint n, gboolean together)
{
  if (line + 1 >= n)
    return FALSE;
  return together || n <= 3 || line == 0 || line == n - 2;
}

gboolean
compose_flow_is_heading (const ComposeFlow *flow, const ComposeBlock *block, guint n_lines)
{
  const ComposeSettings *settings = flow->blocks->settings;
  return block->line > 0 &&
         (gint64) n_lines * block->line * 2 <= (gint64) settings->page.rows * settings->pitch;
}

ComposeUnit
compose_flow_top (const ComposeFlow *flow)
{
  const ComposeSettings *settings = flow->blocks->settings;
  return -(ComposeUnit) lrint (CELL_ASCENT * settings->size) - (settings->pitch - settings->size) / 2;
}

ComposeUnit
compose_flow_height (const ComposeFlow *flow)
{
  const ComposeSettings *settings = flow->blocks->settings;
  return (ComposeUnit) (settings->page.rows - 1) * settings->pitch;
}

/* ---- Composing ----------------------------------------------------------------------------------------- */

/* A hint about the first line of a paragraph that has one of @flags. */
static void
report_line (const ComposeFlow *flow, const ComposeParagraph *paragraph, guint flags, const gchar *code,
             const gchar *message)
{
  for (guint i = 0; i < paragraph->layout->n_lines; i++)
    if ((paragraph->layout->lines[i].flags & flags) != 0) {
      WzPosition position =
          compose_source_find_position (paragraph->source, paragraph->layout->lines[i].start);
      wz_diag_report (flow->missing != NULL ? flow->missing->sink : NULL, WZ_SEVERITY_HINT, code, &position,
                      "%s", message);
      return;
    }
}

ComposeParagraph *
compose_flow_compose (ComposeFlow *flow, const ComposeBlock *block, const ComposeSource *source,
                      ComposeUnit width)
{
  ComposeParagraph *paragraph = compose_crew_set (flow->crew, block, source, width);
  compose_shaped_receive (paragraph->shaped, flow->blocks->fonts, flow->missing);
  if (paragraph->layout->n_emergency + paragraph->layout->n_overfull > 0)
    report_line (flow, paragraph, COMPOSE_LINE_EMERGENCY | COMPOSE_LINE_OVERFULL, "pdf-tight-line",
                 _ ("this had to be broken where it should not be, for want of room"));
  if (paragraph->layout->n_ragged > 0) /* R54 */
    report_line (flow, paragraph, COMPOSE_LINE_RAGGED, "pdf-loose-line",
                 _ ("a line here is not filled: what comes next must not be broken"));
  return paragraph;
}

guint32
compose_flow_set_line (ComposeFlow *flow, const ComposeSource *source, ComposeUnit *width)
{
  ComposeBlock block = {.align = COMPOSE_ALIGN_RAGGED};
  g_autoptr (ComposeParagraph) set = compose_flow_compose (flow, &block, source, COMPOSE_ONE_LINE);
  *width = set->layout->n_lines > 0 ? set->layout->lines[0].right : 0;
  return set->layout->n_lines > 0 ? compose_shaped_store (set->shaped, set->layout, 0, flow->store)
                                  : G_MAXUINT32;
}

void
compose_flow_place_label (ComposeFlow *flow, ComposeItem *item, const ComposeBlock *block, ComposeUnit x,
                          ComposeUnit y, guint8 part)
{
  if (block->label == NULL)
    return;
  ComposeUnit width = 0;
  guint32 line = compose_flow_set_line (flow, block->label, &width);
  if (line != G_MAXUINT32)
    compose_flow_place_set (flow, item, line, x + block->label_x, y, part);
}

/* ---- The flow ----------------------------------------------------------------------------------------- */

ComposeFlow *
compose_flow_new (ComposeBlocks *blocks, guint columns, ComposeUnit measure, ComposeUnit column_gap,
                  ComposeLineStore *store, ComposeCrew *crew, ComposeMissing *missing)
{
  ComposeFlow *flow = g_new0 (ComposeFlow, 1);
  flow->blocks = blocks;
  flow->store = store;
  flow->crew = crew;
  flow->missing = missing;
  flow->columns = columns;
  flow->measure = measure;
  flow->column_gap = column_gap;
  flow->qr_in_margin = blocks->settings->page.notes_width > 0;
  flow->items = g_array_new (FALSE, FALSE, sizeof (ComposeItem));
  flow->placed = g_array_new (FALSE, FALSE, sizeof (ComposePlaced));
  flow->shapes = g_array_new (FALSE, FALSE, sizeof (ComposeShape));
  flow->notes = g_array_new (FALSE, FALSE, sizeof (guint32));
  flow->note_items = g_array_new (FALSE, FALSE, sizeof (guint32));
  return flow;
}

void
compose_flow_free (ComposeFlow *flow)
{
  if (flow == NULL)
    return;
  g_array_unref (flow->items);
  g_array_unref (flow->placed);
  g_array_unref (flow->shapes);
  g_array_unref (flow->notes);
  g_array_unref (flow->note_items);
  g_free (flow);
}

const ComposeItem *
compose_flow_get_item (const ComposeFlow *flow, guint item)
{
  return &g_array_index (flow->items, ComposeItem, item);
}

const ComposePlaced *
compose_flow_get_placed (const ComposeFlow *flow, guint placed)
{
  return &g_array_index (flow->placed, ComposePlaced, placed);
}

const ComposeShape *
compose_flow_get_shape (const ComposeFlow *flow, guint shape)
{
  return &g_array_index (flow->shapes, ComposeShape, shape);
}

const ComposeBlock *
compose_flow_get_block (const ComposeFlow *flow, guint block)
{
  return block < flow->blocks->blocks->len ? flow->blocks->blocks->pdata[block] : NULL;
}
