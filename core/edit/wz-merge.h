/* wz-merge.h: many issues, one entry a paper. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wenzhai.h>

G_BEGIN_DECLS

/* Codes of the diagnostics that explain decisions; a text terminal shows them on request only. */
#define WZ_MERGE_EXPLAIN_PREFIX "merge-"

WzIssue *wz_edit_merge (const WzIssue *const *issues, guint n_issues, WzDiagSink *sink);

G_END_DECLS
