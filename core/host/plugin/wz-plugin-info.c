/* wz-plugin-info.c: a plugin's descriptor as JSON, out, in and checked. SPDX-License-Identifier: MIT */
#include "host/plugin/wz-plugin-info.h"

#include "host/process/wz-confine.h"
#include "host/process/wz-message-private.h"
#include "host/plugin/wz-options-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a descriptor says in words: in JSON, here and in the descriptor. */
#define TEXT(member, field)                                                                                  \
  {                                                                                                          \
    member, G_STRUCT_OFFSET (WzPluginInfo, field), G_STRUCT_OFFSET (WzPluginDesc, field)                     \
  }

static const struct {
  const gchar *member;
  glong info, desc;
} texts[] = {
    TEXT ("name", name),
    TEXT ("version", version),
    TEXT ("summary", summary),
    TEXT ("license", license),
    TEXT ("extension", extension),
    TEXT ("otherExtension", other_extension),
    TEXT ("mediaType", media_type),
    TEXT ("basedOn", based_on),
};

static gchar **
text_of (WzPluginInfo *info, guint i)
{
  return &G_STRUCT_MEMBER (gchar *, info, texts[i].info);
}

/* ---- Out ---- */

gchar *
wz_plugin_info_describe (const WzModule *module)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  const WzPluginDesc *desc = &module->desc;
  json_builder_begin_object (json);
  wz_message_add_string (json, "type", "descriptor");
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    wz_message_add_string (json, texts[i].member, G_STRUCT_MEMBER (const gchar *, desc, texts[i].desc));
  wz_message_add_boolean (json, "inspect", module->funcs.inspect != NULL);
  wz_message_begin_array (json, "options");
  for (guint i = 0; i < desc->n_options; i++)
    wz_option_describe (json, &desc->options[i]);
  json_builder_end_array (json);
  json_builder_end_object (json);
  return wz_message_end (json, FALSE);
}

/* ---- In ---- */

static gchar *
dup_member (JsonObject *object, const gchar *member, const gchar *otherwise)
{
  JsonNode *node = wz_message_find_value (object, member, G_TYPE_STRING);
  return node != NULL ? json_node_dup_string (node) : g_strdup (otherwise);
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
  g_autofree gchar *type = dup_member (object, "type", NULL);
  return (WzOptionDef){
      .name = dup_member (object, "name", NULL),
      .type = (WzOptionType) wz_option_type_find (type), /* -1: the check refuses it */
      .default_value = dup_member (object, "default", NULL),
      .minimum = number_of (object, "minimum"),
      .maximum = number_of (object, "maximum"),
      .choices = (const gchar *const *) dup_choices (object),
      .help = dup_member (object, "help", ""),
  };
}

static void
read_info (JsonObject *object, WzPluginInfo *info)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    *text_of (info, i) = dup_member (object, texts[i].member, "");
  info->has_inspect = flag_of (object, "inspect");
  JsonArray *options = array_of (object, "options", &info->n_options);
  info->options = g_new0 (WzOptionDef, MAX (1, info->n_options));
  for (guint i = 0; i < info->n_options; i++) {
    JsonNode *node = json_array_get_element (options, i);
    if (JSON_NODE_HOLDS_OBJECT (node)) /* else it has no name, and the check refuses it */
      info->options[i] = read_option (json_node_get_object (node));
  }
}

gboolean
wz_plugin_info_check (const WzPluginInfo *info, GError **error)
{
  WzPluginDesc desc = {.options = info->options, .n_options = info->n_options};
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    G_STRUCT_MEMBER (const gchar *, &desc, texts[i].desc) = *text_of ((WzPluginInfo *) (gsize) info, i);
  if (wz_plugin_info_is_reader (info))
    desc.extension = "any"; /* it has patterns */
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
  if (!wz_plugin_info_check (&taken, error)) {
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

static void
free_program (WzProgram *program)
{
  if (program == NULL)
    return;
  g_strfreev (program->argv);
  g_strfreev (program->reads);
  g_strfreev (program->patterns);
  g_free (program);
}

GPtrArray *
wz_plugin_info_list_readable (const WzPluginInfo *info)
{
  GPtrArray *readable = g_ptr_array_new_with_free_func (g_free);
  wz_confine_add_module (readable, info->path);
  if (info->program == NULL)
    return readable;
  wz_confine_add_program (readable, info->program->argv[0]);
  for (guint i = 0; info->program->reads != NULL && info->program->reads[i] != NULL; i++)
    g_ptr_array_add (readable, g_strdup (info->program->reads[i]));
  return readable;
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
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (*text_of (info, i));
  free_program (info->program);
  g_clear_error (&info->error);
  *info = (WzPluginInfo){0};
}

/* ---- Asking ---- */

gboolean
wz_plugin_info_has_folder (const WzPluginInfo *info)
{
  return info->program != NULL && info->program->has_folder;
}

GPtrArray *
wz_plugin_info_list_files (const WzPluginInfo *info)
{
  GPtrArray *files = g_ptr_array_new ();
  g_autofree gchar *name = g_path_get_dirname (info->path),
                   *folder = g_strconcat (name, G_DIR_SEPARATOR_S, NULL);
  g_ptr_array_add (files, info->path);
  for (guint i = 0; info->program != NULL && info->program->argv[i] != NULL; i++)
    if (g_str_has_prefix (info->program->argv[i], folder))
      g_ptr_array_add (files, info->program->argv[i]);
  for (guint i = 0; info->program != NULL && info->program->reads[i] != NULL; i++)
    g_ptr_array_add (files, info->program->reads[i]);
  g_ptr_array_add (files, NULL);
  return files;
}

gboolean
wz_plugin_info_is_reader (const WzPluginInfo *info)
{
  return info->program != NULL && info->program->is_reader;
}

gboolean
wz_plugin_info_has_extension (const WzPluginInfo *info, const gchar *extension)
{
  return g_ascii_strcasecmp (info->extension, extension) == 0 ||
         (*info->other_extension != '\0' && g_ascii_strcasecmp (info->other_extension, extension) == 0);
}

const gchar *
wz_plugin_info_find_extension (const WzPluginInfo *info, const gchar *path)
{
  const gchar *extension = wz_module_find_extension (path);
  while (extension != NULL && !wz_plugin_info_has_extension (info, extension)) {
    const gchar *point = strchr (extension, '.');
    extension = point != NULL ? point + 1 : NULL;
  }
  return extension;
}

const gchar *
wz_plugin_info_get_remedy (const WzPluginInfo *info, const GError *error)
{
  static const gchar *const theirs[] = {
      [WZ_PLUGIN_ERROR_LOAD] = N_ ("; build it again for this machine and this wenzhai, or remove it"),
      [WZ_PLUGIN_ERROR_SYMBOL] = N_ ("; remove it from the plugins"),
      [WZ_PLUGIN_ERROR_ABI] =
          N_ ("; build it again with this wenzhai's headers (meson setup --wipe build), or remove it"),
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
