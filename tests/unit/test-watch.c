/* The limit to processor time: it ends a process that never ends, with its message, and leaves others alone.
 * SPDX-License-Identifier: MIT */
#include "host/wz-watch.h"

static void
test_ends (void)
{
  if (g_test_subprocess ()) {
    g_autoptr (WzWatch) watch = wz_watch_start ("too long: this file\n", 1);
    volatile guint64 n = 0;
    gint64 start = g_get_monotonic_time ();

    if (watch == NULL) { /* a build without */
      g_printerr ("too long: this file\n");
      exit (1);
    }
    while (g_get_monotonic_time () - start < 120 * G_USEC_PER_SEC)
      n++;
    return;
  }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*too long: this file*");
}

static void
test_stops (void)
{
  g_autoptr (WzWatch) watch = wz_watch_start ("never\n", 1000);

  g_clear_pointer (&watch, wz_watch_stop);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/host/watch/ends", test_ends);
  g_test_add_func ("/host/watch/stops", test_stops);
  return g_test_run ();
}
