/* What the stages of the composer hand to each other; nobody else includes this.
 *
 *   pdf-kinsoku   PdfPoint: may a line end before this character, at what price
 *   pdf-space     PdfCell and PdfGap: what stands on a line, and the glue between
 *   pdf-break     which gaps become line ends
 *   pdf-justify   where each character stands */
#pragma once

#include "pdf-paragraph.h"

struct _PdfPara {
  PdfLang lang;
  guint n;
  PdfChar *chars;
  PdfCharInfo *infos;
  PdfMetric *metrics; /* NULL until set */
  PdfStyleMetric *styles;
  guint n_styles;
};

/* ---- break opportunities ------------------------------------------------------------------------------ */

typedef enum {
  PDF_POINT_NONE,
  PDF_POINT_BREAK,
  PDF_POINT_HYPHEN, /* a hyphen is drawn */
  PDF_POINT_FORCED,
} PdfPointKind;

/* Passes of R60: a point counts in its own pass and all later ones. */
typedef enum {
  PDF_PASS_NORMAL,  /* rules, hyphenation, URLs */
  PDF_PASS_SEGMENT, /* any segment of a URL, identifiers after : / . - */
  PDF_PASS_TOKEN,   /* between any clusters of a token that is too long */
  PDF_PASS_ANY,     /* between any clusters at all */
} PdfPass;

typedef struct {
  guint8 kind;      /* PdfPointKind */
  guint8 pass;      /* PdfPass */
  guint8 emergency; /* line gets PDF_LINE_EMERGENCY */
  gint32 penalty;   /* R22, R24, R56 */
} PdfPoint;

/* ---- cells and glue ----------------------------------------------------------------------------------- */

/* Squeezing tiers of R51, S1 first. */
typedef enum {
  PDF_TIER_SPACE,
  PDF_TIER_INTERPUNCT,
  PDF_TIER_BRACKET,
  PDF_TIER_COMMA,
  PDF_TIER_AUTOSPACE,
  PDF_TIER_STOP,
  PDF_N_TIERS,
} PdfTier;

/* What is set as one rigid piece: an ideograph, a mark, a Latin word between its possible breaks. */
typedef struct {
  guint start, end; /* characters */
  guint8 cls_first, cls_last;
  PdfUnit body; /* visible width (R27) */
  PdfUnit blank_left, blank_right;
  PdfUnit shift; /* glyph origin of the first cluster − left edge of the body */
  PdfUnit inset; /* the mark's visible half inside body (centred stops of zh-Hant) */
} PdfCell;

/* The glue before cell i, that is, between cells i − 1 and i; gap 0 stands before the first. */
typedef struct {
  PdfUnit natural;
  PdfUnit shrink;   /* at most this much in tier */
  PdfUnit stretch1; /* T1: word space up to 1/2 em */
  PdfUnit stretch2; /* T2: autospace up to 1/2 em */
  guint8 tier;      /* PdfTier of shrink */
  guint8 open;      /* takes T3 */
  guint8 word;      /* holds a breakable word space */
  PdfPoint point;
} PdfGap;

typedef struct {
  const PdfPara *para;
  const PdfOptions *options;
  PdfUnit em;
  gboolean chinese;
  guint n_cells;
  PdfCell *cells;
  PdfGap *gaps; /* n_cells + 1: gap n_cells holds trailing spaces */
} PdfRow;

/* A Chinese line's word spaces may grow by this much more when its other gaps are full (R54); beyond, it is
 * set ragged. English: R61 reports gaps above 0.75 em, but a hole at the line's end would be worse. Per cent
 * of an em. */
#define PDF_WORD_EXTRA 50
#define PDF_ENGLISH_EXTRA 150

/* ---- stages ------------------------------------------------------------------------------------------- */

/* One point for each character and one for the end. */
PdfPoint *pdf_kinsoku_points (const PdfPara *para, const PdfOptions *options);

PdfRow *pdf_row_new (const PdfPara *para, const PdfOptions *options, const PdfPoint *points, PdfPass pass);
void pdf_row_free (PdfRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PdfRow, pdf_row_free)

/* Widths at the edges of a line: what is left of the first and last cell's outer blank. */
PdfUnit pdf_row_edge_left (const PdfRow *row, guint cell);
PdfUnit pdf_row_edge_right (const PdfRow *row, guint cell);
PdfUnit pdf_row_hyphen (const PdfRow *row, guint gap);

/* A chosen line: cells [first, end); hang: the last mark's body stands outside. */
typedef struct {
  guint first, end;
  guint8 last, hang, overfull;
} PdfSpan;

/**
 * pdf_break_row:
 * @first, @end: cells of a stretch without forced breaks
 * @indent: of its first line
 * @spans: (element-type PdfSpan): lines are appended
 *
 * Returns: FALSE if no set of breaks of this row's pass keeps every line within the measure
 */
gboolean pdf_break_row (const PdfRow *row, guint first, guint end, PdfUnit indent, gboolean anything,
                        GArray *spans, gdouble *demerits, guint64 *evaluated);

/* R58: what a last line holds. */
typedef enum {
  PDF_LAST_GOOD,
  PDF_LAST_REST,  /* enough, but begins with the rest of a hyphenated word */
  PDF_LAST_SHORT, /* a single ideograph or a word too short */
} PdfLastLine;

/* Judges cells [start, end) as the last line of a paragraph that began at cell @first. */
PdfLastLine pdf_break_judge_last (const PdfRow *row, guint first, guint start, guint end);

/* A gap of a line that is wide enough to make a river with those above and below. */
#define PDF_RIVER_MAX 32 /* of a line */

typedef struct {
  PdfUnit left, right;
} PdfWideGap;

/** pdf_river_wide: the least width of such a gap. */
PdfUnit pdf_river_wide (const PdfRow *row);

/**
 * pdf_river_collect:
 * @growth: what each word space of the line gets beyond its natural width
 * @gaps: (element-type PdfWideGap): the line's are appended
 */
void pdf_river_collect (const PdfRow *row, guint first, guint end, PdfUnit indent, gint64 growth,
                        GArray *gaps);
gboolean pdf_river_meet (const PdfWideGap *above, guint n_above, const PdfWideGap *below, guint n_below);

/* Ragged and balanced setting (R74, R76). */
gboolean pdf_break_row_ragged (const PdfRow *row, guint first, guint end, PdfUnit indent, gboolean anything,
                               GArray *spans, guint64 *evaluated);

/* Fills @line and the places of its characters. */
void pdf_justify_line (const PdfRow *row, const PdfSpan *span, PdfUnit indent, PdfLine *line,
                       PdfPlace *places);
