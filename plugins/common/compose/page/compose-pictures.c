/* compose-pictures.c: see compose-pictures.h. SPDX-License-Identifier: MIT */
#include "compose-pictures.h"

#include <glib/gi18n-lib.h>
#include <wenzhai/wz-error.h>

#define MAX_SIDE 2400                  /* 300 dots an inch over the width of a page */
#define HELD_BYTES ((gsize) 32u << 20) /* of pixels that wait for their pages */

struct _ComposePictures {
  GHashTable *known; /* of WzResource → ComposePixels */
  gsize held;
};

static void
pixels_free (gpointer data)
{
  ComposePixels *found = data;
  wz_image_pixels_free (found->pixels);
  g_free (found);
}

ComposePictures *
compose_pictures_new (void)
{
  ComposePictures *pictures = g_new0 (ComposePictures, 1);
  pictures->known = g_hash_table_new_full (NULL, NULL, NULL, pixels_free);
  return pictures;
}

void
compose_pictures_free (ComposePictures *pictures)
{
  if (pictures == NULL)
    return;
  g_hash_table_unref (pictures->known);
  g_free (pictures);
}

WzImagePixels *
compose_pictures_decode (const WzResource *resource, GError **error)
{
  static const WzImageTarget target = {MAX_SIDE, MAX_SIDE, FALSE, 0};
  return wz_image_decode (resource->bytes, &target, error);
}

/* Of a file that goes onto the page as it is, hardly any pixels are kept, though all of it is read. */
static WzImagePixels *
decode (const WzResource *resource, gboolean *as_it_is, GError **error)
{
  static const WzImageTarget least = {1, 1, FALSE, 0};
  WzImageInfo info;
  if (!wz_image_probe (resource->bytes, &info, error))
    return NULL;
  if (resource->width_px == 0 || resource->height_px == 0) {
    g_set_error_literal (error, WZ_READ_ERROR, WZ_READ_ERROR_SYNTAX, _ ("it has no size"));
    return NULL;
  }
  *as_it_is = info.format == WZ_IMAGE_JPEG && info.is_plain && MAX (info.width, info.height) <= MAX_SIDE;
  return *as_it_is ? wz_image_decode (resource->bytes, &least, error)
                   : compose_pictures_decode (resource, error);
}

const ComposePixels *
compose_pictures_read (ComposePictures *pictures, const WzResource *resource, GError **error)
{
  ComposePixels *found = g_hash_table_lookup (pictures->known, resource);
  if (found != NULL)
    return found;
  gboolean as_it_is = FALSE;
  g_autoptr (WzImagePixels) pixels = decode (resource, &as_it_is, error);
  if (pixels == NULL)
    return NULL;
  found = g_new0 (ComposePixels, 1);
  found->as_it_is = as_it_is && !pixels->mended;
  gsize size = (gsize) pixels->width * pixels->height * pixels->channels;
  if (!as_it_is && size <= HELD_BYTES - pictures->held) {
    pictures->held += size;
    found->pixels = g_steal_pointer (&pixels);
  }
  g_hash_table_insert (pictures->known, (gpointer) (gsize) resource, found);
  return found;
}
