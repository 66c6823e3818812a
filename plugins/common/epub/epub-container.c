/* epub-container.c: the ZIP. In: files. Out: the book's bytes. Standard: EPUB 3.3, 4 (OCF); epub-quality
 * C1–C6. SPDX-License-Identifier: MIT
 *
 * Files are deflated before (in the threads that make them) and given to libzip as they are: a source that
 * knows method, sizes and checksum is copied. A source that did not know its size would get a zip64 field.
 */
#include <wenzhai-kit/wz-epub.h>

#include <glib/gi18n-lib.h>
#include <string.h>
#include <zip.h>

#define CONTAINER                                                                                            \
  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"                                                             \
  "<container version=\"1.0\" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">\n"                  \
  "<rootfiles>\n"                                                                                            \
  "<rootfile full-path=\"EPUB/package.opf\" media-type=\"application/oebps-package+xml\"/>\n"                \
  "</rootfiles>\n"                                                                                           \
  "</container>\n"
#define MIMETYPE "application/epub+zip"

/* 1980-01-01 00:00, the first time that ZIP knows (C5). */
#define DOS_TIME 0
#define DOS_DATE 33

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

/* ---- libzip
 * ------------------------------------------------------------------------------------------------- */

typedef struct {
  const WzEpubFile *file;
  gsize at;
  zip_error_t error;
} Source;

static void
fill_stat (const Source *source, zip_stat_t *stat)
{
  zip_stat_init (stat);
  stat->size = g_bytes_get_size (source->file->bytes);
  stat->comp_size = g_bytes_get_size (source->file->deflated);
  stat->crc = source->file->crc;
  stat->comp_method = source->file->stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE;
  stat->encryption_method = ZIP_EM_NONE;
  stat->valid =
      ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_CRC | ZIP_STAT_COMP_METHOD | ZIP_STAT_ENCRYPTION_METHOD;
}

static zip_int64_t
serve (void *user_data, void *data, zip_uint64_t length, zip_source_cmd_t command)
{
  Source *source = user_data;
  gsize size = 0;
  const guint8 *bytes = g_bytes_get_data (source->file->deflated, &size);
  gsize n;

  switch (command) {
  case ZIP_SOURCE_SUPPORTS:
    return zip_source_make_command_bitmap (ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE,
                                           ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE, -1);
  case ZIP_SOURCE_OPEN:
    source->at = 0;
    return 0;
  case ZIP_SOURCE_READ:
    n = MIN (size - source->at, (gsize) length);
    memcpy (data, bytes + source->at, n);
    source->at += n;
    return (zip_int64_t) n;
  case ZIP_SOURCE_CLOSE:
    return 0;
  case ZIP_SOURCE_STAT:
    fill_stat (source, data);
    return sizeof (zip_stat_t);
  case ZIP_SOURCE_ERROR:
    return zip_error_to_data (&source->error, data, length);
  case ZIP_SOURCE_FREE:
    zip_error_fini (&source->error);
    g_free (source);
    return 0;
  default:
    zip_error_set (&source->error, ZIP_ER_OPNOTSUPP, 0);
    return -1;
  }
}

static gboolean
fail (zip_t *archive, GError **error)
{
  g_set_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_FAILED, _ ("libzip: %s"), zip_strerror (archive));
  return FALSE;
}

/* C2: fixed time and mode, no extra fields, method 0 or 8. */
static gboolean
add_file (zip_t *archive, const WzEpubFile *file, GError **error)
{
  Source *data = g_new0 (Source, 1);
  zip_source_t *source;
  zip_int64_t index;

  data->file = file;
  zip_error_init (&data->error);
  source = zip_source_function (archive, serve, data);
  /* Bit 11 of the flags would say UTF-8, which newer versions of libzip set for ASCII too when told so. */
  index = source != NULL ? zip_file_add (archive, file->name, source,
                                         g_str_is_ascii (file->name) ? ZIP_FL_ENC_GUESS : ZIP_FL_ENC_UTF_8)
                         : -1;
  if (index < 0)
    return fail (archive, error);
  if (zip_set_file_compression (archive, (zip_uint64_t) index, file->stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE,
                                9) != 0 ||
      zip_file_set_dostime (archive, (zip_uint64_t) index, DOS_TIME, DOS_DATE, 0) != 0 ||
      zip_file_set_external_attributes (archive, (zip_uint64_t) index, 0, ZIP_OPSYS_UNIX, 0100644u << 16) !=
          0)
    return fail (archive, error);
  return TRUE;
}

/* The whole archive from libzip's buffer. */
static GBytes *
read_back (zip_source_t *buffer, GError **error)
{
  zip_stat_t stat;
  guint8 *bytes;

  zip_stat_init (&stat);
  if (zip_source_stat (buffer, &stat) != 0 || zip_source_open (buffer) != 0) {
    g_set_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_FAILED, _ ("libzip: %s"),
                 zip_error_strerror (zip_source_error (buffer)));
    return NULL;
  }
  bytes = g_malloc (stat.size);
  if (zip_source_read (buffer, bytes, stat.size) != (zip_int64_t) stat.size)
    g_error ("libzip: its own buffer is short");
  zip_source_close (buffer);
  return g_bytes_new_take (bytes, stat.size);
}

GBytes *
wz_epub_make_container (GPtrArray *files, WzDeflater *deflater, GError **error)
{
  g_autoptr (GBytes) mime_bytes = g_bytes_new_static (MIMETYPE, strlen (MIMETYPE));
  g_autoptr (GBytes) container_bytes = g_bytes_new_static (CONTAINER, strlen (CONTAINER));
  WzEpubFile *mimetype = wz_epub_file_new ("mimetype", NULL, NULL, mime_bytes);
  WzEpubFile *container = wz_epub_file_new ("META-INF/container.xml", NULL, NULL, container_bytes);
  zip_error_t zip_error;
  zip_source_t *buffer;
  zip_t *archive;
  gboolean good;
  GBytes *bytes = NULL;

  mimetype->stored = TRUE; /* C1: first, stored */
  wz_epub_file_pack (mimetype, NULL);
  wz_epub_file_pack (container, deflater);
  zip_error_init (&zip_error);
  buffer = zip_source_buffer_create (NULL, 0, 0, &zip_error);
  archive = buffer != NULL ? zip_open_from_source (buffer, ZIP_TRUNCATE, &zip_error) : NULL;
  if (archive == NULL)
    g_error ("libzip: %s", zip_error_strerror (&zip_error));
  zip_source_keep (buffer); /* zip_close() drops one reference */
  good = add_file (archive, mimetype, error) && add_file (archive, container, error);
  for (guint i = 0; i < files->len && good; i++)
    good = add_file (archive, g_ptr_array_index (files, i), error);
  if (good && zip_close (archive) != 0)
    good = fail (archive, error);
  else if (good)
    bytes = read_back (buffer, error);
  if (!good)
    zip_discard (archive);
  zip_source_free (buffer);
  zip_error_fini (&zip_error);
  wz_epub_file_free (mimetype);
  wz_epub_file_free (container);
  return bytes;
}
