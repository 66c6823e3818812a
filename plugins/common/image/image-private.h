/* image-private.h: what the files of common/image share. SPDX-License-Identifier: MIT */
#pragma once

#include "image.h"

#include <wenzhai/wenzhai.h>

gboolean image_fail (GError **error, const gchar *what);

/**
 * ImageScaler: takes rows from the top, gives a smaller picture: each pixel the mean of those it covers.
 */
typedef struct _ImageScaler ImageScaler;

/** image_scaler_new: @channels of rows and result. The result is as large as the source where that fits. */
ImageScaler *image_scaler_new (guint width, guint height, guint channels, const ImageTarget *target);
void image_scaler_row (ImageScaler *scaler, const guint8 *row);
/** image_scaler_finish: (transfer full): frees the scaler; missing rows stay white. */
ImagePixels *image_scaler_finish (ImageScaler *scaler);

ImagePixels *image_decode_png (GBytes *bytes, const ImageInfo *info, const ImageTarget *target,
                               GError **error);
ImagePixels *image_decode_webp (GBytes *bytes, const ImageInfo *info, const ImageTarget *target,
                                GError **error);
ImagePixels *image_decode_gif (GBytes *bytes, const ImageTarget *target, GError **error);
ImagePixels *image_decode_jpeg (GBytes *bytes, const ImageInfo *info, const ImageTarget *target,
                                GError **error);
