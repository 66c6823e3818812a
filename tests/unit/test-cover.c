/* test-cover.c: the cover's words, layout and picture. Needs the fonts of `classic`; skips without.
 * SPDX-License-Identifier: MIT */
#include <cairo-pdf.h>
#include <glib/gstdio.h>
#include <string.h>

#include <wenzhai-kit/wz-cover.h>
#include <wenzhai-kit/wz-image.h>
#include "model/wz-builder.h"
#include "style/wz-style-private.h"

/* @settings: (array length=n): over `classic` */
static WzStyle *
load_style_with (const WzStyleSetting *settings, guint n)
{
  g_autofree gchar *root = g_build_filename (g_test_get_dir (G_TEST_DIST), "..", NULL);
  g_autoptr (GError) error = NULL;
  WzStyle *style = wz_style_load ("classic", NULL, root, NULL, settings, n, NULL, &error);

  if (style == NULL || wz_style_get_n_faces (style, WZ_FONT_BODY, WZ_SCRIPT_HAN, WZ_WEIGHT_BOLD) == 0) {
    g_test_skip ("the fonts of the style are not installed");
    g_clear_pointer (&style, wz_style_free);
  }
  return style;
}

static WzStyle *
load_style (void)
{
  return load_style_with (NULL, 0);
}

static WzIssue *
make_issue (const gchar *name, guint n_papers, const gchar *title)
{
  WzIssueBuilder *builder = wz_issue_builder_new ();
  WzSection *section = wz_issue_builder_add_section (builder, WZ_SECTION_FEATURED, NULL);

  wz_issue_builder_set_series (builder, name, "series");
  wz_issue_builder_set_number (builder, "38");
  wz_issue_builder_set_period (builder, (WzDate){2022, 9, 19}, (WzDate){2022, 9, 25});
  for (guint i = 0; i < n_papers; i++) {
    WzEntry *entry = wz_section_add_entry (builder, section, NULL);
    g_autofree gchar *words = g_strdup_printf ("%s %u", title, i);

    wz_entry_set_title (builder, entry, "zh-Hans", wz_issue_builder_plain (builder, "zh-Hans", words, NULL));
    wz_entry_set_full (builder, entry, i % 2 == 1);
    wz_entry_add_category (builder, entry, "LG", NULL);
  }
  return wz_issue_builder_finish (builder, NULL);
}

static WzCoverText *
text_of (const WzIssue *issue)
{
  g_autoptr (WzGalley) galley = wz_galley_new (issue, NULL, WZ_LANGUAGES_BOTH, NULL);

  return wz_cover_text_new (galley);
}

static void
test_text (void)
{
  g_autoptr (WzIssue) issue = make_issue ("论文周报", 3, "题目");
  g_autoptr (WzCoverText) text = text_of (issue);
  g_autofree gchar *alt = wz_cover_dup_alt (text);

  g_assert_cmpstr (text->name, ==, "论文周报");
  g_assert_cmpstr (text->number, ==, "第38期");
  g_assert_cmpstr (text->period, ==, "2022年9月19日至25日");
  g_assert_cmpuint (text->titles->len, ==, 3);
  g_assert_cmpstr (g_ptr_array_index (text->titles, 0), ==, "题目 1"); /* full ones first */
  g_assert_cmpstr (alt, ==, "封面 论文周报 第38期 2022年9月19日至25日");
}

/* Whatever the name and the titles are: all ink is inside the page's margins, lines do not touch. */
static void
check_layout (const WzStyle *style, const gchar *name, guint n, const gchar *title)
{
  g_autoptr (WzIssue) issue = make_issue (name, n, title);
  g_autoptr (WzCoverText) text = text_of (issue);
  g_autoptr (GError) error = NULL;
  g_autoptr (WzCoverLayout) layout = wz_cover_layout_new (text, style, &error);
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);
  gdouble x, y, width, height;

  g_assert_no_error (error);
  g_assert_cmpuint (wz_cover_layout_get_n_items (layout), >, 3);
  wz_cover_draw (layout, cr);
  cairo_recording_surface_ink_extents (surface, &x, &y, &width, &height);
  g_assert_cmpfloat (x, >=, 80);
  g_assert_cmpfloat (y, >=, 100);
  g_assert_cmpfloat (x + width, <=, WZ_COVER_WIDTH - 60);
  g_assert_cmpfloat (y + height, <=, WZ_COVER_HEIGHT - 60);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
test_layout (void)
{
  g_autoptr (WzStyle) style = load_style ();
  g_autofree gchar *wide = g_strnfill (300, 'W');

  if (style == NULL)
    return;
  check_layout (style, "文摘", 1, "短");
  check_layout (style, "AI 论文周报", 9, "语言模型指令微调以生成用于意图分类和槽标记的标注话语");
  check_layout (
      style, "关于大规模语言模型、强化学习与机器人学的每日论文精选及其中文摘要汇编（2022年合订本）以及附录",
      91, "浅层线性网络过拟合时深度线性网络可以良性过拟合");
  check_layout (style, wide, 5, wide);
  check_layout (style, "Daily Papers", 3, "ğℝ😀\xe0\xb8\x81 mixed 混排");
  check_layout (style, "空", 0, "");
}

static guint
count_glyphs (const WzStyle *style, const gchar *title)
{
  g_autoptr (WzIssue) issue = make_issue ("文摘", 1, title);
  g_autoptr (WzCoverText) text = text_of (issue);
  g_autoptr (WzCoverLayout) layout = wz_cover_layout_new (text, style, NULL);
  guint n = 0;

  for (guint i = 0; i < wz_cover_layout_get_n_items (layout); i++)
    n += wz_cover_layout_get_item (layout, i)->n_glyphs;
  return n;
}

/* No character is left out: what no font has (U+2FE0, unassigned) is an empty square; words from right to
 * left have all their letters; of an emoji and its selector one glyph remains. */
static void
test_strays (void)
{
  g_autoptr (WzStyle) style = load_style ();

  if (style == NULL)
    return;
  g_assert_cmpuint (count_glyphs (style, "空\xe2\xbf\xa0字"), ==, count_glyphs (style, "空口字"));
  g_assert_cmpuint (count_glyphs (style, "文\xd7\xa9\xd7\xa4\xd7\x94字"), ==,
                    count_glyphs (style, "文口口口字"));
  g_assert_cmpuint (count_glyphs (style, "心\xe2\x9d\xa4\xef\xb8\x8f字"), <=,
                    count_glyphs (style, "心口口字"));
}

/* The name of an issue breaks before its date, not inside: 论文文摘 / 2026年第46周. */
static void
test_date_in_name (void)
{
  g_autoptr (WzStyle) style = load_style ();
  g_autoptr (WzIssue) issue = make_issue ("论文文摘 2026年第46周", 9, "题目");
  g_autoptr (WzCoverText) text = text_of (issue);
  g_autoptr (WzCoverLayout) layout = NULL;
  gdouble size = 0, top = WZ_COVER_HEIGHT;
  guint n = 0;

  if (style == NULL)
    return;
  layout = wz_cover_layout_new (text, style, NULL);
  for (guint i = 0; i < wz_cover_layout_get_n_items (layout); i++) {
    const WzCoverItem *item = wz_cover_layout_get_item (layout, i);
    size = item->face != NULL ? MAX (size, item->size) : size;
    top = item->face != NULL ? MIN (top, item->glyphs[0].y) : top;
  }
  for (guint i = 0; i < wz_cover_layout_get_n_items (layout); i++) {
    const WzCoverItem *item = wz_cover_layout_get_item (layout, i);
    if (item->face != NULL && item->size == size && item->glyphs[0].y == top)
      n += item->n_glyphs;
  }
  g_assert_cmpuint (n, <=, 5); /* with the space */
}

/* O9: grey baseline JFIF of the declared size; the same bytes each time. */
static void
test_jpeg (void)
{
  g_autoptr (WzStyle) style = load_style ();
  g_autoptr (WzIssue) issue = make_issue ("AI 论文周报", 9, "题目");
  g_autoptr (WzCoverText) text = text_of (issue);
  g_autoptr (WzCoverLayout) layout = NULL;
  g_autoptr (GBytes) one = NULL;
  g_autoptr (GBytes) two = NULL;
  g_autoptr (GBytes) small = NULL;
  g_autoptr (WzImagePixels) pixels = NULL;
  const WzImageTarget target = {WZ_COVER_WIDTH, WZ_COVER_HEIGHT, FALSE, 0};
  WzImageInfo info;
  gsize dark = 0;

  if (style == NULL)
    return;
  layout = wz_cover_layout_new (text, style, NULL);
  one = wz_cover_make_jpeg (layout, WZ_COVER_WIDTH, WZ_COVER_HEIGHT, 0, NULL);
  two = wz_cover_make_jpeg (layout, WZ_COVER_WIDTH, WZ_COVER_HEIGHT, 0, NULL);
  g_assert_true (g_bytes_equal (one, two));
  g_assert_cmpuint (g_bytes_get_size (one), <, 200 * 1024);
  small = wz_cover_make_jpeg (layout, WZ_COVER_WIDTH, WZ_COVER_HEIGHT, 50000, NULL);
  g_assert_cmpuint (g_bytes_get_size (small), <=, 50000);
  g_assert_cmpmem ((const gchar *) g_bytes_get_data (one, NULL) + 6, 5, "JFIF", 5);
  g_assert_true (wz_image_probe (one, &info, NULL));
  g_assert_cmpuint (info.width, ==, WZ_COVER_WIDTH);
  g_assert_cmpuint (info.height, ==, WZ_COVER_HEIGHT);
  g_assert_true (info.is_plain);
  pixels = wz_image_decode (one, &target, NULL);
  g_assert_cmpuint (pixels->channels, ==, 1);
  for (gsize i = 0; i < (gsize) WZ_COVER_WIDTH * WZ_COVER_HEIGHT; i++)
    dark += pixels->data[i] < 64;
  g_assert_cmpuint (dark, >, WZ_COVER_WIDTH * WZ_COVER_HEIGHT / 50);
  g_assert_cmpuint (dark, <, WZ_COVER_WIDTH * WZ_COVER_HEIGHT / 4);
}

/* O9: the same picture in 16 greys, in half of the bytes. */
static void
test_png (void)
{
  g_autoptr (WzStyle) style = load_style ();
  g_autoptr (WzIssue) issue = make_issue ("AI 论文周报", 9, "题目");
  g_autoptr (WzCoverText) text = text_of (issue);
  g_autoptr (WzCoverLayout) layout = NULL;
  g_autoptr (GBytes) png = NULL;
  g_autoptr (GBytes) jpeg = NULL;
  g_autoptr (WzImagePixels) fine = NULL;
  g_autoptr (WzImagePixels) coarse = NULL;
  const WzImageTarget target = {WZ_COVER_WIDTH, WZ_COVER_HEIGHT, FALSE, 0};
  WzImageInfo info;
  guint64 sum = 0;

  if (style == NULL)
    return;
  layout = wz_cover_layout_new (text, style, NULL);
  png = wz_cover_make_image (layout, WZ_COVER_WIDTH, WZ_COVER_HEIGHT, NULL);
  jpeg = wz_cover_make_jpeg (layout, WZ_COVER_WIDTH, WZ_COVER_HEIGHT, 0, NULL);
  g_assert_cmpuint (g_bytes_get_size (png), <, g_bytes_get_size (jpeg) * 6 / 10);
  g_assert_true (wz_image_probe (png, &info, NULL));
  g_assert_cmpint (info.format, ==, WZ_IMAGE_PNG);
  g_assert_cmpuint (info.width, ==, WZ_COVER_WIDTH);
  g_assert_cmpuint (info.height, ==, WZ_COVER_HEIGHT);
  fine = wz_image_decode (png, &target, NULL);
  coarse = wz_image_decode (jpeg, &target, NULL);
  for (gsize i = 0; i < (gsize) WZ_COVER_WIDTH * WZ_COVER_HEIGHT; i++)
    sum += (guint) ABS (fine->data[i * fine->channels] - coarse->data[i * coarse->channels]);
  g_assert_cmpuint (sum / (WZ_COVER_WIDTH * WZ_COVER_HEIGHT), <, 3); /* of 255, on average */
}

/* ---- Her own face ----------------------------------------------------------------------------------------
 */

/* A picture of one colour, as a file. */
static gchar *
write_picture (const gchar *folder, const gchar *name, guint width, guint height, guint32 color)
{
  g_autofree guint8 *data = g_malloc ((gsize) width * height * 3);
  WzImagePixels pixels = {width, height, 3, FALSE, data};
  g_autoptr (GBytes) png = NULL;
  gchar *path = g_build_filename (folder, name, NULL);
  gsize length;
  gconstpointer bytes;

  for (gsize i = 0; i < (gsize) width * height; i++) {
    data[i * 3] = (guint8) (color >> 16);
    data[i * 3 + 1] = (guint8) (color >> 8);
    data[i * 3 + 2] = (guint8) color;
  }
  png = wz_image_encode_png (&pixels, 0);
  bytes = g_bytes_get_data (png, &length);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
  return path;
}

/* The cover of @issue in colours, as @settings have it; NULL without fonts. @grey: (out): and for e-ink. */
static WzImagePixels *
draw_with (const WzStyleSetting *settings, guint n, WzIssue *issue, WzImagePixels **grey)
{
  g_autoptr (WzStyle) style = load_style_with (settings, n);
  const WzImageTarget target = {WZ_COVER_WIDTH, WZ_COVER_HEIGHT, FALSE, 0};
  WzImagePixels *pixels;

  if (style == NULL)
    return NULL;
  g_autoptr (WzGalley) galley = wz_galley_new (issue, style, WZ_LANGUAGES_BOTH, NULL);
  g_autoptr (WzCoverText) text = wz_cover_text_new (galley);
  g_autoptr (WzCoverLayout) layout = wz_cover_layout_new (text, style, NULL);
  g_autoptr (GBytes) bytes = wz_cover_make_image (layout, WZ_COVER_WIDTH, WZ_COVER_HEIGHT, NULL);
  g_autoptr (GBytes) jpeg = wz_cover_make_jpeg (layout, WZ_COVER_WIDTH, WZ_COVER_HEIGHT, 0, NULL);
  WzImageInfo info;

  g_assert_true (wz_image_probe (bytes, &info, NULL));
  g_assert_cmpstr (wz_image_get_media_type (info.format), ==, wz_cover_get_media_type (text));
  pixels = wz_image_decode (bytes, &target, NULL);
  g_assert_nonnull (pixels);
  *grey = wz_image_decode (jpeg, &target, NULL);
  g_assert_cmpuint ((*grey)->channels, ==, 1);
  return pixels;
}

/* Of pixels that are about @color how many there are, and the box they lie in. */
typedef struct {
  gsize n;
  guint left, top, right, bottom;
} Spot;

static Spot
find_color (const WzImagePixels *pixels, guint32 color)
{
  Spot spot = {0, pixels->width, pixels->height, 0, 0};

  for (guint y = 0; y < pixels->height; y++)
    for (guint x = 0; x < pixels->width; x++) {
      const guint8 *p = pixels->data + ((gsize) y * pixels->width + x) * pixels->channels;
      gint r = p[0], g = p[pixels->channels > 1 ? 1 : 0], b = p[pixels->channels > 1 ? 2 : 0];

      if (ABS (r - (gint) (color >> 16)) > 6 || ABS (g - (gint) (color >> 8 & 0xFF)) > 6 ||
          ABS (b - (gint) (color & 0xFF)) > 6)
        continue;
      spot.n++;
      spot.left = MIN (spot.left, x);
      spot.right = MAX (spot.right, x);
      spot.top = MIN (spot.top, y);
      spot.bottom = MAX (spot.bottom, y);
    }
  return spot;
}

static void
test_colors (void)
{
  const WzStyleSetting settings[] = {
      {"cover.background", "#102040", {0}}, {"cover.text", "#fff0d0", {0}}, {"cover.accent", "#ffb000", {0}}};
  g_autoptr (WzIssue) issue = make_issue ("AI 论文周报", 5, "题目");
  g_autoptr (WzImagePixels) grey = NULL;
  g_autoptr (WzImagePixels) pixels = draw_with (settings, G_N_ELEMENTS (settings), issue, &grey);

  if (pixels == NULL)
    return;
  g_assert_cmpuint (find_color (pixels, 0x102040).n, >, WZ_COVER_WIDTH * WZ_COVER_HEIGHT / 2);
  g_assert_cmpuint (find_color (pixels, 0xfff0d0).n, >, 10000);
  Spot bar = find_color (pixels, 0xffb000);
  g_assert_cmpuint (bar.n, >, 8000); /* the bar: 1000 × 10 */
  g_assert_cmpuint (bar.left, ==, 100);
  g_assert_cmpuint (bar.right, ==, 1099);
  /* the Kindle's is the same cover by its lightness: (0x10*299 + 0x20*587 + 0x40*114) / 1000 = 30 */
  g_assert_cmpuint (find_color (grey, 0x1e1e1e).n, >, WZ_COVER_WIDTH * WZ_COVER_HEIGHT / 2);
}

static void
test_picture (void)
{
  g_autofree gchar *folder = g_dir_make_tmp (NULL, NULL);
  g_autofree gchar *path = write_picture (folder, "p.png", 300, 100, 0x2060c0);
  const WzStyleSetting bleed[] = {{"cover.picture", path, {0}},
                                  {"cover.layout", "picture", {0}},
                                  {"cover.fit", "bleed", {0}},
                                  {"cover.masthead", "no", {0}}};
  g_autoptr (WzIssue) issue = make_issue ("AI 论文周报", 5, "题目");

  for (guint n = 1; n <= G_N_ELEMENTS (bleed); n++) {
    g_autoptr (WzImagePixels) grey = NULL;
    g_autoptr (WzImagePixels) pixels = draw_with (bleed, n, issue, &grey);
    if (pixels == NULL)
      break;
    Spot spot = find_color (pixels, 0x2060c0);
    guint width = spot.right - spot.left + 1, height = spot.bottom - spot.top + 1;

    if (n <= 2) { /* whole, with its proportions, inside the margins */
      g_assert_cmpuint (spot.left, >=, 96);
      g_assert_cmpuint (spot.right, <=, 1103);
      g_assert_cmpfloat (ABS ((gdouble) width / height - 3), <, 0.05);
    } else if (n == 3) { /* to both edges, between masthead and foot */
      g_assert_cmpuint (width, ==, WZ_COVER_WIDTH);
      g_assert_cmpuint (height, <, WZ_COVER_HEIGHT - 500);
      g_assert_cmpuint (spot.n, >, (gsize) width * height * 9 / 10);
    } else { /* all of it */
      g_assert_cmpuint (spot.n, ==, WZ_COVER_WIDTH * WZ_COVER_HEIGHT);
    }
  }
  g_unlink (path);
  g_rmdir (folder);
}

/* An issue's own picture goes before the style's; a layout of words alone has neither. */
static void
test_own_picture (void)
{
  g_autofree gchar *folder = g_dir_make_tmp (NULL, NULL);
  g_autofree gchar *path = write_picture (folder, "p.png", 100, 100, 0x2060c0);
  g_autofree gchar *own = write_picture (folder, "own.png", 100, 100, 0xc02020);
  g_autofree gchar *data = NULL;
  gsize length;
  const WzStyleSetting settings[] = {{"cover.picture", path, {0}}, {"cover.layout", "plain", {0}}};
  WzIssueBuilder *builder = wz_issue_builder_new ();

  g_assert_true (g_file_get_contents (own, &data, &length, NULL));
  g_autoptr (GBytes) bytes = g_bytes_new (data, length);
  wz_issue_builder_set_series (builder, "文摘", "series");
  wz_issue_builder_set_cover (builder, wz_issue_builder_add_resource (builder, bytes, NULL));
  g_autoptr (WzIssue) issue = wz_issue_builder_finish (builder, NULL);
  for (guint n = 1; n <= 2; n++) {
    g_autoptr (WzImagePixels) grey = NULL;
    g_autoptr (WzImagePixels) pixels = draw_with (settings, n, issue, &grey);
    if (pixels == NULL)
      break;
    g_assert_cmpuint (find_color (pixels, 0x2060c0).n, ==, 0);
    if (n == 1)
      g_assert_cmpuint (find_color (pixels, 0xc02020).n, >, 100000);
    else
      g_assert_cmpuint (find_color (pixels, 0xc02020).n, ==, 0);
  }
  g_unlink (path);
  g_unlink (own);
  g_rmdir (folder);
}

static cairo_status_t
count_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  *(gsize *) closure += length;
  return CAIRO_STATUS_SUCCESS;
}

/* The faces live as long as the surface needs them, though the layout is gone. */
static void
test_vectors (void)
{
  g_autoptr (WzStyle) style = load_style ();
  g_autoptr (WzIssue) issue = make_issue ("AI 论文周报", 9, "题目");
  g_autoptr (WzCoverText) text = text_of (issue);
  WzCoverLayout *layout;
  gsize size = 0;
  cairo_surface_t *surface;
  cairo_t *cr;

  if (style == NULL)
    return;
  layout = wz_cover_layout_new (text, style, NULL);
  surface = cairo_pdf_surface_create_for_stream (count_bytes, &size, WZ_COVER_WIDTH, WZ_COVER_HEIGHT);
  cr = cairo_create (surface);
  wz_cover_draw (layout, cr);
  wz_cover_layout_free (layout);
  cairo_show_page (cr);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  g_assert_cmpuint (size, >, 5000);
  g_assert_cmpuint (size, <, 400000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/common/cover/text", test_text);
  g_test_add_func ("/common/cover/layout", test_layout);
  g_test_add_func ("/common/cover/strays", test_strays);
  g_test_add_func ("/common/cover/date-in-name", test_date_in_name);
  g_test_add_func ("/common/cover/O9-jpeg", test_jpeg);
  g_test_add_func ("/common/cover/O9-png", test_png);
  g_test_add_func ("/common/cover/vectors", test_vectors);
  g_test_add_func ("/common/cover/colors", test_colors);
  g_test_add_func ("/common/cover/picture", test_picture);
  g_test_add_func ("/common/cover/own-picture", test_own_picture);
  return g_test_run ();
}
