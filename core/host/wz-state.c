/* wz-state.c: what the last builds made, in memory. SPDX-License-Identifier: MIT */
#include "host/wz-state-private.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/wz-date.h"
#include "recipe/wz-recipe.h"

static void
file_free (gpointer data)
{
  g_free (((WzStateFile *) data)->path);
  g_free (data);
}

void
wz_state_issue_free (gpointer data)
{
  WzStateIssue *issue = data;
  g_free (issue->name);
  g_free ((gpointer) (gsize) issue->reference.title);
  g_free ((gpointer) (gsize) issue->reference.number);
  g_free ((gpointer) (gsize) issue->reference.identifier);
  g_ptr_array_unref (issue->parts);
  g_ptr_array_unref (issue->sources);
  g_ptr_array_unref (issue->files);
  g_ptr_array_unref (issue->papers);
  g_ptr_array_unref (issue->remarks);
  g_free (issue);
}

static WzStateIssue *
find_issue (const WzState *state, const gchar *name)
{
  for (guint i = 0; i < state->issues->len; i++) {
    WzStateIssue *issue = g_ptr_array_index (state->issues, i);
    if (g_str_equal (issue->name, name))
      return issue;
  }
  return NULL;
}

WzStateIssue *
wz_state_add_issue (WzState *state, const gchar *name)
{
  WzStateIssue *issue = g_new0 (WzStateIssue, 1);
  issue->name = g_strdup (name);
  issue->parts = g_ptr_array_new_with_free_func (g_free);
  issue->sources = g_ptr_array_new_with_free_func (g_free);
  issue->files = g_ptr_array_new_with_free_func (file_free);
  issue->papers = g_ptr_array_new_with_free_func (g_free);
  issue->remarks = g_ptr_array_new_with_free_func ((GDestroyNotify) wz_diag_free);
  g_ptr_array_add (state->issues, issue);
  return issue;
}

void
wz_state_add_pair (GPtrArray *pairs, const gchar *first, const gchar *second)
{
  g_ptr_array_add (pairs, g_strdup (first));
  g_ptr_array_add (pairs, g_strdup (second));
}

/* ---- Sources ---- */

GArray *
wz_state_dup_days (const WzState *state, const gchar *hash, const gchar *name)
{
  g_autofree gchar *both = g_strconcat (hash, "\t", name, NULL);
  const gchar *text = g_hash_table_lookup (state->sources, both);
  if (text == NULL)
    return NULL;
  GArray *days = g_array_new (FALSE, TRUE, sizeof (WzDate));
  g_auto (GStrv) words = g_strsplit (text, ",", -1);
  for (guint i = 0; words[i] != NULL; i++) {
    WzDate day = {0, 0, 0};
    if (wz_date_parse_iso (words[i], &day))
      g_array_append_val (days, day);
  }
  if (days->len == 0) /* its day is not known */
    g_array_set_size (days, 1);
  return days;
}

void
wz_state_set_days (WzState *state, const gchar *hash, const gchar *name, const GArray *days)
{
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < days->len; i++) {
    g_autofree gchar *iso = wz_date_dup_iso (g_array_index (days, WzDate, i));
    g_string_append_printf (text, "%s%s", i > 0 ? "," : "", iso);
  }
  g_hash_table_insert (state->sources, g_strconcat (hash, "\t", name, NULL), g_string_free (text, FALSE));
}

GPtrArray *
wz_state_list_sources (const WzState *state)
{
  return wz_state_list_keys (state->sources);
}

void
wz_state_forget_sources (WzState *state)
{
  g_hash_table_remove_all (state->sources);
}

/* ---- Issues ---- */

gboolean
wz_state_has_issue (const WzState *state, const gchar *name)
{
  return find_issue (state, name) != NULL;
}

GPtrArray *
wz_state_list_issues (const WzState *state)
{
  GPtrArray *names = g_ptr_array_new ();
  for (guint i = 0; i < state->issues->len; i++)
    g_ptr_array_add (names, ((const WzStateIssue *) g_ptr_array_index (state->issues, i))->name);
  return names;
}

void
wz_state_forget_issue (WzState *state, const gchar *name)
{
  WzStateIssue *issue = find_issue (state, name);
  for (guint i = 0; issue != NULL && i < issue->files->len; i++)
    g_hash_table_add (state->left,
                      g_strdup (((const WzStateFile *) g_ptr_array_index (issue->files, i))->path));
  if (issue != NULL)
    g_ptr_array_remove (state->issues, issue);
}

void
wz_state_set_issue (WzState *state, const gchar *name, const WzIssue *made)
{
  wz_state_forget_issue (state, name);
  WzStateIssue *issue = wz_state_add_issue (state, name);
  WzDate last = wz_issue_get_last_day (made);
  issue->reference.title = g_strdup (wz_issue_get_title (made, NULL));
  issue->reference.number = g_strdup (wz_issue_get_number (made));
  issue->reference.identifier = g_strdup (wz_issue_get_identifier (made));
  issue->reference.date = wz_date_is_known (last) ? last : wz_issue_get_date (made);
  for (guint i = 0; i < wz_issue_get_n_entries (made); i++) {
    const WzEntry *entry = wz_issue_get_entry (made, i);
    gchar *paper = wz_memory_dup_name (entry);
    if (paper == NULL)
      continue;
    g_ptr_array_add (issue->papers, paper);
    g_ptr_array_add (issue->papers, g_strdup (wz_entry_get_key (entry)));
  }
}

static gboolean
has_paper (const WzStateIssue *issue, const gchar *name)
{
  for (guint i = 0; i + 1 < issue->papers->len; i += 2)
    if (g_str_equal (g_ptr_array_index (issue->papers, i), name))
      return TRUE;
  return FALSE;
}

void
wz_state_add_candidates (WzState *state, const gchar *name, const WzIssue *source)
{
  WzStateIssue *issue = find_issue (state, name);
  g_return_if_fail (issue != NULL);
  for (guint i = 0; i < wz_issue_get_n_entries (source); i++) {
    gchar *paper = wz_memory_dup_name (wz_issue_get_entry (source, i));
    if (paper == NULL || has_paper (issue, paper)) {
      g_free (paper);
      continue;
    }
    g_ptr_array_add (issue->papers, paper);
    g_ptr_array_add (issue->papers, g_strdup ("")); /* no place in the issue */
  }
}

const gchar *
wz_state_get_part (const WzState *state, const gchar *name, const gchar *part)
{
  const WzStateIssue *issue = find_issue (state, name);
  for (guint i = 0; issue != NULL && i + 1 < issue->parts->len; i += 2)
    if (g_str_equal (g_ptr_array_index (issue->parts, i), part))
      return g_ptr_array_index (issue->parts, i + 1);
  return NULL;
}

void
wz_state_set_part (WzState *state, const gchar *name, const gchar *part, const gchar *hash)
{
  WzStateIssue *issue = find_issue (state, name);
  g_return_if_fail (issue != NULL);
  for (guint i = 0; i + 1 < issue->parts->len; i += 2)
    if (g_str_equal (g_ptr_array_index (issue->parts, i), part)) {
      g_free (issue->parts->pdata[i + 1]);
      issue->parts->pdata[i + 1] = g_strdup (hash);
      return;
    }
  wz_state_add_pair (issue->parts, part, hash);
}

guint
wz_state_get_n_sources (const WzState *state, const gchar *name)
{
  const WzStateIssue *issue = find_issue (state, name);
  return issue != NULL ? issue->sources->len / 2 : 0;
}

const gchar *
wz_state_get_source (const WzState *state, const gchar *name, guint i, const gchar **hash)
{
  const WzStateIssue *issue = find_issue (state, name);
  g_return_val_if_fail (issue != NULL && 2 * i + 1 < issue->sources->len, NULL);
  *hash = g_ptr_array_index (issue->sources, 2 * i);
  return g_ptr_array_index (issue->sources, 2 * i + 1);
}

void
wz_state_add_source (WzState *state, const gchar *name, const gchar *hash, const gchar *source)
{
  WzStateIssue *issue = find_issue (state, name);
  g_return_if_fail (issue != NULL);
  wz_state_add_pair (issue->sources, hash, source);
}

/* ---- Files ---- */

void
wz_state_add_file (WzState *state, const gchar *name, const gchar *path, guint64 bytes)
{
  WzStateIssue *issue = find_issue (state, name);
  g_return_if_fail (issue != NULL);
  WzStateFile *file = g_new0 (WzStateFile, 1);
  file->path = g_path_get_basename (path);
  file->bytes = bytes;
  g_ptr_array_add (issue->files, file);
  g_hash_table_remove (state->left, file->path);
}

gboolean
wz_state_files_are_there (const WzState *state, const gchar *name)
{
  const WzStateIssue *issue = find_issue (state, name);
  g_autofree gchar *folder = g_path_get_dirname (state->path);
  for (guint i = 0; issue && i < issue->files->len; i++) {
    const WzStateFile *file = g_ptr_array_index (issue->files, i);
    g_autofree gchar *path = g_build_filename (folder, file->path, NULL);
    GStatBuf info;
    if (g_stat (path, &info) != 0 || (guint64) info.st_size != file->bytes)
      return FALSE;
  }
  return issue && issue->files->len > 0;
}

static gboolean
is_gone (gpointer key, gpointer value, gpointer folder)
{
  g_autofree gchar *path = g_build_filename (folder, key, NULL);
  return !g_file_test (path, G_FILE_TEST_EXISTS);
}

GPtrArray *
wz_state_list_left (WzState *state)
{
  g_autofree gchar *folder = g_path_get_dirname (state->path);
  g_hash_table_foreach_remove (state->left, is_gone, folder);
  g_autoptr (GPtrArray) lent = wz_state_list_keys (state->left);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < lent->len; i++)
    g_ptr_array_add (names, g_strdup (g_ptr_array_index (lent, i)));
  return names;
}

/* ---- Remarks ---- */

void
wz_state_add_remark (WzState *state, const gchar *name, const gchar *folder, const WzDiag *diag)
{
  WzStateIssue *issue = find_issue (state, name);
  g_autofree gchar *inside = g_strconcat (folder, "/", NULL);
  g_return_if_fail (issue != NULL);
  WzDiag *own = wz_diag_copy (diag);
  if (diag->position.file != NULL && g_str_has_prefix (diag->position.file, inside)) {
    WzDiag relative = *diag;
    relative.position.file += strlen (inside);
    wz_diag_free (own);
    own = wz_diag_copy (&relative);
  }
  g_ptr_array_add (issue->remarks, own);
}

void
wz_state_report_remarks (const WzState *state, const gchar *name, const gchar *folder, WzDiagSink *sink)
{
  const WzStateIssue *issue = find_issue (state, name);
  for (guint i = 0; issue != NULL && i < issue->remarks->len; i++) {
    WzDiag diag = *(const WzDiag *) g_ptr_array_index (issue->remarks, i);
    const gchar *file = diag.position.file;
    gboolean as_is = file != NULL && (g_path_is_absolute (file) || g_str_equal (folder, "."));
    g_autofree gchar *path = file == NULL || *file == '\0' ? NULL
                             : as_is                       ? g_strdup (file)
                                                           : g_build_filename (folder, file, NULL);
    diag.position.file = path;
    wz_diag_sink_forward (sink, &diag);
  }
}

/* ---- Memory ---- */

void
wz_state_remember (const WzState *state, const gchar *name, WzMemory *memory)
{
  const WzStateIssue *issue = find_issue (state, name);
  for (guint i = 0; issue && i + 1 < issue->papers->len; i += 2) {
    WzBackReference reference = issue->reference;
    if (*(const gchar *) g_ptr_array_index (issue->papers, i + 1) == '\0')
      continue;
    reference.key = g_ptr_array_index (issue->papers, i + 1);
    wz_memory_add (memory, g_ptr_array_index (issue->papers, i), &reference);
  }
}

void
wz_state_hash_memory (const WzState *state, const gchar *name, const WzMemory *memory, GChecksum *checksum)
{
  const WzStateIssue *issue = find_issue (state, name);
  for (guint i = 0; issue && i + 1 < issue->papers->len; i += 2) {
    const GPtrArray *seen = wz_memory_find_name (memory, g_ptr_array_index (issue->papers, i));
    for (guint k = 0; seen && k < seen->len; k++) {
      const WzBackReference *reference = g_ptr_array_index (seen, k);
      wz_recipe_hash_text (checksum, reference->identifier);
      wz_recipe_hash_text (checksum, reference->title);
      wz_recipe_hash_text (checksum, reference->number);
      wz_recipe_hash_text (checksum, reference->key);
    }
  }
}
