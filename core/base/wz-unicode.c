/* SPDX-License-Identifier: MIT */
#include "base/wz-unicode.h"

#include <string.h>

static gboolean
is_mark (const gchar *p)
{
  return (guchar) *p >= 0xCC && g_unichar_combining_class (g_utf8_get_char (p)) != 0;
}

static void
append_piece (GString *out, const gchar *start, const gchar *end, GNormalizeMode mode)
{
  g_autofree gchar *piece = end > start ? g_utf8_normalize (start, end - start, mode) : NULL;
  if (piece != NULL)
    g_string_append (out, piece);
}

gchar *
wz_unicode_normalize (const gchar *text, gssize length, GNormalizeMode mode)
{
  g_autoptr (GString) out = g_string_new (NULL);
  const gchar *start = text, *end = text + (length < 0 ? (gssize) strlen (text) : length);
  const gchar *base = text; /* the last character that is no mark */
  guint marks = 0;
  for (const gchar *p = text; p < end;) {
    gboolean mark = is_mark (p);
    if (!mark)
      base = p;
    marks = mark ? marks + 1 : 0;
    p = g_utf8_next_char (p);
    if (marks <= WZ_UNICODE_MAX_MARKS)
      continue;
    while (p < end && is_mark (p))
      p = g_utf8_next_char (p);
    append_piece (out, start, base, mode);
    g_string_append_len (out, base, p - base); /* all or nothing, so that doing it again changes nothing */
    start = base = p;
    marks = 0;
  }
  append_piece (out, start, end, mode);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

gboolean
wz_unicode_is_said (const gchar *text)
{
  for (const gchar *p = text; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isgraph (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}
