/* compose-note.h: notes of a text: at the foot of the page that their mark stands on, or behind the text
 * where they would fill it. SPDX-License-Identifier: MIT */
#pragma once

#include "compose-blocks.h"

G_BEGIN_DECLS

/**
 * ComposeNote:
 * @weight: how many ems of a line its words take, about
 * @foot: of those at the foot, its number among ComposeBlocks.notes, from 1; 0: it stands behind the text
 * @dest: (nullable): of one behind the text, by the time its first mark has come
 */
typedef struct {
  gdouble weight;
  gboolean plain; /* paragraphs alone */
  guint foot;
  gchar *dest;
} ComposeNote;

typedef struct _ComposeNotes ComposeNotes;

/** compose_notes_new: (transfer full) (nullable): those of @piece; NULL for none. */
ComposeNotes *compose_notes_new (const WzPiece *piece);
void compose_notes_free (ComposeNotes *notes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ComposeNotes, compose_notes_free)
/** compose_notes_find: (nullable): @notes may be NULL. */
ComposeNote *compose_notes_find (ComposeNotes *notes, gint number);
/**
 * compose_notes_add_mark:
 * @text: of the mark, whose look around is @look
 *
 * Puts a mark behind @source. A line's notes stand below it on its page, so that those of a paragraph are no
 * more than a third of one; the others stand behind the text.
 */
void compose_notes_add_mark (ComposeNotes *notes, ComposeBlocks *blocks, ComposeSource *source,
                             const WzTextEvent *event, ComposeLook look);

/** compose_notes_look: of a note's words. */
ComposeLook compose_notes_look (const ComposeBlocks *blocks);
/** compose_notes_add_number: the number of a note before its words. */
void compose_notes_add_number (ComposeBlocks *blocks, ComposeSource *source, gint number);

G_END_DECLS
