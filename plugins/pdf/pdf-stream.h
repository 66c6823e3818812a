/* pdf-stream.h: what is in a stream of a PDF (ISO 32000-1, 7.3.8, 7.4.4). In: the body of an object. Out:
 * bytes. SPDX-License-Identifier: MIT */
#pragma once

#include "pdf-syntax.h"

G_BEGIN_DECLS

/** pdf_stream_split:
 * @body: of an object
 * @dict: (out): its dictionary
 * @rest: (out): what is behind `stream` and the end of that line: data and more
 *
 * Returns: FALSE when @body is no stream
 */
gboolean pdf_stream_split (const PdfSpan *body, PdfSpan *dict, PdfSpan *rest);

/**
 * pdf_stream_unpack:
 * @dict: of the stream
 * @data: as long as the stream's /Length
 * @max: how many bytes may come out
 *
 * Returns: (transfer full) (nullable): NULL when @data is damaged or too much, or packed in another way than
 * by Flate
 */
GBytes *pdf_stream_unpack (const PdfSpan *dict, const PdfSpan *data, gsize max);

G_END_DECLS
