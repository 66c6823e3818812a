/* wz-registry.h: which plugins there are. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include "host/plugin/wz-plugin-info.h"

typedef struct _WzRegistry WzRegistry;

/** WzUnusedFile: what lies in a folder of plugins and is not asked; @why ends with what can be done. */
typedef struct {
  gchar *path, *why;
} WzUnusedFile;

/**
 * WzRegistryPlaces: where plugins are looked for.
 * @files: (array zero-terminated=1) (nullable): modules and manifests named by the user; they come first
 * @user_dirs: (array zero-terminated=1): folders of the user, in the order of search
 * @own_dirs: (array zero-terminated=1): the program's own folders
 * @prefer: (array zero-terminated=1) (nullable): names of outputs, or of their files without the ending: who
 * is taken of those that claim the same name or extension
 * @unlimited: whoever is asked may take all time and memory
 */
typedef struct {
  const gchar *const *files;
  const gchar *const *user_dirs;
  const gchar *const *own_dirs;
  const gchar *const *prefer;
  gboolean unlimited;
} WzRegistryPlaces;

/** wz_registry_look: (transfer full): the candidates, none of them asked yet. */
WzRegistry *wz_registry_look (const WzRegistryPlaces *places);

/**
 * wz_registry_start:
 * @types: (nullable): what will be asked for, separated by commas; NULL: what is made by default
 * @anew: ask each module, whatever is known of it
 *
 * Starts a short child for each candidate `*.so` that has to be asked, which opens it and describes it; this
 * process opens none. A candidate `*.wzplugin` is read (wz-manifest.h). What a probe of the same bytes said
 * before is taken instead (wz-probe-cache.h), that it crashed or hung included. Of the user's modules with
 * one file name the first counts. Where modules are called like all of @types, the program's own others are
 * left until something is asked that these cannot answer.
 *
 * Of two that claim one name, the one wins that the user prefers, then the program's own, then the one whose
 * file is called so, then the first.
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

/** wz_registry_dup_places: (transfer full): the folders that were looked into, in their order, for people. */
gchar *wz_registry_dup_places (const WzRegistry *registry);

/** wz_registry_get_folders: (element-type utf8): the same, one by one. */
const GPtrArray *wz_registry_get_folders (const WzRegistry *registry);
/** wz_registry_get_unused: (element-type WzUnusedFile). */
const GPtrArray *wz_registry_get_unused (const WzRegistry *registry);

/** wz_registry_check_preferred: FALSE with WZ_PLUGIN_ERROR_OPTION when somebody is preferred who is not
 * there. Waits for all there are, if anybody is. */
gboolean wz_registry_check_preferred (WzRegistry *registry, GError **error);

/** wz_registry_list_defaults: (transfer container) (element-type WzPluginInfo): the outputs that are made
 * when none is named; waits for these. */
GPtrArray *wz_registry_list_defaults (WzRegistry *registry);

/** wz_registry_list_named: (transfer container) (element-type WzPluginInfo): waits for those whose files the
 * user gave; without those whose name is taken. */
GPtrArray *wz_registry_list_named (WzRegistry *registry);

/** wz_registry_list_readers: (transfer container) (element-type WzPluginInfo): the usable programs that read
 * files; asks no module. */
GPtrArray *wz_registry_list_readers (WzRegistry *registry);

/** wz_registry_find_owner: (nullable): who of the program has @name already, in words: an output or the file
 * of one, or the keys of styles, which `--set` means by it. */
const gchar *wz_registry_find_owner (WzRegistry *registry, const gchar *name);

/** wz_registry_find: (nullable): an output, by name, else by its module's (`kindle` is azw3); NULL for none.
 * One with an error is found too. Waits for as few as can be. */
const WzPluginInfo *wz_registry_find (WzRegistry *registry, const gchar *name);

/**
 * wz_registry_find_file:
 *
 * The usable plugin whose files end as @path does: the one with the longest such extension; of equal ones
 * that which the user prefers, then the program's own, then the first. Waits for the user's plugins where one
 * of them may have a longer one (`x.kepub.epub`).
 *
 * Returns: (nullable)
 */
const WzPluginInfo *wz_registry_find_file (WzRegistry *registry, const gchar *path);

/** wz_registry_prefers: whether @a, rather than @b, makes a file that both could; both are of the registry.
 */
gboolean wz_registry_prefers (const WzRegistry *registry, const WzPluginInfo *a, const WzPluginInfo *b);

/**
 * wz_registry_report:
 *
 * Warns, once each, of the user's plugins that cannot be used and were not asked for, and of those whose
 * extension another answered to. Does not wait: a plugin that has not spoken yet is not spoken of.
 */
void wz_registry_report (WzRegistry *registry, WzDiagSink *sink);
