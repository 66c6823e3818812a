/* wz-merge.c: which entries are one paper. SPDX-License-Identifier: MIT
 *
 * In: issues as read and normalised, by date. Out: one issue, one entry a paper: by arXiv id whatever the
 * version, then by DOI, then by folded title; never across two arXiv ids or two DOIs. Full entries come
 * first, then the short ones, by first appearance. Each decision is a diagnostic.
 */
#include "edit/merge/wz-merge-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include <wenzhai/wz-label.h>

typedef struct {
  GPtrArray *members;                                     /* WzMember, owned, in order */
  GPtrArray *papers;                                      /* WzPaper, owned */
  GHashTable *by_arxiv, *by_doi, *by_identity, *by_title; /* string (lent) → WzPaper */
  WzDiagSink *sink;
} Merge;

void
wz_member_free (gpointer data)
{
  WzMember *member = data;
  g_free (member->title);
  g_free (member);
}

void
wz_paper_free (WzPaper *paper)
{
  g_ptr_array_unref (paper->members);
  g_clear_pointer (&paper->withdrawn, g_ptr_array_unref);
  g_free (paper);
}

static WzDate
first_date (const WzEntry *entry, const WzIssue *issue)
{
  WzDate date = {0, 0, 0};
  for (guint i = 0; i < wz_entry_get_n_appearances (entry); i++) {
    WzDate seen = wz_entry_get_appearance (entry, i)->date;
    if (wz_date_is_known (seen) && (!wz_date_is_known (date) || wz_date_compare (seen, date) < 0))
      date = seen;
  }
  return wz_date_is_known (date) ? date : wz_issue_get_date (issue);
}

/* An archive may say it where the text does not; one that was told of before, as in a dump, has its last
 * text.
 */
static WzWithdrawal
find_withdrawal (const WzEntry *entry, const WzWithdrawalTest *test)
{
  WzWithdrawal said = wz_withdrawal_test_entry (test, entry);
  gboolean told = said != WZ_WITHDRAWAL_NONE || wz_withdrawal_is_announced (test, entry);
  return wz_entry_get_status (entry) == WZ_STATUS_WITHDRAWN && !told ? WZ_WITHDRAWAL : said;
}

WzMember *
wz_member_new (const WzEntry *entry, const WzIssue *issue, const WzWithdrawalTest *test)
{
  WzMember *member = g_new0 (WzMember, 1);
  member->entry = entry;
  member->issue = issue;
  member->date = first_date (entry, issue);
  member->title = wz_model_fold_entry_title (entry);
  member->withdrawal = find_withdrawal (entry, test);
  return member;
}

static void
collect_members (Merge *merge, const WzIssue *issue, const WzWithdrawalTest *test)
{
  for (guint i = 0; i < wz_issue_get_n_entries (issue); i++) {
    WzMember *member = wz_member_new (wz_issue_get_entry (issue, i), issue, test);
    member->order = merge->members->len;
    g_ptr_array_add (merge->members, member);
  }
}

static gint
compare_members (gconstpointer a, gconstpointer b)
{
  const WzMember *left = *(const WzMember *const *) a, *right = *(const WzMember *const *) b;
  gint by_date = wz_date_compare (left->date, right->date);
  return by_date != 0 ? by_date : (left->order > right->order) - (left->order < right->order);
}

static void
explain_join (Merge *merge, const WzPaper *paper, const WzMember *member, const gchar *code,
              const gchar *what, const gchar *value)
{
  const WzMember *first = g_ptr_array_index (paper->members, 0);
  WzPosition here = wz_entry_get_position (member->entry), there = wz_entry_get_position (first->entry);
  guint version = wz_entry_get_arxiv_version (member->entry),
        other = wz_entry_get_arxiv_version (first->entry);
  g_autofree gchar *versions = version != other && version > 0 && other > 0
                                   ? g_strdup_printf (_ (", v%u and v%u"), other, version)
                                   : g_strdup ("");
  wz_diag_report (merge->sink, WZ_SEVERITY_HINT, code, &here, _ ("one paper with %s:%u: same %s %s%s"),
                  there.file ? there.file : "?", there.line, what, value, versions);
}

/* Enters what identifies @member's paper into the tables, where nobody holds the place yet. */
static void
claim (Merge *merge, WzPaper *paper, const WzMember *member)
{
  const gchar *arxiv_id = wz_entry_get_arxiv_id (member->entry), *doi = wz_entry_get_doi (member->entry);
  if (arxiv_id && paper->arxiv_id == NULL)
    paper->arxiv_id = arxiv_id;
  if (doi && paper->doi == NULL)
    paper->doi = doi;
  const gchar *identity = wz_entry_get_identity (member->entry);
  if (identity && paper->identity == NULL)
    paper->identity = identity;
  if (identity && !g_hash_table_contains (merge->by_identity, identity))
    g_hash_table_insert (merge->by_identity, (gpointer) (gsize) identity, paper);
  if (arxiv_id && !g_hash_table_contains (merge->by_arxiv, arxiv_id))
    g_hash_table_insert (merge->by_arxiv, (gpointer) (gsize) arxiv_id, paper);
  if (doi && !g_hash_table_contains (merge->by_doi, doi))
    g_hash_table_insert (merge->by_doi, (gpointer) (gsize) doi, paper);
  if (*member->title && !g_hash_table_contains (merge->by_title, member->title))
    g_hash_table_insert (merge->by_title, member->title, paper);
}

static void
place (Merge *merge, WzMember *member, WzPaper *paper, const gchar *code, const gchar *what,
       const gchar *value)
{
  if (paper == NULL) {
    paper = g_new0 (WzPaper, 1);
    paper->members = g_ptr_array_new ();
    g_ptr_array_add (merge->papers, paper);
  } else {
    explain_join (merge, paper, member, code, what, value);
  }
  g_ptr_array_add (paper->members, member);
  claim (merge, paper, member);
}

/* The paper that @member belongs to by its strongest identifier; members without arXiv id are asked after all
 * that have one, so that the order of days does not matter. */
static void
place_member (Merge *merge, WzMember *member)
{
  const gchar *arxiv_id = wz_entry_get_arxiv_id (member->entry), *doi = wz_entry_get_doi (member->entry);
  if (arxiv_id) {
    place (merge, member, g_hash_table_lookup (merge->by_arxiv, arxiv_id), "merge-same-arxiv", _ ("arXiv id"),
           arxiv_id);
    return;
  }
  WzPaper *paper = doi ? g_hash_table_lookup (merge->by_doi, doi) : NULL;
  if (paper) {
    place (merge, member, paper, "merge-same-doi", "DOI", doi);
    return;
  }
  const gchar *identity = wz_entry_get_identity (member->entry);
  paper = identity ? g_hash_table_lookup (merge->by_identity, identity) : NULL;
  if (paper) {
    place (merge, member, paper, "merge-same-identity", _ ("address"), identity);
    return;
  }
  paper = *member->title ? g_hash_table_lookup (merge->by_title, member->title) : NULL;
  if (paper && ((doi && paper->doi && !g_str_equal (paper->doi, doi)) ||
                (identity && paper->identity && !g_str_equal (paper->identity, identity))))
    paper = NULL; /* two DOIs are two papers, whatever they are called; so are two places of one archive */
  place (merge, member, paper, "merge-same-title", _ ("title"), "");
}

static gint
compare_papers (gconstpointer a, gconstpointer b)
{
  const WzPaper *left = *(const WzPaper *const *) a, *right = *(const WzPaper *const *) b;
  return compare_members (&left->members->pdata[0], &right->members->pdata[0]);
}

static void
group_members (Merge *merge)
{
  for (guint pass = 0; pass < 3; pass++)
    for (guint i = 0; i < merge->members->len; i++) {
      WzMember *member = g_ptr_array_index (merge->members, i);
      guint rank = wz_entry_get_arxiv_id (member->entry)                                       ? 0
                   : wz_entry_get_doi (member->entry) || wz_entry_get_identity (member->entry) ? 1
                                                                                               : 2;
      if (rank == pass)
        place_member (merge, member);
    }
  for (guint i = 0; i < merge->papers->len; i++) {
    WzPaper *paper = g_ptr_array_index (merge->papers, i);
    g_ptr_array_sort (paper->members, compare_members);
  }
  g_ptr_array_sort (merge->papers, compare_papers);
}

/* Whether @a is a later word on their paper than @b: by version, where both have one, else by day. */
static gboolean
is_later (const WzMember *a, const WzMember *b)
{
  guint version = wz_entry_get_arxiv_version (a->entry), other = wz_entry_get_arxiv_version (b->entry);
  if (version > 0 && other > 0 && version != other)
    return version > other;
  return compare_members (&a, &b) > 0;
}

static gboolean
has_text (const WzMember *member)
{
  for (guint i = 0; wz_issue_get_langs (member->issue)[i] != NULL; i++)
    if (wz_entry_get_abstract (member->entry, wz_issue_get_langs (member->issue)[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* The newest notice; NULL where a later version has a text again. */
static const WzMember *
find_notice (const WzPaper *paper)
{
  const WzMember *notice = NULL;
  for (guint i = 0; i < paper->members->len; i++) {
    const WzMember *member = g_ptr_array_index (paper->members, i);
    if (member->withdrawal != WZ_WITHDRAWAL_NONE && (notice == NULL || is_later (member, notice)))
      notice = member;
  }
  for (guint i = 0; notice != NULL && i < paper->members->len; i++) {
    const WzMember *member = g_ptr_array_index (paper->members, i);
    if (member->withdrawal == WZ_WITHDRAWAL_NONE && has_text (member) && is_later (member, notice))
      return NULL;
  }
  return notice;
}

/* Of a withdrawn paper the last real text is kept, under the version that it is of: notices, and mentions of
 * the version that was taken back, are set aside. */
void
wz_paper_part_withdrawn (WzPaper *paper)
{
  const WzMember *notice = paper->notice = find_notice (paper);
  guint version = notice != NULL ? wz_entry_get_arxiv_version (notice->entry) : 0;
  g_autoptr (GPtrArray) real = g_ptr_array_new ();
  g_autoptr (GPtrArray) aside = g_ptr_array_new ();
  for (guint i = 0; i < paper->members->len; i++) {
    WzMember *member = g_ptr_array_index (paper->members, i);
    gboolean taken_back = version > 0 && wz_entry_get_arxiv_version (member->entry) >= version;
    g_ptr_array_add (member->withdrawal != WZ_WITHDRAWAL_NONE || taken_back ? aside : real, member);
  }
  if (real->len == 0 || aside->len == 0)
    return;
  g_ptr_array_unref (paper->members);
  paper->members = g_steal_pointer (&real);
  paper->withdrawn = g_steal_pointer (&aside);
}

/* Codes in the order of their first legend; of two names for a code in one language the earlier counts. */
static void
add_legend (WzIssueBuilder *builder, const WzIssue *issue, GHashTable *seen)
{
  for (guint i = 0; i < wz_issue_get_n_categories (issue); i++) {
    const WzCategory *category = wz_issue_get_category (issue, i);
    for (guint k = 0; category->names[k] != NULL; k++) {
      const WzString *name = category->names[k];
      if (g_hash_table_add (seen, g_strconcat (category->code, "\037", name->lang, NULL)))
        wz_issue_builder_set_category (builder, category->code, name->lang, name->text, &name->position);
    }
  }
}

/* Different values of a field of the sources, joined. */
static gchar *
join_values (const WzIssue *const *issues, guint n, const gchar *(*get) (const WzIssue *) )
{
  g_autoptr (GPtrArray) values = g_ptr_array_new ();
  for (guint i = 0; i < n; i++) {
    const gchar *value = get (issues[i]);
    if (value && !g_ptr_array_find_with_equal_func (values, value, g_str_equal, NULL))
      g_ptr_array_add (values, (gpointer) (gsize) value);
  }
  if (values->len == 0)
    return NULL;
  g_ptr_array_add (values, NULL);
  return g_strjoinv ("、", (gchar **) values->pdata);
}

static void
merge_head (WzIssueBuilder *builder, const WzIssue *const *issues, guint n)
{
  if (n > 0)
    wz_issue_builder_set_lang (builder, wz_issue_get_lang (issues[0]));
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < n; i++)
    add_legend (builder, issues[i], seen);
  g_autofree gchar *source = join_values (issues, n, wz_issue_get_source);
  g_autofree gchar *rights = join_values (issues, n, wz_issue_get_rights);
  g_autofree gchar *publisher = join_values (issues, n, wz_issue_get_publisher);
  wz_issue_builder_set_source (builder, source);
  wz_issue_builder_set_rights (builder, rights);
  wz_issue_builder_set_publisher (builder, publisher);
}

static void
write_papers (Merge *merge, WzIssueBuilder *builder, const gchar *lang, gboolean full)
{
  WzSection *section = NULL;
  for (guint i = 0; i < merge->papers->len; i++) {
    const WzPaper *paper = g_ptr_array_index (merge->papers, i);
    if (wz_paper_is_full (paper) != full)
      continue;
    if (section == NULL)
      section = wz_issue_builder_add_section (builder, full ? WZ_SECTION_FEATURED : WZ_SECTION_NOTABLE, NULL);
    wz_merge_fields (builder, section, paper, lang, merge->sink);
  }
}

WzIssue *
wz_edit_merge (const WzIssue *const *issues, guint n_issues, WzDiagSink *sink)
{
  Merge merge = {.sink = sink};
  g_autoptr (GPtrArray) members = merge.members = g_ptr_array_new_with_free_func (wz_member_free);
  g_autoptr (GPtrArray) papers = merge.papers =
      g_ptr_array_new_with_free_func ((GDestroyNotify) wz_paper_free);
  g_autoptr (GHashTable) by_arxiv = merge.by_arxiv = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) by_doi = merge.by_doi = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) by_identity = merge.by_identity = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) by_title = merge.by_title = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (WzWithdrawalTest) test = wz_withdrawal_test_new ();
  for (guint i = 0; i < n_issues; i++)
    collect_members (&merge, issues[i], test);
  group_members (&merge);
  for (guint i = 0; i < papers->len; i++)
    wz_paper_part_withdrawn (g_ptr_array_index (papers, i));
  wz_merge_report_near (papers, sink);

  WzIssueBuilder *builder = wz_issue_builder_new ();
  merge_head (builder, issues, n_issues);
  const gchar *lang = n_issues > 0 ? wz_issue_get_lang (issues[0]) : "zh-Hans";
  write_papers (&merge, builder, lang, TRUE);
  write_papers (&merge, builder, lang, FALSE);
  return wz_issue_builder_finish (builder, sink);
}
