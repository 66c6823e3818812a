/* In: the bytes of a source file. Out: UTF-8 text without BOM, the encoding with the evidence for it, and the
 * places where bytes had to be replaced.
 *
 * What is recognised: UTF-8 with and without BOM, UTF-16 LE and BE with and without BOM, GB18030 (and so GBK
 * and GB2312), lines of GB18030 in UTF-8; Big5, Shift-JIS and Windows-1252 where they are plain. Each is
 * believed only when its characters are those that texts are made of: the bytes of one pass the converter of
 * another and give rubbish. The rest is refused unless the caller names it, and so is text that another
 * program spoilt by taking it for Latin-1 or GB18030.
 */
#include "base/wz-decode.h"

#include "base/wz-census.h"
#include "base/wz-transcode.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_CONTROL_SHARE 10 /* a tenth of the bytes being C0 controls makes a file binary */

G_DEFINE_QUARK (wz - decode - error - quark, wz_decode_error)

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

void
wz_decoded_free (WzDecoded *self)
{
  if (self == NULL)
    return;
  g_string_free (self->text, TRUE);
  g_free (self->name);
  g_free (self->evidence);
  g_array_unref (self->problems);
  g_free (self);
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
    self = wz_transcode_utf8 (bytes, marks);
    self->evidence = g_strdup (_ ("byte order mark EF BB BF"));
  } else if (size >= 2 && memcmp (data, "\xFF\xFE", 2) == 0) {
    self = wz_transcode_utf16 (bytes, 2, FALSE);
    self->evidence = g_strdup (_ ("byte order mark FF FE"));
  } else if (size >= 2 && memcmp (data, "\xFE\xFF", 2) == 0) {
    self = wz_transcode_utf16 (bytes, 2, TRUE);
    self->evidence = g_strdup (_ ("byte order mark FE FF"));
  }
  return self;
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
    self = wz_transcode_utf16 (bytes, 0, side == 'B');
    self->evidence = g_strdup (_ ("zero bytes on one side of the pairs, no byte order mark"));
    return self;
  }
  if (refuse_binary (size, &utf8, error))
    return NULL;
  if (utf8.bad == 0 || utf8.multibyte >= 4 * utf8.bad) {
    self = wz_transcode_utf8 (bytes, 0);
    self->evidence = g_strdup_printf (_ ("%lu well-formed multi-byte sequences, %lu ill-formed"),
                                      (gulong) utf8.multibyte, (gulong) utf8.bad);
    return self;
  }
  gb = wz_gb_census (data, size);
  if (wz_gb_census_is_text (gb)) {
    self = wz_transcode (bytes, WZ_ENCODING_GB18030, "GB18030");
    if (self != NULL) {
      self->evidence = g_strdup_printf (_ ("not UTF-8; %lu of %lu byte pairs are common Chinese characters"),
                                        (gulong) gb.common, (gulong) gb.pairs);
      return self;
    }
  }
  legacy = utf8.multibyte <= utf8.bad ? wz_find_legacy (data, size, &n_high, &n_common) : NULL;
  if (legacy != NULL) {
    self = wz_transcode (bytes, WZ_ENCODING_NAMED, legacy);
    self->evidence = g_strdup_printf (_ ("not UTF-8; %lu of %lu characters beyond ASCII are common ones"),
                                      (gulong) n_common, (gulong) n_high);
    return self;
  }
  if (utf8.multibyte >= utf8.bad || utf8.bad <= size / 64) {
    self = wz_transcode_utf8 (bytes, 0);
    self->evidence = g_strdup_printf (_ ("mostly UTF-8, with %lu ill-formed sequences"), (gulong) utf8.bad);
    return self;
  }
  g_set_error (
      error, WZ_DECODE_ERROR, WZ_DECODE_ERROR_UNKNOWN_ENCODING,
      _ ("the text is neither UTF-8, UTF-16 nor GB18030; name its encoding (--encoding=BIG5) or convert "
         "it to UTF-8"));
  return NULL;
}

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
    self = wz_transcode_utf8 (bytes, mark);
  else if (g_ascii_strcasecmp (encoding, "UTF-16LE") == 0 || g_ascii_strcasecmp (encoding, "UTF-16BE") == 0)
    self = wz_transcode_utf16 (bytes, mark16, g_ascii_toupper (encoding[6]) == 'B');
  else if (g_ascii_strcasecmp (encoding, "UTF-16") == 0)
    self = wz_transcode_utf16 (bytes, mark16, size >= 2 && data[0] == 0xFE);
  else
    self = wz_transcode (bytes, WZ_ENCODING_NAMED, encoding);
  if (self == NULL) {
    g_set_error (error, WZ_DECODE_ERROR, WZ_DECODE_ERROR_UNKNOWN_ENCODING, _ ("there is no encoding “%s”"),
                 encoding);
    return NULL;
  }
  self->evidence = g_strdup (_ ("as --encoding says"));
  return check_line_lengths (self, error) ? g_steal_pointer (&self) : NULL;
}

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
