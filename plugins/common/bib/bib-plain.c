/* bib-plain.c: see bib-record.h. SPDX-License-Identifier: MIT */
#include "bib-record.h"

#include <wenzhai-kit/wz-chars.h>

gchar *
wz_bib_dup_plain (const WzText *text, const gchar *between)
{
  GString *out = g_string_new (NULL);
  g_autofree gchar *plain = wz_text_dup_plain (text);
  g_auto (GStrv) lines = g_strsplit (plain, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++) {
    g_autofree gchar *clean = wz_chars_dup_clean (lines[i]);
    if (*clean == '\0')
      continue;
    if (out->len > 0)
      g_string_append (out, between);
    g_string_append (out, clean);
  }
  return g_string_free (out, FALSE);
}
