/* In: a text as it came by mail: quoted with `> `, folded at 72 to 78 columns. Out: the text with its quote
 * marks blanked, byte for byte in the same places, and lines that go on over their ends as one line. Quoting
 * is RFC 3676, 4.5; folding is what a program did that fills each line as far as words allow, so that a line
 * was folded exactly where the next word would not have fitted. SPDX-License-Identifier: MIT */
#include "read/common/read-doc.h"

#include <string.h>

enum {
  FEWEST_LINES = 8, /* of a text that is said to be quoted or folded */
  FEWEST_FULL = 5,
  NARROWEST = 60, /* columns, of which the marks of a quoted text took some */
  WIDEST_MARKS = 8,
  WIDEST = 80,         /* RFC 3676: 78; some programs count the line end */
  FULL_LINES_SHARE = 4 /* one line in so many must reach the edge */
};

/* ---- Quoting ---- */

static gsize
quote_end (const gchar *line, gsize length)
{
  gsize at = 0, end = 0;

  while (at < length && (line[at] == '>' || line[at] == ' ')) {
    at++;
    if (line[at - 1] == '>')
      end = at;
  }
  return end;
}

gchar *
read_mail_unquote (const gchar *text, gsize length)
{
  guint n_lines = 0, n_quoted = 0;
  gchar *out;

  for (gsize at = 0; at < length;) {
    const gchar *end = memchr (text + at, '\n', length - at);
    gsize n = (end != NULL ? (gsize) (end - text) : length) - at;

    n_lines += n > 1; /* a CR alone is a blank line */
    n_quoted += n > 0 && text[at] == '>';
    at += n + 1;
  }
  if (n_quoted < FEWEST_LINES || n_quoted * 10 < n_lines * 9)
    return NULL;
  out = g_strndup (text, length);
  for (gsize at = 0; at < length;) {
    gchar *end = memchr (out + at, '\n', length - at);
    gsize n = (end != NULL ? (gsize) (end - out) : length) - at;

    memset (out + at, ' ', quote_end (out + at, n));
    at += n + 1;
  }
  return out;
}

/* ---- Folding ---- */

static guint
width_of (gunichar c)
{
  if (read_is_invisible (c) || g_unichar_iszerowidth (c))
    return 0;
  return g_unichar_iswide (c) ? 2 : 1;
}

/* How a program folded: where the edge is, what it counted, and whether it broke lines between Chinese
 * characters. */
typedef struct {
  guint edge;         /* 0: the text is not folded */
  gboolean by_number; /* of characters, not of columns: Python's textwrap */
  gboolean whole;     /* Chinese goes as far as the next space */
  gboolean hyphens;   /* lines end behind the hyphens of compounds, too */
} Folding;

static guint
measure (const ReadDoc *doc, ReadSpan span, Folding folding)
{
  guint width = 0;

  for (gsize at = span.start; at < span.end; at = read_char_next (doc, at))
    width += folding.by_number ? 1 : width_of (read_utf8 (doc->text + at));
  return width;
}

/* What would have stood on the line before, had there been room: a word, or one character where lines can end
 * behind each. */
static guint
first_word (const ReadDoc *doc, ReadSpan body, Folding folding)
{
  guint width = 0;

  for (gsize at = body.start; at < body.end; at = read_char_next (doc, at)) {
    gunichar c = read_utf8 (doc->text + at);
    gboolean alone = !folding.whole && g_unichar_iswide (c);

    if (read_is_space (c) || (alone && width > 0))
      break;
    width += folding.by_number ? 1 : width_of (c);
    if (alone || (folding.hyphens && c == '-' && width > 1))
      break;
  }
  return width;
}

/* Whether a sentence is cut between the two: the second begins in lower case, or Chinese meets Chinese. */
static gboolean
is_cut (const ReadDoc *doc, const ReadLine *line, const ReadLine *next)
{
  gunichar last, first;

  if (read_line_is_blank (line) || read_line_is_blank (next))
    return FALSE;
  last = read_utf8 (doc->text + read_char_previous (doc, line->body.end, line->body.start));
  first = read_utf8 (doc->text + next->body.start);
  return (g_unichar_islower (first) && (g_unichar_isalnum (last) || last == ',')) ||
         (read_is_han (last) && read_is_han (first));
}

/* Behind the first part of a compound: no dash. */
static gboolean
ends_in_hyphen (const ReadDoc *doc, ReadSpan body)
{
  return doc->text[body.end - 1] == '-' && g_ascii_isalnum (doc->text[body.end - 2]);
}

/* A word that is wider than the edge stands out: an address, a formula. */
static gboolean
is_one_word (const ReadDoc *doc, const ReadLine *line)
{
  return line->n_han == 0 &&
         memchr (doc->text + line->body.start, ' ', line->body.end - line->body.start) == NULL;
}

/* The edge of a text of which no line that counts is wider, many come near it, and sentences go on behind it.
 */
static Folding
try_folding (const ReadDoc *doc, Folding folding, guint narrowest)
{
  enum { NEAR = 12, FEWEST_CUTS = 3 };
  guint n_lines = 0, n_full = 0, n_cut = 0;

  for (guint i = 0; i < doc->lines->len; i++) {
    const ReadLine *line = read_doc_line (doc, i);

    if ((folding.whole && line->n_han > 0) || is_one_word (doc, line))
      continue;
    if (line->n_chars > WIDEST)
      return (Folding){0};
    folding.edge = MAX (folding.edge, measure (doc, line->body, folding));
  }
  if (folding.edge < narrowest || folding.edge > WIDEST)
    return (Folding){0};
  for (guint i = 0; i < doc->lines->len; i++) {
    const ReadLine *line = read_doc_line (doc, i);
    gboolean full;

    if (read_line_is_blank (line) || (folding.whole && line->n_han > 0))
      continue;
    full = measure (doc, line->body, folding) + NEAR >= folding.edge;
    n_lines++;
    n_full += full;
    folding.hyphens |= full && line->n_chars > 2 && ends_in_hyphen (doc, line->body);
    n_cut += full && i + 1 < doc->lines->len && is_cut (doc, line, read_doc_line (doc, i + 1));
  }
  if (n_lines < FEWEST_LINES || n_full < FEWEST_FULL || n_full * FULL_LINES_SHARE < n_lines ||
      n_cut < FEWEST_CUTS)
    folding.edge = 0;
  return folding;
}

static Folding
find_folding (const ReadDoc *doc, guint narrowest)
{
  static const Folding ways[] = {{0}, {.by_number = TRUE}, {.whole = TRUE}};
  Folding folding = {0};

  for (guint i = 0; i < G_N_ELEMENTS (ways) && folding.edge == 0; i++)
    folding = try_folding (doc, ways[i], narrowest);
  return folding;
}

/* A line that is an address begins anew, and one in brackets from end to end is over. */
static gboolean
stands_alone (const ReadDoc *doc, const ReadLine *line, const ReadLine *next)
{
  return ((read_span_starts (doc, next->body, "http://") || read_span_starts (doc, next->body, "https://")) &&
          memchr (doc->text + next->body.start, ' ', next->body.end - next->body.start) == NULL) ||
         (read_span_starts (doc, line->body, "[") && read_span_ends (doc, line->body, "]"));
}

static gboolean
goes_on (const ReadDoc *doc, const ReadLine *line, const ReadLine *next, Folding folding)
{
  gunichar last;
  guint width;

  if (read_line_is_blank (line) || read_line_is_blank (next) || stands_alone (doc, line, next))
    return FALSE;
  width = measure (doc, line->body, folding);
  if (width > folding.edge) /* Chinese that was not broken: its line says nothing of the next */
    return is_one_word (doc, line) && !read_span_starts (doc, line->body, "http");
  last = read_utf8 (doc->text + read_char_previous (doc, line->body.end, line->body.start));
  /* a space goes before the word, but not between wide characters */
  return width + first_word (doc, next->body, folding) +
             ((g_unichar_iswide (last) && !folding.whole) || last == '-' ? 0 : 1) >
         folding.edge;
}

guint
read_mail_unfold (ReadDoc *doc, gboolean quoted)
{
  Folding folding = find_folding (doc, quoted ? NARROWEST - WIDEST_MARKS : NARROWEST);
  guint kept = 0;

  if (folding.edge == 0)
    return 0;
  for (guint i = 0; i < doc->lines->len; kept++) {
    ReadLine line = *read_doc_line (doc, i), next;

    for (i++; i < doc->lines->len; i++) {
      next = *read_doc_line (doc, i);
      if (!goes_on (doc, read_doc_line (doc, i - 1), &next, folding))
        break;
      line.whole.end = next.whole.end;
      line.body.end = next.body.end;
      line.next = next.next;
      line.n_han += next.n_han;
      line.n_latin += next.n_latin;
      line.n_chars += next.n_chars + 1;
      line.has_nbsp |= next.has_nbsp;
    }
    /* the lines behind are still to be looked at, those before no more */
    g_array_index (doc->lines, ReadLine, kept) = line;
  }
  g_array_set_size (doc->lines, kept);
  doc->folded = TRUE;
  return folding.edge;
}
