/* compose-paint-cover.c: the cover over the whole page (compose-paint.h). Glyphs that are known by their
 * character are shown as text with it, all others as outlines: cairo would have to guess what they stand for
 * (R108). SPDX-License-Identifier: MIT */
#include "compose-paint.h"

typedef struct {
  const ComposeDocument *document;
  ComposePalette *palette;
  cairo_t *cr;
  gdouble x, y, scale;
  gdouble foot; /* baseline of the last line, in units of the layout */
} Cover;

static cairo_glyph_t
place (const Cover *cover, const ComposeFace *face, const WzCoverGlyph *glyph)
{
  return (cairo_glyph_t){compose_palette_map (cover->palette, face->index, glyph->id),
                         cover->x + glyph->x * cover->scale, cover->y + glyph->y * cover->scale};
}

static gunichar
character_of (const Cover *cover, const ComposeFace *face, const WzCoverGlyph *glyph)
{
  return compose_cover_find_character (cover->document->cover, face, glyph->id);
}

/* Glyphs [first, end), as @text or as outlines. */
static void
paint_span (const Cover *cover, const WzCoverItem *item, const ComposeFace *face, guint first, guint end,
            gboolean text)
{
  guint n = end - first;
  g_autofree cairo_glyph_t *glyphs = g_new (cairo_glyph_t, n);
  g_autofree cairo_text_cluster_t *clusters = g_new (cairo_text_cluster_t, n);
  g_autoptr (GString) string = g_string_new (NULL);
  for (guint i = 0; i < n; i++) {
    const WzCoverGlyph *glyph = &item->glyphs[first + i];
    gsize before = string->len;
    glyphs[i] = place (cover, face, glyph);
    if (text)
      g_string_append_unichar (string, character_of (cover, face, glyph));
    clusters[i] = (cairo_text_cluster_t){(int) (string->len - before), 1};
  }
  if (text)
    cairo_show_text_glyphs (cover->cr, string->str, (int) string->len, glyphs, (int) n, clusters, (int) n, 0);
  else {
    cairo_glyph_path (cover->cr, glyphs, (int) n);
    cairo_fill (cover->cr);
  }
}

static void
paint_glyphs (const Cover *cover, const WzCoverItem *item)
{
  const ComposeFace *face = compose_fonts_load (cover->document->fonts, item->face);
  /* The line at the foot, a count of papers, is an ornament: nobody looks for it, and whoever reads the page
   * aloud should not end with it. */
  gboolean foot = item->n_glyphs > 0 && item->glyphs[0].y >= cover->foot;
  compose_palette_use_exactly (cover->palette, cover->cr, face->index, item->size * cover->scale);
  for (guint i = 0; i < item->n_glyphs;) {
    gboolean text = !foot && character_of (cover, face, &item->glyphs[i]) != 0;
    guint end = i + 1;
    while (end < item->n_glyphs && (!foot && character_of (cover, face, &item->glyphs[end]) != 0) == text)
      end++;
    paint_span (cover, item, face, i, end, text);
    i = end;
  }
}

static void
set_color (cairo_t *cr, guint32 color)
{
  cairo_set_source_rgb (cr, (color >> 16 & 0xFF) / 255.0, (color >> 8 & 0xFF) / 255.0,
                        (color & 0xFF) / 255.0);
}

/* The ground of a cover that has one covers the bleed too. */
static void
paint_ground (const Cover *cover, const cairo_rectangle_t *page)
{
  guint32 ground = wz_cover_layout_get_ground (cover->document->cover->layout);
  if (ground == 0xFFFFFF)
    return;
  set_color (cover->cr, ground);
  cairo_rectangle (cover->cr, cover->x + page->x * cover->scale, cover->y + page->y * cover->scale,
                   page->width * cover->scale, page->height * cover->scale);
  cairo_fill (cover->cr);
}

static void
paint_picture (const Cover *cover, const WzCoverItem *item, const cairo_rectangle_t *page)
{
  cairo_save (cover->cr);
  cairo_translate (cover->cr, cover->x, cover->y);
  cairo_scale (cover->cr, cover->scale, cover->scale);
  wz_cover_draw_picture (item, page, cover->cr);
  cairo_restore (cover->cr);
}

static void
paint_item (const Cover *cover, const WzCoverItem *item, const cairo_rectangle_t *page)
{
  if (item->picture != NULL) {
    paint_picture (cover, item, page);
    return;
  }
  if (wz_cover_layout_is_plain (cover->document->cover->layout))
    cairo_set_source_rgb (cover->cr, item->grey, item->grey, item->grey);
  else
    set_color (cover->cr, item->color);
  if (item->face != NULL) {
    paint_glyphs (cover, item);
    return;
  }
  cairo_rectangle (cover->cr, cover->x + item->x * cover->scale, cover->y + item->y * cover->scale,
                   item->width * cover->scale, item->height * cover->scale);
  cairo_fill (cover->cr);
}

void
compose_paint_cover (const ComposeDocument *document, ComposePalette *palette, cairo_t *cr)
{
  const ComposeGeometry *g = &document->settings->page;
  gdouble scale = MIN (g->width / WZ_COVER_WIDTH, g->height / WZ_COVER_HEIGHT),
          bleed = document->settings->bleed;
  Cover cover = {document,
                 palette,
                 cr,
                 (g->width - WZ_COVER_WIDTH * scale) / 2,
                 (g->height - WZ_COVER_HEIGHT * scale) / 2,
                 scale};
  const cairo_rectangle_t page = {-(cover.x + bleed) / scale, -(cover.y + bleed) / scale,
                                  (g->width + 2 * bleed) / scale, (g->height + 2 * bleed) / scale};
  const WzCoverLayout *layout = document->cover->layout;
  guint n = layout != NULL ? wz_cover_layout_get_n_items (layout) : 0;
  for (guint i = 0; i < n; i++) {
    const WzCoverItem *item = wz_cover_layout_get_item (layout, i);
    if (item->face != NULL && item->n_glyphs > 0)
      cover.foot = MAX (cover.foot, item->glyphs[0].y);
  }
  if (layout != NULL)
    paint_ground (&cover, &page);
  for (guint i = 0; i < n; i++)
    paint_item (&cover, wz_cover_layout_get_item (layout, i), &page);
}
