/* cli-common.c: options, styles and sources that commands share. SPDX-License-Identifier: MIT */
#include "cli/cli.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void
cli_run_clear (CliRun *run)
{
  g_free (run->progress);
  g_free (run->diagnostics);
  g_strfreev (run->plugin_files);
  g_free (run->style_name);
  g_free (run->encoding);
  g_clear_pointer (&run->watch, wz_watch_stop);
  g_strfreev (run->font_dirs);
  g_clear_pointer (&run->report, cli_report_free);
  g_clear_pointer (&run->inputs, g_ptr_array_unref);
}

/* What an unknown option was meant to be: GOption says only that there is none. */
static gchar *
dup_option_question (const GError *error, const GOptionEntry *own, const GOptionEntry *common)
{
  const gchar *dashes = g_error_matches (error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION)
                            ? strstr (error->message, "--")
                            : NULL;
  if (dashes == NULL)
    return g_strdup ("");
  g_autofree gchar *word = g_strndup (dashes, strcspn (dashes, "= "));
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; own != NULL && own[i].long_name != NULL; i++)
    g_ptr_array_add (names, g_strconcat ("--", own[i].long_name, NULL));
  for (guint i = 0; common[i].long_name != NULL; i++)
    g_ptr_array_add (names, g_strconcat ("--", common[i].long_name, NULL));
  g_ptr_array_add (names, NULL);
  return wz_nearest_dup_question (word, (const gchar *const *) names->pdata);
}

gboolean
cli_parse (CliRun *run, int *argc, char ***argv, const gchar *parameters, const gchar *summary,
           const GOptionEntry *entries, WzSeverity lowest)
{
  gboolean help = FALSE;
  const GOptionEntry common[] = {
      {"help", 'h', 0, G_OPTION_ARG_NONE, &help, N_ ("Show this help"), NULL},
      {"diagnostics", 0, 0, G_OPTION_ARG_STRING, &run->diagnostics, N_ ("How to report what is odd"),
       N_ ("text|json")},
      {"quiet", 'q', 0, G_OPTION_ARG_NONE, &run->quiet, N_ ("Report errors only"), NULL},
      {"verbose", 'v', 0, G_OPTION_ARG_NONE, &run->verbose, N_ ("Report hints too, and what was made"), NULL},
      {"plugin", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &run->plugin_files, N_ ("Use this plugin as well"),
       N_ ("FILE")},
      {"style", 's', 0, G_OPTION_ARG_STRING, &run->style_name, N_ ("Name or folder of the style"),
       N_ ("STYLE")},
      {"font-dir", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &run->font_dirs, N_ ("Look for fonts here too"),
       N_ ("DIR")},
      G_OPTION_ENTRY_NULL,
  };
  run->began = g_get_monotonic_time ();
  run->memory_limit = WZ_RENDER_MEBIBYTES;
  g_autoptr (GOptionContext) context = g_option_context_new (parameters);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, summary);
  g_option_context_set_help_enabled (context,
                                     FALSE); /* GOption's own ends the program with 0, printed or not */
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, common, GETTEXT_PACKAGE);

  g_autoptr (GError) error = NULL;
  gboolean ok = g_option_context_parse (context, argc, argv, &error);
  gboolean json = g_strcmp0 (run->diagnostics, "json") == 0;
  if (ok && help) {
    gchar *text = g_option_context_get_help (context, TRUE, NULL);
    fputs (text, stdout);
    g_free (text);
    g_clear_pointer (&context, g_option_context_free); /* nothing here is left behind: there is no way back */
    exit (cli_finish (CLI_OK, json));
  }
  if (run->verbose)
    lowest = WZ_SEVERITY_HINT;
  else if (run->quiet)
    lowest = WZ_SEVERITY_ERROR;
  run->report = cli_report_new (json, lowest);
  if (!ok) {
    g_autofree gchar *question = dup_option_question (error, entries, common);
    cli_usage_error (run, "%s%s", error->message, question);
  } else if (run->diagnostics != NULL && !json && !g_str_equal (run->diagnostics, "text")) {
    cli_usage_error (run, _ ("--diagnostics is text or json, not “%s”"), run->diagnostics);
    ok = FALSE;
  } else if (run->memory_limit < 0) {
    cli_usage_error (run, "%s", _ ("limits and jobs are not negative"));
    ok = FALSE;
  }
  if (ok && *argc > 1 && g_str_equal ((*argv)[1], "--")) { /* GOption leaves it there */
    memmove (&(*argv)[1], &(*argv)[2], (gsize) (*argc - 1) * sizeof **argv);
    (*argc)--;
  }
  return ok;
}

gboolean
cli_listing_check (CliRun *run, const gchar *format, gboolean *json)
{
  *json = g_strcmp0 (format, "json") == 0;
  if (*json || format == NULL || g_str_equal (format, "text"))
    return TRUE;
  cli_usage_error (run, _ ("--format is text or json, not “%s”"), format);
  return FALSE;
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

WzStyle *
cli_try_style (CliRun *run, const gchar *name, GError **error)
{
  return wz_style_load (name, (const gchar *const *) run->paths->user_styles, run->paths->data_dir,
                        (const gchar *const *) run->font_dirs, cli_report_get_sink (run->report), error);
}

WzStyle *
cli_load_style (CliRun *run, const gchar *otherwise, int *status)
{
  g_autoptr (GError) error = NULL;
  WzStyle *style = cli_try_style (run, run->style_name != NULL ? run->style_name : otherwise, &error);
  if (style == NULL)
    *status = cli_failure (run, error->code == WZ_STYLE_ERROR_FONT ? CLI_FAILED : CLI_USAGE, error);
  return style;
}

void
cli_editing_clear (CliEditing *editing)
{
  g_free (editing->from);
  g_free (editing->title);
  g_free (editing->series);
  g_free (editing->number);
  g_free (editing->author);
  g_free (editing->publisher);
  g_free (editing->date);
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
  guint64 bytes = wz_sources_weigh (sources, &heaviest);
  guint seconds = SECONDS + SECONDS_PER_MIB * (guint) (bytes / (1024 * 1024));
  g_autofree gchar *time = g_strdup_printf (_ ("reading and editing took more than %u seconds of processor "
                                               "time, the limit for inputs of this size; give the text in "
                                               "parts"),
                                            seconds);
  g_autofree gchar *memory =
      g_strdup_printf (_ ("reading and editing took more than %d MiB of memory, the "
                          "limit; --memory-limit raises it, or give the text in parts"),
                       run->memory_limit);
  g_autofree gchar *too_long = dup_end (run, heaviest, "time-limit", time);
  g_autofree gchar *too_large = dup_end (run, heaviest, "memory-limit", memory);
  g_autofree gchar *short_of_memory =
      dup_end (run, heaviest, "memory-limit",
               _ ("reading and editing get no more memory from the system (`ulimit -v` tells what it gives); "
                  "raise that, or give the text in parts"));
  g_clear_pointer (&run->watch, wz_watch_stop);
  run->watch = wz_watch_start (&(WzWatchLimits){seconds, (guint64) run->memory_limit * 1024 * 1024, too_long,
                                                too_large, short_of_memory});
}

GPtrArray *
cli_read_sources (CliRun *run, char **arguments, const gchar *from, int *status)
{
  const WzReader *reader = from != NULL ? wz_reader_find (from) : NULL;
  if (from != NULL && reader == NULL) {
    g_autoptr (GPtrArray) names = g_ptr_array_new ();
    for (guint i = 0; i < wz_reader_get_count (); i++)
      g_ptr_array_add (names, (gpointer) wz_reader_get_name (wz_reader_get (i)));
    g_ptr_array_add (names, NULL);
    const gchar *const *known = (const gchar *const *) names->pdata;
    g_autofree gchar *list = g_strjoinv (", ", (gchar **) names->pdata);
    g_autofree gchar *question = wz_nearest_dup_question (from, known);
    *status =
        cli_usage_error (run, _ ("there is no input format “%s”; there are: %s%s"), from, list, question);
    return NULL;
  }
  if (run->encoding != NULL && !wz_read_knows_encoding (run->encoding)) {
    *status = cli_usage_error (run, _ ("there is no encoding “%s”; iconv -l lists them"), run->encoding);
    return NULL;
  }
  if (arguments[0] == NULL) {
    *status =
        cli_usage_error (run, "%s", _ ("name at least one input: a file, a folder, or - for standard input"));
    return NULL;
  }
  GPtrArray *sources = wz_sources_expand ((const gchar *const *) arguments, run->ignore);
  if (run->inputs == NULL)
    run->inputs = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < sources->len; i++)
    g_ptr_array_add (run->inputs, g_strdup (((const WzSource *) g_ptr_array_index (sources, i))->path));
  cli_watch (run, sources);
  guint read = wz_sources_read (sources, reader, run->encoding, run->coverage,
                                cli_report_get_sink (run->report), cli_progress_read, run);
  for (guint i = read; i < sources->len; i++) {
    WzSource *source = g_ptr_array_index (sources, i);
    if (!g_str_has_prefix (source->error->message, source->name))
      g_prefix_error (&source->error, "%s: ", source->name);
    cli_failure (run, CLI_FAILED, source->error);
  }
  if (sources->len == 0)
    cli_report_failure (run->report, "no-input", _ ("there is no digest in what was named"));
  *status = read == 0 ? CLI_NO_INPUT : read == sources->len ? CLI_OK : CLI_FAILED;
  return sources;
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

static WzDeskSettings
settings_of (const CliEditing *editing)
{
  return (WzDeskSettings){
      .normalise = !editing->no_normalize,
      .title = editing->title,
      .series = editing->series,
      .number = editing->number,
      .author = editing->author,
      .publisher = editing->publisher,
      .date = editing->date,
  };
}

gboolean
cli_editing_check (CliRun *run, const CliEditing *editing)
{
  g_autoptr (GError) error = NULL;
  WzDeskSettings settings = settings_of (editing);
  if (wz_desk_check (&settings, &error))
    return TRUE;
  cli_failure (run, CLI_USAGE, error);
  return FALSE;
}

WzIssue *
cli_edit (CliRun *run, const CliEditing *editing, const gchar *lang, WzSource *const *sources, guint n)
{
  WzDeskSettings settings = settings_of (editing);
  settings.lang = lang;
  return wz_desk_edit (sources, n, &settings, cli_report_get_sink (run->report));
}
