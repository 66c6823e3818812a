/* image-private.h: what the files of common/image share. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai-kit/wz-image.h>

#include <wenzhai/wenzhai.h>

gboolean wz_image_fail (GError **error, const gchar *what);

/**
 * WzImageScaler: takes rows from the top, gives a smaller picture: each pixel the mean of those it covers.
 */
typedef struct _WzImageScaler WzImageScaler;

/** wz_image_scaler_new: @channels of rows and result. The result is as large as the source where that fits.
 */
WzImageScaler *wz_image_scaler_new (guint width, guint height, guint channels, const WzImageTarget *target);
void wz_image_scaler_row (WzImageScaler *scaler, const guint8 *row);
/** wz_image_scaler_finish: (transfer full): frees the scaler; missing rows stay white. */
WzImagePixels *wz_image_scaler_finish (WzImageScaler *scaler);

WzImagePixels *wz_image_decode_png (GBytes *bytes, const WzImageInfo *info, const WzImageTarget *target,
                                    GError **error);
WzImagePixels *wz_image_decode_webp (GBytes *bytes, const WzImageInfo *info, const WzImageTarget *target,
                                     GError **error);
WzImagePixels *wz_image_decode_gif (GBytes *bytes, const WzImageTarget *target, GError **error);
WzImagePixels *wz_image_decode_jpeg (GBytes *bytes, const WzImageInfo *info, const WzImageTarget *target,
                                     GError **error);
