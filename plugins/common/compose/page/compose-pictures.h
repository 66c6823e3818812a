/* compose-pictures.h: the pictures of a document. Each is read wholly once, so that a damaged one is found
 * before lines are set around it. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wz-figure.h>

#include <wenzhai-kit/wz-image.h>

G_BEGIN_DECLS

typedef struct _ComposePictures ComposePictures;

/**
 * ComposePixels: a picture that can be shown.
 * @as_it_is: a JPEG file that a page can take without its being decoded
 * @pixels: (nullable): what a page shows else; NULL of such files, and where those of all pictures together
 * are more than memory should hold: they are decoded again when they are painted
 */
typedef struct {
  gboolean as_it_is;
  WzImagePixels *pixels;
} ComposePixels;

ComposePictures *compose_pictures_new (void);
void compose_pictures_free (ComposePictures *pictures);

/** compose_pictures_read: (transfer none): NULL with @error where @resource can't be shown. */
const ComposePixels *compose_pictures_read (ComposePictures *pictures, const WzResource *resource,
                                            GError **error);

/** compose_pictures_decode: (transfer full): @resource as pixels, as large as a page shows them. */
WzImagePixels *compose_pictures_decode (const WzResource *resource, GError **error);

G_END_DECLS
