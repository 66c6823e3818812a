/* wz-font-file.c: see wz-font-file.h. In: a path. Out: a verdict. Tables and bits: OpenType 1.9.
 * SPDX-License-Identifier: MIT */
#include "style/wz-font-file.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

#define FSTYPE_RESTRICTED 0x0002
#define FSTYPE_LESS 0x000C /* preview and print, editable: the least restrictive bit holds */
#define FSTYPE_NO_SUBSETTING 0x0100
#define FSTYPE_BITMAPS_ONLY 0x0200

#define MAX_TABLES 256
#define TAG(a, b, c, d) ((guint32) (a) << 24 | (guint32) (b) << 16 | (guint32) (c) << 8 | (guint32) (d))

static guint32
get_u32 (const guint8 *data)
{
  return TAG (data[0], data[1], data[2], data[3]);
}

static gboolean
read_at (gint fd, guint64 offset, guint8 *data, gsize length)
{
  return pread (fd, data, length, (off_t) offset) == (gssize) length;
}

/* Where the face's table directory begins; FALSE where there is none. */
static gboolean
find_directory (gint fd, guint index, guint64 *offset, guint *n_tables)
{
  guint8 head[12];
  *offset = 0;
  if (!read_at (fd, 0, head, sizeof head))
    return FALSE;
  if (get_u32 (head) == TAG ('t', 't', 'c', 'f')) {
    guint8 place[4];
    if (index >= get_u32 (head + 8) || !read_at (fd, 12 + 4 * (guint64) index, place, sizeof place))
      return FALSE;
    *offset = get_u32 (place);
    if (!read_at (fd, *offset, head, sizeof head))
      return FALSE;
  } else if (index != 0) {
    return FALSE;
  }
  guint32 magic = get_u32 (head);
  *n_tables = (guint) head[4] << 8 | head[5];
  return (magic == 0x00010000 || magic == TAG ('O', 'T', 'T', 'O') || magic == TAG ('t', 'r', 'u', 'e')) &&
         *n_tables <= MAX_TABLES;
}

/* What the permission bits at @offset allow; a table too short says nothing against it. */
static WzFontVerdict
judge_permission (gint fd, guint64 offset)
{
  guint8 bits[2];
  if (!read_at (fd, offset + 8, bits, sizeof bits))
    return WZ_FONT_FILE_GOOD;
  guint type = (guint) bits[0] << 8 | bits[1];
  if ((type & FSTYPE_RESTRICTED) != 0 && (type & FSTYPE_LESS) == 0)
    return WZ_FONT_FILE_RESTRICTED;
  return (type & (FSTYPE_NO_SUBSETTING | FSTYPE_BITMAPS_ONLY)) != 0 ? WZ_FONT_FILE_NO_SUBSETS
                                                                    : WZ_FONT_FILE_GOOD;
}

static guint32
read_revision (gint fd, guint64 offset)
{
  guint8 revision[4];
  return read_at (fd, offset + 4, revision, sizeof revision) ? get_u32 (revision) : 0;
}

static WzFontFile
judge (gint fd, guint index)
{
  WzFontFile file = {.verdict = WZ_FONT_FILE_UNREADABLE};
  guint64 offset;
  guint n_tables;
  if (!find_directory (fd, index, &offset, &n_tables))
    return file;
  g_autofree guint8 *records = g_malloc (16 * (gsize) n_tables + 1);
  if (!read_at (fd, offset + 12, records, 16 * (gsize) n_tables))
    return file;
  gboolean outlines = FALSE;
  file.verdict = WZ_FONT_FILE_GOOD;
  for (guint i = 0; i < n_tables; i++) {
    const guint8 *record = records + 16 * i;
    guint32 tag = get_u32 (record);
    outlines |=
        tag == TAG ('g', 'l', 'y', 'f') || tag == TAG ('C', 'F', 'F', ' ') || tag == TAG ('C', 'F', 'F', '2');
    file.cff2 |= tag == TAG ('C', 'F', 'F', '2');
    file.variable |= tag == TAG ('f', 'v', 'a', 'r');
    if (tag == TAG ('O', 'S', '/', '2'))
      file.verdict = judge_permission (fd, get_u32 (record + 8));
    else if (tag == TAG ('h', 'e', 'a', 'd'))
      file.revision = read_revision (fd, get_u32 (record + 8));
  }
  if (!outlines)
    file.verdict = WZ_FONT_FILE_NO_OUTLINES;
  return file;
}

WzFontFile
wz_font_file_judge (const gchar *path, guint index)
{
  WzFontFile file = {.verdict = WZ_FONT_FILE_UNREADABLE};
  gint fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0)
    return file;
  file = judge (fd, index);
  close (fd);
  return file;
}

const gchar *
wz_font_verdict_describe (WzFontVerdict verdict)
{
  switch (verdict) {
  case WZ_FONT_FILE_UNREADABLE:
    return _ ("not an OpenType font that can be read");
  case WZ_FONT_FILE_NO_OUTLINES:
    return _ ("it has no outlines");
  case WZ_FONT_FILE_RESTRICTED:
    return _ ("its licence does not allow embedding");
  case WZ_FONT_FILE_NO_SUBSETS:
    return _ ("its licence does not allow subsets of outlines");
  case WZ_FONT_FILE_GOOD:
    break;
  }
  return NULL;
}
