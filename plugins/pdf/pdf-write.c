/* pdf-write.c: see pdf-write.h. SPDX-License-Identifier: MIT */
#include "pdf-write.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#include "compose/paint/compose-paint.h"
#include "pdf-impose.h"
#include "pdf-outline.h"
#include "pdf-tags.h"

#define SHEET_MM 0.1                    /* thickness of paper of 80 g */
#define MARK_PT (5 * COMPOSE_PT_PER_MM) /* crop marks, outside the bleed */
#define MARK_WIDTH_PT 0.25
#define A4_WIDTH_PT (210 * COMPOSE_PT_PER_MM)
#define A4_HEIGHT_PT (297 * COMPOSE_PT_PER_MM)

/* @tagger: NULL for a booklet, which has neither tags nor links. */
typedef struct {
  const ComposeDocument *document;
  const PdfSettings *settings;
  ComposePainter *painter;
  PdfTagger *tagger;
  cairo_surface_t *surface;
  cairo_t *cr;
  GByteArray *bytes; /* cairo's file */
  gpointer user_data;
} Writer;

static cairo_status_t
take_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (((Writer *) closure)->bytes, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* What lies around the trimmed page on each side. */
static gdouble
slug (const PdfSettings *settings)
{
  return settings->bleed > 0 ? settings->bleed + MARK_PT : 0;
}

/* R105: two marks at each corner of the trimmed page. */
static void
paint_crop_marks (Writer *writer)
{
  const ComposeGeometry *g = &writer->settings->pages.page;
  gdouble near = writer->settings->bleed, far = slug (writer->settings);
  if (near <= 0)
    return;
  cairo_set_source_rgb (writer->cr, 0, 0, 0);
  for (guint corner = 0; corner < 4; corner++) {
    gdouble x = corner % 2 == 0 ? 0 : g->width, dx = corner % 2 == 0 ? -1 : 1;
    gdouble y = corner < 2 ? 0 : g->height, dy = corner < 2 ? -1 : 1;
    cairo_move_to (writer->cr, x + dx * near, y);
    cairo_line_to (writer->cr, x + dx * far, y);
    cairo_move_to (writer->cr, x, y + dy * near);
    cairo_line_to (writer->cr, x, y + dy * far);
  }
  cairo_set_line_width (writer->cr, MARK_WIDTH_PT);
  cairo_stroke (writer->cr);
}

static void
paint_pages (Writer *writer, PdfProgress progress)
{
  guint n = writer->document->pages->len;
  gdouble around = slug (writer->settings);
  cairo_translate (writer->cr, around, around);
  for (guint i = 0; i < n; i++) {
    paint_crop_marks (writer);
    cairo_pdf_surface_set_page_label (writer->surface,
                                      compose_document_get_page (writer->document, i)->label);
    compose_painter_paint (writer->painter, writer->cr, i);
    if (i + 1 == n)
      pdf_tagger_close (writer->tagger);
    cairo_show_page (writer->cr);
    if (progress != NULL)
      progress (i + 1, n, writer->user_data);
  }
}

/* One half of a sheet: the page is scaled to fit and stands against the fold. Inner sheets stick out when all
 * are folded into each other: what is trimmed off their edge is made up for at the fold (R98). */
static void
paint_half (Writer *writer, guint page, guint sheet, gboolean right)
{
  const ComposeGeometry *g = &writer->settings->pages.page;
  gdouble half = A4_HEIGHT_PT / 2;
  gdouble scale = MIN (half / g->width, A4_WIDTH_PT / g->height);
  if (page == 0)
    return;
  cairo_save (writer->cr);
  gdouble creep = sheet * SHEET_MM * COMPOSE_PT_PER_MM;
  cairo_translate (writer->cr, right ? half - creep : half - g->width * scale + creep,
                   (A4_WIDTH_PT - g->height * scale) / 2);
  cairo_scale (writer->cr, scale, scale);
  compose_painter_paint (writer->painter, writer->cr, page - 1);
  cairo_restore (writer->cr);
}

static void
paint_booklet (Writer *writer, PdfProgress progress)
{
  guint n_sides = 0;
  g_autofree PdfSheetSide *sides = pdf_impose_booklet (writer->document->pages->len, &n_sides);
  for (guint i = 0; i < n_sides; i++) {
    paint_half (writer, sides[i].left, sides[i].sheet, FALSE);
    paint_half (writer, sides[i].right, sides[i].sheet, TRUE);
    cairo_show_page (writer->cr);
    if (progress != NULL)
      progress (i + 1, n_sides, writer->user_data);
  }
}

static gboolean
finish (Writer *writer, GError **error)
{
  cairo_status_t status = cairo_status (writer->cr);
  cairo_destroy (writer->cr);
  cairo_surface_finish (writer->surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (writer->surface);
  cairo_surface_destroy (writer->surface);
  if (status != CAIRO_STATUS_SUCCESS) {
    g_set_error (error, WZ_OUTPUT_ERROR, WZ_OUTPUT_ERROR_IO, _ ("the PDF cannot be written: %s"),
                 cairo_status_to_string (status));
    return FALSE;
  }
  return TRUE;
}

/* R105; in PDF's units a page begins at its lower left corner, and these boxes lie in the middle. */
static void
append_box (GString *text, const gchar *name, const ComposeGeometry *g, gdouble inset, gdouble growth)
{
  const gdouble numbers[] = {inset - growth, inset - growth, inset + g->width + growth,
                             inset + g->height + growth};
  g_string_append_printf (text, "/%s [", name);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++) {
    gchar buffer[G_ASCII_DTOSTR_BUF_SIZE];
    g_string_append_printf (text, " %s", g_ascii_formatd (buffer, sizeof buffer, "%.4f", numbers[i]));
  }
  g_string_append (text, " ]\n      ");
}

static gchar *
dup_boxes (const PdfSettings *settings)
{
  if (settings->bleed <= 0)
    return NULL;
  GString *text = g_string_new (NULL);
  append_box (text, "TrimBox", &settings->pages.page, slug (settings), 0);
  append_box (text, "BleedBox", &settings->pages.page, slug (settings), settings->bleed);
  return g_string_free (text, FALSE);
}

/* What a printer is told: pages of the size of its sheets are not to be scaled, nor is a booklet, whose two
 * sides would no longer meet; and on which edge a sheet is turned (ISO 32000-2, 12.2). */
static const gchar *
get_viewer (const PdfSettings *settings)
{
  const ComposeGeometry *g = &settings->pages.page;
  gboolean sheet = fabs (g->width - A4_WIDTH_PT) < 1 && fabs (g->height - A4_HEIGHT_PT) < 1;
  if (settings->booklet)
    return " /PrintScaling /None /Duplex /DuplexFlipShortEdge";
  if (!sheet || settings->bleed > 0)
    return NULL;
  return settings->pages.spec.two_sided ? " /PrintScaling /None /Duplex /DuplexFlipLongEdge"
                                        : " /PrintScaling /None";
}

/* Those that cairo arrives at on a PDF surface. */
static ComposePalette *
make_palette (const Writer *writer, GError **error)
{
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (NULL, NULL, 1, 1);
  cairo_font_options_t *options = cairo_font_options_create ();
  cairo_surface_get_font_options (surface, options);
  cairo_surface_destroy (surface);
  ComposePalette *palette =
      compose_palette_new (writer->document->fonts, options, !writer->settings->booklet, error);
  cairo_font_options_destroy (options);
  return palette;
}

static void
open_surface (Writer *writer)
{
  const ComposeGeometry *g = &writer->settings->pages.page;
  gboolean booklet = writer->settings->booklet;
  gdouble around = 2 * slug (writer->settings);
  writer->bytes = g_byte_array_new ();
  writer->surface =
      cairo_pdf_surface_create_for_stream (take_bytes, writer, booklet ? A4_HEIGHT_PT : g->width + around,
                                           booklet ? A4_WIDTH_PT : g->height + around);
  /* The version that the packed file has: above it, cairo 1.18 writes entries of PDF 1.7; below, none has
   * ActualText, what a glyph stands for when it stands for several characters, or for another one elsewhere
   * (R108). */
  cairo_pdf_surface_restrict_to_version (writer->surface, CAIRO_PDF_VERSION_1_5);
  writer->cr = cairo_create (writer->surface);
  writer->tagger = booklet ? NULL : pdf_tagger_new (writer->document, writer->cr);
}

static GBytes *
pack (const Writer *writer, GBytes *file, GError **error)
{
  guint n_tags = 0;
  g_autofree gchar *boxes = dup_boxes (writer->settings);
  const PdfPackTag *tags = writer->tagger != NULL ? pdf_tagger_get_tags (writer->tagger, &n_tags) : NULL;
  const WzIssue *issue = wz_galley_get_issue (writer->document->galley);
  const WzBibOptions options = {.format = writer->settings->bibliography, .abstracts = TRUE};
  gboolean cites = writer->settings->cites && wz_issue_get_n_entries (issue) > 0;
  g_autoptr (GBytes) bibliography = cites ? wz_bib_make (issue, &options) : NULL;
  const PdfAttachment attachment = {wz_bib_get_file_name (options.format),
                                    wz_bib_get_media_type (options.format), bibliography};
  const gchar *lang = wz_lang_map (wz_galley_get_lang (writer->document->galley), WZ_LANG_EPUB);
  return pdf_pack (file, lang, get_viewer (writer->settings), boxes, cites ? &attachment : NULL, tags, n_tags,
                   error);
}

GBytes *
pdf_write (const ComposeDocument *document, const PdfSettings *settings, const gchar *generator,
           PdfProgress progress, gpointer user_data, GError **error)
{
  Writer writer = {.document = document, .settings = settings, .user_data = user_data};
  ComposePalette *palette = make_palette (&writer, error);
  if (palette == NULL)
    return NULL;
  open_surface (&writer);
  writer.painter =
      compose_painter_new (document, palette, writer.tagger != NULL ? pdf_tagger_tag : NULL, writer.tagger);
  pdf_outline_add (document, writer.surface, !settings->booklet, generator);
  if (settings->booklet)
    paint_booklet (&writer, progress);
  else
    paint_pages (&writer, progress);
  gboolean good = finish (&writer, error);
  compose_painter_free (writer.painter);
  compose_palette_free (palette);
  g_autoptr (GBytes) file = g_byte_array_free_to_bytes (writer.bytes);
  GBytes *packed = good ? pack (&writer, file, error) : NULL;
  g_clear_pointer (&writer.tagger, pdf_tagger_free);
  return packed;
}
