/* wz-manifest.h: plugins that are programs: what a file NAME.wzplugin says. Core only.
 * SPDX-License-Identifier: MIT
 *
 * A key file (docs/program-plugins.md): [plugin] with kind, protocol, command and what a native plugin's
 * descriptor has, and a group [option NAME] for each option. Reading one runs nothing.
 */
#pragma once

#include "host/plugin/wz-plugin-info.h"

#define WZ_MANIFEST_SUFFIX ".wzplugin"
#define WZ_MANIFEST_PROTOCOL 1 /* of jobs (`wenzhai-job`); members are added without another number */

/**
 * wz_manifest_read:
 * @info: its path, and whose it is, are set
 *
 * Takes what the manifest says, checked by the rules of modules too (wz_plugin_info_check()). What is wrong
 * is told with line, column and remedy.
 *
 * Returns: FALSE with WZ_READ_ERROR, and @info as it was
 */
gboolean wz_manifest_read (WzPluginInfo *info, GError **error);
