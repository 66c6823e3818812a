/* kindle-text: text records: cutting, PalmDOC compression, trailing entries (KF8 reference, section 3). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Every text record but the last holds exactly so many uncompressed bytes (KF8 reference 3.1). */
#define KINDLE_TEXT_RECORD_SIZE 4096
/* The worst a text record can grow to: one count byte for every eight literal bytes. */
#define KINDLE_TEXT_MAX_COMPRESSED (KINDLE_TEXT_RECORD_SIZE + KINDLE_TEXT_RECORD_SIZE / 8)

typedef struct _KindleCompressor KindleCompressor;

KindleCompressor *kindle_compressor_new (void);
void kindle_compressor_free (KindleCompressor *compressor);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KindleCompressor, kindle_compressor_free)

void kindle_palmdoc_compress (KindleCompressor *compressor, const guint8 *in, gsize length, GByteArray *out);
gboolean kindle_palmdoc_decompress (const guint8 *in, gsize length, guint8 *out, gsize room, gsize *n_out);

guint kindle_text_overlap (const guint8 *text, gsize length, gsize end);
void kindle_text_put_overlap (GByteArray *out, const guint8 *text, gsize length, gsize end);
void kindle_text_put_trailer (GByteArray *out, gconstpointer data, gsize length);

G_END_DECLS
