/* wz-withdrawn-papers.c: what a book does with papers that were withdrawn. SPDX-License-Identifier: MIT */
#include "edit/merge/wz-withdrawn.h"

#include <glib/gi18n-lib.h>

#include "model/wz-map.h"

typedef struct {
  GHashTable *entries; /* those that are withdrawn */
  WzWithdrawnPapers papers;
} Policy;

static gboolean
keep (const WzEntry *entry, gpointer user_data)
{
  const Policy *policy = user_data;
  return policy->papers != WZ_WITHDRAWN_OMIT || !g_hash_table_contains (policy->entries, entry);
}

static void
mark (WzIssueBuilder *builder, WzEntry *mine, const WzEntry *theirs, gpointer user_data)
{
  const Policy *policy = user_data;
  if (g_hash_table_contains (policy->entries, theirs))
    wz_entry_set_status (builder, mine,
                         policy->papers == WZ_WITHDRAWN_MARK ? WZ_STATUS_WITHDRAWN : WZ_STATUS_UNKNOWN);
}

static void
tell (const Policy *policy, const WzEntry *entry, gboolean announced, WzDiagSink *sink)
{
  WzPosition here = wz_entry_get_position (entry);
  g_autofree gchar *label = wz_entry_dup_label (entry, NULL);
  const gchar *key = wz_entry_get_key (entry);
  if (policy->papers == WZ_WITHDRAWN_OMIT)
    wz_diag_report (sink, WZ_SEVERITY_WARNING, "withdrawn-omitted", &here,
                    _ ("%s is withdrawn, and left out: “%s” (withdrawn = omit)"), key, label);
  else if (!announced && policy->papers == WZ_WITHDRAWN_MARK)
    wz_diag_report (sink, WZ_SEVERITY_WARNING, "withdrawn", &here, _ ("%s is withdrawn, and marked so: “%s”"),
                    key, label);
  else if (!announced)
    wz_diag_report (sink, WZ_SEVERITY_WARNING, "withdrawn", &here,
                    _ ("%s is withdrawn, and not marked: “%s” (withdrawn = keep)"), key, label);
}

WzIssue *
wz_edit_withdrawn (const WzIssue *issue, WzWithdrawnPapers papers, WzDiagSink *sink)
{
  static const WzIssueMap map = {.keep = keep, .entry = mark};
  g_autoptr (WzWithdrawalTest) test = wz_withdrawal_test_new ();
  g_autoptr (GHashTable) entries = g_hash_table_new (NULL, NULL);
  Policy policy = {entries, papers};
  for (guint i = 0; i < wz_issue_get_n_entries (issue); i++) {
    const WzEntry *entry = wz_issue_get_entry (issue, i);
    gboolean announced = wz_withdrawal_is_announced (test, entry);
    if (!announced && wz_entry_get_status (entry) != WZ_STATUS_WITHDRAWN &&
        wz_withdrawal_test_entry (test, entry) == WZ_WITHDRAWAL_NONE)
      continue;
    g_hash_table_add (entries, (gpointer) (gsize) entry);
    tell (&policy, entry, announced, sink);
  }
  if (g_hash_table_size (entries) == 0)
    return wz_issue_ref (issue);
  return wz_issue_builder_finish (wz_issue_map (issue, &map, &policy), sink);
}
