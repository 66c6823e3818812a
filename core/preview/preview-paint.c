/* preview-paint.c: pages of a PDF by Poppler. SPDX-License-Identifier: MIT */
#include "preview/preview.h"

#include <glib/gi18n-lib.h>

PopplerDocument *
preview_load (const gchar *path, GError **error)
{
  gchar *data = NULL;
  gsize length;
  if (!g_file_get_contents (path, &data, &length, error))
    return NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_take (data, length);
  PopplerDocument *document = poppler_document_new_from_bytes (bytes, NULL, error);
  if (document == NULL)
    g_prefix_error (error, "%s: ", path);
  return document;
}

void
preview_measure (PopplerDocument *document, guint i, gdouble *width, gdouble *height)
{
  PopplerPage *page = poppler_document_get_page (document, (gint) i);
  *width = *height = 1; /* of one that is broken */
  if (page == NULL)
    return;
  poppler_page_get_size (page, width, height);
  g_object_unref (page);
}

void
preview_paint (cairo_t *cr, PopplerDocument *document, guint i, gdouble x, gdouble y, gdouble scale)
{
  PopplerPage *page = poppler_document_get_page (document, (gint) i);
  gdouble width, height;
  if (page == NULL)
    return;
  poppler_page_get_size (page, &width, &height);
  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, scale, scale);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_clip (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  poppler_page_render (page, cr);
  cairo_restore (cr);
  g_object_unref (page);
}
