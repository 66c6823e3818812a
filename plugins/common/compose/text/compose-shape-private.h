/* compose-shape-private.h: a shaped paragraph, for compose-shape.c, which makes it, and
 * compose-shape-store.c, which puts its lines away. SPDX-License-Identifier: MIT */
#pragma once

#include "compose-shape.h"

typedef struct {
  ComposeFace *face;
  ComposeUnit dx, dy;
  guint16 glyph;
} ShapedGlyph;

struct _ComposeShaped {
  ComposeFonts *fonts;
  const ComposeSource *source;
  ComposePara *para;
  const ComposeChar *chars;
  const ComposeCharInfo *infos;
  guint n;
  ComposeMetric *metrics;
  guint32 *first; /* glyphs of character i: [first[i], first[i + 1]) */
  GArray *glyphs; /* of ShapedGlyph */
  GArray *boxes;  /* of guint, ascending: characters that no font has; NULL for none */
  guint8 *levels; /* of embedding, by character (UAX 9); NULL where all is from left to right */
};

/** compose_shape_is_invisible: hints for breaking and for the direction of text show nothing, whatever a font
 * has. */
gboolean compose_shape_is_invisible (gunichar ch);
