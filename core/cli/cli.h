/* cli.h: what the commands share. SPDX-License-Identifier: MIT */
#pragma once

#include "host/wz-host.h"
#include "host/wz-project.h"

#include <stdio.h>

/* Exit statuses, the same for every command. */
enum {
  CLI_OK = 0,
  CLI_FAILED = 1,   /* an output failed, or a source was unreadable; whatever else was made is complete */
  CLI_NO_INPUT = 2, /* no usable input */
  CLI_USAGE = 64    /* wrong usage; nothing was written */
};

/* ---- Reports: diagnostics to stderr ------------------------------------------------------------------- */

typedef struct _CliReport CliReport;

/**
 * cli_report_new:
 * @json: JSON Lines instead of text
 * @lowest: less than this is counted, not shown
 */
CliReport *cli_report_new (gboolean json, WzSeverity lowest);
void cli_report_free (CliReport *report);
/** cli_report_get_sink: what readers and desk report to. */
WzDiagSink *cli_report_get_sink (CliReport *report);
/** cli_report_set_output: (nullable): name of the output whose diagnostics follow. */
void cli_report_set_output (CliReport *report, const gchar *name);
/** cli_report_show_prefix: codes that begin so are shown whatever their severity. */
void cli_report_show_prefix (CliReport *report, const gchar *prefix);
void cli_report_diag (const WzDiag *diag, gpointer report);
/** cli_report_hold: keeps diagnostics until it is known which of them matter. */
void cli_report_hold (CliReport *report);
/** cli_report_release: shows those held, in order, but for those in one of @files (of gchar *, nullable). */
void cli_report_release (CliReport *report, const GPtrArray *files);
/** cli_report_failure: something did not work: an error without a place, `wenzhai: …`. */
void cli_report_failure (CliReport *report, const gchar *code, const gchar *text);
/** cli_report_dup_failure: (transfer full): the same as a line, for those who say it later. */
gchar *cli_report_dup_failure (const CliReport *report, const gchar *code, const gchar *text);
/**
 * cli_finish:
 * @status: what the command thinks of itself
 *
 * The last thing that a run does: what was printed and could not be written (a full disk, a closed
 * descriptor) is a failure.
 *
 * Returns: the exit status
 */
int cli_finish (int status, gboolean json);
/** cli_report_note: what happened, for programs: a hint that is shown whatever the severities wanted. */
void cli_report_note (CliReport *report, const gchar *code, const gchar *text);
/** cli_report_get_own_errors: how many errors there were in the editor's own files. */
guint cli_report_get_own_errors (const CliReport *report);
/** cli_report_get_count: of a severity, shown or not. */
guint cli_report_get_count (const CliReport *report, WzSeverity severity);
/** cli_report_get_hidden: how many were counted only. */
guint cli_report_get_hidden (const CliReport *report);

/* ---- A command's run ---------------------------------------------------------------------------------- */

/**
 * CliRun: the options that all commands have, and what they lead to.
 */
typedef struct {
  const WzPaths *paths;
  gchar *diagnostics; /* text or json */
  gboolean quiet;
  gboolean verbose;
  gchar **plugin_files;
  gchar *style_name;
  gchar **font_dirs;
  gboolean coverage;          /* whether sources keep account of their bytes */
  gchar *encoding;            /* of the sources; or NULL */
  gint memory_limit;          /* of reading and editing, and of each output, in MiB; 0 for none */
  WzWatch *watch;             /* over reading and editing; or NULL */
  const gchar *const *ignore; /* nullable: patterns of names in folders that are not to be named */
  CliReport *report;          /* from cli_parse() on */
  /* of the progress line */
  gint64 began;           /* monotonic, in microseconds */
  gchar *progress;        /* what it says; nullable */
  guint n_done, n_issues; /* of a build; 0 where issues are not counted */
  guint n_batch;          /* issues that are rendered now */
  GPtrArray *inputs;      /* of paths; NULL until sources have been read */
} CliRun;

void cli_run_clear (CliRun *run);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CliRun, cli_run_clear)

/**
 * cli_parse:
 * @parameters: what follows the options, for the help
 * @entries: (nullable): the command's own options
 * @lowest: severity shown when neither -q nor -v is given
 *
 * Parses the command line of one command; on return @argv holds what is left, after argv[0].
 *
 * Returns: FALSE on wrong usage, which has been reported
 */
gboolean cli_parse (CliRun *run, int *argc, char ***argv, const gchar *parameters, const gchar *summary,
                    const GOptionEntry *entries, WzSeverity lowest);

/** The option of commands that list what there is: for people, or for programs. */
#define CLI_LISTING_ENTRY(format)                                                                            \
  {                                                                                                          \
    "format", 0, 0, G_OPTION_ARG_STRING, &(format), N_ ("List for people, or as JSON"), N_ ("text|json")     \
  }
/** cli_listing_check: FALSE on wrong usage, which has been reported. */
gboolean cli_listing_check (CliRun *run, const gchar *format, gboolean *json);

/** cli_progress_show: replaces the progress line; nothing where nobody sees it, or the run has been short. */
void cli_progress_show (CliRun *run, const gchar *format, ...) G_GNUC_PRINTF (2, 3);
/** cli_progress_end: clears it; before anything else is printed. */
void cli_progress_end (CliRun *run);
/* What stages of the work call; @run is a CliRun. */
void cli_progress_read (guint done, guint total, gpointer run);
void cli_progress_render (gdouble share, gpointer run);

/** cli_usage_error: reports and returns CLI_USAGE. */
int cli_usage_error (CliRun *run, const gchar *format, ...) G_GNUC_PRINTF (2, 3);
/** cli_failure: reports @error and returns @status. */
int cli_failure (CliRun *run, int status, const GError *error);

/** cli_try_style: (nullable): the style of that name, with @error. */
WzStyle *cli_try_style (CliRun *run, const gchar *name, GError **error);
/** cli_load_style: (nullable): the style of --style, else @otherwise. Its errors have been reported. */
WzStyle *cli_load_style (CliRun *run, const gchar *otherwise, int *status);

/* ---- From sources to one issue ------------------------------------------------------------------------ */

/** CliEditing: how sources become an issue; the options of `export` and `dump`. */
typedef struct {
  gchar *from; /* name of a reader */
  gboolean no_normalize;
  gchar *title;
  gchar *series;
  gchar *number;
  gchar *author;
  gchar *publisher;
  gchar *date;
} CliEditing;

void cli_editing_clear (CliEditing *editing);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CliEditing, cli_editing_clear)

/** cli_editing_get_entries: the options, to be put into one array with a command's own. @n_entries: without
 * the end. */
/* clang-format off */
#define CLI_FORMAT_ENTRY(editing)                                                                              \
  {"from", 'f', 0, G_OPTION_ARG_STRING, &(editing).from, N_ ("Read all inputs as this format (text, json)"),   \
   N_ ("FORMAT")}
#define CLI_ENCODING_ENTRY(run)                                                                                \
  {"encoding", 0, 0, G_OPTION_ARG_STRING, &(run).encoding,                                                     \
   N_ ("Read all texts in this encoding (BIG5, GB18030, …)"), N_ ("NAME")}
#define CLI_MEMORY_ENTRY(run)                                                                                  \
  {"memory-limit", 0, 0, G_OPTION_ARG_INT, &(run).memory_limit,                                                \
   N_ ("Memory that reading, and each output, may take, in MiB; 0 for no limit"), N_ ("MIB")}
#define CLI_NAMING_ENTRIES(editing)                                                                            \
  {"no-normalize", 0, 0, G_OPTION_ARG_NONE, &(editing).no_normalize, N_ ("Keep the characters of the source"), \
   NULL},                                                                                                      \
  {"title", 0, 0, G_OPTION_ARG_STRING, &(editing).title, N_ ("Title of the book"), N_ ("TEXT")},               \
  {"series", 0, 0, G_OPTION_ARG_STRING, &(editing).series, N_ ("Series that it belongs to"), N_ ("TEXT")},     \
  {"number", 0, 0, G_OPTION_ARG_STRING, &(editing).number, N_ ("Number in the series"), N_ ("NUMBER")},        \
  {"author", 0, 0, G_OPTION_ARG_STRING, &(editing).author, N_ ("Editor of the book"), N_ ("NAME")},            \
  {"publisher", 0, 0, G_OPTION_ARG_STRING, &(editing).publisher, N_ ("Publisher of the book"), N_ ("NAME")},   \
  {"date", 0, 0, G_OPTION_ARG_STRING, &(editing).date, N_ ("Date of the book"), N_ ("YYYY-MM-DD")}
#define CLI_EDITING_ENTRIES(editing) CLI_FORMAT_ENTRY (editing), CLI_NAMING_ENTRIES (editing)
/* clang-format on */

/**
 * cli_read_sources:
 *
 * Reads what the arguments name, and reports what could not be read.
 *
 * Returns: (transfer full) (nullable): NULL on wrong usage; *@status is CLI_OK, CLI_FAILED (some were
 * unreadable), CLI_NO_INPUT (all) or CLI_USAGE
 */
GPtrArray *cli_read_sources (CliRun *run, char **arguments, const gchar *from, int *status);

/** cli_watch: @sources: (element-type WzSource): gives reading and editing, from here on and until outputs
 * are made, the processor time that inputs of this size may take, and the memory of --memory-limit
 * (wz-watch.h); cli_read_sources() has called it. */
void cli_watch (CliRun *run, GPtrArray *sources);

/** cli_refuse_input: FALSE if the file @path, under whatever name, is one that was read as a source, which
 * has been reported: nothing that is made replaces what it was made of. */
gboolean cli_refuse_input (CliRun *run, const gchar *path);

/** cli_editing_check: FALSE on wrong usage, which has been reported. */
gboolean cli_editing_check (CliRun *run, const CliEditing *editing);

/**
 * cli_edit:
 * @editing: checked
 * @sources: (array length=n): read ones
 *
 * Joins, normalises and names. Returns: (transfer full)
 */
WzIssue *cli_edit (CliRun *run, const CliEditing *editing, const gchar *lang, WzSource *const *sources,
                   guint n);

/* ---- From issues to books ----------------------------------------------------------------------------- */

/** CliOutputs: what is made, and where; the options of every command that makes books. */
typedef struct {
  gchar *types;
  gchar *output;
  gchar **sets;
  gchar *languages;
  const WzProject *project;                     /* nullable: what the command line left open */
  gboolean own_types, own_languages, own_style; /* whether the project file says it */
  gint jobs;
  gint time_limit;
} CliOutputs;

#define CLI_OUTPUTS_INIT                                                                                     \
  {                                                                                                          \
    .time_limit = WZ_RENDER_SECONDS                                                                          \
  }

void cli_outputs_clear (CliOutputs *outputs);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CliOutputs, cli_outputs_clear)

/** The options, to be put into one array with a command's own. */
/* clang-format off */
#define CLI_LANGUAGES_ENTRY(outputs)                                                                           \
  {"languages", 0, 0, G_OPTION_ARG_STRING, &(outputs).languages, N_ ("Languages to show"),                     \
   N_ ("both|zh|en|parallel")}
#define CLI_OUTPUT_ENTRIES(outputs)                                                                            \
  {"type", 't', 0, G_OPTION_ARG_STRING, &(outputs).types,                                                      \
   N_ ("Outputs to make; all built-in ones by default"), N_ ("TYPE[,TYPE…]")},                                 \
  {"output", 'o', 0, G_OPTION_ARG_FILENAME, &(outputs).output,                                                 \
   N_ ("File to make, or folder for all files"), N_ ("FILE|DIR/")},                                            \
  {"set", 0, 0, G_OPTION_ARG_STRING_ARRAY, &(outputs).sets, N_ ("Set an option of an output"),                 \
   N_ ("PLUGIN.OPTION=VALUE")},                                                                                \
  CLI_LANGUAGES_ENTRY (outputs),                                                                               \
  {"jobs", 'j', 0, G_OPTION_ARG_INT, &(outputs).jobs, N_ ("Outputs to make at a time"), N_ ("N")},             \
  {"time-limit", 0, 0, G_OPTION_ARG_INT, &(outputs).time_limit,                                                \
   N_ ("Seconds that an output may take; 0 for no limit"), N_ ("SECONDS")}
/* clang-format on */

/** cli_outputs_check: FALSE on wrong usage, which has been reported. */
gboolean cli_outputs_check (CliRun *run, const CliOutputs *outputs);

/** cli_start_registry: (transfer full): asks the plugins; @outputs: (nullable): NULL for all of them. @anew:
 * whatever is known of them. */
WzRegistry *cli_start_registry (const CliRun *run, const CliOutputs *outputs, gboolean anew);

/** cli_outputs_take_project: what the command line left open, from the project file, which must outlive
 * @outputs. */
void cli_outputs_take_project (CliRun *run, CliOutputs *outputs, const WzProject *project);
/** cli_project_failure: reports an error in a value of the project file in its place; returns CLI_USAGE. */
int cli_project_failure (CliRun *run, const CliOutputs *outputs, const gchar *key, const gchar *text);
/** cli_project_check_outputs: formats and options of outputs; what is wrong has been reported in its place.
 */
int cli_project_check_outputs (CliRun *run, const CliOutputs *outputs, WzRegistry *registry);

/** CliTarget: the outputs, resolved. */
typedef struct {
  WzRegistry *registry; /* lent */
  WzPlan *plan;
  WzStyle *style;
  WzLanguages languages;
} CliTarget;

void cli_target_clear (CliTarget *target);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CliTarget, cli_target_clear)

/* Each returns an exit status; what is wrong has been reported. */
int cli_target_plan (CliRun *run, const CliOutputs *outputs, WzRegistry *registry, CliTarget *target);
int cli_target_style (CliRun *run, const CliOutputs *outputs, CliTarget *target);
/** cli_target_get_status: CLI_FAILED if an output that was asked for cannot be made, which has been reported.
 */
int cli_target_get_status (const CliTarget *target);
/** cli_target_get_lang: (nullable): the language of a book in that language alone, where it is not the
 * dailies' own.
 */
const gchar *cli_target_get_lang (const CliTarget *target);
/** CliRendered: called for each output, after its report. */
typedef void (*CliRendered) (const WzRenderTask *task, gpointer user_data);
/** cli_render: @issues: (element-type WzIssue). @done: (nullable). */
int cli_render (CliRun *run, const CliOutputs *outputs, const CliTarget *target, const GPtrArray *issues,
                CliRendered done, gpointer user_data);

/* ---- The commands: each gets its own argv and returns the exit status --------------------------------- */

int cli_export (int argc, char **argv, const WzPaths *paths);
int cli_weekly (int argc, char **argv, const WzPaths *paths);
int cli_init (int argc, char **argv, const WzPaths *paths);
int cli_build (int argc, char **argv, const WzPaths *paths);
int cli_diff (int argc, char **argv, const WzPaths *paths);
int cli_check (int argc, char **argv, const WzPaths *paths);
int cli_dump (int argc, char **argv, const WzPaths *paths);
int cli_plugin (int argc, char **argv, const WzPaths *paths);
int cli_style (int argc, char **argv, const WzPaths *paths);
int cli_inspect (int argc, char **argv, const WzPaths *paths);
