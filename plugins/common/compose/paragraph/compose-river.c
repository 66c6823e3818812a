/* Rivers: wide gaps that stand below each other in neighbouring lines. In: a line's cells and how much its
 * word spaces grow. Out: where its wide gaps are, and whether two lines' gaps meet. */

#include "compose-paragraph-private.h"

#define WIDE_NUM 44 /* per cent of an em: a gap that the eye joins with others */

ComposeUnit
compose_river_wide (const ComposeRow *row)
{
  return (ComposeUnit) ((gint64) row->em * WIDE_NUM / 100);
}

void
compose_river_collect (const ComposeRow *row, guint first, guint end, ComposeUnit indent, gint64 growth,
                       GArray *gaps)
{
  gint64 x = indent, wide = compose_river_wide (row);
  ComposeWideGap found[COMPOSE_RIVER_MAX];
  guint n = 0;

  for (guint c = first; c < end; c++) {
    const ComposeGap *gap = &row->gaps[c];
    gint64 width = c == first ? 0 : gap->natural + (gap->word ? growth : 0);
    if (width >= wide && n < COMPOSE_RIVER_MAX)
      found[n++] = (ComposeWideGap){(ComposeUnit) x, (ComposeUnit) (x + width)};
    x += width + row->cells[c].body;
  }
  g_array_append_vals (gaps, found, n);
}

gboolean
compose_river_meet (const ComposeWideGap *above, guint n_above, const ComposeWideGap *below, guint n_below)
{
  guint i = 0, k = 0;

  while (i < n_above && k < n_below) {
    gint64 shared = (gint64) MIN (above[i].right, below[k].right) - MAX (above[i].left, below[k].left);
    ComposeUnit narrower = MIN (above[i].right - above[i].left, below[k].right - below[k].left);
    if (2 * shared > narrower) /* they share more than half */
      return TRUE;
    if (above[i].right < below[k].right)
      i++;
    else
      k++;
  }
  return FALSE;
}
