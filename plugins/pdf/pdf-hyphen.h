/* Hyphenation of Latin words with libhyphen (R62). In: a classified paragraph. Out: hyphen flags on it. */
#pragma once

#include "pdf-paragraph.h"

G_BEGIN_DECLS

typedef struct _PdfHyphenator PdfHyphenator;

#define PDF_HYPHEN_ERROR (pdf_hyphen_error_quark ())
typedef enum { PDF_HYPHEN_ERROR_LOAD } PdfHyphenError;
GQuark pdf_hyphen_error_quark (void);

/**
 * pdf_hyphenator_new:
 * @path: (nullable): a dictionary in UTF-8 or ISO-8859-1; NULL = the American one of Debian's hyphen-en-us
 *
 * Returns: (transfer full): free with pdf_hyphenator_free(); NULL with @error set
 */
PdfHyphenator *pdf_hyphenator_new (const gchar *path, GError **error);

/**
 * pdf_hyphenator_share:
 *
 * Returns: (transfer full): the same dictionary for another thread
 */
PdfHyphenator *pdf_hyphenator_share (PdfHyphenator *hyphenator);
void pdf_hyphenator_free (PdfHyphenator *hyphenator);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PdfHyphenator, pdf_hyphenator_free)

/**
 * pdf_hyphenator_points:
 * @word: letters, ASCII; any case
 * @length: number of letters, at least 1
 * @points: (out caller-allocates): bit i is set where a hyphen may stand before letter i
 *
 * Finds the hyphenation points of one word: lower-cased first (libhyphen does not fold case), at least two
 * letters before and three after. Words of fewer than 6 or more than 64 letters have none.
 *
 * Returns: number of points
 */
guint pdf_hyphenator_points (PdfHyphenator *hyphenator, const gchar *word, guint length, guint64 *points);

/**
 * pdf_para_hyphenate:
 *
 * Marks the hyphenation points of a paragraph, in Chinese and English ones alike. Skipped: words with a
 * capital inside, with digits or signs, of fewer than 6 letters, in URLs, identifiers or code, flagged
 * PDF_CHAR_NO_HYPHEN, and the paragraph's last word.
 */
void pdf_para_hyphenate (PdfPara *para, PdfHyphenator *hyphenator);

G_END_DECLS
