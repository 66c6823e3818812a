/* wz-remarks.h: what is odd in sources, by paper, and the lines of an overlay that mend it. Core only.
 * SPDX-License-Identifier: MIT */
#pragma once

#include "host/desk/wz-inbox.h"

/**
 * wz_remarks_dup_overlay:
 *
 * An overlay with a group for each paper in which something is odd: what it is, as a comment, and the lines
 * that mend it. Lines whose value only the editor knows are comments too, with the value that there is, so
 * that the file holds as it is. What an overlay cannot mend stands at the end, with its place in the source.
 *
 * Returns: (transfer full): empty where nothing is odd
 */
gchar *wz_remarks_dup_overlay (const WzInbox *inbox);

/**
 * wz_remarks_dup_worksheet:
 * @issue: made of the inbox
 * @before: (nullable): its overlay, UTF-8
 * @name: of the issue
 * @n_added: (out): papers that had no group
 *
 * Returns: (transfer full): what wz_worksheet_merge() makes of it, with what was told of each paper
 */
gchar *wz_remarks_dup_worksheet (const WzInbox *inbox, const WzIssue *issue, const gchar *before,
                                 const gchar *name, guint *n_added);
