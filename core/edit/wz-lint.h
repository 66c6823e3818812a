/* wz-lint.h: what is odd in the texts of an issue. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wenzhai.h>

G_BEGIN_DECLS

typedef struct _WzLintRule WzLintRule;

/**
 * wz_edit_lint:
 * @issue: as read, before it is normalised
 * @sink: gets a hint for each finding
 *
 * Looks through every text of @issue for what an editor would want to correct in the source.
 */
void wz_edit_lint (const WzIssue *issue, WzDiagSink *sink);
/**
 * wz_edit_lint_formulae:
 * @issue: as read
 * @sink: gets a warning for each formula that holds prose (`formula-prose`), and for each that stands in the
 *   text (`formula-raw`)
 *
 * What no reader of ours takes for a formula may still come as one, in JSON or in a block between `$$`.
 */
void wz_edit_lint_formulae (const WzIssue *issue, WzDiagSink *sink);

/* The table, for the tests. */
guint wz_lint_get_n_rules (void);
const WzLintRule *wz_lint_get_rule (guint index);
/** wz_lint_rule_get_code: the diagnostic's code. */
const gchar *wz_lint_rule_get_code (const WzLintRule *rule);
/** wz_lint_rule_get_cases: (array zero-terminated=1): texts that the rule has to find, or has to leave. */
const gchar *const *wz_lint_rule_get_cases (const WzLintRule *rule, gboolean hits);
/** wz_lint_rule_is_for: whether @rule looks at texts in @lang (nullable). */
gboolean wz_lint_rule_is_for (const WzLintRule *rule, const gchar *lang);
/** wz_lint_rule_is_mended: whether wz_edit_repair() mends what @rule finds: what its first group matches. */
gboolean wz_lint_rule_is_mended (const WzLintRule *rule);
/** wz_lint_rule_compile: (transfer full) */
GRegex *wz_lint_rule_compile (const WzLintRule *rule);
/** wz_lint_rule_count: number of findings in @text. */
guint wz_lint_rule_count (const WzLintRule *rule, const gchar *text);

G_END_DECLS
