/* wz-inbox.h: what became of each file of a run. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include "host/desk/wz-sources.h"

typedef struct _WzInbox WzInbox;

/**
 * wz_inbox_new:
 * @next: (nullable): gets every diagnostic that wz_inbox_get_sink() gets
 *
 * An account of files: what was read of each, what was odd in it, and what was left out.
 */
WzInbox *wz_inbox_new (WzDiagSink *next);
void wz_inbox_free (WzInbox *inbox);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzInbox, wz_inbox_free)

/** wz_inbox_get_sink: for whoever reads, looks through or edits the files. */
WzDiagSink *wz_inbox_get_sink (WzInbox *inbox);
/** wz_inbox_add: @source: read, tried, or left out. For wz-remarks.h it is to keep its issue. */
void wz_inbox_add (WzInbox *inbox, const WzSource *source);

/** wz_inbox_report_pictures: one warning (`pictures-missing`) for all pictures of a book that are not here.
 * @used: (nullable) (element-type WzSource): those of the inbox that the book was made of; NULL: all. */
void wz_inbox_report_pictures (WzInbox *inbox, const GPtrArray *used);

/** wz_inbox_dup_text: (transfer full): a table for people, a row a file. */
gchar *wz_inbox_dup_text (const WzInbox *inbox);
/** wz_inbox_dup_json: (transfer full): the same as one line of JSON. */
gchar *wz_inbox_dup_json (const WzInbox *inbox);
/** wz_inbox_dup_summary: (transfer full): one line: that @n_papers were made of @n_files, what was left out
 * or refused, and how much there is to look at. */
gchar *wz_inbox_dup_summary (const WzInbox *inbox, guint n_papers, guint n_files);
/** wz_inbox_get_sources: (element-type WzSource): those that were added. */
const GPtrArray *wz_inbox_get_sources (const WzInbox *inbox);
/** wz_inbox_get_told: (element-type WzDiag): what was told with a place in a file, in order. */
const GPtrArray *wz_inbox_get_told (const WzInbox *inbox);
