/* In: the lines of a document. Out: what each is in Markdown, and which field it labels.
 * SPDX-License-Identifier: MIT */
#include "read/markdown/read-md.h"

#include "read/common/read-match.h"
#include "read/common/read-tables.h"
#include "read/issue/read-markdown.h"

#include <string.h>

/* ---- Links, names, numbers ---- */

static ReadSpan
strip_emphasis (const ReadDoc *doc, ReadSpan span)
{
  span = read_span_trim (doc, span);
  while (span.end - span.start >= 2 && (doc->text[span.start] == '*' || doc->text[span.start] == '_') &&
         doc->text[span.end - 1] == doc->text[span.start])
    span = (ReadSpan){span.start + 1, span.end - 1};
  return read_span_trim (doc, span);
}

gboolean
read_md_is_link (const ReadDoc *doc, ReadSpan span, ReadSpan *label, ReadSpan *url)
{
  gsize after;

  span = strip_emphasis (doc, span);
  return read_match_markdown_link (doc, span, label, url, &after) &&
         read_span_is_empty (read_span_trim (doc, (ReadSpan){after, span.end}));
}

gboolean
read_md_match_names (const ReadDoc *doc, ReadSpan line, ReadSpan *names)
{
  gchar mark = line.end - line.start >= 3 ? doc->text[line.start] : 0;

  if ((mark != '*' && mark != '_') || doc->text[line.start + 1] == mark || doc->text[line.end - 1] != mark ||
      read_is_space (read_char_at (doc, line.start + 1, line.end)))
    return FALSE;
  *names = (ReadSpan){line.start + 1, line.end - 1};
  return memchr (doc->text + names->start, mark, names->end - names->start) == NULL;
}

/* `论文 3：`, `Paper 3:`, `第 3 篇：`. */
static gboolean
match_named (const ReadDoc *doc, ReadSpan text, ReadSpan *digits, ReadSpan *after)
{
  static const gchar *const words[] = {"论文", "Paper", "第", NULL};
  const gchar *word = read_table_prefix (doc, text, words);
  gsize at;
  guint colon;

  if (word == NULL)
    return FALSE;
  at = read_span_trim (doc, (ReadSpan){text.start + strlen (word), text.end}).start;
  digits->start = at;
  while (at < text.end && g_ascii_isdigit (doc->text[at]))
    at++;
  digits->end = at;
  at = read_span_trim (doc, (ReadSpan){at, text.end}).start;
  if (read_span_starts (doc, (ReadSpan){at, text.end}, "篇"))
    at += strlen ("篇");
  at = read_span_trim (doc, (ReadSpan){at, text.end}).start;
  colon = read_match_colon (doc, at, text.end);
  ReadSpan rest = read_span_trim (doc, (ReadSpan){at + colon, text.end});

  if (read_span_is_empty (*digits) || digits->end - digits->start >= 6 || colon == 0 ||
      read_span_is_empty (rest))
    return FALSE;
  *after = rest; /* which may be where @text is */
  return TRUE;
}

gboolean
read_md_match_number (const ReadDoc *doc, ReadSpan text, guint *number, ReadSpan *digits, ReadSpan *after)
{
  gsize at = text.start, start;
  gboolean bracket = read_span_starts (doc, text, "["), named = read_span_starts (doc, text, "ID-");

  if (match_named (doc, text, digits, after)) {
    *number = (guint) g_ascii_strtoull (doc->text + digits->start, NULL, 10);
    return TRUE;
  }
  if (!bracket && !named)
    return read_match_number (doc, text, number, digits, after);
  start = at += bracket ? 1 : strlen ("ID-");
  while (at < text.end && g_ascii_isdigit (doc->text[at]))
    at++;
  if (at == start || at - start > 5 || at + 1 >= text.end || doc->text[at] != (bracket ? ']' : '-'))
    return FALSE;
  *digits = (ReadSpan){start, at};
  *number = (guint) g_ascii_strtoull (doc->text + start, NULL, 10);
  *after = read_span_trim (doc, (ReadSpan){at + 1, text.end});
  return !read_span_starts (doc, *after, "(");
}

/* ---- Headings ---- */

/* `{% note … %} Title {% endnote %}`: what stands between a site's tags. */
static gboolean
match_template (const ReadDoc *doc, ReadSpan line, ReadSpan *text)
{
  gsize open = read_span_find (doc, line, "%}"), close;

  if (!read_span_starts (doc, line, "{%") || open >= line.end)
    return FALSE;
  close = read_span_find (doc, (ReadSpan){open + 2, line.end}, "{%");
  *text = read_span_trim (doc, (ReadSpan){open + 2, close});
  return TRUE;
}

static gboolean
match_footnote (const ReadDoc *doc, ReadSpan line, ReadSpan *text)
{
  gsize at = line.start + 2;

  if (!read_span_starts (doc, line, "[^"))
    return FALSE;
  while (at < line.end && g_ascii_isdigit (doc->text[at]))
    at++;
  if (at == line.start + 2 || !read_span_starts (doc, (ReadSpan){at, line.end}, "]:"))
    return FALSE;
  *text = read_span_trim (doc, (ReadSpan){at + 2, line.end});
  return TRUE;
}

/* `## Title ##`: hashes may close it (CommonMark, 4.2). */
static ReadSpan
strip_closing (const ReadDoc *doc, ReadSpan text)
{
  gsize end = text.end;

  while (end > text.start && doc->text[end - 1] == '#')
    end--;
  return end < text.end && (end == text.start || read_is_space (read_char_at (doc, end - 1, text.end)))
             ? read_span_trim (doc, (ReadSpan){text.start, end})
             : text;
}

static gboolean
match_any_heading (const ReadDoc *doc, ReadSpan body, ReadMdLine *line)
{
  ReadSpan digits, after, inner;

  line->level = read_match_hashes (doc, body, &line->text);
  if (line->level > 0)
    line->text = strip_closing (doc, line->text);
  else if (match_template (doc, body, &line->text) && !read_span_is_empty (line->text))
    line->level = READ_MD_TEMPLATE;
  else if (match_footnote (doc, body, &line->text))
    line->level = READ_MD_FOOTNOTE;
  else if (match_named (doc, inner = strip_emphasis (doc, body), &digits, &after)) {
    line->text = inner;
    line->level = READ_MD_NAMED;
  }
  return line->level > 0;
}

/* ---- Other lines ---- */

static gboolean
is_rule (const ReadDoc *doc, ReadSpan body)
{
  gchar mark = doc->text[body.start];
  guint n = 0;

  if (mark != '-' && mark != '*' && mark != '_')
    return FALSE;
  for (gsize at = body.start; at < body.end; at++) {
    if (doc->text[at] != mark && doc->text[at] != ' ')
      return FALSE;
    n += doc->text[at] == mark;
  }
  return n >= 3;
}

/* `<summary>Details</summary>`: the name of a fold. */
static gboolean
is_summary (const ReadDoc *doc, ReadSpan body)
{
  return read_span_starts (doc, body, "<summary>") && read_span_ends (doc, body, "</summary>");
}

/* Tags from end to end, a comment, or a site's `{% tag %}`. */
static gboolean
is_tags (const ReadDoc *doc, ReadSpan body)
{
  ReadSpan text;
  gsize at = body.start;

  if (match_template (doc, body, &text))
    return read_span_is_empty (text);
  while (at < body.end && doc->text[at] == '<' &&
         (g_ascii_isalpha (doc->text[at + 1]) || doc->text[at + 1] == '/' || doc->text[at + 1] == '!') &&
         read_span_find (doc, (ReadSpan){at, body.end}, "://") >=
             read_span_find (doc, (ReadSpan){at, body.end}, ">")) {
    at = read_span_find (doc, (ReadSpan){at, body.end}, ">");
    if (at >= body.end)
      return FALSE;
    at = read_span_trim (doc, (ReadSpan){at + 1, body.end}).start;
  }
  return at >= body.end;
}

/* `arXiv:2601.00001v1 Announce Type: new Abstract: …` is an abstract. */
static gboolean
match_label (const ReadDoc *doc, ReadSpan body, ReadLabel *label)
{
  if (!read_label_match (doc->text + body.start, body.end - body.start, label) ||
      (!label->colon && !label->marked))
    return FALSE;
  return label->field != READ_LABEL_ARXIV || (read_span_find (doc, body, "Announce Type") >= body.end &&
                                              read_span_find (doc, body, "公告类型") >= body.end);
}

static void
classify (const ReadDoc *doc, ReadSpan body, gboolean in_code, ReadMdLine *line)
{
  line->text = body;
  if (in_code || read_span_starts (doc, body, "```") || read_span_starts (doc, body, "~~~"))
    line->kind = READ_MD_CODE;
  else if (match_any_heading (doc, body, line)) {
    line->kind = READ_MD_HEADING;
    line->label.field = read_label_find (doc->text + line->text.start, line->text.end - line->text.start);
    line->label.value = line->text.end - line->text.start;
  } else if (is_rule (doc, body))
    line->kind = READ_MD_RULE;
  else if (is_tags (doc, body))
    line->kind = READ_MD_TAG;
  else if (read_span_starts (doc, body, "|"))
    line->kind = READ_MD_ROW;
  else if (!match_label (doc, body, &line->label)) {
    line->label = (ReadLabel){.field = READ_LABEL_NONE};
    line->kind = is_summary (doc, body) ? READ_MD_TAG : READ_MD_TEXT;
  }
}

/* A line of nothing but `=` or `-`: the level of the heading above it, 0 where it underlines none. Three
 * hyphens are more often a rule, whatever stands above. */
static guint
match_underline (const ReadDoc *doc, ReadSpan body)
{
  enum { FEWEST = 4 };
  gchar mark = body.end - body.start >= FEWEST ? doc->text[body.start] : 0;

  if (mark != '=' && mark != '-')
    return 0;
  for (gsize at = body.start; at < body.end; at++)
    if (doc->text[at] != mark)
      return 0;
  return mark == '=' ? 1 : 2;
}

/* Headings of a line that is underlined, with an empty one before it (CommonMark, 4.3). */
static void
find_underlined (ReadMd *md)
{
  for (guint i = 0; i + 1 < md->lines->len; i++) {
    ReadMdLine *line = &g_array_index (md->lines, ReadMdLine, i);
    guint level = match_underline (md->doc, read_doc_line (md->doc, i + 1)->body);

    if (level == 0 || line->kind != READ_MD_TEXT || line->label.field != READ_LABEL_NONE ||
        read_line_is_blank (read_doc_line (md->doc, i)) ||
        (i > 0 && !read_line_is_blank (read_doc_line (md->doc, i - 1))))
      continue;
    line->kind = READ_MD_HEADING;
    line->level = level;
    g_array_index (md->lines, ReadMdLine, i + 1) = (ReadMdLine){.kind = READ_MD_RULE};
  }
}

void
read_md_init (ReadMd *md, ReadDoc *doc, ReadIssue *issue)
{
  gchar fence = 0;

  *md = (ReadMd){.doc = doc, .issue = issue};
  md->lines = g_array_sized_new (FALSE, TRUE, sizeof (ReadMdLine), doc->lines->len);
  md->front = g_array_new (FALSE, FALSE, sizeof (ReadMdFront));
  md->tables = g_array_new (FALSE, FALSE, sizeof (ReadMdTable));
  for (guint i = 0; i < doc->lines->len; i++) {
    ReadSpan body = read_doc_line (doc, i)->body;
    ReadMdLine line = {0};

    if (!read_span_is_empty (body)) {
      gboolean is_fence;

      classify (doc, body, fence != 0, &line);
      is_fence = line.kind == READ_MD_CODE &&
                 (read_span_starts (doc, body, "```") || read_span_starts (doc, body, "~~~"));
      if (is_fence && (fence == 0 || fence == doc->text[body.start]))
        fence = fence == 0 ? doc->text[body.start] : 0;
    }
    g_array_append_val (md->lines, line);
  }
  find_underlined (md);
}

void
read_md_clear (ReadMd *md)
{
  g_clear_pointer (&md->lines, g_array_unref);
  g_clear_pointer (&md->front, g_array_unref);
  g_clear_pointer (&md->tables, g_array_unref);
}
