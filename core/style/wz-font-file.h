/* wz-font-file.h: what a font file lets books do with it. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wz-style.h>

typedef enum {
  WZ_FONT_FILE_GOOD,
  WZ_FONT_FILE_UNREADABLE,  /* not there, or neither OpenType nor a collection of it */
  WZ_FONT_FILE_NO_OUTLINES, /* bitmaps or pictures alone */
  WZ_FONT_FILE_RESTRICTED,  /* its licence does not allow embedding */
  WZ_FONT_FILE_NO_SUBSETS   /* … or only whole, or only bitmaps of it */
} WzFontVerdict;

/**
 * WzFontFile:
 * @variable: has axes (`fvar`)
 * @cff2: its outlines are in a CFF2 table
 * @revision: of the font (`head` fontRevision), 16.16; 0: none is said
 */
typedef struct {
  WzFontVerdict verdict;
  gboolean variable;
  gboolean cff2;
  guint32 revision;
} WzFontFile;

/**
 * wz_font_file_judge:
 * @index: of the face in a collection
 *
 * Reads the table directory, the permission bits (`OS/2` fsType) and the revision, a few hundred bytes.
 */
WzFontFile wz_font_file_judge (const gchar *path, guint index);

const WzFontFile *wz_font_face_get_file (const WzFontFace *face);

/** wz_font_face_dup_version: (transfer full): its family, with the revision where it has one: `Noto Serif CJK
 * SC 2.003`. */
gchar *wz_font_face_dup_version (const WzFontFace *face);

/** wz_font_verdict_describe: (nullable): why a face can't be used, in the user's language; NULL for a good
 * one. */
const gchar *wz_font_verdict_describe (WzFontVerdict verdict);
