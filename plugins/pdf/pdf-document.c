/* pdf-document.c: see pdf-document.h. The body is set and paged first; contents and indices then know its
 * pages. Front matter has roman numbers, so that its length changes nothing behind it (R99).
 * SPDX-License-Identifier: MIT */
#include "pdf-document.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define INDEX_COLUMNS_EM 24 /* from this measure on indices stand in two columns */

G_DEFINE_QUARK (pdf - document - error - quark, pdf_document_error)

const PdfPage *
pdf_document_get_page (const PdfDocument *document, guint page)
{
  return &g_array_index (document->pages, PdfPage, page);
}

const PdfPart *
pdf_document_get_part (const PdfDocument *document, gint part)
{
  return part >= 0 ? document->parts->pdata[part] : NULL;
}

static PdfUnit
units (gdouble pt)
{
  return (PdfUnit) lrint (pt * PDF_UNIT);
}

PdfUnit
pdf_document_column_x (const PdfDocument *document, guint page, guint column)
{
  const PdfPart *part = pdf_document_get_part (document, pdf_document_get_page (document, page)->part);
  const PdfGeometry *g = &document->settings->page;
  PdfUnit left = units (pdf_geometry_left (g, page + 1));
  if (part == NULL)
    return left;
  /* The room for notes lies at the fore edge: left of the text on left-hand pages. */
  if (part->flow->wide && g->two_sided && page % 2 == 1)
    left += units (g->type_width) - pdf_document_wide_measure (document);
  return left + (PdfUnit) column * (part->flow->measure + part->flow->column_gap);
}

PdfUnit
pdf_document_wide_measure (const PdfDocument *document)
{
  const PdfGeometry *g = &document->settings->page;
  guint em = (guint) ((g->type_width + g->notes_gap + g->notes_width) / g->size + 1e-6);
  return g->notes_width > 0 ? (PdfUnit) em * document->settings->size : units (g->type_width);
}

PdfUnit
pdf_document_row_y (const PdfDocument *document, guint row)
{
  return units (pdf_geometry_baseline (&document->settings->page, 0)) +
         (PdfUnit) row * document->settings->pitch;
}

/* ---- Parts --------------------------------------------------------------------------------------------- */

static void
part_free (gpointer data)
{
  PdfPart *part = data;
  g_clear_pointer (&part->pagination, pdf_pagination_free);
  g_clear_pointer (&part->flow, pdf_flow_free);
  g_clear_pointer (&part->blocks, pdf_blocks_free);
  g_free (part);
}

static PdfPart *
part_new (PdfDocument *document)
{
  PdfPart *part = g_new0 (PdfPart, 1);
  part->blocks = pdf_blocks_new (document->issue, document->settings, document->fonts, document->sink);
  g_ptr_array_add (document->parts, part);
  return part;
}

static guint
note_rows (const PdfFlow *flow, const PdfItem *item)
{
  guint rows = 0;
  for (guint i = 0; i < item->n_notes; i++) {
    guint32 note = g_array_index (flow->notes, guint32, item->note + i);
    guint32 first = g_array_index (flow->note_items, guint32, note);
    guint32 end = g_array_index (flow->note_items, guint32, note + 1);
    for (guint k = first; k < end; k++)
      rows += pdf_flow_get_item (flow, k)->rows;
  }
  return rows;
}

static void
paginate (PdfDocument *document, PdfPart *part, guint columns)
{
  const PdfFlow *flow = part->flow;
  guint n = g_array_index (flow->note_items, guint32, 0); /* notes' own items lie behind */
  g_autofree PdfRowItem *items = g_new0 (PdfRowItem, n + 1);
  for (guint i = 0; i < n; i++) {
    const PdfItem *item = pdf_flow_get_item (flow, i);
    items[i] = (PdfRowItem){item->kind, item->keep,  item->rows, (guint16) note_rows (flow, item),
                            item->head, item->n_head};
  }
  part->pagination = pdf_paginate (items, n, document->settings->page.rows, columns, columns > 1);
}

/* Sets and pages a part's blocks in @columns columns over the type area. */
static void
set_part (PdfDocument *document, PdfPart *part, guint columns, PdfUnit gap, PdfPageName page_name,
          gboolean wide)
{
  PdfUnit width = wide ? pdf_document_wide_measure (document) : units (document->settings->page.type_width);
  PdfUnit measure = (width - (PdfUnit) (columns - 1) * gap) / (PdfUnit) columns;
  part->flow =
      pdf_flow_new (part->blocks, columns, measure, gap, document->store, document->crew, &document->missing);
  part->flow->wide = wide;
  if (document->parts->len == 1) { /* the body, which is almost all of it */
    part->flow->progress = document->settings->progress;
    part->flow->progress_data = document->settings->progress_data;
  }
  pdf_flow_set (part->flow, page_name, document);
  paginate (document, part, columns);
}

/* ---- Pages --------------------------------------------------------------------------------------------- */

static gchar *
dup_roman (guint number)
{
  static const struct {
    guint value;
    const gchar *digits;
  } rows[] = {{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"},
              {40, "xl"},  {10, "x"},   {9, "ix"},  {5, "v"},    {4, "iv"},  {1, "i"}};
  GString *out = g_string_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (; number >= rows[i].value; number -= rows[i].value)
      g_string_append (out, rows[i].digits);
  return g_string_free (out, FALSE);
}

static gboolean
opens_page (const PdfPart *part, const PdfPiece *piece)
{
  const PdfItem *item = pdf_flow_get_item (part->flow, piece->item);
  const PdfBlock *block = pdf_flow_get_block (part->flow, item->block);
  return piece->row == 0 && piece->column == 0 && block != NULL && block->tag == PDF_TAG_H1;
}

/* What a page of @part begins at @piece holds; returns the piece behind it. */
static guint
fill_page (const PdfPart *part, guint number, guint piece, PdfPage *page)
{
  const GArray *pieces = part->pagination->pieces;
  page->piece = piece;
  page->entry = -1;
  for (; piece < pieces->len && g_array_index (pieces, PdfPiece, piece).page == number; piece++) {
    const PdfPiece *at = &g_array_index (pieces, PdfPiece, piece);
    const PdfItem *item = pdf_flow_get_item (part->flow, at->item);
    const PdfBlock *block = pdf_flow_get_block (part->flow, item->block);
    if (block != NULL && page->entry < 0) {
      page->entry = block->entry;
      page->section = block->section;
    }
    if (piece == page->piece)
      page->opens = opens_page (part, at);
    page->n_pieces++;
  }
  return piece;
}

static void
add_part_pages (PdfDocument *document, gint index, PdfPageKind kind, guint *number, GArray *pages)
{
  const PdfPart *part = document->parts->pdata[index];
  const GArray *feet = part->pagination->feet;
  guint piece = 0, foot = 0;
  for (guint i = 0; i < part->pagination->n_pages; i++) {
    PdfPage page = {.kind = kind, .part = index};
    piece = fill_page (part, i, piece, &page);
    page.foot = foot;
    for (; foot < feet->len && g_array_index (feet, PdfColumnFoot, foot).page == i; foot++)
      page.n_feet++;
    page.label = kind == PDF_PAGE_FRONT ? dup_roman (*number) : g_strdup_printf ("%u", *number);
    *number += 1;
    g_array_append_val (pages, page);
  }
}

/* Where the blocks with a name stand, by label; what contents and indices ask for. */
static void
note_dests (PdfDocument *document, const GArray *pages, GHashTable *labels)
{
  for (guint i = 0; i < pages->len; i++) {
    const PdfPage *page = &g_array_index (pages, PdfPage, i);
    const PdfPart *part = pdf_document_get_part (document, page->part);
    for (guint k = 0; part != NULL && k < page->n_pieces; k++) {
      const PdfPiece *piece = &g_array_index (part->pagination->pieces, PdfPiece, page->piece + k);
      const PdfBlock *block =
          pdf_flow_get_block (part->flow, pdf_flow_get_item (part->flow, piece->item)->block);
      if (block != NULL && block->dest != NULL && !g_hash_table_contains (labels, block->dest))
        g_hash_table_insert (labels, g_strdup (block->dest), g_strdup (page->label));
    }
  }
}

static gchar *
find_page_name (const gchar *dest, gpointer user_data)
{
  const PdfDocument *document = user_data;
  return g_strdup (g_hash_table_lookup (document->dests, dest));
}

static void
add_plain_page (GArray *pages, PdfPageKind kind, const gchar *label)
{
  PdfPage page = {.kind = kind, .part = -1, .label = g_strdup (label), .entry = -1};
  g_array_append_val (pages, page);
}

static void
append_pages (PdfDocument *document, GArray *pages)
{
  if (pages->len > 0)
    g_array_append_vals (document->pages, pages->data, pages->len);
}

/* ---- The order of work --------------------------------------------------------------------------------- */

/* Loading the dictionary takes as long as making the blocks of a week. Returns: (transfer full) (nullable):
 * what went wrong. */
static gpointer
open_hyphenator (gpointer data)
{
  PdfDocument *document = data;
  GError *error = NULL;
  document->hyphenator = pdf_hyphenator_new (NULL, &error);
  return error;
}

/* The blocks of the body are there: now they are set. */
static void
begin_crew (PdfDocument *document)
{
  const PdfSettings *settings = document->settings;
  g_autoptr (GError) error =
      document->opening != NULL ? g_thread_join (g_steal_pointer (&document->opening)) : NULL;
  if (error != NULL)
    wz_diag_report (document->sink, WZ_SEVERITY_WARNING, "pdf-no-hyphenation", NULL, "%s", error->message);
  document->crew = pdf_crew_new (settings, document->fonts, document->hyphenator, settings->threads);
}

static void
set_body (PdfDocument *document, GArray *pages, guint *number)
{
  const PdfSettings *settings = document->settings;
  PdfPart *part = part_new (document);
  gint index = (gint) document->parts->len - 1;
  if (!settings->show_contents)
    pdf_blocks_add_masthead (part->blocks, !settings->show_cover);
  pdf_blocks_add_issue (part->blocks);
  begin_crew (document);
  set_part (document, part, settings->page.columns, units (settings->page.column_gap), NULL, FALSE);
  add_part_pages (document, index, PDF_PAGE_BODY, number, pages);
  note_dests (document, pages, document->dests);
}

static void
set_indices (PdfDocument *document, GArray *pages, guint *number)
{
  const PdfSettings *settings = document->settings;
  if (!settings->show_indices || wz_issue_get_n_indices (document->issue) == 0)
    return;
  PdfPart *part = part_new (document);
  gint index = (gint) document->parts->len - 1;
  gdouble measure_em = settings->page.type_width / settings->spec.size;
  guint columns = measure_em >= INDEX_COLUMNS_EM ? MAX (settings->page.columns, 2) : settings->page.columns;
  pdf_blocks_add_indices (part->blocks, find_page_name, document);
  set_part (document, part, columns, 2 * settings->size, NULL, TRUE);
  add_part_pages (document, index, PDF_PAGE_INDEX, number, pages);
  note_dests (document, pages, document->dests);
}

static void
set_front (PdfDocument *document, GArray *pages, guint *number)
{
  const PdfSettings *settings = document->settings;
  if (!settings->show_contents)
    return;
  PdfPart *part = part_new (document);
  gint index = (gint) document->parts->len - 1;
  pdf_blocks_add_masthead (part->blocks, !settings->show_cover);
  pdf_blocks_add_contents (part->blocks);
  set_part (document, part, 1, 0, find_page_name, TRUE);
  add_part_pages (document, index, PDF_PAGE_FRONT, number, pages);
  note_dests (document, pages, document->dests);
}

/* Cover, contents, and the body on a right-hand page. */
static void
set_all (PdfDocument *document)
{
  const PdfSettings *settings = document->settings;
  g_autoptr (GArray) body = g_array_new (FALSE, FALSE, sizeof (PdfPage));
  g_autoptr (GArray) indices = g_array_new (FALSE, FALSE, sizeof (PdfPage));
  g_autoptr (GArray) front = g_array_new (FALSE, FALSE, sizeof (PdfPage));
  guint number = 1, front_number = settings->show_cover ? 2 : 1;
  set_body (document, body, &number);
  set_indices (document, indices, &number);
  set_front (document, front, &front_number);
  if (settings->show_cover)
    add_plain_page (document->pages, PDF_PAGE_COVER, "i");
  append_pages (document, front);
  if (document->pages->len % 2 == 1 && settings->page.two_sided && document->pages->len > 0) {
    g_autofree gchar *label = dup_roman (front_number);
    add_plain_page (document->pages, PDF_PAGE_BLANK, label);
  }
  append_pages (document, body);
  append_pages (document, indices);
}

static gboolean
check_missing (PdfDocument *document, GError **error)
{
  if (document->missing.n == 0 || document->settings->missing_box)
    return TRUE;
  g_set_error (error, PDF_DOCUMENT_ERROR, PDF_DOCUMENT_ERROR_MISSING_GLYPH,
               g_dngettext (GETTEXT_PACKAGE,
                            "%u character that no installed font has (--set pdf.missing=box sets a box)",
                            "%u characters that no installed font has (--set pdf.missing=box sets boxes)",
                            g_hash_table_size (document->missing.told)),
               g_hash_table_size (document->missing.told));
  return FALSE;
}

PdfDocument *
pdf_document_new (const WzIssue *issue, const WzStyle *style, const PdfSettings *settings, WzDiagSink *sink,
                  GError **error)
{
  if (wz_issue_get_n_entries (issue) == 0 && wz_issue_get_n_sections (issue) == 0) {
    g_set_error_literal (error, PDF_DOCUMENT_ERROR, PDF_DOCUMENT_ERROR_EMPTY, _ ("the issue has no entries"));
    return NULL;
  }
  g_autoptr (PdfDocument) document = g_new0 (PdfDocument, 1);
  document->issue = issue;
  document->style = style;
  document->settings = settings;
  document->sink = sink;
  document->fonts = pdf_fonts_new (style);
  document->store = pdf_line_store_new ();
  document->missing = (PdfMissing){sink, g_hash_table_new (NULL, NULL), 0,
                                   settings->missing_box ? WZ_SEVERITY_WARNING : WZ_SEVERITY_ERROR};
  document->parts = g_ptr_array_new_with_free_func (part_free);
  document->pages = g_array_new (FALSE, FALSE, sizeof (PdfPage));
  document->furniture = g_array_new (FALSE, FALSE, sizeof (PdfFurniture));
  document->dests = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  document->opening = settings->hyphenate ? g_thread_new ("hyphens", open_hyphenator, document) : NULL;
  if (settings->show_cover)
    pdf_cover_begin (document);
  set_all (document);
  pdf_furniture_add (document);
  if (settings->show_cover)
    pdf_cover_set (document);
  if (!check_missing (document, error))
    return NULL;
  return g_steal_pointer (&document);
}

void
pdf_document_free (PdfDocument *document)
{
  if (document == NULL)
    return;
  for (guint i = 0; i < document->pages->len; i++)
    g_free (g_array_index (document->pages, PdfPage, i).label);
  g_array_unref (document->pages);
  g_array_unref (document->furniture);
  g_ptr_array_unref (document->parts);
  g_hash_table_unref (document->missing.told);
  g_hash_table_unref (document->dests);
  g_clear_pointer (&document->cover, cover_layout_free);
  g_clear_pointer (&document->cover_text, cover_text_free);
  g_clear_pointer (&document->cover_characters, g_hash_table_unref);
  g_clear_pointer (&document->crew, pdf_crew_free);
  g_clear_pointer (&document->hyphenator, pdf_hyphenator_free);
  pdf_line_store_free (document->store);
  pdf_fonts_free (document->fonts);
  g_free (document);
}
