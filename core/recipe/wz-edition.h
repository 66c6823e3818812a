/* wz-edition.h: issues made otherwise, beside themselves or alone. Core only. SPDX-License-Identifier: MIT
 *
 * `[edition tw]` of a project file is one, and each of the variants that `variant` names. An edition has a
 * recipe of its own: that of the issues, and over it what the edition says.
 */
#pragma once

#include "recipe/wz-recipe.h"

G_BEGIN_DECLS

/** WZ_EDITION_MAIN: what the issues themselves are called where editions are chosen. */
#define WZ_EDITION_MAIN "main"

/**
 * WzEdition: read-only.
 * @name: (nullable): NULL: the issues themselves
 * @variant: (nullable): the Traditional Chinese that it is converted to; a name that is that of a variant
 * means it
 * @position: of its group; all zero where it has none
 */
typedef struct {
  gchar *name, *variant;
  WzPosition position;
  WzRecipe *said;
} WzEdition;

/**
 * wz_edition_new:
 * @name: (nullable)
 * @position: (nullable)
 *
 * Returns: (transfer full): NULL with WZ_PLUGIN_ERROR_OPTION where @name cannot be one: it stands in names of
 * files
 */
WzEdition *wz_edition_new (const gchar *name, const WzPosition *position, GError **error);
WzEdition *wz_edition_copy (const WzEdition *edition);
void wz_edition_free (WzEdition *edition);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzEdition, wz_edition_free)

/** wz_edition_say: a value of its own, as wz_recipe_set() has it; some are those of all editions. */
gboolean wz_edition_say (WzEdition *edition, WzRecipeField field, const gchar *text, const WzOrigin *origin,
                         GError **error);
/** wz_edition_dup_recipe: (transfer full): @base, and over it what the edition says. */
WzRecipe *wz_edition_dup_recipe (const WzEdition *edition, const WzRecipe *base);

/**
 * wz_edition_list:
 * @own: (element-type WzEdition) (nullable): those of the project
 *
 * Returns: (transfer full) (element-type WzEdition): the issues themselves, @own, and the variants that
 * @recipe asks for; NULL with WZ_PLUGIN_ERROR_OPTION where two would have one name
 */
GPtrArray *wz_edition_list (const GPtrArray *own, const WzRecipe *recipe, GError **error);
/** wz_edition_check_chosen: whether @editions (element-type WzEdition) has those that @recipe names. Returns:
 * FALSE with WZ_PLUGIN_ERROR_OPTION */
gboolean wz_edition_check_chosen (const GPtrArray *editions, const WzRecipe *recipe, GError **error);
/** wz_edition_is_chosen: whether it is to be made: all are where @recipe names none. */
gboolean wz_edition_is_chosen (const WzEdition *edition, const WzRecipe *recipe);

G_END_DECLS
