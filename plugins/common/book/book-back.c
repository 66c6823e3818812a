/* book-back.c: contents (KF8), indices, colophon. In: the plan and pieces. Out: bodies of documents.
 * SPDX-License-Identifier: MIT */
#include "book-private.h"

#include <string.h>

#include "../formula/formula-plain.h"

static void
line (BookOut *out, const gchar *text)
{
  if (text != NULL && *text != '\0')
    book_element (out, "p", "m", text);
}

/* A flat list: Kindle takes fragments of whole children of the body, and a list of 800 lines would be one. */
void
book_write_contents (BookOut *out)
{
  Book *book = out->book;

  book_start (out, "h1");
  book_id (out, "contents");
  xml_text (out->xml, book->head);
  book_end (out);
  line (out, book->subtitle);
  book_element (out, "h2", NULL, wz_galley_get_label (book->galley, WZ_LABEL_CONTENTS));
  for (guint i = 0; i < book_get_n_toc (book); i++) {
    const BookTocItem *item = book_get_toc (book, i);

    book_start_class (out, "p", item->is_entry ? "c2" : "c1");
    if (!item->is_entry)
      xml_mark_bold (out->xml);
    book_start (out, "a");
    book_link (out, item->doc, item->anchor);
    xml_attr_lang (out->xml, item->lang);
    xml_text (out->xml, item->label);
    book_end (out);
    book_end (out);
    line (out, item->brief);
  }
}

/* ---- Indices ------------------------------------------------------------------------------------------- */

static void
write_reference (BookOut *out, const WzItem *item)
{
  g_autofree gchar *text = formula_dup_item (item);

  book_start_link (out, item->target);
  xml_text (out->xml, text);
  book_end (out);
}

static void
write_term (BookOut *out, const WzPiece *piece)
{
  book_start_class (out, "p", "x");
  book_start (out, "span");
  book_lang (out, piece->lang);
  xml_text (out->xml, piece->items[0].string);
  book_end (out);
  for (guint i = 1; i < piece->n_items; i++) {
    xml_text (out->xml, i > 1 ? ", " : " ");
    write_reference (out, &piece->items[i]);
  }
  book_end (out);
}

/* The group that an index goes on with in its next document. */
static const WzPiece *
find_group (const WzPieces *pieces, guint i)
{
  while (i > 0)
    if (wz_pieces_get (pieces, --i)->role == WZ_ROLE_INDEX_GROUP)
      return wz_pieces_get (pieces, i);
  return NULL;
}

void
book_write_index (BookOut *out, const BookDocPlan *plan)
{
  const WzPieces *pieces = book_read (out->book, plan->part);
  gboolean wrapped = book_wrap (out, NULL, NULL, "doc-index");
  const WzPiece *group;

  if (wrapped)
    book_label (out, "index");
  book_start (out, "h1");
  book_id (out, "index");
  xml_text (out->xml, plan->doc.title);
  book_end (out);
  group = find_group (pieces, plan->first_piece + 1);
  if (group != NULL)
    book_element (out, "h2", "inner", group->items[0].string);
  for (guint i = plan->first_piece; i < plan->end_piece; i++) {
    const WzPiece *piece = wz_pieces_get (pieces, i);

    if (piece->role == WZ_ROLE_INDEX_TERM)
      write_term (out, piece);
    else if (piece != group)
      book_element (out, "h2", "inner", piece->items[0].string);
  }
  if (wrapped)
    book_end (out);
}

/* ---- Colophon ------------------------------------------------------------------------------------------ */

static void
write_legend (BookOut *out, const WzPiece *piece)
{
  book_start_class (out, "p", "m");
  book_bold (out, piece->label, NULL);
  book_write_codes (out, piece, TRUE);
  book_end (out);
}

static void
write_credits (BookOut *out, const WzPiece *piece)
{
  const gchar *const *credits = out->book->options.credits;

  if (credits == NULL || credits[0] == NULL)
    return;
  book_start_class (out, "p", "m");
  book_bold (out, piece->label, NULL);
  for (guint i = 0; credits[i] != NULL; i++) {
    xml_text (out->xml, i > 0 ? "; " : " ");
    book_start (out, "span");
    book_lang (out, "en");
    xml_text (out->xml, credits[i]);
    book_end (out);
  }
  book_end (out);
}

static void
write_field (BookOut *out, const WzPiece *piece)
{
  for (guint i = 0; i < piece->n_items; i++) {
    book_start_class (out, "p", "m");
    if (piece->label != NULL) {
      book_bold (out, piece->label, NULL);
      xml_text (out->xml, " ");
    }
    xml_text (out->xml, piece->items[i].string);
    book_end (out);
  }
}

static void
write_colophon_piece (BookOut *out, const WzPiece *piece)
{
  switch (piece->role) {
  case WZ_ROLE_HEADING:
    book_start (out, "h1");
    book_id (out, "colophon");
    xml_text (out->xml, piece->items[0].string);
    book_end (out);
    break;
  case WZ_ROLE_LEGEND:
    write_legend (out, piece);
    break;
  case WZ_ROLE_FONTS:
    write_credits (out, piece);
    break;
  case WZ_ROLE_GENERATOR:
    line (out, out->book->options.generator);
    break;
  case WZ_ROLE_COLOPHON_TEXT:
    book_write_blocks (out, piece, 1, piece->first_block, piece->n_blocks);
    break;
  default:
    write_field (out, piece);
  }
}

void
book_write_colophon (BookOut *out, const BookDocPlan *plan)
{
  const WzPieces *pieces = book_read (out->book, plan->part);
  gboolean wrapped = book_wrap (out, NULL, "colophon", "doc-colophon");

  if (wrapped)
    book_label (out, "colophon");
  for (guint i = 0; i < wz_pieces_get_n (pieces); i++)
    write_colophon_piece (out, wz_pieces_get (pieces, i));
  if (wrapped)
    book_end (out);
}
