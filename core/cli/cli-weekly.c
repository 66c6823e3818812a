/* cli-weekly.c: `wenzhai weekly`: dailies of a period, one issue. SPDX-License-Identifier: MIT */
#include "cli/cli.h"

#include "host/wz-build.h"
#include "host/wz-folder.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct {
  CliEditing editing;
  CliOutputs outputs;
  gchar *week, *month, *year, *from, *to;
  gboolean all, explain, no_statistics, no_colophon, omit_seen, allow_missing;
  gchar *order, *indices, *volume, *variant, *changes_since, *dump;
  gchar **overlays, **memory;
  WzProject *project; /* nullable: what the command line leaves open */
} WeeklyOptions;

static void
weekly_options_clear (WeeklyOptions *o)
{
  cli_editing_clear (&o->editing);
  cli_outputs_clear (&o->outputs);
  gchar **strings[] = {&o->week,    &o->month,  &o->year,    &o->from,          &o->to,  &o->order,
                       &o->indices, &o->volume, &o->variant, &o->changes_since, &o->dump};
  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    g_free (*strings[i]);
  g_strfreev (o->overlays);
  g_strfreev (o->memory);
  g_clear_pointer (&o->project, wz_project_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WeeklyOptions, weekly_options_clear)

static void
prefer (const gchar **field, const gchar *given)
{
  if (given != NULL)
    *field = given;
}

/* The command line wins over the project file. */
static WzWeeklySettings
make_settings (const WeeklyOptions *o)
{
  WzWeeklySettings s = o->project ? wz_project_settings (o->project) : (WzWeeklySettings){.normalise = TRUE};
  s.normalise = s.normalise && !o->editing.no_normalize;
  s.all = o->all;
  s.no_statistics |= o->no_statistics;
  s.no_colophon |= o->no_colophon;
  s.omit_seen |= o->omit_seen;
  prefer (&s.week, o->week);
  prefer (&s.month, o->month);
  prefer (&s.year, o->year);
  prefer (&s.from, o->from);
  prefer (&s.to, o->to);
  prefer (&s.order, o->order);
  prefer (&s.indices, o->indices);
  prefer (&s.title, o->editing.title);
  prefer (&s.series, o->editing.series);
  prefer (&s.number, o->editing.number);
  prefer (&s.volume, o->volume);
  prefer (&s.author, o->editing.author);
  prefer (&s.publisher, o->editing.publisher);
  prefer (&s.date, o->editing.date);
  prefer (&s.changes_since, o->changes_since);
  s.overlays = (const gchar *const *) o->overlays;
  s.memory = (const gchar *const *) o->memory;
  return s;
}

/* The issue, and its converted editions behind it. */
static GPtrArray *
make_editions (CliRun *run, const WeeklyOptions *o, const GPtrArray *picked, const WzPeriod *period,
               const CliTarget *target, int *status)
{
  g_autoptr (GPtrArray) issues = g_ptr_array_new_with_free_func ((GDestroyNotify) wz_issue_unref);
  g_autoptr (GError) error = NULL;
  WzDiagSink *sink = cli_report_get_sink (run->report);
  WzWeeklySettings settings = make_settings (o);
  settings.lang = cli_target_get_lang (target);
  g_autofree gchar *number = o->project ? wz_project_dup_number (o->project, period) : NULL;
  g_autofree gchar *overlay = o->project ? wz_project_dup_overlay (o->project, period) : NULL;
  const gchar *const overlays[] = {overlay, NULL};
  g_auto (GStrv) dumps = o->project ? wz_project_list_dumps (o->project) : NULL;
  if (settings.number == NULL)
    settings.number = number;
  if (settings.overlays == NULL)
    settings.overlays = overlays;
  if (settings.memory == NULL)
    settings.memory = (const gchar *const *) dumps;
  g_autoptr (WzOverlay) corrections = wz_weekly_load_overlay (&settings, sink, &error);
  settings.overlay = corrections;
  WzIssue *issue = corrections == NULL ? NULL
                                       : wz_weekly_make ((WzSource *const *) picked->pdata, picked->len,
                                                         period, &settings, target->style, sink, &error);
  if (cli_report_get_own_errors (run->report) > 0)
    *status = CLI_FAILED; /* the issue is made, and the editor's mistakes are not passed over */
  if (issue)
    g_ptr_array_add (issues, issue);
  g_auto (GStrv) variants = g_strsplit (o->variant ? o->variant : "", ",", -1);
  for (guint i = 0; issue && variants[i] != NULL; i++) {
    WzIssue *edition = wz_desk_convert (issue, g_strstrip (variants[i]), target->style, sink, &error);
    if (edition == NULL)
      break;
    g_ptr_array_add (issues, edition);
  }
  if (error == NULL)
    return g_steal_pointer (&issues);
  *status = cli_failure (run, CLI_USAGE, error);
  return NULL;
}

/* ---- The command ---- */

static guint
count_read (const GPtrArray *sources)
{
  guint n = 0;
  while (n < sources->len && ((const WzSource *) g_ptr_array_index (sources, n))->issue != NULL)
    n++;
  return n;
}

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

/* What the readers said of other periods' dailies was said when those were made. */
static void
release_picked (CliRun *run, const GPtrArray *sources, guint n, const WzPeriod *period, gboolean all)
{
  g_autoptr (GPtrArray) picked = wz_weekly_pick ((WzSource *const *) sources->pdata, n, period, all, NULL);
  release_others (run, sources, picked);
}

/* The dailies of the period; NULL where there are none, which has been reported. */
static GPtrArray *
pick_sources (CliRun *run, const GPtrArray *sources, const WzWeeklySettings *settings, WzPeriod *period,
              int *status)
{
  g_autoptr (GError) error = NULL;
  WzSource *const *read = (WzSource *const *) sources->pdata;
  guint n = count_read (sources);
  if (!wz_weekly_choose (read, n, settings, period, &error)) {
    cli_report_release (run->report, NULL);
    *status = cli_failure (run, error->domain == WZ_PLUGIN_ERROR ? CLI_USAGE : CLI_NO_INPUT, error);
    return NULL;
  }
  release_picked (run, sources, n, period, settings->all);
  GPtrArray *picked = wz_weekly_pick (read, n, period, settings->all, cli_report_get_sink (run->report));
  g_autofree gchar *name = wz_period_dup_name (period);
  if (picked->len == 0) {
    g_autofree gchar *text = g_strdup_printf (_ ("no daily is of %s"), name);
    cli_report_failure (run->report, "no-input", text);
    *status = CLI_NO_INPUT;
    g_ptr_array_unref (picked);
    return NULL;
  }
  if (run->verbose)
    g_printerr (
        g_dngettext (GETTEXT_PACKAGE, "wenzhai: %s, %u daily\n", "wenzhai: %s, %u dailies\n", picked->len),
        name, picked->len);
  return picked;
}

static gboolean
check_options (CliRun *run, const WeeklyOptions *o, const WzWeeklySettings *settings)
{
  g_autoptr (GError) error = NULL;
  if (!wz_weekly_check (settings, &error)) {
    cli_failure (run, CLI_USAGE, error);
    return FALSE;
  }
  g_auto (GStrv) variants = g_strsplit (o->variant ? o->variant : "", ",", -1);
  for (guint i = 0; variants[i] != NULL; i++)
    if (!wz_desk_can_convert (g_strstrip (variants[i]))) {
      cli_usage_error (run, _ ("--variant is zh-Hant, zh-Hant-TW or zh-Hant-HK, not “%s”"), variants[i]);
      return FALSE;
    }
  if (o->dump && !g_strv_contains (wz_desk_get_formats (), o->dump)) {
    cli_usage_error (run, _ ("there is no dump format “%s”"), o->dump);
    return FALSE;
  }
  return cli_outputs_check (run, &o->outputs);
}

/* What was unreadable is named at the end again, where it is seen. */
static void
repeat_failures (CliRun *run, const GPtrArray *sources)
{
  for (guint i = count_read (sources); i < sources->len; i++) {
    const WzSource *source = g_ptr_array_index (sources, i);
    g_autofree gchar *text =
        g_strdup_printf (_ ("%s is not in the issue: it could not be read"), source->name);
    cli_report_failure (run->report, "source-left-out", text);
  }
}

static int
dump_issues (const GPtrArray *issues, const gchar *format)
{
  for (guint i = 0; i < issues->len; i++) {
    g_autofree gchar *text = wz_desk_dump (g_ptr_array_index (issues, i), format, NULL, WZ_LANGUAGES_BOTH);
    fputs (text, stdout);
  }
  return CLI_OK;
}

static gboolean
is_picked (const gchar *name, WzDate day, gpointer user_data)
{
  const GPtrArray *picked = user_data;
  for (guint i = 0; i < picked->len; i++) {
    const WzSource *source = g_ptr_array_index (picked, i);
    g_autofree gchar *own = g_path_get_basename (source->path);
    g_autoptr (GArray) days = wz_source_list_days (source);
    if (g_str_equal (own, name))
      return TRUE;
    for (guint k = 0; k < days->len; k++)
      if (wz_date_compare (g_array_index (days, WzDate, k), day) == 0)
        return TRUE;
  }
  return FALSE;
}

/* A project's finished issue is not replaced by a poorer one. */
static gboolean
would_be_poorer (CliRun *run, const WeeklyOptions *o, GPtrArray *picked, const WzPeriod *period)
{
  g_autofree gchar *own = o->project ? g_strconcat (o->project->issues, "/", NULL) : NULL;
  if (own == NULL || o->dump || o->allow_missing || g_strcmp0 (o->outputs.output, own) != 0)
    return FALSE;
  g_autoptr (WzIssue) before = wz_project_load_issue (o->project, period);
  g_autoptr (GPtrArray) gone = before ? wz_build_list_gone (before, period, is_picked, picked) : NULL;
  if (gone == NULL || gone->len == 0)
    return FALSE;
  g_autofree gchar *name = wz_period_dup_name (period), *list = wz_folder_dup_names (gone);
  wz_diag_report (cli_report_get_sink (run->report), WZ_SEVERITY_ERROR, "issue-kept", NULL,
                  _ ("%s is kept as it is, since it would lose papers; dailies are gone: %s. Put the dailies "
                     "back into the "
                     "inbox, or make it of what is left with --allow-missing"),
                  name, list);
  return TRUE;
}

/* A folder that holds a project file stands for its project. */
static gboolean
load_project (CliRun *run, WeeklyOptions *o, char **arguments, int *status)
{
  const gchar *folder = arguments[0] ? arguments[0] : ".";
  g_autofree gchar *path = g_build_filename (folder, WZ_PROJECT_FILE, NULL);
  g_autoptr (GError) error = NULL;
  if ((arguments[0] && arguments[1]) || !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return TRUE;
  o->project = wz_project_load (folder, cli_report_get_sink (run->report), &error);
  if (o->project == NULL) {
    *status = cli_failure (run, CLI_USAGE, error);
    return FALSE;
  }
  if (o->variant == NULL)
    o->variant = g_strjoinv (",", o->project->variants);
  cli_outputs_take_project (run, &o->outputs, o->project);
  return TRUE;
}

static int
run_weekly (CliRun *run, WeeklyOptions *o, char **arguments)
{
  gchar *inbox[] = {o->project ? o->project->inbox : (gchar *) (gsize) ".", NULL};
  WzWeeklySettings settings = make_settings (o);
  int status = CLI_OK;
  g_autoptr (WzRegistry) registry = o->dump ? NULL : cli_start_registry (run, &o->outputs, FALSE);
  g_auto (GStrv) ignored = o->project ? wz_project_dup_ignored (o->project, o->project->inbox) : NULL;
  run->ignore = (const gchar *const *) ignored;
  if (o->project)
    wz_project_report_files (o->project, NULL, NULL, cli_report_get_sink (run->report));
  cli_report_hold (run->report);
  g_autoptr (GPtrArray) sources =
      cli_read_sources (run, arguments[0] && !o->project ? arguments : inbox, o->editing.from, &status);
  if (sources == NULL || status == CLI_NO_INPUT) {
    cli_report_release (run->report, NULL);
    return status;
  }
  g_auto (CliTarget) target = {0};
  int planned = o->dump ? CLI_OK : cli_target_plan (run, &o->outputs, registry, &target);
  if (planned != CLI_OK) {
    release_others (run, sources, NULL);
    return planned;
  }
  WzPeriod period;
  g_autoptr (GPtrArray) picked = pick_sources (run, sources, &settings, &period, &status);
  if (picked == NULL)
    return status;
  if (would_be_poorer (run, o, picked, &period))
    return CLI_FAILED;
  int styled = o->dump ? CLI_OK : cli_target_style (run, &o->outputs, &target);
  if (styled != CLI_OK)
    return styled;
  int edited = CLI_OK;
  cli_progress_show (run, "%s", _ ("editing"));
  g_autoptr (GPtrArray) issues = make_editions (run, o, picked, &period, &target, &edited);
  cli_progress_end (run);
  if (issues == NULL)
    return edited;
  int made =
      o->dump ? dump_issues (issues, o->dump) : cli_render (run, &o->outputs, &target, issues, NULL, NULL);
  repeat_failures (run, sources);
  status = MAX (status, edited);
  return MAX (status, made);
}

int
cli_weekly (int argc, char **argv, const WzPaths *paths)
{
  g_auto (CliRun) run = {.paths = paths};
  g_auto (WeeklyOptions) o = {.outputs = CLI_OUTPUTS_INIT};
  const GOptionEntry entries[] = {
      {"week", 0, 0, G_OPTION_ARG_STRING, &o.week, N_ ("Week to take"), N_ ("2022-W38")},
      {"month", 0, 0, G_OPTION_ARG_STRING, &o.month, N_ ("Month to take"), N_ ("2022-09")},
      {"year", 0, 0, G_OPTION_ARG_STRING, &o.year, N_ ("Year to take"), N_ ("2022")},
      {"from", 0, 0, G_OPTION_ARG_STRING, &o.from, N_ ("First day to take"), N_ ("YYYY-MM-DD")},
      {"to", 0, 0, G_OPTION_ARG_STRING, &o.to, N_ ("Last day to take"), N_ ("YYYY-MM-DD")},
      {"all", 0, 0, G_OPTION_ARG_NONE, &o.all, N_ ("Take all dailies"), NULL},
      {"order", 0, 0, G_OPTION_ARG_STRING, &o.order, N_ ("What the sections are"),
       N_ ("editorial|day|category")},
      {"indices", 0, 0, G_OPTION_ARG_STRING, &o.indices, N_ ("Indices to make"),
       N_ ("all|none|author,affiliation,category,day")},
      {"overlay", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &o.overlays, N_ ("The editor's corrections"),
       N_ ("FILE")},
      {"explain", 0, 0, G_OPTION_ARG_NONE, &o.explain, N_ ("Tell each decision of the merge"), NULL},
      {"memory", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &o.memory, N_ ("Dump of an earlier issue, for “seen in”"),
       N_ ("FILE.json")},
      {"omit-seen", 0, 0, G_OPTION_ARG_NONE, &o.omit_seen, N_ ("Leave out what an earlier issue had"), NULL},
      {"changes-since", 0, 0, G_OPTION_ARG_FILENAME, &o.changes_since,
       N_ ("Add a note on what changed since this dump of the issue"), N_ ("FILE.json")},
      {"allow-missing", 0, 0, G_OPTION_ARG_NONE, &o.allow_missing,
       N_ ("Make a project's issue anew that loses papers, since dailies of it are gone"), NULL},
      {"variant", 0, 0, G_OPTION_ARG_STRING, &o.variant, N_ ("Make an edition in Traditional Chinese too"),
       N_ ("zh-Hant-TW")},
      {"no-statistics", 0, 0, G_OPTION_ARG_NONE, &o.no_statistics, N_ ("Leave out the week in numbers"),
       NULL},
      {"no-colophon", 0, 0, G_OPTION_ARG_NONE, &o.no_colophon, N_ ("Leave out the colophon"), NULL},
      {"volume", 0, 0, G_OPTION_ARG_STRING, &o.volume, N_ ("Volume of the series"), N_ ("NUMBER")},
      {"dump", 0, 0, G_OPTION_ARG_STRING, &o.dump, N_ ("Print the issue instead of making books"),
       N_ ("json|tree|text|galley")},
      CLI_OUTPUT_ENTRIES (o.outputs),
      CLI_ENCODING_ENTRY (run),
      CLI_MEMORY_ENTRY (run),
      CLI_NAMING_ENTRIES (o.editing),
      G_OPTION_ENTRY_NULL,
  };
  if (!cli_parse (&run, &argc, &argv, _ ("[DIR|INPUT…]"),
                  _ ("Merges the dailies of a week, month or year into one issue, a paper an entry."),
                  entries, WZ_SEVERITY_WARNING))
    return CLI_USAGE;
  int status = CLI_OK;
  if (!load_project (&run, &o, argv + 1, &status))
    return status;
  WzWeeklySettings settings = make_settings (&o);
  if (!check_options (&run, &o, &settings))
    return CLI_USAGE;
  if (o.explain || g_strcmp0 (run.diagnostics, "json") == 0)
    cli_report_show_prefix (run.report, "merge-");
  return run_weekly (&run, &o, argv + 1);
}
