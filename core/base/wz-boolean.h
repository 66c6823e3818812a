/* wz-boolean.h: yes and no, as people write them. SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

/** wz_boolean_parse: whether @text is a word for yes (`yes`, `on`, `true`, `1`, `是`) or for no (`no`, `off`,
 * `false`, `0`, `否`), in any case; @value (out) is which. The same words on the command line, in project
 * files, styles, overlays and options of outputs. */
gboolean wz_boolean_parse (const gchar *text, gboolean *value);
