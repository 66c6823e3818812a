/* wz-registry.c: probing plugins. SPDX-License-Identifier: MIT */
#include "host/wz-registry.h"

#include "host/wz-child.h"
#include "host/wz-module.h"
#include "host/wz-options-private.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#define PROBE_MILLISECONDS 10000
#define PROBE_BYTES (G_GUINT64_CONSTANT (1) << 30)

typedef struct {
  WzPluginInfo info;
  WzChild *child;
  gboolean started;
  gboolean judged;
  gboolean described;
} Probe;

struct _WzRegistry {
  GPtrArray *probes;
};

/* ---- In the child: the descriptor as JSON ---- */

static void
add_string (JsonBuilder *json, const gchar *member, const gchar *text)
{
  json_builder_set_member_name (json, member);
  json_builder_add_string_value (json, text != NULL ? text : "");
}

static void
add_option (JsonBuilder *json, const WzOptionDef *option)
{
  json_builder_begin_object (json);
  add_string (json, "name", option->name);
  add_string (json, "type", wz_option_type_get_name (option->type));
  add_string (json, "default", option->default_value);
  add_string (json, "help", option->help);
  json_builder_set_member_name (json, "minimum");
  json_builder_add_double_value (json, option->minimum);
  json_builder_set_member_name (json, "maximum");
  json_builder_add_double_value (json, option->maximum);
  json_builder_set_member_name (json, "choices");
  json_builder_begin_array (json);
  for (guint i = 0; option->choices != NULL && option->choices[i] != NULL; i++)
    json_builder_add_string_value (json, option->choices[i]);
  json_builder_end_array (json);
  json_builder_end_object (json);
}

static gchar *
describe (const WzModule *module)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  const WzPluginDesc *desc = &module->desc;
  json_builder_begin_object (json);
  add_string (json, "type", "descriptor");
  add_string (json, "name", desc->name);
  add_string (json, "version", desc->version);
  add_string (json, "summary", desc->summary);
  add_string (json, "license", desc->license);
  add_string (json, "extension", desc->extension);
  add_string (json, "otherExtension", desc->other_extension);
  add_string (json, "mediaType", desc->media_type);
  json_builder_set_member_name (json, "inspect");
  json_builder_add_boolean_value (json, module->funcs.inspect != NULL);
  json_builder_set_member_name (json, "options");
  json_builder_begin_array (json);
  for (guint i = 0; i < desc->n_options; i++)
    add_option (json, &desc->options[i]);
  json_builder_end_array (json);
  json_builder_end_object (json);
  g_autoptr (JsonNode) root = json_builder_get_root (json);
  return json_to_string (root, FALSE);
}

static void
probe_main (gint pipe_fd, gpointer path)
{
  WzModule module;
  g_autoptr (GError) error = NULL;
  if (!wz_module_open (path, &module, &error)) {
    wz_message_send_error (pipe_fd, error->code, error->message);
    return;
  }
  g_autofree gchar *line = describe (&module);
  wz_message_send_line (pipe_fd, line);
  wz_message_send_done (pipe_fd, 0);
}

/* ---- In the parent ---- */

static gchar *
dup_member (JsonObject *object, const gchar *member)
{
  const gchar *text = json_object_get_string_member_with_default (object, member, NULL);
  return g_strdup (text != NULL ? text : "");
}

static gchar **
dup_choices (JsonObject *object)
{
  JsonArray *array = json_object_get_array_member (object, "choices");
  guint n = json_array_get_length (array);
  gchar **choices = n > 0 ? g_new0 (gchar *, n + 1) : NULL;
  for (guint i = 0; i < n; i++)
    choices[i] = g_strdup (json_array_get_string_element (array, i));
  return choices;
}

/* The line was written by describe() in our own child: its shape is known, and the message reader has checked
 * the grammar. */
static void
on_message (const WzMessage *message, gpointer user_data)
{
  Probe *probe = user_data;
  if (message->type != WZ_MESSAGE_DESCRIPTOR || probe->described)
    return;
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (parser, message->json, -1, NULL))
    return;
  JsonObject *object = json_node_get_object (json_parser_get_root (parser));
  if (!json_object_has_member (object, "options") || !json_object_has_member (object, "name"))
    return;
  WzPluginInfo *info = &probe->info;
  g_free (info->name);
  info->name = dup_member (object, "name");
  info->version = dup_member (object, "version");
  info->summary = dup_member (object, "summary");
  info->license = dup_member (object, "license");
  info->extension = dup_member (object, "extension");
  info->other_extension = dup_member (object, "otherExtension");
  info->media_type = dup_member (object, "mediaType");
  info->has_inspect = json_object_get_boolean_member_with_default (object, "inspect", FALSE);
  JsonArray *options = json_object_get_array_member (object, "options");
  info->n_options = json_array_get_length (options);
  info->options = g_new0 (WzOptionDef, MAX (1, info->n_options));
  for (guint i = 0; i < info->n_options; i++) {
    JsonObject *option = json_array_get_object_element (options, i);
    g_autofree gchar *type = dup_member (option, "type");
    info->options[i] = (WzOptionDef){
        .name = dup_member (option, "name"),
        .type = (WzOptionType) MAX (0, wz_option_type_find (type)),
        .default_value = dup_member (option, "default"),
        .minimum = json_object_get_double_member_with_default (option, "minimum", 0),
        .maximum = json_object_get_double_member_with_default (option, "maximum", 0),
        .choices = (const gchar *const *) dup_choices (option),
        .help = dup_member (option, "help"),
    };
  }
  probe->described = TRUE;
}

static void
probe_free (gpointer data)
{
  Probe *probe = data;
  WzPluginInfo *info = &probe->info;
  wz_child_free (probe->child);
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
  g_free (probe);
}

/* `libepub.so` and `epub.so` are one name. */
static gchar *
name_of_file (const gchar *path)
{
  g_autofree gchar *base = g_path_get_basename (path);
  gchar *point = strrchr (base, '.');
  if (point != NULL)
    *point = '\0';
  return g_strdup (g_str_has_prefix (base, "lib") ? base + 3 : base);
}

static void
add_candidate (WzRegistry *registry, const gchar *path, gboolean builtin)
{
  g_autofree gchar *name = name_of_file (path);
  for (guint i = 0; i < registry->probes->len; i++) {
    const Probe *other = g_ptr_array_index (registry->probes, i);
    if (g_str_equal (other->info.name, name))
      return;
  }
  Probe *probe = g_new0 (Probe, 1);
  probe->info.path = g_canonicalize_filename (path, NULL);
  probe->info.name = g_steal_pointer (&name);
  probe->info.builtin = builtin;
  g_ptr_array_add (registry->probes, probe);
}

static gint
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const gchar *const *) a, *(const gchar *const *) b);
}

static void
add_folder (WzRegistry *registry, const gchar *folder, gboolean builtin)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  const gchar *name;
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".so"))
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (paths, compare_paths);
  for (guint i = 0; i < paths->len; i++)
    add_candidate (registry, g_ptr_array_index (paths, i), builtin);
}

static Probe *
probe_at (WzRegistry *registry, guint i)
{
  return g_ptr_array_index (registry->probes, i);
}

static void
start_probe (Probe *probe)
{
  if (probe->started)
    return;
  probe->started = TRUE;
  WzChildSpec spec = {
      .name = probe->info.name,
      .main = probe_main,
      .main_data = probe->info.path,
      .file_fd = -1,
      .limits = {.data_bytes = PROBE_BYTES, .file_bytes = PROBE_BYTES, .milliseconds = PROBE_MILLISECONDS},
      .func = on_message,
      .func_data = probe,
  };
  probe->child = wz_child_start (&spec, &probe->info.error);
}

/* Whether each of @types is the name of a module's file: then the program's other modules can wait. */
static gboolean
has_files (WzRegistry *registry, const gchar *const *types)
{
  for (guint t = 0; types[t] != NULL; t++) {
    guint i = 0;
    while (i < registry->probes->len && !g_str_equal (probe_at (registry, i)->info.name, types[t]))
      i++;
    if (i == registry->probes->len)
      return FALSE;
  }
  return TRUE;
}

/* All modules of the user's, since any may bear a name that is asked for; of the program's own, those that
 * @types names. */
static void
start_wanted (WzRegistry *registry, const gchar *types)
{
  g_auto (GStrv) names = g_strsplit (types != NULL ? types : "", ",", -1);
  for (guint i = 0; names[i] != NULL; i++)
    g_strstrip (names[i]);
  gboolean choose = names[0] != NULL && has_files (registry, (const gchar *const *) names);
  for (guint i = 0; i < registry->probes->len; i++) {
    Probe *probe = probe_at (registry, i);
    if (!choose || !probe->info.builtin || g_strv_contains ((const gchar *const *) names, probe->info.name))
      start_probe (probe);
  }
}

WzRegistry *
wz_registry_start (const gchar *const *files, const gchar *const *user_dirs, const gchar *const *own_dirs,
                   const gchar *types)
{
  WzRegistry *registry = g_new0 (WzRegistry, 1);
  registry->probes = g_ptr_array_new_with_free_func (probe_free);
  for (guint i = 0; files != NULL && files[i] != NULL; i++)
    add_candidate (registry, files[i], FALSE);
  for (guint i = 0; user_dirs[i] != NULL; i++)
    add_folder (registry, user_dirs[i], FALSE);
  for (guint i = 0; own_dirs[i] != NULL; i++)
    add_folder (registry, own_dirs[i], TRUE);
  start_wanted (registry, types);
  return registry;
}

void
wz_registry_free (WzRegistry *registry)
{
  if (registry == NULL)
    return;
  g_ptr_array_unref (registry->probes);
  g_free (registry);
}

/* All at once: one that hangs until its limit must not use up the time of the others. */
static void
wait_for_started (WzRegistry *registry)
{
  guint n = registry->probes->len, alive;
  g_autofree WzChild **children = g_new0 (WzChild *, MAX (1, n));
  for (guint i = 0; i < n; i++)
    children[i] = probe_at (registry, i)->child;
  do {
    alive = 0;
    for (guint i = 0; i < n; i++)
      alive += children[i] != NULL && !wz_child_has_ended (children[i]);
    if (alive > 0)
      wz_children_wait (children, n, -1, -1);
  } while (alive > 0);
}

static void
finish_started (WzRegistry *registry)
{
  wait_for_started (registry);
  for (guint i = 0; i < registry->probes->len; i++) {
    Probe *probe = probe_at (registry, i);
    if (probe->child == NULL || probe->judged)
      continue;
    probe->judged = TRUE;
    if (wz_child_check (probe->child, &probe->info.error) && !probe->described)
      g_set_error (&probe->info.error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_INVALID,
                   _ ("did not describe itself"));
  }
}

void
wz_registry_finish (WzRegistry *registry)
{
  for (guint i = 0; i < registry->probes->len; i++)
    start_probe (probe_at (registry, i));
  finish_started (registry);
}

guint
wz_registry_get_n_plugins (WzRegistry *registry)
{
  wz_registry_finish (registry);
  return registry->probes->len;
}

const WzPluginInfo *
wz_registry_get_plugin (WzRegistry *registry, guint i)
{
  wz_registry_finish (registry);
  g_return_val_if_fail (i < registry->probes->len, NULL);
  return &probe_at (registry, i)->info;
}

/* The first that has been asked and has this name, or makes files that end so. */
static const WzPluginInfo *
find_started (WzRegistry *registry, const gchar *name, const gchar *extension)
{
  finish_started (registry);
  for (guint i = 0; i < registry->probes->len; i++) {
    const Probe *probe = probe_at (registry, i);
    if (!probe->started)
      continue;
    if (name != NULL ? g_str_equal (probe->info.name, name)
                     : probe->info.error == NULL && wz_plugin_info_has_extension (&probe->info, extension))
      return &probe->info;
  }
  return NULL;
}

const WzPluginInfo *
wz_registry_find (WzRegistry *registry, const gchar *name)
{
  const WzPluginInfo *info = find_started (registry, name, NULL);
  if (info == NULL) {
    wz_registry_finish (registry);
    info = find_started (registry, name, NULL);
  }
  if (info != NULL)
    return info;
  for (guint i = 0; i < wz_registry_get_n_plugins (registry); i++) {
    g_autofree gchar *file = name_of_file (wz_registry_get_plugin (registry, i)->path);
    if (g_strcmp0 (file, name) == 0)
      return wz_registry_get_plugin (registry, i);
  }
  return NULL;
}

gboolean
wz_plugin_info_has_extension (const WzPluginInfo *info, const gchar *extension)
{
  return g_ascii_strcasecmp (info->extension, extension) == 0 ||
         (*info->other_extension != '\0' && g_ascii_strcasecmp (info->other_extension, extension) == 0);
}

const WzPluginInfo *
wz_registry_find_extension (WzRegistry *registry, const gchar *extension)
{
  const WzPluginInfo *info = find_started (registry, NULL, extension);
  if (info != NULL)
    return info;
  wz_registry_finish (registry);
  return find_started (registry, NULL, extension);
}
