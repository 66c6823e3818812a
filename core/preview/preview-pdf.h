/* preview-pdf.h: a PDF as pictures of its pages. SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>
#include <json-glib/json-glib.h>

typedef struct _PreviewPdf PreviewPdf;

/** preview_pdf_new: (transfer full): the file may go afterwards. */
PreviewPdf *preview_pdf_new (const gchar *path, GError **error);
void preview_pdf_free (PreviewPdf *pdf);

/** preview_pdf_add_json: adds members to the object that is open: `title`, `pages` (width and height of each,
 * in points) and `outline` (level, title and page of each line; pages count from 0). */
void preview_pdf_add_json (PreviewPdf *pdf, JsonBuilder *json);

/** preview_pdf_get_mark: (nullable): of @page (from 0) at @scale pixels a point: pictures with the same mark
 * look the same; NULL for a page that there is not. */
const gchar *preview_pdf_get_mark (PreviewPdf *pdf, guint page, gdouble scale);
/** preview_pdf_get_png: (nullable): the picture of that mark. */
GBytes *preview_pdf_get_png (PreviewPdf *pdf, guint page, gdouble scale);
