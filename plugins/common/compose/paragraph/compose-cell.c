/* The cells of a row (R27–R39). In: classes, advances, break points. Out: rigid cells: marks as half cells
 * with blanks. The body of a mark never changes; only blanks do, so half forms need no font feature (R35). */

#include "compose-paragraph-private.h"

/* A mark is made a half cell only if its glyph is about an em wide and its ink lies in that half (R35). */
#define GUARD_ADVANCE_NUM 85 /* per cent of an em */
#define GUARD_INK_NUM 3      /* per cent of an em that the ink may stand out */

typedef enum { SIDE_LEFT, SIDE_RIGHT, SIDE_MIDDLE } Side;

/* Whether the ink of character @i lies in that half of its cell (R35). */
static gboolean
ink_fits (const ComposeMetric *m, ComposeUnit em, Side side)
{
  ComposeUnit slop = compose_percent (em, GUARD_INK_NUM), half = em / 2;

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

  if (m->advance >= compose_percent (em, GUARD_ADVANCE_NUM) && !ink_fits (m, em, side)) {
    cell->body = m->advance;
    return FALSE;
  }
  cell->body = MAX (half, m->advance < compose_percent (em, GUARD_ADVANCE_NUM) ? m->advance : 0);
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
  } else if (tw && compose_class_is_stop (cls)) {
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
  ComposeUnit em = compose_style_em (para, cell->start), advance = 0;

  for (guint i = cell->start; i < cell->end; i++)
    advance += para->metrics[i].advance;
  cell->cls_first = para->infos[cell->start].cls;
  cell->cls_last = para->infos[cell->end - 1].cls;
  if (cell->cls_first == COMPOSE_CLASS_IS) {
    cell->body = advance;
  } else if (cell->cls_first == COMPOSE_CLASS_OP || compose_class_is_closer (cell->cls_first)) {
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

/* Whether a new cell starts at character @i, which is not a gap character and not the first. */
static gboolean
starts_cell (const ComposePara *para, guint i, const ComposePoint *point, ComposePass pass)
{
  const ComposeCharInfo *before = &para->infos[i - 1], *here = &para->infos[i];

  if (compose_class_is_gap (before->cls))
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

void
compose_row_make_cells (ComposeRow *row, const ComposePoint *points, ComposePass pass)
{
  const ComposePara *para = row->para;
  guint c = 0;

  for (guint i = 0; i < para->n; i++) {
    gboolean leading = c == 0 && para->infos[i].cls == COMPOSE_CLASS_IS; /* R21: author's indentation */
    if (compose_class_is_gap (para->infos[i].cls) && !leading)
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
  for (c = 0; c < row->n_cells; c++)
    fill_cell (row, &row->cells[c]);
  compress_exclamations (row);
}
