/* book-pieces.c: what the pieces of sections and entries look like. In: pieces. Out: elements.
 * SPDX-License-Identifier: MIT
 *
 * A table says how each role looks; one that it doesn't know looks as its kind does.
 */
#include "book-private.h"

#include <string.h>

#include <wenzhai-kit/wz-formula-plain.h>

/* Letters for ids: `z` for Chinese, `e` for English, else the tag's first subtag (X6). */
static gchar *
dup_lang_id (const gchar *lang)
{
  if (wz_lang_is_chinese (lang))
    return g_strdup ("z");
  if (g_str_has_prefix (lang, "en"))
    return g_strdup ("e");
  return g_ascii_strdown (lang, (gssize) strcspn (lang, "-"));
}

/* ---- Lists --------------------------------------------------------------------------------------------- */

/* A paragraph of its own for an item. */
static void
write_line (WzBookWriter *writer, const WzPiece *piece, const gchar *class)
{
  wz_book_start_class (writer->out, "p", class);
  wz_book_side (writer->out, writer->pieces, piece);
  wz_book_lang (writer->out, piece->lang);
  wz_book_write_item (writer->out, &piece->items[0]);
  wz_book_end (writer->out);
}

static void
write_title (WzBookWriter *writer, const WzPiece *piece)
{
  if (!writer->out->dialect->page &&                                 /* there all are in the heading */
      piece != wz_pieces_find (writer->pieces, WZ_ROLE_ENTRY_TITLE)) /* that one is the heading */
    write_line (writer, piece, "t2");
}

/* What says its language or shows it (X8). */
static gboolean
start_words (WzBookOut *out, const gchar *lang)
{
  const gchar *mine = wz_lang_map (lang, WZ_LANG_EPUB);

  if (g_strcmp0 (mine, wz_xml_writer_get_lang (out->xml)) == 0)
    return FALSE;
  wz_book_start (out, "span");
  wz_xml_attr_lang (out->xml, mine);
  return TRUE;
}

/* A list of names: the paragraph has the language of the first, others get a span; the mark of a cut one goes
 * on from the last, in its span where it is in its language. */
static void
write_names (WzBookWriter *writer, const WzPiece *piece, const gchar *comma)
{
  WzBookOut *out = writer->out;
  gboolean span = FALSE;

  wz_book_start_class (out, "p", "m");
  wz_book_lang (out, piece->lang);
  for (guint i = 0; i < piece->n_items; i++) {
    const WzItem *name = &piece->items[i];
    gboolean cut = i > 0 && (name->flags & WZ_ITEM_CUT) != 0;
    gboolean goes_on = cut && g_strcmp0 (name->lang, name[-1].lang) == 0;

    if (span && !goes_on)
      wz_book_end (out);
    if (i > 0)
      wz_xml_text (out->xml, !cut ? comma : wz_lang_is_chinese (name[-1].lang) ? "" : " ");
    if (!goes_on)
      span = start_words (out, name->lang);
    wz_xml_text (out->xml, name->string);
  }
  if (span)
    wz_book_end (out);
  wz_book_end (out);
}

static void
write_authors (WzBookWriter *writer, const WzPiece *piece)
{
  write_names (writer, piece, ", ");
}

static void
write_affiliations (WzBookWriter *writer, const WzPiece *piece)
{
  write_names (writer, piece, "; ");
}

static void
write_link (WzBookWriter *writer, const WzItem *link)
{
  wz_book_start_link (writer->out, link->target);
  if (link->target != NULL && link->string != NULL)
    wz_book_link_says (writer->out, link->target, link->string, strlen (link->string));
  wz_book_write_item (writer->out, link);
  wz_book_end (writer->out);
}

/* `刊载 2022年9月22日（v1）、2022年9月23日（v2）` */
static void
write_labelled (WzBookWriter *writer, const WzPiece *piece)
{
  WzBookOut *out = writer->out;

  wz_book_start_class (out, "p", "m");
  if (piece->label != NULL)
    wz_book_bold (out, piece->label, NULL);
  for (guint i = 0; i < piece->n_items; i++) {
    if (i > 0 || piece->label != NULL)
      wz_xml_text (out->xml, i > 0 ? wz_galley_get_label (writer->galley, WZ_LABEL_LIST_SEPARATOR) : " ");
    if (piece->role == WZ_ROLE_BACK_REFERENCES || piece->items[i].target != NULL)
      write_link (writer, &piece->items[i]);
    else
      wz_book_write_item (out, &piece->items[i]);
  }
  wz_book_end (out);
}

/* ---- Categories, links, marks of notes: one paragraph -------------------------------------------------- */

static void
start_meta (WzBookWriter *writer)
{
  if (writer->meta < 0) {
    wz_book_start_class (writer->out, "p", "m");
    writer->meta = 0;
  }
}

void
wz_book_write_codes (WzBookOut *out, const WzPiece *piece, gboolean behind)
{
  for (guint i = 0; i < piece->n_items; i++) {
    if (i > 0 || behind)
      wz_xml_text (out->xml, " ");
    wz_book_element (out, "span", (piece->items[i].flags & WZ_ITEM_CODE) != 0 ? "g" : NULL,
                     piece->items[i].string);
  }
}

static void
write_categories (WzBookWriter *writer, const WzPiece *piece)
{
  start_meta (writer);
  wz_book_write_codes (writer->out, piece, writer->meta > 0);
  writer->meta++;
}

/* `发表：CVPR 2026；备注：12 pages` */
static void
write_record (WzBookWriter *writer, const WzPiece *piece)
{
  WzBookOut *out = writer->out;

  if (!writer->in_record)
    wz_book_start_class (out, "p", "m");
  else
    wz_xml_text (out->xml, wz_lang_is_chinese (wz_galley_get_lang (writer->galley)) ? "；" : "; ");
  writer->in_record = TRUE;
  wz_book_bold (out, piece->label, NULL);
  wz_xml_text (out->xml, wz_galley_get_label (writer->galley, WZ_LABEL_COLON));
  for (guint i = 0; i < piece->n_items; i++) {
    gboolean span = start_words (out, piece->items[i].lang);

    wz_book_write_item (out, &piece->items[i]);
    if (span)
      wz_book_end (out);
  }
}

static void
write_links (WzBookWriter *writer, const WzPiece *piece)
{
  start_meta (writer);
  for (guint i = 0; i < piece->n_items; i++) {
    if (writer->meta++ > 0)
      wz_xml_text (writer->out->xml, " ");
    write_link (writer, &piece->items[i]);
  }
}

/* The text of a link between note and mark. No two links that lead elsewhere have one name: with ARIA the
 * name says which way it leads, and of which paper. */
static void
write_note_link (WzBookWriter *writer, const gchar *name, gboolean back)
{
  const gchar *colon = wz_galley_get_label (writer->galley, WZ_LABEL_COLON);

  if (writer->out->dialect->roles) {
    g_autofree gchar *paper = wz_formula_dup_line (writer->pieces);

    wz_xml_attrf (writer->out->xml, "aria-label", "%s%s%s%s%s",
                  back ? wz_galley_get_label (writer->galley, WZ_LABEL_BACK_TO_TEXT) : "", back ? colon : "",
                  name, colon, paper);
  }
  wz_xml_text (writer->out->xml, name);
}

/* Those of the notes that stand in this stretch (X11: both in one document). */
static void
write_note_marks (WzBookWriter *writer, const WzPiece *piece)
{
  WzBookOut *out = writer->out;
  guint before = out->book->first_note;
  guint first, end;

  wz_book_item_take (writer->item, before + piece->n_items, &first, &end);
  for (guint i = MAX (first, before) - before; before + i < end; i++) {
    g_autofree gchar *anchor = g_strdup_printf ("%s-n%u", writer->anchor, i + 1);

    start_meta (writer);
    wz_xml_text (out->xml, " ");
    wz_book_start_class (out, "a", "l");
    wz_xml_mark_bold (out->xml);
    wz_book_semantics (out, "noteref", "doc-noteref");
    wz_book_id (out, "%s-r%u", writer->anchor, i + 1);
    wz_book_link (out, out->doc, anchor);
    write_note_link (writer, piece->items[i].string, FALSE);
    wz_book_end (out);
  }
}

/* ---- Texts --------------------------------------------------------------------------------------------- */

/* Whether piece number @i is not shown where it stands, but where a link beside the first of its set leads.
 */
static gboolean
is_behind (const WzBookWriter *writer, guint i)
{
  const WzPiece *piece = wz_pieces_get (writer->pieces, i);

  return piece->layout == WZ_LAYOUT_BEHIND && i > 0 &&
         g_strcmp0 (wz_pieces_get (writer->pieces, i - 1)->set, piece->set) == 0;
}

/* Ways to the translations: `rel="alternate"` with `hreflang` says that they are that. */
static void
write_translation_links (WzBookWriter *writer, const WzPiece *piece)
{
  WzBookOut *out = writer->out;

  for (guint i = 0; i < wz_pieces_get_n (writer->pieces); i++) {
    const WzPiece *other = wz_pieces_get (writer->pieces, i);
    g_autofree gchar *id = NULL, *anchor = NULL, *part = NULL;
    guint stretch;

    if (other == piece || g_strcmp0 (other->set, piece->set) != 0)
      continue;
    stretch = wz_book_item_find_stretch (writer->item, i, 0);
    id = dup_lang_id (other->lang);
    part = wz_book_dup_anchor (wz_galley_get_part (writer->galley, writer->item->part), stretch);
    anchor = g_strdup_printf ("%s-%s", part, id);
    wz_xml_text (out->xml, " ");
    wz_book_start_class (out, "a", "o");
    if (is_behind (writer, i))
      wz_book_semantics (out, "noteref",
                         "doc-noteref"); /* readers that know it show the text over the page */
    else if (is_behind (writer, writer->i))
      wz_book_semantics (out, "backlink", "doc-backlink");
    wz_book_link (out, out->doc + stretch - writer->item->stretch,
                  anchor); /* they lie one behind the other */
    wz_xml_attr (out->xml, "rel", "alternate");
    wz_xml_attr (out->xml, "hreflang", wz_lang_map (other->lang, WZ_LANG_EPUB));
    wz_book_lang (out, other->lang);
    wz_xml_text (out->xml, other->label);
    wz_book_end (out);
  }
}

static void
write_blocks (WzBookWriter *writer, const WzPiece *piece, guint level)
{
  wz_book_write_blocks (writer->out, piece, level, writer->first_block, writer->n_blocks);
}

/* Each abstract in its own language, under its own heading, which leads on to the other. One that stands
 * behind another is a note to it. */
static void
write_abstract (WzBookWriter *writer, const WzPiece *piece)
{
  WzBookOut *out = writer->out;
  g_autofree gchar *lang = dup_lang_id (piece->lang);
  g_autofree gchar *id = g_strdup_printf ("%s-%s", writer->anchor, lang);
  gboolean aside = out->dialect->asides && is_behind (writer, writer->i);
  gboolean wrapped = aside || wz_book_wrap (out, NULL, "abstract", "doc-abstract");

  if (aside) {
    wz_book_start (out, "aside");
    wz_book_semantics (out, "footnote", "doc-footnote");
  }
  if (wrapped) {
    wz_book_id (out, "%s", id);
    wz_book_label (out, "%s-t %s-t", id, writer->anchor);
    wz_book_side (out, writer->pieces, piece);
    wz_book_lang (out, piece->lang);
  }
  wz_book_start_heading (out, out->level + 1, NULL);
  wz_book_id (out, wrapped ? "%s-t" : "%s", id);
  wz_book_lang (out, piece->lang);
  out->heading = out->level + 1;
  wz_xml_text (out->xml, piece->label);
  if (out->dialect->translation_links || piece->layout == WZ_LAYOUT_BEHIND)
    write_translation_links (writer, piece);
  wz_book_end (out);
  write_blocks (writer, piece, out->level + 1);
  if (wrapped)
    wz_book_end (out);
}

static void
write_point (WzBookWriter *writer, const WzPiece *piece)
{
  gboolean side = wz_book_start_side (writer->out, writer->pieces, piece);

  wz_book_write_labelled (writer->out, piece, writer->level, writer->first_block, writer->n_blocks);
  if (side)
    wz_book_end (writer->out);
}

static void
write_text (WzBookWriter *writer, const WzPiece *piece)
{
  gboolean side = wz_book_start_side (writer->out, writer->pieces, piece);

  write_blocks (writer, piece, writer->level);
  if (side)
    wz_book_end (writer->out);
}

/* Each note by itself is a footnote, with a link back (X11). */
static void
write_note (WzBookWriter *writer, const WzPiece *piece)
{
  WzBookOut *out = writer->out;
  guint number = writer->i - out->book->first_note + 1;
  g_autofree gchar *anchor = g_strdup_printf ("%s-r%u", writer->anchor, number);

  if (out->dialect->asides) {
    wz_book_start_class (out, "aside", "k");
    wz_book_semantics (out, "footnote", "doc-footnote");
    wz_book_id (out, "%s-n%u", writer->anchor, number);
  }
  wz_book_start_class (out, "p", "m");
  if (!out->dialect->asides)
    wz_book_id (out, "%s-n%u", writer->anchor, number);
  wz_book_start_class (out, "a", "l");
  wz_xml_mark_bold (out->xml);
  wz_book_semantics (out, "backlink", "doc-backlink");
  wz_book_link (out, out->doc, anchor);
  write_note_link (writer, piece->label, TRUE);
  wz_book_end (out);
  wz_book_end (out);
  write_blocks (writer, piece, out->level);
  if (out->dialect->asides)
    wz_book_end (out);
}

/* ---- Figures ------------------------------------------------------------------------------------------- */

static void
write_figure (WzBookWriter *writer, const WzPiece *piece)
{
  wz_book_start (writer->out, "figure");
  writer->figure = piece->set != NULL ? piece->set : piece->id;
  if (!wz_book_write_picture (writer->out, piece->resource, piece->alternative))
    wz_book_element (writer->out, "p", "m", piece->placeholder);
}

static void
write_caption (WzBookWriter *writer, const WzPiece *piece)
{
  if (!writer->in_captions)
    wz_book_start (writer->out, "figcaption");
  writer->in_captions = TRUE;
  write_line (writer, piece, "m");
}

/* ---- Pieces -------------------------------------------------------------------------------------------- */

static void
write_nothing (WzBookWriter *writer, const WzPiece *piece)
{
}

typedef void (*Look) (WzBookWriter *writer, const WzPiece *piece);

static const Look looks[] = {
    [WZ_ROLE_HEADING] = write_nothing, /* written before */
    [WZ_ROLE_NUMBER] = write_nothing,
    [WZ_ROLE_ENTRY_TITLE] = write_title,
    [WZ_ROLE_AUTHORS] = write_authors,
    [WZ_ROLE_AFFILIATIONS] = write_affiliations,
    [WZ_ROLE_CATEGORIES] = write_categories,
    [WZ_ROLE_LINKS] = write_links,
    [WZ_ROLE_NOTE_MARKS] = write_note_marks,
    [WZ_ROLE_ABSTRACT] = write_abstract,
    [WZ_ROLE_CAPTION] = write_caption,
    [WZ_ROLE_NOTE] = write_note,
    [WZ_ROLE_WITHDRAWN] = write_nothing,
    [WZ_ROLE_STATUS] = write_links,
    [WZ_ROLE_VENUE] = write_record,
    [WZ_ROLE_JOURNAL_REF] = write_record,
    [WZ_ROLE_COMMENT] = write_record,
    [WZ_ROLE_PUBLISHED] = write_record,
    [WZ_ROLE_UPDATED] = write_record,
    [WZ_ROLE_SCORE] = write_record,
    [WZ_ROLE_TLDR] = write_point,
    [WZ_ROLE_POINT] = write_point,
    [WZ_ROLE_SCORE_REASON] = write_point,
    [WZ_ROLE_PRESENTER] = write_record,
};

static const Look kind_looks[] = {
    [WZ_PIECE_TEXT] = write_text,
    [WZ_PIECE_ITEMS] = write_labelled,
    [WZ_PIECE_FIGURE] = write_figure,
    [WZ_PIECE_SLOT] = write_nothing, /* codes and room for notes are for paper */
};

/* A role that isn't known looks as its kind, beside links as they do. */
static Look
find_look (const WzBookWriter *writer, const WzPiece *piece)
{
  Look look = (guint) piece->role < G_N_ELEMENTS (looks) ? looks[piece->role] : NULL;

  if (look != NULL)
    return look;
  if (writer->meta >= 0 && piece->kind == WZ_PIECE_ITEMS)
    return write_links;
  return (guint) piece->kind < G_N_ELEMENTS (kind_looks) ? kind_looks[piece->kind] : write_nothing;
}

/* What is open for the pieces before and does not go on with @piece (nullable). */
static void
end_groups (WzBookWriter *writer, const WzPiece *piece)
{
  if (writer->meta >= 0 && (piece == NULL || g_strcmp0 (piece->group, "meta") != 0)) {
    wz_book_end (writer->out);
    writer->meta = -1;
  }
  if (writer->in_record && (piece == NULL || g_strcmp0 (piece->group, "record") != 0)) {
    wz_book_end (writer->out);
    writer->in_record = FALSE;
  }
  if (writer->figure != NULL && (piece == NULL || g_strcmp0 (piece->set, writer->figure) != 0)) {
    if (writer->in_captions)
      wz_book_end (writer->out);
    writer->in_captions = FALSE;
    wz_book_end (writer->out);
    writer->figure = NULL;
  }
}

static void
write_piece (WzBookWriter *writer, guint i)
{
  const WzPiece *piece = wz_pieces_get (writer->pieces, i);

  writer->i = writer->out->piece = i;
  wz_book_item_take_blocks (writer->item, i, piece, &writer->first_block, &writer->n_blocks);
  end_groups (writer, piece);
  find_look (writer, piece) (writer, piece);
}

/* What stands behind something else ends the part, or what of it is in this document. */
void
wz_book_write_pieces (WzBookWriter *writer)
{
  const WzPiece *marks = wz_pieces_find (writer->pieces, WZ_ROLE_NOTE_MARKS);
  guint first, end;

  writer->meta = -1;
  wz_book_item_take (writer->item, wz_pieces_get_n (writer->pieces), &first, &end);
  if (marks != NULL && first > 0)
    write_note_marks (writer, marks);
  for (gboolean behind = FALSE; behind <= TRUE; behind++) {
    for (guint i = first; i < end; i++)
      if (is_behind (writer, i) == behind)
        write_piece (writer, i);
    end_groups (writer, NULL);
  }
}
