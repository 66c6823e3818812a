/* compose-fonts.h: faces and the styles of text. In: the resolved style's faces. Out: HarfBuzz fonts at
 * design size, text styles by number, the face for each character (R85–R96). Faces are only looked up in the
 * style, never searched for.
 *
 * Several threads may find faces and shape at a time, each with ComposeFonts of its own that share all faces
 * and styles (compose_fonts_share()). What changes what they share is for the one thread that places lines,
 * and marked so below. SPDX-License-Identifier: MIT */
#pragma once

#include <hb.h>
#include <wenzhai/wz-style.h>

#include "compose/paragraph/compose-paragraph.h"

G_BEGIN_DECLS

/**
 * ComposeFace: a face, loaded once; immutable but for @index and @uses, which belong to the thread that
 * places lines.
 * @index: number among the faces in use, COMPOSE_FACE_UNUSED before compose_fonts_use()
 * @id: number among all that are loaded: it depends on which thread came first, so no output may
 * @font: at one unit of scale for each unit of the face's em
 * @scale: enlargement in 1/1024 that brings the capitals of a Latin face to the height that suits ideographs
 * (R78)
 * @has_ascii: it has all characters of ASCII that are shown
 * @uses: (element-type ComposeFaceUse): the glyphs that the lines show
 */
typedef struct {
  guint index;
  guint id;
  const WzFontFace *face;
  hb_font_t *font;
  guint upem;
  guint scale;
  gboolean has_ascii;
  GArray *uses;
} ComposeFace;

/** ComposeFaceUse: @glyphs are shown in texts of @size, 0 where the size is found when they are painted. */
typedef struct {
  ComposeUnit size;
  hb_set_t *glyphs;
} ComposeFaceUse;

#define COMPOSE_FACE_UNUSED G_MAXUINT

/**
 * ComposeTextStyle: how characters look.
 * @rise: of the baseline; positive is up (R81)
 */
typedef struct {
  WzFontRole role;
  WzFontWeight weight;
  ComposeUnit size;
  ComposeUnit rise;
  guint32 color;
} ComposeTextStyle;

typedef struct _ComposeFonts ComposeFonts;

ComposeFonts *compose_fonts_new (const WzStyle *style);
/** compose_fonts_share: (transfer full): the same faces and styles, for another thread. */
ComposeFonts *compose_fonts_share (ComposeFonts *fonts);
void compose_fonts_free (ComposeFonts *fonts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ComposeFonts, compose_fonts_free)

/** compose_fonts_intern_style: the number of a style like @style. Only while no other thread shapes. */
guint16 compose_fonts_intern_style (ComposeFonts *fonts, const ComposeTextStyle *style);
const ComposeTextStyle *compose_fonts_get_style (const ComposeFonts *fonts, guint16 number);
/** compose_fonts_get_metrics: (array length=n_styles): a row for each style, as the composer wants it. The
 * first call after a new style, only while no other thread shapes. */
const ComposeStyleMetric *compose_fonts_get_metrics (ComposeFonts *fonts, guint *n_styles);

/** compose_fonts_find: (nullable): the face for @character; NULL when no font of the style has it. */
ComposeFace *compose_fonts_find (ComposeFonts *fonts, guint16 style, ComposeFontKind kind,
                                 gunichar character);
/** compose_fonts_load: the face that stands for @face. */
ComposeFace *compose_fonts_load (ComposeFonts *fonts, const WzFontFace *face);
/** compose_fonts_use: gives @face its number, in the order of the document's lines. Returns: the number. */
guint compose_fonts_use (ComposeFonts *fonts, ComposeFace *face);
/** compose_fonts_get_n_faces: that are in use. */
guint compose_fonts_get_n_faces (const ComposeFonts *fonts);
ComposeFace *compose_fonts_get_face (const ComposeFonts *fonts, guint i);
const WzStyle *compose_fonts_get_wz_style (const ComposeFonts *fonts);

/** compose_face_get_glyphs: those that texts of @size show; to be added to. */
hb_set_t *compose_face_get_glyphs (ComposeFace *face, ComposeUnit size);
/** compose_face_size: the size at which @face is drawn for a text of @size. */
ComposeUnit compose_face_size (const ComposeFace *face, ComposeUnit size);
/** compose_face_scale: @design units of @face at @size, rounded to the nearest unit (R65, R106). */
ComposeUnit compose_face_scale (const ComposeFace *face, ComposeUnit size, gint design);

/* ---- Shaping of pieces, with memory -------------------------------------------------------------------- */

/**
 * ComposeShapedGlyph: a glyph of a shaped piece, in design units.
 * @cluster: index of its first character in the piece
 */
typedef struct {
  guint32 glyph;
  guint32 cluster;
  gint32 advance;
  gint32 dx, dy;
} ComposeShapedGlyph;

/**
 * ComposeShapedPiece: a shaped piece: a word, or one sign.
 * @backward: set from right to left: glyphs stand in the order of the page
 */
typedef struct {
  guint n_glyphs;
  gboolean backward;
  gint32 ink_left, ink_right; /* of the first glyph */
  ComposeShapedGlyph glyphs[];
} ComposeShapedPiece;

/**
 * compose_fonts_shape:
 * @language: BCP 47, as the style's locl forms want it (R85)
 * @han: force script Hani (R36, R86); else the script of the characters
 *
 * Shapes a piece with the face's own kerning and marks, without ligatures in Latin (they would hide places to
 * hyphenate). Equal pieces are shaped once.
 *
 * Returns: (transfer none): lives as long as @fonts
 */
const ComposeShapedPiece *compose_fonts_shape (ComposeFonts *fonts, ComposeFace *face,
                                               const gunichar *characters, guint n_characters,
                                               const gchar *language, gboolean han);

G_END_DECLS
