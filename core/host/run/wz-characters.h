/* wz-characters.h: which characters of an issue come from fonts that its style does not name. Core only.
 * SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wenzhai.h>

/**
 * wz_characters_check:
 * @style: as the outputs get it, or the one that it is made from for the issue's language
 *
 * Walks over all text of @issue and reports each character that no family of @style has, once, with its first
 * place and how often it occurs (letters of one script and font together): `character-fallback` with the font
 * that shows it, `character-missing` where no installed font does. Call it before any output begins.
 */
void wz_characters_check (const WzIssue *issue, const WzStyle *style, WzDiagSink *sink);
