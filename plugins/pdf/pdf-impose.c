/* pdf-impose.c: see pdf-impose.h. SPDX-License-Identifier: MIT */
#include "pdf-impose.h"

PdfSheetSide *
pdf_impose_booklet (guint n_pages, guint *n_sides)
{
  guint sheets = (MAX (n_pages, 1) + 3) / 4, n = 4 * sheets;
  PdfSheetSide *sides = g_new0 (PdfSheetSide, 2 * sheets);
  for (guint i = 0; i < sheets; i++) {
    sides[2 * i] = (PdfSheetSide){n - 2 * i, 2 * i + 1, i};
    sides[2 * i + 1] = (PdfSheetSide){2 * i + 2, n - 2 * i - 1, i};
  }
  for (guint i = 0; i < 2 * sheets; i++) {
    if (sides[i].left > n_pages)
      sides[i].left = 0;
    if (sides[i].right > n_pages)
      sides[i].right = 0;
  }
  *n_sides = 2 * sheets;
  return sides;
}
