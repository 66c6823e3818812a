/* wz-registry.h: which plugins there are. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include "host/plugin/wz-plugin-info.h"

typedef struct _WzRegistry WzRegistry;

/**
 * WzRegistryPlaces: where plugins are looked for.
 * @files: (array zero-terminated=1) (nullable): modules and manifests named by the user; they come first
 * @user_dirs: (array zero-terminated=1): folders of the user, in the order of search
 * @own_dirs: (array zero-terminated=1): the program's own folders
 */
typedef struct {
  const gchar *const *files;
  const gchar *const *user_dirs;
  const gchar *const *own_dirs;
} WzRegistryPlaces;

/** wz_registry_look: (transfer full): the candidates, none of them asked yet. */
WzRegistry *wz_registry_look (const WzRegistryPlaces *places);

/**
 * wz_registry_start:
 * @types: (nullable): what will be asked for, if that is known, separated by commas
 * @anew: ask each module, whatever is known of it
 *
 * Starts a short child for each candidate `*.so` that has to be asked, which opens it and describes it; this
 * process opens none. A candidate `*.wzplugin` is read (wz-manifest.h). What a probe of the same bytes said
 * before is taken instead (wz-probe-cache.h), that it crashed or hung included. Of the user's modules with
 * one file name the first counts. Where modules are called like all of @types, the program's own others are
 * left until something is asked that these cannot answer.
 *
 * Of two that claim one name, the program's own wins, then the one whose file is called so, then the first.
 */
WzRegistry *wz_registry_start (const WzRegistryPlaces *places, const gchar *types, gboolean anew);
void wz_registry_free (WzRegistry *registry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzRegistry, wz_registry_free)

/** wz_registry_check: FALSE with WZ_PLUGIN_ERROR when the places could not be looked into. */
gboolean wz_registry_check (const WzRegistry *registry, GError **error);

/** wz_registry_get_n_plugins: waits for all there are. */
guint wz_registry_get_n_plugins (WzRegistry *registry);
/** wz_registry_get_plugin: @i: less than what wz_registry_get_n_plugins() has told. */
const WzPluginInfo *wz_registry_get_plugin (WzRegistry *registry, guint i);

/** wz_registry_list_builtins: (transfer container) (element-type WzPluginInfo): waits for the program's own.
 */
GPtrArray *wz_registry_list_builtins (WzRegistry *registry);

/** wz_registry_list_named: (transfer container) (element-type WzPluginInfo): waits for those whose files the
 * user gave; without those whose name is taken. */
GPtrArray *wz_registry_list_named (WzRegistry *registry);

/** wz_registry_list_readers: (transfer container) (element-type WzPluginInfo): the usable programs that read
 * files; asks no module. */
GPtrArray *wz_registry_list_readers (WzRegistry *registry);

/** wz_registry_find: (nullable): an output, by name, else by its module's (`kindle` is azw3); NULL for none.
 * One with an error is found too. Waits for as few as can be. */
const WzPluginInfo *wz_registry_find (WzRegistry *registry, const gchar *name);

/** wz_registry_find_extension: (nullable): the usable plugin whose files end so. */
const WzPluginInfo *wz_registry_find_extension (WzRegistry *registry, const gchar *extension);

/**
 * wz_registry_report:
 *
 * Warns, once each, of the user's plugins that cannot be used and were not asked for, and of those whose
 * extension another answered to. Does not wait: a plugin that has not spoken yet is not spoken of.
 */
void wz_registry_report (WzRegistry *registry, WzDiagSink *sink);
