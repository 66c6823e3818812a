/* wz-metadata.h: what archives say of an issue's papers. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include "read/wz-read.h"
#include "recipe/wz-recipe.h"
#include <wenzhai/wenzhai.h>

/**
 * wz_desk_complete:
 * @readers: (nullable): that read them; NULL: those built in
 * @recipe: names files, or folders of them, with archives' records (WZ_RECIPE_METADATA)
 * @sink: told of `metadata-unreadable` (errors), and of what wz_edit_complete() tells
 *
 * Returns: (transfer full): @issue with what the records say of its papers; itself where there are none
 */
WzIssue *wz_desk_complete (const WzIssue *issue, const WzRecipe *recipe, const WzReaders *readers,
                           WzDiagSink *sink);

#define WZ_METADATA_UNREAD ""

/** wz_metadata_hash: (transfer full) (element-type utf8 GChecksum): what all records that @recipe names say,
 * by each of wz_authority_dup_names() of their papers; WZ_METADATA_UNREAD: why files could not be read, which
 * may be of any paper. */
GHashTable *wz_metadata_hash (const WzRecipe *recipe, const WzReaders *readers);

/** wz_metadata_list: (transfer full) (element-type filename): all files that @recipe names, those of a folder
 * by name. */
GPtrArray *wz_metadata_list (const WzRecipe *recipe);
