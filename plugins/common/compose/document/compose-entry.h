/* compose-entry.h: what the files that set sections and entries share. SPDX-License-Identifier: MIT */
#pragma once

#include "compose-content.h"

/* What one part is made of, and where it goes. */
typedef struct {
  ComposeBlocks *blocks;
  const WzPieces *pieces;
  const WzPart *part;
  ComposeUnit inset; /* of titles and small lines: room for the number */
} ComposeSetter;

/** compose_count_neighbours: the pieces from @first on that belong together: translations of one field, a
 * figure and its captions, what may share a line. */
guint compose_count_neighbours (const ComposeSetter *setter, guint first);
/** compose_has_points: whether the paper is told in points, too. */
gboolean compose_has_points (const ComposeSetter *setter);

/* How the pieces from @at on are set; each returns how many those were. */
guint compose_add_items (const ComposeSetter *setter, guint at);
guint compose_add_affiliations (const ComposeSetter *setter, guint at);
guint compose_add_meta (const ComposeSetter *setter, guint at);
guint compose_add_record (const ComposeSetter *setter, guint at);
guint compose_add_history (const ComposeSetter *setter, guint at);
