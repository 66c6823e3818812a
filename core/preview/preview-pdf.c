/* preview-pdf.c: pictures of pages, when they are asked for. SPDX-License-Identifier: MIT */
#include "preview/preview-pdf.h"

#include <string.h>

#include "preview/preview.h"

enum {
  MOST_SIDE = 6000, /* pixels: of a page, at whatever scale is asked for */
  MOST_KEPT = 24,   /* pictures: a screen full at two sizes */
  DEEPEST = 8       /* levels of an outline */
};

/* @surface goes when the PNG is made of it. */
typedef struct {
  guint page;
  gdouble scale;
  gchar *mark;
  cairo_surface_t *surface;
  GBytes *png;
} Picture;

struct _PreviewPdf {
  PopplerDocument *document;
  GQueue pictures; /* Picture, the one that was asked for last in front */
};

static void
picture_free (gpointer data)
{
  Picture *picture = data;
  g_clear_pointer (&picture->surface, cairo_surface_destroy);
  g_clear_pointer (&picture->png, g_bytes_unref);
  g_free (picture->mark);
  g_free (picture);
}

PreviewPdf *
preview_pdf_new (const gchar *path, GError **error)
{
  PopplerDocument *document = preview_load (path, error);
  if (document == NULL)
    return NULL;
  PreviewPdf *pdf = g_new0 (PreviewPdf, 1);
  pdf->document = document;
  g_queue_init (&pdf->pictures);
  return pdf;
}

void
preview_pdf_free (PreviewPdf *pdf)
{
  if (pdf == NULL)
    return;
  g_queue_clear_full (&pdf->pictures, picture_free);
  g_object_unref (pdf->document);
  g_free (pdf);
}

/* ---- What the page is told of it ---- */

static gint
find_page (PopplerDocument *document, const PopplerAction *action)
{
  if (action == NULL || action->type != POPPLER_ACTION_GOTO_DEST || action->goto_dest.dest == NULL)
    return 0;
  const PopplerDest *dest = action->goto_dest.dest;
  if (dest->type != POPPLER_DEST_NAMED)
    return dest->page_num;
  PopplerDest *named = poppler_document_find_dest (document, dest->named_dest);
  gint page = named != NULL ? named->page_num : 0;
  if (named != NULL)
    poppler_dest_free (named);
  return page;
}

static void
add_outline (PopplerDocument *document, PopplerIndexIter *iter, guint level, JsonBuilder *json)
{
  do {
    PopplerAction *action = poppler_index_iter_get_action (iter);
    gint page = find_page (document, action);
    json_builder_begin_array (json);
    json_builder_add_int_value (json, level);
    json_builder_add_string_value (json,
                                   action != NULL && action->any.title != NULL ? action->any.title : "");
    json_builder_add_int_value (json, MAX (page, 1) - 1);
    json_builder_end_array (json);
    if (action != NULL)
      poppler_action_free (action);
    PopplerIndexIter *child = level < DEEPEST ? poppler_index_iter_get_child (iter) : NULL;
    if (child != NULL)
      add_outline (document, child, level + 1, json);
    g_clear_pointer (&child, poppler_index_iter_free);
  } while (poppler_index_iter_next (iter));
}

void
preview_pdf_add_json (PreviewPdf *pdf, JsonBuilder *json)
{
  g_autofree gchar *title = poppler_document_get_title (pdf->document);
  json_builder_set_member_name (json, "title");
  json_builder_add_string_value (json, title != NULL ? title : "");
  json_builder_set_member_name (json, "pages");
  json_builder_begin_array (json);
  for (gint i = 0; i < poppler_document_get_n_pages (pdf->document); i++) {
    gdouble width, height;
    preview_measure (pdf->document, (guint) i, &width, &height);
    json_builder_begin_array (json);
    json_builder_add_double_value (json, width);
    json_builder_add_double_value (json, height);
    json_builder_end_array (json);
  }
  json_builder_end_array (json);
  json_builder_set_member_name (json, "outline");
  json_builder_begin_array (json);
  PopplerIndexIter *iter = poppler_index_iter_new (pdf->document);
  if (iter != NULL)
    add_outline (pdf->document, iter, 0, json);
  g_clear_pointer (&iter, poppler_index_iter_free);
  json_builder_end_array (json);
}

/* ---- Pictures ---- */

static void
draw (PreviewPdf *pdf, Picture *picture)
{
  gdouble width, height;
  preview_measure (pdf->document, picture->page, &width, &height);
  gdouble scale = MIN (picture->scale, MOST_SIDE / MAX (1, MAX (width, height)));
  picture->surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, MAX (1, (gint) (width * scale + 0.5)),
                                                 MAX (1, (gint) (height * scale + 0.5)));
  cairo_t *cr = cairo_create (picture->surface);
  preview_paint (cr, pdf->document, picture->page, 0, 0, scale);
  cairo_destroy (cr);
  cairo_surface_flush (picture->surface);
  gsize length = (gsize) cairo_image_surface_get_stride (picture->surface) *
                 (gsize) cairo_image_surface_get_height (picture->surface);
  /* quick, and no secret */
  picture->mark =
      g_compute_checksum_for_data (G_CHECKSUM_MD5, cairo_image_surface_get_data (picture->surface), length);
}

static Picture *
find_picture (PreviewPdf *pdf, guint page, gdouble scale)
{
  if (page >= (guint) poppler_document_get_n_pages (pdf->document) || !(scale > 0))
    return NULL;
  for (GList *at = pdf->pictures.head; at != NULL; at = at->next) {
    Picture *picture = at->data;
    if (picture->page == page && picture->scale == scale) {
      g_queue_unlink (&pdf->pictures, at);
      g_queue_push_head_link (&pdf->pictures, at);
      return picture;
    }
  }
  Picture *picture = g_new0 (Picture, 1);
  *picture = (Picture){.page = page, .scale = scale};
  draw (pdf, picture);
  g_queue_push_head (&pdf->pictures, picture);
  if (pdf->pictures.length > MOST_KEPT)
    picture_free (g_queue_pop_tail (&pdf->pictures));
  return picture;
}

const gchar *
preview_pdf_get_mark (PreviewPdf *pdf, guint page, gdouble scale)
{
  const Picture *picture = find_picture (pdf, page, scale);
  return picture != NULL ? picture->mark : NULL;
}

static cairo_status_t
append (void *to, const guchar *data, guint length)
{
  g_byte_array_append (to, data, length);
  return CAIRO_STATUS_SUCCESS;
}

GBytes *
preview_pdf_get_png (PreviewPdf *pdf, guint page, gdouble scale)
{
  Picture *picture = find_picture (pdf, page, scale);
  if (picture == NULL || picture->png != NULL)
    return picture != NULL ? picture->png : NULL;
  GByteArray *png = g_byte_array_new ();
  cairo_surface_write_to_png_stream (picture->surface, append, png);
  picture->png = g_byte_array_free_to_bytes (png);
  g_clear_pointer (&picture->surface, cairo_surface_destroy);
  return picture->png;
}
