/* parallel.c: see parallel.h. No GThreadPool: it has no order, and aborts where the system has no more
 * threads. SPDX-License-Identifier: MIT */
#include <wenzhai-kit/wz-parallel.h>

typedef struct {
  WzParallel *parallel;
  gpointer data;
  GThread *thread;
} Member;

typedef struct {
  gpointer data;
  gpointer result;
  gboolean is_done;
} Task;

struct _WzParallel {
  WzParallelFunc func;
  GDestroyNotify free_result;
  Member *members; /* the first is the caller */
  guint n_members, n_begun_members;
  guint ahead;
  /* All below is under the lock. */
  GMutex lock;
  GCond done;    /* the task that the caller waits for may be */
  GCond room;    /* another task may be begun */
  GArray *tasks; /* of Task */
  guint begun;   /* tasks [0, begun) have been begun */
  guint taken;   /* tasks [0, taken) have been taken */
  guint idle;    /* members that wait for room */
  gboolean stop;
};

static Task *
get_task (const WzParallel *parallel, guint number)
{
  return &g_array_index (parallel->tasks, Task, number);
}

static gboolean
has_room (const WzParallel *parallel)
{
  return parallel->begun < parallel->tasks->len && parallel->begun - parallel->taken < parallel->ahead;
}

/* Does the first task that nobody has begun. Called with the lock, which is open meanwhile. */
static void
do_one (WzParallel *parallel, const Member *member)
{
  guint number = parallel->begun++;
  gpointer data = get_task (parallel, number)->data;
  g_mutex_unlock (&parallel->lock);
  gpointer result = parallel->func (data, member->data);
  g_mutex_lock (&parallel->lock);
  *get_task (parallel, number) = (Task){NULL, result, TRUE};
  if (number == parallel->taken)
    g_cond_signal (&parallel->done);
}

static gpointer
work (gpointer data)
{
  Member *member = data;
  WzParallel *parallel = member->parallel;
  g_mutex_lock (&parallel->lock);
  while (!parallel->stop) {
    if (has_room (parallel)) {
      do_one (parallel, member);
      continue;
    }
    parallel->idle++;
    g_cond_wait (&parallel->room, &parallel->lock);
    parallel->idle--;
  }
  g_mutex_unlock (&parallel->lock);
  return NULL;
}

void
wz_parallel_push (WzParallel *parallel, gpointer data)
{
  Task task = {data, NULL, FALSE};
  g_mutex_lock (&parallel->lock);
  g_array_append_val (parallel->tasks, task);
  if (parallel->idle > 0 && has_room (parallel))
    g_cond_signal (&parallel->room);
  g_mutex_unlock (&parallel->lock);
  if (parallel->n_begun_members < parallel->n_members) {
    Member *member = &parallel->members[parallel->n_begun_members++];
    member->thread = g_thread_try_new ("parallel", work, member, NULL);
  }
}

gpointer
wz_parallel_take (WzParallel *parallel)
{
  g_mutex_lock (&parallel->lock);
  g_assert (parallel->taken < parallel->tasks->len);
  while (!get_task (parallel, parallel->taken)->is_done) {
    if (has_room (parallel))
      do_one (parallel, &parallel->members[0]);
    else
      g_cond_wait (&parallel->done, &parallel->lock);
  }
  gpointer result = get_task (parallel, parallel->taken++)->result;
  /* Not for each place that becomes free: waking up takes longer than setting a line. */
  if (parallel->idle > 0 && parallel->begun - parallel->taken <= parallel->ahead / 2)
    g_cond_broadcast (&parallel->room);
  g_mutex_unlock (&parallel->lock);
  return result;
}

WzParallel *
wz_parallel_new (WzParallelFunc func, gpointer *members, guint n_threads, guint ahead,
                 GDestroyNotify free_result)
{
  WzParallel *parallel = g_new0 (WzParallel, 1);
  parallel->func = func;
  parallel->free_result = free_result;
  parallel->members = g_new0 (Member, MAX (n_threads, 1));
  parallel->n_members = MAX (n_threads, 1);
  parallel->n_begun_members = 1;
  parallel->ahead = ahead > 0 ? ahead : G_MAXUINT;
  parallel->tasks = g_array_new (FALSE, FALSE, sizeof (Task));
  g_mutex_init (&parallel->lock);
  g_cond_init (&parallel->done);
  g_cond_init (&parallel->room);
  for (guint i = 0; i < parallel->n_members; i++)
    parallel->members[i] = (Member){parallel, members != NULL ? members[i] : NULL, NULL};
  return parallel;
}

void
wz_parallel_free (WzParallel *parallel)
{
  if (parallel == NULL)
    return;
  g_mutex_lock (&parallel->lock);
  parallel->stop = TRUE;
  g_cond_broadcast (&parallel->room);
  g_mutex_unlock (&parallel->lock);
  for (guint i = 1; i < parallel->n_begun_members; i++)
    g_clear_pointer (&parallel->members[i].thread, g_thread_join);
  for (guint i = parallel->taken; i < parallel->begun && parallel->free_result != NULL; i++)
    parallel->free_result (get_task (parallel, i)->result);
  g_cond_clear (&parallel->room);
  g_cond_clear (&parallel->done);
  g_mutex_clear (&parallel->lock);
  g_array_unref (parallel->tasks);
  g_free (parallel->members);
  g_free (parallel);
}
