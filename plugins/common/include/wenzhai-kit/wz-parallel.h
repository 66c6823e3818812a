/* wz-parallel.h: work for other threads. In: tasks, in an order. Out: what comes of each, in the same order,
 * so that it does not matter which thread did it, or how many there are. SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** WzParallelFunc: (transfer full): does @task; @member is the thread's own, so that nothing is shared. */
typedef gpointer (*WzParallelFunc) (gpointer task, gpointer member);

typedef struct _WzParallel WzParallel;

/**
 * wz_parallel_new:
 * @members: (nullable) (array length=n_threads): of each thread; lent
 * @n_threads: at most; the first is the caller's
 * @ahead: so many results at most wait to be taken, which bounds the memory; 0: any
 * @free_result: (nullable): for results that are not taken
 *
 * Threads begin when there are tasks for them. Where the system has no more, the work is done by those there
 * are.
 */
WzParallel *wz_parallel_new (WzParallelFunc func, gpointer *members, guint n_threads, guint ahead,
                             GDestroyNotify free_result);
/** wz_parallel_free: tasks that nobody has begun are dropped. */
void wz_parallel_free (WzParallel *parallel);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzParallel, wz_parallel_free)

/** wz_parallel_push: @task is lent until its result is taken, or @parallel is freed. */
void wz_parallel_push (WzParallel *parallel, gpointer task);

/** wz_parallel_take: (transfer full): what came of the first task that has not been taken; the caller does
 * tasks while that one is not ready. There has to be one. */
gpointer wz_parallel_take (WzParallel *parallel);

G_END_DECLS
