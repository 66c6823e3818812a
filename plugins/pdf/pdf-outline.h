/* pdf-outline.h: outline and metadata of a PDF. Cairo refuses noncharacters, and then the whole file. R116,
 * R118: the dates come from the issue, or cairo would write the clock's. SPDX-License-Identifier: MIT */
#pragma once

#include <cairo.h>

#include "compose/document/compose-document.h"

G_BEGIN_DECLS

/** pdf_outline_add: @outline: else the metadata alone. */
void pdf_outline_add (const ComposeDocument *document, cairo_surface_t *surface, gboolean outline,
                      const gchar *generator);

G_END_DECLS
