/* wz-cut.h: the part of an issue that is of a period. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include "recipe/wz-period.h"

G_BEGIN_DECLS

/**
 * wz_edit_cut:
 *
 * Returns: (transfer full): @issue with the papers alone that appeared in @period, in their sections
 */
WzIssue *wz_edit_cut (const WzIssue *issue, const WzPeriod *period);

G_END_DECLS
