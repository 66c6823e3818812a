/* Marks that count entries: `12、`, `(3)`, `【1】`, `①`, `第三篇：`, `Paper 2:`. Those that stand alone
 * before a title anywhere are read_match_number()'s; all others prove nothing by themselves.
 * SPDX-License-Identifier: MIT */
#include "read/common/read-match.h"

#include <string.h>

static gint
digit_value (gunichar c)
{
  if (c >= '0' && c <= '9')
    return (gint) c - '0';
  if (c >= 0xFF10 && c <= 0xFF19) /* full-width digits */
    return (gint) c - 0xFF10;
  return -1;
}

/* Up to four digits, so that years and arXiv ids in running text are rarely numbers of entries. */
static gsize
match_digits (const ReadDoc *doc, gsize at, gsize end, guint *number)
{
  guint n = 0;

  *number = 0;
  while (at < end && digit_value (read_char_at (doc, at, end)) >= 0) {
    *number = MIN (*number * 10 + (guint) digit_value (read_char_at (doc, at, end)), 99999u);
    at = read_char_next (doc, at);
    n++;
  }
  return n >= 1 && n <= 4 ? at : 0;
}

/* What ends a number: `、` and `)` alone, a full stop only before a space or a bracket (so that 3.5 is none).
 */
static gsize
match_number_end (const ReadDoc *doc, gsize at, gsize end, gboolean in_parens)
{
  gunichar c = read_char_at (doc, at, end);
  gsize next;

  if (c == 0)
    return 0;
  next = read_char_next (doc, at);
  if (in_parens || c == ')' || c == 0xFF09)
    return c == ')' || c == 0xFF09 ? next : 0;
  if (c == 0x3001 || c == 0xFF0E || c == 0xFF61)
    return next;
  if (c == '.' && next < end) {
    gunichar after = read_char_at (doc, next, end);

    return read_is_space (after) || read_closing_bracket (after) != 0 ? next : 0;
  }
  return 0;
}

gboolean
read_match_number (const ReadDoc *doc, ReadSpan span, guint *number, ReadSpan *digits, ReadSpan *after)
{
  gsize at = read_skip_blank (doc, span.start, span.end), stop;
  gunichar c = read_char_at (doc, at, span.end);
  gboolean in_parens = c == '(' || c == 0xFF08;

  if (in_parens)
    at = read_char_next (doc, at);
  stop = match_digits (doc, at, span.end, number);
  if (stop == 0)
    return FALSE;
  *digits = (ReadSpan){at, stop};
  stop = match_number_end (doc, read_skip_blank (doc, stop, span.end), span.end, in_parens);
  if (stop == 0)
    return FALSE;
  *after = (ReadSpan){read_skip_blank (doc, stop, span.end), span.end};
  return TRUE;
}

/* ---- Marks of any form ---- */

/* Signs that are a number in themselves, by the sign of their 1. */
static gboolean
match_sign (gunichar c, guint *number)
{
  static const struct {
    gunichar first;
    guint n;
  } rows[] = {{0x2460, 20}, {0x2474, 20}, {0x2488, 20}, {0x24F5, 10}, {0x2776, 10}, {0x2780, 10},
              {0x278A, 10}, {0x2160, 12}, {0x2170, 12}, {0x3220, 10}, {0x3280, 10}, {0x24EB, 10}};

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (c >= rows[i].first && c < rows[i].first + rows[i].n) {
      *number = c - rows[i].first + (rows[i].first == 0x24EB ? 11 : 1);
      return TRUE;
    }
  return FALSE;
}

static guint
han_digit (gunichar c)
{
  static const gunichar digits[] = {0x96F6, 0x4E00, 0x4E8C, 0x4E09, 0x56DB,
                                    0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D};

  for (guint i = 0; i < G_N_ELEMENTS (digits); i++)
    if (c == digits[i])
      return i;
  return c == 0x3007 ? 0 : G_MAXUINT;
}

/* `三`, `十`, `十二`, `二十`, `二十一`. */
static gsize
match_han_number (const ReadDoc *doc, gsize at, gsize end, guint *number)
{
  guint tens = 0, ones = 0;
  gboolean ten = FALSE, any = FALSE;
  gsize start = at;

  for (; at < end && at - start < 9; at = read_char_next (doc, at)) {
    gunichar c = read_char_at (doc, at, end);

    if (c == 0x5341 && !ten) { /* 十 */
      tens = any ? ones : 1;
      ones = 0;
      ten = TRUE;
    } else if (han_digit (c) != G_MAXUINT && (!any || ten) && ones == 0)
      ones = han_digit (c);
    else
      break;
    any = TRUE;
  }
  *number = tens * 10 + ones;
  return any && *number > 0 ? at : 0;
}

/* `I` to `XXXIX`, in capitals. */
static gsize
match_roman (const ReadDoc *doc, gsize at, gsize end, guint *number)
{
  static const gchar *const ones[] = {"VIII", "VII", "III", "VI", "IV", "IX", "II", "V", "I"};
  static const guint values[] = {8, 7, 3, 6, 4, 9, 2, 5, 1};
  gsize start = at;

  *number = 0;
  while (at < end && doc->text[at] == 'X' && *number < 30) {
    *number += 10;
    at++;
  }
  for (guint i = 0; i < G_N_ELEMENTS (ones); i++)
    if (read_span_starts (doc, (ReadSpan){at, end}, ones[i])) {
      *number += values[i];
      at += strlen (ones[i]);
      break;
    }
  return at > start && (at >= end || !g_unichar_isalnum (read_char_at (doc, at, end))) ? at : 0;
}

static gsize
skip_any (const ReadDoc *doc, gsize at, gsize end, const gchar *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (read_span_starts (doc, (ReadSpan){at, end}, words[i]))
      return read_skip_blank (doc, at + strlen (words[i]), end);
  return at;
}

static gunichar
closing_sign (gunichar open)
{
  static const gunichar pairs[][2] = {{'(', ')'},       {0xFF08, 0xFF09}, {0x300C, 0x300D}, {0x300E, 0x300F},
                                      {0x300A, 0x300B}, {0x3008, 0x3009}, {'<', '>'},       {'{', '}'},
                                      {0x201C, 0x201D}, {0x3016, 0x3017}};

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (open == pairs[i][0])
      return pairs[i][1];
  return read_closing_bracket (open);
}

/* The number itself; a sign or a key that is one ends the mark, too. */
static gsize
match_value (const ReadDoc *doc, gsize at, gsize end, guint *number, gboolean *alone)
{
  gsize stop = match_digits (doc, at, end, number);

  *alone = FALSE;
  if (stop > 0) {
    gsize key = stop;

    if (read_char_at (doc, key, end) == 0xFE0F)
      key = read_char_next (doc, key);
    *alone = read_char_at (doc, key, end) == 0x20E3; /* a key of a telephone */
    return *alone ? read_char_next (doc, key) : stop;
  }
  if (match_sign (read_char_at (doc, at, end), number)) {
    *alone = TRUE;
    return read_char_next (doc, at);
  }
  stop = match_han_number (doc, at, end, number);
  return stop > 0 ? stop : match_roman (doc, at, end, number);
}

/* Points, dashes and bars behind a number, with the white space around them. */
static gsize
skip_points (const ReadDoc *doc, gsize at, gsize end)
{
  static const gchar points[] = ".、:：)）-—–·|｜/>》,，;；_~～．。｡]】";

  for (guint n = 0; at < end; at = read_skip_blank (doc, read_char_next (doc, at), end), n++) {
    gunichar c = read_char_at (doc, at, end);

    if (n >= 3 || g_utf8_strchr (points, -1, c) == NULL)
      break;
  }
  return at;
}

gboolean
read_match_count (const ReadDoc *doc, ReadSpan span, guint *number, ReadSpan *digits, ReadSpan *after)
{
  static const gchar *const words[] = {"No.",   "NO.",  "no.",  "No", "№",    "#",     "Paper", "PAPER",
                                       "paper", "论文", "文章", "第", "Item", "Entry", NULL};
  static const gchar *const units[] = {"篇论文", "篇", "号", "条", "则", NULL};
  gsize start = read_skip_blank (doc, span.start, span.end), at = start, stop;
  gunichar shut = closing_sign (read_char_at (doc, at, span.end));
  gboolean alone, worded;

  if (shut != 0)
    at = read_skip_blank (doc, read_char_next (doc, at), span.end);
  stop = skip_any (doc, at, span.end, words);
  worded = stop > at;
  at = stop;
  stop = match_value (doc, at, span.end, number, &alone);
  if (stop == 0)
    return FALSE;
  *digits = (ReadSpan){at, stop};
  at = read_skip_blank (doc, stop, span.end);
  if (worded && skip_any (doc, at, span.end, units) > at) {
    at = skip_any (doc, at, span.end, units);
    alone = TRUE;
  }
  if (shut != 0) {
    if (read_char_at (doc, at, span.end) != shut)
      return FALSE;
    at = read_skip_blank (doc, read_char_next (doc, at), span.end);
  }
  stop = skip_points (doc, at, span.end);
  if (stop == digits->end && !alone && shut == 0 &&
      read_closing_bracket (read_char_at (doc, stop, span.end)) == 0)
    return FALSE; /* `3D` */
  *after = (ReadSpan){stop, span.end};
  return TRUE;
}
