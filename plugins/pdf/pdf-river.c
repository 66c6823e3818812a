/* Rivers: wide gaps that stand below each other in neighbouring lines. In: a line's cells and how much its
 * word spaces grow. Out: where its wide gaps are, and whether two lines' gaps meet. */

#include "pdf-paragraph-private.h"

#define WIDE_NUM 44 /* per cent of an em: a gap that the eye joins with others */

void
pdf_river_collect (const PdfRow *row, guint first, guint end, PdfUnit indent, gint64 growth, PdfRiver *river)
{
  gint64 x = indent, wide = (gint64) row->em * WIDE_NUM / 100;

  river->n = 0;
  for (guint c = first; c < end; c++) {
    const PdfGap *gap = &row->gaps[c];
    gint64 width = c == first ? 0 : gap->natural + (gap->word ? growth : 0);
    if (width >= wide && river->n < PDF_RIVER_MAX) {
      river->left[river->n] = x;
      river->right[river->n] = x + width;
      river->n++;
    }
    x += width + row->cells[c].body;
  }
}

gboolean
pdf_river_meet (const PdfRiver *above, const PdfRiver *below)
{
  guint i = 0, k = 0;

  while (i < above->n && k < below->n) {
    gint64 shared = MIN (above->right[i], below->right[k]) - MAX (above->left[i], below->left[k]);
    gint64 narrower = MIN (above->right[i] - above->left[i], below->right[k] - below->left[k]);
    if (2 * shared > narrower) /* they share more than half */
      return TRUE;
    if (above->right[i] < below->right[k])
      i++;
    else
      k++;
  }
  return FALSE;
}
