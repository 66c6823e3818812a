/* wz-child.c: starting and watching child processes. SPDX-License-Identifier: MIT */
#include "host/process/wz-child-private.h"

#include "base/wz-display.h"
#include "host/process/wz-scratch.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define GRACE_MICROSECONDS (25 * G_USEC_PER_SEC) /* of a warden that is to end what it watches */
#define MAX_LOG_LINES 500                        /* that a child prints; a sanitizer's report has 200 */
#define MAX_LOG_BYTES 1000                       /* of one such line */

void
wz_child_set_errno (GError **error, const gchar *what)
{
  gint number = errno;
  if (number == EMFILE || number == ENFILE)
    g_set_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_LIMIT,
                 _ ("%s: too many open files; raise the limit (`ulimit -n 1024`)"), what);
  else if (number == EAGAIN)
    g_set_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_LIMIT,
                 _ ("%s: too many processes; raise the limit (`ulimit -u`), or end some"), what);
  else
    g_set_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_LOAD, "%s: %s", what, g_strerror (number));
}

gboolean
wz_child_lift_fd (gint *fd)
{
  if (*fd < 0 || *fd > STDERR_FILENO)
    return *fd >= 0;
  gint low = *fd;
  *fd = fcntl (low, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
  gint number = errno;
  close (low);
  errno = number;
  return *fd >= 0;
}

void
wz_child_adopt (void)
{
  siginfo_t info;
  gboolean alone =
      getpid () != 1 && waitid (P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) < 0 && errno == ECHILD;
  prctl (PR_SET_CHILD_SUBREAPER, alone ? 1 : 0);
}

/* ---- Starting ---- */

enum { CONTROL, PIPE, LOG, N_PAIRS }; /* each: the end that stays here, the other one */

static void
close_pairs (gint pairs[N_PAIRS][2], guint end)
{
  for (guint i = 0; i < N_PAIRS; i++)
    if (pairs[i][end] >= 0)
      close (pairs[i][end]);
}

static gboolean
open_pairs (gint pairs[N_PAIRS][2])
{
  for (guint i = 0; i < N_PAIRS; i++)
    pairs[i][0] = pairs[i][1] = -1;
  gboolean ok = socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pairs[CONTROL]) == 0 &&
                pipe2 (pairs[PIPE], O_CLOEXEC) == 0 && pipe2 (pairs[LOG], O_CLOEXEC) == 0;
  for (guint i = 0; ok && i < N_PAIRS; i++)
    ok = wz_child_lift_fd (&pairs[i][0]) && wz_child_lift_fd (&pairs[i][1]);
  return ok;
}

static void
on_message (const WzMessage *message, gpointer user_data)
{
  WzChild *child = user_data;
  if (message->type == WZ_MESSAGE_DONE) {
    child->done = TRUE;
    child->bytes = message->bytes;
  } else if (message->type == WZ_MESSAGE_ERROR && child->error == NULL) {
    child->error = g_error_new_literal (WZ_PLUGIN_ERROR, message->error_code, message->diag.detail);
  } else if (child->func != NULL) {
    child->func (message, child->func_data);
  }
}

static WzChild *
new_child (const WzChildSpec *spec, pid_t pid, gint pairs[N_PAIRS][2], gchar *folder)
{
  WzChild *child = g_new0 (WzChild, 1);
  child->name = g_strdup (spec->name);
  child->is_program = spec->is_program;
  child->folder = folder;
  child->pid = pid;
  child->control_fd = pairs[CONTROL][0];
  child->pipe_fd = pairs[PIPE][0];
  child->log_fd = pairs[LOG][0];
  child->pipe_open = child->log_open = TRUE;
  for (guint i = 0; i < N_PAIRS; i++)
    fcntl (pairs[i][0], F_SETFL, O_NONBLOCK);
  child->limits = spec->limits;
  if (spec->limits.milliseconds > 0)
    child->deadline = g_get_monotonic_time () + (gint64) spec->limits.milliseconds * 1000;
  child->func = spec->func;
  child->func_data = spec->func_data;
  child->reader = wz_message_reader_new (on_message, child);
  child->log = g_string_new (NULL);
  return child;
}

WzChild *
wz_child_start (const WzChildSpec *spec, GError **error)
{
  gint pairs[N_PAIRS][2];
  fflush (stdout); /* what is buffered here would come a second time from a plugin that calls exit() */
  fflush (stderr);
  g_autofree gchar *folder = spec->folder == NULL ? wz_scratch_make_folder () : NULL;
  pid_t pid = open_pairs (pairs) ? fork () : -1;
  if (pid == 0) {
    WzWardenJob job = {spec, pairs[CONTROL][1], pairs[PIPE][1], pairs[LOG][1], folder};
    wz_warden_run (&job);
  }
  if (pid < 0) {
    wz_child_set_errno (error, _ ("cannot start a process"));
    close_pairs (pairs, 0);
    close_pairs (pairs, 1);
    wz_scratch_remove_folder (folder);
    return NULL;
  }
  close_pairs (pairs, 1);
  return new_child (spec, pid, pairs, g_steal_pointer (&folder));
}

/* ---- Ending ---- */

/* Takes what the warden told, if it did. FALSE while it has not ended. */
static gboolean
take_report (WzChild *child)
{
  WzWardenReport report;
  gssize n;
  while ((n = recv (child->control_fd, &report, sizeof report, 0)) < 0 && errno == EINTR)
    continue;
  if (n < 0 && errno == EAGAIN)
    return FALSE;
  if (n == sizeof report) {
    child->report = report;
    child->reported = TRUE;
  }
  return TRUE;
}

/* The warden has told what it saw, or is dead, or does not answer. Its number stays its own until it has been
 * waited for; where somebody else has taken its status (SIGCHLD ignored by whoever started us), the number
 * may be another's already, and nothing is killed. */
static void
reap (WzChild *child)
{
  siginfo_t info;
  if (waitid (P_PID, (id_t) child->pid, &info, WEXITED | WNOHANG | WNOWAIT) == 0) {
    kill (child->pid, SIGKILL); /* it may be stopped */
    while (waitpid (child->pid, NULL, 0) < 0 && errno == EINTR)
      continue;
  }
  gint adopted = 0;
  if (!child->reported && prctl (PR_GET_CHILD_SUBREAPER, &adopted) == 0 && adopted != 0)
    child->report.survivors = !wz_warden_end_children (TRUE);
  wz_scratch_remove_folder (child->folder); /* which the warden has done, if it came to that */
  child->ended = TRUE;
}

void
wz_child_stop (WzChild *child)
{
  if (child->ended || child->kill_at > 0)
    return;
  shutdown (child->control_fd, SHUT_WR);
  child->kill_at = g_get_monotonic_time () + GRACE_MICROSECONDS;
}

void
wz_child_free (WzChild *child)
{
  if (child == NULL)
    return;
  wz_child_stop (child);
  while (!child->ended) {
    struct pollfd fd = {.fd = child->control_fd, .events = POLLIN};
    gint64 left = child->kill_at - g_get_monotonic_time ();
    poll (&fd, 1, (gint) CLAMP (left / 1000, 0, G_MAXINT));
    if (take_report (child) || left <= 0)
      reap (child);
  }
  close (child->control_fd);
  close (child->pipe_fd);
  close (child->log_fd);
  wz_message_reader_free (child->reader);
  g_string_free (child->log, TRUE);
  g_clear_error (&child->error);
  g_free (child->name);
  g_free (child->folder);
  g_free (child);
}

/* ---- Reading ---- */

#define DRAIN_READS 64 /* of 16 KiB: more than a pipe holds, and a child that never stops is left in time */

static void
say_line (WzChild *child, const gchar *text)
{
  g_autofree gchar *shown = wz_display_dup (text);
  WzMessage message = {
      .type = WZ_MESSAGE_DIAG,
      .diag = {WZ_SEVERITY_WARNING, "plugin-log", {NULL, 0, 0}, shown},
  };
  if (child->func != NULL)
    child->func (&message, child->func_data);
}

static void
end_line (WzChild *child)
{
  if (child->log->len > 0 && child->n_log_lines < MAX_LOG_LINES)
    say_line (child, child->log->str);
  else if (child->log->len > 0 && child->n_log_lines == MAX_LOG_LINES)
    say_line (child, _ ("the rest of what it prints is left out"));
  child->n_log_lines += child->log->len > 0 && child->n_log_lines <= MAX_LOG_LINES;
  g_string_truncate (child->log, 0);
}

/* Lines as they are printed; of a long one the beginning. */
static gboolean
take_log (WzChild *child, const gchar *data, gsize length)
{
  for (gsize i = 0; i < length; i++) {
    if (data[i] == '\n')
      end_line (child);
    else if (child->log->len < MAX_LOG_BYTES)
      g_string_append_c (child->log, data[i] != '\0' ? data[i] : '?');
  }
  return TRUE;
}

static gboolean
take_messages (WzChild *child, const gchar *data, gsize length)
{
  if (!child->babbled && !wz_message_reader_feed (child->reader, data, length)) {
    child->babbled = TRUE;
    wz_child_stop (child);
  }
  return TRUE;
}

/* Reads what is there, as much as a pipe holds. FALSE at the end of the pipe. */
static gboolean
drain (WzChild *child, gint fd, gboolean (*take) (WzChild *child, const gchar *data, gsize length))
{
  gchar buffer[16384];
  for (guint reads = 0; reads < DRAIN_READS; reads++) {
    gssize n = read (fd, buffer, sizeof buffer);
    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      return n < 0 && errno == EAGAIN;
    take (child, buffer, (gsize) n);
  }
  return TRUE;
}

static void
drain_all (WzChild *child)
{
  if (child->pipe_open)
    child->pipe_open = drain (child, child->pipe_fd, take_messages);
  if (child->log_open)
    child->log_open = drain (child, child->log_fd, take_log);
}

/* ---- Waiting ---- */

static gint
shorten (gint timeout_ms, gint64 deadline, gint64 now)
{
  if (deadline == 0)
    return timeout_ms;
  gint left = (gint) CLAMP ((deadline - now + 999) / 1000, 0, G_MAXINT / 2);
  return timeout_ms < 0 ? left : MIN (left, timeout_ms);
}

static gint64
next_event (const WzChild *child)
{
  return child->kill_at > 0 ? child->kill_at : child->deadline;
}

static void
look_at (WzChild *child, gboolean told, gint64 now)
{
  gboolean over = told && take_report (child);
  drain_all (child); /* all that could write is gone by then */
  if (over || (child->kill_at > 0 && now >= child->kill_at)) {
    reap (child);
    drain_all (child);
    end_line (child);
    if (child->is_program && child->reported && child->report.status == 0 &&
        !wz_message_reader_end (child->reader))
      child->babbled = TRUE;
  } else if (child->kill_at == 0 && child->deadline > 0 && now >= child->deadline) {
    child->timed_out = TRUE;
    wz_child_stop (child);
  }
}

/* As many descriptors as are open: poll() refuses more than the limit on them. */
gboolean
wz_children_wait (WzChild *const *children, guint n, gint timeout_ms, gint signal_fd)
{
  enum { OF_CHILD = 3 };
  g_autoptr (GArray) fds = g_array_new (FALSE, TRUE, sizeof (struct pollfd));
  gint64 now = g_get_monotonic_time ();
  for (guint i = 0; i < n; i++) {
    WzChild *child = children[i];
    if (child == NULL || child->ended)
      continue;
    struct pollfd of_child[OF_CHILD] = {
        {.fd = child->control_fd, .events = POLLIN},
        {.fd = child->pipe_open ? child->pipe_fd : -1, .events = POLLIN},
        {.fd = child->log_open ? child->log_fd : -1, .events = POLLIN},
    };
    child->slot = fds->len;
    g_array_append_vals (fds, of_child, OF_CHILD);
    timeout_ms = shorten (timeout_ms, next_event (child), now);
  }
  struct pollfd signals = {.fd = signal_fd, .events = POLLIN};
  if (signal_fd >= 0)
    g_array_append_val (fds, signals);
  struct pollfd *fd = (struct pollfd *) (gpointer) fds->data;
  gboolean failed = poll (fd, fds->len, timeout_ms) < 0;
  if (failed && errno != EINTR)
    g_usleep (10 * 1000); /* the system is short of memory: all is looked at, and not in a hurry */

  now = g_get_monotonic_time ();
  for (guint i = 0; i < n; i++) {
    WzChild *child = children[i];
    if (child != NULL && !child->ended)
      look_at (child, failed || fd[child->slot].revents != 0, now);
  }
  return failed || signal_fd < 0 || fd[fds->len - 1].revents == 0;
}

gboolean
wz_child_has_ended (const WzChild *child)
{
  return child->ended;
}

guint64
wz_child_get_bytes (const WzChild *child)
{
  return child->bytes;
}
