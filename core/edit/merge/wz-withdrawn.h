/* wz-withdrawn.h: papers that were taken back. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wenzhai.h>

G_BEGIN_DECLS

/** WzWithdrawal: whether a text says that its paper was withdrawn, and by whom. */
typedef enum {
  WZ_WITHDRAWAL_NONE,
  WZ_WITHDRAWAL,
  WZ_WITHDRAWAL_BY_AUTHOR,
  WZ_WITHDRAWAL_BY_ARXIV
} WzWithdrawal;

/** WzWithdrawalTest: the forms of such notices, made ready once for many papers. */
typedef struct _WzWithdrawalTest WzWithdrawalTest;

WzWithdrawalTest *wz_withdrawal_test_new (void);
void wz_withdrawal_test_free (WzWithdrawalTest *test);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzWithdrawalTest, wz_withdrawal_test_free)
/**
 * wz_withdrawal_test_text:
 * @text: plain
 */
WzWithdrawal wz_withdrawal_test_text (const WzWithdrawalTest *test, const gchar *text);
/** wz_withdrawal_test_entry: asks its abstracts, titles, body and comment; the most telling answer counts. */
WzWithdrawal wz_withdrawal_test_entry (const WzWithdrawalTest *test, const WzEntry *entry);
/** wz_withdrawal_is_announced: whether a note of @entry says that the paper is withdrawn. */
gboolean wz_withdrawal_is_announced (const WzWithdrawalTest *test, const WzEntry *entry);

/**
 * wz_withdrawal_dup_note:
 * @version: that says so; 0 where it is not known
 * @date: of that version, as far as the sources know; may be unknown
 *
 * Returns: (transfer full): the line that an entry carries: CommonMark without a mark in it
 */
gchar *wz_withdrawal_dup_note (WzWithdrawal withdrawal, guint version, WzDate date, const gchar *lang);

/** WzWithdrawnPapers: what a book does with them: nothing beside what the sources say, their mark
 * (WZ_STATUS_WITHDRAWN), or without them. */
typedef enum { WZ_WITHDRAWN_KEEP, WZ_WITHDRAWN_MARK, WZ_WITHDRAWN_OMIT } WzWithdrawnPapers;

/**
 * wz_edit_withdrawn:
 * @sink: (nullable): told of what is left out (`withdrawn-omitted`), and of what no note of the entry tells
 *   (`withdrawn`)
 *
 * In: papers of which an archive (status), a notice or a note says that they are withdrawn. Out: what
 * @papers wants.
 *
 * Returns: (transfer full): @issue itself where nothing is to be done
 */
WzIssue *wz_edit_withdrawn (const WzIssue *issue, WzWithdrawnPapers papers, WzDiagSink *sink);

G_END_DECLS
