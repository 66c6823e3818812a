/* compose-flow-private.h: what the files of the flow share: compose-items.c, on which the others stand, and
 * the kinds of blocks that have files of their own. SPDX-License-Identifier: MIT */
#pragma once

#include "compose-flow.h"

G_BEGIN_DECLS

/** compose_flow_compose: (transfer full): @block's @source in @width. */
ComposeParagraph *compose_flow_compose (ComposeFlow *flow, const ComposeBlock *block,
                                        const ComposeSource *source, ComposeUnit width);
ComposeItem *compose_flow_add_item (ComposeFlow *flow, ComposeRowKind kind, guint rows, guint block);
/** compose_flow_place: line @line of @paragraph, with its notes and pictures. */
void compose_flow_place (ComposeFlow *flow, ComposeItem *item, const ComposeParagraph *paragraph, guint line,
                         ComposeUnit x, ComposeUnit y, guint8 part);
/** compose_flow_place_set: line @line of the store, as compose_flow_set_line() gives it. */
void compose_flow_place_set (ComposeFlow *flow, ComposeItem *item, guint32 line, ComposeUnit x, ComposeUnit y,
                             guint8 part);
/** compose_flow_place_label: that of @block, where it has one; @x of its column. */
void compose_flow_place_label (ComposeFlow *flow, ComposeItem *item, const ComposeBlock *block, ComposeUnit x,
                               ComposeUnit y, guint8 part);
void compose_flow_add_shape (ComposeFlow *flow, ComposeItem *item, const ComposeShape *shape);
/** compose_flow_keeps: whether no break may follow line @line of @n (R72). */
gboolean compose_flow_keeps (guint line, guint n, gboolean together);
/** compose_flow_plan_tables: decides how each table is set; those that are set as lists are replaced by their
 * lines. To be called before the crew works (compose-table.c). */
void compose_flow_plan_tables (ComposeFlow *flow);
/** compose_flow_is_heading: whether @n_lines of @block are set as one piece: a heading that is no higher than
 * half a page; a longer one runs on over pages as a paragraph does. */
gboolean compose_flow_is_heading (const ComposeFlow *flow, const ComposeBlock *block, guint n_lines);
void compose_flow_set_table (ComposeFlow *flow, guint number, const ComposeBlock *block);
/** compose_flow_set_pair: the blocks of the pair that block number @number is the first of. Returns: how many
 * they are. */
guint compose_flow_set_pair (ComposeFlow *flow, guint number);
/** compose_flow_text_width: what the lines of @block may take. */
ComposeUnit compose_flow_text_width (const ComposeFlow *flow, const ComposeBlock *block);

G_END_DECLS
