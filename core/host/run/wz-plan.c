/* wz-plan.c: from -t, -o and --set to checked outputs. SPDX-License-Identifier: MIT */
#include "host/run/wz-plan.h"

#include "base/wz-nearest.h"
#include "base/wz-words.h"
#include "host/plugin/wz-options-private.h"
#include "host/file/wz-target.h"
#include "style/wz-style-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

static gboolean G_GNUC_PRINTF (2, 3) wrong_usage (GError **error, const gchar *format, ...)
{
  va_list args;
  va_start (args, format);
  g_propagate_error (error, g_error_new_valist (WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_OPTION, format, args));
  va_end (args);
  return FALSE;
}

/* The outputs that there are, and the one that @word, where there is one, was meant to be. */
static gchar *
list_plugins (WzRegistry *registry, const gchar *word)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  for (guint i = 0; i < wz_registry_get_n_plugins (registry); i++) {
    const WzPluginInfo *info = wz_registry_get_plugin (registry, i);
    if (info->error == NULL && !wz_plugin_info_is_reader (info))
      g_ptr_array_add (names, info->name);
  }
  g_ptr_array_add (names, NULL);
  g_autofree gchar *list = g_strjoinv (", ", (gchar **) names->pdata);
  g_autofree gchar *question =
      wz_nearest_dup_question (word != NULL ? word : "", (const gchar *const *) names->pdata);
  return g_strconcat (list, question, NULL);
}

/* What is wrong with one output is told, and is no matter of the others. */
static void
fail (WzPlan *plan, const WzPluginInfo *info, const GError *error)
{
  g_autofree gchar *text = wz_plugin_info_dup_failure (info, error);
  if (!g_ptr_array_find_with_equal_func (plan->failures, text, g_str_equal, NULL))
    g_ptr_array_add (plan->failures, g_steal_pointer (&text));
}

static void
add_plugin (WzPlan *plan, const WzPluginInfo *info)
{
  g_autoptr (GError) error = NULL;
  if (info->error != NULL) {
    fail (plan, info, info->error);
    return;
  }
  if (g_ptr_array_find (plan->plugins, info, NULL))
    return;
  WzOptions *options = wz_options_new (info->options, info->n_options, &error);
  if (options == NULL) {
    fail (plan, info, error);
    return;
  }
  g_ptr_array_add (plan->plugins, (gpointer) (gsize) info);
  g_ptr_array_add (plan->options, options);
}

static gboolean
add_types (WzPlan *plan, WzRegistry *registry, const gchar *types, GError **error)
{
  g_auto (GStrv) names = wz_words_split (types);
  for (guint i = 0; names[i] != NULL; i++) {
    const WzPluginInfo *info = wz_registry_find (registry, names[i]);
    if (info == NULL) {
      g_autofree gchar *known = list_plugins (registry, names[i]),
                       *places = wz_registry_dup_places (registry);
      return wrong_usage (
          error,
          _ ("there is no output “%s”; there are: %s. Plugins are looked for in %s; put its file into one of "
             "these folders"),
          names[i], known, places);
    }
    add_plugin (plan, info);
  }
  return plan->plugins->len > 0 || plan->failures->len > 0 ||
         wrong_usage (error, "%s", _ ("-t names no output"));
}

/* Others, and a stranger's, are made when they are asked for. */
static gboolean
add_defaults (WzPlan *plan, WzRegistry *registry, GError **error)
{
  g_autoptr (GPtrArray) defaults = wz_registry_list_defaults (registry);
  for (guint i = 0; i < defaults->len; i++)
    add_plugin (plan, g_ptr_array_index (defaults, i));
  return defaults->len > 0 || wrong_usage (error, "%s", _ ("no outputs are installed"));
}

/* A file that was given and cannot be used is told of, whether or not its output is asked for. */
static void
check_named (WzPlan *plan, WzRegistry *registry)
{
  g_autoptr (GPtrArray) named = wz_registry_list_named (registry);
  for (guint i = 0; i < named->len; i++) {
    const WzPluginInfo *info = g_ptr_array_index (named, i);
    if (info->error != NULL)
      fail (plan, info, info->error);
  }
}

static void
swap (GPtrArray *array, guint i, guint k)
{
  gpointer first = array->pdata[i];
  array->pdata[i] = array->pdata[k];
  array->pdata[k] = first;
}

/* Of two outputs for one file that which the user prefers makes it, else the program's own, or the first. */
static void
settle_extensions (WzPlan *plan, WzRegistry *registry)
{
  for (guint i = 0; i < plan->plugins->len; i++)
    for (guint k = plan->plugins->len; k-- > i + 1;) {
      const WzPluginInfo *first = plan->plugins->pdata[i], *other = plan->plugins->pdata[k];
      if (!g_str_equal (first->extension, other->extension))
        continue;
      if (wz_registry_prefers (registry, other, first)) {
        swap (plan->plugins, i, k);
        swap (plan->options, i, k);
      }
      const WzPluginInfo *winner = plan->plugins->pdata[i], *loser = plan->plugins->pdata[k];
      g_autoptr (GError) error = g_error_new (
          WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_OPTION,
          _ ("makes .%s files, as %s does; make its file by itself, with -o, or say --prefer %s"),
          loser->extension, winner->name, loser->name);
      fail (plan, loser, error);
      g_ptr_array_remove_index (plan->plugins, k);
      g_ptr_array_remove_index (plan->options, k);
    }
}

/* ---- What outputs are based on ---- */

static gchar *
join_names (const GPtrArray *line, const WzPluginInfo *last)
{
  GString *names = g_string_new (NULL);
  for (guint i = 0; i < line->len; i++)
    g_string_append_printf (names, "%s → ", ((const WzPluginInfo *) g_ptr_array_index (line, i))->name);
  g_string_append (names, last->name);
  return g_string_free (names, FALSE);
}

/* The output that the last of @line is based on; NULL with @error. */
static const WzPluginInfo *
find_base (WzRegistry *registry, const GPtrArray *line, GError **error)
{
  const gchar *name = ((const WzPluginInfo *) g_ptr_array_index (line, line->len - 1))->based_on;
  const WzPluginInfo *found = wz_registry_find (registry, name);
  if (found == NULL || wz_plugin_info_is_reader (found)) {
    g_autofree gchar *known = list_plugins (registry, name);
    wrong_usage (error, _ ("is based on the output “%s”, which there is not; install that; there are: %s"),
                 name, known);
  } else if (found->error != NULL) {
    wrong_usage (error, _ ("is based on the output “%s” (%s), which %s%s"), name, found->path,
                 found->error->message, wz_plugin_info_get_remedy (found, found->error));
  } else if (found->program != NULL && found->program->has_folder) {
    wrong_usage (error, _ ("is based on the output “%s”, which makes a folder, and no file to change"), name);
  } else if (g_ptr_array_find ((GPtrArray *) (gsize) line, found, NULL)) {
    g_autofree gchar *names = join_names (line, found);
    g_set_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_INVALID, _ ("is based on itself: %s"), names);
  } else {
    return found;
  }
  return NULL;
}

/* Its own options where it is asked for itself. */
static const WzOptions *
find_options (WzPlan *plan, const WzPluginInfo *info, GError **error)
{
  guint i;
  if (g_ptr_array_find (plan->plugins, info, &i))
    return g_ptr_array_index (plan->options, i);
  WzOptions *options = wz_options_new (info->options, info->n_options, error);
  if (options != NULL)
    g_ptr_array_add (plan->base_options, options);
  return options;
}

/* What the last of @line is based on, with all below. */
static const WzRenderBase *
add_base (WzPlan *plan, WzRegistry *registry, GPtrArray *line, GError **error)
{
  const WzPluginInfo *info = find_base (registry, line, error);
  if (info == NULL)
    return NULL;
  for (guint i = 0; i < plan->chain->len; i++) {
    const WzRenderBase *known = g_ptr_array_index (plan->chain, i);
    if (known->plugin == info)
      return known;
  }
  WzRenderBase base = {.plugin = info};
  g_ptr_array_add (line, (gpointer) (gsize) info);
  if (*info->based_on != '\0' && (base.base = add_base (plan, registry, line, error)) == NULL)
    return NULL;
  base.options = find_options (plan, info, error);
  if (base.options == NULL)
    return NULL;
  g_ptr_array_add (plan->chain, g_memdup2 (&base, sizeof base));
  return g_ptr_array_index (plan->chain, plan->chain->len - 1);
}

/* Whose base can't be made is not made. */
static void
settle_bases (WzPlan *plan, WzRegistry *registry)
{
  for (guint i = 0; i < plan->plugins->len;) {
    const WzPluginInfo *info = g_ptr_array_index (plan->plugins, i);
    g_autoptr (GPtrArray) line = g_ptr_array_new ();
    g_autoptr (GError) error = NULL;
    g_ptr_array_add (line, (gpointer) (gsize) info);
    const WzRenderBase *base = *info->based_on != '\0' ? add_base (plan, registry, line, &error) : NULL;
    if (error != NULL) {
      fail (plan, info, error);
      g_ptr_array_remove_index (plan->plugins, i);
      g_ptr_array_remove_index (plan->options, i);
      continue;
    }
    g_ptr_array_add (plan->bases, (gpointer) (gsize) base);
    i++;
  }
}

const gchar *
wz_plan_get_extension (const gchar *path)
{
  const gchar *slash = strrchr (path, '/');
  const gchar *name = slash != NULL ? slash + 1 : path;
  const gchar *point = strrchr (name, '.');
  return point != NULL && point > name && point[1] != '\0' ? point + 1 : NULL;
}

/* The file named by -o chooses the output, and a -t beside it has to agree. */
static gboolean
add_from_file (WzPlan *plan, WzRegistry *registry, const gchar *types, GError **error)
{
  gboolean stream = g_str_equal (plan->file, WZ_TARGET_STDOUT);
  if (stream && types == NULL)
    return wrong_usage (error, "%s",
                        _ ("-o - is the standard output: say with -t of which type the book is to be"));
  if (types != NULL) {
    if (!add_types (plan, registry, types, error))
      return FALSE;
    if (plan->plugins->len == 0)
      return TRUE;
    const WzPluginInfo *chosen = g_ptr_array_index (plan->plugins, 0);
    if (plan->plugins->len > 1)
      return wrong_usage (error, _ ("-o names one file, -t %s asks for %u outputs; name a folder"), types,
                          plan->plugins->len);
    if (stream && wz_plugin_info_has_folder (chosen))
      return wrong_usage (error, _ ("output %s is a folder of files; name one with -o"), chosen->name);
    if (!stream && wz_plugin_info_find_extension (chosen, plan->file) == NULL)
      return wrong_usage (error, _ ("%s does not end in .%s, as output %s wants it"), plan->file,
                          chosen->extension, chosen->name);
    return TRUE;
  }
  const WzPluginInfo *info = wz_registry_find_file (registry, plan->file);
  if (info == NULL) {
    g_autofree gchar *known = list_plugins (registry, wz_plan_get_extension (plan->file));
    return wrong_usage (error,
                        _ ("no output makes files like %s; there are: %s (a folder's name has no extension)"),
                        plan->file, known);
  }
  add_plugin (plan, info);
  return TRUE;
}

/* The key of a style that @set says, of a setting of the recipe; NULL: it is an output's option. */
static const gchar *
find_style_key (const gchar *set)
{
  guint n_keys;
  const WzStyleKey *keys = wz_style_get_keys (&n_keys);
  g_autofree gchar *key = g_strndup (set, strcspn (set, "="));
  gint row = wz_style_find_key (key);
  return row >= 0 && set[strlen (key)] == '=' ? keys[row].key : NULL;
}

GArray *
wz_plan_list_style (const WzRecipe *recipe)
{
  GArray *settings = g_array_new (FALSE, FALSE, sizeof (WzStyleSetting));
  for (guint i = 0; i < wz_recipe_get_n_values (recipe, WZ_RECIPE_OPTION); i++) {
    const WzRecipeValue *value = wz_recipe_get_value (recipe, WZ_RECIPE_OPTION, i);
    const gchar *key = find_style_key (value->text);
    if (key == NULL)
      continue;
    WzStyleSetting setting = {key, value->text + strlen (key) + 1, value->origin.position};
    g_array_append_val (settings, setting);
  }
  return settings;
}

/* What is no output's name: a mistyped key of styles is told as one. */
static gboolean
refuse_name (WzRegistry *registry, const gchar *plugin, const gchar *name, GError **error)
{
  if (wz_style_has_group (plugin)) {
    g_autofree gchar *key = g_strconcat (plugin, ".", name, NULL);
    const gchar *similar = wz_style_find_similar (key);
    return similar != NULL ? wrong_usage (error, _ ("there is no key %s; did you mean %s?"), key, similar)
                           : wrong_usage (error, _ ("there is no key %s"), key);
  }
  g_autofree gchar *known = list_plugins (registry, plugin);
  return wrong_usage (error, _ ("there is no output “%s”; there are: %s"), plugin, known);
}

/* Sets an option of an output; one that is not made now is checked all the same. */
static gboolean
apply (WzPlan *plan, WzRegistry *registry, const gchar *set, GError **error)
{
  const gchar *equals = strchr (set, '='), *point = strchr (set, '.');
  if (equals == NULL || point == NULL || point > equals)
    return wrong_usage (error, "%s", _ ("write PLUGIN.OPTION=VALUE"));
  g_autofree gchar *plugin = g_strndup (set, (gsize) (point - set));
  g_autofree gchar *name = g_strndup (point + 1, (gsize) (equals - point - 1));
  const WzPluginInfo *info = wz_registry_find (registry, plugin);
  if (info == NULL)
    return refuse_name (registry, plugin, name, error);
  for (guint i = 0; i < plan->plugins->len; i++)
    if (g_ptr_array_index (plan->plugins, i) == info)
      return wz_options_set (g_ptr_array_index (plan->options, i), plugin, name, equals + 1, error);
  for (guint i = 0; i < plan->chain->len; i++) {
    const WzRenderBase *base = g_ptr_array_index (plan->chain, i);
    if (base->plugin == info)
      return wz_options_set ((WzOptions *) (gsize) base->options, plugin, name, equals + 1, error);
  }
  if (info->error != NULL) {
    fail (plan, info, info->error);
    return TRUE;
  }
  g_autoptr (WzOptions) options = wz_options_new (info->options, info->n_options, error);
  return options != NULL && wz_options_set (options, plugin, name, equals + 1, error);
}

/* All of them, the strongest last; what is wrong in a file is told in its place. */
static gboolean
apply_options (WzPlan *plan, WzRegistry *registry, const WzRecipe *recipe, WzDiagSink *sink, GError **error)
{
  const gchar *file = NULL;
  guint n_wrong = 0;
  for (guint i = 0; i < wz_recipe_get_n_values (recipe, WZ_RECIPE_OPTION); i++) {
    const WzRecipeValue *value = wz_recipe_get_value (recipe, WZ_RECIPE_OPTION, i);
    g_autoptr (GError) why = NULL;
    if (find_style_key (value->text) != NULL || apply (plan, registry, value->text, &why))
      continue;
    if (!wz_origin_complain (&value->origin, why->message, sink)) {
      g_propagate_prefixed_error (error, g_steal_pointer (&why), "--set %s: ", value->text);
      return FALSE;
    }
    file = value->origin.position.file;
    n_wrong++;
  }
  return n_wrong == 0 || wz_origin_set_error (file, n_wrong, error);
}

const gchar *
wz_plan_get_types (const WzRecipe *recipe)
{
  const gchar *types = wz_recipe_get (recipe, WZ_RECIPE_TYPES),
              *output = wz_recipe_get (recipe, WZ_RECIPE_OUTPUT);
  return types != NULL || output == NULL ? types : wz_plan_get_extension (output);
}

static gboolean
add_outputs (WzPlan *plan, WzRegistry *registry, const WzRecipe *recipe, WzDiagSink *sink, GError **error)
{
  const WzRecipeValue *value = wz_recipe_find (recipe, WZ_RECIPE_TYPES);
  const gchar *types = value != NULL ? value->text : NULL;
  g_autoptr (GError) why = NULL;
  gboolean ok = plan->file != NULL ? add_from_file (plan, registry, types, &why)
                : types != NULL    ? add_types (plan, registry, types, &why)
                                   : add_defaults (plan, registry, &why);
  if (!ok && value != NULL && wz_origin_complain (&value->origin, why->message, sink))
    return wz_origin_set_error (value->origin.position.file, 1, error);
  if (!ok)
    g_propagate_error (error, g_steal_pointer (&why));
  return ok;
}

/* A folder that was named is where files go; where the one output is a folder itself, it is that. */
static void
name_folder (WzPlan *plan, const WzRecipe *recipe)
{
  const WzRecipeValue *output = wz_recipe_find (recipe, WZ_RECIPE_OUTPUT);
  if (plan->file != NULL || plan->plugins->len != 1 || output == NULL ||
      output->origin.kind != WZ_ORIGIN_COMMAND_LINE ||
      !wz_plugin_info_has_folder (g_ptr_array_index (plan->plugins, 0)))
    return;
  plan->file = g_steal_pointer (&plan->folder);
  for (gsize n = strlen (plan->file); n > 1 && plan->file[n - 1] == '/'; n--)
    plan->file[n - 1] = '\0';
  plan->folder = g_path_get_dirname (plan->file);
}

/* A name with an extension is a file's; so is one of a folder that was made as an output. */
static gboolean
names_file (const gchar *output, const gchar *types, WzRegistry *registry)
{
  if (output == NULL || g_str_equal (output, WZ_TARGET_STDOUT))
    return output != NULL;
  if (wz_plan_get_extension (output) == NULL || !g_file_test (output, G_FILE_TEST_IS_DIR))
    return wz_plan_get_extension (output) != NULL;
  const WzPluginInfo *info = types == NULL ? wz_registry_find_file (registry, output) : NULL;
  return info != NULL && wz_plugin_info_has_folder (info);
}

WzPlan *
wz_plan_new (WzRegistry *registry, const WzRecipe *recipe, WzDiagSink *sink, GError **error)
{
  const gchar *output = wz_recipe_get (recipe, WZ_RECIPE_OUTPUT);
  if (!wz_registry_check (registry, error) || !wz_registry_check_preferred (registry, error))
    return NULL;
  if (output != NULL && *output == '\0') { /* a script's variable that is not set */
    wrong_usage (error, "%s", _ ("-o wants the name of a file or of a folder"));
    return NULL;
  }
  g_autoptr (WzPlan) plan = g_new0 (WzPlan, 1);
  plan->plugins = g_ptr_array_new ();
  plan->options = g_ptr_array_new_with_free_func ((GDestroyNotify) wz_options_free);
  plan->bases = g_ptr_array_new ();
  plan->chain = g_ptr_array_new_with_free_func (g_free);
  plan->base_options = g_ptr_array_new_with_free_func ((GDestroyNotify) wz_options_free);
  plan->failures = g_ptr_array_new_with_free_func (g_free);
  if (names_file (output, wz_recipe_get (recipe, WZ_RECIPE_TYPES), registry)) {
    plan->folder = g_path_get_dirname (output);
    plan->file = g_strdup (output);
  } else {
    plan->folder = g_strdup (output != NULL ? output : ".");
  }

  gboolean ok = add_outputs (plan, registry, recipe, sink, error);
  if (ok && plan->file == NULL)
    settle_extensions (plan, registry);
  if (ok)
    name_folder (plan, recipe);
  if (ok)
    settle_bases (plan, registry);
  if (ok)
    check_named (plan, registry);
  ok = ok && apply_options (plan, registry, recipe, sink, error);
  if (!ok && !wz_registry_check (registry, NULL)) { /* what seems wrong may only be unknown */
    g_clear_error (error);
    wz_registry_check (registry, error);
  }
  return ok ? g_steal_pointer (&plan) : NULL;
}

void
wz_plan_free (WzPlan *plan)
{
  if (plan == NULL)
    return;
  g_ptr_array_unref (plan->plugins);
  g_ptr_array_unref (plan->options);
  g_ptr_array_unref (plan->bases);
  g_ptr_array_unref (plan->chain);
  g_ptr_array_unref (plan->base_options);
  g_ptr_array_unref (plan->failures);
  g_free (plan->folder);
  g_free (plan->file);
  g_free (plan);
}

gboolean
wz_plan_make_folder (const WzPlan *plan, GError **error)
{
  if (g_mkdir_with_parents (plan->folder, 0777) == 0)
    return TRUE;
  g_set_error (error, WZ_OUTPUT_ERROR, WZ_OUTPUT_ERROR_IO, "%s: %s", plan->folder, g_strerror (errno));
  return FALSE;
}

gchar *
wz_plan_dup_path (const WzPlan *plan, guint i, const gchar *stem)
{
  const WzPluginInfo *info = g_ptr_array_index (plan->plugins, i);
  if (plan->file != NULL)
    return g_strdup (plan->file);
  g_autofree gchar *clean = wz_target_dup_stem (stem);
  g_autofree gchar *name = g_strdup_printf ("%s.%s", clean, info->extension);
  g_autofree gchar *path = g_build_filename (plan->folder, name, NULL);
  return g_str_equal (plan->folder, ".") ? g_steal_pointer (&name) : g_steal_pointer (&path);
}
