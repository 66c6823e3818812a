/* What the stages of the composer hand to each other; nobody else includes this.
 *
 *   kinsoku   ComposePoint: may a line end before this character, at what price
 *   space     ComposeCell and ComposeGap: what stands on a line, and the glue between
 *   break     which gaps become line ends
 *   justify   where each character stands */
#pragma once

#include "compose-paragraph.h"

struct _ComposePara {
  ComposeLang lang;
  guint n;
  ComposeChar *chars;
  ComposeCharInfo *infos;
  ComposeMetric *metrics; /* NULL until set */
  ComposeStyleMetric *styles;
  guint n_styles;
};

/* ---- break opportunities ------------------------------------------------------------------------------ */

typedef enum {
  COMPOSE_POINT_NONE,
  COMPOSE_POINT_BREAK,
  COMPOSE_POINT_HYPHEN, /* a hyphen is drawn */
  COMPOSE_POINT_FORCED,
} ComposePointKind;

/* Passes of R60: a point counts in its own pass and all later ones. */
typedef enum {
  COMPOSE_PASS_NORMAL,  /* rules, hyphenation, URLs */
  COMPOSE_PASS_SEGMENT, /* any segment of a URL, identifiers after : / . - */
  COMPOSE_PASS_TOKEN,   /* between any clusters of a token that is too long */
  COMPOSE_PASS_ANY,     /* between any clusters at all */
} ComposePass;

typedef struct {
  guint8 kind;      /* ComposePointKind */
  guint8 pass;      /* ComposePass */
  guint8 emergency; /* line gets COMPOSE_LINE_EMERGENCY */
  gint32 penalty;   /* R22, R24, R56 */
} ComposePoint;

/* ---- cells and glue ----------------------------------------------------------------------------------- */

/* Squeezing tiers of R51, S1 first. */
typedef enum {
  COMPOSE_TIER_SPACE,
  COMPOSE_TIER_INTERPUNCT,
  COMPOSE_TIER_BRACKET,
  COMPOSE_TIER_COMMA,
  COMPOSE_TIER_AUTOSPACE,
  COMPOSE_TIER_STOP,
  COMPOSE_N_TIERS,
} ComposeTier;

/* What is set as one rigid piece: an ideograph, a mark, a Latin word between its possible breaks. */
typedef struct {
  guint start, end; /* characters */
  guint8 cls_first, cls_last;
  ComposeUnit body; /* visible width (R27) */
  ComposeUnit blank_left, blank_right;
  ComposeUnit shift; /* glyph origin of the first cluster − left edge of the body */
  ComposeUnit inset; /* the mark's visible half inside body (centred stops of zh-Hant) */
} ComposeCell;

/* The glue before cell i, that is, between cells i − 1 and i; gap 0 stands before the first. */
typedef struct {
  ComposeUnit natural;
  ComposeUnit shrink;   /* at most this much in tier */
  ComposeUnit stretch1; /* T1: word space up to 1/2 em */
  ComposeUnit stretch2; /* T2: autospace up to 1/2 em */
  guint8 tier;          /* ComposeTier of shrink */
  guint8 open;          /* takes T3 */
  guint8 word;          /* holds a breakable word space */
  ComposePoint point;
} ComposeGap;

typedef struct {
  const ComposePara *para;
  const ComposeOptions *options;
  ComposeUnit em;
  gboolean chinese;
  guint n_cells;
  ComposeCell *cells;
  ComposeGap *gaps; /* n_cells + 1: gap n_cells holds trailing spaces */
} ComposeRow;

/* A Chinese line's word spaces may grow by this much more when its other gaps are full (R54); beyond, it is
 * set ragged. English: R61 reports gaps above 0.75 em, but a hole at the line's end would be worse. Per cent
 * of an em. */
#define COMPOSE_WORD_EXTRA 50
#define COMPOSE_ENGLISH_EXTRA 150

static inline ComposeUnit
compose_percent (ComposeUnit em, gint num)
{
  return (ComposeUnit) ((gint64) em * num / 100);
}

static inline ComposeUnit
compose_style_em (const ComposePara *para, guint i)
{
  return para->styles[para->chars[i].style].em;
}

/* ---- stages ------------------------------------------------------------------------------------------- */

/* One point for each character and one for the end. */
ComposePoint *compose_kinsoku_points (const ComposePara *para, const ComposeOptions *options);

/** compose_row_make_cells: with the points that count in @pass; the gaps have their points (compose-cell.c).
 */
void compose_row_make_cells (ComposeRow *row, const ComposePoint *points, ComposePass pass);
ComposeRow *compose_row_new (const ComposePara *para, const ComposeOptions *options,
                             const ComposePoint *points, ComposePass pass);
void compose_row_free (ComposeRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ComposeRow, compose_row_free)

/* Widths at the edges of a line: what is left of the first and last cell's outer blank. */
ComposeUnit compose_row_edge_left (const ComposeRow *row, guint cell);
ComposeUnit compose_row_edge_right (const ComposeRow *row, guint cell);
ComposeUnit compose_row_hyphen (const ComposeRow *row, guint gap);

/* A chosen line: cells [first, end); hang: the last mark's body stands outside. */
typedef struct {
  guint first, end;
  guint8 last, hang, overfull;
} ComposeSpan;

/**
 * compose_break_row:
 * @first, @end: cells of a stretch without forced breaks
 * @indent: of its first line
 * @spans: (element-type ComposeSpan): lines are appended
 *
 * Returns: FALSE if no set of breaks of this row's pass keeps every line within the measure
 */
gboolean compose_break_row (const ComposeRow *row, guint first, guint end, ComposeUnit indent,
                            gboolean anything, GArray *spans, gdouble *demerits, guint64 *evaluated);

/* R58: what a last line holds. */
typedef enum {
  COMPOSE_LAST_GOOD,
  COMPOSE_LAST_REST,  /* enough, but begins with the rest of a hyphenated word */
  COMPOSE_LAST_SHORT, /* a single ideograph or a word too short */
} ComposeLastLine;

/* Judges cells [start, end) as the last line of a paragraph that began at cell @first. */
ComposeLastLine compose_break_judge_last (const ComposeRow *row, guint first, guint start, guint end);

/* A gap of a line that is wide enough to make a river with those above and below. */
#define COMPOSE_RIVER_MAX 32 /* of a line */

typedef struct {
  ComposeUnit left, right;
} ComposeWideGap;

/** compose_river_wide: the least width of such a gap. */
ComposeUnit compose_river_wide (const ComposeRow *row);

/**
 * compose_river_collect:
 * @growth: what each word space of the line gets beyond its natural width
 * @gaps: (element-type ComposeWideGap): the line's are appended
 */
void compose_river_collect (const ComposeRow *row, guint first, guint end, ComposeUnit indent, gint64 growth,
                            GArray *gaps);
gboolean compose_river_meet (const ComposeWideGap *above, guint n_above, const ComposeWideGap *below,
                             guint n_below);

/* Ragged and balanced setting (R74, R76). */
gboolean compose_break_row_ragged (const ComposeRow *row, guint first, guint end, ComposeUnit indent,
                                   gboolean anything, GArray *spans, guint64 *evaluated);

/* Fills @line and the places of its characters. */
void compose_justify_line (const ComposeRow *row, const ComposeSpan *span, ComposeUnit indent,
                           ComposeLine *line, ComposePlace *places);
