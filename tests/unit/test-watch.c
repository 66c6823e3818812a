/* The limits to processor time and memory: they end a process that never ends, or takes too much, with their
 * message, and leave others alone. SPDX-License-Identifier: MIT */
#include "base/wz-sanitizer.h"
#include "host/process/wz-watch.h"

#include <string.h>
#include <sys/resource.h>

#define MEBIBYTE ((gsize) 1024 * 1024)

/* Ends in time, whatever the watch does. */
static void
waste (gsize bytes_a_turn)
{
  gint64 start = g_get_monotonic_time ();

  for (volatile guint n = 0; g_get_monotonic_time () - start < 120 * G_USEC_PER_SEC; n++)
    if (bytes_a_turn > 0 && n < 400) {
      gchar *held = g_malloc (bytes_a_turn);
      memset (held, 1, bytes_a_turn);
      g_assert_nonnull (held); /* and is kept */
    }
}

static gpointer
waste_memory (gpointer data)
{
  waste (MEBIBYTE);
  return data;
}

static void
expect_end (const gchar *message)
{
#ifdef HAVE_SANITIZER
  g_test_skip ("there is no watch in a build with a sanitizer");
#else
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_failed ();
  g_assert_false (g_test_trap_reached_timeout ());
  g_test_trap_assert_stderr (message);
#endif
}

static void
test_ends (void)
{
  if (g_test_subprocess ()) {
    g_autoptr (WzWatch) watch =
        wz_watch_start (&(WzWatchLimits){1, 0, "too long: this file\n", "no\n", "no\n"});
    waste (0);
    return;
  }
  expect_end ("too long: this file\n");
}

/* In a thread as in the process's first one. */
static void
test_ends_for_memory (void)
{
  if (g_test_subprocess ()) {
    g_autoptr (WzWatch) watch =
        wz_watch_start (&(WzWatchLimits){100, 100 * MEBIBYTE, "no\n", "too large: this file\n", "no\n"});
    g_thread_join (g_thread_new ("waste", waste_memory, NULL));
    return;
  }
  expect_end ("too large: this file\n");
}

static void
test_ends_where_the_system_gives_none (void)
{
  if (g_test_subprocess ()) {
    g_autoptr (WzWatch) watch =
        wz_watch_start (&(WzWatchLimits){100, 0, "no\n", "no\n", "short of memory: this file\n"});
    struct rlimit limit = {200 * MEBIBYTE, 200 * MEBIBYTE};
    setrlimit (RLIMIT_AS, &limit);
    waste (4 * MEBIBYTE);
    return;
  }
  expect_end ("short of memory: this file\n");
}

/* What ends by itself, memory or no memory, ends as it always did. */
static void
test_leaves_other_ends (void)
{
  if (g_test_subprocess ()) {
    g_autoptr (WzWatch) watch =
        wz_watch_start (&(WzWatchLimits){100, 0, "no\n", "no\n", "short of memory\n"});
    g_error ("a fault of its own");
  }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*a fault of its own*");
  g_test_trap_assert_stderr_unmatched ("*short of memory*");
}

static void
test_stops (void)
{
  for (guint i = 0; i < 2; i++) {
    WzWatch *watch =
        wz_watch_start (&(WzWatchLimits){1000, 1000 * MEBIBYTE, "never\n", "never\n", "never\n"});
    wz_watch_stop (watch);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/host/watch/ends", test_ends);
  g_test_add_func ("/host/watch/ends-for-memory", test_ends_for_memory);
  g_test_add_func ("/host/watch/ends-where-the-system-gives-none", test_ends_where_the_system_gives_none);
  g_test_add_func ("/host/watch/leaves-other-ends", test_leaves_other_ends);
  g_test_add_func ("/host/watch/stops", test_stops);
  return g_test_run ();
}
