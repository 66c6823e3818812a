/* cover-shape.h: strings to clusters of glyphs. Private to common/cover. SPDX-License-Identifier: MIT */
#pragma once

#include "cover.h"

/* Opened fonts; one a cover. */
typedef struct _CoverFonts CoverFonts;

CoverFonts *cover_fonts_new (const WzStyle *style, const gchar *lang);
void cover_fonts_free (CoverFonts *fonts);
/** cover_fonts_get_error: (nullable): the first font that could not be opened. */
const GError *cover_fonts_get_error (const CoverFonts *fonts);

/**
 * CoverCluster: what never parts: its glyphs and its advance, in em.
 * @break_before: a line may begin here
 * @is_space: dropped at the ends of a line
 */
typedef struct {
  const WzFontFace *face;
  gdouble advance;
  guint first_glyph; /* in the string's array */
  guint n_glyphs;
  gboolean break_before;
  gboolean is_space;
} CoverCluster;

typedef struct {
  GArray *clusters; /* of CoverCluster */
  GArray *glyphs;   /* of CoverGlyph: offsets from the cluster's origin, in em */
} CoverString;

/**
 * cover_shape:
 *
 * Shapes @text with the faces of (@role, @weight): each character with the script's face, else with any that
 * has it. A quarter-em gap stands between Han and Latin letters or digits.
 *
 * Returns: (transfer full)
 */
CoverString *cover_shape (CoverFonts *fonts, const gchar *text, WzFontRole role, WzFontWeight weight);
void cover_string_free (CoverString *string);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoverString, cover_string_free)
