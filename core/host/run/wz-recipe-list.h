/* wz-recipe-list.h: what a run would do, and who says so: --dry-run. Core only. SPDX-License-Identifier: MIT
 */
#pragma once

#include "host/run/wz-plan.h"

/**
 * WzRecipeList: what is listed.
 * @base: (nullable): what has been listed before: values that are the same there are left out
 * @command: whose defaults matter
 * @plan: for the outputs; @all: with those of their options that nobody sets
 * @issue, @state: (nullable): name of the issue, and what would be done with it
 * @issues: (element-type WzIssue) (nullable): whose files are named
 */
typedef struct {
  const WzRecipe *recipe, *base;
  WzCommand command;
  const WzPlan *plan;
  const WzStyle *style;
  gboolean all;
  const gchar *issue, *state;
  const GPtrArray *issues;
} WzRecipeList;

/** wz_recipe_list_dup_text: (transfer full): for people: a line a value: name, value, where it comes from. */
gchar *wz_recipe_list_dup_text (const WzRecipeList *list);
/** wz_recipe_list_dup_json: (transfer full): for programs: one line. */
gchar *wz_recipe_list_dup_json (const WzRecipeList *list);
