/* wz-recipe-choice.c: which papers are wanted. SPDX-License-Identifier: MIT
 *
 * In: options, or a line of them. Out: their values. What they choose of an issue says edit/choose.
 */
#include "recipe/wz-recipe.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include <wenzhai/wz-error.h>

/* Who is asked for them: all commands that take one take all. */
#define COMMAND WZ_COMMAND_EXPORT

static gboolean
is_choice (WzRecipeField field)
{
  return field >= WZ_RECIPE_ONLY && field <= WZ_RECIPE_FIRST_PAPERS;
}

static gboolean
refuse (const gchar *word, const gchar *problem, GError **error)
{
  g_set_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_OPTION, "%s: %s", word, problem);
  return FALSE;
}

/* `--first=10`, or `--first` and the next word; @words stands behind what was taken afterwards. */
static gboolean
take_option (WzRecipe *recipe, gchar ***words, const gchar *folder, GError **error)
{
  const gchar *word = *(*words)++, *equals = strchr (word, '=');
  g_autofree gchar *name = equals != NULL ? g_strndup (word, (gsize) (equals - word)) : g_strdup (word);
  WzRecipeField field =
      g_str_has_prefix (name, "--") ? wz_recipe_find_option (COMMAND, name) : WZ_RECIPE_N_FIELDS;
  WzOrigin origin = {.kind = WZ_ORIGIN_COMMAND_LINE, .name = name};
  if (!is_choice (field))
    return refuse (name, _ ("no option of a choice"), error);
  const gchar *text = wz_recipe_get_row (field)->type == WZ_RECIPE_TYPE_YES_NO ? "yes"
                      : equals != NULL                                         ? equals + 1
                                                                               : **words;
  if (text == NULL)
    return refuse (name, _ ("there is no value"), error);
  if (text == **words)
    (*words)++;
  if (*text != '@' || folder == NULL)
    return wz_recipe_set (recipe, field, text, &origin, error);
  g_autofree gchar *path = wz_recipe_dup_path (text + 1, folder), *file = g_strconcat ("@", path, NULL);
  return wz_recipe_set (recipe, field, file, &origin, error);
}

WzRecipe *
wz_recipe_parse_choice (const gchar *line, const gchar *folder, GError **error)
{
  g_auto (GStrv) words = NULL;
  g_autoptr (GError) why = NULL;
  g_autoptr (WzRecipe) recipe = wz_recipe_new ();
  if (!g_shell_parse_argv (line, NULL, &words, &why)) {
    refuse (line, why->message, error);
    return NULL;
  }
  for (gchar **next = words; *next != NULL;)
    if (!take_option (recipe, &next, folder, error))
      return NULL;
  return g_steal_pointer (&recipe);
}

gboolean
wz_recipe_chooses (const WzRecipe *recipe)
{
  for (WzRecipeField field = WZ_RECIPE_ONLY; is_choice (field); field++)
    if (wz_recipe_is_said (recipe, field))
      return TRUE;
  return FALSE;
}

WzRecipe *
wz_recipe_dup_select (const WzRecipe *recipe)
{
  const WzRecipeValue *select = wz_recipe_find (recipe, WZ_RECIPE_SELECT);
  const gchar *file = select != NULL ? select->origin.position.file : NULL;
  g_autofree gchar *folder = file != NULL ? g_path_get_dirname (file) : NULL;
  return select != NULL ? wz_recipe_parse_choice (select->text, folder, NULL) : NULL; /* checked when said */
}
