/* wz-parallel.c: threads that take item after item. SPDX-License-Identifier: MIT
 *
 * No GThreadPool: its threads linger, and this process forks.
 */
#include "host/process/wz-parallel.h"

#include "base/wz-diag-private.h"

typedef struct {
  guint n;
  gint next; /* atomic: the item that nobody has taken */
  WzParallelFunc func;
  gpointer user_data;
  GPtrArray **reports; /* of WzDiag, one for each item; NULL: nobody listens */
} Work;

static void
do_item (const Work *work, guint i)
{
  if (work->reports == NULL) {
    work->func (i, NULL, work->user_data);
    return;
  }
  work->reports[i] = wz_diag_hold_new ();
  g_autoptr (WzDiagSink) sink = wz_diag_sink_new (wz_diag_hold, work->reports[i]);
  work->func (i, sink, work->user_data);
}

static gpointer
do_items (gpointer data)
{
  Work *work = data;
  guint i;
  while ((i = (guint) g_atomic_int_add (&work->next, 1)) < work->n)
    do_item (work, i);
  return NULL;
}

/* The caller's own share of the work: it alone tells of the progress, of which items were begun. */
static void
do_and_tell (Work *work, WzParallelProgress progress, gpointer progress_data)
{
  guint i;
  while ((i = (guint) g_atomic_int_add (&work->next, 1)) < work->n) {
    do_item (work, i);
    if (progress != NULL)
      progress (MIN ((guint) g_atomic_int_get (&work->next), work->n), work->n, progress_data);
  }
}

void
wz_parallel (guint n, WzParallelFunc func, gpointer user_data, WzDiagSink *sink)
{
  wz_parallel_watched (n, func, user_data, sink, NULL, NULL);
}

void
wz_parallel_watched (guint n, WzParallelFunc func, gpointer user_data, WzDiagSink *sink,
                     WzParallelProgress progress, gpointer progress_data)
{
  g_autofree GPtrArray **reports = sink != NULL ? g_new0 (GPtrArray *, MAX (n, 1)) : NULL;
  Work work = {n, 0, func, user_data, reports};
  guint n_threads = MIN (n, g_get_num_processors ());
  g_autoptr (GPtrArray) threads = g_ptr_array_new ();
  for (guint i = 1; i < n_threads; i++) {
    GThread *thread = g_thread_try_new ("parallel", do_items, &work, NULL);
    if (thread == NULL) /* the work is done by those there are */
      break;
    g_ptr_array_add (threads, thread);
  }
  do_and_tell (&work, progress, progress_data);
  for (guint i = 0; i < threads->len; i++)
    g_thread_join (g_ptr_array_index (threads, i));

  for (guint i = 0; reports != NULL && i < n; i++) {
    wz_diag_sink_replay (sink, reports[i]);
    g_ptr_array_unref (reports[i]);
  }
}
