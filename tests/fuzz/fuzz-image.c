/* Fuzz target: a picture from a stranger, probed and made fit for a book. */
#include "fuzz-target.h"

#include "image/image.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  static const ImageTarget target = {64, 64, FALSE, 0};
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  ImageFormat format = IMAGE_UNKNOWN;
  ImageInfo info;
  g_autoptr (GBytes) made = NULL;
  g_autoptr (ImagePixels) pixels = NULL;

  /* what a header may honestly declare takes too long here */
  if (!image_probe (bytes, &info, NULL) || (guint64) info.width * info.height > 1000000)
    return 0;
  pixels = image_decode (bytes, &target, NULL); /* a GIF may stay as it is below */
  made = image_recode (bytes, &target, &format, &error);
  g_assert_true ((made != NULL) == (error == NULL));
  if (made != NULL) {
    g_assert_true (image_probe (made, &info, NULL));
    g_assert_true (info.is_plain && info.format == format);
    g_assert_cmpuint (info.width, <=, 64);
    g_assert_cmpuint (info.height, <=, 64);
  }
  return 0;
}
