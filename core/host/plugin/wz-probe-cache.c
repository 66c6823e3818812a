/* wz-probe-cache.c: small files named by hashes. SPDX-License-Identifier: MIT */
#include "host/plugin/wz-probe-cache.h"

#include "config.h"

#include <wenzhai/wz-types.h>

#include <fcntl.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_MODULE (64 * 1024 * 1024) /* bytes: hashing a larger one takes as long as asking it */
#define MAX_LINES (1024 * 1024)       /* bytes of an entry */
#define MAX_ENTRIES 512               /* then all are dropped: it is a cache */

/* Reads, and does not map: a file may be cut short by its owner at any time. FALSE for one that is no regular
 * file, cannot be read or has more than @limit bytes. */
static gboolean
read_file (gint fd, goffset limit, void (*take) (gpointer user_data, const gchar *data, gsize length),
           gpointer user_data)
{
  gchar buffer[65536];
  struct stat info;
  goffset sum = 0;
  gssize n = -1;
  if (fstat (fd, &info) == 0 && S_ISREG (info.st_mode) && info.st_size <= limit)
    while ((n = read (fd, buffer, sizeof buffer)) > 0 && (sum += n) <= limit)
      take (user_data, buffer, (gsize) n);
  return n == 0;
}

static void
add_to_checksum (gpointer checksum, const gchar *data, gsize length)
{
  g_checksum_update (checksum, (const guchar *) data, (gssize) length);
}

static void
add_to_string (gpointer string, const gchar *data, gsize length)
{
  g_string_append_len (string, data, (gssize) length);
}

gchar *
wz_probe_cache_dup_key (const gchar *path)
{
  gint fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0)
    return NULL;
  g_autofree gchar *asker =
      g_strdup_printf ("2 %s %d %s", WZ_VERSION, WZ_ABI_MAJOR, setlocale (LC_MESSAGES, NULL));
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  add_to_checksum (checksum, asker, strlen (asker) + 1);
  gboolean ok = read_file (fd, MAX_MODULE, add_to_checksum, checksum);
  close (fd);
  return ok ? g_strdup (g_checksum_get_string (checksum)) : NULL;
}

/* NULL without a folder of the user's own: a relative one would mean the current folder. */
static gchar *
dup_folder (void)
{
  const gchar *cache = g_get_user_cache_dir ();
  return g_path_is_absolute (cache) ? g_build_filename (cache, "wenzhai", "probes", NULL) : NULL;
}

static gboolean
is_ours (gint fd)
{
  struct stat info;
  return fstat (fd, &info) == 0 && info.st_uid == geteuid () && (info.st_mode & 022) == 0;
}

gchar *
wz_probe_cache_load (const gchar *key)
{
  g_autofree gchar *folder = dup_folder ();
  if (folder == NULL)
    return NULL;
  g_autofree gchar *path = g_build_filename (folder, key, NULL);
  gint fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (fd < 0)
    return NULL;
  g_autoptr (GString) lines = g_string_new (NULL);
  gboolean ok = is_ours (fd) && read_file (fd, MAX_LINES, add_to_string, lines);
  close (fd);
  return ok && strlen (lines->str) == lines->len && lines->len > 0 ? g_strdup (lines->str) : NULL;
}

static void
make_room (const gchar *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const gchar *name;
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_build_filename (folder, name, NULL));
  for (guint i = 0; names->len >= MAX_ENTRIES && i < names->len; i++)
    g_unlink (g_ptr_array_index (names, i));
}

void
wz_probe_cache_save (const gchar *key, const gchar *lines)
{
  g_autofree gchar *folder = dup_folder ();
  if (folder == NULL || strlen (lines) > MAX_LINES || g_mkdir_with_parents (folder, 0700) != 0)
    return;
  make_room (folder);
  g_autofree gchar *path = g_build_filename (folder, key, NULL);
  g_file_set_contents_full (path, lines, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL);
}
