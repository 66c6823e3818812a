/* preview-epub.c: an EPUB in memory. SPDX-License-Identifier: MIT */
#include "preview/preview-epub.h"

#include <zip.h>

#include <gio/gio.h>
#include <string.h>

#define MOST_BYTES (64 * 1024 * 1024) /* of one file, unpacked */

struct _PreviewEpub {
  gchar *data;
  zip_t *zip;
};

static const struct {
  const gchar *ending, *type;
} types[] = {
    {".xhtml", "application/xhtml+xml"},
    {".html", "application/xhtml+xml"},
    {".opf", "application/xml"},
    {".ncx", "application/xml"},
    {".xml", "application/xml"},
    {".css", "text/css"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".jpeg", "image/jpeg"},
    {".gif", "image/gif"},
    {".webp", "image/webp"},
    {".svg", "image/svg+xml"},
    {".otf", "font/otf"},
    {".ttf", "font/ttf"},
    {".woff", "font/woff"},
    {".woff2", "font/woff2"},
};

PreviewEpub *
preview_epub_new (const gchar *path, GError **error)
{
  gsize length;
  zip_error_t wrong;
  PreviewEpub *epub = g_new0 (PreviewEpub, 1);
  if (g_file_get_contents (path, &epub->data, &length, error)) {
    zip_error_init (&wrong);
    zip_source_t *source = zip_source_buffer_create (epub->data, length, 0, &wrong);
    epub->zip = source != NULL ? zip_open_from_source (source, ZIP_RDONLY, &wrong) : NULL;
    if (epub->zip == NULL && source != NULL)
      zip_source_free (source);
    if (epub->zip == NULL)
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s: %s", path, zip_error_strerror (&wrong));
    zip_error_fini (&wrong);
  }
  if (epub->zip != NULL)
    return epub;
  preview_epub_free (epub);
  return NULL;
}

void
preview_epub_free (PreviewEpub *epub)
{
  if (epub == NULL)
    return;
  if (epub->zip != NULL)
    zip_discard (epub->zip);
  g_free (epub->data);
  g_free (epub);
}

static const gchar *
find_type (const gchar *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_str_has_suffix (name, types[i].ending))
      return types[i].type;
  return "application/octet-stream";
}

GBytes *
preview_epub_read (PreviewEpub *epub, const gchar *name, const gchar **type)
{
  zip_stat_t info;
  if (zip_stat (epub->zip, name, 0, &info) != 0 || !(info.valid & ZIP_STAT_SIZE) || info.size > MOST_BYTES)
    return NULL;
  zip_file_t *file = zip_fopen_index (epub->zip, info.index, 0);
  if (file == NULL)
    return NULL;
  gchar *data = g_malloc (MAX (info.size, 1));
  gboolean whole = zip_fread (file, data, info.size) == (zip_int64_t) info.size;
  zip_fclose (file);
  *type = find_type (name);
  if (whole)
    return g_bytes_new_take (data, info.size);
  g_free (data);
  return NULL;
}
