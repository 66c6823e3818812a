/* wz-census.c: counting bytes. SPDX-License-Identifier: MIT */
#include "base/wz-census.h"
#include "base/wz-words.h"

#include <string.h>

guint
wz_utf8_sequence (const guint8 *p, gsize left, guint *bad)
{
  guint8 low = 0x80, high = 0xBF;
  guint need, i;

  if (p[0] < 0x80)
    return 1;
  if (p[0] >= 0xE3 && p[0] <= 0xE9 && left >= 3 && (p[1] & 0xC0) == 0x80 && (p[2] & 0xC0) == 0x80)
    return 3; /* what most of a Chinese text is */
  if (p[0] >= 0xC2 && p[0] <= 0xDF)
    need = 1;
  else if (p[0] >= 0xE0 && p[0] <= 0xEF) {
    need = 2;
    low = p[0] == 0xE0 ? 0xA0 : 0x80;
    high = p[0] == 0xED ? 0x9F : 0xBF;
  } else if (p[0] >= 0xF0 && p[0] <= 0xF4) {
    need = 3;
    low = p[0] == 0xF0 ? 0x90 : 0x80;
    high = p[0] == 0xF4 ? 0x8F : 0xBF;
  } else {
    *bad = 1;
    return 0;
  }
  for (i = 1; i <= need; i++) {
    if (i >= left || p[i] < low || p[i] > high) {
      *bad = i;
      return 0;
    }
    low = 0x80;
    high = 0xBF;
  }
  return need + 1;
}

WzUtf8Census
wz_utf8_census (const guint8 *data, gsize size)
{
  WzUtf8Census census = {0, 0, 0};
  gsize i = 0;

  while (i < size) {
    guint bad = 0;
    guint n = wz_utf8_sequence (data + i, size - i, &bad);

    if (n == 1)
      census.controls += data[i] < 0x20 && !(data[i] >= '\t' && data[i] <= '\r');
    else if (n > 1)
      census.multibyte++;
    else
      census.bad++;
    i += n > 0 ? n : bad;
  }
  return census;
}

guint
wz_gb18030_sequence (const guint8 *p, gsize left)
{
  if (p[0] < 0x81 || p[0] == 0xFF || left < 2)
    return 1;
  if (p[1] >= 0x30 && p[1] <= 0x39)
    return left < 4 ? (guint) left : 4;
  return 2;
}

WzGbCensus
wz_gb_census (const guint8 *data, gsize size)
{
  WzGbCensus census = {0, 0, 0};
  gsize i = 0;

  while (i < size) {
    const guint8 *p = data + i;
    guint n = wz_gb18030_sequence (p, size - i);

    if (n == 1)
      census.bad += p[0] >= 0x80;
    else if (n == 2 && (p[1] < 0x40 || p[1] == 0x7F || p[1] == 0xFF))
      census.bad++;
    else if (n == 2) {
      census.pairs++;
      census.common += p[1] >= 0xA1 && (p[0] == 0xA1 || p[0] == 0xA3 || (p[0] >= 0xB0 && p[0] <= 0xD7));
    }
    i += n;
  }
  return census;
}

gboolean
wz_gb_census_is_text (WzGbCensus census)
{
  return census.pairs > 0 && census.common >= census.pairs - census.pairs / 6 &&
         census.bad <= census.pairs / 20;
}

/* ---- Other encodings ---- */

typedef struct {
  gsize high;   /* characters beyond ASCII */
  gsize common; /* of them such as texts are made of */
  gsize marks;  /* of them such as no text of the other encodings has so many of */
  gsize bad;    /* bytes that fit nowhere */
} LegacyCensus;

/* Big5 (Unicode's BIG5.TXT): punctuation A1 to A3, level 1 A4 to C6; second bytes 40 to 7E and A1 to FE. */
static gsize
count_big5 (LegacyCensus *census, const guint8 *p, gsize left)
{
  gboolean low = left > 1 && p[1] >= 0x40 && p[1] <= 0x7E;

  if (p[0] < 0x81 || left < 2 || !(low || (p[1] >= 0xA1 && p[1] <= 0xFE))) {
    census->bad++;
    return 1;
  }
  census->high++;
  census->common += p[0] >= 0xA1 && p[0] <= 0xC6;
  census->marks += low;
  return 2;
}

/* Shift-JIS (JIS X 0208, annex 1): punctuation 81, kana 82 and 83, level 1 88 to 97; katakana of one byte. */
static gsize
count_shift_jis (LegacyCensus *census, const guint8 *p, gsize left)
{
  gboolean is_pair = (p[0] >= 0x81 && p[0] <= 0x9F) || (p[0] >= 0xE0 && p[0] <= 0xFC);

  if (p[0] >= 0xA1 && p[0] <= 0xDF) {
    census->high++;
    return 1;
  }
  if (!is_pair || left < 2 || p[1] < 0x40 || p[1] == 0x7F || p[1] > 0xFC) {
    census->bad++;
    return 1;
  }
  gboolean kana = (p[0] == 0x82 && p[1] >= 0x9F && p[1] <= 0xF1) || (p[0] == 0x83 && p[1] <= 0x96);

  census->high++;
  census->marks += kana;
  census->common += kana || p[0] == 0x81 || (p[0] >= 0x88 && p[0] <= 0x97);
  return 2;
}

static gboolean
is_latin_letter (guint8 byte)
{
  return byte >= 0xC0 && byte <= 0xFD && !strchr ("\xD0\xD7\xDE\xF0\xF7", byte);
}

/* Windows-1252: a letter with a mark stands among ASCII letters, or alone as a word or an initial does; a
 * typographic sign among ASCII. */
static gsize
count_latin (LegacyCensus *census, const guint8 *p, gsize left, guint8 before)
{
  guint8 after = left > 1 ? p[1] : ' ';
  gboolean is_in_word = g_ascii_isalpha (before) || g_ascii_isalpha (after);
  gboolean is_word = before == ' ' && (after == ' ' || after == '.');

  census->high++;
  census->bad += strchr ("\x81\x8D\x8F\x90\x9D", p[0]) != NULL;
  if (before >= 0x80 || after >= 0x80)
    return 1;
  if (!is_latin_letter (p[0])) {
    census->common +=
        strchr ("\x85\x91\x92\x93\x94\x96\x97\xA0\xA7\xA9\xAB\xB0\xB1\xB7\xBB\xD7", p[0]) != NULL;
    return 1;
  }
  census->marks += is_in_word;
  census->common += is_in_word || is_word;
  return 1;
}

const gchar *
wz_find_legacy (const guint8 *data, gsize size, gsize *n_high, gsize *n_common)
{
  enum { BIG5, SHIFT_JIS, LATIN, N_KINDS };
  enum { FEWEST = 3 };
  static const struct {
    const gchar *name;
    guint common, marks,
        dense; /* shares of the characters beyond ASCII in a hundred, and of these in all bytes */
  } kinds[N_KINDS] = {{"BIG5", 94, 20, 100}, {"SHIFT_JIS", 90, 20, 100}, {"WINDOWS-1252", 98, 50, 12}};

  for (guint kind = 0; kind < N_KINDS; kind++) {
    LegacyCensus census = {0};

    for (gsize i = 0; i < size;)
      if (data[i] < 0x80)
        i++;
      else if (kind == BIG5)
        i += count_big5 (&census, data + i, size - i);
      else if (kind == SHIFT_JIS)
        i += count_shift_jis (&census, data + i, size - i);
      else
        i += count_latin (&census, data + i, size - i, i > 0 ? data[i - 1] : ' ');
    if (census.high < FEWEST || census.bad > census.high / 200 ||
        census.common * 100 < census.high * kinds[kind].common ||
        census.marks * 100 < census.high * kinds[kind].marks || census.high * 100 > size * kinds[kind].dense)
      continue;
    *n_high = census.high;
    *n_common = census.common;
    return kinds[kind].name;
  }
  return NULL;
}

/* ---- Text that was spoilt before it came here ---- */

/* The byte that a character was in Windows-1252, which is Latin-1 but for these; -1 for none. */
static gint
latin_byte (gunichar c)
{
  static const gunichar high[32] = {0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021,
                                    0x2C6,  0x2030, 0x160,  0x2039, 0x152,  0x8D,   0x17D,  0x8F,
                                    0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                    0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};

  if (c < 0x100)
    return (gint) c;
  for (guint i = 0; i < G_N_ELEMENTS (high); i++)
    if (high[i] == c)
      return (gint) i + 0x80;
  return -1;
}

/* The bytes that the text had if somebody read them as Latin-1; NULL where it has characters that are not of
 * it, as every healthy Chinese text has. @beyond: some are of Windows-1252 alone */
static GByteArray *
undo_latin (const gchar *text, gboolean *beyond)
{
  enum { LOOKED_AT = 65536 };
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  *beyond = FALSE;

  for (const gchar *p = text; *p != 0 && bytes->len < LOOKED_AT; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    gint byte = latin_byte (c);
    guint8 octet = (guint8) byte;

    if (byte < 0 && c != 0xFFFD)
      return NULL;
    *beyond |= byte >= 0 && c > 0xFF;
    if (byte >= 0)
      g_byte_array_append (bytes, &octet, 1);
  }
  return g_steal_pointer (&bytes);
}

/* The bytes of a stretch of characters beyond ASCII in GB18030, those apart that it has not, or that stand
 * for what was lost. Returns where it ends. */
static const gchar *
undo_gb (GIConv conv, const gchar *text, GByteArray *bytes)
{
  const gchar *end = text;

  for (; (guint8) *end >= 0x80; end = g_utf8_next_char (end)) {
    gchar out[4], *in_at = (gchar *) (guintptr) end, *out_at = out;
    gsize in_left = (gsize) (g_utf8_next_char (end) - end), out_left = sizeof out;

    if (g_utf8_get_char (end) != 0xFFFD && g_iconv (conv, &in_at, &in_left, &out_at, &out_left) == 0)
      g_byte_array_append (bytes, (const guint8 *) out, (guint) (out_at - out));
  }
  return end;
}

/* What the first two bytes of `、` `。` `“` and of `，` `：` `（` become: no Chinese text is without them,
 * and hardly any has these characters. */
static gboolean
has_spoilt_marks (const gchar *text, gsize length)
{
  const gchar *end = text + length;

  for (const gchar *p = text; (p = memchr (p, "銆"[0], (gsize) (end - p))) != NULL; p++)
    if (wz_starts_with (p, "銆") || wz_starts_with (p, "锛"))
      return TRUE;
  return FALSE;
}

/* UTF-8 that was read as GB18030: its characters are of GB18030, and the bytes that they have there are those
 * of UTF-8 again, but for where one was lost. No healthy text is so: one in sixty of its pairs fits. */
static gboolean
is_spoilt_as_gb (const gchar *text)
{
  enum { LOOKED_AT = 65536, FEWEST = 8 };
  if (!has_spoilt_marks (text, strnlen (text, LOOKED_AT)))
    return FALSE;
  GIConv conv = g_iconv_open ("GB18030", "UTF-8");
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gsize n_whole = 0;

  if (conv == (GIConv) -1)
    return FALSE;
  for (const gchar *p = text; *p != 0 && bytes->len < LOOKED_AT;)
    p = (guint8) *p < 0x80 ? p + 1 : undo_gb (conv, p, bytes);
  g_iconv_close (conv);
  for (guint i = 0, bad; i < bytes->len;) {
    guint n = wz_utf8_sequence (bytes->data + i, bytes->len - i, &bad);

    n_whole += n == 3 ? 3 : 0;
    i += n > 0 ? n : bad;
  }
  return n_whole >= 3 * FEWEST && n_whole * 2 > bytes->len;
}

const gchar *
wz_find_spoilt (const gchar *text, const gchar **read_as)
{
  enum { FEWEST = 4 };
  gboolean beyond;
  g_autoptr (GByteArray) bytes = undo_latin (text, &beyond);
  guint n_han = 0;

  if (bytes == NULL) {
    *read_as = "GB18030";
    return is_spoilt_as_gb (text) ? "UTF-8" : NULL;
  }
  *read_as = beyond ? "WINDOWS-1252" : "ISO-8859-1";
  WzUtf8Census utf8 = wz_utf8_census (bytes->data, bytes->len);
  WzGbCensus gb = wz_gb_census (bytes->data, bytes->len);
  for (guint i = 0; i + 2 < bytes->len; i++)
    n_han += bytes->data[i] >= 0xE4 && bytes->data[i] <= 0xE9 && (bytes->data[i + 1] & 0xC0) == 0x80 &&
             (bytes->data[i + 2] & 0xC0) == 0x80;
  if (n_han >= FEWEST && utf8.bad <= utf8.multibyte / 2) /* some bytes have no character there */
    return "UTF-8";
  return gb.pairs >= FEWEST && wz_gb_census_is_text (gb) ? "GB18030" : NULL;
}
