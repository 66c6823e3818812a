/* chars.c: see chars.h. In: characters. Out: answers, clean lines. SPDX-License-Identifier: MIT */
#include <wenzhai-kit/wz-chars.h>

static gboolean
is_variation_selector (gunichar c)
{
  return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
}

gboolean
wz_char_is_shown (gunichar c)
{
  return c > 0x20 && g_unichar_type (c) != G_UNICODE_FORMAT && g_unichar_type (c) != G_UNICODE_CONTROL &&
         !g_unichar_isspace (c) && !is_variation_selector (c);
}

gboolean
wz_char_is_joiner (gunichar c)
{
  return c == 0x200C || c == 0x200D || c == 0x034F || (c >= 0x180B && c <= 0x180F) ||
         (c >= 0xE0020 && c <= 0xE007F) || is_variation_selector (c);
}

gboolean
wz_char_is_chinese (gunichar c)
{
  GUnicodeScript script = g_unichar_get_script (c);

  return script == G_UNICODE_SCRIPT_HAN || script == G_UNICODE_SCRIPT_HIRAGANA ||
         script == G_UNICODE_SCRIPT_KATAKANA || script == G_UNICODE_SCRIPT_BOPOMOFO;
}

gchar *
wz_chars_dup_clean (const gchar *text)
{
  GString *out = g_string_new (NULL);
  gboolean space = FALSE;

  for (const gchar *p = text != NULL ? text : ""; *p != '\0';) {
    gunichar c = g_utf8_get_char_validated (p, -1);

    if (c == (gunichar) -1 || c == (gunichar) -2) {
      p++;
      continue;
    }
    p = g_utf8_next_char (p);
    if (g_unichar_isspace (c) || c == 0x85) {
      space = out->len > 0;
    } else if (wz_char_is_allowed (c)) {
      if (space)
        g_string_append_c (out, ' ');
      space = FALSE;
      g_string_append_unichar (out, c);
    }
  }
  return g_string_free (out, FALSE);
}
