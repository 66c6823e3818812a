/* wz-module.h: opening a plugin's module; only ever done in a child process. Core only.
 * SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wz-plugin.h>

/** WzModule: copies of what the module declares, in the host's own size: what an older plugin lacks is zero.
 */
typedef struct {
  WzPluginDesc desc;
  WzOutputFuncs funcs;
} WzModule;

/**
 * wz_module_open:
 *
 * Binds at once, keeps the module resident, and checks ABI and required fields.
 *
 * Returns: FALSE with WZ_PLUGIN_ERROR: LOAD, SYMBOL, ABI or INVALID, each with a message of its own
 */
gboolean wz_module_open (const gchar *path, WzModule *module, GError **error);

/** wz_module_check_desc: the checks alone; @desc as a plugin gave it. */
gboolean wz_module_check_desc (const WzPluginDesc *desc, WzModule *module, GError **error);

/* Limits of what a descriptor says; each is far beyond what a person reads. */
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
