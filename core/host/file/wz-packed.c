/* wz-packed.c: packing and unpacking, by GIO. SPDX-License-Identifier: MIT
 *
 * Of ZIP what APPNOTE 6.3 has for archives of less than 4 GiB whose files are stored or deflated: every EPUB
 * is one. Places and lengths in an archive are anybody's, and are looked at before they are used.
 */
#include "host/file/wz-packed.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include <wenzhai/wz-error.h>

enum {
  LEVEL = 6, /* of 9: what is above costs time and saves nothing here */
  CHUNK = 64 * 1024,
  /* of ZIP */
  END_SIZE = 22,
  DIRECTORY_SIZE = 46,
  HEADER_SIZE = 30,
  STORED = 0,
  DEFLATED = 8
};

/* All of @data through @converter; FALSE with its error, or with one where more than @max_bytes come out. */
static gboolean
convert (GConverter *converter, const gchar *data, gsize length, gsize max_bytes, GByteArray *out,
         GError **error)
{
  g_autofree guint8 *chunk = g_malloc (CHUNK);
  GConverterResult result = G_CONVERTER_CONVERTED;
  while (result != G_CONVERTER_FINISHED) {
    gsize taken, given;
    result = g_converter_convert (converter, data, length, chunk, CHUNK, G_CONVERTER_INPUT_AT_END, &taken,
                                  &given, error);
    if (result == G_CONVERTER_ERROR)
      return FALSE;
    if (given > max_bytes - out->len) {
      g_set_error (error, WZ_READ_ERROR, WZ_READ_ERROR_LIMIT, _ ("is more than %u MiB when it is unpacked"),
                   (guint) (max_bytes / (1024 * 1024)));
      return FALSE;
    }
    g_byte_array_append (out, chunk, (guint) given);
    data += taken;
    length -= taken;
  }
  return TRUE;
}

GBytes *
wz_packed_new (gconstpointer data, gsize length)
{
  g_autoptr (GZlibCompressor) packer = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, LEVEL);
  GByteArray *out = g_byte_array_new ();
  convert (G_CONVERTER (packer), data, length, G_MAXUINT, out, NULL); /* nothing in it can fail */
  return g_byte_array_free_to_bytes (out);
}

/* ---- Unpacking ---- */

static gchar *
read_whole (const gchar *path, gsize *length, GError **error)
{
  gchar *data = NULL;
  g_autoptr (GError) why = NULL;
  if (!g_file_get_contents (path, &data, length, &why))
    g_set_error (error, WZ_READ_ERROR, WZ_READ_ERROR_IO, "%s", why->message);
  return data;
}

static gchar *
unpack (const gchar *path, GZlibCompressorFormat format, const gchar *data, gsize packed, gsize max_bytes,
        gsize *length, GError **error)
{
  g_autoptr (GZlibDecompressor) unpacker = g_zlib_decompressor_new (format);
  g_autoptr (GByteArray) out = g_byte_array_new ();
  g_autoptr (GError) why = NULL;
  if (!convert (G_CONVERTER (unpacker), data, packed, max_bytes, out, &why)) {
    g_set_error (error, WZ_READ_ERROR, why->domain == WZ_READ_ERROR ? why->code : WZ_READ_ERROR_IO, "%s: %s",
                 path, why->message);
    return NULL;
  }
  *length = out->len;
  g_byte_array_append (out, (const guint8 *) "", 1);
  return (gchar *) g_byte_array_free (g_steal_pointer (&out), FALSE);
}

gchar *
wz_packed_read_file (const gchar *path, gsize max_bytes, gsize *length, GError **error)
{
  g_autofree gchar *data = read_whole (path, length, error);
  if (data == NULL || *length < 2 || memcmp (data, "\x1f\x8b", 2) != 0)
    return g_steal_pointer (&data);
  return unpack (path, G_ZLIB_COMPRESSOR_FORMAT_GZIP, data, *length, max_bytes, length, error);
}

/* ---- One file of a ZIP archive ---- */

typedef struct {
  const gchar *data;
  gsize length;
} Archive;

/* @size bytes at @offset, if they are there and begin with this signature. */
static const guint8 *
look_at (const Archive *archive, guint64 offset, gsize size, const gchar *signature)
{
  if (offset > archive->length || size > archive->length - offset)
    return NULL;
  const gchar *at = archive->data + offset;
  return memcmp (at, signature, 4) == 0 ? (const guint8 *) at : NULL;
}

static guint
get_u16 (const guint8 *p)
{
  return p[0] | (guint) p[1] << 8;
}

static guint32
get_u32 (const guint8 *p)
{
  return get_u16 (p) | (guint32) get_u16 (p + 2) << 16;
}

/* The record at the end, behind which a comment may stand. */
static const guint8 *
find_end (const Archive *archive)
{
  for (gsize back = END_SIZE; back <= archive->length && back <= END_SIZE + G_MAXUINT16; back++) {
    const guint8 *end = look_at (archive, archive->length - back, END_SIZE, "PK\5\6");
    if (end != NULL)
      return end;
  }
  return NULL;
}

/* The row of the directory that has the file; NULL for none. */
static const guint8 *
find_row (const Archive *archive, const gchar *member)
{
  const guint8 *end = find_end (archive);
  guint64 offset = end != NULL ? get_u32 (end + 16) : 0;
  for (guint i = 0; end != NULL && i < get_u16 (end + 10); i++) {
    const guint8 *row = look_at (archive, offset, DIRECTORY_SIZE, "PK\1\2");
    gsize size = row != NULL ? get_u16 (row + 28) : 0;
    if (row == NULL || look_at (archive, offset, DIRECTORY_SIZE + size, "PK\1\2") == NULL)
      return NULL;
    if (size == strlen (member) && memcmp (row + DIRECTORY_SIZE, member, size) == 0)
      return row;
    offset += DIRECTORY_SIZE + size + get_u16 (row + 30) + get_u16 (row + 32);
  }
  return NULL;
}

gchar *
wz_packed_read_member (const gchar *path, const gchar *member, gsize max_bytes, gsize *length, GError **error)
{
  g_autofree gchar *data = read_whole (path, length, error);
  if (data == NULL)
    return NULL;
  Archive archive = {data, *length};
  const guint8 *row = find_row (&archive, member);
  guint64 offset = row != NULL ? get_u32 (row + 42) : 0;
  const guint8 *header = row != NULL ? look_at (&archive, offset, HEADER_SIZE, "PK\3\4") : NULL;
  gsize packed = row != NULL ? get_u32 (row + 20) : 0;
  gsize before = header != NULL ? HEADER_SIZE + get_u16 (header + 26) + get_u16 (header + 28) : 0;
  guint method = row != NULL ? get_u16 (row + 10) : 0;
  if (header == NULL || look_at (&archive, offset, before + packed, "PK\3\4") == NULL ||
      (method != STORED && method != DEFLATED)) {
    g_set_error (error, WZ_READ_ERROR, WZ_READ_ERROR_NOT_DIGEST, _ ("%s: there is no %s in it"), path,
                 member);
    return NULL;
  }
  if (method == DEFLATED)
    return unpack (path, G_ZLIB_COMPRESSOR_FORMAT_RAW, (const gchar *) header + before, packed, max_bytes,
                   length, error);
  *length = packed;
  return g_strndup ((const gchar *) header + before, packed);
}
