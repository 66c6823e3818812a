/* Bytes of unknown encoding in, UTF-8 text out.
 * Knows encodings and line ends; knows no document. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Limits, stated so that callers and messages agree. */
#define WZ_DECODE_MAX_BYTES ((gsize) 128 * 1024 * 1024)    /* one source file */
#define WZ_DECODE_MAX_LINE_BYTES ((gsize) 8 * 1024 * 1024) /* one line, in decoded bytes */

#define WZ_DECODE_ERROR (wz_decode_error_quark ())

typedef enum {
  WZ_DECODE_ERROR_TOO_LARGE,        /* above WZ_DECODE_MAX_BYTES */
  WZ_DECODE_ERROR_LINE_TOO_LONG,    /* a line above WZ_DECODE_MAX_LINE_BYTES */
  WZ_DECODE_ERROR_BINARY,           /* not text at all */
  WZ_DECODE_ERROR_UNKNOWN_ENCODING, /* text, but in none of the encodings of WzEncoding, or spoilt */
} WzDecodeError;

typedef enum {
  WZ_ENCODING_UTF8,
  WZ_ENCODING_UTF16LE,
  WZ_ENCODING_UTF16BE,
  WZ_ENCODING_GB18030,
  WZ_ENCODING_NAMED, /* another one, found or named by the caller */
} WzEncoding;

typedef enum {
  WZ_DECODE_PROBLEM_INVALID, /* bytes that are no character of the encoding; one U+FFFD stands for each run */
  WZ_DECODE_PROBLEM_NUL,     /* U+0000; one U+FFFD stands for each */
  WZ_DECODE_PROBLEM_MIXED,   /* a line of GB18030 in UTF-8, which was converted: nothing stands for it */
} WzDecodeProblemKind;

typedef struct {
  WzDecodeProblemKind kind;
  gsize text_offset_bytes;     /* of the U+FFFD in the decoded text */
  gsize original_offset_bytes; /* of the first bad byte in the source */
} WzDecodeProblem;

typedef struct _WzDecoded WzDecoded;

GQuark wz_decode_error_quark (void);

/** wz_encoding_get_name: as IANA names it. */
const gchar *wz_encoding_get_name (WzEncoding encoding);
/** wz_encoding_is_known: whether iconv can read it; encodings of 32 bits are not text that people have. */
gboolean wz_encoding_is_known (const gchar *name);

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
WzDecoded *wz_decode (GBytes *bytes, GError **error);
/**
 * wz_decode_as:
 * @encoding: a name that iconv knows
 *
 * As wz_decode(), where somebody knows the encoding. Bytes that are no character of it become U+FFFD.
 *
 * Returns: (transfer full) (nullable): the text, or %NULL with @error set
 */
WzDecoded *wz_decode_as (GBytes *bytes, const gchar *encoding, GError **error);
void wz_decoded_free (WzDecoded *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzDecoded, wz_decoded_free)

/** wz_decoded_get_text: valid UTF-8, NUL-terminated, with no NUL inside. */
const gchar *wz_decoded_get_text (const WzDecoded *self, gsize *length_bytes);
WzEncoding wz_decoded_get_encoding (const WzDecoded *self);
const gchar *wz_decoded_get_encoding_name (const WzDecoded *self);
/** wz_decoded_get_evidence: why the encoding was chosen, for a diagnostic. */
const gchar *wz_decoded_get_evidence (const WzDecoded *self);
gsize wz_decoded_get_bom_bytes (const WzDecoded *self);
guint wz_decoded_get_n_problems (const WzDecoded *self);
const WzDecodeProblem *wz_decoded_get_problem (const WzDecoded *self, guint index);

/**
 * wz_decode_line_end:
 * @offset_bytes: where a line starts
 * @next_offset_bytes: (out): where the next line starts, or @length_bytes
 *
 * Lines end with LF, CR, CRLF or NEL (U+0085).
 *
 * Returns: the offset of the end of the line, without its line end
 */
gsize wz_decode_line_end (const gchar *text, gsize length_bytes, gsize offset_bytes,
                          gsize *next_offset_bytes);

G_END_DECLS
