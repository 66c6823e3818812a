/* pdf-cover.c: the cover (pdf-paint.h): the layout that EPUB and Kindle show as a picture, here as outlines.
 * Its words are in the masthead behind it, so nothing is lost to search. SPDX-License-Identifier: MIT */
#include <glib/gi18n-lib.h>
#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_MODULE_H

#include "cover/cover.h"
#include "pdf-paint.h"

/* Faces are opened once; cairo keeps them in caches of its own, so each dies with its cairo face. */
typedef struct {
  FT_Library library;
  GHashTable *faces; /* WzFontFace → cairo_font_face_t */
} Faces;

static void
done_face (gpointer data)
{
  FT_Face face = data;
  FT_Library library = face->generic.data;
  FT_Done_Face (face);
  FT_Done_Library (library);
}

static cairo_font_face_t *
get_face (Faces *faces, const WzFontFace *face)
{
  static const cairo_user_data_key_t key;
  cairo_font_face_t *font = g_hash_table_lookup (faces->faces, face);
  FT_Face ft_face = NULL;
  if (font != NULL)
    return font;
  if (FT_New_Face (faces->library, wz_font_face_get_path (face), (FT_Long) wz_font_face_get_index (face),
                   &ft_face) != 0)
    return NULL;
  FT_Reference_Library (faces->library);
  ft_face->generic.data = faces->library;
  font = cairo_ft_font_face_create_for_ft_face (ft_face, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP);
  cairo_font_face_set_user_data (font, &key, ft_face, done_face);
  g_hash_table_insert (faces->faces, (gpointer) face, font);
  return font;
}

/* Outlines, not text: cairo would have to guess the characters from the glyphs (R108). */
static void
paint_glyphs (Faces *faces, cairo_t *cr, const CoverItem *item)
{
  cairo_font_face_t *font = get_face (faces, item->face);
  if (font == NULL)
    return;
  g_autofree cairo_glyph_t *glyphs = g_new (cairo_glyph_t, item->n_glyphs);
  for (guint i = 0; i < item->n_glyphs; i++)
    glyphs[i] = (cairo_glyph_t){item->glyphs[i].id, item->glyphs[i].x, item->glyphs[i].y};
  cairo_set_font_face (cr, font);
  cairo_set_font_size (cr, item->size);
  cairo_glyph_path (cr, glyphs, (int) item->n_glyphs);
}

static void
paint_items (const CoverLayout *layout, cairo_t *cr)
{
  Faces faces = {NULL, g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) cairo_font_face_destroy)};
  if (FT_Init_FreeType (&faces.library) != 0)
    g_error ("FreeType: out of memory");
  for (guint i = 0; i < cover_layout_get_n_items (layout); i++) {
    const CoverItem *item = cover_layout_get_item (layout, i);
    if (item->face != NULL)
      paint_glyphs (&faces, cr, item);
    else
      cairo_rectangle (cr, item->x, item->y, item->width, item->height);
    cairo_set_source_rgb (cr, item->grey, item->grey, item->grey);
    cairo_fill (cr);
  }
  g_hash_table_unref (faces.faces);
  FT_Done_Library (faces.library);
}

void
pdf_cover_paint (const PdfDocument *document, cairo_t *cr)
{
  const PdfGeometry *g = &document->settings->page;
  g_autoptr (GError) error = NULL;
  g_autoptr (CoverText) text = cover_text_new (document->issue, document->settings->languages);
  g_autoptr (CoverLayout) layout = cover_layout_new (text, document->style, &error);
  if (layout == NULL) {
    wz_diag_report (document->sink, WZ_SEVERITY_WARNING, "pdf-cover", NULL, _ ("the cover is left empty: %s"),
                    error->message);
    return;
  }
  gdouble scale = MIN (g->width / COVER_WIDTH, g->height / COVER_HEIGHT);
  cairo_save (cr);
  cairo_translate (cr, (g->width - COVER_WIDTH * scale) / 2, (g->height - COVER_HEIGHT * scale) / 2);
  cairo_scale (cr, scale, scale);
  paint_items (layout, cr);
  cairo_restore (cr);
}
