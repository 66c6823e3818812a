/* test-font.c: subsets. Needs Debian's fonts-noto-cjk; skips without. SPDX-License-Identifier: MIT */
#include <hb-ot.h>
#include <string.h>

#include <wenzhai-kit/wz-font-subset.h>

#define SERIF "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"
#define WENKAI "/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf"
#define SC 2

static const WzFontSource serif = {SERIF, SC, NULL}, wenkai = {WENKAI, 0, NULL};

static gboolean
missing (const gchar *path)
{
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return FALSE;
  g_test_skip ("font is not installed");
  return TRUE;
}

static void
check_face (const WzFontSubset *subset, const WzCharSet *wanted, const gchar *lacking)
{
  gunichar c = G_MAXUINT32;

  while (wz_char_set_next (wanted, &c))
    g_assert_cmpint (wz_char_set_contains (subset->covered, c), ==, g_utf8_strchr (lacking, -1, c) == NULL);
}

/* F1, F2: all that the face has is in; what it lacks is not, and nothing fails for it. F4: names. */
static void
test_characters (void)
{
  g_autoptr (WzCharSet) set = wz_char_set_new ();
  g_autoptr (WzFontSubset) subset = NULL;
  g_autoptr (WzFontSubset) again = NULL;
  g_autoptr (GError) error = NULL;
  gsize length = 0;
  const gchar *data;
  hb_blob_t *blob;
  hb_face_t *face;
  guint n = 0;
  const hb_ot_name_entry_t *names;
  guint found = 0;

  if (missing (SERIF))
    return;
  wz_char_set_add_text (set, "通用神经算法学习器，Ibarz ğℝ。");
  subset = wz_font_subset_characters (serif, set, &error);
  g_assert_no_error (error);
  again = wz_font_subset_characters (serif, set, NULL);
  g_assert_true (g_bytes_equal (subset->data, again->data));
  check_face (subset, set, "ğℝ");
  data = g_bytes_get_data (subset->data, &length);
  g_assert_cmpuint (length, <, 30000);
  g_assert_cmpmem (data, 4, "OTTO", 4);
  g_assert_cmpstr (subset->media_type, ==, "font/otf");
  blob = hb_blob_create (data, (guint) length, HB_MEMORY_MODE_READONLY, NULL, NULL);
  face = hb_face_create (blob, 0);
  names = hb_ot_name_list_names (face, &n);
  for (guint i = 0; i < n; i++)
    found |= names[i].name_id == 0 ? 1 : names[i].name_id == 13 ? 2 : names[i].name_id == 14 ? 4 : 0;
  g_assert_cmpuint (found, ==, 7);
  g_assert_cmpuint (hb_face_get_glyph_count (face), <, 40);
  hb_face_destroy (face);
  hb_blob_destroy (blob);
}

static void
test_truetype (void)
{
  g_autoptr (WzCharSet) set = wz_char_set_new ();
  g_autoptr (WzFontSubset) subset = NULL;

  if (missing (WENKAI))
    return;
  wz_char_set_add_text (set, "文摘 abc");
  subset = wz_font_subset_characters (wenkai, set, NULL);
  g_assert_nonnull (subset);
  g_assert_cmpstr (subset->media_type, ==, "font/ttf");
  g_assert_cmpmem (g_bytes_get_data (subset->data, NULL), 4, "\0\1\0\0", 4);
}

static void
test_glyphs (void)
{
  static const guint32 glyphs[] = {40, 3000, 20000};
  g_autoptr (GArray) map = NULL;
  g_autoptr (WzFontSubset) subset = NULL;
  g_autoptr (GError) error = NULL;

  if (missing (SERIF))
    return;
  subset = wz_font_subset_glyphs (serif, glyphs, G_N_ELEMENTS (glyphs), &map, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (map->len, >, 60000);
  for (guint i = 0; i < G_N_ELEMENTS (glyphs); i++) {
    guint32 to = g_array_index (map, guint32, glyphs[i]);

    g_assert_cmpuint (to, >, 0);
    g_assert_cmpuint (to, <, 10);
  }
  g_assert_cmpuint (g_array_index (map, guint32, 0), ==, 0);
  g_assert_cmpuint (g_array_index (map, guint32, 41), ==, G_MAXUINT32);
}

static void
test_failures (void)
{
  g_autoptr (WzCharSet) set = wz_char_set_new ();
  g_autoptr (GError) error = NULL;

  wz_char_set_add (set, 0xE0FF);
  g_assert_null (wz_font_subset_characters ((WzFontSource){"/nowhere/x.otf", 0, NULL}, set, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_null (wz_font_subset_characters (
      (WzFontSource){g_test_get_filename (G_TEST_DIST, "test-font.c", NULL), 0, NULL}, set, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  if (missing (SERIF))
    return;
  g_assert_null (wz_font_subset_characters (serif, set, &error)); /* none of the characters */
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_null (wz_font_subset_characters ((WzFontSource){SERIF, 99, NULL}, set, &error));
  g_assert_nonnull (error);
}

static void
test_credit (void)
{
  g_autofree gchar *credit = NULL;

  if (missing (SERIF))
    return;
  credit = wz_font_dup_credit (SERIF, SC);
  g_assert_nonnull (strstr (credit, "Noto Serif CJK SC"));
  g_assert_nonnull (strstr (credit, "Open Font License"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/common/font/F1-F2-F4-characters", test_characters);
  g_test_add_func ("/common/font/O11-truetype", test_truetype);
  g_test_add_func ("/common/font/glyph-map", test_glyphs);
  g_test_add_func ("/common/font/F6-failures", test_failures);
  g_test_add_func ("/common/font/F4-credit", test_credit);
  return g_test_run ();
}
