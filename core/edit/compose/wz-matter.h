/* wz-matter.h: front and back matter of an issue. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include "model/wz-builder.h"
#include "recipe/wz-period.h"

G_BEGIN_DECLS

/* Ids of the sections that are made here. */
#define WZ_MATTER_STATISTICS "statistics"
#define WZ_MATTER_SOURCES "sources"

/** WzCounted: a paper in the issue's numbers. @date: of its first appearance. @category: (nullable) */
typedef struct {
  const WzEntry *entry;
  WzDate date;
  const gchar *category;
} WzCounted;

/**
 * wz_matter_statistics:
 * @issue: has the legend
 * @papers: (array length=n)
 *
 * Returns: (transfer none): totals, papers by day (by month in a long period) and by category, each as a
 * chart and as a table
 */
const WzText *wz_matter_statistics (WzIssueBuilder *builder, const WzIssue *issue, const WzCounted *papers,
                                    guint n, const WzPeriod *period, const gchar *lang);
/** wz_matter_add_statistics: adds the section of that. */
void wz_matter_add_statistics (WzIssueBuilder *builder, const WzIssue *issue, const WzCounted *papers,
                               guint n, const WzPeriod *period, const gchar *lang);
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
