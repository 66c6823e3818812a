/* wz-tree.h: the model as an outline, for people and golden tests. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wenzhai.h>

/** wz_issue_tree: (transfer full): @issue as indented text, a field a line, with positions. */
gchar *wz_issue_tree (const WzIssue *issue);
