/* wz-words.c: words that people write into settings. SPDX-License-Identifier: MIT */
#include "base/wz-words.h"

#include <string.h>

gboolean
wz_words_parse_boolean (const gchar *text, gboolean *value)
{
  static const gchar *const words[] = {"no", "yes", "off", "on", "false", "true", "0", "1", "否", "是"};
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (text, words[i]) == 0) {
      *value = i % 2 == 1;
      return TRUE;
    }
  return FALSE;
}

GStrv
wz_words_split (const gchar *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  GPtrArray *words = g_ptr_array_new ();
  for (guint i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0')
      g_ptr_array_add (words, g_strdup (parts[i]));
  g_ptr_array_add (words, NULL);
  return (GStrv) g_ptr_array_free (words, FALSE);
}

gint
wz_words_compare (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const gchar *const *) a, *(const gchar *const *) b);
}
