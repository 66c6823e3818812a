/* compose-inline.h: rich text as characters and blocks. A kind that is not known shows its children.
 * SPDX-License-Identifier: MIT */
#pragma once

#include "compose-blocks.h"

G_BEGIN_DECLS

/** compose_blocks_add_title: appends @title (nullable: then the word for none) to @source. */
void compose_blocks_add_title (ComposeBlocks *blocks, ComposeSource *source, const WzText *title,
                               ComposeLook look);
/** compose_blocks_add_inlines: the inlines of @text behind @source. */
void compose_blocks_add_inlines (ComposeBlocks *blocks, ComposeSource *source, const WzText *text,
                                 ComposeLook look, guint flags);
/** compose_blocks_add_text: the blocks of @text. @look: of a paragraph; @left: inset. */
void compose_blocks_add_text (ComposeBlocks *blocks, const WzText *text, ComposeLook look, ComposeUnit left,
                              ComposeUnit right);

G_END_DECLS
