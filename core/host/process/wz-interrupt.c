/* wz-interrupt.c: SIGINT and SIGTERM. What is said at the end is ready beforehand, since a handler may do
 * next to nothing. SPDX-License-Identifier: MIT */
#include "host/process/wz-interrupt.h"

#include "host/process/wz-testament.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

static const gint signals[] = {SIGINT, SIGTERM};

/* Handlers of a process's own signals are given nothing, so that this is the one way to them. */
static gchar *message;

/* The process dies of the signal all the same, when this returns: a shell's loop ends with it. */
static void
on_signal (int number)
{
  static const struct sigaction as_ever = {.sa_handler = SIG_DFL};
  G_GNUC_UNUSED gssize written = write (STDERR_FILENO, message, strlen (message));
  wz_testament_leave (number == SIGINT ? "130" : "143", "interrupted"); /* as shells count */
  sigaction (number, &as_ever, NULL);
  raise (number);
}

/* Those that are not ignored. */
static sigset_t
list_signals (void)
{
  sigset_t set;
  struct sigaction action;
  sigemptyset (&set);
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    if (sigaction (signals[i], NULL, &action) == 0 && action.sa_handler != SIG_IGN)
      sigaddset (&set, signals[i]);
  return set;
}

void
wz_interrupt_expect (const gchar *text)
{
  struct sigaction action = {.sa_handler = text != NULL ? on_signal : SIG_DFL};
  sigset_t ours = list_signals (), before;
  sigprocmask (SIG_BLOCK, &ours, &before);
  g_free (message);
  message = g_strdup (text);
  action.sa_mask = ours;
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    if (sigismember (&ours, signals[i]) == 1)
      sigaction (signals[i], &action, NULL);
  sigprocmask (SIG_SETMASK, &before, NULL);
}
