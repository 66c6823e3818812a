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

/* @files: that the user gave; @prefer: nullable */
static WzRegistryPlaces
places_of (const CliRun *run, gchar **files, gchar **prefer)
{
  return (WzRegistryPlaces){
      .files = (const gchar *const *) files,
      .user_dirs = (const gchar *const *) run->paths->user_plugins,
      .own_dirs = (const gchar *const *) run->paths->own_plugins,
      .unlimited = !cli_get_flag (run, WZ_RECIPE_LIMITS),
      .prefer = prefer != NULL && prefer[0] != NULL ? (const gchar *const *) prefer : NULL,
  };
}

WzRegistry *
cli_look_registry (const CliRun *run)
{
  g_auto (GStrv) files = wz_recipe_dup_list (run->recipe, WZ_RECIPE_PLUGIN);
  WzRegistryPlaces places = places_of (run, files, NULL);
  return wz_registry_look (&places);
}

WzRegistry *
cli_start_registry (const CliRun *run, gboolean all, gboolean anew)
{
  g_auto (GStrv) files = wz_recipe_dup_list (run->recipe, WZ_RECIPE_PLUGIN);
  g_auto (GStrv) prefer = wz_recipe_dup_list (run->recipe, WZ_RECIPE_PREFER);
  WzRegistryPlaces places = places_of (run, files, prefer);
  return wz_registry_start (&places, all ? NULL : wz_plan_get_types (run->recipe), anew);
}

int
cli_target_plan (CliRun *run, const WzRecipe *recipe, WzRegistry *registry, CliTarget *target)
{
  g_autoptr (GError) error = NULL;
  target->registry = registry;
  target->plan = wz_plan_new (registry, recipe, run->sink, &error);
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
cli_target_style (CliRun *run, WzRecipe *recipe, CliTarget *target)
{
  int status = CLI_OK;
  target->style = cli_load_style (run, recipe, wz_recipe_get (recipe, WZ_RECIPE_STYLE), &status);
  if (target->style == NULL)
    return status;
  cli_target_say (target, recipe);
  target->languages = (WzLanguages) wz_recipe_get_word (recipe, WZ_RECIPE_LANGUAGES);
  return CLI_OK;
}

void
cli_target_say (const CliTarget *target, WzRecipe *recipe)
{
  WzOrigin origin = {.kind = WZ_ORIGIN_STYLE, .name = wz_style_get_name (target->style)};
  wz_recipe_set (recipe, WZ_RECIPE_LANGUAGES, wz_style_get_string (target->style, "text.languages"), &origin,
                 NULL);
}

/* ---- Tasks: books × outputs ---- */

typedef struct {
  CliRun *run;
  const GArray *books;
  const CliListener *listener; /* nullable */
  GArray *tasks;               /* WzRenderTask */
  GArray *owners;              /* of each its place among the books */
  GPtrArray *paths;
} Batch;

static void
batch_clear (Batch *batch)
{
  for (guint i = 0; batch->tasks != NULL && i < batch->tasks->len; i++)
    wz_render_task_clear (&g_array_index (batch->tasks, WzRenderTask, i));
  g_clear_pointer (&batch->tasks, g_array_unref);
  g_clear_pointer (&batch->owners, g_array_unref);
  g_clear_pointer (&batch->paths, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Batch, batch_clear)

void
cli_add_books (GArray *books, const GPtrArray *issues, const CliTarget *target)
{
  for (guint i = 0; i < issues->len; i++) {
    CliBook book = {g_ptr_array_index (issues, i), target, NULL, NULL};
    g_array_append_val (books, book);
  }
}

/* @taken: paths, and what becomes of them */
static gboolean
add_task (Batch *batch, GHashTable *taken, guint i, guint k)
{
  const CliBook *book = &g_array_index (batch->books, CliBook, i);
  const WzPlan *plan = book->target->plan;
  gchar *path = wz_plan_dup_path (plan, k, wz_issue_get_stem (book->issue));
  const gchar *other = g_hash_table_lookup (taken, path), *title = wz_issue_get_title (book->issue, NULL);
  g_ptr_array_add (batch->paths, path);
  if (other != NULL) {
    cli_usage_error (batch->run,
                     _ ("“%s” and “%s” would both become %s; let -o name a folder, make them one after the "
                        "other, or one edition alone with --edition"),
                     other, title, path);
    return FALSE;
  }
  if (g_strcmp0 (path, wz_recipe_get (batch->run->recipe, WZ_RECIPE_REPORT)) == 0) {
    cli_report_set_account (batch->run->report, NULL); /* which is not put in its place either */
    g_clear_pointer (&batch->run->account, wz_account_free);
    cli_keep_report (batch->run);
    cli_usage_error (batch->run, _ ("%s is a book; name another file with --report"), path);
    return FALSE;
  }
  g_hash_table_insert (taken, path, (gpointer) (gsize) title);
  if (!cli_refuse_input (batch->run, path))
    return FALSE;
  WzRenderTask task = {
      .plugin = g_ptr_array_index (plan->plugins, k),
      .issue = book->issue,
      .style = book->target->style,
      .options = g_ptr_array_index (plan->options, k),
      .base = g_ptr_array_index (plan->bases, k),
      .languages = book->target->languages,
      .path = path,
  };
  g_array_append_val (batch->tasks, task);
  g_array_append_val (batch->owners, i);
  return TRUE;
}

static gboolean
add_tasks (Batch *batch)
{
  g_autoptr (GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal);
  batch->run->n_batch = batch->books->len;
  batch->run->n_papers = 0;
  for (guint i = 0; i < batch->books->len; i++) {
    const CliBook *book = &g_array_index (batch->books, CliBook, i);
    batch->run->n_papers += wz_issue_get_n_entries (book->issue);
    for (guint k = 0; k < book->target->plan->plugins->len; k++)
      if (!add_task (batch, taken, i, k))
        return FALSE;
  }
  return TRUE;
}

/* ---- Reports ---- */

typedef struct {
  WzDiagSink *next;
  const Batch *batch;
  const CliBook *book;
} Hearing;

static void
hear (const WzDiag *diag, gpointer user_data)
{
  const Hearing *hearing = user_data;
  const CliListener *listener = hearing->batch->listener;
  wz_diag_sink_forward (hearing->next, diag);
  if (listener != NULL && listener->diag != NULL)
    listener->diag (hearing->book, diag, listener->user_data);
}

static void
check_characters (const Batch *batch)
{
  Hearing hearing = {batch->run->sink, batch, NULL};
  g_autoptr (WzDiagSink) sink = wz_diag_sink_new (hear, &hearing);
  for (guint i = 0; i < batch->books->len; i++) {
    hearing.book = &g_array_index (batch->books, CliBook, i);
    wz_characters_check (hearing.book->issue, hearing.book->target->style, sink);
  }
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
  } else if (run->verbose && cli_prints (run) && !g_str_equal (task->path, WZ_TARGET_STDOUT)) {
    g_autofree gchar *size = g_format_size_full (task->bytes, G_FORMAT_SIZE_IEC_UNITS);
    g_autofree gchar *path = wz_display_dup (task->path);
    g_print ("%s\t%s\n", path, size);
  }
}

static void
report_tasks (const Batch *batch)
{
  const CliListener *listener = batch->listener;
  for (guint i = 0; i < batch->tasks->len; i++) {
    const WzRenderTask *task = &g_array_index (batch->tasks, WzRenderTask, i);
    const CliBook *book = &g_array_index (batch->books, CliBook, g_array_index (batch->owners, guint, i));
    report_task (batch->run, task);
    if (batch->run->made == NULL && task->error == NULL)
      batch->run->made = g_strdup (task->path);
    if (batch->run->account != NULL)
      wz_account_add_file (batch->run->account, task, book->name);
    for (guint k = 0; listener != NULL && listener->diag != NULL && k < task->diags->len; k++)
      listener->diag (book, g_ptr_array_index (task->diags, k), listener->user_data);
    if (listener != NULL && listener->file != NULL)
      listener->file (book, task, listener->user_data);
  }
}

static void
tell_hidden (CliRun *run)
{
  guint hidden = cli_report_get_hidden (run->report);
  if (hidden > 0 && !run->quiet && !run->json && isatty (STDERR_FILENO))
    fprintf (stderr,
             g_dngettext (GETTEXT_PACKAGE, "wenzhai: %u hint not shown; -v shows it\n",
                          "wenzhai: %u hints not shown; -v shows them\n", hidden),
             hidden);
}

/* ---- Rendering ---- */

/* Of a build the issues count, of which it has told already. */
static void
expect_interrupt (const WzRenderTask *tasks, guint n, gpointer user_data)
{
  const CliRun *run = user_data;
  guint made = 0;
  if (run->n_issues > 0)
    return;
  for (guint i = 0; i < n; i++)
    made += tasks[i].bytes > 0;
  g_autofree gchar *text = g_strdup_printf (
      _ ("stopped: %u of %u files are made, and whole; the same command makes all of them"), made, n);
  cli_expect_interrupt (run, text);
}

/* Once a run; a hint where all is done by outputs that came with the program. */
static void
tell_shortfall (const Batch *batch)
{
  g_autofree gchar *text = wz_confine_dup_shortfall ();
  gboolean strangers = FALSE;
  if (text == NULL)
    return;
  for (guint i = 0; i < batch->tasks->len; i++)
    strangers |= !g_array_index (batch->tasks, WzRenderTask, i).plugin->builtin;
  WzDiag diag = {strangers ? WZ_SEVERITY_WARNING : WZ_SEVERITY_HINT, "confinement", {NULL, 0, 0}, text};
  wz_diag_sink_forward (batch->run->sink, &diag);
}

static guint
render (const Batch *batch)
{
  CliRun *run = batch->run;
  guint jobs = wz_recipe_get_count (run->recipe, WZ_RECIPE_JOBS);
  gboolean unlimited = !cli_get_flag (run, WZ_RECIPE_LIMITS);
  WzRenderTask *tasks = (WzRenderTask *) (gpointer) batch->tasks->data;
  WzRenderSettings settings = {
      .data_dir = run->paths->data_dir,
      .seconds = cli_get_limit (run, WZ_RECIPE_TIME_LIMIT, unlimited ? 0 : WZ_RENDER_SECONDS),
      .mebibytes = cli_get_limit (run, WZ_RECIPE_MEMORY_LIMIT, unlimited ? 0 : WZ_RENDER_MEBIBYTES),
      .parallel = jobs > 0 ? jobs : g_get_num_processors () + 1, /* one may wait for the disk */
      .progress = cli_progress_render,
      .stopped = expect_interrupt,
      .user_data = run,
  };
  g_clear_pointer (&run->watch, wz_watch_stop); /* each output has limits of its own */
  tell_shortfall (batch);
  guint failed = wz_render (tasks, batch->tasks->len, &settings);
  cli_progress_end (run);
  return failed;
}

/* Each of the books' targets once. */
static int
prepare_targets (CliRun *run, const GArray *books)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) known = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < books->len; i++) {
    const CliTarget *target = g_array_index (books, CliBook, i).target;
    if (!g_hash_table_add (known, (gpointer) (gsize) target))
      continue;
    if (!wz_plan_make_folder (target->plan, &error))
      return cli_failure (run, CLI_FAILED, error);
    if (run->account != NULL)
      wz_account_add_fonts (run->account, target->style);
  }
  return CLI_OK;
}

int
cli_render (CliRun *run, const GArray *books, const CliListener *listener)
{
  g_auto (Batch) batch = {
      .run = run,
      .books = books,
      .listener = listener,
      .tasks = g_array_new (FALSE, TRUE, sizeof (WzRenderTask)),
      .owners = g_array_new (FALSE, FALSE, sizeof (guint)),
      .paths = g_ptr_array_new_with_free_func (g_free),
  };
  if (!add_tasks (&batch))
    return CLI_USAGE;
  int prepared = prepare_targets (run, books);
  if (prepared != CLI_OK)
    return prepared;
  check_characters (&batch);
  int status = render (&batch) > 0 ? CLI_FAILED : CLI_OK;
  report_tasks (&batch);
  for (guint i = 0; i < books->len; i++) {
    const CliTarget *target = g_array_index (books, CliBook, i).target;
    wz_registry_report (target->registry, run->sink);
    status = MAX (status, cli_target_get_status (target));
  }
  tell_hidden (run);
  return status;
}
