/* char-set.c: a set of code points. In: characters. Out: the same, ascending. SPDX-License-Identifier: MIT */
#include <wenzhai-kit/wz-char-set.h>

#define N_CODE_POINTS 0x110000
#define BITS 64

/* 136 KB of zero pages; only the touched ones (some six for a Chinese text) ever take memory. */
struct _WzCharSet {
  guint64 *words;
};

WzCharSet *
wz_char_set_new (void)
{
  WzCharSet *set = g_new0 (WzCharSet, 1);

  set->words = g_new0 (guint64, N_CODE_POINTS / BITS);
  return set;
}

void
wz_char_set_free (WzCharSet *set)
{
  if (set == NULL)
    return;
  g_free (set->words);
  g_free (set);
}

void
wz_char_set_add (WzCharSet *set, gunichar character)
{
  if (character < N_CODE_POINTS)
    set->words[character / BITS] |= G_GUINT64_CONSTANT (1) << (character % BITS);
}

void
wz_char_set_add_text (WzCharSet *set, const gchar *text)
{
  for (const gchar *p = text; *p != '\0'; p = g_utf8_next_char (p))
    wz_char_set_add (set, g_utf8_get_char (p));
}

gboolean
wz_char_set_contains (const WzCharSet *set, gunichar character)
{
  return character < N_CODE_POINTS && (set->words[character / BITS] >> (character % BITS) & 1) != 0;
}

gboolean
wz_char_set_next (const WzCharSet *set, gunichar *character)
{
  gunichar c = *character + 1; /* G_MAXUINT32 wraps to 0 */

  while (c < N_CODE_POINTS) {
    guint64 word = set->words[c / BITS] >> (c % BITS);

    if (word != 0) {
      *character = c + (gunichar) __builtin_ctzll (word);
      return TRUE;
    }
    c = (c / BITS + 1) * BITS;
  }
  return FALSE;
}
