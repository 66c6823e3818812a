/* wz-watch.c: a timer on the process's own clock (POSIX, timer_create), which looks at what was taken each
 * time it comes. What is said at the end is ready beforehand, since a handler may do next to nothing.
 * SPDX-License-Identifier: MIT */
#include "host/process/wz-watch.h"

#include "base/wz-sanitizer.h"
#include "base/wz-shortage.h"
#include "host/process/wz-testament.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define TICK_NANOSECONDS (10 * 1000 * 1000) /* in which no process fills more than some dozen MiB */
#define SPARE_BYTES (16 * 1024 * 1024)      /* without which GLib can't say why it ends, and tries for ever */
#define LARGE_BYTES (64 * 1024 * 1024)      /* whoever was refused memory may have wanted this much */

struct _WzWatch {
  timer_t timer;
  gint64 until; /* of the process's clock, in seconds */
  guint64 bytes;
  gchar *too_long, *too_large, *short_of_memory;
};

#ifndef HAVE_SANITIZER

/* Handlers of a process's own signals are given nothing, so that this is the one way to them. */
static WzWatch *current;

static void G_GNUC_NORETURN
end_process (const gchar *message, const gchar *why)
{
  gssize written = write (STDERR_FILENO, message, strlen (message));

  wz_testament_leave ("1", why);
  _exit (written < 0 ? 2 : 1);
}

static gint64
get_seconds_used (void)
{
  struct timespec used = {0};

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &used);
  return used.tv_sec;
}

/* What is resident and not shared with a file or another process; 0 where the system does not tell. */
static guint64
get_bytes_held (void)
{
  gchar text[256] = "", *end = text;
  gint fd = open ("/proc/self/statm", O_RDONLY | O_CLOEXEC);

  if (fd < 0 || read (fd, text, sizeof text - 1) <= 0)
    text[0] = '\0';
  if (fd >= 0)
    close (fd);
  g_ascii_strtoull (end, &end, 10);
  guint64 resident = g_ascii_strtoull (end, &end, 10), shared = g_ascii_strtoull (end, &end, 10);
  return (resident - MIN (shared, resident)) * (guint64) sysconf (_SC_PAGESIZE);
}

static void
on_tick (int number)
{
  gint kept = errno;

  if (get_seconds_used () >= current->until)
    end_process (current->too_long, "time-limit");
  if (current->bytes > 0 && get_bytes_held () > current->bytes)
    end_process (current->too_large, "memory-limit");
  if (wz_shortage_is_there (SPARE_BYTES))
    end_process (current->short_of_memory, "memory-limit");
  errno = kept;
}

/* Libraries end the process when they get no memory, and not only then. */
static void
on_abort (int number)
{
  if (wz_shortage_is_there (LARGE_BYTES))
    end_process (current->short_of_memory, "memory-limit");
  signal (number, SIG_DFL);
  raise (number);
}

static void
on_log (const gchar *domain, GLogLevelFlags level, const gchar *text, gpointer watch)
{
  if ((level & G_LOG_FLAG_FATAL) && wz_shortage_is_told (text))
    end_process (((const WzWatch *) watch)->short_of_memory, "memory-limit");
  g_log_default_handler (domain, level, text, NULL);
}

static void
handle (gint number, void (*handler) (int))
{
  struct sigaction action = {.sa_handler = handler, .sa_flags = SA_RESTART};

  sigemptyset (&action.sa_mask);
  sigaction (number, &action, NULL);
}

static void
set_handlers (WzWatch *watch)
{
  current = watch;
  handle (SIGVTALRM, watch != NULL ? on_tick : SIG_IGN); /* one may be on its way still */
  handle (SIGABRT, watch != NULL ? on_abort : SIG_DFL);
  handle (SIGTRAP, watch != NULL ? on_abort : SIG_DFL); /* which GLib ends a process by */
  g_log_set_default_handler (watch != NULL ? on_log : g_log_default_handler, watch);
}

#endif

WzWatch *
wz_watch_start (const WzWatchLimits *limits)
{
#ifdef HAVE_SANITIZER
  return NULL;
#else
  struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGVTALRM};
  struct itimerspec ticks = {.it_value.tv_nsec = TICK_NANOSECONDS, .it_interval.tv_nsec = TICK_NANOSECONDS};
  timer_t timer;

  if (timer_create (CLOCK_PROCESS_CPUTIME_ID, &event, &timer) != 0)
    return NULL;
  WzWatch *watch = g_new0 (WzWatch, 1);
  watch->timer = timer;
  watch->until = get_seconds_used () + limits->seconds;
  watch->bytes = limits->bytes;
  watch->too_long = g_strdup (limits->too_long);
  watch->too_large = g_strdup (limits->too_large);
  watch->short_of_memory = g_strdup (limits->short_of_memory);
  set_handlers (watch);
  timer_settime (timer, 0, &ticks, NULL);
  return watch;
#endif
}

void
wz_watch_stop (WzWatch *watch)
{
#ifndef HAVE_SANITIZER
  if (watch == NULL)
    return;
  timer_delete (watch->timer);
  set_handlers (NULL);
  g_free (watch->too_long);
  g_free (watch->too_large);
  g_free (watch->short_of_memory);
  g_free (watch);
#endif
}
