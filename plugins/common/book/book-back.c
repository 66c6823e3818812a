/* book-back.c: contents (KF8), indices, colophon. In: the plan and pieces. Out: bodies of documents.
 * SPDX-License-Identifier: MIT */
#include "book-private.h"

#include <string.h>

#include <wenzhai-kit/wz-formula-plain.h>

static void
line (WzBookOut *out, const gchar *text)
{
  if (text != NULL && *text != '\0')
    wz_book_element (out, "p", "m", text);
}

/* A flat list: Kindle takes fragments of whole children of the body, and a list of 800 lines would be one. */
void
wz_book_write_contents (WzBookOut *out)
{
  WzBook *book = out->book;

  wz_book_start (out, "h1");
  wz_book_id (out, "contents");
  wz_xml_text (out->xml, book->head);
  wz_book_end (out);
  line (out, book->subtitle);
  wz_book_element (out, "h2", NULL, wz_galley_get_label (book->galley, WZ_LABEL_CONTENTS));
  for (guint i = 0; i < wz_book_get_n_toc (book); i++) {
    const WzBookTocItem *item = wz_book_get_toc (book, i);

    wz_book_start_class (out, "p", item->is_entry ? "c2" : "c1");
    if (!item->is_entry)
      wz_xml_mark_bold (out->xml);
    wz_book_start (out, "a");
    wz_book_link (out, item->doc, item->anchor);
    wz_xml_attr_lang (out->xml, item->lang);
    wz_xml_text (out->xml, item->label);
    wz_book_end (out);
    wz_book_end (out);
    line (out, item->brief);
  }
}

/* ---- Indices ------------------------------------------------------------------------------------------- */

static void
write_reference (WzBookOut *out, const WzItem *item)
{
  g_autofree gchar *text = wz_formula_dup_item (item);

  wz_book_start_link (out, item->target);
  wz_xml_text (out->xml, text);
  wz_book_end (out);
}

static void
write_term (WzBookOut *out, const WzPiece *piece)
{
  wz_book_start_class (out, "p", "x");
  wz_book_start (out, "span");
  wz_book_lang (out, piece->lang);
  wz_xml_text (out->xml, piece->items[0].string);
  wz_book_end (out);
  for (guint i = 1; i < piece->n_items; i++) {
    wz_xml_text (out->xml, i > 1 ? ", " : " ");
    write_reference (out, &piece->items[i]);
  }
  wz_book_end (out);
}

static void
write_group (WzBookOut *out, const WzPiece *piece)
{
  wz_book_start_heading (out, wz_book_top (out) + 1, "inner");
  wz_xml_text (out->xml, piece->items[0].string);
  wz_book_end (out);
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
wz_book_write_index (WzBookOut *out, const WzBookDocPlan *plan)
{
  const WzPieces *pieces = wz_book_read (out->book, plan->part);
  gboolean wrapped = wz_book_wrap (out, NULL, NULL, "doc-index");
  const gchar *id = out->dialect->page ? wz_galley_get_part (out->book->galley, plan->part)->anchor : "index";
  const WzPiece *group;

  if (wrapped)
    wz_book_label (out, "%s", id);
  wz_book_start_heading (out, wz_book_top (out), NULL);
  wz_book_id (out, "%s", id);
  wz_xml_text (out->xml, plan->doc.title);
  wz_book_end (out);
  group = find_group (pieces, plan->first_piece + 1);
  if (group != NULL)
    write_group (out, group);
  for (guint i = plan->first_piece; i < plan->end_piece; i++) {
    const WzPiece *piece = wz_pieces_get (pieces, i);

    if (piece->role == WZ_ROLE_INDEX_TERM)
      write_term (out, piece);
    else if (piece != group)
      write_group (out, piece);
  }
  if (wrapped)
    wz_book_end (out);
}

/* ---- Colophon ------------------------------------------------------------------------------------------ */

static void
write_legend (WzBookOut *out, const WzPiece *piece)
{
  wz_book_start_class (out, "p", "m");
  wz_book_bold (out, piece->label, NULL);
  wz_book_write_codes (out, piece, TRUE);
  wz_book_end (out);
}

static void
write_credits (WzBookOut *out, const WzPiece *piece)
{
  const gchar *const *credits = out->book->options.credits;

  if (credits == NULL || credits[0] == NULL)
    return;
  wz_book_start_class (out, "p", "m");
  wz_book_bold (out, piece->label, NULL);
  for (guint i = 0; credits[i] != NULL; i++) {
    wz_xml_text (out->xml, i > 0 ? "; " : " ");
    wz_book_start (out, "span");
    wz_book_lang (out, "en");
    wz_xml_text (out->xml, credits[i]);
    wz_book_end (out);
  }
  wz_book_end (out);
}

static void
write_field (WzBookOut *out, const WzPiece *piece)
{
  for (guint i = 0; i < piece->n_items; i++) {
    wz_book_start_class (out, "p", "m");
    if (piece->label != NULL) {
      wz_book_bold (out, piece->label, NULL);
      wz_xml_text (out->xml, " ");
    }
    wz_xml_text (out->xml, piece->items[i].string);
    wz_book_end (out);
  }
}

static void
write_colophon_piece (WzBookOut *out, const WzPiece *piece)
{
  switch (piece->role) {
  case WZ_ROLE_HEADING:
    wz_book_start_heading (out, wz_book_top (out), NULL);
    wz_book_id (out, "colophon");
    wz_xml_text (out->xml, piece->items[0].string);
    wz_book_end (out);
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
    wz_book_write_blocks (out, piece, wz_book_top (out), piece->first_block, piece->n_blocks);
    break;
  default:
    write_field (out, piece);
  }
}

void
wz_book_write_colophon (WzBookOut *out, const WzBookDocPlan *plan)
{
  const WzPieces *pieces = wz_book_read (out->book, plan->part);
  gboolean wrapped = wz_book_wrap (out, NULL, "colophon", "doc-colophon");

  if (wrapped)
    wz_book_label (out, "colophon");
  for (guint i = 0; i < wz_pieces_get_n (pieces); i++)
    write_colophon_piece (out, wz_pieces_get (pieces, i));
  if (wrapped)
    wz_book_end (out);
}
