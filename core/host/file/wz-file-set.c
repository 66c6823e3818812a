/* wz-file-set.c: taking over a folder of files. SPDX-License-Identifier: MIT */
#include "host/file/wz-file-set.h"

#include "base/wz-display.h"
#include "base/wz-words.h"
#include "host/file/wz-target.h"

#include <wenzhai/wz-error.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LIST ".wzfiles"
#define PART ".wzfiles.part" /* a file on its way to its name */
#define MAX_FILES 200000
#define MAX_DEPTH 8
#define MAX_LIST (64 * 1024 * 1024) /* bytes */

typedef struct {
  GPtrArray *lines;  /* `HASH  PATH` of each file, by name */
  GHashTable *names; /* the names without case, to see that they are different */
  guint64 bytes, limit;
  guint depth;
} Taking;

static gboolean G_GNUC_PRINTF (2, 3) refuse (GError **error, const gchar *format, ...)
{
  va_list args;
  va_start (args, format);
  g_propagate_error (error, g_error_new_valist (WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_INVALID, format, args));
  va_end (args);
  return FALSE;
}

static gboolean
fail (const gchar *path, GError **error)
{
  g_set_error (error, WZ_OUTPUT_ERROR, WZ_OUTPUT_ERROR_IO, "%s: %s", path, g_strerror (errno));
  return FALSE;
}

/* The SHA-256 of what there is to read, and how much that is; NULL with errno. */
static gchar *
hash_file (gint fd, guint64 *bytes)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guchar buffer[65536];
  gssize n;
  while ((n = read (fd, buffer, sizeof buffer)) > 0) {
    g_checksum_update (checksum, buffer, n);
    *bytes += (guint64) n;
  }
  return n == 0 ? g_strdup (g_checksum_get_string (checksum)) : NULL;
}

/* ---- What a stranger has left ---- */

/* As systems see it that know no case, and compose accents. */
static gchar *
dup_plain (const gchar *path)
{
  g_autofree gchar *folded = g_utf8_casefold (path, -1);
  return g_utf8_normalize (folded, -1, G_NORMALIZE_NFC);
}

static gboolean
check_name (Taking *taking, const gchar *name, const gchar *path, GError **error)
{
  g_autofree gchar *shown = wz_display_dup (path);
  if (*name == '.')
    return refuse (
        error, _ ("left “%s”, whose name is hidden; its files want names without a point in front"), shown);
  if (!wz_display_check (name) || strchr (name, '\\') != NULL)
    return refuse (error, _ ("left “%s”, whose name is no plain text"), shown);
  if (!g_hash_table_add (taking->names, dup_plain (path)))
    return refuse (error, _ ("left “%s”, which some systems cannot tell from another of its files"), shown);
  return TRUE;
}

static gboolean
take_file (Taking *taking, gint fd, const gchar *path, GError **error)
{
  g_autofree gchar *hash = hash_file (fd, &taking->bytes);
  if (hash == NULL)
    return fail (path, error);
  if (taking->bytes > taking->limit || taking->lines->len == MAX_FILES) {
    g_set_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_LIMIT,
                 _ ("left more than %" PRIu64 " MiB, or %u files"), taking->limit / (1024 * 1024), MAX_FILES);
    return FALSE;
  }
  g_ptr_array_add (taking->lines, g_strdup_printf ("%s  %s", hash, path));
  return TRUE;
}

static gboolean take_folder (Taking *taking, gint fd, const gchar *path, GError **error);

static gboolean
take_entry (Taking *taking, gint folder, const gchar *name, const gchar *path, GError **error)
{
  struct stat info;
  if (!check_name (taking, name, path, error))
    return FALSE;
  gint fd = openat (folder, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (fd < 0 || fstat (fd, &info) != 0 || !(S_ISREG (info.st_mode) || S_ISDIR (info.st_mode))) {
    if (fd >= 0)
      close (fd);
    return refuse (error, _ ("left “%s”, which is no plain file or folder"), path);
  }
  gboolean ok =
      S_ISDIR (info.st_mode) ? take_folder (taking, fd, path, error) : take_file (taking, fd, path, error);
  close (fd);
  return ok;
}

static gboolean
take_folder (Taking *taking, gint fd, const gchar *path, GError **error)
{
  gint own = fcntl (fd, F_DUPFD_CLOEXEC, 0);
  DIR *dir = own >= 0 ? fdopendir (own) : NULL;
  gboolean ok = dir != NULL || fail (path, error);
  if (ok && ++taking->depth > MAX_DEPTH)
    ok = refuse (error, _ ("left folders in one another, more than %u deep"), MAX_DEPTH);
  for (const struct dirent *entry; ok && (entry = readdir (dir)) != NULL;) {
    if (g_str_equal (entry->d_name, ".") || g_str_equal (entry->d_name, ".."))
      continue;
    g_autofree gchar *inside =
        *path != '\0' ? g_strconcat (path, "/", entry->d_name, NULL) : g_strdup (entry->d_name);
    ok = take_entry (taking, fd, entry->d_name, inside, error);
  }
  taking->depth--;
  if (dir != NULL)
    closedir (dir);
  return ok;
}

static const gchar *
path_of (const gchar *line)
{
  return line + strcspn (line, " ") + 2;
}

static gint
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (path_of (*(const gchar *const *) a), path_of (*(const gchar *const *) b));
}

static gboolean
take_all (Taking *taking, const gchar *from, GError **error)
{
  gint fd = open (from, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
  if (fd < 0)
    return fail (from, error);
  gboolean ok = take_folder (taking, fd, "", error);
  close (fd);
  g_ptr_array_sort (taking->lines, compare_lines); /* whatever order the system lists them in */
  return ok && (taking->lines->len > 0 || refuse (error, "%s", _ ("wrote nothing")));
}

/* ---- What is there ---- */

/* (nullable): the list of what was put into @folder. */
static gchar *
dup_list (const gchar *folder)
{
  g_autofree gchar *path = g_build_filename (folder, LIST, NULL);
  gchar *text = NULL;
  GStatBuf info;
  if (g_stat (path, &info) == 0 && S_ISREG (info.st_mode) && info.st_size <= MAX_LIST)
    g_file_get_contents (path, &text, NULL, NULL);
  return text;
}

static gboolean
is_empty (const gchar *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const gchar *name;
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (*name != '.')
      return FALSE;
  return dir != NULL;
}

gboolean
wz_file_set_try (const gchar *folder, GError **error)
{
  g_autofree gchar *list = dup_list (folder);
  if (!g_file_test (folder, G_FILE_TEST_EXISTS) || list != NULL)
    return TRUE;
  if (g_file_test (folder, G_FILE_TEST_IS_DIR) && is_empty (folder))
    return TRUE;
  g_set_error (error, WZ_OUTPUT_ERROR, WZ_OUTPUT_ERROR_IO,
               g_file_test (folder, G_FILE_TEST_IS_DIR)
                   ? _ ("%s: holds files that this output did not write; name a new or an empty folder")
                   : _ ("%s: is no folder; name another one"),
               folder);
  return FALSE;
}

/* Names of a list are followed as far as they stay in the folder. */
static GHashTable *
read_list (const gchar *text)
{
  GHashTable *lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GStrv) all = g_strsplit (text != NULL ? text : "", "\n", -1);
  for (guint i = 0; all[i] != NULL; i++) {
    gsize n = strspn (all[i], "0123456789abcdef");
    g_auto (GStrv) parts =
        g_strsplit (n == 64 && wz_starts_with (all[i] + n, "  ") ? all[i] + n + 2 : "", "/", -1);
    gboolean ok = parts[0] != NULL;
    for (guint k = 0; parts[k] != NULL; k++)
      ok = ok && *parts[k] != '\0' && *parts[k] != '.';
    if (ok)
      g_hash_table_add (lines, g_strdup (all[i]));
  }
  return lines;
}

/* ---- Putting it there ---- */

typedef struct {
  const gchar *from, *folder;
  GHashTable *old; /* the lines of the list */
  GPtrArray *kept;
  GPtrArray *lines; /* lent: what the new list has */
} Placing;

/* (nullable): its line in a list; NULL where it is no plain file. */
static gchar *
dup_line (const Placing *placing, const gchar *path)
{
  guint64 bytes = 0;
  struct stat info;
  g_autofree gchar *full = g_build_filename (placing->folder, path, NULL);
  gint fd = open (full, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  g_autofree gchar *hash =
      fd >= 0 && fstat (fd, &info) == 0 && S_ISREG (info.st_mode) ? hash_file (fd, &bytes) : NULL;
  if (fd >= 0)
    close (fd);
  return hash != NULL ? g_strdup_printf ("%s  %s", hash, path) : NULL;
}

static gboolean
copy (const gchar *from, const gchar *to, GError **error)
{
  g_autofree gchar *data = NULL;
  gsize length;
  g_autoptr (GError) why = NULL;
  if (g_file_get_contents (from, &data, &length, &why) &&
      g_file_set_contents_full (to, data, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0666, &why))
    return TRUE;
  g_set_error_literal (error, WZ_OUTPUT_ERROR, WZ_OUTPUT_ERROR_IO, why->message);
  return FALSE;
}

static gboolean
place_file (Placing *placing, const gchar *line, GError **error)
{
  const gchar *path = path_of (line);
  g_autofree gchar *from = g_build_filename (placing->from, path, NULL);
  g_autofree gchar *to = g_build_filename (placing->folder, path, NULL);
  g_autofree gchar *part = g_build_filename (placing->folder, PART, NULL);
  g_autofree gchar *above = g_path_get_dirname (to);
  struct stat info;
  if (lstat (to, &info) == 0) {
    g_autofree gchar *there = dup_line (placing, path);
    if (g_strcmp0 (there, line) == 0) {
      g_ptr_array_add (placing->lines, (gpointer) (gsize) line);
      return TRUE;
    }
    if (there == NULL || !g_hash_table_contains (placing->old, there)) {
      g_ptr_array_add (placing->kept, g_strdup (path));
      return TRUE;
    }
  }
  if (g_mkdir_with_parents (above, 0777) != 0)
    return fail (above, error);
  if (!copy (from, part, error))
    return FALSE;
  if (g_rename (part, to) != 0)
    return fail (to, error);
  g_ptr_array_add (placing->lines, (gpointer) (gsize) line);
  return TRUE;
}

/* A file of an earlier set that this one has not; a folder that is empty then goes too. */
static void
remove_file (Placing *placing, const gchar *line)
{
  g_autofree gchar *there = dup_line (placing, path_of (line));
  if (g_strcmp0 (there, line) != 0)
    return;
  g_autofree gchar *path = g_build_filename (placing->folder, path_of (line), NULL);
  g_unlink (path);
  for (gchar *slash = strrchr (path, '/'); slash != NULL; slash = strrchr (path, '/')) {
    *slash = '\0';
    if (g_str_equal (path, placing->folder) || g_rmdir (path) != 0)
      return;
  }
}

static gboolean
write_list (const gchar *folder, GHashTable *old, const GPtrArray *lines, GError **error)
{
  g_autofree gchar *path = g_build_filename (folder, LIST, NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  GHashTableIter iter;
  gpointer line;
  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (text, "%s\n", (const gchar *) g_ptr_array_index (lines, i));
  if (old != NULL)
    for (g_hash_table_iter_init (&iter, old); g_hash_table_iter_next (&iter, &line, NULL);)
      g_string_append_printf (text, "%s\n", (const gchar *) line);
  return wz_target_write_file (path, text->str, text->len, error);
}

/* Before the first file comes, the list has the new ones beside the old ones, so that whatever is there when
 * this is cut short is known by the next run. */
static gboolean
place_all (Placing *placing, const GPtrArray *lines, GError **error)
{
  g_autoptr (GHashTable) paths = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer line;
  if (!write_list (placing->folder, placing->old, lines, error))
    return FALSE;
  for (guint i = 0; i < lines->len; i++) {
    g_hash_table_add (paths, (gpointer) (gsize) path_of (g_ptr_array_index (lines, i)));
    if (!place_file (placing, g_ptr_array_index (lines, i), error))
      return FALSE;
  }
  for (g_hash_table_iter_init (&iter, placing->old); g_hash_table_iter_next (&iter, &line, NULL);)
    if (!g_hash_table_contains (paths, path_of (line)))
      remove_file (placing, line);
  gint fd = open (placing->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd >= 0) {
    syncfs (fd); /* all at once, where each by itself takes long */
    close (fd);
  }
  return write_list (placing->folder, NULL, placing->lines, error);
}

gboolean
wz_file_set_install (const gchar *from, const gchar *folder, guint64 limit, guint64 *bytes, GPtrArray *kept,
                     GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free), placed = g_ptr_array_new ();
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Taking taking = {lines, names, 0, limit, 0};
  if (!wz_file_set_try (folder, error) || !take_all (&taking, from, error))
    return FALSE;
  if (g_mkdir_with_parents (folder, 0777) != 0)
    return fail (folder, error);
  g_autofree gchar *list = dup_list (folder);
  g_autoptr (GHashTable) old = read_list (list);
  Placing placing = {from, folder, old, kept, placed};
  gboolean ok = place_all (&placing, lines, error);
  *bytes = wz_file_set_weigh (folder);
  return ok;
}

guint64
wz_file_set_weigh (const gchar *path)
{
  GStatBuf info;
  guint64 bytes = 0;
  if (g_stat (path, &info) != 0)
    return G_MAXUINT64;
  if (!S_ISDIR (info.st_mode))
    return (guint64) info.st_size;
  g_autofree gchar *list = dup_list (path);
  g_autoptr (GHashTable) lines = read_list (list);
  GHashTableIter iter;
  gpointer line;
  for (g_hash_table_iter_init (&iter, lines); g_hash_table_iter_next (&iter, &line, NULL);) {
    g_autofree gchar *file = g_build_filename (path, path_of (line), NULL);
    if (g_stat (file, &info) != 0)
      return G_MAXUINT64;
    bytes += (guint64) info.st_size;
  }
  return bytes;
}
