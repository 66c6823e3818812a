/* wz-matter.h: front and back matter of an issue. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include "model/wz-builder.h"

G_BEGIN_DECLS

/* What the statistics count: one row a paper, in reading order. */
typedef struct {
  WzDate date;           /* of its first appearance in the period */
  const gchar *category; /* (nullable): its first */
  gboolean full;
} WzMatterPaper;

/**
 * wz_matter_add_statistics:
 * @papers: (array length=n_papers): in reading order
 * @first, @last: the period
 *
 * Adds the section `statistics`: totals, papers by day (by month in a long period) and by category, each as a
 * chart and as a table.
 */
void wz_matter_add_statistics (WzIssueBuilder *builder, const WzIssue *issue, const WzMatterPaper *papers,
                               guint n_papers, WzDate first, WzDate last, const gchar *lang);
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
