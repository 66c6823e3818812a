/* html-color.c: the style's colours on a dark ground. Standard: WCAG 2.2, relative luminance.
 * SPDX-License-Identifier: MIT */
#include "html-job.h"

#include <math.h>

static gdouble
luminance (guint32 color)
{
  static const gdouble weights[] = {0.0722, 0.7152, 0.2126};
  gdouble sum = 0;

  for (guint i = 0; i < G_N_ELEMENTS (weights); i++) {
    gdouble value = (color >> (8 * i) & 0xFF) / 255.0;

    sum += weights[i] * (value <= 0.04045 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4));
  }
  return sum;
}

gdouble
html_color_contrast (guint32 a, guint32 b)
{
  gdouble one = luminance (a) + 0.05, other = luminance (b) + 0.05;

  return one > other ? one / other : other / one;
}

/* @part sixteenths of white in it. */
static guint32
mix_white (guint32 color, guint part)
{
  guint32 mixed = 0;

  for (guint shift = 0; shift < 24; shift += 8)
    mixed |= ((color >> shift & 0xFF) * (16 - part) + 0xFF * part) / 16 << shift;
  return mixed;
}

guint32
html_color_on (guint32 color, guint32 ground, gdouble contrast)
{
  for (guint part = 0; part < 16; part++)
    if (html_color_contrast (mix_white (color, part), ground) >= contrast)
      return mix_white (color, part);
  return 0xFFFFFF;
}
