/* preview.h: pages of finished books for people to look at. SPDX-License-Identifier: MIT */
#pragma once

#include <cairo.h>
#include <glib.h>
#include <poppler.h>
#include <stdio.h>

/**
 * preview_sheet:
 * @book: a PDF
 * @columns: pages beside each other; 0: as many as suit the sheet
 * @width: of the sheet, in pixels
 * @to: where the PNG goes
 *
 * All pages on a grey desk, in order, with their numbers. The same book gives the same bytes.
 */
gboolean preview_sheet (const gchar *book, guint columns, guint width, FILE *to, GError **error);

/**
 * preview_serve:
 * @name: what is watched, for the page
 *
 * Serves the page until the standard input ends, on which a line of JSON says what happened (preview-desk.h);
 * its address is the first line on the standard output.
 */
gboolean preview_serve (const gchar *name, GError **error);

/* ---- What both draw with ------------------------------------------------------------------------------ */

/** preview_load: (transfer full): the PDF at @path, read whole: the file may go. */
PopplerDocument *preview_load (const gchar *path, GError **error);
/** preview_measure: the size of a page (from 0), in points. */
void preview_measure (PopplerDocument *document, guint i, gdouble *width, gdouble *height);
/** preview_paint: a page (from 0) at @x, @y, @scale pixels a point, on white paper. */
void preview_paint (cairo_t *cr, PopplerDocument *document, guint i, gdouble x, gdouble y, gdouble scale);
