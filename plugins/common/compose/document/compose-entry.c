/* compose-entry.c: sections and entries as blocks (compose-content.h). SPDX-License-Identifier: MIT */
#include "compose-content.h"

#include <string.h>

#include "compose/page/compose-inline.h"

/* ---- An entry ------------------------------------------------------------------------------------------ */

/* R74, R76: first title larger, the translation below it. */
static ComposeBlock *
make_title (ComposeBlocks *blocks, const WzEntry *entry, const WzText *text, gboolean first)
{
  const ComposeSettings *settings = blocks->settings;
  gboolean full = wz_entry_is_full (entry);
  ComposeLook look = {WZ_FONT_HEADING, WZ_WEIGHT_BOLD, full ? settings->entry_em : 1.0,
                      settings->heading_color};
  if (!first)
    look = (ComposeLook){WZ_FONT_BODY, full ? WZ_WEIGHT_BOLD : WZ_WEIGHT_REGULAR,
                         full ? settings->second_em : settings->latin_em, settings->heading_color};
  ComposeBlock *block =
      compose_block_new (blocks, COMPOSE_BLOCK_TEXT, first ? COMPOSE_ELEMENT_H2 : COMPOSE_ELEMENT_P);
  block->source = compose_blocks_source (blocks, text != NULL ? wz_text_get_lang (text) : NULL);
  block->align = COMPOSE_ALIGN_BALANCED;
  block->keep_next = block->keep_together = TRUE;
  if (first && full)
    block->line = compose_settings_em (settings, look.size_em * 1.35);
  compose_blocks_add_title (blocks, block->source, text, look);
  return block;
}

static ComposeUnit
title_inset (const ComposeBlocks *blocks, const WzEntry *entry)
{
  if (!blocks->settings->numbers || wz_entry_get_ordinal (entry) == 0)
    return 0;
  return compose_settings_em (blocks->settings, wz_entry_get_ordinal (entry) > 99 ? 3 : 2);
}

static void
add_number (ComposeBlocks *blocks, const WzEntry *entry, ComposeBlock *block)
{
  const ComposeSettings *settings = blocks->settings;
  if (title_inset (blocks, entry) == 0)
    return;
  ComposeLook look = {WZ_FONT_HEADING, WZ_WEIGHT_BOLD, wz_entry_is_full (entry) ? settings->entry_em : 1.0,
                      settings->accent_color};
  g_autofree gchar *number = g_strdup_printf ("%u", wz_entry_get_ordinal (entry));
  block->label = compose_blocks_source (blocks, "en");
  compose_source_add (block->label, number, compose_blocks_style (blocks, look), 0, -1, NULL);
}

static void
add_titles (ComposeBlocks *blocks, const WzEntry *entry)
{
  g_autofree const WzText **titles = wz_entry_dup_titles (entry, blocks->settings->languages);
  guint n = g_strv_length ((gchar **) (gpointer) titles);
  ComposeUnit inset = title_inset (blocks, entry);
  gboolean pair = blocks->settings->languages == WZ_LANGUAGES_PARALLEL && n == 2;
  ComposeBlock *first = NULL;
  for (guint i = 0; i < MAX (n, 1); i++) { /* a paper without a title has a heading none the less */
    ComposeBlock *block = make_title (blocks, entry, titles[i], i == 0);
    block->left = pair && i == 1 ? 0 : inset;
    if (i == 0) {
      first = block;
      block->dest = g_strconcat ("p-", wz_entry_get_key (entry), NULL);
      add_number (blocks, entry, block);
      if (blocks->settings->show_qr && wz_entry_is_full (entry) && wz_entry_get_n_links (entry) > 0 &&
          *wz_entry_get_link (entry, 0)->url != '\0')
        block->qr = g_strdup (wz_entry_get_link (entry, 0)->url);
    }
    if (pair && i == 1) {
      first->kind = COMPOSE_BLOCK_PAIR;
      first->other = block;
      block->line = first->line;
    } else
      g_ptr_array_add (blocks->blocks, block);
  }
}

/* A line of names, of smaller type, ragged, broken between names only (R74). */
static ComposeBlock *
add_byline (ComposeBlocks *blocks, const WzEntry *entry, ComposePrefer prefer)
{
  ComposeBlock *block = compose_blocks_add (blocks, COMPOSE_BLOCK_TEXT, COMPOSE_ELEMENT_P);
  block->source = compose_blocks_source (blocks, wz_issue_get_lang (blocks->issue));
  block->align = COMPOSE_ALIGN_RAGGED;
  block->prefer = prefer;
  block->left = title_inset (blocks, entry);
  block->keep_next = block->keep_together = TRUE;
  return block;
}

static void
add_words (ComposeBlocks *blocks, ComposeSource *source, const gchar *text, ComposeLook look,
           const WzPosition *position)
{
  compose_source_add (source, text, compose_blocks_style (blocks, look), COMPOSE_CHAR_NO_HYPHEN, -1,
                      position);
}

/* What stands between the items of a list: each item runs in its own direction, the list from left to right.
 */
static void
add_separator (ComposeBlocks *blocks, ComposeSource *source, const gchar *text, ComposeLook look)
{
  compose_source_add (source, text, compose_blocks_style (blocks, look),
                      COMPOSE_CHAR_NO_HYPHEN | COMPOSE_CHAR_APART, -1, NULL);
}

/* @mark: (nullable): of a list that was cut; 等 stands close to a name. */
static void
add_cut_mark (ComposeBlocks *blocks, ComposeSource *source, const gchar *mark, const gchar *lang,
              ComposeLook look)
{
  if (mark == NULL)
    return;
  if (!wz_lang_is_chinese (lang))
    add_words (blocks, source, " ", look, NULL);
  add_words (blocks, source, mark, look, NULL);
}

static void
add_authors (ComposeBlocks *blocks, const WzEntry *entry)
{
  guint n = wz_entry_get_n_authors (entry);
  if (!blocks->settings->show_authors || n == 0)
    return;
  ComposeSource *source = add_byline (blocks, entry, COMPOSE_PREFER_COMMA)->source;
  ComposeLook look = compose_blocks_byline_look (blocks);
  for (guint i = 0; i < n; i++) {
    const WzString *author = wz_entry_get_author (entry, i);
    if (i > 0)
      add_separator (blocks, source, ", ", look);
    add_words (blocks, source, author->text, look, &author->position);
  }
  add_cut_mark (blocks, source, wz_entry_get_authors_cut_mark (entry),
                wz_entry_get_name_lang (entry, wz_entry_get_author (entry, n - 1)), look);
}

static void
add_affiliations (ComposeBlocks *blocks, const WzEntry *entry)
{
  guint n = wz_entry_get_n_affiliations (entry);
  if (!blocks->settings->show_affiliations || n == 0)
    return;
  ComposeBlock *block = add_byline (blocks, entry, COMPOSE_PREFER_AMPERSAND);
  ComposeLook look = compose_blocks_byline_look (blocks);
  for (guint i = 0; i < n; i++) {
    const WzString *affiliation = wz_entry_get_affiliation (entry, i);
    add_separator (blocks, block->source, i > 0 ? " & " : "[", look);
    add_words (blocks, block->source, affiliation->text, look, &affiliation->position);
  }
  add_cut_mark (blocks, block->source, wz_entry_get_affiliations_cut_mark (entry),
                wz_entry_get_name_lang (entry, wz_entry_get_affiliation (entry, n - 1)), look);
  add_separator (blocks, block->source, "]", look);
}

static void
add_categories (ComposeBlocks *blocks, const WzEntry *entry, ComposeSource *source)
{
  ComposeLook code = compose_blocks_byline_look (blocks), name = compose_blocks_byline_look (blocks);
  code.color = blocks->settings->accent_color;
  name.color = blocks->settings->accent_color;
  for (guint i = 0; i < wz_entry_get_n_categories (entry); i++) {
    const WzString *category = wz_entry_get_category (entry, i);
    const gchar *words = wz_issue_get_category_name (blocks->issue, category->text, NULL);
    if (i > 0)
      add_words (blocks, source, " / ", name, NULL);
    add_words (blocks, source, category->text, code, &category->position);
    if (words != NULL) {
      add_words (blocks, source, "\302\240", name, NULL);
      add_words (blocks, source, words, name, NULL);
    }
  }
}

static void
add_links (ComposeBlocks *blocks, const WzEntry *entry, ComposeSource *source)
{
  ComposeLook look = compose_blocks_byline_look (blocks), dot = compose_blocks_byline_look (blocks);
  look.color = blocks->settings->link_color;
  for (guint i = 0; i < wz_entry_get_n_links (entry); i++) {
    const WzLink *link = wz_entry_get_link (entry, i);
    g_autofree gchar *text = wz_entry_dup_link_text (entry, i);
    if (compose_source_get_length (source) > 0)
      add_words (blocks, source, "  |  ", dot, NULL);
    gboolean address = strstr (link->url, text) != NULL, leads = *link->url != '\0';
    compose_source_add (source, text, compose_blocks_style (blocks, leads ? look : dot),
                        COMPOSE_CHAR_NO_HYPHEN | (address ? COMPOSE_CHAR_URL : 0),
                        leads ? compose_blocks_add_link (blocks, link->url, NULL) : -1, &link->position);
    if (blocks->settings->link_notes && leads)
      compose_blocks_note (blocks, source, link->url, look);
  }
}

static void
add_meta (ComposeBlocks *blocks, const WzEntry *entry)
{
  const ComposeSettings *settings = blocks->settings;
  gboolean categories = settings->show_categories && wz_entry_get_n_categories (entry) > 0;
  gboolean links = settings->show_links && wz_entry_get_n_links (entry) > 0;
  if (!categories && !links)
    return;
  ComposeBlock *block = add_byline (blocks, entry, COMPOSE_PREFER_ANY);
  if (categories)
    add_categories (blocks, entry, block->source);
  if (links)
    add_links (blocks, entry, block->source);
  /* The last line of a short entry has nothing to hold on to. */
  block->keep_next = wz_entry_get_abstract (entry, NULL) != NULL;
}

/* R102: paragraph beside paragraph. The blocks [from, end) of two texts become pairs. */
static void
make_pairs (ComposeBlocks *blocks, guint from, guint middle)
{
  GPtrArray *all = blocks->blocks;
  g_autoptr (GPtrArray) right = g_ptr_array_new ();
  while (all->len > middle)
    g_ptr_array_insert (right, 0, g_ptr_array_steal_index (all, all->len - 1));
  for (guint i = 0; i < right->len; i++) {
    ComposeBlock *beside = right->pdata[i];
    if (from + i < all->len) {
      ComposeBlock *block = all->pdata[from + i];
      block->kind = COMPOSE_BLOCK_PAIR;
      block->other = beside;
      continue;
    }
    ComposeBlock *block = compose_blocks_add (blocks, COMPOSE_BLOCK_PAIR, COMPOSE_ELEMENT_P);
    block->source = compose_blocks_source (blocks, NULL);
    block->other = beside;
  }
}

static gboolean
only_text (const ComposeBlocks *blocks, guint from)
{
  for (guint i = from; i < blocks->blocks->len; i++)
    if (((ComposeBlock *) blocks->blocks->pdata[i])->kind != COMPOSE_BLOCK_TEXT)
      return FALSE;
  return TRUE;
}

/* Below another text a paragraph without indent would hardly be seen to begin (R67: 0, or 1 to 2 em). */
static void
indent_first (ComposeBlocks *blocks, guint number)
{
  ComposeBlock *block = number < blocks->blocks->len ? blocks->blocks->pdata[number] : NULL;
  if (block != NULL && block->tag == COMPOSE_ELEMENT_P && block->indent == 0)
    block->indent = compose_settings_em (blocks->settings, blocks->settings->indent_em);
}

static void
add_abstracts (ComposeBlocks *blocks, const WzEntry *entry)
{
  g_autofree const WzText **texts = wz_entry_dup_abstracts (entry, blocks->settings->languages);
  guint n = g_strv_length ((gchar **) (gpointer) texts);
  guint from = blocks->blocks->len, middle = from;
  for (guint i = 0; i < n; i++) {
    middle = blocks->blocks->len;
    compose_blocks_add_text (blocks, texts[i], compose_blocks_body_look (blocks, wz_text_get_lang (texts[i])),
                             0, 0);
  }
  if (blocks->settings->languages == WZ_LANGUAGES_PARALLEL && n == 2 && only_text (blocks, from))
    make_pairs (blocks, from, middle);
  else if (n > 1)
    indent_first (blocks, middle);
}

static void
add_captions (ComposeBlocks *blocks, const WzFigure *figure)
{
  g_autofree const WzText **captions = wz_figure_dup_captions (figure, blocks->settings->languages);
  ComposeLook look = {WZ_FONT_BODY, WZ_WEIGHT_REGULAR, blocks->settings->byline_em,
                      blocks->settings->text_color};
  for (guint i = 0; captions[i] != NULL; i++) {
    ComposeBlock *caption = compose_blocks_add (blocks, COMPOSE_BLOCK_TEXT, COMPOSE_ELEMENT_CAPTION);
    caption->source = compose_blocks_source (blocks, wz_text_get_lang (captions[i]));
    caption->align = COMPOSE_ALIGN_RAGGED;
    caption->center = TRUE;
    caption->keep_together = TRUE;
    compose_blocks_add_inlines (blocks, caption->source, captions[i], look, 0);
  }
}

static void
add_figures (ComposeBlocks *blocks, const WzEntry *entry)
{
  guint n = blocks->settings->show_figures ? wz_entry_get_n_figures (entry) : 0;
  for (guint i = 0; i < n; i++) {
    const WzFigure *figure = wz_entry_get_figure (entry, i);
    if (!compose_blocks_can_show (blocks, figure->resource))
      compose_blocks_add_placeholder (blocks, figure->alts[0] != NULL ? figure->alts[0]->text : NULL);
    else {
      ComposeBlock *block = compose_blocks_add (blocks, COMPOSE_BLOCK_FIGURE, COMPOSE_ELEMENT_FIGURE);
      block->resource = figure->resource;
      block->alt = wz_figure_dup_alt (figure);
      block->keep_next = figure->captions[0] != NULL;
    }
    add_captions (blocks, figure);
  }
}

/* R84: the editor's words stand in 楷, inset. */
static void
add_notes (ComposeBlocks *blocks, const WzEntry *entry)
{
  ComposeUnit two = compose_settings_em (blocks->settings, 2);
  for (guint i = 0; i < wz_entry_get_n_notes (entry) && blocks->settings->show_notes; i++) {
    const WzText *note = wz_entry_get_note (entry, i);
    ComposeLook look = compose_blocks_body_look (blocks, wz_text_get_lang (note));
    look.role = WZ_FONT_QUOTE;
    guint first = blocks->blocks->len;
    compose_blocks_add_text (blocks, note, look, two, two);
    if (blocks->blocks->len == first)
      continue;
    ComposeBlock *block = blocks->blocks->pdata[first];
    if (block->kind != COMPOSE_BLOCK_TEXT || block->label != NULL)
      continue;
    /* The label goes before the first line, as a run-in heading. */
    ComposeLook label = look;
    label.role = WZ_FONT_HEADING;
    label.weight = WZ_WEIGHT_BOLD;
    label.color = blocks->settings->accent_color;
    ComposeSource *source = compose_blocks_source (blocks, block->source->tag);
    g_autofree gchar *name = wz_entry_dup_note_label (entry, i);
    add_words (blocks, source, name, label, NULL);
    add_words (blocks, source, wz_lang_is_chinese (block->source->tag) ? "　" : "  ", label, NULL);
    compose_source_append (source, block->source);
    compose_source_free (block->source);
    block->source = source;
    block->indent = 0;
  }
}

/* In which dailies the paper stood, where that says more than the issue's own date; earlier issues that had
 * it. */
static void
add_history (ComposeBlocks *blocks, const WzEntry *entry)
{
  const ComposeSettings *settings = blocks->settings;
  const gchar *lang = wz_issue_get_lang (blocks->issue);
  gboolean zh = wz_lang_is_chinese (lang);
  GString *text = g_string_new (NULL);
  guint n = settings->show_appearances && wz_entry_shows_appearances (entry)
                ? wz_entry_get_n_appearances (entry)
                : 0;
  for (guint i = 0; i < n; i++) {
    g_autofree gchar *label = wz_appearance_dup_label (wz_entry_get_appearance (entry, i), lang);
    if (i > 0)
      g_string_append (text, wz_label (WZ_LABEL_LIST_SEPARATOR, lang));
    else
      g_string_append_printf (text, "%s%s", wz_label (WZ_LABEL_APPEARED, lang), zh ? "：" : ": ");
    g_string_append (text, label);
  }
  n = settings->show_back_references ? wz_entry_get_n_back_references (entry) : 0;
  for (guint i = 0; i < n; i++) {
    g_autofree gchar *label = wz_back_reference_dup_label (wz_entry_get_back_reference (entry, i), lang);
    if (i > 0)
      g_string_append (text, wz_label (WZ_LABEL_LIST_SEPARATOR, lang));
    else
      g_string_append_printf (text, "%s%s%s", text->len > 0 ? (zh ? "。" : ". ") : "",
                              wz_label (WZ_LABEL_SEEN_IN, lang), zh ? "：" : ": ");
    g_string_append (text, label);
  }
  if (text->len > 0) {
    ComposeBlock *before = blocks->blocks->pdata[blocks->blocks->len - 1];
    ComposeBlock *block = add_byline (blocks, entry, COMPOSE_PREFER_ANY);
    before->keep_next = TRUE;
    block->left = 0;
    block->keep_next = FALSE;
    compose_source_add (block->source, text->str,
                        compose_blocks_style (blocks, compose_blocks_byline_look (blocks)), 0, -1, NULL);
  }
  g_string_free (text, TRUE);
}

static void
add_entry (ComposeBlocks *blocks, const WzEntry *entry)
{
  add_titles (blocks, entry);
  add_authors (blocks, entry);
  add_affiliations (blocks, entry);
  add_meta (blocks, entry);
  add_abstracts (blocks, entry);
  if (wz_entry_get_body (entry) != NULL)
    compose_blocks_add_text (blocks, wz_entry_get_body (entry),
                             compose_blocks_body_look (blocks, wz_text_get_lang (wz_entry_get_body (entry))),
                             0, 0);
  add_figures (blocks, entry);
  add_notes (blocks, entry);
  add_history (blocks, entry);
  /* An entry never ends by holding on to the next one. */
  ComposeBlock *last = blocks->blocks->len > 0 ? blocks->blocks->pdata[blocks->blocks->len - 1] : NULL;
  if (last != NULL)
    last->keep_next = FALSE;
  if (blocks->settings->room == COMPOSE_ROOM_LINES && wz_entry_is_full (entry))
    compose_blocks_add (blocks, COMPOSE_BLOCK_ROOM, COMPOSE_ELEMENT_NONE)->rows = 5;
}

/* ---- Sections ------------------------------------------------------------------------------------------ */

static gboolean
add_section_heading (ComposeBlocks *blocks, const WzSection *section)
{
  const ComposeSettings *settings = blocks->settings;
  const gchar *heading = wz_section_get_heading (section, NULL);
  if (heading == NULL)
    return FALSE;
  ComposeBlock *block = compose_blocks_add (blocks, COMPOSE_BLOCK_TEXT, COMPOSE_ELEMENT_H1);
  ComposeLook look = {WZ_FONT_HEADING, WZ_WEIGHT_BOLD, settings->section_em, settings->heading_color};
  WzPosition position = wz_section_get_position (section);
  block->source = compose_blocks_source (blocks, wz_issue_get_lang (blocks->issue));
  block->align = COMPOSE_ALIGN_BALANCED;
  block->line = compose_settings_em (settings, settings->section_em * 1.3);
  block->rows = 4; /* R75: a heading of the first level takes 4 to 6 lines */
  block->keep_next = block->keep_together = TRUE;
  block->dest = g_strconcat ("s-", wz_section_get_id (section), NULL);
  compose_source_add (block->source, heading, compose_blocks_style (blocks, look), COMPOSE_CHAR_NO_HYPHEN, -1,
                      &position);
  return TRUE;
}

void
compose_content_add_issue (ComposeBlocks *blocks)
{
  guint index = 0;
  for (guint s = 0; s < wz_issue_get_n_sections (blocks->issue); s++) {
    const WzSection *section = wz_issue_get_section (blocks->issue, s);
    blocks->section = s;
    blocks->entry = -1;
    if (s > 0)
      compose_blocks_add_gap (blocks, 1);
    gboolean headed = add_section_heading (blocks, section);
    if (wz_section_get_blocks (section) != NULL) {
      const gchar *lang = wz_text_get_lang (wz_section_get_blocks (section));
      compose_blocks_add_text (blocks, wz_section_get_blocks (section),
                               compose_blocks_body_look (blocks, lang), 0, 0);
      headed = FALSE;
    }
    for (guint i = 0; i < wz_section_get_n_entries (section); i++) {
      const WzEntry *entry = wz_section_get_entry (section, i);
      if (blocks->settings->entries_on_pages && wz_entry_is_full (entry) && i > 0)
        compose_blocks_add (blocks, COMPOSE_BLOCK_PAGE, COMPOSE_ELEMENT_NONE);
      else if (i > 0 || !headed)
        compose_blocks_add_gap (blocks, 1);
      blocks->entry = (gint) index++;
      add_entry (blocks, entry);
      blocks->entry = -1;
    }
  }
}
