/* compose-rich.h: rich text as blocks of a document. SPDX-License-Identifier: MIT */
#pragma once

#include "compose-inline.h"

G_BEGIN_DECLS

/** compose_blocks_add_text: the blocks of @piece. @look: of a paragraph; @left, @right: insets. */
void compose_blocks_add_text (ComposeBlocks *blocks, const WzPiece *piece, ComposeLook look, ComposeUnit left,
                              ComposeUnit right);

G_END_DECLS
