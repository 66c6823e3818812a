/* wz-warden.c: watching a worker, and ending all that comes of it. SPDX-License-Identifier: MIT */
#include "host/process/wz-warden.h"

#include "base/wz-sanitizer.h"
#include "base/wz-shortage.h"
#include "host/process/wz-confine.h"
#include "host/process/wz-interrupt.h"
#include "host/process/wz-scratch.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* A killed process that is not gone by then hangs in a driver, or is another one whenever it is looked at. */
#define END_MICROSECONDS (20 * G_USEC_PER_SEC)
#define NOTICE_MS 250   /* for a worker that takes SIGTERM as word to put things away */
#define TURN_MS 20      /* of looking, where there is no signalfd */
#define CENSUS_SHARE 20 /* it takes one part in so many of the time, however many files there are */
#define CENSUS_MOST_MS 250
#define CENSUS_MS 50 /* in which nobody fills much more than 100 MiB */

/* ---- Descriptors ---- */

/* All that are open, one after another; where there is no /proc, all that can be. */
static void
close_one_by_one (guint low, guint high)
{
  DIR *dir = opendir ("/proc/self/fd");
  if (dir == NULL) {
    for (guint fd = low; fd <= MIN (high, (guint) sysconf (_SC_OPEN_MAX) - 1); fd++)
      close ((gint) fd);
    return;
  }
  gint own = dirfd (dir);
  for (const struct dirent *entry; (entry = readdir (dir)) != NULL;) {
    guint64 fd = g_ascii_strtoull (entry->d_name, NULL, 10);
    if (g_ascii_isdigit (*entry->d_name) && fd >= low && fd <= high && fd != (guint64) own)
      close ((gint) fd);
  }
  closedir (dir);
}

static void
close_range_of (guint low, guint high)
{
  if (low > high)
    return;
#ifdef SYS_close_range
  if (syscall (SYS_close_range, low, high, 0) == 0)
    return;
#endif
  close_one_by_one (low, high);
}

static gint
compare_fds (gconstpointer a, gconstpointer b)
{
  return *(const gint *) a - *(const gint *) b;
}

/* Closes all but standard input, output, error and @kept. Negative ones do not count. */
static void
close_all_but (gint *kept, guint n)
{
  qsort (kept, n, sizeof *kept, compare_fds);
  guint low = STDERR_FILENO + 1;
  for (guint i = 0; i < n; i++) {
    if (kept[i] < (gint) low)
      continue;
    close_range_of (low, (guint) kept[i] - 1);
    low = (guint) kept[i] + 1;
  }
  close_range_of (low, G_MAXUINT);
}

/* ---- The worker ---- */

static void
limit (gint resource, guint64 value)
{
  struct rlimit lim = {value, value};
  if (value > 0)
    setrlimit (resource, &lim);
}

/* GLib aborts when memory ends, after logging why: the reason goes to the parent before the signal does. */
static void
log_to_parent (const gchar *domain, GLogLevelFlags level, const gchar *text, gpointer user_data)
{
  gint pipe_fd = GPOINTER_TO_INT (user_data);
  if (level & G_LOG_FLAG_FATAL) {
    wz_message_send_error (
        pipe_fd, wz_shortage_is_told (text) ? WZ_PLUGIN_ERROR_LIMIT : WZ_PLUGIN_ERROR_CRASHED, text);
    return;
  }
  if (level & (G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING | G_LOG_LEVEL_MESSAGE)) {
    WzDiag diag = {WZ_SEVERITY_WARNING, "plugin-log", {NULL, 0, 0}, text};
    wz_message_send_diag (pipe_fd, &diag);
  }
}

/* What is taken away from a plugin before its first instruction: descriptors, session and terminal, limits.
 */
static void
strip (const WzWardenJob *job)
{
  const WzChildLimits *limits = &job->spec->limits;
  setsid (); /* no signal of ours is for its group, and /dev/tty is no terminal */
  dup2 (job->log_fd, STDOUT_FILENO);
  dup2 (job->log_fd, STDERR_FILENO);
  gint kept[] = {job->pipe_fd, job->spec->file_fd, job->spec->input_fd};
  close_all_but (kept, G_N_ELEMENTS (kept));
  signal (SIGPIPE, SIG_IGN);
  signal (SIGXFSZ, SIG_IGN); /* a write beyond the limit fails, and says so */
  signal (SIGCHLD, SIG_DFL);
  signal (SIGABRT, SIG_DFL); /* the program may be under a watch */
  signal (SIGTRAP, SIG_DFL);
  wz_interrupt_expect (NULL);
  sigset_t none;
  sigemptyset (&none);
  sigprocmask (SIG_SETMASK, &none, NULL);
  struct rlimit no_core = {0, 0};
  setrlimit (RLIMIT_CORE, &no_core);
  limit (RLIMIT_FSIZE, limits->file_bytes);
#ifndef HAVE_SANITIZER
  limit (RLIMIT_DATA, limits->data_bytes);
#endif
}

static void G_GNUC_NORETURN
run_worker (const WzWardenJob *job, pid_t warden)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  if (getppid () != warden) /* it died before we asked */
    _exit (1);
  strip (job);
  g_log_set_default_handler (log_to_parent, GINT_TO_POINTER (job->pipe_fd));
  const gchar *folder = job->spec->folder != NULL ? job->spec->folder : job->folder;
  WzConfinement confinement = {job->spec->readable, folder, job->spec->is_program};
  g_autoptr (GError) error = NULL;
  if (folder != NULL)
    g_setenv ("TMPDIR", folder, TRUE);
  else
    g_unsetenv ("TMPDIR");
  if (wz_confine (&confinement, &error))
    job->spec->main (job->pipe_fd, job->spec->main_data);
  else
    wz_message_send_error (job->pipe_fd, error->code, error->message);
  _exit (0);
}

/* ---- Ending ---- */

static void
add_pid (GArray *pids, const gchar *text)
{
  pid_t pid = (pid_t) g_ascii_strtoll (text, NULL, 10);
  if (pid > 1)
    g_array_append_val (pids, pid);
}

/* By asking each process for its parent, where the kernel does not list children. */
static void
search_children (GArray *pids)
{
  gchar path[64], stat[512];
  DIR *dir = opendir ("/proc");
  for (const struct dirent *entry; dir != NULL && (entry = readdir (dir)) != NULL;) {
    if (!g_ascii_isdigit (*entry->d_name))
      continue;
    g_snprintf (path, sizeof path, "/proc/%.20s/stat", entry->d_name);
    gint fd = open (path, O_RDONLY | O_CLOEXEC);
    gssize n = fd >= 0 ? read (fd, stat, sizeof stat - 1) : -1;
    if (fd >= 0)
      close (fd);
    stat[MAX (n, 0)] = '\0';
    const gchar *end = strrchr (stat, ')'); /* the name may hold anything */
    if (end != NULL && strlen (end) > 4 && g_ascii_strtoll (end + 4, NULL, 10) == getpid ())
      add_pid (pids, entry->d_name);
  }
  if (dir != NULL)
    closedir (dir);
}

static GArray *
list_children (void)
{
  GArray *pids = g_array_new (FALSE, FALSE, sizeof (pid_t));
  g_autofree gchar *path = g_strdup_printf ("/proc/self/task/%d/children", (gint) getpid ());
  g_autofree gchar *text = NULL;
  if (!g_file_get_contents (path, &text, NULL, NULL)) {
    search_children (pids);
    return pids;
  }
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  for (guint i = 0; words[i] != NULL; i++)
    add_pid (pids, words[i]);
  return pids;
}

static gboolean
has_children (void)
{
  siginfo_t info;
  gint got;
  while ((got = waitid (P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT)) < 0 && errno == EINTR)
    continue;
  return got == 0;
}

gboolean
wz_warden_end_children (gboolean foreign_only)
{
  gint64 until = g_get_monotonic_time () + END_MICROSECONDS;
  pid_t newest = 0;
  while (has_children ()) {
    g_autoptr (GArray) pids = list_children ();
    guint left = 0;
    pid_t before = newest;
    for (guint i = 0; i < pids->len; i++) {
      pid_t pid = g_array_index (pids, pid_t, i);
      if (foreign_only && getsid (pid) == getsid (0))
        continue;
      left++;
      newest = pid;
      kill (pid, SIGKILL);
      waitpid (pid, NULL, WNOHANG);
    }
    if (foreign_only && left == 0)
      return TRUE;
    if (g_get_monotonic_time () > until)
      return FALSE;
    if (newest == before) /* else there are new ones: at once */
      g_usleep (1000);
  }
  return TRUE;
}

/* ---- The warden ---- */

/* Takes the status of what has ended. TRUE when the worker is among it; its own status stays to be taken. */
static gboolean
worker_has_ended (pid_t worker)
{
  siginfo_t info = {0};
  while (waitid (P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid != 0) {
    if (info.si_pid == worker)
      return TRUE;
    waitpid (info.si_pid, NULL, WNOHANG);
    info.si_pid = 0;
  }
  return FALSE;
}

/* Until the worker has ended, or has taken too much, or the program does not want it any more (or is no
 * more).
 */
static WzExcess
watch (pid_t worker, gint control_fd, const sigset_t *child, const WzCensusLimits *limits)
{
  gint signal_fd = signalfd (-1, child, SFD_CLOEXEC | SFD_NONBLOCK);
  struct pollfd fds[] = {{.fd = control_fd, .events = POLLIN}, {.fd = signal_fd, .events = POLLIN}};
  gint wait_ms = CENSUS_MS;
  while (!worker_has_ended (worker)) {
    if (poll (fds, signal_fd >= 0 ? 2 : 1, signal_fd >= 0 ? wait_ms : TURN_MS) < 0 && errno != EINTR)
      g_usleep (TURN_MS * 1000);
    if (fds[0].revents != 0)
      break;
    gint64 start = g_get_monotonic_time ();
    WzExcess excess = wz_census_take (worker, limits);
    gint64 taken = (g_get_monotonic_time () - start) / 1000;
    wait_ms = (gint) CLAMP (taken * CENSUS_SHARE, CENSUS_MS, CENSUS_MOST_MS);
    if (excess != WZ_EXCESS_NONE)
      return excess;
    struct signalfd_siginfo info;
    while (signal_fd >= 0 && read (signal_fd, &info, sizeof info) > 0)
      continue;
  }
  return WZ_EXCESS_NONE;
}

/* Most end of it at once, as everything does that has not asked for the signal. */
static void
give_notice (pid_t worker)
{
  siginfo_t info = {0};
  kill (worker, SIGTERM);
  for (guint ms = 0; ms < NOTICE_MS; ms++) {
    if (waitid (P_PID, (id_t) worker, &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid == worker)
      return;
    g_usleep (1000);
  }
}

static void
take_status (pid_t worker, WzWardenReport *report)
{
  struct rusage usage = {0};
  if (report->excess == WZ_EXCESS_NONE)
    give_notice (worker);
  kill (worker, SIGKILL);
  kill (-worker, SIGKILL); /* its group at one stroke: those who fork faster than they are counted */
  while (wait4 (worker, &report->status, 0, &usage) < 0 && errno == EINTR)
    continue;
  report->max_rss_kib = usage.ru_maxrss;
}

static void
use_null (void)
{
  gint null = open ("/dev/null", O_RDWR | O_CLOEXEC);
  for (gint fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
    if (null < 0 || dup2 (null, fd) < 0)
      close (fd);
  if (null > STDERR_FILENO)
    close (null);
}

static WzCensusLimits
get_limits (const WzWardenJob *job)
{
  const WzChildSpec *spec = job->spec;
  struct stat own = {0};
  if (fstat (spec->file_fd, &own) != 0)
    own.st_ino = 0;
  return (WzCensusLimits){
#ifndef HAVE_SANITIZER
      .memory_bytes = spec->limits.data_bytes,
#endif
      .file_bytes = spec->limits.file_bytes,
      .folder = spec->folder != NULL ? spec->folder : job->folder,
      .own_device = own.st_dev,
      .own_number = own.st_ino,
  };
}

void
wz_warden_run (const WzWardenJob *job)
{
  sigset_t all, child;
  sigfillset (&all);
  sigprocmask (SIG_SETMASK, &all, NULL); /* the terminal's signals are the program's affair */
  sigemptyset (&child);
  sigaddset (&child, SIGCHLD);
  setpgid (0, 0);
  signal (SIGCHLD, SIG_DFL);
  prctl (PR_SET_CHILD_SUBREAPER, 1);
  use_null ();
  gint kept[] = {job->control_fd, job->pipe_fd, job->log_fd, job->spec->file_fd, job->spec->input_fd};
  close_all_but (kept, G_N_ELEMENTS (kept));

  WzWardenReport report = {0};
  WzCensusLimits limits = get_limits (job);
  pid_t self = getpid (), worker = fork ();
  if (worker == 0)
    run_worker (job, self);
  report.error = worker < 0 ? errno : 0;
  gint only[] = {job->control_fd};
  close_all_but (only, 1);
  if (worker > 0) {
    report.excess = watch (worker, job->control_fd, &child, &limits);
    take_status (worker, &report);
    report.survivors = !wz_warden_end_children (FALSE);
  }
  wz_scratch_remove_folder (job->folder);
  gssize sent;
  while ((sent = send (job->control_fd, &report, sizeof report, MSG_NOSIGNAL)) < 0 && errno == EINTR)
    continue;
  if (sent < 0) /* who gave the folder is gone, too */
    wz_scratch_remove_folder (job->spec->folder);
  _exit (0);
}
