/* pdf-shape.h: characters to glyphs, paragraphs to lines. In: a PdfSource and the fonts. Out: metrics for the
 * composer, and after composing the lines in a PdfLineStore. HarfBuzz is called directly: the font of each
 * character follows from its class (R87), and script and language are set by hand (R36, R85, R86), so that
 * there is nothing left for an itemiser to find out. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wz-diag.h>

#include "pdf-hyphen.h"
#include "pdf-lines.h"

G_BEGIN_DECLS

typedef struct _PdfShaped PdfShaped;

/**
 * PdfMissing: characters that no font of the style has. Each is told once.
 * @n: how many there were
 */
typedef struct {
  WzDiagSink *sink;
  GHashTable *told;
  guint n;
  WzSeverity severity;
} PdfMissing;

/**
 * pdf_shape:
 * @fonts, @hyphenator: this thread's; lent
 * @hyphenator: (nullable): for the Latin words of the paragraph
 *
 * A function of its arguments alone, for any thread.
 *
 * Returns: (transfer full): a paragraph ready to be composed
 */
PdfShaped *pdf_shape (PdfFonts *fonts, const PdfSource *source, PdfHyphenator *hyphenator);
void pdf_shaped_free (PdfShaped *shaped);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PdfShaped, pdf_shaped_free)

/**
 * pdf_shaped_receive:
 * @fonts: those of the thread that places lines
 * @missing: (nullable): told of the characters that were left out, and of those that no font has, in their
 * order
 *
 * From here on @shaped belongs to the thread that places lines.
 */
void pdf_shaped_receive (PdfShaped *shaped, PdfFonts *fonts, PdfMissing *missing);

PdfPara *pdf_shaped_get_para (const PdfShaped *shaped);

/**
 * pdf_shaped_store:
 *
 * Puts line @line of @layout into @store.
 *
 * Returns: its number there
 */
guint32 pdf_shaped_store (PdfShaped *shaped, const PdfLayout *layout, guint line, PdfLineStore *store);

G_END_DECLS
