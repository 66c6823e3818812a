/* cli-build.c: `wenzhai init` and `wenzhai build`: a series of issues. SPDX-License-Identifier: MIT */
#include "cli/cli-publish.h"

#include "host/file/wz-folder.h"
#include "host/desk/wz-weekly.h"

#include <glib/gi18n-lib.h>

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
  WzState *state;
  WzBuild *build;
  GPtrArray *inbox; /* WzSource, not read: how much there is */
  CliTarget target;
  GPtrArray *issues;          /* WzIssue, to be rendered together */
  GPtrArray *names;           /* of the periods they belong to; lent */
  GHashTable *failed;         /* names of those that an output failed of */
  GPtrArray *published_older; /* names of published issues that are; lent */
  const gchar *shown;         /* the name of the issue that --open opens; lent */
  guint n_made, n_older, n_failed;
  guint n_papers, n_files; /* of issues that were made */
} Building;

static void
building_clear (Building *b)
{
  cli_target_clear (&b->target);
  g_clear_pointer (&b->build, wz_build_free);
  g_clear_pointer (&b->inbox, g_ptr_array_unref);
  g_clear_pointer (&b->state, wz_state_free);
  g_clear_pointer (&b->project, wz_project_free);
  g_clear_pointer (&b->registry, wz_registry_free);
  g_clear_pointer (&b->issues, g_ptr_array_unref);
  g_clear_pointer (&b->names, g_ptr_array_unref);
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
note_output (const WzRenderTask *task, gpointer user_data)
{
  Building *b = user_data;
  for (guint i = 0; i < b->issues->len; i++) {
    if (g_ptr_array_index (b->issues, i) != task->issue)
      continue;
    const gchar *name = g_ptr_array_index (b->names, i);
    if (task->error != NULL) {
      g_hash_table_add (b->failed, (gpointer) (gsize) name);
    } else {
      wz_state_add_file (b->state, name, task->path, task->bytes);
      note_made (b, name, task->path);
    }
  }
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
  int status = cli_render (b->run, &b->target, b->issues, note_output, b);
  if (!wz_project_write_dumps (b->project, b->issues, b->names, &error))
    status = cli_failure (b->run, CLI_FAILED, error);
  for (guint i = 0; cli_target_get_status (&b->target) != CLI_OK && i < b->names->len; i++)
    g_hash_table_add (b->failed, g_ptr_array_index (b->names, i)); /* an output is lacking */
  for (guint i = 0; i < b->names->len; i++)
    if (g_hash_table_contains (b->failed, g_ptr_array_index (b->names, i)))
      wz_state_forget_issue (b->state, g_ptr_array_index (b->names, i));
  b->n_failed += g_hash_table_size (b->failed);
  if (!wz_state_save (b->state, &error))
    status = cli_failure (b->run, CLI_FAILED, error);
  g_ptr_array_set_size (b->issues, 0);
  g_ptr_array_set_size (b->names, 0);
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

/* @editions: (nullable): of one that would be made */
static void
list_issue (const Building *b, guint i, const gchar *state, const GPtrArray *editions)
{
  const gchar *name = wz_build_get_name (b->build, i);
  g_autoptr (WzRecipe) recipe = wz_recipe_dup (wz_build_get_recipe (b->build, i));
  WzRecipeList list = {recipe, b->run->recipe, WZ_COMMAND_BUILD, b->target.plan, b->target.style, FALSE,
                       name,   state,          editions};
  if (editions != NULL)
    wz_weekly_settle (recipe, wz_issue_get_lang (g_ptr_array_index (editions, 0)));
  if (editions != NULL || cli_lists_json (b->run))
    cli_list (b->run, &list);
}

static gchar *
dup_state (Action action, const gchar *text)
{
  return action == DO_REFUSE        ? g_strdup_printf (_ ("kept; %s"), text)
         : action == DO_LEAVE_OLDER ? g_strdup_printf (_ ("%s; --upgrade makes it anew"), text)
                                    : g_strdup (text);
}

static void
tell (const Building *b, guint i, Action action, const gchar *state)
{
  gboolean shown =
      b->dry_run ? !cli_lists_json (b->run) : b->run->verbose || (action == DO_MAKE && !b->run->quiet);
  if (shown)
    g_print ("%s\t%s\n", wz_build_get_name (b->build, i), state);
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
    return CLI_OK;
  }
  if (editions == NULL) {
    g_prefix_error (&error, "%s: ", wz_build_get_name (b->build, i));
    return cli_failure (b->run, CLI_FAILED, error);
  }
  if (b->dry_run)
    list_issue (b, i, state, editions);
  b->n_papers += wz_issue_get_n_entries (g_ptr_array_index (editions, 0));
  b->n_files += wz_build_get_n_dailies (b->build, i);
  for (guint k = 0; k < editions->len && !b->dry_run; k++) {
    g_ptr_array_add (b->issues, wz_issue_ref (g_ptr_array_index (editions, k)));
    g_ptr_array_add (b->names, (gpointer) (gsize) wz_build_get_name (b->build, i));
  }
  return b->issues->len >= BATCH ? flush (b) : CLI_OK;
}

/* In a line for people, in a diagnostic for programs. */
static void
tell_summary (const Building *b, const gchar *code, const gchar *text)
{
  if (b->run->quiet)
    return;
  if (b->run->json)
    cli_report_note (b->run->report, code, text);
  else
    g_printerr ("wenzhai: %s\n", text);
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

static CliShop
get_shop (const Building *b)
{
  return (CliShop){b->run, b->project, b->state, b->build, &b->target};
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
  if (b->dry_run && b->publishing == NULL) { /* before issues are made, whose files nobody makes now */
    WzRecipeList list = {b->run->recipe,  NULL,           WZ_COMMAND_BUILD, b->target.plan,
                         b->target.style, b->run->verbose};
    cli_list (b->run, &list);
    report_left (b);
  }
  for (guint i = 0; i <= n; i++) { /* the last round is for what is left */
    int done = i < n ? build_issue (b, i) : flush (b);
    status = MAX (status, done);
    b->run->n_done = i + 1 - MIN (i + 1, b->issues->len);
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
  b->project = wz_project_load (found, b->run->recipe, sink, &error);
  if (b->project == NULL)
    return cli_failure (b->run, error->domain == WZ_READ_ERROR ? CLI_NO_INPUT : CLI_USAGE, error);
  if (!cli_prepare_reading (b->run, b->project->folder))
    return CLI_USAGE;
  int status = cli_target_plan (b->run, b->registry, &b->target);
  status = status != CLI_OK ? status : cli_target_style (b->run, &b->target);
  if (status != CLI_OK)
    return status;
  const gchar *issues = wz_recipe_get (b->run->recipe, WZ_RECIPE_ISSUES);
  g_autofree gchar *path = g_build_filename (issues, ".wenzhai-state", NULL);
  if (!b->dry_run && g_mkdir_with_parents (issues, 0777) != 0)
    return cli_usage_error (b->run, _ ("cannot make %s"), issues);
  b->state = wz_state_load (path);
  const gchar *inbox[] = {wz_recipe_get (b->run->recipe, WZ_RECIPE_INBOX), NULL};
  b->inbox = wz_sources_expand (inbox, NULL);
  cli_watch (b->run, b->inbox);
  WzBuildTools tools = {b->target.plan, b->target.style, b->run->paths, &b->run->reading};
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
  int built = build_all (b), planned = cli_target_get_status (&b->target);
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
cli_look_at_project (CliRun *run, const gchar *folder, int (*look) (const CliShop *shop))
{
  g_auto (Building) b = {.run = run, .dry_run = TRUE};
  int opened = open_project (&b, folder);
  if (opened != CLI_OK)
    return opened;
  CliShop shop = get_shop (&b);
  int status = look (&shop);
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
                         .failed = g_hash_table_new (g_str_hash, g_str_equal),
                         .published_older = g_ptr_array_new ()};
  if (wz_recipe_is_said (run->recipe, WZ_RECIPE_OUTPUT))
    return cli_usage_error (run, "%s", _ ("the project file says where issues go; leave -o out"));
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
  return cli_open_made (&run, cli_build_project (&run, argc == 2 ? argv[1] : NULL, NULL));
}
