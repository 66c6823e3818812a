/* wz-scratch.c: a file without a name. SPDX-License-Identifier: MIT */
#include "host/process/wz-scratch.h"

#include "host/process/wz-child.h"

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

/* Where memfd_create() is missing or forbidden: a file that has lost its name at once. */
static gint
open_unlinked (void)
{
  g_autofree gchar *path = g_build_filename (g_get_tmp_dir (), "wenzhai-XXXXXX", NULL);
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
