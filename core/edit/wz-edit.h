/* wz-edit.h: the editorial desk: issue in, issue out. Core only. SPDX-License-Identifier: MIT
 *
 * Nothing here changes an issue; each step makes a new one, and what it took for odd goes to the sink.
 */
#pragma once

#include <wenzhai/wenzhai.h>

G_BEGIN_DECLS

/* wz-edit-normalise.c */
WzIssue *wz_edit_normalise (const WzIssue *issue, WzDiagSink *sink);

/* wz-language.c */
WzIssue *wz_edit_in_language (const WzIssue *issue, const gchar *lang);

G_END_DECLS
