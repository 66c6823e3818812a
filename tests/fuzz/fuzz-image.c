/* Fuzz target: a picture from a stranger, probed and made fit for a book. */
#include "fuzz-target.h"

#include <wenzhai-kit/wz-image.h>

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  static const WzImageTarget target = {64, 64, FALSE, 0};
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  WzImageFormat format = WZ_IMAGE_UNKNOWN;
  WzImageInfo info;
  g_autoptr (GBytes) made = NULL;
  g_autoptr (WzImagePixels) pixels = NULL;

  /* what a header may honestly declare takes too long here */
  if (!wz_image_probe (bytes, &info, NULL) || (guint64) info.width * info.height > 1000000)
    return 0;
  pixels = wz_image_decode (bytes, &target, NULL); /* a GIF may stay as it is below */
  made = wz_image_recode (bytes, &target, &format, &error);
  g_assert_true ((made != NULL) == (error == NULL));
  if (made != NULL) {
    g_assert_true (wz_image_probe (made, &info, NULL));
    g_assert_true (info.is_plain && info.format == format);
    g_assert_cmpuint (info.width, <=, 64);
    g_assert_cmpuint (info.height, <=, 64);
  }
  return 0;
}
