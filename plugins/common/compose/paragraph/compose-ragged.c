/* Lines that are not justified: author lines and affiliations (R74), and headings whose lines are to be of
 * similar length (R76). In and out as compose-break.c. Costs are square ems of what a line leaves empty; the
 * penalty of a break is added as it is. */

#include "compose-paragraph-private.h"

#define MAX_BALANCED 12 /* lines; longer pieces are no headings and are set ragged */

static const gdouble cost_line = 40;   /* a line more */
static const gdouble cost_short = 1e5; /* 孤字, single word on the last line */
static const gdouble cost_hyphen_rest = 400;

/* @end and @start are natural widths with what a line that ends or starts here has at its edge, as in
 * compose-break.c. */
typedef struct {
  guint gap;
  gint64 end, start;
  gdouble penalty;
} Stop;

typedef struct {
  const ComposeRow *row;
  guint first, end;
  ComposeUnit indent;
  gboolean anything;
  GArray *stops;
  guint64 evaluated;
} Ragged;

static inline const Stop *
stop_at (const Ragged *r, guint i)
{
  return &g_array_index (r->stops, Stop, i);
}

static void
collect_stops (Ragged *r)
{
  const ComposeRow *row = r->row;
  Stop stop = {.gap = r->first, .start = -compose_row_edge_left (row, r->first) - r->indent};
  gint64 width = 0;

  g_array_append_val (r->stops, stop);
  for (guint g = r->first + 1; g <= r->end; g++) {
    const ComposeGap *gap = &row->gaps[g];
    gboolean last = g == r->end;
    width += row->cells[g - 1].body;
    if (last || gap->point.kind != COMPOSE_POINT_NONE) {
      stop = (Stop){.gap = g, .end = width + compose_row_edge_right (row, g - 1)};
      if (!last) {
        stop.penalty = gap->point.penalty;
        stop.end += compose_row_hyphen (row, g);
        stop.start = width + gap->natural - compose_row_edge_left (row, g) - row->options->indent_rest;
      }
      g_array_append_val (r->stops, stop);
    }
    width += last ? 0 : gap->natural;
  }
}

/* What line a→b leaves empty; negative: it does not fit. */
static inline gint64
room (const Ragged *r, guint a, guint b)
{
  return r->row->options->measure - (stop_at (r, b)->end - stop_at (r, a)->start);
}

static gdouble
line_cost (const Ragged *r, guint a, guint b, gint64 left, gboolean count_last)
{
  gdouble em = r->row->em, empty = (gdouble) MAX (left, 0) / em, cost = cost_line;

  if (stop_at (r, b)->gap < r->end)
    return cost + empty * empty + stop_at (r, b)->penalty;
  if (count_last)
    cost += empty * empty;
  if (a == 0)
    return cost;
  switch (compose_break_judge_last (r->row, r->first, stop_at (r, a)->gap, r->end)) {
  case COMPOSE_LAST_SHORT:
    return cost + cost_short;
  case COMPOSE_LAST_REST:
    return cost + cost_hyphen_rest;
  default:
    return cost;
  }
}

/* A last line of one Latin word, which a heading must not have (R76). */
static gboolean
is_single_word (const Ragged *r, guint a)
{
  for (guint c = stop_at (r, a)->gap; c < r->end; c++)
    if (r->row->cells[c].cls_first <= COMPOSE_CLASS_SL || (c > stop_at (r, a)->gap && r->row->gaps[c].word))
      return FALSE;
  return TRUE;
}

typedef struct {
  gdouble cost;
  guint previous;
} Way;

/* The cheapest ways to every stop in exactly @line lines, from those in one line fewer. */
static gboolean
advance_line (Ragged *r, const Way *before, Way *after)
{
  guint n = r->stops->len;

  for (guint b = 0; b < n; b++)
    after[b] = (Way){.cost = -1};
  for (guint a = 0; a + 1 < n; a++) {
    if (before[a].cost < 0)
      continue;
    for (guint b = a + 1; b < n; b++) {
      gint64 left = room (r, a, b);
      gdouble cost;
      gboolean forced = r->anything && b == a + 1;
      r->evaluated++;
      if (left < 0 && !forced) {
        if (left < -r->row->em) /* only a hyphen or an edge could still help the next */
          break;
        continue;
      }
      cost = before[a].cost + line_cost (r, a, b, left, TRUE) + (left < 0 ? 1e8 : 0);
      if (b + 1 == n && a > 0 && is_single_word (r, a))
        cost += cost_short;
      if (after[b].cost < 0 || cost < after[b].cost)
        after[b] = (Way){.cost = cost, .previous = a};
    }
  }
  return after[n - 1].cost >= 0;
}

static void
append_ways (const Ragged *r, Way *const *ways, guint lines, GArray *spans)
{
  guint at = r->stops->len - 1;
  guint start = spans->len;

  g_array_set_size (spans, start + lines);
  for (guint line = lines; line > 0; line--) {
    guint from = ways[line][at].previous;
    g_array_index (spans, ComposeSpan, start + line - 1) = (ComposeSpan){.first = stop_at (r, from)->gap,
                                                                         .end = stop_at (r, at)->gap,
                                                                         .last = line == lines,
                                                                         .overfull = room (r, from, at) < 0};
    at = from;
  }
}

/* Balanced: the fewest lines that do, and among those the most even. */
static gboolean
solve_balanced (Ragged *r, GArray *spans)
{
  Way *ways[MAX_BALANCED + 1] = {NULL};
  guint n = r->stops->len, lines = 0;
  gboolean done = FALSE;

  ways[0] = g_new (Way, n);
  for (guint i = 0; i < n; i++)
    ways[0][i].cost = i == 0 ? 0 : -1;
  while (!done && lines < MAX_BALANCED) {
    lines++;
    ways[lines] = g_new (Way, n);
    done = advance_line (r, ways[lines - 1], ways[lines]);
  }
  /* one line more if the last would hold a single word or character */
  if (done && lines > 1 && lines < MAX_BALANCED && ways[lines][n - 1].cost >= cost_short) {
    ways[lines + 1] = g_new (Way, n);
    if (advance_line (r, ways[lines], ways[lines + 1]) &&
        ways[lines + 1][n - 1].cost < ways[lines][n - 1].cost)
      lines++;
  }
  if (done)
    append_ways (r, ways, lines, spans);
  for (guint i = 0; i <= MAX_BALANCED; i++)
    g_free (ways[i]);
  return done;
}

static gboolean
solve_ragged (Ragged *r, GArray *spans)
{
  guint n = r->stops->len, start = spans->len;
  g_autofree Way *ways = g_new (Way, n);

  for (guint b = 0; b < n; b++)
    ways[b] = (Way){.cost = b == 0 ? 0 : -1};
  for (guint b = 1; b < n; b++)
    for (guint a = b; a-- > 0;) {
      gint64 left = room (r, a, b);
      gdouble cost;
      gboolean forced = r->anything && a + 1 == b;
      r->evaluated++;
      if (left < -r->row->em && !forced)
        break;
      if (ways[a].cost < 0 || (left < 0 && !forced))
        continue;
      cost = ways[a].cost + line_cost (r, a, b, left, FALSE) + (left < 0 ? 1e8 : 0);
      if (ways[b].cost < 0 || cost < ways[b].cost)
        ways[b] = (Way){.cost = cost, .previous = a};
    }
  if (ways[n - 1].cost < 0)
    return FALSE;
  for (guint at = n - 1; at > 0; at = ways[at].previous) {
    ComposeSpan span = {.first = stop_at (r, ways[at].previous)->gap,
                        .end = stop_at (r, at)->gap,
                        .last = at == n - 1,
                        .overfull = room (r, ways[at].previous, at) < 0};
    g_array_insert_val (spans, start, span);
  }
  return TRUE;
}

/* No page is as wide as this: who asks for it wants one line, which may have to be several all the same. */
#define BEYOND_PAGES (20000 * COMPOSE_UNIT)

/* Each line as full as it will be. */
static gboolean
solve_greedily (Ragged *r, GArray *spans)
{
  guint last = r->stops->len - 1;

  for (guint a = 0; a < last;) {
    guint b = a + 1;
    while (b < last && room (r, a, b + 1) >= 0)
      b++;
    ComposeSpan span = {.first = stop_at (r, a)->gap,
                        .end = stop_at (r, b)->gap,
                        .last = b == last,
                        .overfull = room (r, a, b) < 0};
    g_array_append_val (spans, span);
    r->evaluated += b - a;
    a = b;
  }
  return TRUE;
}

gboolean
compose_break_row_ragged (const ComposeRow *row, guint first, guint end, ComposeUnit indent,
                          gboolean anything, GArray *spans, guint64 *evaluated)
{
  g_autoptr (GArray) stops = g_array_new (FALSE, FALSE, sizeof (Stop));
  Ragged r = {.row = row, .first = first, .end = end, .indent = indent, .anything = anything, .stops = stops};
  gint64 width;
  gboolean done = FALSE;

  collect_stops (&r);
  width = stop_at (&r, stops->len - 1)->end;
  /* All on one line is always the cheapest, and the search would look at every pair of stops for it. */
  if (stops->len > 1 && room (&r, 0, stops->len - 1) >= 0) {
    ComposeSpan span = {.first = first, .end = end, .last = TRUE};
    g_array_append_val (spans, span);
    *evaluated += 1;
    return TRUE;
  }
  if (row->options->align == COMPOSE_ALIGN_BALANCED &&
      width < (gint64) row->options->measure * (MAX_BALANCED - 2))
    done = solve_balanced (&r, spans);
  if (!done && row->options->measure > BEYOND_PAGES)
    done = solve_greedily (&r, spans);
  if (!done)
    done = solve_ragged (&r, spans);
  *evaluated += r.evaluated;
  return done;
}
