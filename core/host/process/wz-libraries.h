/* wz-libraries.h: which versions of shared libraries a process has. Core only. SPDX-License-Identifier: MIT
 */
#pragma once

#include <glib.h>

/** wz_libraries_dup_names: (transfer full): the names of their files, which end in their versions
 * (`libcairo.so.2.11600.0`), in order, with spaces between them. */
gchar *wz_libraries_dup_names (void);
