/* parallel.h: work for other threads. In: tasks, in an order. Out: what comes of each, in the same order, so
 * that it does not matter which thread did it, or how many there are. SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** ParallelFunc: (transfer full): does @task; @member is the thread's own, so that nothing is shared. */
typedef gpointer (*ParallelFunc) (gpointer task, gpointer member);

typedef struct _Parallel Parallel;

/**
 * parallel_new:
 * @members: (nullable) (array length=n_threads): of each thread; lent
 * @n_threads: at most; the first is the caller's
 * @ahead: so many results at most wait to be taken, which bounds the memory; 0: any
 * @free_result: (nullable): for results that are not taken
 *
 * Threads begin when there are tasks for them. Where the system has no more, the work is done by those there
 * are.
 */
Parallel *parallel_new (ParallelFunc func, gpointer *members, guint n_threads, guint ahead,
                        GDestroyNotify free_result);
/** parallel_free: tasks that nobody has begun are dropped. */
void parallel_free (Parallel *parallel);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Parallel, parallel_free)

/** parallel_push: @task is lent until its result is taken, or @parallel is freed. */
void parallel_push (Parallel *parallel, gpointer task);

/** parallel_take: (transfer full): what came of the first task that has not been taken; the caller does tasks
 * while that one is not ready. There has to be one. */
gpointer parallel_take (Parallel *parallel);

G_END_DECLS
