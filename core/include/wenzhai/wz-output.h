/* wz-output.h: where a plugin's bytes go. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wz-types.h>

G_BEGIN_DECLS

/**
 * wz_output_write:
 *
 * Appends @length bytes. The host names the file, and renames it into place after the plugin has succeeded.
 * The error is sticky: after the first failure all further writes fail with it.
 *
 * Returns: FALSE with @error of WZ_OUTPUT_ERROR
 */
WZ_API gboolean wz_output_write (WzOutput *output, gconstpointer data, gsize length, GError **error);
WZ_API gboolean wz_output_write_bytes (WzOutput *output, GBytes *bytes, GError **error);

G_END_DECLS
