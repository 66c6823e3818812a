/* preview-sheet.c: all pages of a PDF on one sheet. SPDX-License-Identifier: MIT
 *
 * In: a PDF. Out: a PNG: a grey desk, cells of one size in rows, in each a page in the middle, its number
 * beneath.
 */
#include "preview/preview.h"

#include <glib/gi18n-lib.h>
#include <math.h>

enum {
  LEAST_WIDTH = 64,
  MOST_SIDE = 32000,     /* Cairo's pictures end at 32767 */
  MOST_PIXELS = 1 << 27, /* half a GiB */
  EASY_THUMB = 168,      /* pixels of width in which a page can be told from another */
};

/* Lengths in pixels. */
typedef struct {
  guint columns, rows;
  gdouble margin, gap, number; /* the line with the number takes that much */
  gdouble cell_width, cell_height;
  gdouble scale; /* pixels a point, the same for all pages */
  gint width, height;
} Sheet;

static void
measure_pages (PopplerDocument *document, gdouble *width, gdouble *height)
{
  *width = *height = 1;
  for (gint i = 0; i < poppler_document_get_n_pages (document); i++) {
    gdouble w, h;
    preview_measure (document, (guint) i, &w, &h);
    *width = MAX (*width, w);
    *height = MAX (*height, h);
  }
}

static void
lay_out (Sheet *sheet, guint n, gdouble page_width, gdouble page_height)
{
  sheet->rows = (n + sheet->columns - 1) / sheet->columns;
  sheet->margin = round (sheet->width / 40.0);
  gdouble room = (sheet->width - 2 * sheet->margin) / sheet->columns;
  sheet->gap = MAX (2, round (room * 0.08));
  sheet->cell_width = MAX (1, room - sheet->gap);
  sheet->scale = sheet->cell_width / page_width;
  sheet->cell_height = page_height * sheet->scale;
  sheet->number = CLAMP (round (sheet->cell_width * 0.13), 12, 20);
  gdouble height =
      2 * sheet->margin + sheet->rows * (sheet->cell_height + sheet->number + sheet->gap) - sheet->gap;
  sheet->height = height < G_MAXINT ? (gint) ceil (height) : G_MAXINT;
}

static gboolean
fits (const Sheet *sheet)
{
  return sheet->height <= MOST_SIDE && (gint64) sheet->width * sheet->height <= MOST_PIXELS;
}

/* As many that the sheet is about as wide as a screen, while pages can be told apart; more where it would be
 * too long. */
static void
choose_columns (Sheet *sheet, guint n, gdouble page_width, gdouble page_height)
{
  gdouble screen = sqrt (n * page_height / page_width * 4 / 3);
  guint most = MAX (1, (guint) sheet->width / EASY_THUMB);
  sheet->columns = CLAMP ((guint) round (screen), 1, MIN (most, n));
  for (lay_out (sheet, n, page_width, page_height); !fits (sheet) && sheet->columns < n;
       lay_out (sheet, n, page_width, page_height))
    sheet->columns += 1 + sheet->columns / 8;
}

static gboolean
plan (Sheet *sheet, PopplerDocument *document, guint columns, guint width, GError **error)
{
  guint n = (guint) poppler_document_get_n_pages (document);
  gdouble page_width, page_height;
  measure_pages (document, &page_width, &page_height);
  sheet->width = (gint) MIN (width, MOST_SIDE + 1);
  sheet->columns = columns;
  if (columns > 0)
    lay_out (sheet, n, page_width, page_height);
  else
    choose_columns (sheet, n, page_width, page_height);
  if (sheet->width < LEAST_WIDTH || sheet->width > MOST_SIDE) {
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("--width: from %d to %d pixels"),
                 LEAST_WIDTH, MOST_SIDE);
    return FALSE;
  }
  if (n > 0 && fits (sheet) && sheet->cell_width > 2)
    return TRUE;
  g_set_error (
      error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
      n == 0 ? _ ("the book has no pages")
      : fits (sheet)
          ? _ ("%u pages beside each other leave no room for any; take fewer --columns, or more --width")
          : _ ("%u pages beside each other make too long a sheet; take more --columns, or less --width"),
      sheet->columns);
  return FALSE;
}

static void
draw_number (cairo_t *cr, const Sheet *sheet, guint number, gdouble middle, gdouble top)
{
  g_autofree gchar *text = g_strdup_printf ("%u", number);
  cairo_text_extents_t box;
  cairo_set_font_size (cr, sheet->number * 0.62);
  cairo_text_extents (cr, text, &box);
  cairo_set_source_rgb (cr, 0.13, 0.13, 0.13);
  cairo_move_to (cr, round (middle - box.x_advance / 2), round (top + sheet->number * 0.8));
  cairo_show_text (cr, text);
}

static void
draw_page (cairo_t *cr, const Sheet *sheet, PopplerDocument *document, guint i)
{
  gdouble width, height;
  preview_measure (document, i, &width, &height);
  width *= sheet->scale;
  height *= sheet->scale;
  gdouble left = sheet->margin + sheet->gap / 2 + (i % sheet->columns) * (sheet->cell_width + sheet->gap);
  gdouble top = sheet->margin + (i / sheet->columns) * (sheet->cell_height + sheet->number + sheet->gap);
  gdouble x = round (left + (sheet->cell_width - width) / 2),
          y = round (top + (sheet->cell_height - height) / 2);
  cairo_set_source_rgba (cr, 0, 0, 0, 0.22); /* its shadow */
  cairo_rectangle (cr, x + 1, y + 1, round (width) + 1, round (height) + 1);
  cairo_fill (cr);
  preview_paint (cr, document, i, x, y, sheet->scale);
  draw_number (cr, sheet, i + 1, left + sheet->cell_width / 2, top + sheet->cell_height);
}

static cairo_status_t
write_some (void *to, const guchar *data, guint length)
{
  return fwrite (data, 1, length, to) == length ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

static cairo_status_t
draw_sheet (const Sheet *sheet, PopplerDocument *document, FILE *to)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, sheet->width, sheet->height);
  cairo_t *cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 0.62, 0.62, 0.61);
  cairo_paint (cr);
  cairo_select_font_face (cr, "sans-serif", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
  for (gint i = 0; i < poppler_document_get_n_pages (document); i++)
    draw_page (cr, sheet, document, (guint) i);
  cairo_status_t status = cairo_status (cr);
  cairo_destroy (cr);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_write_to_png_stream (surface, write_some, to);
  cairo_surface_destroy (surface);
  return status == CAIRO_STATUS_SUCCESS && fflush (to) != 0 ? CAIRO_STATUS_WRITE_ERROR : status;
}

gboolean
preview_sheet (const gchar *book, guint columns, guint width, FILE *to, GError **error)
{
  PopplerDocument *document = preview_load (book, error);
  Sheet sheet = {0};
  if (document == NULL)
    return FALSE;
  gboolean done = plan (&sheet, document, columns, width, error);
  cairo_status_t status = done ? draw_sheet (&sheet, document, to) : CAIRO_STATUS_SUCCESS;
  g_object_unref (document);
  if (status == CAIRO_STATUS_SUCCESS)
    return done;
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_IO, "%s: %s", book, cairo_status_to_string (status));
  return FALSE;
}
