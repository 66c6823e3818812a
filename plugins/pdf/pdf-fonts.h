/* pdf-fonts.h: faces and the styles of text. In: the resolved style's faces. Out: HarfBuzz fonts at design
 * size, text styles by number, the face for each character (R85–R96). Faces are only looked up in the style,
 * never searched for.
 *
 * Several threads may find faces and shape at a time, each with PdfFonts of its own that share all faces and
 * styles (pdf_fonts_share()). What changes what they share is for the one thread that places lines, and
 * marked so below. SPDX-License-Identifier: MIT */
#pragma once

#include <hb.h>
#include <wenzhai/wz-style.h>

#include "pdf-paragraph.h"

G_BEGIN_DECLS

/**
 * PdfFace: a face, loaded once; immutable but for @index and @uses, which belong to the thread that places
 * lines.
 * @index: number among the faces in use, PDF_FACE_UNUSED before pdf_fonts_use()
 * @id: number among all that are loaded: it depends on which thread came first, so no output may
 * @font: at one unit of scale for each unit of the face's em
 * @scale: enlargement in 1/1024 that brings the capitals of a Latin face to the height that suits ideographs
 * (R78)
 * @uses: (element-type PdfFaceUse): the glyphs that the lines show
 */
typedef struct {
  guint index;
  guint id;
  const WzFontFace *face;
  hb_blob_t *blob;
  hb_face_t *hb_face;
  hb_font_t *font;
  guint upem;
  guint scale;
  GArray *uses;
} PdfFace;

/** PdfFaceUse: @glyphs are shown in texts of @size, 0 where the size is found when they are painted. */
typedef struct {
  PdfUnit size;
  hb_set_t *glyphs;
} PdfFaceUse;

#define PDF_FACE_UNUSED G_MAXUINT

/**
 * PdfTextStyle: how characters look.
 * @rise: of the baseline; positive is up (R81)
 */
typedef struct {
  WzFontRole role;
  WzFontWeight weight;
  PdfUnit size;
  PdfUnit rise;
  guint32 color;
} PdfTextStyle;

typedef struct _PdfFonts PdfFonts;

PdfFonts *pdf_fonts_new (const WzStyle *style);
/** pdf_fonts_share: (transfer full): the same faces and styles, for another thread. */
PdfFonts *pdf_fonts_share (PdfFonts *fonts);
void pdf_fonts_free (PdfFonts *fonts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PdfFonts, pdf_fonts_free)

/** pdf_fonts_intern_style: the number of a style like @style. Only while no other thread shapes. */
guint16 pdf_fonts_intern_style (PdfFonts *fonts, const PdfTextStyle *style);
const PdfTextStyle *pdf_fonts_get_style (const PdfFonts *fonts, guint16 number);
/** pdf_fonts_get_metrics: (array length=n_styles): a row for each style, as the composer wants it. The first
 * call after a new style, only while no other thread shapes. */
const PdfStyleMetric *pdf_fonts_get_metrics (PdfFonts *fonts, guint *n_styles);

/** pdf_fonts_find: (nullable): the face for @character; NULL when no font of the style has it. */
PdfFace *pdf_fonts_find (PdfFonts *fonts, guint16 style, PdfFontKind kind, gunichar character);
/** pdf_fonts_load: the face that stands for @face. */
PdfFace *pdf_fonts_load (PdfFonts *fonts, const WzFontFace *face);
/** pdf_fonts_use: gives @face its number, in the order of the document's lines. Returns: the number. */
guint pdf_fonts_use (PdfFonts *fonts, PdfFace *face);
/** pdf_fonts_get_n_faces: that are in use. */
guint pdf_fonts_get_n_faces (const PdfFonts *fonts);
PdfFace *pdf_fonts_get_face (const PdfFonts *fonts, guint i);
const WzStyle *pdf_fonts_get_wz_style (const PdfFonts *fonts);

/** pdf_face_get_glyphs: those that texts of @size show; to be added to. */
hb_set_t *pdf_face_get_glyphs (PdfFace *face, PdfUnit size);
/** pdf_face_size: the size at which @face is drawn for a text of @size. */
PdfUnit pdf_face_size (const PdfFace *face, PdfUnit size);
/** pdf_face_scale: @design units of @face at @size, rounded to the nearest unit (R65, R106). */
PdfUnit pdf_face_scale (const PdfFace *face, PdfUnit size, gint design);

/* ---- Shaping of pieces, with memory -------------------------------------------------------------------- */

/**
 * PdfShapedGlyph: a glyph of a shaped piece, in design units.
 * @cluster: index of its first character in the piece
 */
typedef struct {
  guint32 glyph;
  guint32 cluster;
  gint32 advance;
  gint32 dx, dy;
} PdfShapedGlyph;

/**
 * PdfShapedPiece: a shaped piece: a word, or one sign.
 * @backward: set from right to left: glyphs stand in the order of the page
 */
typedef struct {
  guint n_glyphs;
  gboolean backward;
  gint32 ink_left, ink_right; /* of the first glyph */
  PdfShapedGlyph glyphs[];
} PdfShapedPiece;

/**
 * pdf_fonts_shape:
 * @language: BCP 47, as the style's locl forms want it (R85)
 * @han: force script Hani (R36, R86); else the script of the characters
 *
 * Shapes a piece with the face's own kerning and marks, without ligatures in Latin (they would hide places to
 * hyphenate). Equal pieces are shaped once.
 *
 * Returns: (transfer none): lives as long as @fonts
 */
const PdfShapedPiece *pdf_fonts_shape (PdfFonts *fonts, PdfFace *face, const gunichar *characters,
                                       guint n_characters, const gchar *language, gboolean han);

G_END_DECLS
