/* wz-copy.c: deep copies from one issue into the builder of another. SPDX-License-Identifier: MIT */
#include "model/wz-model-private.h"

static void
copy_lists (WzIssueBuilder *builder, WzEntry *mine, const WzEntry *entry)
{
  for (guint i = 0; i < wz_entry_get_n_categories (entry); i++) {
    const WzString *code = wz_entry_get_category (entry, i);
    wz_entry_add_category (builder, mine, code->text, &code->position);
  }
  for (guint i = 0; i < wz_entry_get_n_authors (entry); i++) {
    const WzString *name = wz_entry_get_author (entry, i);
    wz_entry_add_author (builder, mine, name->text, &name->position);
  }
  for (guint i = 0; i < wz_entry_get_n_affiliations (entry); i++) {
    const WzString *name = wz_entry_get_affiliation (entry, i);
    wz_entry_add_affiliation (builder, mine, name->text, &name->position);
  }
  for (guint i = 0; i < wz_entry_get_n_links (entry); i++) {
    const WzLink *link = wz_entry_get_link (entry, i);
    wz_entry_add_link (builder, mine, link->url, link->label, &link->position);
  }
  for (guint i = 0; i < wz_entry_get_n_figures (entry); i++) {
    const WzFigure *figure = wz_entry_get_figure (entry, i);
    wz_entry_add_figure (builder, mine, figure->resource, figure->captions, figure->alts, &figure->position);
  }
  for (guint i = 0; i < wz_entry_get_n_appearances (entry); i++)
    wz_entry_add_appearance (builder, mine, wz_entry_get_appearance (entry, i));
  for (guint i = 0; i < wz_entry_get_n_notes (entry); i++)
    wz_entry_add_note (builder, mine, wz_entry_get_note (entry, i));
  for (guint i = 0; i < wz_entry_get_n_back_references (entry); i++)
    wz_entry_add_back_reference (builder, mine, wz_entry_get_back_reference (entry, i));
  for (guint i = 0; i < wz_entry_get_n_variants (entry); i++)
    wz_entry_add_variant (builder, mine, wz_entry_get_variant (entry, i));
}

/* Pictures that rich text names by id come along. */
static void
copy_resources (WzIssueBuilder *builder, const WzIssue *from, const WzText *text)
{
  WzTextIter iter;
  WzTextEvent event;
  wz_text_iter_init (&iter, text);
  while (wz_text_iter_next (&iter, &event)) {
    if (event.type != WZ_TEXT_ENTER || (event.kind != WZ_TEXT_IMAGE && event.kind != WZ_TEXT_FIGURE))
      continue;
    const WzResource *resource = event.target != NULL ? wz_issue_find_resource (from, event.target) : NULL;
    if (resource != NULL)
      wz_issue_builder_add_resource (builder, resource->bytes, &resource->position);
  }
}

WzEntry *
wz_section_copy_entry (WzIssueBuilder *builder, WzSection *section, const WzEntry *entry)
{
  const WzIssue *from = entry->section->issue;
  WzEntry *mine = wz_section_add_entry (builder, section, &entry->position);
  wz_entry_set_key (builder, mine, entry->key);
  mine->ordinal = entry->ordinal;
  mine->full = entry->full;
  mine->authors_cut = entry->authors_cut;
  mine->affiliations_cut = entry->affiliations_cut;
  wz_entry_set_arxiv (builder, mine, entry->arxiv_id, entry->arxiv_version);
  wz_entry_set_doi (builder, mine, entry->doi);
  for (guint i = 0; i < entry->titles.n; i++)
    wz_entry_set_title (builder, mine, wz_text_get_lang (entry->titles.items[i]), entry->titles.items[i]);
  for (guint i = 0; i < entry->abstracts.n; i++) {
    copy_resources (builder, from, entry->abstracts.items[i]);
    wz_entry_set_abstract (builder, mine, wz_text_get_lang (entry->abstracts.items[i]),
                           entry->abstracts.items[i]);
  }
  copy_resources (builder, from, entry->body);
  wz_entry_set_body (builder, mine, entry->body);
  for (guint i = 0; i < wz_entry_get_n_notes (entry); i++)
    copy_resources (builder, from, wz_entry_get_note (entry, i));
  copy_lists (builder, mine, entry);
  return mine;
}

static void
copy_strings (WzIssueBuilder *builder, const WzList *strings,
              void (*set) (WzIssueBuilder *builder, const gchar *lang, const gchar *text))
{
  for (guint i = 0; i < strings->n; i++) {
    const WzString *string = strings->items[i];
    set (builder, string->lang, string->text);
  }
}

void
wz_issue_builder_copy_head (WzIssueBuilder *builder, const WzIssue *issue)
{
  wz_issue_builder_set_lang (builder, issue->lang);
  copy_strings (builder, &issue->titles, wz_issue_builder_set_title);
  copy_strings (builder, &issue->subtitles, wz_issue_builder_set_subtitle);
  copy_strings (builder, &issue->summaries, wz_issue_builder_set_summary);
  wz_issue_builder_set_series (builder, issue->series, issue->series_slug);
  wz_issue_builder_set_number (builder, issue->number);
  wz_issue_builder_set_volume (builder, issue->volume);
  wz_issue_builder_set_date (builder, issue->date);
  wz_issue_builder_set_period (builder, issue->first_day, issue->last_day);
  if (issue->modified_set)
    wz_issue_builder_set_modified (builder, issue->modified);
  if (issue->identifier_set)
    wz_issue_builder_set_identifier (builder, issue->identifier);
  wz_issue_builder_set_editor (builder, issue->editor);
  wz_issue_builder_set_publisher (builder, issue->publisher);
  wz_issue_builder_set_source (builder, issue->source);
  wz_issue_builder_set_rights (builder, issue->rights);
  wz_issue_builder_set_variant (builder, issue->variant);
  wz_issue_builder_set_stem (builder, issue->stem);
  for (guint i = 0; i < issue->categories.n; i++) {
    const WzCategory *category = issue->categories.items[i];
    wz_issue_builder_set_category (builder, category->code, NULL, NULL, &category->position);
    for (guint k = 0; category->names[k] != NULL; k++)
      wz_issue_builder_set_category (builder, category->code, category->names[k]->lang,
                                     category->names[k]->text, &category->names[k]->position);
  }
  for (guint i = 0; i < issue->resources.n; i++) {
    const WzResource *resource = issue->resources.items[i];
    wz_issue_builder_add_resource (builder, resource->bytes, &resource->position);
  }
}

WzSection *
wz_issue_builder_copy_section (WzIssueBuilder *builder, const WzSection *section)
{
  WzSection *mine = wz_issue_builder_add_section (builder, section->kind, &section->position);
  wz_section_set_id (builder, mine, section->id);
  wz_section_set_date (builder, mine, section->date);
  wz_section_set_category (builder, mine, section->category);
  for (guint i = 0; i < section->headings.n; i++) {
    const WzString *heading = section->headings.items[i];
    wz_section_set_heading (builder, mine, heading->lang, heading->text);
  }
  copy_resources (builder, section->issue, section->blocks);
  wz_section_set_blocks (builder, mine, section->blocks);
  return mine;
}
