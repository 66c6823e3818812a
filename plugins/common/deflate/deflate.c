/* deflate.c: a thin layer over libdeflate. In: bytes. Out: fewer, or those again. Standards: RFC 1950, RFC
 * 1951. SPDX-License-Identifier: MIT */
#include <wenzhai-kit/wz-deflate.h>

#include <libdeflate.h>

struct _WzDeflater {
  struct libdeflate_compressor *compressor;
};

WzDeflater *
wz_deflater_new (gint level)
{
  WzDeflater *deflater = g_new0 (WzDeflater, 1);

  deflater->compressor = libdeflate_alloc_compressor (level);
  if (deflater->compressor == NULL)
    g_error ("libdeflate: failed to allocate memory");
  return deflater;
}

void
wz_deflater_free (WzDeflater *deflater)
{
  if (deflater == NULL)
    return;
  libdeflate_free_compressor (deflater->compressor);
  g_free (deflater);
}

/* @out has room for whatever comes: a packed length of 0 can't be. */
static GBytes *
take (guint8 *out, gsize packed)
{
  g_assert (packed > 0);
  return g_bytes_new_take (g_realloc (out, packed), packed);
}

GBytes *
wz_deflater_pack (WzDeflater *deflater, gconstpointer data, gsize length)
{
  gsize room = libdeflate_deflate_compress_bound (deflater->compressor, length);
  guint8 *out = g_malloc (room);

  return take (out, libdeflate_deflate_compress (deflater->compressor, data, length, out, room));
}

GBytes *
wz_deflater_pack_zlib (WzDeflater *deflater, gconstpointer data, gsize length)
{
  gsize room = libdeflate_zlib_compress_bound (deflater->compressor, length);
  guint8 *out = g_malloc (room);

  return take (out, libdeflate_zlib_compress (deflater->compressor, data, length, out, room));
}

/* libdeflate wants room for all at once: it is doubled until there is enough. */
GBytes *
wz_deflate_unpack_zlib (gconstpointer data, gsize length, gsize max)
{
  struct libdeflate_decompressor *decompressor = libdeflate_alloc_decompressor ();
  if (decompressor == NULL)
    g_error ("libdeflate: failed to allocate memory");
  enum libdeflate_result result = LIBDEFLATE_INSUFFICIENT_SPACE;
  gsize room = MIN (max, MAX (length, 1024)), written = 0;
  g_autofree guint8 *out = NULL;
  while (result == LIBDEFLATE_INSUFFICIENT_SPACE && (out == NULL || room < max)) {
    room = out == NULL ? room : room <= max / 2 ? 2 * room : max;
    g_free (out);
    out = g_malloc (MAX (room, 1));
    result = libdeflate_zlib_decompress (decompressor, data, length, out, room, &written);
  }
  libdeflate_free_decompressor (decompressor);
  return result == LIBDEFLATE_SUCCESS ? g_bytes_new_take (g_steal_pointer (&out), written) : NULL;
}

guint32
wz_deflate_crc32 (gconstpointer data, gsize length)
{
  return libdeflate_crc32 (0, data, length);
}
