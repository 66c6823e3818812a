/* wz-revise.h: an issue in the place of one that readers have. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wenzhai.h>

G_BEGIN_DECLS

/**
 * wz_edit_keep_keys:
 * @issue: merged papers, before they are laid out
 * @before: what readers have
 *
 * Papers of @before that have got other identifiers or titles since keep the keys that they have there, and
 * with them their places in books.
 *
 * Returns: (transfer full)
 */
WzIssue *wz_edit_keep_keys (const WzIssue *issue, const WzIssue *before);

/**
 * wz_edit_revise:
 *
 * Returns: (transfer full): @issue as the revision after @before: modified at least a second later, and, of
 * the same edition, with its identifier, the name of its files, and a place for each paper and section of
 * @before that it has no more
 */
WzIssue *wz_edit_revise (const WzIssue *issue, const WzIssue *before);

G_END_DECLS
