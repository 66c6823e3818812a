/* What each gap of a line gets, and where each character then stands (R51–R54, R57, R61, R64, R65). In: a
 * span of cells. Out: one ComposeLine and the places of its characters, in whole units, with exact sums. */

#include "compose-paragraph-private.h"

typedef struct {
  const ComposeRow *row;
  const ComposeSpan *span;
  ComposeUnit indent;
  ComposeUnit *widths; /* of gaps span->first + 1 … span->end − 1, index 0 = the first */
  guint n;
} Filler;

static inline const ComposeGap *
gap_at (const Filler *f, guint i)
{
  return &f->row->gaps[f->span->first + 1 + i];
}

typedef gint64 (*Capacity) (const Filler *f, guint i, guint arg);

static gint64
shrink_capacity (const Filler *f, guint i, guint tier)
{
  return gap_at (f, i)->tier == tier ? gap_at (f, i)->shrink : 0;
}

static gint64
word_capacity (const Filler *f, guint i, guint arg)
{
  return gap_at (f, i)->stretch1;
}

static gint64
autospace_capacity (const Filler *f, guint i, guint arg)
{
  return gap_at (f, i)->stretch2;
}

static gint64
open_capacity (const Filler *f, guint i, guint arg)
{
  return gap_at (f, i)->open;
}

static gint64
plain_capacity (const Filler *f, guint i, guint arg)
{
  return gap_at (f, i)->open && gap_at (f, i)->stretch2 == 0;
}

static gint64
any_word_capacity (const Filler *f, guint i, guint arg)
{
  return gap_at (f, i)->word;
}

static gint64
english_capacity (const Filler *f, guint i, guint arg)
{
  return gap_at (f, i)->word || gap_at (f, i)->open;
}

static gint64
total (const Filler *f, Capacity capacity, guint arg)
{
  gint64 sum = 0;
  for (guint i = 0; i < f->n; i++)
    sum += capacity (f, i, arg);
  return sum;
}

/* Gives @amount (negative: takes) to the gaps in proportion to their capacity; what the division leaves goes
 * to the first gaps, one unit each (R65). */
static void
spread (Filler *f, gint64 amount, Capacity capacity, guint arg)
{
  gint64 sum = total (f, capacity, arg), rest = amount < 0 ? -amount : amount, sign = amount < 0 ? -1 : 1;
  gint64 given = 0;

  if (sum == 0)
    return;
  for (guint i = 0; i < f->n; i++) {
    gint64 share = rest * capacity (f, i, arg) / sum;
    f->widths[i] += (ComposeUnit) (sign * share);
    given += share;
  }
  for (guint i = 0; i < f->n && given < rest; i++)
    if (capacity (f, i, arg) > 0) {
      f->widths[i] += (ComposeUnit) sign;
      given++;
    }
}

/* R51 */
static void
squeeze (Filler *f, gint64 need)
{
  for (guint tier = 0; tier < COMPOSE_N_TIERS && need > 0; tier++) {
    gint64 have = total (f, shrink_capacity, tier);
    gint64 take = MIN (have, need);
    spread (f, -take, shrink_capacity, tier);
    need -= take;
  }
}

static gint64
fill_tier (Filler *f, gint64 need, Capacity capacity)
{
  gint64 take = MIN (total (f, capacity, 0), need);
  spread (f, take, capacity, 0);
  return need - take;
}

/* R52–R54. T3 goes to all open gaps alike; but while each would get no more than 0.06 em, which nobody sees,
 * the gaps between Han and Latin stay at the 1/2 em that T2 gave them. Returns FALSE if the line must be left
 * ragged; then nothing has changed. */
static gboolean
open_chinese (Filler *f, gint64 need, ComposeLine *line)
{
  gint64 open = total (f, open_capacity, 0), words = total (f, any_word_capacity, 0);
  gint64 soft = total (f, word_capacity, 0) + total (f, autospace_capacity, 0);
  gint64 limit = open * f->row->em / 4, rest = need - soft;

  if (rest > limit + words * f->row->em * COMPOSE_WORD_EXTRA / 100)
    return FALSE;
  need = fill_tier (f, need, word_capacity);
  need = fill_tier (f, need, autospace_capacity);
  if (need <= 0)
    return TRUE;
  gint64 gaps = MIN (need, limit), plain = total (f, plain_capacity, 0);
  gboolean little = gaps * 50 <= plain * 3 * f->row->em;
  spread (f, gaps, little ? plain_capacity : open_capacity, 0);
  line->open = open > 0 ? (ComposeUnit) (gaps / (little ? plain : open)) : 0;
  spread (f, need - gaps, any_word_capacity, 0);
  return TRUE;
}

/* R61: all word spaces alike. */
static gboolean
open_english (Filler *f, gint64 need, ComposeLine *line)
{
  gint64 gaps = total (f, english_capacity, 0);

  if (gaps == 0 || need > gaps * f->row->em * COMPOSE_ENGLISH_EXTRA / 100)
    return FALSE;
  spread (f, need, english_capacity, 0);
  line->open = (ComposeUnit) (need / gaps);
  return TRUE;
}

/* ---- placing ------------------------------------------------------------------------------------------- */

static gboolean
is_joined (const ComposePara *para, guint i)
{
  return (para->infos[i].flags & COMPOSE_INFO_JOIN) || para->metrics[i].joined;
}

/* Places one cell whose body begins at @x. */
static void
place_cell (const ComposeRow *row, const ComposeCell *cell, ComposeUnit x, ComposePlace *places)
{
  const ComposePara *para = row->para;
  ComposeUnit pen = x + cell->shift;
  gboolean mark = cell->cls_first >= COMPOSE_CLASS_OP && cell->cls_first <= COMPOSE_CLASS_SL;

  for (guint i = cell->start; i < cell->end; i++) {
    ComposeUnit advance = para->metrics[i].advance;
    if (i > cell->start && is_joined (para, i)) {
      places[i] = (ComposePlace){places[i - 1].x, places[i - 1].body_x, 0};
      pen += advance; /* of a mark that the font gives an advance of its own */
      continue;
    }
    places[i] = (ComposePlace){pen, pen, advance};
    pen += advance;
  }
  if (!mark)
    return;
  /* a mark shows in its body only; a pair of dashes or dots shares it */
  ComposeUnit shown = cell->body - 2 * cell->inset, count = 0;
  for (guint i = cell->start; i < cell->end; i++)
    count += is_joined (para, i) && i > cell->start ? 0 : 1;
  for (guint i = cell->start, k = 0; i < cell->end; i++) {
    if (i > cell->start && is_joined (para, i)) {
      places[i].body_x = places[i - 1].body_x;
      continue;
    }
    places[i].body_x = x + cell->inset + shown * (ComposeUnit) k / count;
    places[i].width = shown * (ComposeUnit) (k + 1) / count - shown * (ComposeUnit) k / count;
    k++;
  }
}

/* The spaces between two cells share the gap: the first gets it all. */
static void
place_spaces (const ComposeRow *row, guint start, guint end, ComposeUnit x, ComposeUnit width,
              ComposePlace *places)
{
  for (guint i = start; i < end; i++) {
    places[i] = (ComposePlace){x, x, width};
    x += width;
    width = 0;
  }
}

static void
place_line (const Filler *f, ComposeLine *line, ComposePlace *places)
{
  const ComposeRow *row = f->row;
  ComposeUnit x = line->left;

  place_spaces (row, line->start, row->cells[f->span->first].start, x, 0, places);
  for (guint c = f->span->first; c < f->span->end; c++) {
    const ComposeCell *cell = &row->cells[c];
    if (c > f->span->first) {
      ComposeUnit width = f->widths[c - f->span->first - 1];
      place_spaces (row, row->cells[c - 1].end, cell->start, x, width, places);
      x += width;
    }
    place_cell (row, cell, x, places);
    x += cell->body;
  }
  line->right = x + compose_row_edge_right (row, f->span->end - 1);
  if (line->flags & COMPOSE_LINE_HYPHEN) {
    const ComposeChar *before = &row->para->chars[line->last];
    line->hyphen_x = x;
    line->hyphen_style = before->style;
    line->right += row->para->styles[before->style].hyphen;
  }
  if (line->flags & COMPOSE_LINE_HANG)
    line->right -= row->cells[f->span->end - 1].body;
  place_spaces (row, row->cells[f->span->end - 1].end, line->end, x, 0, places);
}

static ComposeUnit
natural_width (const Filler *f, const ComposeLine *line)
{
  const ComposeRow *row = f->row;
  gint64 width = compose_row_edge_left (row, f->span->first) + compose_row_edge_right (row, f->span->end - 1);

  for (guint c = f->span->first; c < f->span->end; c++)
    width += row->cells[c].body + (c > f->span->first ? row->gaps[c].natural : 0);
  if (line->flags & COMPOSE_LINE_HYPHEN)
    width += compose_row_hyphen (row, f->span->end);
  return (ComposeUnit) CLAMP (width, 0, G_MAXINT32);
}

static guint
line_flags (const ComposeRow *row, const ComposeSpan *span)
{
  const ComposePoint *point = &row->gaps[span->end].point;
  guint flags = 0;

  if (span->last)
    flags |= COMPOSE_LINE_LAST;
  else if (point->kind == COMPOSE_POINT_HYPHEN)
    flags |= COMPOSE_LINE_HYPHEN;
  if (!span->last && point->emergency)
    flags |= COMPOSE_LINE_EMERGENCY;
  if (span->hang)
    flags |= COMPOSE_LINE_HANG;
  if (span->overfull)
    flags |= COMPOSE_LINE_OVERFULL;
  return flags;
}

void
compose_justify_line (const ComposeRow *row, const ComposeSpan *span, ComposeUnit indent, ComposeLine *line,
                      ComposePlace *places)
{
  Filler f = {.row = row, .span = span, .indent = indent, .n = span->end - span->first - 1};
  g_autofree ComposeUnit *widths = g_new (ComposeUnit, f.n + 1);
  gboolean justified = row->options->align == COMPOSE_ALIGN_JUSTIFY;
  gint64 need;

  f.widths = widths;
  for (guint i = 0; i < f.n; i++)
    widths[i] = gap_at (&f, i)->natural;
  line->flags = line_flags (row, span);
  line->first = row->cells[span->first].start;
  line->last = row->cells[span->end - 1].end - 1;
  line->left = indent + compose_row_edge_left (row, span->first);
  line->natural = natural_width (&f, line);
  line->slack = row->options->measure - indent - line->natural;
  need = (gint64) line->slack + (span->hang ? row->cells[span->end - 1].body : 0);
  if (need < 0 && justified && !span->overfull) {
    squeeze (&f, -need);
  } else if (need > 0 && justified && !span->last) {
    gboolean done = row->chinese ? open_chinese (&f, need, line) : open_english (&f, need, line);
    if (!done)
      line->flags |= COMPOSE_LINE_RAGGED;
  }
  place_line (&f, line, places);
}
