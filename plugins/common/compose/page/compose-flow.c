/* compose-flow.c: blocks one after the other (compose-flow.h). SPDX-License-Identifier: MIT */
#include "compose-flow-private.h"

#include <math.h>

/* R70 */
#define CELL_CENTRE 0.38
/* R75: of what a heading's rows leave, so much stands above it. */
#define HEADING_ABOVE 0.6
#define QR_SIZE_MM 16.0
#define FIGURE_MAX_HEIGHT 0.45
#define LEAST_WIDTH_EM 12

/* ---- Texts --------------------------------------------------------------------------------------------- */

static ComposeUnit
line_shift (const ComposeBlock *block, const ComposeLine *line, ComposeUnit width)
{
  return block->center ? (width - line->right + line->left) / 2 - line->left : 0;
}

/* Of the number of the page behind @block. */
static guint16
page_style (const ComposeFlow *flow, const ComposeBlock *block)
{
  guint16 style = g_array_index (block->source->chars, ComposeChar, 0).style;
  ComposeTextStyle plain = *compose_fonts_get_style (flow->blocks->fonts, style);
  plain.weight = WZ_WEIGHT_REGULAR;
  plain.role = WZ_FONT_BODY;
  plain.color = flow->blocks->settings->text_color;
  return compose_fonts_intern_style (flow->blocks->fonts, &plain);
}

/* R100: dots on a raster of half an em that starts at the column's left edge, then the number of the page. */
static void
place_page (ComposeFlow *flow, ComposeItem *item, const ComposeBlock *block, const ComposeLine *last,
            ComposeUnit width)
{
  const ComposeSettings *settings = flow->blocks->settings;
  const gchar *name = flow->labels != NULL ? g_hash_table_lookup (flow->labels, block->page_of) : NULL;
  if (name == NULL)
    return;
  g_autoptr (ComposeSource) source = compose_blocks_source (flow->blocks, "en");
  compose_source_add (source, name, page_style (flow, block), 0,
                      compose_blocks_add_link (flow->blocks, NULL, block->page_of), NULL);
  ComposeUnit folio = 0, half = settings->size / 2;
  guint32 line = compose_flow_set_line (flow, source, &folio);
  ComposeUnit edge = block->left + width + block->right;
  ComposeUnit from = block->left + last->right + half, to = edge - folio - half;
  ComposeShape leader = {
      .kind = COMPOSE_SHAPE_LEADER, .x = (from + half - 1) / half * half, .color = settings->rule_color};
  leader.width = to / half * half - leader.x;
  if (leader.width >= 2 * half)
    compose_flow_add_shape (flow, item, &leader);
  compose_flow_place_set (flow, item, line, edge - folio, 0, 3);
}

/* R75: all lines in one item of whole rows, at their own distance. */
static void
place_heading (ComposeFlow *flow, guint number, const ComposeBlock *block, const ComposeParagraph *set,
               ComposeUnit width)
{
  const ComposeSettings *settings = flow->blocks->settings;
  ComposeUnit height = (ComposeUnit) set->layout->n_lines * block->line;
  guint rows = MAX (block->rows, (guint) ((height + settings->pitch - 1) / settings->pitch));
  ComposeUnit free_above =
      (ComposeUnit) lrint (((ComposeUnit) rows * settings->pitch - height) * HEADING_ABOVE);
  guint16 style = g_array_index (block->source->chars, ComposeChar, 0).style;
  ComposeUnit size = compose_fonts_get_style (flow->blocks->fonts, style)->size;
  ComposeUnit y =
      compose_flow_top (flow) + free_above + block->line / 2 + (ComposeUnit) lrint (CELL_CENTRE * size);
  ComposeItem *item =
      compose_flow_add_item (flow, block->spans ? COMPOSE_ROW_SPAN : COMPOSE_ROW_CONTENT, rows, number);
  item->keep = block->keep_next;
  compose_flow_place_label (flow, item, block, 0, y, 2);
  for (guint i = 0; i < set->layout->n_lines; i++)
    compose_flow_place (flow, item, set, i, block->left + line_shift (block, &set->layout->lines[i], width),
                        y + (ComposeUnit) i * block->line, 0);
}

static void
place_lines (ComposeFlow *flow, guint number, const ComposeBlock *block, const ComposeParagraph *set,
             ComposeUnit width)
{
  guint n = set->layout->n_lines;
  for (guint i = 0; i < n; i++) {
    guint rows = i == 0 ? MAX (block->rows, 1) : 1;
    ComposeItem *item = compose_flow_add_item (flow, COMPOSE_ROW_CONTENT, rows, number);
    ComposeUnit y = (ComposeUnit) (rows - 1) * flow->blocks->settings->pitch;
    gboolean together = block->keep_together && n * 2 <= flow->blocks->settings->page.rows;
    item->keep = i + 1 < n ? compose_flow_keeps (i, n, together) : block->keep_next;
    if (i == 0)
      compose_flow_place_label (flow, item, block, 0, y, 2);
    compose_flow_place (flow, item, set, i, block->left + line_shift (block, &set->layout->lines[i], width),
                        y, 0);
    if (i + 1 == n && block->page_of != NULL)
      place_page (flow, item, block, &set->layout->lines[i], width);
  }
}

static void
set_text (ComposeFlow *flow, guint number, const ComposeBlock *block)
{
  ComposeUnit width = compose_flow_text_width (flow, block);
  g_autoptr (ComposeParagraph) set = compose_flow_compose (flow, block, block->source, width);
  guint n = set->layout->n_lines;
  if (n > 0 && compose_flow_is_heading (flow, block, n))
    place_heading (flow, number, block, set, width);
  else
    place_lines (flow, number, block, set, width);
}

/* ---- Other blocks -------------------------------------------------------------------------------------- */

static void
set_rule (ComposeFlow *flow, guint number)
{
  const ComposeSettings *settings = flow->blocks->settings;
  ComposeItem *item = compose_flow_add_item (flow, COMPOSE_ROW_CONTENT, 1, number);
  ComposeShape rule = {.kind = COMPOSE_SHAPE_RULE,
                       .x = flow->measure / 3,
                       .y = compose_flow_top (flow) + settings->pitch / 2,
                       .width = flow->measure / 3,
                       .height = COMPOSE_UNIT / 2,
                       .color = settings->rule_color,
                       .block = number};
  compose_flow_add_shape (flow, item, &rule);
}

/* R103: lines of a quarter point, a pitch apart. */
static void
set_room (ComposeFlow *flow, guint number, const ComposeBlock *block)
{
  const ComposeSettings *settings = flow->blocks->settings;
  for (guint i = 0; i < block->rows; i++) {
    ComposeItem *item = compose_flow_add_item (flow, COMPOSE_ROW_CONTENT, 1, number);
    ComposeShape rule = {.kind = COMPOSE_SHAPE_RULE,
                         .y = compose_flow_top (flow) + settings->pitch,
                         .width = flow->measure,
                         .height = COMPOSE_UNIT / 4,
                         .color = settings->rule_color,
                         .block = number};
    compose_flow_add_shape (flow, item, &rule);
    item->keep = i + 1 < block->rows;
  }
}

static void
set_figure (ComposeFlow *flow, guint number, const ComposeBlock *block)
{
  const ComposeSettings *settings = flow->blocks->settings;
  gdouble width = block->resource->width_px * COMPOSE_PT_PER_PX * COMPOSE_UNIT;
  gdouble height = block->resource->height_px * COMPOSE_PT_PER_PX * COMPOSE_UNIT;
  gdouble room = flow->measure - block->left;
  gdouble tallest = settings->page.rows * (gdouble) settings->pitch * FIGURE_MAX_HEIGHT;
  if (width <= 0 || height <= 0)
    return;
  gdouble scale = MIN (1.0, MIN (room / width, tallest / height));
  width *= scale;
  height *= scale;
  guint rows = (guint) ceil ((height + settings->pitch / 3) / settings->pitch);
  ComposeItem *item = compose_flow_add_item (flow, COMPOSE_ROW_CONTENT, rows, number);
  ComposeShape figure = {.kind = COMPOSE_SHAPE_FIGURE,
                         .x = block->left + (ComposeUnit) ((room - width) / 2),
                         .y = compose_flow_top (flow) +
                              (ComposeUnit) ((rows * (gdouble) settings->pitch - height) / 2),
                         .width = (ComposeUnit) width,
                         .height = (ComposeUnit) height,
                         .block = number,
                         .resource = block->resource};
  compose_flow_add_shape (flow, item, &figure);
  item->keep = block->keep_next;
}

/* ---- Insets ---------------------------------------------------------------------------------------------
 */

/* Insets grow with the depth of lists and quotations, but leave twelve characters a line, or half of what
 * room there is. */
static void
limit_insets (const ComposeFlow *flow, ComposeBlock *block, ComposeUnit width)
{
  ComposeUnit em = flow->blocks->settings->size, insets = block->left + block->right, room = insets + width;
  ComposeUnit most = room - MIN (LEAST_WIDTH_EM * em, room / 2);
  if (insets <= most)
    return;
  ComposeUnit left = (ComposeUnit) ((gint64) most * block->left / insets) / em * em;
  block->label_x = MAX (block->label_x - block->left + left, 0);
  block->right = (ComposeUnit) ((gint64) most * block->right / insets) / em * em;
  block->left = left;
}

static void
limit_all_insets (ComposeFlow *flow)
{
  for (guint i = 0; i < flow->blocks->blocks->len; i++) {
    ComposeBlock *block = flow->blocks->blocks->pdata[i];
    limit_insets (flow, block, compose_flow_text_width (flow, block));
  }
}

/* ---- Codes --------------------------------------------------------------------------------------------- */

/* The blocks of a title leave room at the right for the code that stands beside them. */
static void
make_room_for_codes (ComposeFlow *flow)
{
  GPtrArray *all = flow->blocks->blocks;
  ComposeUnit room =
      (ComposeUnit) lrint (QR_SIZE_MM * COMPOSE_PT_PER_MM * COMPOSE_UNIT) + flow->blocks->settings->size;
  for (guint i = 0; i < all->len; i++) {
    const ComposeBlock *first = all->pdata[i];
    if (first->qr == NULL || flow->qr_in_margin)
      continue;
    for (guint k = i; k < all->len; k++) {
      ComposeBlock *block = all->pdata[k];
      if (block->entry != first->entry || block->kind != COMPOSE_BLOCK_TEXT || !block->keep_next)
        break;
      if (block->pair == 0 || block->at_right)
        block->right += room;
    }
  }
}

static void
add_code (ComposeFlow *flow, guint first_item, guint number)
{
  if (first_item >= flow->items->len)
    return;
  ComposeItem *item = &g_array_index (flow->items, ComposeItem, first_item);
  ComposeUnit side = (ComposeUnit) lrint (QR_SIZE_MM * COMPOSE_PT_PER_MM * COMPOSE_UNIT);
  ComposeShape code = {.kind = COMPOSE_SHAPE_QR,
                       .margin = flow->qr_in_margin,
                       .x = flow->measure - side,
                       .y = compose_flow_top (flow) + 2 * COMPOSE_UNIT,
                       .width = side,
                       .height = side,
                       .color = flow->blocks->settings->text_color,
                       .block = number};
  /* Shapes of an item lie side by side: the code goes in where the item's own end. */
  g_array_insert_val (flow->shapes, item->shape + item->n_shapes, code);
  item->n_shapes++;
  for (guint i = first_item + 1; i < flow->items->len; i++)
    g_array_index (flow->items, ComposeItem, i).shape++;
}

/* ---- Whole --------------------------------------------------------------------------------------------- */

static void
set_block (ComposeFlow *flow, guint number, const ComposeBlock *block)
{
  switch (block->kind) {
  case COMPOSE_BLOCK_TEXT:
    set_text (flow, number, block);
    break;
  case COMPOSE_BLOCK_GAP:
    compose_flow_add_item (flow, COMPOSE_ROW_GAP, 1, number);
    break;
  case COMPOSE_BLOCK_PAGE:
    compose_flow_add_item (flow, COMPOSE_ROW_BREAK, 0, number);
    break;
  case COMPOSE_BLOCK_RULE:
    set_rule (flow, number);
    break;
  case COMPOSE_BLOCK_ROOM:
    set_room (flow, number, block);
    break;
  case COMPOSE_BLOCK_FIGURE:
    set_figure (flow, number, block);
    break;
  case COMPOSE_BLOCK_TABLE:
    compose_flow_set_table (flow, number, block);
    break;
  }
}

/* Its characters are not needed any more. */
static void
finish_block (ComposeBlock *block)
{
  block->lang = block->source != NULL ? block->source->tag : NULL;
  g_clear_pointer (&block->source, compose_source_free);
  g_clear_pointer (&block->label, compose_source_free);
  g_clear_pointer (&block->cells, g_ptr_array_unref);
}

/* Block number @number, and those that stand beside it; returns the one behind them. */
static guint
set_blocks (ComposeFlow *flow, guint number)
{
  guint first_item = flow->items->len, end = number + 1;
  const ComposeBlock *block = compose_flow_get_block (flow, number);
  if (block->pair > 0)
    end = number + compose_flow_set_pair (flow, number);
  else
    set_block (flow, number, block);
  if (block->qr != NULL)
    add_code (flow, first_item, number);
  for (guint i = number; i < end; i++)
    finish_block (flow->blocks->blocks->pdata[i]);
  return end;
}

static const ComposeBlock note_block = {
    .kind = COMPOSE_BLOCK_TEXT, .element = COMPOSE_ELEMENT_NOTE, .align = COMPOSE_ALIGN_RAGGED, .rows = 1};

static void
set_notes (ComposeFlow *flow)
{
  ComposeBlock block = note_block;
  guint32 first = flow->items->len;
  g_array_append_val (flow->note_items, first);
  for (guint i = 0; i < flow->blocks->notes->len; i++) {
    block.source = flow->blocks->notes->pdata[i];
    set_text (flow, G_MAXUINT32, &block);
    first = flow->items->len;
    g_array_append_val (flow->note_items, first);
  }
}

/* The paragraphs of the flow in the order in which they are set below. */
static GArray *
collect_tasks (const ComposeFlow *flow)
{
  GArray *tasks = g_array_new (FALSE, FALSE, sizeof (ComposeTask));
  for (guint i = 0; i < flow->blocks->blocks->len; i++) {
    const ComposeBlock *block = flow->blocks->blocks->pdata[i];
    ComposeTask task = {block, block->source, compose_flow_text_width (flow, block)};
    if (block->kind == COMPOSE_BLOCK_TEXT)
      g_array_append_val (tasks, task);
  }
  for (guint i = 0; i < flow->blocks->notes->len; i++) {
    ComposeTask note = {&note_block, flow->blocks->notes->pdata[i],
                        compose_flow_text_width (flow, &note_block)};
    g_array_append_val (tasks, note);
  }
  return tasks;
}

void
compose_flow_set (ComposeFlow *flow, GHashTable *labels)
{
  g_autoptr (GArray) tasks = NULL;
  flow->labels = labels;
  limit_all_insets (flow);
  make_room_for_codes (flow);
  compose_flow_plan_tables (flow);
  tasks = collect_tasks (flow);
  /* No text style may come up once the crew works. */
  for (guint i = 0; i < flow->blocks->blocks->len; i++) {
    const ComposeBlock *block = flow->blocks->blocks->pdata[i];
    if (labels != NULL && block->page_of != NULL && block->source->chars->len > 0)
      page_style (flow, block);
  }
  compose_crew_start (flow->crew, (const ComposeTask *) (gpointer) tasks->data, tasks->len);
  for (guint i = 0; i < flow->blocks->blocks->len;) {
    i = set_blocks (flow, i);
    if (flow->progress != NULL)
      flow->progress (i, flow->blocks->blocks->len, flow->progress_data);
  }
  set_notes (flow);
  compose_crew_stop (flow->crew);
}
