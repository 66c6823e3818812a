/* compose-box.h: what stands for a character that no font has: a square with its number in hexadecimal
 * digits. SPDX-License-Identifier: MIT */
#pragma once

#include "compose-lines.h"

G_BEGIN_DECLS

/** The square itself is a sign of the body's font, so that the character can be copied from the page. */
#define COMPOSE_BOX_SIGN 0x25a1

/** compose_box_use: the digits of @character will be shown. For the thread that places lines. */
void compose_box_use (ComposeFonts *fonts, gunichar character);

/** ComposeBoxDigit: in points, from the page's upper left corner. */
typedef struct {
  guint32 glyph;
  gdouble x, y;
} ComposeBoxDigit;

#define COMPOSE_BOX_MAX_DIGITS 6

/** ComposeBox: the digits in a square, of @size_pt. */
typedef struct {
  const ComposeFace *face;
  gdouble size_pt;
  guint n;
  ComposeBoxDigit digits[COMPOSE_BOX_MAX_DIGITS];
} ComposeBox;

/** compose_box_place: where the digits of @run's character stand, in the square whose origin is (@x, @y) in
 * points; FALSE where they can't be shown. */
gboolean compose_box_place (ComposeFonts *fonts, const ComposeLineStore *store, const ComposeRun *run,
                            gdouble x, gdouble y, ComposeBox *box);

G_END_DECLS
