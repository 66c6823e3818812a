/* cli-watch.c: `wenzhai watch`: a book that is made anew when what it is made of changes, for a browser.
 * SPDX-License-Identifier: MIT
 *
 * Three processes: this one, which looks at the files; the maker, which is this program as anybody would run
 * it, a new one each time, into a folder that goes at the end; and the preview, which shows what the maker
 * has made. So nothing that goes wrong with a book ends the watch.
 */
#include "cli/cli.h"

#include <gio/gio.h>
#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

enum {
  CALM_MS = 25,     /* without a change: what an editor writes at one go is one change */
  PATIENCE_MS = 200 /* of changes that go on */
};

typedef struct {
  CliRun *run;
  GMainLoop *loop;
  const gchar *command; /* of the maker: "weekly" or "export" */
  const gchar *project; /* nullable: its folder */
  GPtrArray *inputs;    /* of paths */
  GHashTable *books;    /* paths of those that the making has made */
  GHashTable *narrow;   /* folders of which only some files are meant */
  WzTree *sources, *made;
  gchar *scratch, *target; /* the folder that goes, and in it the one of the making that goes on */
  guint n_makings, timer;
  gboolean again;        /* something has changed since it began */
  gint64 changed, began; /* monotonic: the first change of those not yet made; 0 for none */
  GSubprocess *maker, *preview;
  int status;
} Watching;

static void
watching_clear (Watching *w)
{
  if (w->maker != NULL) {
    g_subprocess_send_signal (w->maker, SIGTERM);
    g_subprocess_wait (w->maker, NULL, NULL);
  }
  if (w->preview != NULL)
    g_subprocess_force_exit (w->preview);
  g_clear_object (&w->maker);
  g_clear_object (&w->preview);
  if (w->target != NULL)
    wz_folder_remove (w->target);
  if (w->scratch != NULL)
    wz_folder_remove (w->scratch);
  g_clear_pointer (&w->sources, wz_tree_free);
  g_clear_pointer (&w->made, wz_tree_free);
  g_clear_pointer (&w->inputs, g_ptr_array_unref);
  g_clear_pointer (&w->books, g_hash_table_unref);
  g_clear_pointer (&w->narrow, g_hash_table_unref);
  g_clear_pointer (&w->loop, g_main_loop_unref);
  g_free (w->scratch);
  g_free (w->target);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Watching, watching_clear)

/* ---- What the book is made of ---- */

static gboolean
add_path (Watching *w, const gchar *path, const gchar *except, GError **error)
{
  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    return wz_tree_add (w->sources, path, TRUE, except, error);
  g_autofree gchar *whole = g_canonicalize_filename (path, NULL);
  gchar *folder = g_path_get_dirname (whole);
  gboolean added = wz_tree_add (w->sources, folder, FALSE, NULL, error);
  g_hash_table_add (w->narrow, folder);
  return added;
}

static gboolean
add_list (Watching *w, const WzRecipe *recipe, WzRecipeField field, GError **error)
{
  g_auto (GStrv) paths = wz_recipe_dup_list (recipe, field);
  for (guint i = 0; paths[i] != NULL; i++)
    if (!add_path (w, paths[i], NULL, error))
      return FALSE;
  return TRUE;
}

/* The project's folder with what it says lies elsewhere; what cannot be read is told by the maker. */
static gboolean
add_project (Watching *w, WzRecipe *recipe, GError **error)
{
  g_autoptr (WzProject) project = wz_project_load (w->project, recipe, NULL, NULL);
  if (project == NULL)
    return add_path (w, w->project, NULL, error);
  return wz_tree_add (w->sources, w->project, TRUE, wz_recipe_get (recipe, WZ_RECIPE_ISSUES), error) &&
         add_path (w, wz_recipe_get (recipe, WZ_RECIPE_INBOX), NULL, error) &&
         add_path (w, wz_recipe_get (recipe, WZ_RECIPE_OVERLAYS), NULL, error) &&
         add_list (w, recipe, WZ_RECIPE_METADATA, error);
}

/* Before each making, since wenzhai.ini may name other folders by then. */
static gboolean
watch_sources (Watching *w, GError **error)
{
  const WzPaths *paths = w->run->paths;
  g_autoptr (WzRecipe) recipe = wz_recipe_dup (w->run->recipe);
  for (guint i = 0; w->project == NULL && i < w->inputs->len; i++)
    if (!add_path (w, g_ptr_array_index (w->inputs, i), NULL, error))
      return FALSE;
  if (w->project != NULL && !add_project (w, recipe, error))
    return FALSE;
  const gchar *style = wz_recipe_get (recipe, WZ_RECIPE_STYLE);
  return (strchr (style, '/') == NULL || wz_tree_add (w->sources, style, TRUE, NULL, error)) &&
         wz_tree_add (w->sources, paths->user_styles[0], TRUE, NULL, error) &&
         wz_tree_add (w->sources, paths->readers[0], TRUE, NULL, error) &&
         add_list (w, recipe, WZ_RECIPE_FONT_DIR, error);
}

/* Beside a text that was named lies what is none of its business. */
static gboolean
is_meant (const Watching *w, const gchar *path)
{
  static const gchar *const pictures[] = {".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp"};
  g_autofree gchar *folder = g_path_get_dirname (path), *folded = g_ascii_strdown (path, -1);
  if (w->project != NULL || !g_hash_table_contains (w->narrow, folder))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
    if (g_str_has_suffix (folded, pictures[i]))
      return TRUE;
  for (guint i = 0; i < w->inputs->len; i++) {
    g_autofree gchar *input = g_canonicalize_filename (g_ptr_array_index (w->inputs, i), NULL);
    if (g_str_equal (input, path))
      return TRUE;
  }
  return FALSE;
}

/* ---- The preview ---- */

/* A line; what is behind its end was no line of ours. */
static void G_GNUC_PRINTF (2, 3) feed (Watching *w, const gchar *format, ...)
{
  va_list args;
  va_start (args, format);
  g_autofree gchar *line = g_strdup_vprintf (format, args);
  va_end (args);
  GOutputStream *to = g_subprocess_get_stdin_pipe (w->preview);
  g_output_stream_printf (to, NULL, NULL, NULL, "%s\n", line); /* that it has ended is told by itself */
}

static void
preview_ended (GObject *preview, GAsyncResult *result, gpointer user_data)
{
  Watching *w = user_data;
  cli_report_failure (w->run->report, "preview-ended",
                      _ ("the preview has ended, and the watch with it; start it again to go on"));
  w->status = CLI_FAILED;
  g_main_loop_quit (w->loop);
}

/* Ctrl-C is for us, who end it. */
static void
leave_group (gpointer unused)
{
  setpgid (0, 0);
}

/* Returns: (transfer full): its address. */
static gchar *
start_preview (Watching *w, const gchar *program, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autofree gchar *name = g_canonicalize_filename (g_ptr_array_index (w->inputs, 0), NULL),
                   *title = g_path_get_basename (name);
  const gchar *const argv[] = {program, w->run->paths->locale_dir, "serve", title, NULL};
  g_subprocess_launcher_set_child_setup (launcher, leave_group, NULL, NULL);
  w->preview = g_subprocess_launcher_spawnv (launcher, argv, error);
  if (w->preview == NULL)
    return NULL;
  g_autoptr (GDataInputStream) lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (w->preview));
  gchar *address = g_data_input_stream_read_line (lines, NULL, NULL, NULL);
  if (address == NULL)
    g_set_error (
        error, WZ_OUTPUT_ERROR, WZ_OUTPUT_ERROR_IO,
        _ ("%s could not be started; its libraries (Debian: libsoup-3.0-0, libpoppler-glib8) are needed"),
        program);
  else
    g_subprocess_wait_async (w->preview, NULL, preview_ended, w);
  return address;
}

/* ---- The maker ---- */

static void make (Watching *w);

/* A book that is whole; others of the same making may follow. It is told of when it gets its name, and once
 * more when whoever wrote it closes it, or it is removed. */
static void
book_made (const gchar *path, gpointer user_data)
{
  Watching *w = user_data;
  if (path != NULL && (g_str_has_suffix (path, ".pdf") || g_str_has_suffix (path, ".epub")) &&
      g_str_has_prefix (path, w->target) && g_hash_table_add (w->books, g_strdup (path)))
    feed (w, "book %s", path);
}

static gboolean
something_made (gint fd, GIOCondition condition, gpointer user_data)
{
  Watching *w = user_data;
  wz_tree_read (w->made, book_made, w);
  return G_SOURCE_CONTINUE;
}

static void
say_how_it_went (const Watching *w, const gchar *said, gdouble seconds)
{
  guint n_errors = 0, n_warnings = 0;
  g_auto (GStrv) lines = g_strsplit (said, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++) {
    n_errors += strstr (lines[i], "\"severity\":\"error\"") != NULL;
    n_warnings += strstr (lines[i], "\"severity\":\"warning\"") != NULL;
  }
  g_autofree gchar *text =
      g_strdup_printf (_ ("made in %.2f s; errors: %u, warnings: %u"), seconds, n_errors, n_warnings);
  cli_tell (w->run, "watch-made", text);
}

static void
made (GObject *maker, GAsyncResult *result, gpointer user_data)
{
  Watching *w = user_data;
  g_autofree gchar *said = NULL;
  g_autoptr (GBytes) bytes = NULL;
  if (w->maker == NULL) /* the watch is at its end */
    return;
  g_subprocess_communicate_finish (G_SUBPROCESS (maker), result, NULL, &bytes, NULL);
  said = bytes != NULL ? g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)) : g_strdup ("");
  wz_tree_read (w->made, book_made, w); /* before it is said that there are no more */
  gdouble seconds = (gdouble) (g_get_monotonic_time () - w->began) / G_USEC_PER_SEC;
  g_auto (GStrv) lines = g_strsplit (said, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++) {
    g_autofree gchar *valid = g_utf8_make_valid (lines[i], -1);
    if (*valid != '\0')
      feed (w, "said %s", valid);
  }
  if (g_subprocess_get_if_signaled (w->maker)) {
    g_autofree gchar *text =
        g_strdup_printf (_ ("the program was ended by the signal %d"), g_subprocess_get_term_sig (w->maker));
    feed (w, "said %s", text);
  }
  feed (w, "end %.3f", seconds);
  g_clear_object (&w->maker);
  say_how_it_went (w, said, seconds);
  if (w->again)
    make (w);
}

static void
add_options (const Watching *w, GPtrArray *argv)
{
  for (WzRecipeField field = 0; field < WZ_RECIPE_N_FIELDS; field++) {
    const WzRecipeRow *row = wz_recipe_get_row (field);
    if (row->part == WZ_RECIPE_RUN && field != WZ_RECIPE_PLUGIN && field != WZ_RECIPE_PREFER)
      continue; /* how the watch goes */
    for (guint i = 0; i < wz_recipe_get_n_values (w->run->recipe, field); i++) {
      const WzRecipeValue *value = wz_recipe_get_value (w->run->recipe, field, i);
      if (value->origin.kind == WZ_ORIGIN_COMMAND_LINE)
        g_ptr_array_add (argv, row->type == WZ_RECIPE_TYPE_YES_NO
                                   ? g_strdup_printf ("--%s", row->option)
                                   : g_strdup_printf ("--%s=%s", row->option, value->text));
    }
  }
}

/* A folder for it alone: an older book is not taken for the new one. */
static void
make_target (Watching *w)
{
  if (w->target != NULL)
    wz_folder_remove (w->target);
  g_free (w->target);
  g_hash_table_remove_all (w->books);
  w->target = g_strdup_printf ("%s/%u", w->scratch, ++w->n_makings);
  g_mkdir (w->target, 0700);
  wz_tree_add (w->made, w->target, FALSE, NULL, NULL);
}

static void
make (Watching *w)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) argv = g_ptr_array_new_with_free_func (g_free);
  w->again = FALSE;
  w->changed = 0;
  w->began = g_get_monotonic_time ();
  watch_sources (w, NULL);
  make_target (w);
  g_ptr_array_add (argv, g_strdup ("/proc/self/exe"));
  g_ptr_array_add (argv, g_strdup (w->command));
  g_ptr_array_add (argv, g_strdup ("--type=pdf,epub"));
  g_ptr_array_add (argv, g_strdup_printf ("--output=%s/", w->target));
  g_ptr_array_add (argv, g_strdup ("--diagnostics=json"));
  add_options (w, argv);
  g_ptr_array_add (argv, g_strdup ("--"));
  for (guint i = 0; i < w->inputs->len; i++)
    g_ptr_array_add (argv, g_strdup (g_ptr_array_index (w->inputs, i)));
  g_ptr_array_add (argv, NULL);
  feed (w, "begin");
  w->maker = g_subprocess_newv ((const gchar *const *) argv->pdata,
                                G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error);
  if (w->maker != NULL) {
    g_subprocess_communicate_async (w->maker, NULL, NULL, made, w);
    return;
  }
  feed (w, "said %s", error->message);
  feed (w, "end 0");
}

/* ---- Changes ---- */

static gboolean
calm (gpointer user_data)
{
  Watching *w = user_data;
  w->timer = 0;
  if (w->maker != NULL)
    w->again = TRUE;
  else
    make (w);
  return G_SOURCE_REMOVE;
}

static void
source_changed (const gchar *path, gpointer user_data)
{
  Watching *w = user_data;
  if (path != NULL && !is_meant (w, path))
    return;
  gint64 now = g_get_monotonic_time ();
  w->changed = w->changed != 0 ? w->changed : now;
  if (w->timer != 0)
    g_source_remove (w->timer);
  gint64 left = PATIENCE_MS - (now - w->changed) / 1000;
  w->timer = g_timeout_add ((guint) CLAMP (left, 0, CALM_MS), calm, w);
}

static gboolean
something_changed (gint fd, GIOCondition condition, gpointer user_data)
{
  Watching *w = user_data;
  wz_tree_read (w->sources, source_changed, w);
  return G_SOURCE_CONTINUE;
}

static gboolean
stop (gpointer user_data)
{
  Watching *w = user_data;
  g_main_loop_quit (w->loop);
  return G_SOURCE_REMOVE;
}

/* ---- The command ---- */

/* One that whoever started us has ignored (nohup) stays ignored. */
static void
obey_signals (Watching *w)
{
  static const gint signals[] = {SIGINT, SIGTERM, SIGHUP};
  struct sigaction action;
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    if (sigaction (signals[i], NULL, &action) == 0 && action.sa_handler != SIG_IGN)
      g_unix_signal_add (signals[i], stop, w);
  signal (SIGPIPE, SIG_IGN); /* the preview's end is told by itself */
}

/* Whether something is said that `export` doesn't know: a period, or what is of one. */
static gboolean
is_weekly (const WzRecipe *recipe)
{
  gboolean weekly = FALSE;
  for (WzRecipeField field = 0; field < WZ_RECIPE_N_FIELDS; field++)
    weekly = weekly || (wz_recipe_is_said (recipe, field) &&
                        (wz_recipe_get_row (field)->commands & (WZ_COMMAND_EXPORT | WZ_COMMAND_WATCH)) ==
                            WZ_COMMAND_WATCH);
  return weekly;
}

/* Which command makes it, and of what. */
static int
choose (Watching *w, char **arguments)
{
  CliRun *run = w->run;
  g_autofree gchar *found = arguments[0] == NULL ? wz_project_find () : g_strdup (arguments[0]);
  const gchar *folder = found != NULL ? found : ".";
  g_autofree gchar *file = g_build_filename (folder, WZ_PROJECT_FILE, NULL);
  for (guint i = 0; arguments[0] != NULL && arguments[i] != NULL; i++) {
    if (!g_file_test (arguments[i], G_FILE_TEST_EXISTS))
      return cli_usage_error (run, _ ("%s: there is no such file or folder to watch"), arguments[i]);
    g_ptr_array_add (w->inputs, g_strdup (arguments[i]));
  }
  gboolean is_project = g_file_test (file, G_FILE_TEST_IS_REGULAR) && w->inputs->len < 2;
  if (arguments[0] == NULL && !is_project)
    return cli_usage_error (
        run, "%s",
        _ ("no project here: name one, or the texts to watch; `wenzhai init DIR` begins a project"));
  if (arguments[0] == NULL)
    g_ptr_array_add (w->inputs, g_strdup (folder));
  w->command = is_project || is_weekly (run->recipe) ? "weekly" : "export";
  w->project = is_project ? g_ptr_array_index (w->inputs, 0) : NULL;
  return CLI_OK;
}

static int
run_watch (Watching *w)
{
  g_autoptr (GError) error = NULL;
  g_autofree gchar *program = cli_find_preview (w->run);
  if (program == NULL)
    return CLI_FAILED;
  w->sources = wz_tree_new (&error);
  w->made = w->sources != NULL ? wz_tree_new (&error) : NULL;
  w->scratch =
      w->made != NULL && watch_sources (w, &error) ? g_dir_make_tmp ("wenzhai-watch-XXXXXX", &error) : NULL;
  g_autofree gchar *address = w->scratch != NULL ? start_preview (w, program, &error) : NULL;
  if (address == NULL)
    return cli_failure (w->run, CLI_FAILED, error);
  obey_signals (w);
  g_print ("%s\n", address);
  fflush (stdout);
  if (!w->run->json)
    cli_tell (w->run, "watch",
              _ ("the address above shows the book in a browser of this machine; Ctrl-C ends"));
  if (cli_get_flag (w->run, WZ_RECIPE_OPEN) && cli_open (w->run, address) != CLI_OK)
    return CLI_FAILED;
  g_unix_fd_add (wz_tree_get_fd (w->sources), G_IO_IN, something_changed, w);
  g_unix_fd_add (wz_tree_get_fd (w->made), G_IO_IN, something_made, w);
  make (w);
  g_main_loop_run (w->loop);
  return w->status;
}

int
cli_watch_project (int argc, char **argv, const WzPaths *paths)
{
  g_auto (CliRun) run = {.paths = paths};
  g_auto (Watching) w = {.run = &run,
                         .loop = g_main_loop_new (NULL, FALSE),
                         .inputs = g_ptr_array_new_with_free_func (g_free),
                         .books = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
                         .narrow = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL)};
  if (!cli_parse (&run, WZ_COMMAND_WATCH, &argc, &argv, _ ("[DIR|INPUT…]"),
                  _ ("Shows a book in the browser, and makes it anew when what it is made of changes."),
                  WZ_SEVERITY_WARNING))
    return CLI_USAGE;
  int status = choose (&w, argv + 1);
  return status == CLI_OK ? run_watch (&w) : status;
}
