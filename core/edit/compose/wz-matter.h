/* wz-matter.h: front and back matter of an issue. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include "edit/compose/wz-compose-private.h"

G_BEGIN_DECLS

/**
 * wz_matter_add_statistics:
 * @layout: its papers, in reading order
 *
 * Adds the section `statistics`: totals, papers by day (by month in a long period) and by category, each as a
 * chart and as a table.
 */
void wz_matter_add_statistics (WzIssueBuilder *builder, const WzLayout *layout, const WzPeriod *period,
                               const gchar *lang);
/**
 * wz_matter_add_colophon:
 * @lines: (array zero-terminated=1) (nullable): what the caller knows of its fonts, versions and settings
 * @missing: (array length=n_missing): days of the period that had no digest
 *
 * Adds the section `sources`, beside the colophon that outputs make for themselves: sources, missing days,
 * rights, and @lines.
 */
void wz_matter_add_colophon (WzIssueBuilder *builder, const WzIssue *issue, const gchar *const *lines,
                             const WzDate *missing, guint n_missing, const gchar *lang);

G_END_DECLS
