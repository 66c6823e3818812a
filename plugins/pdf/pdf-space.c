/* Cells and glue (R27–R50). In: classes, advances, break points. Out: a row of rigid cells with the glue
 * between: marks as half cells with blanks, adjacent marks compressed, a gap between Han and Latin, word
 * spaces. The body of a mark never changes; only blanks do, so half forms need no font feature (R35). */

#include "pdf-paragraph-private.h"

#include <stdlib.h>

/* A mark is made a half cell only if its glyph is about an em wide and its ink lies in that half (R35). */
#define GUARD_ADVANCE_NUM 85 /* per cent of an em */
#define GUARD_INK_NUM 3      /* per cent of an em that the ink may stand out */

typedef enum { SIDE_LEFT, SIDE_RIGHT, SIDE_MIDDLE } Side;

static inline PdfUnit
percent (PdfUnit em, gint num)
{
  return (PdfUnit) ((gint64) em * num / 100);
}

static inline gboolean
is_gap_class (guint cls)
{
  return cls == PDF_CLASS_SP || cls == PDF_CLASS_NB || cls == PDF_CLASS_IS || cls == PDF_CLASS_ZW ||
         cls == PDF_CLASS_NL;
}

static inline gboolean
is_closer (guint cls) /* CL and stops */
{
  return cls >= PDF_CLASS_CL && cls <= PDF_CLASS_EX;
}

static inline gboolean
is_stop (guint cls)
{
  return cls >= PDF_CLASS_PE && cls <= PDF_CLASS_EX;
}

static inline PdfUnit
style_em (const PdfPara *para, guint i)
{
  return para->styles[para->chars[i].style].em;
}

/* ---- cells --------------------------------------------------------------------------------------------- */

/* Whether the ink of character @i lies in that half of its cell (R35). */
static gboolean
ink_fits (const PdfMetric *m, PdfUnit em, Side side)
{
  PdfUnit slop = percent (em, GUARD_INK_NUM), half = em / 2;

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
half_cell (PdfCell *cell, const PdfMetric *m, PdfUnit em, Side side)
{
  PdfUnit half = em / 2;

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
centred_cell (PdfCell *cell, PdfUnit width, PdfUnit advance)
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
static PdfUnit
style_blank (const PdfRow *row, guint cls, PdfUnit em)
{
  gboolean sentence_end = cls == PDF_CLASS_PE || cls == PDF_CLASS_EX;

  switch (row->options->punct) {
  case PDF_PUNCT_QUANJIAO:
    return em / 2;
  case PDF_PUNCT_KAIMING:
    return sentence_end ? em / 2 : 0;
  default:
    return 0;
  }
}

/* R39: stops of zh-Hant are centred in 1 em that nothing changes. */
static void
fixed_stop_cell (PdfCell *cell, const PdfMetric *m, PdfUnit em)
{
  centred_cell (cell, MAX (em, m->advance), m->advance);
  cell->inset = em / 4;
}

static void
mark_cell (const PdfRow *row, PdfCell *cell, const PdfMetric *m, PdfUnit em)
{
  gunichar ch = row->para->chars[cell->start].ch;
  guint cls = cell->cls_first;
  gboolean tw = row->para->lang == PDF_LANG_ZH_HANT;

  if (is_halfwidth_form (ch) || is_double_mark (ch)) {
    cell->body = m->advance;
  } else if (tw && is_stop (cls)) {
    fixed_stop_cell (cell, m, em);
  } else if (cls == PDF_CLASS_OP) {
    if (half_cell (cell, m, em, SIDE_RIGHT))
      cell->blank_left = tw ? em / 2 : style_blank (row, cls, em);
  } else if (half_cell (cell, m, em, SIDE_LEFT)) {
    cell->blank_right = tw ? em / 2 : style_blank (row, cls, em);
  }
}

/* R36–R38: dash and ellipsis by whole ems, interpunct and solidus by halves, centred. */
static gboolean
unit_cell (const PdfRow *row, PdfCell *cell, PdfUnit advance, const PdfMetric *m, PdfUnit em)
{
  gunichar ch = row->para->chars[cell->start].ch;
  gboolean tw = row->para->lang == PDF_LANG_ZH_HANT;
  gboolean pair = cell->end - cell->start >= 2;

  switch (cell->cls_first) {
  case PDF_CLASS_DA:
    centred_cell (cell, 2 * em, advance);
    return TRUE;
  case PDF_CLASS_EL:
    centred_cell (cell, pair ? 2 * em : em, advance);
    return TRUE;
  case PDF_CLASS_CN:
    centred_cell (cell, (ch == 0x2013 || ch == 0x2010) && !tw ? em / 2 : em, advance);
    return TRUE;
  case PDF_CLASS_MD:
  case PDF_CLASS_SL:
    if (half_cell (cell, m, em, SIDE_MIDDLE) && tw)
      cell->blank_left = cell->blank_right = (em - cell->body) / 2;
    return TRUE;
  default:
    return FALSE;
  }
}

static void
fill_cell (const PdfRow *row, PdfCell *cell)
{
  const PdfPara *para = row->para;
  const PdfMetric *m = &para->metrics[cell->start];
  PdfUnit em = style_em (para, cell->start), advance = 0;

  for (guint i = cell->start; i < cell->end; i++)
    advance += para->metrics[i].advance;
  cell->cls_first = para->infos[cell->start].cls;
  cell->cls_last = para->infos[cell->end - 1].cls;
  if (cell->cls_first == PDF_CLASS_IS) {
    cell->body = advance;
  } else if (cell->cls_first == PDF_CLASS_OP || is_closer (cell->cls_first)) {
    mark_cell (row, cell, m, em);
  } else if (!unit_cell (row, cell, advance, m, em)) {
    cell->body = advance;
  }
}

/* R30: n marks of a run of ！？ take n/2 em rounded up; the last keeps a blank if n is odd. */
static void
compress_exclamations (PdfRow *row)
{
  if (row->para->lang == PDF_LANG_ZH_HANT)
    return;
  for (guint c = 0; c < row->n_cells;) {
    guint end = c;
    while (end < row->n_cells && row->cells[end].cls_first == PDF_CLASS_EX &&
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
is_wide_form (const PdfRow *row, guint i)
{
  return row->para->chars[i].ch >= 0xFF00 && row->para->chars[i].ch < 0x10000;
}

/* R43: what takes a gap beside an ideograph; @i is the touching character. */
static gboolean
is_autospaced (const PdfRow *row, guint i)
{
  switch (row->para->infos[i].cls) {
  case PDF_CLASS_AL:
  case PDF_CLASS_NU:
  case PDF_CLASS_U:
  case PDF_CLASS_A:
    return TRUE;
  case PDF_CLASS_PR:
  case PDF_CLASS_PO:
    return !is_wide_form (row, i);
  default:
    return FALSE;
  }
}

static gboolean
is_ideograph (const PdfRow *row, guint i)
{
  gunichar ch = row->para->chars[i].ch;
  gboolean circled =
      (ch >= 0x2460 && ch <= 0x24FF) || (ch >= 0x2776 && ch <= 0x2793) || (ch >= 0x3200 && ch <= 0x32FF);
  return row->para->infos[i].cls == PDF_CLASS_ID && !circled;
}

static gboolean
takes_autospace (const PdfRow *row, guint left, guint right)
{
  if (row->options->autospace_off)
    return FALSE;
  return (is_ideograph (row, left) && is_autospaced (row, right)) ||
         (is_autospaced (row, left) && is_ideograph (row, right));
}

static void
set_autospace (const PdfRow *row, PdfGap *gap, guint left, guint right)
{
  PdfUnit em = is_ideograph (row, left) ? style_em (row->para, left) : style_em (row->para, right);

  gap->natural = em / 4; /* R42 */
  gap->tier = PDF_TIER_AUTOSPACE;
  if (row->options->autospace_fixed)
    return;
  gap->shrink = em / 8;
  gap->stretch2 = em / 4;
}

/* R29: the blank between two marks, or between a mark and anything else. */
static void
set_blank (const PdfRow *row, PdfGap *gap, const PdfCell *a, const PdfCell *b)
{
  gboolean closer = is_closer (a->cls_last), opener = b->cls_first == PDF_CLASS_OP;
  PdfUnit left = a->blank_right, right = b->blank_left;

  if (closer && is_closer (b->cls_first)) {
    /* zh-Hant: brackets compress with brackets alone */
    if (row->para->lang == PDF_LANG_ZH_HANT && (is_stop (a->cls_last) || is_stop (b->cls_first)))
      gap->natural = left;
    gap->tier = PDF_TIER_BRACKET;
  } else if (closer && opener) {
    gap->natural = row->options->adjacent_tight ? 0 : MAX (left, right);
    gap->tier = PDF_TIER_BRACKET;
  } else if (a->cls_last == PDF_CLASS_OP && opener) {
    gap->tier = PDF_TIER_BRACKET;
  } else {
    gap->natural = left + right;
    if (a->cls_last == PDF_CLASS_CM || a->cls_last == PDF_CLASS_SC)
      gap->tier = PDF_TIER_COMMA;
    else if (a->cls_last == PDF_CLASS_PE || a->cls_last == PDF_CLASS_EX)
      gap->tier = PDF_TIER_STOP;
    else if (a->cls_last == PDF_CLASS_MD || b->cls_first == PDF_CLASS_MD)
      gap->tier = PDF_TIER_INTERPUNCT;
    else
      gap->tier = PDF_TIER_BRACKET;
  }
  if (gap->tier != PDF_TIER_STOP || !row->options->keep_stop)
    gap->shrink = gap->natural;
}

/* What the gap characters [start, end) measure, and of which kind they are. */
typedef struct {
  PdfUnit word, ideographic;
  gboolean space, no_break, unit, code;
} Spaces;

static Spaces
measure_spaces (const PdfRow *row, guint start, guint end)
{
  const PdfPara *para = row->para;
  Spaces s = {0};

  for (guint i = start; i < end; i++) {
    PdfUnit em = style_em (para, i);
    gboolean code = (para->chars[i].flags & PDF_CHAR_CODE) != 0;
    switch (para->infos[i].cls) {
    case PDF_CLASS_IS:
      s.ideographic += em;
      break;
    case PDF_CLASS_SP:
    case PDF_CLASS_NB:
      s.space |= para->infos[i].cls == PDF_CLASS_SP;
      s.no_break |= para->infos[i].cls == PDF_CLASS_NB;
      s.unit |= (para->infos[i].flags & PDF_INFO_UNIT) != 0;
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
  return cls >= PDF_CLASS_OP && cls <= PDF_CLASS_SL;
}

static void
set_word_space (const PdfRow *row, PdfGap *gap, const Spaces *s, guint left)
{
  PdfUnit em = style_em (row->para, left);
  PdfUnit half = em * 499 / 1000; /* a hair less, so that rounded positions do not pass the limit */

  gap->natural = s->word;
  gap->tier = PDF_TIER_SPACE;
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
is_open (const PdfRow *row, const PdfCell *a, const PdfCell *b)
{
  const PdfCharInfo *info = &row->para->infos[b->start];

  if (info->flags & PDF_INFO_UNIT)
    return FALSE;
  if (a->cls_last == PDF_CLASS_CN || a->cls_last == PDF_CLASS_SL || b->cls_first == PDF_CLASS_CN ||
      b->cls_first == PDF_CLASS_SL)
    return FALSE;
  return a->cls_last <= PDF_CLASS_SL || b->cls_first <= PDF_CLASS_SL || a->cls_last == PDF_CLASS_OW ||
         b->cls_first == PDF_CLASS_OW;
}

/* R44, R45, R49, R50: a space in the text. */
static gboolean
set_spaced (const PdfRow *row, PdfGap *gap, const PdfCell *a, const PdfCell *b, const Spaces *s)
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
fill_gap (const PdfRow *row, guint c)
{
  const PdfCell *a = &row->cells[c - 1], *b = &row->cells[c];
  PdfGap *gap = &row->gaps[c];
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
starts_cell (const PdfPara *para, guint i, const PdfPoint *point, PdfPass pass)
{
  const PdfCharInfo *before = &para->infos[i - 1], *here = &para->infos[i];

  if (is_gap_class (before->cls))
    return TRUE;
  if ((here->flags & PDF_INFO_JOIN) || para->metrics[i].joined)
    return FALSE;
  if (point->kind != PDF_POINT_NONE && point->pass <= pass)
    return TRUE;
  if (here->cls == before->cls && (here->cls == PDF_CLASS_DA || here->cls == PDF_CLASS_EL))
    return (here->flags & PDF_INFO_UNIT) == 0;
  return here->cls <= PDF_CLASS_SL || before->cls <= PDF_CLASS_SL || here->cls == PDF_CLASS_OW ||
         before->cls == PDF_CLASS_OW;
}

static void
make_cells (PdfRow *row, const PdfPoint *points, PdfPass pass)
{
  const PdfPara *para = row->para;
  guint c = 0;

  for (guint i = 0; i < para->n; i++) {
    gboolean leading = c == 0 && para->infos[i].cls == PDF_CLASS_IS; /* R21: author's indentation */
    if (is_gap_class (para->infos[i].cls) && !leading)
      continue;
    if (c > 0 && i > 0 && row->cells[c - 1].end == i && !starts_cell (para, i, &points[i], pass)) {
      row->cells[c - 1].end = i + 1;
      continue;
    }
    row->cells[c] = (PdfCell){.start = i, .end = i + 1};
    row->gaps[c].point = points[i].pass <= pass ? points[i] : (PdfPoint){0};
    c++;
  }
  row->n_cells = c;
}

PdfRow *
pdf_row_new (const PdfPara *para, const PdfOptions *options, const PdfPoint *points, PdfPass pass)
{
  PdfRow *row = g_new0 (PdfRow, 1);

  row->para = para;
  row->options = options;
  row->chinese = para->lang != PDF_LANG_EN;
  row->em = options->em > 0 ? options->em : para->styles[0].em;
  row->cells = g_new0 (PdfCell, (gsize) para->n + 1);
  row->gaps = g_new0 (PdfGap, (gsize) para->n + 1);
  make_cells (row, points, pass);
  for (guint c = 0; c < row->n_cells; c++)
    fill_cell (row, &row->cells[c]);
  compress_exclamations (row);
  for (guint c = 1; c < row->n_cells; c++)
    fill_gap (row, c);
  row->gaps[row->n_cells].point.kind = PDF_POINT_FORCED;
  return row;
}

void
pdf_row_free (PdfRow *row)
{
  g_free (row->cells);
  g_free (row->gaps);
  g_free (row);
}

PdfUnit
pdf_row_edge_left (const PdfRow *row, guint cell)
{
  return row->options->keep_start ? row->cells[cell].blank_left : 0;
}

PdfUnit
pdf_row_edge_right (const PdfRow *row, guint cell)
{
  return row->options->keep_end ? row->cells[cell].blank_right : 0;
}

PdfUnit
pdf_row_hyphen (const PdfRow *row, guint gap)
{
  const PdfCell *cell = &row->cells[gap - 1];
  if (row->gaps[gap].point.kind != PDF_POINT_HYPHEN)
    return 0;
  return row->para->styles[row->para->chars[cell->end - 1].style].hyphen;
}
