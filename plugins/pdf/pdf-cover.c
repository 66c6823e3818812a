/* pdf-cover.c: the cover (pdf-paint.h): the layout that EPUB and Kindle show as a picture, here as vectors.
 * The layout holds glyphs without characters; those that a face gives to a character of the cover's own words
 * are shown as text with that character, all others as outlines: cairo would have to guess what they stand
 * for (R108). SPDX-License-Identifier: MIT */
#include <glib/gi18n-lib.h>

#include "pdf-paint.h"

/* ---- Which character a glyph is ------------------------------------------------------------------------ */

static gpointer
glyph_key (const PdfFace *face, guint32 glyph)
{
  return GUINT_TO_POINTER (face->index << 16 | (glyph & 0xffff));
}

/* Notes, for a face, the glyphs of the characters of @text. */
static void
note_characters (GHashTable *characters, const PdfFace *face, const gchar *text)
{
  for (const gchar *p = text; p != NULL && *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar ch = g_utf8_get_char (p);
    hb_codepoint_t glyph = 0;
    if (hb_font_get_nominal_glyph (face->font, ch, &glyph) &&
        !g_hash_table_contains (characters, glyph_key (face, glyph)))
      g_hash_table_insert (characters, glyph_key (face, glyph), GUINT_TO_POINTER (ch));
  }
}

static void
note_words (GHashTable *characters, const PdfFace *face, const CoverText *text)
{
  const gchar *words[] = {text->name, text->number, text->period, text->count, text->footer, "…"};
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    note_characters (characters, face, words[i]);
  for (guint i = 0; i < text->titles->len; i++) {
    note_characters (characters, face, text->titles->pdata[i]);
    note_characters (characters, face, text->codes->pdata[i]);
  }
}

/* Returns: (transfer full) (nullable): what went wrong. */
static gpointer
lay_out (gpointer data)
{
  PdfDocument *document = data;
  GError *error = NULL;
  document->cover_text = cover_text_new (document->issue, document->settings->languages);
  document->cover = cover_layout_new (document->cover_text, document->style, &error);
  return error;
}

void
pdf_cover_begin (PdfDocument *document)
{
  document->covering = g_thread_new ("cover", lay_out, document);
}

void
pdf_cover_set (PdfDocument *document)
{
  g_autoptr (GError) error = g_thread_join (g_steal_pointer (&document->covering));
  guint known = 0; /* faces whose words are noted, a bit each */
  if (document->cover == NULL) {
    wz_diag_report (document->sink, WZ_SEVERITY_WARNING, "pdf-cover", NULL, _ ("the cover is left empty: %s"),
                    error->message);
    return;
  }
  document->cover_characters = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < cover_layout_get_n_items (document->cover); i++) {
    const CoverItem *item = cover_layout_get_item (document->cover, i);
    if (item->face == NULL)
      continue;
    PdfFace *face = pdf_fonts_load (document->fonts, item->face);
    pdf_fonts_use (document->fonts, face);
    if ((known & 1u << (face->index & 31)) == 0)
      note_words (document->cover_characters, face, document->cover_text);
    known |= 1u << (face->index & 31);
    hb_set_t *glyphs = pdf_face_get_glyphs (face, 0);
    for (guint g = 0; g < item->n_glyphs; g++)
      hb_set_add (glyphs, item->glyphs[g].id);
  }
}

/* ---- Painting ------------------------------------------------------------------------------------------ */

typedef struct {
  const PdfDocument *document;
  PdfFontPalette *palette;
  cairo_t *cr;
  gdouble x, y, scale;
  gdouble foot; /* baseline of the last line, in units of the layout */
} Cover;

static cairo_glyph_t
place (const Cover *cover, guint face, const CoverGlyph *glyph)
{
  return (cairo_glyph_t){pdf_palette_map (cover->palette, face, glyph->id),
                         cover->x + glyph->x * cover->scale, cover->y + glyph->y * cover->scale};
}

/* Glyphs [first, end) with their characters; NULL characters: as outlines. */
static void
paint_span (const Cover *cover, const CoverItem *item, guint face, guint first, guint end, gboolean text)
{
  guint n = end - first;
  g_autofree cairo_glyph_t *glyphs = g_new (cairo_glyph_t, n);
  g_autofree cairo_text_cluster_t *clusters = g_new (cairo_text_cluster_t, n);
  g_autoptr (GString) string = g_string_new (NULL);
  const PdfFace *pdf_face = pdf_fonts_get_face (cover->document->fonts, face);
  for (guint i = 0; i < n; i++) {
    const CoverGlyph *glyph = &item->glyphs[first + i];
    gsize before = string->len;
    glyphs[i] = place (cover, face, glyph);
    if (text)
      g_string_append_unichar (string,
                               GPOINTER_TO_UINT (g_hash_table_lookup (cover->document->cover_characters,
                                                                      glyph_key (pdf_face, glyph->id))));
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
  const PdfFace *face = pdf_fonts_load (cover->document->fonts, item->face);
  GHashTable *characters = cover->document->cover_characters;
  /* The line at the foot, a count of papers, is an ornament: nobody looks for it, and whoever reads the page
   * aloud should not end with it. */
  gboolean foot = item->n_glyphs > 0 && item->glyphs[0].y >= cover->foot;
  pdf_palette_use_exactly (cover->palette, cover->cr, face->index, item->size * cover->scale);
  for (guint i = 0; i < item->n_glyphs;) {
    gboolean text = !foot && g_hash_table_contains (characters, glyph_key (face, item->glyphs[i].id));
    guint end = i + 1;
    while (end < item->n_glyphs &&
           (!foot && g_hash_table_contains (characters, glyph_key (face, item->glyphs[end].id))) == text)
      end++;
    paint_span (cover, item, face->index, i, end, text);
    i = end;
  }
}

void
pdf_cover_paint (const PdfDocument *document, PdfFontPalette *palette, cairo_t *cr)
{
  const PdfGeometry *g = &document->settings->page;
  gdouble scale = MIN (g->width / COVER_WIDTH, g->height / COVER_HEIGHT);
  Cover cover = {
      document, palette, cr, (g->width - COVER_WIDTH * scale) / 2, (g->height - COVER_HEIGHT * scale) / 2,
      scale};
  guint n = document->cover != NULL ? cover_layout_get_n_items (document->cover) : 0;
  for (guint i = 0; i < n; i++) {
    const CoverItem *item = cover_layout_get_item (document->cover, i);
    if (item->face != NULL && item->n_glyphs > 0)
      cover.foot = MAX (cover.foot, item->glyphs[0].y);
  }
  for (guint i = 0; i < n; i++) {
    const CoverItem *item = cover_layout_get_item (document->cover, i);
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
