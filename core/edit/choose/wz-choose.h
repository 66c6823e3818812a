/* wz-choose.h: some papers of an issue as an issue of their own. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include "recipe/wz-recipe.h"
#include <wenzhai/wenzhai.h>

G_BEGIN_DECLS

/**
 * wz_edit_choose:
 * @issue: with all papers, numbered, as a book of them would be
 * @recipe: which are wanted: those that its line selects, of these those that its options choose; which
 * indices, and, for a meeting, its agenda
 * @sink: (nullable): told of `handout-presenter` (warning: of a paper that is not among them) and
 * `choice-no-match` (hint: a name in the line of a project, which holds for all issues)
 *
 * The papers that are wanted, in their order and sections, with numbers from 1; indices, the issue in numbers
 * and a summary that was made of titles follow; an agenda stands in front, and links to papers that are left
 * out become their words. What options choose is another book than
 * @issue, with an identifier of its own.
 *
 * Returns: (transfer full): @issue itself where all are wanted; NULL with WZ_PLUGIN_ERROR_OPTION where a name
 * is that of no paper or of several, with WZ_READ_ERROR_NOT_DIGEST where no paper is left
 */
WzIssue *wz_edit_choose (const WzIssue *issue, const WzRecipe *recipe, WzDiagSink *sink, GError **error);

/** wz_edit_choose_more: as wz_edit_choose(), of an issue that was made with the line: what the options
 * choose. */
WzIssue *wz_edit_choose_more (const WzIssue *issue, const WzRecipe *recipe, WzDiagSink *sink, GError **error);

/** wz_choose_list_files: (transfer full) (element-type filename): lists of papers that the choice of @recipe
 * names. */
GPtrArray *wz_choose_list_files (const WzRecipe *recipe);

G_END_DECLS
