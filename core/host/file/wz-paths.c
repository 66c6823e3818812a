/* wz-paths.c: finding folders. SPDX-License-Identifier: MIT */
#include "host/file/wz-paths.h"

#include "config.h"

#include <wenzhai/wz-types.h>

/* the folder of the ABI that this host speaks */
#define WZ_ABI G_STRINGIFY (WZ_ABI_MAJOR)

/* Lies beside an executable that was built and not installed: [uninstalled] data, plugins, locale. */
#define MARKER "wenzhai.uninstalled"

static gboolean
read_marker (WzPaths *paths, const gchar *folder)
{
  g_autofree gchar *path = g_build_filename (folder, MARKER, NULL);
  g_autoptr (GKeyFile) marker = g_key_file_new ();
  if (!g_key_file_load_from_file (marker, path, G_KEY_FILE_NONE, NULL))
    return FALSE;
  paths->data_dir = g_key_file_get_string (marker, "uninstalled", "data", NULL);
  paths->locale_dir = g_key_file_get_string (marker, "uninstalled", "locale", NULL);
  paths->helper_dir = g_key_file_get_string (marker, "uninstalled", "helpers", NULL);
  paths->trial = g_key_file_get_string (marker, "uninstalled", "trial", NULL);
  paths->own_plugins = g_key_file_get_string_list (marker, "uninstalled", "plugins", NULL, NULL);
  return paths->data_dir != NULL && paths->own_plugins != NULL;
}

/* `bin` may be more than one folder deep: as many go up to the prefix. */
static gchar *
find_prefix (const gchar *folder)
{
  g_auto (GStrv) parts = g_strsplit (WZ_BINDIR, "/", -1);
  g_autofree gchar *prefix = g_strdup (folder);
  for (guint i = 0; parts[i] != NULL; i++) {
    gchar *parent = g_path_get_dirname (prefix);
    g_free (prefix);
    prefix = parent;
  }
  return g_steal_pointer (&prefix);
}

/* Only absolute folders count: an empty or relative one would mean the current folder. */
static void
add_absolute (GPtrArray *folders, const gchar *folder)
{
  if (g_path_is_absolute (folder))
    g_ptr_array_add (folders, g_strdup (folder));
}

WzPaths *
wz_paths_new (void)
{
  WzPaths *paths = g_new0 (WzPaths, 1);
  g_autofree gchar *exe = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree gchar *folder = g_path_get_dirname (exe != NULL ? exe : "/usr/bin/wenzhai");
  if (!read_marker (paths, folder)) {
    g_autofree gchar *prefix = find_prefix (folder);
    paths->data_dir = g_build_filename (prefix, WZ_DATADIR, NULL);
    paths->locale_dir = g_build_filename (prefix, WZ_LOCALEDIR, NULL);
    paths->helper_dir = g_build_filename (prefix, WZ_LIBEXECDIR, NULL);
    paths->trial = g_build_filename (paths->helper_dir, "wenzhai-trial.so", NULL);
    paths->own_plugins = g_new0 (gchar *, 2);
    paths->own_plugins[0] = g_build_filename (prefix, WZ_PLUGINDIR, NULL);
  }

  g_autoptr (GPtrArray) plugins = g_ptr_array_new ();
  g_auto (GStrv) given =
      g_strsplit (g_getenv ("WENZHAI_PLUGIN_PATH") != NULL ? g_getenv ("WENZHAI_PLUGIN_PATH") : "",
                  G_SEARCHPATH_SEPARATOR_S, -1);
  for (guint i = 0; given[i] != NULL; i++)
    add_absolute (plugins, given[i]);
  g_autofree gchar *user = g_build_filename (g_get_user_data_dir (), "wenzhai", "plugins-" WZ_ABI, NULL);
  add_absolute (plugins, user);
  g_ptr_array_add (plugins, NULL);
  paths->user_plugins = (gchar **) g_ptr_array_free (g_steal_pointer (&plugins), FALSE);

  paths->user_styles = g_new0 (gchar *, 2);
  paths->user_styles[0] = g_build_filename (g_get_user_data_dir (), "wenzhai", "styles", NULL);
  paths->readers = g_new0 (gchar *, 3);
  paths->readers[0] = g_build_filename (g_get_user_data_dir (), "wenzhai", "readers", NULL);
  paths->readers[1] = g_build_filename (paths->data_dir, "readers", NULL);
  paths->environment = g_get_environ ();
  return paths;
}

void
wz_paths_free (WzPaths *paths)
{
  if (paths == NULL)
    return;
  g_free (paths->data_dir);
  g_free (paths->locale_dir);
  g_free (paths->helper_dir);
  g_free (paths->trial);
  g_strfreev (paths->own_plugins);
  g_strfreev (paths->user_plugins);
  g_strfreev (paths->user_styles);
  g_strfreev (paths->readers);
  g_strfreev (paths->environment);
  g_free (paths);
}
