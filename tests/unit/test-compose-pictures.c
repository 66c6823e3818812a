/* test-compose-pictures.c: pictures are decoded once, as far as memory should hold them.
 * SPDX-License-Identifier: MIT */
#include "compose/page/compose-pictures.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ComposePictures, compose_pictures_free)

static GBytes *
make_picture (guint side, gboolean jpeg)
{
  g_autofree guint8 *data = g_malloc0 ((gsize) side * side * 3);
  WzImagePixels pixels = {side, side, 3, FALSE, data};

  data[0] = 200;
  return jpeg ? wz_image_encode_jpeg (&pixels, 90) : wz_image_encode_png (&pixels, 0);
}

static const ComposePixels *
read_one (ComposePictures *pictures, const WzResource *resource)
{
  const ComposePixels *found = compose_pictures_read (pictures, resource, NULL);

  g_assert_nonnull (found);
  g_assert_true (compose_pictures_read (pictures, resource, NULL) == found);
  return found;
}

static void
test_once (void)
{
  g_autoptr (ComposePictures) pictures = compose_pictures_new ();
  g_autoptr (GBytes) png = make_picture (40, FALSE), jpeg = make_picture (40, TRUE);
  const WzResource drawing = {.bytes = png, .width_px = 40, .height_px = 40};
  const WzResource photograph = {.bytes = jpeg, .width_px = 40, .height_px = 40};
  const ComposePixels *found = read_one (pictures, &drawing);

  g_assert_false (found->as_it_is);
  g_assert_cmpuint (found->pixels->width, ==, 40);
  g_assert_cmpuint (found->pixels->data[0], ==, 200);
  found = read_one (pictures, &photograph);
  g_assert_true (found->as_it_is);
  g_assert_null (found->pixels);
}

/* 17 MB each: the second is more than is held. */
static void
test_bound (void)
{
  g_autoptr (ComposePictures) pictures = compose_pictures_new ();
  g_autoptr (GBytes) png = make_picture (2400, FALSE);
  const WzResource first = {.bytes = png, .width_px = 2400, .height_px = 2400}, second = first;

  g_assert_nonnull (read_one (pictures, &first)->pixels);
  g_assert_null (read_one (pictures, &second)->pixels);
  g_autoptr (WzImagePixels) again = compose_pictures_decode (&second, NULL);
  g_assert_cmpuint (again->width, ==, 2400);
}

static void
test_damaged (void)
{
  g_autoptr (ComposePictures) pictures = compose_pictures_new ();
  g_autoptr (GBytes) png = make_picture (40, FALSE);
  g_autoptr (GBytes) half = g_bytes_new_from_bytes (png, 0, g_bytes_get_size (png) / 2);
  g_autoptr (GError) error = NULL;
  const WzResource resource = {.bytes = half, .width_px = 40, .height_px = 40};

  g_assert_null (compose_pictures_read (pictures, &resource, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/compose/pictures/once", test_once);
  g_test_add_func ("/compose/pictures/bound", test_bound);
  g_test_add_func ("/compose/pictures/damaged", test_damaged);
  return g_test_run ();
}
