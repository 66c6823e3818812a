/* main.c: the program: its commands and its locale. SPDX-License-Identifier: MIT */
#include "cli/cli.h"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <libintl.h>
#include <locale.h>
#include <signal.h>
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

/* Whether the reports are wanted as JSON, also before the command has read its options. */
static gboolean
wants_json (char **argv)
{
  for (guint i = 1; argv[i] != NULL; i++)
    if (g_str_equal (argv[i], "--diagnostics=json") ||
        (g_str_equal (argv[i], "--diagnostics") && g_strcmp0 (argv[i + 1], "json") == 0))
      return TRUE;
  return FALSE;
}

static int
run (int argc, char **argv, const WzPaths *paths)
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
  fprintf (stderr, _ ("wenzhai: there is no command “%s”%s\n\n"), word, question);
  print_help (stderr);
  return CLI_USAGE;
}

int
main (int argc, char **argv)
{
  hold_standard_streams ();
  g_autoptr (WzPaths) paths = wz_paths_new ();
  set_locale (paths);
  wz_child_adopt ();
  signal (SIGXFSZ, SIG_IGN); /* a file beyond `ulimit -f` is an error, which is told, and leaves nothing */
  signal (SIGCHLD, SIG_DFL); /* may be inherited as ignored, and children would end without a status */
  gboolean json = wants_json (argv); /* before options are taken out */
  return cli_finish (run (argc, argv, paths), json);
}
