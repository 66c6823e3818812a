/* wz-formula-plain.h: rich text in one plain line. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wz-galley.h>

G_BEGIN_DECLS

/** wz_formula_dup_item: (transfer full): what lists, metadata and covers show of an item: one line, formulae
 * as Unicode text. */
gchar *wz_formula_dup_item (const WzItem *item);

/**
 * wz_formula_dup_line:
 * @pieces: of an entry, or its WZ_ROLE_CONTENTS_LINE alone
 *
 * What contents, menus and outlines call a paper: number, mark and title, as its heading has them.
 *
 * Returns: (transfer full): never NULL
 */
gchar *wz_formula_dup_line (const WzPieces *pieces);

/** wz_formula_dup_brief: (transfer full) (nullable): what contents show below that, of @line, a
 * WZ_ROLE_CONTENTS_LINE alone. */
gchar *wz_formula_dup_brief (const WzPieces *line);

/** wz_formula_dup_menu: (transfer full): a line of a menu or an outline, which has no room below: @label, and
 * @brief (nullable) behind it. */
gchar *wz_formula_dup_menu (const gchar *label, const gchar *brief);

G_END_DECLS
