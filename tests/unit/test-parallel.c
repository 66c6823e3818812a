/* Work in threads: every item once, reports in the order of items, and no thread left behind.
 * SPDX-License-Identifier: MIT */
#include "host/process/wz-parallel.h"

#include "base/wz-diag-private.h"

#define N 200

static void
do_item (guint i, WzDiagSink *sink, gpointer user_data)
{
  guint *done = user_data;
  g_usleep (i % 7 == 0 ? 500 : 0); /* so that later items overtake */
  done[i]++;
  for (guint k = 0; k < i % 3; k++)
    wz_diag_report (sink, WZ_SEVERITY_HINT, "item", &(WzPosition){"file", i + 1, k + 1}, "%u", i);
}

typedef struct {
  guint n;
  WzPosition last;
} Seen;

static void
expect_next (const WzDiag *diag, gpointer user_data)
{
  Seen *seen = user_data;
  g_autofree gchar *detail = g_strdup_printf ("%u", diag->position.line - 1);
  g_assert_cmpstr (diag->detail, ==, detail);
  g_assert_true (diag->position.line > seen->last.line ||
                 (diag->position.line == seen->last.line && diag->position.column > seen->last.column));
  seen->last = diag->position;
  seen->n++;
}

static guint
count_threads (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/task", 0, NULL);
  guint n = 0;
  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
test_order (void)
{
  guint before = count_threads (), expected = 0;
  guint done[N] = {0};
  Seen seen = {0};
  g_autoptr (WzDiagSink) sink = wz_diag_sink_new (expect_next, &seen);
  wz_parallel (N, do_item, done, sink);
  for (guint i = 0; i < N; i++) {
    g_assert_cmpuint (done[i], ==, 1);
    expected += i % 3;
  }
  g_assert_cmpuint (seen.n, ==, expected);
  for (guint i = 0; i < 100 && count_threads () > before; i++) /* the kernel may take a moment */
    g_usleep (1000);
  g_assert_cmpuint (count_threads (), ==, before);
}

static void
test_few (void)
{
  guint done[2] = {0};
  wz_parallel (0, do_item, done, NULL);
  wz_parallel (1, do_item, done, NULL); /* nobody listens */
  g_assert_cmpuint (done[0], ==, 1);
  g_assert_cmpuint (done[1], ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/host/parallel/order", test_order);
  g_test_add_func ("/host/parallel/few", test_few);
  return g_test_run ();
}
