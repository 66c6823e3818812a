/* wz-target.c: atomic replacement of files. SPDX-License-Identifier: MIT */
#include "host/file/wz-target.h"

#include "base/wz-display.h"

#include <wenzhai/wz-error.h>

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

struct _WzTarget {
  gchar *path;
  gchar *folder;
  gchar *temporary; /* NULL once committed, and for a stream */
  gint fd;
};

#define MARK ".wenzhai-"
#define MAX_NAME 200 /* bytes of the target's name in that of its temporary file */

static gboolean
fail (const gchar *path, GError **error)
{
  g_set_error (error, WZ_OUTPUT_ERROR, WZ_OUTPUT_ERROR_IO, "%s: %s", path, g_strerror (errno));
  return FALSE;
}

/* `.NAME.wenzhai-PID-NUMBER` */
static gboolean
is_temporary (const gchar *name)
{
  const gchar *mark = *name == '.' ? g_strrstr (name, MARK) : NULL;
  if (mark == NULL)
    return FALSE;
  const gchar *pid = mark + strlen (MARK);
  gsize n = strspn (pid, "0123456789");
  gsize m = n > 0 && pid[n] == '-' ? strspn (pid + n + 1, "0123456789") : 0;
  return m > 0 && pid[n + 1 + m] == '\0';
}

/* A temporary file whose lock can be had belongs to nobody any more, whichever file it was to become. */
static void
remove_stale (const gchar *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const gchar *name;
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    if (!is_temporary (name))
      continue;
    g_autofree gchar *path = g_build_filename (folder, name, NULL);
    struct stat info;
    gint fd = open (path, O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (fd < 0)
      continue;
    if (fstat (fd, &info) == 0 && S_ISREG (info.st_mode) && flock (fd, LOCK_EX | LOCK_NB) == 0)
      g_unlink (path);
    close (fd);
  }
}

/* Whether the new file is ours: between open() and flock() another run may have taken it for a stale one. On
 * a file system without locks there is nobody to ask. */
static gboolean
lock (gint fd)
{
  struct stat info;
  if (flock (fd, LOCK_EX | LOCK_NB) != 0)
    return errno != EWOULDBLOCK;
  return fstat (fd, &info) == 0 && info.st_nlink > 0;
}

/* A stream has no old file to keep, and what was sent is sent. */
static WzTarget *
new_for_stdout (GError **error)
{
  WzTarget *target = g_new0 (WzTarget, 1);
  target->path = g_strdup (_ ("standard output"));
  target->fd = fflush (stdout) == 0 ? fcntl (STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1) : -1;
  if (target->fd >= 0)
    return target;
  fail (target->path, error);
  wz_target_free (target);
  return NULL;
}

WzTarget *
wz_target_new (const gchar *path, GError **error)
{
  struct stat old;
  if (g_str_equal (path, WZ_TARGET_STDOUT))
    return new_for_stdout (error);
  gboolean is_there = stat (path, &old) == 0;
  if (is_there && !S_ISREG (old.st_mode)) {
    g_set_error (error, WZ_OUTPUT_ERROR, WZ_OUTPUT_ERROR_IO,
                 S_ISDIR (old.st_mode) ? _ ("%s: is a folder") : _ ("%s: is no regular file"), path);
    return NULL;
  }
  if (is_there && (old.st_mode & 0222) == 0) { /* a rename would replace it all the same */
    g_set_error (
        error, WZ_OUTPUT_ERROR, WZ_OUTPUT_ERROR_IO,
        _ ("%s: is write-protected, as published books are; name another file, or allow it with `chmod "
           "u+w`"),
        path);
    return NULL;
  }
  g_autoptr (WzTarget) target = g_new0 (WzTarget, 1);
  target->fd = -1;
  target->path = g_strdup (path);
  target->folder = g_path_get_dirname (path);
  g_autofree gchar *name = g_path_get_basename (path);
  /* cut, so that the longest name there can be still has a temporary one */
  g_autofree gchar *prefix = g_strdup_printf (".%.*s%s", MAX_NAME, name, MARK);
  remove_stale (target->folder);

  /* the number only has to be new: it never gets into a file */
  for (guint i = 0; i < 100; i++) {
    g_autofree gchar *candidate = g_strdup_printf ("%s/%s%d-%u", target->folder, prefix, (gint) getpid (), i);
    target->fd = open (candidate, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (target->fd < 0 && errno != EEXIST)
      break;
    if (target->fd < 0)
      continue;
    if (lock (target->fd)) {
      target->temporary = g_steal_pointer (&candidate);
      break;
    }
    close (target->fd);
    target->fd = -1;
    errno = EAGAIN;
  }
  if (target->fd < 0) {
    fail (path, error);
    return NULL;
  }
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

gboolean
wz_target_try (const gchar *path, GError **error)
{
  g_autoptr (WzTarget) target = wz_target_new (path, error);
  return target != NULL;
}

gint
wz_target_get_fd (const WzTarget *target)
{
  return target->fd;
}

const gchar *
wz_target_get_name (const WzTarget *target)
{
  return target->path;
}

gboolean
wz_target_commit (WzTarget *target, GError **error)
{
  struct stat old;
  if (target->temporary == NULL) /* a stream */
    return TRUE;
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
      return fail (target->path, error);
    if (n > 0) {
      p += n;
      length -= (gsize) n;
    }
  }
  return wz_target_commit (target, error);
}

#define MAX_STEM 180 /* bytes; a name has 255, and the temporary one is longer than the last one */

gchar *
wz_target_dup_stem (const gchar *stem)
{
  g_autofree gchar *valid = g_utf8_make_valid (stem != NULL ? stem : "", -1);
  GString *name = g_string_new (NULL);
  for (const gchar *p = valid; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar ch = g_utf8_get_char (p);
    if (ch == '/' || !wz_display_is_harmless (ch))
      g_string_append_c (name, '-');
    else if (ch != '.' || name->len > 0) /* no hidden files, no folder above */
      g_string_append_unichar (name, ch);
  }
  if (name->len > MAX_STEM) {
    g_autofree gchar *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, name->str, -1);
    const gchar *end = g_utf8_find_prev_char (name->str, name->str + MAX_STEM - 8);
    g_string_truncate (name, (gsize) (end - name->str));
    g_string_append_printf (name, "-%.8s", digest);
  }
  if (name->len == 0)
    g_string_append (name, "issue");
  return g_string_free (name, FALSE);
}
