/* wz-program.c: descriptors, environment, exec. SPDX-License-Identifier: MIT */
#include "host/process/wz-program.h"

#include "host/process/wz-child.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#define MESSAGES_FD 3
#define OUT_OF_THE_WAY 10 /* of descriptors that get their numbers one after another */

gboolean
wz_program_fill (WzScratch *input, const gchar *text, gsize length, GError **error)
{
  gint fd = wz_scratch_get_fd (input);
  guint64 sealed;
  for (gsize at = 0; at < length;) {
    gssize n = write (fd, text + at, length - at);
    if (n < 0 && errno != EINTR) {
      g_set_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_LIMIT,
                   _ ("cannot be given its input: %s; give the text in parts, or more memory"),
                   g_strerror (errno));
      return FALSE;
    }
    at += (gsize) MAX (n, 0);
  }
  return lseek (fd, 0, SEEK_SET) == 0 && wz_scratch_seal (input, G_MAXUINT64, &sealed, error);
}

static gchar **
make_environment (const WzProgramSpec *spec, const gchar *folder)
{
  static const gchar *const kept[] = {"PATH", "LD_LIBRARY_PATH", "LD_PRELOAD", "SOURCE_DATE_EPOCH",
                                      "WENZHAI_TRIAL"};
  g_autofree gchar *python = g_build_filename (spec->data_dir, "python", NULL);
  const gchar *const set[][2] = {
      {"HOME", folder},        {"TMPDIR", folder},     {"LANG", "C.UTF-8"},
      {"TZ", "UTC"},           {"PYTHONPATH", python}, {"PYTHONDONTWRITEBYTECODE", "1"},
      {"PYTHONHASHSEED", "0"},
  };
  gchar **environment = NULL;
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    if (g_getenv (kept[i]) != NULL)
      environment = g_environ_setenv (environment, kept[i], g_getenv (kept[i]), TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (set); i++)
    environment = g_environ_setenv (environment, set[i][0], set[i][1], TRUE);
  if (spec->file != NULL) {
    g_autofree gchar *name = g_path_get_basename (spec->file);
    environment = g_environ_setenv (environment, "WENZHAI_FILE", name, TRUE);
  }
  return environment;
}

/* Each first goes where nobody's number is; what was asked for is then closed by the exec. */
static gboolean
put_descriptors (gint input, gint output, gint messages)
{
  return dup2 (input, STDIN_FILENO) >= 0 && (output < 0 || dup2 (output, STDOUT_FILENO) >= 0) &&
         dup2 (messages, MESSAGES_FD) >= 0;
}

static void
tell_failure (const gchar *program, gint number, gint pipe_fd)
{
  const gchar *cause = g_strerror (number);
  if (number == ENOENT && g_file_test (program, G_FILE_TEST_EXISTS))
    cause = _ (
        "the program that its first line names (#!) is not there; install that, or name it in the command");
  else if (number == ENOEXEC)
    cause = _ ("it is no program of this machine, and its first line names none (#!) that runs it");
  g_autofree gchar *text = g_strdup_printf (_ ("cannot run %s: %s"), program, cause);
  wz_message_send_error (pipe_fd, WZ_PLUGIN_ERROR_OPTION, text);
}

void
wz_program_exec (const WzProgramSpec *spec, gint pipe_fd)
{
  const gchar *folder = g_getenv ("TMPDIR") != NULL ? g_getenv ("TMPDIR") : "/";
  gint input = fcntl (wz_scratch_get_fd (spec->input), F_DUPFD_CLOEXEC, OUT_OF_THE_WAY);
  gint output = spec->output_fd >= 0 ? fcntl (spec->output_fd, F_DUPFD_CLOEXEC, OUT_OF_THE_WAY) : -1;
  gint messages = fcntl (pipe_fd, F_DUPFD_CLOEXEC, OUT_OF_THE_WAY);
  g_auto (GStrv) environment = make_environment (spec, folder);
  signal (SIGPIPE, SIG_DFL); /* `yes | head` ends */
  if (chdir (folder) == 0 && chdir (spec->place) == 0 && put_descriptors (input, output, messages))
    execve (spec->argv[0], (gchar *const *) (gsize) spec->argv, environment);
  tell_failure (spec->argv[0], errno, messages);
}
