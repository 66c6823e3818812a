/* compose-figure.h: what is drawn on a page beside text. SPDX-License-Identifier: MIT */
#pragma once

#include <cairo.h>
#include <wenzhai/wz-figure.h>

#include "compose/page/compose-pictures.h"

G_BEGIN_DECLS

/** compose_figure_paint: a picture into the rectangle, as it was @found. FALSE with @error when it cannot be
 * read. */
gboolean compose_figure_paint (cairo_t *cr, const WzResource *resource, const ComposePixels *found, gdouble x,
                               gdouble y, gdouble width, gdouble height, GError **error);
/** compose_qr_paint: @text as QR code into the square (compose-qr.c); FALSE when it is too long. */
gboolean compose_qr_paint (cairo_t *cr, const gchar *text, gdouble x, gdouble y, gdouble side, guint32 color);

G_END_DECLS
