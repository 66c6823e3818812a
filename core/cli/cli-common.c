/* cli-common.c: options, styles and sources that commands share. SPDX-License-Identifier: MIT */
#include "cli/cli.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

void
cli_run_clear (CliRun *run)
{
  g_free (run->progress);
  g_free (run->command);
  g_free (run->made);
  g_clear_pointer (&run->recipe, wz_recipe_free);
  g_clear_pointer (&run->watch, wz_watch_stop);
  g_clear_pointer (&run->inputs, g_ptr_array_unref);
  g_clear_pointer (&run->unused, g_ptr_array_unref);
  g_clear_pointer (&run->inbox, wz_inbox_free);
  g_clear_pointer (&run->report, cli_report_free);
  g_clear_pointer (&run->account, wz_account_free);
  g_clear_pointer (&run->readers, wz_readers_free);
  g_clear_pointer (&run->programs, wz_program_readers_free);
  g_clear_pointer (&run->candidates, wz_registry_free);
}

/* ---- The command line ---- */

/* Commands that make books of issues, and those that make issues. */
enum {
  RECIPES = WZ_COMMAND_EXPORT | WZ_COMMAND_WEEKLY | WZ_COMMAND_BUILD | WZ_COMMAND_HANDOUT,
  EDITING = RECIPES | WZ_COMMAND_DUMP | WZ_COMMAND_PAPERS | WZ_COMMAND_STATUS
};

typedef struct {
  WzRecipe *recipe;
  WzCommand command;
} Parsing;

static gboolean
take_option (const gchar *name, const gchar *text, gpointer data, GError **error)
{
  const Parsing *parsing = data;
  WzRecipeField field = wz_recipe_find_option (parsing->command, name);
  const WzRecipeRow *row = wz_recipe_get_row (field);
  g_autofree gchar *option = g_strconcat ("--", row->option, NULL);
  WzOrigin origin = {.kind = WZ_ORIGIN_COMMAND_LINE, .name = option};
  if (row->type == WZ_RECIPE_TYPE_YES_NO) /* --no-colophon */
    text = g_str_has_prefix (row->option, "no-") ? "no" : "yes";
  return wz_recipe_set (parsing->recipe, field, text, &origin, error);
}

/* The options of a command, as GOption wants them; @words keeps what they borrow. */
static void
add_options (GOptionGroup *group, WzCommand command, GPtrArray *words)
{
  for (WzRecipeField field = 0; field < WZ_RECIPE_N_FIELDS; field++) {
    const WzRecipeRow *row = wz_recipe_get_row (field);
    if ((row->commands & command) == 0)
      continue;
    GOptionFlags flags = row->type == WZ_RECIPE_TYPE_YES_NO ? G_OPTION_FLAG_NO_ARG
                         : row->type == WZ_RECIPE_TYPE_PATH ? G_OPTION_FLAG_FILENAME
                                                            : G_OPTION_FLAG_NONE;
    const gchar *argument = row->argument;
    if (argument == NULL && row->words != NULL) {
      argument = g_strjoinv ("|", (gchar **) (gsize) row->words);
      g_ptr_array_add (words, (gpointer) (gsize) argument);
    }
    const GOptionEntry entries[] = {{row->option, row->letter, (gint) flags, G_OPTION_ARG_CALLBACK,
                                     (gpointer) take_option, row->help, argument},
                                    G_OPTION_ENTRY_NULL};
    g_option_group_add_entries (group, entries);
  }
}

/* What an unknown option was meant to be: GOption says only that there is none. */
static gchar *
dup_option_question (const GError *error, WzCommand command)
{
  const gchar *dashes = g_error_matches (error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION)
                            ? strstr (error->message, "--")
                            : NULL;
  if (dashes == NULL)
    return g_strdup ("");
  g_autofree gchar *word = g_strndup (dashes, strcspn (dashes, "= "));
  g_autoptr (GPtrArray) names = wz_recipe_list_names (command);
  return wz_nearest_dup_question (word, (const gchar *const *) names->pdata);
}

gboolean
cli_wants_json (char **argv)
{
  for (guint i = 1; argv[i] != NULL && !g_str_equal (argv[i], "--"); i++)
    if (g_str_equal (argv[i], "--diagnostics=json") ||
        (g_str_equal (argv[i], "--diagnostics") && g_strcmp0 (argv[i + 1], "json") == 0))
      return TRUE;
  return FALSE;
}

/* Whether --report can be written in the end, before there is anything to report. */
static gboolean
check_report (CliRun *run)
{
  const gchar *path = wz_recipe_get (run->recipe, WZ_RECIPE_REPORT);
  gboolean stream = g_strcmp0 (path, WZ_TARGET_STDOUT) == 0;
  g_autoptr (GError) error = NULL;
  if (path == NULL)
    return TRUE;
  if (cli_get_flag (run, WZ_RECIPE_DRY_RUN))
    cli_usage_error (run, "%s",
                     _ ("--dry-run makes nothing that --report could tell of; --format=json lists it"));
  else if (stream && (g_strcmp0 (wz_recipe_get (run->recipe, WZ_RECIPE_OUTPUT), WZ_TARGET_STDOUT) == 0 ||
                      wz_recipe_is_said (run->recipe, WZ_RECIPE_DUMP) || cli_get_flag (run, WZ_RECIPE_FIX)))
    cli_usage_error (run, "%s", _ ("the standard output is taken; name a file with --report"));
  else if (!stream && !wz_target_try (path, &error))
    cli_usage_error (run, "--report: %s", error->message);
  else
    return TRUE;
  return FALSE;
}

/* Reports what is wrong with the options, each or together; @error: (nullable): of parsing them. */
static gboolean
check_parsed (CliRun *run, WzCommand command, const GError *error)
{
  g_autoptr (GError) environment = NULL;
  if (error != NULL) {
    g_autofree gchar *question = dup_option_question (error, command);
    cli_usage_error (run, "%s%s", error->message, question);
  } else if ((command & EDITING) && !wz_recipe_take_environment (run->recipe, &environment)) {
    cli_failure (run, CLI_USAGE, environment);
  } else if ((command & RECIPES) && wz_recipe_is_said (run->recipe, WZ_RECIPE_LISTING) &&
             !cli_get_flag (run, WZ_RECIPE_DRY_RUN)) {
    cli_usage_error (run, "%s", _ ("--format goes with --dry-run; -t says which books are made"));
  } else {
    return cli_check_open (run) && check_report (run);
  }
  return FALSE;
}

gboolean
cli_parse (CliRun *run, WzCommand command, int *argc, char ***argv, const gchar *parameters,
           const gchar *summary, WzSeverity lowest)
{
  run->recipe = wz_recipe_new ();
  run->command = g_strdup ((*argv)[0]);
  run->began = g_get_monotonic_time ();
  run->json = cli_wants_json (*argv); /* also where what stands before it is wrong */
  Parsing parsing = {run->recipe, command};
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GOptionContext) context = g_option_context_new (parameters);
  GOptionGroup *group = g_option_group_new (NULL, NULL, NULL, &parsing, NULL);
  g_option_group_set_translation_domain (group, GETTEXT_PACKAGE);
  add_options (group, command, words);
  g_option_context_set_main_group (context, group);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, summary);
  g_option_context_set_help_enabled (context,
                                     FALSE); /* GOption's own ends the program with 0, printed or not */

  g_autoptr (GError) error = NULL;
  gboolean ok = g_option_context_parse (context, argc, argv, &error);
  run->json |= wz_recipe_get_word (run->recipe, WZ_RECIPE_DIAGNOSTICS) == 1;
  run->quiet = cli_get_flag (run, WZ_RECIPE_QUIET);
  run->verbose = cli_get_flag (run, WZ_RECIPE_VERBOSE);
  if (ok && cli_get_flag (run, WZ_RECIPE_HELP)) {
    gchar *text = g_option_context_get_help (context, TRUE, NULL);
    fputs (text, stdout);
    g_free (text);
    g_clear_pointer (&context, g_option_context_free); /* nothing here is left behind: there is no way back */
    exit (cli_finish (CLI_OK, run->json));
  }
  run->report = cli_report_new (run->json, run->verbose ? WZ_SEVERITY_HINT
                                           : run->quiet ? WZ_SEVERITY_ERROR
                                                        : lowest);
  if (cli_get_flag (run, WZ_RECIPE_EXPLAIN))
    cli_report_explain (run->report);
  if (wz_recipe_is_said (run->recipe, WZ_RECIPE_REPORT))
    run->account = wz_account_new (run->command);
  cli_report_set_account (run->report, run->account);
  run->inbox = wz_inbox_new (cli_report_get_sink (run->report));
  run->sink = wz_inbox_get_sink (run->inbox);
  ok = check_parsed (run, command, error);
  if (command & RECIPES)
    cli_expect_interrupt (run, _ ("stopped before anything was made"));
  if (ok && *argc > 1 && g_str_equal ((*argv)[1], "--")) { /* GOption leaves it there */
    memmove (&(*argv)[1], &(*argv)[2], (gsize) (*argc - 1) * sizeof **argv);
    (*argc)--;
  }
  return ok;
}

gboolean
cli_prints (const CliRun *run)
{
  return g_strcmp0 (wz_recipe_get (run->recipe, WZ_RECIPE_REPORT), WZ_TARGET_STDOUT) != 0;
}

int
cli_conclude (CliRun *run, int status)
{
  const gchar *path = wz_recipe_get (run->recipe, WZ_RECIPE_REPORT);
  g_autoptr (GError) error = NULL;
  if (status == CLI_OK && cli_get_flag (run, WZ_RECIPE_STRICT) && cli_report_get_warnings (run->report) > 0)
    status = CLI_STRICT;
  if (run->account == NULL)
    return status;
  wz_testament_set (NULL, NULL);
  g_autofree gchar *text = wz_account_dup_json (run->account, status);
  if (!cli_refuse_input (run, path))
    return CLI_USAGE;
  if (!wz_target_write_file (path, text, strlen (text), &error))
    cli_failure (run, CLI_FAILED, error);
  return error == NULL ? status : status == CLI_OK || status == CLI_STRICT ? CLI_FAILED : status;
}

gboolean
cli_get_flag (const CliRun *run, WzRecipeField field)
{
  return wz_recipe_get_flag (run->recipe, field);
}

gboolean
cli_lists_json (const CliRun *run)
{
  return wz_recipe_get_word (run->recipe, WZ_RECIPE_LISTING) == 1;
}

guint
cli_get_width (void)
{
  struct winsize size;
  const gchar *columns = g_getenv ("COLUMNS");
  if (!isatty (STDOUT_FILENO))
    return 0;
  if (ioctl (STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    return size.ws_col;
  return columns != NULL ? (guint) g_ascii_strtoull (columns, NULL, 10) : 0;
}

int
cli_list (const CliRun *run, const WzRecipeList *list)
{
  g_autofree gchar *text =
      cli_lists_json (run) ? wz_recipe_list_dup_json (list) : wz_recipe_list_dup_text (list);
  fputs (text, stdout);
  return CLI_OK;
}

int
cli_usage_error (CliRun *run, const gchar *format, ...)
{
  va_list args;
  va_start (args, format);
  g_autofree gchar *text = g_strdup_vprintf (format, args);
  va_end (args);
  cli_report_failure (run->report, "usage", text);
  return CLI_USAGE;
}

/* Stable names for failures, as diagnostics have them. */
static const gchar *
code_of (const GError *error)
{
  if (error->domain == WZ_READ_ERROR)
    return wz_read_error_get_name (error);
  if (error->domain == WZ_STYLE_ERROR)
    return "style";
  if (error->domain == WZ_OUTPUT_ERROR)
    return "output";
  return error->domain == WZ_PLUGIN_ERROR && error->code == WZ_PLUGIN_ERROR_OPTION ? "usage" : "plugin";
}

int
cli_failure (CliRun *run, int status, const GError *error)
{
  cli_report_failure (run->report, code_of (error), error->message);
  return status;
}

int
cli_edit_failure (CliRun *run, const GError *error)
{
  gboolean empty = g_error_matches (error, WZ_READ_ERROR, WZ_READ_ERROR_NOT_DIGEST);
  return cli_failure (run, empty ? CLI_NO_INPUT : CLI_USAGE, error);
}

WzStyle *
cli_load_style (CliRun *run, const WzRecipe *recipe, const gchar *name, int *status)
{
  g_auto (GStrv) fonts = wz_recipe_dup_list (recipe, WZ_RECIPE_FONT_DIR);
  g_autoptr (GArray) settings = wz_plan_list_style (recipe);
  g_autoptr (GError) error = NULL;
  WzStyle *style =
      wz_style_load (name, (const gchar *const *) run->paths->user_styles, run->paths->data_dir,
                     (const gchar *const *) fonts, (const WzStyleSetting *) (gpointer) settings->data,
                     settings->len, run->sink, &error);
  if (style != NULL)
    return style;
  *status = error->code == WZ_STYLE_ERROR_FONT ? CLI_FAILED : CLI_USAGE;
  const WzRecipeValue *value = wz_recipe_find (recipe, WZ_RECIPE_STYLE);
  if (*status == CLI_FAILED || !wz_origin_complain (&value->origin, error->message, run->sink))
    cli_failure (run, *status, error);
  return NULL;
}

guint
cli_get_limit (const CliRun *run, WzRecipeField field, guint otherwise)
{
  return wz_recipe_is_said (run->recipe, field) ? wz_recipe_get_count (run->recipe, field) : otherwise;
}

/* What stands on the standard error when reading or editing is ended. */
static gchar *
dup_end (const CliRun *run, const WzSource *heaviest, const gchar *code, const gchar *text)
{
  struct stat status;
  const gchar *name = heaviest != NULL ? heaviest->name : "<stdin>";
  gboolean known = heaviest != NULL && stat (heaviest->path, &status) == 0;
  g_autofree gchar *size =
      known ? g_format_size_full ((guint64) status.st_size, G_FORMAT_SIZE_IEC_UNITS) : NULL;
  g_autofree gchar *full =
      known ? g_strdup_printf ("%s (%s): %s", name, size, text) : g_strdup_printf ("%s: %s", name, text);
  return cli_report_dup_failure (run->report, code, full);
}

/* Reading and editing take a third of a second a MiB; this is for what proves the opposite. */
void
cli_watch (CliRun *run, GPtrArray *sources)
{
  enum { SECONDS = 60, SECONDS_PER_MIB = 5 };
  const WzSource *heaviest;
  guint mebibytes = cli_get_limit (run, WZ_RECIPE_MEMORY_LIMIT, WZ_RENDER_MEBIBYTES);
  guint64 bytes = wz_sources_weigh (sources, &heaviest);
  guint seconds = SECONDS + SECONDS_PER_MIB * (guint) (bytes / (1024 * 1024));
  g_autofree gchar *time = g_strdup_printf (_ ("reading and editing took more than %u seconds of processor "
                                               "time, the limit for inputs of this size; give the text in "
                                               "parts"),
                                            seconds);
  g_autofree gchar *memory =
      g_strdup_printf (_ ("reading and editing took more than %u MiB of memory, the "
                          "limit; --memory-limit raises it, or give the text in parts"),
                       mebibytes);
  g_autofree gchar *too_long = dup_end (run, heaviest, "time-limit", time);
  g_autofree gchar *too_large = dup_end (run, heaviest, "memory-limit", memory);
  g_autofree gchar *short_of_memory =
      dup_end (run, heaviest, "memory-limit",
               _ ("reading and editing get no more memory from the system (`ulimit -v` tells what it gives); "
                  "raise that, or give the text in parts"));
  g_clear_pointer (&run->watch, wz_watch_stop);
  run->watch = wz_watch_start (
      &(WzWatchLimits){seconds, (guint64) mebibytes * 1024 * 1024, too_long, too_large, short_of_memory});
}

const WzReader *
cli_find_reader (CliRun *run, const gchar *name)
{
  gboolean is_path = strchr (name, '/') != NULL || g_str_has_suffix (name, ".reader");
  const WzReader *reader =
      is_path ? wz_readers_add (run->readers, name, run->sink) : wz_readers_find (run->readers, name);
  if (reader != NULL)
    return reader;
  g_auto (GStrv) names = wz_readers_dup_names (run->readers);
  g_autofree gchar *question = wz_nearest_dup_question (name, (const gchar *const *) names);
  if (is_path)
    cli_usage_error (run, _ ("%s is no mapping file that can be used"), name);
  else
    cli_usage_error (run, _ ("there is no reader “%s”%s; `wenzhai reader list` names them"), name, question);
  return NULL;
}

gboolean
cli_prepare_reading (CliRun *run, const gchar *project)
{
  const gchar *name = wz_recipe_get (run->recipe, WZ_RECIPE_READER);
  const gchar *encoding = wz_recipe_get (run->recipe, WZ_RECIPE_ENCODING);
  g_autofree gchar *own = project != NULL ? g_build_filename (project, "readers", NULL) : NULL;
  const gchar *folders[4] = {own};
  guint n = own != NULL;
  for (guint i = 0; run->paths->readers[i] != NULL; i++)
    folders[n++] = run->paths->readers[i];
  if (encoding != NULL && !wz_read_knows_encoding (encoding)) {
    cli_usage_error (run, _ ("there is no encoding “%s”; iconv -l lists them"), encoding);
    return FALSE;
  }
  if (run->readers == NULL) { /* else this is a second input */
    run->readers = wz_readers_new (folders, run->sink);
    run->candidates = cli_look_registry (run);
    run->programs = wz_program_readers_new (run->candidates, run->paths->data_dir, run->readers, run->sink);
  }
  run->reading = (WzReadOptions){run->readers, NULL, encoding};
  run->reading.reader = name != NULL ? cli_find_reader (run, name) : NULL;
  return name == NULL || run->reading.reader != NULL;
}

GPtrArray *
cli_read_sources (CliRun *run, char **arguments, int *status)
{
  if (!cli_prepare_reading (run, NULL)) {
    *status = CLI_USAGE;
    return NULL;
  }
  if (arguments[0] == NULL) {
    *status =
        cli_usage_error (run, "%s", _ ("name at least one input: a file, a folder, or - for standard input"));
    return NULL;
  }
  GPtrArray *sources = wz_sources_expand ((const gchar *const *) arguments, run->ignore, run->readers);
  if (run->inputs == NULL)
    run->inputs = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < sources->len; i++)
    g_ptr_array_add (run->inputs, g_strdup (((const WzSource *) g_ptr_array_index (sources, i))->path));
  cli_watch (run, sources);
  g_clear_pointer (&run->unused, g_ptr_array_unref);
  guint read = wz_sources_read (sources, &run->reading, cli_get_flag (run, WZ_RECIPE_COVERAGE), run->sink,
                                cli_progress_read, run, &run->unused);
  for (guint i = read; i < sources->len; i++) {
    WzSource *source = g_ptr_array_index (sources, i);
    if (!g_str_has_prefix (source->error->message, source->name))
      g_prefix_error (&source->error, "%s: ", source->name);
    cli_failure (run, CLI_FAILED, source->error);
  }
  for (guint i = 0; i < sources->len; i++)
    wz_inbox_add (run->inbox, g_ptr_array_index (sources, i));
  for (guint i = 0; i < run->unused->len; i++)
    wz_inbox_add (run->inbox, g_ptr_array_index (run->unused, i));
  if (sources->len == 0)
    cli_report_failure (run->report, "no-input", _ ("there is no digest in what was named"));
  *status = read == 0 ? CLI_NO_INPUT : read == sources->len ? CLI_OK : CLI_FAILED;
  return sources;
}

void
cli_tell (const CliRun *run, const gchar *code, const gchar *text)
{
  if (run->quiet)
    return;
  if (run->json)
    cli_report_note (run->report, code, text);
  else
    fprintf (stderr, "wenzhai: %s\n", text);
}

void
cli_summarise (const CliRun *run, guint n_papers, guint n_files)
{
  if (run->quiet)
    return;
  g_autofree gchar *text = wz_inbox_dup_summary (run->inbox, n_papers, n_files);
  if (run->json)
    cli_report_note (run->report, "summary", text);
  else
    fprintf (stderr, "%s\n", text);
}

gboolean
cli_refuse_input (CliRun *run, const gchar *path)
{
  struct stat target, input;
  if (run->inputs == NULL || g_str_equal (path, WZ_TARGET_STDOUT) || stat (path, &target) != 0)
    return TRUE;
  for (guint i = 0; i < run->inputs->len; i++) {
    const gchar *name = g_ptr_array_index (run->inputs, i);
    gint failed = g_str_equal (name, "-") ? fstat (STDIN_FILENO, &input) : stat (name, &input);
    if (failed == 0 && input.st_dev == target.st_dev && input.st_ino == target.st_ino) {
      cli_usage_error (run, _ ("%s is the input %s, which would be overwritten; name another file"), path,
                       name);
      return FALSE;
    }
  }
  return TRUE;
}

guint
cli_count_read (const GPtrArray *sources)
{
  guint n = 0;
  while (n < sources->len && ((const WzSource *) g_ptr_array_index (sources, n))->issue != NULL)
    n++;
  return n;
}
