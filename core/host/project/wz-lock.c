/* wz-lock.c: flock() on a file beside the books. SPDX-License-Identifier: MIT
 *
 * The lock is the kernel's, so that it goes with its process; the file says whose it is, and is removed by
 * whoever has locked it. One that a killed run left is nobody's, and is taken over.
 */
#include "host/project/wz-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <wenzhai/wz-error.h>

struct _WzLock {
  gchar *path;
  gint fd; /* -1: nothing is held */
};

enum {
  MAX_NOTE = 256,    /* bytes of what the file says */
  PATIENCE = 20,     /* times that one who is no more is waited for: what it started is still ending */
  PAUSE = 50 * 1000, /* microseconds */
  MAX_ATTEMPTS = 100 /* files that went while they were being locked */
};

/* Whether the file that is locked is the one that the next run would find. */
static gboolean
is_current (const WzLock *lock)
{
  struct stat own, found;
  return fstat (lock->fd, &own) == 0 && stat (lock->path, &found) == 0 && own.st_ino == found.st_ino &&
         own.st_dev == found.st_dev;
}

static void
let_go (WzLock *lock)
{
  if (lock->fd >= 0)
    close (lock->fd);
  lock->fd = -1;
}

static void
sign (const WzLock *lock, const gchar *what)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree gchar *since = g_date_time_format (now, "%Y-%m-%d %H:%M:%S UTC");
  g_autofree gchar *note = g_strdup_printf ("%d\n%s\n%s\n", (gint) getpid (), since, what);
  if (ftruncate (lock->fd, 0) != 0 || pwrite (lock->fd, note, strlen (note), 0) < 0)
    return; /* a full disk: the lock holds, and only nobody knows whose it is */
}

/* Who signed: process, time, command; NULL where that cannot be read (yet). */
static GStrv
read_note (const WzLock *lock)
{
  gchar text[MAX_NOTE + 1] = "";
  gssize n = pread (lock->fd, text, MAX_NOTE, 0);
  text[MAX (n, 0)] = '\0';
  GStrv lines = g_strsplit (text, "\n", -1);
  if (g_utf8_validate (text, -1, NULL) && g_strv_length (lines) == 4)
    return lines;
  g_strfreev (lines);
  return NULL;
}

static gboolean
is_alive (gchar **note)
{
  gint64 pid;
  return note == NULL || !g_ascii_string_to_signed (note[0], 10, 1, G_MAXINT32, &pid, NULL) ||
         kill ((pid_t) pid, 0) == 0 || errno != ESRCH;
}

static void
complain (const WzProject *project, gchar **note, GError **error)
{
  if (note != NULL)
    g_set_error (
        error, WZ_OUTPUT_ERROR, WZ_OUTPUT_ERROR_IO,
        _ ("%s: `wenzhai %s` is at work here, process %s, since %s; wait until it is done, or end it "
           "with `kill %s`: what is made by then stays"),
        project->folder, note[2], note[0], note[1], note[0]);
  else
    g_set_error (error, WZ_OUTPUT_ERROR, WZ_OUTPUT_ERROR_IO,
                 _ ("%s: another wenzhai is at work here; wait until it is done"), project->folder);
}

/* FALSE when somebody has it; the lock is held afterwards, or there can be none. */
static gboolean
try (WzLock *lock)
{
  for (guint i = 0; i < MAX_ATTEMPTS; i++) {
    lock->fd = open (lock->path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (lock->fd < 0)
      return TRUE;
    if (flock (lock->fd, LOCK_EX | LOCK_NB) != 0) {
      if (errno == EWOULDBLOCK)
        return FALSE;
      let_go (lock);
      return TRUE;
    }
    if (is_current (lock))
      return TRUE;
    let_go (lock);
  }
  return TRUE;
}

WzLock *
wz_lock_take (const WzProject *project, const gchar *what, GError **error)
{
  g_autoptr (WzLock) lock = g_new0 (WzLock, 1);
  const gchar *folder = wz_recipe_get (project->recipe, WZ_RECIPE_ISSUES);
  g_mkdir_with_parents (folder, 0777); /* whoever locks is going to write there */
  lock->path = g_build_filename (folder, ".wenzhai-lock", NULL);
  for (guint i = 0; !try (lock); i++) {
    g_auto (GStrv) note = read_note (lock);
    let_go (lock);
    if (is_alive (note) || i == PATIENCE) {
      complain (project, note, error);
      return NULL;
    }
    g_usleep (PAUSE);
  }
  if (lock->fd >= 0)
    sign (lock, what);
  return g_steal_pointer (&lock);
}

void
wz_lock_free (WzLock *lock)
{
  if (lock == NULL)
    return;
  if (lock->fd >= 0)
    g_unlink (lock->path);
  let_go (lock);
  g_free (lock->path);
  g_free (lock);
}
