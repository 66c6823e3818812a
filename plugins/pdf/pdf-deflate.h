/* pdf-deflate.h: what pages show, deflated beside the painting. Cairo deflates each page when it is shown: a
 * fifth of painting, on the one thread that paints. Told to leave them plain, it goes on to the next page,
 * while a second thread deflates. In: cairo's file as it grows. Out: the file that cairo would have written,
 * to the byte. SPDX-License-Identifier: MIT */
#pragma once

#include <cairo-pdf.h>
#include <glib.h>

G_BEGIN_DECLS

typedef struct _PdfDeflater PdfDeflater;

/**
 * pdf_deflater_new_surface:
 * @surface: (out): a PDF surface that leaves the contents of pages plain, if this cairo can
 */
PdfDeflater *pdf_deflater_new_surface (cairo_write_func_t write, gpointer closure, gdouble width,
                                       gdouble height, cairo_surface_t **surface);
void pdf_deflater_free (PdfDeflater *deflater);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PdfDeflater, pdf_deflater_free)

/**
 * pdf_deflater_take:
 * @file: what cairo has written since the last call; emptied. Whole objects: called between two pages, or
 * behind the last
 */
void pdf_deflater_take (PdfDeflater *deflater, GByteArray *file);

/** pdf_deflater_finish: Returns: (transfer full) (nullable): the file; NULL where it is none of cairo's. */
GBytes *pdf_deflater_finish (PdfDeflater *deflater);

G_END_DECLS
