/* wz-lock.h: one run at a time in a project. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include "host/project/wz-project.h"

typedef struct _WzLock WzLock;

/**
 * wz_lock_take:
 * @what: the command that is run, for whoever meets the lock
 *
 * Takes the project for this process, until it ends, however that comes. What only reads needs none. Where
 * files cannot be made, or the file system knows no locks, nothing is held, and nothing is said of it:
 * whoever writes there will be told.
 *
 * Returns: (transfer full): NULL with WZ_OUTPUT_ERROR, which says who has the project and what to do
 */
WzLock *wz_lock_take (const WzProject *project, const gchar *what, GError **error);
void wz_lock_free (WzLock *lock);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzLock, wz_lock_free)
