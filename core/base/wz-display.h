/* wz-display.h: text from outside, made fit to be shown to a person. SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * wz_display_dup:
 * @text: from a source, a file name, a plugin: any bytes
 *
 * What a message may show of it: one line that cannot move a terminal's cursor, change its state or reorder
 * its text. Bytes that are no UTF-8 become `<XX>`; control characters (C0, DEL, C1), line and paragraph
 * separators and those that override or isolate writing direction (Unicode UAX 9) become `<U+XXXX>`. All
 * else stays, so that a name which is fine is shown as it is.
 *
 * Returns: (transfer full): valid UTF-8
 */
gchar *wz_display_dup (const gchar *text);

/** wz_display_is_harmless: whether wz_display_dup() leaves the character as it is. */
gboolean wz_display_is_harmless (gunichar c);

/** wz_display_dup_lines: (transfer full): the same of a text whose line ends and tabs are meant. */
gchar *wz_display_dup_lines (const gchar *text);

/** wz_display_dup_json: (transfer full): the same JSON, such characters in its strings written as `\u009b`.
 * @json: as a generator made it: valid UTF-8, strings without C0. */
gchar *wz_display_dup_json (const gchar *json);

/** wz_display_append_padded: appends @text and as many spaces as make it @width columns of a terminal wide,
 * two for a wide character of East Asia, none for a combining one; @width 0 for none. */
void wz_display_append_padded (GString *out, const gchar *text, guint width);
/** wz_display_measure: columns of a terminal that @text takes. */
guint wz_display_measure (const gchar *text);

/** wz_display_dup_cut: (transfer full): as much of @text as @width columns have room for, with an ellipsis
 * where that is not all. */
gchar *wz_display_dup_cut (const gchar *text, guint width);

/** wz_display_check: whether @text would be shown as it is. */
gboolean wz_display_check (const gchar *text);

G_END_DECLS
