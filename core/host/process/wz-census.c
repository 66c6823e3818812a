/* wz-census.c: processes, memory and files of a worker, by /proc. What cannot be read is none.
 * SPDX-License-Identifier: MIT */
#include "host/process/wz-census.h"

#include <dirent.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_DEPTH 32 /* of folders in the scratch folder */

typedef struct {
  const WzCensusLimits *limits;
  GArray *pids;
  guint64 file_bytes;
  guint n_files;
  GHashTable *nameless; /* numbers of files that are counted */
} Census;

static gboolean
read_text (gchar *buffer, gsize size, pid_t pid, const gchar *name)
{
  gchar path[64];
  g_snprintf (path, sizeof path, "/proc/%d/%s", (gint) pid, name);
  gint fd = open (path, O_RDONLY | O_CLOEXEC);
  gssize n = fd >= 0 ? read (fd, buffer, size - 1) : -1;
  if (fd >= 0)
    close (fd);
  buffer[MAX (n, 0)] = '\0';
  return n > 0;
}

/* ---- Processes ---- */

static void
add_children (GArray *pids, pid_t pid, const gchar *thread)
{
  gchar name[48], text[8192], *at = text;
  g_snprintf (name, sizeof name, "task/%.20s/children", thread);
  if (!read_text (text, sizeof text, pid, name))
    return;
  for (gchar *end = NULL; pids->len <= WZ_CENSUS_MAX_PROCESSES; at = end) {
    pid_t child = (pid_t) g_ascii_strtoll (at, &end, 10);
    if (end == at)
      return;
    g_array_append_val (pids, child);
  }
}

/* The kernel lists children by the thread that started them. */
static void
add_family (GArray *pids, pid_t pid)
{
  gchar path[64];
  g_snprintf (path, sizeof path, "/proc/%d/task", (gint) pid);
  DIR *dir = opendir (path);
  for (const struct dirent *entry; dir != NULL && (entry = readdir (dir)) != NULL;)
    if (g_ascii_isdigit (*entry->d_name))
      add_children (pids, pid, entry->d_name);
  if (dir != NULL)
    closedir (dir);
}

/* ---- Memory ---- */

static guint64
get_kib (const gchar *text, const gchar *key)
{
  const gchar *at = strstr (text, key);
  return at != NULL ? g_ascii_strtoull (at + strlen (key), NULL, 10) : 0;
}

static guint64
sum_memory (const Census *census, const gchar *file, const gchar *const keys[3])
{
  gchar text[4096];
  guint64 kib = 0;
  for (guint i = 0; i < census->pids->len; i++)
    if (read_text (text, sizeof text, g_array_index (census->pids, pid_t, i), file))
      for (guint k = 0; k < 3; k++)
        kib += get_kib (text, keys[k]);
  return kib * 1024;
}

/* Of processes that share memory each has all of it, at first sight; the kernel's fair shares take longer. */
static gboolean
has_too_much_memory (const Census *census)
{
  static const gchar *const held[] = {"RssAnon:", "RssShmem:", "VmSwap:"};
  static const gchar *const shares[] = {"Pss_Anon:", "Pss_Shmem:", "SwapPss:"};
  guint64 most = census->limits->memory_bytes;
  if (most == 0 || sum_memory (census, "status", held) <= most)
    return FALSE;
  return census->pids->len == 1 || sum_memory (census, "smaps_rollup", shares) > most;
}

/* ---- Files ---- */

static void
count_folder (Census *census, gint parent, const gchar *name, guint depth)
{
  struct stat info;
  gint fd = openat (parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  DIR *dir = fd >= 0 ? fdopendir (fd) : NULL;
  for (const struct dirent *entry; dir != NULL && (entry = readdir (dir)) != NULL;) {
    if (g_str_equal (entry->d_name, ".") || g_str_equal (entry->d_name, ".."))
      continue;
    if (++census->n_files > WZ_CENSUS_MAX_FILES)
      break;
    if (fstatat (fd, entry->d_name, &info, AT_SYMLINK_NOFOLLOW) != 0)
      continue;
    census->file_bytes += (guint64) info.st_blocks * 512;
    if (S_ISDIR (info.st_mode) && depth == MAX_DEPTH)
      census->n_files = WZ_CENSUS_MAX_FILES + 1; /* whatever lies below: nobody counts it */
    else if (S_ISDIR (info.st_mode))
      count_folder (census, fd, entry->d_name, depth + 1);
  }
  if (dir != NULL)
    closedir (dir);
}

/* Files that are open and have no name any more. */
static void
count_nameless (Census *census, pid_t pid)
{
  gchar path[64];
  struct stat info;
  g_snprintf (path, sizeof path, "/proc/%d/fd", (gint) pid);
  DIR *dir = opendir (path);
  for (const struct dirent *entry; dir != NULL && (entry = readdir (dir)) != NULL;) {
    if (fstatat (dirfd (dir), entry->d_name, &info, 0) != 0 || !S_ISREG (info.st_mode) || info.st_nlink > 0 ||
        (info.st_ino == census->limits->own_number && info.st_dev == census->limits->own_device))
      continue;
    if (g_hash_table_add (census->nameless, GSIZE_TO_POINTER ((gsize) info.st_ino)))
      census->file_bytes += (guint64) info.st_blocks * 512;
  }
  if (dir != NULL)
    closedir (dir);
}

static gboolean
has_too_many_files (Census *census)
{
  if (census->limits->folder != NULL)
    count_folder (census, AT_FDCWD, census->limits->folder, 0);
  for (guint i = 0; i < census->pids->len; i++)
    count_nameless (census, g_array_index (census->pids, pid_t, i));
  return census->n_files > WZ_CENSUS_MAX_FILES ||
         (census->limits->file_bytes > 0 && census->file_bytes > census->limits->file_bytes);
}

WzExcess
wz_census_take (pid_t worker, const WzCensusLimits *limits)
{
  g_autoptr (GArray) pids = g_array_new (FALSE, FALSE, sizeof (pid_t));
  g_autoptr (GHashTable) nameless = g_hash_table_new (NULL, NULL);
  Census census = {limits, pids, 0, 0, nameless};
  add_family (pids, getpid ());
  if (pids->len == 0)
    g_array_append_val (pids, worker);
  for (guint i = 0; i < pids->len && pids->len <= WZ_CENSUS_MAX_PROCESSES; i++)
    add_family (pids, g_array_index (pids, pid_t, i));
  if (pids->len > WZ_CENSUS_MAX_PROCESSES)
    return WZ_EXCESS_PROCESSES;
  if (has_too_much_memory (&census))
    return WZ_EXCESS_MEMORY;
  return has_too_many_files (&census) ? WZ_EXCESS_FILES : WZ_EXCESS_NONE;
}
