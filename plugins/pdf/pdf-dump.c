/* pdf-dump.c: the placed document as text: one line a line, with page, place, size and faces. For people and
 * for golden tests; the same bytes everywhere. SPDX-License-Identifier: MIT */
#include "pdf-document.h"

static void
append_pt (GString *out, PdfUnit units)
{
  gchar buffer[G_ASCII_DTOSTR_BUF_SIZE];
  g_string_append (out, g_ascii_formatd (buffer, sizeof buffer, "%.3f", units / (gdouble) PDF_UNIT));
}

static void
append_line (GString *out, const PdfDocument *document, guint32 number, PdfUnit x, PdfUnit y,
             const gchar *what)
{
  const PdfSetLine *line = pdf_line_store_get_line (document->store, number);
  g_string_append_printf (out, "%s ", what);
  append_pt (out, x + line->left);
  g_string_append_c (out, ' ');
  append_pt (out, x + line->right);
  g_string_append_c (out, ' ');
  append_pt (out, y);
  for (guint i = 0; i < line->n_runs; i++) {
    const PdfRun *run = pdf_line_store_get_run (document->store, line->run + i);
    const PdfFace *face = pdf_fonts_get_face (document->fonts, run->face);
    const PdfTextStyle *style = pdf_fonts_get_style (document->fonts, run->style);
    g_string_append_printf (out, "%s%s ", i > 0 ? "|" : " [", wz_font_face_get_postscript_name (face->face));
    append_pt (out, style->size);
    if (run->link >= 0)
      g_string_append (out, " link");
  }
  g_autofree gchar *text = pdf_line_store_dup_text (document->store, number);
  g_string_append_printf (out, "%s %s\n", line->n_runs > 0 ? "]" : "", text);
}

static void
append_shape (GString *out, const PdfShape *shape, PdfUnit x, PdfUnit y)
{
  static const gchar *const names[] = {"rule", "leader", "figure", "qr"};
  g_string_append_printf (out, "%s%s ", names[shape->kind], shape->margin ? " margin" : "");
  append_pt (out, x + shape->x);
  g_string_append_c (out, ' ');
  append_pt (out, y + shape->y);
  g_string_append_c (out, ' ');
  append_pt (out, shape->width);
  g_string_append_c (out, ' ');
  append_pt (out, shape->height);
  g_string_append_c (out, '\n');
}

/* What lies on its side is given as it is read: along the page's height, and across. */
static void
append_turned (GString *out, const PdfDocument *document, const PdfFlow *flow, const PdfItem *item)
{
  for (guint i = 0; i < item->n_placed; i++) {
    const PdfPlaced *placed = pdf_flow_get_placed (flow, item->placed + i);
    append_line (out, document, placed->line, placed->x, placed->y, "turned");
  }
  for (guint i = 0; i < item->n_shapes; i++)
    append_shape (out, pdf_flow_get_shape (flow, item->shape + i), 0, 0);
}

static void
append_item (GString *out, const PdfDocument *document, const PdfFlow *flow, guint item_number, PdfUnit x,
             PdfUnit y, gboolean note)
{
  static const gchar *const parts[] = {"line", "beside", "label", "folio"};
  const PdfItem *item = pdf_flow_get_item (flow, item_number);
  if (item->turned) {
    append_turned (out, document, flow, item);
    return;
  }
  for (guint i = 0; i < item->n_placed; i++) {
    const PdfPlaced *placed = pdf_flow_get_placed (flow, item->placed + i);
    append_line (out, document, placed->line, x + placed->x, y + placed->y,
                 note ? "note" : parts[placed->part]);
  }
  for (guint i = 0; i < item->n_shapes; i++)
    append_shape (out, pdf_flow_get_shape (flow, item->shape + i), x, y);
}

static void
append_feet (GString *out, const PdfDocument *document, const PdfPart *part, const PdfPage *page,
             guint number)
{
  for (guint f = 0; f < page->n_feet; f++) {
    const PdfColumnFoot *foot = &g_array_index (part->pagination->feet, PdfColumnFoot, page->foot + f);
    guint row = document->settings->page.rows - foot->note_rows;
    for (guint i = foot->first_item; i < foot->last_item; i++) {
      const PdfItem *item = pdf_flow_get_item (part->flow, i);
      for (guint k = 0; k < item->n_notes; k++) {
        guint32 note = g_array_index (part->flow->notes, guint32, item->note + k);
        guint32 first = g_array_index (part->flow->note_items, guint32, note);
        guint32 end = g_array_index (part->flow->note_items, guint32, note + 1);
        for (guint32 n = first; n < end; n++) {
          append_item (out, document, part->flow, n, pdf_document_column_x (document, number, foot->column),
                       pdf_document_row_y (document, row), TRUE);
          row += pdf_flow_get_item (part->flow, n)->rows;
        }
      }
    }
  }
}

gchar *
pdf_dump (const PdfDocument *document)
{
  static const gchar *const kinds[] = {"cover", "blank", "front", "body", "index"};
  GString *out = g_string_new (NULL);
  for (guint p = 0; p < document->pages->len; p++) {
    const PdfPage *page = pdf_document_get_page (document, p);
    const PdfPart *part = pdf_document_get_part (document, page->part);
    g_string_append_printf (out, "page %u %s “%s”\n", p + 1, kinds[page->kind], page->label);
    for (guint i = 0; i < page->n_pieces; i++) {
      const PdfPiece *piece = &g_array_index (part->pagination->pieces, PdfPiece, page->piece + i);
      append_item (out, document, part->flow, piece->item, pdf_document_column_x (document, p, piece->column),
                   pdf_document_row_y (document, piece->row), FALSE);
    }
    if (part != NULL)
      append_feet (out, document, part, page, p);
    for (guint i = 0; i < page->n_furniture; i++) {
      const PdfFurniture *furniture = &g_array_index (document->furniture, PdfFurniture, page->furniture + i);
      append_line (out, document, furniture->line, furniture->x, furniture->y, "head");
    }
  }
  return g_string_free (out, FALSE);
}
