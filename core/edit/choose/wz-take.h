/* wz-take.h: an issue of papers that were chosen. core/edit/choose only. SPDX-License-Identifier: MIT */
#pragma once

#include "recipe/wz-recipe.h"
#include <wenzhai/wenzhai.h>

G_BEGIN_DECLS

/**
 * wz_take:
 * @kept: of WzEntry: those of @issue that are taken
 * @presenters: (nullable): WzEntry → who presents it; NULL: it is for no meeting
 * @is_last: what options choose, which is another book than @issue; FALSE: what a project says its issues
 * are
 *
 * Numbers, indices, the numbers of the issue and a summary that was made of titles follow; links to papers
 * that are left out become their words.
 *
 * Returns: (transfer full)
 */
WzIssue *wz_take (const WzIssue *issue, GHashTable *kept, GHashTable *presenters, const WzRecipe *recipe,
                  gboolean is_last);

/** wz_take_is_plainer: whether @recipe leaves out what @issue, that was made before, has: indices, the issue
 * in numbers, the colophon. */
gboolean wz_take_is_plainer (const WzIssue *issue, const WzRecipe *recipe);

G_END_DECLS
