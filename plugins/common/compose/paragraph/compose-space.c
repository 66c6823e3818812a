/* The glue between the cells of a row (R29–R50): adjacent marks compressed, a gap between Han and Latin, word
 * spaces. In: cells, break points. Out: the row. */

#include "compose-paragraph-private.h"

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
  ComposeUnit em =
      is_ideograph (row, left) ? compose_style_em (row->para, left) : compose_style_em (row->para, right);

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
  gboolean closer = compose_class_is_closer (a->cls_last), opener = b->cls_first == COMPOSE_CLASS_OP;
  ComposeUnit left = a->blank_right, right = b->blank_left;

  if (closer && compose_class_is_closer (b->cls_first)) {
    /* zh-Hant: brackets compress with brackets alone */
    if (row->para->lang == COMPOSE_LANG_ZH_HANT &&
        (compose_class_is_stop (a->cls_last) || compose_class_is_stop (b->cls_first)))
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
    ComposeUnit em = compose_style_em (para, i);
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
      s.word +=
          !code && para->metrics[i].advance > compose_percent (em, 33) ? em / 4 : para->metrics[i].advance;
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
  ComposeUnit em = compose_style_em (row->para, left);
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
    gap->natural = compose_style_em (row->para, right) / 4;
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
    gap->natural = compose_style_em (row->para, left);
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
  compose_row_make_cells (row, points, pass);
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
