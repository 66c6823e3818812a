/* wz-boolean.c: yes and no, as people write them. SPDX-License-Identifier: MIT */
#include "base/wz-boolean.h"

gboolean
wz_boolean_parse (const gchar *text, gboolean *value)
{
  static const gchar *const words[] = {"no", "yes", "off", "on", "false", "true", "0", "1", "否", "是"};
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (text, words[i]) == 0) {
      *value = i % 2 == 1;
      return TRUE;
    }
  return FALSE;
}
