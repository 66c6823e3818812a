/* pdf-crew.h: threads that set paragraphs ahead of the one that places their lines. In: paragraphs in the
 * order of the document. Out: each one shaped, broken and justified, in the same order. What a paragraph
 * becomes follows from itself, its width and its options alone, so it does not matter which thread sets it,
 * or how many there are. SPDX-License-Identifier: MIT */
#pragma once

#include "pdf-blocks.h"
#include "pdf-shape.h"

G_BEGIN_DECLS

/** PdfTask: a paragraph to be set: @source as @block says, in @width. */
typedef struct {
  const PdfBlock *block;
  const PdfSource *source;
  PdfUnit width;
} PdfTask;

/* A width for texts that have one line. */
#define PDF_ONE_LINE (G_MAXINT / 8)

typedef struct _PdfCrew PdfCrew;

/**
 * pdf_crew_new:
 * @fonts, @hyphenator: of the calling thread, which is the one that places lines; lent
 * @hyphenator: (nullable)
 * @n_threads: the calling one included; 0: as many as there are processors
 */
PdfCrew *pdf_crew_new (const PdfSettings *settings, PdfFonts *fonts, PdfHyphenator *hyphenator,
                       guint n_threads);
void pdf_crew_free (PdfCrew *crew);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PdfCrew, pdf_crew_free)

/**
 * pdf_crew_start:
 * @tasks: (array length=n_tasks): lent until pdf_crew_stop(), like the texts in them
 *
 * The other threads begin to set @tasks. Until pdf_crew_stop() no text style may be added to the fonts.
 */
void pdf_crew_start (PdfCrew *crew, const PdfTask *tasks, guint n_tasks);
void pdf_crew_stop (PdfCrew *crew);

/**
 * pdf_crew_set:
 * @block: (nullable): NULL: a text on its own
 * @shaped: (out) (transfer full)
 *
 * Returns: (transfer full): @source set; taken from the crew where it is the next task, else set on the spot
 */
PdfLayout *pdf_crew_set (PdfCrew *crew, const PdfBlock *block, const PdfSource *source, PdfUnit width,
                         PdfShaped **shaped);

/** pdf_crew_natural_width: of @source on one line. */
PdfUnit pdf_crew_natural_width (PdfCrew *crew, const PdfSource *source);

G_END_DECLS
