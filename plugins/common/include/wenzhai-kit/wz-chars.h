/* wz-chars.h: what a book may hold, and what characters are. SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** wz_char_is_allowed: whether @c may stand in a book (epub-quality X2). Tab and line feed may. */
static inline gboolean
wz_char_is_allowed (gunichar c)
{
  if (c < 0x20)
    return c == '\t' || c == '\n';
  if (c < 0x7F)
    return TRUE;
  if (c < 0xA0)
    return FALSE;
  if ((c >= 0xD800 && c < 0xF900) || (c >= 0xFDD0 && c <= 0xFDEF))
    return FALSE; /* surrogates and private use; noncharacters */
  if (c == 0xFEFF || c == 0xFFFC || c == 0xFFFD || (c & 0xFFFE) == 0xFFFE)
    return FALSE; /* byte order mark, object replacement, noncharacters */
  if (c >= 0xE0000 && c <= 0xE007F)
    return FALSE;     /* language tags: invisible, deprecated */
  return c < 0xF0000; /* planes 15 and 16 are for private use */
}

/** wz_char_is_shown: whether @c by itself leaves ink. */
gboolean wz_char_is_shown (gunichar c);
/** wz_char_is_joiner: whether @c shows nothing by itself, and makes one sign of those around it or gives them
 * another form. */
gboolean wz_char_is_joiner (gunichar c);
/** wz_char_is_chinese: whether @c is of the scripts that are set like Chinese: Han, the Japanese syllables,
 * Bopomofo. */
gboolean wz_char_is_chinese (gunichar c);

/**
 * wz_chars_dup_clean:
 * @text: (nullable):
 *
 * Returns: (transfer full): @text without what may not stand in a book, white space runs as one space, ends
 * trimmed: for titles, labels and metadata
 */
gchar *wz_chars_dup_clean (const gchar *text);

G_END_DECLS
