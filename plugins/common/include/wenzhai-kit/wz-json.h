/* wz-json.h: text in JSON. SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * wz_json_escape:
 * @text: (nullable): UTF-8
 *
 * Appends @text as a JSON string with its quotes; NULL as `null`. What it writes may stand in a `script`
 * element too: `</` and the line ends that JavaScript does not allow in a string (U+2028, U+2029) are
 * escaped.
 */
void wz_json_escape (GString *out, const gchar *text);

G_END_DECLS
