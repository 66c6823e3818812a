/* rich-note.h: what an editor's text has in square brackets: notes, `[^1]` and `[^1]: …`, and names of
 * papers,
 * `[[2209.11142]]`. Private to core/rich. SPDX-License-Identifier: MIT */
#pragma once

#include "rich/rich-out.h"

G_BEGIN_DECLS

/** RichDefinition: a note, from the line that begins it to the end of its last. @content: behind its name;
 * @n_formulae: those of the text before it. */
typedef struct {
  gsize start, content, end;
  guint n_formulae;
  guint number; /* in the order of the first marks; 0: none has come */
} RichDefinition;

/**
 * RichName: a mark, or a paper's name, brackets included.
 * @definition: of a mark: that of its note, from 1, or RICH_NOTE_UNKNOWN; 0: a name
 * @inner, @inner_end: the name
 * @label: where what is shown of it begins, up to the brackets; 0: nothing is said
 */
typedef struct {
  gsize start, end;
  guint definition;
  gsize inner, inner_end, label;
} RichName;

#define RICH_NOTE_UNKNOWN G_MAXUINT

/** rich_note_match: where the text of the note begins whose name opens the line at @start; 0 for no note. */
gsize rich_note_match (const gchar *text, gsize start);
/** rich_note_goes_on: whether the line from @start to @end belongs to the note before it. @apart: behind an
 * empty line, where only what is indented does. */
gboolean rich_note_goes_on (const gchar *text, gsize start, gsize end, gboolean apart);
/** rich_note_add: the note that begins with the line at @start, whose name rich_note_match() has found. */
void rich_note_add (RichOut *out, gsize start, gsize content);
/** rich_note_find_names: finds all names that stand in @masked, the text with letters in place of formulae,
 * and puts letters in their place too. */
void rich_note_find_names (RichOut *out, gchar *masked);

/** rich_note_next: (nullable): the name that is or begins at @at or behind it; calls come in order. */
const RichName *rich_note_next (RichOut *out, gsize at);
/** rich_note_show: puts a mark, or a link to a paper, where @name stands. */
void rich_note_show (RichOut *out, const RichName *name);
/** rich_note_begin: goes back to the text of @note, which is told behind all else. */
void rich_note_begin (RichOut *out, const RichDefinition *note);
/** rich_note_report: tells of notes that no mark leads to. */
void rich_note_report (RichOut *out);

G_END_DECLS
