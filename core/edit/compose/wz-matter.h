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

void wz_matter_add_statistics (WzIssueBuilder *builder, const WzIssue *issue, const WzMatterPaper *papers,
                               guint n_papers, WzDate first, WzDate last, const gchar *lang);
void wz_matter_add_colophon (WzIssueBuilder *builder, const WzIssue *issue, const gchar *const *lines,
                             const WzDate *missing, guint n_missing, const gchar *lang);

G_END_DECLS
