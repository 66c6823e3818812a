/* wz-diff.h: what changed between two issues. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wenzhai.h>

G_BEGIN_DECLS

typedef enum {
  WZ_CHANGE_ADDED,
  WZ_CHANGE_REMOVED,
  WZ_CHANGE_MOVED,
  WZ_CHANGE_EDITED,
  WZ_CHANGE_WITHDRAWN
} WzChangeKind;

/**
 * WzChange: read-only.
 * @key: (nullable): of the paper; NULL for the issue itself
 * @label: its title
 * @field: (nullable): what was edited: `title (zh-Hans)`, `abstract (en)`, `authors`, …
 * @before, @after: (nullable): of the field; of a move: the sections
 * @corrected: an overlay says what the field is now
 */
typedef struct {
  WzChangeKind kind;
  gchar *key, *label, *field, *before, *after;
  gboolean corrected;
} WzChange;

void wz_change_free (WzChange *change);
/**
 * wz_edit_diff:
 *
 * Returns: (transfer full) (element-type WzChange): empty when the papers are the same
 */
GPtrArray *wz_edit_diff (const WzIssue *before, const WzIssue *after);
/**
 * wz_edit_diff_note:
 *
 * Returns: (transfer full): a CommonMark list of the papers that came, went or were edited, each once; ""
 * when there is nothing to tell
 */
gchar *wz_edit_diff_note (const WzIssue *before, const WzIssue *after, const gchar *lang);

G_END_DECLS
