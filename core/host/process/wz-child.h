/* wz-child.h: child processes, seen from both sides. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include "host/process/wz-message.h"

#include <sys/types.h>

/** WzChildMain: runs in the child and ends with a `done` or `error` message; its return ends the process. */
typedef void (*WzChildMain) (gint pipe_fd, gpointer user_data);

/**
 * WzChildLimits: of one child; 0 for none.
 * @data_bytes: RLIMIT_DATA. Mapped fonts do not count
 * @file_bytes: RLIMIT_FSIZE, for each file that it writes
 * @milliseconds: of wall time
 * @adjustable: --time-limit and --memory-limit set them, and messages say so
 */
typedef struct {
  guint64 data_bytes;
  guint64 file_bytes;
  guint64 milliseconds;
  gboolean adjustable;
} WzChildLimits;

/**
 * WzChildSpec: what is to run.
 * @name: of the plugin, for messages
 * @is_program: @main becomes a program that knows nothing of us: an exit with 0 means `done`. It may start
 * others
 * @file_fd: a descriptor that the child keeps, under the same number; -1 for none
 * @input_fd: another one, for a program's input (wz-program.h); 0 for none
 * @readable: (array zero-terminated=1) (nullable): what it may read beside what every plugin may
 * @folder: (nullable): where it may write, which is the caller's to remove; NULL: it is given one that
 * goes with it
 * @func, @func_data: called with each message, in the parent. A line that the child prints, to standard
 * output or error, comes as a diagnostic `plugin-log`
 */
typedef struct {
  const gchar *name;
  WzChildMain main;
  gpointer main_data;
  gboolean is_program;
  gint file_fd;
  gint input_fd;
  const gchar *const *readable;
  const gchar *folder;
  WzChildLimits limits;
  WzMessageFunc func;
  gpointer func_data;
} WzChildSpec;

typedef struct _WzChild WzChild;

/**
 * wz_child_adopt:
 *
 * Once, at the start of a program: what a plugin leaves that ended its own warden becomes this process's, and
 * is ended. Not where there are children already, which whoever ran before us in this process has left, nor
 * in process 1, which anybody's orphans come to: they are none of ours.
 */
void wz_child_adopt (void);

/**
 * wz_child_start:
 *
 * Forks, under a warden (wz-warden.h). The child has /dev/null as input, a pipe that is read here as output
 * and error, the message pipe, @file_fd and @input_fd, and no other descriptor; a session of its own; and
 * none of the parent's blocked signals. Before @main it is confined (wz-confine.h); $TMPDIR is the folder
 * where it may write, or is not set. It and all that it starts end with it, or with the parent.
 *
 * Returns: (transfer full): NULL with WZ_PLUGIN_ERROR: LIMIT when there are too few descriptors or processes
 * now, LOAD else
 */
WzChild *wz_child_start (const WzChildSpec *spec, GError **error);
/** wz_child_stop: begins to end it and all that it started; it has ended soon. */
void wz_child_stop (WzChild *child);
/** wz_child_free: stops it first where that is needed, and waits. */
void wz_child_free (WzChild *child);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzChild, wz_child_free)

/**
 * wz_children_wait:
 * @children: (array length=n): running or ended, or NULL
 * @timeout_ms: at most so long; -1: until something happens
 * @signal_fd: a signalfd to watch too, or -1
 *
 * Reads pipes, enforces limits, notices ends. Returns: FALSE when @signal_fd became readable
 */
gboolean wz_children_wait (WzChild *const *children, guint n, gint timeout_ms, gint signal_fd);

/** wz_child_has_ended: it, and all that it started. */
gboolean wz_child_has_ended (const WzChild *child);

/**
 * wz_child_check:
 *
 * After the end. Returns: TRUE if it said `done` and exited with 0; else FALSE with WZ_PLUGIN_ERROR: its own
 * error, the signal with number and name, the limit it broke, or its silence
 */
gboolean wz_child_check (const WzChild *child, GError **error);

/** wz_child_would_repeat: after an end that was none of its own choice: whether the next time is likely to be
 * like it: it ran into its time limit, or did to itself what ended it. */
gboolean wz_child_would_repeat (const WzChild *child);

/** wz_child_get_bytes: what `done` told. */
guint64 wz_child_get_bytes (const WzChild *child);

/** wz_child_set_errno: from errno and @what was tried: WZ_PLUGIN_ERROR_LIMIT with a remedy when descriptors
 * or processes have run out, else WZ_PLUGIN_ERROR_LOAD. */
void wz_child_set_errno (GError **error, const gchar *what);

/** wz_child_lift_fd: out of the way of standard input, output and error, which may have been closed. FALSE
 * with errno. */
gboolean wz_child_lift_fd (gint *fd);
