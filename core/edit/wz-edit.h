/* wz-edit.h: the editorial desk: issue in, issue out. Core only. SPDX-License-Identifier: MIT
 *
 * Nothing here changes an issue; each step makes a new one, and what it took for odd goes to the sink.
 */
#pragma once

#include "recipe/wz-period.h"
#include <wenzhai/wenzhai.h>

G_BEGIN_DECLS

/* wz-edit-normalise.c */
/**
 * wz_edit_normalise:
 * @issue: as read
 * @sink: (nullable)
 *
 * Applies the normaliser (CJK typesetting R5–R12) to every Chinese field of @issue, NFC to the others. Keys,
 * ids, links, formulae, code, indices and resources stay as they are.
 *
 * Returns: (transfer full)
 */
WzIssue *wz_edit_normalise (const WzIssue *issue, WzDiagSink *sink);

/* wz-language.c */
/**
 * wz_edit_in_language:
 * @lang: BCP 47
 *
 * Returns: (transfer full): the edition of @issue in @lang
 */
WzIssue *wz_edit_in_language (const WzIssue *issue, const gchar *lang);

/* wz-cut.c */
/**
 * wz_edit_cut:
 *
 * Returns: (transfer full): @issue with the papers alone that appeared in @period, in their sections
 */
WzIssue *wz_edit_cut (const WzIssue *issue, const WzPeriod *period);

G_END_DECLS
