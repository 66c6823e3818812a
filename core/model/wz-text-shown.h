/* wz-text-shown.h: what is shown of a text: what is left without pictures, or its beginning.
 * SPDX-License-Identifier: MIT */
#pragma once

#include "base/wz-arena.h"

#include <wenzhai/wz-text.h>

/**
 * wz_text_without_pictures:
 * @text: (nullable)
 *
 * Pictures in lines, and figures with their captions, are not in what is returned; nor is what holds nothing
 * but them: a paragraph, a link, a list. Cells of tables stay. Strings are shared with @text.
 *
 * Returns: (nullable): @text where it has no pictures; else a text in @arena
 */
const WzText *wz_text_without_pictures (const WzText *text, WzArena *arena);

/**
 * wz_text_first_sentence:
 * @text: blocks or inlines
 *
 * Returns: inlines in @arena: of the first block that has any, up to its first full stop in Chinese; a
 * sentence of more than 56 characters up to the last clause of it that has not more, with an ellipsis
 */
const WzText *wz_text_first_sentence (const WzText *text, WzArena *arena);
