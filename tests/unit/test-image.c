/* test-image.c: probing and recoding pictures, hostile ones among them. SPDX-License-Identifier: MIT */
#include <string.h>

#include <wenzhai-kit/wz-image.h>

static const WzImageTarget epub = {1264, 1680, FALSE, 0};
static const WzImageTarget eink = {1264, 1680, TRUE, 0};

static WzImagePixels *
make_pixels (guint width, guint height, guint channels, guint seed)
{
  WzImagePixels *pixels = g_new0 (WzImagePixels, 1);

  pixels->width = width;
  pixels->height = height;
  pixels->channels = channels;
  pixels->data = g_malloc ((gsize) width * height * channels);
  for (gsize i = 0; i < (gsize) width * height * channels; i++) {
    seed = seed * 1664525u + 1013904223u;
    pixels->data[i] = (guint8) (seed >> 24);
  }
  return pixels;
}

static void
test_round_trip (void)
{
  for (guint channels = 1; channels <= 3; channels += 2) {
    g_autoptr (WzImagePixels) pixels = make_pixels (37, 23, channels, 7);
    g_autoptr (GBytes) png = wz_image_encode_png (pixels, 0);
    g_autoptr (WzImagePixels) back = wz_image_decode (png, &epub, NULL);
    g_autoptr (GBytes) jpeg = wz_image_encode_jpeg (pixels, 90);
    g_autoptr (WzImagePixels) lossy = wz_image_decode (jpeg, &epub, NULL);
    WzImageInfo info;

    g_assert_nonnull (back);
    g_assert_cmpmem (back->data, 37 * 23 * channels, pixels->data, 37 * 23 * channels);
    g_assert_cmpuint (lossy->channels, ==, channels);
    g_assert_true (wz_image_probe (jpeg, &info, NULL));
    g_assert_cmpuint (info.width, ==, 37);
    g_assert_cmpuint (info.height, ==, 23);
    g_assert_true (info.is_plain);
  }
}

/* A palette keeps colours exactly and takes a fraction of RGB. */
static void
test_palette (void)
{
  g_autoptr (WzImagePixels) pixels = make_pixels (100, 100, 3, 1);
  g_autoptr (GBytes) png = NULL;
  g_autoptr (WzImagePixels) back = NULL;

  for (guint i = 0; i < 100 * 100 * 3; i++)
    pixels->data[i] &= 0xC0; /* 64 colours */
  png = wz_image_encode_png (pixels, 0);
  g_assert_cmpuint (((const guint8 *) g_bytes_get_data (png, NULL))[25], ==, 3);
  back = wz_image_decode (png, &epub, NULL);
  g_assert_cmpmem (back->data, 30000, pixels->data, 30000);
}

static void
test_scale (void)
{
  g_autoptr (WzImagePixels) pixels = make_pixels (2480, 400, 1, 3);
  g_autoptr (GBytes) png = NULL;
  g_autoptr (WzImagePixels) small = NULL;

  for (guint i = 0; i < 2480 * 400; i++)
    pixels->data[i] = i % 2480 < 1240 ? 0 : 200;
  png = wz_image_encode_png (pixels, 0);
  small = wz_image_decode (png, &epub, NULL);
  g_assert_cmpuint (small->width, ==, 1264);
  g_assert_cmpuint (small->height, ==, 203);
  g_assert_cmpuint (small->data[1264 * 100 + 10], ==, 0);
  g_assert_cmpuint (small->data[1264 * 100 + 1200], ==, 200);
  g_assert_cmpuint (small->data[1264 * 202 + 1263], ==, 200);
}

static void
test_plain_stays (void)
{
  g_autoptr (WzImagePixels) pixels = make_pixels (50, 50, 3, 5);
  g_autoptr (GBytes) jpeg = wz_image_encode_jpeg (pixels, 70);
  g_autoptr (GBytes) made = NULL;
  g_autoptr (GBytes) grey = NULL;
  WzImageFormat format;

  made = wz_image_recode (jpeg, &epub, &format, NULL);
  g_assert_true (g_bytes_equal (made, jpeg));
  g_assert_cmpint (format, ==, WZ_IMAGE_JPEG);
  grey = wz_image_recode (jpeg, &eink, &format, NULL);
  g_assert_cmpuint (g_bytes_get_size (grey), <=, g_bytes_get_size (jpeg));
}

static GBytes *
load (const gchar *folder, const gchar *name)
{
  g_autofree gchar *path = g_build_filename (folder, name, NULL);
  gchar *data = NULL;
  gsize length = 0;

  return g_file_get_contents (path, &data, &length, NULL) ? g_bytes_new_take (data, length) : NULL;
}

/* Nothing that comes out may have alpha, be interlaced or larger than the target; all of it decodes again. */
static guint
recode_folder (const gchar *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const gchar *name;
  guint made = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autoptr (GBytes) bytes = load (folder, name);
    g_autoptr (GBytes) out = NULL;
    g_autoptr (GError) error = NULL;
    WzImageFormat format = WZ_IMAGE_UNKNOWN;
    WzImageInfo info;

    if (bytes == NULL)
      continue;
    out = wz_image_recode (bytes, &epub, &format, &error);
    g_test_message ("%s: %s", name, out != NULL ? wz_image_get_media_type (format) : error->message);
    g_assert_true ((out != NULL) != (error != NULL));
    if (out == NULL)
      continue;
    made++;
    g_assert_true (wz_image_probe (out, &info, NULL));
    g_assert_cmpint (info.format, ==, format);
    g_assert_true (info.is_plain);
    g_assert_cmpuint (info.width, <=, 1264);
    g_assert_cmpuint (info.height, <=, 1680);
    if (format != WZ_IMAGE_GIF) {
      g_autoptr (WzImagePixels) again = wz_image_decode (out, &epub, NULL);

      g_assert_nonnull (again);
    }
  }
  return made;
}

/* Pictures of our own: each kind that the encoders make, grey, coloured, with a palette, with alpha. */
static void
test_kinds (void)
{
  g_autofree gchar *folder = g_test_build_filename (G_TEST_DIST, "fuzz", "corpus", "image", NULL);

  g_assert_cmpuint (recode_folder (folder), ==, 9);
}

/* The first picture of a GIF: interlaced, smaller than its screen, with a transparent colour, on white. */
static void
test_gif (void)
{
  static const gchar expected[] = "wwww"
                                  "wrgb"
                                  "wwwr"
                                  "wggg";
  g_autofree gchar *folder = g_test_build_filename (G_TEST_DIST, "fuzz", "corpus", "image", NULL);
  g_autoptr (GBytes) bytes = load (folder, "interlaced.gif");
  g_autoptr (WzImagePixels) pixels = wz_image_decode (bytes, &epub, NULL);
  g_assert_nonnull (pixels);
  g_assert_cmpuint (pixels->width, ==, 4);
  g_assert_cmpuint (pixels->height, ==, 4);
  for (guint i = 0; i < 16; i++) {
    const guint8 *p = pixels->data + i * 3;
    gchar letter = p[0] == 255 && p[1] == 255 && p[2] == 255 ? 'w'
                   : p[0] == 255                             ? 'r'
                   : p[1] == 255                             ? 'g'
                                                             : 'b';
    g_assert_cmpint (letter, ==, expected[i]);
  }
  WzImageTarget small = {2, 2, FALSE, 0};
  WzImageFormat format = WZ_IMAGE_UNKNOWN;
  g_autoptr (GBytes) scaled = wz_image_recode (bytes, &small, &format, NULL);
  g_assert_nonnull (scaled); /* too large to stay a GIF: its first picture, smaller */
  g_assert_cmpint (format, !=, WZ_IMAGE_GIF);
}

static void
test_corpus (gconstpointer corpus)
{
  static const gchar *const hostile[] = {"images/pngsuite", "hostile/images", "hostile/png"};
  g_autofree gchar *good = g_build_filename (corpus, "images", NULL);

  g_assert_cmpuint (recode_folder (good), >=, 15);
  for (guint i = 0; i < G_N_ELEMENTS (hostile); i++) {
    g_autofree gchar *folder = g_build_filename (corpus, hostile[i], NULL);
    recode_folder (folder);
  }
}

/* 30,000 × 30,000 declared in 60 bytes: refused before anything is decoded. */
static void
test_bomb (void)
{
  static const guint8 png[] = {0x89, 'P',  'N',  'G', 13, 10,   26,   10, 0, 0, 0, 13, 'I', 'H', 'D', 'R', 0,
                               0,    0x75, 0x30, 0,   0,  0x75, 0x30, 8,  2, 0, 0, 0,  0,   0,   0,   0};
  g_autoptr (GBytes) bytes = g_bytes_new_static (png, sizeof png);
  g_autoptr (GError) error = NULL;
  WzImageFormat format;

  g_assert_null (wz_image_recode (bytes, &epub, &format, &error));
  g_assert_nonnull (strstr (error->message, "30000"));
}

/* Every prefix of a file, and every file with one byte changed: an error or a picture, never a crash. */
static void
test_damaged (void)
{
  g_autoptr (WzImagePixels) pixels = make_pixels (20, 20, 3, 9);
  GBytes *const files[] = {wz_image_encode_png (pixels, 0), wz_image_encode_jpeg (pixels, 80)};

  for (guint f = 0; f < 2; f++) {
    gsize length = 0;
    const guint8 *data = g_bytes_get_data (files[f], &length);

    for (gsize n = 0; n < length; n++) {
      g_autoptr (GBytes) part = g_bytes_new (data, n);
      g_autofree guint8 *copy = g_memdup2 (data, length);
      g_autoptr (GBytes) changed = NULL;
      g_autoptr (GBytes) one = NULL;
      g_autoptr (GBytes) two = NULL;
      WzImageFormat format;

      copy[n] ^= 0x55;
      changed = g_bytes_new (copy, length);
      one = wz_image_recode (part, &epub, &format, NULL);
      two = wz_image_recode (changed, &epub, &format, NULL);
    }
    g_bytes_unref (files[f]);
  }
}

static void
test_alpha (void)
{
  g_autofree gchar *folder = g_test_build_filename (G_TEST_DIST, "fuzz", "corpus", "image", NULL);
  g_autoptr (GBytes) bytes = load (folder, "alpha.png");
  g_autoptr (GBytes) out = NULL;
  g_autoptr (WzImagePixels) pixels = NULL;
  WzImageInfo info;
  WzImageFormat format;

  g_assert_nonnull (bytes);
  g_assert_true (wz_image_probe (bytes, &info, NULL));
  g_assert_true (info.has_alpha);
  out = wz_image_recode (bytes, &epub, &format, NULL);
  pixels = wz_image_decode (out, &epub, NULL);
  /* 204080 half transparent: white shines through, and no more than half */
  static const guint8 mixed[] = {0x90, 0xA0, 0xC0};
  for (guint c = 0; c < 3; c++)
    g_assert_cmpint (ABS ((int) pixels->data[c] - mixed[c]), <=, 3);
}

int
main (int argc, char **argv)
{
  const gchar *corpus = g_getenv ("WENZHAI_CORPUS"); /* pictures of other people, where there are any */

  g_test_init (&argc, &argv, NULL);
  if (corpus != NULL && g_file_test (corpus, G_FILE_TEST_IS_DIR))
    g_test_add_data_func ("/common/image/corpus", corpus, test_corpus);
  g_test_add_func ("/common/image/round-trip", test_round_trip);
  g_test_add_func ("/common/image/palette", test_palette);
  g_test_add_func ("/common/image/scale", test_scale);
  g_test_add_func ("/common/image/plain-stays", test_plain_stays);
  g_test_add_func ("/common/image/kinds", test_kinds);
  g_test_add_func ("/common/image/gif", test_gif);
  g_test_add_func ("/common/image/bomb", test_bomb);
  g_test_add_func ("/common/image/damaged", test_damaged);
  g_test_add_func ("/common/image/S8-alpha", test_alpha);
  return g_test_run ();
}
