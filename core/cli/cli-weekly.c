/* cli-weekly.c: dailies of a period, one issue; `wenzhai weekly`, which makes books of it.
 * SPDX-License-Identifier: MIT */
#include "cli/cli.h"

#include "host/project/wz-build.h"
#include "host/project/wz-volume.h"
#include "host/file/wz-folder.h"
#include "host/desk/wz-weekly.h"

#include <glib/gi18n-lib.h>

/* The issue, and its converted editions behind it. */
static GPtrArray *
make_editions (CliRun *run, const WzProject *project, const GPtrArray *picked, const CliTarget *target,
               int *status)
{
  g_autoptr (GPtrArray) issues = g_ptr_array_new_with_free_func ((GDestroyNotify) wz_issue_unref);
  g_autoptr (GError) error = NULL;
  WzDiagSink *sink = run->sink;
  g_auto (GStrv) dumps = project && !wz_recipe_is_said (run->recipe, WZ_RECIPE_MEMORY)
                             ? wz_project_list_dumps (project)
                             : wz_recipe_dup_list (run->recipe, WZ_RECIPE_MEMORY);
  g_autoptr (WzOverlay) overlay =
      wz_weekly_load_overlay (run->recipe, project ? project->file : NULL, sink, sink, &error);
  g_autoptr (WzMemory) memory = overlay ? wz_weekly_load_memory ((const gchar *const *) dumps,
                                                                 wz_recipe_get_period (run->recipe), &error)
                                        : NULL;
  WzIssue *issue = memory ? wz_weekly_make ((WzSource *const *) picked->pdata, picked->len, run->recipe,
                                            run->readers, overlay, memory, target->style, sink, &error)
                          : NULL;
  if (cli_report_get_own_errors (run->report) > 0)
    *status = CLI_FAILED; /* the issue is made, and the editor's mistakes are not passed over */
  if (issue)
    g_ptr_array_add (issues, issue);
  if (issue && wz_desk_add_editions (issues, run->recipe, target->style, sink, &error))
    return g_steal_pointer (&issues);
  *status = cli_edit_failure (run, error);
  return NULL;
}

/* ---- Dailies ---- */

/* Shows what was held, but for what the readers said of sources that are not among @picked (nullable). */
static void
release_others (CliRun *run, const GPtrArray *sources, const GPtrArray *picked)
{
  g_autoptr (GPtrArray) others = g_ptr_array_new ();
  for (guint i = 0; i < sources->len; i++) {
    WzSource *source = g_ptr_array_index (sources, i);
    if (picked == NULL || !g_ptr_array_find ((GPtrArray *) (gsize) picked, source, NULL))
      g_ptr_array_add (others, source->name);
  }
  cli_report_release (run->report, others);
}

/* The dailies of the period, which is chosen, and what readers have of its days (@published, nullable); NULL
 * where there are none, which has been reported. */
static GPtrArray *
pick_sources (CliRun *run, const WzPublished *published, GPtrArray *sources, int *status)
{
  g_autoptr (GError) error = NULL;
  const WzPeriod *period = wz_recipe_get_period (run->recipe);
  guint n = cli_count_read (sources);
  gboolean all = cli_get_flag (run, WZ_RECIPE_ALL);
  g_autoptr (GPtrArray) held =
      wz_diag_hold_new (); /* of dailies that are passed over, and are to be told of */
  g_autoptr (WzDiagSink) told = wz_diag_sink_new (wz_diag_hold, held);
  g_autoptr (GPtrArray) list = NULL;
  if (wz_weekly_choose ((WzSource *const *) sources->pdata, n, run->recipe, &error))
    list = wz_volume_list (published, sources, n, period, told, &error);
  if (list == NULL) {
    cli_report_release (run->report, NULL);
    *status = cli_failure (run, CLI_NO_INPUT, error);
    return NULL;
  }
  WzSource *const *read = (WzSource *const *) list->pdata;
  n = cli_count_read (list);
  /* what the readers said of other periods' dailies was said when those were made */
  g_autoptr (GPtrArray) own = wz_weekly_pick (read, n, period, all, NULL);
  release_others (run, sources, own);
  wz_diag_sink_replay (run->sink, held);
  g_autoptr (GPtrArray) picked = wz_weekly_pick (read, n, period, all, run->sink);
  g_autofree gchar *name = wz_period_dup_name (period);
  if (picked->len == 0) {
    g_autofree gchar *text = g_strdup_printf (_ ("no daily is of %s"), name);
    cli_report_failure (run->report, "no-input", text);
    *status = CLI_NO_INPUT;
    return NULL;
  }
  if (run->verbose)
    g_printerr (
        g_dngettext (GETTEXT_PACKAGE, "wenzhai: %s, %u daily\n", "wenzhai: %s, %u dailies\n", picked->len),
        name, picked->len);
  return g_steal_pointer (&picked);
}

/* What was unreadable is named at the end again, where it is seen. */
static void
repeat_failures (CliRun *run, const GPtrArray *sources)
{
  for (guint i = cli_count_read (sources); i < sources->len; i++) {
    const WzSource *source = g_ptr_array_index (sources, i);
    g_autofree gchar *text =
        g_strdup_printf (_ ("%s is not in the issue: it could not be read"), source->name);
    cli_report_failure (run->report, "source-left-out", text);
  }
}

/* A project's finished issue is not replaced by a poorer one. */
static gboolean
would_be_poorer (CliRun *run, const WzProject *project, GPtrArray *picked)
{
  const WzPeriod *period = wz_recipe_get_period (run->recipe);
  g_autofree gchar *own =
      project ? g_strconcat (wz_recipe_get (run->recipe, WZ_RECIPE_ISSUES), "/", NULL) : NULL;
  if (own == NULL || cli_get_flag (run, WZ_RECIPE_ALLOW_MISSING) ||
      !g_str_equal (wz_recipe_get (run->recipe, WZ_RECIPE_OUTPUT), own))
    return FALSE;
  g_autoptr (WzIssue) before = wz_project_load_issue (project, period);
  g_autoptr (GHashTable) at_hand = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < picked->len; i++) {
    const WzSource *source = g_ptr_array_index (picked, i);
    g_autofree gchar *file = g_path_get_basename (source->path);
    g_autoptr (GArray) days = wz_source_list_days (source);
    wz_build_add_at_hand (at_hand, file, days);
  }
  g_autoptr (GPtrArray) gone = before ? wz_build_list_gone (before, period, at_hand) : NULL;
  if (gone == NULL || gone->len == 0)
    return FALSE;
  g_autofree gchar *name = wz_period_dup_name (period), *list = wz_folder_dup_names (gone);
  wz_diag_report (run->sink, WZ_SEVERITY_ERROR, "issue-kept", NULL,
                  _ ("%s is kept as it is, since it would lose papers; dailies are gone: %s. Put the dailies "
                     "back into the "
                     "inbox, or make it of what is left with --allow-missing"),
                  name, list);
  return TRUE;
}

/* A folder that holds a project file stands for its project. */
static gboolean
load_project (CliRun *run, char **arguments, WzProject **project, int *status)
{
  const gchar *folder = arguments[0] ? arguments[0] : ".";
  g_autofree gchar *path = g_build_filename (folder, WZ_PROJECT_FILE, NULL);
  g_autoptr (GError) error = NULL;
  if ((arguments[0] && arguments[1]) || !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return TRUE;
  *project = wz_project_load (folder, run->recipe, run->sink, &error);
  if (*project == NULL)
    *status = cli_failure (run, CLI_USAGE, error);
  return *project != NULL;
}

static GPtrArray *
read_dailies (CliRun *run, const WzProject *project, char **arguments, int *status)
{
  const gchar *folder = wz_recipe_get (run->recipe, WZ_RECIPE_INBOX);
  gchar *inbox[] = {project ? (gchar *) (gsize) folder : (gchar *) (gsize) ".", NULL};
  g_auto (GStrv) ignored = project ? wz_project_dup_ignored (project, folder) : NULL;
  run->ignore = (const gchar *const *) ignored;
  if (project)
    wz_project_report_files (project, NULL, NULL, run->sink);
  cli_report_hold (run->report);
  GPtrArray *sources = cli_read_sources (run, arguments[0] && !project ? arguments : inbox, status);
  run->ignore = NULL;
  return sources;
}

/* A period that is asked for, or a folder, is of many dailies. */
static gboolean
is_one_source (const CliRun *run, char **arguments)
{
  static const WzRecipeField periods[] = {WZ_RECIPE_WEEK, WZ_RECIPE_MONTH, WZ_RECIPE_YEAR,
                                          WZ_RECIPE_FROM, WZ_RECIPE_ALL,   WZ_RECIPE_OVERLAY};
  for (guint i = 0; i < G_N_ELEMENTS (periods); i++)
    if (wz_recipe_is_said (run->recipe, periods[i]))
      return FALSE;
  return arguments[0] != NULL && arguments[1] == NULL && !g_file_test (arguments[0], G_FILE_TEST_IS_DIR);
}

/* As `export` would have it. */
static GPtrArray *
edit_one (CliRun *run, const GPtrArray *sources, int *status)
{
  g_autoptr (GError) error = NULL;
  WzIssue *issue = wz_desk_edit ((WzSource *const *) sources->pdata, cli_count_read (sources), run->recipe,
                                 run->readers, run->sink, &error);
  if (issue == NULL) {
    *status = cli_edit_failure (run, error);
    return NULL;
  }
  GPtrArray *issues = g_ptr_array_new_with_free_func ((GDestroyNotify) wz_issue_unref);
  g_ptr_array_add (issues, issue);
  return issues;
}

/* An issue of the period that readers have is taken as it is, or of it what is asked for. */
static GPtrArray *
make_or_take (CliRun *run, const WzProject *project, const WzPublished *published, const GPtrArray *picked,
              const CliTarget *target, int *status)
{
  g_autofree gchar *name = wz_period_dup_name (wz_recipe_get_period (run->recipe));
  g_autoptr (GError) error = NULL;
  if (wz_published_get_revision (published, name) == 0)
    return make_editions (run, project, picked, target, status);
  g_autoptr (GPtrArray) editions = wz_published_load_editions (published, name, &error);
  if (editions == NULL) {
    *status = cli_failure (run, CLI_NO_INPUT, error);
    return NULL;
  }
  if (!wz_weekly_narrow (editions, run->recipe, run->sink, &error)) {
    *status = cli_edit_failure (run, error);
    return NULL;
  }
  return g_steal_pointer (&editions);
}

/* What is done with the sources of the issue; @picked: (nullable): the dailies of its period, and what of it
 * is
 * @published. */
static int
make (CliRun *run, const WzProject *project, const WzPublished *published, const GPtrArray *sources,
      const GPtrArray *picked, const CliUse *use, CliTarget *target)
{
  int edited = CLI_OK, styled = use->books ? cli_target_style (run, target) : CLI_OK;
  if (styled != CLI_OK)
    return styled;
  guint n_sources = picked != NULL ? picked->len : sources->len;
  cli_progress_show (run, "%s", _ ("editing"));
  g_autoptr (GPtrArray) issues = picked != NULL
                                     ? make_or_take (run, project, published, picked, target, &edited)
                                     : edit_one (run, sources, &edited);
  cli_progress_end (run);
  if (issues == NULL)
    return edited;
  wz_inbox_report_pictures (run->inbox, picked);
  int made = use->use (run, target, issues);
  if (use->books && !cli_get_flag (run, WZ_RECIPE_DRY_RUN))
    cli_summarise (run, wz_issue_get_n_entries (g_ptr_array_index (issues, 0)), n_sources);
  return MAX (edited, made);
}

static int
make_of_period (CliRun *run, const WzProject *project, GPtrArray *sources, const CliUse *use,
                CliTarget *target)
{
  int status = CLI_OK;
  g_autoptr (WzPublished) published =
      wz_published_load (project ? wz_recipe_get (run->recipe, WZ_RECIPE_ISSUES) : NULL, run->sink);
  g_autoptr (GPtrArray) picked = pick_sources (run, published, sources, &status);
  if (picked == NULL)
    return status;
  if (project)
    wz_project_say_issue (project, run->recipe);
  if (use->keeps && would_be_poorer (run, project, picked))
    return CLI_FAILED;
  int made = make (run, project, published, sources, picked, use, target);
  repeat_failures (run, sources);
  return MAX (status, made);
}

static int
edit_dailies (CliRun *run, const WzProject *project, char **arguments, const CliUse *use)
{
  int status = CLI_OK;
  g_autoptr (WzRegistry) registry = use->books ? cli_start_registry (run, FALSE, FALSE) : NULL;
  g_autoptr (GPtrArray) sources = read_dailies (run, project, arguments, &status);
  if (sources == NULL || status == CLI_NO_INPUT) {
    cli_report_release (run->report, NULL);
    return status;
  }
  g_auto (CliTarget) target = {0};
  int planned = use->books ? cli_target_plan (run, registry, &target) : CLI_OK;
  if (planned != CLI_OK) {
    release_others (run, sources, NULL);
    return planned;
  }
  gboolean one = use->one_source && project == NULL && is_one_source (run, arguments);
  if (one)
    cli_report_release (run->report, NULL);
  int made = one ? make (run, project, NULL, sources, NULL, use, &target)
                 : make_of_period (run, project, sources, use, &target);
  return MAX (status, made);
}

int
cli_edit_dailies (CliRun *run, char **arguments, const CliUse *use)
{
  g_autoptr (WzProject) project = NULL;
  g_autoptr (GError) error = NULL;
  int status = CLI_OK;
  if (!load_project (run, arguments, &project, &status))
    return status;
  if (!wz_weekly_check (run->recipe, &error))
    return cli_failure (run, CLI_USAGE, error);
  if (use->prepare != NULL)
    use->prepare (run, project);
  if (cli_get_flag (run, WZ_RECIPE_EXPLAIN) || run->json)
    cli_report_explain (run->report);
  return edit_dailies (run, project, arguments, use);
}

/* ---- The command ---- */

static int
dump_issues (CliRun *run, const CliTarget *target, const GPtrArray *issues)
{
  for (guint i = 0; i < issues->len; i++) {
    g_autofree gchar *text =
        wz_desk_dump (g_ptr_array_index (issues, i),
                      (WzDeskForm) wz_recipe_get_word (run->recipe, WZ_RECIPE_DUMP), NULL, WZ_LANGUAGES_BOTH);
    fputs (text, stdout);
  }
  return CLI_OK;
}

int
cli_list_recipe (CliRun *run, const CliTarget *target, const GPtrArray *issues)
{
  g_autofree gchar *name = wz_period_dup_name (wz_recipe_get_period (run->recipe));
  WzRecipeList list = {run->recipe, NULL,  WZ_COMMAND_WEEKLY, target->plan, target->style, run->verbose, name,
                       NULL,        issues};
  wz_weekly_settle (run->recipe, wz_issue_get_lang (g_ptr_array_index (issues, 0)));
  return cli_list (run, &list);
}

static int
render (CliRun *run, const CliTarget *target, const GPtrArray *issues)
{
  return cli_render (run, target, issues, NULL, NULL);
}

int
cli_weekly (int argc, char **argv, const WzPaths *paths)
{
  static const CliUse books = {.books = TRUE, .keeps = TRUE, .use = render};
  static const CliUse recipe = {.books = TRUE, .keeps = TRUE, .use = cli_list_recipe};
  static const CliUse dump = {.use = dump_issues};
  g_auto (CliRun) run = {.paths = paths};
  if (!cli_parse (&run, WZ_COMMAND_WEEKLY, &argc, &argv, _ ("[DIR|INPUT…]"),
                  _ ("Merges the dailies of a week, month or year into one issue, a paper an entry."),
                  WZ_SEVERITY_WARNING))
    return CLI_USAGE;
  const CliUse *use = cli_get_flag (&run, WZ_RECIPE_DRY_RUN)           ? &recipe
                      : wz_recipe_is_said (run.recipe, WZ_RECIPE_DUMP) ? &dump
                                                                       : &books;
  return cli_open_made (&run, cli_edit_dailies (&run, argv + 1, use));
}
