/* cover-picture.h: pictures on a cover. Private to common/cover. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai-kit/wz-cover.h>

/** wz_cover_picture_new: (transfer full): NULL with @error for one that can't be decoded. */
WzCoverPicture *wz_cover_picture_new (const WzResource *resource, GError **error);
void wz_cover_picture_free (WzCoverPicture *picture);
/** wz_cover_picture_fit: the largest size with its proportions in @width × @height. */
void wz_cover_picture_fit (const WzCoverPicture *picture, gdouble *width, gdouble *height);

/** wz_cover_layout_is_photograph: whether its words have a picture: wz_cover_get_media_type(). */
gboolean wz_cover_layout_is_photograph (const WzCoverLayout *layout);
