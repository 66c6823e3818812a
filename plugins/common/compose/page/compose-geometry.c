/* compose-geometry.c: see compose-geometry.h. SPDX-License-Identifier: MIT */
#include "compose-geometry.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* R70: the cell of an ideograph reaches 0.88 em above the baseline. */
#define CELL_ASCENT 0.88
/* R97: margins at the back and at the head take 47 of 100 parts. */
#define SMALLER_SHARE 0.47

#define MIN_MEASURE_EM 8
#define MIN_ROWS 6
#define MAX_MEASURE_EM 45 /* R68 */

G_DEFINE_QUARK (compose - geometry - error - quark, compose_geometry_error)

/* Trimmed sizes of paper; of e-ink readers the area that lights up, from pixels and pixels an inch. */
static const ComposePaper papers[] = {
    {"A4", 210, 297, FALSE},
    {"A5", 148, 210, FALSE},
    {"A6", 105, 148, FALSE},
    {"B5", 176, 250, FALSE},
    {"B5-JIS", 182, 257, FALSE},
    {"16K", 184, 260, FALSE},
    {"32K", 130, 184, FALSE},
    {"Letter", 215.9, 279.4, FALSE},
    {"kindle-6", 90.8, 122.6, TRUE},
    {"kindle-7", 107.0, 142.2, TRUE},
    {"kindle-scribe", 157.5, 210.0, TRUE},
    {"kobo-6", 90.8, 122.6, TRUE},
    {"kobo-7", 107.0, 142.2, TRUE},
    {"kobo-8", 121.9, 162.6, TRUE},
    {"kobo-elipsa", 157.1, 209.5, TRUE},
    {"boox-6", 90.8, 122.6, TRUE},
    {"boox-7", 107.0, 142.2, TRUE},
    {"boox-10", 157.1, 209.5, TRUE},
    {"boox-13", 202.5, 270.0, TRUE},
    {"remarkable-2", 157.8, 210.4, TRUE},
    {"remarkable-pro", 179.7, 239.6, TRUE},
};

/* R97: pages that have been proportioned by hand. */
static const struct {
  const gchar *paper;
  gdouble size, pitch;
  guint columns, measure_em, rows;
} tuned[] = {
    {"A4", 10.5, 18, 1, 40, 38},     {"A4", 10.5, 17, 2, 20, 41},  {"A4", 9, 15, 2, 24, 45},
    {"A5", 9, 15, 1, 34, 32},        {"A5", 10.5, 17, 1, 29, 28},  {"B5", 10.5, 17, 1, 34, 34},
    {"B5-JIS", 10.5, 17, 1, 35, 35}, {"16K", 10.5, 17, 1, 36, 35}, {"Letter", 10.5, 18, 1, 42, 36},
};

const ComposePaper *
compose_paper_find (const gchar *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    if (strcmp (papers[i].name, name) == 0)
      return &papers[i];
  return NULL;
}

static gboolean
near (gdouble a, gdouble b)
{
  return fabs (a - b) < 0.05;
}

/* The tuned row for this page, or -1. */
static gint
find_tuned (const ComposePageSpec *spec)
{
  for (guint i = 0; i < G_N_ELEMENTS (tuned); i++) {
    const ComposePaper *paper = compose_paper_find (tuned[i].paper);
    if (near (paper->width_mm * COMPOSE_PT_PER_MM, spec->width) &&
        near (paper->height_mm * COMPOSE_PT_PER_MM, spec->height) && near (tuned[i].size, spec->size) &&
        near (tuned[i].pitch, spec->pitch) && tuned[i].columns == spec->columns)
      return (gint) i;
  }
  return -1;
}

/* Width that the type area may take: between margins set by hand, or a share of the page. */
static gdouble
available_width (const ComposePageSpec *spec)
{
  gdouble share = spec->screen ? 0.90 : spec->columns > 1 ? 0.76 : 0.7265;
  if (spec->inner > 0 || spec->outer > 0) {
    gdouble rest = spec->width * (1 - share);
    gdouble inner = spec->inner > 0 ? spec->inner : rest * SMALLER_SHARE;
    gdouble outer = spec->outer > 0 ? spec->outer : rest * (1 - SMALLER_SHARE);
    return spec->width - inner - outer - spec->binding;
  }
  if (spec->notes_margin)
    share = 0.80;
  return spec->width * share;
}

static gdouble
available_height (const ComposePageSpec *spec)
{
  gdouble share = spec->screen ? 0.88 : 0.80;
  if (spec->top > 0 || spec->bottom > 0) {
    gdouble rest = spec->height * (1 - share);
    return spec->height - (spec->top > 0 ? spec->top : rest * SMALLER_SHARE) -
           (spec->bottom > 0 ? spec->bottom : rest * (1 - SMALLER_SHARE));
  }
  return spec->height * share;
}

static guint
choose_measure_em (const ComposePageSpec *spec, gint row, gdouble notes)
{
  if (row >= 0 && spec->inner <= 0 && spec->outer <= 0 && notes <= 0)
    return tuned[row].measure_em;
  gdouble width = available_width (spec) - notes - (spec->columns - 1) * spec->column_gap;
  gdouble em = floor (width / spec->columns / spec->size + 1e-6);
  return em > 0 ? (guint) MIN (em, spec->columns > 1 ? 26 : MAX_MEASURE_EM) : 0;
}

static guint
choose_rows (const ComposePageSpec *spec, gint row)
{
  gboolean by_hand = spec->top > 0 || spec->bottom > 0;
  if (row >= 0 && !by_hand)
    return tuned[row].rows;
  gdouble rows = (available_height (spec) - spec->size) / spec->pitch;
  rows = (by_hand || spec->screen ? floor (rows + 1e-6) : round (rows)) + 1;
  return rows > 0 ? (guint) rows : 0;
}

static gboolean
fail_small (const ComposePageSpec *spec, GError **error)
{
  gchar width[G_ASCII_DTOSTR_BUF_SIZE], height[G_ASCII_DTOSTR_BUF_SIZE], size[G_ASCII_DTOSTR_BUF_SIZE];
  g_ascii_formatd (width, sizeof width, "%.1f", spec->width / COMPOSE_PT_PER_MM);
  g_ascii_formatd (height, sizeof height, "%.1f", spec->height / COMPOSE_PT_PER_MM);
  g_ascii_formatd (size, sizeof size, "%.4g", spec->size);
  g_set_error (error, COMPOSE_GEOMETRY_ERROR, COMPOSE_GEOMETRY_ERROR_TOO_SMALL,
               _ ("the page of %s × %s mm is too small for its margins and text of %s pt (it takes at least "
                  "%d em and %d "
                  "lines)"),
               width, height, size, MIN_MEASURE_EM, MIN_ROWS);
  return FALSE;
}

/* Splits what the type area leaves: margins set by hand stay, the rest goes 47:53, or evenly on one-sided
 * pages. */
static void
set_margins (const ComposePageSpec *spec, ComposeGeometry *g)
{
  gdouble outside = g->notes_width + g->notes_gap;
  gdouble rest = spec->width - g->type_width - outside - spec->binding;
  gdouble share = spec->two_sided ? SMALLER_SHARE : 0.5;
  if (outside > 0)
    share = 0.5;
  gdouble inner = rest * share;
  if (spec->inner > 0 && spec->outer <= 0)
    inner = MIN (spec->inner, rest);
  else if (spec->outer > 0 && spec->inner <= 0)
    inner = MAX (rest - spec->outer, 0);
  else if (spec->inner > 0)
    inner = spec->inner + (rest - spec->inner - spec->outer) * 0.5;
  g->inner = inner + spec->binding;
  g->outer = spec->width - g->type_width - g->inner;
  g->left_odd = g->inner;
  g->left_even = spec->two_sided ? g->outer : g->inner;
  gdouble spare = spec->height - g->type_height;
  g->top = spec->top > 0      ? spec->top
           : spec->bottom > 0 ? MAX (spare - spec->bottom, 0)
                              : spare * SMALLER_SHARE;
  g->bottom = spare - g->top;
}

gboolean
compose_geometry_compute (const ComposePageSpec *spec, ComposeGeometry *geometry, GError **error)
{
  ComposeGeometry *g = geometry;
  memset (g, 0, sizeof *g);
  gint row = find_tuned (spec);
  g->width = spec->width;
  g->height = spec->height;
  g->size = spec->size;
  g->pitch = spec->pitch;
  g->columns = spec->columns;
  g->column_gap = spec->columns > 1 ? spec->column_gap : 0;
  g->two_sided = spec->two_sided && !spec->screen;
  g->screen = spec->screen;
  if (spec->notes_margin && !spec->screen) {
    g->notes_gap = 1.5 * spec->size;
    g->notes_width = spec->width * 0.25;
  }
  guint em = spec->measure > 0 ? 0 : choose_measure_em (spec, row, g->notes_gap + g->notes_width);
  g->measure = spec->measure > 0 ? spec->measure : em * spec->size;
  g->rows = choose_rows (spec, row);
  g->type_width = g->columns * g->measure + (g->columns - 1) * g->column_gap;
  g->type_height = g->rows > 0 ? (g->rows - 1) * g->pitch + g->size : 0;
  /* At least 3 mm of paper stays around the text. */
  gdouble edge = 3 * COMPOSE_PT_PER_MM;
  if (g->measure < MIN_MEASURE_EM * spec->size || g->rows < MIN_ROWS ||
      g->type_width + g->notes_width + g->notes_gap + spec->binding > spec->width - 2 * edge ||
      g->type_height > spec->height - 2 * edge)
    return fail_small (spec, error);
  ComposePageSpec sided = *spec;
  sided.two_sided = g->two_sided;
  set_margins (&sided, g);
  if (g->inner < edge - 1e-6 || g->outer < edge - 1e-6 || g->top < edge - 1e-6 || g->bottom < edge - 1e-6)
    return fail_small (spec, error);
  return TRUE;
}

gdouble
compose_geometry_left (const ComposeGeometry *geometry, guint number)
{
  return number % 2 == 1 ? geometry->left_odd : geometry->left_even;
}

gdouble
compose_geometry_baseline (const ComposeGeometry *geometry, guint row)
{
  return geometry->top + CELL_ASCENT * geometry->size + row * geometry->pitch;
}
