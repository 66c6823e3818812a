/* rich-mask.h: Markdown as the parser is to see it. Private to core/rich. SPDX-License-Identifier: MIT */
#pragma once

#include "rich/rich-note.h"

G_BEGIN_DECLS

/**
 * RichMasked:
 * @seen: what the parser reads, @length bytes and some line ends behind them
 * @lead: bytes before the text
 * @end: of the text
 * @sources: of guint32: where each byte of @seen comes from; or NULL where all are in their places
 */
typedef struct {
  GString *seen;
  gsize length, lead, end;
  GArray *sources;
} RichMasked;

/**
 * rich_dup_mask:
 *
 * Finds the formulae of @out, and of an editor's text its notes and names, and puts letters in their place,
 * so that no mark inside one means anything; makes such neighbours of asterisks as CommonMark's rules on
 * letters and punctuation (0.30, 6.2) were meant for.
 *
 * Returns: (transfer full): as many bytes as the text has
 */
gchar *rich_dup_mask (RichOut *out);
/** rich_masked_init: of @mask all but the notes, or @note (nullable) alone; evens out what versions of md4c
 * take for a table. */
void rich_masked_init (RichMasked *masked, const RichOut *out, const gchar *mask, const RichDefinition *note);
void rich_masked_clear (RichMasked *masked);

/** rich_masked_source: the offset in the text that the byte at @at of what is seen stands for. */
gsize rich_masked_source (const RichMasked *masked, gsize at);

G_END_DECLS
