/* test-pdf-pack.c: what cairo does with a wrong tag, and what the packer does with files that are not
 * cairo's. SPDX-License-Identifier: MIT */
#include "pdf-pack.h"

#include <cairo-pdf.h>
#include <string.h>

static cairo_status_t
forget (void *closure, const unsigned char *data, unsigned int length)
{
  return CAIRO_STATUS_SUCCESS;
}

/* R113: cairo tells of a wrong tag when the page is done or the surface finished, and not before: why
 * pdf_paint() asks then. */
static void
test_errors_at_the_end (void)
{
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (forget, NULL, 100, 100);
  cairo_t *cr = cairo_create (surface);
  cairo_tag_begin (cr, "Nonsense", NULL); /* “Artifact” is a tag from cairo 1.18 on */
  cairo_rectangle (cr, 10, 10, 10, 10);
  cairo_fill (cr);
  cairo_tag_end (cr, "Nonsense");
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_show_page (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_TAG_ERROR);
  cairo_surface_destroy (surface);
}

/* What is no file of cairo's is left alone. */
static void
test_pack (void)
{
  static const gchar *const cases[] = {
      "",
      "%PDF-1.5\n",
      "%PDF-1.5\nxref\n0 1\n0000000000 65535 f \ntrailer\n<<>>\nstartxref\n9\n%%EOF\n      ",
      "%PDF-1.5\n1 0 obj\n<<>>\nendobj\nxref\n0 2\n0000000000 65535 f \n0000000009 00000 n \ntrailer\n<< "
      "/Size 2\n>>\n"
      "startxref\n999999\n%%EOF\n",
      "%PDF-1.5\n7 0 obj\n<<>>\nendobj\nxref\n0 2\n0000000000 65535 f \n0000000009 00000 n \ntrailer\n<< "
      "/Size 2\n>>\n"
      "startxref\n30\n%%EOF\n                                ",
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i], strlen (cases[i]));
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) packed = pdf_pack (bytes, "zh-CN", NULL, NULL, 0, &error);
    g_assert_null (packed);
    g_assert_error (error, PDF_PACK_ERROR, PDF_PACK_ERROR_UNEXPECTED);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pdf/paint/R113-errors-at-the-end", test_errors_at_the_end);
  g_test_add_func ("/pdf/pack/left-alone", test_pack);
  return g_test_run ();
}
