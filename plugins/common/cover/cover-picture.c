/* cover-picture.c: pictures on a cover. In: resources. Out: painted on a Cairo surface.
 * SPDX-License-Identifier: MIT */
#include "cover-picture.h"

#include "image/image-surface.h"

#define MAX_SIDE 2400 /* what a printed page of A4 shows at 200 dots an inch */

struct _WzCoverPicture {
  cairo_surface_t *surface;
  gdouble width;
  gdouble height;
};

WzCoverPicture *
wz_cover_picture_new (const WzResource *resource, GError **error)
{
  const WzImageTarget target = {.max_width = MAX_SIDE, .max_height = MAX_SIDE, .alpha = TRUE};
  g_autoptr (WzImagePixels) pixels = wz_image_decode (resource->bytes, &target, error);
  WzCoverPicture *picture;
  WzImageInfo info;

  if (pixels == NULL)
    return NULL;
  picture = g_new0 (WzCoverPicture, 1);
  picture->surface = wz_image_surface_new (pixels);
  picture->width = pixels->width;
  picture->height = pixels->height;
  if (wz_image_probe (resource->bytes, &info, NULL) && info.format == WZ_IMAGE_JPEG && info.is_plain &&
      !pixels->mended && pixels->width == info.width)
    wz_image_surface_attach_jpeg (picture->surface, resource->bytes);
  return picture;
}

void
wz_cover_picture_free (WzCoverPicture *picture)
{
  cairo_surface_destroy (picture->surface);
  g_free (picture);
}

void
wz_cover_picture_fit (const WzCoverPicture *picture, gdouble *width, gdouble *height)
{
  gdouble scale = MIN (*width / picture->width, *height / picture->height);

  *width = picture->width * scale;
  *height = picture->height * scale;
}

/* The place of @item, to the edges of @page where it reaches those of the layout. */
static cairo_rectangle_t
find_place (const WzCoverItem *item, const cairo_rectangle_t *page)
{
  gdouble left = item->x <= 0 ? page->x : item->x, top = item->y <= 0 ? page->y : item->y;
  gdouble right = item->x + item->width, bottom = item->y + item->height;

  if (right >= WZ_COVER_WIDTH)
    right = page->x + page->width;
  if (bottom >= WZ_COVER_HEIGHT)
    bottom = page->y + page->height;
  return (cairo_rectangle_t){left, top, right - left, bottom - top};
}

void
wz_cover_draw_picture (const WzCoverItem *item, const cairo_rectangle_t *page, cairo_t *cr)
{
  const WzCoverPicture *picture = item->picture;
  cairo_rectangle_t place = find_place (item, page);
  gdouble scale = MAX (place.width / picture->width, place.height / picture->height);
  cairo_pattern_t *pattern = cairo_pattern_create_for_surface (picture->surface);

  cairo_save (cr);
  cairo_rectangle (cr, place.x, place.y, place.width, place.height);
  cairo_clip (cr);
  cairo_translate (cr, place.x + (place.width - picture->width * scale) / 2,
                   place.y + (place.height - picture->height * scale) / 2);
  cairo_scale (cr, scale, scale);
  cairo_pattern_set_filter (pattern, CAIRO_FILTER_GOOD);
  /* Pixels at the edge don't fade; a PDF would have the picture as a pattern for it. */
  if (cairo_surface_get_type (cairo_get_target (cr)) == CAIRO_SURFACE_TYPE_IMAGE)
    cairo_pattern_set_extend (pattern, CAIRO_EXTEND_PAD);
  cairo_set_source (cr, pattern);
  cairo_rectangle (cr, 0, 0, picture->width, picture->height);
  cairo_fill (cr);
  cairo_pattern_destroy (pattern);
  cairo_restore (cr);
}
