/* wz-module.c: from a file to a checked descriptor. SPDX-License-Identifier: MIT */
#include "host/plugin/wz-module.h"

#include "base/wz-display.h"
#include "base/wz-shortage.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <gmodule.h>
#include <math.h>
#include <string.h>

/* A library that the message @message tells as missing. */
static gchar *
dup_missing_library (const gchar *message)
{
  const gchar *end = strstr (message, ": cannot open shared object file: No such file");
  return end != NULL && end > message ? g_strndup (message, (gsize) (end - message)) : NULL;
}

/* An undefined wz_ symbol means that the plugin was built for a newer core. */
static void
set_load_error (const gchar *path, const gchar *message, GError **error)
{
  g_autofree gchar *prefix = g_strconcat (path, ": ", NULL);
  if (message == NULL)
    message = _ ("no reason given");
  if (g_str_has_prefix (message, prefix))
    message += strlen (prefix);
  g_autofree gchar *library = dup_missing_library (message);
  const gchar *symbol = strstr (message, "undefined symbol: ");
  if (symbol != NULL && g_str_has_prefix (symbol + strlen ("undefined symbol: "), "wz_"))
    g_set_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_LOAD, _ ("needs a newer wenzhai (%s)"), symbol);
  else if (library != NULL)
    g_set_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_LOAD, _ ("needs %s, which is not installed"),
                 library);
  else if (strstr (message, "failed to map segment") != NULL && strstr (message, g_strerror (EPERM)) != NULL)
    g_set_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_LOAD, "%s",
                 _ ("lies where nothing may be executed (mount option noexec)"));
  else if (wz_shortage_is_told (message))
    g_set_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_LIMIT, "%s", _ ("is not loaded for want of memory"));
  else
    g_set_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_LOAD, _ ("cannot be loaded: %s"), message);
}

/* ---- What may stand in a descriptor ---- */

#define MAX_NAME 32
#define MAX_EXTENSION 16
#define MAX_TEXT 200
#define MAX_HELP 2000
#define MAX_RANGE 9007199254740992.0 /* 2^53: beyond it, numbers are not whole any more */

static gboolean G_GNUC_PRINTF (2, 3) refuse (GError **error, const gchar *format, ...)
{
  va_list args;
  va_start (args, format);
  g_propagate_error (error, g_error_new_valist (WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_INVALID, format, args));
  va_end (args);
  return FALSE;
}

static gboolean
is_made_of (const gchar *text, const gchar *accepted, gsize limit)
{
  gsize n = strspn (text, accepted);
  return n > 0 && n <= limit && text[n] == '\0';
}

static gboolean
is_valid_name (const gchar *name)
{
  return name != NULL && g_ascii_islower (*name) &&
         is_made_of (name, "abcdefghijklmnopqrstuvwxyz0123456789-", MAX_NAME);
}

static gboolean
is_valid_extension (const gchar *extension)
{
  return extension != NULL && *extension != '.' && strstr (extension, "..") == NULL &&
         !g_str_has_suffix (extension, ".") &&
         is_made_of (extension, "abcdefghijklmnopqrstuvwxyz0123456789.", MAX_EXTENSION);
}

const gchar *
wz_module_find_extension (const gchar *path)
{
  const gchar *slash = strrchr (path, '/');
  for (const gchar *p = slash != NULL ? slash + 1 : path; (p = strchr (p + (*p != '\0'), '.')) != NULL;) {
    g_autofree gchar *small = g_ascii_strdown (p + 1, -1);
    if (is_valid_extension (small))
      return p + 1;
  }
  return NULL;
}

static gboolean
check_text (const gchar *what, const gchar *text, gsize limit, GError **error)
{
  if (text == NULL)
    return TRUE;
  if (strnlen (text, limit + 1) > limit)
    return refuse (error, _ ("its %s is longer than %u bytes"), what, (guint) limit);
  if (!wz_display_check (text))
    return refuse (error, _ ("its %s has control characters, or is no UTF-8"), what);
  return TRUE;
}

static gboolean
check_choices (const WzOptionDef *option, GError **error)
{
  guint n = 0;
  for (; option->choices != NULL && option->choices[n] != NULL; n++) {
    if (n == WZ_MODULE_MAX_CHOICES)
      return refuse (error, _ ("option %s: it has more than %u choices"), option->name, n);
    if (*option->choices[n] == '\0' || strnlen (option->choices[n], MAX_TEXT + 1) > MAX_TEXT ||
        !wz_display_check (option->choices[n]))
      return refuse (error, _ ("option %s: its choice %u is empty, too long or no plain text"), option->name,
                     n + 1);
  }
  return n > 0 || option->type != WZ_OPTION_CHOICE ||
         refuse (error, _ ("option %s: it has no choices"), option->name);
}

static gboolean
check_option (const WzOptionDef *option, GError **error)
{
  if (!is_valid_name (option->name) || option->default_value == NULL ||
      (guint) option->type > WZ_OPTION_CHOICE)
    return refuse (error, _ ("its descriptor lacks %s"),
                   _ ("a valid name, type and default for each option"));
  /* as it is written, NaN is refused too */
  if (!(fabs (option->minimum) <= MAX_RANGE && fabs (option->maximum) <= MAX_RANGE &&
        option->minimum <= option->maximum))
    return refuse (error, _ ("option %s: its range is none"), option->name);
  g_autofree gchar *help = g_strdup_printf (_ ("help for option %s"), option->name);
  g_autofree gchar *value = g_strdup_printf (_ ("default of option %s"), option->name);
  return check_text (help, option->help, MAX_HELP, error) &&
         check_text (value, option->default_value, MAX_TEXT, error) && check_choices (option, error);
}

static gboolean
check_options (const WzPluginDesc *desc, GError **error)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  if (desc->n_options > WZ_MODULE_MAX_OPTIONS)
    return refuse (error, _ ("it has more than %u options"), WZ_MODULE_MAX_OPTIONS);
  for (guint i = 0; i < desc->n_options; i++) {
    if (!check_option (&desc->options[i], error))
      return FALSE;
    if (!g_hash_table_add (names, (gpointer) (gsize) desc->options[i].name))
      return refuse (error, _ ("option %s: it is there twice"), desc->options[i].name);
  }
  return TRUE;
}

gboolean
wz_module_check_texts (const WzPluginDesc *desc, GError **error)
{
  if (!is_valid_name (desc->name))
    return refuse (error, _ ("its descriptor lacks %s"),
                   _ ("a name of lower-case letters, digits and hyphens"));
  if (!is_valid_extension (desc->extension))
    return refuse (error, _ ("its descriptor lacks %s"),
                   _ ("a file name extension of lower-case letters, digits and points"));
  if (desc->other_extension != NULL && *desc->other_extension != '\0' &&
      !is_valid_extension (desc->other_extension))
    return refuse (error, "%s", _ ("its second extension is not of lower-case letters, digits and points"));
  if (desc->based_on != NULL && *desc->based_on != '\0' && !is_valid_name (desc->based_on))
    return refuse (error, "%s", _ ("what it is based on is no name of an output"));
  return check_text (_ ("version"), desc->version, MAX_TEXT, error) &&
         check_text (_ ("summary"), desc->summary, MAX_TEXT, error) &&
         check_text (_ ("licence"), desc->license, MAX_TEXT, error) &&
         check_text (_ ("media type"), desc->media_type, MAX_TEXT, error) && check_options (desc, error);
}

static gboolean
check_fields (const WzModule *module, GError **error)
{
  const WzPluginDesc *desc = &module->desc;
  const gchar *missing = NULL;
  if (desc->funcs == NULL)
    missing = _ ("a function table");
  else if (module->funcs.write == NULL)
    missing = _ ("the function write()");
  else if (desc->n_options > 0 && desc->options == NULL)
    missing = _ ("its options");
  if (missing != NULL)
    return refuse (error, _ ("its descriptor lacks %s"), missing);
  return wz_module_check_texts (desc, error);
}

/* ---- Opening ---- */

static gboolean
take_desc (const WzPluginDesc *desc, WzModule *module, GError **error)
{
  memset (module, 0, sizeof *module);
  if (desc == NULL) {
    g_set_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_ABI, _ ("refuses a host of plugin ABI %d"),
                 WZ_ABI_MAJOR);
    return FALSE;
  }
  if (desc->abi_major != WZ_ABI_MAJOR) {
    g_set_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_ABI,
                 desc->abi_major > WZ_ABI_MAJOR
                     ? _ ("was built for plugin ABI %u of a newer wenzhai, this wenzhai has %d")
                     : _ ("was built for plugin ABI %u of an older wenzhai, this wenzhai has %d"),
                 desc->abi_major, WZ_ABI_MAJOR);
    return FALSE;
  }
  memcpy (&module->desc, desc, MIN (desc->struct_size, sizeof module->desc));
  if (module->desc.funcs != NULL)
    memcpy (&module->funcs, module->desc.funcs, MIN (module->desc.funcs->struct_size, sizeof module->funcs));
  return check_fields (module, error);
}

/* Each is checked before what it says of the next one is believed. */
static gboolean
take_all (const WzPluginDesc *desc, GArray *modules, GError **error)
{
  do {
    WzModule module;
    if (modules->len == WZ_MODULE_MAX_OUTPUTS)
      return refuse (error, _ ("it describes more than %u outputs"), WZ_MODULE_MAX_OUTPUTS);
    if (!take_desc (desc, &module, error)) {
      if (modules->len > 0)
        g_prefix_error (error, _ ("output %u: "), modules->len + 1);
      return FALSE;
    }
    for (guint i = 0; i < modules->len; i++)
      if (g_str_equal (g_array_index (modules, WzModule, i).desc.name, module.desc.name))
        return refuse (error, _ ("it describes the output %s twice"), module.desc.name);
    g_array_append_val (modules, module);
    desc = module.desc.next;
  } while (desc != NULL);
  return TRUE;
}

GArray *
wz_module_open_all (const gchar *path, GError **error)
{
  GModule *handle = g_module_open (path, G_MODULE_BIND_LOCAL);
  if (handle == NULL) {
    set_load_error (path, g_module_error (), error);
    return NULL;
  }
  g_module_make_resident (handle);
  gpointer query = NULL;
  if (!g_module_symbol (handle, "wz_plugin_query", &query) || query == NULL) {
    g_set_error_literal (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_SYMBOL,
                         _ ("is no wenzhai plugin: it has no wz_plugin_query()"));
    return NULL;
  }
  g_autoptr (GArray) modules = g_array_new (FALSE, FALSE, sizeof (WzModule));
  return take_all (((WzPluginQueryFunc) query) (WZ_ABI_MAJOR), modules, error) ? g_steal_pointer (&modules)
                                                                               : NULL;
}

gboolean
wz_module_open (const gchar *path, const gchar *name, WzModule *module, GError **error)
{
  g_autoptr (GArray) modules = wz_module_open_all (path, error);
  if (modules == NULL)
    return FALSE;
  for (guint i = 0; i < modules->len; i++) {
    *module = g_array_index (modules, WzModule, i);
    if (g_str_equal (module->desc.name, name))
      return TRUE;
  }
  return refuse (error, _ ("it describes no output %s any more"), name);
}
