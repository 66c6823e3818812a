/* Which breaks are taken: optimum line breaking over the whole paragraph (R54–R60), the method of Knuth and
 * Plass with Chinese glue. In: a row of cells and gaps. Out: lines as spans of cells.
 *
 * Prefix sums at the break points make any candidate line O(1); a candidate is at most as long as what can be
 * squeezed into the measure, so a paragraph costs O(n · measure). Each break point keeps its best way for
 * every tightness class and number of hyphens before it, because the next line's price depends on both. A
 * paragraph with more than BLOCK break points is solved in blocks that overlap by some lines: memory for
 * states stays bounded, and the result differs from the whole optimum only if it would at the seam. */

#include "compose-paragraph-private.h"

#include <math.h>

#define BLOCK 6000  /* break points solved at once */
#define OVERLAP 10  /* lines of a block that are solved again with the next */
#define N_FIT 4     /* tightness classes, R56 */
#define N_HYPHENS 3 /* hyphenated lines in a row: 0, 1, 2 or more */

/* R56; the values are demerits. */
static const gdouble demerit_two_hyphens = 3000;
static const gdouble demerit_three_hyphens = 1e13; /* R62: at most two in a row */
static const gdouble demerit_tightness = 500;
static const gdouble demerit_rest_of_word = 1e5;
static const gdouble demerit_short_last = 1e12; /* R58 */
static const gdouble demerit_ragged = 1e9;      /* R54: the line is not flush: dearer than any that is */
static const gdouble ragged_hole_em = 10; /* a hole of this many em counts as a ragged line more; grows as its
                                             square: two small holes rather than one large */
static const gdouble demerit_loose_zh = 3e5; /* gaps between Han and Latin above 1/2 em */
static const gdouble demerit_loose_en = 1e6; /* word spaces more than 0.25 em above natural */
static const gdouble demerit_meeting = 1e4;  /* wide gaps stand below wide gaps … */
static const gdouble demerit_river = 1e6;    /* … for the third line */
static const gdouble demerit_overfull = 1e14;

typedef struct {
  gint64 natural;
  gint64 shrink;
  gint64 stretch; /* T1 + T2 */
  gint32 open;    /* number of T3 gaps */
  gint32 words;   /* number of word spaces */
} Sums;

typedef struct {
  guint gap;
  Sums before; /* of everything before the gap: a line ends here */
  Sums after;  /* with the gap: a line starts here */
  gint64 end,
      start; /* the natural widths of both, with what a line has at its edges: blanks, hyphen, indent */
  guint first_state, n_states;
  gdouble least;    /* demerits of its best state */
  gdouble least_on; /* and of the best of all points from here on; INFINITY: there is none yet */
  gdouble floor;    /* a line that ends here costs no less */
  gint32 penalty;
  ComposeUnit hang;  /* body of the mark before the gap, if it may hang (R33); else 0 */
  guint8 hyphened;   /* the line shows a hyphen at its end */
  guint8 after_none; /* some state ends in no hyphen … */
  guint8 after_some; /* … or in one at least */
} Point;

typedef struct {
  gdouble demerits;
  guint previous; /* state */
  guint point;
  guint8 fit, hyphens; /* of the line that it ends; in how many lines up to it */
  guint8 hang, overfull;
  guint8 meets;   /* its wide gaps stand below some of the line before */
  guint16 n_wide; /* wide gaps of the line that it ends, from @wide; UNKNOWN_WIDE until somebody asks */
  guint32 wide;
} State;

#define UNKNOWN_WIDE G_MAXUINT16

typedef struct {
  const ComposeRow *row;
  guint first, end;
  ComposeUnit indent;
  gboolean anything;
  guint base; /* point that the block at hand starts at */
  Point *points;
  guint n_points;
  GArray *states;     /* State */
  GArray *wide;       /* ComposeWideGap: of the lines that states end */
  ComposeUnit growth; /* less than this makes no gap wide */
  guint64 evaluated;
} Solver;

/* One candidate line. */
typedef struct {
  gint64 slack; /* measure − natural */
  gint64 shrink, stretch;
  gint32 open, words;
  gboolean hang;
} Candidate;

static inline Point *
point_at (const Solver *s, guint i)
{
  return &s->points[i];
}

static inline State *
state_at (const Solver *s, guint i)
{
  return &g_array_index (s->states, State, i);
}

/* Whether the line before @gap shows a hyphen at its end, inserted or the author's. */
static gboolean
ends_in_hyphen (const ComposeRow *row, guint gap)
{
  gunichar ch = row->para->chars[row->cells[gap - 1].end - 1].ch;
  return row->gaps[gap].point.kind == COMPOSE_POINT_HYPHEN || ch == '-' || ch == 0x2010;
}

/* ---- points -------------------------------------------------------------------------------------------- */

/* R33: a single 。．，、 that follows no other mark; never in zh-Hant. */
static gboolean
may_hang (const ComposeRow *row, guint cell)
{
  const ComposeCell *c = &row->cells[cell];
  gunichar ch = row->para->chars[c->start].ch;

  if (!row->options->hang || row->para->lang == COMPOSE_LANG_ZH_HANT)
    return FALSE;
  if (ch != 0x3002 && ch != 0xFF0E && ch != 0xFF0C && ch != 0x3001)
    return FALSE;
  return cell == 0 || row->cells[cell - 1].cls_last == COMPOSE_CLASS_ID ||
         row->cells[cell - 1].cls_last > COMPOSE_CLASS_SL;
}

static void
add_gap (Sums *sums, const ComposeGap *gap)
{
  sums->natural += gap->natural;
  sums->shrink += gap->shrink;
  sums->stretch += gap->stretch1 + gap->stretch2;
  sums->open += gap->open;
  sums->words += gap->word;
}

static inline ComposeUnit
line_indent (const Solver *s, const Point *start)
{
  return start->gap == s->first ? s->indent : s->row->options->indent_rest;
}

/* What follows from a point alone, for the many lines that end or start there. */
static void
finish_point (const Solver *s, Point *point)
{
  const ComposeRow *row = s->row;

  if (point->gap < s->end)
    point->start = point->after.natural - compose_row_edge_left (row, point->gap) - line_indent (s, point);
  if (point->gap == s->first)
    return;
  point->end = point->before.natural + compose_row_edge_right (row, point->gap - 1);
  if (point->gap < s->end) {
    const ComposeGap *gap = &row->gaps[point->gap];
    point->end += compose_row_hyphen (row, point->gap);
    point->penalty = gap->point.penalty;
    point->hyphened = ends_in_hyphen (row, point->gap);
    point->hang = may_hang (row, point->gap - 1) ? row->cells[point->gap - 1].body : 0;
  }
  point->floor = point->penalty > -10 ? (10.0 + point->penalty) * (10.0 + point->penalty) : 0;
}

static void
collect_points (Solver *s)
{
  Sums sums = {0};
  ComposeUnit widest = 0;

  s->points[s->n_points] = (Point){.gap = s->first};
  finish_point (s, &s->points[s->n_points++]);
  for (guint g = s->first + 1; g <= s->end; g++) {
    const ComposeGap *gap = &s->row->gaps[g];
    Point *point = &s->points[s->n_points];
    widest = MAX (widest, gap->natural);
    sums.natural += s->row->cells[g - 1].body;
    *point = (Point){.gap = g, .before = sums};
    if (g < s->end)
      add_gap (&sums, gap);
    if (g < s->end && gap->point.kind == COMPOSE_POINT_NONE)
      continue;
    point->after = sums;
    finish_point (s, point);
    s->n_points++;
  }
  s->growth = compose_river_wide (s->row) - widest;
}

/* ---- one candidate line -------------------------------------------------------------------------------- */

static inline Candidate
candidate (const Solver *s, const Point *a, const Point *b)
{
  Candidate c = {.slack = s->row->options->measure - (b->end - a->start),
                 .shrink = b->before.shrink - a->after.shrink,
                 .stretch = b->before.stretch - a->after.stretch,
                 .open = b->before.open - a->after.open,
                 .words = b->before.words - a->after.words};

  /* R25: squeezing comes first, then hanging */
  if (b->hang != 0 && c.slack + c.shrink < 0) {
    c.hang = TRUE;
    c.slack += b->hang;
  }
  return c;
}

/* R54: more than a quarter em for each open gap; the limits are those of compose-justify.c */
static gboolean
is_ragged (const Solver *s, const Candidate *c)
{
  gint64 em = s->row->em, rest = c->slack - c->stretch;

  if (!s->row->chinese)
    return c->slack * 100 > em * COMPOSE_ENGLISH_EXTRA * (c->words + c->open);
  return rest > 0 && rest * 100 > em * (25 * (gint64) c->open + COMPOSE_WORD_EXTRA * (gint64) c->words);
}

/* The reach of a line's glue: at ratio 1 it is loose, but not yet bad (R55). English: a quarter em for each
 * word space (R61); the constant keeps lines without spaces comparable. */
static gdouble
reach (const Solver *s, const Candidate *c)
{
  gdouble em = s->row->em;
  if (s->row->chinese)
    return (gdouble) c->stretch + 0.05 * em * c->open + 0.5 * em;
  return 0.25 * em * c->words + 0.05 * em * c->open + (c->words > 0 ? 0.1 : 0.5) * em;
}

/* R55, not clipped. */
static gdouble
badness (const Candidate *c, gdouble limit)
{
  gdouble ratio;
  if (c->slack < 0)
    ratio = 0.7 * (gdouble) -c->slack / (gdouble) c->shrink;
  else
    ratio = (gdouble) c->slack / limit;
  return 100 * ratio * ratio * ratio;
}

/* A line that is left ragged is not opened, so no badness: as few as can be, small holes rather than large,
 * and no word broken for nothing. */
static gdouble
ragged_price (const Solver *s, const Point *end, const Candidate *c)
{
  gdouble hole = (gdouble) c->slack / s->row->em / ragged_hole_em;
  gdouble broken = end->hyphened ? 0.5 : 0;
  return (10.0 + end->penalty) * (10.0 + end->penalty) + demerit_ragged * (1 + hole * hole + broken);
}

/* What an opened line costs beyond its badness. */
static gdouble
loose_demerits (const Solver *s, const Candidate *c)
{
  gint64 em = s->row->em;

  if (s->row->chinese)
    return c->stretch > 0 && (c->slack - c->stretch) * 50 > 3 * em * c->open ? demerit_loose_zh : 0;
  return c->slack * 4 > em * c->words ? demerit_loose_en : 0;
}

/* R56: 0 squeezed, 1 up to half the reach, 2 up to all of it, 3 more */
static guint
tightness (const Candidate *c, gdouble limit)
{
  if (c->slack < 0)
    return 0;
  if (2.0 * (gdouble) c->slack <= limit)
    return 1;
  return (gdouble) c->slack <= limit ? 2 : 3;
}

/* ---- the last line, R58 -------------------------------------------------------------------------------- */

ComposeLastLine
compose_break_judge_last (const ComposeRow *row, guint first, guint start, guint end)
{
  guint ideographs = 0, run = 0, longest = 0, words = 0;
  guint need = row->chinese ? 3 : 5;
  gboolean rest = start > first && ends_in_hyphen (row, start);

  if (row->options->free_last)
    return COMPOSE_LAST_GOOD;
  for (guint i = row->cells[start].start; i < row->cells[end - 1].end && ideographs < 2 && longest < need;
       i++) {
    guint cls = row->para->infos[i].cls;
    if (compose_class_is_word (cls)) {
      words += run == 0 ? 1 : 0;
      run++;
      if (!(rest && words == 1))
        longest = MAX (longest, run);
    } else {
      run = 0;
      ideographs += cls == COMPOSE_CLASS_ID || cls == COMPOSE_CLASS_OW ? 1 : 0;
    }
  }
  if (ideographs >= 2 || longest >= need)
    return rest ? COMPOSE_LAST_REST : COMPOSE_LAST_GOOD;
  return COMPOSE_LAST_SHORT;
}

static gdouble
last_line_demerits (const Solver *s, const Point *a)
{
  switch (compose_break_judge_last (s->row, s->first, a->gap, s->end)) {
  case COMPOSE_LAST_REST:
    return demerit_rest_of_word;
  case COMPOSE_LAST_SHORT:
    return demerit_short_last;
  default:
    return 0;
  }
}

/* ---- the search ---------------------------------------------------------------------------------------- */

/* The ways to a point. @best: of each number of hyphens and tightness; what is not there costs INFINITY.
 * @safe: of each: a way that costs this or more can't win any more: another way to the same point, with no
 * more hyphens and without gaps that the next line's could meet, is ahead of it by more than the next line
 * can add to that one alone. @open: what costs this or more can't win, whatever it is */
typedef struct {
  State best[N_HYPHENS][N_FIT];
  gdouble safe[N_HYPHENS][N_FIT], open;
  gboolean reached;
} Front;

static inline gboolean
has_wide (const Solver *s, const Candidate *c)
{
  return c->words > 0 && c->slack > 0 && c->slack / c->words >= s->growth;
}

/* The wide gaps of line a→b are appended. */
static void
collect_wide (Solver *s, const Point *a, const Point *b, const Candidate *c, State *state)
{
  state->wide = s->wide->len;
  if (has_wide (s, c))
    compose_river_collect (s->row, a->gap, b->gap, line_indent (s, a), c->slack / c->words, s->wide);
  state->n_wide = (guint16) MIN (s->wide->len - state->wide, UNKNOWN_WIDE - 1);
}

/* Whether the wide gaps of line a→b, @here, stand below those of the line before it, which ends state @from.
 * English alone: Chinese gaps are rarely that wide. */
static gboolean
meets_gaps (Solver *s, guint from, const Point *a, const State *here)
{
  State *above = state_at (s, from);

  if (above->n_wide == UNKNOWN_WIDE) {
    const Point *start = point_at (s, state_at (s, above->previous)->point);
    Candidate before = candidate (s, start, a);
    collect_wide (s, start, a, &before, above);
  }
  if (above->n_wide == 0 || here->n_wide == 0) /* perhaps there are no gaps at all, and no array */
    return FALSE;
  const ComposeWideGap *gaps = (const ComposeWideGap *) (gpointer) s->wide->data;
  return compose_river_meet (gaps + above->wide, above->n_wide, gaps + here->wide, here->n_wide);
}

static gboolean
may_make_river (const Solver *s, const Candidate *c)
{
  /* the narrowest gap that counts, less any word space of a text font */
  return !s->row->chinese && c->slack * 8 > (gint64) s->row->em * c->words && has_wide (s, c);
}

/* What costs this or more can't win as a way of this kind. */
static inline gdouble
get_bound (const Front *front, guint hyphens, guint fit)
{
  return MIN (front->safe[hyphens][fit], front->best[hyphens][fit].demerits);
}

/* The same of all lines to @b of this tightness or looser. */
static inline gdouble
get_open (const Front *front, const Point *b, guint fit)
{
  gdouble open = 0;

  for (; fit < N_FIT; fit++) {
    if (!b->hyphened)
      open = MAX (open, get_bound (front, 0, fit));
    for (guint hyphens = 1; hyphens < N_HYPHENS && b->hyphened; hyphens++)
      open = MAX (open, get_bound (front, hyphens, fit));
  }
  return open;
}

/* Whether every state that a line a→b of this tightness could give is there already, and as good. */
static inline gboolean
is_hopeless (const Front *front, const Point *a, const Point *b, guint fit, gdouble least)
{
  if (!b->hyphened)
    return least >= get_bound (front, 0, fit);
  return (!a->after_none || least >= get_bound (front, 1, fit)) &&
         (!a->after_some || least >= get_bound (front, 2, fit));
}

/* What the line a→b costs whatever comes before it. */
static gdouble
line_price (const Solver *s, const Point *a, const Point *b, const Candidate *c, gboolean overfull,
            gdouble flush)
{
  gdouble price = flush;

  if (b->gap == s->end)
    price += last_line_demerits (s, a);
  else if (!overfull && c->slack > 0 && is_ragged (s, c))
    price = ragged_price (s, b, c);
  else if (!overfull && c->slack > 0)
    price += loose_demerits (s, c);
  return overfull ? price + demerit_overfull : price;
}

/* Whether no line that ends at @b and is shorter than a→b, of tightness @fit, can win any more. All of them
 * are as loose or looser, so that their badness is larger, and no way to their starts costs less than @least;
 * a ragged line has a price of its own. */
static gboolean
is_settled (const Solver *s, const Front *front, const Point *a, const Point *b, const Candidate *c,
            guint fit, gdouble flush)
{
  gboolean grows = a->gap != s->first && !s->row->options->keep_start && b->penalty > -10;

  return grows && b->gap != s->end && c->slack > 0 &&
         a[1].least_on + MIN (flush, demerit_ragged) >= get_open (front, b, fit);
}

/* R56: what the line behind one of tightness @kept may cost more than behind one of tightness @other. */
static inline gdouble
tightness_lead (guint kept, guint other)
{
  gboolean none = kept == other || (kept == 1 && other == 0) || (kept == 2 && other == 3);

  return none ? 0 : demerit_tightness;
}

/* The next number after one that is not negative. */
static inline gdouble
just_above (gdouble number)
{
  union {
    gdouble number;
    guint64 bits;
  } next = {number};

  next.bits++;
  return next.number;
}

static void
enter (Front *front, const Point *b, const State *state, gboolean has_wide)
{
  guint end = b->hyphened ? N_HYPHENS : 1;

  front->reached = TRUE;
  front->best[state->hyphens][state->fit] = *state;
  for (guint hyphens = state->hyphens; hyphens < end && !has_wide; hyphens++)
    for (guint fit = 0; fit < N_FIT; fit++)
      front->safe[hyphens][fit] =
          MIN (front->safe[hyphens][fit], just_above (state->demerits + tightness_lead (state->fit, fit)));
  front->open = get_open (front, b, 0);
}

/* The best ways to b whose last line is a→b, which looks like @line and costs @price: one for each number of
 * hyphens, into @ways, where they can win. */
static void
find_ways (Solver *s, const Point *a, const Point *b, const Candidate *c, gdouble price, State *line,
           const Front *front, State ways[N_HYPHENS])
{
  gboolean loose = b->gap != s->end && a != point_at (s, s->base) && may_make_river (s, c);
  State here = *line;

  for (guint i = 0; i < N_HYPHENS; i++)
    ways[i].demerits = get_bound (front, i, line->fit);
  for (guint i = a->first_state; i < a->first_state + a->n_states; i++) {
    const State *from = state_at (s, i);
    gdouble total = from->demerits + price;
    here.previous = i;
    here.hyphens = b->hyphened ? MIN (from->hyphens + 1, N_HYPHENS - 1) : 0;
    here.meets = FALSE;
    if (b->hyphened && from->hyphens > 0)
      total += from->hyphens >= 2 ? demerit_three_hyphens : demerit_two_hyphens;
    if (a->gap != s->first && (from->fit > here.fit + 1 || here.fit > from->fit + 1))
      total += demerit_tightness;
    if (total >= ways[here.hyphens].demerits)
      continue;
    if (loose && from->fit >= 1) {
      if (here.n_wide == UNKNOWN_WIDE)
        collect_wide (s, a, b, c, &here);
      here.meets = meets_gaps (s, i, a, &here);
    }
    if (here.meets)
      total += from->meets ? demerit_river : demerit_meeting;
    here.demerits = total;
    if (total < ways[here.hyphens].demerits)
      ways[here.hyphens] = here;
  }
  *line = here;
}

/* Adds the line a→b to every way that reaches a. Returns: whether the shorter lines to b need not be looked
 * at. Whatever cannot beat what is there is left as soon as that is seen: all that is added to demerits is
 * positive. */
static gboolean
extend (Solver *s, const Point *a, guint b_index, const Candidate *c, gboolean overfull, Front *front)
{
  const Point *b = point_at (s, b_index);
  gboolean last = b->gap == s->end;
  gdouble limit = reach (s, c);
  guint fit = last && c->slack >= 0 ? 1 : overfull ? 3 : tightness (c, limit);
  if (is_hopeless (front, a, b, fit, a->least + b->floor))
    return FALSE;
  gdouble bad = overfull || (last && c->slack >= 0) ? 0 : badness (c, limit);
  gdouble flush = (10 + bad + b->penalty) * (10 + bad + b->penalty);
  gdouble price = line_price (s, a, b, c, overfull, flush);
  if (is_hopeless (front, a, b, fit, a->least + price))
    return is_settled (s, front, a, b, c, fit, flush);

  State ways[N_HYPHENS];
  State line = {
      .point = b_index, .fit = (guint8) fit, .hang = c->hang, .overfull = overfull, .n_wide = UNKNOWN_WIDE};
  guint n_wide = s->wide->len;
  gboolean taken = FALSE;
  find_ways (s, a, b, c, price, &line, front, ways);
  for (guint i = b->hyphened ? 1 : 0; i < (b->hyphened ? N_HYPHENS : 1); i++)
    if (ways[i].demerits < get_bound (front, i, fit)) {
      enter (front, b, &ways[i], !s->row->chinese && has_wide (s, c));
      taken = TRUE;
    }
  /* Nobody will ask for the gaps of a line that no state holds. */
  if (!taken && s->wide->len == n_wide + line.n_wide)
    g_array_set_size (s->wide, n_wide);
  return is_settled (s, front, a, b, c, fit, flush);
}

/* Tries the lines that end at point @b and start at @low or later, longest first, so that good ones come
 * early and most of the others are seen to be worse at once. With @long_only, those that fill less than 2/5
 * of the measure are left to a second look. Returns the first point that is not too far away to matter. */
static guint
try_starts (Solver *s, guint b, guint low, gboolean long_only, Front *front)
{
  const Point *end = point_at (s, b);
  gint64 measure = s->row->options->measure, em = s->row->em;

  for (guint a = low; a < b; a++) {
    const Point *start = point_at (s, a);
    if (start->least_on + end->floor >= front->open)
      break;
    if (start->least + end->floor >= front->open)
      continue;
    Candidate c = candidate (s, start, end);
    gint64 over = -(c.slack + c.shrink);
    gboolean forced = s->anything && a + 1 == b;
    if (over > 2 * em && !forced) { /* later ends only add; edges can take off no more than this */
      low = a + 1;
      continue;
    }
    if (long_only && c.slack * 5 > measure * 3)
      break;
    if (start->n_states == 0 || (over > 0 && !forced))
      continue;
    s->evaluated++;
    if (extend (s, start, b, &c, over > 0, front))
      break;
  }
  return low;
}

/* States for point @b from all starts in [low, b); returns the new low. */
static guint
solve_point (Solver *s, guint b, guint low)
{
  Front front = {.open = INFINITY};
  gboolean last = point_at (s, b)->gap == s->end;
  Point *point;

  for (guint i = 0; i < N_HYPHENS; i++)
    for (guint fit = 0; fit < N_FIT; fit++)
      front.safe[i][fit] = front.best[i][fit].demerits = INFINITY;
  low = try_starts (s, b, low, !last, &front);
  if (!front.reached && !last)
    low = try_starts (s, b, low, FALSE, &front);
  point = point_at (s, b);
  point->first_state = s->states->len;
  for (guint fit = 0; fit < N_FIT; fit++)
    for (guint i = 0; i < N_HYPHENS; i++)
      if (front.best[i][fit].demerits < front.safe[i][fit]) {
        gdouble demerits = front.best[i][fit].demerits;
        point->least = point->n_states == 0 ? demerits : MIN (point->least, demerits);
        point->after_none |= i == 0;
        point->after_some |= i != 0;
        g_array_append_val (s->states, front.best[i][fit]);
        point->n_states++;
      }
  for (guint i = b + 1; point->n_states > 0 && i-- > s->base && point_at (s, i)->least_on > point->least;)
    point_at (s, i)->least_on = point->least;
  return MIN (low, b);
}

static guint
best_state (const Solver *s, const Point *point)
{
  guint best = point->first_state;
  for (guint i = best; i < point->first_state + point->n_states; i++)
    if (state_at (s, i)->demerits < state_at (s, best)->demerits)
      best = i;
  return best;
}

/* Follows a way back to point @base; fills @way with states, last line first. */
static void
trace (const Solver *s, guint state, guint base, GArray *way)
{
  g_array_set_size (way, 0);
  while (state_at (s, state)->point != base) {
    g_array_append_val (way, state);
    state = state_at (s, state)->previous;
  }
}

static void
append_line (const Solver *s, const State *from, const State *to, GArray *spans)
{
  ComposeSpan span = {.first = point_at (s, from->point)->gap,
                      .end = point_at (s, to->point)->gap,
                      .last = point_at (s, to->point)->gap == s->end,
                      .hang = to->hang,
                      .overfull = to->overfull};
  g_array_append_val (spans, span);
}

/* Fixes the first lines of @way (all but @keep) and returns the state they end in. */
static State
commit (const Solver *s, const GArray *way, guint keep, GArray *spans)
{
  State end = *state_at (s, state_at (s, g_array_index (way, guint, way->len - 1))->previous);
  for (guint i = way->len; i-- > keep;) {
    const State *to = state_at (s, g_array_index (way, guint, i));
    append_line (s, &end, to, spans);
    end = *to;
  }
  return end;
}

/* The best way among the break points of the last line's worth before @b. */
static gboolean
best_recent (const Solver *s, guint b, guint base, guint *state)
{
  gboolean found = FALSE;
  gint64 window = s->row->options->measure;
  const Point *last = point_at (s, b);

  for (guint i = b; i > base; i--) {
    const Point *point = point_at (s, i);
    if (last->before.natural - point->before.natural > window)
      break;
    if (point->n_states == 0)
      continue;
    guint here = best_state (s, point);
    if (!found || state_at (s, here)->demerits < state_at (s, *state)->demerits) {
      *state = here;
      found = TRUE;
    }
  }
  return found;
}

/* Starts a new block at @from: one state, at its point. */
static guint
restart (Solver *s, State from)
{
  guint base = from.point;
  for (guint i = base; i < s->n_points; i++) {
    Point *point = point_at (s, i);
    point->n_states = point->after_none = point->after_some = 0;
    point->least_on = INFINITY;
  }
  g_array_set_size (s->states, 0);
  g_array_set_size (s->wide, 0);
  from.n_wide = UNKNOWN_WIDE;
  g_array_append_val (s->states, from);
  point_at (s, base)->first_state = 0;
  point_at (s, base)->n_states = 1;
  point_at (s, base)->least = point_at (s, base)->least_on = from.demerits;
  point_at (s, base)->after_none = from.hyphens == 0;
  point_at (s, base)->after_some = from.hyphens != 0;
  s->base = base;
  return base;
}

static gboolean
solve (Solver *s, GArray *spans, gdouble *demerits)
{
  g_autoptr (GArray) way = g_array_new (FALSE, FALSE, sizeof (guint));
  State origin = {.fit = 1};
  guint last = s->n_points - 1, base = restart (s, origin), low = 0, state = 0;

  for (guint b = 1; b <= last; b++) {
    low = solve_point (s, b, low);
    if (b - base < BLOCK || b == last)
      continue;
    if (!best_recent (s, b, base, &state))
      return FALSE;
    trace (s, state, base, way);
    if (way->len <= OVERLAP)
      continue;
    base = restart (s, commit (s, way, OVERLAP, spans));
    low = base;
    b = base;
  }
  if (point_at (s, last)->n_states == 0)
    return FALSE;
  state = best_state (s, point_at (s, last));
  *demerits += state_at (s, state)->demerits;
  trace (s, state, base, way);
  if (way->len > 0)
    commit (s, way, 0, spans);
  return TRUE;
}

gboolean
compose_break_row (const ComposeRow *row, guint first, guint end, ComposeUnit indent, gboolean anything,
                   GArray *spans, gdouble *demerits, guint64 *evaluated)
{
  g_autofree Point *points = g_new (Point, end - first + 1);
  g_autoptr (GArray) states = g_array_new (FALSE, FALSE, sizeof (State));
  g_autoptr (GArray) wide = g_array_new (FALSE, FALSE, sizeof (ComposeWideGap));
  Solver s = {.row = row,
              .first = first,
              .end = end,
              .indent = indent,
              .anything = anything,
              .points = points,
              .states = states,
              .wide = wide};
  guint n_spans = spans->len;
  gboolean done;

  collect_points (&s);
  done = solve (&s, spans, demerits);
  *evaluated += s.evaluated;
  if (!done)
    g_array_set_size (spans, n_spans);
  return done;
}
