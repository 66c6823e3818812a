/* test-common-parallel.c: tasks in threads: every one once, results in the order of the tasks, no more ahead
 * than asked for. SPDX-License-Identifier: MIT */
#include <wenzhai-kit/wz-parallel.h>

#define N 500

/* What tasks and members count. */
typedef struct {
  gint in_work; /* atomic: begun, or done and not taken */
  gint most;    /* atomic */
} Count;

static gpointer
square (gpointer task, gpointer member)
{
  guint number = GPOINTER_TO_UINT (task);
  guint *done = member;
  g_usleep (number % 7 == 0 ? 300 : 0); /* so that later tasks overtake */
  *done += 1;
  return GUINT_TO_POINTER (number * number);
}

static void
check_order (guint n_threads, guint ahead)
{
  guint done[8] = {0}, sum = 0;
  gpointer members[8];
  for (guint i = 0; i < n_threads; i++)
    members[i] = &done[i];
  g_autoptr (WzParallel) parallel = wz_parallel_new (square, members, n_threads, ahead, NULL);
  for (guint i = 0; i < N / 2; i++)
    wz_parallel_push (parallel, GUINT_TO_POINTER (i));
  for (guint i = 0; i < N; i++) { /* pushed and taken by turns, as a book is written */
    if (i + N / 2 < N)
      wz_parallel_push (parallel, GUINT_TO_POINTER (i + N / 2));
    g_assert_cmpuint (GPOINTER_TO_UINT (wz_parallel_take (parallel)), ==, i * i);
  }
  for (guint i = 0; i < n_threads; i++)
    sum += done[i];
  g_assert_cmpuint (sum, ==, N);
}

static void
test_order (void)
{
  for (guint n_threads = 1; n_threads <= 8; n_threads++) {
    check_order (n_threads, 0);
    check_order (n_threads, 1);
    check_order (n_threads, 16);
  }
}

static gpointer
count (gpointer task, gpointer member)
{
  Count *all = task;
  gint n = g_atomic_int_add (&all->in_work, 1) + 1;
  for (gint most = g_atomic_int_get (&all->most);
       n > most && !g_atomic_int_compare_and_exchange (&all->most, most, n);)
    most = g_atomic_int_get (&all->most);
  return all;
}

static void
uncount (gpointer result)
{
  g_atomic_int_add (&((Count *) result)->in_work, -1);
}

/* What is not taken is freed, and what is not begun is never done. */
static void
test_ahead (void)
{
  Count all = {0, 0};
  WzParallel *parallel = wz_parallel_new (count, NULL, 4, 3, uncount);
  for (guint i = 0; i < N; i++)
    wz_parallel_push (parallel, &all);
  for (guint i = 0; i < N / 2; i++)
    uncount (wz_parallel_take (parallel));
  wz_parallel_free (parallel);
  g_assert_cmpint (all.in_work, ==, 0);
  g_assert_cmpint (all.most, <=, 4); /* the one that is taken, and three ahead */
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/common/parallel/order", test_order);
  g_test_add_func ("/common/parallel/ahead", test_ahead);
  return g_test_run ();
}
