/* In: a character reference of HTML (HTML 5, 13.5). Out: what it stands for. The names are those that
 * md4c-html knows, all 2,125 of them; asked for one it writes the characters. SPDX-License-Identifier: MIT */
#include "rich/wz-rich.h"

#include <md4c-html.h>
#include <string.h>

enum { MAX_NAME = 48 };

static void
append (const MD_CHAR *text, MD_SIZE length, gpointer user_data)
{
  g_string_append_len (user_data, text, (gssize) length);
}

static guint
resolve_number (const gchar *digits, gsize length, gunichar out[2])
{
  gboolean hex = length > 0 && (*digits == 'x' || *digits == 'X');
  g_autofree gchar *number = g_strndup (digits + hex, length - hex);
  gchar *end;
  guint64 value = g_ascii_strtoull (number, &end, hex ? 16 : 10);

  if (end == number || *end != 0 || strspn (number, "+- ") > 0)
    return 0;
  out[0] =
      value > 0 && value <= 0x10FFFF && g_unichar_validate ((gunichar) value) ? (gunichar) value : 0xFFFD;
  return 1;
}

guint
wz_rich_resolve (const gchar *reference, gsize length, gunichar out[2])
{
  static const struct {
    const gchar *reference;
    gunichar ch;
  } escaped[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}}; /* as HTML has to be */
  g_autoptr (GString) written = g_string_new (NULL);
  const gchar *p;
  guint n = 0;

  if (length < 3 || length > MAX_NAME || reference[0] != '&' || reference[length - 1] != ';')
    return 0;
  if (reference[1] == '#')
    return resolve_number (reference + 2, length - 3, out);
  md_html (reference, (MD_SIZE) length, append, written, 0, 0);
  if (!g_str_has_prefix (written->str, "<p>"))
    return 0;
  p = written->str + strlen ("<p>");
  for (guint i = 0; i < G_N_ELEMENTS (escaped); i++)
    if (g_str_has_prefix (p, escaped[i].reference) && p[strlen (escaped[i].reference)] == '<') {
      out[0] = escaped[i].ch;
      return 1;
    }
  for (; *p != 0 && *p != '<' && *p != '&' && n < 2; p = g_utf8_next_char (p))
    out[n++] = g_utf8_get_char (p);
  return n;
}
