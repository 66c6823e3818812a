/* kindle-text: text records: cutting, PalmDOC compression, trailing entries (KF8 reference, section 3). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Every text record but the last holds exactly so many uncompressed bytes (KF8 reference 3.1). */
#define KINDLE_TEXT_RECORD_SIZE 4096
/* The worst a text record can grow to: one count byte for every eight literal bytes. */
#define KINDLE_TEXT_MAX_COMPRESSED (KINDLE_TEXT_RECORD_SIZE + KINDLE_TEXT_RECORD_SIZE / 8)

typedef struct _KindleCompressor KindleCompressor;

/**
 * kindle_compressor_new:
 *
 * Returns: (transfer full): working memory for kindle_palmdoc_compress(), to be used for one record after
 *   another; it carries nothing over from one to the next
 */
KindleCompressor *kindle_compressor_new (void);

/**
 * kindle_compressor_free:
 * @compressor: (transfer full) (nullable): working memory
 */
void kindle_compressor_free (KindleCompressor *compressor);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KindleCompressor, kindle_compressor_free)

/**
 * kindle_palmdoc_compress:
 * @compressor: working memory
 * @in: (array length=length): the text of one record
 * @length: at most KINDLE_TEXT_RECORD_SIZE
 * @out: gets at most KINDLE_TEXT_MAX_COMPRESSED bytes more
 *
 * PalmDOC compression (KF8 reference 3.4). The same input gives the same bytes, whatever was compressed
 * before.
 */
void kindle_palmdoc_compress (KindleCompressor *compressor, const guint8 *in, gsize length, GByteArray *out);

/**
 * kindle_palmdoc_decompress:
 * @in: (array length=length): compressed data, trailing entries already taken off
 * @length: its size
 * @out: (array length=room): where to write
 * @room: size of @out
 * @n_out: (out): bytes written
 *
 * Returns: FALSE if the data is cut short, refers to what is not there, or does not fit into @room
 */
gboolean kindle_palmdoc_decompress (const guint8 *in, gsize length, guint8 *out, gsize room, gsize *n_out);

/**
 * kindle_text_overlap:
 * @text: (array length=length): the whole text
 * @length: its size
 * @end: position just behind a piece
 *
 * Returns: how many continuation bytes of a UTF-8 character stand at @end, 0 to 3
 */
guint kindle_text_overlap (const guint8 *text, gsize length, gsize end);

/**
 * kindle_text_put_overlap:
 * @out: gets the multibyte trailing entry
 * @text: (array length=length): the whole text
 * @length: its size
 * @end: position just behind the piece of this record
 *
 * The bytes that complete the record's last character, and their number. They are copies: the next record
 * begins with them all the same (KF8 reference 3.2).
 */
void kindle_text_put_overlap (GByteArray *out, const guint8 *text, gsize length, gsize end);

/**
 * kindle_text_put_trailer:
 * @out: gets the trailing entry
 * @data: (array length=length) (nullable): its content
 * @length: size of the content
 *
 * The content and the entry's size, which counts its own bytes (KF8 reference 3.2).
 */
void kindle_text_put_trailer (GByteArray *out, gconstpointer data, gsize length);

G_END_DECLS
