/* formula-plain.h: rich text in one plain line. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wz-galley.h>

/**
 * formula_dup_plain:
 * @text: (nullable): inlines
 *
 * What lists, metadata and covers show of a title: one line, formulae as Unicode text.
 *
 * Returns: (transfer full): never NULL
 */
gchar *formula_dup_plain (const WzText *text);

/** formula_dup_item: (transfer full): the same of an item, whichever it has. */
gchar *formula_dup_item (const WzItem *item);

/**
 * formula_dup_line:
 * @pieces: of an entry, or its WZ_ROLE_CONTENTS_LINE alone
 *
 * What contents, menus and outlines call a paper: number and title, as its heading has them.
 *
 * Returns: (transfer full): never NULL
 */
gchar *formula_dup_line (const WzPieces *pieces);
