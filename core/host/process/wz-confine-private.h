/* wz-confine-private.h: the filter of system calls, for wz-confine.c. SPDX-License-Identifier: MIT */
#pragma once

#include "host/process/wz-confine.h"

/** wz_filter_is_there: whether the kernel takes filters. */
gboolean wz_filter_is_there (void);

/** wz_filter_install: @landlock_abi: what Landlock holds need not be held twice. FALSE with errno. */
gboolean wz_filter_install (gboolean programs, gint landlock_abi);
