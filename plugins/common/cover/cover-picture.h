/* cover-picture.h: pictures on a cover. Private to common/cover. SPDX-License-Identifier: MIT */
#pragma once

#include "cover.h"

/** cover_picture_new: (transfer full): NULL with @error for one that can't be decoded. */
CoverPicture *cover_picture_new (const WzResource *resource, GError **error);
void cover_picture_free (CoverPicture *picture);
/** cover_picture_fit: the largest size with its proportions in @width × @height. */
void cover_picture_fit (const CoverPicture *picture, gdouble *width, gdouble *height);

/** cover_layout_is_photograph: whether its words have a picture: cover_get_media_type(). */
gboolean cover_layout_is_photograph (const CoverLayout *layout);
