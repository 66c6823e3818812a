/* wz-state.c: the state file of `wenzhai build`. SPDX-License-Identifier: MIT
 *
 * Fields are separated by tabs, and escaped:
 *   source HASH DATE NAME · issue NAME KEY TITLE NUMBER IDENTIFIER DATE · file BYTES PATH · paper NAME KEY
 * A `file` or `paper` belongs to the issue above it.
 */
#include "host/wz-state.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/wz-date.h"
#include "host/wz-target.h"

static const gchar first_line[] = "wenzhai-state 1";

typedef struct {
  gchar *path;
  guint64 bytes;
} File;

typedef struct {
  gchar *name, *key;
  WzBackReference reference; /* its own strings; key unused */
  GPtrArray *files;          /* File */
  GPtrArray *papers;         /* gchar *, name and key in turns; no key: it was left out */
} Issue;

struct _WzState {
  gchar *path;
  GHashTable *sources; /* "hash\tname" → date as text */
  GPtrArray *issues;   /* Issue, by name */
};

static void
file_free (gpointer data)
{
  g_free (((File *) data)->path);
  g_free (data);
}

static void
issue_free (gpointer data)
{
  Issue *issue = data;
  g_free (issue->name);
  g_free (issue->key);
  g_free ((gpointer) (gsize) issue->reference.title);
  g_free ((gpointer) (gsize) issue->reference.number);
  g_free ((gpointer) (gsize) issue->reference.identifier);
  g_ptr_array_unref (issue->files);
  g_ptr_array_unref (issue->papers);
  g_free (issue);
}

static Issue *
find_issue (const WzState *state, const gchar *name)
{
  for (guint i = 0; i < state->issues->len; i++) {
    Issue *issue = g_ptr_array_index (state->issues, i);
    if (g_str_equal (issue->name, name))
      return issue;
  }
  return NULL;
}

static Issue *
add_issue (WzState *state, const gchar *name, const gchar *key)
{
  Issue *issue = g_new0 (Issue, 1);
  issue->name = g_strdup (name);
  issue->key = g_strdup (key);
  issue->files = g_ptr_array_new_with_free_func (file_free);
  issue->papers = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (state->issues, issue);
  return issue;
}

/* ---- Reading ---- */

static gchar *
or_null (const gchar *text)
{
  return *text ? g_strdup (text) : NULL;
}

static gboolean
read_line (WzState *state, GStrv fields, guint n, Issue **open)
{
  for (guint i = 0; i < n; i++) {
    g_autofree gchar *raw = fields[i];
    fields[i] = g_strcompress (raw);
  }
  if (n == 4 && g_str_equal (fields[0], "source")) {
    g_hash_table_insert (state->sources, g_strconcat (fields[1], "\t", fields[3], NULL),
                         g_strdup (fields[2]));
    return TRUE;
  }
  if (n == 7 && g_str_equal (fields[0], "issue")) {
    *open = add_issue (state, fields[1], fields[2]);
    (*open)->reference.title = or_null (fields[3]);
    (*open)->reference.number = or_null (fields[4]);
    (*open)->reference.identifier = or_null (fields[5]);
    wz_date_parse_iso (fields[6], &(*open)->reference.date);
    return TRUE;
  }
  if (n != 3 || *open == NULL)
    return FALSE;
  if (g_str_equal (fields[0], "paper")) {
    g_ptr_array_add ((*open)->papers, g_strdup (fields[1]));
    g_ptr_array_add ((*open)->papers, g_strdup (fields[2]));
    return TRUE;
  }
  File *file = g_new0 (File, 1);
  file->path = g_strdup (fields[2]);
  g_ptr_array_add ((*open)->files, file);
  return g_str_equal (fields[0], "file") &&
         g_ascii_string_to_unsigned (fields[1], 10, 0, G_MAXUINT64, &file->bytes, NULL);
}

WzState *
wz_state_load (const gchar *path)
{
  WzState *state = g_new0 (WzState, 1);
  state->path = g_strdup (path);
  state->sources = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  state->issues = g_ptr_array_new_with_free_func (issue_free);
  g_autofree gchar *text = NULL;
  if (!g_file_get_contents (path, &text, NULL, NULL))
    return state;
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  gboolean good = lines[0] != NULL && g_str_equal (lines[0], first_line);
  Issue *open = NULL;
  for (guint i = 1; good && lines[i] != NULL; i++) {
    if (*lines[i] == '\0')
      continue;
    g_auto (GStrv) fields = g_strsplit (lines[i], "\t", -1);
    good = read_line (state, fields, g_strv_length (fields), &open);
  }
  if (!good) { /* half of a state is none */
    g_hash_table_remove_all (state->sources);
    g_ptr_array_set_size (state->issues, 0);
  }
  return state;
}

void
wz_state_free (WzState *state)
{
  if (state == NULL)
    return;
  g_free (state->path);
  g_hash_table_unref (state->sources);
  g_ptr_array_unref (state->issues);
  g_free (state);
}

/* ---- Writing ---- */

static void
put_field (GString *out, const gchar *text)
{
  /* tabs, line ends and backslashes; the rest of UTF-8 as it is */
  g_string_append_c (out, '\t');
  for (const gchar *p = text ? text : ""; *p; p++) {
    if (*p == '\t')
      g_string_append (out, "\\t");
    else if (*p == '\n')
      g_string_append (out, "\\n");
    else if (*p == '\\')
      g_string_append (out, "\\\\");
    else
      g_string_append_c (out, *p);
  }
}

static void
put_issue (GString *out, const Issue *issue)
{
  g_autofree gchar *date = wz_date_dup_iso (issue->reference.date);
  g_string_append (out, "issue");
  put_field (out, issue->name);
  put_field (out, issue->key);
  put_field (out, issue->reference.title);
  put_field (out, issue->reference.number);
  put_field (out, issue->reference.identifier);
  put_field (out, date);
  g_string_append_c (out, '\n');
  for (guint i = 0; i < issue->files->len; i++) {
    const File *file = g_ptr_array_index (issue->files, i);
    g_string_append_printf (out, "file\t%" G_GUINT64_FORMAT, file->bytes);
    put_field (out, file->path);
    g_string_append_c (out, '\n');
  }
  for (guint i = 0; i + 1 < issue->papers->len; i += 2) {
    g_string_append (out, "paper");
    put_field (out, g_ptr_array_index (issue->papers, i));
    put_field (out, g_ptr_array_index (issue->papers, i + 1));
    g_string_append_c (out, '\n');
  }
}

static gint
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const gchar *const *) a, *(const gchar *const *) b);
}

static gint
compare_issues (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(const Issue *const *) a)->name, (*(const Issue *const *) b)->name);
}

gboolean
wz_state_save (const WzState *state, GError **error)
{
  g_autoptr (GString) out = g_string_new (first_line);
  guint n;
  g_autofree const gchar **names = (const gchar **) g_hash_table_get_keys_as_array (state->sources, &n);
  g_string_append_c (out, '\n');
  if (n > 1)
    qsort (names, n, sizeof *names, compare_strings);
  for (guint i = 0; i < n; i++) {
    const gchar *name = names[i], *tab = strchr (name, '\t');
    g_string_append_printf (out, "source\t%.*s", (gint) (tab - name), name);
    put_field (out, g_hash_table_lookup (state->sources, name));
    put_field (out, tab + 1);
    g_string_append_c (out, '\n');
  }
  g_ptr_array_sort (state->issues, compare_issues);
  for (guint i = 0; i < state->issues->len; i++)
    put_issue (out, g_ptr_array_index (state->issues, i));
  return wz_target_write_file (state->path, out->str, out->len, error);
}

/* ---- Sources ---- */

gboolean
wz_state_get_date (const WzState *state, const gchar *hash, const gchar *name, WzDate *date)
{
  g_autofree gchar *both = g_strconcat (hash, "\t", name, NULL);
  const gchar *text = g_hash_table_lookup (state->sources, both);
  *date = (WzDate){0, 0, 0};
  if (text)
    wz_date_parse_iso (text, date);
  return text != NULL;
}

void
wz_state_set_date (WzState *state, const gchar *hash, const gchar *name, WzDate date)
{
  g_hash_table_insert (state->sources, g_strconcat (hash, "\t", name, NULL), wz_date_dup_iso (date));
}

void
wz_state_forget_sources (WzState *state)
{
  g_hash_table_remove_all (state->sources);
}

/* ---- Issues ---- */

const gchar *
wz_state_get_key (const WzState *state, const gchar *name)
{
  const Issue *issue = find_issue (state, name);
  return issue ? issue->key : NULL;
}

void
wz_state_set_issue (WzState *state, const gchar *name, const gchar *key, const WzIssue *made)
{
  Issue *old = find_issue (state, name);
  if (old)
    g_ptr_array_remove (state->issues, old);
  if (key == NULL)
    return;
  Issue *issue = add_issue (state, name, key);
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
has_paper (const Issue *issue, const gchar *name)
{
  for (guint i = 0; i + 1 < issue->papers->len; i += 2)
    if (g_str_equal (g_ptr_array_index (issue->papers, i), name))
      return TRUE;
  return FALSE;
}

void
wz_state_add_candidates (WzState *state, const gchar *name, const WzIssue *source)
{
  Issue *issue = find_issue (state, name);
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

void
wz_state_add_file (WzState *state, const gchar *name, const gchar *path, guint64 bytes)
{
  Issue *issue = find_issue (state, name);
  g_return_if_fail (issue != NULL);
  File *file = g_new0 (File, 1);
  file->path = g_path_get_basename (path);
  file->bytes = bytes;
  g_ptr_array_add (issue->files, file);
}

void
wz_state_set_key (WzState *state, const gchar *name, const gchar *key)
{
  Issue *issue = find_issue (state, name);
  g_return_if_fail (issue != NULL);
  g_free (issue->key);
  issue->key = g_strdup (key);
}

gboolean
wz_state_files_are_there (const WzState *state, const gchar *name)
{
  const Issue *issue = find_issue (state, name);
  g_autofree gchar *folder = g_path_get_dirname (state->path);
  for (guint i = 0; issue && i < issue->files->len; i++) {
    const File *file = g_ptr_array_index (issue->files, i);
    g_autofree gchar *path = g_build_filename (folder, file->path, NULL);
    GStatBuf info;
    if (g_stat (path, &info) != 0 || (guint64) info.st_size != file->bytes)
      return FALSE;
  }
  return issue && issue->files->len > 0;
}

void
wz_state_remember (const WzState *state, const gchar *name, WzMemory *memory)
{
  const Issue *issue = find_issue (state, name);
  for (guint i = 0; issue && i + 1 < issue->papers->len; i += 2) {
    WzBackReference reference = issue->reference;
    if (*(const gchar *) g_ptr_array_index (issue->papers, i + 1) == '\0')
      continue;
    reference.key = g_ptr_array_index (issue->papers, i + 1);
    wz_memory_add (memory, g_ptr_array_index (issue->papers, i), &reference);
  }
}

void
wz_state_hash_text (GChecksum *checksum, const gchar *text)
{
  g_checksum_update (checksum, (const guchar *) (text ? text : ""), text ? (gssize) strlen (text) : 0);
  g_checksum_update (checksum, (const guchar *) "\n", 1);
}

void
wz_state_hash_memory (const WzState *state, const gchar *name, const WzMemory *memory, GChecksum *checksum)
{
  const Issue *issue = find_issue (state, name);
  for (guint i = 0; issue && i + 1 < issue->papers->len; i += 2) {
    const GPtrArray *seen = wz_memory_find_name (memory, g_ptr_array_index (issue->papers, i));
    for (guint k = 0; seen && k < seen->len; k++) {
      const WzBackReference *reference = g_ptr_array_index (seen, k);
      wz_state_hash_text (checksum, reference->identifier);
      wz_state_hash_text (checksum, reference->title);
      wz_state_hash_text (checksum, reference->number);
      wz_state_hash_text (checksum, reference->key);
    }
  }
}
