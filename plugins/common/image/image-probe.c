/* image-probe.c: what a picture's header declares, and whether we take it. In: bytes. Out: WzImageInfo.
 * SPDX-License-Identifier: MIT */
#include "image-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct {
  const gchar *media_type;
  const gchar *extension;
} formats[] = {
    [WZ_IMAGE_UNKNOWN] = {NULL, "bin"},       [WZ_IMAGE_PNG] = {"image/png", "png"},
    [WZ_IMAGE_JPEG] = {"image/jpeg", "jpg"},  [WZ_IMAGE_GIF] = {"image/gif", "gif"},
    [WZ_IMAGE_WEBP] = {"image/webp", "webp"}, [WZ_IMAGE_SVG] = {"image/svg+xml", "svg"},
};

gboolean
wz_image_fail (GError **error, const gchar *what)
{
  g_set_error_literal (error, WZ_READ_ERROR, WZ_READ_ERROR_SYNTAX, what);
  return FALSE;
}

gboolean
wz_image_probe (GBytes *bytes, WzImageInfo *info, GError **error)
{
  guint flags = 0;

  memset (info, 0, sizeof *info);
  const gchar *media_type = wz_picture_probe (bytes, &info->width, &info->height, &flags);
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_strcmp0 (formats[i].media_type, media_type) == 0)
      info->format = (WzImageFormat) i;
  if (info->format == WZ_IMAGE_UNKNOWN)
    return wz_image_fail (error, "no picture in a known format");
  if (info->format == WZ_IMAGE_SVG)
    return TRUE;
  info->has_alpha = (flags & WZ_PICTURE_ALPHA) != 0;
  info->is_plain = (flags & WZ_PICTURE_PLAIN) != 0;
  info->is_whole = (flags & WZ_PICTURE_AT_ONCE) != 0;
  if ((flags & WZ_PICTURE_SOUND) == 0 || info->width == 0 || info->height == 0)
    return wz_image_fail (error, "the picture's header is damaged");
  if (wz_picture_is_too_large (info->width, info->height, flags)) {
    g_set_error (error, WZ_READ_ERROR, WZ_READ_ERROR_LIMIT, _ ("the picture is too large: %u × %u pixels"),
                 info->width, info->height);
    return FALSE;
  }
  return TRUE;
}

const gchar *
wz_image_get_media_type (WzImageFormat format)
{
  return formats[format].media_type;
}

const gchar *
wz_image_get_extension (WzImageFormat format)
{
  return formats[format].extension;
}
