/* pdf-impose.h: the order of pages on the sheets of a booklet (R104). Whole numbers only.
 * SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** PdfSheetSide: page numbers from 1; 0 is an empty half. */
typedef struct {
  guint left, right;
  guint sheet; /* from 0, the outermost: creep grows with it */
} PdfSheetSide;

/**
 * pdf_impose_booklet:
 *
 * Two pages a side, sheets folded once and laid into each other; printed on both sides, turned on the short
 * edge.
 *
 * Returns: (transfer full) (array length=n_sides): front and back of each sheet, the outermost first
 */
PdfSheetSide *pdf_impose_booklet (guint n_pages, guint *n_sides);

G_END_DECLS
