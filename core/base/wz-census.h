/* wz-census.h: what bytes look like: counts from which an encoding is told. Base only.
 * SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * wz_utf8_sequence:
 * @left: bytes from @p on, at least 1
 * @bad: (out): set when 0 is returned: length of the maximal ill-formed subpart there
 *
 * Returns: length of the well-formed UTF-8 sequence at @p, or 0 (Unicode 15, table 3-7 and section 3.9,
 * U+FFFD substitution of maximal subparts)
 */
guint wz_utf8_sequence (const guint8 *p, gsize left, guint *bad);

typedef struct {
  gsize multibyte; /* well-formed sequences beyond ASCII */
  gsize bad;       /* ill-formed subparts */
  gsize controls;  /* NUL and C0 controls other than TAB, LF, VT, FF, CR */
} WzUtf8Census;

WzUtf8Census wz_utf8_census (const guint8 *data, gsize size);

/** wz_gb18030_sequence: length in bytes of the GB18030 character that starts with these bytes: 1, 2 or 4 (GB
 * 18030-2005, clause 5). */
guint wz_gb18030_sequence (const guint8 *p, gsize left);

typedef struct {
  gsize pairs;  /* two-byte characters */
  gsize common; /* of them in the rows of GB 2312: punctuation (A1, A3) and level 1 characters (B0 to D7) */
  gsize bad;    /* bytes that fit nowhere */
} WzGbCensus;

/** wz_gb_census: GB 2312 level 1 holds the 3,755 characters of 99.7 % of running text; Big5, Shift-JIS and
 * Latin-1 read as GB18030 fall mostly outside of it. */
WzGbCensus wz_gb_census (const guint8 *data, gsize size);

/** wz_gb_census_is_text: common enough to be Chinese, and with next to nothing that is not. */
gboolean wz_gb_census_is_text (WzGbCensus census);

/**
 * wz_find_legacy:
 * @n_high: (out): set with the result: how many characters beyond ASCII there are
 * @n_common: (out): how many of them are such as texts are made of
 *
 * Finds out whether bytes that are neither UTF-8 nor GB18030 are plainly Big5 (the characters of its level 1,
 * 5,401 of 99 % of running text, four in ten with a second byte that GB 2312 has not), Shift-JIS (kana and
 * JIS level 1) or Windows-1252 (single letters with marks among ASCII ones).
 *
 * Returns: (nullable): its name for iconv
 */
const gchar *wz_find_legacy (const guint8 *data, gsize size, gsize *n_high, gsize *n_common);

/**
 * wz_find_spoilt:
 * @text: UTF-8
 * @read_as: (out): set with the result: what it was taken for, as iconv calls it
 *
 * Finds out whether @text is GB18030 or UTF-8 that another program read as Latin-1 or Windows-1252 and wrote
 * as UTF-8 (`²âÊÔ` for `测试`), or UTF-8 that it read as GB18030 (`娴嬭瘯`).
 *
 * Returns: (nullable): the encoding that it was in; NULL where it is sound
 */
const gchar *wz_find_spoilt (const gchar *text, const gchar **read_as);

G_END_DECLS
