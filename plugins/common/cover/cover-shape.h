/* cover-shape.h: strings to clusters of glyphs. Private to common/cover. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai-kit/wz-cover.h>

/* Opened fonts; one a cover. */
typedef struct _WzCoverFonts WzCoverFonts;

WzCoverFonts *wz_cover_fonts_new (const WzStyle *style, const gchar *lang);
void wz_cover_fonts_free (WzCoverFonts *fonts);
/** wz_cover_fonts_get_error: (nullable): the first font that could not be opened. */
const GError *wz_cover_fonts_get_error (const WzCoverFonts *fonts);

/**
 * WzCoverCluster: what never parts: its glyphs and its advance, in em.
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
} WzCoverCluster;

typedef struct {
  GArray *clusters; /* of WzCoverCluster */
  GArray *glyphs;   /* of WzCoverGlyph: offsets from the cluster's origin, in em */
} WzCoverString;

/**
 * wz_cover_shape:
 *
 * Shapes @text with the faces of (@role, @weight): each character with the script's face, else with any that
 * has it. A quarter-em gap stands between Han and Latin letters or digits.
 *
 * Returns: (transfer full)
 */
WzCoverString *wz_cover_shape (WzCoverFonts *fonts, const gchar *text, WzFontRole role, WzFontWeight weight);
void wz_cover_string_free (WzCoverString *string);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzCoverString, wz_cover_string_free)
