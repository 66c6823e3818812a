/* cli-render.c: what every command that makes books shares: outputs, progress, reports.
 * SPDX-License-Identifier: MIT */
#include "cli/cli.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

void
cli_outputs_clear (CliOutputs *outputs)
{
  g_free (outputs->types);
  g_free (outputs->output);
  g_strfreev (outputs->sets);
  g_free (outputs->languages);
}

void
cli_target_clear (CliTarget *target)
{
  g_clear_pointer (&target->plan, wz_plan_free);
  g_clear_pointer (&target->style, wz_style_free);
}

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

gboolean
cli_outputs_check (CliRun *run, const CliOutputs *outputs)
{
  WzLanguages languages;
  if (outputs->languages != NULL && !parse_languages (outputs->languages, &languages)) {
    g_autofree gchar *text =
        outputs->own_languages
            ? g_strdup_printf (_ ("languages: both, zh, en or parallel, not “%s”"), outputs->languages)
            : g_strdup_printf (_ ("--languages is both, zh, en or parallel, not “%s”"), outputs->languages);
    if (outputs->own_languages)
      cli_project_failure (run, outputs, "languages", text);
    else
      cli_usage_error (run, "%s", text);
    return FALSE;
  }
  if (outputs->time_limit < 0 || outputs->jobs < 0) {
    cli_usage_error (run, "%s", _ ("limits and jobs are not negative"));
    return FALSE;
  }
  return TRUE;
}

WzRegistry *
cli_start_registry (const CliRun *run, const CliOutputs *outputs, gboolean anew)
{
  WzRegistryPlaces places = {(const gchar *const *) run->plugin_files,
                             (const gchar *const *) run->paths->user_plugins,
                             (const gchar *const *) run->paths->own_plugins};
  return wz_registry_start (
      &places, outputs != NULL ? wz_plan_get_types (outputs->types, outputs->output) : NULL, anew);
}

int
cli_target_plan (CliRun *run, const CliOutputs *outputs, WzRegistry *registry, CliTarget *target)
{
  g_autoptr (GError) error = NULL;
  target->registry = registry;
  int checked = cli_project_check_outputs (run, outputs, registry);
  if (checked != CLI_OK)
    return checked;
  target->plan =
      wz_plan_new (registry, outputs->types, outputs->output, (const gchar *const *) outputs->sets, &error);
  wz_registry_report (registry, cli_report_get_sink (run->report));
  if (target->plan == NULL)
    return cli_failure (run, error->code == WZ_PLUGIN_ERROR_OPTION ? CLI_USAGE : CLI_FAILED, error);
  if (g_strcmp0 (target->plan->file, WZ_TARGET_STDOUT) == 0 && isatty (STDOUT_FILENO))
    return cli_usage_error (run, "%s",
                            _ ("a book is nothing for a terminal: send it to a file or a program"));
  for (guint i = 0; i < target->plan->failures->len; i++)
    cli_report_failure (run->report, "plugin", g_ptr_array_index (target->plan->failures, i));
  return target->plan->plugins->len > 0 ? CLI_OK : CLI_FAILED;
}

int
cli_target_get_status (const CliTarget *target)
{
  return target->plan != NULL && target->plan->failures->len > 0 ? CLI_FAILED : CLI_OK;
}

static WzStyle *
load_project_style (CliRun *run, const CliOutputs *outputs, int *status)
{
  g_autoptr (GError) error = NULL;
  WzStyle *style = cli_try_style (run, run->style_name, &error);
  if (style == NULL && error->code == WZ_STYLE_ERROR_FONT)
    *status = cli_failure (run, CLI_FAILED, error);
  else if (style == NULL)
    *status = cli_project_failure (run, outputs, "style", error->message);
  return style;
}

int
cli_target_style (CliRun *run, const CliOutputs *outputs, CliTarget *target)
{
  int status = CLI_OK;
  target->style = outputs->own_style ? load_project_style (run, outputs, &status)
                                     : cli_load_style (run, "classic", &status);
  if (target->style == NULL)
    return status;
  if (outputs->languages == NULL || !parse_languages (outputs->languages, &target->languages))
    target->languages = wz_style_get_languages (target->style);
  return CLI_OK;
}

const gchar *
cli_target_get_lang (const CliTarget *target)
{
  return target->languages == WZ_LANGUAGES_EN ? "en" : NULL;
}

/* ---- Tasks: issues × outputs ---- */

typedef struct {
  GArray *tasks; /* WzRenderTask */
  GPtrArray *paths;
} Batch;

static void
batch_clear (Batch *batch)
{
  for (guint i = 0; batch->tasks != NULL && i < batch->tasks->len; i++)
    wz_render_task_clear (&g_array_index (batch->tasks, WzRenderTask, i));
  g_clear_pointer (&batch->tasks, g_array_unref);
  g_clear_pointer (&batch->paths, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Batch, batch_clear)

static gboolean
add_tasks (CliRun *run, Batch *batch, const CliTarget *target, const GPtrArray *issues)
{
  const WzPlan *plan = target->plan;
  g_autoptr (GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < issues->len; i++)
    for (guint k = 0; k < plan->plugins->len; k++) {
      const WzIssue *issue = g_ptr_array_index (issues, i);
      gchar *path = wz_plan_dup_path (plan, k, wz_issue_get_stem (issue));
      g_ptr_array_add (batch->paths, path);
      if (!g_hash_table_add (taken, path)) {
        cli_usage_error (
            run, _ ("two books would both become %s; let -o name a folder, or make them one after the other"),
            path);
        return FALSE;
      }
      if (!cli_refuse_input (run, path))
        return FALSE;
      WzRenderTask task = {
          .plugin = g_ptr_array_index (plan->plugins, k),
          .issue = issue,
          .style = target->style,
          .options = g_ptr_array_index (plan->options, k),
          .languages = target->languages,
          .path = path,
      };
      g_array_append_val (batch->tasks, task);
    }
  return TRUE;
}

/* What closes the list of an output that lost content: nobody is to take it for a full one. */
static void
report_incomplete (CliRun *run, const WzRenderTask *task)
{
  guint n = 0;
  for (guint i = 0; i < task->diags->len; i++)
    n += ((const WzDiag *) g_ptr_array_index (task->diags, i))->severity >= WZ_SEVERITY_ERROR;
  if (n > 0)
    wz_diag_report (cli_report_get_sink (run->report), WZ_SEVERITY_UNSUPPORTED, "output-incomplete", NULL,
                    g_dngettext (GETTEXT_PACKAGE, "%s was made without %u thing that it can't show",
                                 "%s was made without %u things that it can't show", n),
                    task->path, n);
}

static void
report_task (CliRun *run, const WzRenderTask *task)
{
  cli_report_set_output (run->report, task->plugin->name);
  for (guint i = 0; i < task->diags->len; i++)
    cli_report_diag (g_ptr_array_index (task->diags, i), run->report);
  if (task->error == NULL)
    report_incomplete (run, task);
  cli_report_set_output (run->report, NULL);
  if (task->error != NULL) {
    g_autofree gchar *text =
        task->error->domain == WZ_PLUGIN_ERROR
            ? g_strdup_printf (_ ("%s: plugin %s: %s%s"), task->path, task->plugin->name,
                               task->error->message, wz_plugin_info_get_remedy (task->plugin, task->error))
            : g_strdup (task->error->message);
    cli_report_failure (run->report, "output-failed", text);
  } else if (run->verbose && !g_str_equal (task->path, WZ_TARGET_STDOUT)) {
    g_autofree gchar *size = g_format_size_full (task->bytes, G_FORMAT_SIZE_IEC_UNITS);
    g_autofree gchar *path = wz_display_dup (task->path);
    g_print ("%s\t%s\n", path, size);
  }
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
cli_render (CliRun *run, const CliOutputs *outputs, const CliTarget *target, const GPtrArray *issues,
            CliRendered done, gpointer user_data)
{
  g_auto (Batch) batch = {
      .tasks = g_array_new (FALSE, TRUE, sizeof (WzRenderTask)),
      .paths = g_ptr_array_new_with_free_func (g_free),
  };
  g_autoptr (GError) error = NULL;
  if (!add_tasks (run, &batch, target, issues))
    return CLI_USAGE;
  if (!wz_plan_make_folder (target->plan, &error))
    return cli_failure (run, CLI_FAILED, error);
  run->n_batch = issues->len;
  WzRenderSettings settings = {
      .data_dir = run->paths->data_dir,
      .seconds = (guint) outputs->time_limit,
      .mebibytes = (guint) run->memory_limit,
      .parallel = outputs->jobs > 0 ? (guint) outputs->jobs
                                    : g_get_num_processors () + 1, /* one may wait for the disk */
      .progress = cli_progress_render,
      .user_data = run,
  };
  for (guint i = 0; i < issues->len; i++)
    wz_characters_check (g_ptr_array_index (issues, i), target->style, cli_report_get_sink (run->report));
  g_clear_pointer (&run->watch, wz_watch_stop); /* each output has limits of its own */
  guint failed = wz_render ((WzRenderTask *) (gpointer) batch.tasks->data, batch.tasks->len, &settings);
  cli_progress_end (run);
  for (guint i = 0; i < batch.tasks->len; i++) {
    const WzRenderTask *task = &g_array_index (batch.tasks, WzRenderTask, i);
    report_task (run, task);
    if (done)
      done (task, user_data);
  }
  wz_registry_report (target->registry, cli_report_get_sink (run->report));
  tell_hidden (run);
  return failed > 0 ? CLI_FAILED : cli_target_get_status (target);
}
