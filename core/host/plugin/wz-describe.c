/* wz-describe.c: plugins and styles as JSON. SPDX-License-Identifier: MIT */
#include "host/plugin/wz-describe.h"

#include "host/process/wz-message-private.h"
#include "host/plugin/wz-options-private.h"
#include "style/wz-style-private.h"

static gchar *
finish (JsonBuilder *json)
{
  g_autofree gchar *text = wz_message_end (json, TRUE);
  return g_strconcat (text, "\n", NULL);
}

static void
add_strings (JsonBuilder *json, const gchar *member, gchar **strings)
{
  wz_message_begin_array (json, member);
  for (guint i = 0; strings[i] != NULL; i++)
    json_builder_add_string_value (json, strings[i]);
  json_builder_end_array (json);
}

static void
add_identity (JsonBuilder *json, const WzPluginInfo *info)
{
  wz_message_add_string (json, "name", info->name);
  wz_message_add_string (json, "version", info->version);
  wz_message_add_string (json, "summary", info->summary);
  wz_message_add_string (json, "license", info->license);
  wz_message_add_string (json, "path", info->path);
  wz_message_add_boolean (json, "builtin", info->builtin);
  wz_message_add_string (json, "kind", wz_plugin_info_is_reader (info) ? "reader" : "output");
  wz_message_add_boolean (json, "program", info->program != NULL);
  if (wz_plugin_info_is_reader (info)) {
    add_strings (json, "patterns", info->program->patterns);
    return;
  }
  wz_message_add_boolean (json, "folder", wz_plugin_info_has_folder (info));
  wz_message_begin_array (json, "extensions");
  json_builder_add_string_value (json, info->extension);
  if (*info->other_extension != '\0')
    json_builder_add_string_value (json, info->other_extension);
  json_builder_end_array (json);
  wz_message_add_string (json, "media-type", info->media_type);
  wz_message_add_boolean (json, "inspects", info->has_inspect);
  wz_message_add_string (json, "based-on", info->based_on);
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
      wz_message_add_string (json, "name", info->name);
      wz_message_add_string (json, "path", info->path);
      wz_message_add_string (json, "error", info->error->message);
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
  wz_message_begin_array (json, "options");
  for (guint i = 0; i < info->n_options; i++)
    wz_option_describe (json, &info->options[i]);
  json_builder_end_array (json);
  json_builder_end_object (json);
  return finish (json);
}

gchar *
wz_describe_trials (const GArray *results)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  json_builder_begin_array (json);
  for (guint i = 0; i < results->len; i++) {
    const WzTrialResult *result = &g_array_index (results, WzTrialResult, i);
    json_builder_begin_object (json);
    wz_message_add_string (json, "output", result->output);
    wz_message_add_string (json, "trial", result->trial);
    wz_message_add_string (json, "verdict", result->verdict);
    wz_message_add_string (json, "detail", result->detail != NULL ? result->detail : "");
    wz_message_begin_array (json, "missing");
    for (guint k = 0; result->missing != NULL && k < result->missing->len; k++)
      json_builder_add_string_value (json, g_ptr_array_index (result->missing, k));
    json_builder_end_array (json);
    if (result->bytes > 0) {
      wz_message_add_number (json, "bytes", (guint) MIN (result->bytes, G_MAXUINT));
      json_builder_set_member_name (json, "seconds");
      json_builder_add_double_value (json, result->seconds);
      wz_message_add_number (json, "kib", (guint) result->kib);
    }
    json_builder_end_object (json);
  }
  json_builder_end_array (json);
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
    wz_message_add_string (json, "name", names[i]);
    wz_message_add_string (json, "comment", comment);
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
    wz_message_add_string (json, keys[i].key, wz_style_get_key_value (style, i));
  json_builder_end_object (json);
  return finish (json);
}

gchar *
wz_describe_readers (const WzReaders *readers)
{
  g_auto (GStrv) names = wz_readers_dup_names (readers);
  g_autoptr (JsonBuilder) json = json_builder_new ();
  json_builder_begin_array (json);
  for (guint i = 0; names[i] != NULL; i++) {
    const WzReader *reader = wz_readers_find (readers, names[i]);
    json_builder_begin_object (json);
    wz_message_add_string (json, "name", names[i]);
    wz_message_add_string (json, "comment", wz_reader_get_comment (reader));
    wz_message_add_string (json, "path", wz_reader_get_path (reader));
    json_builder_end_object (json);
  }
  json_builder_end_array (json);
  return finish (json);
}

gchar *
wz_describe_reading (const WzReader *reader, const WzIssue *issue, const GPtrArray *keys)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  json_builder_begin_object (json);
  wz_message_add_string (json, "reader", wz_reader_get_name (reader));
  wz_message_add_number (json, "entries", wz_issue_get_n_entries (issue));
  wz_message_begin_array (json, "keys");
  for (guint i = 0; i < keys->len; i++) {
    const WzReadKey *key = g_ptr_array_index (keys, i);
    json_builder_begin_object (json);
    wz_message_add_string (json, "name", key->name);
    wz_message_add_number (json, "used", key->n_used);
    wz_message_add_number (json, "ignored", key->n_ignored);
    wz_message_add_number (json, "unread", key->n_unread);
    json_builder_end_object (json);
  }
  json_builder_end_array (json);
  json_builder_end_object (json);
  return finish (json);
}
