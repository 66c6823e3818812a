/* compose-bidi.h: text from right to left within lines (UAX 9). Levels come from Pango, places are
 * arithmetic. SPDX-License-Identifier: MIT */
#pragma once

#include "compose/paragraph/compose-paragraph.h"

G_BEGIN_DECLS

/** A width that says: this character has the place of the one before it. */
#define COMPOSE_BIDI_JOINED G_MININT32

/**
 * compose_bidi_find_levels:
 *
 * The levels of embedding in a paragraph that runs from left to right.
 *
 * Returns: (transfer full) (nullable): one a character; NULL where nothing runs from right to left
 */
guint8 *compose_bidi_find_levels (const ComposeChar *chars, guint n);

/**
 * compose_bidi_place:
 * @x: (inout) (array length=n): origins in the order of the text, rising; afterwards as the page shows them
 * @widths: (array length=n): of the characters, without the gaps behind them
 * @levels: (array length=n)
 *
 * Turns a line's characters round (UAX 9, L2): what lies between two of them keeps its width, so that a line
 * that was justified stays so.
 */
void compose_bidi_place (ComposeUnit *x, const ComposeUnit *widths, const guint8 *levels, guint n);

G_END_DECLS
