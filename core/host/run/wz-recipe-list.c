/* wz-recipe-list.c: recipes for people and for programs. SPDX-License-Identifier: MIT */
#include "host/run/wz-recipe-list.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/wz-display.h"
#include "host/process/wz-message-private.h"

enum { VALUE_WIDTH = 32 /* columns; what is longer pushes its origin to the right */ };

typedef struct {
  gchar *name, *text; /* as they are shown */
  WzOrigin origin;    /* its strings are lent */
} Line;

static void
line_free (gpointer data)
{
  Line *line = data;
  g_free (line->name);
  g_free (line->text);
  g_free (line);
}

/* An option of an output goes by its own name. */
static void
add_line (GPtrArray *lines, WzRecipeField field, const gchar *text, const WzOrigin *origin)
{
  Line *line = g_new0 (Line, 1);
  const gchar *equals = field == WZ_RECIPE_OPTION ? strchr (text, '=') : NULL;
  line->name =
      equals ? g_strndup (text, (gsize) (equals - text)) : g_strdup (wz_recipe_get_row (field)->name);
  line->text = wz_display_dup (equals ? equals + 1 : text);
  line->origin = *origin;
  g_ptr_array_add (lines, line);
}

/* A default counts for commands that have the option; what has none is of issues. */
static gboolean
matters (const WzRecipeList *list, WzRecipeField field, const WzRecipeValue *value)
{
  const WzRecipeRow *row = wz_recipe_get_row (field);
  gboolean of_issues = list->command != WZ_COMMAND_EXPORT;
  const WzRecipeValue *before = list->base ? wz_recipe_find (list->base, field) : NULL;
  if (row->part == WZ_RECIPE_RUN ||
      (before != NULL && row->many == WZ_RECIPE_ONE && g_str_equal (before->text, value->text)) ||
      (before != NULL && row->many == WZ_RECIPE_SUM))
    return FALSE;
  return value->origin.kind != WZ_ORIGIN_DEFAULT || (row->commands & list->command) != 0 ||
         (of_issues && (row->commands == 0 || (row->commands & WZ_COMMAND_WEEKLY)));
}

static void
add_types (GPtrArray *lines, const WzRecipeList *list)
{
  static const WzOrigin nobody = {.kind = WZ_ORIGIN_DEFAULT};
  g_autoptr (GString) names = g_string_new (NULL);
  for (guint i = 0; i < list->plan->plugins->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? "," : "",
                            ((const WzPluginInfo *) g_ptr_array_index (list->plan->plugins, i))->name);
  add_line (lines, WZ_RECIPE_TYPES, names->str, &nobody);
}

static gboolean
is_set (const WzRecipe *recipe, const gchar *option)
{
  for (guint i = 0; i < wz_recipe_get_n_values (recipe, WZ_RECIPE_OPTION); i++)
    if (g_str_has_prefix (wz_recipe_get_value (recipe, WZ_RECIPE_OPTION, i)->text, option))
      return TRUE;
  return FALSE;
}

/* Options that nobody sets, as their outputs or the style have them. */
static void
add_options (GPtrArray *lines, const WzRecipeList *list)
{
  for (guint i = 0; i < list->plan->plugins->len; i++) {
    const WzPluginInfo *info = g_ptr_array_index (list->plan->plugins, i);
    for (guint k = 0; k < info->n_options; k++) {
      const WzOptionDef *def = &info->options[k];
      g_autofree gchar *set = g_strdup_printf ("%s.%s=%s", info->name, def->name, def->default_value);
      g_autofree gchar *name = g_strdup_printf ("%s.%s=", info->name, def->name);
      gboolean styled = g_str_equal (def->default_value, "from-style");
      WzOrigin origin = {.kind = styled ? WZ_ORIGIN_STYLE : WZ_ORIGIN_DEFAULT,
                         .name = styled ? wz_style_get_name (list->style) : NULL};
      if (!is_set (list->recipe, name))
        add_line (lines, WZ_RECIPE_OPTION, set, &origin);
    }
  }
}

static GPtrArray *
list_lines (const WzRecipeList *list)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (line_free);
  if (list->base == NULL && wz_recipe_find (list->recipe, WZ_RECIPE_TYPES) == NULL)
    add_types (lines, list);
  for (WzRecipeField field = 0; field < WZ_RECIPE_N_FIELDS; field++)
    for (guint i = 0; i < wz_recipe_get_n_values (list->recipe, field); i++) {
      const WzRecipeValue *value = wz_recipe_get_value (list->recipe, field, i);
      if (matters (list, field, value) && !wz_recipe_is_outdone (list->recipe, field, i))
        add_line (lines, field, value->text, &value->origin);
    }
  if (list->base == NULL && list->all)
    add_options (lines, list);
  return lines;
}

static GPtrArray *
list_files (const WzRecipeList *list)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; list->issues != NULL && i < list->issues->len; i++)
    for (guint k = 0; k < list->plan->plugins->len; k++)
      g_ptr_array_add (
          files, wz_plan_dup_path (list->plan, k, wz_issue_get_stem (g_ptr_array_index (list->issues, i))));
  return files;
}

/* ---- For people ---- */

gchar *
wz_recipe_list_dup_text (const WzRecipeList *list)
{
  g_autoptr (GPtrArray) lines = list_lines (list), files = list_files (list);
  const gchar *indent = list->base != NULL ? "  " : "";
  guint width = 0;
  GString *out = g_string_new (NULL);
  for (guint i = 0; i < lines->len; i++)
    width = MAX (width, (guint) strlen (((const Line *) g_ptr_array_index (lines, i))->name));
  for (guint i = 0; i < lines->len; i++) {
    const Line *line = g_ptr_array_index (lines, i);
    g_autofree gchar *origin = wz_origin_dup_text (&line->origin), *shown = wz_display_dup (origin);
    g_string_append (out, indent);
    wz_display_append_padded (out, line->name, width);
    g_string_append (out, "  ");
    wz_display_append_padded (out, line->text, VALUE_WIDTH);
    g_string_append_printf (out, "  %s\n", shown);
  }
  for (guint i = 0; i < files->len; i++) {
    g_autofree gchar *path = wz_display_dup (g_ptr_array_index (files, i));
    g_string_append_printf (out, "%s→ %s\n", indent, path);
  }
  return g_string_free (out, FALSE);
}

/* ---- For programs ---- */

static void
add_number (JsonBuilder *json, const gchar *member, guint number)
{
  if (number == 0)
    return;
  json_builder_set_member_name (json, member);
  json_builder_add_int_value (json, number);
}

gchar *
wz_recipe_list_dup_json (const WzRecipeList *list)
{
  g_autoptr (GPtrArray) lines = list_lines (list), files = list_files (list);
  g_autoptr (JsonBuilder) json = json_builder_new ();
  json_builder_begin_object (json);
  wz_message_add_string (json, "issue", list->issue);
  wz_message_add_string (json, "state", list->state);
  wz_message_begin_array (json, "recipe");
  for (guint i = 0; i < lines->len; i++) {
    const Line *line = g_ptr_array_index (lines, i);
    json_builder_begin_object (json);
    wz_message_add_string (json, "name", line->name);
    wz_message_add_string (json, "value", line->text);
    wz_message_add_string (json, "origin", wz_origin_get_name (line->origin.kind));
    wz_message_add_string (json, "by", line->origin.name);
    wz_message_add_string (json, "file", line->origin.position.file);
    add_number (json, "line", line->origin.position.line);
    add_number (json, "column", line->origin.position.column);
    json_builder_end_object (json);
  }
  json_builder_end_array (json);
  wz_message_begin_array (json, "files");
  for (guint i = 0; i < files->len; i++) {
    g_autofree gchar *path = wz_display_dup (g_ptr_array_index (files, i));
    json_builder_add_string_value (json, path);
  }
  json_builder_end_array (json);
  json_builder_end_object (json);
  g_autofree gchar *text = wz_message_end (json, FALSE);
  return g_strconcat (text, "\n", NULL);
}
