/* wz-authority.c: facts of papers from archives' own records. SPDX-License-Identifier: MIT
 *
 * In: an issue, and what archives say of papers. Out: the issue with these facts. A paper and what is said of
 * it are merged as several dailies are; wz_merge_compare_trust() is what makes the archive's word hold.
 */
#include "edit/merge/wz-authority.h"

#include <glib/gi18n-lib.h>

#include "edit/merge/wz-merge-private.h"

/* What is said of a paper: its place among the records. */
typedef struct {
  const WzEntry *entry;
  const WzIssue *issue;
} Record;

GStrv
wz_authority_dup_names (const WzEntry *entry)
{
  const gchar *arxiv_id = wz_entry_get_arxiv_id (entry), *doi = wz_entry_get_doi (entry),
              *identity = wz_entry_get_identity (entry);
  GPtrArray *names = g_ptr_array_new ();
  if (arxiv_id != NULL)
    g_ptr_array_add (names, g_strconcat ("arxiv:", arxiv_id, NULL));
  if (doi != NULL)
    g_ptr_array_add (names, g_strconcat ("doi:", doi, NULL));
  if (identity != NULL)
    g_ptr_array_add (names, g_strdup (identity));
  g_ptr_array_add (names, NULL);
  return (GStrv) g_ptr_array_free (names, FALSE);
}

static GHashTable *
collect (const WzIssue *const *authorities, guint n)
{
  GHashTable *records =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  for (guint a = 0; a < n; a++)
    for (guint i = 0; i < wz_issue_get_n_entries (authorities[a]); i++) {
      Record record = {wz_issue_get_entry (authorities[a], i), authorities[a]};
      g_auto (GStrv) names = wz_authority_dup_names (record.entry);
      for (guint k = 0; names[k] != NULL; k++) {
        GArray *list = g_hash_table_lookup (records, names[k]);
        if (list == NULL)
          g_hash_table_insert (records, g_strdup (names[k]),
                               list = g_array_new (FALSE, FALSE, sizeof (Record)));
        g_array_append_val (list, record);
      }
    }
  return records;
}

/* (nullable): what is said of @entry, by the first of its identifiers that has something. */
static const GArray *
find (GHashTable *records, const WzEntry *entry)
{
  g_auto (GStrv) names = wz_authority_dup_names (entry);
  const GArray *found = NULL;
  for (guint i = 0; names[i] != NULL && found == NULL; i++)
    found = g_hash_table_lookup (records, names[i]);
  return found;
}

static void
add_member (GPtrArray *members, const WzEntry *entry, const WzIssue *issue, const WzWithdrawalTest *test,
            gboolean authority)
{
  WzMember *member = wz_member_new (entry, issue, test);
  member->order = members->len;
  member->authority = authority;
  if (authority && wz_date_is_known (wz_entry_get_updated (entry)))
    member->date = wz_entry_get_updated (entry);
  g_ptr_array_add (members, member);
}

/* ---- What was filled ---- */

static gboolean
has_doi (const WzEntry *entry)
{
  return wz_entry_get_doi (entry) != NULL;
}

static gboolean
has_comment (const WzEntry *entry)
{
  return wz_entry_get_comment (entry) != NULL;
}

static gboolean
has_journal (const WzEntry *entry)
{
  return wz_entry_get_journal_ref (entry) != NULL;
}

static gboolean
has_days (const WzEntry *entry)
{
  return wz_date_is_known (wz_entry_get_published (entry));
}

static gboolean
has_version (const WzEntry *entry)
{
  return wz_entry_get_arxiv_version (entry) > 0;
}

static gboolean
has_primary (const WzEntry *entry)
{
  return wz_entry_get_primary_category (entry) != NULL;
}

static gboolean
has_all_authors (const WzEntry *entry)
{
  return wz_entry_get_n_authors (entry) > 0 && !wz_entry_get_authors_cut (entry);
}

static const struct {
  const gchar *name;
  gboolean (*has) (const WzEntry *entry);
} facts[] = {
    {N_ ("all authors"), has_all_authors},
    {N_ ("version"), has_version},
    {N_ ("main category"), has_primary},
    {N_ ("days"), has_days},
    {N_ ("DOI"), has_doi},
    {N_ ("comment"), has_comment},
    {N_ ("journal"), has_journal},
};

static void
explain (const WzEntry *before, const WzEntry *after, const WzEntry *record, WzDiagSink *sink)
{
  WzPosition here = wz_entry_get_position (before), there = wz_entry_get_position (record);
  g_autoptr (GString) names = g_string_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    if (facts[i].has (after) && !facts[i].has (before))
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", _ (facts[i].name));
  if (names->len > 0)
    wz_diag_report (sink, WZ_SEVERITY_HINT, "merge-authority", &here, _ ("filled from %s:%u: %s"),
                    there.file ? there.file : "?", there.line, names->str);
}

/* ---- The issue ---- */

typedef struct {
  WzIssueBuilder *builder;
  const WzIssue *issue;
  GHashTable *records;
  const WzWithdrawalTest *test;
  WzDiagSink *sink;
} Completing;

static void
complete_entry (const Completing *work, WzSection *section, const WzEntry *entry)
{
  const GArray *said = find (work->records, entry);
  if (said == NULL) {
    wz_section_copy_entry (work->builder, section, entry);
    return;
  }
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func (wz_member_free);
  WzPaper *paper = g_new0 (WzPaper, 1);
  paper->members = g_ptr_array_new ();
  add_member (members, entry, work->issue, work->test, FALSE);
  for (guint i = 0; i < said->len; i++) {
    const Record *record = &g_array_index (said, Record, i);
    add_member (members, record->entry, record->issue, work->test, TRUE);
  }
  for (guint i = 0; i < members->len; i++) {
    const WzMember *member = g_ptr_array_index (members, i);
    g_ptr_array_add (paper->members, (gpointer) (gsize) member);
    paper->arxiv_id = paper->arxiv_id != NULL ? paper->arxiv_id : wz_entry_get_arxiv_id (member->entry);
    paper->doi = paper->doi != NULL ? paper->doi : wz_entry_get_doi (member->entry);
    paper->identity = paper->identity != NULL ? paper->identity : wz_entry_get_identity (member->entry);
  }
  wz_paper_part_withdrawn (paper);
  const WzEntry *mine =
      wz_merge_fields (work->builder, section, paper, wz_issue_get_lang (work->issue), work->sink);
  explain (entry, mine, g_array_index (said, Record, 0).entry, work->sink);
  wz_paper_free (paper);
}

WzIssue *
wz_edit_complete (const WzIssue *issue, const WzIssue *const *authorities, guint n, WzDiagSink *sink)
{
  g_autoptr (GHashTable) records = collect (authorities, n);
  g_autoptr (WzWithdrawalTest) test = wz_withdrawal_test_new ();
  WzIssueBuilder *builder = wz_issue_builder_new ();
  Completing work = {builder, issue, records, test, sink};
  wz_issue_builder_copy_head (builder, issue);
  for (guint i = 0; i < wz_issue_get_n_sections (issue); i++) {
    const WzSection *theirs = wz_issue_get_section (issue, i);
    WzSection *mine = wz_issue_builder_copy_section (builder, theirs);
    for (guint k = 0; k < wz_section_get_n_entries (theirs); k++)
      complete_entry (&work, mine, wz_section_get_entry (theirs, k));
  }
  return wz_issue_builder_finish (builder, NULL);
}
