/* main.c: the program: its commands and its locale. SPDX-License-Identifier: MIT */
#include "cli/cli.h"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <libintl.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

static const struct {
  const gchar *name;
  int (*run) (int argc, char **argv, const WzPaths *paths);
  const gchar *summary;
} commands[] = {
    {"export", cli_export, N_ ("turn digests into books")},
    {"weekly", cli_weekly, N_ ("merge the dailies of a week into one issue")},
    {"list", cli_list_papers, N_ ("list the papers of an issue")},
    {"handout", cli_handout, N_ ("make a handout of some papers, for a meeting")},
    {"init", cli_init, N_ ("begin a project: a series of issues")},
    {"build", cli_build, N_ ("make the issues of a project that are out of date")},
    {"publish", cli_publish, N_ ("keep issues as readers have them")},
    {"reissue", cli_reissue, N_ ("make the next revision of published issues")},
    {"status", cli_status, N_ ("tell how the issues of a project are")},
    {"watch", cli_watch_project, N_ ("show a book in the browser while it is worked on")},
    {"sheet", cli_sheet, N_ ("all pages of a PDF on one sheet")},
    {"edit", cli_edit, N_ ("write and open the corrections of an issue")},
    {"check", cli_check, N_ ("tell what is odd in digests")},
    {"dump", cli_dump, N_ ("print the document model")},
    {"diff", cli_diff, N_ ("tell what changed between two issues")},
    {"inspect", cli_inspect, N_ ("read a book back and check it")},
    {"plugin", cli_plugin, N_ ("list plugins, show their options")},
    {"reader", cli_reader, N_ ("list readers, try mapping files")},
    {"style", cli_style, N_ ("list styles, show their values")},
};

/*
 * Messages come in the user's language; nothing else may depend on the locale, in this process or in its
 * children: not numbers, not the fonts that fontconfig and Pango choose by LC_CTYPE, not the time zone.
 */
static void
set_locale (const WzPaths *paths)
{
  const gchar *messages = setlocale (LC_MESSAGES, "");
  g_autofree gchar *kept = g_strdup (messages != NULL ? messages : "C");
  g_unsetenv ("LC_ALL");
  g_unsetenv ("PANGO_LANGUAGE");
  g_setenv ("LANG", "C.UTF-8", TRUE);
  g_setenv ("LC_CTYPE", "C.UTF-8", TRUE);
  g_setenv ("LC_MESSAGES", kept, TRUE);
  g_setenv ("TZ", "UTC", TRUE);
  setlocale (LC_CTYPE, "C.UTF-8");
  bindtextdomain (GETTEXT_PACKAGE, paths->locale_dir);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

static void
print_help (FILE *to)
{
  fprintf (to, "%s\n  wenzhai %s\n\n%s\n", _ ("Usage:"), _ ("COMMAND [OPTION…] [INPUT…]"), _ ("Commands:"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    fprintf (to, "  %-10s %s\n", commands[i].name, _ (commands[i].summary));
  fprintf (to, "\n%s\n",
           _ ("`wenzhai COMMAND --help` shows the options of a command; `man wenzhai` tells everything."));
}

/*
 * A stream that whoever started us had closed (`>&-`) leaves its number to the next file that is opened, and
 * messages would go into a book. It gets a descriptor on which what it is for fails.
 */
static void
hold_standard_streams (void)
{
  for (gint fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
    if (fcntl (fd, F_GETFD) < 0 && errno == EBADF &&
        open ("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) < 0)
      _exit (CLI_FAILED); /* nobody to tell */
}

/* What libraries have to say, where every line is to be JSON. */
static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  const gchar *text = "";
  for (gsize i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].key, "MESSAGE"))
      text = fields[i].value;
  if (level & (G_LOG_LEVEL_DEBUG | G_LOG_LEVEL_INFO))
    return G_LOG_WRITER_UNHANDLED;
  WzDiag diag = {WZ_SEVERITY_WARNING, "library", {NULL, 0, 0}, text};
  g_autofree gchar *line = wz_message_dup_diag (&diag, NULL), *shown = wz_display_dup_json (line);
  fprintf (stderr, "%s\n", shown);
  return G_LOG_WRITER_HANDLED;
}

/* Wrong usage of the program itself: for people with all that there is. */
static int
complain (const gchar *text, gboolean json)
{
  CliReport *report = cli_report_new (json, WZ_SEVERITY_ERROR);
  cli_report_failure (report, "usage", text);
  cli_report_free (report);
  if (!json) {
    fputc ('\n', stderr);
    print_help (stderr);
  }
  return CLI_USAGE;
}

static int
run (int argc, char **argv, const WzPaths *paths, gboolean json)
{
  if (argc < 2) {
    print_help (stderr);
    return CLI_USAGE;
  }

  if (g_str_equal (argv[1], "--version")) {
    printf ("wenzhai %s\n", WZ_VERSION);
    return CLI_OK;
  }
  if (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h") || g_str_equal (argv[1], "help")) {
    print_help (stdout);
    return CLI_OK;
  }
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (argv[1], commands[i].name)) {
      g_autofree gchar *name = g_strconcat ("wenzhai ", commands[i].name, NULL);
      g_set_prgname (name); /* for the command's own help */
      return commands[i].run (argc - 1, argv + 1, paths);
    }
  const gchar *names[G_N_ELEMENTS (commands) + 1] = {NULL};
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    names[i] = commands[i].name;
  g_autofree gchar *word = wz_display_dup (argv[1]);
  g_autofree gchar *question = wz_nearest_dup_question (word, names);
  g_autofree gchar *text = g_strdup_printf (_ ("there is no command “%s”%s"), word, question);
  return complain (text, json);
}

/* An allocator that is preloaded (AddressSanitizer, for a plugin that was built with it) begins when it is
 * first asked. Otherwise that would be in the constructor of a library that holds a lock of the C library's
 * (libgpg-error, in bindtextdomain()), and it would wait for that lock for ever. */
static void
allocate_first (void)
{
  void *volatile bytes = malloc (1); /* which no compiler leaves out */
  free (bytes);
}

__attribute__ ((section (".preinit_array"), used)) static void (*const first[]) (void) = {allocate_first};

int
main (int argc, char **argv)
{
  hold_standard_streams ();
  g_autoptr (WzPaths) paths = wz_paths_new ();
  set_locale (paths);
  wz_child_adopt ();
  signal (SIGXFSZ, SIG_IGN); /* a file beyond `ulimit -f` is an error, which is told, and leaves nothing */
  signal (SIGCHLD, SIG_DFL); /* may be inherited as ignored, and children would end without a status */
  gboolean json = cli_wants_json (argv); /* before options are taken out */
  if (json)
    g_log_set_writer_func (write_log, NULL, NULL);
  return cli_finish (run (argc, argv, paths, json), json);
}
