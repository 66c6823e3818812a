/* In: Markdown. Out: a copy of as many bytes for md4c, whose texts then tell where they stand in the source.
 * SPDX-License-Identifier: MIT */
#include "rich/rich-mask.h"

#include <string.h>

/* md4c 0.5.1 and later take more columns for no table; before, rows and columns multiplied. */
#define MAX_COLUMNS 128

/* ---- Formulae: wz_math_find() wants paragraphs ---- */

typedef struct {
  RichOut *out;
  gchar *masked;
  gsize start; /* of the paragraph */
  gchar fence; /* that a block of code was opened with, or 0 */
  gsize n_fence;
  gboolean in_note, apart; /* a note is open; an empty line stands behind what it has */
} Masker;

/* Whether `](` stands before @at, from @near on, without a blank between: what is escaped in an address is no
 * formula. */
static gboolean
is_in_address (const gchar *text, gsize near, gsize at)
{
  for (; at > near + 1 && strchr (" \t\r\n)", text[at - 1]) == NULL; at--)
    if (text[at - 1] == '(' && text[at - 2] == ']')
      return TRUE;
  return FALSE;
}

static void
end_paragraph (Masker *masker, gsize end)
{
  GArray *formulae = masker->out->formulae;
  guint kept = formulae->len;
  gsize near = masker->start;

  if (end > masker->start)
    rich_find_formulae (masker->out, masker->start, end);
  for (guint i = kept; i < formulae->len; i++) {
    WzMathSpan span = g_array_index (formulae, WzMathSpan, i);

    if (!is_in_address (masker->out->text, near, span.start)) {
      memset (masker->masked + span.start, 'x', span.end - span.start);
      g_array_index (formulae, WzMathSpan, kept++) = span;
    }
    near = span.end;
  }
  g_array_set_size (formulae, kept);
  masker->start = end;
}

/* Behind `> `, `- `, `1. ` at the start of a line; in a block of code only the first is a mark. */
static const gchar *
skip_containers (const Masker *masker, const gchar *p, const gchar *end, gboolean *any)
{
  for (;;) {
    const gchar *q;
    gboolean item;

    while (p < end && (*p == ' ' || *p == '\t'))
      p++;
    for (q = p; q < end && q - p < 9 && g_ascii_isdigit (*q);)
      q++;
    item = q < end && (q == p ? strchr ("-+*", *q) != NULL : *q == '.' || *q == ')') &&
           (q + 1 == end || q[1] == ' ' || q[1] == '\t') && masker->fence == 0;
    if (p == end || (!item && *p != '>'))
      return p;
    p = q + 1;
    *any = TRUE;
  }
}

/* Whether the line is one of a block of code; what stands behind a fence decides which (CommonMark, 4.5). */
static gboolean
take_fence (Masker *masker, const gchar *p, const gchar *end)
{
  gboolean was_open = masker->fence != 0;
  gchar mark = p < end ? *p : 0;
  gsize n = 0;

  while (p + n < end && (mark == '`' || mark == '~') && p[n] == mark)
    n++;
  if (was_open && n >= masker->n_fence && mark == masker->fence &&
      n + strspn (p + n, " \t") >= (gsize) (end - p))
    masker->fence = 0;
  else if (!was_open && n >= 3 && (mark == '~' || memchr (p + n, '`', (gsize) (end - p) - n) == NULL)) {
    masker->fence = mark;
    masker->n_fence = n;
  }
  return was_open || masker->fence != 0;
}

static gsize
skip_blanks (const gchar *text, gsize at)
{
  return at + strspn (text + at, " \t");
}

/* Whether nothing but `$$` stands on the line from @at on. */
static gboolean
is_sign (const gchar *text, gsize at)
{
  at = skip_blanks (text, at);
  return text[at] == '$' && text[at + 1] == '$' && strchr ("\r\n", text[skip_blanks (text, at + 2)]) != NULL;
}

gsize
wz_rich_match_display (const gchar *text, gsize start)
{
  gsize at = start, end;

  if (!is_sign (text, start))
    return 0;
  do {
    at += strcspn (text + at, "\r\n");
    at += strspn (text + at, "\r\n");
    if (text[at] == 0 || at - start > WZ_MATH_MAX_BYTES)
      return 0;
  } while (!is_sign (text, at));
  start = skip_blanks (text, start);
  end = skip_blanks (text, at) + 2;
  g_autoptr (GArray) spans = wz_math_find (text + start, (gssize) (end - start));
  return spans->len == 1 && g_array_index (spans, WzMathSpan, 0).kind == WZ_MATH_DISPLAY &&
                 g_array_index (spans, WzMathSpan, 0).end == end - start
             ? end
             : 0;
}

static gboolean
is_too_wide (const gchar *p, const gchar *end)
{
  gsize bars = 0;

  for (; p < end && strchr ("|:- \t", *p) != NULL; p++)
    bars += *p == '|';
  return p == end && bars > MAX_COLUMNS;
}

/* The end of what was taken. */
static gsize
take_text_line (Masker *masker, gsize start, gsize end)
{
  const gchar *line = masker->out->text + start, *stop = masker->out->text + end;
  gboolean contained = FALSE;
  const gchar *p = skip_containers (masker, line, stop, &contained);
  gboolean alone = p < stop && (*p == '#' || *p == '|');

  for (const gchar *q = line; q < p; q++)
    alone |= *q == '>';
  if (p == stop || contained || alone)
    end_paragraph (masker, start);
  if (take_fence (masker, p, stop)) {
    end_paragraph (masker, MAX (start, masker->start));
    masker->start = end;
    return end;
  }
  if (is_sign (masker->out->text, (gsize) (p - masker->out->text))) {
    gsize at = (gsize) (p - masker->out->text), close = wz_rich_match_display (masker->out->text, at);

    end_paragraph (masker, at);
    if (close > 0)
      end_paragraph (masker, close);
    else
      rich_remark (masker->out, WZ_RICH_FORMULA_UNSURE, at, NULL);
    return MAX (close, end);
  }
  if (is_too_wide (p, stop))
    memset (masker->masked + start, 'x', end - start);
  if (alone)
    end_paragraph (masker, end);
  return end;
}

/* A note ends with the line before this one, or begins with it: where the line's text does. */
static gsize
follow_notes (Masker *masker, gsize start, gsize end)
{
  const gchar *text = masker->out->text;

  if (masker->in_note && !rich_note_goes_on (text, start, end, masker->apart)) {
    end_paragraph (masker, start);
    masker->in_note = FALSE;
    masker->fence = 0;
  }
  gsize content = masker->fence == 0 ? rich_note_match (text, start) : 0;
  if (content == 0)
    return start;
  end_paragraph (masker, start);
  content = MIN (content, end);
  rich_note_add (masker->out, start, content);
  masker->in_note = TRUE;
  masker->start = content;
  return content;
}

static gsize
take_line (Masker *masker, gsize start, gsize end)
{
  gboolean notes = (masker->out->options->flags & WZ_RICH_EDITORIAL) != 0;
  gsize from = notes ? follow_notes (masker, start, end) : start;
  gsize taken = take_text_line (masker, from, end);
  GArray *all = masker->out->definitions;

  if (start == end && start > 0 && masker->out->text[start - 1] == '\r') /* the rest of a line's end */
    return taken;
  masker->apart = skip_blanks (masker->out->text, start) >= end;
  if (masker->in_note && !masker->apart)
    g_array_index (all, RichDefinition, all->len - 1).end = taken;
  return taken;
}

/* ---- Asterisks ---- */

static gboolean
is_cjk (gunichar c)
{
  return c >= 0x2E80 && c != 0x3000 && (c < 0xD7FC || (c >= 0xF900 && c < 0xFFF0) || c >= 0x20000);
}

/* Dashes, dots and curly quotes, which Chinese has in common with Latin. */
static gboolean
is_shared (gunichar c)
{
  return c == 0x2014 || c == 0x2018 || c == 0x2019 || c == 0x201C || c == 0x201D || c == 0x2026;
}

static gboolean
is_punctuation (gunichar c)
{
  return c < 0x80 ? g_ascii_ispunct ((gchar) c) : g_unichar_ispunct (c);
}

/* The character at @at becomes letters; to an asterisk beside it, its first or last byte may look like
 * punctuation. */
static void
replace (gchar *masked, gsize at, gboolean last, gboolean punctuation)
{
  gsize n = (gsize) (g_utf8_next_char (masked + at) - (masked + at));

  memset (masked + at, 'x', n);
  if (punctuation)
    masked[last ? at + n - 1 : at] = '.';
}

/* CommonMark: marks open or close beside punctuation only where white space or more punctuation is on the
 * other side, which Chinese, written without spaces, never has: in 文**“强”**文 nothing would be strong. Here
 * a Chinese character or mark is a letter to an asterisk, or punctuation where such stands across. */
static void
free_run (RichOut *out, gchar *masked, gsize start, gsize end)
{
  const gchar *text = out->text;
  gsize before = start > 0 ? (gsize) (g_utf8_prev_char (text + start) - text) : 0;
  gunichar left = start > 0 ? g_utf8_get_char (text + before) : ' ';
  gunichar right = end < out->length ? g_utf8_get_char (text + end) : ' ';
  if (left < 0x80 && start > 0)
    left = (gunichar) masked[start - 1]; /* a formula is a letter */
  if (right < 0x80 && end < out->length)
    right = (gunichar) masked[end];
  gboolean left_cjk = is_cjk (left) || (is_shared (left) && is_cjk (right));
  gboolean right_cjk = is_cjk (right) || (is_shared (right) && is_cjk (left));

  if (left == '\\')
    return;
  if ((out->options->flags & WZ_RICH_PAGE) != 0 && end == start + 1 && left < 0x80 && right < 0x80 &&
      g_ascii_isalnum ((gchar) left) && g_ascii_isalnum ((gchar) right))
    masked[start] = 'x';
  if (left_cjk && (guchar) masked[before] >= 0x80)
    replace (masked, before, TRUE, !right_cjk && is_punctuation (right));
  else if (left_cjk && !right_cjk && is_punctuation (right))
    masked[start - 1] = '.';
  if (right_cjk && (guchar) masked[end] >= 0x80)
    replace (masked, end, FALSE, !left_cjk && is_punctuation (left));
}

/* Not within an address, which is read back from the copy where it holds escapes. */
static void
free_asterisks (RichOut *out, gchar *masked)
{
  gboolean address = FALSE;

  for (gsize i = 0, end; i < out->length; i = end) {
    end = i + 1;
    if (masked[i] == '(' && i > 0 && masked[i - 1] == ']')
      address = TRUE;
    else if (masked[i] == ')' || masked[i] == ' ' || masked[i] == '\n')
      address = FALSE;
    if (masked[i] != '*' || address)
      continue;
    while (end < out->length && masked[end] == '*')
      end++;
    free_run (out, masked, i, end);
  }
}

/* All but two asterisks, a dollar with its backslash, and blanks. */
static void
hide_marks (gchar *masked)
{
  for (gchar *p = masked; *p != 0; p++) {
    if ((p[0] == '*' && p[1] == '*') || (p[0] == '\\' && p[1] == '$'))
      p++;
    else if (!g_ascii_isspace (*p))
      *p = 'x';
  }
}

static void
mask (RichOut *out, gchar *masked)
{
  Masker masker = {.out = out, .masked = masked};
  gsize at = (out->options->flags & WZ_RICH_INLINES) != 0 ? out->length : 0;

  while (at < out->length) {
    gsize end = at;

    while (end < out->length && out->text[end] != '\n' && out->text[end] != '\r')
      end++;
    at = take_line (&masker, at, end) + 1;
  }
  end_paragraph (&masker, out->length);
  if ((out->options->flags & WZ_RICH_EDITORIAL) != 0)
    rich_note_find_names (out, masked);
  if ((out->options->flags & WZ_RICH_PLAIN) == WZ_RICH_PLAIN)
    hide_marks (masked);
  else
    free_asterisks (out, masked);
}

/* ---- Tables ---- */

/* Behind `- ` it would be an item of a list. */
static gboolean
is_underline (const gchar *line, gsize length)
{
  gsize indent = strspn (line, " \t");

  return strspn (line, "|:- \t") >= length && memchr (line, '|', length) != NULL &&
         (line[indent] != '-' || line[indent + 1] != ' ' || line[indent + 2] == '|');
}

static void
add (RichMasked *masked, const gchar *text, gsize start, gsize end)
{
  g_string_append_len (masked->seen, text + start, (gssize) (end - start));
  for (guint32 at = (guint32) start; masked->sources != NULL && at < end; at++)
    g_array_append_val (masked->sources, at);
}

/* md4c before 0.5 wants three dashes and colons under a column, GFM one dash: those that lack are put in. */
static void
widen (RichMasked *masked, const gchar *text, gsize start, gsize end)
{
  while (start < end) {
    gsize n = strspn (text + start, ":-"), dash = start + strspn (text + start, ":");

    gsize lacking = n > 0 && n < 3 && dash < start + n ? 3 - n : 0;

    if (lacking > 0 && masked->sources == NULL) {
      masked->sources = g_array_new (FALSE, FALSE, sizeof (guint32));
      for (guint32 at = 0; at < masked->seen->len; at++)
        g_array_append_val (masked->sources, at);
    }
    add (masked, text, start, dash);
    for (; lacking > 0; lacking--)
      add (masked, text, dash, dash + 1);
    n = MAX (n, 1);
    add (masked, text, dash, start + n);
    start += n;
  }
}

gchar *
rich_dup_mask (RichOut *out)
{
  gchar *text = g_strdup (out->text);

  mask (out, text);
  return text;
}

/* Of lines up to @end; of a note, further ones lose what they are indented by. */
static void
add_lines (RichMasked *masked, const gchar *text, gsize start, gsize end, gboolean is_note)
{
  gboolean bars = FALSE; /* in the line before */

  for (gsize line_end; start < end; start = MIN (line_end + 1, end)) {
    line_end = MIN (start + strcspn (text + start, "\r\n"), end);
    if (bars && masked->lead == 0 && is_underline (text + start, line_end - start))
      widen (masked, text, start, line_end);
    else
      add (masked, text, start, line_end);
    bars = memchr (text + start, '|', line_end - start) != NULL;
    add (masked, text, line_end, MIN (line_end + 1, end));
    if (is_note && line_end + 1 < end)
      line_end += text[line_end + 1] == '\t' ? 1 : MIN (4, strspn (text + line_end + 1, " "));
  }
}

static void
add_blanks (RichMasked *masked, const gchar *text, gsize start, gsize end)
{
  for (; start < end; start++)
    g_string_append_c (masked->seen, text[start] == '\n' || text[start] == '\r' ? text[start] : ' ');
}

static void
add_all_but_notes (RichMasked *masked, const RichOut *out, const gchar *text)
{
  gsize start = 0;

  for (guint i = 0; i < out->definitions->len; i++) {
    const RichDefinition *note = &g_array_index (out->definitions, RichDefinition, i);

    add_lines (masked, text, start, note->start, FALSE);
    add_blanks (masked, text, note->start, note->end);
    for (gsize at = note->start; masked->sources != NULL && at < note->end; at++) {
      guint32 source = (guint32) at;

      g_array_append_val (masked->sources, source);
    }
    start = note->end;
  }
  add_lines (masked, text, start, out->length, FALSE);
}

void
rich_masked_init (RichMasked *masked, const RichOut *out, const gchar *mask, const RichDefinition *note)
{
  enum { PADDING = 16 }; /* md4c 0.4.8 (Debian 12) looks beyond the end of its text by a few bytes */

  *masked = (RichMasked){
      .seen = g_string_sized_new ((note != NULL ? note->end - note->content : out->length) + PADDING),
      .end = note != NULL ? note->end : out->length};
  masked->lead = (out->options->flags & WZ_RICH_INLINES) != 0;
  if (masked->lead > 0)
    g_string_append_c (masked->seen, '.'); /* with a point before it, no line begins a block */
  if (note != NULL) {
    masked->sources = g_array_new (FALSE, FALSE, sizeof (guint32));
    add_lines (masked, mask, note->content, note->end, TRUE);
  } else
    add_all_but_notes (masked, out, mask);
  masked->length = masked->seen->len;
  for (guint i = 0; i < PADDING; i++)
    g_string_append_c (masked->seen, '\n');
}

void
rich_masked_clear (RichMasked *masked)
{
  g_string_free (masked->seen, TRUE);
  g_clear_pointer (&masked->sources, g_array_unref);
}

gsize
rich_masked_source (const RichMasked *masked, gsize at)
{
  if (masked->sources == NULL)
    return at - MIN (masked->lead, at);
  return at < masked->sources->len ? g_array_index (masked->sources, guint32, at) : masked->end;
}
