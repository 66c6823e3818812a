/* wz-paths.h: where the program's own files and the user's lie. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

/**
 * WzPaths: found from where the executable lies, so that an installed tree may be moved.
 * @data_dir: has `styles/`, `fonts/` and the JSON schema
 * @helper_dir: programs that ours starts, where they were built
 * @trial: what `plugin test` loads into the programs that it starts
 * @own_plugins: (array zero-terminated=1)
 * @user_plugins: (array zero-terminated=1): `$WENZHAI_PLUGIN_PATH`, then the user's data folder; never the
 * current folder
 * @user_styles: (array zero-terminated=1): the user's data folder
 * @environment: (array zero-terminated=1): as whoever started us made it
 * @readers: (array zero-terminated=1): where mapping files lie: the user's data folder, then our own
 */
typedef struct {
  gchar *data_dir;
  gchar *locale_dir;
  gchar *helper_dir;
  gchar *trial;
  gchar **own_plugins;
  gchar **user_plugins;
  gchar **user_styles;
  gchar **readers;
  gchar **environment;
} WzPaths;

WzPaths *wz_paths_new (void);
void wz_paths_free (WzPaths *paths);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzPaths, wz_paths_free)
