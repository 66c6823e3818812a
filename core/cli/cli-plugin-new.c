/* cli-plugin-new.c: `wenzhai plugin new`: a plugin to begin with. SPDX-License-Identifier: MIT */
#include "cli/cli-plugin.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

static gboolean
is_plugin_name (const gchar *name)
{
  if (!g_ascii_islower (*name))
    return FALSE;
  for (const gchar *p = name; *p != '\0'; p++)
    if (!g_ascii_islower (*p) && !g_ascii_isdigit (*p) && *p != '-')
      return FALSE;
  return TRUE;
}

static int
write_template (CliRun *run, const gchar *resource, const gchar *name, const gchar *path)
{
  g_autofree gchar *full = g_strconcat (CLI_PLUGIN_RESOURCES, resource, NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (full, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_assert (bytes != NULL); /* it is in the program */
  g_autoptr (GString) text =
      g_string_new_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
  g_string_replace (text, "@NAME@", name, 0);
  g_autoptr (GError) error = NULL;
  if (!wz_target_write_file (path, text->str, text->len, &error))
    return cli_failure (run, CLI_FAILED, error);
  g_print ("%s\n", path);
  return CLI_OK;
}

int
cli_plugin_new (CliRun *run, const gchar *name)
{
  if (!is_plugin_name (name))
    return cli_usage_error (run, _ ("“%s”: a plugin is named by lower-case letters, digits and hyphens"),
                            name);
  if (g_mkdir (name, 0777) != 0) {
    g_autofree gchar *text = g_strdup_printf ("%s: %s", name, g_strerror (errno));
    cli_report_failure (run->report, "output", text);
    return CLI_FAILED;
  }
  g_autofree gchar *source = g_strdup_printf ("%s/%s-plugin.c", name, name);
  g_autofree gchar *build = g_strdup_printf ("%s/meson.build", name);
  int status = write_template (run, "plugin.c", name, source);
  return status == CLI_OK ? write_template (run, "meson.build", name, build) : status;
}
