/* wz-options-private.h: values for the options that a plugin declares. Core only. SPDX-License-Identifier:
 * MIT */
#pragma once

#include <json-glib/json-glib.h>
#include <wenzhai/wz-error.h>
#include <wenzhai/wz-options.h>

/**
 * wz_options_new:
 * @defs: (array length=n_defs): must outlive the result
 *
 * All options at their defaults.
 *
 * Returns: (transfer full): NULL with WZ_PLUGIN_ERROR_INVALID when a default is not valid for its own
 * declaration
 */
WzOptions *wz_options_new (const WzOptionDef *defs, guint n_defs, GError **error);
void wz_options_free (WzOptions *options);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzOptions, wz_options_free)

/**
 * wz_options_set:
 * @plugin: for the message (`pdf`)
 *
 * Returns: FALSE with WZ_PLUGIN_ERROR_OPTION, which names the option and what is accepted
 */
gboolean wz_options_set (WzOptions *options, const gchar *plugin, const gchar *name, const gchar *value,
                         GError **error);

/** wz_option_dup_accepted: (transfer full): what a value may look like, in English (`one of a, b`, `length, 1
 * to 30`). */
gchar *wz_option_dup_accepted (const WzOptionDef *def);

/** wz_option_type_get_name: `string`, `boolean`, `integer`, `number`, `length`, `choice`. */
const gchar *wz_option_type_get_name (WzOptionType type);

/** wz_option_describe: @option as an object: a range and choices where it has them. */
void wz_option_describe (JsonBuilder *json, const WzOptionDef *option);

/** wz_option_type_find: the type of that name; -1 for none. */
gint wz_option_type_find (const gchar *name);
