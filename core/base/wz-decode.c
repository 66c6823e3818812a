/* In: the bytes of a source file. Out: UTF-8 text without BOM, the encoding with the evidence for it, and the
 * places where bytes had to be replaced. Follows the Unicode Standard 15, 3.9 (well-formed UTF-8; one U+FFFD
 * for each maximal subpart of an ill-formed sequence), RFC 2781 (UTF-16) and GB 18030-2005 (through iconv).
 *
 * What is recognised: UTF-8 with and without BOM, UTF-16 LE and BE with and without BOM, GB18030 (and so GBK
 * and GB2312), lines of GB18030 in UTF-8; Big5, Shift-JIS and Windows-1252 where they are plain. Each is
 * believed only when its characters are those that texts are made of: the bytes of one pass the converter of
 * another and give rubbish. The rest is refused unless the caller names it, and so is text that another
 * program spoilt by taking it for Latin-1 or GB18030.
 */
#include "base/wz-decode.h"

#include "base/wz-census.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A stretch of text whose offsets map by one rule; stretches are ascending in both offsets. In UTF-8 sources
 * a stretch is byte for byte; in the others the distance inside a stretch is found by walking its characters.
 */
typedef struct {
  gsize text_offset_bytes;
  gsize original_offset_bytes;
} Anchor;

struct _WzDecoded {
  GBytes *original;
  GString *text;
  WzEncoding encoding;
  gchar *name; /* of WZ_ENCODING_NAMED */
  gchar *evidence;
  gsize bom_bytes;
  GArray *problems; /* of WzDecodeProblem, ascending */
  GArray *anchors;  /* of Anchor, ascending, the first at 0 */
};

/* How far apart anchors lie in UTF-16 and GB18030 sources: a look-up walks at most this much text. */
enum {
  ANCHOR_DISTANCE_BYTES = 256,
  MAX_CONTROL_SHARE = 10, /* a tenth of the bytes being C0 controls makes a file binary */
};

static const gchar REPLACEMENT[] = "\xEF\xBF\xBD"; /* U+FFFD */

G_DEFINE_QUARK (wz - decode - error - quark, wz_decode_error)

/**
 * wz_encoding_get_name:
 * Returns: the IANA name of @encoding
 */
const gchar *
wz_encoding_get_name (WzEncoding encoding)
{
  static const gchar *const names[] = {
      [WZ_ENCODING_UTF8] = "UTF-8",       [WZ_ENCODING_UTF16LE] = "UTF-16LE",
      [WZ_ENCODING_UTF16BE] = "UTF-16BE", [WZ_ENCODING_GB18030] = "GB18030",
      [WZ_ENCODING_NAMED] = "",
  };

  g_return_val_if_fail ((gsize) encoding < G_N_ELEMENTS (names), NULL);
  return names[encoding];
}

static WzDecoded *
decoded_new (GBytes *bytes, WzEncoding encoding)
{
  WzDecoded *self = g_new0 (WzDecoded, 1);

  self->original = g_bytes_ref (bytes);
  self->text = g_string_sized_new (g_bytes_get_size (bytes) + 1);
  self->encoding = encoding;
  self->problems = g_array_new (FALSE, FALSE, sizeof (WzDecodeProblem));
  self->anchors = g_array_new (FALSE, FALSE, sizeof (Anchor));
  return self;
}

void
wz_decoded_free (WzDecoded *self)
{
  if (self == NULL)
    return;
  g_bytes_unref (self->original);
  g_string_free (self->text, TRUE);
  g_free (self->name);
  g_free (self->evidence);
  g_array_unref (self->problems);
  g_array_unref (self->anchors);
  g_free (self);
}

static void
add_anchor (WzDecoded *self, gsize original_offset)
{
  Anchor anchor = {self->text->len, original_offset};

  g_array_append_val (self->anchors, anchor);
}

static void
add_problem (WzDecoded *self, WzDecodeProblemKind kind, gsize original_offset, gsize original_length)
{
  WzDecodeProblem problem = {kind, self->text->len, original_offset, original_length};

  g_array_append_val (self->problems, problem);
  g_string_append_len (self->text, REPLACEMENT, sizeof REPLACEMENT - 1);
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
    gchar out[4 * ANCHOR_DISTANCE_BYTES];
    const guint8 *nul = memchr (data + i, 0, MIN (size - i, (gsize) ANCHOR_DISTANCE_BYTES));
    gsize window = nul != NULL ? (gsize) (nul - (data + i)) : MIN (size - i, (gsize) ANCHOR_DISTANCE_BYTES);
    gchar *in_at = (gchar *) (guintptr) (data + i), *out_at = out;
    gsize in_left = window, out_left = sizeof out;

    add_anchor (self, i);
    if (window == 0) {
      add_problem (self, WZ_DECODE_PROBLEM_NUL, i, 1);
      i++;
      continue;
    }
    g_iconv (conv, &in_at, &in_left, &out_at, &out_left);
    g_string_append_len (self->text, out, out_at - out);
    i += window - in_left;
    /* A character cut by the window is taken up by the next round; only a bad one leaves us where we were. */
    if (in_left == window) {
      g_iconv (conv, NULL, NULL, NULL, NULL);
      add_problem (self, WZ_DECODE_PROBLEM_INVALID, i, 1);
      i++;
    }
  }
  g_iconv_close (conv);
  return TRUE;
}

/* The line around the bad byte at @at is converted where it is GB18030 from end to end: a paragraph pasted
 * from elsewhere. Returns where to go on, 0 where it is not. @copied: up to where bytes are in the text */
static gsize
convert_foreign_line (WzDecoded *self, const guint8 *data, gsize size, gsize at, gsize copied)
{
  enum { FEWEST_PAIRS = 4 };
  gsize start = at, end = at, text_offset;
  WzGbCensus census;

  while (start > copied && data[start - 1] != '\n' && data[start - 1] != '\r')
    start--;
  while (end < size && data[end] != '\n' && data[end] != '\r')
    end++;
  census = wz_gb_census (data + start, end - start);
  if (census.pairs < FEWEST_PAIRS || census.bad > 0 || !wz_gb_census_is_text (census))
    return 0;
  g_string_append_len (self->text, (const gchar *) data + copied, (gssize) (start - copied));
  text_offset = self->text->len;
  if (!convert (self, "GB18030", data, start, end))
    return 0;
  WzDecodeProblem problem = {WZ_DECODE_PROBLEM_MIXED, text_offset, start, end - start};
  g_array_append_val (self->problems, problem);
  add_anchor (self, end);
  return end;
}

/* Byte for byte, except that ill-formed subparts and NUL become U+FFFD. */
static WzDecoded *
decode_utf8 (GBytes *bytes, gsize skip)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  WzDecoded *self = decoded_new (bytes, WZ_ENCODING_UTF8);
  gsize i = skip, copied = skip;

  self->bom_bytes = skip;
  add_anchor (self, skip);
  if (g_utf8_validate_len ((const gchar *) data + skip, size - skip, NULL)) /* it refuses NUL */
    i = size;
  while (i < size) {
    guint bad = 0;
    guint n = wz_utf8_sequence (data + i, size - i, &bad);
    gsize foreign = n == 0 && data[i] != 0 ? convert_foreign_line (self, data, size, i, copied) : 0;

    if (foreign > 0) {
      i = copied = foreign;
      continue;
    }
    if (n > 0 && data[i] != 0) {
      i += n;
      continue;
    }
    g_string_append_len (self->text, (const gchar *) data + copied, (gssize) (i - copied));
    if (n == 0)
      add_problem (self, WZ_DECODE_PROBLEM_INVALID, i, bad);
    else
      add_problem (self, WZ_DECODE_PROBLEM_NUL, i, 1);
    i += n == 0 ? bad : 1;
    copied = i;
    add_anchor (self, i);
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
static WzDecoded *
decode_utf16 (GBytes *bytes, gsize skip, gboolean big_endian)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  WzDecoded *self = decoded_new (bytes, big_endian ? WZ_ENCODING_UTF16BE : WZ_ENCODING_UTF16LE);
  gsize last_anchor = 0;
  gsize i = skip;

  self->bom_bytes = skip;
  add_anchor (self, skip);
  while (i + 1 < size) {
    gunichar c = utf16_unit (data + i, big_endian);
    gsize n = 2;

    if (self->text->len - last_anchor >= ANCHOR_DISTANCE_BYTES) {
      last_anchor = self->text->len;
      add_anchor (self, i);
    }
    if (c >= 0xD800 && c <= 0xDBFF && i + 3 < size) {
      guint low = utf16_unit (data + i + 2, big_endian);

      if (low >= 0xDC00 && low <= 0xDFFF) {
        c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
        n = 4;
      }
    }
    if (c >= 0xD800 && c <= 0xDFFF)
      add_problem (self, WZ_DECODE_PROBLEM_INVALID, i, n);
    else if (c == 0)
      add_problem (self, WZ_DECODE_PROBLEM_NUL, i, n);
    else
      g_string_append_unichar (self->text, c);
    i += n;
  }
  if (i < size)
    add_problem (self, WZ_DECODE_PROBLEM_INVALID, i, 1);
  return self;
}

static WzDecoded *
decode_gb18030 (GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  g_autoptr (WzDecoded) self = decoded_new (bytes, WZ_ENCODING_GB18030);

  if (!convert (self, "GB18030", data, 0, size))
    return NULL;
  if (self->anchors->len == 0)
    add_anchor (self, 0);
  return g_steal_pointer (&self);
}

typedef struct {
  const gchar *bytes;
  gsize length;
  const gchar *what;
} Magic;

/* Files that people drop on the wrong command; saying what it is helps more than "binary". */
static const Magic MAGICS[] = {
    {"PK\x03\x04", 4, N_ ("a ZIP archive (EPUB, DOCX …)")},
    {"%PDF-", 5, N_ ("a PDF file")},
    {"\x89PNG\r\n", 6, N_ ("a PNG picture")},
    {"GIF8", 4, N_ ("a GIF picture")},
    {"\xFF\xD8\xFF", 3, N_ ("a JPEG picture")},
    {"\x1F\x8B", 2, N_ ("a gzip file")},
    {"\x7F"
     "ELF",
     4, N_ ("a program")},
};

static gboolean
refuse_magic (const guint8 *data, gsize size, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (MAGICS); i++)
    if (size >= MAGICS[i].length && memcmp (data, MAGICS[i].bytes, MAGICS[i].length) == 0) {
      g_set_error (error, WZ_DECODE_ERROR, WZ_DECODE_ERROR_BINARY, _ ("this is %s, not text"),
                   _ (MAGICS[i].what));
      return TRUE;
    }
  return FALSE;
}

static gboolean
refuse_binary (gsize size, const WzUtf8Census *census, GError **error)
{
  if (census->controls > size / MAX_CONTROL_SHARE) {
    g_set_error (error, WZ_DECODE_ERROR, WZ_DECODE_ERROR_BINARY,
                 _ ("binary data, not text: %lu of %lu bytes are control characters"),
                 (gulong) census->controls, (gulong) size);
    return TRUE;
  }
  return FALSE;
}

/* UTF-16 without a BOM shows itself by the zero bytes of its spaces, line ends, digits and URLs, all on the
 * same side. Returns 0, or 'L' or 'B'. */
static gchar
guess_utf16 (const guint8 *data, gsize size)
{
  gsize zeros[2] = {0, 0};
  gsize pairs = size / 2;

  if (size < 8 || size % 2 != 0)
    return 0;
  for (gsize i = 0; i < size; i++)
    zeros[i & 1] += data[i] == 0;
  for (guint side = 0; side < 2; side++)
    if (zeros[side] >= 4 && zeros[side] > pairs / 50 && zeros[!side] <= zeros[side] / 50)
      return side == 0 ? 'B' : 'L';
  return 0;
}

static gboolean
check_line_lengths (const WzDecoded *self, GError **error)
{
  gsize at = 0;
  guint line = 1;

  while (at < self->text->len) {
    gsize next;
    gsize end = wz_decode_line_end (self->text->str, self->text->len, at, &next);

    if (end - at > WZ_DECODE_MAX_LINE_BYTES) {
      g_set_error (error, WZ_DECODE_ERROR, WZ_DECODE_ERROR_LINE_TOO_LONG,
                   _ ("line %u is %lu bytes long; at most %lu MiB are read"), line, (gulong) (end - at),
                   (gulong) (WZ_DECODE_MAX_LINE_BYTES / (1024 * 1024)));
      return FALSE;
    }
    at = next;
    line++;
  }
  return TRUE;
}

static gboolean
refuse_spoilt (const WzDecoded *self, GError **error)
{
  const gchar *read_as = NULL;
  const gchar *encoding =
      self->encoding == WZ_ENCODING_UTF8 ? wz_find_spoilt (self->text->str, &read_as) : NULL;

  if (encoding == NULL)
    return FALSE;
  g_set_error (
      error, WZ_DECODE_ERROR, WZ_DECODE_ERROR_UNKNOWN_ENCODING,
      _ ("the characters are spoilt: %s was read as %s and saved anew; take the original, or undo it: "
         "iconv -f UTF-8 -t %s FILE > NEW, and read that with --encoding=%s"),
      encoding, read_as, read_as, encoding);
  return TRUE;
}

static WzDecoded *
decode_marked (GBytes *bytes, const guint8 *data, gsize size)
{
  WzDecoded *self = NULL;

  if (size >= 3 && memcmp (data, "\xEF\xBB\xBF", 3) == 0) {
    gsize marks = 3; /* programs that do not look put one before another */

    while (size >= marks + 3 && memcmp (data + marks, "\xEF\xBB\xBF", 3) == 0)
      marks += 3;
    self = decode_utf8 (bytes, marks);
    self->evidence = g_strdup (_ ("byte order mark EF BB BF"));
  } else if (size >= 2 && memcmp (data, "\xFF\xFE", 2) == 0) {
    self = decode_utf16 (bytes, 2, FALSE);
    self->evidence = g_strdup (_ ("byte order mark FF FE"));
  } else if (size >= 2 && memcmp (data, "\xFE\xFF", 2) == 0) {
    self = decode_utf16 (bytes, 2, TRUE);
    self->evidence = g_strdup (_ ("byte order mark FE FF"));
  }
  return self;
}

static WzDecoded *
decode_named (GBytes *bytes, const gchar *encoding)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  g_autoptr (WzDecoded) self = decoded_new (bytes, WZ_ENCODING_NAMED);

  self->name = g_ascii_strup (encoding, -1);
  add_anchor (self, 0);
  if (!convert (self, encoding, data, 0, size))
    return NULL;
  return g_steal_pointer (&self);
}

/* Without a mark, in this order: well-formed UTF-8; UTF-16 by its zero bytes; UTF-8 with a few bad places;
 * GB18030 if its characters are common ones; another encoding that is plain; UTF-8 with many bad places, if
 * it is that more than anything else. */
static WzDecoded *
decode_unmarked (GBytes *bytes, const guint8 *data, gsize size, GError **error)
{
  WzUtf8Census utf8 = wz_utf8_census (data, size);
  WzGbCensus gb;
  gchar side;
  const gchar *legacy;
  gsize n_high, n_common;
  WzDecoded *self;

  if (refuse_magic (data, size, error))
    return NULL;
  side = memchr (data, 0, size) != NULL ? guess_utf16 (data, size) : 0;
  if (side != 0) {
    self = decode_utf16 (bytes, 0, side == 'B');
    self->evidence = g_strdup (_ ("zero bytes on one side of the pairs, no byte order mark"));
    return self;
  }
  if (refuse_binary (size, &utf8, error))
    return NULL;
  if (utf8.bad == 0 || utf8.multibyte >= 4 * utf8.bad) {
    self = decode_utf8 (bytes, 0);
    self->evidence = g_strdup_printf (_ ("%lu well-formed multi-byte sequences, %lu ill-formed"),
                                      (gulong) utf8.multibyte, (gulong) utf8.bad);
    return self;
  }
  gb = wz_gb_census (data, size);
  if (wz_gb_census_is_text (gb)) {
    self = decode_gb18030 (bytes);
    if (self != NULL) {
      self->evidence = g_strdup_printf (_ ("not UTF-8; %lu of %lu byte pairs are common Chinese characters"),
                                        (gulong) gb.common, (gulong) gb.pairs);
      return self;
    }
  }
  legacy = utf8.multibyte <= utf8.bad ? wz_find_legacy (data, size, &n_high, &n_common) : NULL;
  if (legacy != NULL) {
    self = decode_named (bytes, legacy);
    self->evidence = g_strdup_printf (_ ("not UTF-8; %lu of %lu characters beyond ASCII are common ones"),
                                      (gulong) n_common, (gulong) n_high);
    return self;
  }
  if (utf8.multibyte >= utf8.bad || utf8.bad <= size / 64) {
    self = decode_utf8 (bytes, 0);
    self->evidence = g_strdup_printf (_ ("mostly UTF-8, with %lu ill-formed sequences"), (gulong) utf8.bad);
    return self;
  }
  g_set_error (
      error, WZ_DECODE_ERROR, WZ_DECODE_ERROR_UNKNOWN_ENCODING,
      _ ("the text is neither UTF-8, UTF-16 nor GB18030; name its encoding (--encoding=BIG5) or convert "
         "it to UTF-8"));
  return NULL;
}

/**
 * wz_decode:
 * @bytes: a whole source file
 * @error: (out) (optional): #WZ_DECODE_ERROR
 *
 * Finds the encoding of @bytes and converts them to UTF-8. What cannot be converted becomes U+FFFD and is
 * listed (wz_decoded_get_problem()). The text carries no byte order mark; line ends are left as they are. It
 * contains no NUL.
 *
 * Returns: (transfer full) (nullable): the text, or %NULL with @error set
 */
WzDecoded *
wz_decode (GBytes *bytes, GError **error)
{
  gsize size;
  const guint8 *data;
  g_autoptr (WzDecoded) self = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);
  data = g_bytes_get_data (bytes, &size);
  if (size > WZ_DECODE_MAX_BYTES) {
    g_set_error (error, WZ_DECODE_ERROR, WZ_DECODE_ERROR_TOO_LARGE,
                 _ ("the file has %lu bytes; at most %lu MiB are read"), (gulong) size,
                 (gulong) (WZ_DECODE_MAX_BYTES / (1024 * 1024)));
    return NULL;
  }
  if (size >= 4 && (memcmp (data, "\xFF\xFE\0\0", 4) == 0 || memcmp (data, "\0\0\xFE\xFF", 4) == 0)) {
    g_set_error (error, WZ_DECODE_ERROR, WZ_DECODE_ERROR_UNKNOWN_ENCODING,
                 _ ("the text is UTF-32; convert it to UTF-8 first"));
    return NULL;
  }
  self = decode_marked (bytes, data, size);
  if (self == NULL)
    self = decode_unmarked (bytes, data, size, error);
  if (self == NULL || refuse_spoilt (self, error) || !check_line_lengths (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/** wz_encoding_is_known: whether iconv can read it; encodings of 32 bits are not text that people have. */
gboolean
wz_encoding_is_known (const gchar *name)
{
  GIConv conv = g_iconv_open ("UTF-8", name);

  if (conv == (GIConv) -1)
    return FALSE;
  if (g_ascii_strncasecmp (name, "UTF-32", 6) == 0 || g_ascii_strncasecmp (name, "UCS", 3) == 0) {
    g_iconv_close (conv);
    return FALSE;
  }
  g_iconv_close (conv);
  return TRUE;
}

/**
 * wz_decode_as:
 * @encoding: a name that iconv knows
 *
 * As wz_decode(), where somebody knows the encoding. Bytes that are no character of it become U+FFFD.
 *
 * Returns: (transfer full) (nullable): the text, or %NULL with @error set
 */
WzDecoded *
wz_decode_as (GBytes *bytes, const gchar *encoding, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  gsize mark = size >= 3 && memcmp (data, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
  gsize mark16 =
      size >= 2 && (memcmp (data, "\xFF\xFE", 2) == 0 || memcmp (data, "\xFE\xFF", 2) == 0) ? 2 : 0;
  g_autoptr (WzDecoded) self = NULL;

  if (size > WZ_DECODE_MAX_BYTES)
    return wz_decode (bytes, error);
  if (g_ascii_strcasecmp (encoding, "UTF-8") == 0 || g_ascii_strcasecmp (encoding, "UTF8") == 0)
    self = decode_utf8 (bytes, mark);
  else if (g_ascii_strcasecmp (encoding, "UTF-16LE") == 0 || g_ascii_strcasecmp (encoding, "UTF-16BE") == 0)
    self = decode_utf16 (bytes, mark16, g_ascii_toupper (encoding[6]) == 'B');
  else if (g_ascii_strcasecmp (encoding, "UTF-16") == 0)
    self = decode_utf16 (bytes, mark16, size >= 2 && data[0] == 0xFE);
  else
    self = decode_named (bytes, encoding);
  if (self == NULL) {
    g_set_error (error, WZ_DECODE_ERROR, WZ_DECODE_ERROR_UNKNOWN_ENCODING, _ ("there is no encoding “%s”"),
                 encoding);
    return NULL;
  }
  self->evidence = g_strdup (_ ("as --encoding says"));
  return check_line_lengths (self, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * wz_decoded_get_text:
 * @length_bytes: (out) (optional): length of the text
 * Returns: (transfer none): valid UTF-8, NUL-terminated, with no NUL inside
 */
const gchar *
wz_decoded_get_text (const WzDecoded *self, gsize *length_bytes)
{
  g_return_val_if_fail (self != NULL, NULL);
  if (length_bytes != NULL)
    *length_bytes = self->text->len;
  return self->text->str;
}

WzEncoding
wz_decoded_get_encoding (const WzDecoded *self)
{
  return self->encoding;
}

const gchar *
wz_decoded_get_encoding_name (const WzDecoded *self)
{
  return self->name != NULL ? self->name : wz_encoding_get_name (self->encoding);
}

/**
 * wz_decoded_get_evidence:
 * Returns: (transfer none): why the encoding was chosen, for a diagnostic
 */
const gchar *
wz_decoded_get_evidence (const WzDecoded *self)
{
  return self->evidence;
}

gsize
wz_decoded_get_bom_bytes (const WzDecoded *self)
{
  return self->bom_bytes;
}

guint
wz_decoded_get_n_problems (const WzDecoded *self)
{
  return self->problems->len;
}

const WzDecodeProblem *
wz_decoded_get_problem (const WzDecoded *self, guint index)
{
  g_return_val_if_fail (index < self->problems->len, NULL);
  return &g_array_index (self->problems, WzDecodeProblem, index);
}

static const Anchor *
find_anchor (const WzDecoded *self, gsize text_offset)
{
  guint low = 0, high = self->anchors->len;

  while (high - low > 1) {
    guint middle = low + (high - low) / 2;

    if (g_array_index (self->anchors, Anchor, middle).text_offset_bytes <= text_offset)
      low = middle;
    else
      high = middle;
  }
  return &g_array_index (self->anchors, Anchor, low);
}

/**
 * wz_decoded_get_original_offset:
 * @text_offset_bytes: an offset in the decoded text
 *
 * Returns: the offset in the source of the character at @text_offset_bytes; the size of the source for the
 * end of the text
 */
gsize
wz_decoded_get_original_offset (const WzDecoded *self, gsize text_offset_bytes)
{
  const Anchor *anchor;
  gsize size, at, original;
  const guint8 *data;

  g_return_val_if_fail (self != NULL, 0);
  data = g_bytes_get_data (self->original, &size);
  if (text_offset_bytes >= self->text->len)
    return size;
  anchor = find_anchor (self, text_offset_bytes);
  at = anchor->text_offset_bytes;
  original = anchor->original_offset_bytes;
  if (self->encoding == WZ_ENCODING_NAMED) /* the nearest anchor before it: nobody walks those bytes */
    return original;
  if (self->encoding == WZ_ENCODING_UTF8) {
    const Anchor *last = &g_array_index (self->anchors, Anchor, self->anchors->len - 1);

    original += text_offset_bytes - at;
    return anchor < last ? MIN (original, anchor[1].original_offset_bytes) : original;
  }
  while (at < text_offset_bytes && original < size) {
    guint n = (guint) g_utf8_skip[(guint8) self->text->str[at]];

    if (self->encoding == WZ_ENCODING_GB18030)
      original += wz_gb18030_sequence (data + original, size - original);
    else
      original += n == 4 ? 4 : 2;
    at += n;
  }
  return original;
}

/**
 * wz_decode_line_end:
 * @offset_bytes: where a line starts
 * @next_offset_bytes: (out): where the next line starts, or @length_bytes
 *
 * Lines end with LF, CR, CRLF or NEL (U+0085).
 *
 * Returns: the offset of the end of the line, without its line end
 */
gsize
wz_decode_line_end (const gchar *text, gsize length_bytes, gsize offset_bytes, gsize *next_offset_bytes)
{
  for (gsize i = offset_bytes; i < length_bytes; i++) {
    guint8 c = (guint8) text[i];

    if (c == '\n')
      *next_offset_bytes = i + 1;
    else if (c == '\r')
      *next_offset_bytes = i + (i + 1 < length_bytes && text[i + 1] == '\n' ? 2 : 1);
    else if (c == 0xC2 && i + 1 < length_bytes && (guint8) text[i + 1] == 0x85)
      *next_offset_bytes = i + 2;
    else
      continue;
    return i;
  }
  *next_offset_bytes = length_bytes;
  return length_bytes;
}
