/* wz-convert.h: an edition in Traditional Chinese. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wenzhai.h>

G_BEGIN_DECLS

gboolean wz_edit_can_convert (const gchar *variant);
WzIssue *wz_edit_convert (const WzIssue *issue, const gchar *variant, const gchar *const *from,
                          const gchar *const *to, WzDiagSink *sink, GError **error);

G_END_DECLS
