/* wz-repair.h: what texts lost or got on their way out of a PDF. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wenzhai.h>

/**
 * wz_edit_repair:
 * @issue: as read
 * @sink: (nullable): told of each word that is changed (hint `text-repaired`)
 *
 * Mends what the lint finds of it (wz_lint_rule_is_mended()): ligatures become letters, hyphens left from
 * line ends go or lose their space, words that were run together get their hyphen, the number of a footnote
 * is raised. Whether a hyphen belongs to a word tell the other words of @issue. Addresses, code and formulae
 * stay.
 *
 * Returns: (transfer full): the issue, mended
 */
WzIssue *wz_edit_repair (const WzIssue *issue, WzDiagSink *sink);
