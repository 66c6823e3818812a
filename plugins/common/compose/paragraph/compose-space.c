/* Cells and glue (R27–R50). In: classes, advances, break points. Out: a row of rigid cells with the glue
 * between: marks as half cells with blanks, adjacent marks compressed, a gap between Han and Latin, word
 * spaces. The body of a mark never changes; only blanks do, so half forms need no font feature (R35). */

#include "compose-paragraph-private.h"

#include <stdlib.h>

/* A mark is made a half cell only if its glyph is about an em wide and its ink lies in that half (R35). */
#define GUARD_ADVANCE_NUM 85 /* per cent of an em */
#define GUARD_INK_NUM 3      /* per cent of an em that the ink may stand out */

typedef enum { SIDE_LEFT, SIDE_RIGHT, SIDE_MIDDLE } Side;

static inline ComposeUnit
percent (ComposeUnit em, gint num)
{
  return (ComposeUnit) ((gint64) em * num / 100);
}

static inline gboolean
is_gap_class (guint cls)
{
  return cls == COMPOSE_CLASS_SP || cls == COMPOSE_CLASS_NB || cls == COMPOSE_CLASS_IS ||
         cls == COMPOSE_CLASS_ZW || cls == COMPOSE_CLASS_NL;
}

static inline gboolean
is_closer (guint cls) /* CL and stops */
{
  return cls >= COMPOSE_CLASS_CL && cls <= COMPOSE_CLASS_EX;
}

static inline gboolean
is_stop (guint cls)
{
  return cls >= COMPOSE_CLASS_PE && cls <= COMPOSE_CLASS_EX;
}

static inline ComposeUnit
style_em (const ComposePara *para, guint i)
{
  return para->styles[para->chars[i].style].em;
}

/* ---- cells --------------------------------------------------------------------------------------------- */

/* Whether the ink of character @i lies in that half of its cell (R35). */
static gboolean
ink_fits (const ComposeMetric *m, ComposeUnit em, Side side)
{
  ComposeUnit slop = percent (em, GUARD_INK_NUM), half = em / 2;

  if (m->ink_left == 0 && m->ink_right == 0)
    return TRUE;
  switch (side) {
  case SIDE_LEFT: /* the ink is on the left: closers and stops */
    return m->ink_right <= half + slop;
  case SIDE_RIGHT:
    return m->ink_left >= m->advance - half - slop;
  default:
    return m->ink_right - m->ink_left <= half + 2 * slop;
  }
}

/* R27: body half an em; the glyph's blank half is taken off by moving its origin. Narrow glyphs (quotes of
 * some fonts) are set into the half cell as they are (R96). */
static gboolean
half_cell (ComposeCell *cell, const ComposeMetric *m, ComposeUnit em, Side side)
{
  ComposeUnit half = em / 2;

  if (m->advance >= percent (em, GUARD_ADVANCE_NUM) && !ink_fits (m, em, side)) {
    cell->body = m->advance;
    return FALSE;
  }
  cell->body = MAX (half, m->advance < percent (em, GUARD_ADVANCE_NUM) ? m->advance : 0);
  if (side == SIDE_RIGHT)
    cell->shift = cell->body - m->advance;
  else if (side == SIDE_MIDDLE)
    cell->shift = (cell->body - m->advance) / 2;
  return TRUE;
}

static void
centred_cell (ComposeCell *cell, ComposeUnit width, ComposeUnit advance)
{
  cell->body = width;
  cell->shift = (width - advance) / 2;
}

static gboolean
is_halfwidth_form (gunichar ch)
{
  return ch >= 0xFF61 && ch <= 0xFF65;
}

static gboolean
is_double_mark (gunichar ch) /* ‼ ⁇ ⁈ ⁉ fill their cell */
{
  return ch == 0x203C || (ch >= 0x2047 && ch <= 0x2049);
}

/* R28: the blank of one mark inside a line. */
static ComposeUnit
style_blank (const ComposeRow *row, guint cls, ComposeUnit em)
{
  gboolean sentence_end = cls == COMPOSE_CLASS_PE || cls == COMPOSE_CLASS_EX;

  switch (row->options->punct) {
  case COMPOSE_PUNCT_QUANJIAO:
    return em / 2;
  case COMPOSE_PUNCT_KAIMING:
    return sentence_end ? em / 2 : 0;
  default:
    return 0;
  }
}

/* R39: stops of zh-Hant are centred in 1 em that nothing changes. */
static void
fixed_stop_cell (ComposeCell *cell, const ComposeMetric *m, ComposeUnit em)
{
  centred_cell (cell, MAX (em, m->advance), m->advance);
  cell->inset = em / 4;
}

static void
mark_cell (const ComposeRow *row, ComposeCell *cell, const ComposeMetric *m, ComposeUnit em)
{
  gunichar ch = row->para->chars[cell->start].ch;
  guint cls = cell->cls_first;
  gboolean tw = row->para->lang == COMPOSE_LANG_ZH_HANT;

  if (is_halfwidth_form (ch) || is_double_mark (ch)) {
    cell->body = m->advance;
  } else if (tw && is_stop (cls)) {
    fixed_stop_cell (cell, m, em);
  } else if (cls == COMPOSE_CLASS_OP) {
    if (half_cell (cell, m, em, SIDE_RIGHT))
      cell->blank_left = tw ? em / 2 : style_blank (row, cls, em);
  } else if (half_cell (cell, m, em, SIDE_LEFT)) {
    cell->blank_right = tw ? em / 2 : style_blank (row, cls, em);
  }
}

/* R36–R38: dash and ellipsis by whole ems, interpunct and solidus by halves, centred. */
static gboolean
unit_cell (const ComposeRow *row, ComposeCell *cell, ComposeUnit advance, const ComposeMetric *m,
           ComposeUnit em)
{
  gunichar ch = row->para->chars[cell->start].ch;
  gboolean tw = row->para->lang == COMPOSE_LANG_ZH_HANT;
  gboolean pair = cell->end - cell->start >= 2;

  switch (cell->cls_first) {
  case COMPOSE_CLASS_DA:
    centred_cell (cell, 2 * em, advance);
    return TRUE;
  case COMPOSE_CLASS_EL:
    centred_cell (cell, pair ? 2 * em : em, advance);
    return TRUE;
  case COMPOSE_CLASS_CN:
    centred_cell (cell, (ch == 0x2013 || ch == 0x2010) && !tw ? em / 2 : em, advance);
    return TRUE;
  case COMPOSE_CLASS_MD:
  case COMPOSE_CLASS_SL:
    if (half_cell (cell, m, em, SIDE_MIDDLE) && tw)
      cell->blank_left = cell->blank_right = (em - cell->body) / 2;
    return TRUE;
  default:
    return FALSE;
  }
}

static void
fill_cell (const ComposeRow *row, ComposeCell *cell)
{
  const ComposePara *para = row->para;
  const ComposeMetric *m = &para->metrics[cell->start];
  ComposeUnit em = style_em (para, cell->start), advance = 0;

  for (guint i = cell->start; i < cell->end; i++)
    advance += para->metrics[i].advance;
  cell->cls_first = para->infos[cell->start].cls;
  cell->cls_last = para->infos[cell->end - 1].cls;
  if (cell->cls_first == COMPOSE_CLASS_IS) {
    cell->body = advance;
  } else if (cell->cls_first == COMPOSE_CLASS_OP || is_closer (cell->cls_first)) {
    mark_cell (row, cell, m, em);
  } else if (!unit_cell (row, cell, advance, m, em)) {
    cell->body = advance;
  }
}

/* R30: n marks of a run of ！？ take n/2 em rounded up; the last keeps a blank if n is odd. */
static void
compress_exclamations (ComposeRow *row)
{
  if (row->para->lang == COMPOSE_LANG_ZH_HANT)
    return;
  for (guint c = 0; c < row->n_cells;) {
    guint end = c;
    while (end < row->n_cells && row->cells[end].cls_first == COMPOSE_CLASS_EX &&
           (end == c || row->cells[end - 1].end == row->cells[end].start))
      end++;
    for (guint i = c; i < end; i++)
      if (i + 1 < end || (end - c) % 2 == 0)
        row->cells[i].blank_right = 0;
    c = MAX (end, c + 1);
  }
}

/* ---- glue ---------------------------------------------------------------------------------------------- */

static gboolean
is_wide_form (const ComposeRow *row, guint i)
{
  return row->para->chars[i].ch >= 0xFF00 && row->para->chars[i].ch < 0x10000;
}

/* R43: what takes a gap beside an ideograph; @i is the touching character. */
static gboolean
is_autospaced (const ComposeRow *row, guint i)
{
  switch (row->para->infos[i].cls) {
  case COMPOSE_CLASS_AL:
  case COMPOSE_CLASS_NU:
  case COMPOSE_CLASS_U:
  case COMPOSE_CLASS_A:
    return TRUE;
  case COMPOSE_CLASS_PR:
  case COMPOSE_CLASS_PO:
    return !is_wide_form (row, i);
  default:
    return FALSE;
  }
}

static gboolean
is_ideograph (const ComposeRow *row, guint i)
{
  gunichar ch = row->para->chars[i].ch;
  gboolean circled =
      (ch >= 0x2460 && ch <= 0x24FF) || (ch >= 0x2776 && ch <= 0x2793) || (ch >= 0x3200 && ch <= 0x32FF);
  return row->para->infos[i].cls == COMPOSE_CLASS_ID && !circled;
}

static gboolean
takes_autospace (const ComposeRow *row, guint left, guint right)
{
  if (row->options->autospace_off)
    return FALSE;
  return (is_ideograph (row, left) && is_autospaced (row, right)) ||
         (is_autospaced (row, left) && is_ideograph (row, right));
}

static void
set_autospace (const ComposeRow *row, ComposeGap *gap, guint left, guint right)
{
  ComposeUnit em = is_ideograph (row, left) ? style_em (row->para, left) : style_em (row->para, right);

  gap->natural = em / 4; /* R42 */
  gap->tier = COMPOSE_TIER_AUTOSPACE;
  if (row->options->autospace_fixed)
    return;
  gap->shrink = em / 8;
  gap->stretch2 = em / 4;
}

/* R29: the blank between two marks, or between a mark and anything else. */
static void
set_blank (const ComposeRow *row, ComposeGap *gap, const ComposeCell *a, const ComposeCell *b)
{
  gboolean closer = is_closer (a->cls_last), opener = b->cls_first == COMPOSE_CLASS_OP;
  ComposeUnit left = a->blank_right, right = b->blank_left;

  if (closer && is_closer (b->cls_first)) {
    /* zh-Hant: brackets compress with brackets alone */
    if (row->para->lang == COMPOSE_LANG_ZH_HANT && (is_stop (a->cls_last) || is_stop (b->cls_first)))
      gap->natural = left;
    gap->tier = COMPOSE_TIER_BRACKET;
  } else if (closer && opener) {
    gap->natural = row->options->adjacent_tight ? 0 : MAX (left, right);
    gap->tier = COMPOSE_TIER_BRACKET;
  } else if (a->cls_last == COMPOSE_CLASS_OP && opener) {
    gap->tier = COMPOSE_TIER_BRACKET;
  } else {
    gap->natural = left + right;
    if (a->cls_last == COMPOSE_CLASS_CM || a->cls_last == COMPOSE_CLASS_SC)
      gap->tier = COMPOSE_TIER_COMMA;
    else if (a->cls_last == COMPOSE_CLASS_PE || a->cls_last == COMPOSE_CLASS_EX)
      gap->tier = COMPOSE_TIER_STOP;
    else if (a->cls_last == COMPOSE_CLASS_MD || b->cls_first == COMPOSE_CLASS_MD)
      gap->tier = COMPOSE_TIER_INTERPUNCT;
    else
      gap->tier = COMPOSE_TIER_BRACKET;
  }
  if (gap->tier != COMPOSE_TIER_STOP || !row->options->keep_stop)
    gap->shrink = gap->natural;
}

/* What the gap characters [start, end) measure, and of which kind they are. */
typedef struct {
  ComposeUnit word, ideographic;
  gboolean space, no_break, unit, code;
} Spaces;

static Spaces
measure_spaces (const ComposeRow *row, guint start, guint end)
{
  const ComposePara *para = row->para;
  Spaces s = {0};

  for (guint i = start; i < end; i++) {
    ComposeUnit em = style_em (para, i);
    gboolean code = (para->chars[i].flags & COMPOSE_CHAR_CODE) != 0;
    switch (para->infos[i].cls) {
    case COMPOSE_CLASS_IS:
      s.ideographic += em;
      break;
    case COMPOSE_CLASS_SP:
    case COMPOSE_CLASS_NB:
      s.space |= para->infos[i].cls == COMPOSE_CLASS_SP;
      s.no_break |= para->infos[i].cls == COMPOSE_CLASS_NB;
      s.unit |= (para->infos[i].flags & COMPOSE_INFO_UNIT) != 0;
      s.code |= code;
      /* R96: the space of some Han fonts is too wide for a word space */
      s.word += !code && para->metrics[i].advance > percent (em, 33) ? em / 4 : para->metrics[i].advance;
      break;
    default:
      break;
    }
  }
  return s;
}

static gboolean
is_han_mark (guint cls) /* marks that swallow a space beside them, R10 */
{
  return cls >= COMPOSE_CLASS_OP && cls <= COMPOSE_CLASS_SL;
}

static void
set_word_space (const ComposeRow *row, ComposeGap *gap, const Spaces *s, guint left)
{
  ComposeUnit em = style_em (row->para, left);
  ComposeUnit half = em * 499 / 1000; /* a hair less, so that rounded positions do not pass the limit */

  gap->natural = s->word;
  gap->tier = COMPOSE_TIER_SPACE;
  if (s->code)
    return;
  gap->word = TRUE;
  gap->stretch1 = MAX (0, half - s->word); /* R52 T1 */
  if (row->chinese)
    gap->shrink = MAX (0, s->word - em / 4); /* R51 S1 */
  else
    gap->shrink = s->word / 3; /* R61 */
}

/* T3 may open this gap (R53). */
static gboolean
is_open (const ComposeRow *row, const ComposeCell *a, const ComposeCell *b)
{
  const ComposeCharInfo *info = &row->para->infos[b->start];

  if (info->flags & COMPOSE_INFO_UNIT)
    return FALSE;
  if (a->cls_last == COMPOSE_CLASS_CN || a->cls_last == COMPOSE_CLASS_SL ||
      b->cls_first == COMPOSE_CLASS_CN || b->cls_first == COMPOSE_CLASS_SL)
    return FALSE;
  return a->cls_last <= COMPOSE_CLASS_SL || b->cls_first <= COMPOSE_CLASS_SL ||
         a->cls_last == COMPOSE_CLASS_OW || b->cls_first == COMPOSE_CLASS_OW;
}

/* R44, R45, R49, R50: a space in the text. */
static gboolean
set_spaced (const ComposeRow *row, ComposeGap *gap, const ComposeCell *a, const ComposeCell *b,
            const Spaces *s)
{
  guint left = a->end - 1, right = b->start;

  if (s->unit) {
    gap->natural = style_em (row->para, right) / 4;
    return TRUE;
  }
  if (s->no_break || !row->chinese) {
    set_word_space (row, gap, s, left);
    return TRUE;
  }
  if (is_han_mark (a->cls_last) || is_han_mark (b->cls_first) || takes_autospace (row, left, right))
    return FALSE;
  if (is_ideograph (row, left) && is_ideograph (row, right)) {
    if (!row->options->keep_spaces)
      return FALSE;
    gap->natural = style_em (row->para, left);
    return TRUE;
  }
  set_word_space (row, gap, s, left);
  return TRUE;
}

static void
fill_gap (const ComposeRow *row, guint c)
{
  const ComposeCell *a = &row->cells[c - 1], *b = &row->cells[c];
  ComposeGap *gap = &row->gaps[c];
  Spaces s = measure_spaces (row, a->end, b->start);

  if ((s.space || s.no_break) && set_spaced (row, gap, a, b, &s))
    return;
  if (s.ideographic > 0) {
    gap->natural = s.ideographic;
    return;
  }
  if (takes_autospace (row, a->end - 1, b->start))
    set_autospace (row, gap, a->end - 1, b->start);
  else
    set_blank (row, gap, a, b);
  gap->open = is_open (row, a, b);
}

/* ---- the row ------------------------------------------------------------------------------------------- */

/* Whether a new cell starts at character @i, which is not a gap character and not the first. */
static gboolean
starts_cell (const ComposePara *para, guint i, const ComposePoint *point, ComposePass pass)
{
  const ComposeCharInfo *before = &para->infos[i - 1], *here = &para->infos[i];

  if (is_gap_class (before->cls))
    return TRUE;
  if ((here->flags & COMPOSE_INFO_JOIN) || para->metrics[i].joined)
    return FALSE;
  if (point->kind != COMPOSE_POINT_NONE && point->pass <= pass)
    return TRUE;
  if (here->cls == before->cls && (here->cls == COMPOSE_CLASS_DA || here->cls == COMPOSE_CLASS_EL))
    return (here->flags & COMPOSE_INFO_UNIT) == 0;
  return here->cls <= COMPOSE_CLASS_SL || before->cls <= COMPOSE_CLASS_SL || here->cls == COMPOSE_CLASS_OW ||
         before->cls == COMPOSE_CLASS_OW;
}

static void
make_cells (ComposeRow *row, const ComposePoint *points, ComposePass pass)
{
  const ComposePara *para = row->para;
  guint c = 0;

  for (guint i = 0; i < para->n; i++) {
    gboolean leading = c == 0 && para->infos[i].cls == COMPOSE_CLASS_IS; /* R21: author's indentation */
    if (is_gap_class (para->infos[i].cls) && !leading)
      continue;
    if (c > 0 && i > 0 && row->cells[c - 1].end == i && !starts_cell (para, i, &points[i], pass)) {
      row->cells[c - 1].end = i + 1;
      continue;
    }
    row->cells[c] = (ComposeCell){.start = i, .end = i + 1};
    row->gaps[c].point = points[i].pass <= pass ? points[i] : (ComposePoint){0};
    c++;
  }
  row->n_cells = c;
}

ComposeRow *
compose_row_new (const ComposePara *para, const ComposeOptions *options, const ComposePoint *points,
                 ComposePass pass)
{
  ComposeRow *row = g_new0 (ComposeRow, 1);

  row->para = para;
  row->options = options;
  row->chinese = para->lang != COMPOSE_LANG_EN;
  row->em = options->em > 0 ? options->em : para->styles[0].em;
  row->cells = g_new0 (ComposeCell, (gsize) para->n + 1);
  row->gaps = g_new0 (ComposeGap, (gsize) para->n + 1);
  make_cells (row, points, pass);
  for (guint c = 0; c < row->n_cells; c++)
    fill_cell (row, &row->cells[c]);
  compress_exclamations (row);
  for (guint c = 1; c < row->n_cells; c++)
    fill_gap (row, c);
  row->gaps[row->n_cells].point.kind = COMPOSE_POINT_FORCED;
  return row;
}

void
compose_row_free (ComposeRow *row)
{
  g_free (row->cells);
  g_free (row->gaps);
  g_free (row);
}

ComposeUnit
compose_row_edge_left (const ComposeRow *row, guint cell)
{
  return row->options->keep_start ? row->cells[cell].blank_left : 0;
}

ComposeUnit
compose_row_edge_right (const ComposeRow *row, guint cell)
{
  return row->options->keep_end ? row->cells[cell].blank_right : 0;
}

ComposeUnit
compose_row_hyphen (const ComposeRow *row, guint gap)
{
  const ComposeCell *cell = &row->cells[gap - 1];
  if (row->gaps[gap].point.kind != COMPOSE_POINT_HYPHEN)
    return 0;
  return row->para->styles[row->para->chars[cell->end - 1].style].hyphen;
}
