/* wz-child-private.h: what is known of a child, for wz-child.c and, after its end, wz-child-verdict.c.
 * SPDX-License-Identifier: MIT */
#pragma once

#include "host/process/wz-warden.h"

struct _WzChild {
  gchar *name;
  gboolean is_program;
  gchar *folder; /* that was made for it; nullable */
  pid_t pid;     /* of the warden */
  gint control_fd;
  gint pipe_fd;
  gint log_fd;
  gboolean pipe_open, log_open; /* until the other end is closed */
  guint slot;                   /* in the array for poll() */
  gint64 deadline;              /* monotonic microseconds; 0 for none */
  gint64 kill_at;               /* the same, once it has been stopped: then the warden is killed itself */
  WzChildLimits limits;
  WzMessageReader *reader;
  WzMessageFunc func;
  gpointer func_data;
  GString *log; /* of a line that is not whole yet */
  guint n_log_lines;

  gboolean ended;
  gboolean reported; /* whether @report was told */
  WzWardenReport report;
  gboolean timed_out;
  gboolean babbled; /* wrote something into the pipe that is no message */
  gboolean done;
  guint64 bytes;
  GError *error; /* from an error message */
};
