/* test-pdf-deflate.c: the file is the one that cairo alone would write. SPDX-License-Identifier: MIT */
#include "pdf-deflate.h"

#include <string.h>

static cairo_status_t
take_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* Pages of all sizes, the first one empty, with pictures, transparency, links and text. */
static void
paint_page (cairo_t *cr, guint number)
{
  for (guint i = 0; i < number * 400; i++) {
    cairo_set_source_rgba (cr, (i % 7) / 7.0, 0.5, (i % 3) / 3.0, i % 50 == 0 ? 0.5 : 1);
    cairo_rectangle (cr, i * 37 % 200, i * 61 % 300, 3.25, 1 + i % 5);
    cairo_fill (cr);
  }
  if (number % 2 == 1) {
    cairo_surface_t *picture = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 40, 30);
    memset (cairo_image_surface_get_data (picture), 0x20 + (gint) number, 40 * 30 * 4);
    cairo_surface_mark_dirty (picture);
    cairo_set_source_surface (cr, picture, 10, 10);
    cairo_paint (cr);
    cairo_surface_destroy (picture);
  }
  cairo_tag_begin (cr, CAIRO_TAG_LINK, "uri='https://example.org/' rect=[10 10 20 20]");
  cairo_tag_end (cr, CAIRO_TAG_LINK);
  cairo_set_font_size (cr, 9);
  cairo_move_to (cr, 20, 200);
  cairo_show_text (cr, "endstream endobj 12 0 obj << /Length");
}

static void
paint (cairo_surface_t *surface, guint n_pages, PdfDeflater *deflater, GByteArray *bytes)
{
  cairo_t *cr = cairo_create (surface);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, "2022-09-26T00:00:00Z");
  for (guint i = 0; i < n_pages; i++) {
    if (i > 0)
      paint_page (cr, i);
    cairo_show_page (cr);
    if (deflater != NULL)
      pdf_deflater_take (deflater, bytes);
  }
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
}

static void
test_same (void)
{
  static const guint numbers[] = {1, 2, 12};
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++) {
    g_autoptr (GByteArray) plain = g_byte_array_new (), bytes = g_byte_array_new ();
    cairo_surface_t *surface = NULL;
    g_autoptr (PdfDeflater) deflater = pdf_deflater_new_surface (take_bytes, bytes, 240, 320, &surface);
    g_assert_null (g_getenv ("CAIRO_DEBUG_PDF"));
    paint (surface, numbers[i], deflater, bytes);
    pdf_deflater_take (deflater, bytes);
    g_autoptr (GBytes) file = pdf_deflater_finish (deflater);
    g_assert_nonnull (file);
    paint (cairo_pdf_surface_create_for_stream (take_bytes, plain, 240, 320), numbers[i], NULL, NULL);
    g_assert_cmpuint (plain->len, >, 500 * numbers[i]);
    gsize length = 0;
    const guint8 *data = g_bytes_get_data (file, &length);
    g_assert_cmpmem (data, length, plain->data, plain->len);
  }
}

/* What is no file of cairo's goes through as it is; one that is given up midway leaks nothing. */
static void
test_other (void)
{
  static const gchar text[] = "%PDF-9\n1 0 obj\n<< /Length 2 0 R\n>>\nstream\nxyz";
  cairo_surface_t *surface = NULL;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (PdfDeflater) first = pdf_deflater_new_surface (take_bytes, bytes, 240, 320, &surface);
  cairo_surface_destroy (surface);
  g_autoptr (PdfDeflater) second = pdf_deflater_new_surface (take_bytes, bytes, 240, 320, &surface);
  cairo_surface_destroy (surface);
  g_byte_array_set_size (bytes, 0);
  g_byte_array_append (bytes, (const guint8 *) text, sizeof text - 1);
  pdf_deflater_take (first, bytes);
  g_autoptr (GBytes) file = pdf_deflater_finish (first);
  g_assert_nonnull (file);
  g_assert_cmpmem (g_bytes_get_data (file, NULL), g_bytes_get_size (file), text, sizeof text - 1);
  g_byte_array_append (bytes, (const guint8 *) text, sizeof text - 1);
  pdf_deflater_take (second, bytes);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pdf/deflate/same-as-cairo", test_same);
  g_test_add_func ("/pdf/deflate/other", test_other);
  return g_test_run ();
}
