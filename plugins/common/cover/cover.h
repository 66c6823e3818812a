/* cover.h: one cover for all outputs. SPDX-License-Identifier: MIT */
#pragma once

#include <cairo.h>
#include <wenzhai/wenzhai.h>

/*
 * In: a galley and a style. Out: a page of positioned glyphs, rules and pictures, which is painted as a
 * picture (EPUB; Kindle: grey) or as vectors (PDF). Pango says where lines may break, HarfBuzz shapes with
 * the faces of the font service, so no other font can slip in; Cairo paints.
 */

/** The picture's size in e-readers, and the unit of a layout (epub-quality 3.4: 1200×1600). */
#define COVER_WIDTH 1200
#define COVER_HEIGHT 1600
#define COVER_QUALITY 80
#define COVER_PHOTOGRAPH_QUALITY 85

/**
 * CoverText: what a cover says. Strings are plain, one line each.
 * @subtitle: empty where the style shows the series
 * @picture, @logo: (nullable): lent
 * @codes, @titles: (array length=n_titles): category (may be empty) and title of each paper, in reading order
 */
typedef struct {
  const gchar *lang; /* of the model */
  gchar *name;
  gchar *subtitle;
  gchar *number; /* 第38期; empty without */
  gchar *period; /* 2022年9月19日–25日; empty without */
  gchar *count;  /* 9 篇论文 */
  gchar *footer; /* publisher or editor; may be empty */
  gchar *alt;    /* all this in words */
  GPtrArray *codes;
  GPtrArray *titles;
  const WzResource *picture;
  const WzResource *logo;
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

/** CoverPicture: a decoded picture, for Cairo. */
typedef struct _CoverPicture CoverPicture;

/**
 * CoverItem: a rule, a picture, or glyphs of one face and size.
 * @grey: 0: the colour of the text, 1: that of the ground
 * @color: which that is: 0xRRGGBB
 * @picture: (nullable): fills its place, and is cut where their proportions differ. A place that reaches an
 * edge of the layout reaches that of the page, which may be larger: cover_draw_picture()
 * @face: NULL for a rule or a picture
 */
typedef struct {
  gdouble grey;
  guint32 color;
  const CoverPicture *picture;
  gdouble x; /* of a rule or a picture */
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

/** cover_layout_report: what is amiss with its pictures, which are not on it then (`cover-picture`,
 * warnings). */
void cover_layout_report (const CoverLayout *layout, WzDiagSink *sink);
/** cover_layout_is_plain: black on white, without pictures: the greys of its items say all. */
gboolean cover_layout_is_plain (const CoverLayout *layout);
/** cover_layout_get_ground: 0xRRGGBB, of the whole page. */
guint32 cover_layout_get_ground (const CoverLayout *layout);
guint cover_layout_get_n_items (const CoverLayout *layout);
const CoverItem *cover_layout_get_item (const CoverLayout *layout, guint i);

/**
 * cover_draw:
 *
 * Paints at the origin, a unit for a unit: scale @cr before. On vector surfaces the faces stay alive as long
 * as the surface needs them.
 */
void cover_draw (const CoverLayout *layout, cairo_t *cr);
/**
 * cover_draw_picture:
 * @page: all of the page, in units of the layout, which it holds
 *
 * Paints the picture of @item, at the origin likewise.
 */
void cover_draw_picture (const CoverItem *item, const cairo_rectangle_t *page, cairo_t *cr);

/** cover_get_media_type: what cover_make_image() makes of it: a photograph is a JPEG, lines of text are not.
 */
const gchar *cover_get_media_type (const CoverText *text);
/**
 * cover_make_image:
 * @width, @height: as for cover_make_jpeg()
 *
 * In colours. Black lines of text on white in 16 greys, as many as e-ink has, take half of what JPEG wants
 * for them at a quality that does not show.
 *
 * Returns: (transfer full): of cover_get_media_type(); NULL with @error
 */
GBytes *cover_make_image (const CoverLayout *layout, guint width, guint height, GError **error);

/**
 * cover_make_jpeg:
 * @width, @height: in pixels; the layout is scaled into them
 * @max_bytes: a busy cover is coded more coarsely than COVER_QUALITY until it keeps to this; 0: no limit
 *
 * Returns: (transfer full): grey baseline JFIF; NULL with @error
 */
GBytes *cover_make_jpeg (const CoverLayout *layout, guint width, guint height, gsize max_bytes,
                         GError **error);
