/* wz-probe-cache.h: what probes have said, kept by content. Core only. SPDX-License-Identifier: MIT
 *
 * $XDG_CACHE_HOME/wenzhai/probes/HASH: the lines that a probe of these bytes sent to this version of the
 * program. They are read as a probe's own lines are, and trusted no further.
 */
#pragma once

#include <glib.h>

/** wz_probe_cache_dup_key: (transfer full) (nullable): of the file's bytes, the program's version and the
 * language of messages; NULL for a file that cannot be read, or is too large to be worth it. */
gchar *wz_probe_cache_dup_key (const gchar *path);

/** wz_probe_cache_load: (transfer full) (nullable): NULL where nothing is kept, or somebody else could have
 * written it. */
gchar *wz_probe_cache_load (const gchar *key);

/** wz_probe_cache_save: whole, or not at all; that it cannot be kept is no error. */
void wz_probe_cache_save (const gchar *key, const gchar *lines);
