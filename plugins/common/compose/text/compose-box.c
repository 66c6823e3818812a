/* compose-box.c: see compose-box.h. Two rows of two or three digits, as Firefox and Emacs draw them.
 * SPDX-License-Identifier: MIT */
#include "compose-box.h"

#include <string.h>

#define FILL 0.82    /* of the square's inner width that a row of digits takes */
#define ROW_GAP 0.12 /* between the rows, of a digit's height */

/* The face of the digits: of one width. */
static ComposeFace *
find_digits (ComposeFonts *fonts)
{
  const WzFontFace *face = wz_style_find_face (compose_fonts_get_wz_style (fonts), WZ_FONT_MONO,
                                               WZ_SCRIPT_LATIN, WZ_WEIGHT_REGULAR, '0');
  return face != NULL ? compose_fonts_load (fonts, face) : NULL;
}

static gchar *
dup_number (gunichar character)
{
  return g_strdup_printf (character > 0xffff ? "%06X" : "%04X", character);
}

static hb_codepoint_t
find_glyph (const ComposeFace *face, gchar digit)
{
  hb_codepoint_t glyph = 0;
  hb_font_get_nominal_glyph (face->font, (hb_codepoint_t) digit, &glyph);
  return glyph;
}

void
compose_box_use (ComposeFonts *fonts, gunichar character)
{
  ComposeFace *face = find_digits (fonts);
  g_autofree gchar *number = dup_number (character);
  if (face == NULL)
    return;
  compose_fonts_use (fonts, face);
  for (const gchar *digit = number; *digit != '\0'; digit++)
    hb_set_add (compose_face_get_glyphs (face, 0), find_glyph (face, *digit));
}

gboolean
compose_box_place (ComposeFonts *fonts, const ComposeLineStore *store, const ComposeRun *run, gdouble x,
                   gdouble y, ComposeBox *box)
{
  const ComposeGlyph *sign = &g_array_index (store->glyphs, ComposeGlyph, run->glyph);
  const ComposeFace *square = compose_fonts_get_face (fonts, run->face);
  const ComposeFace *face = find_digits (fonts);
  const ComposeTextStyle *style = compose_fonts_get_style (fonts, run->style);
  hb_glyph_extents_t outer, digit;
  if (face == NULL || !hb_font_get_glyph_extents (square->font, sign->glyph, &outer) ||
      !hb_font_get_glyph_extents (face->font, find_glyph (face, '0'), &digit))
    return FALSE;
  gdouble unit = compose_face_size (square, style->size) / (gdouble) COMPOSE_UNIT / square->upem;
  g_autofree gchar *number = dup_number (run->box);
  guint n = (guint) strlen (number) / 2;
  gdouble advance = hb_font_get_glyph_h_advance (face->font, find_glyph (face, '0')) / (gdouble) face->upem;
  gdouble size = FILL * outer.width * unit / (advance * n);
  gdouble height = -digit.height * size / face->upem, row = height * (1 + ROW_GAP);
  gdouble left = x + (outer.x_bearing + outer.width / 2.0) * unit - advance * size * n / 2;
  gdouble middle = y - (outer.y_bearing + outer.height / 2.0) * unit;
  *box = (ComposeBox){.face = face, .size_pt = size, .n = 2 * n};
  for (guint i = 0; i < 2 * n; i++)
    box->digits[i] = (ComposeBoxDigit){find_glyph (face, number[i]), left + advance * size * (i % n),
                                       middle + (i < n ? -(row - height) / 2 : (row + height) / 2)};
  return TRUE;
}
