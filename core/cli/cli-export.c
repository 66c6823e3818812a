/* cli-export.c: `wenzhai export`: from sources to files. SPDX-License-Identifier: MIT */
#include "cli/cli.h"

#include "host/desk/wz-weekly.h"

#include <glib/gi18n-lib.h>

/* @status: of one that has none of the papers that are wanted, and of mistakes of the editor, which has been
 * reported. */
static GPtrArray *
make_issues (CliRun *run, GPtrArray *sources, int *status)
{
  GPtrArray *issues = g_ptr_array_new_with_free_func ((GDestroyNotify) wz_issue_unref);
  WzSource *const *read = (WzSource *const *) sources->pdata;
  guint n = cli_count_read (sources), step = cli_get_flag (run, WZ_RECIPE_EACH) ? 1 : n;
  g_autoptr (GError) unread = NULL;
  g_autoptr (WzOverlay) overlay = wz_weekly_load_overlay (run->recipe, NULL, run->sink, run->sink, &unread);
  if (overlay == NULL)
    *status = cli_edit_failure (run, unread);
  for (guint i = 0; overlay != NULL && i < n; i += step) {
    g_autoptr (GError) error = NULL;
    WzIssue *issue = wz_desk_edit (&read[i], step, run->recipe, run->readers, overlay, run->sink, &error);
    if (issue != NULL) {
      g_ptr_array_add (issues, issue);
      continue;
    }
    if (step < n)
      g_prefix_error (&error, "%s: ", read[i]->name);
    int failed = cli_edit_failure (run, error);
    *status = MAX (*status, failed);
  }
  if (cli_report_get_own_errors (run->report) > 0)
    *status = MAX (*status, CLI_FAILED);
  return issues;
}

static guint
count_papers (const GPtrArray *issues)
{
  guint n = 0;
  for (guint i = 0; i < issues->len; i++)
    n += wz_issue_get_n_entries (g_ptr_array_index (issues, i));
  return n;
}

static void
list_recipe (const CliRun *run, const CliTarget *target, const GPtrArray *issues)
{
  WzRecipeList list = {run->recipe, NULL,  WZ_COMMAND_EXPORT, target->plan, target->style, run->verbose, NULL,
                       NULL,        issues};
  cli_list (run, &list);
}

static int
run_export (CliRun *run, char **arguments)
{
  /* the probes run while the sources are read */
  g_autoptr (WzRegistry) registry = cli_start_registry (run, FALSE, FALSE);
  int status = CLI_OK;
  g_autoptr (GPtrArray) sources = cli_read_sources (run, arguments, &status);
  if (sources == NULL)
    return status;
  g_auto (CliTarget) target = {0};
  g_autoptr (GPtrArray) editions = cli_list_editions (run, NULL);
  int planned = editions != NULL ? cli_target_plan (run, run->recipe, registry, &target) : CLI_USAGE;
  if (planned != CLI_OK)
    return planned;
  if (target.plan->file != NULL && cli_get_flag (run, WZ_RECIPE_EACH) && sources->len > 1)
    return cli_usage_error (run, "%s", _ ("--each makes several files; let -o name a folder"));
  if (status == CLI_NO_INPUT)
    return status;
  int styled = cli_target_style (run, run->recipe, &target);
  if (styled != CLI_OK)
    return styled;
  guint n_read = cli_count_read (sources); /* editing takes their issues */
  g_autoptr (GPtrArray) issues = make_issues (run, sources, &status);
  if (issues->len == 0)
    return status;
  wz_inbox_report_pictures (run->inbox, NULL);
  guint n_papers = count_papers (issues);
  if (!cli_make_editions (run, issues, editions, target.style))
    return CLI_FAILED;
  if (cli_get_flag (run, WZ_RECIPE_DRY_RUN)) {
    list_recipe (run, &target, issues);
    return status;
  }
  g_autoptr (GArray) books = g_array_new (FALSE, FALSE, sizeof (CliBook));
  cli_add_books (books, issues, &target);
  int rendered = cli_render (run, books, NULL);
  if (rendered != CLI_USAGE)
    cli_summarise (run, n_papers, n_read);
  return MAX (status, rendered);
}

int
cli_export (int argc, char **argv, const WzPaths *paths)
{
  g_auto (CliRun) run = {.paths = paths};
  if (!cli_parse (&run, WZ_COMMAND_EXPORT, &argc, &argv, _ ("INPUT…"),
                  _ ("Turns digests into books: EPUB, PDF and whatever plugins make."), WZ_SEVERITY_WARNING))
    return CLI_USAGE;
  return cli_conclude (&run, cli_open_made (&run, run_export (&run, argv + 1)));
}
