/* json.c: text in JSON. Standard: RFC 8259, 7. SPDX-License-Identifier: MIT */
#include <wenzhai-kit/wz-json.h>

#include <string.h>

void
wz_json_escape (GString *out, const gchar *text)
{
  static const gchar short_ones[] = "\"\"\\\\\bb\ff\nn\rr\tt";
  if (text == NULL) {
    g_string_append (out, "null");
    return;
  }
  g_string_append_c (out, '"');
  for (const gchar *p = text; *p != '\0'; p++) {
    guchar c = (guchar) *p;
    const gchar *known = NULL;
    for (const gchar *pair = short_ones; *pair != '\0' && known == NULL; pair += 2)
      known = *pair == *p ? pair : NULL;
    if (known != NULL)
      g_string_append_printf (out, "\\%c", known[1]);
    else if (c < 0x20)
      g_string_append_printf (out, "\\u%04x", c);
    else if (c == '<' && p[1] == '/')
      p++, g_string_append (out, "<\\/");
    else if (strncmp (p, "\xe2\x80\xa8", 3) == 0 || strncmp (p, "\xe2\x80\xa9", 3) == 0)
      p += 2, g_string_append (out, *p == '\xa8' ? "\\u2028" : "\\u2029");
    else
      g_string_append_c (out, *p);
  }
  g_string_append_c (out, '"');
}
