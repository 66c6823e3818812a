/* compose-cover.h: the cover among the pages: the layout that EPUB and Kindle show as a picture. It holds
 * glyphs without characters; those that a face gives to a character of the cover's own words are known by it.
 * SPDX-License-Identifier: MIT */
#pragma once

#include "compose/text/compose-fonts.h"
#include <wenzhai-kit/wz-cover.h>
#include <wenzhai-kit/wz-parallel.h>

G_BEGIN_DECLS

/**
 * ComposeCover:
 * @layout: NULL until it is taken, and where there is none
 * @characters: face and glyph → character
 */
typedef struct {
  const WzGalley *galley;
  const WzStyle *style;
  WzParallel *beside; /* that lays it out */
  WzCoverText *text;
  WzCoverLayout *layout;
  GHashTable *characters;
} ComposeCover;

/** compose_cover_begin: lays the cover out, in a thread. */
ComposeCover *compose_cover_begin (const WzGalley *galley, const WzStyle *style);
/** compose_cover_take: waits for the cover, and takes its glyphs into the faces in use. To be called once. */
void compose_cover_take (ComposeCover *cover, ComposeFonts *fonts, WzDiagSink *sink);
/** compose_cover_find_character: the character that @glyph is; 0: none that is known. */
gunichar compose_cover_find_character (const ComposeCover *cover, const ComposeFace *face, guint32 glyph);
void compose_cover_free (ComposeCover *cover);

G_END_DECLS
