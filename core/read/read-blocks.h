/* read-blocks.h: blocks of Markdown as the hand-written forms use them. Private to core/read.
 * SPDX-License-Identifier: MIT */
#pragma once

#include "read/read-issue.h"

G_BEGIN_DECLS

/* `## text`: level 1 to 6 and what stands behind (may be empty); 0 where it is no heading. */
guint read_match_hashes (const ReadDoc *doc, ReadSpan line, ReadSpan *text);
/* `- text`, `* text`, `1. text`: the text, its depth by indentation, its number (0 for a bullet). */
gboolean read_match_item (const ReadDoc *doc, const ReadLine *line, ReadSpan *text, guint *depth,
                          guint *number);
/* `> text`: the text, trimmed (may be empty). */
gboolean read_match_quote (const ReadDoc *doc, ReadSpan line, ReadSpan *text);
/* Takes the block at line @i, which is not blank, into @blocks. The first line behind it. */
guint read_take_block (ReadDoc *doc, GArray *blocks, guint i, guint end, guint heading_base);
/* `[label](url)` at the start of @span: its parts. */
gboolean read_match_markdown_link (const ReadDoc *doc, ReadSpan span, ReadSpan *label, ReadSpan *url,
                                   gsize *after);

G_END_DECLS
