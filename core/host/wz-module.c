/* wz-module.c: from a file to a checked descriptor. SPDX-License-Identifier: MIT */
#include "host/wz-module.h"

#include <glib/gi18n-lib.h>
#include <gmodule.h>
#include <string.h>

/* What the loader of glibc and that of musl say when RLIMIT_DATA is too low for a library's segments. */
static gboolean
is_short_of_memory (const gchar *message)
{
  static const gchar *const signs[] = {"failed to map segment", "annot allocate memory", "ut of memory",
                                       "annot create shared object descriptor", "ot enough space"};
  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (strstr (message, signs[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* An undefined wz_ symbol means that the plugin was built for a newer core. */
static void
set_load_error (const gchar *message, GError **error)
{
  const gchar *symbol = message != NULL ? strstr (message, "undefined symbol: ") : NULL;
  if (symbol != NULL && g_str_has_prefix (symbol + strlen ("undefined symbol: "), "wz_"))
    g_set_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_LOAD, _ ("needs a newer wenzhai (%s)"), symbol);
  else if (message != NULL && is_short_of_memory (message))
    g_set_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_LIMIT, "%s", _ ("is not loaded for want of memory"));
  else
    g_set_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_LOAD, _ ("cannot be loaded: %s"),
                 message != NULL ? message : _ ("no reason given"));
}

static gboolean
is_valid_name (const gchar *name)
{
  if (name == NULL || !g_ascii_islower (*name))
    return FALSE;
  for (const gchar *p = name; *p != '\0'; p++)
    if (!g_ascii_islower (*p) && !g_ascii_isdigit (*p) && *p != '-')
      return FALSE;
  return TRUE;
}

static gboolean
check_fields (const WzModule *module, GError **error)
{
  const WzPluginDesc *desc = &module->desc;
  const gchar *missing = NULL;
  if (!is_valid_name (desc->name))
    missing = _ ("a name of lower-case letters, digits and hyphens");
  else if (desc->extension == NULL || *desc->extension == '\0' || strchr (desc->extension, '/') != NULL)
    missing = _ ("a file name extension");
  else if (desc->funcs == NULL)
    missing = _ ("a function table");
  else if (module->funcs.write == NULL)
    missing = _ ("the function write()");
  else if (desc->n_options > 0 && desc->options == NULL)
    missing = _ ("its options");
  for (guint i = 0; missing == NULL && i < desc->n_options; i++)
    if (!is_valid_name (desc->options[i].name) || desc->options[i].default_value == NULL ||
        (guint) desc->options[i].type > WZ_OPTION_CHOICE)
      missing = _ ("a valid name, type and default for each option");
  if (missing != NULL)
    g_set_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_INVALID, _ ("its descriptor lacks %s"), missing);
  return missing == NULL;
}

gboolean
wz_module_check_desc (const WzPluginDesc *desc, WzModule *module, GError **error)
{
  memset (module, 0, sizeof *module);
  if (desc == NULL) {
    g_set_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_ABI, _ ("refuses a host of plugin ABI %d"),
                 WZ_ABI_MAJOR);
    return FALSE;
  }
  if (desc->abi_major != WZ_ABI_MAJOR) {
    g_set_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_ABI,
                 _ ("was built for plugin ABI %u, this wenzhai has %d"), desc->abi_major, WZ_ABI_MAJOR);
    return FALSE;
  }
  memcpy (&module->desc, desc, MIN (desc->struct_size, sizeof module->desc));
  if (module->desc.funcs != NULL)
    memcpy (&module->funcs, module->desc.funcs, MIN (module->desc.funcs->struct_size, sizeof module->funcs));
  return check_fields (module, error);
}

gboolean
wz_module_open (const gchar *path, WzModule *module, GError **error)
{
  GModule *handle = g_module_open (path, G_MODULE_BIND_LOCAL);
  if (handle == NULL) {
    set_load_error (g_module_error (), error);
    return FALSE;
  }
  g_module_make_resident (handle);
  gpointer query = NULL;
  if (!g_module_symbol (handle, "wz_plugin_query", &query) || query == NULL) {
    g_set_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_SYMBOL,
                 _ ("is no wenzhai plugin: it has no wz_plugin_query()"));
    return FALSE;
  }
  return wz_module_check_desc (((WzPluginQueryFunc) query) (WZ_ABI_MAJOR), module, error);
}
