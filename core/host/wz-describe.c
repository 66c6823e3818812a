/* wz-describe.c: plugins and styles as JSON. SPDX-License-Identifier: MIT */
#include "host/wz-describe.h"

#include "style/wz-style-private.h"

#include <json-glib/json-glib.h>

#include "host/wz-options-private.h"

static void
add_string (JsonBuilder *json, const gchar *member, const gchar *text)
{
  g_autofree gchar *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  json_builder_set_member_name (json, member);
  json_builder_add_string_value (json, valid);
}

static void
add_boolean (JsonBuilder *json, const gchar *member, gboolean value)
{
  json_builder_set_member_name (json, member);
  json_builder_add_boolean_value (json, value);
}

static void
add_number (JsonBuilder *json, const gchar *member, gdouble value)
{
  json_builder_set_member_name (json, member);
  json_builder_add_double_value (json, value);
}

static void
begin_array (JsonBuilder *json, const gchar *member)
{
  json_builder_set_member_name (json, member);
  json_builder_begin_array (json);
}

static gchar *
finish (JsonBuilder *json)
{
  g_autoptr (JsonNode) root = json_builder_get_root (json);
  g_autofree gchar *text = json_to_string (root, TRUE);
  return g_strconcat (text, "\n", NULL);
}

static void
add_identity (JsonBuilder *json, const WzPluginInfo *info)
{
  add_string (json, "name", info->name);
  add_string (json, "version", info->version);
  add_string (json, "summary", info->summary);
  add_string (json, "license", info->license);
  add_string (json, "path", info->path);
  add_boolean (json, "builtin", info->builtin);
  begin_array (json, "extensions");
  json_builder_add_string_value (json, info->extension);
  if (*info->other_extension != '\0')
    json_builder_add_string_value (json, info->other_extension);
  json_builder_end_array (json);
  add_string (json, "media-type", info->media_type);
  add_boolean (json, "inspects", info->has_inspect);
}

static void
add_option (JsonBuilder *json, const WzOptionDef *def)
{
  json_builder_begin_object (json);
  add_string (json, "name", def->name);
  add_string (json, "type", wz_option_type_get_name (def->type));
  add_string (json, "default", def->default_value);
  if (def->minimum != 0 || def->maximum != 0) {
    add_number (json, "minimum", def->minimum);
    add_number (json, "maximum", def->maximum);
  }
  if (def->choices != NULL && def->choices[0] != NULL) {
    begin_array (json, "choices");
    for (guint i = 0; def->choices[i] != NULL; i++)
      json_builder_add_string_value (json, def->choices[i]);
    json_builder_end_array (json);
  }
  add_string (json, "help", def->help);
  json_builder_end_object (json);
}

gchar *
wz_describe_plugins (WzRegistry *registry)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  json_builder_begin_array (json);
  for (guint i = 0; i < wz_registry_get_n_plugins (registry); i++) {
    const WzPluginInfo *info = wz_registry_get_plugin (registry, i);
    json_builder_begin_object (json);
    if (info->error == NULL)
      add_identity (json, info);
    else {
      add_string (json, "name", info->name);
      add_string (json, "path", info->path);
      add_string (json, "error", info->error->message);
    }
    json_builder_end_object (json);
  }
  json_builder_end_array (json);
  return finish (json);
}

gchar *
wz_describe_plugin (const WzPluginInfo *info)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  json_builder_begin_object (json);
  add_identity (json, info);
  begin_array (json, "options");
  for (guint i = 0; i < info->n_options; i++)
    add_option (json, &info->options[i]);
  json_builder_end_array (json);
  json_builder_end_object (json);
  return finish (json);
}

gchar *
wz_describe_styles (const gchar *const *style_dirs, const gchar *data_dir)
{
  g_auto (GStrv) names = wz_style_dup_names (style_dirs, data_dir);
  g_autoptr (JsonBuilder) json = json_builder_new ();
  json_builder_begin_array (json);
  for (guint i = 0; names[i] != NULL; i++) {
    g_autofree gchar *comment = wz_style_dup_comment (names[i], style_dirs, data_dir);
    json_builder_begin_object (json);
    add_string (json, "name", names[i]);
    add_string (json, "comment", comment);
    json_builder_end_object (json);
  }
  json_builder_end_array (json);
  return finish (json);
}

gchar *
wz_describe_style (const WzStyle *style)
{
  guint n_keys;
  const WzStyleKey *keys = wz_style_get_keys (&n_keys);
  g_autoptr (JsonBuilder) json = json_builder_new ();
  json_builder_begin_object (json);
  for (guint i = 0; i < n_keys; i++)
    add_string (json, keys[i].key, wz_style_get_text (style, i));
  json_builder_end_object (json);
  return finish (json);
}
