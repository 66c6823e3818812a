/* wz-warden.h: the process between the program and a plugin's. Core only. SPDX-License-Identifier: MIT
 *
 * A plugin's process, the worker, is the child of a warden, which is a subreaper (prctl(2)): whatever the
 * worker starts stays below the warden, were it in a session of its own. When the worker has ended, or the
 * program wants it to, or the program is gone, the warden ends all that is left, tells what it saw, and ends.
 * One warden a plugin, so that it is known whose a process is.
 */
#pragma once

#include "host/process/wz-census.h"
#include "host/process/wz-child.h"

/** WzWardenJob: @control_fd: to the program; the others are the worker's. @folder: (nullable): that was
 * made for it. */
typedef struct {
  const WzChildSpec *spec;
  gint control_fd;
  gint pipe_fd;
  gint log_fd;
  const gchar *folder;
} WzWardenJob;

/**
 * WzWardenReport: what it tells at its end.
 * @error: errno of the fork that failed; 0
 * @status, @max_rss_kib: of the worker
 * @survivors: processes that could not be ended
 * @excess: what it was ended for
 */
typedef struct {
  gint error;
  gint status;
  glong max_rss_kib;
  gboolean survivors;
  WzExcess excess;
} WzWardenReport;

/** wz_warden_run: after fork(): never returns. */
void wz_warden_run (const WzWardenJob *job) G_GNUC_NORETURN;

/**
 * wz_warden_end_children:
 * @foreign_only: only those of another session, which workers and what they start are, and wardens are not
 *
 * Kills and awaits the children of this process, and theirs as they come. Returns: FALSE when some are left
 * after seconds
 */
gboolean wz_warden_end_children (gboolean foreign_only);
