/* compose-cover.c: see compose-cover.h. SPDX-License-Identifier: MIT */
#include "compose-cover.h"

#include <glib/gi18n-lib.h>

static gpointer
glyph_key (const ComposeFace *face, guint32 glyph)
{
  return GUINT_TO_POINTER (face->index << 16 | (glyph & 0xffff));
}

/* Notes, for a face, the glyphs of the characters of @text. */
static void
note_characters (GHashTable *characters, const ComposeFace *face, const gchar *text)
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
note_words (GHashTable *characters, const ComposeFace *face, const WzCoverText *text)
{
  const gchar *words[] = {text->name,  text->subtitle, text->number, text->period,
                          text->count, text->footer,   "…"};
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    note_characters (characters, face, words[i]);
  for (guint i = 0; i < text->titles->len; i++) {
    note_characters (characters, face, text->titles->pdata[i]);
    note_characters (characters, face, text->codes->pdata[i]);
  }
}

/* Returns: (transfer full) (nullable): what went wrong. */
static gpointer
lay_out (gpointer data, gpointer member)
{
  ComposeCover *cover = data;
  GError *error = NULL;
  cover->text = wz_cover_text_new (cover->galley);
  cover->layout = wz_cover_layout_new (cover->text, cover->style, &error);
  return error;
}

ComposeCover *
compose_cover_begin (const WzGalley *galley, const WzStyle *style)
{
  ComposeCover *cover = g_new0 (ComposeCover, 1);
  cover->galley = galley;
  cover->style = style;
  cover->characters = g_hash_table_new (NULL, NULL);
  cover->beside = wz_parallel_new (lay_out, NULL, 2, 0, NULL);
  wz_parallel_push (cover->beside, cover);
  return cover;
}

void
compose_cover_take (ComposeCover *cover, ComposeFonts *fonts, WzDiagSink *sink)
{
  g_autoptr (GError) error = wz_parallel_take (cover->beside);
  guint known = 0; /* faces whose words are noted, a bit each */
  if (cover->layout == NULL) {
    wz_diag_report (sink, WZ_SEVERITY_WARNING, "pdf-cover", NULL, _ ("the cover is left empty: %s"),
                    error->message);
    return;
  }
  wz_cover_layout_report (cover->layout, sink);
  for (guint i = 0; i < wz_cover_layout_get_n_items (cover->layout); i++) {
    const WzCoverItem *item = wz_cover_layout_get_item (cover->layout, i);
    if (item->face == NULL)
      continue;
    ComposeFace *face = compose_fonts_load (fonts, item->face);
    compose_fonts_use (fonts, face);
    if ((known & 1u << (face->index & 31)) == 0)
      note_words (cover->characters, face, cover->text);
    known |= 1u << (face->index & 31);
    hb_set_t *glyphs = compose_face_get_glyphs (face, 0);
    for (guint g = 0; g < item->n_glyphs; g++)
      hb_set_add (glyphs, item->glyphs[g].id);
  }
}

gunichar
compose_cover_find_character (const ComposeCover *cover, const ComposeFace *face, guint32 glyph)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (cover->characters, glyph_key (face, glyph)));
}

void
compose_cover_free (ComposeCover *cover)
{
  wz_parallel_free (cover->beside);
  g_clear_pointer (&cover->layout, wz_cover_layout_free);
  g_clear_pointer (&cover->text, wz_cover_text_free);
  g_hash_table_unref (cover->characters);
  g_free (cover);
}
