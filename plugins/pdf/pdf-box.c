/* pdf-box.c: see pdf-box.h. Two rows of two or three digits, as Firefox and Emacs draw them.
 * SPDX-License-Identifier: MIT */
#include "pdf-box.h"

#define FILL 0.82    /* of the square's inner width that a row of digits takes */
#define ROW_GAP 0.12 /* between the rows, of a digit's height */

/* The face of the digits: of one width. */
static PdfFace *
find_digits (PdfFonts *fonts)
{
  const WzFontFace *face = wz_style_find_face (pdf_fonts_get_wz_style (fonts), WZ_FONT_MONO, WZ_SCRIPT_LATIN,
                                               WZ_WEIGHT_REGULAR, '0');
  return face != NULL ? pdf_fonts_load (fonts, face) : NULL;
}

static gchar *
dup_number (gunichar character)
{
  return g_strdup_printf (character > 0xffff ? "%06X" : "%04X", character);
}

static hb_codepoint_t
find_glyph (const PdfFace *face, gchar digit)
{
  hb_codepoint_t glyph = 0;
  hb_font_get_nominal_glyph (face->font, (hb_codepoint_t) digit, &glyph);
  return glyph;
}

void
pdf_box_use (PdfFonts *fonts, gunichar character)
{
  PdfFace *face = find_digits (fonts);
  g_autofree gchar *number = dup_number (character);
  if (face == NULL)
    return;
  pdf_fonts_use (fonts, face);
  for (const gchar *digit = number; *digit != '\0'; digit++)
    hb_set_add (pdf_face_get_glyphs (face, 0), find_glyph (face, *digit));
}

void
pdf_box_paint (const PdfDocument *document, PdfFontPalette *palette, cairo_t *cr, const PdfRun *run,
               gdouble x, gdouble y)
{
  const PdfGlyph *sign = &g_array_index (document->store->glyphs, PdfGlyph, run->glyph);
  const PdfFace *square = pdf_fonts_get_face (document->fonts, run->face);
  const PdfFace *face = find_digits (document->fonts);
  const PdfTextStyle *style = pdf_fonts_get_style (document->fonts, run->style);
  hb_glyph_extents_t box, digit;
  if (face == NULL || !hb_font_get_glyph_extents (square->font, sign->glyph, &box) ||
      !hb_font_get_glyph_extents (face->font, find_glyph (face, '0'), &digit))
    return;
  gdouble unit = pdf_face_size (square, style->size) / (gdouble) PDF_UNIT / square->upem;
  g_autofree gchar *number = dup_number (run->box);
  guint n = (guint) strlen (number) / 2;
  gdouble advance = hb_font_get_glyph_h_advance (face->font, find_glyph (face, '0')) / (gdouble) face->upem;
  gdouble size = FILL * box.width * unit / (advance * n);
  gdouble height = -digit.height * size / face->upem, row = height * (1 + ROW_GAP);
  gdouble left = x + (box.x_bearing + box.width / 2.0) * unit - advance * size * n / 2;
  gdouble middle = y - (box.y_bearing + box.height / 2.0) * unit;
  cairo_glyph_t glyphs[6];
  for (guint i = 0; i < 2 * n; i++)
    glyphs[i] = (cairo_glyph_t){pdf_palette_map (palette, face->index, find_glyph (face, number[i])),
                                left + advance * size * (i % n),
                                middle + (i < n ? -(row - height) / 2 : (row + height) / 2)};
  pdf_palette_use_exactly (palette, cr, face->index, size);
  cairo_glyph_path (cr, glyphs, (int) (2 * n));
  cairo_fill (cr);
}
