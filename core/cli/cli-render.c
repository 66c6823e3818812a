/* cli-render.c: what every command that makes books shares: outputs, progress, reports.
 * SPDX-License-Identifier: MIT */
#include "cli/cli.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

void
cli_target_clear (CliTarget *target)
{
  g_clear_pointer (&target->plan, wz_plan_free);
  g_clear_pointer (&target->style, wz_style_free);
}

WzRegistry *
cli_start_registry (const CliRun *run, gboolean all, gboolean anew)
{
  g_auto (GStrv) files = wz_recipe_dup_list (run->recipe, WZ_RECIPE_PLUGIN);
  WzRegistryPlaces places = {(const gchar *const *) files, (const gchar *const *) run->paths->user_plugins,
                             (const gchar *const *) run->paths->own_plugins};
  return wz_registry_start (&places, all ? NULL : wz_plan_get_types (run->recipe), anew);
}

int
cli_target_plan (CliRun *run, WzRegistry *registry, CliTarget *target)
{
  g_autoptr (GError) error = NULL;
  target->registry = registry;
  target->plan = wz_plan_new (registry, run->recipe, run->sink, &error);
  wz_registry_report (registry, run->sink);
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

int
cli_target_style (CliRun *run, CliTarget *target)
{
  int status = CLI_OK;
  target->style = cli_load_style (run, wz_recipe_get (run->recipe, WZ_RECIPE_STYLE), &status);
  if (target->style == NULL)
    return status;
  WzOrigin origin = {.kind = WZ_ORIGIN_STYLE, .name = wz_style_get_name (target->style)};
  wz_recipe_set (run->recipe, WZ_RECIPE_LANGUAGES, wz_style_get_string (target->style, "text.languages"),
                 &origin, NULL);
  return CLI_OK;
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
          .languages = (WzLanguages) wz_recipe_get_word (run->recipe, WZ_RECIPE_LANGUAGES),
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
    wz_diag_report (run->sink, WZ_SEVERITY_UNSUPPORTED, "output-incomplete", NULL,
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
cli_render (CliRun *run, const CliTarget *target, const GPtrArray *issues, CliRendered done,
            gpointer user_data)
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
  guint jobs = wz_recipe_get_count (run->recipe, WZ_RECIPE_JOBS);
  run->n_batch = issues->len;
  WzRenderSettings settings = {
      .data_dir = run->paths->data_dir,
      .seconds = cli_get_limit (run, WZ_RECIPE_TIME_LIMIT, WZ_RENDER_SECONDS),
      .mebibytes = cli_get_limit (run, WZ_RECIPE_MEMORY_LIMIT, WZ_RENDER_MEBIBYTES),
      .parallel = jobs > 0 ? jobs : g_get_num_processors () + 1, /* one may wait for the disk */
      .progress = cli_progress_render,
      .user_data = run,
  };
  for (guint i = 0; i < issues->len; i++)
    wz_characters_check (g_ptr_array_index (issues, i), target->style, run->sink);
  g_clear_pointer (&run->watch, wz_watch_stop); /* each output has limits of its own */
  guint failed = wz_render ((WzRenderTask *) (gpointer) batch.tasks->data, batch.tasks->len, &settings);
  cli_progress_end (run);
  for (guint i = 0; i < batch.tasks->len; i++) {
    const WzRenderTask *task = &g_array_index (batch.tasks, WzRenderTask, i);
    report_task (run, task);
    if (run->made == NULL && task->error == NULL)
      run->made = g_strdup (task->path);
    if (done)
      done (task, user_data);
  }
  wz_registry_report (target->registry, run->sink);
  tell_hidden (run);
  return failed > 0 ? CLI_FAILED : cli_target_get_status (target);
}
