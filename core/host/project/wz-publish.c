/* wz-publish.c: issues that readers have. SPDX-License-Identifier: MIT
 *
 * In: the folder of issues, the state. Out: `published/NAME/revision-N/`, and books among the issues that are
 * those of the last one. In `record.ini` the group `published` has the number of its form, issue, revision,
 * and in turns hash and name of each book, edition and name of each model; the group of the issue is what the
 * state had.
 */
#include "host/project/wz-publish.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/wz-diag-private.h"
#include "base/wz-words.h"
#include "config.h"
#include "host/desk/wz-weekly.h"
#include "host/file/wz-folder.h"
#include "host/file/wz-packed.h"
#include "host/file/wz-target.h"
#include "json/wz-json.h"
#include <wenzhai/wz-error.h>

enum { FORM = 1 };

#define GROUP "published"
#define RECORD "record.ini"
#define REVISION "revision-"

typedef struct {
  gchar *name, *folder; /* of the revision */
  guint revision;
  GKeyFile *file; /* without groups where it could not be read */
  struct timespec written;
} Record;

struct _WzPublished {
  gchar *issues;
  GPtrArray *records; /* Record: the last of each issue, by name */
};

static void
record_free (gpointer data)
{
  Record *record = data;
  g_free (record->name);
  g_free (record->folder);
  g_key_file_unref (record->file);
  g_free (record);
}

static gchar *
dup_folder (const WzPublished *published, const gchar *name, guint revision)
{
  g_autofree gchar *own = g_strdup_printf (REVISION "%u", revision);
  return g_build_filename (published->issues, WZ_PUBLISHED, name, own, NULL);
}

/* ---- Records ---- */

static guint
find_last (const gchar *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const gchar *name;
  guint last = 0;
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    guint64 number;
    if (g_str_has_prefix (name, REVISION) &&
        g_ascii_string_to_unsigned (name + strlen (REVISION), 10, 1, G_MAXUINT16, &number, NULL))
      last = MAX (last, (guint) number);
  }
  return last;
}

/* Nothing of an issue whose record is lost is made anew all the same: readers have it. */
static void
load_record (WzPublished *published, const gchar *name, WzDiagSink *sink)
{
  g_autofree gchar *issue = g_build_filename (published->issues, WZ_PUBLISHED, name, NULL);
  guint revision = find_last (issue);
  if (revision == 0)
    return;
  Record *record = g_new0 (Record, 1);
  record->name = g_strdup (name);
  record->revision = revision;
  record->folder = dup_folder (published, name, revision);
  record->file = g_key_file_new ();
  g_ptr_array_add (published->records, record);
  g_autofree gchar *path = g_build_filename (record->folder, RECORD, NULL);
  struct stat info;
  g_autoptr (GError) error = NULL;
  if (!g_key_file_load_from_file (record->file, path, G_KEY_FILE_NONE, &error)) {
    WzPosition here = {path, 0, 0};
    wz_diag_report (
        sink, WZ_SEVERITY_ERROR, "published-record", &here,
        _ ("the record of a published issue cannot be read (%s): put it back from a back-up; until "
           "then the issue stays as it is"),
        error->message);
    g_key_file_unref (record->file);
    record->file = g_key_file_new ();
  } else if (stat (path, &info) == 0) {
    record->written = info.st_mtim;
  }
}

static gint
compare_records (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(const Record *const *) a)->name, (*(const Record *const *) b)->name);
}

WzPublished *
wz_published_load (const gchar *issues, WzDiagSink *sink)
{
  WzPublished *published = g_new0 (WzPublished, 1);
  published->issues = g_strdup (issues);
  published->records = g_ptr_array_new_with_free_func (record_free);
  g_autofree gchar *folder = issues != NULL ? g_build_filename (issues, WZ_PUBLISHED, NULL) : NULL;
  g_autoptr (GDir) dir = folder != NULL ? g_dir_open (folder, 0, NULL) : NULL;
  const gchar *name;
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    load_record (published, name, sink);
  g_ptr_array_sort (published->records, compare_records);
  return published;
}

void
wz_published_free (WzPublished *published)
{
  if (published == NULL)
    return;
  g_ptr_array_unref (published->records);
  g_free (published->issues);
  g_free (published);
}

static const Record *
find_record (const WzPublished *published, const gchar *name)
{
  for (guint i = 0; i < published->records->len; i++) {
    const Record *record = g_ptr_array_index (published->records, i);
    if (g_str_equal (record->name, name))
      return record;
  }
  return NULL;
}

const gchar *
wz_published_get_edition (const WzIssue *issue)
{
  const gchar *edition = wz_issue_get_edition (issue);
  return edition != NULL ? edition : wz_issue_get_variant (issue);
}

GStrv
wz_published_dup_names (const WzPublished *published)
{
  GStrv names = g_new0 (gchar *, published->records->len + 1);
  for (guint i = 0; i < published->records->len; i++)
    names[i] = g_strdup (((const Record *) g_ptr_array_index (published->records, i))->name);
  return names;
}

guint
wz_published_get_revision (const WzPublished *published, const gchar *name)
{
  const Record *record = find_record (published, name);
  return record != NULL ? record->revision : 0;
}

void
wz_published_adopt (const WzPublished *published, WzState *state)
{
  for (guint i = 0; i < published->records->len; i++) {
    const Record *record = g_ptr_array_index (published->records, i);
    g_autofree gchar *revision = g_strdup_printf ("%u", record->revision);
    if (g_key_file_has_group (record->file, record->name))
      wz_state_adopt_issue (state, record->name, revision, record->file);
  }
}

/* The rows of a list of two columns; no name in it leads out of its folder. */
static GStrv
dup_rows (GKeyFile *file, const gchar *key)
{
  GStrv rows = g_key_file_get_string_list (file, GROUP, key, NULL, NULL);
  for (guint i = 0; rows != NULL && rows[i] != NULL; i++)
    g_strdelimit (rows[i], "/", '-');
  return rows != NULL ? rows : g_new0 (gchar *, 1);
}

/* ---- Models ---- */

gchar *
wz_published_dup_model (const WzPublished *published, const gchar *name, guint revision, const gchar *variant)
{
  const Record *last = find_record (published, name);
  if (last == NULL || revision > last->revision)
    return NULL;
  g_autofree gchar *folder = dup_folder (published, name, revision > 0 ? revision : last->revision);
  g_autofree gchar *path = g_build_filename (folder, RECORD, NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL);
  g_auto (GStrv) rows = dup_rows (file, "models");
  for (guint i = 0; rows[i] != NULL && rows[i + 1] != NULL; i += 2)
    if (g_str_equal (rows[i], variant != NULL ? variant : ""))
      return g_build_filename (folder, rows[i + 1], NULL);
  return NULL;
}

WzIssue *
wz_published_load_issue (const WzPublished *published, const gchar *name, guint revision,
                         const gchar *variant, GError **error)
{
  g_autofree gchar *path = wz_published_dup_model (published, name, revision, variant);
  if (path != NULL)
    return wz_weekly_load_dump (path, error);
  guint last = wz_published_get_revision (published, name);
  if (last == 0)
    g_set_error (error, WZ_READ_ERROR, WZ_READ_ERROR_IO, _ ("%s is not published"), name);
  else if (revision > last)
    g_set_error (error, WZ_READ_ERROR, WZ_READ_ERROR_IO, _ ("%s has no revision %u; its last one is %u"),
                 name, revision, last);
  else
    g_set_error (error, WZ_READ_ERROR, WZ_READ_ERROR_IO, _ ("%s was published without such an edition"),
                 name);
  return NULL;
}

GPtrArray *
wz_published_load_editions (const WzPublished *published, const gchar *name, GError **error)
{
  const Record *record = find_record (published, name);
  g_autoptr (GPtrArray) issues = g_ptr_array_new_with_free_func ((GDestroyNotify) wz_issue_unref);
  g_auto (GStrv) rows = dup_rows (record->file, "models");
  for (guint i = 0; rows[i] != NULL && rows[i + 1] != NULL; i += 2) {
    g_autofree gchar *path = g_build_filename (record->folder, rows[i + 1], NULL);
    WzIssue *issue = wz_weekly_load_dump (path, error);
    if (issue == NULL)
      return NULL;
    g_ptr_array_add (issues, issue);
  }
  if (issues->len > 0)
    return g_steal_pointer (&issues);
  g_set_error (error, WZ_READ_ERROR, WZ_READ_ERROR_IO, _ ("%s: there is no model in it"), record->folder);
  return NULL;
}

gboolean
wz_published_has_daily (const WzPublished *published, const gchar *name, const gchar *hash)
{
  const Record *record = find_record (published, name);
  g_auto (GStrv) rows = g_key_file_get_string_list (record->file, name, "dailies", NULL, NULL);
  return rows != NULL && g_strv_contains ((const gchar *const *) rows, hash);
}

/* ---- The books among the issues ---- */

static gchar *
hash_book (const gchar *path)
{
  g_autofree gchar *data = NULL;
  gsize length;
  return g_file_get_contents (path, &data, &length, NULL)
             ? g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) data, length)
             : NULL;
}

/* Takes the right to write, which others may have too. */
static void
protect (const gchar *path)
{
  struct stat info;
  if (stat (path, &info) == 0 && (info.st_mode & 0222) != 0)
    g_chmod (path, info.st_mode & 0555);
}

/* Copies @from over @to, and protects it. Its time is that of the frozen one, so that it need not be looked
 * at again. */
static gboolean
install (const gchar *from, const gchar *to, GError **error)
{
  g_autofree gchar *data = NULL;
  gsize length;
  g_autoptr (GError) why = NULL;
  struct stat info;
  if (!g_file_get_contents (from, &data, &length, &why)) {
    g_set_error (error, WZ_OUTPUT_ERROR, WZ_OUTPUT_ERROR_IO, "%s", why->message);
    return FALSE;
  }
  if (stat (to, &info) == 0)
    g_chmod (to, (info.st_mode & 0777) | S_IWUSR);
  if (!wz_target_write_file (to, data, length, error))
    return FALSE;
  if (stat (from, &info) == 0)
    utimensat (AT_FDCWD, to, (const struct timespec[]){info.st_atim, info.st_mtim}, 0);
  protect (to);
  return TRUE;
}

/* Whether a book has the bytes of an earlier revision: putting the last one in its place was cut short. */
static gboolean
is_of_earlier (const WzPublished *published, const Record *record, const gchar *hash)
{
  for (guint revision = 1; revision < record->revision; revision++) {
    g_autofree gchar *folder = dup_folder (published, record->name, revision);
    g_autofree gchar *path = g_build_filename (folder, RECORD, NULL);
    g_autoptr (GKeyFile) file = g_key_file_new ();
    g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL);
    g_auto (GStrv) rows = dup_rows (file, "books");
    if (g_strv_contains ((const gchar *const *) rows, hash))
      return TRUE;
  }
  return FALSE;
}

typedef struct {
  const WzPublished *published;
  const Record *record;
  gboolean dry, all;
  WzDiagSink *sink;
} Settling;

static gboolean
put_back (const Settling *s, const gchar *hash, const gchar *frozen, const gchar *path)
{
  g_autofree gchar *own = hash_book (frozen);
  g_autoptr (GError) error = NULL;
  WzPosition here = {path, 0, 0};
  if (g_strcmp0 (own, hash) != 0) {
    wz_diag_report (
        s->sink, WZ_SEVERITY_ERROR, "published-lost", &here,
        _ ("a published book is gone, and its copy %s is no longer what was published: put it back "
           "from a back-up, or make a new revision with `wenzhai reissue %s`"),
        frozen, s->record->name);
    return FALSE;
  }
  if (s->dry)
    return TRUE;
  if (install (frozen, path, &error)) {
    wz_diag_report (s->sink, WZ_SEVERITY_WARNING, "published-restored", &here,
                    _ ("a published book was gone, and is there again as it was published"));
    return TRUE;
  }
  wz_diag_report (s->sink, WZ_SEVERITY_ERROR, "published-lost", &here, "%s", error->message);
  return FALSE;
}

static gboolean
is_later (const struct timespec *a, const struct timespec *b)
{
  return a->tv_sec != b->tv_sec ? a->tv_sec > b->tv_sec : a->tv_nsec > b->tv_nsec;
}

static gboolean
settle_book (const Settling *s, const gchar *hash, const gchar *name)
{
  g_autofree gchar *path = g_build_filename (s->published->issues, name, NULL);
  g_autofree gchar *frozen = g_build_filename (s->record->folder, name, NULL);
  struct stat info, kept;
  if (stat (path, &info) != 0)
    return put_back (s, hash, frozen, path);
  gboolean looks_same = stat (frozen, &kept) == 0 && kept.st_size == info.st_size &&
                        !is_later (&info.st_mtim, &s->record->written);
  g_autofree gchar *own = looks_same && !s->all ? NULL : hash_book (path);
  if (own != NULL && !g_str_equal (own, hash)) {
    WzPosition here = {path, 0, 0};
    if (is_of_earlier (s->published, s->record, own))
      return s->dry || install (frozen, path, NULL);
    wz_diag_report (
        s->sink, WZ_SEVERITY_ERROR, "published-changed", &here,
        _ ("is no longer the book that was published as revision %u of %s: delete it, and `wenzhai "
           "build` puts the published one back"),
        s->record->revision, s->record->name);
    return FALSE;
  }
  if (!s->dry)
    protect (path);
  return TRUE;
}

gboolean
wz_published_settle (const WzPublished *published, const gchar *name, gboolean dry, gboolean all,
                     WzDiagSink *sink)
{
  Settling s = {published, find_record (published, name), dry, all, sink};
  g_auto (GStrv) books = dup_rows (s.record->file, "books");
  gboolean settled = books[0] != NULL;
  for (guint i = 0; books[i] != NULL && books[i + 1] != NULL; i += 2)
    settled = settle_book (&s, books[i], books[i + 1]) && settled;
  return settled;
}

/* ---- Publishing ---- */

struct _WzFreeze {
  const WzPublished *published;
  gchar *name, *folder; /* the folder has a name of its own until it is whole */
  guint revision;
  GPtrArray *models; /* edition and name in turns */
  gboolean committed;
};

static gboolean
fail (const gchar *path, GError **error)
{
  g_set_error (error, WZ_OUTPUT_ERROR, WZ_OUTPUT_ERROR_IO, "%s: %s", path, g_strerror (errno));
  return FALSE;
}

WzFreeze *
wz_freeze_new (const WzPublished *published, const gchar *name, GError **error)
{
  g_autoptr (WzFreeze) freeze = g_new0 (WzFreeze, 1);
  freeze->published = published;
  freeze->name = g_strdup (name);
  freeze->revision = wz_published_get_revision (published, name) + 1;
  freeze->models = g_ptr_array_new_with_free_func (g_free);
  g_autofree gchar *own = g_strdup_printf (".making-%u", freeze->revision);
  freeze->folder = g_build_filename (published->issues, WZ_PUBLISHED, name, own, NULL);
  wz_folder_remove (freeze->folder); /* of a run that was killed */
  if (g_mkdir_with_parents (freeze->folder, 0777) == 0)
    return g_steal_pointer (&freeze);
  fail (freeze->folder, error);
  return NULL;
}

void
wz_freeze_free (WzFreeze *freeze)
{
  if (freeze == NULL)
    return;
  if (!freeze->committed) {
    g_autofree gchar *above = g_path_get_dirname (freeze->folder), *top = g_path_get_dirname (above);
    wz_folder_remove (freeze->folder);
    g_rmdir (above); /* where they are empty */
    g_rmdir (top);
  }
  g_ptr_array_unref (freeze->models);
  g_free (freeze->folder);
  g_free (freeze->name);
  g_free (freeze);
}

const gchar *
wz_freeze_get_folder (const WzFreeze *freeze)
{
  return freeze->folder;
}

static gboolean
write_file (const WzFreeze *freeze, const gchar *name, gconstpointer data, gsize length, GError **error)
{
  g_autofree gchar *path = g_build_filename (freeze->folder, name, NULL);
  return wz_target_write_file (path, data, length, error);
}

gboolean
wz_freeze_add_books (WzFreeze *freeze, const WzState *state, GError **error)
{
  g_auto (GStrv) files = wz_state_dup_files (state, freeze->name);
  for (guint i = 0; files[i] != NULL && files[i + 1] != NULL; i += 2) {
    g_autofree gchar *from = g_build_filename (freeze->published->issues, files[i], NULL);
    g_autofree gchar *to = g_build_filename (freeze->folder, files[i], NULL);
    if (!g_file_test (from, G_FILE_TEST_IS_DIR) && !install (from, to, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
wz_freeze_add_issue (WzFreeze *freeze, const WzIssue *issue, GError **error)
{
  const gchar *variant = wz_published_get_edition (issue);
  g_autofree gchar *text = wz_json_write (issue), *stem = wz_target_dup_stem (wz_issue_get_stem (issue));
  g_autofree gchar *name = g_strconcat (stem, ".json.gz", NULL);
  g_autoptr (GBytes) packed = wz_packed_new (text, strlen (text));
  gsize length;
  gconstpointer data = g_bytes_get_data (packed, &length);
  if (!write_file (freeze, name, data, length, error))
    return FALSE;
  g_ptr_array_add (freeze->models, g_strdup (variant != NULL ? variant : ""));
  g_ptr_array_add (freeze->models, g_steal_pointer (&name));
  return TRUE;
}

/* Hash and name of each book in turns; NULL with an error where one is not there. */
static GPtrArray *
list_books (const WzFreeze *freeze, const WzState *state, GError **error)
{
  g_autoptr (GPtrArray) books = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) files = wz_state_dup_files (state, freeze->name);
  for (guint i = 0; files[i] != NULL && files[i + 1] != NULL; i += 2) {
    g_autofree gchar *path = g_build_filename (freeze->folder, files[i], NULL);
    g_autofree gchar *made = g_build_filename (freeze->published->issues, files[i], NULL);
    if (g_file_test (made, G_FILE_TEST_IS_DIR)) /* a folder of files is the editor's, no book */
      continue;
    gchar *hash = hash_book (path);
    if (hash == NULL) {
      fail (path, error);
      return NULL;
    }
    g_ptr_array_add (books, hash);
    g_ptr_array_add (books, g_strdup (files[i]));
  }
  return g_steal_pointer (&books);
}

static gboolean
write_record (const WzFreeze *freeze, const WzState *state, const GPtrArray *books, GError **error)
{
  g_autoptr (GKeyFile) record = g_key_file_new ();
  g_key_file_set_integer (record, GROUP, "form", FORM);
  g_key_file_set_string (record, GROUP, "issue", freeze->name);
  g_key_file_set_integer (record, GROUP, "revision", (gint) freeze->revision);
  g_key_file_set_string (record, GROUP, "program", "wenzhai " WZ_VERSION);
  g_key_file_set_string_list (record, GROUP, "books", (const gchar *const *) books->pdata, books->len);
  g_key_file_set_string_list (record, GROUP, "models", (const gchar *const *) freeze->models->pdata,
                              freeze->models->len);
  wz_state_copy_issue (state, freeze->name, record);
  gsize length;
  g_autofree gchar *text = g_key_file_to_data (record, &length, NULL);
  return write_file (freeze, RECORD, text, length, error);
}

static void
protect_folder (const gchar *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const gchar *name;
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree gchar *path = g_build_filename (folder, name, NULL);
    protect (path);
  }
}

gboolean
wz_freeze_commit (WzFreeze *freeze, WzState *state, const gchar *recipe, GError **error)
{
  g_autoptr (GPtrArray) books = list_books (freeze, state, error);
  g_autofree gchar *to = dup_folder (freeze->published, freeze->name, freeze->revision);
  g_autofree gchar *revision = g_strdup_printf ("%u", freeze->revision);
  if (books == NULL || !write_file (freeze, "recipe.json", recipe, strlen (recipe), error) ||
      !write_record (freeze, state, books, error))
    return FALSE;
  protect_folder (freeze->folder);
  if (g_rename (freeze->folder, to) != 0)
    return fail (to, error);
  freeze->committed = TRUE; /* should the rest be cut short, wz_published_settle() goes on */
  wz_state_set_part (state, freeze->name, "revision", revision);
  for (guint i = 0; i < books->len; i += 2) {
    g_autofree gchar *from = g_build_filename (to, g_ptr_array_index (books, i + 1), NULL);
    g_autofree gchar *path =
        g_build_filename (freeze->published->issues, g_ptr_array_index (books, i + 1), NULL);
    if (!install (from, path, error))
      return FALSE;
  }
  return TRUE;
}
