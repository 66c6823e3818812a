/* wz-plugin-info.h: what a plugin says of itself, checked. Core only. SPDX-License-Identifier: MIT
 *
 * A probe sends a plugin's descriptor as one line of JSON. Whoever made the plugin, or wrote into its probe's
 * pipe, is a stranger: what is taken has been checked again on this side.
 */
#pragma once

#include "host/plugin/wz-module.h"

/**
 * WzProgram: how a plugin that is a program is run: what only a manifest says.
 * @argv: the command, the program and the files of its folder as absolute paths
 * @reads: (type filename): files and folders that it may read beside its own
 * @patterns: of names of files that a reader is for
 * @has_folder: the output is a folder of files
 */
typedef struct {
  gchar **argv;
  gchar **reads;
  gchar **patterns;
  gboolean is_reader;
  gboolean has_folder;
} WzProgram;

/**
 * WzPluginInfo: a plugin as its probe described it, or its manifest (wz-manifest.h). Read-only.
 * @program: (nullable): NULL for a module
 * @error: (nullable): why it cannot be used; then only @path and @name (of the file) are set for sure
 * @builtin: lies in the program's own folder
 * @named: the user gave its file
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
  gchar *based_on; /* the name of another output; empty for none */
  WzOptionDef *options;
  guint n_options;
  gboolean has_inspect;
  gboolean builtin;
  gboolean named;
  WzProgram *program;
  GError *error;
} WzPluginInfo;

/** wz_plugin_info_list_readable: (transfer full) (element-type utf8): what it may read that is its own: its
 * file and folder, of a program also what starts it and what the manifest names. */
GPtrArray *wz_plugin_info_list_readable (const WzPluginInfo *info);

/** wz_plugin_info_clear: frees what @info holds. */
void wz_plugin_info_clear (WzPluginInfo *info);

/** wz_plugin_info_describe: (transfer full): in the child: the line that says what @module declares, which
 * has been checked. */
gchar *wz_plugin_info_describe (const WzModule *module);

/**
 * wz_plugin_info_take:
 * @line: JSON, its grammar checked
 *
 * Takes what the line says. Returns: FALSE with WZ_PLUGIN_ERROR_INVALID, and @info as it was
 */
gboolean wz_plugin_info_take (WzPluginInfo *info, const gchar *line, GError **error);

/** wz_plugin_info_check: whether what was taken is as the rules of modules want it (wz_module_check_texts()),
 * and the defaults are valid by their own declarations. Returns: FALSE with WZ_PLUGIN_ERROR_INVALID */
gboolean wz_plugin_info_check (const WzPluginInfo *info, GError **error);

/** wz_plugin_info_is_reader: it makes no files, but reads some. */
gboolean wz_plugin_info_is_reader (const WzPluginInfo *info);

/** wz_plugin_info_has_folder: its output is a folder of files. */
gboolean wz_plugin_info_has_folder (const WzPluginInfo *info);

/** wz_plugin_info_list_files: (transfer container): of what it consists: its module; or its manifest, the
 * files beside that which its command names, and what it reads. Lent by @info, with a NULL at the end. */
GPtrArray *wz_plugin_info_list_files (const WzPluginInfo *info);

/** wz_plugin_info_has_extension: whether the plugin's files may end so. */
gboolean wz_plugin_info_has_extension (const WzPluginInfo *info, const gchar *extension);

/** wz_plugin_info_find_extension: (nullable): where in @path the longest extension of the plugin's begins
 * that it ends in. */
const gchar *wz_plugin_info_find_extension (const WzPluginInfo *info, const gchar *path);

/** wz_plugin_info_get_remedy: what can be done about @error, as the end of a sentence with its semicolon;
 * empty where the error says it itself. */
const gchar *wz_plugin_info_get_remedy (const WzPluginInfo *info, const GError *error);

/** wz_plugin_info_dup_failure: (transfer full): plugin, cause and remedy, one line. */
gchar *wz_plugin_info_dup_failure (const WzPluginInfo *info, const GError *error);
