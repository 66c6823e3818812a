/* char-set.h: the characters that a face has to show. SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

/* A set of Unicode code points as a bit map: constant-time additions while documents are written. */
typedef struct _CharSet CharSet;

CharSet *char_set_new (void);
void char_set_free (CharSet *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CharSet, char_set_free)

/** char_set_add: code points above U+10FFFF are ignored. */
void char_set_add (CharSet *set, gunichar character);
void char_set_add_text (CharSet *set, const gchar *text);
gboolean char_set_contains (const CharSet *set, gunichar character);

/**
 * char_set_next:
 * @character: (inout): the last one seen; start with G_MAXUINT32
 *
 * Returns: FALSE when there is none above @character
 */
gboolean char_set_next (const CharSet *set, gunichar *character);
