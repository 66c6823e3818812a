/* cli-publish.c: `wenzhai publish` and `wenzhai reissue`: what readers have, and what takes its place.
 * SPDX-License-Identifier: MIT */
#include "cli/cli-publish.h"

#include "host/desk/wz-weekly.h"
#include "host/file/wz-folder.h"

#include <glib/gi18n-lib.h>

/* ---- Names ---- */

static gint
find_issue (const WzBuild *build, const gchar *name)
{
  for (guint i = 0; i < wz_build_get_n_issues (build); i++)
    if (g_str_equal (wz_build_get_name (build, i), name))
      return (gint) i;
  return -1;
}

static gboolean
report_name (const CliShop *shop, const gchar *name)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  for (guint i = wz_build_get_n_issues (shop->build); i > 0; i--) /* the newest ones first */
    g_ptr_array_add (names, (gpointer) (gsize) wz_build_get_name (shop->build, i - 1));
  g_autofree gchar *list = wz_folder_dup_names (names), *word = wz_display_dup (name);
  gboolean known = wz_published_get_revision (wz_build_get_published (shop->build), name) > 0;
  if (known)
    cli_usage_error (shop->run,
                     _ ("the dailies of %s have left the inbox: put them back, and it can be made again"),
                     word);
  else
    cli_usage_error (shop->run, _ ("there is no issue %s; there are: %s"), word, list);
  return FALSE;
}

gboolean
cli_check_names (const CliShop *shop, const CliPublishing *publishing)
{
  const WzPublished *published = wz_build_get_published (shop->build);
  for (guint i = 0; publishing->names[i] != NULL; i++) {
    const gchar *name = publishing->names[i];
    if (find_issue (shop->build, name) < 0)
      return report_name (shop, name);
    if (publishing->revise && wz_published_get_revision (published, name) == 0) {
      cli_usage_error (shop->run,
                       _ ("%s is a draft: `wenzhai build` makes it anew, and `wenzhai publish %s` is "
                          "for when it is done"),
                       name, name);
      return FALSE;
    }
  }
  return TRUE;
}

/* ---- Freezing ---- */

static gchar *
dup_recipe (const CliShop *shop, guint i, const WzIssue *issue)
{
  const CliTarget *target = &((const CliEdition *) g_ptr_array_index (shop->editions, 0))->target;
  g_autoptr (WzRecipe) recipe = wz_recipe_dup (wz_build_get_recipe (shop->build, i));
  wz_weekly_settle (recipe, wz_issue_get_lang (issue));
  WzRecipeList list = {.recipe = recipe,
                       .command = WZ_COMMAND_BUILD,
                       .plan = target->plan,
                       .style = target->style,
                       .all = TRUE,
                       .issue = wz_build_get_name (shop->build, i)};
  return wz_recipe_list_dup_json (&list);
}

/* @editions: (element-type WzIssue) */
static gboolean
keep (const CliShop *shop, guint i, WzFreeze *freeze, const GPtrArray *editions, GError **error)
{
  for (guint k = 0; k < editions->len; k++)
    if (!wz_freeze_add_issue (freeze, g_ptr_array_index (editions, k), error))
      return FALSE;
  g_autofree gchar *recipe = dup_recipe (shop, i, g_ptr_array_index (editions, 0));
  return wz_freeze_commit (freeze, shop->state, recipe, error);
}

/* And lets --open show it. */
static void
tell_published (const CliShop *shop, const gchar *name, guint revision)
{
  g_auto (GStrv) files = wz_state_dup_files (shop->state, name);
  g_free (shop->run->made);
  shop->run->made = g_build_filename (wz_recipe_get (shop->run->recipe, WZ_RECIPE_ISSUES), files[0], NULL);
  if (!shop->run->quiet && cli_prints (shop->run))
    g_print (_ ("%s\tpublished as revision %u\n"), name, revision);
  guint n = wz_state_count_remarks (shop->state, name, WZ_SEVERITY_WARNING);
  g_autofree gchar *text = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%s goes out with %u warning; `wenzhai check %s` tells it",
                   "%s goes out with %u warnings; `wenzhai check %s` tells them", n),
      name, n, shop->project->folder);
  if (n > 0)
    cli_tell (shop->run, "published-warnings", text);
}

static int
publish_issue (const CliShop *shop, guint i)
{
  const gchar *name = wz_build_get_name (shop->build, i);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) editions = wz_project_load_editions (shop->project, name, &error);
  if (editions != NULL && editions->len == 0) {
    g_autofree gchar *text =
        g_strdup_printf (_ ("%s is not published: its model is gone from %s; delete one of its books, and "
                            "`wenzhai build` makes both again"),
                         name, WZ_PROJECT_DUMPS);
    cli_report_failure (shop->run->report, "publish", text);
    return CLI_FAILED;
  }
  g_autoptr (WzFreeze) freeze =
      editions != NULL ? wz_freeze_new (wz_build_get_published (shop->build), name, &error) : NULL;
  if (freeze == NULL || !wz_freeze_add_books (freeze, shop->state, &error) ||
      !keep (shop, i, freeze, editions, &error))
    return cli_failure (shop->run, CLI_FAILED, error);
  tell_published (shop, name, 1);
  return CLI_OK;
}

int
cli_publish_issues (const CliShop *shop, const CliPublishing *publishing)
{
  int status = CLI_OK;
  for (guint k = 0; publishing->names[k] != NULL; k++) {
    const gchar *name = publishing->names[k];
    guint revision = wz_published_get_revision (wz_build_get_published (shop->build), name);
    if (revision == 0) {
      int done = publish_issue (shop, (guint) find_issue (shop->build, name));
      status = MAX (status, done);
    } else {
      g_autofree gchar *text =
          g_strdup_printf (_ ("%s is published already, as revision %u"), name, revision);
      cli_tell (shop->run, "published", text);
    }
  }
  return status;
}

/* ---- Revising ---- */

typedef struct {
  const CliShop *shop;
  const gchar *name;
} Revising;

static void
note_book (const CliBook *book, const WzRenderTask *task, gpointer user_data)
{
  const Revising *revising = user_data;
  if (task->error != NULL)
    return;
  wz_state_add_file (revising->shop->state, revising->name, task->path, task->bytes);
  wz_state_note_pages (revising->shop->state, revising->name, task->pages);
}

static void
note_diag (const CliBook *book, const WzDiag *diag, gpointer user_data)
{
  const Revising *revising = user_data;
  cli_note_diag (revising->shop, book, diag);
}

/* Lets the outputs of all editions go into @folder, or, with NULL, where they went before. */
static void
turn_to (const CliShop *shop, const gchar *folder, GPtrArray *before)
{
  for (guint i = 0; i < shop->editions->len; i++) {
    WzPlan *plan = ((const CliEdition *) g_ptr_array_index (shop->editions, i))->target.plan;
    if (folder != NULL)
      g_ptr_array_add (before, g_steal_pointer (&plan->folder));
    else
      g_free (plan->folder);
    plan->folder = folder != NULL ? g_strdup (folder) : g_ptr_array_index (before, i);
  }
}

/* Books appear among those that readers have when all of them are there. */
static int
render (const CliShop *shop, const gchar *name, const WzFreeze *freeze, const GPtrArray *editions)
{
  CliRun *run = shop->run;
  Revising revising = {shop, name};
  CliListener listener = {note_diag, note_book, &revising};
  g_autoptr (GArray) books = g_array_new (FALSE, FALSE, sizeof (CliBook));
  g_autoptr (GPtrArray) folders = g_ptr_array_new ();
  gboolean verbose = run->verbose;
  for (guint i = 0; i < editions->len; i++) {
    const CliEdition *edition = g_ptr_array_index (shop->editions, i);
    CliBook book = {g_ptr_array_index (editions, i), &edition->target, name, NULL};
    g_array_append_val (books, book);
  }
  turn_to (shop, wz_freeze_get_folder (freeze), folders);
  run->verbose = FALSE; /* where they are made is no news */
  int status = cli_render (run, books, &listener);
  run->verbose = verbose;
  turn_to (shop, NULL, folders);
  return status;
}

static int
revise (const CliShop *shop, guint i)
{
  const WzPublished *published = wz_build_get_published (shop->build);
  const gchar *name = wz_build_get_name (shop->build, i);
  g_autoptr (GError) error = NULL;
  g_autoptr (WzFreeze) freeze = wz_freeze_new (published, name, &error);
  g_autoptr (GPtrArray) editions =
      freeze != NULL ? wz_build_revise (shop->build, i, shop->run->sink, &error) : NULL;
  if (editions == NULL)
    return cli_failure (shop->run, CLI_FAILED, error);
  int status = render (shop, name, freeze, editions);
  if (status != CLI_OK)
    return status;
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_ptr_array_add (names, (gpointer) (gsize) name);
  if (!keep (shop, i, freeze, editions, &error) ||
      !wz_project_write_dumps (shop->project, editions, names, &error))
    return cli_failure (shop->run, CLI_FAILED, error);
  tell_published (shop, name, wz_published_get_revision (published, name) + 1);
  return CLI_OK;
}

WzIssue *
cli_make_draft (const CliShop *shop, const gchar *name, GError **error)
{
  gint i = find_issue (shop->build, name);
  if (i < 0) {
    g_set_error (error, WZ_READ_ERROR, WZ_READ_ERROR_IO,
                 _ ("the inbox has no dailies of %s to make a draft of"), name);
    return NULL;
  }
  gboolean published = wz_published_get_revision (wz_build_get_published (shop->build), name) > 0;
  for (gint before = 0; before < i; before++) /* which this one remembers */
    wz_build_keep (shop->build, (guint) before, NULL);
  g_autoptr (GPtrArray) editions = published
                                       ? wz_build_revise (shop->build, (guint) i, shop->run->sink, error)
                                       : wz_build_make (shop->build, (guint) i, shop->run->sink, error);
  return editions != NULL ? wz_issue_ref (g_ptr_array_index (editions, 0)) : NULL;
}

/* What the next revision would say of itself. */
static int
show (const CliShop *shop, guint i)
{
  const gchar *name = wz_build_get_name (shop->build, i);
  g_autoptr (GError) error = NULL;
  g_autoptr (WzIssue) before =
      wz_published_load_issue (wz_build_get_published (shop->build), name, 0, NULL, &error);
  g_autoptr (GPtrArray) editions =
      before != NULL ? wz_build_revise (shop->build, i, shop->run->sink, &error) : NULL;
  if (editions == NULL)
    return cli_failure (shop->run, CLI_FAILED, error);
  cli_print_changes (before, g_ptr_array_index (editions, 0));
  return CLI_OK;
}

int
cli_revise_issue (const CliShop *shop, guint i, guint reasons, const gchar *text)
{
  const gchar *name = wz_build_get_name (shop->build, i);
  if ((reasons & WZ_BUILD_POORER) && !cli_get_flag (shop->run, WZ_RECIPE_ALLOW_MISSING)) {
    wz_diag_report (
        shop->run->sink, WZ_SEVERITY_ERROR, "issue-kept", NULL,
        _ ("%s is not revised, since it would lose papers; %s. Put the dailies back into the inbox, "
           "or make it of what is left with --allow-missing"),
        name, text);
    wz_build_keep (shop->build, i, shop->run->sink);
    return CLI_FAILED;
  }
  if ((reasons & ~(guint) WZ_BUILD_PUBLISHED) == 0) {
    g_autofree gchar *told =
        g_strdup_printf (_ ("%s is as it would be made now: there is nothing to revise"), name);
    cli_tell (shop->run, "nothing-to-do", told);
    wz_build_keep (shop->build, i, shop->run->sink);
    return CLI_OK;
  }
  if (cli_get_flag (shop->run, WZ_RECIPE_DRY_RUN))
    return show (shop, i);
  int status = revise (shop, i);
  if (status != CLI_OK) /* what the state has been told of the new one is forgotten */
    wz_published_adopt (wz_build_get_published (shop->build), shop->state);
  return status;
}

/* ---- The commands ---- */

/* A first argument that is no period is a project's folder. */
static gboolean
is_folder (const gchar *argument)
{
  g_autofree gchar *file = g_build_filename (argument, WZ_PROJECT_FILE, NULL);
  return g_file_test (file, G_FILE_TEST_IS_REGULAR);
}

static int
run_command (int argc, char **argv, const WzPaths *paths, const gchar *summary, gboolean revise)
{
  g_auto (CliRun) run = {.paths = paths};
  if (!cli_parse (&run, WZ_COMMAND_BUILD, &argc, &argv, _ ("[DIR] ISSUE…"), summary, WZ_SEVERITY_WARNING))
    return CLI_USAGE;
  const gchar *folder = argc > 1 && is_folder (argv[1]) ? argv[1] : NULL;
  CliPublishing publishing = {(const gchar *const *) argv + (folder != NULL ? 2 : 1), revise};
  if (publishing.names[0] == NULL)
    return cli_usage_error (&run, "%s", _ ("name the issues, such as 2022-W38"));
  return cli_conclude (&run, cli_open_made (&run, cli_build_project (&run, folder, &publishing)));
}

int
cli_publish (int argc, char **argv, const WzPaths *paths)
{
  return run_command (
      argc, argv, paths,
      _ ("Builds a project, and keeps issues as they are: readers have them from now on, and no "
         "build changes them."),
      FALSE);
}

int
cli_reissue (int argc, char **argv, const WzPaths *paths)
{
  return run_command (
      argc, argv, paths,
      _ ("Makes the next revision of published issues: the same book to libraries and readers, "
         "with a note on what has changed."),
      TRUE);
}
