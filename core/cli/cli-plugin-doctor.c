/* cli-plugin-doctor.c: `wenzhai plugin doctor`: every candidate, and why it is not used.
 * SPDX-License-Identifier: MIT */
#include "cli/cli-plugin.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
lies_in (const gchar *path, const gchar *folder)
{
  g_autofree gchar *parent = g_path_get_dirname (path), *same = g_canonicalize_filename (folder, NULL);
  return g_str_equal (parent, same);
}

static void
show (const gchar *path, const gchar *verdict, const gchar *text)
{
  g_autofree gchar *base = g_path_get_basename (path), *name = wz_display_dup (base),
                   *shown = wz_display_dup (text);
  g_print ("  %-20s %s: %s\n", name, verdict, shown);
}

/* Returns: whether it can be used. */
static gboolean
show_plugin (const WzPluginInfo *info)
{
  if (info->error != NULL) {
    g_autofree gchar *why =
        g_strconcat (info->error->message, wz_plugin_info_get_remedy (info, info->error), NULL);
    show (info->path, _ ("not used"), why);
    return FALSE;
  }
  g_autofree gchar *text =
      wz_plugin_info_is_reader (info)
          ? g_strdup_printf (_ ("reader %s: %s"), info->name, _ (info->summary))
          : g_strdup_printf (_ ("output %s, .%s: %s"), info->name, info->extension, _ (info->summary));
  show (info->path, _ ("ok"), text);
  return TRUE;
}

/* Returns: how many can't be used. */
static guint
show_folder (WzRegistry *registry, const gchar *folder)
{
  guint bad = 0, n = wz_registry_get_n_plugins (registry), seen = 0;
  const GPtrArray *unused = wz_registry_get_unused (registry);
  g_autofree gchar *name = wz_display_dup (folder);
  g_print ("%s\n", name);
  for (guint i = 0; i < n; i++) {
    const WzPluginInfo *info = wz_registry_get_plugin (registry, i);
    if (info->named || !lies_in (info->path, folder))
      continue;
    bad += !show_plugin (info);
    seen++;
  }
  for (guint i = 0; i < unused->len; i++) {
    const WzUnusedFile *file = g_ptr_array_index (unused, i);
    if (!lies_in (file->path, folder))
      continue;
    show (file->path, _ ("not used"), file->why);
    seen++;
  }
  if (seen == 0)
    g_print ("  %s\n",
             g_file_test (folder, G_FILE_TEST_IS_DIR) ? _ ("(empty)") : _ ("(there is no such folder)"));
  return bad;
}

/* Those whose files were given. */
static guint
show_named (WzRegistry *registry)
{
  guint bad = 0;
  for (guint i = 0; i < wz_registry_get_n_plugins (registry); i++) {
    const WzPluginInfo *info = wz_registry_get_plugin (registry, i);
    if (!info->named)
      continue;
    g_autofree gchar *path = wz_display_dup (info->path);
    g_print ("--plugin %s\n", path);
    bad += !show_plugin (info);
  }
  return bad;
}

/* What holds plugins in, on this machine. */
static void
show_machine (void)
{
  g_autofree gchar *machine = wz_confine_dup_machine ();
  guint n;
  g_autofree WzConfineFact *facts = wz_confine_dup_facts (&n);
  g_print (_ ("\nA plugin on this machine (%s):\n"), machine);
  for (guint i = 0; i < n; i++)
    g_print ("  %-20s %s: %s%s%s\n", facts[i].id, facts[i].holds ? _ ("holds") : _ ("does not hold"),
             facts[i].text, facts[i].missing != NULL ? "; " : "",
             facts[i].missing != NULL ? facts[i].missing : "");
}

int
cli_plugin_doctor (CliRun *run)
{
  g_autoptr (WzRegistry) registry = cli_start_registry (run, TRUE, TRUE);
  if (cli_lists_json (run)) {
    g_autofree gchar *text = wz_describe_plugins (registry);
    fputs (text, stdout);
    return CLI_OK;
  }
  const GPtrArray *folders = wz_registry_get_folders (registry);
  guint bad = show_named (registry);
  for (guint i = 0; i < folders->len; i++)
    bad += show_folder (registry, g_ptr_array_index (folders, i));
  show_machine ();
  return bad > 0 ? CLI_FAILED : CLI_OK;
}
