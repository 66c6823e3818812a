/* wz-desk.h: from read sources to one edited issue, and what can be said of it. Core only.
 * SPDX-License-Identifier: MIT */
#pragma once

#include "edit/compose/wz-overlay.h"
#include "edit/wz-diff.h" /* these two are for clients of the desk as they are */
#include "edit/wz-lint.h"
#include "host/desk/wz-sources.h"
#include "recipe/wz-edition.h"

/**
 * wz_desk_edit:
 * @sources: (array length=n): read ones, in order, at least one; their issues are used up
 * @readers: (nullable): for what archives say of the papers
 * @overlay: (nullable): what the editor corrects
 *
 * Normalises, joins, completes, corrects and names, and takes the papers that are wanted. Returns: (transfer
 * full): NULL with WZ_PLUGIN_ERROR_OPTION where these are not to be found
 */
WzIssue *wz_desk_edit (WzSource *const *sources, guint n, const WzRecipe *recipe, const WzReaders *readers,
                       const WzOverlay *overlay, WzDiagSink *sink, GError **error);

/** wz_desk_rename: (transfer full): @issue as another book of the same papers: @suffix tells its files and
 * its identifier from those of @issue. */
WzIssue *wz_desk_rename (const WzIssue *issue, const gchar *suffix);

/** wz_desk_convert: (transfer full): @issue in the Traditional Chinese of @edition, or as it is where that
 * has none; its colophon names the fonts that @style (nullable) has for it. NULL with an error without OpenCC
 */
WzIssue *wz_desk_convert (WzIssue *issue, const WzEdition *edition, const WzStyle *style, WzDiagSink *sink,
                          GError **error);
/** WzDeskForm: forms of a dump, by their places among the words of WZ_RECIPE_DUMP_FORMAT. */
typedef enum { WZ_DESK_JSON, WZ_DESK_TREE, WZ_DESK_TEXT, WZ_DESK_GALLEY } WzDeskForm;
/** wz_desk_dump: (transfer full): @issue in one of these forms; what a book says (`text`, `galley`) with
 * @style and @languages as for wz_galley_new(). */
gchar *wz_desk_dump (const WzIssue *issue, WzDeskForm form, const WzStyle *style, WzLanguages languages);
