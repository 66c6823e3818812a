/* wz-words.h: words that people write into settings. SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

/** wz_words_parse_boolean: whether @text is a word for yes (`yes`, `on`, `true`, `1`, `是`) or for no (`no`,
 * `off`, `false`, `0`, `否`), in any case; @value (out) is which. The same words on the command line, in
 * project files, styles, overlays and options of outputs. */
gboolean wz_words_parse_boolean (const gchar *text, gboolean *value);

/** wz_words_split: (transfer full): what commas separate, without spaces around; what is empty is left out.
 */
GStrv wz_words_split (const gchar *text);

/** wz_words_compare: @a, @b: pointers to strings, as arrays of them are sorted. */
gint wz_words_compare (gconstpointer a, gconstpointer b);
