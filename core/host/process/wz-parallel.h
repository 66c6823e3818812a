/* wz-parallel.h: one job for many items, on all processors. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wz-diag.h>

/** WzParallelFunc: does item @i, in any thread; it may touch nothing that another item touches. */
typedef void (*WzParallelFunc) (guint i, WzDiagSink *sink, gpointer user_data);

/** WzParallelProgress: called in the caller's thread, from time to time. */
typedef void (*WzParallelProgress) (guint done, guint total, gpointer user_data);

/**
 * wz_parallel_watched, wz_parallel:
 * @n: number of items
 * @progress: (nullable): told how far it is
 * @sink: (nullable): gets what the items report, in their order, whichever was done first
 *
 * Does all items and returns when the threads it needed have ended: who calls it has no second thread before
 * or after, and may fork.
 */
void wz_parallel_watched (guint n, WzParallelFunc func, gpointer user_data, WzDiagSink *sink,
                          WzParallelProgress progress, gpointer progress_data);
void wz_parallel (guint n, WzParallelFunc func, gpointer user_data, WzDiagSink *sink);
