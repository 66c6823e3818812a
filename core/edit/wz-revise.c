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

/* ---- Places ----
 *
 * Of papers and sections that the revision has no more; and in lists of short papers, which have no place of
 * their own, those of papers that have left them.
 */

typedef struct {
  const WzIssue *issue, *before;
  GHashTable *mine, *theirs; /* anchor → section of @issue, of @before */
} Places;

static gchar *
dup_anchor (const WzSection *section)
{
  const gchar *id = wz_section_get_id (section);
  return wz_section_get_kind (section) == WZ_SECTION_GONE ? g_strdup (id) : g_strconcat ("s-", id, NULL);
}

/* (transfer full) */
static GHashTable *
index_sections (const WzIssue *issue)
{
  GHashTable *index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < wz_issue_get_n_sections (issue); i++) {
    const WzSection *section = wz_issue_get_section (issue, i);
    g_hash_table_insert (index, dup_anchor (section), (gpointer) (gsize) section);
  }
  return index;
}

static void
add_former (WzIssueBuilder *builder, WzSection *mine, const WzSection *theirs)
{
  g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < wz_section_get_n_former (theirs); i++)
    if (g_hash_table_add (keys, (gpointer) (gsize) wz_section_get_former (theirs, i)->text))
      wz_section_add_former (builder, mine, wz_section_get_former (theirs, i)->text);
  for (guint i = 0; i < wz_section_get_n_entries (theirs); i++) {
    const WzEntry *entry = wz_section_get_entry (theirs, i);
    if (!wz_entry_is_full (entry) && g_hash_table_add (keys, (gpointer) (gsize) wz_entry_get_key (entry)))
      wz_section_add_former (builder, mine, wz_entry_get_key (entry));
  }
}

static void
keep_former (WzIssueBuilder *builder, WzSection *mine, const WzSection *section, gpointer user_data)
{
  const Places *places = user_data;
  g_autofree gchar *anchor = dup_anchor (section);
  const WzSection *theirs = g_hash_table_lookup (places->theirs, anchor);
  if (theirs != NULL)
    add_former (builder, mine, theirs);
}

/* `撤下（第2版）：` and what it was */
static WzSection *
add_gone (WzIssueBuilder *builder, const WzIssue *issue, const gchar *anchor, const gchar *name,
          const gchar *address)
{
  const gchar *lang = wz_issue_get_lang (issue);
  g_autofree gchar *revision = wz_issue_dup_revision_label (issue, lang);
  g_autofree gchar *words =
      g_strdup_printf (wz_lang_is_chinese (lang) ? "%s（%s）%s" : "%s (%s)%s", wz_label (WZ_LABEL_GONE, lang),
                       revision, name != NULL ? wz_label (WZ_LABEL_COLON, lang) : "");
  WzSection *section = wz_issue_builder_add_section (builder, WZ_SECTION_GONE, NULL);
  WzTextBuilder *text = wz_text_builder_new (lang);
  wz_text_builder_enter (text, WZ_TEXT_PARAGRAPH, 0, NULL, NULL, NULL, NULL);
  wz_text_builder_add (text, words, -1, NULL);
  if (address != NULL)
    wz_text_builder_enter (text, WZ_TEXT_LINK, 0, address, NULL, NULL, NULL);
  if (name != NULL)
    wz_text_builder_add (text, name, -1, NULL);
  if (address != NULL)
    wz_text_builder_leave (text);
  wz_text_builder_leave (text);
  wz_section_set_id (builder, section, anchor);
  wz_section_set_blocks (builder, section, wz_text_builder_finish (text, builder));
  return section;
}

static void
keep_section (WzIssueBuilder *builder, const Places *places, const WzSection *section)
{
  g_autofree gchar *anchor = dup_anchor (section);
  gboolean gone = wz_section_get_kind (section) == WZ_SECTION_GONE;
  const gchar *heading = wz_section_get_heading (section, NULL);
  if (g_hash_table_contains (places->mine, anchor) ||
      (g_str_has_prefix (anchor, "p-") && wz_issue_find_entry (places->issue, anchor + 2) != NULL))
    return;
  if (gone)
    wz_issue_builder_copy_section (builder, section);
  else if (heading != NULL || !wz_text_is_empty (wz_section_get_blocks (section)))
    add_former (builder, add_gone (builder, places->issue, anchor, heading, NULL), section);
}

static void
keep_entry (WzIssueBuilder *builder, const Places *places, const WzEntry *entry)
{
  const WzText *title = wz_entry_get_title (entry, NULL);
  g_autofree gchar *anchor = g_strconcat ("p-", wz_entry_get_key (entry), NULL),
                   *name = title != NULL ? wz_text_dup_plain (title) : NULL;
  const gchar *address = wz_entry_get_n_links (entry) > 0 ? wz_entry_get_link (entry, 0)->url : "";
  if (wz_issue_find_entry (places->issue, wz_entry_get_key (entry)) == NULL)
    add_gone (builder, places->issue, anchor, name, *address != '\0' && name != NULL ? address : NULL);
}

static WzIssue *
keep_places (const WzIssue *issue, const WzIssue *before)
{
  static const WzIssueMap map = {.section = keep_former};
  g_autoptr (GHashTable) mine = index_sections (issue), theirs = index_sections (before);
  Places places = {issue, before, mine, theirs};
  WzIssueBuilder *builder = wz_issue_map (issue, &map, &places);
  for (guint i = 0; i < wz_issue_get_n_entries (before); i++)
    keep_entry (builder, &places, wz_issue_get_entry (before, i));
  for (guint i = 0; i < wz_issue_get_n_sections (before); i++)
    keep_section (builder, &places, wz_issue_get_section (before, i));
  return wz_issue_builder_finish (builder, NULL);
}

/* ---- Revisions ---- */

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
  g_autoptr (WzIssue) revised = wz_issue_builder_finish (builder, NULL);
  return is_same_book (issue, before) ? keep_places (revised, before) : g_steal_pointer (&revised);
}
