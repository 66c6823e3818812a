/* In: a parsed issue. Out: the frozen model. SPDX-License-Identifier: MIT */
#include "read/read-issue.h"
#include "read/read-match.h"
#include "read/wz-read.h"

#include <string.h>

typedef struct {
  ReadDoc *doc;
  const ReadIssue *issue;
  WzIssueBuilder *builder;
  const gchar *source; /* display name of the source in appearances */
  WzDate date;
} Builder;

static const gchar ZH[] = "zh-Hans", EN[] = "en";

/* ---- Blocks ---- */

static gboolean
is_latin (const gchar *text)
{
  guint han = 0, latin = 0;

  for (const gchar *p = text; *p != 0; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    han += read_is_han (c);
    latin += g_unichar_isalpha (c) && c < 0x2000;
  }
  return latin >= 2 && han * 10 < latin;
}

/* The inlines of one block; in a Chinese text, English paragraphs are marked as such. */
static void
add_inlines (Builder *builder, WzTextBuilder *text, const ReadBlock *block, gboolean mark_english)
{
  gboolean span = mark_english && block->text != NULL && is_latin (block->text);
  WzPosition position = read_doc_position (builder->doc, block->offset_bytes);

  if (block->label != NULL) {
    wz_text_builder_enter (text, WZ_TEXT_STRONG, 0, NULL, NULL, NULL, &position);
    wz_text_builder_add (text, block->label, -1, &position);
    wz_text_builder_leave (text);
    wz_text_builder_add (text, "：", -1, &position);
  }
  if (block->text == NULL)
    return;
  if (span)
    wz_text_builder_enter (text, WZ_TEXT_SPAN, 0, NULL, NULL, EN, &position);
  read_add_inlines (builder->doc, text, block->text, builder->issue->markdown, block->offset_bytes);
  if (span)
    wz_text_builder_leave (text);
}

static void
add_simple_block (Builder *builder, WzTextBuilder *text, const ReadBlock *block, WzTextKind kind, gint number,
                  gboolean mark_english)
{
  WzPosition position = read_doc_position (builder->doc, block->offset_bytes);

  wz_text_builder_enter (text, kind, number, NULL, NULL, NULL, &position);
  add_inlines (builder, text, block, mark_english);
  wz_text_builder_leave (text);
}

/* Items come as a flat run with depths; the model has lists inside items. Takes the run from @i on and
 * returns the index behind it. */
static guint
add_list (Builder *builder, WzTextBuilder *text, const GArray *blocks, guint i, gboolean mark_english)
{
  guint depth = 0; /* open lists */

  for (; i < blocks->len; i++) {
    const ReadBlock *block = &g_array_index (blocks, ReadBlock, i);
    WzPosition position = read_doc_position (builder->doc, block->offset_bytes);
    guint want = MIN (block->level, depth) + 1;

    if (block->kind != READ_BLOCK_ITEM)
      break;
    for (; depth > want; depth--) { /* item and list */
      wz_text_builder_leave (text);
      wz_text_builder_leave (text);
    }
    if (depth == want)
      wz_text_builder_leave (text); /* the item before */
    else {
      wz_text_builder_enter (text, WZ_TEXT_LIST, (gint) block->number, NULL, NULL, NULL, &position);
      depth++;
    }
    wz_text_builder_enter (text, WZ_TEXT_LIST_ITEM, 0, NULL, NULL, NULL, &position);
    add_simple_block (builder, text, block, WZ_TEXT_PARAGRAPH, 0, mark_english);
  }
  for (; depth > 0; depth--) {
    wz_text_builder_leave (text);
    wz_text_builder_leave (text);
  }
  return i;
}

static void
add_block (Builder *builder, WzTextBuilder *text, const ReadBlock *block, gboolean mark_english)
{
  WzPosition position = read_doc_position (builder->doc, block->offset_bytes);

  switch (block->kind) {
  case READ_BLOCK_HEADING:
    add_simple_block (builder, text, block, WZ_TEXT_HEADING, (gint) block->level, mark_english);
    break;
  case READ_BLOCK_QUOTE:
    wz_text_builder_enter (text, WZ_TEXT_QUOTE, 0, NULL, NULL, NULL, &position);
    add_simple_block (builder, text, block, WZ_TEXT_PARAGRAPH, 0, mark_english);
    wz_text_builder_leave (text);
    break;
  case READ_BLOCK_CODE:
    wz_text_builder_leaf (text, WZ_TEXT_CODE_BLOCK, block->target, block->text, &position);
    break;
  case READ_BLOCK_FORMULA:
    wz_text_builder_leaf (text, WZ_TEXT_FORMULA_BLOCK, NULL, block->text, &position);
    break;
  case READ_BLOCK_RULE:
    wz_text_builder_leaf (text, WZ_TEXT_RULE, NULL, NULL, &position);
    break;
  case READ_BLOCK_PARAGRAPH:
  case READ_BLOCK_ITEM:
  default:
    add_simple_block (builder, text, block, WZ_TEXT_PARAGRAPH, 0, mark_english);
    break;
  }
}

/* (nullable): NULL for no blocks */
static const WzText *
build_blocks (Builder *builder, const GArray *blocks, const gchar *lang)
{
  g_autoptr (WzTextBuilder) text = NULL;
  gboolean mark_english = lang == ZH;

  if (blocks->len == 0)
    return NULL;
  text = wz_text_builder_new (lang);
  for (guint i = 0; i < blocks->len;) {
    const ReadBlock *block = &g_array_index (blocks, ReadBlock, i);

    if (block->kind == READ_BLOCK_ITEM)
      i = add_list (builder, text, blocks, i, mark_english);
    else {
      add_block (builder, text, block, mark_english);
      i++;
    }
  }
  return wz_text_builder_finish (g_steal_pointer (&text), builder->builder);
}

static const WzText *
build_title (Builder *builder, const ReadField *field, const gchar *lang)
{
  WzTextBuilder *text;

  if (field->text == NULL)
    return NULL;
  text = wz_text_builder_new (lang);
  read_add_inlines (builder->doc, text, field->text, builder->issue->markdown, field->offset_bytes);
  return wz_text_builder_finish (text, builder->builder);
}

/* ---- Entries ---- */

static void
build_lists (Builder *builder, WzEntry *target, const ReadEntry *entry)
{
  WzIssueBuilder *issue = builder->builder;

  for (guint i = 0; i < entry->tags->len; i++) {
    const ReadField *field = &g_array_index (entry->tags, ReadField, i);
    WzPosition position = read_doc_position (builder->doc, field->offset_bytes);

    wz_entry_add_category (issue, target, field->text, &position);
  }
  for (guint i = 0; i < entry->authors->len; i++) {
    const ReadField *field = &g_array_index (entry->authors, ReadField, i);
    WzPosition position = read_doc_position (builder->doc, field->offset_bytes);

    wz_entry_add_author (issue, target, field->text, &position);
  }
  for (guint i = 0; i < entry->affiliations->len; i++) {
    const ReadField *field = &g_array_index (entry->affiliations, ReadField, i);
    WzPosition position = read_doc_position (builder->doc, field->offset_bytes);

    wz_entry_add_affiliation (issue, target, field->text, &position);
  }
  for (guint i = 0; i < entry->links->len; i++) {
    const ReadEntryLink *link = &g_array_index (entry->links, ReadEntryLink, i);
    WzPosition position = read_doc_position (builder->doc, link->offset_bytes);

    wz_entry_add_link (issue, target, link->url, link->label, &position);
  }
}

static void
build_entry (Builder *builder, WzSection *section, const ReadEntry *entry)
{
  WzIssueBuilder *issue = builder->builder;
  WzPosition position = read_doc_position (builder->doc, entry->offset_bytes);
  WzEntry *target = wz_section_add_entry (issue, section, &position);
  WzAppearance appearance = {builder->source, builder->date, position.line,
                             entry->full,     entry->number, entry->arxiv_version};
  const WzText *text;

  wz_entry_set_ordinal (issue, target, entry->number);
  wz_entry_set_full (issue, target, entry->full);
  if ((text = build_title (builder, &entry->title_zh, ZH)) != NULL)
    wz_entry_set_title (issue, target, ZH, text);
  if ((text = build_title (builder, &entry->title_en, EN)) != NULL)
    wz_entry_set_title (issue, target, EN, text);
  build_lists (builder, target, entry);
  wz_entry_set_authors_cut (issue, target, entry->authors_cut);
  wz_entry_set_affiliations_cut (issue, target, entry->affiliations_cut);
  if (entry->arxiv_id != NULL)
    wz_entry_set_arxiv (issue, target, entry->arxiv_id, entry->arxiv_version);
  if (entry->doi != NULL)
    wz_entry_set_doi (issue, target, entry->doi);
  if ((text = build_blocks (builder, entry->abstract_zh, ZH)) != NULL)
    wz_entry_set_abstract (issue, target, ZH, text);
  if ((text = build_blocks (builder, entry->abstract_en, EN)) != NULL)
    wz_entry_set_abstract (issue, target, EN, text);
  if ((text = build_blocks (builder, entry->body, ZH)) != NULL)
    wz_entry_set_body (issue, target, text);
  wz_entry_add_appearance (issue, target, &appearance);
}

static void
build_section (Builder *builder, const ReadSection *section)
{
  WzPosition position = read_doc_position (builder->doc, section->offset_bytes);
  WzSection *target = wz_issue_builder_add_section (builder->builder, section->kind, &position);
  const WzText *blocks = build_blocks (builder, section->blocks, ZH);

  if (section->heading.text != NULL)
    wz_section_set_heading (builder->builder, target, ZH, section->heading.text);
  if (blocks != NULL)
    wz_section_set_blocks (builder->builder, target, blocks);
  for (guint i = 0; i < section->entries->len; i++)
    build_entry (builder, target, g_ptr_array_index (section->entries, i));
}

/* ---- Date ---- */

static guint
newest_month (const ReadIssue *issue)
{
  guint newest = 0;

  for (guint s = 0; s < issue->sections->len; s++) {
    const ReadSection *section = g_ptr_array_index (issue->sections, s);

    for (guint e = 0; e < section->entries->len; e++) {
      const ReadEntry *entry = g_ptr_array_index (section->entries, e);

      if (entry->arxiv_id != NULL)
        newest = MAX (newest, read_arxiv_month (entry->arxiv_id));
    }
  }
  return newest;
}

/* The text's own date, else the file name's. A date without a year: from the file name if that has the same
 * day, else the first such day not before the month of the newest arXiv id. */
static WzDate
find_date (ReadDoc *doc, const ReadIssue *issue, const gchar *file_name)
{
  WzDate text = issue->date, name = {0, 0, 0};

  if (file_name != NULL)
    name = wz_read_date_of_name (file_name);
  if (text.month == 0) {
    if (name.year == 0)
      read_doc_remark_file (doc, READ_DIAG_ISSUE_NO_DATE, NULL);
    return name;
  }
  if (text.year == 0 && name.month == text.month && name.day == text.day)
    return name;
  if (text.year == 0) {
    text = read_complete_date (text, newest_month (issue));
    if (text.year == 0 && name.year == 0)
      read_doc_remark_file (doc, READ_DIAG_ISSUE_NO_DATE, NULL);
    else if (text.year == 0)
      return name;
    else
      read_doc_remark (doc, READ_DIAG_ISSUE_DATE_YEAR, issue->date_offset_bytes, "%04u-%02u-%02u", text.year,
                       text.month, text.day);
  }
  if (text.year != 0 && name.year != 0 && wz_date_compare (text, name) != 0)
    read_doc_remark (doc, READ_DIAG_ISSUE_DATE_CLASH, issue->date_offset_bytes,
                     "%04u-%02u-%02u, %04u-%02u-%02u", text.year, text.month, text.day, name.year, name.month,
                     name.day);
  return text;
}

/* ---- The whole ---- */

/**
 * read_build_issue:
 * @file_name: (nullable): name of the file without folders
 *
 * Hands all remarks to @sink, too.
 *
 * Returns: (transfer full): the issue
 */
WzIssue *
read_build_issue (ReadDoc *doc, ReadIssue *issue, const gchar *file_name, WzDiagSink *sink)
{
  Builder builder = {
      doc, issue, wz_issue_builder_new (), file_name != NULL ? file_name : doc->file, {0, 0, 0}};
  g_autofree gchar *stem = g_strdup (file_name);

  builder.date = find_date (doc, issue, file_name);
  wz_issue_builder_set_lang (builder.builder, ZH);
  if (issue->title.text != NULL)
    wz_issue_builder_set_title (builder.builder, is_latin (issue->title.text) ? EN : ZH, issue->title.text);
  if (issue->source.text != NULL)
    wz_issue_builder_set_source (builder.builder, issue->source.text);
  if (issue->rights.text != NULL)
    wz_issue_builder_set_rights (builder.builder, issue->rights.text);
  if (builder.date.year != 0)
    wz_issue_builder_set_date (builder.builder, builder.date);
  if (stem != NULL) {
    gchar *dot = strrchr (stem, '.');

    if (dot != NULL && dot > stem)
      *dot = 0;
    wz_issue_builder_set_stem (builder.builder, stem);
  }
  for (guint i = 0; i < issue->legend->len; i++) {
    const ReadLegendRow *row = &g_array_index (issue->legend, ReadLegendRow, i);
    WzPosition position = read_doc_position (doc, row->offset_bytes);

    wz_issue_builder_set_category (builder.builder, row->code, ZH, row->name, &position);
  }
  for (guint i = 0; i < issue->sections->len; i++)
    build_section (&builder, g_ptr_array_index (issue->sections, i));
  read_doc_flush (doc, sink);
  return wz_issue_builder_finish (builder.builder, sink);
}
