/* compose-content.h: parts of a galley as blocks. SPDX-License-Identifier: MIT */
#pragma once

#include "compose/page/compose-blocks.h"

G_BEGIN_DECLS

/** compose_content_add_issue: sections and entries. */
void compose_content_add_issue (ComposeBlocks *blocks);
/** compose_content_add_masthead: title, number and period; the title larger where there is no cover. */
void compose_content_add_masthead (ComposeBlocks *blocks);
/** compose_content_add_contents: @part: one line a part, with the number of its page. */
void compose_content_add_contents (ComposeBlocks *blocks, guint part);
/** compose_content_add_indices: all of them; @labels: of pages, by destination. */
void compose_content_add_indices (ComposeBlocks *blocks, GHashTable *labels);
/** compose_content_add_colophon: @part; its slots as the settings have them. */
void compose_content_add_colophon (ComposeBlocks *blocks, guint part);

/** compose_content_add_mark: the WZ_ITEM_MARK among the items of @piece, if there is one. */
void compose_content_add_mark (ComposeBlocks *blocks, ComposeSource *source, const WzPiece *piece,
                               ComposeLook look);
/** compose_content_find_title: the first title of @line, a WZ_ROLE_CONTENTS_LINE. */
const WzItem *compose_content_find_title (const WzPiece *line);
/** compose_content_add_heading: of the first level, at least @rows high. */
ComposeBlock *compose_content_add_heading (ComposeBlocks *blocks, const WzItem *heading, gdouble size_em,
                                           guint rows);
/** compose_content_link_all: a link over all of @source. */
void compose_content_link_all (ComposeBlocks *blocks, ComposeSource *source, const gchar *dest);

G_END_DECLS
