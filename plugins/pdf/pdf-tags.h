/* pdf-tags.h: the structure tree and the links of a PDF. The elements that cairo knows (R111): Document, Sect
 * for sections, Art for papers, headings, paragraphs, lists, tables, notes; a paragraph with links, or one
 * that goes on on the next page, has its text in leaves (R112). One link a fragment of a line (R114).
 * SPDX-License-Identifier: MIT */
#pragma once

#include "compose/paint/compose-paint.h"
#include "pdf-pack.h"

G_BEGIN_DECLS

typedef struct _PdfTagger PdfTagger;
PdfTagger *pdf_tagger_new (const ComposeDocument *document, cairo_t *cr);
void pdf_tagger_free (PdfTagger *tagger);
/** pdf_tagger_tag: a ComposePaintFunc: the tags that belong before and behind what is painted. */
void pdf_tagger_tag (ComposePainter *painter, const ComposePaintEvent *event, gpointer tagger);
/** pdf_tagger_close: closes all elements. */
void pdf_tagger_close (PdfTagger *tagger);
/** pdf_tagger_get_tags: (array length=n_tags): all structure elements begun so far. */
const PdfPackTag *pdf_tagger_get_tags (const PdfTagger *tagger, guint *n_tags);

G_END_DECLS
