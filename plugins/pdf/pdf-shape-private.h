/* pdf-shape-private.h: a shaped paragraph, for pdf-shape.c, which makes it, and pdf-shape-store.c, which puts
 * its lines away. SPDX-License-Identifier: MIT */
#pragma once

#include "pdf-shape.h"

typedef struct {
  PdfFace *face;
  PdfUnit dx, dy;
  guint16 glyph;
} ShapedGlyph;

struct _PdfShaped {
  PdfFonts *fonts;
  const PdfSource *source;
  PdfPara *para;
  const PdfChar *chars;
  const PdfCharInfo *infos;
  guint n;
  PdfMetric *metrics;
  guint32 *first; /* glyphs of character i: [first[i], first[i + 1]) */
  GArray *glyphs; /* of ShapedGlyph */
  GArray *boxes;  /* of guint, ascending: characters that no font has; NULL for none */
  guint8 *levels; /* of embedding, by character (UAX 9); NULL where all is from left to right */
};

/** pdf_shape_is_invisible: hints for breaking and for the direction of text show nothing, whatever a font
 * has. */
gboolean pdf_shape_is_invisible (gunichar ch);
