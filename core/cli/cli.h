/* cli.h: what the commands share. SPDX-License-Identifier: MIT */
#pragma once

#include "host/wz-host.h"
#include "host/project/wz-project.h"

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
WzDiagSink *cli_report_get_sink (CliReport *report);
/** cli_report_set_output: (nullable): name of the output whose diagnostics follow. */
void cli_report_set_output (CliReport *report, const gchar *name);
/** cli_report_explain: the codes that tell decisions are shown whatever their severity: those of the merge,
 * and which form gave an entry its id. */
void cli_report_explain (CliReport *report);
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
/** cli_report_only_own: of what follows shows what is of the editor's own files alone; all is counted. */
void cli_report_only_own (CliReport *report);
/** cli_report_get_own_errors: how many errors there were in the editor's own files. */
guint cli_report_get_own_errors (const CliReport *report);
/** cli_report_get_count: of a severity, shown or not. */
guint cli_report_get_count (const CliReport *report, WzSeverity severity);
/** cli_report_get_hidden: how many were counted only. */
guint cli_report_get_hidden (const CliReport *report);

/* ---- A command's run ---------------------------------------------------------------------------------- */

/**
 * CliRun: what a command is told, and what it keeps.
 * @recipe: from cli_parse() on: all options, whatever they are about
 */
typedef struct {
  const WzPaths *paths;
  WzRecipe *recipe;
  gboolean json, quiet, verbose; /* how it reports */
  WzWatch *watch;                /* over reading and editing; or NULL */
  const gchar *const *ignore;    /* nullable: patterns of names in folders that are not to be named */
  CliReport *report;             /* from cli_parse() on */
  WzInbox *inbox;                /* from cli_parse() on: what became of the sources */
  WzDiagSink *sink;              /* of the inbox: what readers and desk report to */
  gchar *made;                   /* what --open opens; NULL until something was made */
  /* of the progress line */
  gint64 began;           /* monotonic, in microseconds */
  gchar *progress;        /* what it says; nullable */
  guint n_done, n_issues; /* of a build; 0 where issues are not counted */
  guint n_batch;          /* issues that are rendered now */
  GPtrArray *inputs;      /* of paths; NULL until sources have been read */
  GPtrArray *unused;      /* of WzSource: found in folders and left out; nullable */
  WzReaders *readers;     /* from cli_prepare_reading() on */
  WzReadOptions reading;  /* how sources are read; its readers are those above */
} CliRun;

void cli_run_clear (CliRun *run);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CliRun, cli_run_clear)

/**
 * cli_parse:
 * @command: whose options there are
 * @parameters: what follows the options, for the help
 * @lowest: severity shown when neither -q nor -v is given
 *
 * Parses the command line of one command into the recipe; on return @argv holds what is left, after argv[0].
 *
 * Returns: FALSE on wrong usage, which has been reported
 */
gboolean cli_parse (CliRun *run, WzCommand command, int *argc, char ***argv, const gchar *parameters,
                    const gchar *summary, WzSeverity lowest);
/** cli_get_flag: of the recipe. */
gboolean cli_get_flag (const CliRun *run, WzRecipeField field);
/** cli_get_limit: a count of the recipe, or what holds where nobody says one. */
guint cli_get_limit (const CliRun *run, WzRecipeField field, guint otherwise);
/** cli_lists_json: whether what is listed is for programs. */
gboolean cli_lists_json (const CliRun *run);

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
/** cli_edit_failure: that no issue could be made: CLI_NO_INPUT where no paper is left, else CLI_USAGE. */
int cli_edit_failure (CliRun *run, const GError *error);

/** cli_load_style: (nullable): the style of that name. Its errors have been reported. */
WzStyle *cli_load_style (CliRun *run, const gchar *name, int *status);

/**
 * cli_prepare_reading:
 * @project: (nullable): folder of a project, whose `readers/` hold mapping files of its own
 *
 * Loads the readers, and finds the one that is asked for. Returns: FALSE on wrong usage, which has been
 * reported
 */
gboolean cli_prepare_reading (CliRun *run, const gchar *project);
/** cli_find_reader: (nullable): the reader called @name, or a mapping file at that path; what is wrong has
 * been reported. */
const WzReader *cli_find_reader (CliRun *run, const gchar *name);

/** CliTarget: the outputs, resolved. */
typedef struct {
  WzRegistry *registry; /* lent */
  WzPlan *plan;
  WzStyle *style;
} CliTarget;

/* ---- From sources to one issue ------------------------------------------------------------------------ */

/**
 * cli_read_sources:
 *
 * Reads what the arguments name, and reports what could not be read.
 *
 * Returns: (transfer full) (nullable): NULL on wrong usage; *@status is CLI_OK, CLI_FAILED (some were
 * unreadable), CLI_NO_INPUT (all) or CLI_USAGE
 */
GPtrArray *cli_read_sources (CliRun *run, char **arguments, int *status);
/** cli_summarise: says in a line that @n_papers were made of @n_files, and what was left out, unless the run
 * is to be quiet. */
void cli_summarise (const CliRun *run, guint n_papers, guint n_files);
/** cli_count_read: how many of @sources (element-type WzSource) were read; they stand in front. */
guint cli_count_read (const GPtrArray *sources);

/**
 * CliUse: what a command makes of the issue of a period.
 * @books: it needs outputs and a style
 * @keeps: it replaces the issue of a project, which is not to lose papers
 * @one_source: a single file without a period is taken as it is, as `export` does
 * @prepare: (nullable): when project (nullable) and options are known
 */
typedef struct {
  gboolean books, keeps, one_source;
  void (*prepare) (CliRun *run, const WzProject *project);
  int (*use) (CliRun *run, const CliTarget *target, const GPtrArray *issues);
} CliUse;
/** cli_edit_dailies: from dailies, or a project, to one issue and its editions, and what @use makes of them.
 * Returns: an exit status */
int cli_edit_dailies (CliRun *run, char **arguments, const CliUse *use);

/** cli_list_recipe: the use that says what would be made of the issue, and how. */
int cli_list_recipe (CliRun *run, const CliTarget *target, const GPtrArray *issues);

/** cli_watch: @sources: (element-type WzSource): gives reading and editing, from here on and until outputs
 * are made, the processor time that inputs of this size may take, and the memory of --memory-limit
 * (wz-watch.h); cli_read_sources() has called it. */
void cli_watch (CliRun *run, GPtrArray *sources);

/** cli_refuse_input: FALSE if the file @path, under whatever name, is one that was read as a source, which
 * has been reported: nothing that is made replaces what it was made of. */
gboolean cli_refuse_input (CliRun *run, const gchar *path);

/* ---- From issues to books ----------------------------------------------------------------------------- */

/** cli_start_registry: (transfer full): asks the plugins, those of the recipe's types first; @all: whatever
 * it says. @anew: whatever is known of them. */
WzRegistry *cli_start_registry (const CliRun *run, gboolean all, gboolean anew);

void cli_target_clear (CliTarget *target);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CliTarget, cli_target_clear)

/* Each returns an exit status; what is wrong has been reported. */
int cli_target_plan (CliRun *run, WzRegistry *registry, CliTarget *target);
int cli_target_style (CliRun *run, CliTarget *target);
/** cli_target_get_status: CLI_FAILED if an output that was asked for cannot be made, which has been reported.
 */
int cli_target_get_status (const CliTarget *target);
/** CliRendered: called for each output, after its report. */
typedef void (*CliRendered) (const WzRenderTask *task, gpointer user_data);
/** cli_render: @issues: (element-type WzIssue). @done: (nullable). */
int cli_render (CliRun *run, const CliTarget *target, const GPtrArray *issues, CliRendered done,
                gpointer user_data);
/** cli_get_width: columns of the terminal that the output goes to; 0 where it goes elsewhere. */
guint cli_get_width (void);
/** cli_list: prints what is listed, for people or for programs. */
int cli_list (const CliRun *run, const WzRecipeList *list);

/** cli_print_changes: what `diff` prints. Returns: how many there are */
guint cli_print_changes (const WzIssue *before, const WzIssue *after);

/* ---- Showing what was made ---------------------------------------------------------------------------- */

/** cli_check_open: FALSE where --open would have nothing to open, or nothing to open it with, which has been
 * reported. */
gboolean cli_check_open (CliRun *run);
/** cli_open: hands @what, a file or an address, to the program of $WENZHAI_OPENER, or to xdg-open, and does
 * not wait for it. */
int cli_open (CliRun *run, const gchar *what);
/** cli_open_made: with --open, opens the first file that was made of the issue. Returns: @status, or that of
 * what failed */
int cli_open_made (CliRun *run, int status);

/** cli_find_preview: (transfer full) (nullable): the program that knows pages and browsers; that there is
 * none has been reported. */
gchar *cli_find_preview (CliRun *run);
/** cli_dup_last_line: (transfer full): of what a program said: why it ended. */
gchar *cli_dup_last_line (const gchar *text);

/* ---- The commands: each gets its own argv and returns the exit status --------------------------------- */

int cli_export (int argc, char **argv, const WzPaths *paths);
int cli_list_papers (int argc, char **argv, const WzPaths *paths);
int cli_handout (int argc, char **argv, const WzPaths *paths);
int cli_weekly (int argc, char **argv, const WzPaths *paths);
int cli_init (int argc, char **argv, const WzPaths *paths);
int cli_build (int argc, char **argv, const WzPaths *paths);
int cli_publish (int argc, char **argv, const WzPaths *paths);
int cli_reissue (int argc, char **argv, const WzPaths *paths);
int cli_status (int argc, char **argv, const WzPaths *paths);
int cli_diff (int argc, char **argv, const WzPaths *paths);
int cli_check (int argc, char **argv, const WzPaths *paths);
int cli_edit (int argc, char **argv, const WzPaths *paths);
int cli_dump (int argc, char **argv, const WzPaths *paths);
int cli_plugin (int argc, char **argv, const WzPaths *paths);
int cli_style (int argc, char **argv, const WzPaths *paths);
int cli_reader (int argc, char **argv, const WzPaths *paths);
int cli_watch_project (int argc, char **argv, const WzPaths *paths);
int cli_sheet (int argc, char **argv, const WzPaths *paths);
int cli_inspect (int argc, char **argv, const WzPaths *paths);
