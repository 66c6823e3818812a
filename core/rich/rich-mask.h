/* rich-mask.h: Markdown as the parser is to see it. Private to core/rich. SPDX-License-Identifier: MIT */
#pragma once

#include "rich/rich-out.h"

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
 * rich_masked_init:
 *
 * Finds the formulae of @out and puts letters in their place, so that no mark inside one means anything;
 * makes such neighbours of asterisks as CommonMark's rules on letters and punctuation (0.30, 6.2) were meant
 * for; and evens out what versions of md4c take for a table.
 */
void rich_masked_init (RichMasked *masked, RichOut *out);
void rich_masked_clear (RichMasked *masked);

/** rich_masked_source: the offset in the text that the byte at @at of what is seen stands for. */
gsize rich_masked_source (const RichMasked *masked, gsize at);

G_END_DECLS
