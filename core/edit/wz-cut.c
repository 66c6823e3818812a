/* wz-cut.c: the part of an issue that is of a period. SPDX-License-Identifier: MIT */
#include "edit/wz-edit.h"

#include "model/wz-map.h"

static gboolean
is_of (const WzEntry *entry, gpointer period)
{
  for (guint i = 0; i < wz_entry_get_n_appearances (entry); i++)
    if (wz_period_contains (period, wz_entry_get_appearance (entry, i)->date))
      return TRUE;
  return FALSE;
}

WzIssue *
wz_edit_cut (const WzIssue *issue, const WzPeriod *period)
{
  static const WzIssueMap map = {.keep = is_of};
  return wz_issue_builder_finish (wz_issue_map (issue, &map, (gpointer) (gsize) period), NULL);
}
