/* compose-crew.h: threads that set paragraphs ahead of the one that places their lines. In: paragraphs in the
 * order of the document. Out: each one shaped, broken and justified, in the same order. What a paragraph
 * becomes follows from itself, its width and its options alone, so it does not matter which thread sets it,
 * or how many there are. SPDX-License-Identifier: MIT */
#pragma once

#include "compose-blocks.h"
#include "compose/text/compose-shape.h"

G_BEGIN_DECLS

/** ComposeTask: a paragraph to be set: @source as @block says, in @width. */
typedef struct {
  const ComposeBlock *block;
  const ComposeSource *source;
  ComposeUnit width;
} ComposeTask;

/* A width for texts that have one line. */
#define COMPOSE_ONE_LINE (G_MAXINT / 8)

typedef struct _ComposeCrew ComposeCrew;

/**
 * compose_crew_new:
 * @fonts, @hyphenator: of the calling thread, which is the one that places lines; lent
 * @hyphenator: (nullable)
 * @n_threads: the calling one included; 0: as many as there are processors
 */
ComposeCrew *compose_crew_new (const ComposeSettings *settings, ComposeFonts *fonts,
                               ComposeHyphenator *hyphenator, guint n_threads);
void compose_crew_free (ComposeCrew *crew);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ComposeCrew, compose_crew_free)

/**
 * compose_crew_start:
 * @tasks: (array length=n_tasks): lent until compose_crew_stop(), like the texts in them
 *
 * The other threads begin to set @tasks. Until compose_crew_stop() no text style may be added to the fonts.
 */
void compose_crew_start (ComposeCrew *crew, const ComposeTask *tasks, guint n_tasks);
void compose_crew_stop (ComposeCrew *crew);

/** ComposeParagraph: @source set. */
typedef struct {
  const ComposeSource *source;
  ComposeShaped *shaped;
  ComposeLayout *layout;
} ComposeParagraph;

void compose_paragraph_free (ComposeParagraph *paragraph);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ComposeParagraph, compose_paragraph_free)

/**
 * compose_crew_set:
 * @block: (nullable): NULL: a text on its own
 *
 * Returns: (transfer full): @source set; taken from the crew where it is the next task, else set on the spot
 */
ComposeParagraph *compose_crew_set (ComposeCrew *crew, const ComposeBlock *block, const ComposeSource *source,
                                    ComposeUnit width);

/** compose_crew_natural_width: of @source on one line. */
ComposeUnit compose_crew_natural_width (ComposeCrew *crew, const ComposeSource *source);

G_END_DECLS
