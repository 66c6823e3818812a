/* html-media.c: pictures, cover, fonts. In: resources, the galley, the characters shown. Out: `data:`
 * addresses, which hold all of a file. Standard: RFC 2397. SPDX-License-Identifier: MIT */
#include "html-job.h"

#include <string.h>

#include <wenzhai-kit/wz-cover.h>
#include <wenzhai-kit/wz-font-choice.h>
#include <wenzhai-kit/wz-image.h>

/* Twice the pixels of the column, for dense screens; a file of many pictures is still one that is sent by
 * mail. */
#define IMAGE_SIDE 1440
#define IMAGE_BYTES (384 * 1024)
/* Beside the title, dense again. */
#define PICTURE_WIDTH 480
#define PICTURE_HEIGHT 640

static gchar *
dup_address (const gchar *media_type, GBytes *bytes)
{
  gsize size;
  const guchar *data = g_bytes_get_data (bytes, &size);
  g_autofree gchar *text = g_base64_encode (data, size);

  return g_strconcat ("data:", media_type, ";base64,", text, NULL);
}

static gchar *
make_address (HtmlJob *html, const WzResource *resource)
{
  WzImageTarget target = {.max_width = IMAGE_SIDE, .max_height = IMAGE_SIDE, .max_bytes = IMAGE_BYTES};
  WzImageFormat format = WZ_IMAGE_UNKNOWN;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  target.grey = g_str_equal (wz_options_get_string (html->options, "images"), "grey");
  bytes = wz_image_recode (resource->bytes, &target, &format, &error);
  if (bytes != NULL)
    return dup_address (wz_image_get_media_type (format), bytes);
  wz_image_report (html->sink, &resource->position, error);
  return g_strdup ("");
}

gchar *
html_image_href (const WzResource *resource, gpointer user_data)
{
  HtmlJob *html = user_data;
  const gchar *known = g_hash_table_lookup (html->images, resource->id);

  if (known == NULL) {
    gchar *address = make_address (html, resource);

    g_hash_table_insert (html->images, (gpointer) resource->id, address);
    known = address;
  }
  return *known != '\0' ? g_strdup (known) : NULL;
}

gchar *
html_dup_cover (HtmlJob *html, gchar **alt, GError **error)
{
  g_autoptr (WzCoverText) text = wz_cover_text_new (html->galley);
  g_autoptr (WzCoverLayout) layout = wz_cover_layout_new (text, html->style, error);
  g_autoptr (GBytes) bytes = NULL;

  if (layout == NULL)
    return NULL;
  wz_cover_layout_report (layout, html->sink);
  bytes = wz_cover_make_image (layout, PICTURE_WIDTH, PICTURE_HEIGHT, error);
  if (bytes == NULL)
    return NULL;
  *alt = wz_cover_dup_alt (text);
  return dup_address (wz_cover_get_media_type (text), bytes);
}

void
html_embed_fonts (HtmlJob *html)
{
  WzFontChoiceJob fonts = {
      .galley = html->galley, .style = html->style, .sink = html->sink, .characters = html->characters};
  g_autoptr (GPtrArray) choices = html->credits != NULL ? wz_font_choice_make (&fonts) : NULL;

  for (guint i = 0; choices != NULL && i < choices->len; i++) {
    const WzFontChoice *choice = g_ptr_array_index (choices, i);
    gchar *family = wz_font_choice_dup_family ("wenzhai", choice->family);
    gchar *address = dup_address (choice->subset->media_type, choice->subset->data);
    WzBookCssFace face = {family, address, choice->weight, FALSE};

    g_ptr_array_add (html->face_strings, family);
    g_ptr_array_add (html->face_strings, address);
    g_array_append_val (html->faces, face);
  }
}
