/* SPDX-License-Identifier: MIT */
/* Clean, in English alone: quotation marks, apostrophes and dashes as printers set them. A mark becomes one
 * of a pair only where its partner stands; signs of feet, inches and derivatives, and what looks like code,
 * stay as they are. */
#include "edit/normalise/wz-normalise-private.h"

#include <string.h>

enum {
  SINGLE_REACH = 160, /* cells inside single quotes; farther apart, the first was none */
  WORD_MAX = 8,
};

static gboolean
is_one_of (gunichar ch, const gchar *chars)
{
  return ch != 0 && g_utf8_strchr (chars, -1, ch) != NULL;
}

static gboolean
is_blank (CellBuffer *buffer, gint i)
{
  return wz_cells_class_at (buffer, i) == CELL_SPACE; /* the borders are */
}

static gboolean
is_letter_at (CellBuffer *buffer, gint i)
{
  return g_unichar_isalpha (wz_cells_char_at (buffer, i));
}

static gboolean
is_digit_at (CellBuffer *buffer, gint i)
{
  return g_unichar_isdigit (wz_cells_char_at (buffer, i));
}

/* Whether a quotation may begin behind what stands at @i. */
static gboolean
may_open_behind (CellBuffer *buffer, gint i)
{
  return is_blank (buffer, i) || is_one_of (wz_cells_char_at (buffer, i), "([{“‘—–-/\"'`");
}

/* Whether a quotation may end before what stands at @i. */
static gboolean
may_close_before (CellBuffer *buffer, gint i)
{
  return is_blank (buffer, i) || is_one_of (wz_cells_char_at (buffer, i), ".,;:!?)]}”’—–-/\"'…") ||
         wz_cells_cjk_at (buffer, i);
}

static gboolean
opens_at (CellBuffer *buffer, gint from, gint to)
{
  return may_open_behind (buffer, from - 1) && !is_blank (buffer, to) &&
         !is_one_of (wz_cells_char_at (buffer, to), ".,;:!?)]}");
}

static gboolean
closes_at (CellBuffer *buffer, gint from, gint to)
{
  return !is_blank (buffer, from - 1) && !is_one_of (wz_cells_char_at (buffer, from - 1), "([{“‘") &&
         may_close_before (buffer, to);
}

static gboolean
is_free (CellBuffer *buffer, gint i, gunichar ch)
{
  return wz_cells_char_at (buffer, i) == ch && !cell_at (buffer, i)->guarded;
}

/* ---- Double quotes ---- */

/* Cells of the mark at @i: `"`, two backticks or two apostrophes; 0 where there is none. */
static gint
double_mark (CellBuffer *buffer, gint i)
{
  if (is_free (buffer, i, '"'))
    return 1;
  return (is_free (buffer, i, '`') && is_free (buffer, i + 1, '`')) ||
                 (is_free (buffer, i, '\'') && is_free (buffer, i + 1, '\''))
             ? 2
             : 0;
}

/* `{"key": "value"}`, `["a", "b"]`, `lang="en"` */
static gboolean
looks_like_code (CellBuffer *buffer)
{
  for (gint i = 1; i < cell_count (buffer); i++)
    if (cell_at (buffer, i)->ch == '"' && is_one_of (wz_cells_char_at (buffer, i - 1), "{[="))
      return TRUE;
  return FALSE;
}

static void
put_double (CellBuffer *buffer, gint i, gint n, gunichar ch)
{
  wz_cells_set (buffer, i, ch);
  if (n == 2)
    wz_cells_kill (buffer, i + 1);
}

/* is "new", a 12" disk, “half"; ``half" and "half'' too */
void
wz_rule_english_double_quotes (CellBuffer *buffer, const MarkPair *mark)
{
  gint open = -1, open_cells = 0;
  gboolean has = wz_cells_saw (buffer, '"') || wz_cells_saw (buffer, '`');
  if (!has || looks_like_code (buffer))
    return;
  for (gint i = 0; i < cell_count (buffer); i++) {
    gunichar ch = cell_at (buffer, i)->ch;
    gint n = double_mark (buffer, i);
    if (ch == 0x201C || ch == 0x201D) {
      if (ch == 0x201D && open >= 0 && open_cells > 0)
        put_double (buffer, open, open_cells, 0x201C);
      open = ch == 0x201C ? i : -1;
      open_cells = 0;
    } else if (n > 0 && opens_at (buffer, i, i + n)) {
      open = i;
      open_cells = n;
    } else if (n > 0 && ch != '`' && open >= 0 && closes_at (buffer, i, i + n)) {
      if (open_cells > 0)
        put_double (buffer, open, open_cells, 0x201C);
      put_double (buffer, i, n, 0x201D);
      open = -1;
    }
    i += MAX (n - 1, 0);
  }
  wz_cells_sweep (buffer);
}

/* ---- Apostrophes and single quotes ---- */

/* The word that begins at @i, in small letters; its length, 0 for one that is longer than any that matters.
 */
static gint
read_word (CellBuffer *buffer, gint i, gchar word[WORD_MAX + 1])
{
  gint n = 0;
  for (; is_letter_at (buffer, i + n) && n <= WORD_MAX; n++)
    if (n < WORD_MAX)
      word[n] = (gchar) g_ascii_tolower ((gchar) MIN (wz_cells_char_at (buffer, i + n), 127));
  word[MIN (n, WORD_MAX)] = '\0';
  return n <= WORD_MAX ? n : 0;
}

static gboolean
is_word_of (CellBuffer *buffer, gint i, const gchar *const *words)
{
  gchar word[WORD_MAX + 1];
  return read_word (buffer, i, word) > 0 && g_strv_contains (words, word);
}

/* '90s, '24; 'em, 'tis; rock 'n' roll */
static gboolean
begins_short_form (CellBuffer *buffer, gint i)
{
  static const gchar *const words[] = {"em",   "tis",   "twas", "til",  "cause", "round",
                                       "bout", "neath", "n",    "nuff", NULL};
  if (is_digit_at (buffer, i + 1) && is_digit_at (buffer, i + 2) && !is_digit_at (buffer, i + 3))
    return !is_letter_at (buffer, i + 3) ||
           (wz_cells_char_at (buffer, i + 3) == 's' && !is_letter_at (buffer, i + 4));
  return is_word_of (buffer, i + 1, words);
}

/* Behind something: don't, the model's, 1980's, (LLM)'s, $k$'s, WMT'14. In RG'G it is a prime. */
static gboolean
is_apostrophe (CellBuffer *buffer, gint i)
{
  static const gchar *const ends[] = {"s", "t", "re", "ve", "ll", "d", "m", NULL};
  if (is_blank (buffer, i - 1) || is_one_of (wz_cells_char_at (buffer, i - 1), "([{“‘-–—/\"'`"))
    return FALSE;
  if ((is_letter_at (buffer, i - 1) || wz_cells_char_at (buffer, i - 1) == '.') &&
      is_digit_at (buffer, i + 1) && is_digit_at (buffer, i + 2))
    return TRUE;
  gboolean prime = g_unichar_isupper (wz_cells_char_at (buffer, i + 1)) && !is_letter_at (buffer, i + 2);
  return (is_letter_at (buffer, i - 1) && is_letter_at (buffer, i + 1) && !prime) ||
         is_word_of (buffer, i + 1, ends);
}

/* Behind the last letter of a word: the models' size, ’n'. f' and x' are derivatives. */
static gboolean
ends_word (CellBuffer *buffer, gint i)
{
  gunichar before = wz_cells_char_at (buffer, i - 2);
  return is_letter_at (buffer, i - 1) && (g_unichar_isalpha (before) || before == 0x2019) &&
         may_close_before (buffer, i + 1);
}

void
wz_rule_english_apostrophes (CellBuffer *buffer, const MarkPair *mark)
{
  gint open = -1;
  if (!wz_cells_saw (buffer, '\''))
    return;
  for (gint i = 0; i < cell_count (buffer); i++) {
    gboolean tick = is_free (buffer, i, '`') && wz_cells_char_at (buffer, i + 1) != '`' &&
                    wz_cells_char_at (buffer, i - 1) != '`';
    if ((!tick && !is_free (buffer, i, '\'')) ||
        (!tick && (wz_cells_char_at (buffer, i - 1) == '\'' || wz_cells_char_at (buffer, i + 1) == '\'')))
      continue;
    if (open >= 0 && i - open > SINGLE_REACH)
      open = -1;
    if (!tick &&
        (is_apostrophe (buffer, i) || (may_open_behind (buffer, i - 1) && begins_short_form (buffer, i)))) {
      wz_cells_set (buffer, i, 0x2019);
    } else if (opens_at (buffer, i, i + 1)) {
      open = i;
    } else if (!tick && open >= 0 && closes_at (buffer, i, i + 1)) {
      wz_cells_set (buffer, open, 0x2018);
      wz_cells_set (buffer, i, 0x2019);
      open = -1;
    } else if (!tick && ends_word (buffer, i)) {
      wz_cells_set (buffer, i, 0x2019);
    }
  }
}

/* In Chinese: inside an English word, where it is no quotation mark whatever stands around it. */
void
wz_rule_word_apostrophes (CellBuffer *buffer, const MarkPair *mark)
{
  if (!wz_cells_saw (buffer, '\''))
    return;
  for (gint i = 1; i < cell_count (buffer); i++) {
    CellClass after = wz_cells_class_at (buffer, i + 1);
    gboolean prime = g_unichar_isupper (wz_cells_char_at (buffer, i + 1)) &&
                     wz_cells_class_at (buffer, i + 2) != CELL_LETTER; /* RG'G */
    if (is_free (buffer, i, '\'') && wz_cells_class_at (buffer, i - 1) == CELL_LETTER &&
        (after == CELL_LETTER || after == CELL_DIGIT) && !prime && is_apostrophe (buffer, i))
      wz_cells_set (buffer, i, 0x2019);
  }
}

/* ---- Dashes ---- */

/* Part 1 -- A, 1--2, a---b; `--help` is an option, `-->` an arrow. */
void
wz_rule_english_dashes (CellBuffer *buffer, const MarkPair *mark)
{
  if (!wz_cells_saw (buffer, '-'))
    return;
  for (gint i = 0; i + 1 < cell_count (buffer); i++) {
    gint n = 0;
    while (is_free (buffer, i + n, '-'))
      n++;
    gunichar before = wz_cells_char_at (buffer, i - 1), after = wz_cells_char_at (buffer, i + n);
    gboolean option = is_blank (buffer, i - 1) && !is_blank (buffer, i + n);
    if ((n == 2 || n == 3) && before != 0 && after != 0 && !option && !is_one_of (before, "<!-") &&
        !is_one_of (after, ">-")) {
      wz_cells_set (buffer, i, n == 2 ? 0x2013 : 0x2014);
      for (gint k = i + 1; k < i + n; k++)
        wz_cells_kill (buffer, k);
    }
    i += MAX (n - 1, 0);
  }
  wz_cells_sweep (buffer);
}
