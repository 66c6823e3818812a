/* compose-geometry.h: the page in points. In: paper, size, leading, what is fixed by hand. Out: type area,
 * margins, grid, columns. Pure arithmetic; R67–R71, R97, R98, R101, R103. SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define COMPOSE_PT_PER_PX 0.48 /* of pictures: 150 pixels an inch */
#define COMPOSE_PT_PER_MM (72.0 / 25.4)

#define COMPOSE_GEOMETRY_ERROR (compose_geometry_error_quark ())
GQuark compose_geometry_error_quark (void);
typedef enum { COMPOSE_GEOMETRY_ERROR_TOO_SMALL } ComposeGeometryError;

/**
 * ComposePaper: a size of page.
 * @screen: that of an e-ink reader: one-sided, small margins, no blank pages
 */
typedef struct {
  const gchar *name;
  gdouble width_mm, height_mm;
  gboolean screen;
} ComposePaper;

/** compose_paper_find: (nullable): by the name of the style key `page.paper`. */
const ComposePaper *compose_paper_find (const gchar *name);

/**
 * ComposePageSpec: what is asked. Lengths in points; 0 = as the page's proportions have it.
 * @measure: width of one column of text
 * @notes_margin: leaves a wide outer margin for notes (R103)
 */
typedef struct {
  gdouble width, height;
  gboolean screen;
  gdouble size, pitch;
  gdouble measure;
  guint columns;
  gdouble column_gap;
  gdouble inner, outer, top, bottom;
  gdouble binding;
  gboolean two_sided;
  gboolean notes_margin;
} ComposePageSpec;

/**
 * ComposeGeometry: the page. Lengths in points.
 * @left_odd, @left_even: left edge of the type area on right-hand and left-hand pages
 * @top: upper edge of the type area; the first baseline lies 0.88 em below (R70)
 * @rows: lines of the grid
 * @type_width: all columns and the gaps between
 * @notes_width: of the room for notes outside the type area, 0 when there is none; @notes_gap lies between
 */
typedef struct {
  gdouble width, height;
  gdouble size, pitch;
  gdouble left_odd, left_even, top, bottom;
  gdouble inner, outer;
  gdouble type_width, type_height;
  gdouble measure;
  guint columns;
  gdouble column_gap;
  guint rows;
  gboolean two_sided;
  gboolean screen;
  gdouble notes_width, notes_gap;
} ComposeGeometry;

/**
 * compose_geometry_compute:
 *
 * The measure is a whole number of em (R68), the height a whole number of lines (R71). What is not fixed by
 * hand follows the table of R97, or its proportions. Margins are split 47:53 between back and fore edge and
 * between head and foot.
 *
 * Returns: FALSE with @error when the page is too small for its margins
 */
gboolean compose_geometry_compute (const ComposePageSpec *spec, ComposeGeometry *geometry, GError **error);

/** compose_geometry_left: left edge of the type area on page @number (from 1; odd ones are right-hand pages).
 */
gdouble compose_geometry_left (const ComposeGeometry *geometry, guint number);

/** compose_geometry_baseline: of line @row (from 0), from the page's upper edge (R70). */
gdouble compose_geometry_baseline (const ComposeGeometry *geometry, guint row);

G_END_DECLS
