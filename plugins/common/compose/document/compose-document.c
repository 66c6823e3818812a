/* compose-document.c: see compose-document.h. The body is set and paged first; contents and indices then know
 * its pages. Front matter has roman numbers, so that its length changes nothing behind it (R99).
 * SPDX-License-Identifier: MIT */
#include "compose-document.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "compose-content.h"

#define INDEX_COLUMNS_EM 24 /* from this measure on indices stand in two columns */

const ComposePage *
compose_document_get_page (const ComposeDocument *document, guint page)
{
  return &g_array_index (document->pages, ComposePage, page);
}

const ComposePart *
compose_document_get_part (const ComposeDocument *document, gint part)
{
  return part >= 0 ? document->parts->pdata[part] : NULL;
}

static ComposeUnit
units (gdouble pt)
{
  return (ComposeUnit) lrint (pt * COMPOSE_UNIT);
}

ComposeUnit
compose_document_column_x (const ComposeDocument *document, guint page, guint column)
{
  const ComposePart *part =
      compose_document_get_part (document, compose_document_get_page (document, page)->part);
  const ComposeGeometry *g = &document->settings->page;
  ComposeUnit left = units (compose_geometry_left (g, page + 1));
  if (part == NULL)
    return left;
  /* The room for notes lies at the fore edge: left of the text on left-hand pages. */
  if (part->flow->wide && g->two_sided && page % 2 == 1)
    left += units (g->type_width) - compose_document_wide_measure (document);
  return left + (ComposeUnit) column * (part->flow->measure + part->flow->column_gap);
}

ComposeUnit
compose_document_wide_measure (const ComposeDocument *document)
{
  const ComposeGeometry *g = &document->settings->page;
  guint em = (guint) ((g->type_width + g->notes_gap + g->notes_width) / g->size + 1e-6);
  return g->notes_width > 0 ? (ComposeUnit) em * document->settings->size : units (g->type_width);
}

ComposeUnit
compose_document_row_y (const ComposeDocument *document, guint row)
{
  return units (compose_geometry_baseline (&document->settings->page, 0)) +
         (ComposeUnit) row * document->settings->pitch;
}

/* ---- Parts --------------------------------------------------------------------------------------------- */

static void
part_free (gpointer data)
{
  ComposePart *part = data;
  g_clear_pointer (&part->pagination, compose_pagination_free);
  g_clear_pointer (&part->flow, compose_flow_free);
  g_clear_pointer (&part->blocks, compose_blocks_free);
  g_free (part);
}

static ComposePart *
part_new (ComposeDocument *document)
{
  ComposePart *part = g_new0 (ComposePart, 1);
  part->blocks = compose_blocks_new (document->galley, document->settings, document->fonts,
                                     document->pictures, document->sink);
  g_ptr_array_add (document->parts, part);
  return part;
}

static guint
note_rows (const ComposeFlow *flow, const ComposeItem *item)
{
  guint rows = 0;
  for (guint i = 0; i < item->n_notes; i++) {
    guint32 note = g_array_index (flow->notes, guint32, item->note + i);
    guint32 first = g_array_index (flow->note_items, guint32, note);
    guint32 end = g_array_index (flow->note_items, guint32, note + 1);
    for (guint k = first; k < end; k++)
      rows += compose_flow_get_item (flow, k)->rows;
  }
  return rows;
}

static void
paginate (ComposeDocument *document, ComposePart *part, guint columns)
{
  const ComposeFlow *flow = part->flow;
  guint n = g_array_index (flow->note_items, guint32, 0); /* notes' own items lie behind */
  g_autofree ComposeRowItem *items = g_new0 (ComposeRowItem, n + 1);
  for (guint i = 0; i < n; i++) {
    const ComposeItem *item = compose_flow_get_item (flow, i);
    items[i] = (ComposeRowItem){item->kind, item->keep,  item->rows, (guint16) note_rows (flow, item),
                                item->head, item->n_head};
  }
  part->pagination = compose_paginate (items, n, document->settings->page.rows, columns, columns > 1);
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
opens_page (const ComposePart *part, const ComposePiece *piece)
{
  const ComposeItem *item = compose_flow_get_item (part->flow, piece->item);
  const ComposeBlock *block = compose_flow_get_block (part->flow, item->block);
  return piece->row == 0 && piece->column == 0 && block != NULL && block->element == COMPOSE_ELEMENT_H1;
}

/* What a page of @part begins at @piece holds; returns the piece behind it. */
static guint
fill_page (const ComposePart *part, guint number, guint piece, ComposePage *page)
{
  const GArray *pieces = part->pagination->pieces;
  page->piece = piece;
  page->entry = -1;
  for (; piece < pieces->len && g_array_index (pieces, ComposePiece, piece).page == number; piece++) {
    const ComposePiece *at = &g_array_index (pieces, ComposePiece, piece);
    const ComposeItem *item = compose_flow_get_item (part->flow, at->item);
    const ComposeBlock *block = compose_flow_get_block (part->flow, item->block);
    if (block != NULL && page->entry < 0) {
      page->entry = block->entry;
      page->head = block->part;
    }
    if (piece == page->piece)
      page->opens = opens_page (part, at);
    page->n_pieces++;
  }
  return piece;
}

static void
add_pages (ComposeDocument *document, const ComposePart *part, ComposePageKind kind, GArray *pages,
           guint *number)
{
  const GArray *feet = part->pagination->feet;
  guint piece = 0, foot = 0;
  for (guint i = 0; i < part->pagination->n_pages; i++) {
    ComposePage page = {.kind = kind, .part = (gint) document->parts->len - 1};
    piece = fill_page (part, i, piece, &page);
    page.foot = foot;
    for (; foot < feet->len && g_array_index (feet, ComposeColumnFoot, foot).page == i; foot++)
      page.n_feet++;
    page.label = kind == COMPOSE_PAGE_FRONT ? dup_roman (*number) : g_strdup_printf ("%u", *number);
    *number += 1;
    g_array_append_val (pages, page);
  }
}

/* On which pages the blocks with a name stand: what contents and indices ask for. */
static void
note_dests (ComposeDocument *document, const GArray *pages)
{
  for (guint i = 0; i < pages->len; i++) {
    const ComposePage *page = &g_array_index (pages, ComposePage, i);
    const ComposePart *part = compose_document_get_part (document, page->part);
    for (guint k = 0; part != NULL && k < page->n_pieces; k++) {
      const ComposePiece *piece = &g_array_index (part->pagination->pieces, ComposePiece, page->piece + k);
      const ComposeBlock *block =
          compose_flow_get_block (part->flow, compose_flow_get_item (part->flow, piece->item)->block);
      if (block != NULL && block->dest != NULL && !g_hash_table_contains (document->dests, block->dest))
        g_hash_table_insert (document->dests, g_strdup (block->dest), g_strdup (page->label));
    }
  }
}

/* Sets the blocks of the last part in @columns columns over the type area, and pages them. */
static void
set_part (ComposeDocument *document, ComposePageKind kind, guint columns, ComposeUnit gap, GArray *pages,
          guint *number)
{
  ComposePart *part = document->parts->pdata[document->parts->len - 1];
  gboolean body = kind == COMPOSE_PAGE_BODY;
  ComposeUnit width =
      body ? units (document->settings->page.type_width) : compose_document_wide_measure (document);
  ComposeUnit measure = (width - (ComposeUnit) (columns - 1) * gap) / (ComposeUnit) columns;
  part->flow = compose_flow_new (part->blocks, columns, measure, gap, document->store, document->crew,
                                 &document->missing);
  part->flow->wide = !body;
  if (body) { /* which is almost all */
    part->flow->progress = document->settings->progress;
    part->flow->progress_data = document->settings->progress_data;
  }
  compose_flow_set (part->flow, kind == COMPOSE_PAGE_FRONT ? document->dests : NULL);
  paginate (document, part, columns);
  add_pages (document, part, kind, pages, number);
  note_dests (document, pages);
}

static void
add_plain_page (GArray *pages, ComposePageKind kind, const gchar *label)
{
  ComposePage page = {.kind = kind, .part = -1, .label = g_strdup (label), .entry = -1};
  g_array_append_val (pages, page);
}

static void
append_pages (ComposeDocument *document, GArray *pages)
{
  if (pages->len > 0)
    g_array_append_vals (document->pages, pages->data, pages->len);
}

/* ---- The order of work --------------------------------------------------------------------------------- */

/* Loading the dictionary takes as long as making the blocks of a week. Returns: (transfer full) (nullable):
 * what went wrong. */
static gpointer
open_hyphenator (gpointer data, gpointer member)
{
  ComposeDocument *document = data;
  GError *error = NULL;
  document->hyphenator = compose_hyphenator_new (NULL, &error);
  return error;
}

/* The blocks of the body are there: now they are set. */
static void
begin_crew (ComposeDocument *document)
{
  const ComposeSettings *settings = document->settings;
  g_autoptr (GError) error = document->opening != NULL ? wz_parallel_take (document->opening) : NULL;
  if (error != NULL)
    wz_diag_report (document->sink, WZ_SEVERITY_WARNING, "pdf-no-hyphenation", NULL, "%s", error->message);
  document->crew = compose_crew_new (settings, document->fonts, document->hyphenator, settings->threads);
}

static void
set_body (ComposeDocument *document, GArray *pages, guint *number)
{
  const ComposeGeometry *g = &document->settings->page;
  ComposePart *part = part_new (document);
  if (wz_galley_find_part (document->galley, "contents") == G_MAXUINT)
    compose_content_add_masthead (part->blocks);
  compose_content_add_issue (part->blocks);
  begin_crew (document);
  set_part (document, COMPOSE_PAGE_BODY, g->columns, units (g->column_gap), pages, number);
}

static void
set_indices (ComposeDocument *document, GArray *pages, guint *number)
{
  const ComposeSettings *settings = document->settings;
  gdouble measure_em = settings->page.type_width / settings->spec.size;
  guint columns = measure_em >= INDEX_COLUMNS_EM ? MAX (settings->page.columns, 2) : settings->page.columns;
  compose_content_add_indices (part_new (document)->blocks, document->dests);
  set_part (document, COMPOSE_PAGE_BACK, columns, 2 * settings->size, pages, number);
}

static void
set_colophon (ComposeDocument *document, GArray *pages, guint *number)
{
  guint colophon = wz_galley_find_part (document->galley, "colophon");
  if (colophon == G_MAXUINT)
    return;
  compose_content_add_colophon (part_new (document)->blocks, colophon);
  set_part (document, COMPOSE_PAGE_BACK, 1, 0, pages, number);
}

static void
set_front (ComposeDocument *document, GArray *pages, guint *number)
{
  guint contents = wz_galley_find_part (document->galley, "contents");
  if (contents == G_MAXUINT)
    return;
  ComposePart *part = part_new (document);
  compose_content_add_masthead (part->blocks);
  compose_content_add_contents (part->blocks, contents);
  set_part (document, COMPOSE_PAGE_FRONT, 1, 0, pages, number);
}

/* Cover, contents, and the body on a right-hand page. */
static void
set_all (ComposeDocument *document)
{
  const ComposeSettings *settings = document->settings;
  g_autoptr (GArray) body = g_array_new (FALSE, FALSE, sizeof (ComposePage));
  g_autoptr (GArray) back = g_array_new (FALSE, FALSE, sizeof (ComposePage));
  g_autoptr (GArray) front = g_array_new (FALSE, FALSE, sizeof (ComposePage));
  gboolean cover = wz_galley_shows (document->galley, "cover");
  guint number = 1, front_number = cover ? 2 : 1;
  set_body (document, body, &number);
  set_indices (document, back, &number);
  set_colophon (document, back, &number);
  set_front (document, front, &front_number);
  if (cover)
    add_plain_page (document->pages, COMPOSE_PAGE_COVER, "i");
  append_pages (document, front);
  if (document->pages->len % 2 == 1 && settings->page.two_sided && document->pages->len > 0) {
    g_autofree gchar *label = dup_roman (front_number);
    add_plain_page (document->pages, COMPOSE_PAGE_BLANK, label);
  }
  append_pages (document, body);
  append_pages (document, back);
}

ComposeDocument *
compose_document_new (const WzGalley *galley, const WzStyle *style, const ComposeSettings *settings,
                      WzDiagSink *sink, GError **error)
{
  const WzIssue *issue = wz_galley_get_issue (galley);
  if (wz_issue_get_n_entries (issue) == 0 && wz_issue_get_n_sections (issue) == 0) {
    g_set_error_literal (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_FAILED, _ ("the issue has no entries"));
    return NULL;
  }
  g_autoptr (ComposeDocument) document = g_new0 (ComposeDocument, 1);
  document->galley = galley;
  document->settings = settings;
  document->sink = sink;
  document->fonts = compose_fonts_new (style);
  document->store = compose_line_store_new ();
  document->missing = (ComposeMissing){sink, g_hash_table_new (NULL, NULL),
                                       settings->missing_box ? WZ_SEVERITY_WARNING : WZ_SEVERITY_ERROR};
  document->pictures = compose_pictures_new ();
  document->parts = g_ptr_array_new_with_free_func (part_free);
  document->pages = g_array_new (FALSE, FALSE, sizeof (ComposePage));
  document->furniture = g_array_new (FALSE, FALSE, sizeof (ComposeFurniture));
  document->dests = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (settings->hyphenate) {
    document->opening = wz_parallel_new (open_hyphenator, NULL, 2, 0, NULL);
    wz_parallel_push (document->opening, document);
  }
  if (wz_galley_shows (galley, "cover"))
    document->cover = compose_cover_begin (galley, style);
  set_all (document);
  compose_furniture_add (document);
  if (document->cover != NULL)
    compose_cover_take (document->cover, document->fonts, sink);
  return g_steal_pointer (&document);
}

void
compose_document_free (ComposeDocument *document)
{
  if (document == NULL)
    return;
  for (guint i = 0; i < document->pages->len; i++)
    g_free (g_array_index (document->pages, ComposePage, i).label);
  g_array_unref (document->pages);
  g_array_unref (document->furniture);
  g_ptr_array_unref (document->parts);
  compose_pictures_free (document->pictures);
  g_hash_table_unref (document->missing.told);
  g_hash_table_unref (document->dests);
  g_clear_pointer (&document->cover, compose_cover_free);
  g_clear_pointer (&document->crew, compose_crew_free);
  wz_parallel_free (document->opening);
  g_clear_pointer (&document->hyphenator, compose_hyphenator_free);
  compose_line_store_free (document->store);
  compose_fonts_free (document->fonts);
  g_free (document);
}
