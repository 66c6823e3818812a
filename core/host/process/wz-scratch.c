/* wz-scratch.c: a file without a name. SPDX-License-Identifier: MIT */
#include "host/process/wz-scratch.h"

#include "host/process/wz-child.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <inttypes.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define SEALS (F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE)
#define SEAL_TRIES 50 /* of 10 ms: pages that were on their way somewhere are let go */

struct _WzScratch {
  gint fd;
  gboolean sealable;
};

/* Not g_get_tmp_dir(), which would tell a plugin for ever what it has told here. */
static gchar *
dup_template (void)
{
  const gchar *place = g_getenv ("TMPDIR");
  return g_build_filename (place != NULL && g_path_is_absolute (place) ? place : "/tmp", "wenzhai-XXXXXX",
                           NULL);
}

/* Where memfd_create() is missing or forbidden: a file that has lost its name at once. */
static gint
open_unlinked (void)
{
  g_autofree gchar *path = dup_template ();
  gint fd = g_mkstemp_full (path, O_RDWR | O_CLOEXEC, 0600);
  if (fd >= 0)
    g_unlink (path);
  return fd;
}

WzScratch *
wz_scratch_new (GError **error)
{
  g_autoptr (WzScratch) scratch = g_new0 (WzScratch, 1);
  scratch->fd = memfd_create ("wenzhai", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  scratch->sealable = scratch->fd >= 0;
  if (scratch->fd < 0 && errno != EMFILE && errno != ENFILE)
    scratch->fd = open_unlinked ();
  if (!wz_child_lift_fd (&scratch->fd)) {
    wz_child_set_errno (error, _ ("cannot make a file in memory"));
    return NULL;
  }
  return g_steal_pointer (&scratch);
}

void
wz_scratch_free (WzScratch *scratch)
{
  if (scratch == NULL)
    return;
  if (scratch->fd >= 0)
    close (scratch->fd);
  g_free (scratch);
}

gint
wz_scratch_get_fd (const WzScratch *scratch)
{
  return scratch->fd;
}

/* The plugin may have sealed it, and so that nobody can seal it any more: what counts is what holds. */
static gboolean
seal (gint fd)
{
  for (guint i = 0; i < SEAL_TRIES; i++) {
    if (fcntl (fd, F_ADD_SEALS, SEALS) == 0)
      return TRUE;
    if (errno != EBUSY)
      break;
    g_usleep (10 * 1000);
  }
  gint seals = fcntl (fd, F_GET_SEALS);
  return seals >= 0 && (seals & F_SEAL_WRITE) != 0;
}

gboolean
wz_scratch_seal (WzScratch *scratch, guint64 limit, guint64 *length, GError **error)
{
  struct stat info;
  if (scratch->sealable && !seal (scratch->fd)) {
    g_set_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_CRASHED, "%s",
                 _ ("still has its file open for writing after its end"));
    return FALSE;
  }
  if (fstat (scratch->fd, &info) != 0 || info.st_size < 0) {
    g_set_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_CRASHED, "%s", g_strerror (errno));
    return FALSE;
  }
  *length = (guint64) info.st_size;
  if (*length <= limit)
    return TRUE;
  g_set_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_LIMIT, _ ("wrote more than %" PRIu64 " MiB"),
               limit / (1024 * 1024));
  return FALSE;
}

gboolean
wz_scratch_copy (const WzScratch *scratch, guint64 length, gint to, const gchar *path, GError **error)
{
  enum { PIECE = 256 * 1024 };
  g_autofree gchar *buffer = g_malloc (PIECE);
  for (guint64 at = 0; at < length;) {
    gssize got = pread (scratch->fd, buffer, (gsize) MIN (length - at, PIECE), (off_t) at);
    for (gssize done = 0, n; done < got; done += MAX (n, 0)) {
      n = write (to, buffer + done, (gsize) (got - done));
      if (n < 0 && errno != EINTR) {
        got = -1;
        break;
      }
    }
    if (got == 0)
      errno = EIO; /* shorter than it was: only without seals */
    if (got == 0 || (got < 0 && errno != EINTR)) {
      g_set_error (error, WZ_OUTPUT_ERROR, WZ_OUTPUT_ERROR_IO, "%s: %s", path, g_strerror (errno));
      return FALSE;
    }
    at += (guint64) MAX (got, 0);
  }
  return TRUE;
}

GBytes *
wz_scratch_map (const WzScratch *scratch, GError **error)
{
  g_autoptr (GError) why = NULL;
  g_autoptr (GMappedFile) file = g_mapped_file_new_from_fd (scratch->fd, FALSE, &why);
  if (file != NULL)
    return g_mapped_file_get_bytes (file);
  g_set_error_literal (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_LIMIT, why->message);
  return NULL;
}

gchar *
wz_scratch_dup_text (const WzScratch *scratch, guint64 length)
{
  gchar *text = g_malloc (length + 1);
  gsize at = 0;
  gssize got = 1;
  while (at < length && got > 0)
    if ((got = pread (scratch->fd, text + at, length - at, (off_t) at)) > 0)
      at += (gsize) got;
  text[at] = '\0';
  return text;
}

/* ---- The folder ---- */

gchar *
wz_scratch_make_folder (void)
{
  g_autofree gchar *path = dup_template ();
  return g_mkdtemp (path) != NULL ? g_steal_pointer (&path) : NULL;
}

/* A folder that is not empty is put beside @top's other entries, under a number, to be emptied in its turn:
 * no depth is too deep. */
static void
remove_entry (gint top, gint folder, const gchar *name, guint *n_moved)
{
  gchar moved[32];
  if (unlinkat (folder, name, 0) == 0 || unlinkat (folder, name, AT_REMOVEDIR) == 0 || folder == top)
    return;
  do
    g_snprintf (moved, sizeof moved, ".%u", (*n_moved)++);
  while (faccessat (top, moved, F_OK, AT_SYMLINK_NOFOLLOW) == 0);
  renameat (folder, name, top, moved);
}

static void
empty_folder (gint top, gint folder, guint *n_moved)
{
  DIR *dir = fdopendir (folder);
  for (const struct dirent *entry; dir != NULL && (entry = readdir (dir)) != NULL;)
    if (!g_str_equal (entry->d_name, ".") && !g_str_equal (entry->d_name, ".."))
      remove_entry (top, folder, entry->d_name, n_moved);
  if (dir != NULL)
    closedir (dir);
}

/* Empties the folders in @top. Returns: whether there were some. */
static gboolean
empty_folders (gint top, guint *n_moved)
{
  gboolean found = FALSE;
  gint own = openat (top, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR *dir = own >= 0 ? fdopendir (own) : NULL;
  for (const struct dirent *entry; dir != NULL && (entry = readdir (dir)) != NULL;) {
    if (g_str_equal (entry->d_name, ".") || g_str_equal (entry->d_name, ".."))
      continue;
    if (unlinkat (top, entry->d_name, 0) == 0 || unlinkat (top, entry->d_name, AT_REMOVEDIR) == 0)
      continue;
    fchmodat (top, entry->d_name, 0700, 0); /* it is a folder, that may have been made to be left alone */
    gint folder = openat (top, entry->d_name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (folder < 0)
      continue;
    empty_folder (top, folder, n_moved);
    found |= unlinkat (top, entry->d_name, AT_REMOVEDIR) == 0;
  }
  if (dir != NULL)
    closedir (dir);
  return found;
}

void
wz_scratch_remove_folder (const gchar *path)
{
  guint n_moved = 0;
  if (path == NULL || g_rmdir (path) == 0)
    return;
  gint top = open (path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  while (top >= 0 && empty_folders (top, &n_moved))
    continue;
  if (top >= 0)
    close (top);
  g_rmdir (path);
}
