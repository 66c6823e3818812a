/* wz-merge.h: many issues, one entry a paper. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wenzhai.h>

G_BEGIN_DECLS

/**
 * wz_edit_merge:
 * @issues: (array length=n_issues): by date; for one day in the order given. They must outlive the call only
 * @sink: (nullable): told of each decision: `merge-same-arxiv`, `merge-same-doi`, `merge-same-title`,
 * `merge-field`, `merge-upgrade` (hints), and of what an editor should see: `merge-title-conflict`,
 * `merge-near-duplicate`, `merge-withdrawn` (warnings)
 *
 * Makes one issue of many, an entry a paper. Of each field the most trusted text wins; what it beat stays in
 * the entry's variants, and every appearance is kept.
 *
 * Returns: (transfer full): sections `featured` and `notable`, by first appearance
 */
WzIssue *wz_edit_merge (const WzIssue *const *issues, guint n_issues, WzDiagSink *sink);

G_END_DECLS
