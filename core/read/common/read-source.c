/* What all readers do with a source; see read-source.h. SPDX-License-Identifier: MIT */
#include "read/common/read-source.h"

#include "base/wz-decode.h"
#include "read/common/read-doc.h"

#include <string.h>

void
read_set_decode_error (GError **error, const GError *cause)
{
  WzReadError code = WZ_READ_ERROR_ENCODING;

  if (g_error_matches (cause, WZ_DECODE_ERROR, WZ_DECODE_ERROR_TOO_LARGE) ||
      g_error_matches (cause, WZ_DECODE_ERROR, WZ_DECODE_ERROR_LINE_TOO_LONG))
    code = WZ_READ_ERROR_LIMIT;
  g_set_error_literal (error, WZ_READ_ERROR, code, cause->message);
}

gchar *
read_dup_file_name (const gchar *file)
{
  return g_str_equal (file, "-") ? NULL : g_path_get_basename (file);
}

void
read_set_stem (WzIssueBuilder *builder, const gchar *file_name)
{
  g_autofree gchar *stem = g_strdup (file_name);
  gchar *dot = stem != NULL ? strrchr (stem, '.') : NULL;

  if (dot != NULL && dot > stem)
    *dot = '\0';
  if (stem != NULL)
    wz_issue_builder_set_stem (builder, stem);
}

gboolean
read_is_latin (const gchar *text)
{
  guint han = 0, latin = 0;

  for (const gchar *p = text; *p != 0; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    han += read_is_han (c);
    latin += g_unichar_isalpha (c) && c < 0x2000;
  }
  return latin >= 2 && han * 10 < latin;
}
