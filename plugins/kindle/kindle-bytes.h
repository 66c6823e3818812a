/* kindle-bytes: big-endian fields, variable-width integers and base 32, to and from memory.
 *
 * Every integer of the format goes through these functions, never through a struct cast: the files are
 * big-endian and their fields are not aligned. Appenders write at the end of a GByteArray; getters read from
 * memory whose bounds the caller has checked, except kindle_get_vwi(), which checks for itself. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The value that stands for "no such record" in every header field. */
#define KINDLE_NULL 0xffffffffu

void kindle_put_u8 (GByteArray *out, guint value);
void kindle_put_u16 (GByteArray *out, guint value);
void kindle_put_u32 (GByteArray *out, guint32 value);
void kindle_put_bytes (GByteArray *out, gconstpointer data, gsize length);
void kindle_put_string (GByteArray *out, const gchar *text);
void kindle_put_zeros (GByteArray *out, gsize count);
void kindle_pad_to_4 (GByteArray *out);
void kindle_set_u32 (GByteArray *out, gsize offset, guint32 value);

void kindle_put_vwi (GByteArray *out, guint32 value);
void kindle_put_vwi_backward (GByteArray *out, guint32 value);
guint kindle_vwi_length (guint32 value);

guint16 kindle_get_u16 (const guint8 *data);
guint32 kindle_get_u32 (const guint8 *data);
gboolean kindle_get_vwi (const guint8 **cursor, const guint8 *end, guint32 *value);

void kindle_format_base32 (gchar *out, guint64 value, guint width);
gboolean kindle_parse_base32 (const gchar *text, gsize length, guint64 *value);

GBytes *kindle_bytes_from_array (GByteArray *array);

G_END_DECLS
