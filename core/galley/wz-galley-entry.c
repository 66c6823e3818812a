/* wz-galley-entry.c: what a paper says, field by field, in the order in which every book says it. In: an
 * entry. Out: pieces. SPDX-License-Identifier: MIT */
#include "galley/wz-galley-private.h"

#define HEADING_RANK 2

typedef struct {
  const WzGalley *galley;
  const WzEntry *entry;
  WzPieces *pieces;
} Reader;

static gboolean
shows (const Reader *reader, WzShow show)
{
  return reader->galley->shows[show];
}

static const gchar *
label (const Reader *reader, WzLabel which)
{
  return wz_label (which, reader->galley->lang);
}

/* How @n translations of a field stand: side by side only where there are two. */
static WzPieceLayout
layout (const Reader *reader, guint n)
{
  return reader->galley->languages == WZ_LANGUAGES_PARALLEL && n == 2 ? WZ_LAYOUT_BESIDE : WZ_LAYOUT_STACKED;
}

static guint
count (const WzText **texts)
{
  return g_strv_length ((gchar **) (gpointer) texts);
}

static const gchar *
lang_of (const Reader *reader, const WzText *text)
{
  const gchar *lang = wz_text_get_lang (text);
  return lang != NULL ? lang : reader->galley->lang;
}

/* ---- Titles ---------------------------------------------------------------------------------------------
 */

static void
add_number (const Reader *reader)
{
  WzPiece *piece = wz_pieces_add (reader->pieces, WZ_ROLE_NUMBER, WZ_PIECE_ITEMS, "number");
  piece->rank = HEADING_RANK;
  piece->group = "heading";
  piece->position = wz_entry_get_position (reader->entry);
  wz_galley_add_number (reader->galley, reader->entry, 0, reader->pieces);
}

static void
add_titles (const Reader *reader)
{
  g_autofree const WzText **titles = wz_entry_dup_titles (reader->entry, reader->galley->languages);
  guint n = count (titles);

  for (guint i = 0; i < MAX (n, 1); i++) {
    const gchar *lang = lang_of (reader, titles[i]);
    WzPiece *piece = wz_pieces_add (reader->pieces, WZ_ROLE_ENTRY_TITLE, WZ_PIECE_ITEMS,
                                    wz_pieces_join (reader->pieces, "title.", lang, NULL));
    piece->rank = i == 0 ? HEADING_RANK : 0;
    piece->group = i == 0 ? "heading" : NULL;
    piece->set = "title";
    piece->layout = layout (reader, n);
    piece->position = wz_entry_get_position (reader->entry);
    wz_galley_add_title (reader->galley, titles[i], 0, reader->pieces);
  }
}

/* ---- Names, categories, links ---------------------------------------------------------------------------
 */

/* A line of small things, whose items follow. */
static void
add_list (const Reader *reader, WzRole role, const gchar *id, WzLabel which, const gchar *group)
{
  WzPiece *piece = wz_pieces_add (reader->pieces, role, WZ_PIECE_ITEMS, id);
  piece->label = label (reader, which);
  piece->group = group;
}

typedef const WzString *(*GetName) (const WzEntry *entry, guint i);

/* @cut_mark (nullable) is in the language of the last name. */
static void
add_names (const Reader *reader, GetName get, guint n, const gchar *cut_mark)
{
  const gchar *lang = NULL;

  for (guint i = 0; i < n; i++) {
    const WzString *name = get (reader->entry, i);
    lang = wz_entry_get_name_lang (reader->entry, name);
    wz_pieces_add_item (reader->pieces, name->text, lang, 0)->position = name->position;
  }
  if (cut_mark != NULL)
    wz_pieces_add_item (reader->pieces, cut_mark, lang, WZ_ITEM_CUT);
}

static void
add_people (const Reader *reader)
{
  const WzEntry *entry = reader->entry;

  if (shows (reader, WZ_SHOW_AUTHORS)) {
    add_list (reader, WZ_ROLE_AUTHORS, "authors", WZ_LABEL_AUTHORS, "people");
    add_names (reader, wz_entry_get_author, wz_entry_get_n_authors (entry),
               wz_entry_get_authors_cut_mark (entry));
  }
  if (shows (reader, WZ_SHOW_AFFILIATIONS)) {
    add_list (reader, WZ_ROLE_AFFILIATIONS, "affiliations", WZ_LABEL_AFFILIATIONS, "people");
    add_names (reader, wz_entry_get_affiliation, wz_entry_get_n_affiliations (entry),
               wz_entry_get_affiliations_cut_mark (entry));
  }
}

static void
add_categories (const Reader *reader)
{
  add_list (reader, WZ_ROLE_CATEGORIES, "categories", WZ_LABEL_CATEGORY, "meta");
  for (guint i = 0; i < wz_entry_get_n_categories (reader->entry); i++) {
    const WzString *code = wz_entry_get_category (reader->entry, i);
    const gchar *name = wz_issue_get_category_name (reader->galley->issue, code->text, NULL);
    wz_pieces_add_item (reader->pieces, code->text, NULL, WZ_ITEM_CODE)->position = code->position;
    if (name != NULL)
      wz_pieces_add_item (reader->pieces, name, NULL, WZ_ITEM_NAME);
  }
}

static void
add_link (const Reader *reader, const WzLink *link, gchar *text)
{
  WzItem *item = wz_pieces_add_item (reader->pieces, wz_pieces_take (reader->pieces, text), NULL, 0);
  item->target = *link->url != '\0' ? link->url : NULL;
  item->position = link->position;
}

static void
add_links (const Reader *reader)
{
  add_list (reader, WZ_ROLE_LINKS, "links", WZ_LABEL_LINK, "meta");
  for (guint i = 0; i < wz_entry_get_n_links (reader->entry); i++)
    add_link (reader, wz_entry_get_link (reader->entry, i), wz_entry_dup_link_text (reader->entry, i));
  add_list (reader, WZ_ROLE_CODE_LINKS, "code", WZ_LABEL_CODE, "meta");
  for (guint i = 0; i < wz_entry_get_n_code_links (reader->entry); i++) {
    const WzLink *link = wz_entry_get_code_link (reader->entry, i);
    add_link (reader, link, wz_link_dup_text (link));
  }
}

/* ---- Texts ----------------------------------------------------------------------------------------------
 */

static void
add_abstracts (const Reader *reader)
{
  g_autofree const WzText **texts = wz_entry_dup_abstracts (reader->entry, reader->galley->languages);
  guint n = count (texts);

  for (guint i = 0; i < n; i++) {
    const gchar *id = wz_pieces_join (reader->pieces, "abstract.", lang_of (reader, texts[i]), NULL);
    WzPiece *piece = wz_pieces_add_text (reader->pieces, WZ_ROLE_ABSTRACT, id, texts[i]);
    piece->label = wz_label (WZ_LABEL_ABSTRACT, piece->lang);
    piece->set = "abstract";
    piece->layout = layout (reader, n);
  }
}

static void
add_figure (const Reader *reader, const WzFigure *figure, guint number)
{
  g_autofree const WzText **captions = wz_figure_dup_captions (figure, reader->galley->languages);
  const gchar *set = wz_pieces_number (reader->pieces, "figure", number);
  const gchar *caption = wz_pieces_number (reader->pieces, "caption", number);
  WzPiece *piece = wz_pieces_add (reader->pieces, WZ_ROLE_FIGURE, WZ_PIECE_FIGURE, set);

  piece->set = set;
  piece->position = figure->position;
  piece->resource = figure->resource;
  piece->alternative = wz_pieces_take (reader->pieces, wz_figure_dup_alt (figure));
  piece->placeholder = wz_pieces_take (
      reader->pieces, wz_picture_dup_placeholder (figure->alts[0] != NULL ? figure->alts[0]->text : NULL,
                                                  reader->galley->lang));
  for (guint i = 0; captions[i] != NULL; i++) {
    const gchar *lang = lang_of (reader, captions[i]);
    piece = wz_pieces_add (reader->pieces, WZ_ROLE_CAPTION, WZ_PIECE_ITEMS,
                           wz_pieces_join (reader->pieces, caption, ".", lang));
    piece->set = set;
    wz_pieces_add_text_item (reader->pieces, captions[i], 0);
  }
}

/* ---- Notes ----------------------------------------------------------------------------------------------
 */

static const gchar *
note_target (const Reader *reader, const gchar *id)
{
  const gchar *key = wz_pieces_join (reader->pieces, "#p-", wz_entry_get_key (reader->entry), "_");
  return wz_pieces_join (reader->pieces, key, id, NULL);
}

static void
add_note_marks (const Reader *reader)
{
  wz_pieces_add (reader->pieces, WZ_ROLE_NOTE_MARKS, WZ_PIECE_ITEMS, "note-marks")->group = "meta";
  for (guint i = 0; i < wz_entry_get_n_notes (reader->entry); i++) {
    const gchar *name = wz_pieces_take (reader->pieces, wz_entry_dup_note_label (reader->entry, i));
    const gchar *id = wz_pieces_number (reader->pieces, "note", i + 1);
    wz_pieces_add_item (reader->pieces, name, NULL, WZ_ITEM_GENERATED | WZ_ITEM_OPTIONAL)->target =
        note_target (reader, id);
  }
}

static void
add_notes (const Reader *reader)
{
  for (guint i = 0; i < wz_entry_get_n_notes (reader->entry); i++) {
    const gchar *id = wz_pieces_number (reader->pieces, "note", i + 1);
    WzPiece *piece =
        wz_pieces_add_text (reader->pieces, WZ_ROLE_NOTE, id, wz_entry_get_note (reader->entry, i));
    piece->label = wz_pieces_take (reader->pieces, wz_entry_dup_note_label (reader->entry, i));
    piece->anchor = note_target (reader, id) + 1;
  }
}

/* ---- Where a paper comes from: what a reader asks for last, and so behind what it says -------------------
 */

static void
add_appearances (const Reader *reader)
{
  add_list (reader, WZ_ROLE_APPEARANCES, "appearances", WZ_LABEL_APPEARED, "history");
  for (guint i = 0; i < wz_entry_get_n_appearances (reader->entry); i++) {
    gchar *text = wz_appearance_dup_label (wz_entry_get_appearance (reader->entry, i), reader->galley->lang);
    wz_pieces_add_item (reader->pieces, wz_pieces_take (reader->pieces, text), NULL, 0);
  }
}

static void
add_back_references (const Reader *reader)
{
  add_list (reader, WZ_ROLE_BACK_REFERENCES, "back-references", WZ_LABEL_SEEN_IN, "history");
  for (guint i = 0; i < wz_entry_get_n_back_references (reader->entry); i++) {
    gchar *text =
        wz_back_reference_dup_label (wz_entry_get_back_reference (reader->entry, i), reader->galley->lang);
    wz_pieces_add_item (reader->pieces, wz_pieces_take (reader->pieces, text), NULL, 0);
  }
}

static void
add_slots (const Reader *reader)
{
  if (!wz_entry_is_full (reader->entry))
    return;
  const WzLink *link = wz_entry_get_n_links (reader->entry) > 0 ? wz_entry_get_link (reader->entry, 0) : NULL;
  if (shows (reader, WZ_SHOW_QR) && link != NULL && *link->url != '\0')
    wz_pieces_add (reader->pieces, WZ_ROLE_QR, WZ_PIECE_SLOT, "qr")->target = link->url;
  if (reader->galley->room)
    wz_pieces_add (reader->pieces, WZ_ROLE_ROOM, WZ_PIECE_SLOT, "room");
}

void
wz_galley_read_entry (const WzGalley *galley, const WzEntry *entry, WzPieces *pieces)
{
  Reader reader = {galley, entry, pieces};

  add_number (&reader);
  add_titles (&reader);
  add_people (&reader);
  if (galley->shows[WZ_SHOW_CATEGORIES])
    add_categories (&reader);
  if (galley->shows[WZ_SHOW_LINKS])
    add_links (&reader);
  if (galley->shows[WZ_SHOW_NOTES])
    add_note_marks (&reader);
  add_abstracts (&reader);
  if (wz_entry_get_body (entry) != NULL)
    wz_pieces_add_text (pieces, WZ_ROLE_BODY, "body", wz_entry_get_body (entry));
  for (guint i = 0; galley->shows[WZ_SHOW_FIGURES] && i < wz_entry_get_n_figures (entry); i++)
    add_figure (&reader, wz_entry_get_figure (entry, i), i + 1);
  if (galley->shows[WZ_SHOW_NOTES])
    add_notes (&reader);
  if (galley->shows[WZ_SHOW_APPEARANCES] && wz_entry_shows_appearances (entry))
    add_appearances (&reader);
  if (galley->shows[WZ_SHOW_BACK_REFERENCES])
    add_back_references (&reader);
  add_slots (&reader);
}
