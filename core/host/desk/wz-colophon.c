/* wz-colophon.c: fonts and versions for the last page. SPDX-License-Identifier: MIT */
#include "host/desk/wz-colophon.h"

#include "config.h"

#include <string.h>

static guint32
read_u32 (const guint8 *bytes)
{
  return (guint32) bytes[0] << 24 | (guint32) bytes[1] << 16 | (guint32) bytes[2] << 8 | bytes[3];
}

/* OpenType `head`: fontRevision, 16.16, at byte 4. Returns NULL where the file is not as it should be. */
static gchar *
font_revision (const guint8 *data, gsize length, guint index)
{
  gsize offset = 0;
  if (length >= 12 && memcmp (data, "ttcf", 4) == 0) {
    if (index >= read_u32 (data + 8) || 16 + (gsize) index * 4 > length)
      return NULL;
    offset = read_u32 (data + 12 + (gsize) index * 4);
  }
  if (offset > length || length - offset < 12)
    return NULL;
  guint n = (guint) data[offset + 4] << 8 | data[offset + 5];
  for (guint i = 0; i < n && length - offset - 12 >= (gsize) (i + 1) * 16; i++) {
    const guint8 *row = data + offset + 12 + (gsize) i * 16;
    gsize at = read_u32 (row + 8);
    if (memcmp (row, "head", 4) != 0 || at > length || length - at < 8)
      continue;
    guint32 revision = read_u32 (data + at + 4);
    guint thousandths = (guint) (((guint64) (revision & 0xFFFF) * 1000 + 0x8000) >> 16);
    return g_strdup_printf ("%u.%03u", (revision >> 16) + thousandths / 1000, thousandths % 1000);
  }
  return NULL;
}

static gchar *
describe_face (const WzFontFace *face)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (wz_font_face_get_path (face), FALSE, NULL);
  g_autofree gchar *revision =
      file ? font_revision ((const guint8 *) g_mapped_file_get_contents (file),
                            g_mapped_file_get_length (file), wz_font_face_get_index (face))
           : NULL;
  return g_strdup_printf ("%s%s%s", wz_font_face_get_family (face), revision ? " " : "",
                          revision ? revision : "");
}

GStrv
wz_colophon_lines (const WzStyle *style)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  for (WzFontRole role = WZ_FONT_BODY; style && role <= WZ_FONT_QUOTE; role++) {
    if (wz_style_get_n_faces (style, role, WZ_SCRIPT_HAN, WZ_WEIGHT_REGULAR) == 0)
      continue;
    gchar *line = describe_face (wz_style_get_face (style, role, WZ_SCRIPT_HAN, WZ_WEIGHT_REGULAR, 0));
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
