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

/* How @n translations of a field stand: side by side only where there are two; behind each other only what is
 * long: a @text, no title and no point. */
static WzPieceLayout
layout (const Reader *reader, guint n, gboolean text)
{
  WzLanguages languages = reader->galley->languages;

  if (languages == WZ_LANGUAGES_PARALLEL && n == 2)
    return WZ_LAYOUT_BESIDE;
  return languages == WZ_LANGUAGES_BEHIND && n > 1 && text ? WZ_LAYOUT_BEHIND : WZ_LAYOUT_STACKED;
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
add_mark (const Reader *reader)
{
  wz_pieces_add (reader->pieces, WZ_ROLE_WITHDRAWN, WZ_PIECE_ITEMS, "withdrawn")->group = "heading";
  wz_galley_add_mark (reader->galley, reader->entry, 0, reader->pieces);
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
    piece->layout = layout (reader, n, FALSE);
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

/* `等 1688 位`, `et al. (1688 authors)` */
static gchar *
dup_count (const Reader *reader, guint n, WzLabel unit)
{
  return g_strdup_printf (wz_lang_is_chinese (reader->galley->lang) ? "%s %u %s" : "%s (%u %s)",
                          label (reader, WZ_LABEL_ET_AL), n, label (reader, unit));
}

/* @cut_mark (nullable): of a list that its source cut, in the language of the last name: nobody knows how
 * many there are. */
static void
add_names (const Reader *reader, GetName get, guint n, const gchar *cut_mark, WzLabel unit)
{
  guint max = reader->galley->names_max, shown = max > 0 ? MIN (n, max) : n;
  const gchar *lang = NULL;

  for (guint i = 0; i < shown; i++) {
    const WzString *name = get (reader->entry, i);
    lang = wz_entry_get_name_lang (reader->entry, name);
    wz_pieces_add_item (reader->pieces, name->text, lang, 0)->position = name->position;
  }
  if (cut_mark != NULL)
    wz_pieces_add_item (reader->pieces, cut_mark, lang, WZ_ITEM_CUT);
  else if (shown < n)
    wz_pieces_add_item (reader->pieces, wz_pieces_take (reader->pieces, dup_count (reader, n, unit)), NULL,
                        WZ_ITEM_CUT);
}

static void
add_people (const Reader *reader)
{
  const WzEntry *entry = reader->entry;

  if (shows (reader, WZ_SHOW_AUTHORS)) {
    add_list (reader, WZ_ROLE_AUTHORS, "authors", WZ_LABEL_AUTHORS, "people");
    add_names (reader, wz_entry_get_author, wz_entry_get_n_authors (entry),
               wz_entry_get_authors_cut_mark (entry), WZ_LABEL_AUTHORS_UNIT);
  }
  if (shows (reader, WZ_SHOW_AFFILIATIONS)) {
    add_list (reader, WZ_ROLE_AFFILIATIONS, "affiliations", WZ_LABEL_AFFILIATIONS, "people");
    add_names (reader, wz_entry_get_affiliation, wz_entry_get_n_affiliations (entry),
               wz_entry_get_affiliations_cut_mark (entry), WZ_LABEL_AFFILIATIONS_UNIT);
  }
}

/* What is new needs no mark, and what is withdrawn has one of its own. */
static void
add_status (const Reader *reader)
{
  WzStatus status = wz_entry_get_status (reader->entry);
  if (status == WZ_STATUS_REPLACED || status == WZ_STATUS_CROSS) {
    wz_pieces_add (reader->pieces, WZ_ROLE_STATUS, WZ_PIECE_ITEMS, "status")->group = "meta";
    wz_pieces_add_item (reader->pieces,
                        label (reader, status == WZ_STATUS_CROSS ? WZ_LABEL_CROSS : WZ_LABEL_REPLACED), NULL,
                        WZ_ITEM_GENERATED);
  }
}

static void
add_category (const Reader *reader, const gchar *code, WzPosition position)
{
  const gchar *name = wz_issue_get_category_name (reader->galley->issue, code, NULL);
  wz_pieces_add_item (reader->pieces, code, NULL, WZ_ITEM_CODE)->position = position;
  if (name != NULL)
    wz_pieces_add_item (reader->pieces, name, NULL, WZ_ITEM_NAME);
}

/* The primary one first. */
static void
add_categories (const Reader *reader)
{
  const gchar *first = wz_entry_get_primary_category (reader->entry);
  add_list (reader, WZ_ROLE_CATEGORIES, "categories", WZ_LABEL_CATEGORY, "meta");
  if (first != NULL)
    add_category (reader, first, wz_entry_get_position (reader->entry));
  for (guint i = 0; i < wz_entry_get_n_categories (reader->entry); i++) {
    const WzString *code = wz_entry_get_category (reader->entry, i);
    if (g_strcmp0 (code->text, first) != 0)
      add_category (reader, code->text, code->position);
  }
}

static void
add_link (const Reader *reader, const WzLink *link, gchar *text)
{
  WzItem *item = wz_pieces_add_item (reader->pieces, wz_pieces_take (reader->pieces, text), NULL, 0);
  item->target = *link->url != '\0' ? link->url : NULL;
  item->position = link->position;
  if (link->stars > 0)
    wz_pieces_add_item (reader->pieces,
                        wz_pieces_take (reader->pieces, g_strdup_printf ("★ %u", link->stars)), NULL,
                        WZ_ITEM_NAME);
}

static void
add_links (const Reader *reader)
{
  add_list (reader, WZ_ROLE_LINKS, "links", WZ_LABEL_LINK, "meta");
  for (guint i = 0; i < wz_entry_get_n_links (reader->entry); i++)
    add_link (reader, wz_entry_get_link (reader->entry, i), wz_entry_dup_link_text (reader->entry, i));
}

static void
add_code_links (const Reader *reader)
{
  add_list (reader, WZ_ROLE_CODE_LINKS, "code", WZ_LABEL_CODE, "meta");
  for (guint i = 0; i < wz_entry_get_n_code_links (reader->entry); i++) {
    const WzLink *link = wz_entry_get_code_link (reader->entry, i);
    add_link (reader, link, wz_link_dup_text (link));
  }
}

/* ---- What an archive says: one line ----------------------------------------------------------------------
 */

static void
add_word (const Reader *reader, WzRole role, const gchar *id, WzLabel which, const gchar *text)
{
  const WzString word = {.text = text};
  if (text == NULL || *text == '\0')
    return;
  add_list (reader, role, id, which, "record");
  wz_pieces_add_item (reader->pieces, text, wz_entry_get_name_lang (reader->entry, &word), 0);
}

static void
add_date (const Reader *reader, WzRole role, const gchar *id, WzLabel which, WzDate date)
{
  gchar *text = wz_date_dup_label (date, reader->galley->lang);
  add_word (reader, role, id, which, wz_pieces_take (reader->pieces, text));
}

/* The day of a version that is the first one is said once. */
static void
add_dates (const Reader *reader)
{
  WzDate published = wz_entry_get_published (reader->entry), updated = wz_entry_get_updated (reader->entry);
  add_date (reader, WZ_ROLE_PUBLISHED, "published", WZ_LABEL_PUBLISHED, published);
  if (wz_date_compare (published, updated) != 0)
    add_date (reader, WZ_ROLE_UPDATED, "updated", WZ_LABEL_UPDATED, updated);
}

static void
add_record (const Reader *reader)
{
  const WzEntry *entry = reader->entry;

  add_word (reader, WZ_ROLE_PRESENTER, "presenter", WZ_LABEL_PRESENTER, wz_entry_get_presenter (entry));
  if (shows (reader, WZ_SHOW_VENUE)) {
    add_word (reader, WZ_ROLE_VENUE, "venue", WZ_LABEL_VENUE, wz_entry_get_venue (entry));
    add_word (reader, WZ_ROLE_JOURNAL_REF, "journal-ref", WZ_LABEL_JOURNAL_REF,
              wz_entry_get_journal_ref (entry));
  }
  if (shows (reader, WZ_SHOW_COMMENT))
    add_word (reader, WZ_ROLE_COMMENT, "comment", WZ_LABEL_COMMENT, wz_entry_get_comment (entry));
  if (shows (reader, WZ_SHOW_DATES))
    add_dates (reader);
  if (shows (reader, WZ_SHOW_SCORE))
    add_word (reader, WZ_ROLE_SCORE, "score", WZ_LABEL_SCORE, wz_entry_get_score (entry));
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
    piece->layout = layout (reader, n, TRUE);
  }
}

/* What it is about is said in the language of the book, over a translation in its own. */
static void
add_point (const Reader *reader, WzRole role, const gchar *name, WzLabel which, WzPointKind kind)
{
  g_autofree const WzText **texts = wz_entry_dup_points (reader->entry, kind, reader->galley->languages);
  guint n = count (texts);

  for (guint i = 0, same = 1; i < n; i++) {
    const gchar *id = wz_pieces_join (reader->pieces, name, ".", lang_of (reader, texts[i]));
    same =
        i > 0 && g_strcmp0 (wz_text_get_lang (texts[i]), wz_text_get_lang (texts[i - 1])) == 0 ? same + 1 : 1;
    WzPiece *piece = wz_pieces_add_text (
        reader->pieces, role, same > 1 ? wz_pieces_number (reader->pieces, id, same) : id, texts[i]);
    piece->label_lang = i > 0 ? piece->lang : reader->galley->lang;
    piece->label = wz_label (which, piece->label_lang);
    piece->set = name;
    piece->layout = layout (reader, n, FALSE);
  }
}

/* How the paper comes to what it says, then what is thought of it. */
static void
add_points (const Reader *reader)
{
  static const struct {
    const gchar *name;
    WzLabel label;
    WzPointKind kind;
  } points[] = {
      {"motivation", WZ_LABEL_MOTIVATION, WZ_POINT_MOTIVATION},
      {"method", WZ_LABEL_METHOD, WZ_POINT_METHOD},
      {"result", WZ_LABEL_RESULT, WZ_POINT_RESULT},
      {"conclusion", WZ_LABEL_CONCLUSION, WZ_POINT_CONCLUSION},
      {"highlight", WZ_LABEL_HIGHLIGHT, WZ_POINT_HIGHLIGHT},
      {"limitation", WZ_LABEL_LIMITATION, WZ_POINT_LIMITATION},
      {"recommendation", WZ_LABEL_RECOMMENDATION, WZ_POINT_RECOMMENDATION},
  };
  const WzText *reason = wz_entry_get_score_reason (reader->entry);

  G_STATIC_ASSERT (G_N_ELEMENTS (points) == WZ_N_POINT_KINDS - 1);
  if (shows (reader, WZ_SHOW_TLDR))
    add_point (reader, WZ_ROLE_TLDR, "tldr", WZ_LABEL_TLDR, WZ_POINT_TLDR);
  for (guint i = 0; shows (reader, WZ_SHOW_POINTS) && i < G_N_ELEMENTS (points); i++)
    add_point (reader, WZ_ROLE_POINT, points[i].name, points[i].label, points[i].kind);
  if (shows (reader, WZ_SHOW_SCORE) && !wz_text_is_empty (reason))
    wz_pieces_add_text (reader->pieces, WZ_ROLE_SCORE_REASON, "score-reason", reason)->label =
        label (reader, WZ_LABEL_SCORE_REASON);
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

/* Those from @first on, up to @end. */
static void
add_figures (const Reader *reader, guint first, guint end)
{
  guint n = shows (reader, WZ_SHOW_FIGURES) ? MIN (end, wz_entry_get_n_figures (reader->entry)) : 0;
  for (guint i = first; i < n; i++)
    add_figure (reader, wz_entry_get_figure (reader->entry, i), i + 1);
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
    if (!wz_entry_shows_appearance (reader->entry, i))
      continue;
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
  add_mark (&reader);
  add_titles (&reader);
  add_people (&reader);
  if (galley->shows[WZ_SHOW_STATUS])
    add_status (&reader);
  if (galley->shows[WZ_SHOW_CATEGORIES])
    add_categories (&reader);
  if (galley->shows[WZ_SHOW_LINKS])
    add_links (&reader);
  if (galley->shows[WZ_SHOW_CODE])
    add_code_links (&reader);
  if (galley->shows[WZ_SHOW_NOTES])
    add_note_marks (&reader);
  add_record (&reader);
  add_figures (&reader, 0, galley->figure_leads);
  add_points (&reader);
  add_abstracts (&reader);
  if (wz_entry_get_body (entry) != NULL)
    wz_pieces_add_text (pieces, WZ_ROLE_BODY, "body", wz_entry_get_body (entry));
  add_figures (&reader, galley->figure_leads, G_MAXUINT);
  if (galley->shows[WZ_SHOW_NOTES])
    add_notes (&reader);
  if (galley->shows[WZ_SHOW_APPEARANCES] && wz_entry_shows_appearances (entry))
    add_appearances (&reader);
  if (galley->shows[WZ_SHOW_BACK_REFERENCES])
    add_back_references (&reader);
  add_slots (&reader);
}
