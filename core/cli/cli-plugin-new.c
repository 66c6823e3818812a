/* cli-plugin-new.c: `wenzhai plugin new`: a plugin to begin with. SPDX-License-Identifier: MIT */
#include "cli/cli-plugin.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define MAX_NAME 32 /* as descriptors have it (wz-plugin.h) */
#define MAX_EXTENSION 16

/* A file of a new plugin: @resource becomes @path, where * is the plugin's name. */
typedef struct {
  const gchar *resource, *path;
  gboolean is_executable;
} File;

/* In the order of wz-recipe-table.c. */
static const struct {
  File files[3];
  const gchar *command; /* of a program's manifest */
  const gchar *test, *module;
} languages[] = {
    {{{"plugin.c", "*-plugin.c", FALSE}, {"meson-c.build", "meson.build", FALSE}},
     NULL,
     "meson setup build && meson test -C build",
     "build/*.so"},
    {{{"plugin.cc", "*-plugin.cc", FALSE}, {"meson-c++.build", "meson.build", FALSE}},
     NULL,
     "meson setup build && meson test -C build",
     "build/*.so"},
    {{{"plugin.py", "*-plugin.py", FALSE}, {"manifest", "*.wzplugin", FALSE}, {"test.sh", "test.sh", TRUE}},
     "python3 *-plugin.py",
     "./test.sh",
     "*.wzplugin"},
    {{{"plugin.mjs", "*-plugin.mjs", FALSE}, {"manifest", "*.wzplugin", FALSE}, {"test.sh", "test.sh", TRUE}},
     "node *-plugin.mjs",
     "./test.sh",
     "*.wzplugin"},
    {{{"plugin.sh", "*-plugin.sh", FALSE}, {"manifest", "*.wzplugin", FALSE}, {"test.sh", "test.sh", TRUE}},
     "sh *-plugin.sh",
     "./test.sh",
     "*.wzplugin"},
};

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

/* (nullable): who has the name already, so that a plugin called so could not be asked for, or not be built.
 */
static const gchar *
find_owner (CliRun *run, const gchar *name)
{
  static const gchar *const targets[] = {"all",       "benchmark", "build", "clean", "dist",
                                         "distcheck", "install",   "phony", "test",  "coverage",
                                         "tests",     "uninstall", NULL};
  g_autoptr (WzRegistry) registry = cli_start_registry (run, TRUE, FALSE);
  const gchar *owner = wz_registry_find_owner (registry, name);
  if (owner != NULL)
    return owner;
  if (g_strv_contains (targets, name) || g_str_has_prefix (name, "meson-"))
    return _ ("the build, which has a folder or a target of that name");
  return g_str_equal (name, "wenzhai") ? _ ("the program itself") : NULL;
}

static gboolean
check_name (CliRun *run, const gchar *name)
{
  if (!is_plugin_name (name))
    cli_usage_error (run, _ ("“%s”: a plugin is named by lower-case letters, digits and hyphens"), name);
  else if (strlen (name) > MAX_NAME)
    cli_usage_error (run, _ ("“%s”: the name of a plugin has at most %d characters"), name, MAX_NAME);
  else {
    const gchar *owner = find_owner (run, name);
    if (owner == NULL)
      return TRUE;
    cli_usage_error (run, _ ("“%s” is taken by %s; choose another name"), name, owner);
  }
  return FALSE;
}

/* @pattern with the plugin's name for each *. */
static gchar *
fill (const gchar *pattern, const gchar *name)
{
  GString *text = g_string_new (pattern);
  g_string_replace (text, "*", name, 0);
  return g_string_free (text, FALSE);
}

/* An extension has no hyphens, and is short. */
static gchar *
dup_extension (const gchar *name)
{
  GString *text = g_string_new (name);
  g_string_replace (text, "-", "", 0);
  g_string_truncate (text, MIN (text->len, MAX_EXTENSION));
  return g_string_free (text, FALSE);
}

static int
write_template (CliRun *run, const File *file, const gchar *command, const gchar *name)
{
  g_autofree gchar *full = g_strconcat (CLI_PLUGIN_RESOURCES, file->resource, NULL);
  g_autofree gchar *last = fill (file->path, name), *path = g_build_filename (name, last, NULL);
  g_autofree gchar *extension = dup_extension (name), *words = command != NULL ? fill (command, name) : NULL;
  g_autoptr (GBytes) bytes = g_resources_lookup_data (full, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_assert (bytes != NULL); /* it is in the program */
  g_autoptr (GString) text =
      g_string_new_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
  g_string_replace (text, "@NAME@", name, 0);
  g_string_replace (text, "@EXTENSION@", extension, 0);
  g_string_replace (text, "@COMMAND@", words != NULL ? words : "", 0);
  g_autoptr (GError) error = NULL;
  if (!wz_target_write_file (path, text->str, text->len, &error))
    return cli_failure (run, CLI_FAILED, error);
  if (file->is_executable && g_chmod (path, 0755) != 0) {
    g_autofree gchar *why = g_strdup_printf ("%s: %s", path, g_strerror (errno));
    cli_report_failure (run->report, "output", why);
    return CLI_FAILED;
  }
  g_print ("%s\n", path);
  return CLI_OK;
}

int
cli_plugin_new (CliRun *run, const gchar *name)
{
  guint language = wz_recipe_get_word (run->recipe, WZ_RECIPE_LANGUAGE_OF_PLUGIN);
  if (!check_name (run, name))
    return CLI_USAGE;
  if (g_mkdir (name, 0777) != 0) {
    g_autofree gchar *text = g_strdup_printf ("%s: %s", name, g_strerror (errno));
    cli_report_failure (run->report, "output", text);
    return CLI_FAILED;
  }
  const File *files = languages[language].files;
  for (guint i = 0; i < G_N_ELEMENTS (languages[language].files) && files[i].resource != NULL; i++) {
    int status = write_template (run, &files[i], languages[language].command, name);
    if (status != CLI_OK)
      return status;
  }
  g_autofree gchar *module = fill (languages[language].module, name);
  g_print ("\n%s\n  cd %s\n  %s\n  wenzhai export --plugin %s -t %s %s\n", _ ("What next:"), name,
           languages[language].test, module, name, _ ("FILE"));
  return CLI_OK;
}
