/* wz-display.c: text that is safe to show. SPDX-License-Identifier: MIT */
#include "base/wz-display.h"

#include <string.h>

gboolean
wz_display_is_harmless (gunichar c)
{
  return !(g_unichar_iscntrl (c) || c == 0x061c || c == 0x200e || c == 0x200f ||
           (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0xfeff);
}

static gchar *
escape (const gchar *text, const gchar *kept)
{
  GString *out = g_string_new (NULL);
  for (const gchar *p = text; *p != '\0';) {
    gunichar c = g_utf8_get_char_validated (p, -1);
    if (c == (gunichar) -1 || c == (gunichar) -2) {
      g_string_append_printf (out, "<%02X>", (guchar) *p);
      p++;
      continue;
    }
    if (!wz_display_is_harmless (c) && (c > 0x7e || strchr (kept, (gint) c) == NULL))
      g_string_append_printf (out, "<U+%04X>", c);
    else
      g_string_append_unichar (out, c);
    p = g_utf8_next_char (p);
  }
  return g_string_free (out, FALSE);
}

gchar *
wz_display_dup (const gchar *text)
{
  return escape (text, "");
}

gchar *
wz_display_dup_lines (const gchar *text)
{
  return escape (text, "\n\t");
}

gchar *
wz_display_dup_json (const gchar *json)
{
  GString *out = g_string_new (NULL);
  for (const gchar *p = json; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    if (c > 0x7e &&
        !wz_display_is_harmless (c)) /* what lies below is white space between values, or escaped already */
      g_string_append_printf (out, "\\u%04x", c);
    else
      g_string_append_unichar (out, c);
  }
  return g_string_free (out, FALSE);
}

gboolean
wz_display_check (const gchar *text)
{
  g_autofree gchar *shown = wz_display_dup (text);
  return strcmp (shown, text) == 0;
}

static guint
measure_char (gunichar c)
{
  return g_unichar_iswide (c) ? 2 : !g_unichar_iszerowidth (c);
}

guint
wz_display_measure (const gchar *text)
{
  guint width = 0;

  for (const gchar *p = text; *p != '\0'; p = g_utf8_next_char (p))
    width += measure_char (g_utf8_get_char (p));
  return width;
}

gchar *
wz_display_dup_cut (const gchar *text, guint width)
{
  const gchar *end = text;

  if (wz_display_measure (text) <= width)
    return g_strdup (text);
  for (guint used = width > 0 ? 1 : 0; *end != '\0'; end = g_utf8_next_char (end)) { /* 1: the ellipsis */
    used += measure_char (g_utf8_get_char (end));
    if (used > width)
      break;
  }
  return g_strdup_printf ("%.*s%s", (gint) (end - text), text, width > 0 ? "…" : "");
}

void
wz_display_append_padded (GString *out, const gchar *text, guint width)
{
  guint used = wz_display_measure (text);

  g_string_append_printf (out, "%s%*s", text, (gint) (width > used ? width - used : 0), "");
}
