/* words.c: Chinese words by ICU. SPDX-License-Identifier: MIT */
#include "words.h"

#include <string.h>
#include <unicode/ubrk.h>

struct _WzTitleWords {
  UBreakIterator *iterator;
};

WzTitleWords *
wz_title_words_new (void)
{
  UErrorCode status = U_ZERO_ERROR;
  UBreakIterator *iterator = ubrk_open (UBRK_WORD, "zh", NULL, 0, &status);
  WzTitleWords *words;

  if (U_FAILURE (status))
    return NULL;
  words = g_new (WzTitleWords, 1);
  words->iterator = iterator;
  return words;
}

void
wz_title_words_free (WzTitleWords *words)
{
  if (words == NULL)
    return;
  ubrk_close (words->iterator);
  g_free (words);
}

static gboolean
is_ideograph (gunichar c)
{
  return g_unichar_get_script (c) == G_UNICODE_SCRIPT_HAN;
}

void
wz_title_words_find (WzTitleWords *words, const gunichar *text, guint n, gboolean *inside)
{
  UErrorCode status = U_ZERO_ERROR;
  g_autofree gunichar2 *utf16 = NULL;
  glong length, at = 0;

  if (n == 0)
    return;
  memset (inside, 0, n * sizeof *inside);
  if (words == NULL || (utf16 = g_ucs4_to_utf16 (text, n, NULL, &length, NULL)) == NULL)
    return;
  ubrk_setText (words->iterator, utf16, (int32_t) length, &status);
  if (U_FAILURE (status))
    return;
  for (guint i = 0; i < n; i++) {
    if (i > 0 && is_ideograph (text[i - 1]) && is_ideograph (text[i]))
      inside[i] = !ubrk_isBoundary (words->iterator, (int32_t) at);
    at += text[i] > 0xFFFF ? 2 : 1;
  }
}
