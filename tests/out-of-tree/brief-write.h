/* brief-write.h: an issue as Markdown. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wz-plugin.h>

gboolean brief_write (const WzJob *job, gpointer state, WzOutput *output, GError **error);
