/* wz-chart.c: small bar charts, by Cairo. SPDX-License-Identifier: MIT
 *
 * In: labels and counts. Out: a grey PNG for e-ink and print alike. It says nothing that the table beside it
 * does not say.
 */
#include "edit/compose/wz-chart.h"

#include <cairo.h>

/* Pixels. */
enum {
  WIDTH = 1000,
  HEIGHT = 360,
  MARGIN = 24,
  LABEL_BAND = 44,
  VALUE_BAND = 40,
  BAR_MAX = 96,
  LABELS_MAX = 24
};

static cairo_status_t
append_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
show_centred (cairo_t *cr, const gchar *text, double x, double y)
{
  cairo_text_extents_t extents;
  cairo_text_extents (cr, text, &extents);
  cairo_move_to (cr, x - extents.width / 2 - extents.x_bearing, y);
  cairo_show_text (cr, text);
}

static void
draw_bars (cairo_t *cr, const WzChartBar *bars, guint n)
{
  guint top = 1, step = (n + LABELS_MAX - 1) / LABELS_MAX;
  for (guint i = 0; i < n; i++)
    top = MAX (top, bars[i].value);
  double pitch = (double) (WIDTH - 2 * MARGIN) / n, bar = MIN (pitch * 0.7, BAR_MAX);
  double base = HEIGHT - LABEL_BAND, full = base - VALUE_BAND;
  for (guint i = 0; i < n; i++) {
    double middle = MARGIN + pitch * (i + 0.5), height = full * bars[i].value / top;
    cairo_set_source_rgb (cr, 0.35, 0.35, 0.35);
    cairo_rectangle (cr, middle - bar / 2, base - height, bar, height);
    cairo_fill (cr);
    if (i % step != 0)
      continue;
    g_autofree gchar *value = g_strdup_printf ("%u", bars[i].value);
    cairo_set_source_rgb (cr, 0, 0, 0);
    show_centred (cr, value, middle, base - height - 10);
    show_centred (cr, bars[i].label, middle, base + 34);
  }
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_rectangle (cr, MARGIN, base, WIDTH - 2 * MARGIN, 2);
  cairo_fill (cr);
}

GBytes *
wz_chart_bars (const WzChartBar *bars, guint n_bars)
{
  if (n_bars == 0)
    return NULL;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_select_font_face (cr, "sans-serif", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size (cr, n_bars > LABELS_MAX / 2 ? 22 : 28);
  draw_bars (cr, bars, n_bars);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_status_t status = cairo_surface_write_to_png_stream (surface, append_bytes, bytes);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return status == CAIRO_STATUS_SUCCESS ? g_byte_array_free_to_bytes (g_steal_pointer (&bytes)) : NULL;
}
