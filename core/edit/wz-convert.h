/* wz-convert.h: an edition in Traditional Chinese. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wenzhai.h>

G_BEGIN_DECLS

/**
 * wz_edit_convert:
 * @issue: in Simplified Chinese; what it has in other languages stays
 * @variant: `zh-Hant`, `zh-Hant-TW` or `zh-Hant-HK`, as a recipe has it
 * @from, @to: (array zero-terminated=1) (nullable): whole strings that the edition has its own for: names of
 * its fonts
 *
 * Returns: (transfer full): the converted edition; NULL with WZ_READ_ERROR_IO when OpenCC's dictionaries are
 * missing
 */
WzIssue *wz_edit_convert (const WzIssue *issue, const gchar *variant, const gchar *const *from,
                          const gchar *const *to, WzDiagSink *sink, GError **error);
/** wz_convert_dup_words: (transfer full) (nullable): @text by one of OpenCC's configurations, `t2s.json`;
 * NULL where its dictionaries are missing. */
gchar *wz_convert_dup_words (const gchar *text, const gchar *config);

G_END_DECLS
