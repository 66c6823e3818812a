/* cli-build.c: `wenzhai init` and `wenzhai build`: a series of issues. SPDX-License-Identifier: MIT */
#include "cli/cli.h"

#include "config.h"
#include "host/wz-build.h"
#include "host/wz-colophon.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

/* Issues rendered together: enough to keep both cores busy, few enough to bound memory and what a kill costs.
 */
enum { BATCH = 4 };

int
cli_init (int argc, char **argv, const WzPaths *paths)
{
  g_auto (CliRun) run = {.paths = paths};
  g_autoptr (GError) error = NULL;
  if (!cli_parse (
          &run, &argc, &argv, _ ("DIR"),
          _ ("Begins a project: wenzhai.ini with comments, and folders for dailies, issues and corrections."),
          NULL, WZ_SEVERITY_WARNING))
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
  CliOutputs outputs;
  gboolean dry_run;
  WzProject *project;
  WzState *state;
  WzBuild *build;
  CliTarget target;
  GPtrArray *issues;  /* WzIssue, to be rendered together */
  GPtrArray *names;   /* of the periods they belong to; lent */
  GHashTable *failed; /* names of those that an output failed of */
  guint n_made;
} Building;

static void
building_clear (Building *b)
{
  cli_outputs_clear (&b->outputs);
  cli_target_clear (&b->target);
  g_clear_pointer (&b->build, wz_build_free);
  g_clear_pointer (&b->state, wz_state_free);
  g_clear_pointer (&b->project, wz_project_free);
  g_clear_pointer (&b->issues, g_ptr_array_unref);
  g_clear_pointer (&b->names, g_ptr_array_unref);
  g_clear_pointer (&b->failed, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Building, building_clear)

/* What all issues depend on: the program, the outputs and their options, the style and its fonts. */
static gchar *
hash_common (const Building *b)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  wz_state_hash_text (checksum, WZ_VERSION);
  for (guint i = 0; i < b->target.plan->plugins->len; i++) {
    const WzPluginInfo *info = g_ptr_array_index (b->target.plan->plugins, i);
    g_autoptr (GMappedFile) file = g_mapped_file_new (info->path, FALSE, NULL);
    wz_state_hash_text (checksum, info->name);
    if (file)
      g_checksum_update (checksum, (const guchar *) g_mapped_file_get_contents (file),
                         (gssize) g_mapped_file_get_length (file));
  }
  for (guint i = 0; b->outputs.sets && b->outputs.sets[i] != NULL; i++)
    wz_state_hash_text (checksum, b->outputs.sets[i]);
  g_autofree gchar *style = wz_style_dup_text (b->target.style);
  g_auto (GStrv) fonts = wz_colophon_lines (b->target.style);
  g_autofree gchar *languages = g_strdup_printf ("%d", (gint) b->target.languages);
  wz_state_hash_text (checksum, style);
  wz_state_hash_text (checksum, wz_style_get_extra_css (b->target.style));
  for (guint i = 0; fonts[i] != NULL; i++)
    wz_state_hash_text (checksum, fonts[i]);
  wz_state_hash_text (checksum, languages);
  wz_state_hash_text (checksum, g_getenv ("SOURCE_DATE_EPOCH"));
  return g_strdup (g_checksum_get_string (checksum));
}

static void
note_output (const WzRenderTask *task, gpointer user_data)
{
  Building *b = user_data;
  for (guint i = 0; i < b->issues->len; i++) {
    if (g_ptr_array_index (b->issues, i) != task->issue)
      continue;
    const gchar *name = g_ptr_array_index (b->names, i);
    if (task->error != NULL)
      g_hash_table_add (b->failed, (gpointer) (gsize) name);
    else
      wz_state_add_file (b->state, name, task->path, task->bytes);
  }
}

/* The model beside the books, for `diff` and for other programs. */
static gboolean
write_dumps (const Building *b, GError **error)
{
  g_autofree gchar *folder = g_build_filename (b->project->issues, WZ_PROJECT_DUMPS, NULL);
  if (g_mkdir_with_parents (folder, 0777) != 0)
    return TRUE; /* a convenience: the books are there */
  for (guint i = 0; i < b->issues->len; i++) {
    const WzIssue *issue = g_ptr_array_index (b->issues, i);
    g_autofree gchar *text = wz_desk_dump (issue, "json");
    g_autofree gchar *stem = wz_plan_dup_stem (wz_issue_get_stem (issue));
    g_autofree gchar *name = g_strconcat (stem, ".json", NULL);
    g_autofree gchar *path = g_build_filename (folder, name, NULL);
    if (!wz_target_write_file (path, text, strlen (text), error))
      return FALSE;
  }
  return TRUE;
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
  int status = cli_render (b->run, &b->outputs, &b->target, b->issues, note_output, b);
  if (!write_dumps (b, &error))
    status = cli_failure (b->run, CLI_FAILED, error);
  for (guint i = 0; i < b->names->len; i++)
    if (g_hash_table_contains (b->failed, g_ptr_array_index (b->names, i)))
      wz_state_set_issue (b->state, g_ptr_array_index (b->names, i), NULL, NULL);
  if (!wz_state_save (b->state, &error))
    status = cli_failure (b->run, CLI_FAILED, error);
  g_ptr_array_set_size (b->issues, 0);
  g_ptr_array_set_size (b->names, 0);
  return status;
}

static void
tell (const Building *b, guint i, WzBuildReason reason)
{
  static const gchar *const words[] = {N_ ("current"), N_ ("new"), N_ ("changed"), N_ ("a file is missing")};
  if (b->dry_run || b->run->verbose || (reason != WZ_BUILD_CURRENT && !b->run->quiet))
    g_print ("%s\t%s\n", wz_build_get_name (b->build, i), _ (words[reason]));
}

static int
build_issue (Building *b, guint i)
{
  g_autoptr (GError) error = NULL;
  WzBuildReason reason = wz_build_get_reason (b->build, i, cli_report_get_sink (b->run->report));
  tell (b, i, reason);
  if (reason == WZ_BUILD_CURRENT || b->dry_run) {
    wz_build_keep (b->build, i);
    return CLI_OK;
  }
  b->n_made++;
  g_autoptr (GPtrArray) editions =
      wz_build_make (b->build, i, cli_target_get_lang (&b->target), b->target.style,
                     cli_report_get_sink (b->run->report), &error);
  if (editions == NULL)
    return cli_failure (b->run, CLI_FAILED, error);
  for (guint k = 0; k < editions->len; k++) {
    g_ptr_array_add (b->issues, wz_issue_ref (g_ptr_array_index (editions, k)));
    g_ptr_array_add (b->names, (gpointer) (gsize) wz_build_get_name (b->build, i));
  }
  return b->issues->len >= BATCH ? flush (b) : CLI_OK;
}

static int
report_unreadable (const Building *b)
{
  const GPtrArray *unreadable = wz_build_get_unreadable (b->build);
  for (guint i = 0; i < unreadable->len; i++)
    cli_failure (b->run, CLI_FAILED, ((const WzSource *) g_ptr_array_index (unreadable, i))->error);
  return unreadable->len > 0 ? CLI_FAILED : CLI_OK;
}

static int
build_all (Building *b)
{
  int status = report_unreadable (b);
  guint n = wz_build_get_n_issues (b->build);
  if (n == 0) {
    g_autofree gchar *text = g_strdup_printf (_ ("%s holds no daily with a known day"), b->project->inbox);
    cli_report_failure (b->run->report, "no-input", text);
    return CLI_NO_INPUT;
  }
  for (guint i = 0; i <= n; i++) { /* the last round is for what is left */
    int done = i < n ? build_issue (b, i) : flush (b);
    status = MAX (status, done);
  }
  wz_build_finish (b->build, cli_report_get_sink (b->run->report));
  const GPtrArray *unreadable = wz_build_get_unreadable (b->build);
  for (guint i = 0; i < unreadable->len; i++) { /* named first, and last, where it is seen */
    const WzSource *source = g_ptr_array_index (unreadable, i);
    g_autofree gchar *text = g_strdup_printf (_ ("%s is in no issue: it could not be read"), source->name);
    cli_report_failure (b->run->report, "source-left-out", text);
  }
  if (!b->run->quiet && !b->dry_run && b->n_made == 0)
    g_printerr ("%s\n", _ ("wenzhai: nothing to do"));
  return status;
}

void
cli_outputs_take_project (CliRun *run, CliOutputs *outputs, const WzProject *project)
{
  g_autoptr (GPtrArray) sets = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; project->sets[i] != NULL; i++)
    g_ptr_array_add (sets, g_strdup (project->sets[i]));
  for (guint i = 0; outputs->sets && outputs->sets[i] != NULL; i++)
    g_ptr_array_add (sets, g_strdup (outputs->sets[i]));
  g_ptr_array_add (sets, NULL);
  g_strfreev (outputs->sets);
  outputs->sets = (gchar **) g_ptr_array_free (g_steal_pointer (&sets), FALSE);
  if (outputs->types == NULL)
    outputs->types = g_strdup (project->formats);
  if (outputs->languages == NULL)
    outputs->languages = g_strdup (project->languages);
  if (run->style_name == NULL)
    run->style_name = g_strdup (project->style);
  if (outputs->output == NULL)
    outputs->output = g_strconcat (project->issues, "/", NULL);
}

static int
resolve (Building *b, WzRegistry *registry)
{
  CliOutputs *outputs = &b->outputs;
  cli_outputs_take_project (b->run, outputs, b->project);
  if (!cli_outputs_check (b->run, outputs))
    return CLI_USAGE;
  int planned = cli_target_plan (b->run, outputs, registry, &b->target);
  return planned != CLI_OK ? planned : cli_target_style (b->run, outputs, &b->target);
}

static int
run_build (Building *b, const gchar *folder)
{
  g_autoptr (GError) error = NULL;
  WzDiagSink *sink = cli_report_get_sink (b->run->report);
  g_autoptr (WzRegistry) registry = cli_start_registry (b->run, NULL, FALSE);
  b->project = wz_project_load (folder, sink, &error);
  if (b->project == NULL)
    return cli_failure (b->run, error->domain == WZ_READ_ERROR ? CLI_NO_INPUT : CLI_USAGE, error);
  int status = resolve (b, registry);
  if (status != CLI_OK)
    return status;
  g_autofree gchar *path = g_build_filename (b->project->issues, ".wenzhai-state", NULL),
                   *common = hash_common (b);
  if (!b->dry_run && g_mkdir_with_parents (b->project->issues, 0777) != 0)
    return cli_usage_error (b->run, _ ("cannot make %s"), b->project->issues);
  b->state = wz_state_load (path);
  b->build = wz_build_new (b->project, b->state, common, sink, &error);
  if (b->build == NULL)
    return cli_failure (b->run, CLI_NO_INPUT, error);
  int built = build_all (b), planned = cli_target_get_status (&b->target);
  return MAX (built, planned);
}

int
cli_build (int argc, char **argv, const WzPaths *paths)
{
  g_auto (CliRun) run = {.paths = paths};
  g_auto (Building) b = {.run = &run,
                         .outputs = CLI_OUTPUTS_INIT,
                         .issues = g_ptr_array_new_with_free_func ((GDestroyNotify) wz_issue_unref),
                         .names = g_ptr_array_new (),
                         .failed = g_hash_table_new (g_str_hash, g_str_equal)};
  const GOptionEntry entries[] = {
      {"dry-run", 'n', 0, G_OPTION_ARG_NONE, &b.dry_run, N_ ("Say what is out of date, and make nothing"),
       NULL},
      CLI_OUTPUT_ENTRIES (b.outputs),
      G_OPTION_ENTRY_NULL,
  };
  if (!cli_parse (&run, &argc, &argv, _ ("[DIR]"),
                  _ ("Makes those issues of a project that are out of date: of changed dailies, corrections, "
                     "settings."),
                  entries, WZ_SEVERITY_WARNING))
    return CLI_USAGE;
  if (argc > 2)
    return cli_usage_error (&run, "%s", _ ("name one folder"));
  if (b.outputs.output != NULL)
    return cli_usage_error (&run, "%s", _ ("the project file says where issues go; leave -o out"));
  return run_build (&b, argc == 2 ? argv[1] : ".");
}
