/* wz-agenda.h: the meeting that a handout is for. core/edit/choose only. SPDX-License-Identifier: MIT */
#pragma once

#include "edit/compose/wz-matter.h"
#include "edit/wz-find.h"
#include "recipe/wz-recipe.h"

G_BEGIN_DECLS

/**
 * wz_agenda_find:
 * @kept: of WzEntry: those that the handout has
 * @sink: (nullable): told of `handout-presenter`
 *
 * Returns: (transfer full): WzEntry → who presents it, lent by @recipe
 */
GHashTable *wz_agenda_find (const WzRecipe *recipe, const WzIssue *issue, WzFinder *finder, GHashTable *kept,
                            WzDiagSink *sink);

/** wz_agenda_add: day and place become the subtitle; the section `agenda` says who presents what of @papers
 * (array length=n), where anybody does. */
void wz_agenda_add (WzIssueBuilder *builder, const WzRecipe *recipe, const WzIssue *issue,
                    const WzCounted *papers, guint n, GHashTable *presenters);

G_END_DECLS
