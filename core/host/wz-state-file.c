/* wz-state-file.c: the state file of `wenzhai build`, read and written. SPDX-License-Identifier: MIT
 *
 * Fields are separated by tabs, and escaped:
 *   source HASH DAYS NAME · left PATH · issue NAME TITLE NUMBER IDENTIFIER DATE · part PART HASH · from HASH
 * NAME · file BYTES PATH · paper NAME KEY · remark SEVERITY CODE LINE COLUMN FILE TEXT All from `part` on
 * belong to the issue above them. Lines of other kinds are a newer program's, and passed over. The first form
 * of the file had a KEY behind an issue's NAME, one hash of everything: such an issue has no parts.
 */
#include "host/wz-state-private.h"

#include <string.h>

#include "base/wz-date.h"
#include "host/wz-target.h"

static const gchar first_line[] = "wenzhai-state 2", older_line[] = "wenzhai-state 1";

/* ---- Reading ---- */

static gchar *
or_null (const gchar *text)
{
  return *text ? g_strdup (text) : NULL;
}

typedef struct {
  WzState *state;
  WzStateIssue *open; /* nullable */
  gboolean older;
} Reading;

static gboolean
read_source (Reading *reading, gchar **fields)
{
  g_hash_table_insert (reading->state->sources, g_strconcat (fields[1], "\t", fields[3], NULL),
                       g_strdup (fields[2]));
  return TRUE;
}

static gboolean
read_left (Reading *reading, gchar **fields)
{
  g_hash_table_add (reading->state->left, g_strdup (fields[1]));
  return TRUE;
}

static gboolean
read_issue (Reading *reading, gchar **fields)
{
  WzStateIssue *issue = reading->open = wz_state_add_issue (reading->state, fields[1]);
  gchar **rest = fields + (reading->older ? 3 : 2);
  issue->reference.title = or_null (rest[0]);
  issue->reference.number = or_null (rest[1]);
  issue->reference.identifier = or_null (rest[2]);
  wz_date_parse_iso (rest[3], &issue->reference.date);
  return TRUE;
}

static gboolean
read_part (Reading *reading, gchar **fields)
{
  wz_state_add_pair (reading->open->parts, fields[1], fields[2]);
  return TRUE;
}

static gboolean
read_from (Reading *reading, gchar **fields)
{
  wz_state_add_pair (reading->open->sources, fields[1], fields[2]);
  return TRUE;
}

static gboolean
read_paper (Reading *reading, gchar **fields)
{
  wz_state_add_pair (reading->open->papers, fields[1], fields[2]);
  return TRUE;
}

static gboolean
read_file (Reading *reading, gchar **fields)
{
  WzStateFile *file = g_new0 (WzStateFile, 1);
  file->path = g_strdup (fields[2]);
  g_ptr_array_add (reading->open->files, file);
  return g_ascii_string_to_unsigned (fields[1], 10, 0, G_MAXUINT64, &file->bytes, NULL);
}

static gboolean
read_remark (Reading *reading, gchar **fields)
{
  guint64 severity, line, column;
  if (!g_ascii_string_to_unsigned (fields[1], 10, 0, WZ_SEVERITY_UNSUPPORTED, &severity, NULL) ||
      !g_ascii_string_to_unsigned (fields[3], 10, 0, G_MAXUINT32, &line, NULL) ||
      !g_ascii_string_to_unsigned (fields[4], 10, 0, G_MAXUINT32, &column, NULL))
    return FALSE;
  WzDiag diag = {(WzSeverity) severity, fields[2], {fields[5], (guint32) line, (guint32) column}, fields[6]};
  g_ptr_array_add (reading->open->remarks, wz_diag_copy (&diag));
  return TRUE;
}

static const struct {
  const gchar *kind;
  guint n_fields, n_older; /* 0: the first form of the file has no such line */
  gboolean of_issue;
  gboolean (*read) (Reading *reading, gchar **fields);
} rows[] = {
    {"source", 4, 4, FALSE, read_source}, {"left", 2, 0, FALSE, read_left},
    {"issue", 6, 7, FALSE, read_issue},   {"part", 3, 0, TRUE, read_part},
    {"from", 3, 0, TRUE, read_from},      {"file", 3, 3, TRUE, read_file},
    {"paper", 3, 3, TRUE, read_paper},    {"remark", 7, 0, TRUE, read_remark},
};

static gboolean
read_line (Reading *reading, const gchar *line)
{
  g_auto (GStrv) fields = g_strsplit (line, "\t", -1);
  guint n = g_strv_length (fields);
  for (guint i = 0; i < n; i++) {
    g_autofree gchar *raw = fields[i];
    fields[i] = g_strcompress (raw);
  }
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (g_str_equal (rows[i].kind, fields[0]))
      return n == (reading->older ? rows[i].n_older : rows[i].n_fields) &&
             (!rows[i].of_issue || reading->open != NULL) && rows[i].read (reading, fields);
  return !reading->older;
}

WzState *
wz_state_load (const gchar *path)
{
  WzState *state = g_new0 (WzState, 1);
  state->path = g_strdup (path);
  state->sources = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  state->left = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  state->issues = g_ptr_array_new_with_free_func (wz_state_issue_free);
  if (!g_file_get_contents (path, &state->saved, NULL, NULL))
    return state;
  g_auto (GStrv) lines = g_strsplit (state->saved, "\n", -1);
  Reading reading = {state, NULL, g_strcmp0 (lines[0], older_line) == 0};
  gboolean good = reading.older || g_strcmp0 (lines[0], first_line) == 0;
  for (guint i = 1; good && lines[i] != NULL; i++)
    good = *lines[i] == '\0' || read_line (&reading, lines[i]);
  if (!good) { /* half of a state is none */
    g_hash_table_remove_all (state->sources);
    g_hash_table_remove_all (state->left);
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
  g_free (state->saved);
  g_hash_table_unref (state->sources);
  g_hash_table_unref (state->left);
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
put_pairs (GString *out, const gchar *kind, const GPtrArray *pairs)
{
  for (guint i = 0; i + 1 < pairs->len; i += 2) {
    g_string_append (out, kind);
    put_field (out, g_ptr_array_index (pairs, i));
    put_field (out, g_ptr_array_index (pairs, i + 1));
    g_string_append_c (out, '\n');
  }
}

static void
put_remarks (GString *out, const WzStateIssue *issue)
{
  for (guint i = 0; i < issue->remarks->len; i++) {
    const WzDiag *diag = g_ptr_array_index (issue->remarks, i);
    g_string_append_printf (out, "remark\t%d", diag->severity);
    put_field (out, diag->code);
    g_string_append_printf (out, "\t%u\t%u", diag->position.line, diag->position.column);
    put_field (out, diag->position.file);
    put_field (out, diag->detail);
    g_string_append_c (out, '\n');
  }
}

static void
put_issue (GString *out, const WzStateIssue *issue)
{
  g_autofree gchar *date = wz_date_dup_iso (issue->reference.date);
  g_string_append (out, "issue");
  put_field (out, issue->name);
  put_field (out, issue->reference.title);
  put_field (out, issue->reference.number);
  put_field (out, issue->reference.identifier);
  put_field (out, date);
  g_string_append_c (out, '\n');
  put_pairs (out, "part", issue->parts);
  put_pairs (out, "from", issue->sources);
  for (guint i = 0; i < issue->files->len; i++) {
    const WzStateFile *file = g_ptr_array_index (issue->files, i);
    g_string_append_printf (out, "file\t%" G_GUINT64_FORMAT, file->bytes);
    put_field (out, file->path);
    g_string_append_c (out, '\n');
  }
  put_pairs (out, "paper", issue->papers);
  put_remarks (out, issue);
}

static gint
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const gchar *const *) a, *(const gchar *const *) b);
}

static gint
compare_issues (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(const WzStateIssue *const *) a)->name, (*(const WzStateIssue *const *) b)->name);
}

GPtrArray *
wz_state_list_keys (GHashTable *table)
{
  GPtrArray *keys = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer key;
  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_ptr_array_add (keys, key);
  g_ptr_array_sort (keys, compare_strings);
  return keys;
}

gboolean
wz_state_save (WzState *state, GError **error)
{
  g_autoptr (GString) out = g_string_new (first_line);
  g_autoptr (GPtrArray) sources = wz_state_list_keys (state->sources);
  g_string_append_c (out, '\n');
  for (guint i = 0; i < sources->len; i++) {
    const gchar *name = g_ptr_array_index (sources, i), *tab = strchr (name, '\t');
    g_string_append_printf (out, "source\t%.*s", (gint) (tab - name), name);
    put_field (out, g_hash_table_lookup (state->sources, name));
    put_field (out, tab + 1);
    g_string_append_c (out, '\n');
  }
  g_autoptr (GPtrArray) left = wz_state_list_keys (state->left);
  for (guint i = 0; i < left->len; i++) {
    g_string_append (out, "left");
    put_field (out, g_ptr_array_index (left, i));
    g_string_append_c (out, '\n');
  }
  g_ptr_array_sort (state->issues, compare_issues);
  for (guint i = 0; i < state->issues->len; i++)
    put_issue (out, g_ptr_array_index (state->issues, i));
  if (g_strcmp0 (out->str, state->saved) == 0)
    return TRUE;
  if (!wz_target_write_file (state->path, out->str, out->len, error))
    return FALSE;
  g_free (state->saved);
  state->saved = g_strdup (out->str);
  return TRUE;
}
