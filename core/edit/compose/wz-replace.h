/* wz-replace.h: words that take the place of others in texts. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include "edit/compose/wz-overlay.h"
#include "model/wz-builder.h"

/**
 * WzReplacements: what is to be replaced in the texts of a paper; all zero is nothing.
 * @n_finds: in all texts so far
 * @last: (nullable): what was found last
 */
typedef struct {
  GArray *items;
  guint n_finds;
  const WzOverlayOp *last;
} WzReplacements;

/** wz_replacements_add: @n_finds: is counted up with each find. */
void wz_replacements_add (WzReplacements *replacements, const WzOverlayOp *op, guint *n_finds);
/** wz_replacements_clear: to nothing. */
void wz_replacements_clear (WzReplacements *replacements);

/** wz_replacements_dup: (transfer full) (nullable): @text (nullable) with the words replaced, one behind the
 * other; NULL where none is in it. Addresses and identifiers stay. */
gchar *wz_replacements_dup (WzReplacements *replacements, const gchar *text);
/** wz_replacements_text: @text (nullable) itself where nothing is found. Formulae, code and addresses stay;
 * what is looked for stands in one run of characters. */
const WzText *wz_replacements_text (WzReplacements *replacements, WzIssueBuilder *builder,
                                    const WzText *text);
