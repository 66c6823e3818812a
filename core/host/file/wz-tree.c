/* wz-tree.c: changes in folders, by inotify. SPDX-License-Identifier: MIT */
#include "host/file/wz-tree.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <wenzhai/wz-error.h>

enum { MOST_FOLDERS = 4096 };

/* Whole files: not the beginning of writing, but its end. */
#define CHANGES                                                                                              \
  (IN_CLOSE_WRITE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE | IN_CREATE | IN_ONLYDIR | IN_EXCL_UNLINK)

typedef struct {
  gchar *path;
  gboolean deep;
} Folder;

struct _WzTree {
  gint fd;
  GHashTable *folders; /* watch descriptor: Folder */
  gchar *except;       /* nullable; canonical */
};

static void
folder_free (gpointer data)
{
  Folder *folder = data;
  g_free (folder->path);
  g_free (folder);
}

static gboolean
fail (GError **error)
{
  if (errno == ENOSPC || errno == EMFILE || errno == ENFILE)
    g_set_error (
        error, WZ_OUTPUT_ERROR, WZ_OUTPUT_ERROR_IO, "%s",
        _ ("the system watches no more folders for you; end other programs that watch files, or raise "
           "fs.inotify.max_user_watches and max_user_instances"));
  else
    g_set_error (error, WZ_OUTPUT_ERROR, WZ_OUTPUT_ERROR_IO, _ ("the system tells no changes of files: %s"),
                 g_strerror (errno));
  return FALSE;
}

WzTree *
wz_tree_new (GError **error)
{
  g_autoptr (WzTree) tree = g_new0 (WzTree, 1);
  tree->folders = g_hash_table_new_full (NULL, NULL, NULL, folder_free);
  tree->fd = inotify_init1 (IN_NONBLOCK | IN_CLOEXEC);
  if (tree->fd >= 0)
    return g_steal_pointer (&tree);
  fail (error);
  return NULL;
}

void
wz_tree_free (WzTree *tree)
{
  if (tree == NULL)
    return;
  if (tree->fd >= 0)
    close (tree->fd);
  g_hash_table_unref (tree->folders);
  g_free (tree->except);
  g_free (tree);
}

gint
wz_tree_get_fd (const WzTree *tree)
{
  return tree->fd;
}

/* Adds @path, and what lies in it: breadth first, so that a deep tree needs no stack. */
static gboolean
add_folders (WzTree *tree, const gchar *path, gboolean deep, GError **error)
{
  g_autoptr (GPtrArray) waiting = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (waiting, g_canonicalize_filename (path, NULL));
  for (guint i = 0; i < waiting->len && g_hash_table_size (tree->folders) < MOST_FOLDERS; i++) {
    const gchar *folder = g_ptr_array_index (waiting, i), *name;
    if (g_strcmp0 (folder, tree->except) == 0)
      continue;
    gint watch = inotify_add_watch (tree->fd, folder, CHANGES);
    if (watch < 0 && (errno == ENOSPC || errno == ENOMEM))
      return fail (error);
    if (watch < 0)
      continue;
    Folder *known = g_hash_table_lookup (tree->folders, GINT_TO_POINTER (watch));
    if (known != NULL && (known->deep || !deep))
      continue; /* also what ends links that lead back up */
    Folder *added = g_new0 (Folder, 1);
    *added = (Folder){g_strdup (folder), deep};
    g_hash_table_insert (tree->folders, GINT_TO_POINTER (watch), added);
    g_autoptr (GDir) dir = deep ? g_dir_open (folder, 0, NULL) : NULL;
    while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
      g_autofree gchar *inner = g_build_filename (folder, name, NULL);
      if (name[0] != '.' && g_file_test (inner, G_FILE_TEST_IS_DIR))
        g_ptr_array_add (waiting, g_steal_pointer (&inner));
    }
  }
  return TRUE;
}

gboolean
wz_tree_add (WzTree *tree, const gchar *folder, gboolean deep, const gchar *except, GError **error)
{
  if (except != NULL) {
    g_free (tree->except);
    tree->except = g_canonicalize_filename (except, NULL);
  }
  return add_folders (tree, folder, deep, error);
}

/* What editors leave and take away again while they write. */
static gboolean
is_trace (const gchar *name)
{
  return name[0] == '.' || name[0] == '#' || g_str_has_suffix (name, "~") ||
         g_str_has_suffix (name, ".swp") || g_str_has_suffix (name, ".tmp") || g_str_equal (name, "4913");
}

static void
take_event (WzTree *tree, const struct inotify_event *event, WzTreeFunc func, gpointer user_data)
{
  const Folder *folder = g_hash_table_lookup (tree->folders, GINT_TO_POINTER (event->wd));
  if (event->mask & IN_Q_OVERFLOW) {
    func (NULL, user_data);
  } else if (event->mask & IN_IGNORED) {
    g_hash_table_remove (tree->folders, GINT_TO_POINTER (event->wd));
  } else if (folder != NULL && event->len > 0 && !is_trace (event->name)) {
    g_autofree gchar *path = g_build_filename (folder->path, event->name, NULL);
    if (g_strcmp0 (path, tree->except) == 0)
      return;
    gboolean arrived = event->mask & (IN_CREATE | IN_MOVED_TO), is_link = FALSE;
    if (arrived && (event->mask & IN_ISDIR) && folder->deep)
      add_folders (tree, path, TRUE, NULL);
    if (event->mask & IN_CREATE) /* of a file the end of writing is told; a link has none */
      is_link = (event->mask & IN_ISDIR) || g_file_test (path, G_FILE_TEST_IS_SYMLINK);
    if (!(event->mask & IN_CREATE) || is_link)
      func (path, user_data);
  }
}

void
wz_tree_read (WzTree *tree, WzTreeFunc func, gpointer user_data)
{
  _Alignas(struct inotify_event) gchar buffer[16 * 1024];
  gssize n;
  while ((n = read (tree->fd, buffer, sizeof buffer)) > 0)
    for (gssize at = 0; at < n;) {
      const struct inotify_event *event = (const struct inotify_event *) (gconstpointer) (buffer + at);
      at += (gssize) (sizeof *event + event->len);
      take_event (tree, event, func, user_data);
    }
}
