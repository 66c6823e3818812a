/* wz-corrections.h: an overlay laid over an issue. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include "edit/compose/wz-overlay.h"

typedef struct _WzCorrections WzCorrections;

/**
 * wz_corrections_new:
 * @overlay, @issue: must outlive the result
 * @sink: (nullable): told of groups that no paper of @issue is called by (`overlay-no-match`)
 *
 * Finds the papers that each group means. Of what is said twice the stronger holds: a later file before an
 * earlier one, in a file a name before a pattern and a pattern before `[*]`, a later line before an earlier.
 */
WzCorrections *wz_corrections_new (const WzOverlay *overlay, const WzIssue *issue, WzDiagSink *sink);
void wz_corrections_free (WzCorrections *corrections);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzCorrections, wz_corrections_free)

/** wz_corrections_get: (nullable) (element-type WzOverlayOp): what is said of paper @entry of the issue; of a
 * key that is said twice the stronger stands behind. */
const GPtrArray *wz_corrections_get (const WzCorrections *corrections, guint entry);
/** wz_corrections_find: index of the paper that is called @name before it is corrected, as
 * wz_finder_find(). */
gint wz_corrections_find (const WzCorrections *corrections, const gchar *name, gchar **problem);

/**
 * wz_corrections_apply:
 *
 * Gives the fields of papers the values of the overlay; what stood there before becomes a variant that says
 * so. Papers stay where they are. The sink is told of each (hint `merge-corrected`), of what a stronger line
 * outdid (hint `merge-overlay`), and of what applies no longer: `overlay-same`, a replacement without a find
 * (`overlay-no-match`), and `overlay-category` (warnings).
 *
 * Returns: (transfer full)
 */
WzIssue *wz_corrections_apply (WzCorrections *corrections);

/**
 * wz_corrections_report_stale:
 * @before, @after: an issue as it was made last, and as it is made now
 *
 * Tells of corrections of @after whose text the sources have changed since (warning `overlay-stale`): they
 * hold, and may hide news.
 */
void wz_corrections_report_stale (const WzIssue *before, const WzIssue *after, WzDiagSink *sink);
