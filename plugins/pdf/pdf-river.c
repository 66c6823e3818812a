/* Rivers: wide gaps that stand below each other in neighbouring lines. In: a line's cells and how much its
 * word spaces grow. Out: where its wide gaps are, and whether two lines' gaps meet. */

#include "pdf-paragraph-private.h"

#define WIDE_NUM 44 /* per cent of an em: a gap that the eye joins with others */

PdfUnit
pdf_river_wide (const PdfRow *row)
{
  return (PdfUnit) ((gint64) row->em * WIDE_NUM / 100);
}

void
pdf_river_collect (const PdfRow *row, guint first, guint end, PdfUnit indent, gint64 growth, GArray *gaps)
{
  gint64 x = indent, wide = pdf_river_wide (row);
  guint limit = gaps->len + PDF_RIVER_MAX;

  for (guint c = first; c < end; c++) {
    const PdfGap *gap = &row->gaps[c];
    gint64 width = c == first ? 0 : gap->natural + (gap->word ? growth : 0);
    if (width >= wide && gaps->len < limit) {
      PdfWideGap found = {(PdfUnit) x, (PdfUnit) (x + width)};
      g_array_append_val (gaps, found);
    }
    x += width + row->cells[c].body;
  }
}

gboolean
pdf_river_meet (const PdfWideGap *above, guint n_above, const PdfWideGap *below, guint n_below)
{
  guint i = 0, k = 0;

  while (i < n_above && k < n_below) {
    gint64 shared = (gint64) MIN (above[i].right, below[k].right) - MAX (above[i].left, below[k].left);
    PdfUnit narrower = MIN (above[i].right - above[i].left, below[k].right - below[k].left);
    if (2 * shared > narrower) /* they share more than half */
      return TRUE;
    if (above[i].right < below[k].right)
      i++;
    else
      k++;
  }
  return FALSE;
}
