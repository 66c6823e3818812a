/* compose-content.h: an issue as blocks. In: issue, settings, fonts. Out: blocks. SPDX-License-Identifier:
 * MIT
 */
#pragma once

#include "compose/page/compose-blocks.h"

G_BEGIN_DECLS

/** compose_content_add_issue: sections and entries, as wz_issue_text() orders an entry's fields. */
void compose_content_add_issue (ComposeBlocks *blocks);
/** compose_content_add_masthead: title, number and period, for issues without a cover. */
void compose_content_add_masthead (ComposeBlocks *blocks, gboolean large);
/** compose_content_add_contents: one line an entry, with the number of its page. */
void compose_content_add_contents (ComposeBlocks *blocks);
/** compose_content_add_indices: the issue's indices, with numbers of pages. */
void compose_content_add_indices (ComposeBlocks *blocks, ComposePageName page_name, gpointer user_data);

G_END_DECLS
