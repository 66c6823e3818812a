/* Bytes of unknown encoding in, UTF-8 text out, with a way back to the offsets of the original bytes.
 * Knows encodings and line ends; knows no document. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Limits, stated so that callers and messages agree. */
#define WZ_DECODE_MAX_BYTES ((gsize) 64 * 1024 * 1024)     /* one source file */
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
  gsize original_length_bytes;
} WzDecodeProblem;

typedef struct _WzDecoded WzDecoded;

GQuark wz_decode_error_quark (void);

const gchar *wz_encoding_get_name (WzEncoding encoding);

WzDecoded *wz_decode (GBytes *bytes, GError **error);
WzDecoded *wz_decode_as (GBytes *bytes, const gchar *encoding, GError **error);
gboolean wz_encoding_is_known (const gchar *name);
void wz_decoded_free (WzDecoded *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzDecoded, wz_decoded_free)

const gchar *wz_decoded_get_text (const WzDecoded *self, gsize *length_bytes);
WzEncoding wz_decoded_get_encoding (const WzDecoded *self);
const gchar *wz_decoded_get_encoding_name (const WzDecoded *self);
const gchar *wz_decoded_get_evidence (const WzDecoded *self);
gsize wz_decoded_get_bom_bytes (const WzDecoded *self);
guint wz_decoded_get_n_problems (const WzDecoded *self);
const WzDecodeProblem *wz_decoded_get_problem (const WzDecoded *self, guint index);
gsize wz_decoded_get_original_offset (const WzDecoded *self, gsize text_offset_bytes);

gsize wz_decode_line_end (const gchar *text, gsize length_bytes, gsize offset_bytes,
                          gsize *next_offset_bytes);

G_END_DECLS
