/* pdf-paint.h: the placed document painted with cairo. In: a PdfDocument. Out: the bytes of a PDF.
 * SPDX-License-Identifier: MIT */
#pragma once

#include <cairo-ft.h>
#include <cairo-pdf.h>

#include "pdf-document.h"
#include "pdf-pack.h"

G_BEGIN_DECLS

/** PdfWrite: FALSE with @error stops everything. */
typedef gboolean (*PdfWrite) (gconstpointer data, gsize length, gpointer user_data, GError **error);
/** PdfProgress: told after each page. */
typedef void (*PdfProgress) (guint done, guint total, gpointer user_data);

/**
 * pdf_paint:
 * @generator: for the metadata
 *
 * Subsets the faces, paints all pages, or the sheets of a booklet, and hands on the file. Cairo tells of some
 * mistakes only when the surface is finished (R113): the surface's status is asked then, and nothing but the
 * status counts.
 *
 * Returns: FALSE with @error
 */
gboolean pdf_paint (PdfDocument *document, const gchar *generator, PdfWrite write, PdfProgress progress,
                    gpointer user_data, GError **error);

/* ---- Between the files of this stage ------------------------------------------------------------------- */

typedef struct _PdfFontPalette PdfFontPalette;
/** pdf_palette_new: (nullable): all faces in use, subset. Free it after the surface is finished (R110). */
PdfFontPalette *pdf_palette_new (const PdfDocument *document, GError **error);
void pdf_palette_free (PdfFontPalette *palette);
/** pdf_palette_use: makes @face at @size (of the text) the font of @cr. */
void pdf_palette_use (PdfFontPalette *palette, cairo_t *cr, guint face, PdfUnit size);
/** pdf_palette_use_exactly: @face at @size_pt, whatever its capitals. */
void pdf_palette_use_exactly (PdfFontPalette *palette, cairo_t *cr, guint face, gdouble size_pt);
/** pdf_palette_map: the number that a glyph has in the subset. */
guint pdf_palette_map (const PdfFontPalette *palette, guint face, guint glyph);

typedef struct _PdfTagger PdfTagger;
/** pdf_tagger_new: @enabled FALSE: no tags, no links (booklets). */
PdfTagger *pdf_tagger_new (PdfDocument *document, cairo_t *cr, gboolean enabled);
void pdf_tagger_free (PdfTagger *tagger);
/** pdf_tagger_enter: opens the structure element of @item's block, closing others; NULL closes all. */
void pdf_tagger_enter (PdfTagger *tagger, const PdfPart *part, const PdfItem *item, guint sub);
/** pdf_tagger_enter_note: the element of a note. */
void pdf_tagger_enter_note (PdfTagger *tagger, const PdfPart *part);
/** pdf_tagger_get_tags: (array length=n_tags): all structure elements begun so far. */
const PdfPackTag *pdf_tagger_get_tags (const PdfTagger *tagger, guint *n_tags);
/** pdf_tagger_close: closes all elements. */
void pdf_tagger_close (PdfTagger *tagger);
/** pdf_tagger_end_page: closes leaves that may not reach over a page's end. */
void pdf_tagger_end_page (PdfTagger *tagger);
/** pdf_tagger_begin_run: the leaf for a run: a link or a span. @part lends the links. */
void pdf_tagger_begin_run (PdfTagger *tagger, const PdfPart *part, const PdfRun *run);
void pdf_tagger_end_run (PdfTagger *tagger);
/** pdf_tagger_begin_artifact: what is drawn up to the end of it is in no element: running heads, rules. */
void pdf_tagger_begin_artifact (PdfTagger *tagger);
void pdf_tagger_end_artifact (PdfTagger *tagger);
/** pdf_tagger_link_area: a link over a rectangle of the page, empty in the structure: running heads. */
void pdf_tagger_link_area (PdfTagger *tagger, const PdfPart *part, gint32 link, gdouble x, gdouble y,
                           gdouble width, gdouble height);
/** pdf_tagger_dest: a destination at a place of the page. */
void pdf_tagger_dest (PdfTagger *tagger, const gchar *name, gdouble x, gdouble y);

/** pdf_outline_add: outline, metadata (pdf-outline.c). */
void pdf_outline_add (const PdfDocument *document, cairo_surface_t *surface, const gchar *generator);

/** pdf_cover_paint: the cover over the whole page, as vectors (pdf-cover.c). */
void pdf_cover_paint (const PdfDocument *document, PdfFontPalette *palette, cairo_t *cr);
/** pdf_qr_paint: @text as QR code into the square; vectors (pdf-qr.c). */
gboolean pdf_qr_paint (cairo_t *cr, const gchar *text, gdouble x, gdouble y, gdouble side, guint32 color);
/** pdf_figure_paint: a picture into the rectangle; FALSE when it cannot be read (pdf-figure.c). */
gboolean pdf_figure_paint (cairo_t *cr, const WzResource *resource, gdouble x, gdouble y, gdouble width,
                           gdouble height, GError **error);

G_END_DECLS
