/* pdf-paint.c: see pdf-paint.h. SPDX-License-Identifier: MIT */
#include "pdf-paint.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "pdf-box.h"
#include "image/image.h"
#include "pdf-impose.h"

#define LEADER_DOT_PT 0.9 /* across */
#define LEADER_RISE_PT 1.2
#define HEAD_RULE_PT 0.4
#define SHEET_MM 0.1                /* thickness of paper of 80 g */
#define MARK_PT (5 * PDF_PT_PER_MM) /* crop marks, outside the bleed */
#define MARK_WIDTH_PT 0.25
#define A4_WIDTH_PT (210 * PDF_PT_PER_MM)
#define A4_HEIGHT_PT (297 * PDF_PT_PER_MM)

typedef struct {
  PdfDocument *document;
  PdfFontPalette *palette;
  PdfTagger *tagger;
  cairo_surface_t *surface;
  cairo_t *cr;
  GArray *glyphs;   /* of cairo_glyph_t */
  GArray *clusters; /* of cairo_text_cluster_t */
  guint32 color;
  GByteArray *bytes; /* cairo's file */
  gpointer user_data;
} Painter;

static gdouble
pt (PdfUnit value)
{
  return value / (gdouble) PDF_UNIT;
}

static void
set_color (Painter *painter, guint32 color)
{
  cairo_set_source_rgb (painter->cr, (color >> 16 & 0xff) / 255.0, (color >> 8 & 0xff) / 255.0,
                        (color & 0xff) / 255.0);
}

/* ---- Text ---------------------------------------------------------------------------------------------- */

/* R108: text with its characters, cluster by cluster. */
static void
paint_run (Painter *painter, const PdfRun *run, PdfUnit x, PdfUnit y)
{
  const PdfLineStore *store = painter->document->store;
  const PdfTextStyle *style = pdf_fonts_get_style (painter->document->fonts, run->style);
  g_array_set_size (painter->glyphs, run->n_glyphs);
  g_array_set_size (painter->clusters, run->n_clusters);
  for (guint i = 0; i < run->n_glyphs; i++) {
    const PdfGlyph *glyph = &g_array_index (store->glyphs, PdfGlyph, run->glyph + i);
    g_array_index (painter->glyphs, cairo_glyph_t, i) =
        (cairo_glyph_t){pdf_palette_map (painter->palette, run->face, glyph->glyph), pt (x + glyph->x),
                        pt (y - style->rise) - glyph->dy / 64.0};
  }
  for (guint i = 0; i < run->n_clusters; i++) {
    const PdfCluster *cluster = &g_array_index (store->clusters, PdfCluster, run->cluster + i);
    g_array_index (painter->clusters, cairo_text_cluster_t, i) =
        (cairo_text_cluster_t){cluster->n_bytes, cluster->n_glyphs};
  }
  pdf_palette_use (painter->palette, painter->cr, run->face, style->size);
  set_color (painter, style->color);
  cairo_show_text_glyphs (painter->cr, store->text->str + run->text, (int) run->n_bytes,
                          (const cairo_glyph_t *) (gpointer) painter->glyphs->data, (int) run->n_glyphs,
                          (const cairo_text_cluster_t *) (gpointer) painter->clusters->data,
                          (int) run->n_clusters, 0);
  if (run->box != 0 && run->n_glyphs > 0)
    pdf_box_paint (painter->document, painter->palette, painter->cr, run,
                   g_array_index (painter->glyphs, cairo_glyph_t, 0).x,
                   g_array_index (painter->glyphs, cairo_glyph_t, 0).y);
}

static void
paint_line (Painter *painter, const PdfPart *part, guint32 number, PdfUnit x, PdfUnit y)
{
  const PdfSetLine *line = pdf_line_store_get_line (painter->document->store, number);
  for (guint i = 0; i < line->n_runs; i++) {
    const PdfRun *run = pdf_line_store_get_run (painter->document->store, line->run + i);
    pdf_tagger_begin_run (painter->tagger, part, run);
    paint_run (painter, run, x, y);
  }
  pdf_tagger_end_run (painter->tagger);
}

/* ---- Shapes -------------------------------------------------------------------------------------------- */

/* R100: dots on one raster, as the round ends of dashes without length: one path, nothing that could be
 * copied as text. */
static void
paint_leader (Painter *painter, const PdfShape *shape, PdfUnit x, PdfUnit y)
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

/* A picture whose bytes prove to be damaged: a cross stands in its place. */
static void
paint_damaged (Painter *painter, gdouble x, gdouble y, gdouble width, gdouble height)
{
  set_color (painter, painter->document->settings->rule_color);
  cairo_rectangle (painter->cr, x, y, width, height);
  cairo_move_to (painter->cr, x, y);
  cairo_line_to (painter->cr, x + width, y + height);
  cairo_move_to (painter->cr, x + width, y);
  cairo_line_to (painter->cr, x, y + height);
  cairo_set_line_width (painter->cr, HEAD_RULE_PT);
  cairo_stroke (painter->cr);
}

static void
paint_figure (Painter *painter, const PdfShape *shape, gdouble x, gdouble y)
{
  g_autoptr (GError) error = NULL;
  if (pdf_figure_paint (painter->cr, shape->resource, x, y, pt (shape->width), pt (shape->height), &error))
    return;
  paint_damaged (painter, x, y, pt (shape->width), pt (shape->height));
  image_report (painter->document->sink, &shape->resource->position, error);
}

/* A code in the room for notes stands there, not in its column. */
static gdouble
margin_x (const PdfDocument *document, guint page)
{
  const PdfGeometry *g = &document->settings->page;
  gdouble left = pdf_geometry_left (g, page + 1);
  gboolean right_hand = page % 2 == 0 || !g->two_sided;
  return right_hand ? left + g->type_width + g->notes_gap : left - g->notes_gap - g->notes_width;
}

static void
paint_shape (Painter *painter, const PdfPart *part, const PdfShape *shape, guint page, PdfUnit x, PdfUnit y)
{
  const PdfBlock *block = pdf_flow_get_block (part->flow, shape->block);
  gdouble left = pt (x + shape->x), top = pt (y + shape->y);
  switch (shape->kind) {
  case PDF_SHAPE_RULE:
    set_color (painter, shape->color);
    cairo_rectangle (painter->cr, left, top - pt (shape->height) / 2, pt (shape->width), pt (shape->height));
    cairo_fill (painter->cr);
    break;
  case PDF_SHAPE_LEADER:
    paint_leader (painter, shape, x, y + shape->y);
    break;
  case PDF_SHAPE_FIGURE:
    paint_figure (painter, shape, left, top);
    break;
  case PDF_SHAPE_QR:
    if (shape->margin)
      left = margin_x (painter->document, page);
    if (!pdf_qr_paint (painter->cr, block->qr, left, top, pt (shape->width), shape->color))
      wz_diag_report (painter->document->sink, WZ_SEVERITY_WARNING, "pdf-qr", NULL,
                      _ ("the address is too long for a QR code: %.60s"), block->qr);
    break;
  }
}

/* ---- Items --------------------------------------------------------------------------------------------- */

static void
paint_item (Painter *painter, const PdfPart *part, const PdfItem *item, guint page, PdfUnit x, PdfUnit y,
            gint only)
{
  for (guint i = 0; i < item->n_shapes && only <= 0; i++)
    paint_shape (painter, part, pdf_flow_get_shape (part->flow, item->shape + i), page, x, y);
  for (guint i = 0; i < item->n_placed; i++) {
    const PdfPlaced *placed = pdf_flow_get_placed (part->flow, item->placed + i);
    if (only < 0 || (placed->part == 1) == (only == 1))
      paint_line (painter, part, placed->line, x + placed->x, y + placed->y);
  }
}

/* A table that lies on its side: it is read from the right, its head at the left edge of the type area. */
static void
paint_turned (Painter *painter, const PdfPart *part, const PdfItem *item, guint page)
{
  PdfUnit bottom =
      pdf_document_row_y (painter->document, 0) + pdf_flow_top (part->flow) + pdf_flow_height (part->flow);
  cairo_save (painter->cr);
  cairo_translate (painter->cr, pt (pdf_document_column_x (painter->document, page, 0)), pt (bottom));
  cairo_rotate (painter->cr, -G_PI_2);
  paint_item (painter, part, item, page, 0, 0, -1);
  cairo_restore (painter->cr);
}

static gboolean
is_pair (const PdfPart *part, const PdfItem *item)
{
  const PdfBlock *block = pdf_flow_get_block (part->flow, item->block);
  return block != NULL && block->kind == PDF_BLOCK_PAIR;
}

/* The pieces [first, end) of one pair on one page: all of the left text, then all of the right (R112:
 * elements nest). */
static void
paint_pair (Painter *painter, const PdfPart *part, const PdfPage *page, guint number, guint first, guint end)
{
  for (gint half = 0; half < 2; half++)
    for (guint i = first; i < end; i++) {
      const PdfPiece *piece = &g_array_index (part->pagination->pieces, PdfPiece, page->piece + i);
      const PdfItem *item = pdf_flow_get_item (part->flow, piece->item);
      pdf_tagger_enter (painter->tagger, part, item, 1 + (guint) half);
      paint_item (painter, part, item, number,
                  pdf_document_column_x (painter->document, number, piece->column),
                  pdf_document_row_y (painter->document, piece->row), half);
    }
}

static void
add_dest (Painter *painter, const PdfPart *part, const PdfItem *item, PdfUnit x, PdfUnit y, guint32 *last)
{
  const PdfBlock *block = pdf_flow_get_block (part->flow, item->block);
  if (block == NULL || block->dest == NULL || item->block == *last)
    return;
  *last = item->block;
  pdf_tagger_dest (painter->tagger, block->dest, pt (x), MAX (pt (y + pdf_flow_top (part->flow)) - 4, 0));
}

static void
paint_pieces (Painter *painter, const PdfPart *part, const PdfPage *page, guint number)
{
  const GArray *pieces = part->pagination->pieces;
  guint32 last_dest = G_MAXUINT32;
  for (guint i = 0; i < page->n_pieces;) {
    const PdfPiece *piece = &g_array_index (pieces, PdfPiece, page->piece + i);
    const PdfItem *item = pdf_flow_get_item (part->flow, piece->item);
    PdfUnit x = pdf_document_column_x (painter->document, number, piece->column);
    PdfUnit y = pdf_document_row_y (painter->document, piece->row);
    add_dest (painter, part, item, x, y, &last_dest);
    if (is_pair (part, item)) {
      guint end = i + 1;
      while (
          end < page->n_pieces &&
          pdf_flow_get_item (part->flow, g_array_index (pieces, PdfPiece, page->piece + end).item)->block ==
              item->block)
        end++;
      paint_pair (painter, part, page, number, i, end);
      i = end;
      continue;
    }
    pdf_tagger_enter (painter->tagger, part, item, 0);
    if (item->turned)
      paint_turned (painter, part, item, number);
    else
      paint_item (painter, part, item, number, x, y, -1);
    i++;
  }
}

static void
paint_note (Painter *painter, const PdfPart *part, guint32 note, guint number, guint column, guint *row)
{
  guint32 first = g_array_index (part->flow->note_items, guint32, note);
  guint32 end = g_array_index (part->flow->note_items, guint32, note + 1);
  pdf_tagger_enter_note (painter->tagger, part);
  for (guint32 i = first; i < end; i++) {
    const PdfItem *item = pdf_flow_get_item (part->flow, i);
    paint_item (painter, part, item, number, pdf_document_column_x (painter->document, number, column),
                pdf_document_row_y (painter->document, *row), -1);
    *row += item->rows;
  }
}

static void
paint_foot (Painter *painter, const PdfPart *part, const PdfColumnFoot *foot, guint number)
{
  const PdfSettings *settings = painter->document->settings;
  if (foot->note_rows == 0)
    return;
  guint row = settings->page.rows - foot->note_rows;
  PdfUnit x = pdf_document_column_x (painter->document, number, foot->column);
  PdfUnit y = pdf_document_row_y (painter->document, row) + pdf_flow_top (part->flow) - settings->pitch / 3;
  pdf_tagger_end_page (painter->tagger);
  pdf_tagger_begin_artifact (painter->tagger);
  set_color (painter, settings->rule_color);
  cairo_rectangle (painter->cr, pt (x), pt (y), pt (part->flow->measure) / 4, 0.5);
  cairo_fill (painter->cr);
  pdf_tagger_end_artifact (painter->tagger);
  for (guint i = foot->first_item; i < foot->last_item; i++) {
    const PdfItem *item = pdf_flow_get_item (part->flow, i);
    for (guint k = 0; k < item->n_notes; k++)
      paint_note (painter, part, g_array_index (part->flow->notes, guint32, item->note + k), number,
                  foot->column, &row);
  }
}

/* ---- Pages --------------------------------------------------------------------------------------------- */

/* Running heads and folios lie outside the structure: they come first, while no element takes text (R111,
 * R112). */
static void
paint_furniture (Painter *painter, const PdfPage *page, guint number)
{
  const PdfDocument *document = painter->document;
  const PdfSettings *settings = document->settings;
  const PdfPart *part = pdf_document_get_part (document, document->furniture_part);
  for (guint i = 0; i < page->n_furniture; i++) {
    const PdfFurniture *furniture = &g_array_index (document->furniture, PdfFurniture, page->furniture + i);
    const PdfSetLine *line = pdf_line_store_get_line (document->store, furniture->line);
    pdf_tagger_begin_artifact (painter->tagger);
    for (guint r = 0; r < line->n_runs; r++)
      paint_run (painter, pdf_line_store_get_run (document->store, line->run + r), furniture->x,
                 furniture->y);
    pdf_tagger_end_artifact (painter->tagger);
    if (line->n_runs > 0)
      pdf_tagger_link_area (painter->tagger, part, pdf_line_store_get_run (document->store, line->run)->link,
                            pt (furniture->x + line->left), pt (furniture->y - settings->size),
                            pt (line->right - line->left), pt (settings->size) * 1.3);
  }
  if (page->head_rule) {
    gdouble left = pt (pdf_document_column_x (document, number, 0)), width = settings->page.type_width;
    if (pdf_document_get_part (document, page->part)->flow->wide)
      width = pt (pdf_document_wide_measure (document));
    pdf_tagger_begin_artifact (painter->tagger);
    set_color (painter, settings->rule_color);
    cairo_rectangle (painter->cr, left, pt (document->head_y) + 0.42 * settings->spec.size, width,
                     HEAD_RULE_PT);
    cairo_fill (painter->cr);
    pdf_tagger_end_artifact (painter->tagger);
  }
}

/* R103: ruled lines beside the text. */
static void
paint_room (Painter *painter, guint number)
{
  const PdfDocument *document = painter->document;
  const PdfGeometry *g = &document->settings->page;
  if (g->notes_width <= 0)
    return;
  gdouble left = margin_x (document, number);
  pdf_tagger_begin_artifact (painter->tagger);
  set_color (painter, document->settings->rule_color);
  for (guint row = 3; row < g->rows; row++)
    cairo_rectangle (painter->cr, left, pdf_geometry_baseline (g, row) + 0.3 * g->size, g->notes_width, 0.25);
  cairo_fill (painter->cr);
  pdf_tagger_end_artifact (painter->tagger);
}

static void
paint_page (Painter *painter, guint number)
{
  const PdfPage *page = pdf_document_get_page (painter->document, number);
  const PdfPart *part = pdf_document_get_part (painter->document, page->part);
  paint_furniture (painter, page, number);
  if (page->kind == PDF_PAGE_COVER)
    pdf_cover_paint (painter->document, painter->palette, painter->cr);
  if (page->kind == PDF_PAGE_BODY)
    paint_room (painter, number);
  if (part == NULL)
    return;
  paint_pieces (painter, part, page, number);
  for (guint i = 0; i < page->n_feet; i++)
    paint_foot (painter, part, &g_array_index (part->pagination->feet, PdfColumnFoot, page->foot + i),
                number);
  pdf_tagger_end_page (painter->tagger);
}

static cairo_status_t
take_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (((Painter *) closure)->bytes, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* What lies around the trimmed page on each side. */
static gdouble
slug (const PdfSettings *settings)
{
  return settings->bleed > 0 ? settings->bleed + MARK_PT : 0;
}

/* R105: two marks at each corner of the trimmed page. */
static void
paint_crop_marks (Painter *painter)
{
  const PdfSettings *settings = painter->document->settings;
  gdouble near = settings->bleed, far = slug (settings);
  if (near <= 0)
    return;
  set_color (painter, 0);
  for (guint corner = 0; corner < 4; corner++) {
    gdouble x = corner % 2 == 0 ? 0 : settings->page.width, dx = corner % 2 == 0 ? -1 : 1;
    gdouble y = corner < 2 ? 0 : settings->page.height, dy = corner < 2 ? -1 : 1;
    cairo_move_to (painter->cr, x + dx * near, y);
    cairo_line_to (painter->cr, x + dx * far, y);
    cairo_move_to (painter->cr, x, y + dy * near);
    cairo_line_to (painter->cr, x, y + dy * far);
  }
  cairo_set_line_width (painter->cr, MARK_WIDTH_PT);
  cairo_stroke (painter->cr);
}

static void
paint_pages (Painter *painter, PdfProgress progress)
{
  guint n = painter->document->pages->len;
  gdouble around = slug (painter->document->settings);
  cairo_translate (painter->cr, around, around);
  for (guint i = 0; i < n; i++) {
    paint_crop_marks (painter);
    cairo_pdf_surface_set_page_label (painter->surface, pdf_document_get_page (painter->document, i)->label);
    paint_page (painter, i);
    if (i + 1 == n)
      pdf_tagger_close (painter->tagger);
    cairo_show_page (painter->cr);
    if (progress != NULL)
      progress (i + 1, n, painter->user_data);
  }
}

/* One half of a sheet: the page is scaled to fit and stands against the fold. Inner sheets stick out when all
 * are folded into each other: what is trimmed off their edge is made up for at the fold (R98). */
static void
paint_half (Painter *painter, guint page, guint sheet, gboolean right)
{
  const PdfGeometry *g = &painter->document->settings->page;
  gdouble half = A4_HEIGHT_PT / 2;
  gdouble scale = MIN (half / g->width, A4_WIDTH_PT / g->height);
  if (page == 0)
    return;
  cairo_save (painter->cr);
  gdouble creep = sheet * SHEET_MM * PDF_PT_PER_MM;
  cairo_translate (painter->cr, right ? half - creep : half - g->width * scale + creep,
                   (A4_WIDTH_PT - g->height * scale) / 2);
  cairo_scale (painter->cr, scale, scale);
  paint_page (painter, page - 1);
  cairo_restore (painter->cr);
}

static void
paint_booklet (Painter *painter, PdfProgress progress)
{
  guint n_sides = 0;
  g_autofree PdfSheetSide *sides = pdf_impose_booklet (painter->document->pages->len, &n_sides);
  for (guint i = 0; i < n_sides; i++) {
    paint_half (painter, sides[i].left, sides[i].sheet, FALSE);
    paint_half (painter, sides[i].right, sides[i].sheet, TRUE);
    cairo_show_page (painter->cr);
    if (progress != NULL)
      progress (i + 1, n_sides, painter->user_data);
  }
}

static gboolean
finish (Painter *painter, GError **error)
{
  cairo_status_t status = cairo_status (painter->cr);
  cairo_destroy (painter->cr);
  cairo_surface_finish (painter->surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (painter->surface);
  cairo_surface_destroy (painter->surface);
  if (status != CAIRO_STATUS_SUCCESS) {
    g_set_error (error, PDF_DOCUMENT_ERROR, PDF_DOCUMENT_ERROR_CAIRO, _ ("the PDF cannot be written: %s"),
                 cairo_status_to_string (status));
    return FALSE;
  }
  return TRUE;
}

/* R105; in PDF's units a page begins at its lower left corner, and these boxes lie in the middle. */
static void
append_box (GString *text, const gchar *name, const PdfGeometry *g, gdouble inset, gdouble growth)
{
  const gdouble numbers[] = {inset - growth, inset - growth, inset + g->width + growth,
                             inset + g->height + growth};
  g_string_append_printf (text, "/%s [", name);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++) {
    gchar buffer[G_ASCII_DTOSTR_BUF_SIZE];
    g_string_append_printf (text, " %s", g_ascii_formatd (buffer, sizeof buffer, "%.4f", numbers[i]));
  }
  g_string_append (text, " ]\n      ");
}

static gchar *
dup_boxes (const PdfSettings *settings)
{
  if (settings->bleed <= 0)
    return NULL;
  GString *text = g_string_new (NULL);
  append_box (text, "TrimBox", &settings->page, slug (settings), 0);
  append_box (text, "BleedBox", &settings->page, slug (settings), settings->bleed);
  return g_string_free (text, FALSE);
}

static gboolean
write_file (const PdfSettings *settings, GBytes *file, const PdfTagger *tagger, const gchar *lang,
            PdfWrite write, gpointer user_data, GError **error)
{
  guint n_tags = 0;
  g_autofree gchar *boxes = dup_boxes (settings);
  const PdfPackTag *tags = pdf_tagger_get_tags (tagger, &n_tags);
  g_autoptr (GBytes) packed = pdf_pack (file, lang, boxes, tags, n_tags, error);
  if (packed == NULL)
    return FALSE;
  gsize length = 0;
  gconstpointer data = g_bytes_get_data (packed, &length);
  return write (data, length, user_data, error);
}

gboolean
pdf_paint (PdfDocument *document, const gchar *generator, PdfWrite write, PdfProgress progress,
           gpointer user_data, GError **error)
{
  const PdfGeometry *g = &document->settings->page;
  gboolean booklet = document->settings->booklet;
  gdouble around = 2 * slug (document->settings);
  PdfFontPalette *palette = pdf_palette_new (document, error);
  if (palette == NULL)
    return FALSE;
  Painter painter = {.document = document, .palette = palette, .user_data = user_data};
  painter.bytes = g_byte_array_new ();
  painter.glyphs = g_array_new (FALSE, FALSE, sizeof (cairo_glyph_t));
  painter.clusters = g_array_new (FALSE, FALSE, sizeof (cairo_text_cluster_t));
  painter.surface =
      cairo_pdf_surface_create_for_stream (take_bytes, &painter, booklet ? A4_HEIGHT_PT : g->width + around,
                                           booklet ? A4_WIDTH_PT : g->height + around);
  /* The version that the packed file has: above it, cairo 1.18 writes entries of PDF 1.7; below, none has
   * ActualText, what a glyph stands for when it stands for several characters, or for another one elsewhere
   * (R108). */
  cairo_pdf_surface_restrict_to_version (painter.surface, CAIRO_PDF_VERSION_1_5);
  painter.cr = cairo_create (painter.surface);
  painter.tagger = pdf_tagger_new (document, painter.cr, !booklet);
  pdf_outline_add (document, painter.surface, generator);
  if (booklet)
    paint_booklet (&painter, progress);
  else
    paint_pages (&painter, progress);
  gboolean good = finish (&painter, error);
  g_array_unref (painter.glyphs);
  g_array_unref (painter.clusters);
  pdf_palette_free (palette);
  g_autoptr (GBytes) file = g_byte_array_free_to_bytes (painter.bytes);
  const gchar *lang = wz_lang_map (wz_issue_get_lang (document->issue), WZ_LANG_EPUB);
  good = good && write_file (document->settings, file, painter.tagger, lang, write, user_data, error);
  pdf_tagger_free (painter.tagger);
  return good;
}
