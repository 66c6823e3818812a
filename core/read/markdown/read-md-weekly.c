/* In: a weekly that is not of papers: sections of things with an address and some words on each. Out: which
 * lines begin them, and entries of title, link and body. SPDX-License-Identifier: MIT */
#include "read/markdown/read-md.h"

#include "read/common/read-match.h"
#include "read/issue/read-markdown.h"

#include <string.h>

enum { FEWEST = 3, TITLE_BYTES = 120 };

/* `第 12 期`, `Issue 12`, `No. 12`: how a weekly's title ends. */
static gboolean
has_issue_number (const ReadDoc *doc, ReadSpan text)
{
  static const gchar *const words[] = {"第", "Issue", "issue", "No.", "Vol.", "#"};

  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    gsize at = read_span_find (doc, text, words[i]);

    if (at >= text.end)
      continue;
    at = read_span_trim (doc, (ReadSpan){at + strlen (words[i]), text.end}).start;
    if (at < text.end && g_ascii_isdigit (doc->text[at]))
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_weekly (const ReadMd *md)
{
  for (guint i = md->first; i < md->lines->len; i++) {
    const ReadMdLine *line = read_md_line (md, i);

    if (line->kind == READ_MD_HEADING)
      return line->level == 1 && has_issue_number (md->doc, line->text);
  }
  return FALSE;
}

/* `12、…`, at the start of a line that is no item of a list. */
static gboolean
is_item (const ReadMd *md, guint i)
{
  const ReadLine *line = read_doc_line (md->doc, i);
  ReadSpan digits, after;
  guint number;

  return read_md_line (md, i)->kind == READ_MD_TEXT && line->whole.start == line->body.start &&
         line->n_chars > 3 && g_ascii_isdigit (md->doc->text[line->body.start]) &&
         read_match_number (md->doc, line->body, &number, &digits, &after) && !read_span_is_empty (after);
}

/* `**Title**` with `<https://…>` on the next line. */
static gboolean
is_bold (const ReadMd *md, guint i)
{
  ReadSpan body = read_doc_line (md->doc, i)->body, next;

  if (read_md_line (md, i)->kind != READ_MD_TEXT || i + 1 >= md->lines->len || body.end - body.start <= 4 ||
      !read_span_starts (md->doc, body, "**") || !read_span_ends (md->doc, body, "**"))
    return FALSE;
  next = read_doc_line (md->doc, i + 1)->body;
  return read_span_starts (md->doc, next, "<") && read_is_url_start (md->doc, next.start + 1, next.end);
}

gboolean
read_md_learn_weekly (ReadMd *md)
{
  guint items = 0, bold = 0;

  for (guint i = md->first; i < md->lines->len; i++) {
    items += is_item (md, i);
    bold += is_bold (md, i);
  }
  if (bold >= FEWEST)
    md->level = READ_MD_BOLD;
  else if (items >= FEWEST && is_weekly (md))
    md->level = READ_MD_ITEM;
  else
    return FALSE;
  md->n_evident = MAX (items, bold);
  return TRUE;
}

gboolean
read_md_begins_item (const ReadMd *md, guint i)
{
  return md->level == READ_MD_BOLD ? is_bold (md, i) : is_item (md, i);
}

/* ---- An entry ---- */

static void
set_title (ReadDoc *doc, ReadEntry *entry, ReadSpan span)
{
  ReadField title;

  while (span.end - span.start > 4 && read_span_starts (doc, span, "**") && read_span_ends (doc, span, "**"))
    span = (ReadSpan){span.start + 2, span.end - 2};
  title = read_take_field (doc, span);
  if (read_span_is_chinese (doc, span))
    entry->title_zh = title;
  else
    entry->title_en = title;
}

/* The first link of the line that has words and is no picture. */
static gboolean
find_link (const ReadDoc *doc, ReadSpan line, gsize *at, ReadSpan *label, ReadSpan *url, gsize *after)
{
  for (*at = line.start; *at < line.end; (*at)++) {
    *at = read_span_find (doc, (ReadSpan){*at, line.end}, "[");
    if (*at < line.end && (*at == line.start || doc->text[*at - 1] != '!') &&
        read_match_markdown_link (doc, (ReadSpan){*at, line.end}, label, url, after) &&
        !read_span_is_empty (*label) && !read_span_starts (doc, *label, "!") &&
        read_is_url_start (doc, url->start, url->end))
      return TRUE;
  }
  return FALSE;
}

/* `1、[x](url)：words`: title, link and the first paragraph. Where the link stands in a sentence, that is
 * kept whole and the link's words are the title; a line without link is one, if it is short. */
static void
take_first_line (ReadMd *md, ReadEntry *entry, guint i)
{
  ReadDoc *doc = md->doc;
  ReadSpan line = read_doc_line (doc, i)->body, digits, label, url;
  gsize at, after;

  read_doc_mark (doc, line, WZ_COVERAGE_SEPARATOR);
  if (read_match_number (doc, line, &entry->number, &digits, &line)) {
    entry->has_number = TRUE;
    read_doc_mark (doc, digits, WZ_COVERAGE_FIELD);
  }
  if (find_link (doc, line, &at, &label, &url, &after)) {
    set_title (doc, entry, label);
    read_entry_take_link (doc, entry, READ_NO_SPAN, url);
    if (at == line.start) {
      guint colon = read_match_colon (doc, after, line.end);

      line = read_span_trim (doc, (ReadSpan){after + colon, line.end});
    }
  } else if (line.end - line.start <= TITLE_BYTES) {
    set_title (doc, entry, line);
    return;
  } else {
    gsize stop = MIN (read_span_find (doc, line, "。"), read_span_find (doc, line, "，"));

    set_title (doc, entry, (ReadSpan){line.start, stop});
  }
  if (!read_span_is_empty (line))
    read_add_markdown (doc, entry->body, line.start, line, 2);
}

void
read_md_take_item (ReadMd *md, ReadEntry *entry, guint first, guint end)
{
  ReadDoc *doc = md->doc;
  guint i = first + 1;

  if (md->level == READ_MD_BOLD) {
    ReadSpan title = read_doc_line (doc, first)->body, url = read_doc_line (doc, i)->body;

    read_doc_mark (doc, title, WZ_COVERAGE_SEPARATOR);
    read_doc_mark (doc, url, WZ_COVERAGE_SEPARATOR);
    set_title (doc, entry, title);
    url = (ReadSpan){url.start + 1, read_url_end (doc, url.start + 1, url.end)};
    read_entry_take_link (doc, entry, READ_NO_SPAN, url);
    i++;
  } else
    take_first_line (md, entry, first);
  while (i < end)
    i = read_line_is_blank (read_doc_line (doc, i)) ? i + 1 : read_take_block (doc, entry->body, i, end, 2);
}
