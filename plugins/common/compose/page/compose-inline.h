/* compose-inline.h: rich text as characters and blocks. A kind that is not known shows its children.
 * SPDX-License-Identifier: MIT */
#pragma once

#include "compose-blocks.h"

G_BEGIN_DECLS

/** compose_blocks_add_item: @item behind @source, without its target. */
void compose_blocks_add_item (ComposeBlocks *blocks, ComposeSource *source, const WzItem *item,
                              ComposeLook look, guint flags);
/** compose_blocks_add_text: the blocks of @piece. @look: of a paragraph; @left, @right: insets. */
void compose_blocks_add_text (ComposeBlocks *blocks, const WzPiece *piece, ComposeLook look, ComposeUnit left,
                              ComposeUnit right);

G_END_DECLS
