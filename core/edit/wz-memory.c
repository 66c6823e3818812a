/* wz-memory.c: "seen in no. 12". SPDX-License-Identifier: MIT
 *
 * In: earlier issues of a series. Out: for a paper, the issues that had it: by arXiv id, by DOI, or by title
 * where it has neither.
 */
#include "edit/wz-memory.h"

#include "model/wz-builder.h"

struct _WzMemory {
  GHashTable *papers; /* name → GPtrArray of WzBackReference, by date */
  GStringChunk *strings;
};

static void
list_free (gpointer data)
{
  g_ptr_array_unref (data);
}

WzMemory *
wz_memory_new (void)
{
  WzMemory *memory = g_new0 (WzMemory, 1);
  memory->papers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, list_free);
  memory->strings = g_string_chunk_new (4096);
  return memory;
}

void
wz_memory_free (WzMemory *memory)
{
  if (memory == NULL)
    return;
  g_hash_table_unref (memory->papers);
  g_string_chunk_free (memory->strings);
  g_free (memory);
}

gchar *
wz_memory_dup_name (const WzEntry *entry)
{
  if (wz_entry_get_arxiv_id (entry))
    return g_strconcat ("a:", wz_entry_get_arxiv_id (entry), NULL);
  if (wz_entry_get_doi (entry))
    return g_strconcat ("d:", wz_entry_get_doi (entry), NULL);
  g_autofree gchar *fold = wz_model_fold_entry_title (entry);
  return *fold ? g_strconcat ("t:", fold, NULL) : NULL;
}

static const gchar *
keep (WzMemory *memory, const gchar *text)
{
  return text ? g_string_chunk_insert_const (memory->strings, text) : NULL;
}

static gint
compare_references (gconstpointer a, gconstpointer b)
{
  const WzBackReference *left = *(const WzBackReference *const *) a,
                        *right = *(const WzBackReference *const *) b;
  return wz_date_compare (left->date, right->date);
}

void
wz_memory_add (WzMemory *memory, const gchar *name, const WzBackReference *reference)
{
  GPtrArray *list = g_hash_table_lookup (memory->papers, name);
  if (list == NULL) {
    list = g_ptr_array_new_with_free_func (g_free);
    g_hash_table_insert (memory->papers, g_strdup (name), list);
  }
  WzBackReference *mine = g_memdup2 (reference, sizeof *reference);
  mine->title = keep (memory, reference->title);
  mine->number = keep (memory, reference->number);
  mine->identifier = keep (memory, reference->identifier);
  mine->key = keep (memory, reference->key);
  g_ptr_array_add (list, mine);
  g_ptr_array_sort (list, compare_references);
}

void
wz_memory_add_issue (WzMemory *memory, const WzIssue *issue)
{
  WzDate date = wz_issue_get_last_day (issue);
  for (guint i = 0; i < wz_issue_get_n_entries (issue); i++) {
    const WzEntry *entry = wz_issue_get_entry (issue, i);
    g_autofree gchar *name = wz_memory_dup_name (entry);
    if (name == NULL)
      continue;
    WzBackReference reference = {
        .title = wz_issue_get_title (issue, NULL),
        .number = wz_issue_get_number (issue),
        .identifier = wz_issue_get_identifier (issue),
        .key = wz_entry_get_key (entry),
        .date = wz_date_is_known (date) ? date : wz_issue_get_date (issue),
    };
    wz_memory_add (memory, name, &reference);
  }
}

const GPtrArray *
wz_memory_find_name (const WzMemory *memory, const gchar *name)
{
  return g_hash_table_lookup (memory->papers, name);
}

const GPtrArray *
wz_memory_find (const WzMemory *memory, const WzEntry *entry)
{
  g_autofree gchar *name = wz_memory_dup_name (entry);
  return name ? wz_memory_find_name (memory, name) : NULL;
}
