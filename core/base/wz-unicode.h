/* Normal forms in time that is in proportion to the text. Knows no document. SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Combining marks of one base character that are put in order; UAX #15, 13 (Stream-Safe Text Format) has 30.
 * Longer runs, which no writing system has, stay as they are behind that. */
#define WZ_UNICODE_MAX_MARKS 30

/**
 * wz_unicode_normalize:
 * @length: in bytes, or -1
 *
 * g_utf8_normalize() puts the marks of a character in order by exchanging neighbours, which takes hours where
 * a hundred thousand of them stand on one letter.
 *
 * Returns: (transfer full): @text in the form @mode
 */
gchar *wz_unicode_normalize (const gchar *text, gssize length, GNormalizeMode mode);

/** wz_unicode_is_said: whether there is anything to be seen of @text (nullable). */
gboolean wz_unicode_is_said (const gchar *text);

G_END_DECLS
