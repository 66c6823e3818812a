/* wz-shortage.h: whether what went wrong went wrong for want of memory, which the system and libraries say in
 * many ways. SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** wz_shortage_is_told: whether @text, of GLib or of a loader of modules, says so. */
gboolean wz_shortage_is_told (const gchar *text);
/** wz_shortage_is_there: whether this process would get no @bytes more. May be called in a signal's handler.
 */
gboolean wz_shortage_is_there (gsize bytes);

G_END_DECLS
