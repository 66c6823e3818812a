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
  gboolean authority;      /* it is of an archive's own records, not of a daily */
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
  const gchar *identity;  /* nullable */
} WzPaper;

/* The entry that is made of a paper. */
typedef struct {
  WzIssueBuilder *builder;
  WzEntry *mine;
  const WzPaper *paper;
  WzDiagSink *sink;
} WzMerging;

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
/** wz_merge_keep_variant: notes that the @text of @loser's @field was not taken, but @winner's. */
void wz_merge_keep_variant (WzMerging *f, const gchar *field, const gchar *lang, const gchar *text,
                            const WzMember *loser, const WzMember *winner, WzPosition position);
/** wz_merge_weigh: characters of @text that are no white space; the measure of riches. */
gsize wz_merge_weigh (const WzText *text);
/** wz_merge_compare_trust: more than 0 where @a is to be believed before @b, whatever they say: authority
 * before newer version before full entry; 0 where neither is. */
gint wz_merge_compare_trust (const WzMember *a, const WzMember *b);
/** wz_merge_find_trusted: the member that is to be believed first, the earliest of them. */
const WzMember *wz_merge_find_trusted (const WzPaper *paper);

/* wz-merge.c */
/** wz_member_new: (transfer full): @entry of @issue as a member. */
WzMember *wz_member_new (const WzEntry *entry, const WzIssue *issue, const WzWithdrawalTest *test);
void wz_member_free (gpointer member);
/** wz_paper_part_withdrawn: of a withdrawn paper, parts the members with its last real text from the others.
 */
void wz_paper_part_withdrawn (WzPaper *paper);
void wz_paper_free (WzPaper *paper);

/* wz-merge-record.c */
/** wz_merge_record: what archives and crawlers say of the paper: status, venue, dates, score, points. */
void wz_merge_record (WzMerging *f);

gboolean wz_paper_is_full (const WzPaper *paper);

/* wz-merge-near.c */
void wz_merge_report_near (const GPtrArray *papers, WzDiagSink *sink);
