/* kindle-bytes: big-endian fields, variable-width integers and base 32.
 *
 * In: numbers and runs of bytes. Out: the same, laid out as PalmDB, MOBI and KF8 want them. */
#include "kindle-bytes.h"

#include <string.h>

void
kindle_put_u8 (GByteArray *out, guint value)
{
  guint8 byte = (guint8) value;
  g_assert (value <= 0xff);
  g_byte_array_append (out, &byte, 1);
}

void
kindle_put_u16 (GByteArray *out, guint value)
{
  const guint8 bytes[2] = {(guint8) (value >> 8), (guint8) value};
  g_assert (value <= 0xffff);
  g_byte_array_append (out, bytes, sizeof bytes);
}

void
kindle_put_u32 (GByteArray *out, guint32 value)
{
  const guint8 bytes[4] = {(guint8) (value >> 24), (guint8) (value >> 16), (guint8) (value >> 8),
                           (guint8) value};
  g_byte_array_append (out, bytes, sizeof bytes);
}

void
kindle_put_bytes (GByteArray *out, gconstpointer data, gsize length)
{
  g_assert (length <= G_MAXUINT - out->len);
  if (length > 0)
    g_byte_array_append (out, data, (guint) length);
}

void
kindle_put_string (GByteArray *out, const gchar *text)
{
  kindle_put_bytes (out, text, strlen (text));
}

void
kindle_put_zeros (GByteArray *out, gsize count)
{
  guint old = out->len;
  g_assert (count <= G_MAXUINT - old);
  g_byte_array_set_size (out, old + (guint) count);
  memset (out->data + old, 0, count);
}

void
kindle_pad_to_4 (GByteArray *out)
{
  kindle_put_zeros (out, (4 - out->len % 4) % 4);
}

void
kindle_set_u32 (GByteArray *out, gsize offset, guint32 value)
{
  g_assert (offset + 4 <= out->len);
  for (guint i = 0; i < 4; i++)
    out->data[offset + i] = (guint8) (value >> (24 - 8 * i));
}

guint
kindle_vwi_length (guint32 value)
{
  guint length = 1;
  for (; value > 0x7f; value >>= 7)
    length++;
  return length;
}

void
kindle_put_vwi (GByteArray *out, guint32 value)
{
  guint length = kindle_vwi_length (value);
  for (guint i = length; i-- > 0;)
    kindle_put_u8 (out, ((value >> (7 * i)) & 0x7f) | (i == 0 ? 0x80 : 0));
}

void
kindle_put_vwi_backward (GByteArray *out, guint32 value)
{
  guint length = kindle_vwi_length (value);
  g_assert (length <= 4);
  for (guint i = length; i-- > 0;)
    kindle_put_u8 (out, ((value >> (7 * i)) & 0x7f) | (i == length - 1 ? 0x80 : 0));
}

guint16
kindle_get_u16 (const guint8 *data)
{
  return (guint16) (data[0] << 8 | data[1]);
}

guint32
kindle_get_u32 (const guint8 *data)
{
  return (guint32) data[0] << 24 | (guint32) data[1] << 16 | (guint32) data[2] << 8 | data[3];
}

gboolean
kindle_get_vwi (const guint8 **cursor, const guint8 *end, guint32 *value)
{
  guint64 sum = 0;
  for (guint i = 0; i < 5 && *cursor < end; i++) {
    guint8 byte = *(*cursor)++;
    sum = sum << 7 | (byte & 0x7f);
    if (byte & 0x80) {
      *value = (guint32) sum;
      return sum <= G_MAXUINT32;
    }
  }
  return FALSE;
}

void
kindle_format_base32 (gchar *out, guint64 value, guint width)
{
  guint length = width;
  if (width == 0) {
    length = 1;
    for (guint64 rest = value; rest > 31; rest >>= 5)
      length++;
  }
  g_assert (length >= 13 || value >> (5 * length) == 0);
  out[length] = '\0';
  for (guint i = length; i-- > 0; value >>= 5)
    out[i] = "0123456789ABCDEFGHIJKLMNOPQRSTUV"[value & 31];
}

gboolean
kindle_parse_base32 (const gchar *text, gsize length, guint64 *value)
{
  guint64 sum = 0;
  if (length < 1 || length > 12)
    return FALSE;
  for (gsize i = 0; i < length; i++) {
    gchar c = text[i];
    if (c >= '0' && c <= '9')
      sum = sum << 5 | (guint) (c - '0');
    else if (c >= 'A' && c <= 'V')
      sum = sum << 5 | (guint) (c - 'A' + 10);
    else
      return FALSE;
  }
  *value = sum;
  return TRUE;
}

GBytes *
kindle_bytes_from_array (GByteArray *array)
{
  return g_byte_array_free_to_bytes (array);
}
