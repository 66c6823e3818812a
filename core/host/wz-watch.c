/* A timer on the process's own clock (POSIX, timer_create). What its handler says is ready beforehand, since
 * a handler may do next to nothing. SPDX-License-Identifier: MIT */
#include "host/wz-watch.h"

#include "base/wz-sanitizer.h"

#include <signal.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

struct _WzWatch {
  timer_t timer;
  gsize length;
  gchar *message;
};

#ifndef HAVE_SANITIZER
static void
end_process (int number, siginfo_t *info, void *context)
{
  const WzWatch *watch = info->si_value.sival_ptr;
  gssize written = info->si_code == SI_TIMER ? write (STDERR_FILENO, watch->message, watch->length) : 0;

  _exit (written < 0 ? 2 : 1);
}
#endif

WzWatch *
wz_watch_start (const gchar *message, guint seconds)
{
#ifdef HAVE_SANITIZER
  return NULL;
#else
  WzWatch *watch = g_new0 (WzWatch, 1);
  struct sigaction action = {.sa_sigaction = end_process, .sa_flags = SA_SIGINFO};
  struct sigevent event = {
      .sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGVTALRM, .sigev_value.sival_ptr = watch};
  struct itimerspec limit = {.it_value.tv_sec = (time_t) seconds};
  struct timespec used;

  watch->message = g_strdup (message);
  watch->length = strlen (message);
  sigemptyset (&action.sa_mask);
  if (clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &used) != 0 || sigaction (SIGVTALRM, &action, NULL) != 0 ||
      timer_create (CLOCK_PROCESS_CPUTIME_ID, &event, &watch->timer) != 0) {
    g_free (watch->message);
    g_free (watch);
    return NULL;
  }
  timer_settime (watch->timer, 0, &limit, NULL);
  return watch;
#endif
}

void
wz_watch_stop (WzWatch *watch)
{
  if (watch == NULL)
    return;
  timer_delete (watch->timer);
  signal (SIGVTALRM, SIG_IGN); /* one may be on its way still */
  g_free (watch->message);
  g_free (watch);
}
