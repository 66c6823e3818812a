/* wz-plugin-info.c: a plugin's descriptor as JSON, out, in and checked. SPDX-License-Identifier: MIT */
#include "host/wz-plugin-info.h"

#include "host/wz-message-private.h"
#include "host/wz-options-private.h"

#include <glib/gi18n-lib.h>

/* ---- Out ---- */

gchar *
wz_plugin_info_describe (const WzModule *module)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  const WzPluginDesc *desc = &module->desc;
  json_builder_begin_object (json);
  wz_message_add_string (json, "type", "descriptor");
  wz_message_add_string (json, "name", desc->name);
  wz_message_add_string (json, "version", desc->version);
  wz_message_add_string (json, "summary", desc->summary);
  wz_message_add_string (json, "license", desc->license);
  wz_message_add_string (json, "extension", desc->extension);
  wz_message_add_string (json, "otherExtension", desc->other_extension);
  wz_message_add_string (json, "mediaType", desc->media_type);
  wz_message_add_boolean (json, "inspect", module->funcs.inspect != NULL);
  wz_message_begin_array (json, "options");
  for (guint i = 0; i < desc->n_options; i++)
    wz_message_add_option (json, &desc->options[i]);
  json_builder_end_array (json);
  json_builder_end_object (json);
  return wz_message_end (json, FALSE);
}

/* ---- In ---- */

static gchar *
dup_member (JsonObject *object, const gchar *member)
{
  JsonNode *node = wz_message_find_value (object, member, G_TYPE_STRING);
  return node != NULL ? json_node_dup_string (node) : NULL;
}

/* A whole number may be written without a point. */
static gdouble
number_of (JsonObject *object, const gchar *member)
{
  JsonNode *node = wz_message_find_value (object, member, G_TYPE_DOUBLE);
  if (node != NULL)
    return json_node_get_double (node);
  node = wz_message_find_value (object, member, G_TYPE_INT64);
  return node != NULL ? (gdouble) json_node_get_int (node) : 0;
}

static gboolean
flag_of (JsonObject *object, const gchar *member)
{
  JsonNode *node = wz_message_find_value (object, member, G_TYPE_BOOLEAN);
  return node != NULL && json_node_get_boolean (node);
}

static JsonArray *
array_of (JsonObject *object, const gchar *member, guint *n)
{
  JsonNode *node = json_object_get_member (object, member);
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  *n = array != NULL ? json_array_get_length (array) : 0;
  return array;
}

static gchar **
dup_choices (JsonObject *object)
{
  guint n;
  JsonArray *array = array_of (object, "choices", &n);
  gchar **choices = n > 0 ? g_new0 (gchar *, n + 1) : NULL;
  for (guint i = 0; i < n; i++) {
    JsonNode *node = json_array_get_element (array, i);
    gboolean is_text = JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;
    choices[i] = is_text ? json_node_dup_string (node) : g_strdup (""); /* which the check refuses */
  }
  return choices;
}

static WzOptionDef
read_option (JsonObject *object)
{
  g_autofree gchar *type = dup_member (object, "type");
  return (WzOptionDef){
      .name = dup_member (object, "name"),
      .type = (WzOptionType) wz_option_type_find (type), /* -1: the check refuses it */
      .default_value = dup_member (object, "default"),
      .minimum = number_of (object, "minimum"),
      .maximum = number_of (object, "maximum"),
      .choices = (const gchar *const *) dup_choices (object),
      .help = dup_member (object, "help"),
  };
}

static void
read_info (JsonObject *object, WzPluginInfo *info)
{
  info->name = dup_member (object, "name");
  info->version = dup_member (object, "version");
  info->summary = dup_member (object, "summary");
  info->license = dup_member (object, "license");
  info->extension = dup_member (object, "extension");
  info->other_extension = dup_member (object, "otherExtension");
  info->media_type = dup_member (object, "mediaType");
  info->has_inspect = flag_of (object, "inspect");
  JsonArray *options = array_of (object, "options", &info->n_options);
  info->options = g_new0 (WzOptionDef, MAX (1, info->n_options));
  for (guint i = 0; i < info->n_options; i++) {
    JsonNode *node = json_array_get_element (options, i);
    if (JSON_NODE_HOLDS_OBJECT (node)) /* else it has no name, and the check refuses it */
      info->options[i] = read_option (json_node_get_object (node));
  }
}

/* What a line may leave out is shown as an empty text. */
static void
fill_up (WzPluginInfo *info)
{
  gchar **texts[] = {&info->version, &info->summary, &info->license, &info->other_extension,
                     &info->media_type};
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (*texts[i] == NULL)
      *texts[i] = g_strdup ("");
  for (guint i = 0; i < info->n_options; i++)
    if (info->options[i].help == NULL)
      info->options[i].help = g_strdup ("");
}

/* The rules are those of the module itself, and the defaults are valid by their own declarations. */
static gboolean
check (const WzPluginInfo *info, GError **error)
{
  const WzPluginDesc desc = {
      .name = info->name,
      .version = info->version,
      .summary = info->summary,
      .license = info->license,
      .extension = info->extension,
      .other_extension = info->other_extension,
      .media_type = info->media_type,
      .options = info->options,
      .n_options = info->n_options,
  };
  if (!wz_module_check_texts (&desc, error))
    return FALSE;
  g_autoptr (WzOptions) options = wz_options_new (info->options, info->n_options, error);
  return options != NULL;
}

gboolean
wz_plugin_info_take (WzPluginInfo *info, const gchar *line, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  WzPluginInfo taken = {0};
  if (!json_parser_load_from_data (parser, line, -1, NULL) ||
      !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser))) {
    g_set_error_literal (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_INVALID, _ ("did not describe itself"));
    return FALSE;
  }
  read_info (json_node_get_object (json_parser_get_root (parser)), &taken);
  fill_up (&taken);
  if (!check (&taken, error)) {
    wz_plugin_info_clear (&taken);
    return FALSE;
  }
  taken.path = g_strdup (info->path);
  taken.builtin = info->builtin;
  taken.named = info->named;
  wz_plugin_info_clear (info);
  *info = taken;
  return TRUE;
}

void
wz_plugin_info_clear (WzPluginInfo *info)
{
  for (guint i = 0; i < info->n_options; i++) {
    g_free ((gpointer) (gsize) info->options[i].name);
    g_free ((gpointer) (gsize) info->options[i].default_value);
    g_free ((gpointer) (gsize) info->options[i].help);
    g_strfreev ((gchar **) (gsize) info->options[i].choices);
  }
  g_free (info->options);
  g_free (info->path);
  g_free (info->name);
  g_free (info->version);
  g_free (info->summary);
  g_free (info->license);
  g_free (info->extension);
  g_free (info->other_extension);
  g_free (info->media_type);
  g_clear_error (&info->error);
  *info = (WzPluginInfo){0};
}

/* ---- Asking ---- */

gboolean
wz_plugin_info_has_extension (const WzPluginInfo *info, const gchar *extension)
{
  return g_ascii_strcasecmp (info->extension, extension) == 0 ||
         (*info->other_extension != '\0' && g_ascii_strcasecmp (info->other_extension, extension) == 0);
}

const gchar *
wz_plugin_info_get_remedy (const WzPluginInfo *info, const GError *error)
{
  static const gchar *const theirs[] = {
      [WZ_PLUGIN_ERROR_LOAD] = N_ ("; build it again for this machine and this wenzhai, or remove it"),
      [WZ_PLUGIN_ERROR_SYMBOL] = N_ ("; remove it from the plugins"),
      [WZ_PLUGIN_ERROR_ABI] = N_ ("; build it again with this wenzhai's headers, or remove it"),
      [WZ_PLUGIN_ERROR_INVALID] = N_ ("; its author has to mend it; leave it out until then"),
      [WZ_PLUGIN_ERROR_CRASHED] = N_ ("; its author has to mend it; leave it out until then"),
      [WZ_PLUGIN_ERROR_LIMIT] = "",
      [WZ_PLUGIN_ERROR_FAILED] = N_ ("; leave it out, or ask its author"),
      [WZ_PLUGIN_ERROR_OPTION] = "",
  };
  if (error->domain != WZ_PLUGIN_ERROR || (guint) error->code >= G_N_ELEMENTS (theirs))
    return "";
  if (!info->builtin)
    return *theirs[error->code] != '\0' ? _ (theirs[error->code]) : "";
  switch (error->code) {
  case WZ_PLUGIN_ERROR_LOAD:
  case WZ_PLUGIN_ERROR_SYMBOL:
  case WZ_PLUGIN_ERROR_ABI:
    return _ ("; install wenzhai again");
  case WZ_PLUGIN_ERROR_INVALID:
  case WZ_PLUGIN_ERROR_CRASHED:
    return _ ("; this is a fault of wenzhai: please report it");
  default:
    return "";
  }
}

gchar *
wz_plugin_info_dup_failure (const WzPluginInfo *info, const GError *error)
{
  return g_strdup_printf (_ ("plugin %s (%s): %s%s"), info->name, info->path, error->message,
                          wz_plugin_info_get_remedy (info, error));
}
