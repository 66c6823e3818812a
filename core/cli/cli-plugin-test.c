/* cli-plugin-test.c: `wenzhai plugin test`: does a plugin keep its promises? SPDX-License-Identifier: MIT */
#include "cli/cli-plugin.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#define MANY_ENTRIES 1000

typedef struct {
  CliRun *run;
  const WzPluginInfo *plugin;
  const gchar *name; /* of the output, where its module has several */
  const WzStyle *style;
  WzOptions *options;
  gchar *folder;
  guint failed;
  gboolean unread; /* a file that is no text */
} Trials;

static void
print_line (const Trials *trials, const gchar *verdict, const gchar *trial, const gchar *detail)
{
  g_autofree gchar *shown = wz_display_dup (detail != NULL ? detail : "");
  g_print ("%s: %s%s%s%s%s\n", verdict, trials->name != NULL ? trials->name : "",
           trials->name != NULL ? ": " : "", trial, detail != NULL ? ": " : "", shown);
}

static void
say (Trials *trials, gboolean ok, const gchar *trial, const gchar *detail)
{
  print_line (trials, ok ? _ ("ok") : _ ("FAILED"), trial, detail);
  trials->failed += !ok;
}

static WzIssue *
read_issue (const gchar *json, gsize length)
{
  g_autoptr (GBytes) bytes = g_bytes_new (json, length);
  WzIssue *issue = wz_read_bytes (bytes, "sample.json", NULL, NULL, NULL, NULL, NULL);
  g_assert (issue != NULL); /* ours, and valid: a test says so */
  return issue;
}

static WzIssue *
sample_issue (void)
{
  g_autoptr (GBytes) bytes =
      g_resources_lookup_data (CLI_PLUGIN_RESOURCES "sample.json", G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_assert (bytes != NULL);
  return read_issue (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static WzIssue *
empty_issue (void)
{
  /* A rule and no word: the least that an output is ever asked to make a book of. */
  static const gchar json[] = "{\"wenzhai\": 1, \"stem\": \"empty\", \"sections\": [{\"kind\": \"front\", "
                              "\"blocks\": {\"lang\": \"zh-Hans\", \"content\": [{\"kind\": \"rule\"}]}}]}";
  return read_issue (json, sizeof json - 1);
}

static WzIssue *
large_issue (void)
{
  g_autoptr (GString) json = g_string_new (
      "{\"wenzhai\": 1, \"stem\": \"large\", \"sections\": [{\"kind\": \"featured\", \"entries\": [");
  for (guint i = 0; i < MANY_ENTRIES; i++)
    g_string_append_printf (
        json,
        "%s{\"full\": true, \"ordinal\": %u, \"arxivId\": \"2209.%05u\", \"titles\": [{\"lang\": "
        "\"zh-Hans\", "
        "\"content\": [{\"text\": \"第%u篇\"}]}], \"abstracts\": [{\"lang\": \"zh-Hans\", \"content\": "
        "[{\"kind\": \"paragraph\", \"children\": [{\"text\": \"一段不长的摘要。\"}]}]}]}",
        i > 0 ? "," : "", i + 1, i, i + 1);
  g_string_append (json, "]}]}");
  return read_issue (json->str, json->len);
}

/* What the file does not say of the sample; the galley is that of the run. */
static gchar *
find_missing (Trials *trials, const WzIssue *issue, WzLanguages languages, GBytes *bytes)
{
  if (!cli_fidelity_can_read (bytes)) {
    trials->unread = TRUE;
    return NULL;
  }
  g_autoptr (WzGalley) galley = wz_galley_new (issue, trials->style, languages, NULL);
  return cli_fidelity_find_missing (galley, bytes, trials->plugin->media_type);
}

/* Renders twice; the two files have to be equal, and @whole. An issue without papers may be refused, in so
 * many words. */
static void
try_issue (Trials *trials, const gchar *trial, const WzIssue *issue, WzLanguages languages, gboolean whole)
{
  g_autofree gchar *path = g_build_filename (trials->folder, "trial", NULL);
  WzRenderSettings settings = {
      .data_dir = trials->run->paths->data_dir,
      .seconds = WZ_RENDER_SECONDS,
      .mebibytes = WZ_RENDER_MEBIBYTES,
      .parallel = 1,
  };
  gboolean may_refuse = wz_issue_get_n_entries (issue) == 0;
  g_autoptr (GBytes) first = NULL;
  for (guint i = 0; i < 2; i++) {
    WzRenderTask task = {
        .plugin = trials->plugin,
        .issue = issue,
        .style = trials->style,
        .options = trials->options,
        .languages = languages,
        .path = path,
    };
    gboolean failed = wz_render (&task, 1, &settings) > 0;
    if (failed)
      say (trials, may_refuse && g_error_matches (task.error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_FAILED), trial,
           task.error->message);
    for (guint k = 0; i == 0 && k < task.diags->len; k++)
      cli_report_diag (g_ptr_array_index (task.diags, k), trials->run->report);
    g_autoptr (GBytes) bytes = failed ? NULL : wz_read_load (path, NULL);
    wz_render_task_clear (&task);
    g_unlink (path);
    if (failed)
      return;
    if (i == 0) {
      first = g_steal_pointer (&bytes);
      continue;
    }
    gboolean same = bytes != NULL && first != NULL && g_bytes_equal (first, bytes);
    g_autofree gchar *size = g_format_size_full (g_bytes_get_size (first), G_FORMAT_SIZE_IEC_UNITS);
    g_autofree gchar *missing = same && whole ? find_missing (trials, issue, languages, first) : NULL;
    g_autofree gchar *left_out = missing != NULL ? g_strdup_printf (_ ("left out: %s"), missing) : NULL;
    say (trials, same && missing == NULL, trial,
         !same              ? _ ("two runs gave different bytes")
         : left_out != NULL ? left_out
                            : size);
  }
}

static void
try_all (Trials *trials)
{
  g_autoptr (WzIssue) sample = sample_issue ();
  g_autoptr (WzIssue) empty = empty_issue ();
  g_autoptr (WzIssue) large = large_issue ();
  const struct {
    const gchar *name;
    const WzIssue *issue;
    WzLanguages languages;
  } rows[] = {
      {_ ("every field and kind of text, both languages"), sample, WZ_LANGUAGES_BOTH},
      {_ ("Chinese only"), sample, WZ_LANGUAGES_ZH},
      {_ ("English only"), sample, WZ_LANGUAGES_EN},
      {_ ("side by side"), sample, WZ_LANGUAGES_PARALLEL},
      {_ ("no papers, no title, no date"), empty, WZ_LANGUAGES_BOTH},
      {_ ("a thousand papers"), large, WZ_LANGUAGES_BOTH},
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    try_issue (trials, rows[i].name, rows[i].issue, rows[i].languages, rows[i].issue == sample);
}

/* One output of the module; the others have trials of their own. */
static int
try_output (CliRun *run, const WzPluginInfo *info, gboolean alone)
{
  Trials trials = {.run = run, .plugin = info, .name = alone ? NULL : info->name};
  say (&trials, info->error == NULL, _ ("describes itself"),
       info->error != NULL ? info->error->message : _ (info->summary));
  if (info->error != NULL)
    return CLI_FAILED;

  g_autoptr (GError) error = NULL;
  g_autoptr (WzOptions) options = wz_options_new (info->options, info->n_options, &error);
  say (&trials, options != NULL, _ ("its options have valid defaults"),
       error != NULL ? error->message : NULL);
  int status = CLI_OK;
  g_autoptr (WzStyle) style = options != NULL ? cli_load_style (run, run->recipe, "classic", &status) : NULL;
  g_autofree gchar *folder = style != NULL ? g_dir_make_tmp ("wenzhai-XXXXXX", NULL) : NULL;
  if (folder == NULL)
    return CLI_FAILED;
  trials.style = style;
  trials.options = options;
  trials.folder = folder;
  try_all (&trials);
  if (trials.unread)
    print_line (&trials, _ ("not tried"), _ ("whether the file says all that the sample does"),
                _ ("it is no text; read it with a program for its format"));
  g_rmdir (folder);
  return trials.failed > 0 ? CLI_FAILED : CLI_OK;
}

int
cli_plugin_test (CliRun *run, const gchar *path)
{
  const gchar *files[] = {path, NULL}, *nowhere[] = {NULL};
  const WzRegistryPlaces places = {.files = files, .user_dirs = nowhere, .own_dirs = nowhere};
  g_autoptr (WzRegistry) registry = wz_registry_start (&places, NULL, TRUE);
  guint n = wz_registry_get_n_plugins (registry);
  int status = CLI_OK;
  for (guint i = 0; i < n; i++) {
    int one = try_output (run, wz_registry_get_plugin (registry, i), n == 1);
    status = MAX (status, one);
  }
  return status;
}
