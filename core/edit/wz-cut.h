/* wz-cut.h: the part of an issue that is of a period. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include "edit/wz-period.h"

G_BEGIN_DECLS

WzIssue *wz_edit_cut (const WzIssue *issue, const WzPeriod *period);

G_END_DECLS
