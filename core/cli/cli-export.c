/* cli-export.c: `wenzhai export`: from sources to files. SPDX-License-Identifier: MIT */
#include "cli/cli.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

typedef struct {
  CliEditing editing;
  gchar *types;
  gchar *output;
  gchar **sets;
  gchar *languages;
  gboolean each;
  gint jobs;
  gint time_limit;
  gint memory_limit;
} ExportOptions;

static void
export_options_clear (ExportOptions *options)
{
  cli_editing_clear (&options->editing);
  g_free (options->types);
  g_free (options->output);
  g_strfreev (options->sets);
  g_free (options->languages);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ExportOptions, export_options_clear)

static gboolean
parse_languages (const gchar *text, WzLanguages *languages)
{
  static const gchar *const names[] = {"both", "zh", "en", "parallel"};
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i], text)) {
      *languages = (WzLanguages) i;
      return TRUE;
    }
  return FALSE;
}

/* ---- Progress: a line that replaces itself, on a terminal, once a run has taken half a second ---- */

typedef struct {
  gint64 start;
  gboolean enabled;
  gboolean shown;
} Progress;

static void
show_progress (gdouble share, gpointer user_data)
{
  Progress *progress = user_data;
  if (!progress->enabled || g_get_monotonic_time () - progress->start < G_USEC_PER_SEC / 2)
    return;
  progress->shown = TRUE;
  fprintf (stderr, "\r\033[K%s %3d %%", _ ("rendering"), (gint) (share * 100));
  fflush (stderr);
}

static void
end_progress (Progress *progress)
{
  if (progress->shown)
    fputs ("\r\033[K", stderr);
}

/* ---- Tasks: issues × outputs ---- */

typedef struct {
  GPtrArray *issues; /* WzIssue */
  GArray *tasks;     /* WzRenderTask */
  GPtrArray *paths;
} Batch;

static void
batch_clear (Batch *batch)
{
  for (guint i = 0; batch->tasks != NULL && i < batch->tasks->len; i++)
    wz_render_task_clear (&g_array_index (batch->tasks, WzRenderTask, i));
  g_clear_pointer (&batch->tasks, g_array_unref);
  g_clear_pointer (&batch->issues, g_ptr_array_unref);
  g_clear_pointer (&batch->paths, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Batch, batch_clear)

static gboolean
add_tasks (CliRun *run, Batch *batch, const WzPlan *plan, const WzStyle *style, WzLanguages languages)
{
  g_autoptr (GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < batch->issues->len; i++)
    for (guint k = 0; k < plan->plugins->len; k++) {
      const WzIssue *issue = g_ptr_array_index (batch->issues, i);
      gchar *path = wz_plan_dup_path (plan, k, wz_issue_get_stem (issue));
      g_ptr_array_add (batch->paths, path);
      if (!g_hash_table_add (taken, path)) {
        cli_usage_error (run, _ ("two inputs would both become %s; use different folders"), path);
        return FALSE;
      }
      WzRenderTask task = {
          .plugin = g_ptr_array_index (plan->plugins, k),
          .issue = issue,
          .style = style,
          .options = g_ptr_array_index (plan->options, k),
          .languages = languages,
          .path = path,
      };
      g_array_append_val (batch->tasks, task);
    }
  return TRUE;
}

static void
report_task (CliRun *run, const WzRenderTask *task)
{
  cli_report_set_output (run->report, task->plugin->name);
  for (guint i = 0; i < task->diags->len; i++)
    cli_report_diag (g_ptr_array_index (task->diags, i), run->report);
  cli_report_set_output (run->report, NULL);
  if (task->error != NULL) {
    g_autofree gchar *text =
        task->error->domain == WZ_PLUGIN_ERROR
            ? g_strdup_printf (_ ("%s: plugin %s: %s"), task->path, task->plugin->name, task->error->message)
            : g_strdup (task->error->message);
    cli_report_failure (run->report, "output-failed", text);
  } else if (run->verbose) {
    g_autofree gchar *size = g_format_size_full (task->bytes, G_FORMAT_SIZE_IEC_UNITS);
    g_print ("%s\t%s\n", task->path, size);
  }
}

static int
render (CliRun *run, Batch *batch, const ExportOptions *options, const WzPlan *plan)
{
  g_autoptr (GError) error = NULL;
  if (!wz_plan_make_folder (plan, &error))
    return cli_failure (run, CLI_FAILED, error);
  Progress progress = {g_get_monotonic_time (), isatty (STDERR_FILENO) && !run->quiet, FALSE};
  WzRenderSettings settings = {
      .data_dir = run->paths->data_dir,
      .seconds = (guint) options->time_limit,
      .mebibytes = (guint) options->memory_limit,
      .parallel = options->jobs > 0 ? (guint) options->jobs : g_get_num_processors (),
      .progress = show_progress,
      .user_data = &progress,
  };
  guint failed = wz_render ((WzRenderTask *) (gpointer) batch->tasks->data, batch->tasks->len, &settings);
  end_progress (&progress);
  for (guint i = 0; i < batch->tasks->len; i++)
    report_task (run, &g_array_index (batch->tasks, WzRenderTask, i));
  return failed > 0 ? CLI_FAILED : CLI_OK;
}

/* ---- The command ---- */

static gboolean
make_issues (CliRun *run, Batch *batch, const ExportOptions *options, GPtrArray *sources)
{
  guint n = 0;
  while (n < sources->len && ((const WzSource *) g_ptr_array_index (sources, n))->issue != NULL)
    n++;
  WzSource *const *read = (WzSource *const *) sources->pdata;
  guint step = options->each ? 1 : n;
  for (guint i = 0; i < n; i += step) {
    WzIssue *issue = cli_edit (run, &options->editing, &read[i], step);
    if (issue == NULL)
      return FALSE;
    g_ptr_array_add (batch->issues, issue);
  }
  return TRUE;
}

static void
tell_hidden (CliRun *run)
{
  guint hidden = cli_report_get_hidden (run->report);
  if (hidden > 0 && !run->quiet && isatty (STDERR_FILENO))
    fprintf (stderr,
             g_dngettext (GETTEXT_PACKAGE, "wenzhai: %u hint not shown; -v shows it\n",
                          "wenzhai: %u hints not shown; -v shows them\n", hidden),
             hidden);
}

int
cli_export (int argc, char **argv, const WzPaths *paths)
{
  g_auto (CliRun) run = {.paths = paths};
  g_auto (ExportOptions) options = {.time_limit = WZ_RENDER_SECONDS, .memory_limit = WZ_RENDER_MEBIBYTES};
  const GOptionEntry entries[] = {
      {"type", 't', 0, G_OPTION_ARG_STRING, &options.types,
       N_ ("Outputs to make; all built-in ones by default"), N_ ("TYPE[,TYPE…]")},
      {"output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output, N_ ("File to make, or folder for all files"),
       N_ ("FILE|DIR/")},
      {"set", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.sets, N_ ("Set an option of an output"),
       N_ ("PLUGIN.OPTION=VALUE")},
      {"languages", 0, 0, G_OPTION_ARG_STRING, &options.languages, N_ ("Languages to show"),
       N_ ("both|zh|en|parallel")},
      {"each", 0, 0, G_OPTION_ARG_NONE, &options.each, N_ ("Make a book of each input"), NULL},
      CLI_EDITING_ENTRIES (options.editing),
      {"jobs", 'j', 0, G_OPTION_ARG_INT, &options.jobs, N_ ("Outputs to make at a time"), N_ ("N")},
      {"time-limit", 0, 0, G_OPTION_ARG_INT, &options.time_limit,
       N_ ("Seconds that an output may take; 0 for no limit"), N_ ("SECONDS")},
      {"memory-limit", 0, 0, G_OPTION_ARG_INT, &options.memory_limit,
       N_ ("Memory that an output may take, in MiB; 0 for no limit"), N_ ("MIB")},
      G_OPTION_ENTRY_NULL,
  };
  if (!cli_parse (&run, &argc, &argv, _ ("INPUT…"),
                  _ ("Turns digests into books: EPUB, PDF and whatever plugins make."), entries,
                  WZ_SEVERITY_WARNING))
    return CLI_USAGE;
  WzLanguages languages = WZ_LANGUAGES_BOTH;
  if (options.languages != NULL && !parse_languages (options.languages, &languages))
    return cli_usage_error (&run, _ ("--languages is both, zh, en or parallel, not “%s”"), options.languages);
  if (options.time_limit < 0 || options.memory_limit < 0 || options.jobs < 0)
    return cli_usage_error (&run, "%s", _ ("limits and jobs are not negative"));

  /* the probes run while the sources are read */
  g_autoptr (WzRegistry) registry = cli_start_registry (&run);
  int status = CLI_OK;
  g_autoptr (GPtrArray) sources = cli_read_sources (&run, argv + 1, options.editing.from, &status);
  if (sources == NULL)
    return status;
  g_autoptr (GError) error = NULL;
  g_autoptr (WzPlan) plan =
      wz_plan_new (registry, options.types, options.output, (const gchar *const *) options.sets, &error);
  if (plan == NULL)
    return cli_failure (&run, error->code == WZ_PLUGIN_ERROR_OPTION ? CLI_USAGE : CLI_FAILED, error);
  if (plan->file != NULL && options.each && sources->len > 1)
    return cli_usage_error (&run, "%s", _ ("--each makes several files; let -o name a folder"));
  if (status == CLI_NO_INPUT)
    return status;

  g_autoptr (WzStyle) style = cli_load_style (&run, "classic", &status);
  if (style == NULL)
    return status;
  if (options.languages == NULL)
    languages = wz_style_get_languages (style);

  g_auto (Batch) batch = {
      .issues = g_ptr_array_new_with_free_func ((GDestroyNotify) wz_issue_unref),
      .tasks = g_array_new (FALSE, TRUE, sizeof (WzRenderTask)),
      .paths = g_ptr_array_new_with_free_func (g_free),
  };
  if (!make_issues (&run, &batch, &options, sources) || !add_tasks (&run, &batch, plan, style, languages))
    return CLI_USAGE;
  int rendered = render (&run, &batch, &options, plan);
  tell_hidden (&run);
  return MAX (status, rendered);
}
