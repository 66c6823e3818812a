/* wz-compose.h: from merged papers to a finished issue. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include "edit/wz-memory.h"
#include "edit/compose/wz-overlay.h"
#include "recipe/wz-recipe.h"
#include <wenzhai/wenzhai.h>

G_BEGIN_DECLS

/**
 * WzMaterial: what goes into an issue beside its papers. All zero is nothing. Everything is lent.
 * @missing: (array length=n_missing): days without a digest
 * @colophon_lines: (array zero-terminated=1) (nullable): fonts and versions
 * @changes: (nullable): CommonMark: what is new since the issue was last made
 */
typedef struct {
  const WzOverlay *overlay;
  const WzMemory *memory;
  const WzDate *missing;
  guint n_missing;
  const gchar *const *colophon_lines;
  const gchar *changes;
} WzMaterial;

/**
 * wz_edit_compose:
 * @merged: merged papers
 * @recipe: how it is put together, and what it is called; its period is that of the issue
 * @sink: (nullable): told of what wz_corrections_new() and wz_corrections_apply() tell, of overlay lines that
 * move a paper nowhere, and of `merge-seen`
 *
 * Corrects the papers and lays out an issue: sections in the order asked for, papers numbered as they stand,
 * front and back matter, indices.
 *
 * Returns: (transfer full)
 */
WzIssue *wz_edit_compose (const WzIssue *merged, const WzRecipe *recipe, const WzMaterial *material,
                          WzDiagSink *sink);

/**
 * wz_edit_correct:
 * @sink: (nullable): told of what wz_corrections_new() and wz_corrections_apply() tell, and of lines that a
 * layout would be needed for (warning `overlay-layout`)
 *
 * Corrects the papers and the names of an issue that keeps the layout of its source.
 *
 * Returns: (transfer full)
 */
WzIssue *wz_edit_correct (const WzIssue *issue, const WzOverlay *overlay, WzDiagSink *sink);

G_END_DECLS
