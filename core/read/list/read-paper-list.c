/* In: the lines of a hand-written paper list (`### 1、Title`, `> 中文标题`, `> - URL：…`, `- 动机：…`). Out:
 * a ReadIssue. What stands under an entry beyond its fields is its body. SPDX-License-Identifier: MIT */
#include "read/issue/read-markdown.h"
#include "read/digest/read-entry.h"
#include "read/common/read-match.h"
#include "read/common/read-tables.h"

#include <string.h>

typedef struct {
  ReadDoc *doc;
  ReadIssue *issue;
  guint end;
  ReadSection *section;
  ReadEntry *entry;   /* or NULL between a section's heading and its first entry */
  guint entry_level;  /* of the headings that begin an entry */
  gboolean in_header; /* only quotes since the entry's heading */
  const gchar *label; /* 动机 … whose text comes in the next block; or NULL */
  gsize label_offset;
  guint next_label;
  gboolean in_abstract; /* the last block went into the abstract: deeper items go there too */
} PaperList;

/* ---- What the form is known by ---- */

static const gchar *const field_labels[] = {"URL", "单位", "作者", "Official Code", "论文", "链接", NULL};

/* `> - URL：…`: the label and its value. */
static gboolean
match_header_field (const ReadDoc *doc, ReadSpan line, ReadSpan *field)
{
  ReadSpan text;

  if (!read_match_quote (doc, line, &text) || !read_span_starts (doc, text, "-"))
    return FALSE;
  *field = read_span_trim (doc, (ReadSpan){text.start + 1, text.end});
  return TRUE;
}

gboolean
read_is_paper_list (const ReadDoc *doc)
{
  guint n_fields = 0, n_headings = 0;

  for (guint i = 0; i < doc->lines->len; i++) {
    const ReadLine *line = read_doc_line (doc, i);
    ReadSpan field, label, after;

    if (read_line_is_blank (line))
      continue;
    n_headings += read_match_hashes (doc, line->body, &field) >= 2;
    n_fields += match_header_field (doc, line->body, &field) &&
                read_match_label (doc, field, field_labels, &label, &after);
    if (n_fields > 0 && n_headings > 0)
      return TRUE;
  }
  return FALSE;
}

/* ---- Headings ---- */

static void
open_section (PaperList *list, WzSectionKind kind, guint level, ReadSpan heading, gsize offset_bytes)
{
  list->section = read_issue_add_section (list->issue, kind, offset_bytes);
  if (!read_span_is_empty (heading))
    list->section->heading = read_take_field (list->doc, heading);
  list->entry = NULL;
  list->entry_level = level + 1;
  list->in_abstract = FALSE;
}

static void
open_entry (PaperList *list, ReadSpan text, gsize offset_bytes)
{
  ReadHeading heading;

  list->entry = read_section_add_entry (list->section, offset_bytes);
  list->entry->full = TRUE;
  list->in_header = TRUE;
  list->label = NULL;
  list->next_label = 0;
  list->in_abstract = FALSE;
  if (read_span_is_empty (text) || !read_match_heading (list->doc, text, &heading))
    return;
  if (heading.has_number) {
    list->entry->has_number = TRUE;
    list->entry->number = heading.number;
    read_doc_mark (list->doc, heading.number_span, WZ_COVERAGE_FIELD);
  }
  for (guint i = 0; i < heading.n_tags; i++) {
    ReadField tag = read_take_field (list->doc, heading.tags[i]);

    g_array_append_val (list->entry->tags, tag);
  }
  if (read_span_is_chinese (list->doc, heading.title))
    list->entry->title_zh = read_take_field (list->doc, heading.title);
  else
    list->entry->title_en = read_take_field (list->doc, heading.title);
}

static gboolean
is_issue_title (const PaperList *list, ReadSpan text)
{
  const gchar *peeked = read_doc_peek (list->doc, text);

  return list->issue->title.text != NULL && g_str_equal (peeked, list->issue->title.text);
}

/* TRUE when the heading began something; FALSE when it is one of an entry's body. */
static gboolean
take_heading (PaperList *list, const ReadLine *line)
{
  ReadDoc *doc = list->doc;
  ReadSpan text;
  guint level = read_match_hashes (doc, line->body, &text);
  gboolean notable = read_table_has (doc, text, read_notable_headings);

  if (level == 0)
    return FALSE;
  if (level <= 2 && !notable && !read_table_has (doc, text, read_back_headings)) {
    read_doc_mark (doc, line->body, WZ_COVERAGE_SEPARATOR);
    if (is_issue_title (list, text))
      open_section (list, WZ_SECTION_FEATURED, level, READ_NO_SPAN, text.start);
    else if (list->issue->title.text == NULL && list->section == NULL) {
      read_take_title_line (doc, list->issue, text);
      open_section (list, WZ_SECTION_FEATURED, level, READ_NO_SPAN, text.start);
    } else
      open_section (list, WZ_SECTION_NOTABLE, level, text, text.start);
    if (is_issue_title (list, text))
      read_doc_mark (doc, text, WZ_COVERAGE_FIELD);
    return TRUE;
  }
  if (notable || (level <= 2 && read_table_has (doc, text, read_back_headings))) {
    read_doc_mark (doc, line->body, WZ_COVERAGE_SEPARATOR);
    open_section (list, notable ? WZ_SECTION_NOTABLE : WZ_SECTION_BACK, level, text, text.start);
    return TRUE;
  }
  if (level != list->entry_level || list->section == NULL || list->section->kind == WZ_SECTION_BACK)
    return FALSE;
  read_doc_mark (doc, line->body, WZ_COVERAGE_SEPARATOR);
  open_entry (list, text, line->body.start);
  return TRUE;
}

/* ---- The quoted header of an entry ---- */

/* `:star:` is a picture of the site. */
static ReadSpan
strip_shortcode (ReadDoc *doc, ReadSpan span)
{
  gsize at = span.end;

  if (!read_span_ends (doc, span, ":"))
    return span;
  for (at = span.end - 1;
       at > span.start && (g_ascii_islower (doc->text[at - 1]) || doc->text[at - 1] == '_'); at--)
    ;
  if (at > span.start && doc->text[at - 1] == ':' && at < span.end - 1) {
    read_doc_mark (doc, (ReadSpan){at - 1, span.end}, WZ_COVERAGE_BOILERPLATE);
    return read_span_trim (doc, (ReadSpan){span.start, at - 1});
  }
  return span;
}

/* A label with a link as its value, bare or as `[text](url)`; what stands behind a bare one is about it. */
static gboolean
take_link_field (PaperList *list, ReadSpan label, ReadSpan value)
{
  ReadDoc *doc = list->doc;
  ReadSpan text, url, rest;
  gsize after;

  value = strip_shortcode (doc, value);
  if (read_match_markdown_link (doc, value, &text, &url, &after) &&
      read_is_url_start (doc, url.start, url.end)) {
    read_doc_mark (doc, value, WZ_COVERAGE_SEPARATOR);
    read_doc_take (doc, label);
    read_entry_take_link (doc, list->entry, text, url);
    return TRUE;
  }
  if (!read_is_url_start (doc, value.start, value.end))
    return FALSE;
  url = (ReadSpan){value.start, read_url_end (doc, value.start, value.end)};
  rest = read_span_trim (doc, (ReadSpan){url.end, value.end});
  read_entry_take_link (doc, list->entry, label, url);
  if (!read_span_is_empty (rest) && list->entry->links->len > 0) {
    ReadEntryLink *link = &g_array_index (list->entry->links, ReadEntryLink, list->entry->links->len - 1);
    g_autofree gchar *name =
        g_strconcat (link->label != NULL ? link->label : "", read_doc_take (doc, rest), NULL);

    link->label = g_string_chunk_insert (doc->pool, name);
  }
  return TRUE;
}

static gboolean
match_any_label (const ReadDoc *doc, ReadSpan field, ReadSpan *label, ReadSpan *value)
{
  enum { MAX_LABEL_BYTES = 40 };

  for (gsize at = field.start; at < field.end && at - field.start < MAX_LABEL_BYTES;
       at = read_char_next (doc, at)) {
    guint colon = read_match_colon (doc, at, field.end);

    if (colon > 0) {
      *label = read_span_trim (doc, (ReadSpan){field.start, at});
      *value = read_span_trim (doc, (ReadSpan){at + colon, field.end});
      return TRUE;
    }
  }
  return FALSE;
}

/* Fields of the form that have no place of their own in the model (会议, 类型, Tech Report) open the body. */
static void
take_other_field (PaperList *list, ReadSpan item)
{
  read_add_markdown (list->doc, list->entry->body, item.start, item, list->entry_level);
}

/* @item: the field with the `-` before it. */
static void
take_field (PaperList *list, ReadSpan item, ReadSpan field)
{
  ReadDoc *doc = list->doc;
  ReadSpan label, value;

  if (!match_any_label (doc, field, &label, &value)) {
    take_other_field (list, item);
    return;
  }
  if (read_span_is_empty (value))
    read_doc_mark (doc, label, WZ_COVERAGE_BOILERPLATE);
  else if (read_span_equals (doc, label, "单位") || read_span_equals (doc, label, "机构")) {
    read_doc_mark (doc, label, WZ_COVERAGE_BOILERPLATE);
    read_entry_take_units (doc, list->entry, value);
  } else if (read_span_equals (doc, label, "作者")) {
    read_doc_mark (doc, label, WZ_COVERAGE_BOILERPLATE);
    read_entry_take_authors (doc, list->entry, value);
  } else if (!take_link_field (list, label, value))
    take_other_field (list, item);
}

/* `《Title》` repeats the heading, or gives the title that the heading cuts short. */
static void
take_full_title (PaperList *list, ReadSpan inside)
{
  ReadField field = read_take_field (list->doc, inside);

  if (field.text == NULL)
    return;
  if (list->entry->title_en.text != NULL && !g_str_equal (list->entry->title_en.text, field.text)) {
    read_doc_remark (list->doc, READ_DIAG_TITLE_DIFFERS, field.offset_bytes, "%s",
                     list->entry->title_en.text);
    if (strstr (field.text, list->entry->title_en.text) == NULL)
      read_add_block (list->entry->body, (ReadBlock){.text = list->entry->title_en.text,
                                                     .offset_bytes = list->entry->title_en.offset_bytes});
  }
  list->entry->title_en = field;
}

static ReadSpan
strip_bold (const ReadDoc *doc, ReadSpan span)
{
  if (span.end - span.start > 4 && read_span_starts (doc, span, "**") && read_span_ends (doc, span, "**") &&
      read_span_find (doc, (ReadSpan){span.start + 2, span.end}, "**") == span.end - 2)
    return (ReadSpan){span.start + 2, span.end - 2};
  return span;
}

/* TRUE when the quoted line is part of the header. */
static gboolean
take_header_line (PaperList *list, const ReadLine *line)
{
  ReadDoc *doc = list->doc;
  ReadSpan text, field;

  if (!list->in_header || !read_match_quote (doc, line->body, &text))
    return FALSE;
  if (read_table_prefix (doc, strip_bold (doc, text), read_block_labels) != NULL)
    return FALSE;
  read_doc_mark (doc, line->body, WZ_COVERAGE_SEPARATOR);
  if (read_span_is_empty (text))
    return TRUE;
  if (match_header_field (doc, line->body, &field))
    take_field (list, text, field);
  else if (read_span_starts (doc, text, "《") && read_span_ends (doc, text, "》"))
    take_full_title (list, (ReadSpan){text.start + strlen ("《"), text.end - strlen ("》")});
  else if (list->entry->title_zh.text == NULL)
    list->entry->title_zh = read_take_field (doc, strip_bold (doc, text));
  else
    read_add_markdown (doc, list->entry->body, line->body.start, line->body, list->entry_level);
  return TRUE;
}

/* ---- 动机, 方法, 优势, 一句话总结 ---- */

/* The text of a line without list, quote and bold marks. */
static ReadSpan
strip_line_marks (const ReadDoc *doc, const ReadLine *line)
{
  ReadSpan text = line->body, inner;
  guint depth;

  if (read_match_quote (doc, text, &inner))
    text = inner;
  if (read_match_item (doc, line, &inner, &depth) && depth == 0)
    text = inner;
  return text;
}

static gboolean
match_part (const ReadDoc *doc, ReadSpan text, guint *which, ReadSpan *label, ReadSpan *after)
{
  if (read_span_starts (doc, text, "**"))
    text.start += 2;
  if (read_span_ends (doc, text, "**"))
    text.end -= 2;
  if (!read_match_label (doc, text, read_block_labels, label, after))
    return FALSE;
  for (*which = 0; !read_span_equals (doc, *label, read_block_labels[*which]); (*which)++)
    ;
  return TRUE;
}

static void
add_part (PaperList *list, ReadSpan text)
{
  ReadField field = read_take_field (list->doc, text);

  read_add_block (list->entry->abstract_zh,
                  (ReadBlock){.label = list->label, .text = field.text, .offset_bytes = field.offset_bytes});
  list->label = NULL;
  list->in_abstract = TRUE;
}

/* A part's label, with its text on the same line or in the next block; or the text of a label seen before. */
static gboolean
take_part (PaperList *list, const ReadLine *line)
{
  ReadDoc *doc = list->doc;
  ReadSpan text = strip_line_marks (doc, line), label, after;
  guint which;

  if (match_part (doc, text, &which, &label, &after) && which >= list->next_label) {
    read_doc_mark (doc, line->body, WZ_COVERAGE_SEPARATOR);
    read_doc_mark (doc, label, WZ_COVERAGE_FIELD);
    list->label = read_block_labels[which];
    list->next_label = which + 1;
    if (!read_span_is_empty (after))
      add_part (list, after);
    return TRUE;
  }
  if (list->label == NULL)
    return FALSE;
  read_doc_mark (doc, line->body, WZ_COVERAGE_SEPARATOR);
  if (!read_span_is_empty (text))
    add_part (list, text);
  return TRUE;
}

/* Items below a part's item belong to it. */
static gboolean
take_deeper_item (PaperList *list, guint i)
{
  ReadSpan text;
  guint depth;

  if (!list->in_abstract || !read_match_item (list->doc, read_doc_line (list->doc, i), &text, &depth) ||
      depth == 0)
    return FALSE;
  read_add_markdown (list->doc, list->entry->abstract_zh, read_doc_line (list->doc, i)->whole.start,
                     read_doc_line (list->doc, i)->body, list->entry_level);
  return TRUE;
}

/* ---- The whole ---- */

static guint
take_line (PaperList *list, guint i)
{
  ReadDoc *doc = list->doc;
  const ReadLine *line = read_doc_line (doc, i);
  GArray *blocks;

  if (take_heading (list, line))
    return i + 1;
  if (list->entry != NULL) {
    if (take_header_line (list, line))
      return i + 1;
    list->in_header = FALSE;
    if (take_part (list, line) || take_deeper_item (list, i))
      return i + 1;
  }
  list->in_abstract = FALSE;
  if (list->section == NULL)
    open_section (list, WZ_SECTION_FEATURED, 2, READ_NO_SPAN, line->body.start);
  blocks = list->entry != NULL ? list->entry->body : list->section->blocks;
  return read_take_block (doc, blocks, i, list->end,
                          list->entry != NULL ? list->entry_level : list->entry_level - 1);
}

/* The date of the day's post, `爱可可AI前沿推介(4.25)`, stands in the references; the page's own date comes
 * first. */
gboolean
read_parse_paper_list (ReadDoc *doc, ReadIssue *issue)
{
  PaperList list = {.doc = doc, .issue = issue, .end = doc->lines->len, .entry_level = 3};

  if (!read_is_paper_list (doc))
    return FALSE;
  issue->markdown = TRUE;
  for (guint i = read_front_matter (doc, issue); i < list.end;)
    i = read_line_is_blank (read_doc_line (doc, i)) ? i + 1 : take_line (&list, i);
  return read_issue_count_entries (issue) > 0;
}
