/* cli-weekly.c: dailies of a period, one issue; `wenzhai weekly`, which makes books of it.
 * SPDX-License-Identifier: MIT */
#include "cli/cli.h"

#include "host/project/wz-build.h"
#include "host/project/wz-volume.h"
#include "host/project/wz-lock.h"
#include "host/file/wz-folder.h"
#include "host/desk/wz-weekly.h"

#include <glib/gi18n-lib.h>

/* The books of a run, and what they are made of. */
typedef struct {
  CliRun *run;
  const CliUse *use;
  GPtrArray *editions; /* CliEdition */
  WzOverlay *overlay;
  WzMemory *memory;
  GPtrArray *issues;  /* WzIssue */
  GPtrArray *recipes; /* of each */
  GArray *books;      /* CliBook, of each */
  gboolean whole;     /* all that are chosen are there */
} Making;

static void
making_clear (Making *m)
{
  g_clear_pointer (&m->editions, g_ptr_array_unref);
  g_clear_pointer (&m->overlay, wz_overlay_free);
  g_clear_pointer (&m->memory, wz_memory_free);
  g_clear_pointer (&m->issues, g_ptr_array_unref);
  g_clear_pointer (&m->recipes, g_ptr_array_unref);
  g_clear_pointer (&m->books, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Making, making_clear)

/* Takes @issue, which may be none. */
static gboolean
add_book (Making *m, const CliEdition *edition, WzRecipe *recipe, WzIssue *issue)
{
  CliBook book = {issue, &edition->target, NULL, recipe};
  g_ptr_array_add (m->recipes, recipe);
  if (issue == NULL)
    return FALSE;
  g_ptr_array_add (m->issues, issue);
  g_array_append_val (m->books, book);
  return TRUE;
}

/* What is odd in the dailies is told of the first edition. */
static gboolean
make_edition (Making *m, const GPtrArray *picked, const CliEdition *edition, GError **error)
{
  WzDiagSink *sink = m->issues->len == 0 ? m->run->sink : NULL;
  WzRecipe *recipe = cli_edition_dup_recipe (m->run, edition);
  g_autoptr (WzIssue) issue =
      wz_weekly_make ((WzSource *const *) picked->pdata, picked->len, recipe, m->run->readers, m->overlay,
                      m->memory, edition->target.style, sink, error);
  return add_book (m, edition, recipe,
                   issue ? wz_desk_convert (issue, edition->edition, edition->target.style, sink, error)
                         : NULL);
}

static gboolean
load_material (Making *m, const WzProject *project, GError **error)
{
  CliRun *run = m->run;
  WzDiagSink *sink = run->sink;
  g_auto (GStrv) dumps = project && !wz_recipe_is_said (run->recipe, WZ_RECIPE_MEMORY)
                             ? wz_project_list_dumps (project)
                             : wz_recipe_dup_list (run->recipe, WZ_RECIPE_MEMORY);
  m->overlay = wz_weekly_load_overlay (run->recipe, project ? project->file : NULL, sink, sink, error);
  if (m->overlay)
    m->memory =
        wz_weekly_load_memory ((const gchar *const *) dumps, wz_recipe_get_period (run->recipe), error);
  return m->memory != NULL;
}

/* Those that are chosen, in order. */
static int
make_editions (Making *m, const WzProject *project, const GPtrArray *picked)
{
  g_autoptr (GError) error = NULL;
  gboolean ok = load_material (m, project, &error);
  for (guint i = 0; ok && i < m->editions->len; i++) {
    const CliEdition *edition = g_ptr_array_index (m->editions, i);
    ok = !edition->chosen || make_edition (m, picked, edition, &error);
  }
  m->whole = ok;
  if (!ok)
    return cli_edit_failure (m->run, error);
  /* the issue is made, and the editor's mistakes are not passed over */
  return cli_report_get_own_errors (m->run->report) > 0 ? CLI_FAILED : CLI_OK;
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
  g_autofree gchar *text = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%s, %u daily", "%s, %u dailies", picked->len), name, picked->len);
  if (run->verbose)
    cli_tell (run, "period", text);
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

/* Whether books go where the project's own ones are. */
static gboolean
writes_into (const CliRun *run, const WzProject *project)
{
  if (project == NULL || cli_get_flag (run, WZ_RECIPE_DRY_RUN))
    return FALSE;
  g_autofree gchar *own = g_strconcat (wz_recipe_get (run->recipe, WZ_RECIPE_ISSUES), "/", NULL);
  return g_str_equal (wz_recipe_get (run->recipe, WZ_RECIPE_OUTPUT), own);
}

/* A project's finished issue is not replaced by a poorer one. */
static gboolean
would_be_poorer (CliRun *run, const WzProject *project, GPtrArray *picked)
{
  const WzPeriod *period = wz_recipe_get_period (run->recipe);
  if (cli_get_flag (run, WZ_RECIPE_ALLOW_MISSING) || !writes_into (run, project))
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

static gboolean
names_period (const CliRun *run)
{
  static const WzRecipeField periods[] = {WZ_RECIPE_WEEK, WZ_RECIPE_MONTH, WZ_RECIPE_YEAR, WZ_RECIPE_FROM};
  for (guint i = 0; i < G_N_ELEMENTS (periods); i++)
    if (wz_recipe_is_said (run->recipe, periods[i]))
      return TRUE;
  return FALSE;
}

/* Nothing but what was published: (transfer full): no source; NULL: the inbox is to be read. */
static GPtrArray *
pass_over_inbox (CliRun *run, const WzProject *project)
{
  const gchar *const nothing[] = {NULL}, *inbox[] = {wz_recipe_get (run->recipe, WZ_RECIPE_INBOX), NULL};
  g_autoptr (WzPublished) published = wz_published_load (wz_recipe_get (run->recipe, WZ_RECIPE_ISSUES), NULL);
  g_auto (GStrv) names = wz_published_dup_names (published);
  g_auto (GStrv) ignored = wz_project_dup_ignored (project, inbox[0]);
  if (names[0] == NULL || !names_period (run) || !cli_prepare_reading (run, project->folder))
    return NULL;
  g_autoptr (GPtrArray) found = wz_sources_expand (inbox, (const gchar *const *) ignored, run->readers);
  for (guint i = 0; i < found->len; i++) {
    const WzSource *source = g_ptr_array_index (found, i);
    if (source->error == NULL)
      return NULL;
  }
  return wz_sources_expand (nothing, NULL, run->readers);
}

static GPtrArray *
read_dailies (CliRun *run, const WzProject *project, char **arguments, int *status)
{
  gchar *here[] = {(gchar *) (gsize) ".", NULL};
  if (project)
    wz_project_report_files (project, NULL, NULL, run->sink);
  GPtrArray *none = project != NULL ? pass_over_inbox (run, project) : NULL;
  cli_report_hold (run->report);
  if (none != NULL)
    return none;
  return project ? cli_read_project (run, project, status)
                 : cli_read_sources (run, arguments[0] ? arguments : here, status);
}

/* A period that is asked for, or a folder, is of many dailies. */
static gboolean
is_one_source (const CliRun *run, char **arguments)
{
  if (names_period (run) || wz_recipe_is_said (run->recipe, WZ_RECIPE_ALL) ||
      wz_recipe_is_said (run->recipe, WZ_RECIPE_OVERLAY))
    return FALSE;
  return arguments[0] != NULL && arguments[1] == NULL && !g_file_test (arguments[0], G_FILE_TEST_IS_DIR);
}

/* As `export` would have it. */
static int
edit_one (Making *m, const GPtrArray *sources)
{
  CliRun *run = m->run;
  g_autoptr (GError) error = NULL;
  const CliEdition *edition = cli_get_first_chosen (m->editions);
  WzIssue *issue = wz_desk_edit ((WzSource *const *) sources->pdata, cli_count_read (sources), run->recipe,
                                 run->readers, NULL, run->sink, &error);
  m->whole = add_book (m, edition, cli_edition_dup_recipe (run, edition), issue);
  return m->whole ? CLI_OK : cli_edit_failure (run, error);
}

/* The edition that @issue is one of; the issue itself where nobody knows it any more. */
static const CliEdition *
find_edition (const Making *m, const WzIssue *issue)
{
  const gchar *name = wz_published_get_edition (issue);
  for (guint i = 0; i < m->editions->len; i++) {
    const CliEdition *edition = g_ptr_array_index (m->editions, i);
    if (g_strcmp0 (edition->edition->name, name) == 0)
      return edition;
  }
  return name == NULL ? g_ptr_array_index (m->editions, 0) : NULL;
}

/* An issue of the period that readers have is taken as it is, or of it what is asked for. */
static int
make_or_take (Making *m, const WzProject *project, const WzPublished *published, const GPtrArray *picked)
{
  CliRun *run = m->run;
  g_autofree gchar *name = wz_period_dup_name (wz_recipe_get_period (run->recipe));
  g_autoptr (GError) error = NULL;
  if (wz_published_get_revision (published, name) == 0)
    return make_editions (m, project, picked);
  g_autoptr (GPtrArray) issues = wz_published_load_editions (published, name, &error);
  if (issues == NULL)
    return cli_failure (run, CLI_NO_INPUT, error);
  if (!wz_weekly_narrow (issues, run->recipe, run->sink, &error))
    return cli_edit_failure (run, error);
  for (guint i = 0; i < issues->len; i++) {
    const CliEdition *edition = find_edition (m, g_ptr_array_index (issues, i));
    if (edition != NULL && edition->chosen)
      add_book (m, edition, cli_edition_dup_recipe (run, edition),
                wz_issue_ref (g_ptr_array_index (issues, i)));
  }
  m->whole = m->books->len > 0;
  return m->whole ? CLI_OK : cli_usage_error (run, _ ("%s was published without such an edition"), name);
}

/* What is done with the sources of the issue; @picked: (nullable): the dailies of its period, and what of it
 * is
 * @published. */
static int
make (Making *m, const WzProject *project, const WzPublished *published, const GPtrArray *sources,
      const GPtrArray *picked)
{
  CliRun *run = m->run;
  int styled = m->use->books ? cli_style_editions (run, m->editions) : CLI_OK;
  if (styled != CLI_OK)
    return styled;
  guint n_sources = picked != NULL ? picked->len : sources->len;
  cli_progress_show (run, "%s", _ ("editing"));
  int edited = picked != NULL ? make_or_take (m, project, published, picked) : edit_one (m, sources);
  cli_progress_end (run);
  if (!m->whole)
    return edited;
  wz_inbox_report_pictures (run->inbox, picked);
  int made = m->use->use (run, m->books);
  if (m->use->books && !cli_get_flag (run, WZ_RECIPE_DRY_RUN))
    cli_summarise (run, wz_issue_get_n_entries (g_ptr_array_index (m->issues, 0)), n_sources);
  return MAX (edited, made);
}

static int
make_of_period (Making *m, const WzProject *project, GPtrArray *sources)
{
  CliRun *run = m->run;
  int status = CLI_OK;
  g_autoptr (GError) error = NULL;
  g_autoptr (WzPublished) published =
      wz_published_load (project ? wz_recipe_get (run->recipe, WZ_RECIPE_ISSUES) : NULL, run->sink);
  g_autoptr (GPtrArray) picked = pick_sources (run, published, sources, &status);
  if (picked == NULL)
    return status;
  if (project)
    wz_project_say_issue (project, run->recipe);
  if (m->use->keeps && would_be_poorer (run, project, picked))
    return CLI_FAILED;
  gboolean locks = m->use->locks != NULL && project != NULL && (!m->use->keeps || writes_into (run, project));
  g_autoptr (WzLock) lock = locks ? wz_lock_take (project, m->use->locks, &error) : NULL;
  if (error != NULL)
    return cli_failure (run, CLI_FAILED, error);
  int made = make (m, project, published, sources, picked);
  repeat_failures (run, sources);
  return MAX (status, made);
}

static int
edit_dailies (Making *m, const WzProject *project, char **arguments)
{
  CliRun *run = m->run;
  const CliUse *use = m->use;
  int status = CLI_OK;
  g_autoptr (WzRegistry) registry = use->books ? cli_start_registry (run, FALSE, FALSE) : NULL;
  g_autoptr (GPtrArray) sources = read_dailies (run, project, arguments, &status);
  if (sources == NULL || status == CLI_NO_INPUT) {
    cli_report_release (run->report, NULL);
    return status;
  }
  m->editions = cli_list_editions (run, project);
  if (m->editions != NULL && !use->editions)
    g_ptr_array_set_size (m->editions, 1);
  int planned = m->editions == NULL ? CLI_USAGE
                : use->books        ? cli_plan_editions (run, m->editions, registry)
                                    : CLI_OK;
  if (planned != CLI_OK) {
    release_others (run, sources, NULL);
    return planned;
  }
  gboolean one = use->one_source && project == NULL && is_one_source (run, arguments);
  if (one)
    cli_report_release (run->report, NULL);
  int made = one ? make (m, project, NULL, sources, NULL) : make_of_period (m, project, sources);
  return MAX (status, made);
}

int
cli_edit_dailies (CliRun *run, char **arguments, const CliUse *use)
{
  g_auto (Making) m = {.run = run,
                       .use = use,
                       .issues = g_ptr_array_new_with_free_func ((GDestroyNotify) wz_issue_unref),
                       .recipes = g_ptr_array_new_with_free_func ((GDestroyNotify) wz_recipe_free),
                       .books = g_array_new (FALSE, FALSE, sizeof (CliBook))};
  g_autoptr (WzProject) project = NULL;
  g_autoptr (GError) error = NULL;
  int status = CLI_OK;
  if (!cli_load_project (run, arguments, &project, &status))
    return status;
  if (!wz_weekly_check (run->recipe, &error))
    return cli_failure (run, CLI_USAGE, error);
  if (use->prepare != NULL)
    use->prepare (run, project);
  if (run->json)
    cli_report_explain (run->report);
  return edit_dailies (&m, project, arguments);
}

/* ---- The command ---- */

static int
dump_books (CliRun *run, const GArray *books)
{
  for (guint i = 0; i < books->len; i++) {
    g_autofree gchar *text =
        wz_desk_dump (g_array_index (books, CliBook, i).issue,
                      (WzDeskForm) wz_recipe_get_word (run->recipe, WZ_RECIPE_DUMP), NULL, WZ_LANGUAGES_BOTH);
    fputs (text, stdout);
  }
  return CLI_OK;
}

/* The recipe of the first edition, and what is another of those behind it. */
int
cli_list_recipe (CliRun *run, const GArray *books)
{
  g_autofree gchar *name = wz_period_dup_name (wz_recipe_get_period (run->recipe));
  g_autoptr (WzRecipe) base = NULL;
  for (guint i = 0; i < books->len; i++) {
    const CliBook *book = &g_array_index (books, CliBook, i);
    g_autoptr (WzRecipe) recipe = wz_recipe_dup (book->recipe);
    g_autoptr (GPtrArray) issue = g_ptr_array_new ();
    WzRecipeList list = {
        recipe, base, WZ_COMMAND_WEEKLY, book->target->plan, book->target->style, run->verbose, name,
        NULL,   issue};
    g_ptr_array_add (issue, (gpointer) (gsize) book->issue);
    wz_weekly_settle (recipe, wz_issue_get_lang (book->issue));
    cli_list (run, &list);
    if (base == NULL)
      base = g_steal_pointer (&recipe);
  }
  return CLI_OK;
}

static int
render (CliRun *run, const GArray *books)
{
  return cli_render (run, books, NULL);
}

int
cli_weekly (int argc, char **argv, const WzPaths *paths)
{
  static const CliUse books = {
      .locks = "weekly", .books = TRUE, .keeps = TRUE, .editions = TRUE, .use = render};
  static const CliUse recipe = {.books = TRUE, .keeps = TRUE, .editions = TRUE, .use = cli_list_recipe};
  static const CliUse dump = {.editions = TRUE, .use = dump_books};
  g_auto (CliRun) run = {.paths = paths};
  if (!cli_parse (&run, WZ_COMMAND_WEEKLY, &argc, &argv, _ ("[DIR|INPUT…]"),
                  _ ("Merges the dailies of a week, month or year into one issue, a paper an entry."),
                  WZ_SEVERITY_WARNING))
    return CLI_USAGE;
  const CliUse *use = cli_get_flag (&run, WZ_RECIPE_DRY_RUN)           ? &recipe
                      : wz_recipe_is_said (run.recipe, WZ_RECIPE_DUMP) ? &dump
                                                                       : &books;
  return cli_conclude (&run, cli_open_made (&run, cli_edit_dailies (&run, argv + 1, use)));
}
