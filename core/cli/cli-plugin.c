/* cli-plugin.c: `wenzhai plugin` and `wenzhai inspect`. SPDX-License-Identifier: MIT */
#include "cli/cli-plugin.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a plugin says of itself, in the language of messages where it is ours; of nothing gettext says much.
 */
static const gchar *
words_of (const gchar *text)
{
  return *text != '\0' ? _ (text) : "";
}

/* (transfer full): how its files are called. */
static gchar *
dup_files (const WzPluginInfo *info)
{
  return wz_plugin_info_is_reader (info) ? g_strjoinv (" ", info->program->patterns)
                                         : g_strconcat (".", info->extension, NULL);
}

static int
list_plugins (CliRun *run, gboolean json)
{
  g_autoptr (WzRegistry) registry = cli_start_registry (run, TRUE, TRUE);
  if (json) {
    g_autofree gchar *text = wz_describe_plugins (registry);
    fputs (text, stdout);
    return CLI_OK;
  }
  for (guint i = 0; i < wz_registry_get_n_plugins (registry); i++) {
    const WzPluginInfo *info = wz_registry_get_plugin (registry, i);
    g_autofree gchar *files = info->error == NULL ? dup_files (info) : NULL;
    if (files != NULL)
      g_print ("%-10s %-7s %s\n", info->name, files, words_of (info->summary));
    else {
      g_autofree gchar *text = wz_plugin_info_dup_failure (info, info->error);
      cli_report_failure (run->report, "plugin", text);
    }
  }
  return CLI_OK;
}

static void
print_options (const WzPluginInfo *info)
{
  if (info->n_options == 0)
    return;
  g_print ("\n%s\n", _ ("Options (--set PLUGIN.OPTION=VALUE):"));
  for (guint i = 0; i < info->n_options; i++) {
    const WzOptionDef *def = &info->options[i];
    g_autofree gchar *accepted = wz_option_dup_accepted (def);
    g_print ("  %s.%s\n", info->name, def->name);
    g_print ("      %s\n", words_of (def->help));
    g_print ("      %s: %s\n", _ ("accepts"), accepted);
    g_print ("      %s: %s\n", _ ("default"),
             *def->default_value != '\0' ? def->default_value : _ ("(empty)"));
  }
}

/* An output, or else a reader. */
static const WzPluginInfo *
find_plugin (WzRegistry *registry, const gchar *name)
{
  const WzPluginInfo *info = wz_registry_find (registry, name);
  g_autoptr (GPtrArray) readers = info == NULL ? wz_registry_list_readers (registry) : NULL;
  for (guint i = 0; readers != NULL && info == NULL && i < readers->len; i++)
    if (g_str_equal (((const WzPluginInfo *) g_ptr_array_index (readers, i))->name, name))
      info = g_ptr_array_index (readers, i);
  return info;
}

static int
show_plugin (CliRun *run, const gchar *name, gboolean json)
{
  g_autoptr (WzRegistry) registry = cli_start_registry (run, TRUE, FALSE);
  const WzPluginInfo *info = find_plugin (registry, name);
  if (info == NULL) {
    g_autofree gchar *places = wz_registry_dup_places (registry);
    return cli_usage_error (
        run,
        _ ("there is no plugin “%s”; `wenzhai plugin list` lists those in %s, --plugin FILE takes "
           "one from elsewhere"),
        name, places);
  }
  if (info->error != NULL) {
    g_autofree gchar *text = wz_plugin_info_dup_failure (info, info->error);
    cli_report_failure (run->report, "plugin", text);
    return CLI_FAILED;
  }
  if (json) {
    g_autofree gchar *text = wz_describe_plugin (info);
    fputs (text, stdout);
    return CLI_OK;
  }
  g_autofree gchar *files = dup_files (info);
  g_print ("%s %s — %s\n", info->name, info->version, words_of (info->summary));
  if (*info->media_type != '\0')
    g_print ("%s: %s (%s)\n", _ ("files"), files, info->media_type);
  else
    g_print ("%s: %s\n", _ ("files"), files);
  g_print ("%s: %s\n", _ ("licence"), info->license);
  g_autofree gchar *path = wz_display_dup (info->path);
  g_print ("%s: %s\n", info->program != NULL ? _ ("manifest") : _ ("module"), path);
  print_options (info);
  return CLI_OK;
}

int
cli_plugin (int argc, char **argv, const WzPaths *paths)
{
  g_auto (CliRun) run = {.paths = paths};
  if (!cli_parse (&run, WZ_COMMAND_LIST, &argc, &argv, "list | show PLUGIN | new NAME | test FILE | doctor",
                  _ ("Lists plugins, shows what they declare, begins a new one, tests one, and says why one "
                     "is not used."),
                  WZ_SEVERITY_WARNING))
    return CLI_USAGE;
  gboolean json = cli_lists_json (&run);
  if (argc == 2 && g_str_equal (argv[1], "list"))
    return list_plugins (&run, json);
  if (argc == 3 && g_str_equal (argv[1], "show"))
    return show_plugin (&run, argv[2], json);
  if (argc == 3 && g_str_equal (argv[1], "new"))
    return cli_plugin_new (&run, argv[2]);
  if (argc == 3 && g_str_equal (argv[1], "test"))
    return cli_plugin_test (&run, argv[2]);
  if (argc == 2 && g_str_equal (argv[1], "doctor"))
    return cli_plugin_doctor (&run);
  return cli_usage_error (
      &run, "%s", _ ("write `wenzhai plugin list`, `show PLUGIN`, `new NAME`, `test FILE` or `doctor`"));
}

int
cli_inspect (int argc, char **argv, const WzPaths *paths)
{
  g_auto (CliRun) run = {.paths = paths};
  if (!cli_parse (&run, WZ_COMMAND_OTHER, &argc, &argv, _ ("FILE"),
                  _ ("Reads a file of an output back, describes and checks it."), WZ_SEVERITY_HINT))
    return CLI_USAGE;
  if (argc != 2)
    return cli_usage_error (&run, "%s", _ ("name one file"));
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = wz_read_load (argv[1], &error);
  if (bytes == NULL) {
    g_prefix_error (&error, "%s: ", argv[1]);
    return cli_failure (&run, CLI_NO_INPUT, error);
  }
  g_autoptr (WzRegistry) registry = cli_start_registry (&run, TRUE, FALSE);
  const WzPluginInfo *info = wz_registry_find_file (registry, argv[1]);
  if (info == NULL || !info->has_inspect)
    return cli_usage_error (
        &run, _ ("no plugin can read %s back; `wenzhai plugin list --format=json` says which inspect"),
        argv[1]);

  g_autofree gchar *text = wz_render_inspect (info, bytes, run.sink, &error);
  if (text == NULL) {
    g_prefix_error (&error, "%s: ", argv[1]);
    return cli_failure (&run, CLI_FAILED, error);
  }
  g_autofree gchar *shown = wz_display_dup_lines (text);
  fputs (shown, stdout);
  return cli_report_get_count (run.report, WZ_SEVERITY_ERROR) > 0 ? CLI_FAILED : CLI_OK;
}
