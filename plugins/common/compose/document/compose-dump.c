/* compose-dump.c: the placed document as text: one line a line, with page, place, size and faces. For people
 * and for golden tests; the same bytes everywhere. SPDX-License-Identifier: MIT */
#include "compose-document.h"

static void
append_pt (GString *out, ComposeUnit units)
{
  gchar buffer[G_ASCII_DTOSTR_BUF_SIZE];
  g_string_append (out, g_ascii_formatd (buffer, sizeof buffer, "%.3f", units / (gdouble) COMPOSE_UNIT));
}

static void
append_line (GString *out, const ComposeDocument *document, guint32 number, ComposeUnit x, ComposeUnit y,
             const gchar *what)
{
  const ComposeSetLine *line = compose_line_store_get_line (document->store, number);
  g_string_append_printf (out, "%s ", what);
  append_pt (out, x + line->left);
  g_string_append_c (out, ' ');
  append_pt (out, x + line->right);
  g_string_append_c (out, ' ');
  append_pt (out, y);
  for (guint i = 0; i < line->n_runs; i++) {
    const ComposeRun *run = compose_line_store_get_run (document->store, line->run + i);
    const ComposeFace *face = compose_fonts_get_face (document->fonts, run->face);
    const ComposeTextStyle *style = compose_fonts_get_style (document->fonts, run->style);
    g_string_append_printf (out, "%s%s ", i > 0 ? "|" : " [", wz_font_face_get_postscript_name (face->face));
    append_pt (out, style->size);
    if (run->link >= 0)
      g_string_append (out, " link");
  }
  g_autofree gchar *text = compose_line_store_dup_text (document->store, number);
  g_string_append_printf (out, "%s %s\n", line->n_runs > 0 ? "]" : "", text);
}

static void
append_shape (GString *out, const ComposeShape *shape, ComposeUnit x, ComposeUnit y)
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
append_turned (GString *out, const ComposeDocument *document, const ComposeFlow *flow,
               const ComposeItem *item)
{
  for (guint i = 0; i < item->n_placed; i++) {
    const ComposePlaced *placed = compose_flow_get_placed (flow, item->placed + i);
    append_line (out, document, placed->line, placed->x, placed->y, "turned");
  }
  for (guint i = 0; i < item->n_shapes; i++)
    append_shape (out, compose_flow_get_shape (flow, item->shape + i), 0, 0);
}

static void
append_item (GString *out, const ComposeDocument *document, const ComposeFlow *flow, guint item_number,
             ComposeUnit x, ComposeUnit y, gboolean note)
{
  static const gchar *const parts[] = {"line", "beside", "label", "folio"};
  const ComposeItem *item = compose_flow_get_item (flow, item_number);
  if (item->turned) {
    append_turned (out, document, flow, item);
    return;
  }
  for (guint i = 0; i < item->n_placed; i++) {
    const ComposePlaced *placed = compose_flow_get_placed (flow, item->placed + i);
    append_line (out, document, placed->line, x + placed->x, y + placed->y,
                 note ? "note" : parts[placed->part]);
  }
  for (guint i = 0; i < item->n_shapes; i++)
    append_shape (out, compose_flow_get_shape (flow, item->shape + i), x, y);
}

static void
append_feet (GString *out, const ComposeDocument *document, const ComposePart *part, const ComposePage *page,
             guint number)
{
  for (guint f = 0; f < page->n_feet; f++) {
    const ComposeColumnFoot *foot =
        &g_array_index (part->pagination->feet, ComposeColumnFoot, page->foot + f);
    guint row = document->settings->page.rows - foot->note_rows;
    for (guint i = foot->first_item; i < foot->last_item; i++) {
      const ComposeItem *item = compose_flow_get_item (part->flow, i);
      for (guint k = 0; k < item->n_notes; k++) {
        guint32 note = g_array_index (part->flow->notes, guint32, item->note + k);
        guint32 first = g_array_index (part->flow->note_items, guint32, note);
        guint32 end = g_array_index (part->flow->note_items, guint32, note + 1);
        for (guint32 n = first; n < end; n++) {
          append_item (out, document, part->flow, n,
                       compose_document_column_x (document, number, foot->column),
                       compose_document_row_y (document, row), TRUE);
          row += compose_flow_get_item (part->flow, n)->rows;
        }
      }
    }
  }
}

gchar *
compose_dump (const ComposeDocument *document)
{
  static const gchar *const kinds[] = {"cover", "blank", "front", "body", "index"};
  GString *out = g_string_new (NULL);
  for (guint p = 0; p < document->pages->len; p++) {
    const ComposePage *page = compose_document_get_page (document, p);
    const ComposePart *part = compose_document_get_part (document, page->part);
    g_string_append_printf (out, "page %u %s “%s”\n", p + 1, kinds[page->kind], page->label);
    for (guint i = 0; i < page->n_pieces; i++) {
      const ComposePiece *piece = &g_array_index (part->pagination->pieces, ComposePiece, page->piece + i);
      append_item (out, document, part->flow, piece->item,
                   compose_document_column_x (document, p, piece->column),
                   compose_document_row_y (document, piece->row), FALSE);
    }
    if (part != NULL)
      append_feet (out, document, part, page, p);
    for (guint i = 0; i < page->n_furniture; i++) {
      const ComposeFurniture *furniture =
          &g_array_index (document->furniture, ComposeFurniture, page->furniture + i);
      append_line (out, document, furniture->line, furniture->x, furniture->y, "head");
    }
  }
  return g_string_free (out, FALSE);
}
