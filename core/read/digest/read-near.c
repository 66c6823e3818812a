/* In: a line of a text. Out: whether it comes near to the heading of an entry, what of a form it is, and what
 * is to be done. Nothing is taken for a heading here; this is for messages. SPDX-License-Identifier: MIT */
#include "read/digest/read-entry.h"
#include "read/common/read-match.h"
#include "read/common/read-tables.h"
#include "read/wz-read.h"

#include <glib/gi18n-lib.h>
#include <string.h>

gboolean
read_is_latin_title (const ReadDoc *doc, ReadSpan title)
{
  enum { MAX_TITLE_CHARS = 350 };
  guint han, latin, chars;

  read_span_count (doc, title, &han, &latin, &chars);
  return han == 0 && latin >= 1 && chars <= MAX_TITLE_CHARS &&
         !read_is_url_start (doc, title.start, title.end);
}

/* `一、[LG] Title`, `No. 3 [LG] Title`: a known tag behind something that counts, or a sign of any kind. */
static gboolean
match_tagged (const ReadDoc *doc, ReadSpan line, gsize *title)
{
  enum { MAX_NUMBER_BYTES = 24 };
  static const gchar *const words[] = {"论文", "Paper", "paper", NULL};
  static const gchar *const counting =
      "0123456789一二三四五六七八九十百第篇号条IVXivxNnOo#№.,、：:)(）（-—*~ \t/|>";
  const gchar *word = read_table_prefix (doc, line, words);

  for (gsize at = line.start + (word != NULL ? strlen (word) : 0);
       at < line.end && at - line.start <= MAX_NUMBER_BYTES; at = read_char_next (doc, at)) {
    gunichar c = read_char_at (doc, at, line.end);
    ReadSpan inside, after;
    gchar code[READ_MAX_CODE];

    if (at > line.start && read_match_bracket (doc, (ReadSpan){at, line.end}, &inside, &after) &&
        !read_span_starts (doc, after, "(") && read_match_code (doc, inside, code) &&
        read_is_known_code (code)) {
      *title = after.start;
      return !read_span_is_empty (after) && read_is_latin_title (doc, after);
    }
    if (g_unichar_isalpha (c) && !(c >= 0x2150 && c <= 0x218F) && g_utf8_strchr (counting, -1, c) == NULL)
      return FALSE;
  }
  return FALSE;
}

/* `论文 2：Title`, `第3篇：Title`. */
static gboolean
match_named (const ReadDoc *doc, ReadSpan line, gsize *title)
{
  static const gchar *const words[] = {"论文", "Paper", "第", NULL};
  ReadSpan digits, after, head;
  guint number;

  if (read_table_prefix (doc, line, words) == NULL || !read_match_count (doc, line, &number, &digits, &after))
    return FALSE;
  head = read_span_trim (doc, (ReadSpan){line.start, after.start});
  *title = after.start;
  return read_span_ends (doc, head, ":") || read_span_ends (doc, head, "：");
}

/* Without the marks of lists, quotes and bold. */
static ReadSpan
strip_marks (const ReadDoc *doc, ReadSpan line)
{
  line = read_span_trim (doc, line);
  while (!read_span_is_empty (line)) {
    gunichar c = read_char_at (doc, line.start, line.end);

    if (c != '-' && c != '*' && c != '+' && c != '>' && c != 0x2022 && c != 0xB7 && !read_is_space (c))
      break;
    line.start = read_char_next (doc, line.start);
  }
  return line;
}

gboolean
read_near_heading (const ReadDoc *doc, ReadSpan line, gsize *title)
{
  ReadSpan rest = strip_marks (doc, line);
  ReadHeading heading;

  if (match_tagged (doc, line, title) || match_named (doc, rest, title))
    return TRUE;
  if (!read_match_heading (doc, rest, &heading))
    return FALSE;
  *title = heading.title.start;
  return heading.hashes >= 2 ||
         (heading.has_number && heading.n_tags > 0 && read_is_tag_like (doc, heading.tags[0]));
}

const gchar *
read_take_form (ReadDoc *doc, ReadSpan line, gsize title)
{
  enum { MAX_FORM_CHARS = 24 };
  gsize end = CLAMP (title, line.start, line.end);
  const gchar *marks = read_doc_peek (doc, (ReadSpan){line.start, end});
  gboolean parted = end > line.start && g_ascii_isspace (doc->text[end - 1]);
  g_autofree gchar *head = g_utf8_substring (marks, 0, MIN (g_utf8_strlen (marks, -1), MAX_FORM_CHARS));
  g_autofree gchar *form = g_strconcat (g_strchomp (head), parted ? " …" : "…", NULL);

  return g_string_chunk_insert (doc->pool, form);
}

/* `7) Title`, `## Title`: a number or marks of a heading before a title; a point of a list that ends as
 * sentences do is none. */
static gboolean
comes_near (const ReadDoc *doc, const ReadLine *line, gsize *title)
{
  enum { MIN_CHARS = 12, MAX_CHARS = 250 };
  ReadHeading heading;
  ReadSpan digits, after;
  guint number;

  if (line->n_chars < MIN_CHARS || line->n_chars > MAX_CHARS || read_span_ends (doc, line->body, ".") ||
      read_span_ends (doc, line->body, "。"))
    return FALSE;
  if (read_match_count (doc, line->body, &number, &digits, &after)) {
    *title = after.start;
    return read_is_latin_title (doc, after);
  }
  if (!read_match_heading (doc, line->body, &heading))
    return FALSE;
  *title = heading.title.start;
  return (heading.has_number || heading.hashes >= 2) && !read_span_is_empty (heading.title) &&
         read_is_latin_title (doc, heading.title);
}

/* The line of @doc that comes nearest to a heading: one that is of another digest's form before others. */
static gboolean
find_near (const ReadDoc *doc, guint *near, gsize *title)
{
  gsize at;

  *near = doc->lines->len;
  for (guint i = 0; i < doc->lines->len; i++) {
    ReadSpan body = read_doc_line (doc, i)->body;

    if (match_tagged (doc, body, title) || match_named (doc, body, title)) {
      *near = i;
      return TRUE;
    }
    if (*near == doc->lines->len && comes_near (doc, read_doc_line (doc, i), &at))
      *near = i;
  }
  return *near < doc->lines->len && comes_near (doc, read_doc_line (doc, *near), title);
}

gboolean
read_refuse_near (ReadDoc *doc, GError **error)
{
  guint near;
  gsize title;

  if (!find_near (doc, &near, &title))
    return FALSE;
  ReadSpan body = read_doc_line (doc, near)->body;

  g_set_error (error, WZ_READ_ERROR, WZ_READ_ERROR_NOT_DIGEST,
               _ ("this is no paper digest: line %u looks like a heading of the form “%s”, but nothing under "
                  "it was read as a paper; --reader NAME says how to read the file (`wenzhai reader list`)"),
               read_doc_position (doc, body.start).line, read_take_form (doc, body, title));
  return TRUE;
}
