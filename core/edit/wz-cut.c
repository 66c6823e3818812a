/* wz-cut.c: the part of an issue that is of a period. SPDX-License-Identifier: MIT */
#include "edit/wz-cut.h"

#include "model/wz-builder.h"

static gboolean
is_of (const WzEntry *entry, const WzPeriod *period)
{
  for (guint i = 0; i < wz_entry_get_n_appearances (entry); i++)
    if (wz_period_contains (period, wz_entry_get_appearance (entry, i)->date))
      return TRUE;
  return FALSE;
}

WzIssue *
wz_edit_cut (const WzIssue *issue, const WzPeriod *period)
{
  g_autoptr (WzIssueBuilder) builder = wz_issue_builder_new ();
  wz_issue_builder_copy_head (builder, issue);
  for (guint s = 0; s < wz_issue_get_n_sections (issue); s++) {
    const WzSection *section = wz_issue_get_section (issue, s);
    WzSection *mine = NULL;
    for (guint i = 0; i < wz_section_get_n_entries (section); i++) {
      if (!is_of (wz_section_get_entry (section, i), period))
        continue;
      if (mine == NULL)
        mine = wz_issue_builder_copy_section (builder, section);
      wz_section_copy_entry (builder, mine, wz_section_get_entry (section, i));
    }
  }
  return wz_issue_builder_finish (g_steal_pointer (&builder), NULL);
}
