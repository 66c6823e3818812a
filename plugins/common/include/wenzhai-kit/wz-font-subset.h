/* wz-font-subset.h: the part of a face that a book needs. SPDX-License-Identifier: MIT */
#pragma once

#include <hb.h>
#include <wenzhai/wz-style.h>

#include <wenzhai-kit/wz-char-set.h>

G_BEGIN_DECLS

/**
 * WzFontSubset: a font file of its own.
 * @data: OpenType
 * @media_type: what the first four bytes are (epub-quality O11): `font/otf` for CFF, `font/ttf` for TrueType
 * @extension: `otf`, `ttf`
 * @covered: the characters that it shows, from its own cmap
 */
typedef struct {
  GBytes *data;
  const gchar *media_type;
  const gchar *extension;
  WzCharSet *covered;
} WzFontSubset;

void wz_font_subset_free (WzFontSubset *subset);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzFontSubset, wz_font_subset_free)

/**
 * WzFontSource: a face in its file, as wz_font_face_get_path() and its neighbours say.
 * @index: in a collection (`.ttc`), else 0
 * @variations: (nullable): where on its axes a variable font is meant
 */
typedef struct {
  const gchar *path;
  guint index;
  const gchar *variations;
} WzFontSource;

/** wz_font_source_of: where @face stands; it lends from @face. */
WzFontSource wz_font_source_of (const WzFontFace *face);

/** wz_font_open: (transfer full): @face at one unit of scale for each unit of its em, immutable; a variable
 * one stands where it is meant. NULL with @error (WZ_STYLE_ERROR_FONT). */
hb_font_t *wz_font_open (const WzFontFace *face, GError **error);

/** wz_font_find_location: where @variations (nullable) put the axis @tag (a `wght` in one number, as OpenType
 * and FreeType have it); @otherwise where they don't name it. */
gdouble wz_font_find_location (const gchar *variations, guint32 tag, gdouble otherwise);

/**
 * wz_font_subset_characters:
 * @source: a face that may be embedded: the font service gives no others
 * @characters: what it has to show; what it lacks is left out
 *
 * Subsets with the settings of epub-quality 3.2: features kern, liga, ccmp, mark, mkmk, halt, chws alone; no
 * hints; CFF without subroutines; names 0, 13 and 14 (copyright, licence and its address) kept. Glyphs are
 * numbered anew. Where scripts whose letters join or turn round each other are among the characters, all
 * features of the face are kept. A variable font becomes the static one that @source means. The same input
 * gives the same bytes. Threads may subset at the same time.
 *
 * Returns: (transfer full): NULL with @error (WZ_STYLE_ERROR_FONT) when the file is no font, has none of
 * @characters, or is a variable one that this HarfBuzz can't fix
 */
WzFontSubset *wz_font_subset_characters (WzFontSource source, const WzCharSet *characters, GError **error);

/**
 * wz_font_subset_glyphs:
 * @glyphs: (array length=n_glyphs): glyph ids of the face; .notdef is always kept
 * @map: (out) (transfer full): by glyph of the face: its number in the subset, G_MAXUINT32 for what is
 * neither .notdef nor in @glyphs
 *
 * As wz_font_subset_characters(), but without any features: for outputs that shape with the whole face and
 * then show glyphs.
 *
 * Returns: (transfer full): NULL with @error
 */
WzFontSubset *wz_font_subset_glyphs (WzFontSource source, const guint32 *glyphs, gsize n_glyphs, GArray **map,
                                     GError **error);

/**
 * wz_font_dup_credit:
 *
 * What the colophon says of a face: family, copyright, licence, from its names 1, 0 and 13 (F4); the same for
 * all weights of a family.
 *
 * Returns: (transfer full) (nullable)
 */
gchar *wz_font_dup_credit (const gchar *path, guint index);

G_END_DECLS
