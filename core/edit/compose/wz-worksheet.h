/* wz-worksheet.h: an overlay to write in. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wenzhai.h>

/**
 * wz_worksheet_merge:
 * @before: (nullable): the overlay as it is, UTF-8
 * @issue: as it is made with it
 * @remarks: (element-type utf8 GPtrArray) (nullable): by paper's key, lines (of gchar *) on what is odd in it
 * @name: of the issue, as `edit` is told it
 * @n_added: (out) (optional): groups that were not in @before
 *
 * Every paper is a group in which all lines are comments: what is odd in it, and what fields say that an
 * editor corrects often. What stands in @before stays byte for byte; papers that it has no group for are put
 * in behind those that they follow in the issue.
 *
 * Returns: (transfer full): the overlay, in which nothing says more than @before
 */
gchar *wz_worksheet_merge (const gchar *before, const WzIssue *issue, GHashTable *remarks, const gchar *name,
                           guint *n_added);
