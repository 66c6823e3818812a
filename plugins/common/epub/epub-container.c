/* epub-container.c: the files of a book in their container. Standard: EPUB 3.3, 4 (OCF); epub-quality C1–C6.
 * SPDX-License-Identifier: MIT */
#include <wenzhai-kit/wz-epub.h>

#include <string.h>
#include <wenzhai-kit/wz-zip.h>

#define CONTAINER                                                                                            \
  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"                                                             \
  "<container version=\"1.0\" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">\n"                  \
  "<rootfiles>\n"                                                                                            \
  "<rootfile full-path=\"EPUB/package.opf\" media-type=\"application/oebps-package+xml\"/>\n"                \
  "</rootfiles>\n"                                                                                           \
  "</container>\n"
#define MIMETYPE "application/epub+zip"

WzEpubFile *
wz_epub_file_new (const gchar *name, const gchar *id, const gchar *media_type, GBytes *bytes)
{
  WzEpubFile *file = g_new0 (WzEpubFile, 1);

  file->name = g_strdup (name);
  file->id = g_strdup (id);
  file->media_type = g_strdup (media_type);
  file->bytes = g_bytes_ref (bytes);
  return file;
}

void
wz_epub_file_free (WzEpubFile *file)
{
  if (file == NULL)
    return;
  g_free (file->name);
  g_free (file->id);
  g_free (file->media_type);
  g_free (file->properties);
  g_bytes_unref (file->bytes);
  g_clear_pointer (&file->deflated, g_bytes_unref);
  g_free (file);
}

void
wz_epub_file_pack (WzEpubFile *file, WzDeflater *deflater)
{
  gsize length = 0;
  gconstpointer data = g_bytes_get_data (file->bytes, &length);

  file->crc = wz_deflate_crc32 (data, length);
  file->deflated = file->stored ? g_bytes_ref (file->bytes) : wz_deflater_pack (deflater, data, length);
}

static void
add_file (GPtrArray *zipped, const WzEpubFile *file)
{
  WzZipFile *one = wz_zip_file_new (file->name, file->bytes);

  one->stored = file->stored;
  one->packed = g_bytes_ref (file->deflated);
  one->crc = file->crc;
  g_ptr_array_add (zipped, one);
}

GBytes *
wz_epub_make_container (GPtrArray *files, GError **error)
{
  g_autoptr (GPtrArray) zipped = g_ptr_array_new_with_free_func ((GDestroyNotify) wz_zip_file_free);
  g_autoptr (GBytes) mimetype = g_bytes_new_static (MIMETYPE, strlen (MIMETYPE));
  g_autoptr (GBytes) container = g_bytes_new_static (CONTAINER, strlen (CONTAINER));
  WzZipFile *first = wz_zip_file_new ("mimetype", mimetype);

  first->stored = TRUE; /* C1: first, stored */
  g_ptr_array_add (zipped, first);
  g_ptr_array_add (zipped, wz_zip_file_new ("META-INF/container.xml", container));
  for (guint i = 0; i < files->len; i++)
    add_file (zipped, g_ptr_array_index (files, i));
  return wz_zip_write (zipped, error);
}
