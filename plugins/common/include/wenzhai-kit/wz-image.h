/* wz-image.h: pictures: what they are, and how books get them. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wz-diag.h>
#include <wenzhai/wz-figure.h>

G_BEGIN_DECLS

typedef enum {
  WZ_IMAGE_UNKNOWN,
  WZ_IMAGE_PNG,
  WZ_IMAGE_JPEG,
  WZ_IMAGE_GIF,
  WZ_IMAGE_WEBP,
  WZ_IMAGE_SVG
} WzImageFormat;

/**
 * WzImageInfo: what the header declares.
 * @width, @height: in pixels; 0 for SVG
 * @has_alpha: some pixel may be transparent
 * @is_plain: a book can take the bytes as they are: no alpha, not interlaced, not progressive, no CMYK, at
 * most 8 bits a sample
 */
typedef struct {
  WzImageFormat format;
  guint width;
  guint height;
  gboolean has_alpha;
  gboolean is_plain;
  gboolean is_whole; /* decoding needs all of it in memory */
} WzImageInfo;

/**
 * wz_image_probe:
 *
 * Reads the header alone. Returns: FALSE with @error for what is no picture or is too large
 */
gboolean wz_image_probe (GBytes *bytes, WzImageInfo *info, GError **error);

/**
 * WzImageTarget: what an output takes.
 * @max_width, @max_height: larger ones are scaled down, never up; 1264×1680 is the 7-inch, 300 ppi class
 * @grey: 16 levels of grey or grey JPEG (e-ink profile); else colours are kept
 * @alpha: of wz_image_decode() alone: transparent PNG files stay so: four channels, premultiplied
 * @max_bytes: of the result, which is coded more coarsely and then made smaller until it keeps to it; 0: any
 */
typedef struct {
  guint max_width;
  guint max_height;
  gboolean grey;
  gsize max_bytes;
  gboolean alpha;
} WzImageTarget;

/**
 * wz_image_recode:
 * @format: (out): of the result: PNG, JPEG or, unchanged, GIF
 *
 * Decodes @bytes wholly, so that a damaged file is found here and not by a reader. Alpha is laid on white;
 * progressive, interlaced, CMYK and 16-bit files become plain. Of PNG and baseline JPEG (quality 80, grey, or
 * 85) the smaller is taken, and the file as it was when it may stay and nothing is smaller.
 *
 * Returns: (transfer full): NULL with @error: damaged, too large, or a format that is not decoded (SVG)
 */
GBytes *wz_image_recode (GBytes *bytes, const WzImageTarget *target, WzImageFormat *format, GError **error);

/** wz_image_get_media_type: `image/png` …; NULL for WZ_IMAGE_UNKNOWN. */
const gchar *wz_image_get_media_type (WzImageFormat format);
/** wz_image_get_extension: `png` …. */
const gchar *wz_image_get_extension (WzImageFormat format);

/**
 * WzImagePixels: 8 bits a sample, rows without gaps.
 * @channels: 1 grey, 3 RGB, 4 RGBA, premultiplied
 * @mended: the file was not quite right: the decoder went on past something
 */
typedef struct {
  guint width;
  guint height;
  guint channels;
  gboolean mended;
  guint8 *data;
} WzImagePixels;

void wz_image_pixels_free (WzImagePixels *pixels);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzImagePixels, wz_image_pixels_free)

/**
 * wz_image_can_decode:
 *
 * Whether @format is one that wz_image_decode() takes: PNG, JPEG, GIF, WebP. Not SVG: what draws it (librsvg)
 * brings thirty packages, sets its text in whatever fonts the machine has, and is more code than all else
 * that reads strangers' bytes here. Returns: FALSE with @error, which names the format
 */
gboolean wz_image_can_decode (WzImageFormat format, GError **error);
/** wz_image_report: that a picture at @position is not shown because of @error: the words and the severity
 * (`unsupported`, `picture-not-shown`) of all outputs. */
void wz_image_report (WzDiagSink *sink, const WzPosition *position, const GError *error);

/** wz_image_decode: (transfer full): PNG, JPEG, WebP or the first picture of a GIF as pixels on white, scaled
 * down into @target. */
WzImagePixels *wz_image_decode (GBytes *bytes, const WzImageTarget *target, GError **error);
/** wz_image_make_grey: (transfer full): @pixels of one or three channels as one (ITU-R BT.601). */
WzImagePixels *wz_image_make_grey (const WzImagePixels *pixels);
/** wz_image_encode_jpeg: (transfer full): baseline JFIF, 4:2:0 for colours, no clock in it. */
GBytes *wz_image_encode_jpeg (const WzImagePixels *pixels, guint quality);
/** wz_image_encode_png: (transfer full): @levels 16: four-bit grey; 0: palette where 256 colours do, else as
 * it is. */
GBytes *wz_image_encode_png (const WzImagePixels *pixels, guint levels);

G_END_DECLS
