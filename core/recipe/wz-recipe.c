/* wz-recipe.c: values of settings, and which of them holds. SPDX-License-Identifier: MIT
 *
 * In: what somebody says, with its place. Out: for each setting what the strongest one says.
 */
#include "recipe/wz-recipe.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/wz-date.h"
#include "base/wz-nearest.h"
#include "base/wz-words.h"
#include <wenzhai/wz-error.h>

struct _WzRecipe {
  GPtrArray *values[WZ_RECIPE_N_FIELDS]; /* WzRecipeValue, the strongest last */
  WzPeriod period;
};

static void
value_free (gpointer data)
{
  WzRecipeValue *value = data;
  g_free ((gpointer) (gsize) value->text);
  g_free ((gpointer) (gsize) value->written);
  g_free ((gpointer) (gsize) value->origin.name);
  g_free ((gpointer) (gsize) value->origin.position.file);
  g_free (value);
}

static WzRecipeValue *
value_new (const gchar *text, const gchar *written, const WzOrigin *origin)
{
  WzRecipeValue *value = g_new0 (WzRecipeValue, 1);
  *value = (WzRecipeValue){g_strdup (text), g_strdup (written), *origin};
  value->origin.folder = NULL;
  value->origin.name = g_strdup (origin->name);
  value->origin.position.file = g_strdup (origin->position.file);
  return value;
}

static gpointer
value_copy (gconstpointer data, gpointer user_data)
{
  const WzRecipeValue *value = data;
  return value_new (value->text, value->written, &value->origin);
}

WzRecipe *
wz_recipe_new (void)
{
  WzRecipe *recipe = g_new0 (WzRecipe, 1);
  for (WzRecipeField i = 0; i < WZ_RECIPE_N_FIELDS; i++) {
    recipe->values[i] = g_ptr_array_new_with_free_func (value_free);
    wz_recipe_set_default (recipe, i, wz_recipe_get_row (i)->otherwise);
  }
  return recipe;
}

WzRecipe *
wz_recipe_dup (const WzRecipe *recipe)
{
  WzRecipe *copy = g_new0 (WzRecipe, 1);
  for (guint i = 0; i < WZ_RECIPE_N_FIELDS; i++)
    copy->values[i] = g_ptr_array_copy (recipe->values[i], value_copy, NULL);
  copy->period = recipe->period;
  return copy;
}

void
wz_recipe_free (WzRecipe *recipe)
{
  if (recipe == NULL)
    return;
  for (guint i = 0; i < WZ_RECIPE_N_FIELDS; i++)
    g_ptr_array_unref (recipe->values[i]);
  g_free (recipe);
}

/* ---- Origins ---- */

static const gchar *const origin_names[] = {"default", "style",       "project",     "edition",
                                            "overlay", "environment", "command-line"};

const gchar *
wz_origin_get_name (WzOriginKind kind)
{
  return origin_names[kind];
}

gchar *
wz_origin_dup_text (const WzOrigin *origin)
{
  const WzPosition *at = &origin->position;
  if (at->file != NULL)
    return at->line > 0 ? g_strdup_printf ("%s:%u:%u", at->file, at->line, at->column) : g_strdup (at->file);
  if (origin->kind == WZ_ORIGIN_STYLE)
    return g_strdup_printf (_ ("style %s"), origin->name);
  return g_strdup (origin->name != NULL ? origin->name : _ ("default"));
}

gboolean
wz_origin_complain (const WzOrigin *origin, const gchar *text, WzDiagSink *sink)
{
  if (origin->position.file == NULL)
    return FALSE;
  wz_diag_report (sink, WZ_SEVERITY_ERROR, "project", &origin->position, "%s", text);
  return TRUE;
}

gboolean
wz_origin_set_error (const gchar *file, guint n, GError **error)
{
  g_set_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_OPTION,
               g_dngettext (GETTEXT_PACKAGE, "%s has %u wrong place", "%s has %u wrong places", n), file, n);
  return FALSE;
}

/* ---- Saying ---- */

/* Which of the values of one setting holds. */
static void
keep (GPtrArray *values, WzRecipeMany many, WzRecipeValue *value)
{
  guint i = values->len;
  while (i > 0 && ((const WzRecipeValue *) values->pdata[i - 1])->origin.kind > value->origin.kind)
    i--;
  if (many != WZ_RECIPE_SUM && i < values->len) { /* somebody stronger has spoken */
    value_free (value);
    return;
  }
  if (many == WZ_RECIPE_ONE || (many == WZ_RECIPE_SEVERAL && values->len > 0 &&
                                ((const WzRecipeValue *) values->pdata[0])->origin.kind < value->origin.kind))
    g_ptr_array_set_size (values, (gint) (i = 0));
  g_ptr_array_insert (values, (gint) i, value);
}

gchar *
wz_recipe_dup_path (const gchar *path, const gchar *folder)
{
  if (g_path_is_absolute (path))
    return g_strdup (path);
  while (g_str_has_prefix (path, "./")) /* `./mine` in a folder that is `.` itself is `./mine` */
    path += strspn (path + 1, "/") + 1;
  return g_build_filename (folder, path, NULL);
}

gboolean
wz_recipe_set (WzRecipe *recipe, WzRecipeField field, const gchar *text, const WzOrigin *origin,
               GError **error)
{
  const WzRecipeRow *row = wz_recipe_get_row (field);
  if (!wz_recipe_row_accepts (row, text)) {
    g_autofree gchar *accepted = wz_recipe_row_dup_accepted (row);
    g_autofree gchar *question = row->words ? wz_nearest_dup_question (text, row->words) : g_strdup ("");
    g_set_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_OPTION, _ ("%s: %s, not “%s”%s"), origin->name,
                 accepted, text, question);
    return FALSE;
  }
  gboolean as_is =
      row->type != WZ_RECIPE_TYPE_PATH || origin->folder == NULL || g_str_equal (origin->folder, ".");
  g_autofree gchar *resolved = as_is ? g_strdup (text) : wz_recipe_dup_path (text, origin->folder);
  keep (recipe->values[field], row->many, value_new (resolved, text, origin));
  return TRUE;
}

void
wz_recipe_say_again (WzRecipe *recipe, const WzRecipe *other, WzOriginKind kind)
{
  for (WzRecipeField i = 0; i < WZ_RECIPE_N_FIELDS; i++)
    for (guint k = 0; k < other->values[i]->len; k++) {
      const WzRecipeValue *value = g_ptr_array_index (other->values[i], k);
      if (value->origin.kind == kind)
        keep (recipe->values[i], wz_recipe_get_row (i)->many, value_copy (value, NULL));
    }
}

void
wz_recipe_set_default (WzRecipe *recipe, WzRecipeField field, const gchar *text)
{
  static const WzOrigin nobody = {.kind = WZ_ORIGIN_DEFAULT};
  if (text != NULL)
    keep (recipe->values[field], wz_recipe_get_row (field)->many, value_new (text, text, &nobody));
}

gboolean
wz_recipe_take_environment (WzRecipe *recipe, GError **error)
{
  static const WzOrigin environment = {.kind = WZ_ORIGIN_ENVIRONMENT, .name = "SOURCE_DATE_EPOCH"};
  const gchar *epoch = g_getenv (environment.name);
  return epoch == NULL || wz_recipe_set (recipe, WZ_RECIPE_MODIFIED, epoch, &environment, error);
}

/* ---- Asking ---- */

guint
wz_recipe_get_n_values (const WzRecipe *recipe, WzRecipeField field)
{
  return recipe->values[field]->len;
}

const WzRecipeValue *
wz_recipe_get_value (const WzRecipe *recipe, WzRecipeField field, guint i)
{
  return g_ptr_array_index (recipe->values[field], i);
}

gboolean
wz_recipe_is_outdone (const WzRecipe *recipe, WzRecipeField field, guint i)
{
  const gchar *text = wz_recipe_get_value (recipe, field, i)->text;
  gsize length = strcspn (text, "=") + 1;
  for (guint k = i + 1; field == WZ_RECIPE_OPTION && k < recipe->values[field]->len; k++)
    if (strncmp (wz_recipe_get_value (recipe, field, k)->text, text, length) == 0)
      return TRUE;
  return FALSE;
}

const WzRecipeValue *
wz_recipe_find (const WzRecipe *recipe, WzRecipeField field)
{
  const GPtrArray *values = recipe->values[field];
  return values->len > 0 ? g_ptr_array_index (values, values->len - 1) : NULL;
}

gboolean
wz_recipe_is_said (const WzRecipe *recipe, WzRecipeField field)
{
  const WzRecipeValue *value = wz_recipe_find (recipe, field);
  return value != NULL && value->origin.kind != WZ_ORIGIN_DEFAULT;
}

const gchar *
wz_recipe_get (const WzRecipe *recipe, WzRecipeField field)
{
  const WzRecipeValue *value = wz_recipe_find (recipe, field);
  return value != NULL ? value->text : NULL;
}

gboolean
wz_recipe_get_flag (const WzRecipe *recipe, WzRecipeField field)
{
  gboolean flag = FALSE;
  const gchar *text = wz_recipe_get (recipe, field);
  return text != NULL && wz_words_parse_boolean (text, &flag) && flag;
}

guint
wz_recipe_get_word (const WzRecipe *recipe, WzRecipeField field)
{
  const gchar *text = wz_recipe_get (recipe, field);
  return text != NULL ? (guint) wz_recipe_row_find_word (wz_recipe_get_row (field), text) : 0;
}

guint
wz_recipe_get_words (const WzRecipe *recipe, WzRecipeField field)
{
  const WzRecipeRow *row = wz_recipe_get_row (field);
  g_auto (GStrv) words = wz_recipe_dup_list (recipe, field);
  gint all = wz_recipe_row_find_word (row, "all");
  guint bits = 0;
  for (guint i = 0; words[i] != NULL; i++)
    bits |= 1u << wz_recipe_row_find_word (row, words[i]);
  if (all < 0)
    return bits;
  return bits & (1u << all) ? (1u << all) - 1 : bits & ((1u << all) - 1); /* `none` stands behind it */
}

guint
wz_recipe_get_count (const WzRecipe *recipe, WzRecipeField field)
{
  const gchar *text = wz_recipe_get (recipe, field);
  return text != NULL ? (guint) g_ascii_strtoull (text, NULL, 10) : 0;
}

WzDate
wz_recipe_get_day (const WzRecipe *recipe, WzRecipeField field)
{
  WzDate day = {0, 0, 0};
  const gchar *text = wz_recipe_get (recipe, field);
  if (text != NULL)
    wz_date_parse_iso (text, &day);
  return day;
}

GStrv
wz_recipe_dup_list (const WzRecipe *recipe, WzRecipeField field)
{
  const GPtrArray *values = recipe->values[field];
  if (wz_recipe_get_row (field)->many == WZ_RECIPE_ONE)
    return wz_words_split (values->len > 0 ? wz_recipe_get (recipe, field) : "");
  GStrv list = g_new0 (gchar *, values->len + 1);
  for (guint i = 0; i < values->len; i++)
    list[i] = g_strdup (wz_recipe_get_value (recipe, field, i)->text);
  return list;
}

const gchar *
wz_recipe_get_lang (const WzRecipe *recipe)
{
  return wz_recipe_get_word (recipe, WZ_RECIPE_LANGUAGES) == WZ_LANGUAGES_EN ? "en" : NULL;
}

gint64
wz_recipe_get_modified (const WzRecipe *recipe)
{
  const gchar *text = wz_recipe_get (recipe, WZ_RECIPE_MODIFIED);
  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : -1;
}

const WzPeriod *
wz_recipe_get_period (const WzRecipe *recipe)
{
  return &recipe->period;
}

void
wz_recipe_set_period (WzRecipe *recipe, const WzPeriod *period)
{
  recipe->period = *period;
}

/* ---- Hashing ---- */

void
wz_recipe_hash_text (GChecksum *checksum, const gchar *text)
{
  g_checksum_update (checksum, (const guchar *) (text ? text : ""), text ? (gssize) strlen (text) : 0);
  g_checksum_update (checksum, (const guchar *) "\n", 1);
}

/* One spelling for values that mean the same. */
static gchar *
dup_plain (const WzRecipe *recipe, WzRecipeField field, guint i)
{
  const WzRecipeRow *row = wz_recipe_get_row (field);
  const WzRecipeValue *value = wz_recipe_get_value (recipe, field, i);
  g_auto (GStrv) list = NULL;
  switch (row->type) {
  case WZ_RECIPE_TYPE_YES_NO:
    return g_strdup (wz_recipe_get_flag (recipe, field) ? "yes" : "no");
  case WZ_RECIPE_TYPE_WORD:
    return g_strdup (row->words[wz_recipe_get_word (recipe, field)]);
  case WZ_RECIPE_TYPE_WORDS:
    return g_strdup_printf ("%x", wz_recipe_get_words (recipe, field));
  case WZ_RECIPE_TYPE_LIST:
    list = wz_words_split (value->text);
    return g_strjoinv (",", list);
  case WZ_RECIPE_TYPE_PATH:
    return g_strdup (value->written); /* whoever stands where */
  default:                            /* a style's name, or its folder's */
    return field == WZ_RECIPE_STYLE ? g_path_get_basename (value->text) : g_strdup (value->text);
  }
}

void
wz_recipe_hash (const WzRecipe *recipe, WzRecipePart part, GChecksum *checksum)
{
  for (WzRecipeField field = 0; field < WZ_RECIPE_N_FIELDS; field++) {
    const WzRecipeRow *row = wz_recipe_get_row (field);
    for (guint i = 0; row->part == part && i < recipe->values[field]->len; i++) {
      const WzRecipeValue *value = wz_recipe_get_value (recipe, field, i);
      if (value->origin.kind == WZ_ORIGIN_OVERLAY || wz_recipe_is_outdone (recipe, field, i))
        continue;
      g_autofree gchar *text = dup_plain (recipe, field, i);
      wz_recipe_hash_text (checksum, row->name);
      wz_recipe_hash_text (checksum, text);
    }
  }
}
