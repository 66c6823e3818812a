/* pdf-box.h: what stands for a character that no font has: a square with its number in hexadecimal digits.
 * SPDX-License-Identifier: MIT */
#pragma once

#include "pdf-paint.h"

G_BEGIN_DECLS

/** The square itself is a sign of the body's font, so that the character can be copied from the page. */
#define PDF_BOX_SIGN 0x25a1

/** pdf_box_use: the digits of @character will be shown. For the thread that places lines. */
void pdf_box_use (PdfFonts *fonts, gunichar character);

/** pdf_box_paint: the digits of @run's character, as outlines, in the square whose origin is (@x, @y) in
 * points. */
void pdf_box_paint (const PdfDocument *document, PdfFontPalette *palette, cairo_t *cr, const PdfRun *run,
                    gdouble x, gdouble y);

G_END_DECLS
