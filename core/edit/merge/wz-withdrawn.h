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
/** wz_withdrawal_test_entry: asks its abstracts, titles and body; the most telling answer counts. */
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

G_END_DECLS
