/* wz-cover.h: one cover for all outputs. SPDX-License-Identifier: MIT */
#pragma once

#include <cairo.h>
#include <wenzhai/wenzhai.h>

G_BEGIN_DECLS

/*
 * In: a galley and a style. Out: a page of positioned glyphs, rules and pictures, which is painted as a
 * picture (EPUB; Kindle: grey) or as vectors (PDF). Pango says where lines may break, HarfBuzz shapes with
 * the faces of the font service, so no other font can slip in; Cairo paints.
 */

/** The picture's size in e-readers, and the unit of a layout (epub-quality 3.4: 1200×1600). */
#define WZ_COVER_WIDTH 1200
#define WZ_COVER_HEIGHT 1600
#define WZ_COVER_QUALITY 80
#define WZ_COVER_PHOTOGRAPH_QUALITY 85

/**
 * WzCoverText: what a cover says. Strings are plain, one line each.
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
} WzCoverText;

/** wz_cover_text_new: (transfer full): what the cover part of @galley says; it lends pictures and language of
 * its issue. */
WzCoverText *wz_cover_text_new (const WzGalley *galley);
void wz_cover_text_free (WzCoverText *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzCoverText, wz_cover_text_free)

/** wz_cover_dup_alt: (transfer full): the cover in words, for `alt` (epub-quality X10). */
gchar *wz_cover_dup_alt (const WzCoverText *text);

/** WzCoverGlyph: in units of the layout, y downwards, the origin of the glyph. */
typedef struct {
  guint32 id;
  gdouble x;
  gdouble y;
} WzCoverGlyph;

/** WzCoverPicture: a decoded picture, for Cairo. */
typedef struct _WzCoverPicture WzCoverPicture;

/**
 * WzCoverItem: a rule, a picture, or glyphs of one face and size.
 * @grey: 0: the colour of the text, 1: that of the ground
 * @color: which that is: 0xRRGGBB
 * @picture: (nullable): fills its place, and is cut where their proportions differ. A place that reaches an
 * edge of the layout reaches that of the page, which may be larger: wz_cover_draw_picture()
 * @face: NULL for a rule or a picture
 */
typedef struct {
  gdouble grey;
  guint32 color;
  const WzCoverPicture *picture;
  gdouble x; /* of a rule or a picture */
  gdouble y;
  gdouble width;
  gdouble height;
  const WzFontFace *face;
  gdouble size;
  const WzCoverGlyph *glyphs;
  guint n_glyphs;
} WzCoverItem;

/** WzCoverLayout: a laid-out cover, WZ_COVER_WIDTH × WZ_COVER_HEIGHT units. It lends faces of @style. */
typedef struct _WzCoverLayout WzCoverLayout;

/**
 * wz_cover_layout_new:
 *
 * Returns: (transfer full): NULL with @error (WZ_STYLE_ERROR_FONT) when a font file can't be read
 */
WzCoverLayout *wz_cover_layout_new (const WzCoverText *text, const WzStyle *style, GError **error);
void wz_cover_layout_free (WzCoverLayout *layout);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzCoverLayout, wz_cover_layout_free)

/** wz_cover_layout_report: what is amiss with its pictures, which are not on it then (`cover-picture`,
 * warnings). */
void wz_cover_layout_report (const WzCoverLayout *layout, WzDiagSink *sink);
/** wz_cover_layout_is_plain: black on white, without pictures: the greys of its items say all. */
gboolean wz_cover_layout_is_plain (const WzCoverLayout *layout);
/** wz_cover_layout_get_ground: 0xRRGGBB, of the whole page. */
guint32 wz_cover_layout_get_ground (const WzCoverLayout *layout);
/** wz_cover_layout_get_n_items, wz_cover_layout_get_item: what is on it, from the ground up; items live as
 * long as @layout. */
guint wz_cover_layout_get_n_items (const WzCoverLayout *layout);
const WzCoverItem *wz_cover_layout_get_item (const WzCoverLayout *layout, guint i);

/**
 * wz_cover_draw:
 *
 * Paints at the origin, a unit for a unit: scale @cr before. On vector surfaces the faces stay alive as long
 * as the surface needs them.
 */
void wz_cover_draw (const WzCoverLayout *layout, cairo_t *cr);
/**
 * wz_cover_draw_picture:
 * @page: all of the page, in units of the layout, which it holds
 *
 * Paints the picture of @item, at the origin likewise.
 */
void wz_cover_draw_picture (const WzCoverItem *item, const cairo_rectangle_t *page, cairo_t *cr);

/** wz_cover_get_media_type: what wz_cover_make_image() makes of it: a photograph is a JPEG, lines of text are
 * not.
 */
const gchar *wz_cover_get_media_type (const WzCoverText *text);
/**
 * wz_cover_make_image:
 * @width, @height: as for wz_cover_make_jpeg()
 *
 * In colours. Black lines of text on white in 16 greys, as many as e-ink has, take half of what JPEG wants
 * for them at a quality that does not show.
 *
 * Returns: (transfer full): of wz_cover_get_media_type(); NULL with @error
 */
GBytes *wz_cover_make_image (const WzCoverLayout *layout, guint width, guint height, GError **error);

/**
 * wz_cover_make_jpeg:
 * @width, @height: in pixels; the layout is scaled into them
 * @max_bytes: a busy cover is coded more coarsely than WZ_COVER_QUALITY until it keeps to this; 0: no limit
 *
 * Returns: (transfer full): grey baseline JFIF; NULL with @error
 */
GBytes *wz_cover_make_jpeg (const WzCoverLayout *layout, guint width, guint height, gsize max_bytes,
                            GError **error);

G_END_DECLS
