/* read-markdown.h: lines of Markdown, as the hand-written forms use them. Private to core/read.
 * SPDX-License-Identifier: MIT */
#pragma once

#include "read/issue/read-issue.h"

G_BEGIN_DECLS

/* `## text`: level 1 to 6 and what stands behind (may be empty); 0 where it is no heading. */
guint read_match_hashes (const ReadDoc *doc, ReadSpan line, ReadSpan *text);
/* `- text`, `* text`, `1. text`: the text, its depth by indentation. */
gboolean read_match_item (const ReadDoc *doc, const ReadLine *line, ReadSpan *text, guint *depth);
/* `> text`: the text, trimmed (may be empty). */
gboolean read_match_quote (const ReadDoc *doc, ReadSpan line, ReadSpan *text);
/* `[label](url)` at the start of @span: its parts. */
gboolean read_match_markdown_link (const ReadDoc *doc, ReadSpan span, ReadSpan *label, ReadSpan *url,
                                   gsize *after);

/* Takes a line, or a part of one, from @start with the text @body on, into the Markdown at the end of
 * @blocks, whose headings count from 1 below @heading_base. */
void read_add_markdown (ReadDoc *doc, GArray *blocks, gsize start, ReadSpan body, guint heading_base);
/* Takes the lines from @i on, which is not blank, that no field can be among: code, a formula, a paragraph.
 * The first line behind them. */
guint read_take_block (ReadDoc *doc, GArray *blocks, guint i, guint end, guint heading_base);

G_END_DECLS
