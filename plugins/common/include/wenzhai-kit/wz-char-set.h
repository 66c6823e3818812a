/* wz-char-set.h: the characters that a face has to show. SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A set of Unicode code points as a bit map: constant-time additions while documents are written. */
typedef struct _WzCharSet WzCharSet;

/** wz_char_set_new: (transfer full): an empty one. */
WzCharSet *wz_char_set_new (void);
void wz_char_set_free (WzCharSet *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzCharSet, wz_char_set_free)

/** wz_char_set_add: code points above U+10FFFF are ignored. */
void wz_char_set_add (WzCharSet *set, gunichar character);
/** wz_char_set_add_text: all characters of @text, UTF-8. */
void wz_char_set_add_text (WzCharSet *set, const gchar *text);
/** wz_char_set_contains: FALSE for code points above U+10FFFF. */
gboolean wz_char_set_contains (const WzCharSet *set, gunichar character);

/**
 * wz_char_set_next:
 * @character: (inout): the last one seen; start with G_MAXUINT32
 *
 * Returns: FALSE when there is none above @character
 */
gboolean wz_char_set_next (const WzCharSet *set, gunichar *character);

G_END_DECLS
