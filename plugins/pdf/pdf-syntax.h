/* pdf-syntax.h: as much of the PDF's language as a file's frame is written in (ISO 32000-1, 7.2 and 7.3). In:
 * bytes, of a file that may be damaged. Out: where things begin and end. SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** PdfSpan: bytes [start, end), which nothing ends but @end. */
typedef struct {
  const gchar *start;
  const gchar *end;
} PdfSpan;

/** pdf_span_skip_space: @span begins behind white space and comments. */
void pdf_span_skip_space (PdfSpan *span);

/** pdf_span_take_word: TRUE when @span began with @word, and begins behind it now. */
gboolean pdf_span_take_word (PdfSpan *span, const gchar *word);

/** pdf_span_take_number: (out number): digits, as many as no offset has more of; @span begins behind them. */
gboolean pdf_span_take_number (PdfSpan *span, guint64 *number);

/** pdf_span_take_reference: (out number): of the object in `12 0 R`; @span begins behind it. */
gboolean pdf_span_take_reference (PdfSpan *span, guint64 *number);

/** pdf_span_take_value: (out value): any value, from its first byte to its last; @span begins behind it.
 * FALSE when it does not end or is nested more than 64 deep. */
gboolean pdf_span_take_value (PdfSpan *span, PdfSpan *value);

/** pdf_span_is_number: (out number): @span is a number and nothing else. */
gboolean pdf_span_is_number (const PdfSpan *span, guint64 *number);
/** pdf_span_is_name: @span is @name, with its slash, and nothing else. */
gboolean pdf_span_is_name (const PdfSpan *span, const gchar *name);

/** pdf_dict_find: (out value): the value of @key (with its slash) in the dictionary @dict; FALSE where it has
 * none.
 */
gboolean pdf_dict_find (const PdfSpan *dict, const gchar *key, PdfSpan *value);

/** pdf_dict_find_number: (out number): as pdf_dict_find(); FALSE where it is no number, too. */
gboolean pdf_dict_find_number (const PdfSpan *dict, const gchar *key, guint64 *number);

G_END_DECLS
