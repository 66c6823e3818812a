/* wz-module.h: opening a plugin's module; only ever done in a child process. Core only.
 * SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wz-plugin.h>

/** WzModule: an output of a module: copies of what is declared, in the host's own size: what an older plugin
 * lacks is zero. */
typedef struct {
  WzPluginDesc desc;
  WzOutputFuncs funcs;
} WzModule;

/**
 * wz_module_open_all:
 *
 * Binds at once, keeps the module resident, and checks ABI and required fields.
 *
 * Returns: (transfer full) (element-type WzModule): its outputs; NULL with WZ_PLUGIN_ERROR: LOAD, SYMBOL, ABI
 * or INVALID, each with a message of its own
 */
GArray *wz_module_open_all (const gchar *path, GError **error);

/** wz_module_open: the output @name of it, of those that it described before. */
gboolean wz_module_open (const gchar *path, const gchar *name, WzModule *module, GError **error);

/* Limits of what a descriptor says; each is far beyond what a person reads. */
#define WZ_MODULE_MAX_OUTPUTS 16
#define WZ_MODULE_MAX_OPTIONS 256
#define WZ_MODULE_MAX_CHOICES 256

/**
 * wz_module_check_texts:
 * @desc: its texts, options and their ranges; the rest of it is not looked at
 *
 * Whether all there is may be shown and used: UTF-8 without control characters, of bounded length; names of
 * lower-case letters, digits and hyphens, extensions of these and points; finite ranges in order; no option
 * twice.
 *
 * Returns: FALSE with WZ_PLUGIN_ERROR_INVALID
 */
gboolean wz_module_check_texts (const WzPluginDesc *desc, GError **error);

/** wz_module_find_extension: (nullable): where in @path the longest ending stands that could be an extension;
 * one that is all of a file's name is none. */
const gchar *wz_module_find_extension (const gchar *path);
