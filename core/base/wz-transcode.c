/* wz-transcode.c: bytes of a known encoding to UTF-8. SPDX-License-Identifier: MIT
 *
 * Follows the Unicode Standard 15, 3.9 (well-formed UTF-8; one U+FFFD for each maximal subpart of an
 * ill-formed sequence), RFC 2781 (UTF-16) and GB 18030-2005 (through iconv).
 */
#include "base/wz-transcode.h"

#include <string.h>

#include "base/wz-census.h"

#define WINDOW_BYTES ((gsize) 256) /* that are converted at a time */

static const gchar REPLACEMENT[] = "\xEF\xBF\xBD"; /* U+FFFD */

static WzDecoded *
decoded_new (GBytes *bytes, WzEncoding encoding)
{
  WzDecoded *self = g_new0 (WzDecoded, 1);

  self->text = g_string_sized_new (g_bytes_get_size (bytes) + 1);
  self->encoding = encoding;
  self->problems = g_array_new (FALSE, FALSE, sizeof (WzDecodeProblem));
  return self;
}

static void
add_problem (WzDecoded *self, WzDecodeProblemKind kind, gsize original_offset)
{
  WzDecodeProblem problem = {kind, self->text->len, original_offset};

  g_array_append_val (self->problems, problem);
  g_string_append_len (self->text, REPLACEMENT, sizeof REPLACEMENT - 1);
}

/* What iconv takes for UTF-8 may lie above U+10FFFF. */
static void
append_valid (WzDecoded *self, const gchar *text, gsize length, gsize original_offset)
{
  const gchar *end = text + length, *bad;

  while (!g_utf8_validate_len (text, (gsize) (end - text), &bad)) {
    g_string_append_len (self->text, text, bad - text);
    add_problem (self, WZ_DECODE_PROBLEM_INVALID, original_offset);
    for (text = bad + 1; text < end && ((guchar) *text & 0xC0) == 0x80;)
      text++;
  }
  g_string_append_len (self->text, text, end - text);
}

/* Appends what @data [@i, @size) is in @encoding. A zero byte is a NUL, so that UTF-16 and UTF-32 are not for
 * this function. */
static gboolean
convert (WzDecoded *self, const gchar *encoding, const guint8 *data, gsize i, gsize size)
{
  GIConv conv = g_iconv_open ("UTF-8", encoding);

  if (conv == (GIConv) -1)
    return FALSE;
  while (i < size) {
    gchar out[4 * WINDOW_BYTES];
    const guint8 *nul = memchr (data + i, 0, MIN (size - i, WINDOW_BYTES));
    gsize window = nul != NULL ? (gsize) (nul - (data + i)) : MIN (size - i, WINDOW_BYTES);
    gchar *in_at = (gchar *) (guintptr) (data + i), *out_at = out;
    gsize in_left = window, out_left = sizeof out;

    if (window == 0) {
      add_problem (self, WZ_DECODE_PROBLEM_NUL, i);
      i++;
      continue;
    }
    g_iconv (conv, &in_at, &in_left, &out_at, &out_left);
    append_valid (self, out, (gsize) (out_at - out), i);
    i += window - in_left;
    /* A character cut by the window is taken up by the next round; only a bad one leaves us where we were. */
    if (in_left == window) {
      g_iconv (conv, NULL, NULL, NULL, NULL);
      add_problem (self, WZ_DECODE_PROBLEM_INVALID, i);
      i++;
    }
  }
  g_iconv_close (conv);
  return TRUE;
}

/* The line around the bad byte at @at is converted where it is GB18030 from end to end: a paragraph pasted
 * from elsewhere. Returns: whether it is. @copied: up to where bytes are in the text; @line_end: (out): what
 * holds for the line up to there needs no second look */
static gboolean
convert_foreign_line (WzDecoded *self, const guint8 *data, gsize size, gsize at, gsize copied,
                      gsize *line_end)
{
  enum { FEWEST_PAIRS = 4 };
  gsize start = at, end = at, text_offset;
  WzGbCensus census;

  while (start > copied && data[start - 1] != '\n' && data[start - 1] != '\r')
    start--;
  while (end < size && data[end] != '\n' && data[end] != '\r')
    end++;
  *line_end = end;
  census = wz_gb_census (data + start, end - start);
  if (census.pairs < FEWEST_PAIRS || census.bad > 0 || !wz_gb_census_is_text (census))
    return FALSE;
  g_string_append_len (self->text, (const gchar *) data + copied, (gssize) (start - copied));
  text_offset = self->text->len;
  if (!convert (self, "GB18030", data, start, end))
    return FALSE;
  WzDecodeProblem problem = {WZ_DECODE_PROBLEM_MIXED, text_offset, start};
  g_array_append_val (self->problems, problem);
  return TRUE;
}

/* Byte for byte, except that ill-formed subparts and NUL become U+FFFD. */
WzDecoded *
wz_transcode_utf8 (GBytes *bytes, gsize skip)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  WzDecoded *self = decoded_new (bytes, WZ_ENCODING_UTF8);
  gsize i = skip, copied = skip, line_end = 0;

  self->bom_bytes = skip;
  if (g_utf8_validate_len ((const gchar *) data + skip, size - skip, NULL)) /* it refuses NUL */
    i = size;
  while (i < size) {
    guint bad = 0;
    guint n = wz_utf8_sequence (data + i, size - i, &bad);

    if (n == 0 && data[i] != 0 && i >= line_end &&
        convert_foreign_line (self, data, size, i, copied, &line_end)) {
      i = copied = line_end;
      continue;
    }
    if (n > 0 && data[i] != 0) {
      i += n;
      continue;
    }
    g_string_append_len (self->text, (const gchar *) data + copied, (gssize) (i - copied));
    if (n == 0)
      add_problem (self, WZ_DECODE_PROBLEM_INVALID, i);
    else
      add_problem (self, WZ_DECODE_PROBLEM_NUL, i);
    i += n == 0 ? bad : 1;
    copied = i;
  }
  g_string_append_len (self->text, (const gchar *) data + copied, (gssize) (size - copied));
  return self;
}

static guint
utf16_unit (const guint8 *p, gboolean big_endian)
{
  return big_endian ? (guint) p[0] << 8 | p[1] : (guint) p[1] << 8 | p[0];
}

/* RFC 2781, 2.2; a lone surrogate or an odd last byte becomes U+FFFD. */
WzDecoded *
wz_transcode_utf16 (GBytes *bytes, gsize skip, gboolean big_endian)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  WzDecoded *self = decoded_new (bytes, big_endian ? WZ_ENCODING_UTF16BE : WZ_ENCODING_UTF16LE);
  gsize i = skip;

  self->bom_bytes = skip;
  while (i + 1 < size) {
    gunichar c = utf16_unit (data + i, big_endian);
    gsize n = 2;

    if (c >= 0xD800 && c <= 0xDBFF && i + 3 < size) {
      guint low = utf16_unit (data + i + 2, big_endian);

      if (low >= 0xDC00 && low <= 0xDFFF) {
        c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
        n = 4;
      }
    }
    if (c >= 0xD800 && c <= 0xDFFF)
      add_problem (self, WZ_DECODE_PROBLEM_INVALID, i);
    else if (c == 0)
      add_problem (self, WZ_DECODE_PROBLEM_NUL, i);
    else
      g_string_append_unichar (self->text, c);
    i += n;
  }
  if (i < size)
    add_problem (self, WZ_DECODE_PROBLEM_INVALID, i);
  return self;
}

WzDecoded *
wz_transcode (GBytes *bytes, WzEncoding encoding, const gchar *name)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  g_autoptr (WzDecoded) self = decoded_new (bytes, encoding);

  if (encoding == WZ_ENCODING_NAMED)
    self->name = g_ascii_strup (name, -1);
  return convert (self, name, data, 0, size) ? g_steal_pointer (&self) : NULL;
}
