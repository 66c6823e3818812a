/* wz-child.h: child processes, seen from both sides. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include "host/wz-message.h"

#include <sys/types.h>

/** WzChildMain: runs in the child and ends with a `done` or `error` message; its return ends the process. */
typedef void (*WzChildMain) (gint pipe_fd, gpointer user_data);

/**
 * WzChildLimits: of one child.
 * @data_bytes: RLIMIT_DATA; 0 for none. Mapped fonts do not count
 * @milliseconds: of wall time; 0 for none
 */
typedef struct {
  guint64 data_bytes;
  guint64 milliseconds;
} WzChildLimits;

typedef struct _WzChild WzChild;

/**
 * wz_child_start:
 * @name: of the plugin, for messages
 * @func, @func_data: called with each message, in the parent
 *
 * Forks. The child dies with its parent, has /dev/null as input and stderr as output, and none of the
 * parent's blocked signals.
 */
WzChild *wz_child_start (const gchar *name, WzChildMain main, gpointer main_data, WzChildLimits limits,
                         WzMessageFunc func, gpointer func_data, GError **error);
void wz_child_free (WzChild *child);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzChild, wz_child_free)

/**
 * wz_children_wait:
 * @children: (array length=n): running or ended
 * @timeout_ms: at most so long; -1: until something happens
 * @signal_fd: a signalfd to watch too, or -1
 *
 * Reads pipes, enforces limits, notices ends. Returns: FALSE when @signal_fd became readable
 */
gboolean wz_children_wait (WzChild *const *children, guint n, gint timeout_ms, gint signal_fd);

gboolean wz_child_has_ended (const WzChild *child);

/**
 * wz_child_check:
 *
 * After the end. Returns: TRUE if it said `done` and exited with 0; else FALSE with WZ_PLUGIN_ERROR: its own
 * error, the signal with number and name, the limit it broke, or its silence
 */
gboolean wz_child_check (const WzChild *child, GError **error);

/** wz_child_get_bytes: what `done` told. */
guint64 wz_child_get_bytes (const WzChild *child);
