/* SPDX-License-Identifier: MIT */
/* Quotation marks: pairing over a paragraph, conversion of straight and TeX quotes (R10), and the resolution
 * of the shared curly quotes to Chinese or Latin (R4). */
#include "edit/normalise/wz-normalise-private.h"

enum {
  SINGLE_MAX = 80, /* cells inside single quotes; farther apart, two apostrophes are more likely */
  TEX_MAX = 400,
  DEPTH_MAX = 8,
};

typedef struct {
  gint open;
  gint close;
} QuotePair;

typedef struct {
  gunichar straight, left, right;
} QuoteKind;

static const QuoteKind double_quotes = {'"', 0x201C, 0x201D};
static const QuoteKind single_quotes = {'\'', 0x2018, 0x2019};

static gboolean
is_word (CellClass cls)
{
  return cls == CELL_LETTER || cls == CELL_DIGIT;
}

/* Between two letters or digits: an apostrophe (Newton's) or a TeX accent (Gr"onwall), not a quotation mark.
 */
static gboolean
is_inside_word (CellBuffer *buffer, gint i)
{
  return is_word (wz_cells_class_at (buffer, i - 1)) && is_word (wz_cells_class_at (buffer, i + 1));
}

/* '24 for 2024 */
static gboolean
is_short_year (CellBuffer *buffer, gint i)
{
  return wz_cells_class_at (buffer, i + 1) == CELL_DIGIT && wz_cells_class_at (buffer, i + 2) == CELL_DIGIT &&
         wz_cells_class_at (buffer, i + 3) != CELL_DIGIT && wz_cells_class_at (buffer, i + 3) != CELL_LETTER;
}

static gboolean
is_sentence_end (gunichar ch)
{
  return ch == 0x3002 || ch == 0xFF01 || ch == 0xFF1F;
}

static gboolean
may_open (CellBuffer *buffer, gint i, const QuoteKind *kind)
{
  CellClass before = wz_cells_class_at (buffer, i - 1);
  if (kind == &single_quotes)
    return !is_word (before) && !is_short_year (buffer, i);
  return before != CELL_DIGIT; /* 5": inches */
}

/* Pairs the quotes of one kind between @from and @to; curly ones by their own direction, straight ones by
 * turns. Returns FALSE if a straight quote stays alone. */
static gboolean
pair_range (CellBuffer *buffer, const QuoteKind *kind, gint from, gint to, GArray *pairs)
{
  gint stack[DEPTH_MAX], depth = 0;
  for (gint i = from; i < to; i++) {
    gunichar ch = cell_at (buffer, i)->ch;
    if (cell_at (buffer, i)->guarded || (ch != kind->straight && ch != kind->left && ch != kind->right))
      continue;
    if (ch != kind->left && is_inside_word (buffer, i))
      continue;
    gboolean closes = ch == kind->right || (ch == kind->straight && depth > 0);
    if (closes && depth > 0) {
      QuotePair pair = {stack[--depth], i};
      g_array_append_val (pairs, pair);
    } else if (!closes && depth < DEPTH_MAX && (ch == kind->left || may_open (buffer, i, kind))) {
      stack[depth++] = i;
    }
  }
  for (gint d = 0; d < depth; d++)
    if (cell_at (buffer, stack[d])->ch == kind->straight)
      return FALSE;
  return TRUE;
}

static void
drop_straight (CellBuffer *buffer, const QuoteKind *kind, GArray *pairs, guint from)
{
  for (guint p = pairs->len; p > from; p--) {
    const QuotePair *pair = &g_array_index (pairs, QuotePair, p - 1);
    if (cell_at (buffer, pair->open)->ch == kind->straight ||
        cell_at (buffer, pair->close)->ch == kind->straight)
      g_array_remove_index (pairs, p - 1);
  }
}

/* Pairs the whole paragraph; where that leaves a straight quote alone, sentence by sentence, so that one lost
 * mark does not turn all that follow it inside out. Single quotes pair within a sentence only. */
static GArray *
pair_quotes (CellBuffer *buffer, const QuoteKind *kind)
{
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (QuotePair));
  gint n = cell_count (buffer);
  if (kind == &double_quotes && pair_range (buffer, kind, 0, n, pairs))
    return g_steal_pointer (&pairs);
  g_array_set_size (pairs, 0);
  for (gint from = 0, i = 0; i < n; i++) {
    if (i + 1 < n && !is_sentence_end (cell_at (buffer, i)->ch))
      continue;
    if (i + 1 < n) { /* a closing quote right after the stop belongs to its sentence */
      gunichar next = cell_at (buffer, i + 1)->ch;
      i += next == kind->right || next == kind->straight;
    }
    guint had = pairs->len;
    if (!pair_range (buffer, kind, from, i + 1, pairs) && kind == &double_quotes)
      drop_straight (buffer, kind, pairs, had);
    from = i + 1;
  }
  for (guint p = pairs->len; kind == &single_quotes && p > 0; p--) {
    const QuotePair *pair = &g_array_index (pairs, QuotePair, p - 1);
    if (pair->close - pair->open > SINGLE_MAX)
      g_array_remove_index (pairs, p - 1);
  }
  return g_steal_pointer (&pairs);
}

static gboolean
has_cjk (CellBuffer *buffer, gint from, gint to)
{
  for (gint i = from; i < to; i++)
    if (wz_cell_is_cjk (cell_at (buffer, i)))
      return TRUE;
  return FALSE;
}

/* R10: either outer neighbour or the content is Chinese. */
static gboolean
in_chinese (CellBuffer *buffer, gint open, gint close)
{
  return wz_cells_cjk_at (buffer, wz_cells_prev_solid (buffer, open)) ||
         wz_cells_cjk_at (buffer, wz_cells_next_solid (buffer, close)) || has_cjk (buffer, open + 1, close);
}

static void
set_pair (CellBuffer *buffer, gint open, gint close, gboolean is_double)
{
  static const gunichar marks[2][2][2] = {{{0x2018, 0x2019}, {0x201C, 0x201D}},
                                          {{0x300E, 0x300F}, {0x300C, 0x300D}}};
  const gunichar *mark = marks[buffer->hant ? 1 : 0][is_double ? 1 : 0];
  wz_cells_set (buffer, open, mark[0]);
  wz_cells_set (buffer, close, mark[1]);
  cell_at (buffer, open)->cls = CELL_OPEN;
  cell_at (buffer, close)->cls = CELL_CLOSE;
}

/* R10: straight quotes become curly, in pairs; also half-straight pairs such as “近似". */
void
wz_rule_quotes (CellBuffer *buffer, const MarkPair *mark)
{
  const QuoteKind *kind = mark->ascii == '"' ? &double_quotes : &single_quotes;
  if (!wz_cells_saw (buffer, kind->straight))
    return;
  g_autoptr (GArray) pairs = pair_quotes (buffer, kind);
  for (guint p = 0; p < 2 * pairs->len; p++) { /* there and back: a pair may be Chinese by the one after it */
    guint at = p < pairs->len ? p : 2 * pairs->len - 1 - p;
    const QuotePair *pair = &g_array_index (pairs, QuotePair, at);
    gunichar open = cell_at (buffer, pair->open)->ch, close = cell_at (buffer, pair->close)->ch;
    if ((open == kind->straight || close == kind->straight) && in_chinese (buffer, pair->open, pair->close))
      set_pair (buffer, pair->open, pair->close, kind == &double_quotes);
  }
}

/* R4: marks the cells of curly quotes as Chinese (open, close), Latin (other) or apostrophe (letter). */
static void
resolve_kind (CellBuffer *buffer, const QuoteKind *kind)
{
  for (gint i = 0; i < cell_count (buffer); i++) { /* unpaired, until the pairs say otherwise: R4.4 */
    gunichar ch = cell_at (buffer, i)->ch;
    if (ch != kind->left && ch != kind->right)
      continue;
    gboolean cjk = wz_cells_cjk_at (buffer, i - 1) || wz_cells_cjk_at (buffer, i + 1);
    cell_at (buffer, i)->cls = is_inside_word (buffer, i) && ch == 0x2019 ? CELL_LETTER
                               : !cjk                                     ? CELL_OTHER
                               : ch == kind->left                         ? CELL_OPEN
                                                                          : CELL_CLOSE;
  }
  g_autoptr (GArray) pairs = pair_quotes (buffer, kind);
  for (guint p = 0; p < pairs->len; p++) { /* inner pairs come first: R4.5 */
    const QuotePair *pair = &g_array_index (pairs, QuotePair, p);
    Cell *open = cell_at (buffer, pair->open), *close = cell_at (buffer, pair->close);
    if (open->ch != kind->left || close->ch != kind->right)
      continue;
    gint before = wz_cells_prev_solid (buffer, pair->open), after = wz_cells_next_solid (buffer, pair->close);
    gboolean latin = is_word (wz_cells_class_at (buffer, before)) &&
                     is_word (wz_cells_class_at (buffer, after)) &&
                     !has_cjk (buffer, pair->open + 1, pair->close); /* R4.3 */
    open->cls = latin ? CELL_OTHER : CELL_OPEN;
    close->cls = latin ? CELL_OTHER : CELL_CLOSE;
  }
}

void
wz_cells_resolve_quotes (CellBuffer *buffer)
{
  if (!buffer->seen_curly)
    return;
  resolve_kind (buffer, &single_quotes);
  resolve_kind (buffer, &double_quotes);
}

/* Where the TeX quote opened by @n backticks at @i closes; -1 where it does not. */
static gint
tex_close (CellBuffer *buffer, gint i, gint n)
{
  for (gint k = i + n; k < MIN (cell_count (buffer), i + (n == 2 ? TEX_MAX : SINGLE_MAX)); k++) {
    gunichar ch = cell_at (buffer, k)->ch;
    if (cell_at (buffer, k)->guarded || ch == '`')
      return -1;
    if (ch == '\'' && (n == 2 ? wz_cells_char_at (buffer, k + 1) == '\'' : !is_inside_word (buffer, k)))
      return k;
  }
  return -1;
}

/* ``…'' are quotes in every language: nothing else is written so. */
void
wz_rule_tex_double_quotes (CellBuffer *buffer, const MarkPair *mark)
{
  if (!wz_cells_saw (buffer, '`') || !wz_cells_saw (buffer, '\''))
    return;
  for (gint i = 0; i + 1 < cell_count (buffer); i++) {
    if (cell_at (buffer, i)->ch != '`' || cell_at (buffer, i)->guarded ||
        wz_cells_char_at (buffer, i + 1) != '`')
      continue;
    gint close = tex_close (buffer, i, 2);
    if (close > i + 2 && wz_cells_class_at (buffer, i + 2) != CELL_SPACE) {
      set_pair (buffer, i, close, TRUE);
      wz_cells_kill (buffer, i + 1);
      wz_cells_kill (buffer, close + 1);
    }
    i++;
  }
  wz_cells_sweep (buffer);
}

/* ``…'' and `…' around or beside Chinese become “…” and ‘…’; code in backticks is guarded. */
void
wz_rule_tex_quotes (CellBuffer *buffer, const MarkPair *mark)
{
  if (!wz_cells_saw (buffer, '`'))
    return;
  for (gint i = 0; i < cell_count (buffer); i++) {
    if (cell_at (buffer, i)->ch != '`' || cell_at (buffer, i)->guarded)
      continue;
    gint n = wz_cells_char_at (buffer, i + 1) == '`' ? 2 : 1, close = tex_close (buffer, i, n);
    if (close > i + n && in_chinese (buffer, i + n - 1, close + n - 1)) {
      set_pair (buffer, i, close, n == 2);
      if (n == 2) {
        wz_cells_kill (buffer, i + 1);
        wz_cells_kill (buffer, close + 1);
      }
    }
    i += n - 1;
  }
  wz_cells_sweep (buffer);
}
