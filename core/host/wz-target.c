/* wz-target.c: atomic replacement of files. SPDX-License-Identifier: MIT */
#include "host/wz-target.h"

#include <wenzhai/wz-error.h>

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

struct _WzTarget {
  gchar *path;
  gchar *folder;
  gchar *temporary; /* NULL once committed */
  gint fd;
};

#define MARK ".wenzhai-"

static gboolean
fail (const gchar *path, GError **error)
{
  g_set_error (error, WZ_OUTPUT_ERROR, WZ_OUTPUT_ERROR_IO, "%s: %s", path, g_strerror (errno));
  return FALSE;
}

/* A temporary file whose lock can be had belongs to nobody any more. */
static void
remove_stale (const gchar *folder, const gchar *prefix)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const gchar *name;
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    if (!g_str_has_prefix (name, prefix))
      continue;
    g_autofree gchar *path = g_build_filename (folder, name, NULL);
    gint fd = open (path, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0)
      continue;
    if (flock (fd, LOCK_EX | LOCK_NB) == 0)
      g_unlink (path);
    close (fd);
  }
}

WzTarget *
wz_target_new (const gchar *path, GError **error)
{
  if (g_file_test (path, G_FILE_TEST_IS_DIR)) {
    g_set_error (error, WZ_OUTPUT_ERROR, WZ_OUTPUT_ERROR_IO, _ ("%s: is a folder"), path);
    return NULL;
  }
  g_autoptr (WzTarget) target = g_new0 (WzTarget, 1);
  target->fd = -1;
  target->path = g_strdup (path);
  target->folder = g_path_get_dirname (path);
  g_autofree gchar *name = g_path_get_basename (path);
  g_autofree gchar *prefix = g_strconcat (".", name, MARK, NULL);
  remove_stale (target->folder, prefix);

  /* the number only has to be new: it never gets into a file */
  for (guint i = 0; target->fd < 0 && i < 100; i++) {
    g_autofree gchar *candidate = g_strdup_printf ("%s/%s%d-%u", target->folder, prefix, (gint) getpid (), i);
    target->fd = open (candidate, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (target->fd >= 0)
      target->temporary = g_steal_pointer (&candidate);
    else if (errno != EEXIST)
      break;
  }
  if (target->fd < 0) {
    fail (path, error);
    return NULL;
  }
  flock (target->fd, LOCK_EX | LOCK_NB);
  return g_steal_pointer (&target);
}

void
wz_target_free (WzTarget *target)
{
  if (target == NULL)
    return;
  if (target->temporary != NULL)
    g_unlink (target->temporary);
  if (target->fd >= 0)
    close (target->fd);
  g_free (target->temporary);
  g_free (target->folder);
  g_free (target->path);
  g_free (target);
}

gint
wz_target_get_fd (const WzTarget *target)
{
  return target->fd;
}

const gchar *
wz_target_get_path (const WzTarget *target)
{
  return target->path;
}

gboolean
wz_target_commit (WzTarget *target, GError **error)
{
  struct stat old;
  if (stat (target->path, &old) == 0)
    fchmod (target->fd, old.st_mode & 0777);
  if (fsync (target->fd) != 0 || g_rename (target->temporary, target->path) != 0)
    return fail (target->path, error);
  g_clear_pointer (&target->temporary, g_free);

  /* the rename is only safe on disk when the folder is; a file system that cannot sync folders loses nothing
   * else */
  gint folder = open (target->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder >= 0) {
    fsync (folder);
    close (folder);
  }
  return TRUE;
}

gboolean
wz_target_write_file (const gchar *path, gconstpointer data, gsize length, GError **error)
{
  g_autoptr (WzTarget) target = wz_target_new (path, error);
  if (target == NULL)
    return FALSE;
  const gchar *p = data;
  while (length > 0) {
    gssize n = write (target->fd, p, length);
    if (n < 0 && errno != EINTR)
      return fail (path, error);
    if (n > 0) {
      p += n;
      length -= (gsize) n;
    }
  }
  return wz_target_commit (target, error);
}
