/* wz-date.h: reading dates. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wz-label.h>

/** wz_date_parse_iso: whether all of @text is a real day written `2022-09-22`; @date is set only then. */
gboolean wz_date_parse_iso (const gchar *text, WzDate *date);
