/* wz-index.h: the issue's indices. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include "model/wz-builder.h"

G_BEGIN_DECLS

/* One paper for the indices: what is being built, and what it was copied from. */
typedef struct {
  WzEntry *mine;
  const WzEntry *entry;
} WzIndexPaper;

/**
 * wz_edit_add_indices:
 * @issue: has the legend
 * @papers: (array length=n_papers): in reading order
 * @kinds: bits 1 << WzIndexKind
 * @lang: of the generated words, and of the collation
 *
 * Adds the indices asked for, as far as they have terms.
 */
void wz_edit_add_indices (WzIssueBuilder *builder, const WzIssue *issue, const WzIndexPaper *papers,
                          guint n_papers, guint kinds, const gchar *lang);
/**
 * wz_edit_initials:
 *
 * Chinese characters become the initials of their pinyin, `文摘 Weekly` → `wz Weekly`; the rest stays.
 *
 * Returns: (transfer full)
 */
gchar *wz_edit_initials (const gchar *text);
/**
 * wz_edit_invert_name:
 *
 * `B V Roy` → `Roy, B V`, as indices have it; names in Chinese characters stay.
 *
 * Returns: (transfer full)
 */
gchar *wz_edit_invert_name (const gchar *name);

G_END_DECLS
