/* cli-build.c: `wenzhai init` and `wenzhai build`: a series of issues. SPDX-License-Identifier: MIT */
#include "cli/cli-publish.h"

#include "host/file/wz-folder.h"
#include "host/project/wz-lock.h"
#include "host/desk/wz-weekly.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <unistd.h>

/* Issues rendered together: enough to keep both cores busy, few enough to bound memory and what a kill costs.
 */
enum { BATCH = 4 };

int
cli_init (int argc, char **argv, const WzPaths *paths)
{
  g_auto (CliRun) run = {.paths = paths};
  g_autoptr (GError) error = NULL;
  if (!cli_parse (
          &run, WZ_COMMAND_OTHER, &argc, &argv, _ ("DIR"),
          _ ("Begins a project: wenzhai.ini with comments, and folders for dailies, issues and corrections."),
          WZ_SEVERITY_WARNING))
    return CLI_USAGE;
  if (argc != 2)
    return cli_usage_error (&run, "%s", _ ("name one folder"));
  if (!wz_project_init (argv[1], &error))
    return cli_failure (&run, CLI_FAILED, error);
  if (!run.quiet)
    g_print (_ ("%s is ready: put dailies into %s/inbox, then `wenzhai build %s`\n"), argv[1], argv[1],
             argv[1]);
  return CLI_OK;
}

/* ---- Building ---- */

typedef struct {
  CliRun *run;
  const CliPublishing *publishing; /* nullable */
  gboolean dry_run;
  WzRegistry *registry;
  WzProject *project;
  WzLock *lock;
  WzState *state;
  WzBuild *build;
  GPtrArray *inbox;           /* WzSource, not read: how much there is */
  GPtrArray *editions;        /* CliEdition: the issues themselves first */
  GPtrArray *recipes;         /* of each */
  GArray *tools;              /* WzBuildEdition, of those behind it */
  GPtrArray *issues;          /* WzIssue, to be rendered together */
  GPtrArray *names;           /* of the periods they belong to; lent */
  GArray *wanted;             /* gboolean, of each: its books are to be made */
  GHashTable *failed;         /* names of those that an output failed of */
  GPtrArray *published_older; /* names of published issues that are; lent */
  const gchar *shown;         /* the name of the issue that --open opens; lent */
  guint n_made, n_older, n_failed;
  guint n_papers, n_files; /* of issues that were made */
} Building;

static void
building_clear (Building *b)
{
  g_clear_pointer (&b->build, wz_build_free);
  g_clear_pointer (&b->tools, g_array_unref);
  g_clear_pointer (&b->recipes, g_ptr_array_unref);
  g_clear_pointer (&b->editions, g_ptr_array_unref);
  g_clear_pointer (&b->inbox, g_ptr_array_unref);
  g_clear_pointer (&b->state, wz_state_free);
  g_clear_pointer (&b->lock, wz_lock_free);
  g_clear_pointer (&b->project, wz_project_free);
  g_clear_pointer (&b->registry, wz_registry_free);
  g_clear_pointer (&b->issues, g_ptr_array_unref);
  g_clear_pointer (&b->names, g_ptr_array_unref);
  g_clear_pointer (&b->wanted, g_array_unref);
  g_clear_pointer (&b->failed, g_hash_table_unref);
  g_clear_pointer (&b->published_older, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Building, building_clear)

/* ---- One issue after another ---- */

/* Of several issues --open opens the last one, which is the newest. */
static void
note_made (Building *b, const gchar *name, const gchar *path)
{
  if (b->shown == name)
    return;
  b->shown = name;
  g_free (b->run->made);
  b->run->made = g_strdup (path);
}

static void
note_output (const CliBook *book, const WzRenderTask *task, gpointer user_data)
{
  Building *b = user_data;
  if (task->error != NULL) {
    g_hash_table_add (b->failed, (gpointer) (gsize) book->name);
    return;
  }
  wz_state_add_file (b->state, book->name, task->path, task->bytes);
  wz_state_note_pages (b->state, book->name, task->pages);
  note_made (b, book->name, task->path);
}

void
cli_note_diag (const CliShop *shop, const CliBook *book, const WzDiag *diag)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  g_ptr_array_add (one, (gpointer) (gsize) diag);
  if (diag->severity >= WZ_SEVERITY_WARNING)
    wz_state_add_remarks (shop->state, book->name, shop->project->folder, one);
}

static CliShop
get_shop (const Building *b)
{
  return (CliShop){b->run, b->project, b->state, b->build, b->editions};
}

static void
note_diag (const CliBook *book, const WzDiag *diag, gpointer user_data)
{
  CliShop shop = get_shop (user_data);
  cli_note_diag (&shop, book, diag);
}

/* What is said when the user stops the run: issues that are done are known to be. */
static void
expect_interrupt (const Building *b)
{
  g_autofree gchar *text = g_strdup_printf (
      _ ("stopped: %u of %u issues are done, and stay so; `wenzhai build %s` goes on with the rest"),
      b->run->n_done, b->run->n_issues, b->project->folder);
  cli_expect_interrupt (b->run, text);
}

static int
render (Building *b)
{
  CliListener listener = {note_diag, note_output, b};
  g_autoptr (GArray) books = g_array_new (FALSE, FALSE, sizeof (CliBook));
  guint n = b->editions->len;
  for (guint i = 0; i < b->issues->len; i++) { /* of each issue the editions that are out of date */
    if (!g_array_index (b->wanted, gboolean, i))
      continue;
    const CliEdition *edition = g_ptr_array_index (b->editions, i % n);
    CliBook book = {g_ptr_array_index (b->issues, i), &edition->target, g_ptr_array_index (b->names, i),
                    NULL};
    g_array_append_val (books, book);
  }
  return cli_render (b->run, books, &listener);
}

/* Of all editions: FALSE where one lacks an output. */
static int
get_status (const Building *b)
{
  int status = CLI_OK;
  for (guint i = 0; i < b->editions->len; i++)
    status = MAX (status, cli_target_get_status (&((const CliEdition *) b->editions->pdata[i])->target));
  return status;
}

/* Renders what was collected, and saves the state, so that a run which is killed later need not do it again.
 */
static int
flush (Building *b)
{
  g_autoptr (GError) error = NULL;
  if (b->issues->len == 0)
    return CLI_OK;
  g_hash_table_remove_all (b->failed);
  int status = render (b);
  if (!wz_project_write_dumps (b->project, b->issues, b->names, &error))
    status = cli_failure (b->run, CLI_FAILED, error);
  for (guint i = 0; get_status (b) != CLI_OK && i < b->names->len; i++)
    g_hash_table_add (b->failed, g_ptr_array_index (b->names, i)); /* an output is lacking */
  for (guint i = 0; i < b->names->len; i++)
    if (g_hash_table_contains (b->failed, g_ptr_array_index (b->names, i))) {
      wz_state_forget_issue (b->state, g_ptr_array_index (b->names, i));
    }
  for (guint i = 0; b->run->account != NULL && i < b->names->len; i++)
    wz_account_settle_issue (b->run->account, g_ptr_array_index (b->names, i),
                             g_hash_table_contains (b->failed, g_ptr_array_index (b->names, i)) ? "failed"
                                                                                                : "made");
  b->n_failed += g_hash_table_size (b->failed);
  if (!wz_state_save (b->state, &error))
    status = cli_failure (b->run, CLI_FAILED, error);
  g_ptr_array_set_size (b->issues, 0);
  g_ptr_array_set_size (b->names, 0);
  g_array_set_size (b->wanted, 0);
  return status;
}

/* What is done with an issue of these reasons. */
typedef enum { DO_NOTHING, DO_MAKE, DO_REFUSE, DO_LEAVE_OLDER } Action;

static Action
choose (const Building *b, guint reasons)
{
  guint wanted = reasons & (WZ_BUILD_NEW | WZ_BUILD_CHANGED | WZ_BUILD_MISSING);
  if ((reasons & WZ_BUILD_POORER) && !cli_get_flag (b->run, WZ_RECIPE_ALLOW_MISSING))
    return DO_REFUSE;
  if (wanted != 0 || (reasons & WZ_BUILD_POORER) ||
      (cli_get_flag (b->run, WZ_RECIPE_UPGRADE) && (reasons & WZ_BUILD_OLDER)))
    return DO_MAKE;
  return reasons & WZ_BUILD_OLDER ? DO_LEAVE_OLDER : DO_NOTHING;
}

static const CliTarget *
get_main (const Building *b)
{
  return &((const CliEdition *) g_ptr_array_index (b->editions, 0))->target;
}

/* Those that a project names have recipes of their own. */
static void
list_editions (const Building *b, const gchar *name, const WzRecipe *base, const GPtrArray *issues)
{
  for (guint k = 1; k < b->editions->len; k++) {
    const CliEdition *edition = g_ptr_array_index (b->editions, k);
    g_autoptr (WzRecipe) recipe = cli_edition_dup_recipe (b->run, edition);
    g_autoptr (GPtrArray) own = g_ptr_array_new ();
    WzRecipeList list = {
        recipe, base, WZ_COMMAND_BUILD, edition->target.plan, edition->target.style, FALSE, name, NULL, own};
    g_ptr_array_add (own, g_ptr_array_index (issues, k));
    if (edition->edition->position.file != NULL)
      cli_list (b->run, &list);
  }
}

/* @issues: (nullable): the issue and its editions, of one that would be made */
static void
list_issue (const Building *b, guint i, const gchar *state, const GPtrArray *issues)
{
  const gchar *name = wz_build_get_name (b->build, i);
  g_autoptr (WzRecipe) recipe = wz_recipe_dup (wz_build_get_recipe (b->build, i));
  g_autoptr (GPtrArray) own = g_ptr_array_new ();
  WzRecipeList list = {
      recipe, b->run->recipe, WZ_COMMAND_BUILD,           get_main (b)->plan, get_main (b)->style, FALSE,
      name,   state,          issues != NULL ? own : NULL};
  for (guint k = 0; issues != NULL && k < issues->len; k++)
    if (((const CliEdition *) g_ptr_array_index (b->editions, k))->edition->position.file == NULL)
      g_ptr_array_add (own, g_ptr_array_index (issues, k));
  if (issues != NULL)
    wz_weekly_settle (recipe, wz_issue_get_lang (g_ptr_array_index (issues, 0)));
  if (issues != NULL || cli_lists_json (b->run))
    cli_list (b->run, &list);
  if (issues != NULL)
    list_editions (b, name, recipe, issues);
}

static gchar *
dup_state (Action action, const gchar *text)
{
  return action == DO_REFUSE        ? g_strdup_printf (_ ("kept; %s"), text)
         : action == DO_LEAVE_OLDER ? g_strdup_printf (_ ("%s; --upgrade makes it anew"), text)
                                    : g_strdup (text);
}

/* What went well is nothing to write home about from cron. */
static gboolean
is_watched (const Building *b, gint fd)
{
  return b->run->verbose || (isatty (fd) && !b->run->quiet);
}

static void
tell (const Building *b, guint i, Action action, const gchar *state)
{
  static const gchar *const actions[] = {"current", "begun", "kept", "older"};
  const gchar *name = wz_build_get_name (b->build, i);
  gboolean shown = b->dry_run ? !cli_lists_json (b->run)
                              : b->run->verbose || (action == DO_MAKE && is_watched (b, STDOUT_FILENO));
  if (shown && cli_prints (b->run))
    g_print ("%s\t%s\n", name, state);
  if (b->run->account != NULL)
    wz_account_add_issue (b->run->account, name, actions[action], state);
}

/* An issue that would lose papers stays as it is. It is an error only when something else was to change in
 * it. */
static int
refuse (const Building *b, guint i, guint reasons, const gchar *text)
{
  gboolean wanted = reasons & (WZ_BUILD_NEW | WZ_BUILD_CHANGED | WZ_BUILD_MISSING);
  wz_diag_report (
      b->run->sink, wanted ? WZ_SEVERITY_ERROR : WZ_SEVERITY_WARNING, "issue-kept", NULL,
      _ ("%s is kept as it is, since it would lose papers; %s. Put the dailies back into the inbox, or "
         "make it of what is left with --allow-missing"),
      wz_build_get_name (b->build, i), text);
  return wanted ? CLI_FAILED : CLI_OK;
}

static int
leave_issue (const Building *b, guint i, const gchar *action, int status)
{
  if (b->run->account != NULL)
    wz_account_settle_issue (b->run->account, wz_build_get_name (b->build, i), action);
  return status;
}

static int
make_issue (Building *b, guint i, const gchar *state)
{
  g_autoptr (GError) error = NULL;
  b->n_made++;
  cli_progress_render (0, b->run);
  g_autoptr (GPtrArray) editions = wz_build_make (b->build, i, b->run->sink, &error);
  cli_progress_end (b->run);
  if (g_error_matches (error, WZ_READ_ERROR, WZ_READ_ERROR_NOT_DIGEST)) {
    wz_diag_report (b->run->sink, WZ_SEVERITY_WARNING, "choice-empty", NULL, "%s: %s",
                    wz_build_get_name (b->build, i), error->message);
    return leave_issue (b, i, "kept", CLI_OK);
  }
  if (editions == NULL) {
    g_prefix_error (&error, "%s: ", wz_build_get_name (b->build, i));
    return leave_issue (b, i, "failed", cli_failure (b->run, CLI_FAILED, error));
  }
  if (b->dry_run)
    list_issue (b, i, state, editions);
  b->n_papers += wz_issue_get_n_entries (g_ptr_array_index (editions, 0));
  b->n_files += wz_build_get_n_dailies (b->build, i);
  for (guint k = 0; k < editions->len && !b->dry_run; k++) {
    g_ptr_array_add (b->issues, wz_issue_ref (g_ptr_array_index (editions, k)));
    g_ptr_array_add (b->names, (gpointer) (gsize) wz_build_get_name (b->build, i));
    gboolean wanted = wz_build_wants (b->build, i, k);
    g_array_append_val (b->wanted, wanted);
  }
  return b->issues->len >= BATCH ? flush (b) : CLI_OK;
}

static void
tell_summary (const Building *b, const gchar *code, const gchar *text)
{
  if (b->run->json || is_watched (b, STDERR_FILENO))
    cli_tell (b->run, code, text);
}

/* What readers have stays as it is. */
static void
keep_published (const Building *b, guint i, guint reasons, const gchar *text)
{
  const gchar *name = wz_build_get_name (b->build, i);
  guint revision = wz_published_get_revision (wz_build_get_published (b->build), name);
  gboolean changed = reasons & (WZ_BUILD_NEW | WZ_BUILD_CHANGED | WZ_BUILD_MISSING);
  g_autofree gchar *state = reasons != WZ_BUILD_PUBLISHED ? g_strdup_printf (_ ("published; %s"), text)
                                                          : g_strdup (_ ("published"));
  tell (b, i, DO_NOTHING, state);
  if (b->dry_run)
    list_issue (b, i, state, NULL);
  if (changed)
    wz_diag_report (b->run->sink, WZ_SEVERITY_WARNING, "issue-published", NULL,
                    _ ("%s is published; `wenzhai reissue %s` makes revision %u: %s"), name, name,
                    revision + 1, text);
  else if (reasons & WZ_BUILD_OLDER)
    g_ptr_array_add (b->published_older, (gpointer) (gsize) name);
  wz_build_keep (b->build, i, b->run->sink);
}

static int
revise_or_keep (Building *b, guint i, guint reasons, const gchar *text)
{
  CliShop shop = get_shop (b);
  if (b->publishing == NULL || !b->publishing->revise ||
      !g_strv_contains (b->publishing->names, wz_build_get_name (b->build, i))) {
    keep_published (b, i, reasons, text);
    return CLI_OK;
  }
  int flushed = flush (b), revised = cli_revise_issue (&shop, i, reasons, text);
  b->n_made++;
  return MAX (flushed, revised);
}

static gboolean
wants_any (const Building *b, guint i)
{
  for (guint k = 0; k < b->editions->len; k++)
    if (wz_build_wants (b->build, i, k))
      return TRUE;
  return FALSE;
}

/* With -n the issue is edited too, since later ones depend on it, and not rendered. */
static int
build_issue (Building *b, guint i)
{
  WzDiagSink *sink = b->run->sink;
  g_autofree gchar *text = NULL;
  cli_watch (b->run, b->inbox);
  guint reasons = wz_build_get_reasons (b->build, i, &text, sink);
  if (reasons & WZ_BUILD_PUBLISHED)
    return revise_or_keep (b, i, reasons, text);
  Action action = choose (b, reasons);
  if (action == DO_MAKE && !wants_any (b, i))
    action = DO_NOTHING;
  g_autofree gchar *state = dup_state (action, text);
  tell (b, i, action, state);
  if (action == DO_MAKE)
    return make_issue (b, i, state);
  if (b->dry_run)
    list_issue (b, i, state, NULL);
  wz_build_keep (b->build, i, sink);
  b->n_older += action == DO_LEAVE_OLDER;
  return action == DO_REFUSE ? refuse (b, i, reasons, text) : CLI_OK;
}

static int
report_unreadable (const Building *b)
{
  const GPtrArray *unreadable = wz_build_get_unreadable (b->build);
  for (guint i = 0; i < unreadable->len; i++)
    cli_failure (b->run, CLI_FAILED, ((const WzSource *) g_ptr_array_index (unreadable, i))->error);
  return unreadable->len > 0 ? CLI_FAILED : CLI_OK;
}

static void
report_left (const Building *b)
{
  g_autoptr (GPtrArray) left = wz_state_list_left (b->state);
  g_auto (GStrv) ignored = wz_recipe_dup_list (b->run->recipe, WZ_RECIPE_IGNORE);
  for (guint i = left->len; i > 0; i--)
    if (wz_folder_is_ignored (g_ptr_array_index (left, i - 1), (const gchar *const *) ignored))
      g_ptr_array_remove_index (left, i - 1);
  if (b->n_failed == 0)
    wz_folder_report (
        wz_recipe_get (b->run->recipe, WZ_RECIPE_ISSUES), left,
        _ ("this project made them and makes them no longer: delete them, or move them elsewhere"),
        b->run->sink);
}

static void
tell_end (const Building *b)
{
  if (b->n_older > 0) {
    g_autofree gchar *text = g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE,
                     "%u issue was made by an older wenzhai or with other fonts; --upgrade makes it anew",
                     "%u issues were made by an older wenzhai or with other fonts; --upgrade makes them anew",
                     b->n_older),
        b->n_older);
    tell_summary (b, "older", text);
  }
  if (b->published_older->len > 0) {
    g_autofree gchar *names = wz_folder_dup_names (b->published_older);
    g_autofree gchar *text = g_strdup_printf (
        g_dngettext (
            GETTEXT_PACKAGE,
            "%s is published, and was made by an older wenzhai or with other fonts; `wenzhai reissue` "
            "makes its next revision",
            "%s are published, and were made by an older wenzhai or with other fonts; `wenzhai "
            "reissue` makes their next revisions",
            b->published_older->len),
        names);
    tell_summary (b, "published", text);
  }
  if (!b->dry_run && b->n_made == 0)
    tell_summary (b, "nothing-to-do", _ ("nothing to do"));
  if (!b->dry_run && b->n_made > 0) {
    wz_inbox_report_pictures (b->run->inbox, NULL);
    wz_build_account (b->build, b->run->inbox);
    if (b->run->json || is_watched (b, STDERR_FILENO))
      cli_summarise (b->run, b->n_papers, b->n_files);
  }
}

static int
build_all (Building *b)
{
  g_autoptr (GError) error = NULL;
  int status = report_unreadable (b);
  guint n = wz_build_get_n_issues (b->build);
  if (n == 0) {
    g_autofree gchar *text = g_strdup_printf (_ ("%s holds no daily with a known day"),
                                              wz_recipe_get (b->run->recipe, WZ_RECIPE_INBOX));
    cli_report_failure (b->run->report, "no-input", text);
    return CLI_NO_INPUT;
  }
  b->run->n_issues = n;
  expect_interrupt (b);
  if (b->dry_run && b->publishing == NULL) { /* before issues are made, whose files nobody makes now */
    WzRecipeList list = {b->run->recipe,      NULL,           WZ_COMMAND_BUILD, get_main (b)->plan,
                         get_main (b)->style, b->run->verbose};
    cli_list (b->run, &list);
    report_left (b);
  }
  for (guint i = 0; i <= n; i++) { /* the last round is for what is left */
    int done = i < n ? build_issue (b, i) : flush (b);
    status = MAX (status, done);
    b->run->n_done = i + 1 - MIN (i + 1, b->issues->len / b->editions->len);
    expect_interrupt (b);
  }
  wz_build_finish (b->build, b->run->sink);
  const GPtrArray *unreadable = wz_build_get_unreadable (b->build);
  for (guint i = 0; i < unreadable->len; i++) { /* named first, and last, where it is seen */
    const WzSource *source = g_ptr_array_index (unreadable, i);
    g_autofree gchar *text = g_strdup_printf (_ ("%s is in no issue: it could not be read"), source->name);
    cli_report_failure (b->run->report, "source-left-out", text);
  }
  if (!b->dry_run)
    report_left (b);
  if (!b->dry_run)
    wz_state_set_told (b->state, cli_report_get_told (b->run->report));
  if (!b->dry_run && !wz_state_save (b->state, &error)) {
    int saved = cli_failure (b->run, CLI_FAILED, error);
    status = MAX (status, saved);
  }
  tell_end (b);
  return status;
}

static int
no_project (const Building *b, const gchar *folder)
{
  gboolean is_there = g_file_test (folder, G_FILE_TEST_IS_DIR);
  g_autofree gchar *text =
      is_there ? g_strdup_printf (_ ("no project here: %s has no wenzhai.ini; `wenzhai init %s` makes one"),
                                  folder, folder)
               : g_strdup_printf (_ ("no project here: there is no folder %s; `wenzhai init %s` makes one"),
                                  folder, folder);
  cli_report_failure (b->run->report, "no-project", text);
  return CLI_NO_INPUT;
}

/* Her own files are right, or the status says that they are not, each time until they are mended. */
static int
judge (const Building *b, int status)
{
  gboolean wrong = cli_report_get_own_errors (b->run->report) > 0;
  return status == CLI_OK && wrong ? CLI_FAILED : status;
}

/* Nobody is to have a mail a day for what is as it was. What --strict judges is shown, and programs get all.
 */
static void
leave_out_told (const Building *b)
{
  g_autofree gchar *path = wz_project_dup_state (b->project);
  g_autoptr (WzState) before = wz_state_load (path);
  g_autoptr (GHashTable) told = wz_state_dup_told (before);
  if (!b->dry_run && !b->run->json && !cli_get_flag (b->run, WZ_RECIPE_STRICT) &&
      !is_watched (b, STDERR_FILENO))
    cli_report_know (b->run->report, told);
}

/* The editions as the build has them. */
static void
list_tools (Building *b)
{
  b->recipes = g_ptr_array_new_with_free_func ((GDestroyNotify) wz_recipe_free);
  b->tools = g_array_new (FALSE, FALSE, sizeof (WzBuildEdition));
  for (guint i = 1; i < b->editions->len; i++) {
    const CliEdition *edition = g_ptr_array_index (b->editions, i);
    WzRecipe *recipe = cli_edition_dup_recipe (b->run, edition);
    WzBuildEdition made = {edition->edition, recipe, edition->target.plan, edition->target.style,
                           wz_edition_is_chosen (edition->edition, b->run->recipe)};
    g_ptr_array_add (b->recipes, recipe);
    g_array_append_val (b->tools, made);
  }
}

/* All that is needed before issues are looked at. */
static int
open_project (Building *b, const gchar *folder)
{
  g_autoptr (GError) error = NULL;
  WzDiagSink *sink = b->run->sink;
  g_autofree gchar *found = folder == NULL ? wz_project_find () : g_strdup (folder);
  g_autofree gchar *file = g_build_filename (found ? found : ".", WZ_PROJECT_FILE, NULL);
  if (!g_file_test (file, G_FILE_TEST_EXISTS))
    return no_project (b, folder ? folder : ".");
  b->registry = cli_start_registry (b->run, TRUE, FALSE);
  cli_report_hold (b->run->report); /* until it is known what was told before */
  b->project = wz_project_load (found, b->run->recipe, sink, &error);
  if (b->project != NULL)
    leave_out_told (b);
  cli_report_release (b->run->report, NULL);
  if (b->project == NULL)
    return cli_failure (b->run, error->domain == WZ_READ_ERROR ? CLI_NO_INPUT : CLI_USAGE, error);
  if (!cli_prepare_reading (b->run, b->project->folder))
    return CLI_USAGE;
  b->editions = cli_list_editions (b->run, b->project);
  for (guint i = 0; b->editions != NULL && i < b->editions->len;
       i++) /* what is out of date is known of all */
    ((CliEdition *) g_ptr_array_index (b->editions, i))->chosen = TRUE;
  int status = b->editions != NULL ? cli_plan_editions (b->run, b->editions, b->registry) : CLI_USAGE;
  status = status != CLI_OK ? status : cli_style_editions (b->run, b->editions);
  if (status != CLI_OK)
    return status;
  const gchar *issues = wz_recipe_get (b->run->recipe, WZ_RECIPE_ISSUES);
  g_autofree gchar *path = wz_project_dup_state (b->project);
  if (!b->dry_run && g_mkdir_with_parents (issues, 0777) != 0)
    return cli_usage_error (b->run, _ ("cannot make %s"), issues);
  if (!b->dry_run && (b->lock = wz_lock_take (b->project, b->run->command, &error)) == NULL)
    return cli_failure (b->run, CLI_FAILED, error);
  b->state = wz_state_load (path);
  const gchar *inbox[] = {wz_recipe_get (b->run->recipe, WZ_RECIPE_INBOX), NULL};
  b->inbox = wz_sources_expand (inbox, NULL, b->run->readers);
  cli_watch (b->run, b->inbox);
  list_tools (b);
  WzBuildTools tools = {
      get_main (b)->plan,
      get_main (b)->style,
      (const WzBuildEdition *) (gpointer) b->tools->data,
      b->tools->len,
      wz_edition_is_chosen (((const CliEdition *) g_ptr_array_index (b->editions, 0))->edition,
                            b->run->recipe),
      b->run->paths,
      &b->run->reading};
  b->build = wz_build_new (b->project, b->state, &tools, b->dry_run, sink, &error);
  if (b->build == NULL)
    return cli_failure (b->run, CLI_NO_INPUT, error);
  return CLI_OK;
}

static int
run_build (Building *b, const gchar *folder)
{
  int opened = open_project (b, folder);
  if (opened != CLI_OK)
    return opened;
  CliShop shop = get_shop (b);
  if (b->publishing != NULL && !cli_check_names (&shop, b->publishing))
    return CLI_USAGE;
  int built = build_all (b), planned = get_status (b);
  if (wz_build_is_damaged (b->build))
    built = MAX (built, CLI_FAILED);
  return judge (b, MAX (built, planned));
}

/* Only what was built without any failure is published. */
static int
publish (const Building *b)
{
  CliShop shop = get_shop (b);
  g_autoptr (GError) error = NULL;
  int status = cli_publish_issues (&shop, b->publishing);
  return wz_state_save (b->state, &error) ? status : cli_failure (b->run, CLI_FAILED, error);
}

int
cli_look_at_project (CliRun *run, const gchar *folder, int (*look) (const CliShop *shop, gpointer user_data),
                     gpointer user_data)
{
  g_auto (Building) b = {.run = run, .dry_run = TRUE};
  int opened = open_project (&b, folder);
  if (opened != CLI_OK)
    return opened;
  CliShop shop = get_shop (&b);
  int status = look (&shop, user_data);
  return wz_build_is_damaged (b.build) ? MAX (status, CLI_FAILED) : status;
}

int
cli_build_project (CliRun *run, const gchar *folder, const CliPublishing *publishing)
{
  g_auto (Building) b = {.run = run,
                         .publishing = publishing,
                         .dry_run = cli_get_flag (run, WZ_RECIPE_DRY_RUN),
                         .issues = g_ptr_array_new_with_free_func ((GDestroyNotify) wz_issue_unref),
                         .names = g_ptr_array_new (),
                         .wanted = g_array_new (FALSE, FALSE, sizeof (gboolean)),
                         .failed = g_hash_table_new (g_str_hash, g_str_equal),
                         .published_older = g_ptr_array_new ()};
  if (wz_recipe_is_said (run->recipe, WZ_RECIPE_OUTPUT))
    return cli_usage_error (run, "%s", _ ("the project file says where issues go; leave -o out"));
  if (publishing != NULL && wz_recipe_is_said (run->recipe, WZ_RECIPE_EDITIONS))
    return cli_usage_error (run, "%s",
                            _ ("all editions of an issue are published together: leave --edition out"));
  if (wz_recipe_chooses (run->recipe) || wz_recipe_is_said (run->recipe, WZ_RECIPE_SELECT))
    return cli_usage_error (run,
                            _ ("some papers only would take the place of whole issues: say so for all of "
                               "them with `select =` in wenzhai.ini, or make a book beside them with "
                               "`wenzhai weekly %s --week=… --only=… -o FILE`"),
                            folder != NULL ? folder : ".");
  setvbuf (stdout, NULL, _IOLBF, 0); /* a run that is stopped has said what it did */
  int status = run_build (&b, folder);
  if (publishing == NULL || publishing->revise || b.dry_run)
    return status;
  if (status == CLI_OK)
    return publish (&b);
  if (status != CLI_USAGE)
    cli_report_failure (run->report, "publish", _ ("nothing is published: mend what is wrong first"));
  return status;
}

int
cli_build (int argc, char **argv, const WzPaths *paths)
{
  g_auto (CliRun) run = {.paths = paths};
  if (!cli_parse (&run, WZ_COMMAND_BUILD, &argc, &argv, _ ("[DIR]"),
                  _ ("Makes those issues of a project that are out of date: of changed dailies, corrections, "
                     "settings."),
                  WZ_SEVERITY_WARNING))
    return CLI_USAGE;
  if (argc > 2)
    return cli_usage_error (&run, "%s", _ ("name one folder"));
  return cli_conclude (&run,
                       cli_open_made (&run, cli_build_project (&run, argc == 2 ? argv[1] : NULL, NULL)));
}
