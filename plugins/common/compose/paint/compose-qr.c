/* compose-qr.c: QR codes as vectors (compose-figure.h). One path of rows of modules, so that no seams show
 * between them. SPDX-License-Identifier: MIT */
#include "compose-figure.h"

#include <qrencode.h>

/* ISO/IEC 18004 asks for four modules of white around; text stays at least an em away, so two lie inside the
 * square. */
#define QUIET_MODULES 2

gboolean
compose_qr_paint (cairo_t *cr, const gchar *text, gdouble x, gdouble y, gdouble side, guint32 color)
{
  QRcode *code = QRcode_encodeString (text, 0, QR_ECLEVEL_M, QR_MODE_8, 1);
  if (code == NULL)
    return FALSE;
  gdouble module = side / (code->width + 2 * QUIET_MODULES);
  /* White below it: the room for notes has lines. */
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_rectangle (cr, x - module, y - module, side + 2 * module, side + 2 * module);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, (color >> 16 & 0xff) / 255.0, (color >> 8 & 0xff) / 255.0,
                        (color & 0xff) / 255.0);
  for (int row = 0; row < code->width; row++)
    for (int column = 0; column < code->width;) {
      int end = column;
      while (end < code->width && (code->data[row * code->width + end] & 1) != 0)
        end++;
      if (end > column)
        cairo_rectangle (cr, x + (column + QUIET_MODULES) * module, y + (row + QUIET_MODULES) * module,
                         (end - column) * module, module);
      column = MAX (end, column + 1);
    }
  cairo_fill (cr);
  QRcode_free (code);
  return TRUE;
}
