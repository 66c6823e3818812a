/* pdf-flow.c: see pdf-flow.h. SPDX-License-Identifier: MIT */
#include "pdf-flow.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* R70 */
#define CELL_ASCENT 0.88
#define CELL_CENTRE 0.38
/* R75: of what a heading's rows leave, so much stands above it. */
#define HEADING_ABOVE 0.6
#define QR_SIZE_MM 16.0
#define FIGURE_MAX_HEIGHT 0.45

/* ---- Items --------------------------------------------------------------------------------------------- */

PdfItem *
pdf_flow_add_item (PdfFlow *flow, PdfItemKind kind, guint rows, guint block)
{
  PdfItem item = {.kind = (guint8) kind,
                  .rows = (guint16) rows,
                  .block = block,
                  .placed = flow->placed->len,
                  .shape = flow->shapes->len,
                  .note = flow->notes->len};
  g_array_append_val (flow->items, item);
  return &g_array_index (flow->items, PdfItem, flow->items->len - 1);
}

void
pdf_flow_place (PdfFlow *flow, PdfItem *item, guint32 line, PdfUnit x, PdfUnit y, guint8 part)
{
  PdfPlaced placed = {line, x, y, part};
  g_array_append_val (flow->placed, placed);
  item->n_placed++;
}

void
pdf_flow_add_shape (PdfFlow *flow, PdfItem *item, const PdfShape *shape)
{
  g_array_append_vals (flow->shapes, shape, 1);
  item->n_shapes++;
}

void
pdf_flow_add_notes (PdfFlow *flow, PdfItem *item, const PdfSource *source, const PdfLine *line)
{
  for (guint i = 0; i < source->notes->len; i++) {
    const PdfNoteMark *mark = &g_array_index (source->notes, PdfNoteMark, i);
    if (mark->at > line->start && mark->at <= line->end) {
      g_array_append_val (flow->notes, mark->note);
      item->n_notes++;
    }
  }
}

/* A picture in a line stands a little below its baseline, as letters do. */
#define PICTURE_DEPTH 0.15

void
pdf_flow_add_pictures (PdfFlow *flow, PdfItem *item, const PdfSource *source, const PdfLayout *layout,
                       guint line, PdfUnit x, PdfUnit y)
{
  for (guint i = 0; i < source->pictures->len; i++) {
    const PdfPicture *picture = &g_array_index (source->pictures, PdfPicture, i);
    if (picture->at < layout->lines[line].start || picture->at >= layout->lines[line].end)
      continue;
    PdfShape shape = {.kind = PDF_SHAPE_FIGURE,
                      .x = x + layout->places[picture->at].x,
                      .y = y + (PdfUnit) (PICTURE_DEPTH * picture->height) - picture->height,
                      .width = picture->width,
                      .height = picture->height,
                      .resource = picture->resource};
    pdf_flow_add_shape (flow, item, &shape);
  }
}

gboolean
pdf_flow_keeps (guint line, guint n, gboolean together)
{
  if (line + 1 >= n)
    return FALSE;
  return together || n <= 3 || line == 0 || line == n - 2;
}

PdfUnit
pdf_flow_top (const PdfFlow *flow)
{
  const PdfSettings *settings = flow->blocks->settings;
  return -(PdfUnit) lrint (CELL_ASCENT * settings->size) - (settings->pitch - settings->size) / 2;
}

PdfUnit
pdf_flow_height (const PdfFlow *flow)
{
  const PdfSettings *settings = flow->blocks->settings;
  return (PdfUnit) (settings->page.rows - 1) * settings->pitch;
}

/* ---- Composing ----------------------------------------------------------------------------------------- */

/* A hint about the first line of a paragraph that has one of @flags. */
static void
report_line (const PdfFlow *flow, const PdfSource *source, const PdfLayout *layout, guint flags,
             const gchar *code, const gchar *message)
{
  for (guint i = 0; i < layout->n_lines; i++)
    if ((layout->lines[i].flags & flags) != 0) {
      WzPosition position = pdf_source_find_position (source, layout->lines[i].start);
      wz_diag_report (flow->missing != NULL ? flow->missing->sink : NULL, WZ_SEVERITY_HINT, code, &position,
                      "%s", message);
      return;
    }
}

PdfLayout *
pdf_flow_compose (PdfFlow *flow, const PdfBlock *block, const PdfSource *source, PdfUnit width,
                  PdfShaped **shaped)
{
  PdfLayout *layout = pdf_crew_set (flow->crew, block, source, width, shaped);
  pdf_shaped_receive (*shaped, flow->blocks->fonts, flow->missing);
  flow->n_overfull += layout->n_overfull;
  flow->n_emergency += layout->n_emergency;
  if (layout->n_emergency + layout->n_overfull > 0)
    report_line (flow, source, layout, PDF_LINE_EMERGENCY | PDF_LINE_OVERFULL, "pdf-tight-line",
                 _ ("this had to be broken where it should not be, for want of room"));
  if (layout->n_ragged > 0) /* R54 */
    report_line (flow, source, layout, PDF_LINE_RAGGED, "pdf-loose-line",
                 _ ("a line here is not filled: what comes next must not be broken"));
  return layout;
}

guint32
pdf_flow_set_line (PdfFlow *flow, const PdfSource *source, PdfUnit *width)
{
  PdfBlock block = {.align = PDF_ALIGN_RAGGED};
  PdfShaped *shaped = NULL;
  g_autoptr (PdfLayout) layout = pdf_flow_compose (flow, &block, source, PDF_ONE_LINE, &shaped);
  guint32 line = layout->n_lines > 0 ? pdf_shaped_store (shaped, layout, 0, flow->store) : G_MAXUINT32;
  *width = layout->n_lines > 0 ? layout->lines[0].right : 0;
  pdf_shaped_free (shaped);
  return line;
}

PdfUnit
pdf_flow_natural_width (PdfFlow *flow, const PdfSource *source)
{
  return pdf_crew_natural_width (flow->crew, source);
}

/* ---- Texts --------------------------------------------------------------------------------------------- */

static PdfUnit
line_shift (const PdfBlock *block, const PdfLine *line, PdfUnit width)
{
  return block->center ? (width - line->right + line->left) / 2 - line->left : 0;
}

static void
place_label (PdfFlow *flow, PdfItem *item, const PdfBlock *block, PdfUnit y)
{
  if (block->label == NULL)
    return;
  PdfUnit width = 0;
  guint32 line = pdf_flow_set_line (flow, block->label, &width);
  if (line != G_MAXUINT32)
    pdf_flow_place (flow, item, line, block->label_x, y, 2);
}

/* Of the number of the page behind @block. */
static guint16
page_style (const PdfFlow *flow, const PdfBlock *block)
{
  guint16 style = g_array_index (block->source->chars, PdfChar, 0).style;
  PdfTextStyle plain = *pdf_fonts_get_style (flow->blocks->fonts, style);
  plain.weight = WZ_WEIGHT_REGULAR;
  plain.role = WZ_FONT_BODY;
  plain.color = flow->blocks->settings->text_color;
  return pdf_fonts_intern_style (flow->blocks->fonts, &plain);
}

/* R100: dots on a raster of half an em that starts at the column's left edge, then the number of the page. */
static void
place_page (PdfFlow *flow, PdfItem *item, const PdfBlock *block, const PdfLine *last, PdfUnit width)
{
  const PdfSettings *settings = flow->blocks->settings;
  g_autofree gchar *name =
      flow->page_name != NULL ? flow->page_name (block->page_of, flow->page_name_data) : NULL;
  if (name == NULL)
    return;
  g_autoptr (PdfSource) source = pdf_blocks_source (flow->blocks, "en");
  pdf_source_add (source, name, page_style (flow, block), 0,
                  pdf_blocks_add_link (flow->blocks, NULL, block->page_of), NULL);
  PdfUnit folio = 0, half = settings->size / 2;
  guint32 line = pdf_flow_set_line (flow, source, &folio);
  PdfUnit edge = block->left + width + block->right;
  PdfUnit from = block->left + last->right + half, to = edge - folio - half;
  PdfShape leader = {
      .kind = PDF_SHAPE_LEADER, .x = (from + half - 1) / half * half, .color = settings->rule_color};
  leader.width = to / half * half - leader.x;
  if (leader.width >= 2 * half)
    pdf_flow_add_shape (flow, item, &leader);
  pdf_flow_place (flow, item, line, edge - folio, 0, 3);
}

gboolean
pdf_flow_is_heading (const PdfFlow *flow, const PdfBlock *block, guint n_lines)
{
  const PdfSettings *settings = flow->blocks->settings;
  return block->line > 0 &&
         (gint64) n_lines * block->line * 2 <= (gint64) settings->page.rows * settings->pitch;
}

/* R75: all lines in one item of whole rows, at their own distance. */
static void
place_heading (PdfFlow *flow, guint number, const PdfBlock *block, PdfShaped *shaped, const PdfLayout *layout,
               PdfUnit width)
{
  const PdfSettings *settings = flow->blocks->settings;
  PdfUnit height = (PdfUnit) layout->n_lines * block->line;
  guint rows = MAX (block->rows, (guint) ((height + settings->pitch - 1) / settings->pitch));
  PdfUnit free_above = (PdfUnit) lrint (((PdfUnit) rows * settings->pitch - height) * HEADING_ABOVE);
  guint16 style = g_array_index (block->source->chars, PdfChar, 0).style;
  PdfUnit size = pdf_fonts_get_style (flow->blocks->fonts, style)->size;
  PdfUnit y = pdf_flow_top (flow) + free_above + block->line / 2 + (PdfUnit) lrint (CELL_CENTRE * size);
  PdfItem *item = pdf_flow_add_item (flow, block->spans ? PDF_ITEM_SPAN : PDF_ITEM_CONTENT, rows, number);
  item->keep = block->keep_next;
  place_label (flow, item, block, y);
  for (guint i = 0; i < layout->n_lines; i++) {
    guint32 line = pdf_shaped_store (shaped, layout, i, flow->store);
    pdf_flow_place (flow, item, line, block->left + line_shift (block, &layout->lines[i], width),
                    y + (PdfUnit) i * block->line, 0);
    pdf_flow_add_notes (flow, item, block->source, &layout->lines[i]);
    pdf_flow_add_pictures (flow, item, block->source, layout, i,
                           block->left + line_shift (block, &layout->lines[i], width),
                           y + (PdfUnit) i * block->line);
  }
}

static void
place_lines (PdfFlow *flow, guint number, const PdfBlock *block, PdfShaped *shaped, const PdfLayout *layout,
             PdfUnit width)
{
  guint n = layout->n_lines;
  for (guint i = 0; i < n; i++) {
    guint rows = i == 0 ? MAX (block->rows, 1) : 1;
    PdfItem *item = pdf_flow_add_item (flow, PDF_ITEM_CONTENT, rows, number);
    PdfUnit y = (PdfUnit) (rows - 1) * flow->blocks->settings->pitch;
    gboolean together = block->keep_together && n * 2 <= flow->blocks->settings->page.rows;
    item->keep = i + 1 < n ? pdf_flow_keeps (i, n, together) : block->keep_next;
    if (i == 0)
      place_label (flow, item, block, y);
    guint32 line = pdf_shaped_store (shaped, layout, i, flow->store);
    pdf_flow_place (flow, item, line, block->left + line_shift (block, &layout->lines[i], width), y, 0);
    pdf_flow_add_notes (flow, item, block->source, &layout->lines[i]);
    pdf_flow_add_pictures (flow, item, block->source, layout, i,
                           block->left + line_shift (block, &layout->lines[i], width), y);
    if (i + 1 == n && block->page_of != NULL)
      place_page (flow, item, block, &layout->lines[i], width);
  }
}

static PdfUnit
text_width (const PdfFlow *flow, const PdfBlock *block)
{
  return flow->measure - block->left - block->right;
}

static void
set_text (PdfFlow *flow, guint number, const PdfBlock *block)
{
  PdfUnit width = text_width (flow, block);
  PdfShaped *shaped = NULL;
  g_autoptr (PdfLayout) layout = pdf_flow_compose (flow, block, block->source, width, &shaped);
  if (layout->n_lines > 0 && pdf_flow_is_heading (flow, block, layout->n_lines))
    place_heading (flow, number, block, shaped, layout, width);
  else if (layout->n_lines > 0)
    place_lines (flow, number, block, shaped, layout, width);
  pdf_shaped_free (shaped);
}

/* ---- Other blocks -------------------------------------------------------------------------------------- */

static void
set_rule (PdfFlow *flow, guint number)
{
  const PdfSettings *settings = flow->blocks->settings;
  PdfItem *item = pdf_flow_add_item (flow, PDF_ITEM_CONTENT, 1, number);
  PdfShape rule = {.kind = PDF_SHAPE_RULE,
                   .x = flow->measure / 3,
                   .y = pdf_flow_top (flow) + settings->pitch / 2,
                   .width = flow->measure / 3,
                   .height = PDF_UNIT / 2,
                   .color = settings->rule_color,
                   .block = number};
  pdf_flow_add_shape (flow, item, &rule);
}

/* R103: lines of a quarter point, a pitch apart. */
static void
set_room (PdfFlow *flow, guint number, const PdfBlock *block)
{
  const PdfSettings *settings = flow->blocks->settings;
  for (guint i = 0; i < block->rows; i++) {
    PdfItem *item = pdf_flow_add_item (flow, PDF_ITEM_CONTENT, 1, number);
    PdfShape rule = {.kind = PDF_SHAPE_RULE,
                     .y = pdf_flow_top (flow) + settings->pitch,
                     .width = flow->measure,
                     .height = PDF_UNIT / 4,
                     .color = settings->rule_color,
                     .block = number};
    pdf_flow_add_shape (flow, item, &rule);
    item->keep = i + 1 < block->rows;
  }
}

static void
set_figure (PdfFlow *flow, guint number, const PdfBlock *block)
{
  const PdfSettings *settings = flow->blocks->settings;
  gdouble width = block->resource->width_px * PDF_PT_PER_PX * PDF_UNIT;
  gdouble height = block->resource->height_px * PDF_PT_PER_PX * PDF_UNIT;
  gdouble room = flow->measure - block->left;
  gdouble tallest = settings->page.rows * (gdouble) settings->pitch * FIGURE_MAX_HEIGHT;
  if (width <= 0 || height <= 0)
    return;
  gdouble scale = MIN (1.0, MIN (room / width, tallest / height));
  width *= scale;
  height *= scale;
  guint rows = (guint) ceil ((height + settings->pitch / 3) / settings->pitch);
  PdfItem *item = pdf_flow_add_item (flow, PDF_ITEM_CONTENT, rows, number);
  PdfShape figure = {.kind = PDF_SHAPE_FIGURE,
                     .x = block->left + (PdfUnit) ((room - width) / 2),
                     .y = pdf_flow_top (flow) + (PdfUnit) ((rows * (gdouble) settings->pitch - height) / 2),
                     .width = (PdfUnit) width,
                     .height = (PdfUnit) height,
                     .block = number,
                     .resource = block->resource};
  pdf_flow_add_shape (flow, item, &figure);
  item->keep = block->keep_next;
}

/* ---- Codes --------------------------------------------------------------------------------------------- */

/* The blocks of a title leave room at the right for the code that stands beside them. */
static void
make_room_for_codes (PdfFlow *flow)
{
  GPtrArray *all = flow->blocks->blocks;
  PdfUnit room = (PdfUnit) lrint (QR_SIZE_MM * PDF_PT_PER_MM * PDF_UNIT) + flow->blocks->settings->size;
  for (guint i = 0; i < all->len; i++) {
    const PdfBlock *first = all->pdata[i];
    if (first->qr == NULL || flow->qr_in_margin)
      continue;
    for (guint k = i; k < all->len; k++) {
      PdfBlock *block = all->pdata[k];
      if (block->entry != first->entry || (block->kind != PDF_BLOCK_TEXT && block->kind != PDF_BLOCK_PAIR) ||
          !block->keep_next)
        break;
      if (block->kind == PDF_BLOCK_TEXT)
        block->right += room;
      else
        block->other->right += room;
    }
  }
}

static void
add_code (PdfFlow *flow, guint first_item, guint number)
{
  if (first_item >= flow->items->len)
    return;
  PdfItem *item = &g_array_index (flow->items, PdfItem, first_item);
  PdfUnit side = (PdfUnit) lrint (QR_SIZE_MM * PDF_PT_PER_MM * PDF_UNIT);
  PdfShape code = {.kind = PDF_SHAPE_QR,
                   .margin = flow->qr_in_margin,
                   .x = flow->measure - side,
                   .y = pdf_flow_top (flow) + 2 * PDF_UNIT,
                   .width = side,
                   .height = side,
                   .color = flow->blocks->settings->text_color,
                   .block = number};
  /* Shapes of an item lie side by side: the code goes in where the item's own end. */
  g_array_insert_val (flow->shapes, item->shape + item->n_shapes, code);
  item->n_shapes++;
  for (guint i = first_item + 1; i < flow->items->len; i++)
    g_array_index (flow->items, PdfItem, i).shape++;
}

/* ---- Whole --------------------------------------------------------------------------------------------- */

static void
set_block (PdfFlow *flow, guint number, PdfBlock *block)
{
  guint first_item = flow->items->len;
  switch (block->kind) {
  case PDF_BLOCK_TEXT:
    set_text (flow, number, block);
    break;
  case PDF_BLOCK_GAP:
    pdf_flow_add_item (flow, PDF_ITEM_GAP, block->rows, number);
    break;
  case PDF_BLOCK_PAGE:
    pdf_flow_add_item (flow, PDF_ITEM_BREAK, 0, number);
    break;
  case PDF_BLOCK_RULE:
    set_rule (flow, number);
    break;
  case PDF_BLOCK_ROOM:
    set_room (flow, number, block);
    break;
  case PDF_BLOCK_FIGURE:
    set_figure (flow, number, block);
    break;
  case PDF_BLOCK_TABLE:
    pdf_flow_set_table (flow, number, block);
    break;
  case PDF_BLOCK_PAIR:
    pdf_flow_set_pair (flow, number, block);
    break;
  }
  if (block->qr != NULL)
    add_code (flow, first_item, number);
  block->lang = block->source != NULL ? block->source->tag : NULL;
  if (block->other != NULL)
    block->other->lang = block->other->source->tag;
  g_clear_pointer (&block->source, pdf_source_free);
  g_clear_pointer (&block->label, pdf_source_free);
  if (block->other != NULL)
    g_clear_pointer (&block->other->source, pdf_source_free);
  g_clear_pointer (&block->cells, g_ptr_array_unref);
}

static const PdfBlock note_block = {
    .kind = PDF_BLOCK_TEXT, .tag = PDF_TAG_NOTE, .align = PDF_ALIGN_RAGGED, .rows = 1};

static void
set_notes (PdfFlow *flow)
{
  PdfBlock block = note_block;
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
collect_tasks (const PdfFlow *flow)
{
  GArray *tasks = g_array_new (FALSE, FALSE, sizeof (PdfTask));
  for (guint i = 0; i < flow->blocks->blocks->len; i++) {
    const PdfBlock *block = flow->blocks->blocks->pdata[i];
    PdfTask both[2] = {{block, block->source, text_width (flow, block)}};
    if (block->kind == PDF_BLOCK_PAIR)
      pdf_flow_pair_tasks (flow, block, both);
    if (block->kind == PDF_BLOCK_TEXT || block->kind == PDF_BLOCK_PAIR)
      g_array_append_vals (tasks, both, block->kind == PDF_BLOCK_PAIR ? 2 : 1);
  }
  for (guint i = 0; i < flow->blocks->notes->len; i++) {
    PdfTask note = {&note_block, flow->blocks->notes->pdata[i], text_width (flow, &note_block)};
    g_array_append_val (tasks, note);
  }
  return tasks;
}

void
pdf_flow_set (PdfFlow *flow, PdfPageName page_name, gpointer user_data)
{
  g_autoptr (GArray) tasks = NULL;
  flow->page_name = page_name;
  flow->page_name_data = user_data;
  make_room_for_codes (flow);
  pdf_flow_plan_tables (flow);
  tasks = collect_tasks (flow);
  /* No text style may come up once the crew works. */
  for (guint i = 0; i < flow->blocks->blocks->len; i++) {
    const PdfBlock *block = flow->blocks->blocks->pdata[i];
    if (page_name != NULL && block->page_of != NULL && block->source->chars->len > 0)
      page_style (flow, block);
  }
  pdf_crew_start (flow->crew, (const PdfTask *) (gpointer) tasks->data, tasks->len);
  for (guint i = 0; i < flow->blocks->blocks->len; i++) {
    set_block (flow, i, flow->blocks->blocks->pdata[i]);
    if (flow->progress != NULL)
      flow->progress (i + 1, flow->blocks->blocks->len, flow->progress_data);
  }
  set_notes (flow);
  pdf_crew_stop (flow->crew);
}

PdfFlow *
pdf_flow_new (PdfBlocks *blocks, guint columns, PdfUnit measure, PdfUnit column_gap, PdfLineStore *store,
              PdfCrew *crew, PdfMissing *missing)
{
  PdfFlow *flow = g_new0 (PdfFlow, 1);
  flow->blocks = blocks;
  flow->store = store;
  flow->crew = crew;
  flow->missing = missing;
  flow->columns = columns;
  flow->measure = measure;
  flow->column_gap = column_gap;
  flow->qr_in_margin = blocks->settings->page.notes_width > 0;
  flow->items = g_array_new (FALSE, FALSE, sizeof (PdfItem));
  flow->placed = g_array_new (FALSE, FALSE, sizeof (PdfPlaced));
  flow->shapes = g_array_new (FALSE, FALSE, sizeof (PdfShape));
  flow->notes = g_array_new (FALSE, FALSE, sizeof (guint32));
  flow->note_items = g_array_new (FALSE, FALSE, sizeof (guint32));
  return flow;
}

void
pdf_flow_free (PdfFlow *flow)
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

const PdfItem *
pdf_flow_get_item (const PdfFlow *flow, guint item)
{
  return &g_array_index (flow->items, PdfItem, item);
}

const PdfPlaced *
pdf_flow_get_placed (const PdfFlow *flow, guint placed)
{
  return &g_array_index (flow->placed, PdfPlaced, placed);
}

const PdfShape *
pdf_flow_get_shape (const PdfFlow *flow, guint shape)
{
  return &g_array_index (flow->shapes, PdfShape, shape);
}

const PdfBlock *
pdf_flow_get_block (const PdfFlow *flow, guint block)
{
  return block < flow->blocks->blocks->len ? flow->blocks->blocks->pdata[block] : NULL;
}
