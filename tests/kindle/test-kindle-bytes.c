/* Numbers and the container (KF8 reference, sections 1 and 3.3). */
#include "kindle-bytes.h"
#include "kindle-palmdb.h"

#include <string.h>

static void
assert_bytes (const GByteArray *array, const gchar *hex)
{
  g_autoptr (GString) got = g_string_new (NULL);
  for (guint i = 0; i < array->len; i++)
    g_string_append_printf (got, "%s%02x", i > 0 ? " " : "", array->data[i]);
  g_assert_cmpstr (got->str, ==, hex);
}

static void
test_vwi (void)
{
  static const struct {
    guint32 value;
    const gchar *forward, *backward;
  } rows[] = {
      {0, "80", "80"},
      {6, "86", "86"},
      {127, "ff", "ff"},
      {128, "01 80", "81 00"},
      {421, "03 a5", "83 25"},
      {8283, "40 db", "c0 5b"},
      {16969, "01 04 c9", "81 04 49"},
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GByteArray) forward = g_byte_array_new ();
    g_autoptr (GByteArray) backward = g_byte_array_new ();
    kindle_put_vwi (forward, rows[i].value);
    kindle_put_vwi_backward (backward, rows[i].value);
    assert_bytes (forward, rows[i].forward);
    assert_bytes (backward, rows[i].backward);
    const guint8 *cursor = forward->data;
    guint32 value = 1;
    g_assert_true (kindle_get_vwi (&cursor, forward->data + forward->len, &value));
    g_assert_cmpuint (value, ==, rows[i].value);
    g_assert_true (cursor == forward->data + forward->len);
  }
}

static void
test_vwi_bad (void)
{
  static const guint8 open_end[] = {1, 2}, too_large[] = {0x7f, 0x7f, 0x7f, 0x7f, 0xff};
  const guint8 *cursor = open_end;
  guint32 value = 0;
  g_assert_false (kindle_get_vwi (&cursor, open_end + 2, &value));
  cursor = too_large;
  g_assert_false (kindle_get_vwi (&cursor, too_large + 5, &value));
  cursor = open_end;
  g_assert_false (kindle_get_vwi (&cursor, open_end, &value));
}

static void
test_base32 (void)
{
  gchar text[16];
  guint64 value = 0;
  static const struct {
    guint64 value;
    const gchar *text;
  } aids[] = {{0, "0"},           {1000000, "UGI0"},  {2000000, "1T140"},
              {3000000, "2RHM0"}, {4000000, "3Q280"}, {5000000, "4OIQ0"}};
  for (guint i = 0; i < G_N_ELEMENTS (aids); i++) {
    kindle_format_base32 (text, aids[i].value, 0);
    g_assert_cmpstr (text, ==, aids[i].text);
    g_assert_true (kindle_parse_base32 (text, strlen (text), &value));
    g_assert_cmpuint (value, ==, aids[i].value);
  }
  kindle_format_base32 (text, 1251, 10);
  g_assert_cmpstr (text, ==, "0000000173");
  g_assert_false (kindle_parse_base32 ("00W0", 4, &value));
  g_assert_false (kindle_parse_base32 ("00a0", 4, &value));
  g_assert_false (kindle_parse_base32 ("", 0, &value));
}

static void
test_integers (void)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  kindle_put_u16 (out, 0x0102);
  kindle_put_u32 (out, 0x03040506);
  kindle_put_u8 (out, 7);
  kindle_pad_to_4 (out);
  kindle_pad_to_4 (out);
  kindle_set_u32 (out, 2, 0xa0b0c0d0);
  assert_bytes (out, "01 02 a0 b0 c0 d0 07 00");
  g_assert_cmpuint (kindle_get_u16 (out->data), ==, 0x0102);
  g_assert_cmpuint (kindle_get_u32 (out->data + 2), ==, 0xa0b0c0d0);
}

static void
test_container (void)
{
  g_autoptr (KindlePalmDb) db = kindle_palmdb_new ("文摘 Wen Zhai: 2022 No. 38 and a long tail", 0x6b028727);
  g_autoptr (GError) error = NULL;
  kindle_palmdb_take (db, g_bytes_new_static ("one", 3));
  kindle_palmdb_take (db, g_bytes_new_static ("e", 1));
  g_autoptr (GBytes) zero = g_bytes_new_static ("ZERO", 4);
  kindle_palmdb_replace (db, 0, zero);
  g_autoptr (GBytes) bytes = kindle_palmdb_finish (db, &error);
  g_assert_no_error (error);
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  g_assert_cmpuint (length, ==, 78 + 2 * 8 + 2 + 5);
  g_assert_cmpstr ((const gchar *) data, ==, "Wen_Zhai_2022_No_38_and_a_long");
  g_assert_cmpuint (data[31], ==, 0);
  g_assert_cmpuint (kindle_get_u32 (data + 36), ==, 0x6b028727);
  g_assert_cmpint (memcmp (data + 60, "BOOKMOBI", 8), ==, 0);
  g_assert_cmpuint (kindle_get_u32 (data + 68), ==, 3);
  g_assert_cmpuint (kindle_get_u16 (data + 76), ==, 2);
  g_assert_cmpuint (kindle_get_u32 (data + 78), ==, 96);
  g_assert_cmpuint (kindle_get_u32 (data + 82), ==, 0);
  g_assert_cmpuint (kindle_get_u32 (data + 86), ==, 100);
  g_assert_cmpuint (kindle_get_u32 (data + 90), ==, 2);
  g_assert_cmpint (memcmp (data + 94, "\0\0ZEROe", 7), ==, 0);
}

static void
test_container_names (void)
{
  static const gchar *const names[][2] = {{"文摘", "book"}, {"", "book"}, {"a", "a"}, {"..x..", "x"}};
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (KindlePalmDb) db = kindle_palmdb_new (names[i][0], 0);
    kindle_palmdb_take (db, g_bytes_new_static ("x", 1));
    g_autoptr (GBytes) bytes = kindle_palmdb_finish (db, NULL);
    g_assert_cmpstr (g_bytes_get_data (bytes, NULL), ==, names[i][1]);
  }
}

static void
test_container_limits (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KindlePalmDb) empty = kindle_palmdb_new ("x", 0);
  g_assert_null (kindle_palmdb_finish (empty, &error));
  g_assert_error (error, KINDLE_ERROR, KINDLE_ERROR_LIMIT);
  g_clear_error (&error);
  kindle_palmdb_take (empty, g_bytes_new_static ("", 0));
  g_assert_null (kindle_palmdb_finish (empty, &error));
  g_assert_error (error, KINDLE_ERROR, KINDLE_ERROR_LIMIT);
  g_clear_error (&error);
  g_autoptr (KindlePalmDb) full = kindle_palmdb_new ("x", 0);
  for (guint i = 0; i <= 65535; i++)
    kindle_palmdb_take (full, g_bytes_new_static ("x", 1));
  g_assert_null (kindle_palmdb_finish (full, &error));
  g_assert_error (error, KINDLE_ERROR, KINDLE_ERROR_LIMIT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kindle/bytes/3.3-vwi", test_vwi);
  g_test_add_func ("/kindle/bytes/3.3-vwi-bad", test_vwi_bad);
  g_test_add_func ("/kindle/bytes/4.4-base32", test_base32);
  g_test_add_func ("/kindle/bytes/integers", test_integers);
  g_test_add_func ("/kindle/palmdb/1.1-layout", test_container);
  g_test_add_func ("/kindle/palmdb/1.1-names", test_container_names);
  g_test_add_func ("/kindle/palmdb/1.1-limits", test_container_limits);
  return g_test_run ();
}
