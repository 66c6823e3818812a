/* In: a text and its format. Out: its records. SPDX-License-Identifier: MIT */
#include "record/record-tree.h"

WzRecordFormat
wz_record_guess_format (const gchar *text, gsize length)
{
  gsize i = 0;

  while (i < length && g_ascii_isspace (text[i]))
    i++;
  if (i < length && (text[i] == '{' || text[i] == '['))
    return WZ_RECORD_JSON;
  return i < length && text[i] == '<' ? WZ_RECORD_XML : WZ_RECORD_CSV;
}

WzRecordTree *
wz_record_read (const gchar *text, gsize length, const gchar *file, const WzRecordReading *reading,
                GError **error)
{
  static void (*const parsers[]) (WzRecordTree *) = {[WZ_RECORD_JSON] = record_read_json,
                                                     [WZ_RECORD_CSV] = record_read_csv,
                                                     [WZ_RECORD_XML] = record_read_xml};
  g_autoptr (WzRecordTree) tree = record_tree_new (text, length, file, reading);

  parsers[reading->format](tree);
  if (tree->error == NULL)
    return g_steal_pointer (&tree);
  g_propagate_error (error, g_steal_pointer (&tree->error));
  return NULL;
}
