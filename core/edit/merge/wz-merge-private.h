/* wz-merge-private.h: papers while they are being merged. SPDX-License-Identifier: MIT */
#pragma once

#include "edit/merge/wz-merge.h"
#include "edit/merge/wz-withdrawn.h"
#include "model/wz-builder.h"

/* One entry of one source. */
typedef struct {
  const WzEntry *entry;
  const WzIssue *issue;
  WzDate date;             /* of its first appearance; else of its issue */
  guint order;             /* over all sources, as given */
  gchar *title;            /* folded; "" where there is none */
  WzWithdrawal withdrawal; /* what its text says */
} WzMember;

/* One paper: its members by date, then by order of sources. Of a paper that is withdrawn, @members are those
 * with its last real text, as far as there are any, and @withdrawn the others: notices have no say in the
 * text. */
typedef struct {
  GPtrArray *members;     /* WzMember, lent */
  GPtrArray *withdrawn;   /* WzMember, lent; nullable */
  const WzMember *notice; /* nullable: says that the paper is withdrawn */
  const gchar *arxiv_id;  /* nullable */
  const gchar *doi;       /* nullable */
} WzPaper;

/* wz-merge-fields.c */
/**
 * wz_merge_fields:
 * @lang: of the issue that is made
 *
 * Adds one entry to @section for all members of @paper.
 *
 * Returns: (transfer none): the entry, owned by @builder
 */
WzEntry *wz_merge_fields (WzIssueBuilder *builder, WzSection *section, const WzPaper *paper,
                          const gchar *lang, WzDiagSink *sink);
gboolean wz_paper_is_full (const WzPaper *paper);

/* wz-merge-near.c */
void wz_merge_report_near (const GPtrArray *papers, WzDiagSink *sink);
