/* In: lines of a hand-written page. Out: what they are known by; and lines that belong to no field, put
 * together for core/rich, which knows what Markdown is. SPDX-License-Identifier: MIT */
#include "read/issue/read-markdown.h"

#include "read/common/read-match.h"
#include "rich/wz-rich.h"

#include <string.h>

guint
read_match_hashes (const ReadDoc *doc, ReadSpan line, ReadSpan *text)
{
  gsize at = line.start;
  guint level;

  while (at < line.end && doc->text[at] == '#')
    at++;
  level = (guint) (at - line.start);
  if (level == 0 || level > 6 || (at < line.end && !read_is_space (read_char_at (doc, at, line.end))))
    return 0;
  *text = read_span_trim (doc, (ReadSpan){at, line.end});
  return level;
}

gboolean
read_match_item (const ReadDoc *doc, const ReadLine *line, ReadSpan *text, guint *depth)
{
  gsize at = line->body.start;
  guint indent = 0;

  for (gsize i = line->whole.start; i < line->body.start; i++)
    indent += doc->text[i] == '\t' ? 4 : 1;
  if (at < line->body.end && strchr ("-*+", doc->text[at]) != NULL)
    at++;
  else {
    while (at < line->body.end && g_ascii_isdigit (doc->text[at]) && at - line->body.start < 4)
      at++;
    if (at == line->body.start || at >= line->body.end || doc->text[at] != '.')
      return FALSE;
    at++;
  }
  if (at >= line->body.end || !read_is_space (read_char_at (doc, at, line->body.end)))
    return FALSE;
  *depth = MIN (indent / 2, 8u);
  *text = read_span_trim (doc, (ReadSpan){at, line->body.end});
  return TRUE;
}

gboolean
read_match_quote (const ReadDoc *doc, ReadSpan line, ReadSpan *text)
{
  if (!read_span_starts (doc, line, ">"))
    return FALSE;
  *text = read_span_trim (doc, (ReadSpan){line.start + 1, line.end});
  return TRUE;
}

gboolean
read_match_markdown_link (const ReadDoc *doc, ReadSpan span, ReadSpan *label, ReadSpan *url, gsize *after)
{
  ReadSpan inside, rest;
  gsize close;

  if (!read_span_starts (doc, span, "[") || !read_match_bracket (doc, span, &inside, &rest) ||
      !read_span_starts (doc, (ReadSpan){inside.end + 1, span.end}, "("))
    return FALSE;
  close = read_span_find (doc, (ReadSpan){inside.end + 2, span.end}, ")");
  if (close >= span.end)
    return FALSE;
  *label = inside;
  *url = read_span_trim (doc, (ReadSpan){inside.end + 2, close});
  *after = close + 1;
  return TRUE;
}

/* ---- Lines put together ---- */

static ReadMarkdown *
open_markdown (GArray *blocks, gsize offset_bytes, guint heading_base)
{
  ReadMarkdown *markdown =
      blocks->len > 0 ? g_array_index (blocks, ReadBlock, blocks->len - 1).markdown : NULL;

  if (markdown == NULL) {
    markdown = g_new0 (ReadMarkdown, 1);
    markdown->text = g_string_new (NULL);
    markdown->pieces = g_array_new (FALSE, FALSE, sizeof (ReadPiece));
    markdown->heading_base = heading_base;
    read_add_block (blocks, (ReadBlock){.markdown = markdown, .offset_bytes = offset_bytes});
  }
  return markdown;
}

/* @characters for what stands at @start. */
static void
append (ReadDoc *doc, ReadMarkdown *self, const gchar *characters, gsize start)
{
  ReadPiece piece = {self->text->len, strlen (characters), start, read_is_exact (doc, characters, start)};

  g_array_append_val (self->pieces, piece);
  g_string_append (self->text, characters);
}

/* `{: style="…"}` behind a picture is the site's, not the text's. */
static ReadSpan
strip_attributes (ReadDoc *doc, ReadSpan span)
{
  gsize at = read_span_find (doc, span, "{:");

  if (at < span.end && read_span_ends (doc, span, "}")) {
    read_doc_mark (doc, (ReadSpan){at, span.end}, WZ_COVERAGE_BOILERPLATE);
    span.end = at;
  }
  return span;
}

void
read_add_markdown (ReadDoc *doc, GArray *blocks, gsize start, ReadSpan body, guint heading_base)
{
  ReadMarkdown *self = open_markdown (blocks, body.start, heading_base);
  gsize first = read_doc_line (doc, read_doc_line_at (doc, start))->whole.start;

  if (self->text->len == 0)
    self->indent = body.start - start; /* the whole is as deep as its first line */
  start = MIN (start + self->indent, body.start);
  if (self->text->len > 0 && first > 0 &&
      read_line_is_blank (read_doc_line (doc, read_doc_line_at (doc, first - 1))))
    g_string_append_c (self->text, '\n');
  g_string_append_len (self->text, doc->text + start, (gssize) (body.start - start));
  append (doc, self, read_doc_take (doc, strip_attributes (doc, body)), body.start);
  g_string_append_c (self->text, '\n');
}

/* Lines of code are kept as they are, and an address may be folded there. */
static void
add_raw (ReadDoc *doc, GArray *blocks, guint i, guint end, guint heading_base)
{
  ReadMarkdown *self = open_markdown (blocks, read_doc_line (doc, i)->body.start, heading_base);

  if (self->text->len > 0)
    g_string_append_c (self->text, '\n');
  for (; i < end; i++) {
    ReadSpan whole = read_doc_line (doc, i)->whole;
    g_autofree gchar *line = g_strndup (doc->text + whole.start, whole.end - whole.start);

    read_doc_mark (doc, whole, WZ_COVERAGE_FIELD);
    append (doc, self, line, whole.start);
    g_string_append_c (self->text, '\n');
  }
}

/* ---- One block each ---- */

/* The line behind the one that closes the code or the formula that line @i opens; @i where it opens none. */
static guint
find_close (const ReadDoc *doc, guint i, guint end)
{
  ReadSpan body = read_doc_line (doc, i)->body;
  gsize close = wz_rich_match_display (doc->text, body.start);

  if (close > 0)
    return MIN (read_doc_line_at (doc, close - 1) + 1, end);
  if (!read_span_starts (doc, body, "```"))
    return i;
  for (i++; i < end; i++)
    if (read_span_equals (doc, read_doc_line (doc, i)->body, "```"))
      return i + 1;
  return end;
}

static gboolean
starts_block (const ReadDoc *doc, const ReadLine *line)
{
  ReadSpan text;
  guint depth;

  return read_line_is_blank (line) || read_match_hashes (doc, line->body, &text) > 0 ||
         read_match_item (doc, line, &text, &depth) || read_match_quote (doc, line->body, &text) ||
         read_span_starts (doc, line->body, "```") || read_span_starts (doc, line->body, "<") ||
         read_span_equals (doc, line->body, "---") || read_span_equals (doc, line->body, "$$");
}

guint
read_take_block (ReadDoc *doc, GArray *blocks, guint i, guint end, guint heading_base)
{
  const ReadLine *line = read_doc_line (doc, i);
  guint close = find_close (doc, i, end);

  if (close > i) {
    add_raw (doc, blocks, i, close, heading_base);
    return close;
  }
  if (read_span_equals (doc, line->body, "$$")) /* text, but a paragraph of its own */
    g_string_append_c (open_markdown (blocks, line->body.start, heading_base)->text, '\n');
  read_add_markdown (doc, blocks, line->whole.start, line->body, heading_base);
  for (i++; i < end && !starts_block (doc, read_doc_line (doc, i)); i++)
    read_add_markdown (doc, blocks, read_doc_line (doc, i)->whole.start, read_doc_line (doc, i)->body,
                       heading_base);
  return i;
}
