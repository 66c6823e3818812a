/* cli-trial.c: the program started anew, with another clock, home and all. SPDX-License-Identifier: MIT */
#include "cli/cli-trial.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <sched.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define NOTE "wenzhai-trial: " /* what the preloaded module prints (core/trial) */
#define SHIFT 48211337         /* seconds back: a year and a half, no whole number of hours */
#define MAX_SAID (1 << 20)     /* bytes that are kept of what is printed */
#define MAX_REFUSED 20
#define MAX_DEPTH 16 /* of folders */

const gchar *
cli_trial_get_difference (guint i)
{
  const gchar *const names[] = {_ ("clock"),  _ ("time zone"), _ ("home folder"),         _ ("user"),
                                _ ("locale"), _ ("folder"),    _ ("number of processors")};
  return i < G_N_ELEMENTS (names) ? names[i] : NULL;
}

/* ---- Another machine ---- */

static void
set (gchar ***environment, const gchar *name, const gchar *value)
{
  *environment = g_environ_setenv (*environment, name, value, TRUE);
}

/* Behind what the user has preloaded, such as a sanitizer's library. */
static void
preload (gchar ***environment, const CliTrial *trial)
{
  const gchar *before = g_environ_getenv (*environment, "LD_PRELOAD");
  const gchar *options = g_environ_getenv (*environment, "ASAN_OPTIONS");
  g_autofree gchar *modules = before != NULL ? g_strjoin (":", before, trial->run->paths->trial, NULL) : NULL;
  g_autofree gchar *sanitizer = g_strjoin (":", options != NULL ? options : "verify_asan_link_order=0",
                                           "verify_asan_link_order=0", NULL);
  set (environment, "LD_PRELOAD", modules != NULL ? modules : trial->run->paths->trial);
  set (environment, "ASAN_OPTIONS", sanitizer);
  g_autofree gchar *now = g_strdup_printf (
      "%" G_GINT64_FORMAT, trial->began - ((trial->machine & CLI_TRIAL_CLOCK) != 0 ? SHIFT : 0));
  set (environment, "WENZHAI_TRIAL", now);
}

static gchar **
make_environment (const CliTrial *trial)
{
  gchar **environment = g_strdupv (trial->run->paths->environment);
  if (g_file_test (trial->run->paths->trial, G_FILE_TEST_EXISTS))
    preload (&environment, trial);
  if (trial->machine & CLI_TRIAL_ZONE)
    set (&environment, "TZ", "<+13>-13");
  if (trial->machine & CLI_TRIAL_HOME)
    set (&environment, "HOME", trial->folder);
  if (trial->machine & CLI_TRIAL_USER)
    set (&environment, "USER", "nobody-else");
  if (trial->machine & CLI_TRIAL_USER)
    set (&environment, "LOGNAME", "nobody-else");
  set (&environment, "LC_ALL", (trial->machine & CLI_TRIAL_LOCALE) != 0 ? "tr_TR.UTF-8" : "C.UTF-8");
  environment = g_environ_unsetenv (environment, "LANGUAGE");
  return environment;
}

/* In the child, before the program begins. */
static void
set_up (gpointer user_data)
{
  const CliTrial *trial = user_data;
  cpu_set_t one, all;
  if ((trial->machine & CLI_TRIAL_CORES) == 0 || sched_getaffinity (0, sizeof all, &all) != 0)
    return;
  CPU_ZERO (&one);
  for (gint i = 0; i < CPU_SETSIZE && CPU_COUNT (&one) == 0; i++)
    if (CPU_ISSET (i, &all))
      CPU_SET (i, &one);
  sched_setaffinity (0, sizeof one, &one);
}

/* ---- Starting ---- */

static GPtrArray *
list_words (const CliTrial *trial, const gchar *target)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  const WzRecipe *recipe = trial->run->recipe;
  const gchar *const first[] = {"/proc/self/exe",
                                "export",
                                "--no-normalize",
                                "--plugin",
                                trial->plugin->path,
                                "-t",
                                trial->plugin->name,
                                "--prefer",
                                trial->plugin->name,
                                "-o",
                                target,
                                "--languages",
                                trial->languages,
                                "--style",
                                wz_recipe_get (recipe, WZ_RECIPE_STYLE)};
  for (guint i = 0; i < G_N_ELEMENTS (first); i++)
    g_ptr_array_add (words, g_strdup (first[i]));
  if (!wz_recipe_get_flag (recipe, WZ_RECIPE_LIMITS))
    g_ptr_array_add (words, g_strdup ("--no-limits"));
  if (trial->set != NULL)
    g_ptr_array_add (words, g_strdup_printf ("--set=%s.%s", trial->plugin->name, trial->set));
  g_ptr_array_add (words, g_strdup (trial->model));
  g_ptr_array_add (words, NULL);
  return words;
}

static GString *
read_all (gint fd)
{
  gchar buffer[16384];
  GString *said = g_string_new (NULL);
  gssize n;
  while ((n = read (fd, buffer, sizeof buffer)) > 0 || (n < 0 && errno == EINTR))
    if (n > 0 && said->len < MAX_SAID)
      g_string_append_len (said, buffer, n);
  return said;
}

/* Notes of the preloaded module are what was refused; of the rest the first error is kept. */
static void
take_lines (CliTrial *trial, const gchar *said)
{
  g_auto (GStrv) lines = g_strsplit (said, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++) {
    const gchar *note = strstr (lines[i], NOTE);
    if (note != NULL) {
      g_autofree gchar *what = g_strndup (note + strlen (NOTE), strcspn (note + strlen (NOTE), "["));
      g_strstrip (what);
      if (trial->refused->len < MAX_REFUSED &&
          !g_ptr_array_find_with_equal_func (trial->refused, what, g_str_equal, NULL))
        g_ptr_array_add (trial->refused, g_steal_pointer (&what));
    } else if (g_str_has_prefix (lines[i], "wenzhai: ") && trial->said == NULL)
      trial->said = g_strdup (lines[i] + strlen ("wenzhai: "));
  }
  if (trial->said == NULL)
    trial->said = g_strdup ("");
}

static gint
compare (gconstpointer a, gconstpointer b)
{
  return strcmp (*(gchar *const *) a, *(gchar *const *) b);
}

/* The files of a folder, one behind the other, with their names, in their order. */
static void
append_folder (GByteArray *bytes, const gchar *folder, guint depth)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const gchar *name;
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare);
  for (guint i = 0; i < names->len && depth < MAX_DEPTH; i++) {
    g_autofree gchar *path = g_build_filename (folder, names->pdata[i], NULL);
    g_autoptr (GBytes) file = NULL;
    g_byte_array_append (bytes, names->pdata[i], (guint) strlen (names->pdata[i]));
    if (g_file_test (path, G_FILE_TEST_IS_DIR))
      append_folder (bytes, path, depth + 1);
    else if ((file = wz_read_load (path, NULL)) != NULL)
      g_byte_array_append (bytes, g_bytes_get_data (file, NULL), (guint) g_bytes_get_size (file));
  }
}

static GBytes *
read_book (const gchar *target)
{
  if (!g_file_test (target, G_FILE_TEST_IS_DIR))
    return wz_read_load (target, NULL);
  GByteArray *bytes = g_byte_array_new ();
  append_folder (bytes, target, 0);
  return g_byte_array_free_to_bytes (bytes);
}

void
cli_trial_run (CliTrial *trial)
{
  g_autofree gchar *last = g_strdup_printf ("%s.%s", trial->name, trial->plugin->extension);
  g_autofree gchar *target = g_build_filename (trial->folder, last, NULL);
  g_autoptr (GPtrArray) words = list_words (trial, target);
  g_auto (GStrv) environment = make_environment (trial);
  g_autoptr (GError) error = NULL;
  GPid pid;
  gint fd, status;
  struct rusage usage = {0};
  gint64 began = g_get_monotonic_time ();
  trial->refused = g_ptr_array_new_with_free_func (g_free);
  trial->status = -1;
  if (!g_spawn_async_with_pipes ((trial->machine & CLI_TRIAL_FOLDER) != 0 ? "/" : NULL,
                                 (gchar **) words->pdata, environment,
                                 G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL, set_up, trial, &pid,
                                 NULL, NULL, &fd, &error)) {
    trial->said = g_strdup (error->message);
    return;
  }
  g_autoptr (GString) said = read_all (fd);
  close (fd);
  while (wait4 (pid, &status, 0, &usage) < 0 && errno == EINTR)
    continue;
  trial->seconds = (gdouble) (g_get_monotonic_time () - began) / G_USEC_PER_SEC;
  trial->kib = usage.ru_maxrss;
  trial->status = WIFEXITED (status) ? WEXITSTATUS (status) : -1;
  take_lines (trial, said->str);
  trial->bytes = trial->status == CLI_OK ? read_book (target) : NULL;
}

void
cli_trial_clear (CliTrial *trial)
{
  g_clear_pointer (&trial->bytes, g_bytes_unref);
  g_clear_pointer (&trial->said, g_free);
  g_clear_pointer (&trial->refused, g_ptr_array_unref);
}
