/* epub-figures.c: pictures. In: resources that documents show. Out: files of core media types.
 * Requirements: epub-quality X10, S8, 3.4. SPDX-License-Identifier: MIT */
#include "epub-job.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include <wenzhai-kit/wz-image.h>

/* The 7-inch, 300 ppi class (epub-quality 3.4). */
#define MAX_WIDTH 1264
#define MAX_HEIGHT 1680

/* The file of @resource; NULL, with a diagnostic, where books can't take it. */
static WzEpubFile *
make_file (EpubJob *job, const WzResource *resource)
{
  WzImageTarget target = {MAX_WIDTH, MAX_HEIGHT, FALSE, 0};
  WzImageFormat format = WZ_IMAGE_UNKNOWN;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree gchar *name = NULL;
  WzEpubFile *file;

  target.grey = g_str_equal (wz_options_get_string (job->options, "images"), "grey");
  bytes = wz_image_recode (resource->bytes, &target, &format, &error);
  if (bytes == NULL) {
    wz_image_report (job->sink, &resource->position, error);
    return NULL;
  }
  name = g_strdup_printf ("EPUB/images/%s.%s", resource->id, wz_image_get_extension (format));
  file = wz_epub_file_new (name, resource->id, wz_image_get_media_type (format), bytes);
  file->stored = TRUE;
  wz_epub_file_pack (file, NULL);
  return file;
}

gchar *
epub_image_href (const WzResource *resource, gpointer user_data)
{
  EpubJob *job = user_data;
  const gchar *known = g_hash_table_lookup (job->image_names, resource->id);
  WzEpubFile *file;

  if (known == NULL) {
    gchar *path;

    file = make_file (job, resource);
    if (file != NULL)
      g_ptr_array_add (job->images, file);
    path = file != NULL ? g_strconcat ("..", strchr (file->name, '/'), NULL) : g_strdup ("");
    g_hash_table_insert (job->image_names, (gpointer) resource->id, path);
    known = path;
  }
  return *known != '\0' ? g_strdup (known) : NULL;
}
