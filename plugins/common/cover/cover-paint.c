/* cover-paint.c: items to a Cairo surface. In: CoverLayout. Out: vectors, or a grey PNG or JPEG.
 * SPDX-License-Identifier: MIT */
#include "cover.h"

#include <glib/gi18n-lib.h>
#include <cairo-ft.h>
#include <string.h>
#include FT_FREETYPE_H
#include FT_MODULE_H
#include FT_MULTIPLE_MASTERS_H

#include "../font/font-subset.h"
#include "../image/image.h"

typedef struct {
  FT_Library freetype;
  GHashTable *faces; /* WzFontFace → cairo_font_face_t */
} Painter;

static const cairo_user_data_key_t face_key;

/* The surface may need the face after we are gone: it dies with the last reference to Cairo's. */
static void
done_face (void *data)
{
  FT_Face face = data;
  FT_Library freetype = face->generic.data;

  FT_Done_Face (face);
  FT_Done_Library (freetype);
}

static void
destroy_face (gpointer data)
{
  cairo_font_face_destroy (data);
}

/* A variable font is drawn where it was shaped. */
static void
set_variations (Painter *painter, FT_Face face, const gchar *variations)
{
  FT_MM_Var *axes = NULL;
  FT_Fixed *places;

  if (variations == NULL || FT_Get_MM_Var (face, &axes) != 0)
    return;
  places = g_new0 (FT_Fixed, axes->num_axis);
  for (guint i = 0; i < axes->num_axis; i++) {
    const FT_Var_Axis *axis = &axes->axis[i];
    gdouble place = font_find_location (variations, (guint32) axis->tag, axis->def / 65536.0);

    places[i] = CLAMP ((FT_Fixed) (place * 65536), axis->minimum, axis->maximum);
  }
  FT_Set_Var_Design_Coordinates (face, axes->num_axis, places);
  g_free (places);
  FT_Done_MM_Var (painter->freetype, axes);
}

static cairo_font_face_t *
get_face (Painter *painter, const WzFontFace *face)
{
  cairo_font_face_t *cairo_face = g_hash_table_lookup (painter->faces, face);
  FT_Face ft_face = NULL;

  if (cairo_face != NULL)
    return cairo_face;
  if (FT_New_Face (painter->freetype, wz_font_face_get_path (face), (FT_Long) wz_font_face_get_index (face),
                   &ft_face) != 0)
    return NULL;
  set_variations (painter, ft_face, wz_font_face_get_variations (face));
  FT_Reference_Library (painter->freetype);
  ft_face->generic.data = painter->freetype;
  cairo_face = cairo_ft_font_face_create_for_ft_face (ft_face, FT_LOAD_NO_HINTING);
  if (cairo_font_face_set_user_data (cairo_face, &face_key, ft_face, done_face) != CAIRO_STATUS_SUCCESS)
    done_face (ft_face);
  g_hash_table_insert (painter->faces, (gpointer) face, cairo_face);
  return cairo_face;
}

static void
draw_glyphs (Painter *painter, cairo_t *cr, const CoverItem *item)
{
  cairo_font_face_t *face = get_face (painter, item->face);
  g_autofree cairo_glyph_t *glyphs = g_new (cairo_glyph_t, item->n_glyphs);

  if (face == NULL)
    return;
  for (guint i = 0; i < item->n_glyphs; i++)
    glyphs[i] = (cairo_glyph_t){item->glyphs[i].id, item->glyphs[i].x, item->glyphs[i].y};
  cairo_set_font_face (cr, face);
  cairo_set_font_size (cr, item->size);
  cairo_show_glyphs (cr, glyphs, (int) item->n_glyphs);
}

void
cover_draw (const CoverLayout *layout, cairo_t *cr)
{
  Painter painter = {NULL, g_hash_table_new_full (NULL, NULL, NULL, destroy_face)};
  cairo_font_options_t *options = cairo_font_options_create ();

  if (FT_Init_FreeType (&painter.freetype) != 0)
    g_error ("FreeType: out of memory");
  cairo_save (cr);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_set_font_options (cr, options);
  for (guint i = 0; i < cover_layout_get_n_items (layout); i++) {
    const CoverItem *item = cover_layout_get_item (layout, i);

    cairo_set_source_rgba (cr, 0, 0, 0, 1 - item->grey);
    if (item->face != NULL) {
      draw_glyphs (&painter, cr, item);
    } else {
      cairo_rectangle (cr, item->x, item->y, item->width, item->height);
      cairo_fill (cr);
    }
  }
  cairo_restore (cr);
  cairo_font_options_destroy (options);
  g_hash_table_unref (painter.faces);
  FT_Done_Library (painter.freetype);
}

/*
 * Text at a lower quality shows some ringing, which is better than a book that is refused. What a step brings
 * was measured on covers; it spares most of the attempts.
 */
static GBytes *
encode (const ImagePixels *pixels, gsize max_bytes)
{
  static const struct {
    guint quality;
    guint permille; /* of the bytes at COVER_QUALITY */
  } steps[] = {{70, 905}, {60, 775}, {50, 700}, {40, 625}, {30, 530}, {20, 420}};
  GBytes *bytes = image_encode_jpeg (pixels, COVER_QUALITY);
  gsize first = g_bytes_get_size (bytes);

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++) {
    gboolean last = i + 1 == G_N_ELEMENTS (steps);

    if (max_bytes == 0 || g_bytes_get_size (bytes) <= max_bytes)
      break;
    if (first / 1000 * steps[i].permille > max_bytes && !last)
      continue;
    g_bytes_unref (bytes);
    bytes = image_encode_jpeg (pixels, steps[i].quality);
  }
  return bytes;
}

/* An alpha surface is a quarter of an RGB one, and its inverse is the grey picture: made where it lies, in
 * @pixels, which live as long as the surface. NULL with @error. */
static cairo_surface_t *
paint_grey (const CoverLayout *layout, guint width, guint height, ImagePixels *pixels, GError **error)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, (int) width, (int) height);
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;
  gsize stride;

  cairo_scale (cr, (gdouble) width / COVER_WIDTH, (gdouble) height / COVER_HEIGHT);
  cover_draw (layout, cr);
  cairo_surface_flush (surface);
  status = cairo_status (cr);
  cairo_destroy (cr);
  if (status != CAIRO_STATUS_SUCCESS) {
    g_set_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_FAILED, _ ("the cover can't be drawn: %s"),
                 cairo_status_to_string (status));
    cairo_surface_destroy (surface);
    return NULL;
  }
  *pixels = (ImagePixels){width, height, 1, FALSE, cairo_image_surface_get_data (surface)};
  stride = (gsize) cairo_image_surface_get_stride (surface);
  for (guint y = 0; y < height; y++)
    for (guint x = 0; x < width; x++)
      pixels->data[(gsize) y * width + x] = 255 - pixels->data[y * stride + x];
  return surface;
}

GBytes *
cover_make_png (const CoverLayout *layout, guint width, guint height, GError **error)
{
  ImagePixels pixels;
  cairo_surface_t *surface = paint_grey (layout, width, height, &pixels, error);
  GBytes *bytes = surface != NULL ? image_encode_png (&pixels, 16) : NULL;

  cairo_surface_destroy (surface);
  return bytes;
}

GBytes *
cover_make_jpeg (const CoverLayout *layout, guint width, guint height, gsize max_bytes, GError **error)
{
  ImagePixels pixels;
  cairo_surface_t *surface = paint_grey (layout, width, height, &pixels, error);
  GBytes *bytes = surface != NULL ? encode (&pixels, max_bytes) : NULL;

  cairo_surface_destroy (surface);
  return bytes;
}
