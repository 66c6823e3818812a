/* cover-paint.c: items to a Cairo surface. In: WzCoverLayout. Out: vectors, or a grey PNG or JPEG.
 * SPDX-License-Identifier: MIT */
#include "cover-picture.h"

#include <glib/gi18n-lib.h>
#include <cairo-ft.h>
#include <stdlib.h>
#include <string.h>
#include FT_FREETYPE_H
#include FT_MODULE_H
#include FT_MULTIPLE_MASTERS_H
#include FT_SYSTEM_H

#include <wenzhai-kit/wz-font-subset.h>
#include <wenzhai-kit/wz-image.h>

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
    gdouble place = wz_font_find_location (variations, (guint32) axis->tag, axis->def / 65536.0);

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
draw_glyphs (Painter *painter, cairo_t *cr, const WzCoverItem *item)
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

static void
set_color (cairo_t *cr, guint32 color)
{
  cairo_set_source_rgb (cr, (color >> 16 & 0xFF) / 255.0, (color >> 8 & 0xFF) / 255.0,
                        (color & 0xFF) / 255.0);
}

static void
draw_item (Painter *painter, cairo_t *cr, const WzCoverItem *item)
{
  static const cairo_rectangle_t page = {0, 0, WZ_COVER_WIDTH, WZ_COVER_HEIGHT};

  if (item->picture != NULL) {
    wz_cover_draw_picture (item, &page, cr);
  } else if (item->face != NULL) {
    draw_glyphs (painter, cr, item);
  } else {
    cairo_rectangle (cr, item->x, item->y, item->width, item->height);
    cairo_fill (cr);
  }
}

/* Memory that is nobody's: FT_Init_FreeType() makes some for the library which only FT_Done_FreeType() frees,
 * that asks nobody who still refers to it. */
static void *
allocate (FT_Memory memory, long size)
{
  return malloc ((size_t) size);
}

static void
release (FT_Memory memory, void *block)
{
  free (block);
}

static void *
resize (FT_Memory memory, long old_size, long new_size, void *block)
{
  return realloc (block, (size_t) new_size);
}

static FT_Library
open_freetype (void)
{
  static struct FT_MemoryRec_ memory = {NULL, allocate, release, resize};
  FT_Library library = NULL;

  if (FT_New_Library (&memory, &library) != 0)
    g_error ("FreeType: out of memory");
  FT_Add_Default_Modules (library);
  FT_Set_Default_Properties (library);
  return library;
}

void
wz_cover_draw (const WzCoverLayout *layout, cairo_t *cr)
{
  gboolean plain = wz_cover_layout_is_plain (layout);
  Painter painter = {NULL, g_hash_table_new_full (NULL, NULL, NULL, destroy_face)};
  cairo_font_options_t *options = cairo_font_options_create ();

  painter.freetype = open_freetype ();
  cairo_save (cr);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_set_font_options (cr, options);
  if (!plain) {
    set_color (cr, wz_cover_layout_get_ground (layout));
    cairo_rectangle (cr, 0, 0, WZ_COVER_WIDTH, WZ_COVER_HEIGHT);
    cairo_fill (cr);
  }
  for (guint i = 0; i < wz_cover_layout_get_n_items (layout); i++) {
    const WzCoverItem *item = wz_cover_layout_get_item (layout, i);

    if (plain)
      cairo_set_source_rgba (cr, 0, 0, 0, 1 - item->grey);
    else
      set_color (cr, item->color);
    draw_item (&painter, cr, item);
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
encode (const WzImagePixels *pixels, gsize max_bytes)
{
  static const struct {
    guint quality;
    guint permille; /* of the bytes at WZ_COVER_QUALITY */
  } steps[] = {{70, 905}, {60, 775}, {50, 700}, {40, 625}, {30, 530}, {20, 420}};
  GBytes *bytes = wz_image_encode_jpeg (pixels, WZ_COVER_QUALITY);
  gsize first = g_bytes_get_size (bytes);

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++) {
    gboolean last = i + 1 == G_N_ELEMENTS (steps);

    if (max_bytes == 0 || g_bytes_get_size (bytes) <= max_bytes)
      break;
    if (first / 1000 * steps[i].permille > max_bytes && !last)
      continue;
    g_bytes_unref (bytes);
    bytes = wz_image_encode_jpeg (pixels, steps[i].quality);
  }
  return bytes;
}

static cairo_surface_t *
paint (const WzCoverLayout *layout, cairo_format_t format, guint width, guint height, GError **error)
{
  cairo_surface_t *surface = cairo_image_surface_create (format, (int) width, (int) height);
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  cairo_scale (cr, (gdouble) width / WZ_COVER_WIDTH, (gdouble) height / WZ_COVER_HEIGHT);
  wz_cover_draw (layout, cr);
  cairo_surface_flush (surface);
  status = cairo_status (cr);
  cairo_destroy (cr);
  if (status == CAIRO_STATUS_SUCCESS)
    return surface;
  g_set_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_FAILED, _ ("the cover can't be drawn: %s"),
               cairo_status_to_string (status));
  cairo_surface_destroy (surface);
  return NULL;
}

/* Grey pixels of a plain layout: an alpha surface is a quarter of an RGB one, and its inverse is the picture.
 */
static void
read_alpha (cairo_surface_t *surface, WzImagePixels *pixels)
{
  const guint8 *from = cairo_image_surface_get_data (surface);
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);

  for (guint y = 0; y < pixels->height; y++)
    for (guint x = 0; x < pixels->width; x++)
      pixels->data[(gsize) y * pixels->width + x] = 255 - from[y * stride + x];
}

static void
read_colors (cairo_surface_t *surface, WzImagePixels *pixels)
{
  const guint8 *rows = cairo_image_surface_get_data (surface);
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  guint8 *to = pixels->data;

  for (guint y = 0; y < pixels->height; y++) {
    const guint32 *from = (const guint32 *) (gconstpointer) (rows + y * stride);

    for (guint x = 0; x < pixels->width; x++) {
      *to++ = (guint8) (from[x] >> 16);
      *to++ = (guint8) (from[x] >> 8);
      *to++ = (guint8) from[x];
    }
  }
}

static WzImagePixels *
make_pixels (const WzCoverLayout *layout, guint width, guint height, GError **error)
{
  gboolean plain = wz_cover_layout_is_plain (layout);
  cairo_surface_t *surface =
      paint (layout, plain ? CAIRO_FORMAT_A8 : CAIRO_FORMAT_RGB24, width, height, error);
  WzImagePixels *pixels;

  if (surface == NULL)
    return NULL;
  pixels = g_new0 (WzImagePixels, 1);
  *pixels = (WzImagePixels){width, height, plain ? 1 : 3, FALSE, NULL};
  pixels->data = g_malloc ((gsize) width * height * pixels->channels);
  (plain ? read_alpha : read_colors) (surface, pixels);
  cairo_surface_destroy (surface);
  return pixels;
}

const gchar *
wz_cover_get_media_type (const WzCoverText *text)
{
  return wz_image_get_media_type (text->picture != NULL ? WZ_IMAGE_JPEG : WZ_IMAGE_PNG);
}

GBytes *
wz_cover_make_image (const WzCoverLayout *layout, guint width, guint height, GError **error)
{
  g_autoptr (WzImagePixels) pixels = make_pixels (layout, width, height, error);

  if (pixels == NULL)
    return NULL;
  if (wz_cover_layout_is_photograph (layout))
    return wz_image_encode_jpeg (pixels, WZ_COVER_PHOTOGRAPH_QUALITY);
  return wz_image_encode_png (pixels, pixels->channels == 1 ? 16 : 0);
}

GBytes *
wz_cover_make_jpeg (const WzCoverLayout *layout, guint width, guint height, gsize max_bytes, GError **error)
{
  g_autoptr (WzImagePixels) pixels = make_pixels (layout, width, height, error);
  g_autoptr (WzImagePixels) grey = NULL;

  if (pixels == NULL || pixels->channels == 1)
    return pixels != NULL ? encode (pixels, max_bytes) : NULL;
  grey = wz_image_make_grey (pixels);
  return encode (grey, max_bytes);
}
