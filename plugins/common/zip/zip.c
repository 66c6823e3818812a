/* zip.c: containers. In: files. Out: their bytes in one, and back. Standard: APPNOTE.TXT of PKWARE, as OCF
 * allows it (EPUB 3.3, 4); epub-quality C1–C6. SPDX-License-Identifier: MIT
 *
 * Files are deflated before, often in the threads that make them, and given to libzip as they are: a source
 * that knows method, sizes and checksum is copied. A source that did not know its size would get a zip64
 * field.
 */
#include <wenzhai-kit/wz-zip.h>

#include <glib/gi18n-lib.h>
#include <string.h>
#include <wenzhai-kit/wz-deflate.h>
#include <wenzhai/wz-error.h>
#include <zip.h>

/* 1980-01-01 00:00, the first time that ZIP knows (C5). */
#define DOS_TIME 0
#define DOS_DATE 33

WzZipFile *
wz_zip_file_new (const gchar *name, GBytes *bytes)
{
  WzZipFile *file = g_new0 (WzZipFile, 1);

  file->name = g_strdup (name);
  file->bytes = g_bytes_ref (bytes);
  return file;
}

void
wz_zip_file_free (WzZipFile *file)
{
  if (file == NULL)
    return;
  g_free (file->name);
  g_bytes_unref (file->bytes);
  g_clear_pointer (&file->packed, g_bytes_unref);
  g_free (file);
}

/* ---- Writing ---- */

typedef struct {
  const WzZipFile *file;
  gsize at;
  zip_error_t error;
} Source;

static void
fill_stat (const Source *source, zip_stat_t *stat)
{
  zip_stat_init (stat);
  stat->size = g_bytes_get_size (source->file->bytes);
  stat->comp_size = g_bytes_get_size (source->file->packed);
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
  const guint8 *bytes = g_bytes_get_data (source->file->packed, &size);
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
add_file (zip_t *archive, const WzZipFile *file, GError **error)
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
  if (index < 0) {
    zip_source_free (source); /* which is the archive's from there on only */
    return fail (archive, error);
  }
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

/* The files with nothing left to pack. */
static GPtrArray *
pack (const GPtrArray *files)
{
  g_autoptr (WzDeflater) deflater = wz_deflater_new (WZ_DEFLATE_LEVEL);
  GPtrArray *packed = g_ptr_array_new_with_free_func ((GDestroyNotify) wz_zip_file_free);

  for (guint i = 0; i < files->len; i++) {
    const WzZipFile *file = g_ptr_array_index (files, i);
    WzZipFile *own = wz_zip_file_new (file->name, file->bytes);
    gsize length = 0;
    gconstpointer data = g_bytes_get_data (file->bytes, &length);

    own->stored = file->stored;
    own->crc = file->packed != NULL ? file->crc : wz_deflate_crc32 (data, length);
    own->packed = file->stored           ? g_bytes_ref (file->bytes)
                  : file->packed != NULL ? g_bytes_ref (file->packed)
                                         : wz_deflater_pack (deflater, data, length);
    g_ptr_array_add (packed, own);
  }
  return packed;
}

GBytes *
wz_zip_write (const GPtrArray *files, GError **error)
{
  g_autoptr (GPtrArray) packed = pack (files);
  zip_error_t zip_error;
  zip_source_t *buffer;
  zip_t *archive;
  gboolean good = TRUE;
  GBytes *bytes = NULL;

  zip_error_init (&zip_error);
  buffer = zip_source_buffer_create (NULL, 0, 0, &zip_error);
  archive = buffer != NULL ? zip_open_from_source (buffer, ZIP_TRUNCATE, &zip_error) : NULL;
  if (archive == NULL)
    g_error ("libzip: %s", zip_error_strerror (&zip_error));
  zip_source_keep (buffer); /* zip_close() drops one reference */
  for (guint i = 0; i < packed->len && good; i++)
    good = add_file (archive, g_ptr_array_index (packed, i), error);
  if (good && zip_close (archive) != 0)
    good = fail (archive, error);
  else if (good)
    bytes = read_back (buffer, error);
  if (!good)
    zip_discard (archive);
  zip_source_free (buffer);
  zip_error_fini (&zip_error);
  return bytes;
}

/* ---- Reading ---- */

/* NULL with @error: damaged, or more than @left bytes. */
static WzZipFile *
read_file (zip_t *archive, zip_uint64_t i, gsize left, GError **error)
{
  zip_stat_t stat;
  g_autoptr (GBytes) bytes = NULL;

  if (zip_stat_index (archive, i, 0, &stat) != 0 || (stat.valid & ZIP_STAT_SIZE) == 0 ||
      (stat.valid & ZIP_STAT_NAME) == 0 || stat.size > left) {
    g_set_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_FAILED,
                 _ ("file %u of the container is damaged or too large"), (guint) i + 1);
    return NULL;
  }
  guint8 *data = g_malloc (MAX (1, stat.size));
  zip_file_t *file = zip_fopen_index (archive, i, 0);
  gboolean good = file != NULL && zip_fread (file, data, stat.size) == (zip_int64_t) stat.size &&
                  zip_fread (file, &(guint8){0}, 1) == 0; /* the checksum is looked at behind the last byte */
  bytes = g_bytes_new_take (data, stat.size);
  if (file != NULL && zip_fclose (file) != 0)
    good = FALSE;
  if (!good) {
    g_set_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_FAILED, _ ("%s cannot be unpacked"), stat.name);
    return NULL;
  }
  WzZipFile *read = wz_zip_file_new (stat.name, bytes);
  read->stored = stat.comp_method == ZIP_CM_STORE;
  return read;
}

static GPtrArray *
read_all (zip_t *archive, gsize max_bytes, GError **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) wz_zip_file_free);
  zip_int64_t n = zip_get_num_entries (archive, 0);

  if (n <= 0) { /* no bytes at all are a container to libzip */
    g_set_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_FAILED, "%s", _ ("the container is empty"));
    return NULL;
  }
  for (zip_int64_t i = 0; i < n; i++) {
    const gchar *name = zip_get_name (archive, (zip_uint64_t) i, 0);
    WzZipFile *file;

    if (name != NULL && g_str_has_suffix (name, "/"))
      continue;
    file = read_file (archive, (zip_uint64_t) i, max_bytes, error);
    if (file == NULL)
      return NULL;
    max_bytes -= g_bytes_get_size (file->bytes);
    g_ptr_array_add (files, file);
  }
  return g_steal_pointer (&files);
}

GPtrArray *
wz_zip_read (GBytes *container, gsize max_bytes, GError **error)
{
  gsize length = 0;
  gconstpointer data = g_bytes_get_data (container, &length);
  GPtrArray *files = NULL;
  zip_error_t zip_error;
  zip_source_t *source;
  zip_t *archive;

  zip_error_init (&zip_error);
  source = zip_source_buffer_create (data, length, 0, &zip_error);
  archive = source != NULL ? zip_open_from_source (source, ZIP_RDONLY | ZIP_CHECKCONS, &zip_error) : NULL;
  if (archive != NULL) {
    files = read_all (archive, max_bytes, error);
    zip_discard (archive);
  } else {
    g_set_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_FAILED, _ ("libzip: %s"),
                 zip_error_strerror (&zip_error));
    zip_source_free (source);
  }
  zip_error_fini (&zip_error);
  return files;
}
