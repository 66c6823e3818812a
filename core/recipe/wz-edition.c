/* wz-edition.c: what editions there are, and the recipe of each. SPDX-License-Identifier: MIT */
#include "recipe/wz-edition.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/wz-nearest.h"
#include <wenzhai/wz-error.h>

enum { MAX_NAME = 60 /* bytes: a file has more in its name */ };

static gboolean
fail (GError **error, gchar *text)
{
  g_set_error_literal (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_OPTION, text);
  g_free (text);
  return FALSE;
}

/* No number after a hyphen, so that none ends as a period does, and nothing that a file system or a shell
 * minds. */
static gboolean
is_name (const gchar *name)
{
  gboolean good = g_unichar_isalpha (g_utf8_get_char (name)) && strlen (name) <= MAX_NAME &&
                  g_ascii_strcasecmp (name, WZ_EDITION_MAIN) != 0;
  for (const gchar *p = name; good && *p != '\0'; p = g_utf8_next_char (p))
    good = g_unichar_isalpha (g_utf8_get_char (p)) || *p == '-' || *p == '_' ||
           (g_ascii_isdigit (*p) && p[-1] != '-');
  return good;
}

/* (nullable): the variant of that name, in its own spelling */
static const gchar *
find_variant (const gchar *name)
{
  const WzRecipeRow *row = wz_recipe_get_row (WZ_RECIPE_VARIANT);
  gint i = wz_recipe_row_find_word (row, name);
  return i >= 0 ? row->words[i] : NULL;
}

WzEdition *
wz_edition_new (const gchar *name, const WzPosition *position, GError **error)
{
  if (name != NULL && !is_name (name)) {
    fail (error,
          g_strdup_printf (_ ("“%s” can be no edition's name: letters, digits, - and _, a letter first and "
                              "no digit behind a -, at most %d bytes, and not `main`, which is what the "
                              "issues themselves are called"),
                           name, MAX_NAME));
    return NULL;
  }
  WzEdition *edition = g_new0 (WzEdition, 1);
  const gchar *variant = name != NULL ? find_variant (name) : NULL;
  edition->name = g_strdup (variant != NULL ? variant : name);
  edition->variant = g_strdup (variant);
  edition->said = wz_recipe_new ();
  if (position != NULL)
    edition->position = (WzPosition){g_strdup (position->file), position->line, position->column};
  return edition;
}

WzEdition *
wz_edition_copy (const WzEdition *edition)
{
  WzEdition *copy = g_new0 (WzEdition, 1);
  *copy = (WzEdition){g_strdup (edition->name), g_strdup (edition->variant), edition->position,
                      wz_recipe_dup (edition->said)};
  copy->position.file = g_strdup (edition->position.file);
  return copy;
}

void
wz_edition_free (WzEdition *edition)
{
  if (edition == NULL)
    return;
  g_free (edition->name);
  g_free (edition->variant);
  g_free ((gpointer) (gsize) edition->position.file);
  wz_recipe_free (edition->said);
  g_free (edition);
}

gboolean
wz_edition_say (WzEdition *edition, WzRecipeField field, const gchar *text, const WzOrigin *origin,
                GError **error)
{
  if (!(wz_recipe_get_row (field)->origins & (1u << WZ_ORIGIN_EDITION)))
    return fail (error,
                 g_strdup_printf (_ ("%s is the same for all editions: say it in [project]"), origin->name));
  if (!wz_recipe_set (edition->said, field, text, origin, error))
    return FALSE;
  if (field != WZ_RECIPE_VARIANT)
    return TRUE;
  if (find_variant (text) == NULL) /* one edition is one variant */
    return fail (error, g_strdup_printf (_ ("%s: an edition has one variant, not “%s”"), origin->name, text));
  g_free (edition->variant);
  edition->variant = g_strdup (find_variant (text));
  return TRUE;
}

WzRecipe *
wz_edition_dup_recipe (const WzEdition *edition, const WzRecipe *base)
{
  WzRecipe *recipe = wz_recipe_dup (base);
  WzOrigin origin = {.kind = WZ_ORIGIN_EDITION, .name = "edition", .position = edition->position};
  wz_recipe_say_again (recipe, edition->said, WZ_ORIGIN_EDITION);
  /* one that is called as its variant is named by that alone, wherever it was said */
  if (edition->name != NULL && g_strcmp0 (edition->name, edition->variant) != 0)
    wz_recipe_set (recipe, WZ_RECIPE_EDITION, edition->name, &origin, NULL);
  return recipe;
}

/* ---- All of them ---- */

static const WzEdition *
find (const GPtrArray *editions, const gchar *name)
{
  g_autofree gchar *folded = g_utf8_casefold (name, -1);
  for (guint i = 0; i < editions->len; i++) {
    const WzEdition *edition = g_ptr_array_index (editions, i);
    g_autofree gchar *own = g_utf8_casefold (edition->name != NULL ? edition->name : WZ_EDITION_MAIN, -1);
    if (g_str_equal (own, folded))
      return edition;
  }
  return NULL;
}

/* FALSE where there is one of that name: file systems may not tell capitals from small letters. */
static gboolean
add (GPtrArray *editions, WzEdition *edition, GError **error)
{
  const WzEdition *other = edition->name != NULL ? find (editions, edition->name) : NULL;
  if (other != NULL)
    fail (error, g_strdup_printf (_ ("the editions “%s” and “%s” would have files of one name; rename one"),
                                  other->name, edition->name));
  g_ptr_array_add (editions, edition);
  return other == NULL;
}

/* Variants may be chosen without being asked for. */
static gboolean
add_variants (GPtrArray *editions, const WzRecipe *recipe, WzRecipeField field, GError **error)
{
  g_auto (GStrv) names = wz_recipe_dup_list (recipe, field);
  gboolean ok = TRUE;
  for (guint i = 0; names[i] != NULL && ok; i++)
    if (find_variant (names[i]) != NULL && (field == WZ_RECIPE_VARIANT || find (editions, names[i]) == NULL))
      ok = add (editions, wz_edition_new (names[i], NULL, NULL), error);
  return ok;
}

GPtrArray *
wz_edition_list (const GPtrArray *own, const WzRecipe *recipe, GError **error)
{
  g_autoptr (GPtrArray) editions = g_ptr_array_new_with_free_func ((GDestroyNotify) wz_edition_free);
  gboolean ok = add (editions, wz_edition_new (NULL, NULL, NULL), error);
  for (guint i = 0; own != NULL && i < own->len && ok; i++)
    ok = add (editions, wz_edition_copy (g_ptr_array_index (own, i)), error);
  ok = ok && add_variants (editions, recipe, WZ_RECIPE_VARIANT, error) &&
       add_variants (editions, recipe, WZ_RECIPE_EDITIONS, error);
  return ok ? g_steal_pointer (&editions) : NULL;
}

gboolean
wz_edition_check_chosen (const GPtrArray *editions, const WzRecipe *recipe, GError **error)
{
  g_auto (GStrv) chosen = wz_recipe_dup_list (recipe, WZ_RECIPE_EDITIONS);
  for (guint i = 0; chosen[i] != NULL; i++) {
    if (find (editions, chosen[i]) != NULL)
      continue;
    g_autoptr (GPtrArray) names = g_ptr_array_new ();
    for (guint k = 0; k < editions->len; k++) {
      const WzEdition *edition = g_ptr_array_index (editions, k);
      g_ptr_array_add (names, edition->name != NULL ? edition->name : (gpointer) WZ_EDITION_MAIN);
    }
    g_ptr_array_add (names, NULL);
    g_autofree gchar *list = g_strjoinv (", ", (gchar **) names->pdata);
    g_autofree gchar *question = wz_nearest_dup_question (chosen[i], (const gchar *const *) names->pdata);
    return fail (error, g_strdup_printf (_ ("--edition: there is no edition “%s”; there are: %s%s"),
                                         chosen[i], list, question));
  }
  return TRUE;
}

gboolean
wz_edition_is_chosen (const WzEdition *edition, const WzRecipe *recipe)
{
  g_auto (GStrv) chosen = wz_recipe_dup_list (recipe, WZ_RECIPE_EDITIONS);
  g_autofree gchar *own = g_utf8_casefold (edition->name != NULL ? edition->name : WZ_EDITION_MAIN, -1);
  gboolean found = chosen[0] == NULL;
  for (guint i = 0; chosen[i] != NULL && !found; i++) {
    g_autofree gchar *name = g_utf8_casefold (chosen[i], -1);
    found = g_str_equal (own, name);
  }
  return found;
}
