/* wz-watch.h: limits to the processor time and the memory of a stage of this process. Core only.
 * SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WzWatchLimits: what this process, all its threads together, may take; its children are not counted. A
 * message stands on the standard error when its limit is reached, and has its line end.
 * @seconds: of processor time, from now on
 * @bytes: of memory that is its own (mapped fonts do not count), from its start on; 0 for no limit
 * @short_of_memory: the message for memory that the system does not give (`ulimit -v`), whatever @bytes
 */
typedef struct {
  guint seconds;
  guint64 bytes;
  const gchar *too_long;
  const gchar *too_large;
  const gchar *short_of_memory;
} WzWatchLimits;

typedef struct _WzWatch WzWatch;

/**
 * wz_watch_start:
 *
 * Reading and editing look at no clock of their own, and GLib ends a process that gets no memory: what they
 * do is in proportion to the input, and this is for the text that proves the opposite. The process ends with
 * status 1. There is one watch at a time.
 *
 * Returns: (transfer full) (nullable): NULL in builds with a sanitizer, and where there are no such clocks
 */
WzWatch *wz_watch_start (const WzWatchLimits *limits);
void wz_watch_stop (WzWatch *watch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzWatch, wz_watch_stop)

G_END_DECLS
