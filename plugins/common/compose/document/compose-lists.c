/* compose-lists.c: what the issue does not hold but its pages do: masthead, contents, indices
 * (compose-content.h). SPDX-License-Identifier: MIT */
#include "compose-content.h"

#include <string.h>

#include "compose/page/compose-inline.h"

static ComposeBlock *
add_heading (ComposeBlocks *blocks, const gchar *text, gdouble size_em, guint rows, const gchar *dest)
{
  const ComposeSettings *settings = blocks->settings;
  ComposeBlock *block = compose_blocks_add (blocks, COMPOSE_BLOCK_TEXT, COMPOSE_ELEMENT_H1);
  ComposeLook look = {WZ_FONT_HEADING, WZ_WEIGHT_BOLD, size_em, settings->heading_color};
  block->source = compose_blocks_source (blocks, wz_issue_get_lang (blocks->issue));
  block->align = COMPOSE_ALIGN_BALANCED;
  block->line = compose_settings_em (settings, size_em * 1.3);
  block->rows = rows;
  block->keep_next = block->keep_together = TRUE;
  block->dest = g_strdup (dest);
  compose_source_add (block->source, text, compose_blocks_style (blocks, look), COMPOSE_CHAR_NO_HYPHEN, -1,
                      NULL);
  return block;
}

/* ---- Masthead ------------------------------------------------------------------------------------------ */

static void
add_masthead_line (ComposeBlocks *blocks, const gchar *text, guint32 color)
{
  ComposeLook look = {WZ_FONT_BODY, WZ_WEIGHT_REGULAR, 1.0, color};
  ComposeBlock *block;
  if (text == NULL || *text == '\0')
    return;
  block = compose_blocks_add (blocks, COMPOSE_BLOCK_TEXT, COMPOSE_ELEMENT_P);
  block->source = compose_blocks_source (blocks, wz_issue_get_lang (blocks->issue));
  block->align = COMPOSE_ALIGN_RAGGED;
  block->keep_next = TRUE;
  compose_source_add (block->source, text, compose_blocks_style (blocks, look), 0, -1, NULL);
}

void
compose_content_add_masthead (ComposeBlocks *blocks, gboolean large)
{
  const ComposeSettings *settings = blocks->settings;
  const gchar *lang = wz_issue_get_lang (blocks->issue), *title = wz_issue_get_title (blocks->issue, NULL);
  const gchar *number = wz_issue_get_number (blocks->issue), *series = wz_issue_get_series (blocks->issue);
  if (title != NULL)
    add_heading (blocks, title, large ? settings->section_em * 1.15 : settings->section_em, 3, "issue");
  add_masthead_line (blocks, wz_issue_get_subtitle (blocks->issue, NULL), settings->heading_color);
  GString *line = g_string_new (NULL);
  if (series != NULL && (title == NULL || !g_str_has_prefix (title, series)))
    g_string_append (line, series);
  if (number != NULL && !wz_number_is_said (number, title)) {
    g_autofree gchar *label = wz_number_dup_label (number, lang);
    g_string_append_printf (line, "%s%s", line->len > 0 ? "  " : "", label);
  }
  g_autofree gchar *period = wz_issue_dup_period_label (blocks->issue, lang);
  g_autofree gchar *first_day = wz_date_dup_label (wz_issue_get_first_day (blocks->issue), lang);
  gboolean said = title != NULL && *first_day != '\0' && strstr (title, first_day) != NULL;
  if (*period != '\0' && !said)
    g_string_append_printf (line, "%s%s", line->len > 0 ? "  " : "", period);
  add_masthead_line (blocks, line->str, settings->muted_color);
  g_string_free (line, TRUE);
  if (title != NULL)
    compose_blocks_add_gap (blocks, 1);
}

/* ---- Contents ------------------------------------------------------------------------------------------ */

static ComposeBlock *
add_line (ComposeBlocks *blocks, const gchar *tag, const gchar *dest)
{
  const ComposeSettings *settings = blocks->settings;
  ComposeBlock *block = compose_blocks_add (blocks, COMPOSE_BLOCK_TEXT, COMPOSE_ELEMENT_TOCI);
  block->source = compose_blocks_source (blocks, tag);
  block->align = COMPOSE_ALIGN_RAGGED;
  block->right = compose_settings_em (settings, 3); /* R100: a title turns 2 em before the numbers of pages */
  block->page_of = g_strdup (dest);
  block->keep_together = TRUE;
  return block;
}

/* A link over a whole line of the contents. */
static void
link_all (ComposeSource *source, gint32 link)
{
  ComposeMark mark = {0, source->chars->len, link};
  g_array_set_size (source->marks, 0);
  g_array_append_val (source->marks, mark);
}

static void
add_entry_line (ComposeBlocks *blocks, const WzEntry *entry, gboolean keep_next)
{
  const ComposeSettings *settings = blocks->settings;
  const WzText *title = wz_entry_get_first_title (entry, settings->languages);
  g_autofree gchar *dest = g_strconcat ("p-", wz_entry_get_key (entry), NULL);
  const gchar *tag = title != NULL ? wz_text_get_lang (title) : wz_issue_get_lang (blocks->issue);
  ComposeLook look = {WZ_FONT_BODY, WZ_WEIGHT_REGULAR, wz_lang_is_chinese (tag) ? 1.0 : settings->latin_em,
                      settings->text_color};
  ComposeBlock *block = add_line (blocks, tag, dest);
  block->left = compose_settings_em (settings, wz_issue_get_n_entries (blocks->issue) > 999 ? 3 : 2);
  block->keep_next = keep_next;
  compose_blocks_add_title (blocks, block->source, title, look);
  link_all (block->source, compose_blocks_add_link (blocks, NULL, dest));
  if (settings->numbers && wz_entry_get_ordinal (entry) > 0) {
    ComposeLook digits = {WZ_FONT_HEADING, WZ_WEIGHT_BOLD, 0.9, settings->accent_color};
    g_autofree gchar *number = g_strdup_printf ("%u", wz_entry_get_ordinal (entry));
    block->label = compose_blocks_source (blocks, "en");
    compose_source_add (block->label, number, compose_blocks_style (blocks, digits), 0, -1, NULL);
  }
}

static void
add_section_line (ComposeBlocks *blocks, const WzSection *section)
{
  const gchar *heading = wz_section_get_heading (section, NULL);
  if (heading == NULL)
    return;
  g_autofree gchar *dest = g_strconcat ("s-", wz_section_get_id (section), NULL);
  ComposeLook look = {WZ_FONT_HEADING, WZ_WEIGHT_BOLD, 1.0, blocks->settings->heading_color};
  ComposeBlock *block = add_line (blocks, wz_issue_get_lang (blocks->issue), dest);
  compose_source_add (block->source, heading, compose_blocks_style (blocks, look), COMPOSE_CHAR_NO_HYPHEN,
                      compose_blocks_add_link (blocks, NULL, dest), NULL);
  block->keep_next = wz_section_get_n_entries (section) > 0;
}

void
compose_content_add_contents (ComposeBlocks *blocks)
{
  const gchar *lang = wz_issue_get_lang (blocks->issue);
  gboolean first = blocks->blocks->len == 0;
  add_heading (blocks, wz_label (WZ_LABEL_CONTENTS, lang), blocks->settings->section_em * (first ? 1 : 0.8),
               first ? 4 : 2, "contents");
  for (guint s = 0; s < wz_issue_get_n_sections (blocks->issue); s++) {
    const WzSection *section = wz_issue_get_section (blocks->issue, s);
    blocks->section = s;
    if (s > 0)
      compose_blocks_add_gap (blocks, 1);
    add_section_line (blocks, section);
    /* The last line of a section never stands alone at the head of a page (R72). */
    for (guint i = 0, n = wz_section_get_n_entries (section); i < n; i++)
      add_entry_line (blocks, wz_section_get_entry (section, i), i + 2 == n);
  }
}

/* ---- Indices ------------------------------------------------------------------------------------------- */

static void
add_pages (ComposeBlocks *blocks, ComposeSource *source, const WzIndexTerm *term, guint16 style,
           ComposePageName page_name, gpointer user_data)
{
  g_autofree gchar *before = NULL;
  for (guint i = 0; i < term->n_entries; i++) {
    g_autofree gchar *dest = g_strconcat ("p-", wz_entry_get_key (term->entries[i]), NULL);
    gchar *name = page_name (dest, user_data);
    if (name == NULL || g_strcmp0 (name, before) == 0) {
      g_free (name);
      continue;
    }
    compose_source_add (source, before == NULL ? "  " : ", \342\200\213", style, COMPOSE_CHAR_LATIN, -1,
                        NULL); /* may break here */
    compose_source_add (source, name, style, COMPOSE_CHAR_LATIN, compose_blocks_add_link (blocks, NULL, dest),
                        NULL);
    g_free (before);
    before = name;
  }
}

static void
add_term (ComposeBlocks *blocks, const WzIndexTerm *term, ComposePageName page_name, gpointer user_data)
{
  const ComposeSettings *settings = blocks->settings;
  ComposeLook look = {WZ_FONT_BODY, WZ_WEIGHT_REGULAR, settings->byline_em, settings->text_color};
  ComposeLook number = {WZ_FONT_BODY, WZ_WEIGHT_REGULAR, settings->byline_em, settings->link_color};
  ComposeBlock *block = compose_blocks_add (blocks, COMPOSE_BLOCK_TEXT, COMPOSE_ELEMENT_INDEX);
  block->source =
      compose_blocks_source (blocks, term->lang != NULL ? term->lang : wz_issue_get_lang (blocks->issue));
  block->align = COMPOSE_ALIGN_RAGGED;
  block->left = compose_settings_em (settings, 1);
  block->indent = -compose_settings_em (settings, 1);
  block->keep_together = TRUE;
  /* A short Chinese name or a day is not torn apart. */
  gboolean whole = block->source->lang != COMPOSE_LANG_EN && g_utf8_strlen (term->label, -1) <= 10;
  compose_source_add (block->source, term->label, compose_blocks_style (blocks, look),
                      COMPOSE_CHAR_NO_HYPHEN | (whole ? COMPOSE_CHAR_NO_BREAK : 0), -1, NULL);
  add_pages (blocks, block->source, term, compose_blocks_style (blocks, number), page_name, user_data);
}

static void
add_group (ComposeBlocks *blocks, const gchar *group)
{
  const ComposeSettings *settings = blocks->settings;
  ComposeLook look = {WZ_FONT_HEADING, WZ_WEIGHT_BOLD, 1.0, settings->accent_color};
  ComposeBlock *block = compose_blocks_add (blocks, COMPOSE_BLOCK_TEXT, COMPOSE_ELEMENT_H3);
  block->source = compose_blocks_source (blocks, wz_issue_get_lang (blocks->issue));
  block->align = COMPOSE_ALIGN_RAGGED;
  block->keep_next = TRUE;
  compose_source_add (block->source, group, compose_blocks_style (blocks, look), COMPOSE_CHAR_NO_HYPHEN, -1,
                      NULL);
}

void
compose_content_add_indices (ComposeBlocks *blocks, ComposePageName page_name, gpointer user_data)
{
  const gchar *lang = wz_issue_get_lang (blocks->issue);
  for (guint i = 0; i < wz_issue_get_n_indices (blocks->issue); i++) {
    const WzIndex *index = wz_issue_get_index (blocks->issue, i);
    g_autofree gchar *dest = g_strdup_printf ("i-%u", i);
    const gchar *group = NULL;
    blocks->section = i;
    add_heading (blocks, wz_index_get_heading (index, lang), blocks->settings->section_em, 4, dest)->spans =
        TRUE;
    for (guint k = 0; k < wz_index_get_n_terms (index); k++) {
      const WzIndexTerm *term = wz_index_get_term (index, k);
      if (term->group != NULL && *term->group != '\0' && g_strcmp0 (term->group, group) != 0)
        add_group (blocks, term->group);
      group = term->group;
      add_term (blocks, term, page_name, user_data);
    }
    if (i + 1 < wz_issue_get_n_indices (blocks->issue))
      compose_blocks_add (blocks, COMPOSE_BLOCK_PAGE, COMPOSE_ELEMENT_NONE);
  }
}
