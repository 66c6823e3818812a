/* cover.h: one cover for all outputs. SPDX-License-Identifier: MIT */
#pragma once

#include <cairo.h>
#include <wenzhai/wenzhai.h>

/*
 * In: a galley and a style. Out: a page of positioned glyphs and rules, which is painted as a grey picture
 * (EPUB, Kindle) or as vectors (PDF). Pango says where lines may break, HarfBuzz shapes with the faces of the
 * font service, so no other font can slip in; Cairo paints.
 */

/** The picture's size in e-readers, and the unit of a layout (epub-quality 3.4: 1200×1600). */
#define COVER_WIDTH 1200
#define COVER_HEIGHT 1600
#define COVER_QUALITY 80

/**
 * CoverText: what a cover says. Strings are plain, one line each.
 * @codes, @titles: (array length=n_titles): category (may be empty) and title of each paper, in reading order
 */
typedef struct {
  const gchar *lang; /* of the model */
  gchar *name;
  gchar *number; /* 第38期; empty without */
  gchar *period; /* 2022年9月19日–25日; empty without */
  gchar *count;  /* 9 篇论文 */
  gchar *footer; /* publisher or editor; may be empty */
  gchar *alt;    /* all this in words */
  GPtrArray *codes;
  GPtrArray *titles;
} CoverText;

CoverText *cover_text_new (const WzGalley *galley);
void cover_text_free (CoverText *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoverText, cover_text_free)

/** cover_dup_alt: (transfer full): the cover in words, for `alt` (epub-quality X10). */
gchar *cover_dup_alt (const CoverText *text);

/** CoverGlyph: in units of the layout, y downwards, the origin of the glyph. */
typedef struct {
  guint32 id;
  gdouble x;
  gdouble y;
} CoverGlyph;

/**
 * CoverItem: a rule, or glyphs of one face and size.
 * @grey: 0 black, 1 white
 * @face: NULL for a rule
 */
typedef struct {
  gdouble grey;
  gdouble x; /* of a rule */
  gdouble y;
  gdouble width;
  gdouble height;
  const WzFontFace *face;
  gdouble size;
  const CoverGlyph *glyphs;
  guint n_glyphs;
} CoverItem;

/** CoverLayout: a laid-out cover, COVER_WIDTH × COVER_HEIGHT units. It lends faces of @style. */
typedef struct _CoverLayout CoverLayout;

/**
 * cover_layout_new:
 *
 * Returns: (transfer full): NULL with @error (WZ_STYLE_ERROR_FONT) when a font file can't be read
 */
CoverLayout *cover_layout_new (const CoverText *text, const WzStyle *style, GError **error);
void cover_layout_free (CoverLayout *layout);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoverLayout, cover_layout_free)

guint cover_layout_get_n_items (const CoverLayout *layout);
const CoverItem *cover_layout_get_item (const CoverLayout *layout, guint i);

/**
 * cover_draw:
 *
 * Paints at the origin, a unit for a unit: scale @cr before. Grey is black with less of it, for surfaces that
 * have alpha alone. On vector surfaces the faces stay alive as long as the surface needs them.
 */
void cover_draw (const CoverLayout *layout, cairo_t *cr);

/**
 * cover_make_png:
 * @width, @height: as for cover_make_jpeg()
 *
 * Lines of text in 16 greys, as many as e-ink has, take half of what JPEG wants for them at a quality that
 * does not show.
 *
 * Returns: (transfer full): NULL with @error
 */
GBytes *cover_make_png (const CoverLayout *layout, guint width, guint height, GError **error);

/**
 * cover_make_jpeg:
 * @width, @height: in pixels; the layout is scaled into them, on white
 * @max_bytes: a busy cover is coded more coarsely than COVER_QUALITY until it keeps to this; 0: no limit
 *
 * Returns: (transfer full): grey baseline JFIF; NULL with @error
 */
GBytes *cover_make_jpeg (const CoverLayout *layout, guint width, guint height, gsize max_bytes,
                         GError **error);
