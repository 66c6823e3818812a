/* kindle-media: the book's pictures, cover and fonts.
 *
 * In: resources of the issue, the style's faces. Out: resources of the book: pictures recoded to what KF8
 * takes (KF8 reference 6.1), cover and thumbnail (6.2), fonts (6.3). What can't be had is reported and left
 * out. */
#include "kindle-media.h"

#include "kindle-resources.h"

#include <wenzhai-kit/wz-cover.h>
#include <wenzhai-kit/wz-font-choice.h>
#include <wenzhai-kit/wz-image.h>

#include <glib/gi18n-lib.h>

/* Ample for a page at 300 ppi (KF8 reference 6.1). */
#define IMAGE_SIDE 1600
/* KF8 reference 6.2: calibre's size, at most 16 KB; 9 KB is usual for a page of text at this quality. */
#define THUMBNAIL_WIDTH 180
#define THUMBNAIL_HEIGHT 240
#define THUMBNAIL_QUALITY 70

struct _KindleMedia {
  WzDiagSink *sink;
  GHashTable *images; /* id of a resource → path, or the empty string for what was refused */
  GArray *faces;      /* of WzBookCssFace */
  GPtrArray *strings; /* what the faces point to */
};

KindleMedia *
kindle_media_new (WzDiagSink *sink)
{
  KindleMedia *media = g_new0 (KindleMedia, 1);
  media->sink = sink;
  media->images = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  media->faces = g_array_new (FALSE, FALSE, sizeof (WzBookCssFace));
  media->strings = g_ptr_array_new_with_free_func (g_free);
  return media;
}

void
kindle_media_free (KindleMedia *media)
{
  if (!media)
    return;
  g_hash_table_unref (media->images);
  g_array_unref (media->faces);
  g_ptr_array_unref (media->strings);
  g_free (media);
}

static gchar *
add_recoded (KindleMedia *media, KindleBook *book, const WzResource *resource)
{
  const WzImageTarget target = {
      .max_width = IMAGE_SIDE, .max_height = IMAGE_SIDE, .max_bytes = KINDLE_IMAGE_LIMIT};
  WzImageFormat format = WZ_IMAGE_UNKNOWN;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = wz_image_recode (resource->bytes, &target, &format, &error);
  if (bytes && g_bytes_get_size (bytes) > KINDLE_IMAGE_LIMIT)
    g_set_error (&error, G_FILE_ERROR, G_FILE_ERROR_FAILED, _ ("%u bytes, a Kindle takes %u"),
                 (guint) g_bytes_get_size (bytes), KINDLE_IMAGE_LIMIT);
  if (error) {
    wz_image_report (media->sink, &resource->position, error);
    return g_strdup ("");
  }
  gchar *path = g_strdup_printf ("images/%s.%s", resource->id, wz_image_get_extension (format));
  kindle_book_add_resource (book, path, wz_image_get_media_type (format), bytes);
  return path;
}

const gchar *
kindle_media_add_image (KindleMedia *media, KindleBook *book, const WzResource *resource)
{
  const gchar *path = g_hash_table_lookup (media->images, resource->id);
  if (!path) {
    gchar *added = add_recoded (media, book, resource);
    g_hash_table_insert (media->images, g_strdup (resource->id), added);
    path = added;
  }
  return *path != '\0' ? path : NULL;
}

/* From the cover's file: scaled while it is decoded, which is cheaper than drawing anew, and opens no face
 * twice. */
static GBytes *
make_thumbnail (GBytes *cover, GError **error)
{
  const WzImageTarget target = {.max_width = THUMBNAIL_WIDTH, .max_height = THUMBNAIL_HEIGHT, .grey = TRUE};
  g_autoptr (WzImagePixels) pixels = wz_image_decode (cover, &target, error);
  return pixels ? wz_image_encode_jpeg (pixels, THUMBNAIL_QUALITY) : NULL;
}

void
kindle_media_add_cover (KindleMedia *media, KindleBook *book, const WzGalley *galley, const WzStyle *style)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WzCoverText) text = wz_cover_text_new (galley);
  g_autoptr (WzCoverLayout) layout = wz_cover_layout_new (text, style, &error);
  g_autoptr (GBytes) cover =
      layout ? wz_cover_make_jpeg (layout, WZ_COVER_WIDTH, WZ_COVER_HEIGHT, KINDLE_IMAGE_LIMIT, &error)
             : NULL;
  if (layout)
    wz_cover_layout_report (layout, media->sink);
  g_autoptr (GBytes) thumbnail = cover ? make_thumbnail (cover, &error) : NULL;
  if (!thumbnail) {
    wz_diag_report (media->sink, WZ_SEVERITY_WARNING, "cover-left-out", NULL, _ ("the book has no cover: %s"),
                    error->message);
    return;
  }
  book->cover = (gint) kindle_book_add_resource (book, "images/cover.jpg", "image/jpeg", cover);
  kindle_book_add_resource (book, "images/thumbnail.jpg", "image/jpeg", thumbnail);
}

void
kindle_media_add_fonts (KindleMedia *media, KindleBook *book, const WzGalley *galley, const WzStyle *style,
                        WzCharSet *const *characters, gboolean strays_only)
{
  WzFontChoiceJob fonts = {.galley = galley,
                           .style = style,
                           .sink = media->sink,
                           .characters = characters,
                           .strays_only = strays_only};
  g_autoptr (GPtrArray) choices = wz_font_choice_make (&fonts);
  for (guint i = 0; i < choices->len; i++) {
    const WzFontChoice *face = g_ptr_array_index (choices, i);
    gchar *path = g_strdup_printf ("fonts/%s.%s", face->name, face->subset->extension);
    kindle_book_add_resource (book, path, face->subset->media_type, face->subset->data);
    g_ptr_array_add (media->strings, path);
    gchar *family = wz_font_choice_dup_family ("Wenzhai Serif", face->family);
    g_ptr_array_add (media->strings, family);
    WzBookCssFace css = {family, path, face->weight, strays_only};
    g_array_append_val (media->faces, css);
  }
}

const WzBookCssFace *
kindle_media_get_faces (const KindleMedia *media, guint *n_faces)
{
  *n_faces = media->faces->len;
  return (const WzBookCssFace *) (gconstpointer) media->faces->data;
}
