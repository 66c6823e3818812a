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
place (const Cover *cover, const ComposeFace *face, const CoverGlyph *glyph)
{
  return (cairo_glyph_t){compose_palette_map (cover->palette, face->index, glyph->id),
                         cover->x + glyph->x * cover->scale, cover->y + glyph->y * cover->scale};
}

static gunichar
character_of (const Cover *cover, const ComposeFace *face, const CoverGlyph *glyph)
{
  return compose_cover_find_character (cover->document->cover, face, glyph->id);
}

/* Glyphs [first, end), as @text or as outlines. */
static void
paint_span (const Cover *cover, const CoverItem *item, const ComposeFace *face, guint first, guint end,
            gboolean text)
{
  guint n = end - first;
  g_autofree cairo_glyph_t *glyphs = g_new (cairo_glyph_t, n);
  g_autofree cairo_text_cluster_t *clusters = g_new (cairo_text_cluster_t, n);
  g_autoptr (GString) string = g_string_new (NULL);
  for (guint i = 0; i < n; i++) {
    const CoverGlyph *glyph = &item->glyphs[first + i];
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
paint_glyphs (const Cover *cover, const CoverItem *item)
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

void
compose_paint_cover (const ComposeDocument *document, ComposePalette *palette, cairo_t *cr)
{
  const ComposeGeometry *g = &document->settings->page;
  gdouble scale = MIN (g->width / COVER_WIDTH, g->height / COVER_HEIGHT);
  Cover cover = {
      document, palette, cr, (g->width - COVER_WIDTH * scale) / 2, (g->height - COVER_HEIGHT * scale) / 2,
      scale};
  const CoverLayout *layout = document->cover->layout;
  guint n = layout != NULL ? cover_layout_get_n_items (layout) : 0;
  for (guint i = 0; i < n; i++) {
    const CoverItem *item = cover_layout_get_item (layout, i);
    if (item->face != NULL && item->n_glyphs > 0)
      cover.foot = MAX (cover.foot, item->glyphs[0].y);
  }
  for (guint i = 0; i < n; i++) {
    const CoverItem *item = cover_layout_get_item (layout, i);
    cairo_set_source_rgb (cr, item->grey, item->grey, item->grey);
    if (item->face != NULL)
      paint_glyphs (&cover, item);
    else {
      cairo_rectangle (cr, cover.x + item->x * scale, cover.y + item->y * scale, item->width * scale,
                       item->height * scale);
      cairo_fill (cr);
    }
  }
}
