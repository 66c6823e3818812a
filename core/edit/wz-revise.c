/* wz-revise.c: an issue in the place of one that readers have. SPDX-License-Identifier: MIT
 *
 * In: an issue as it is made now, and the revision that was published. Out: the revision that follows it,
 * which libraries and readers take for the same book, and in which the places of the old one are.
 */
#include "edit/wz-revise.h"

#include "model/wz-map.h"

typedef struct {
  const WzIssue *issue, *before;
  GHashTable *names; /* of papers that stand in @before alone, by all their names → key, lent */
} Keys;

typedef void (*Named) (Keys *keys, const WzEntry *entry, gchar *name);

/* All that a paper goes by: identifiers, and its title in each language. */
static void
for_each_name (Keys *keys, const WzIssue *issue, const WzEntry *entry, Named named)
{
  const gchar *const ids[][2] = {{"a:", wz_entry_get_arxiv_id (entry)},
                                 {"d:", wz_entry_get_doi (entry)},
                                 {"i:", wz_entry_get_identity (entry)}};
  const gchar *const *langs = wz_issue_get_langs (issue);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    if (ids[i][1] != NULL)
      named (keys, entry, g_strconcat (ids[i][0], ids[i][1], NULL));
  for (guint i = 0; langs[i] != NULL; i++) {
    const WzText *title = wz_entry_get_title (entry, langs[i]);
    g_autofree gchar *plain = title != NULL ? wz_text_dup_plain (title) : NULL;
    g_autofree gchar *letters = plain != NULL ? wz_model_fold_title (plain) : NULL;
    if (letters != NULL && *letters != '\0')
      named (keys, entry, g_strconcat ("t:", letters, NULL));
  }
}

/* A name that two papers have tells neither. */
static void
add_name (Keys *keys, const WzEntry *entry, gchar *name)
{
  const gchar *key = wz_entry_get_key (entry), *other = g_hash_table_lookup (keys->names, name);
  if (other != NULL && other != key)
    key = "";
  g_hash_table_insert (keys->names, name, (gpointer) (gsize) key);
}

typedef struct {
  Keys keys; /* first, for the functions above */
  const gchar *found;
} Search;

static void
look_up (Keys *keys, const WzEntry *entry, gchar *name)
{
  Search *search = (Search *) keys;
  const gchar *key = g_hash_table_lookup (keys->names, name);
  if (search->found == NULL && key != NULL && *key != '\0')
    search->found = key;
  g_free (name);
}

static void
keep_key (WzIssueBuilder *builder, WzEntry *mine, const WzEntry *entry, gpointer user_data)
{
  Search *search = user_data;
  search->found = NULL;
  if (wz_issue_find_entry (search->keys.before, wz_entry_get_key (entry)) == NULL)
    for_each_name (&search->keys, search->keys.issue, entry, look_up);
  if (search->found != NULL)
    wz_entry_set_key (builder, mine, search->found);
}

WzIssue *
wz_edit_keep_keys (const WzIssue *issue, const WzIssue *before)
{
  static const WzIssueMap map = {.entry = keep_key};
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Search search = {{issue, before, names}, NULL};
  for (guint i = 0; i < wz_issue_get_n_entries (before); i++) {
    const WzEntry *entry = wz_issue_get_entry (before, i);
    if (wz_issue_find_entry (issue, wz_entry_get_key (entry)) == NULL)
      for_each_name (&search.keys, before, entry, add_name);
  }
  return wz_issue_builder_finish (wz_issue_map (issue, &map, &search), NULL);
}

/* An edition that was not published before has names of its own. */
static gboolean
is_same_book (const WzIssue *issue, const WzIssue *before)
{
  return g_strcmp0 (wz_issue_get_edition (issue), wz_issue_get_edition (before)) == 0 &&
         g_strcmp0 (wz_issue_get_variant (issue), wz_issue_get_variant (before)) == 0;
}

WzIssue *
wz_edit_revise (const WzIssue *issue, const WzIssue *before)
{
  static const WzIssueMap same = {0};
  WzIssueBuilder *builder = wz_issue_map (issue, &same, NULL);
  wz_issue_builder_set_revision (builder, wz_issue_get_revision (before) + 1);
  if (is_same_book (issue, before))
    wz_issue_builder_set_identifier (builder, wz_issue_get_identifier (before));
  if (is_same_book (issue, before) && wz_issue_get_stem (before) != NULL)
    wz_issue_builder_set_stem (builder, wz_issue_get_stem (before));
  wz_issue_builder_set_modified (builder,
                                 MAX (wz_issue_get_modified (issue), wz_issue_get_modified (before) + 1));
  return wz_issue_builder_finish (builder, NULL);
}
