/* SPDX-License-Identifier: MIT */
/* R11: spans that no rule may change. Marks cells as guarded: URLs, e-mail addresses, DOIs, code, TeX, HTML
 * entities, and plain-text mathematics such as O(n log n) or R(2+1)D. Numbers, names with digits and English
 * runs need no marking: the rules' own conditions leave them alone. */
#include "base/wz-math.h"
#include "edit/normalise/wz-normalise-private.h"

#include <string.h>

enum {
  MATH_MAX = 80,   /* a longer bracket is prose */
  SPAN_MAX = 4096, /* a longer span was never closed; the bound keeps the scan linear */
  OBJECT = 0xFFFC, /* U+FFFC: how a cell that is no character stands in a text */
};

static void
guard_range (CellBuffer *buffer, gint from, gint to)
{
  for (gint i = from; i < to; i++)
    cell_at (buffer, i)->guarded = TRUE;
}

static void
guard_verbatim (CellBuffer *buffer, gint from, gint to)
{
  guard_range (buffer, from, to);
  for (gint i = from; i < to; i++)
    cell_at (buffer, i)->verbatim = TRUE;
}

static gboolean
matches (CellBuffer *buffer, gint i, const gchar *word)
{
  for (; *word; word++, i++)
    if (wz_cells_char_at (buffer, i) != (guchar) *word)
      return FALSE;
  return TRUE;
}

/* R22: a URL ends at a space, a CJK character or a delimiter; closing marks of the sentence are not part of
 * it. */
static gint
url_end (CellBuffer *buffer, gint start, gint i)
{
  gint depth = 0, end = start;
  for (; i < cell_count (buffer); i++) {
    const Cell *cell = cell_at (buffer, i);
    if (cell->cls == CELL_SPACE || cell->cls == CELL_OPAQUE || wz_cell_is_cjk (cell) || cell->ch >= 0x3000 ||
        (cell->ch >= 0x2010 && cell->ch < 0x2070) || (cell->ch < 0x80 && strchr ("<>\"`{}", (gint) cell->ch)))
      break;
    if (cell->ch == '(')
      depth++;
    else if (cell->ch == ')' && --depth < 0)
      break;
    if (cell->ch >= 0x80 || !strchr (".,;:!?'", (gint) cell->ch))
      end = i + 1;
  }
  return end;
}

/* Number of cells that a URL's or DOI's head takes at @i, 0 where there is none. */
static gint
url_head (CellBuffer *buffer, gint i)
{
  static const gchar *const heads[] = {"https://", "http://", "ftp://", "file://",
                                       "mailto:",  "doi:10.", "www."};
  if (wz_cells_class_at (buffer, i - 1) == CELL_LETTER || wz_cells_class_at (buffer, i - 1) == CELL_DIGIT)
    return 0;
  for (guint h = 0; h < G_N_ELEMENTS (heads); h++)
    if (matches (buffer, i, heads[h]))
      return (gint) strlen (heads[h]);
  if (!matches (buffer, i, "10."))
    return 0;
  gint n = 3;
  while (wz_cells_class_at (buffer, i + n) == CELL_DIGIT)
    n++;
  return n >= 7 && wz_cells_char_at (buffer, i + n) == '/' ? n + 1 : 0;
}

static gint
guard_url (CellBuffer *buffer, gint i)
{
  gint head = url_head (buffer, i);
  if (head == 0)
    return 0;
  gint end = url_end (buffer, i, i + head);
  guard_verbatim (buffer, i, end);
  return MAX (end - i, 1);
}

/* `code`; an opening backtick closed by an apostrophe is a TeX quote, not code. */
static gint
guard_code (CellBuffer *buffer, gint i)
{
  gint ticks = 0;
  while (wz_cells_char_at (buffer, i + ticks) == '`')
    ticks++;
  if (ticks == 0)
    return 0;
  for (gint k = i + ticks; k < MIN (cell_count (buffer), i + SPAN_MAX); k++) {
    gint n = 0;
    if (ticks == 1 && wz_cells_char_at (buffer, k) == '\'' &&
        wz_cells_class_at (buffer, k + 1) != CELL_LETTER)
      return ticks;
    if (ticks == 2 && wz_cells_char_at (buffer, k) == '\'' && wz_cells_char_at (buffer, k + 1) == '\'')
      return ticks;
    while (wz_cells_char_at (buffer, k + n) == '`')
      n++;
    if (n == ticks && ticks == 2 && wz_cells_class_at (buffer, k - 1) == CELL_SPACE &&
        wz_cells_class_at (buffer, k + n) != CELL_SPACE)
      return ticks; /* another one opens: ``so" and ``so" */
    if (n == ticks) {
      guard_verbatim (buffer, i, k + n);
      return k + n - i;
    }
    k += n;
  }
  return ticks;
}

/* The name of a TeX command such as \textit. */
static gint
guard_backslash (CellBuffer *buffer, gint i)
{
  gint n = 1;
  while (wz_cells_class_at (buffer, i + n) == CELL_LETTER)
    n++;
  n += n == 1 && i + 1 < cell_count (buffer) && wz_cells_class_at (buffer, i + 1) == CELL_OTHER;
  guard_range (buffer, i, i + n);
  return n;
}

/* &amp; and &#8217; */
static gint
guard_entity (CellBuffer *buffer, gint i)
{
  gint n = 1;
  while (n < 12 && i + n < cell_count (buffer) &&
         (g_ascii_isalnum ((gchar) MIN (wz_cells_char_at (buffer, i + n), 127)) ||
          (n == 1 && wz_cells_char_at (buffer, i + n) == '#')))
    n++;
  if (n < 3 || wz_cells_char_at (buffer, i + n) != ';')
    return 0;
  guard_range (buffer, i, i + n + 1);
  return n + 1;
}

/* A word of a formula: one or two letters, or the name of a function. */
static gboolean
is_math_word (CellBuffer *buffer, gint from, gint to)
{
  gchar word[16] = {0};
  if (to - from <= 2)
    return TRUE;
  if (to - from >= (gint) sizeof word)
    return FALSE;
  for (gint i = from; i < to; i++)
    word[i - from] = (gchar) MIN (wz_cells_char_at (buffer, i), 127);
  return wz_math_is_function (word, (gsize) (to - from));
}

/* Whether the cells read as mathematics; sets @has_operator. */
static gboolean
is_math (CellBuffer *buffer, gint from, gint to, gboolean *has_operator)
{
  *has_operator = FALSE;
  if (to - from > MATH_MAX)
    return FALSE;
  for (gint i = from; i < to;) {
    const Cell *cell = cell_at (buffer, i);
    if (cell->cls == CELL_LETTER) {
      gint end = i;
      while (end < to && cell_at (buffer, end)->cls == CELL_LETTER)
        end++;
      if (!is_math_word (buffer, i, end))
        return FALSE;
      i = end;
      continue;
    }
    if (wz_cell_is_cjk (cell) || (cell->ch >= 0x2018 && cell->ch <= 0x201F) ||
        (cell->ch < 0x80 && strchr ("@#\"`?;~&", (gint) cell->ch)))
      return FALSE;
    *has_operator |=
        wz_cell_is_operator (cell->ch) || cell->ch == '/' || cell->ch == ',' || cell->ch == 0x221A;
    i++;
  }
  return TRUE;
}

static gint
bracket_end (CellBuffer *buffer, gint open)
{
  gint depth = 0;
  for (gint i = open; i < cell_count (buffer) && i - open <= MATH_MAX; i++) {
    gunichar ch = wz_cells_char_at (buffer, i);
    if (ch == '(')
      depth++;
    else if (ch == ')' && --depth == 0)
      return i;
  }
  return -1;
}

/* Start of the name that touches an opening bracket; @open itself where there is none. */
static gint
name_start (CellBuffer *buffer, gint open, gboolean *is_code)
{
  gint i = open;
  *is_code = FALSE;
  for (; i > 0; i--) {
    const Cell *cell = cell_at (buffer, i - 1);
    gboolean dotted = cell->ch == '.' && wz_cells_class_at (buffer, i) == CELL_LETTER &&
                      wz_cells_class_at (buffer, i - 2) == CELL_LETTER;
    if (cell->ch == '_' || dotted)
      *is_code = TRUE;
    else if (cell->cls != CELL_LETTER && cell->cls != CELL_DIGIT)
      break;
  }
  return i;
}

/* An operator with an operand: (x+y)^2, but not the star of a footnote. */
static gboolean
goes_on (CellBuffer *buffer, gint i)
{
  CellClass operand = wz_cells_class_at (buffer, i + 1);
  gunichar ch = wz_cells_char_at (buffer, i + 1);
  return wz_cell_is_operator (wz_cells_char_at (buffer, i)) &&
         (operand == CELL_LETTER || operand == CELL_DIGIT || operand == CELL_OPAQUE || ch == '(' ||
          ch == '{' || ch == '-');
}

/* f(x), O(n log n), make_data(text), (x+y)^2, R(2+1)D: a bracket that belongs to a formula or a call. A long
 * name before it needs an operator inside, because SETFIT(ST) is a word with its gloss. */
static gint
guard_call (CellBuffer *buffer, gint open)
{
  gint shut = bracket_end (buffer, open);
  gboolean is_code, has_operator;
  if (shut < 0)
    return 0;
  gint start = name_start (buffer, open, &is_code);
  gboolean math = is_math (buffer, open + 1, shut, &has_operator);
  CellClass after = wz_cells_class_at (buffer, shut + 1);
  gunichar before_ch = wz_cells_char_at (buffer, open - 1), after_ch = wz_cells_char_at (buffer, shut + 1);
  gboolean ours = FALSE;
  if (start < open) {
    gboolean foreign = TRUE;
    for (gint i = open; i < shut; i++)
      foreign = foreign && !wz_cell_is_cjk (cell_at (buffer, i));
    gboolean joined =
        wz_cells_char_at (buffer, start - 1) == '-' || cell_at (buffer, start)->cls == CELL_DIGIT;
    gboolean named = !joined && is_math_word (buffer, start, open); /* not the B of GPT-72B(47.3%) */
    gboolean gain =
        wz_cells_class_at (buffer, open + 1) == CELL_OTHER && has_operator && !named; /* mAP(+20%) */
    ours = (is_code && foreign) || shut == open + 1 || (math && !joined && !gain && (has_operator || named));
  } else if (math) {
    gboolean applied = before_ch == ')' && cell_at (buffer, open - 1)->guarded; /* (f∘g)(x) */
    ours = applied || wz_cell_is_operator (before_ch) || (before_ch == '/' && has_operator) ||
           goes_on (buffer, shut + 1) || after_ch == 0xB2 || after_ch == 0xB3 ||
           (has_operator && after == CELL_LETTER);
  }
  if (!ours)
    return 0;
  guard_range (buffer, start, shut + 1);
  return shut + 1 - open;
}

/* A switch of first characters: most of a text begins nothing. */
static gint
guard_at (CellBuffer *buffer, gint i)
{
  switch (wz_cells_char_at (buffer, i)) {
  case '`':
    return guard_code (buffer, i);
  case '\\':
    return guard_backslash (buffer, i);
  case '&':
    return guard_entity (buffer, i);
  case '(':
    return guard_call (buffer, i);
  case 'h':
  case 'f':
  case 'm':
  case 'd':
  case 'w':
  case '1': /* how URLs and DOIs begin: url_head() */
    return guard_url (buffer, i);
  default:
    return 0;
  }
}

/* Formulae between delimiters that stand in the text: where a source has no nodes for them. */
static void
guard_formulae (CellBuffer *buffer)
{
  if (!wz_cells_saw (buffer, '$') && !wz_cells_saw (buffer, '\\'))
    return;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree gsize *ends = g_new (gsize, (gsize) cell_count (buffer) + 1); /* of each cell in @text */
  for (gint i = 0; i < cell_count (buffer); i++) {
    const Cell *cell = cell_at (buffer, i);
    g_string_append_unichar (text, cell->cls == CELL_OPAQUE ? OBJECT : cell->ch);
    ends[i] = text->len;
  }
  g_autoptr (GArray) spans = wz_math_find (text->str, (gssize) text->len);
  gint i = 0;
  for (guint s = 0; s < spans->len; s++) {
    const WzMathSpan *span = &g_array_index (spans, WzMathSpan, s);
    for (; i < cell_count (buffer) && ends[i] <= span->end; i++)
      if (ends[i] > span->start && span->kind != WZ_MATH_UNSURE)
        guard_verbatim (buffer, i, i + 1);
  }
}

/* Marks the protected spans of the whole paragraph. */
void
wz_cells_guard (CellBuffer *buffer)
{
  for (gint i = 0; i < cell_count (buffer); i++)
    cell_at (buffer, i)->guarded = cell_at (buffer, i)->verbatim =
        cell_at (buffer, i)->cls == CELL_OPAQUE || (cell_at (buffer, i)->look & WZ_LOOK_CODE) != 0;
  guard_formulae (buffer);
  for (gint i = 0; i < cell_count (buffer);) {
    gint n = cell_at (buffer, i)->guarded ? 1 : guard_at (buffer, i); /* it marks: once only */
    i += MAX (n, 1);
  }
}
