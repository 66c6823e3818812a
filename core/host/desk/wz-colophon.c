/* wz-colophon.c: fonts and versions for the last page. SPDX-License-Identifier: MIT */
#include "host/desk/wz-colophon.h"

#include "config.h"
#include "style/wz-font-file.h"

GStrv
wz_colophon_lines (const WzStyle *style)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  for (WzFontRole role = WZ_FONT_BODY; style && role <= WZ_FONT_QUOTE; role++) {
    if (wz_style_get_n_faces (style, role, WZ_SCRIPT_HAN, WZ_WEIGHT_REGULAR) == 0)
      continue;
    gchar *line =
        wz_font_face_dup_version (wz_style_get_face (style, role, WZ_SCRIPT_HAN, WZ_WEIGHT_REGULAR, 0));
    if (g_ptr_array_find_with_equal_func (lines, line, g_str_equal, NULL))
      g_free (line);
    else
      g_ptr_array_add (lines, line);
  }
  g_ptr_array_add (lines, style ? g_strdup_printf ("wenzhai %s, %s", WZ_VERSION, wz_style_get_name (style))
                                : g_strdup ("wenzhai " WZ_VERSION));
  g_ptr_array_add (lines, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&lines), FALSE);
}
