/* wz-registry.h: which plugins there are, and what they say of themselves. Core only.
 * SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wz-options.h>

/**
 * WzPluginInfo: a plugin as its probe described it. Read-only.
 * @error: (nullable): why it cannot be used; then only @path and @name (of the file) are set
 * @builtin: lies in the program's own folder
 */
typedef struct {
  gchar *path;
  gchar *name;
  gchar *version;
  gchar *summary;
  gchar *license;
  gchar *extension;
  gchar *other_extension; /* empty for none */
  gchar *media_type;
  WzOptionDef *options;
  guint n_options;
  gboolean has_inspect;
  gboolean builtin;
  GError *error;
} WzPluginInfo;

typedef struct _WzRegistry WzRegistry;

/**
 * wz_registry_start:
 * @files: (array zero-terminated=1) (nullable): modules named by the user; they come first
 * @user_dirs: (array zero-terminated=1): folders of the user, in the order of search
 * @own_dirs: (array zero-terminated=1): the program's own folders, searched last
 * @types: (nullable): what will be asked for, if that is known, separated by commas
 *
 * Starts a short child for each candidate `*.so`, which opens it and describes it; this process opens none.
 * Of modules with one file name the first counts. Where modules are called like all of @types, the program's
 * own others are left until something is asked that these cannot answer.
 */
WzRegistry *wz_registry_start (const gchar *const *files, const gchar *const *user_dirs,
                               const gchar *const *own_dirs, const gchar *types);
void wz_registry_free (WzRegistry *registry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzRegistry, wz_registry_free)

/** wz_registry_finish: starts the probes that were left, and waits for all. */
void wz_registry_finish (WzRegistry *registry);

guint wz_registry_get_n_plugins (WzRegistry *registry);
const WzPluginInfo *wz_registry_get_plugin (WzRegistry *registry, guint i);
/** wz_registry_find: (nullable): by name, else by its module's (`kindle` is azw3); NULL for none. One with an
 * error is found too. */
const WzPluginInfo *wz_registry_find (WzRegistry *registry, const gchar *name);
/** wz_plugin_info_has_extension: whether the plugin's files may end so. */
gboolean wz_plugin_info_has_extension (const WzPluginInfo *info, const gchar *extension);
/** wz_registry_find_extension: (nullable): the usable plugin whose files end so. */
const WzPluginInfo *wz_registry_find_extension (WzRegistry *registry, const gchar *extension);
