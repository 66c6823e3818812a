/* wz-state.c: what the last builds made. SPDX-License-Identifier: MIT
 *
 * Groups: `state` with the number of the file's form, and what is `left` behind; `sources`, for the hash of a
 * source its names and days; and one for each issue: what it is called, a hash for each part, `dailies`,
 * `files`, `papers`, `remarks`. Lists of several columns are flat. Groups, keys and a higher form that a
 * newer program wrote stay as they are.
 */
#include "host/project/wz-state.h"

#include "host/file/wz-file-set.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/wz-date.h"
#include "base/wz-diag-private.h"
#include "base/wz-words.h"
#include "edit/merge/wz-authority.h"
#include "host/file/wz-target.h"
#include "recipe/wz-recipe.h"

struct _WzState {
  gchar *path;
  gchar *saved; /* the file as it is; nullable */
  GKeyFile *file;
};

enum { FORM = 3, REMARK = 6 /* columns of a remark */ };

#define STATE "state"
#define SOURCES "sources"

/* ---- Lists ---- */

static GStrv
get_list (const WzState *state, const gchar *group, const gchar *key)
{
  GStrv list = g_key_file_get_string_list (state->file, group, key, NULL, NULL);
  return list != NULL ? list : g_new0 (gchar *, 1);
}

static GPtrArray *
take_list (const WzState *state, const gchar *group, const gchar *key)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_free);
  g_autofree GStrv list = get_list (state, group, key);
  for (guint i = 0; list[i] != NULL; i++)
    g_ptr_array_add (items, list[i]);
  return items;
}

static void
set_list (WzState *state, const gchar *group, const gchar *key, const GPtrArray *items)
{
  g_key_file_set_string_list (state->file, group, key, (const gchar *const *) items->pdata, items->len);
}

static void
add_row (WzState *state, const gchar *group, const gchar *key, const gchar *const *row, guint n)
{
  g_autoptr (GPtrArray) items = take_list (state, group, key);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (items, g_utf8_make_valid (row[i] != NULL ? row[i] : "", -1));
  set_list (state, group, key, items);
}

static void
set_string (WzState *state, const gchar *name, const gchar *key, const gchar *text)
{
  if (text != NULL)
    g_key_file_set_string (state->file, name, key, text);
}

/* ---- The file ---- */

/* What an issue was made of, where nothing says so: the sources that have a day of it. */
static void
find_dailies (WzState *state, const gchar *issue)
{
  g_auto (GStrv) hashes = g_key_file_get_keys (state->file, SOURCES, NULL, NULL);
  WzPeriod period = {.kind = WZ_PERIOD_WEEK};
  while (period.kind < WZ_PERIOD_RANGE && !wz_period_parse (issue, period.kind, &period))
    period.kind++;
  for (guint i = 0; period.kind < WZ_PERIOD_RANGE && hashes != NULL && hashes[i] != NULL; i++) {
    g_auto (GStrv) rows = get_list (state, SOURCES, hashes[i]);
    for (guint k = 0; rows[k] != NULL && rows[k + 1] != NULL; k += 2) {
      g_autoptr (GArray) days = wz_state_dup_days (state, hashes[i], rows[k]);
      gboolean mine = FALSE;
      for (guint d = 0; d < days->len && !mine; d++)
        mine = wz_period_contains (&period, g_array_index (days, WzDate, d));
      if (mine)
        wz_state_add_daily (state, issue, hashes[i], rows[k]);
    }
  }
}

/* What the first programs wrote: lines of fields with tabs between them, without hashes of parts. */
static void
read_older (WzState *state, gchar **lines)
{
  static const gchar *const keys[] = {"title", "number", "identifier", "date"};
  g_autofree gchar *name = NULL;
  for (guint i = 1; lines[i] != NULL; i++) {
    g_auto (GStrv) fields = g_strsplit (lines[i], "\t", -1);
    guint n = g_strv_length (fields);
    for (guint k = 0; k < n; k++) {
      g_autofree gchar *raw = fields[k];
      fields[k] = g_strcompress (raw);
    }
    const gchar *kind = n > 0 ? fields[0] : "";
    if (g_str_equal (kind, "source") && n == 4) {
      add_row (state, SOURCES, fields[1], (const gchar *[]){fields[3], fields[2]}, 2);
    } else if (g_str_equal (kind, "issue") && n >= 6 && *fields[1] != '\0') {
      g_free (name);
      name = g_strdup (fields[1]);
      for (guint k = 0; k < G_N_ELEMENTS (keys); k++)
        set_string (state, name, keys[k], fields[n - G_N_ELEMENTS (keys) + k]);
      find_dailies (state, name);
    } else if (g_str_equal (kind, "file") && n == 3 && name != NULL) {
      add_row (state, name, "files", (const gchar *[]){fields[2], fields[1]}, 2);
    } else if (g_str_equal (kind, "paper") && n == 3 && name != NULL) {
      add_row (state, name, "papers", (const gchar *[]){fields[1], fields[2]}, 2);
    }
  }
}

WzState *
wz_state_load (const gchar *path)
{
  WzState *state = g_new0 (WzState, 1);
  state->path = g_strdup (path);
  state->file = g_key_file_new ();
  g_file_get_contents (path, &state->saved, NULL, NULL);
  g_auto (GStrv) lines =
      g_strsplit (state->saved && g_utf8_validate (state->saved, -1, NULL) ? state->saved : "", "\n", -1);
  if (lines[0] != NULL && g_str_has_prefix (lines[0], "wenzhai-state "))
    read_older (state, lines);
  else if (state->saved == NULL ||
           !g_key_file_load_from_data (state->file, state->saved, (gsize) -1, G_KEY_FILE_NONE, NULL) ||
           g_key_file_get_integer (state->file, STATE, "form", NULL) < FORM) { /* half of a state is none */
    g_key_file_unref (state->file);
    state->file = g_key_file_new ();
  }
  gint form = g_key_file_get_integer (state->file, STATE, "form", NULL);
  g_key_file_set_integer (state->file, STATE, "form", MAX (form, FORM));
  return state;
}

void
wz_state_free (WzState *state)
{
  if (state == NULL)
    return;
  g_free (state->path);
  g_free (state->saved);
  g_key_file_unref (state->file);
  g_free (state);
}

gboolean
wz_state_save (WzState *state, GError **error)
{
  g_autofree gchar *text = g_key_file_to_data (state->file, NULL, NULL);
  if (g_strcmp0 (text, state->saved) == 0)
    return TRUE;
  if (!wz_target_write_file (state->path, text, strlen (text), error))
    return FALSE;
  g_free (state->saved);
  state->saved = g_steal_pointer (&text);
  return TRUE;
}

/* ---- Sources ---- */

GArray *
wz_state_dup_days (const WzState *state, const gchar *hash, const gchar *name)
{
  g_auto (GStrv) rows = get_list (state, SOURCES, hash);
  for (guint i = 0; rows[i] != NULL && rows[i + 1] != NULL; i += 2) {
    if (!g_str_equal (rows[i], name))
      continue;
    GArray *days = g_array_new (FALSE, TRUE, sizeof (WzDate));
    g_auto (GStrv) words = g_strsplit (rows[i + 1], ",", -1);
    for (guint k = 0; words[k] != NULL; k++) {
      WzDate day = {0, 0, 0};
      if (wz_date_parse_iso (words[k], &day))
        g_array_append_val (days, day);
    }
    if (days->len == 0) /* its day is not known */
      g_array_set_size (days, 1);
    return days;
  }
  return NULL;
}

void
wz_state_set_days (WzState *state, const gchar *hash, const gchar *name, const GArray *days)
{
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint i = 0; i < days->len; i++) {
    g_autofree gchar *iso = wz_date_dup_iso (g_array_index (days, WzDate, i));
    g_string_append_printf (text, "%s%s", i > 0 ? "," : "", iso);
  }
  add_row (state, SOURCES, hash, (const gchar *[]){name, text->str}, 2);
}

void
wz_state_forget_sources (WzState *state)
{
  g_auto (GStrv) hashes = g_key_file_get_keys (state->file, SOURCES, NULL, NULL);
  for (guint i = 0; hashes != NULL && hashes[i] != NULL; i++)
    g_key_file_remove_key (state->file, SOURCES, hashes[i], NULL);
}

/* ---- Issues ---- */

gboolean
wz_state_has_issue (const WzState *state, const gchar *name)
{
  return g_key_file_has_group (state->file, name);
}

GStrv
wz_state_dup_issues (const WzState *state)
{
  GPtrArray *names = g_ptr_array_new ();
  g_auto (GStrv) groups = g_key_file_get_groups (state->file, NULL);
  for (guint i = 0; groups[i] != NULL; i++)
    if (!g_str_equal (groups[i], STATE) && !g_str_equal (groups[i], SOURCES))
      g_ptr_array_add (names, g_strdup (groups[i]));
  g_ptr_array_add (names, NULL);
  return (GStrv) g_ptr_array_free (names, FALSE);
}

void
wz_state_forget_issue (WzState *state, const gchar *name)
{
  g_auto (GStrv) files = get_list (state, name, "files");
  for (guint i = 0; files[i] != NULL && files[i + 1] != NULL; i += 2)
    add_row (state, STATE, "left", (const gchar *const *) &files[i], 1);
  g_key_file_remove_group (state->file, name, NULL);
}

/* Adds papers that the issue does not have; @are_in: they have places in it. */
static void
add_papers (WzState *state, const gchar *name, const WzIssue *issue, gboolean are_in)
{
  g_autoptr (GPtrArray) papers = take_list (state, name, "papers");
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i + 1 < papers->len; i += 2)
    g_hash_table_add (known, g_ptr_array_index (papers, i));
  for (guint i = 0; i < wz_issue_get_n_entries (issue); i++) {
    const WzEntry *entry = wz_issue_get_entry (issue, i);
    g_autofree gchar *paper = wz_memory_dup_name (entry);
    if (paper == NULL || (!are_in && g_hash_table_contains (known, paper)))
      continue;
    g_hash_table_add (known, paper);
    g_ptr_array_add (papers, g_steal_pointer (&paper));
    g_ptr_array_add (papers, g_strdup (are_in ? wz_entry_get_key (entry) : ""));
  }
  set_list (state, name, "papers", papers);
}

static void
add_identifiers (WzState *state, const gchar *name, const WzIssue *issue)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < wz_issue_get_n_entries (issue); i++) {
    g_autofree GStrv names = wz_authority_dup_names (wz_issue_get_entry (issue, i));
    for (guint k = 0; names[k] != NULL; k++)
      g_ptr_array_add (all, names[k]);
  }
  set_list (state, name, "identifiers", all);
}

/* The end of a book's name has no point in it but those of its type. */
static gboolean
is_of_any (const gchar *file, const gchar *const *stems)
{
  for (guint i = 0; stems[i] != NULL; i++)
    if (g_str_has_prefix (file, stems[i]) && file[strlen (stems[i])] == '.')
      return TRUE;
  return FALSE;
}

void
wz_state_set_issue (WzState *state, const gchar *name, const WzIssue *made, const gchar *const *others)
{
  g_auto (GStrv) files = get_list (state, name, "files");
  g_autoptr (GPtrArray) remarks = others[0] != NULL ? take_list (state, name, "remarks") : NULL;
  guint pages = others[0] != NULL ? wz_state_get_pages (state, name) : 0;
  wz_state_forget_issue (state, name);
  for (guint i = 0; files[i] != NULL && files[i + 1] != NULL; i += 2)
    if (is_of_any (files[i], others))
      wz_state_add_file (state, name, files[i], g_ascii_strtoull (files[i + 1], NULL, 10));
  wz_state_note_pages (state, name, pages);
  if (remarks != NULL && remarks->len > 0)
    set_list (state, name, "remarks", remarks);
  WzDate last = wz_issue_get_last_day (made);
  g_autofree gchar *date = wz_date_dup_iso (wz_date_is_known (last) ? last : wz_issue_get_date (made));
  set_string (state, name, "title", wz_issue_get_title (made, NULL));
  set_string (state, name, "number", wz_issue_get_number (made));
  set_string (state, name, "identifier", wz_issue_get_identifier (made));
  set_string (state, name, "date", date);
  add_papers (state, name, made, TRUE);
  add_identifiers (state, name, made);
}

/* The same keys, as they are written. */
static void
copy_group (GKeyFile *from, const gchar *name, GKeyFile *to)
{
  g_auto (GStrv) keys = g_key_file_get_keys (from, name, NULL, NULL);
  for (guint i = 0; keys != NULL && keys[i] != NULL; i++) {
    g_autofree gchar *value = g_key_file_get_value (from, name, keys[i], NULL);
    g_key_file_set_value (to, name, keys[i], value);
  }
}

void
wz_state_copy_issue (const WzState *state, const gchar *name, GKeyFile *record)
{
  copy_group (state->file, name, record);
}

void
wz_state_adopt_issue (WzState *state, const gchar *name, const gchar *revision, GKeyFile *record)
{
  g_autofree gchar *known = wz_state_dup_part (state, name, "revision");
  if (g_strcmp0 (known, revision) != 0)
    g_key_file_remove_group (state->file, name, NULL);
  copy_group (record, name, state->file);
  g_key_file_set_string (state->file, name, "revision", revision);
}

void
wz_state_add_candidates (WzState *state, const gchar *name, const WzIssue *source)
{
  add_papers (state, name, source, FALSE);
}

guint
wz_state_count_papers (const WzState *state, const gchar *name)
{
  g_auto (GStrv) papers = get_list (state, name, "papers");
  guint n = 0;
  for (guint i = 0; papers[i] != NULL && papers[i + 1] != NULL; i += 2)
    n += *papers[i + 1] != '\0';
  return n;
}

gchar *
wz_state_dup_part (const WzState *state, const gchar *name, const gchar *part)
{
  return g_key_file_get_string (state->file, name, part, NULL);
}

void
wz_state_set_part (WzState *state, const gchar *name, const gchar *part, const gchar *hash)
{
  g_key_file_set_string (state->file, name, part, hash);
}

GStrv
wz_state_dup_identifiers (const WzState *state, const gchar *name)
{
  return get_list (state, name, "identifiers");
}

GStrv
wz_state_dup_dailies (const WzState *state, const gchar *name)
{
  return get_list (state, name, "dailies");
}

void
wz_state_add_daily (WzState *state, const gchar *name, const gchar *hash, const gchar *daily)
{
  add_row (state, name, "dailies", (const gchar *[]){hash, daily}, 2);
}

/* ---- Pictures ---- */

/* What is kept of a path in @folder, so that the folder may be moved; and the path again. */
static const gchar *
leave (const gchar *folder, const gchar *path)
{
  g_autofree gchar *inside = g_strconcat (folder, "/", NULL);
  return path != NULL && g_str_has_prefix (path, inside) ? path + strlen (inside) : path;
}

static gchar *
dup_path (const gchar *folder, const gchar *path)
{
  if (g_path_is_absolute (path) || g_str_equal (folder, "."))
    return g_strdup (path);
  return g_build_filename (folder, path, NULL);
}

void
wz_state_add_picture (WzState *state, const gchar *name, const gchar *folder, const gchar *path)
{
  add_row (state, name, "pictures-named", (const gchar *[]){leave (folder, path)}, 1);
}

GStrv
wz_state_dup_pictures (const WzState *state, const gchar *name, const gchar *folder)
{
  GStrv paths = get_list (state, name, "pictures-named");
  for (guint i = 0; paths[i] != NULL; i++) {
    g_autofree gchar *path = paths[i];
    paths[i] = dup_path (folder, path);
  }
  return paths;
}

/* ---- Files ---- */

void
wz_state_add_file (WzState *state, const gchar *name, const gchar *path, guint64 bytes)
{
  g_autofree gchar *file = g_path_get_basename (path), *size = g_strdup_printf ("%" G_GUINT64_FORMAT, bytes);
  g_autoptr (GPtrArray) left = take_list (state, STATE, "left");
  guint i;
  add_row (state, name, "files", (const gchar *[]){file, size}, 2);
  while (g_ptr_array_find_with_equal_func (left, file, g_str_equal, &i))
    g_ptr_array_remove_index (left, i);
  set_list (state, STATE, "left", left);
}

gboolean
wz_state_files_are_there (const WzState *state, const gchar *name)
{
  g_autofree gchar *folder = g_path_get_dirname (state->path);
  g_auto (GStrv) files = get_list (state, name, "files");
  for (guint i = 0; files[i] != NULL && files[i + 1] != NULL; i += 2) {
    g_autofree gchar *path = g_build_filename (folder, files[i], NULL);
    if (wz_file_set_weigh (path) != g_ascii_strtoull (files[i + 1], NULL, 10))
      return FALSE;
  }
  return files[0] != NULL;
}

GStrv
wz_state_dup_files (const WzState *state, const gchar *name)
{
  return get_list (state, name, "files");
}

void
wz_state_note_pages (WzState *state, const gchar *name, guint pages)
{
  if (pages > wz_state_get_pages (state, name))
    g_key_file_set_integer (state->file, name, "pages", (gint) pages);
}

guint
wz_state_get_pages (const WzState *state, const gchar *name)
{
  return (guint) MAX (0, g_key_file_get_integer (state->file, name, "pages", NULL));
}

GPtrArray *
wz_state_list_left (WzState *state)
{
  g_autofree gchar *folder = g_path_get_dirname (state->path);
  GPtrArray *left = take_list (state, STATE, "left");
  for (guint i = left->len; i > 0; i--) {
    g_autofree gchar *path = g_build_filename (folder, g_ptr_array_index (left, i - 1), NULL);
    if (!g_file_test (path, G_FILE_TEST_EXISTS))
      g_ptr_array_remove_index (left, i - 1);
  }
  g_ptr_array_sort (left, wz_words_compare);
  set_list (state, STATE, "left", left);
  return left;
}

/* ---- Remarks ---- */

static gboolean
is_known (const GPtrArray *items, const WzDiag *diag)
{
  for (guint i = 0; i + REMARK <= items->len; i += REMARK) {
    const gchar *const *row = (const gchar *const *) &items->pdata[i];
    if (g_str_equal (row[5], diag->detail) && g_str_equal (row[1], diag->code) &&
        g_ascii_strtoull (row[3], NULL, 10) == diag->position.line &&
        g_ascii_strtoull (row[4], NULL, 10) == diag->position.column)
      return TRUE;
  }
  return FALSE;
}

void
wz_state_add_remarks (WzState *state, const gchar *name, const gchar *folder, const GPtrArray *diags)
{
  g_autoptr (GPtrArray) items = take_list (state, name, "remarks");
  for (guint i = 0; i < diags->len && items->len < WZ_STATE_REMARKS * REMARK; i++) {
    const WzDiag *diag = g_ptr_array_index (diags, i);
    if (is_known (items, diag))
      continue;
    const gchar *file = leave (folder, diag->position.file);
    g_ptr_array_add (items, g_strdup_printf ("%d", diag->severity));
    g_ptr_array_add (items, g_strdup (diag->code));
    g_ptr_array_add (items, g_utf8_make_valid (file != NULL ? file : "", -1));
    g_ptr_array_add (items, g_strdup_printf ("%u", diag->position.line));
    g_ptr_array_add (items, g_strdup_printf ("%u", diag->position.column));
    g_ptr_array_add (items, g_utf8_make_valid (diag->detail, -1));
  }
  if (diags->len > 0)
    set_list (state, name, "remarks", items);
}

guint
wz_state_count_remarks (const WzState *state, const gchar *name, WzSeverity least)
{
  g_auto (GStrv) rows = get_list (state, name, "remarks");
  guint n = g_strv_length (rows), count = 0;
  for (guint i = 0; i + REMARK <= n; i += REMARK)
    count += atoi (rows[i]) >= (gint) least;
  return count;
}

void
wz_state_report_remarks (const WzState *state, const gchar *name, const gchar *folder, WzDiagSink *sink)
{
  g_auto (GStrv) rows = get_list (state, name, "remarks");
  guint n = g_strv_length (rows);
  for (guint i = 0; i + REMARK <= n; i += REMARK) {
    const gchar *file = rows[i + 2];
    g_autofree gchar *path = *file != '\0' ? dup_path (folder, file) : NULL;
    WzDiag diag = {(WzSeverity) CLAMP (atoi (rows[i]), 0, WZ_SEVERITY_UNSUPPORTED),
                   rows[i + 1],
                   {path, (guint32) g_ascii_strtoull (rows[i + 3], NULL, 10),
                    (guint32) g_ascii_strtoull (rows[i + 4], NULL, 10)},
                   rows[i + 5]};
    wz_diag_sink_forward (sink, &diag);
  }
}

GHashTable *
wz_state_dup_told (const WzState *state)
{
  GHashTable *told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GStrv) list = get_list (state, STATE, "told");
  for (guint i = 0; list[i] != NULL; i++)
    g_hash_table_add (told, g_strdup (list[i]));
  return told;
}

void
wz_state_set_told (WzState *state, GHashTable *told)
{
  guint n;
  g_autofree gpointer *keys = g_hash_table_get_keys_as_array (told, &n);
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (items, keys[i]);
  g_ptr_array_sort (items, wz_words_compare);
  set_list (state, STATE, "told", items);
}

/* ---- Memory ---- */

void
wz_state_remember (const WzState *state, const gchar *name, WzMemory *memory)
{
  g_auto (GStrv) papers = get_list (state, name, "papers");
  g_autofree gchar *title = wz_state_dup_part (state, name, "title"),
                   *number = wz_state_dup_part (state, name, "number"),
                   *identifier = wz_state_dup_part (state, name, "identifier"),
                   *date = wz_state_dup_part (state, name, "date");
  WzBackReference reference = {.title = title, .number = number, .identifier = identifier};
  if (date != NULL)
    wz_date_parse_iso (date, &reference.date);
  for (guint i = 0; papers[i] != NULL && papers[i + 1] != NULL; i += 2) {
    reference.key = papers[i + 1];
    if (*reference.key != '\0')
      wz_memory_add (memory, papers[i], &reference);
  }
}

void
wz_state_hash_memory (const WzState *state, const gchar *name, const WzMemory *memory, GChecksum *checksum)
{
  g_auto (GStrv) papers = get_list (state, name, "papers");
  for (guint i = 0; papers[i] != NULL && papers[i + 1] != NULL; i += 2) {
    const GPtrArray *seen = wz_memory_find_name (memory, papers[i]);
    for (guint k = 0; seen && k < seen->len; k++) {
      const WzBackReference *reference = g_ptr_array_index (seen, k);
      wz_recipe_hash_text (checksum, reference->identifier);
      wz_recipe_hash_text (checksum, reference->title);
      wz_recipe_hash_text (checksum, reference->number);
      wz_recipe_hash_text (checksum, reference->key);
    }
  }
}
