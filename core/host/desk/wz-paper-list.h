/* wz-paper-list.h: the papers of an issue, a line each. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wenzhai.h>

/** WzPaperListForm: by their places among the words of WZ_RECIPE_TABLE. */
typedef enum { WZ_PAPER_LIST_TEXT, WZ_PAPER_LIST_JSON, WZ_PAPER_LIST_TSV } WzPaperListForm;

/**
 * wz_paper_list_dup:
 * @width: columns of the terminal that a line of %WZ_PAPER_LIST_TEXT has; 0: as many as it takes
 *
 * Number, id, day of the first appearance, category, whether it is full, and title. An id is never cut, since
 * it is what commands take.
 *
 * Returns: (transfer full): a line a paper, in reading order; as JSON an object a line
 */
gchar *wz_paper_list_dup (const WzIssue *issue, WzPaperListForm form, guint width);
