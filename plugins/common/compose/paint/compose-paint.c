/* compose-paint.c: see compose-paint.h. SPDX-License-Identifier: MIT */
#include "compose-paint.h"

#include <glib/gi18n-lib.h>

#include "compose-figure.h"
#include "compose/text/compose-box.h"
#include <wenzhai-kit/wz-image.h>

#define LEADER_DOT_PT 0.9 /* across */
#define LEADER_RISE_PT 1.2
#define HEAD_RULE_PT 0.4

struct _ComposePainter {
  const ComposeDocument *document;
  ComposePalette *palette;
  ComposePaintFunc func;
  gpointer user_data;
  cairo_t *cr;
  /* Neighbours of one face and style, over however many lines, which are not on the surface yet. */
  GArray *glyphs;         /* of cairo_glyph_t */
  GArray *clusters;       /* of cairo_text_cluster_t */
  guint32 text, n_bytes;  /* in the store */
  const ComposeRun *last; /* of them */
};

/* Tells what is painted next. */
static void
tell (ComposePainter *painter, ComposePaintEvent event)
{
  if (painter->func != NULL)
    painter->func (painter, &event, painter->user_data);
}

static gdouble
pt (ComposeUnit value)
{
  return value / (gdouble) COMPOSE_UNIT;
}

/* The colour of what comes, which is over all that came. */
static void
set_color (ComposePainter *painter, guint32 color)
{
  compose_painter_flush (painter);
  cairo_set_source_rgb (painter->cr, (color >> 16 & 0xff) / 255.0, (color >> 8 & 0xff) / 255.0,
                        (color & 0xff) / 255.0);
}

/* ---- Text ---------------------------------------------------------------------------------------------- */

/* The digits of @run's character, as outlines, in the square that has been painted at @square. */
static void
paint_box (ComposePainter *painter, const ComposeRun *run, const cairo_glyph_t *square)
{
  ComposeBox box;
  cairo_glyph_t glyphs[COMPOSE_BOX_MAX_DIGITS];
  if (!compose_box_place (painter->document->fonts, painter->document->store, run, square->x, square->y,
                          &box))
    return;
  for (guint i = 0; i < box.n; i++)
    glyphs[i] = (cairo_glyph_t){compose_palette_map (painter->palette, box.face->index, box.digits[i].glyph),
                                box.digits[i].x, box.digits[i].y};
  compose_palette_use_exactly (painter->palette, painter->cr, box.face->index, box.size_pt);
  cairo_glyph_path (painter->cr, glyphs, (int) box.n);
  cairo_fill (painter->cr);
}

/* R108: text with its characters, cluster by cluster. */
void
compose_painter_flush (ComposePainter *painter)
{
  const ComposeRun *run = painter->last;
  if (run == NULL)
    return;
  const ComposeTextStyle *style = compose_fonts_get_style (painter->document->fonts, run->style);
  painter->last = NULL;
  compose_palette_use (painter->palette, painter->cr, run->face, style->size);
  set_color (painter, style->color);
  cairo_show_text_glyphs (
      painter->cr, painter->document->store->text->str + painter->text, (int) painter->n_bytes,
      (const cairo_glyph_t *) (gpointer) painter->glyphs->data, (int) painter->glyphs->len,
      (const cairo_text_cluster_t *) (gpointer) painter->clusters->data, (int) painter->clusters->len, 0);
}

/* Whether @run goes on where the last one ended. */
static gboolean
goes_on (const ComposePainter *painter, const ComposeRun *run)
{
  const ComposeRun *last = painter->last;
  return last != NULL && last->face == run->face && last->style == run->style && last->box == 0 &&
         run->box == 0 && painter->text + painter->n_bytes == run->text;
}

static void
paint_run (ComposePainter *painter, const ComposeRun *run, ComposeUnit x, ComposeUnit y)
{
  const ComposeLineStore *store = painter->document->store;
  const ComposeTextStyle *style = compose_fonts_get_style (painter->document->fonts, run->style);
  if (!goes_on (painter, run)) {
    compose_painter_flush (painter);
    g_array_set_size (painter->glyphs, 0);
    g_array_set_size (painter->clusters, 0);
    painter->text = run->text;
    painter->n_bytes = 0;
  }
  guint n_glyphs = painter->glyphs->len, n_clusters = painter->clusters->len;
  g_array_set_size (painter->glyphs, n_glyphs + run->n_glyphs);
  g_array_set_size (painter->clusters, n_clusters + run->n_clusters);
  for (guint i = 0; i < run->n_glyphs; i++) {
    const ComposeGlyph *glyph = &g_array_index (store->glyphs, ComposeGlyph, run->glyph + i);
    g_array_index (painter->glyphs, cairo_glyph_t, n_glyphs + i) =
        (cairo_glyph_t){compose_palette_map (painter->palette, run->face, glyph->glyph), pt (x + glyph->x),
                        pt (y - style->rise) - glyph->dy / 64.0};
  }
  for (guint i = 0; i < run->n_clusters; i++) {
    const ComposeCluster *cluster = &g_array_index (store->clusters, ComposeCluster, run->cluster + i);
    g_array_index (painter->clusters, cairo_text_cluster_t, n_clusters + i) =
        (cairo_text_cluster_t){cluster->n_bytes, cluster->n_glyphs};
  }
  painter->n_bytes += run->n_bytes;
  painter->last = run;
  if (run->box != 0 && run->n_glyphs > 0) {
    compose_painter_flush (painter);
    paint_box (painter, run, &g_array_index (painter->glyphs, cairo_glyph_t, 0));
  }
}

static void
paint_line (ComposePainter *painter, const ComposePart *part, guint32 number, ComposeUnit x, ComposeUnit y)
{
  const ComposeSetLine *line = compose_line_store_get_line (painter->document->store, number);
  for (guint i = 0; i < line->n_runs; i++) {
    const ComposeRun *run = compose_line_store_get_run (painter->document->store, line->run + i);
    tell (painter, (ComposePaintEvent){.kind = COMPOSE_PAINT_RUN, .part = part, .run = run});
    paint_run (painter, run, x, y);
  }
  tell (painter, (ComposePaintEvent){.kind = COMPOSE_PAINT_LINE_END});
}

/* ---- Shapes -------------------------------------------------------------------------------------------- */

/* R100: dots on one raster, as the round ends of dashes without length: one path, nothing that could be
 * copied as text. */
static void
paint_leader (ComposePainter *painter, const ComposeShape *shape, ComposeUnit x, ComposeUnit y)
{
  gdouble dashes[] = {0, pt (painter->document->settings->size / 2)};
  gdouble left = pt (x + shape->x) + dashes[1] / 2;
  set_color (painter, shape->color);
  cairo_save (painter->cr);
  cairo_set_dash (painter->cr, dashes, 2, 0);
  cairo_set_line_cap (painter->cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_width (painter->cr, LEADER_DOT_PT);
  cairo_move_to (painter->cr, left, pt (y) - LEADER_RISE_PT);
  cairo_line_to (painter->cr, left + pt (shape->width) - dashes[1], pt (y) - LEADER_RISE_PT);
  cairo_stroke (painter->cr);
  cairo_restore (painter->cr);
}

static void
paint_figure (ComposePainter *painter, const ComposeShape *shape, gdouble x, gdouble y)
{
  g_autoptr (GError) error = NULL;
  const ComposePixels *found = compose_pictures_read (painter->document->pictures, shape->resource, &error);
  if (found == NULL || !compose_figure_paint (painter->cr, shape->resource, found, x, y, pt (shape->width),
                                              pt (shape->height), &error))
    wz_image_report (painter->document->sink, &shape->resource->position, error);
}

/* A code in the room for notes stands there, not in its column. */
static gdouble
margin_x (const ComposeDocument *document, guint page)
{
  const ComposeGeometry *g = &document->settings->page;
  gdouble left = compose_geometry_left (g, page + 1);
  gboolean right_hand = page % 2 == 0 || !g->two_sided;
  return right_hand ? left + g->type_width + g->notes_gap : left - g->notes_gap - g->notes_width;
}

static void
paint_shape (ComposePainter *painter, const ComposePart *part, const ComposeShape *shape, guint page,
             ComposeUnit x, ComposeUnit y)
{
  const ComposeBlock *block = compose_flow_get_block (part->flow, shape->block);
  gdouble left = pt (x + shape->x), top = pt (y + shape->y);
  compose_painter_flush (painter);
  switch (shape->kind) {
  case COMPOSE_SHAPE_RULE:
    set_color (painter, shape->color);
    cairo_rectangle (painter->cr, left, top - pt (shape->height) / 2, pt (shape->width), pt (shape->height));
    cairo_fill (painter->cr);
    break;
  case COMPOSE_SHAPE_LEADER:
    paint_leader (painter, shape, x, y + shape->y);
    break;
  case COMPOSE_SHAPE_FIGURE:
    paint_figure (painter, shape, left, top);
    break;
  case COMPOSE_SHAPE_QR:
    if (shape->margin)
      left = margin_x (painter->document, page);
    if (!compose_qr_paint (painter->cr, block->qr, left, top, pt (shape->width), shape->color))
      wz_diag_report (painter->document->sink, WZ_SEVERITY_WARNING, "pdf-qr", NULL,
                      _ ("the address is too long for a QR code: %.60s"), block->qr);
    break;
  }
}

/* ---- Items --------------------------------------------------------------------------------------------- */

static void
paint_item (ComposePainter *painter, const ComposePart *part, const ComposeItem *item, guint page,
            ComposeUnit x, ComposeUnit y)
{
  for (guint i = 0; i < item->n_shapes; i++)
    paint_shape (painter, part, compose_flow_get_shape (part->flow, item->shape + i), page, x, y);
  for (guint i = 0; i < item->n_placed; i++) {
    const ComposePlaced *placed = compose_flow_get_placed (part->flow, item->placed + i);
    paint_line (painter, part, placed->line, x + placed->x, y + placed->y);
  }
}

/* A table that lies on its side: it is read from the right, its head at the left edge of the type area. */
static void
paint_turned (ComposePainter *painter, const ComposePart *part, const ComposeItem *item, guint page)
{
  ComposeUnit bottom = compose_document_row_y (painter->document, 0) + compose_flow_top (part->flow) +
                       compose_flow_height (part->flow);
  compose_painter_flush (painter);
  cairo_save (painter->cr);
  cairo_translate (painter->cr, pt (compose_document_column_x (painter->document, page, 0)), pt (bottom));
  cairo_rotate (painter->cr, -G_PI_2);
  paint_item (painter, part, item, page, 0, 0);
  compose_painter_flush (painter);
  cairo_restore (painter->cr);
}

static const ComposeBlock *
block_of (const ComposePart *part, const ComposePage *page, guint piece)
{
  guint32 item = g_array_index (part->pagination->pieces, ComposePiece, page->piece + piece).item;
  return compose_flow_get_block (part->flow, compose_flow_get_item (part->flow, item)->block);
}

static void
paint_piece (ComposePainter *painter, const ComposePart *part, const ComposePage *page, guint number,
             guint which)
{
  const ComposePiece *piece = &g_array_index (part->pagination->pieces, ComposePiece, page->piece + which);
  const ComposeItem *item = compose_flow_get_item (part->flow, piece->item);
  tell (painter, (ComposePaintEvent){.kind = COMPOSE_PAINT_ITEM, .part = part, .item = item});
  if (item->turned)
    paint_turned (painter, part, item, number);
  else
    paint_item (painter, part, item, number,
                compose_document_column_x (painter->document, number, piece->column),
                compose_document_row_y (painter->document, piece->row));
}

/* The pieces from @first on of one pair on one page: all of the left text, then all of the right (R112:
 * elements nest). Returns: the piece behind them. */
static guint
paint_pair (ComposePainter *painter, const ComposePart *part, const ComposePage *page, guint number,
            guint first)
{
  guint pair = block_of (part, page, first)->pair, end = first;
  for (gint right = 0; right < 2; right++)
    for (end = first; end < page->n_pieces; end++) {
      const ComposeBlock *block = block_of (part, page, end);
      if (block == NULL || block->pair != pair)
        break;
      if (block->at_right == right)
        paint_piece (painter, part, page, number, end);
    }
  return end;
}

static void
add_dest (ComposePainter *painter, const ComposePart *part, const ComposeItem *item, ComposeUnit x,
          ComposeUnit y, guint32 *last)
{
  const ComposeBlock *block = compose_flow_get_block (part->flow, item->block);
  if (block == NULL || block->dest == NULL || item->block == *last)
    return;
  *last = item->block;
  tell (painter, (ComposePaintEvent){.kind = COMPOSE_PAINT_DEST,
                                     .dest = block->dest,
                                     .x = pt (x),
                                     .y = MAX (pt (y + compose_flow_top (part->flow)) - 4, 0)});
}

static void
paint_pieces (ComposePainter *painter, const ComposePart *part, const ComposePage *page, guint number)
{
  const GArray *pieces = part->pagination->pieces;
  guint32 last_dest = G_MAXUINT32;
  for (guint i = 0; i < page->n_pieces;) {
    const ComposePiece *piece = &g_array_index (pieces, ComposePiece, page->piece + i);
    const ComposeItem *item = compose_flow_get_item (part->flow, piece->item);
    ComposeUnit x = compose_document_column_x (painter->document, number, piece->column);
    ComposeUnit y = compose_document_row_y (painter->document, piece->row);
    add_dest (painter, part, item, x, y, &last_dest);
    const ComposeBlock *block = block_of (part, page, i);
    if (block != NULL && block->pair > 0)
      i = paint_pair (painter, part, page, number, i);
    else
      paint_piece (painter, part, page, number, i++);
  }
}

static void
paint_note (ComposePainter *painter, const ComposePart *part, guint32 note, guint number, guint column,
            guint *row)
{
  guint32 first = g_array_index (part->flow->note_items, guint32, note);
  guint32 end = g_array_index (part->flow->note_items, guint32, note + 1);
  tell (painter, (ComposePaintEvent){.kind = COMPOSE_PAINT_NOTE, .part = part});
  for (guint32 i = first; i < end; i++) {
    const ComposeItem *item = compose_flow_get_item (part->flow, i);
    paint_item (painter, part, item, number, compose_document_column_x (painter->document, number, column),
                compose_document_row_y (painter->document, *row));
    *row += item->rows;
  }
}

static void
paint_foot (ComposePainter *painter, const ComposePart *part, const ComposeColumnFoot *foot, guint number)
{
  const ComposeSettings *settings = painter->document->settings;
  if (foot->note_rows == 0)
    return;
  guint row = settings->page.rows - foot->note_rows;
  ComposeUnit x = compose_document_column_x (painter->document, number, foot->column);
  ComposeUnit y =
      compose_document_row_y (painter->document, row) + compose_flow_top (part->flow) - settings->pitch / 3;
  tell (painter, (ComposePaintEvent){.kind = COMPOSE_PAINT_BREAK});
  tell (painter, (ComposePaintEvent){.kind = COMPOSE_PAINT_FURNITURE});
  set_color (painter, settings->rule_color);
  cairo_rectangle (painter->cr, pt (x), pt (y), pt (part->flow->measure) / 4, 0.5);
  cairo_fill (painter->cr);
  tell (painter, (ComposePaintEvent){.kind = COMPOSE_PAINT_FURNITURE_END});
  for (guint i = foot->first_item; i < foot->last_item; i++) {
    const ComposeItem *item = compose_flow_get_item (part->flow, i);
    for (guint k = 0; k < item->n_notes; k++)
      paint_note (painter, part, g_array_index (part->flow->notes, guint32, item->note + k), number,
                  foot->column, &row);
  }
}

/* ---- Pages --------------------------------------------------------------------------------------------- */

/* Running heads and folios lie outside the structure: they come first, while no element takes text (R111,
 * R112). */
static void
paint_furniture (ComposePainter *painter, const ComposePage *page, guint number)
{
  const ComposeDocument *document = painter->document;
  const ComposeSettings *settings = document->settings;
  const ComposePart *part = compose_document_get_part (document, 0);
  for (guint i = 0; i < page->n_furniture; i++) {
    const ComposeFurniture *furniture =
        &g_array_index (document->furniture, ComposeFurniture, page->furniture + i);
    const ComposeSetLine *line = compose_line_store_get_line (document->store, furniture->line);
    tell (painter, (ComposePaintEvent){.kind = COMPOSE_PAINT_FURNITURE});
    for (guint r = 0; r < line->n_runs; r++)
      paint_run (painter, compose_line_store_get_run (document->store, line->run + r), furniture->x,
                 furniture->y);
    tell (painter, (ComposePaintEvent){.kind = COMPOSE_PAINT_FURNITURE_END});
    if (line->n_runs > 0)
      tell (painter, (ComposePaintEvent){.kind = COMPOSE_PAINT_LINK,
                                         .part = part,
                                         .run = compose_line_store_get_run (document->store, line->run),
                                         .x = pt (furniture->x + line->left),
                                         .y = pt (furniture->y - settings->size),
                                         .width = pt (line->right - line->left),
                                         .height = pt (settings->size) * 1.3});
  }
  if (page->head_rule) {
    gdouble left = pt (compose_document_column_x (document, number, 0)), width = settings->page.type_width;
    if (compose_document_get_part (document, page->part)->flow->wide)
      width = pt (compose_document_wide_measure (document));
    tell (painter, (ComposePaintEvent){.kind = COMPOSE_PAINT_FURNITURE});
    set_color (painter, settings->rule_color);
    cairo_rectangle (painter->cr, left, pt (document->head_y) + 0.42 * settings->spec.size, width,
                     HEAD_RULE_PT);
    cairo_fill (painter->cr);
    tell (painter, (ComposePaintEvent){.kind = COMPOSE_PAINT_FURNITURE_END});
  }
}

/* R103: ruled lines beside the text. */
static void
paint_room (ComposePainter *painter, guint number)
{
  const ComposeDocument *document = painter->document;
  const ComposeGeometry *g = &document->settings->page;
  if (g->notes_width <= 0)
    return;
  gdouble left = margin_x (document, number);
  tell (painter, (ComposePaintEvent){.kind = COMPOSE_PAINT_FURNITURE});
  set_color (painter, document->settings->rule_color);
  for (guint row = 3; row < g->rows; row++)
    cairo_rectangle (painter->cr, left, compose_geometry_baseline (g, row) + 0.3 * g->size, g->notes_width,
                     0.25);
  cairo_fill (painter->cr);
  tell (painter, (ComposePaintEvent){.kind = COMPOSE_PAINT_FURNITURE_END});
}

void
compose_painter_paint (ComposePainter *painter, cairo_t *cr, guint number)
{
  painter->cr = cr;
  const ComposePage *page = compose_document_get_page (painter->document, number);
  const ComposePart *part = compose_document_get_part (painter->document, page->part);
  paint_furniture (painter, page, number);
  compose_painter_flush (painter);
  if (page->kind == COMPOSE_PAGE_COVER)
    compose_paint_cover (painter->document, painter->palette, painter->cr);
  if (page->kind == COMPOSE_PAGE_BODY)
    paint_room (painter, number);
  if (part == NULL)
    return;
  paint_pieces (painter, part, page, number);
  for (guint i = 0; i < page->n_feet; i++)
    paint_foot (painter, part, &g_array_index (part->pagination->feet, ComposeColumnFoot, page->foot + i),
                number);
  tell (painter, (ComposePaintEvent){.kind = COMPOSE_PAINT_BREAK});
  compose_painter_flush (painter);
}

/* ---- Whole --------------------------------------------------------------------------------------------- */

ComposePainter *
compose_painter_new (const ComposeDocument *document, ComposePalette *palette, ComposePaintFunc func,
                     gpointer user_data)
{
  ComposePainter *painter = g_new0 (ComposePainter, 1);
  painter->document = document;
  painter->palette = palette;
  painter->func = func;
  painter->user_data = user_data;
  painter->glyphs = g_array_new (FALSE, FALSE, sizeof (cairo_glyph_t));
  painter->clusters = g_array_new (FALSE, FALSE, sizeof (cairo_text_cluster_t));
  return painter;
}

void
compose_painter_free (ComposePainter *painter)
{
  g_array_unref (painter->glyphs);
  g_array_unref (painter->clusters);
  g_free (painter);
}
