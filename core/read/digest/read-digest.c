/* In: the lines of a daily digest in the plain form (legend, 转自, 摘要, numbered entries, short list,
 * footer). Out: a ReadIssue whose entries have their lines sorted into fields. Finding the entries is the
 * work of this file; the lines of one entry are the work of read-entry.c. SPDX-License-Identifier: MIT */
#include "read/digest/read-entry.h"
#include "read/common/read-labels.h"
#include "read/common/read-match.h"
#include "read/common/read-tables.h"

#include <string.h>

typedef enum {
  LINE_BLANK,
  LINE_TEXT,
  LINE_HEADING, /* of an entry */
  LINE_NOTABLE, /* heading of the short list */
} LineKind;

typedef struct {
  ReadDoc *doc;
  LineKind *kinds;
  guint n_lines;
  guint first; /* line to begin with */
  /* while lines are walked: */
  guint blanks;           /* blank lines just before */
  gboolean gap;           /* two of them, or one with a no-break space */
  gboolean in_entry;      /* an entry has begun */
  gboolean after_notable; /* only blank lines since the heading of the short list */
  gboolean closed;        /* the entry has had its link */
  gboolean tagged;        /* an entry has had a tag */
  gboolean numbered;      /* the entry has a number */
  gboolean notable;       /* in the short list */
  guint last_number;
} Outline;

/* ---- Footer ---- */

/* The footer may be glued to the line before it. Its bytes are taken out of the lines here. */
static void
cut_footers (ReadDoc *doc)
{
  for (guint f = 0; read_footers[f] != NULL; f++) {
    gsize length = strlen (read_footers[f]);
    gsize at = read_span_find (doc, (ReadSpan){0, doc->length}, read_footers[f]);

    while (at < doc->length) {
      ReadLine *line = &g_array_index (doc->lines, ReadLine, read_doc_line_at (doc, at));
      ReadSpan tail = read_span_trim (doc, (ReadSpan){at + length, line->whole.end});

      read_doc_mark (doc, (ReadSpan){at, at + length}, WZ_COVERAGE_BOILERPLATE);
      if (read_span_is_empty (tail) || tail.end - tail.start <= 3) { /* nothing behind it but a full stop */
        read_doc_mark (doc, tail, WZ_COVERAGE_BOILERPLATE);
        if (at > line->body.start)
          read_doc_remark (doc, READ_DIAG_FIELD_GLUED, at, NULL);
        line->body = read_span_trim (doc, (ReadSpan){line->body.start, MAX (at, line->body.start)});
        read_span_count (doc, line->body, &line->n_han, &line->n_latin, &line->n_chars);
      }
      at = read_span_find (doc, (ReadSpan){at + length, doc->length}, read_footers[f]);
    }
  }
}

/* ---- Which lines are headings ---- */

/* A heading's text without `#`, `*` and its colon. */
static ReadSpan
strip_heading_marks (const ReadDoc *doc, ReadSpan span)
{
  while (span.start < span.end && (doc->text[span.start] == '#' || doc->text[span.start] == '*'))
    span.start++;
  while (span.end > span.start && doc->text[span.end - 1] == '*')
    span.end--;
  span = read_span_trim (doc, span);
  if (read_span_ends (doc, span, "："))
    span.end -= strlen ("：");
  else if (read_span_ends (doc, span, ":"))
    span.end--;
  return read_span_trim (doc, span);
}

/* @text without the invisible characters of the source */
static gboolean
is_notable_text (const gchar *text)
{
  return g_strv_contains (read_notable_headings, text);
}

static gboolean
is_notable_heading (ReadDoc *doc, const ReadLine *line)
{
  return line->n_chars <= 30 && line->n_han >= 2 &&
         is_notable_text (read_doc_peek (doc, strip_heading_marks (doc, line->body)));
}

/* Whether the lines from @i to the next gap look like what stands under a title: a blank line first, then
 * Chinese, names or an affiliation; or, where the entry before is complete, at least a link. */
static gboolean
looks_like_entry (const Outline *outline, guint i)
{
  const ReadDoc *doc = outline->doc;
  gboolean complete = !outline->in_entry || outline->closed || outline->after_notable;
  guint seen = 0;

  if (i + 1 >= outline->n_lines || !read_line_is_blank (read_doc_line (doc, i + 1)))
    return FALSE;
  for (guint k = i + 1, blanks = 0; k < outline->n_lines && seen < 6; k++) {
    const ReadLine *line = read_doc_line (doc, k);
    ReadSpan inside, after;
    g_autoptr (GArray) links = NULL;

    if (read_line_is_blank (line)) {
      if (++blanks >= 2 || line->has_nbsp)
        return FALSE;
      continue;
    }
    blanks = 0;
    links = g_array_new (FALSE, FALSE, sizeof (ReadLink));
    if (read_match_links (doc, line->body, links))
      return complete || seen > 0;
    if (seen++ == 0 || complete)
      if (line->n_han > 0 || read_is_author_line (doc, line->body) ||
          (read_match_bracket (doc, line->body, &inside, &after) && read_span_is_empty (after)))
        return TRUE;
  }
  return FALSE;
}

static gboolean
is_bare_title (const Outline *outline, guint i, const ReadHeading *heading)
{
  const ReadDoc *doc = outline->doc;
  const ReadLine *line = read_doc_line (doc, i);
  g_autoptr (GArray) links = NULL;

  if (!outline->gap && !outline->after_notable && !(outline->closed && outline->blanks > 0))
    return FALSE;
  if (!outline->in_entry && !outline->after_notable)
    return FALSE;
  if (doc->text[line->body.start] == '[' || doc->text[line->body.start] == '>' ||
      read_span_ends (doc, line->body, ".") || !read_is_latin_title (doc, heading->title))
    return FALSE;
  links = g_array_new (FALSE, FALSE, sizeof (ReadLink));
  return !read_match_links (doc, line->body, links) && looks_like_entry (outline, i);
}

/* Whether what comes behind line @i is what an entry has under its title: names, an affiliation or Chinese,
 * no further item; an address alone only where the entry before is complete. */
static gboolean
is_supported (const Outline *outline, guint i)
{
  const ReadDoc *doc = outline->doc;
  ReadSpan inside, after;
  ReadHeading next;

  for (guint k = i + 1; k < outline->n_lines; k++) {
    const ReadLine *line = read_doc_line (doc, k);
    g_autoptr (GArray) links = NULL;

    if (read_line_is_blank (line))
      continue;
    if (read_match_heading (doc, line->body, &next) && next.has_number)
      return FALSE;
    links = g_array_new (FALSE, FALSE, sizeof (ReadLink));
    if (read_match_links (doc, line->body, links))
      return !outline->in_entry || outline->closed;
    return line->n_han > 0 || read_is_author_line (doc, line->body) ||
           read_match_bracket (doc, line->body, &inside, &after);
  }
  return FALSE;
}

/* `[CLS] tokens …` begins the abstract of an entry that has had no link yet: no category is called so. Nor is
 * a sentence a heading, `[CV] models see.`, where the entry's own has a number. */
static gboolean
begins_abstract (const Outline *outline, ReadSpan tag, ReadSpan line)
{
  gchar code[READ_MAX_CODE];

  if (!outline->in_entry || !outline->tagged || outline->closed || outline->after_notable ||
      !read_match_code (outline->doc, tag, code))
    return FALSE;
  return !read_is_known_code (code) || (outline->numbered && read_span_ends (outline->doc, line, "."));
}

static gboolean
is_heading (const Outline *outline, guint i)
{
  const ReadDoc *doc = outline->doc;
  const ReadLine *line = read_doc_line (doc, i);
  gboolean fresh = outline->blanks > 0 || outline->closed || outline->after_notable || !outline->in_entry;
  ReadHeading heading;

  if (!read_match_heading (doc, line->body, &heading))
    return FALSE;
  if (heading.has_number && heading.n_tags > 0) /* `1. [Method] …` is an item of a list in the abstract */
    return !outline->tagged || !outline->in_entry || outline->closed || outline->after_notable ||
           read_is_tag_like (doc, heading.tags[0]);
  if (heading.n_tags > 0)
    return fresh && read_is_tag_like (doc, heading.tags[0]) && read_is_latin_title (doc, heading.title) &&
           !begins_abstract (outline, heading.tags[0], line->body);
  if (heading.has_number && heading.shape == doc->form)
    return fresh && !read_span_is_empty (heading.title) &&
           (!doc->form_closes || !outline->in_entry || outline->closed || outline->after_notable);
  if (heading.has_number && doc->form != 0 && !outline->notable && !outline->closed && outline->in_entry)
    return FALSE; /* a point of the abstract */
  if (heading.has_number && outline->tagged && outline->in_entry && !outline->closed &&
      !outline->after_notable)
    return FALSE; /* an item of a list in the abstract */
  if (heading.has_number)
    return fresh && read_is_latin_title (doc, heading.title) && is_supported (outline, i) &&
           (heading.number == outline->last_number + 1 || outline->gap || outline->closed ||
            !outline->in_entry);
  return is_bare_title (outline, i, &heading);
}

static void
note_heading (Outline *outline, guint i)
{
  ReadHeading heading;

  read_match_heading (outline->doc, read_doc_line (outline->doc, i)->body, &heading);
  outline->numbered = heading.has_number;
  if (heading.has_number)
    outline->last_number = heading.number;
  else
    outline->last_number++;
  outline->tagged |= heading.n_tags > 0;
  outline->in_entry = TRUE;
  outline->closed = FALSE;
  outline->after_notable = FALSE;
}

static void
outline_lines (Outline *outline)
{
  ReadDoc *doc = outline->doc;
  g_autoptr (GArray) links = g_array_new (FALSE, FALSE, sizeof (ReadLink));

  for (guint i = outline->first; i < outline->n_lines; i++) {
    const ReadLine *line = read_doc_line (doc, i);

    if (read_line_is_blank (line)) {
      outline->kinds[i] = LINE_BLANK;
      outline->blanks++;
      outline->gap |= line->has_nbsp || outline->blanks >= 2;
      continue;
    }
    outline->kinds[i] = LINE_TEXT;
    if (is_notable_heading (doc, line)) {
      outline->kinds[i] = LINE_NOTABLE;
      outline->notable = outline->after_notable = TRUE;
      outline->closed = FALSE;
    } else if (is_heading (outline, i)) {
      outline->kinds[i] = LINE_HEADING;
      note_heading (outline, i);
    } else {
      outline->closed |= doc->text[line->body.start] != '[' && line->n_chars < 1000 &&
                         (read_match_links (doc, line->body, links) || read_is_identifier (doc, line));
      outline->after_notable = FALSE;
    }
    outline->blanks = 0;
    outline->gap = FALSE;
  }
}

/* ---- What stands before the first entry ---- */

/* Where a code of the legend begins: letters, then a dash or colon, then a Chinese name. */
static gboolean
match_legend_row (const ReadDoc *doc, ReadSpan span, ReadSpan *code, gsize *name_at)
{
  gsize at = span.start;
  gunichar c;

  while (at < span.end &&
         (g_ascii_isalpha (doc->text[at]) || doc->text[at] == '.' ||
          (doc->text[at] == '-' && at + 1 < span.end && g_ascii_isalpha (doc->text[at + 1]))))
    at++;
  if (at == span.start || at - span.start > 12)
    return FALSE;
  *code = (ReadSpan){span.start, at};
  at = read_span_trim (doc, (ReadSpan){at, span.end}).start;
  c = read_char_at (doc, at, span.end);
  if (c != '-' && c != 0x2013 && c != 0x2014 && c != ':' && c != 0xFF1A && c != 0xFF0D && c != 0x2010)
    return FALSE;
  at = read_span_trim (doc, (ReadSpan){read_char_next (doc, at), span.end}).start;
  *name_at = at;
  return read_is_han (read_char_at (doc, at, span.end));
}

/* The end of a legend name: where the next row begins. */
static gsize
find_next_row (const ReadDoc *doc, ReadSpan span)
{
  gboolean at_word = FALSE;

  for (gsize at = span.start; at < span.end; at = read_char_next (doc, at)) {
    gunichar c = read_char_at (doc, at, span.end);
    ReadSpan code;
    gsize name_at;

    if (at_word && g_ascii_isalpha (doc->text[at]) &&
        match_legend_row (doc, (ReadSpan){at, span.end}, &code, &name_at))
      return at;
    at_word =
        read_is_space (c) || c == ',' || c == 0xFF0C || c == ';' || c == 0xFF1B || c == '|' || c == 0x3001;
  }
  return span.end;
}

static ReadSpan
strip_row_end (const ReadDoc *doc, ReadSpan name)
{
  for (;;) {
    gsize last;
    gunichar c;

    name = read_span_trim (doc, name);
    if (read_span_is_empty (name))
      return name;
    last = read_char_previous (doc, name.end, name.start);
    c = read_char_at (doc, last, name.end);
    if (c != ',' && c != 0xFF0C && c != ';' && c != 0xFF1B && c != '|' && c != 0x3001)
      return name;
    name.end = last;
  }
}

static gboolean
take_legend (ReadDoc *doc, ReadIssue *issue, ReadSpan line)
{
  ReadSpan rest = line, code;
  gsize name_at;

  if (!match_legend_row (doc, rest, &code, &name_at))
    return FALSE;
  read_doc_mark (doc, line, WZ_COVERAGE_SEPARATOR);
  while (match_legend_row (doc, rest, &code, &name_at)) {
    gsize end = find_next_row (doc, (ReadSpan){name_at, rest.end});
    ReadField code_field = read_take_field (doc, code);
    ReadLegendRow row = {code_field.text, NULL, code.start};

    row.name = read_take_field (doc, strip_row_end (doc, (ReadSpan){name_at, end})).text;
    if (row.name != NULL)
      g_array_append_val (issue->legend, row);
    rest.start = end;
    if (rest.start >= rest.end)
      break;
  }
  return TRUE;
}

static gboolean
take_source (ReadDoc *doc, ReadIssue *issue, ReadSpan line)
{
  const gchar *label = read_table_prefix (doc, line, read_source_labels);
  gsize at;

  if (label == NULL || issue->source.text != NULL)
    return FALSE;
  at = line.start + strlen (label);
  read_doc_mark (doc, (ReadSpan){line.start, at}, WZ_COVERAGE_BOILERPLATE);
  if (read_match_colon (doc, at, line.end) > 0) {
    read_doc_mark (doc, (ReadSpan){at, at + read_match_colon (doc, at, line.end)}, WZ_COVERAGE_SEPARATOR);
    at += read_match_colon (doc, at, line.end);
  }
  issue->source = read_take_field (doc, (ReadSpan){at, line.end});
  return TRUE;
}

/* The summary runs to the next blank line or heading. Its bytes are accounted for when titles are matched. */
static gboolean
take_summary (const Outline *outline, ReadIssue *issue, guint *i)
{
  ReadDoc *doc = outline->doc;
  ReadSpan line = read_doc_line (doc, *i)->body, label, after;

  if (issue->has_summary)
    return FALSE;
  if (read_span_starts (doc, line, "**"))
    line.start += 2;
  if (!read_match_label (doc, line, read_summary_labels, &label, &after))
    return FALSE;
  read_doc_mark (doc, (ReadSpan){read_doc_line (doc, *i)->body.start, after.start}, WZ_COVERAGE_SEPARATOR);
  read_doc_mark (doc, label, WZ_COVERAGE_BOILERPLATE);
  while (*i + 1 < outline->n_lines && outline->kinds[*i + 1] == LINE_TEXT) {
    (*i)++;
    after.end = read_doc_line (doc, *i)->body.end;
  }
  issue->has_summary = TRUE;
  issue->summary = after;
  return TRUE;
}

/* A line that names the issue: with a date in it, or the very first. */
static gboolean
take_title (ReadDoc *doc, ReadIssue *issue, const ReadLine *line, gboolean is_first)
{
  enum { MAX_TITLE_CHARS = 60 };
  ReadSpan span = strip_heading_marks (doc, line->body);
  gsize start, length;
  WzDate date;
  gboolean dated;

  if (issue->title.text != NULL || line->n_chars > MAX_TITLE_CHARS || read_span_is_empty (span) ||
      read_is_url_start (doc, span.start, span.end))
    return FALSE;
  dated = read_match_date (read_doc_peek (doc, span), FALSE, &date, &start, &length);
  if (!dated && (!is_first || line->n_han + line->n_latin < 2))
    return FALSE;
  if (!dated)
    read_doc_remark (doc, READ_DIAG_ISSUE_TITLE_GUESSED, span.start, NULL);
  read_doc_mark (doc, line->body, WZ_COVERAGE_SEPARATOR);
  read_take_title_line (doc, issue, span);
  return TRUE;
}

static void
parse_preamble (const Outline *outline, ReadIssue *issue, guint end)
{
  ReadDoc *doc = outline->doc;
  gboolean is_first = TRUE;

  for (guint i = outline->first; i < end; i++) {
    const ReadLine *line = read_doc_line (doc, i);

    if (outline->kinds[i] != LINE_TEXT)
      continue;
    if (!take_legend (doc, issue, line->body) && !take_source (doc, issue, line->body) &&
        !take_summary (outline, issue, &i) && !take_title (doc, issue, line, is_first))
      continue; /* left unknown */
    is_first = FALSE;
  }
}

/* ---- The whole ---- */

/* `A One, B Two [C & D] (2024) 网页链接 #机器学习#` behind 《Title》: the form that the author's posts have.
 * What the platform put there is boilerplate, the rest is left unknown. */
static void
take_tail (ReadDoc *doc, ReadEntry *entry, ReadSpan tail)
{
  ReadSpan inside, after = READ_NO_SPAN, names = tail;
  gsize open = read_span_find (doc, tail, "[");

  if (read_span_is_empty (tail))
    return;
  read_doc_mark (doc, tail, WZ_COVERAGE_UNKNOWN);
  if (read_match_bracket (doc, (ReadSpan){open, tail.end}, &inside, &after)) {
    names.end = open;
    read_doc_mark (doc, (ReadSpan){open, after.start}, WZ_COVERAGE_SEPARATOR);
    read_entry_take_affiliations (doc, entry, inside);
  } else {
    names.end = MIN (read_span_find (doc, tail, " ("), read_span_find (doc, tail, " 网页链接"));
    names.end = MIN (names.end, read_span_find (doc, tail, " http"));
    after = (ReadSpan){names.end, tail.end};
  }
  read_entry_take_authors (doc, entry, names);
  gsize at = read_span_find (doc, after, "http");

  if (at < after.end && read_is_url_start (doc, at, after.end)) {
    ReadSpan url = {at, read_url_end (doc, at, after.end)};

    read_entry_take_link (doc, entry, READ_NO_SPAN, url);
    read_doc_mark (doc, read_match_post_tail (doc, (ReadSpan){url.end, after.end}), WZ_COVERAGE_BOILERPLATE);
    after.end = at;
  }
  read_doc_mark (doc, read_match_post_tail (doc, after), WZ_COVERAGE_BOILERPLATE);
}

/* `(1) Title: …` */
static ReadSpan
strip_title_label (const ReadDoc *doc, ReadSpan title)
{
  ReadLabel label;
  gboolean found = read_label_match (doc->text + title.start, title.end - title.start, &label) &&
                   label.colon && label.field >= READ_LABEL_TITLE && label.field <= READ_LABEL_TITLE_ZH;

  return found ? read_span_trim (doc, (ReadSpan){title.start + label.value, title.end}) : title;
}

/* The marks around a heading's parts are separators; its parts are fields. */
static void
take_heading (ReadDoc *doc, ReadEntry *entry, ReadSpan line)
{
  ReadHeading heading;

  read_match_heading (doc, line, &heading);
  heading.title = strip_title_label (doc, heading.title);
  if (heading.has_number && heading.n_tags == 0)
    read_match_tag_behind (doc, &heading);
  read_doc_mark (doc, line, WZ_COVERAGE_SEPARATOR);
  if (heading.has_number) {
    entry->has_number = TRUE;
    entry->number = heading.number;
    if (g_unichar_isdigit (read_char_at (doc, heading.number_span.start, line.end)))
      read_doc_mark (doc, heading.number_span, WZ_COVERAGE_FIELD);
  }
  for (guint i = 0; i < heading.n_tags; i++) {
    ReadField tag = read_take_field (doc, heading.tags[i]);
    gchar code[READ_MAX_CODE];

    if (!read_match_code (doc, heading.tags[i], code))
      continue;
    tag.text = g_string_chunk_insert (doc->pool, code);
    g_array_append_val (entry->tags, tag);
  }
  if (!read_span_is_empty (heading.chinese))
    entry->title_zh = read_take_field (doc, heading.chinese);
  take_tail (doc, entry, heading.tail);
  if (read_span_is_empty (heading.title))
    return;
  if (read_span_is_chinese (doc, heading.title) && entry->title_zh.text == NULL &&
      read_find_glue (doc, heading.title) >= heading.title.end)
    entry->title_zh = read_take_field (doc, heading.title);
  else {
    entry->title_en = read_take_field (doc, heading.title);
    entry->title_span = heading.title;
  }
  if (!heading.has_number && heading.n_tags == 0)
    read_doc_remark (doc, READ_DIAG_HEADING_BARE, line.start, NULL);
}

/* `…ResearchC Gulino, J Fu[A & B]中文标题`: names that no line of their own has, behind the title. */
static void
split_glued_heading (ReadDoc *doc, ReadEntry *entry)
{
  ReadSpan title = entry->title_span, names, inside, after;
  gsize glue, open;

  if (entry->authors->len > 0 || read_span_is_empty (title))
    return;
  glue = read_find_glue (doc, title);
  if (glue >= title.end)
    return;
  read_doc_remark (doc, READ_DIAG_TITLE_AUTHORS_GLUED, glue, NULL);
  names = (ReadSpan){glue, title.end};
  open = read_span_find (doc, names, "[");
  if (read_match_bracket (doc, (ReadSpan){open, title.end}, &inside, &after)) {
    names.end = open;
    read_doc_mark (doc, (ReadSpan){open, inside.end + 1}, WZ_COVERAGE_SEPARATOR);
    read_entry_take_affiliations (doc, entry, inside);
    if (!read_span_is_empty (after))
      g_array_prepend_val (entry->chinese, after);
  }
  read_entry_take_authors (doc, entry, names);
  entry->title_en = read_take_field (doc, (ReadSpan){title.start, glue});
}

/* The line of links right before the heading @i, with a blank line before it; NULL: none stands there. */
static const ReadLine *
leading_links (const Outline *outline, guint i)
{
  const ReadLine *line = i > outline->first ? read_doc_line (outline->doc, i - 1) : NULL;
  g_autoptr (GArray) links = g_array_new (FALSE, FALSE, sizeof (ReadLink));
  gboolean begins = i > outline->first && (i - 1 == outline->first || outline->kinds[i - 2] == LINE_BLANK);

  return begins && outline->kinds[i - 1] == LINE_TEXT && read_match_links (outline->doc, line->body, links)
             ? line
             : NULL;
}

/* An entry whose address stands before its heading. */
static void
take_leading_links (ReadDoc *doc, ReadEntry *entry, const ReadLine *line)
{
  g_autoptr (GArray) links = g_array_new (FALSE, FALSE, sizeof (ReadLink));

  read_match_links (doc, line->body, links);
  read_doc_mark (doc, line->body, WZ_COVERAGE_SEPARATOR);
  for (guint i = 0; i < links->len; i++) {
    const ReadLink *link = &g_array_index (links, ReadLink, i);

    read_entry_take_link (doc, entry, link->label, link->url);
  }
}

/* Evidence that an entry is one of a paper digest and not an item of any numbered list. */
static gboolean
is_convincing (const ReadEntry *entry)
{
  for (guint i = 0; i < entry->tags->len; i++)
    if (read_is_known_code (g_array_index (entry->tags, ReadField, i).text))
      return TRUE;
  if (entry->arxiv_id != NULL || entry->doi != NULL)
    return entry->authors->len > 0 || entry->affiliations->len > 0 || entry->chinese->len > 0;
  return entry->authors->len > 0 && entry->affiliations->len > 0;
}

gboolean
read_parse_digest (ReadDoc *doc, ReadIssue *issue)
{
  g_autofree LineKind *kinds = g_new0 (LineKind, doc->lines->len + 1);
  Outline outline = {.doc = doc, .kinds = kinds, .n_lines = doc->lines->len};
  ReadSection *section = NULL;
  gboolean convinced = FALSE, leads;
  guint i;

  cut_footers (doc);
  outline.first = read_front_matter (doc, issue);
  read_take_contents (doc, outline.first);
  read_learn_headings (doc, outline.first);
  outline_lines (&outline);
  for (i = outline.first; i < outline.n_lines && kinds[i] != LINE_HEADING && kinds[i] != LINE_NOTABLE; i++)
    ;
  /* as before the first, so before all of them */
  leads = i < outline.n_lines && leading_links (&outline, i) != NULL;
  parse_preamble (&outline, issue, leads ? i - 1 : i);
  while (i < outline.n_lines) {
    guint end = i + 1;
    const ReadLine *line = read_doc_line (doc, i);

    while (end < outline.n_lines && kinds[end] != LINE_HEADING && kinds[end] != LINE_NOTABLE)
      end++;
    if (kinds[i] == LINE_NOTABLE) {
      section = read_issue_add_section (issue, WZ_SECTION_NOTABLE, line->body.start);
      section->heading = read_take_field (doc, strip_heading_marks (doc, line->body));
      read_doc_mark (doc, line->body, WZ_COVERAGE_BOILERPLATE);
    } else {
      ReadEntry *entry;

      if (section == NULL)
        section = read_issue_add_section (issue, WZ_SECTION_FEATURED, line->body.start);
      entry = read_section_add_entry (section, line->body.start);
      if (leads && leading_links (&outline, i) != NULL)
        take_leading_links (doc, entry, leading_links (&outline, i));
      take_heading (doc, entry, line->body);
      read_parse_entry_lines (
          doc, entry, i + 1,
          leads && end < outline.n_lines && leading_links (&outline, end) != NULL ? end - 1 : end);
      split_glued_heading (doc, entry);
      convinced |= is_convincing (entry);
    }
    i = end;
  }
  return convinced;
}
