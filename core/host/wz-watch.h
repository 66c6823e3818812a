/* wz-watch.h: a limit to the processor time of a stage of this process. Core only. SPDX-License-Identifier:
 * MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _WzWatch WzWatch;

/**
 * wz_watch_start:
 * @message: what stands on the standard error when time is up; with its line end
 * @seconds: of processor time that this process, all its threads together, may still take; its children are
 * not counted and have no such limit
 *
 * Reading and editing look at no clock of their own: what they do is in proportion to the input, and this is
 * for the text that proves the opposite. The process ends with status 1.
 *
 * Returns: (transfer full) (nullable): NULL in builds with a sanitizer, and where there are no such clocks
 */
WzWatch *wz_watch_start (const gchar *message, guint seconds);
void wz_watch_stop (WzWatch *watch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzWatch, wz_watch_stop)

G_END_DECLS
