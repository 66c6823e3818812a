/* wz-child.c: starting, watching and judging child processes. SPDX-License-Identifier: MIT */
#include "host/wz-child.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

struct _WzChild {
  gchar *name;
  pid_t pid;
  gint pid_fd;
  gint pipe_fd;
  gboolean pipe_open; /* until the other end is closed */
  gint64 deadline;    /* monotonic microseconds; 0 for none */
  WzChildLimits limits;
  WzMessageReader *reader;
  WzMessageFunc func;
  gpointer func_data;

  gboolean ended;
  gint status;
  glong max_rss_kib;
  gboolean timed_out;
  gboolean babbled; /* wrote something into the pipe that is no message */
  gboolean done;
  guint64 bytes;
  GError *error; /* from an error message */
};

/* ---- The child's side ---- */

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define HAVE_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define HAVE_SANITIZER 1
#endif
#endif

static void
limit (gint resource, guint64 value)
{
  struct rlimit lim = {value, value};
  setrlimit (resource, &lim);
}

/* GLib aborts when memory ends, after logging why: the reason goes to the parent before the signal does. */
static void
log_to_parent (const gchar *domain, GLogLevelFlags level, const gchar *text, gpointer user_data)
{
  gint pipe_fd = GPOINTER_TO_INT (user_data);
  if (level & G_LOG_FLAG_FATAL) {
    gboolean memory =
        strstr (text, "failed to allocate") != NULL || strstr (text, "overflow allocating") != NULL;
    wz_message_send_error (pipe_fd, memory ? WZ_PLUGIN_ERROR_LIMIT : WZ_PLUGIN_ERROR_CRASHED, text);
    return;
  }
  if (level & (G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING | G_LOG_LEVEL_MESSAGE)) {
    WzDiag diag = {WZ_SEVERITY_WARNING, "plugin-log", {NULL, 0, 0}, text};
    wz_message_send_diag (pipe_fd, &diag);
  }
}

static void
set_up_child (gint pipe_fd, pid_t parent, const WzChildLimits *limits)
{
  setpgid (0, 0); /* so that what a plugin starts can be ended with it */
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  if (getppid () != parent) /* it died before we asked */
    _exit (1);
  sigset_t none;
  sigemptyset (&none);
  sigprocmask (SIG_SETMASK, &none, NULL);
  signal (SIGPIPE, SIG_IGN);
  gint null = open ("/dev/null", O_RDONLY | O_CLOEXEC);
  if (null >= 0)
    dup2 (null, STDIN_FILENO);
  dup2 (STDERR_FILENO, STDOUT_FILENO);
  limit (RLIMIT_CORE, 0);
#ifndef HAVE_SANITIZER
  if (limits->data_bytes > 0)
    limit (RLIMIT_DATA, limits->data_bytes);
#endif
  g_log_set_default_handler (log_to_parent, GINT_TO_POINTER (pipe_fd));
}

/* ---- The parent's side ---- */

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

WzChild *
wz_child_start (const gchar *name, WzChildMain main, gpointer main_data, WzChildLimits limits,
                WzMessageFunc func, gpointer func_data, GError **error)
{
  gint pipes[2];
  if (pipe2 (pipes, O_CLOEXEC) != 0) {
    g_set_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_LOAD, "%s: %s", name, g_strerror (errno));
    return NULL;
  }
  fflush (stdout); /* what is buffered here would come a second time from a plugin that calls exit() */
  fflush (stderr);
  pid_t parent = getpid ();
  pid_t pid = fork ();
  if (pid == 0) {
    close (pipes[0]);
    set_up_child (pipes[1], parent, &limits);
    main (pipes[1], main_data);
    _exit (0);
  }
  close (pipes[1]);
  if (pid < 0) {
    close (pipes[0]);
    g_set_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_LOAD, "%s: %s", name, g_strerror (errno));
    return NULL;
  }

  WzChild *child = g_new0 (WzChild, 1);
  child->name = g_strdup (name);
  child->pid = pid;
  child->pid_fd = pidfd_open (pid, 0);
  child->pipe_fd = pipes[0];
  child->pipe_open = TRUE;
  fcntl (child->pipe_fd, F_SETFL, O_NONBLOCK);
  child->limits = limits;
  if (limits.milliseconds > 0)
    child->deadline = g_get_monotonic_time () + (gint64) limits.milliseconds * 1000;
  child->func = func;
  child->func_data = func_data;
  child->reader = wz_message_reader_new (on_message, child);
  return child;
}

/* Waits for the end of the child, and ends all that it left behind: its number stays its own until it has
 * been waited for. Where somebody else has taken its status (SIGCHLD ignored by whoever started us), the
 * number may be another's already, and nothing is killed. */
static void
reap (WzChild *child)
{
  struct rusage usage = {0};
  siginfo_t info;
  gint waited;
  if (child->ended)
    return;
  while ((waited = waitid (P_PID, (id_t) child->pid, &info, WEXITED | WNOWAIT)) < 0 && errno == EINTR)
    continue;
  if (waited == 0)
    kill (-child->pid, SIGKILL);
  while (wait4 (child->pid, &child->status, 0, &usage) < 0 && errno == EINTR)
    continue;
  child->max_rss_kib = usage.ru_maxrss;
  child->ended = TRUE;
}

void
wz_child_free (WzChild *child)
{
  if (child == NULL)
    return;
  if (!child->ended) {
    kill (child->pid, SIGKILL);
    reap (child);
  }
  if (child->pid_fd >= 0)
    close (child->pid_fd);
  close (child->pipe_fd);
  wz_message_reader_free (child->reader);
  g_clear_error (&child->error);
  g_free (child->name);
  g_free (child);
}

#define DRAIN_READS 64 /* of 16 KiB: more than a pipe holds, and a child that never stops is left in time */

/* Reads what is there, as much as a pipe holds. FALSE at the end of the pipe. */
static gboolean
drain (WzChild *child)
{
  gchar buffer[16384];
  for (guint reads = 0; reads < DRAIN_READS; reads++) {
    gssize n = read (child->pipe_fd, buffer, sizeof buffer);
    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      return n < 0 && errno == EAGAIN;
    if (!child->babbled && !wz_message_reader_feed (child->reader, buffer, (gsize) n)) {
      child->babbled = TRUE;
      kill (child->pid, SIGKILL);
    }
  }
  return TRUE;
}

static void
watch (WzChild *child, gint64 now)
{
  if (!child->ended && child->deadline > 0 && now >= child->deadline && !child->timed_out) {
    child->timed_out = TRUE;
    kill (child->pid, SIGKILL);
  }
}

static gint
shorten (gint timeout_ms, gint64 deadline, gint64 now)
{
  if (deadline == 0)
    return timeout_ms;
  gint left = (gint) CLAMP ((deadline - now + 999) / 1000, 0, G_MAXINT / 2);
  return timeout_ms < 0 ? left : MIN (left, timeout_ms);
}

gboolean
wz_children_wait (WzChild *const *children, guint n, gint timeout_ms, gint signal_fd)
{
  g_autofree struct pollfd *fds = g_new0 (struct pollfd, 2 * n + 1);
  gint64 now = g_get_monotonic_time ();
  for (guint i = 0; i < n; i++) {
    gboolean alive = children[i] != NULL && !children[i]->ended;
    fds[2 * i] =
        (struct pollfd){.fd = alive && children[i]->pipe_open ? children[i]->pipe_fd : -1, .events = POLLIN};
    fds[2 * i + 1] = (struct pollfd){.fd = alive ? children[i]->pid_fd : -1, .events = POLLIN};
    if (alive && !children[i]->timed_out)
      timeout_ms = shorten (timeout_ms, children[i]->deadline, now);
  }
  fds[2 * n] = (struct pollfd){.fd = signal_fd, .events = POLLIN};
  if (poll (fds, 2 * n + 1, timeout_ms) < 0)
    return TRUE;

  now = g_get_monotonic_time ();
  for (guint i = 0; i < n; i++) {
    WzChild *child = children[i];
    if (child == NULL || child->ended)
      continue;
    if (fds[2 * i].revents != 0)
      child->pipe_open = drain (child);
    if (fds[2 * i + 1].revents != 0 || (!child->pipe_open && child->pid_fd < 0)) {
      reap (child);
      drain (child);
    }
    watch (child, now);
  }
  return fds[2 * n].revents == 0;
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

static gchar *
describe_memory (const WzChild *child)
{
  guint64 limit_kib = child->limits.data_bytes / 1024;
  if (limit_kib == 0 || (guint64) child->max_rss_kib < limit_kib / 4 * 3)
    return g_strdup ("");
  return g_strdup_printf (_ (", holding %ld MiB of at most %" PRIu64 " MiB"), child->max_rss_kib / 1024,
                          limit_kib / 1024);
}

gboolean
wz_child_check (const WzChild *child, GError **error)
{
  if (child->timed_out)
    g_set_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_LIMIT, _ ("was stopped after %.1f s, its limit"),
                 (gdouble) child->limits.milliseconds / 1000);
  else if (child->babbled)
    g_set_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_CRASHED, "%s",
                 _ ("wrote into the pipe that belongs to the host"));
  else if (child->error != NULL && child->error->code == WZ_PLUGIN_ERROR_LIMIT && WIFSIGNALED (child->status))
    g_set_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_LIMIT,
                 _ ("ran out of memory (limit %" PRIu64 " MiB) and ended by signal %d (%s): %s"),
                 child->limits.data_bytes / (1024 * 1024), WTERMSIG (child->status),
                 strsignal (WTERMSIG (child->status)), child->error->message);
  else if (WIFSIGNALED (child->status)) {
    g_autofree gchar *memory = describe_memory (child);
    g_set_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_CRASHED, _ ("ended by signal %d (%s)%s%s%s"),
                 WTERMSIG (child->status), strsignal (WTERMSIG (child->status)), memory,
                 child->error != NULL ? ": " : "", child->error != NULL ? child->error->message : "");
  } else if (child->error != NULL)
    g_set_error_literal (error, child->error->domain, child->error->code, child->error->message);
  else if (!child->done || WEXITSTATUS (child->status) != 0)
    g_set_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_CRASHED, _ ("ended without a word (exit status %d)"),
                 WEXITSTATUS (child->status));
  else
    return TRUE;
  return FALSE;
}
