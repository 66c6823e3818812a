/* md-write.h: an issue as Markdown. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wz-plugin.h>

gboolean md_write (const WzJob *job, gpointer state, WzOutput *output, GError **error);
