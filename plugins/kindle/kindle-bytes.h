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

/**
 * kindle_put_u8:
 * @out: where to append
 * @value: 0 to 255
 */
void kindle_put_u8 (GByteArray *out, guint value);

/**
 * kindle_put_u16:
 * @out: where to append
 * @value: 0 to 65535
 */
void kindle_put_u16 (GByteArray *out, guint value);

/**
 * kindle_put_u32:
 * @out: where to append
 */
void kindle_put_u32 (GByteArray *out, guint32 value);

/**
 * kindle_put_bytes:
 * @out: where to append
 * @data: (array length=length) (nullable): what to append
 * @length: how many bytes, 0 allowed
 */
void kindle_put_bytes (GByteArray *out, gconstpointer data, gsize length);

/**
 * kindle_put_string:
 * @out: where to append
 * @text: its bytes are appended, the terminator is not
 */
void kindle_put_string (GByteArray *out, const gchar *text);

/**
 * kindle_put_zeros:
 * @out: where to append
 * @count: how many zero bytes
 */
void kindle_put_zeros (GByteArray *out, gsize count);

/**
 * kindle_pad_to_4:
 * @out: gets 0 to 3 zero bytes, so that its length is a multiple of 4
 */
void kindle_pad_to_4 (GByteArray *out);

/**
 * kindle_set_u32:
 * @out: an array of at least @offset + 4 bytes
 * @offset: where to overwrite
 * @value: the new value of that field
 */
void kindle_set_u32 (GByteArray *out, gsize offset, guint32 value);

/**
 * kindle_put_vwi:
 * @out: where to append
 *
 * Forward form (KF8 reference 3.3): seven bits a byte, most significant first, the last byte has the top bit.
 * Indices and TBS data use it.
 */
void kindle_put_vwi (GByteArray *out, guint32 value);

/**
 * kindle_put_vwi_backward:
 * @out: where to append
 * @value: a number below 2^28
 *
 * Backward form (KF8 reference 3.3): the first byte has the top bit, so that the number can be read from its
 * end. Only sizes of trailing entries use it.
 */
void kindle_put_vwi_backward (GByteArray *out, guint32 value);

/** kindle_vwi_length: how many bytes @value takes as a variable-width integer, 1 to 5. */
guint kindle_vwi_length (guint32 value);

/**
 * kindle_get_u16:
 * @data: two readable bytes
 *
 * Returns: the number
 */
guint16 kindle_get_u16 (const guint8 *data);

/**
 * kindle_get_u32:
 * @data: four readable bytes
 *
 * Returns: the number
 */
guint32 kindle_get_u32 (const guint8 *data);

/**
 * kindle_get_vwi:
 * @cursor: (inout): where to read; moved behind the number
 * @end: first byte that must not be read
 * @value: (out): the number
 *
 * Reads a forward variable-width integer of at most five bytes and 32 bits.
 *
 * Returns: FALSE if the data ends within the number or the number is too large
 */
gboolean kindle_get_vwi (const guint8 **cursor, const guint8 *end, guint32 *value);

/**
 * kindle_format_base32:
 * @out: (out caller-allocates): room for @width + 1 bytes, or for 14 if @width is 0
 * @width: digits to write, padded with zeros; 0 writes as many as the number has
 *
 * Digits are 0-9A-V, upper case (KF8 reference 4.4, 4.5).
 */
void kindle_format_base32 (gchar *out, guint64 value, guint width);

/**
 * kindle_parse_base32:
 * @text: digits, not necessarily terminated
 * @length: how many, 1 to 12
 * @value: (out): the number
 *
 * Returns: FALSE if @text is no upper-case base-32 number of that length
 */
gboolean kindle_parse_base32 (const gchar *text, gsize length, guint64 *value);

/**
 * kindle_bytes_from_array:
 * @array: (transfer full): an array
 *
 * Returns: (transfer full): its bytes
 */
GBytes *kindle_bytes_from_array (GByteArray *array);

G_END_DECLS
