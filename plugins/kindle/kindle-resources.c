/* kindle-resources: pictures and fonts as records.
 *
 * In: a resource of the book. Out: its record: a picture as it is, a font inflated-size first and zlib
 * behind. Follows the KF8 reference, section 6. */
#include "kindle-resources.h"

#include "kindle-bytes.h"
#include "kindle-palmdb.h"

#include <wenzhai-kit/wz-deflate.h>

#include <glib/gi18n-lib.h>
#include <string.h>

#define FONT_HEADER_SIZE 24
#define FONT_FLAG_ZLIB 1

gboolean
kindle_resource_is_font (const KindleFile *resource)
{
  return g_str_has_prefix (resource->media_type, "font/");
}

const gchar *
kindle_resource_sniff (const guint8 *data, gsize length)
{
  static const struct {
    const gchar *magic;
    gsize length;
    const gchar *media_type;
  } types[] = {
      {"\377\330\377", 3, "image/jpeg"},
      {"\211PNG\r\n\032\n", 8, "image/png"},
      {"GIF87a", 6, "image/gif"},
      {"GIF89a", 6, "image/gif"},
      {"BM", 2, "image/bmp"},
      {"OTTO", 4, "font/otf"},
      {"\000\001\000\000", 4, "font/ttf"},
      {"true", 4, "font/ttf"},
  };
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (length >= types[i].length && memcmp (data, types[i].magic, types[i].length) == 0)
      return types[i].media_type;
  return NULL;
}

/* KF8 reference 6.3. No XOR: its key would be random, and readers differ in how they undo it. */
static GBytes *
make_font (const guint8 *data, gsize length)
{
  g_autoptr (WzDeflater) deflater = wz_deflater_new (WZ_DEFLATE_LEVEL);
  g_autoptr (GBytes) packed = wz_deflater_pack_zlib (deflater, data, length);
  GByteArray *out = g_byte_array_new ();
  kindle_put_string (out, "FONT");
  kindle_put_u32 (out, (guint32) length); /* 4: size of the font file */
  kindle_put_u32 (out, FONT_FLAG_ZLIB);   /* 8: flags */
  kindle_put_u32 (out, FONT_HEADER_SIZE); /* 12: where the data begins */
  kindle_put_u32 (out, 0);                /* 16: XOR key length */
  kindle_put_u32 (out, FONT_HEADER_SIZE); /* 20: where the key begins */
  g_byte_array_append (out, g_bytes_get_data (packed, NULL), (guint) g_bytes_get_size (packed));
  return kindle_bytes_from_array (out);
}

GBytes *
kindle_resource_make_record (const KindleFile *resource, GError **error)
{
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (resource->bytes, &length);
  const gchar *media_type = kindle_resource_sniff (data, length);
  if (!media_type || strcmp (media_type, resource->media_type) != 0) {
    g_set_error (error, KINDLE_ERROR, KINDLE_ERROR_LIMIT, _ ("%s is not %s"), resource->name,
                 resource->media_type);
    return NULL;
  }
  if (kindle_resource_is_font (resource))
    return make_font (data, length);
  if (length > KINDLE_IMAGE_LIMIT) {
    g_set_error (error, KINDLE_ERROR, KINDLE_ERROR_LIMIT, _ ("%s has %zu bytes, KF8 takes %d"),
                 resource->name, length, KINDLE_IMAGE_LIMIT);
    return NULL;
  }
  return g_bytes_ref (resource->bytes);
}
