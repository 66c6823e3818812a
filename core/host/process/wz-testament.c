/* wz-testament.c: a file that is ready before it is needed, since a handler may do next to nothing.
 * SPDX-License-Identifier: MIT */
#include "host/process/wz-testament.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

typedef struct {
  gchar *path, *temporary; /* the first NULL: the standard output */
  gchar *text;
} Testament;

/* Handlers of a process's own signals are given nothing, so that this is the one way to it. */
static Testament *current;

static void
testament_free (Testament *testament)
{
  if (testament == NULL)
    return;
  g_free (testament->path);
  g_free (testament->temporary);
  g_free (testament->text);
  g_free (testament);
}

void
wz_testament_set (const gchar *path, const gchar *text)
{
  Testament *testament = path != NULL ? g_new0 (Testament, 1) : NULL, *old = current;
  sigset_t all, before;
  if (path != NULL && !g_str_equal (path, "-")) {
    g_autofree gchar *folder = g_path_get_dirname (path), *name = g_path_get_basename (path);
    testament->path = g_strdup (path);
    testament->temporary = g_strdup_printf ("%s/.%s.wenzhai-%d", folder, name, (gint) getpid ());
  }
  if (path != NULL)
    testament->text = g_strdup (text);
  sigfillset (&all);
  sigprocmask (SIG_BLOCK, &all, &before);
  current = testament;
  sigprocmask (SIG_SETMASK, &before, NULL);
  testament_free (old);
}

static gboolean
write_text (gint fd, const gchar *text)
{
  gsize length = strlen (text);
  while (length > 0) {
    gssize written = write (fd, text, length);
    if (written < 0)
      return FALSE;
    text += written;
    length -= (gsize) written;
  }
  return TRUE;
}

void
wz_testament_leave (const gchar *status, const gchar *why)
{
  const gchar *const end[] = {",\n  \"ended\" : \"", why, "\",\n  \"status\" : ", status, "\n}\n"};
  const Testament *testament = current;
  if (testament == NULL)
    return;
  gboolean is_file = testament->path != NULL;
  gint fd =
      is_file ? open (testament->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666) : STDOUT_FILENO;
  gboolean whole = fd >= 0 && write_text (fd, testament->text);
  for (guint i = 0; whole && i < G_N_ELEMENTS (end); i++)
    whole = write_text (fd, end[i]);
  if (is_file && fd >= 0)
    close (fd);
  if (is_file && fd >= 0 && (!whole || rename (testament->temporary, testament->path) != 0))
    unlink (testament->temporary);
}
