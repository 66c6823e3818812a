/* wz-join.h: sources side by side in one issue, and the name of a book. Core only. SPDX-License-Identifier:
 * MIT */
#pragma once

#include "model/wz-builder.h"
#include "recipe/wz-recipe.h"
#include <wenzhai/wenzhai.h>

/** wz_edit_day_of: the date of @issue, else its first day; unknown where it has neither. */
WzDate wz_edit_day_of (const WzIssue *issue);

/**
 * wz_edit_join:
 * @issues: (array length=n): in the order wanted, at least one
 *
 * One issue with a section for each source; nothing is merged. One source alone stays as it is. Legends are
 * united; what sources say of series, editor and the like is kept where all that say something agree.
 *
 * Returns: (transfer full)
 */
WzIssue *wz_edit_join (const WzIssue *const *issues, guint n, WzDiagSink *sink);

/** wz_edit_name: sets what @recipe says of the names of an issue, in the language @lang. */
void wz_edit_name (WzIssueBuilder *builder, const WzRecipe *recipe, const gchar *lang);

/**
 * wz_edit_head:
 *
 * Names the issue as @recipe says; what it does not say stays. One that has no title afterwards gets one of
 * series, number and period (`论文文摘 2022年9月22日`), and one without summary the titles of its papers.
 * Papers have the numbers from 1 on afterwards: those of the source where they are such, what has none after
 * them; else as they stand.
 *
 * Returns: (transfer full)
 */
WzIssue *wz_edit_head (const WzIssue *issue, const WzRecipe *recipe, WzDiagSink *sink);

/** wz_edit_summary: (transfer full): what a catalogue shows under the title: the titles of @entries (array
 * length=n), or the first of them and how many there are. */
gchar *wz_edit_summary (const WzEntry *const *entries, guint n, const gchar *lang);

/** wz_edit_slug: (transfer full): @name as ASCII lower-case letters, digits and hyphens, Chinese by its
 * initials in pinyin; `x` and a hash where
 * nothing is left. */
gchar *wz_edit_slug (const gchar *name);
