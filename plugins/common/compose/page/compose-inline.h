/* compose-inline.h: inlines of rich text as characters. A kind that is not known shows its children.
 * SPDX-License-Identifier: MIT */
#pragma once

#include "compose-note.h"

G_BEGIN_DECLS

#define COMPOSE_MAX_OPEN (WZ_TEXT_MAX_DEPTH + 2)

/* What an inline inherits from those around it. */
typedef struct {
  ComposeLook look;
  guint flags;
  gint32 link;
  const gchar *target; /* of a link: for its note */
} ComposeInlineState;

/** ComposeInline: text on its way into @source (nullable: what comes is passed over); @open: begins with the
 * look of the block. */
typedef struct {
  ComposeBlocks *blocks;
  ComposeSource *source;
  ComposeInlineState open[COMPOSE_MAX_OPEN];
  guint n;
  ComposeNotes *notes; /* nullable: of the text, where marks may lead to them */
  gboolean in_note;    /* at the foot: an address has no note of its own */
} ComposeInline;

void compose_inline_add_characters (ComposeInline *line, const gchar *text, const WzPosition *position);
void compose_inline_add_formula (ComposeInline *line, const gchar *tex, const WzPosition *position);
/** compose_inline_add_leaf: breaks, formulae, pictures, code, marks of notes; FALSE for what is none. */
gboolean compose_inline_add_leaf (ComposeInline *line, const WzTextEvent *event);
/** compose_inline_contains: whether @kind is of inlines that hold others, which are entered and left. */
gboolean compose_inline_contains (WzTextKind kind);
void compose_inline_enter (ComposeInline *line, const WzTextEvent *event);
void compose_inline_leave (ComposeInline *line, const WzTextEvent *event);

/** compose_blocks_add_item: @item behind @source, without its target. */
void compose_blocks_add_item (ComposeBlocks *blocks, ComposeSource *source, const WzItem *item,
                              ComposeLook look, guint flags);

G_END_DECLS
