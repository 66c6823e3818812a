/* wz-galley-matter.c: what stands before and behind the papers, and between them: contents, sections,
 * indices, colophon. In: an issue. Out: pieces. SPDX-License-Identifier: MIT */
#include "galley/wz-galley-private.h"

#include <string.h>

static void
add_heading (WzPieces *pieces, const gchar *text, guint flags)
{
  WzPiece *piece = wz_pieces_add (pieces, WZ_ROLE_HEADING, WZ_PIECE_ITEMS, "heading");
  piece->rank = 1;
  wz_pieces_add_item (pieces, text, NULL, flags);
}

/* @texts are translations of each other: two may stand side by side. */
static void
add_texts (const WzGalley *galley, WzRole role, const gchar *name, const WzText **texts, WzPieces *pieces)
{
  guint n = g_strv_length ((gchar **) (gpointer) texts);

  for (guint i = 0; i < n; i++) {
    const gchar *lang = wz_text_get_lang (texts[i]) != NULL ? wz_text_get_lang (texts[i]) : galley->lang;
    WzPiece *piece =
        wz_pieces_add_text (pieces, role, n > 1 ? wz_pieces_join (pieces, name, ".", lang) : name, texts[i]);
    piece->set = n > 1 ? name : NULL;
    if (n == 2 && galley->languages == WZ_LANGUAGES_PARALLEL)
      piece->layout = WZ_LAYOUT_BESIDE;
  }
}

/* ---- Contents -------------------------------------------------------------------------------------------
 */

static void
add_entry_items (const WzGalley *galley, const WzEntry *entry, WzPieces *pieces)
{
  g_autofree const WzText **titles = wz_entry_dup_titles (entry, galley->languages);

  wz_galley_add_number (galley, entry, WZ_ITEM_OPTIONAL, pieces);
  wz_galley_add_code (galley, entry, pieces);
  wz_galley_add_mark (galley, entry, WZ_ITEM_OPTIONAL, pieces);
  wz_galley_add_title (galley, titles[0], WZ_ITEM_OPTIONAL, pieces);
  for (guint i = 1; titles[0] != NULL && titles[i] != NULL; i++)
    wz_pieces_add_text_item (pieces, titles[i], WZ_ITEM_OPTIONAL);
  const WzText *brief = wz_entry_get_brief (entry, galley->languages);
  if (brief != NULL)
    wz_pieces_add_brief (pieces, brief, WZ_ITEM_OPTIONAL);
}

/* What a part that is no paper is called. */
static const gchar *
find_heading (const WzGalley *galley, const WzPart *part)
{
  const gchar *heading = part->section != NULL ? wz_section_get_heading (part->section, NULL) : NULL;
  switch (part->kind) {
  case WZ_PART_COVER:
    return wz_label (WZ_LABEL_COVER, galley->lang);
  case WZ_PART_CONTENTS:
    return wz_label (WZ_LABEL_CONTENTS, galley->lang);
  case WZ_PART_SECTION:
  case WZ_PART_ENTRY:
    return heading != NULL ? heading : galley->title;
  case WZ_PART_INDEX:
    return wz_index_get_heading (part->index, galley->lang);
  case WZ_PART_COLOPHON:
    break;
  }
  return wz_label (WZ_LABEL_COLOPHON, galley->lang);
}

static void
add_line (const WzGalley *galley, const WzGalleyPart *part, WzPieces *pieces)
{
  WzPiece *piece = wz_pieces_add (pieces, WZ_ROLE_CONTENTS_LINE, WZ_PIECE_ITEMS, part->part.anchor);

  piece->rank = part->part.rank;
  piece->section = part->section;
  piece->entry = part->entry;
  if (part->part.kind == WZ_PART_ENTRY)
    add_entry_items (galley, part->part.entry, pieces);
  else
    wz_pieces_add_item (pieces, find_heading (galley, &part->part), NULL,
                        WZ_ITEM_OPTIONAL | (part->part.kind != WZ_PART_SECTION ? WZ_ITEM_GENERATED : 0));
  wz_pieces_set_target (pieces, part->target);
}

void
wz_galley_read_contents (const WzGalley *galley, WzPieces *pieces)
{
  add_heading (pieces, wz_label (WZ_LABEL_CONTENTS, galley->lang), WZ_ITEM_GENERATED | WZ_ITEM_OPTIONAL);
  for (guint i = 0; i < galley->parts->len; i++) {
    const WzGalleyPart *part = &g_array_index (galley->parts, WzGalleyPart, i);
    if (part->part.rank > 0)
      add_line (galley, part, pieces);
  }
}

void
wz_galley_read_line (const WzGalley *galley, guint part, WzPieces *pieces)
{
  g_return_if_fail (part < galley->parts->len);
  const WzGalleyPart *mine = &g_array_index (galley->parts, WzGalleyPart, part);
  wz_pieces_begin (pieces, galley, mine->section, mine->entry);
  add_line (galley, mine, pieces);
  wz_pieces_end (pieces, NULL);
}

/* ---- Sections -------------------------------------------------------------------------------------------
 */

void
wz_galley_read_section (const WzGalley *galley, const WzSection *section, WzPieces *pieces)
{
  const gchar *heading = wz_section_get_heading (section, NULL);
  WzPosition position = wz_section_get_position (section);

  if (heading != NULL) {
    WzPiece *piece = wz_pieces_add (pieces, WZ_ROLE_HEADING, WZ_PIECE_ITEMS, "heading");
    piece->rank = 1;
    piece->position = position;
    wz_pieces_add_item (pieces, heading, NULL, 0)->position = position;
  }
  g_autofree const WzText **texts = wz_section_dup_texts (section, galley->languages);
  add_texts (galley, WZ_ROLE_SECTION_TEXT, "text", texts, pieces);
}

/* ---- Indices --------------------------------------------------------------------------------------------
 */

/* The number that stands at its heading, else the title: never a number that the book has elsewhere. */
static void
add_reference (const WzGalley *galley, const WzEntry *entry, WzPieces *pieces)
{
  WzItem *item = wz_galley_add_number (galley, entry, WZ_ITEM_REFERENCE, pieces);
  if (item == NULL)
    item = wz_galley_add_title (galley, wz_entry_get_first_title (entry, galley->languages),
                                WZ_ITEM_REFERENCE, pieces);
  item->target = wz_pieces_join (pieces, "#p-", wz_entry_get_key (entry), NULL);
}

void
wz_galley_read_index (const WzGalley *galley, const WzIndex *index, WzPieces *pieces)
{
  const gchar *group = NULL;
  guint n_groups = 0;

  add_heading (pieces, wz_index_get_heading (index, galley->lang), WZ_ITEM_GENERATED);
  for (guint i = 0; i < wz_index_get_n_terms (index); i++) {
    const WzIndexTerm *term = wz_index_get_term (index, i);

    if (term->group != NULL && *term->group != '\0' && g_strcmp0 (term->group, group) != 0)
      wz_pieces_add_line (pieces, WZ_ROLE_INDEX_GROUP, wz_pieces_number (pieces, "group", ++n_groups),
                          term->group, 0);
    group = term->group;
    wz_pieces_add (pieces, WZ_ROLE_INDEX_TERM, WZ_PIECE_ITEMS, wz_pieces_number (pieces, "term", i + 1));
    wz_pieces_add_item (pieces, term->label, term->lang, 0);
    for (guint k = 0; k < term->n_entries; k++)
      add_reference (galley, term->entries[k], pieces);
  }
}

/* ---- Colophon -------------------------------------------------------------------------------------------
 */

static void
add_field (WzPieces *pieces, const gchar *id, const gchar *label, const gchar *text)
{
  if (text == NULL || *text == '\0')
    return;
  WzPiece *piece = wz_pieces_add (pieces, WZ_ROLE_COLOPHON_LINE, WZ_PIECE_ITEMS, id);
  piece->label = label;
  wz_pieces_add_item (pieces, text, NULL, WZ_ITEM_OPTIONAL);
}

/* What the book's title is, or has in it, is not said again. */
static void
add_fields (const WzGalley *galley, WzPieces *pieces)
{
  const WzIssue *issue = galley->issue;
  const struct {
    const gchar *id;
    WzLabel label;
    const gchar *text;
  } fields[] = {
      {"series", WZ_LABEL_SERIES, wz_issue_get_series (issue)},
      {"editor", WZ_LABEL_EDITOR, wz_issue_get_editor (issue)},
      {"publisher", WZ_LABEL_PUBLISHER, wz_issue_get_publisher (issue)},
      {"source", WZ_LABEL_SOURCES, wz_issue_get_source (issue)},
      {"rights", WZ_LABEL_RIGHTS, wz_issue_get_rights (issue)},
  };
  const gchar *period = wz_pieces_take (pieces, wz_issue_dup_period_label (issue, galley->lang));

  add_field (pieces, "subtitle", NULL, wz_issue_get_subtitle (issue, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_strcmp0 (fields[i].text, galley->title) != 0)
      add_field (pieces, fields[i].id, wz_label (fields[i].label, galley->lang), fields[i].text);
  if (strstr (galley->title, period) == NULL)
    add_field (pieces, "period", wz_label (WZ_LABEL_PERIOD, galley->lang), period);
  add_field (pieces, "revision", wz_label (WZ_LABEL_REVISION, galley->lang),
             wz_pieces_take (pieces, wz_issue_dup_revision_label (issue, galley->lang)));
  add_field (pieces, "edition", wz_label (WZ_LABEL_EDITION_NAME, galley->lang), wz_issue_get_edition (issue));
}

static void
add_legend (const WzGalley *galley, WzPieces *pieces)
{
  const WzIssue *issue = galley->issue;
  WzPiece *piece = wz_pieces_add (pieces, WZ_ROLE_LEGEND, WZ_PIECE_ITEMS, "legend");

  piece->label = wz_label (WZ_LABEL_CATEGORY, galley->lang);
  for (guint i = 0; i < wz_issue_get_n_categories (issue); i++) {
    const WzCategory *category = wz_issue_get_category (issue, i);
    const gchar *name = wz_issue_get_category_name (issue, category->code, NULL);
    wz_pieces_add_item (pieces, category->code, NULL, WZ_ITEM_CODE | WZ_ITEM_OPTIONAL)->position =
        category->position;
    if (name != NULL)
      wz_pieces_add_item (pieces, name, NULL, WZ_ITEM_NAME | WZ_ITEM_OPTIONAL);
  }
}

void
wz_galley_read_colophon (const WzGalley *galley, WzPieces *pieces)
{
  add_heading (pieces, wz_label (WZ_LABEL_COLOPHON, galley->lang), WZ_ITEM_GENERATED | WZ_ITEM_OPTIONAL);
  wz_pieces_add_line (pieces, WZ_ROLE_BOOK_TITLE, "title", galley->title, WZ_ITEM_OPTIONAL);
  add_fields (galley, pieces);
  if (galley->shows[WZ_SHOW_CATEGORIES])
    add_legend (galley, pieces);
  g_autofree const WzText **imprints = wz_issue_dup_imprints (galley->issue, galley->languages);
  add_texts (galley, WZ_ROLE_COLOPHON_TEXT, "imprint", imprints, pieces);
  wz_pieces_add (pieces, WZ_ROLE_FONTS, WZ_PIECE_SLOT, "fonts")->label =
      wz_label (WZ_LABEL_FONTS, galley->lang);
  add_field (pieces, "identifier", wz_label (WZ_LABEL_IDENTIFIER, galley->lang),
             wz_issue_get_identifier (galley->issue));
  wz_pieces_add (pieces, WZ_ROLE_GENERATOR, WZ_PIECE_SLOT, "generator");
}
