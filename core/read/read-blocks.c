/* In: lines of a hand-written page in Markdown. Out: a flat list of blocks: paragraphs, headings, items,
 * quotes, code, formulae, rules. Only what the paper lists use; whole Markdown is another reader's work.
 * SPDX-License-Identifier: MIT */
#include "read/read-blocks.h"

#include "base/wz-math.h"
#include "read/read-match.h"

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
read_match_item (const ReadDoc *doc, const ReadLine *line, ReadSpan *text, guint *depth, guint *number)
{
  gsize at = line->body.start;
  guint indent = 0;

  for (gsize i = line->whole.start; i < line->body.start; i++)
    indent += doc->text[i] == '\t' ? 4 : 1;
  *number = 0;
  if (at < line->body.end && strchr ("-*+", doc->text[at]) != NULL)
    at++;
  else {
    while (at < line->body.end && g_ascii_isdigit (doc->text[at]) && at - line->body.start < 4)
      *number = *number * 10 + (guint) (doc->text[at++] - '0');
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

/* ---- One block each ---- */

/* Lines are kept as they are: indentation is code too. */
static const gchar *
take_raw_lines (ReadDoc *doc, guint first, guint end)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = first; i < end; i++) {
    ReadSpan whole = read_doc_line (doc, i)->whole;

    read_doc_mark (doc, whole, WZ_COVERAGE_FIELD);
    g_string_append_len (out, doc->text + whole.start, (gssize) (whole.end - whole.start));
    if (i + 1 < end)
      g_string_append_c (out, '\n');
  }
  return g_string_chunk_insert (doc->pool, out->str);
}

static guint
take_fenced (ReadDoc *doc, GArray *blocks, guint i, guint end, const gchar *fence, ReadBlockKind kind)
{
  const ReadLine *line = read_doc_line (doc, i);
  ReadSpan info = {line->body.start + strlen (fence), line->body.end};
  ReadBlock block = {.kind = kind, .offset_bytes = line->body.start};
  guint close = i + 1;

  while (close < end && !read_span_equals (doc, read_doc_line (doc, close)->body, fence))
    close++;
  read_doc_mark (doc, line->body, WZ_COVERAGE_SEPARATOR);
  if (kind == READ_BLOCK_CODE)
    block.target = read_take_field (doc, info).text;
  block.text = take_raw_lines (doc, i + 1, close);
  if (close < end)
    read_doc_mark (doc, read_doc_line (doc, close)->body, WZ_COVERAGE_SEPARATOR);
  read_add_block (blocks, block);
  return MIN (close + 1, end);
}

/* The values of attributes that lead somewhere, as links; the markup around them is a separator. */
static guint
take_html (ReadDoc *doc, GArray *blocks, guint i, guint end)
{
  static const gchar *const names[] = {"href=\"", "src=\""};
  ReadSpan all = read_doc_line (doc, i)->body;
  g_autoptr (GString) out = g_string_new (NULL);
  ReadSpan alt = READ_NO_SPAN;
  gsize at;

  for (i++; i < end && !read_line_is_blank (read_doc_line (doc, i)); i++)
    all.end = read_doc_line (doc, i)->body.end;
  read_doc_mark (doc, all, WZ_COVERAGE_SEPARATOR);
  at = read_span_find (doc, all, " alt=\"");
  if (at < all.end)
    alt = (ReadSpan){at + strlen (" alt=\""), 0};
  alt.end = alt.start > 0 ? read_span_find (doc, (ReadSpan){alt.start, all.end}, "\"") : 0;
  for (guint n = 0; n < G_N_ELEMENTS (names) && out->len == 0; n++) {
    at = read_span_find (doc, all, names[n]);
    if (at < all.end) {
      ReadSpan value = {at + strlen (names[n]), 0};

      value.end = read_span_find (doc, (ReadSpan){value.start, all.end}, "\"");
      g_string_printf (out, "![%s](%s)", read_span_is_empty (alt) ? "" : read_doc_take (doc, alt),
                       read_doc_take (doc, value));
    }
  }
  if (out->len > 0)
    read_add_block (blocks, (ReadBlock){.kind = READ_BLOCK_PARAGRAPH,
                                        .offset_bytes = all.start,
                                        .text = g_string_chunk_insert (doc->pool, out->str)});
  else {
    read_doc_remark (doc, READ_DIAG_MARKUP_LEFT, all.start, NULL);
    read_add_block (blocks, (ReadBlock){.kind = READ_BLOCK_PARAGRAPH,
                                        .offset_bytes = all.start,
                                        .text = read_doc_take (doc, all)});
  }
  return i;
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

static void
add_text_block (ReadDoc *doc, GArray *blocks, ReadBlock block, ReadSpan span)
{
  ReadField field;

  span = strip_attributes (doc, span);
  field = read_take_field (doc, span);
  if (field.text == NULL)
    return;
  block.text = field.text;
  block.offset_bytes = field.offset_bytes;
  read_add_block (blocks, block);
}

static gboolean
starts_block (const ReadDoc *doc, const ReadLine *line)
{
  ReadSpan text;
  guint depth, number;

  return read_line_is_blank (line) || read_match_hashes (doc, line->body, &text) > 0 ||
         read_match_item (doc, line, &text, &depth, &number) || read_match_quote (doc, line->body, &text) ||
         read_span_starts (doc, line->body, "```") || read_span_starts (doc, line->body, "<") ||
         read_span_equals (doc, line->body, "---") || read_span_equals (doc, line->body, "$$");
}

static guint
take_paragraph (ReadDoc *doc, GArray *blocks, guint i, guint end)
{
  ReadSpan span = read_doc_line (doc, i)->body;

  for (i++; i < end && !starts_block (doc, read_doc_line (doc, i)); i++)
    span.end = read_doc_line (doc, i)->body.end;
  add_text_block (doc, blocks, (ReadBlock){.kind = READ_BLOCK_PARAGRAPH}, span);
  return i;
}

/* A quote's lines up to an empty one. */
static guint
take_quote (ReadDoc *doc, GArray *blocks, guint i, guint end)
{
  ReadSpan text;

  for (; i < end && read_match_quote (doc, read_doc_line (doc, i)->body, &text); i++) {
    read_doc_mark (doc, read_doc_line (doc, i)->body, WZ_COVERAGE_SEPARATOR);
    add_text_block (doc, blocks, (ReadBlock){.kind = READ_BLOCK_QUOTE}, text);
  }
  return i;
}

/* Lines between two of `$$`, when they weigh as a formula; else they are paragraphs: a lone `$$` takes
 * nothing with it. */
static gboolean
is_formula (const ReadDoc *doc, guint i, guint end)
{
  gsize start = read_doc_line (doc, i)->body.start;
  guint close = i + 1;
  ReadSpan whole;

  if (!read_span_equals (doc, read_doc_line (doc, i)->body, "$$"))
    return FALSE;
  while (close < end && !read_span_equals (doc, read_doc_line (doc, close)->body, "$$") &&
         read_doc_line (doc, close)->body.end - start <= WZ_MATH_MAX_BYTES)
    close++;
  if (close >= end || !read_span_equals (doc, read_doc_line (doc, close)->body, "$$"))
    return FALSE;
  whole = (ReadSpan){start, read_doc_line (doc, close)->body.end};
  g_autoptr (GArray) spans = wz_math_find (doc->text + whole.start, (gssize) (whole.end - whole.start));
  return spans->len == 1 && g_array_index (spans, WzMathSpan, 0).kind == WZ_MATH_DISPLAY &&
         g_array_index (spans, WzMathSpan, 0).end == whole.end - whole.start;
}

static gboolean
is_html (const ReadDoc *doc, ReadSpan line)
{
  return line.end - line.start > 2 && doc->text[line.start] == '<' &&
         (g_ascii_isalpha (doc->text[line.start + 1]) || doc->text[line.start + 1] == '/') &&
         !read_span_starts (doc, line, "<u>") && !read_span_starts (doc, line, "<b>") &&
         !read_span_starts (doc, line, "<http");
}

/**
 * read_take_block:
 * @heading_base: level of the heading under which the blocks stand; theirs count from 1 below it
 *
 * Returns: index of the first line behind the block
 */
guint
read_take_block (ReadDoc *doc, GArray *blocks, guint i, guint end, guint heading_base)
{
  const ReadLine *line = read_doc_line (doc, i);
  ReadSpan text;
  guint depth, number, level;

  if (read_span_starts (doc, line->body, "```"))
    return take_fenced (doc, blocks, i, end, "```", READ_BLOCK_CODE);
  if (is_formula (doc, i, end))
    return take_fenced (doc, blocks, i, end, "$$", READ_BLOCK_FORMULA);
  if (read_span_equals (doc, line->body, "$$"))
    read_doc_remark (doc, READ_DIAG_FORMULA_UNSURE, line->body.start, NULL);
  if (is_html (doc, line->body))
    return take_html (doc, blocks, i, end);
  level = read_match_hashes (doc, line->body, &text);
  if (level > 0) {
    read_doc_mark (doc, line->body, WZ_COVERAGE_SEPARATOR);
    level = level > heading_base ? level - heading_base : 1;
    add_text_block (doc, blocks, (ReadBlock){.kind = READ_BLOCK_HEADING, .level = level}, text);
    return i + 1;
  }
  if (read_span_equals (doc, line->body, "---")) {
    read_doc_mark (doc, line->body, WZ_COVERAGE_SEPARATOR);
    read_add_block (blocks, (ReadBlock){.kind = READ_BLOCK_RULE, .offset_bytes = line->body.start});
    return i + 1;
  }
  if (read_match_item (doc, line, &text, &depth, &number)) {
    read_doc_mark (doc, line->body, WZ_COVERAGE_SEPARATOR);
    add_text_block (doc, blocks, (ReadBlock){.kind = READ_BLOCK_ITEM, .level = depth, .number = number},
                    text);
    return i + 1;
  }
  if (read_match_quote (doc, line->body, &text))
    return take_quote (doc, blocks, i, end);
  return take_paragraph (doc, blocks, i, end);
}
