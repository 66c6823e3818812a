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
  CLI_STRICT = 3,   /* done, with warnings, and --strict asks for none */
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
/** cli_report_set_account: (nullable): that is told everything, shown or not. */
void cli_report_set_account (CliReport *report, WzAccount *account);
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
/** cli_report_know: @known: (nullable) (element-type utf8): fingerprints of warnings that need not be shown
 * again. */
void cli_report_know (CliReport *report, GHashTable *known);
/** cli_report_was_told: whether this run has said the same already, if it is a warning. */
gboolean cli_report_was_told (const CliReport *report, const WzDiag *diag);
/** cli_report_get_told: (element-type utf8): fingerprints of the warnings of this run, shown or not. */
GHashTable *cli_report_get_told (const CliReport *report);
/** cli_report_note: what happened, for programs: a hint that is shown whatever the severities wanted. */
void cli_report_note (CliReport *report, const gchar *code, const gchar *text);
/** cli_report_only_own: of what follows shows what is of the editor's own files alone; all is counted. */
void cli_report_only_own (CliReport *report);
/** cli_report_get_own_errors: how many errors there were in the editor's own files. */
guint cli_report_get_own_errors (const CliReport *report);
/** cli_report_get_warnings: how many of severity `warning` and above, shown or not. */
guint cli_report_get_warnings (const CliReport *report);
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
  gchar *command;                /* from cli_parse() on: how it is called */
  gboolean json, quiet, verbose; /* how it reports */
  WzWatch *watch;                /* over reading and editing; or NULL */
  const gchar *const *ignore;    /* nullable: patterns of names in folders that are not to be named */
  CliReport *report;             /* from cli_parse() on */
  WzAccount *account;            /* from cli_parse() on: for --report; else NULL */
  WzInbox *inbox;                /* from cli_parse() on: what became of the sources */
  WzDiagSink *sink;              /* of the inbox: what readers and desk report to */
  gchar *made;                   /* what --open opens; NULL until something was made */
  /* of the progress line */
  gint64 began;           /* monotonic, in microseconds */
  gchar *progress;        /* what it says; nullable */
  guint n_done, n_issues; /* of a build; 0 where issues are not counted */
  guint n_batch;          /* issues that are rendered now */
  guint n_papers;         /* of them */
  GPtrArray *inputs;      /* of paths; NULL until sources have been read */
  GPtrArray *unused;      /* of WzSource: found in folders and left out; nullable */
  WzReaders *readers;     /* from cli_prepare_reading() on, as the next two */
  WzRegistry *candidates; /* for the programs that read files */
  WzProgramReaders *programs;
  WzReadOptions reading; /* how sources are read; its readers are those above */
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
/**
 * cli_conclude:
 * @status: what the command thinks of itself
 *
 * Writes what --report asks for. Returns: the status, with --strict and --report
 */
int cli_conclude (CliRun *run, int status);
/** cli_wants_json: whether reports are wanted as JSON, also before the command has read its options. */
gboolean cli_wants_json (char **argv);
/** cli_tell: says a line of how it went, on the standard error, unless the run is to be quiet; for programs a
 * note of this code. */
void cli_tell (const CliRun *run, const gchar *code, const gchar *text);
/** cli_prints: whether the standard output is for what the command prints, and not for its --report. */
gboolean cli_prints (const CliRun *run);
/** cli_expect_interrupt: what is said when the user stops the run from now on: how far it is, and how to go
 * on. */
void cli_expect_interrupt (const CliRun *run, const gchar *text);
/** cli_keep_report: what is known by now is what --report has, should a signal or a limit end the run. */
void cli_keep_report (const CliRun *run);
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

/** cli_load_style: (nullable): the style of that name, with the fonts of @recipe. Its errors have been
 * reported.
 */
WzStyle *cli_load_style (CliRun *run, const WzRecipe *recipe, const gchar *name, int *status);

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
  WzLanguages languages;
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

/** cli_load_project: a folder that holds a project file, where one alone is named or none, stands for its
 * project, which is put into *@project; FALSE where the file is wrong, which has been reported. */
gboolean cli_load_project (CliRun *run, char **arguments, WzProject **project, int *status);
/** cli_read_project: as cli_read_sources(): the inbox of @project. */
GPtrArray *cli_read_project (CliRun *run, const WzProject *project, int *status);

/** cli_watch: @sources: (element-type WzSource): gives reading and editing, from here on and until outputs
 * are made, the processor time that inputs of this size may take, and the memory of --memory-limit
 * (wz-watch.h); cli_read_sources() has called it. */
void cli_watch (CliRun *run, GPtrArray *sources);

/** cli_refuse_input: FALSE if the file @path, under whatever name, is one that was read as a source, which
 * has been reported: nothing that is made replaces what it was made of. */
gboolean cli_refuse_input (CliRun *run, const gchar *path);

/* ---- From issues to books ----------------------------------------------------------------------------- */

/** cli_look_registry: (transfer full): the same plugins, none of which is asked. */
WzRegistry *cli_look_registry (const CliRun *run);
/** cli_start_registry: (transfer full): asks the plugins, those of the recipe's types first; @all: whatever
 * it says. @anew: whatever is known of them. */
WzRegistry *cli_start_registry (const CliRun *run, gboolean all, gboolean anew);

/** CliEdition: an edition of what the run makes, and its outputs. @target: empty where it is not @chosen. */
typedef struct {
  WzEdition *edition;
  gboolean chosen;
  CliTarget target;
} CliEdition;

/** cli_list_editions: (transfer full) (element-type CliEdition): the issue itself, those of @project
 * (nullable), and the variants that are asked for; NULL on wrong usage, which has been reported. */
GPtrArray *cli_list_editions (CliRun *run, const WzProject *project);
/** cli_plan_editions, cli_style_editions: as cli_target_plan() and cli_target_style(), of those that are
 * chosen.
 */
int cli_plan_editions (CliRun *run, GPtrArray *editions, WzRegistry *registry);
int cli_style_editions (CliRun *run, GPtrArray *editions);
/** cli_edition_dup_recipe: (transfer full): the recipe of @edition as the run's stands now, with what its
 * style says. */
WzRecipe *cli_edition_dup_recipe (const CliRun *run, const CliEdition *edition);
/** cli_make_editions: makes @issues (element-type WzIssue) those of the editions that are chosen: each as it
 * is, and converted, where nothing else makes an edition. FALSE without OpenCC, which has been reported. */
gboolean cli_make_editions (CliRun *run, GPtrArray *issues, const GPtrArray *editions, const WzStyle *style);
/** cli_get_first_chosen: of @editions: there is one. */
const CliEdition *cli_get_first_chosen (const GPtrArray *editions);

/** CliBook: an issue, and the outputs that it is made into. @name: (nullable): in its project. @recipe:
 * (nullable): of its edition. All lent. */
typedef struct {
  const WzIssue *issue;
  const CliTarget *target;
  const gchar *name;
  const WzRecipe *recipe;
} CliBook;

/**
 * CliUse: what a command makes of the issue of a period.
 * @books: it needs outputs and a style
 * @keeps: it replaces the issue of a project, which is not to lose papers
 * @locks: (nullable): what it is called, where it writes into a project, which is then no other run's
 * @editions: of a project all editions that are chosen, and not the issue alone
 * @one_source: a single file without a period is taken as it is, as `export` does
 * @use: what it makes of the books (element-type CliBook), an edition each
 * @prepare: (nullable): when project (nullable) and options are known
 */
typedef struct {
  gboolean books, keeps, editions, one_source;
  const gchar *locks;
  void (*prepare) (CliRun *run, const WzProject *project);
  int (*use) (CliRun *run, const GArray *books);
} CliUse;
/** cli_edit_dailies: from dailies, or a project, to one issue and its editions, and what @use makes of them.
 * Returns: an exit status */
int cli_edit_dailies (CliRun *run, char **arguments, const CliUse *use);

/** cli_list_recipe: the use that says what would be made of the issue, and how. */
int cli_list_recipe (CliRun *run, const GArray *books);

/** CliListener: who hears, beside the user, what is said of a book, and what became of its outputs. Each may
 * be NULL. */
typedef struct {
  void (*diag) (const CliBook *book, const WzDiag *diag, gpointer user_data);
  void (*file) (const CliBook *book, const WzRenderTask *task, gpointer user_data);
  gpointer user_data;
} CliListener;

void cli_target_clear (CliTarget *target);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CliTarget, cli_target_clear)

/* Each returns an exit status; what is wrong has been reported. @recipe: that of the run, or of an edition;
 * cli_target_style() tells it the languages of the style. */
int cli_target_plan (CliRun *run, const WzRecipe *recipe, WzRegistry *registry, CliTarget *target);
int cli_target_style (CliRun *run, WzRecipe *recipe, CliTarget *target);
/** cli_target_say: tells @recipe what the target's style says. */
void cli_target_say (const CliTarget *target, WzRecipe *recipe);
/** cli_target_get_status: CLI_FAILED if an output that was asked for cannot be made, which has been reported.
 */
int cli_target_get_status (const CliTarget *target);
/** cli_render: @books: (element-type CliBook). @listener: (nullable). */
int cli_render (CliRun *run, const GArray *books, const CliListener *listener);
/** cli_add_books: (element-type CliBook): adds @issues (element-type WzIssue), made into @target. */
void cli_add_books (GArray *books, const GPtrArray *issues, const CliTarget *target);
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
