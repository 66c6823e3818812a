/* wz-words.h: words that people write into settings, and how a text begins. SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>
#include <string.h>

/** wz_words_parse_boolean: whether @text is a word for yes (`yes`, `on`, `true`, `1`, `是`) or for no (`no`,
 * `off`, `false`, `0`, `否`), in any case; @value (out) is which. The same words on the command line, in
 * project files, styles, overlays and options of outputs. */
gboolean wz_words_parse_boolean (const gchar *text, gboolean *value);

/** wz_words_split: (transfer full): what commas separate, without spaces around; what is empty is left out.
 */
GStrv wz_words_split (const gchar *text);

/** wz_words_compare: @a, @b: pointers to strings, as arrays of them are sorted. */
gint wz_words_compare (gconstpointer a, gconstpointer b);

/** wz_starts_with: whether @text begins with @prefix: for places in a long text. g_str_has_prefix() is, since
 * GLib 2.78, a macro that measures all of @text first. */
static inline gboolean
wz_starts_with (const gchar *text, const gchar *prefix)
{
  return strncmp (text, prefix, strlen (prefix)) == 0;
}
