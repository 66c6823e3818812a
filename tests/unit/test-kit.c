/* test-kit.c: containers and strings of the kit that no output of ours shows by itself.
 * SPDX-License-Identifier: MIT */
#include <string.h>
#include <wenzhai-kit/wz-deflate.h>
#include <wenzhai-kit/wz-json.h>
#include <wenzhai-kit/wz-zip.h>
#include <wenzhai/wz-error.h>

#define LONG                                                                                                 \
  "一行足够长的文字，压缩后会变短。一行足够长的文字，压缩后会变短。一行足够长的文字，压缩后会变短。"

static void
add (GPtrArray *files, const gchar *name, const gchar *text, gboolean stored)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  WzZipFile *file = wz_zip_file_new (name, bytes);
  file->stored = stored;
  g_ptr_array_add (files, file);
}

static GPtrArray *
make_files (void)
{
  GPtrArray *files = g_ptr_array_new_with_free_func ((GDestroyNotify) wz_zip_file_free);
  add (files, "mimetype", "text/plain", TRUE);
  add (files, "a/文.txt", LONG, FALSE);
  add (files, "empty", "", FALSE);
  return files;
}

static GBytes *
make_zip (void)
{
  g_autoptr (GPtrArray) files = make_files ();
  g_autoptr (GError) error = NULL;
  GBytes *zip = wz_zip_write (files, &error);
  g_assert_no_error (error);
  return zip;
}

static void
test_round_trip (void)
{
  g_autoptr (GBytes) zip = make_zip (), again = make_zip ();
  g_autoptr (GPtrArray) files = make_files ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) read = wz_zip_read (zip, 1000, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (zip, again));
  g_assert_cmpuint (read->len, ==, files->len);
  for (guint i = 0; i < read->len; i++) {
    const WzZipFile *one = g_ptr_array_index (read, i), *other = g_ptr_array_index (files, i);
    g_assert_cmpstr (one->name, ==, other->name);
    g_assert_true (g_bytes_equal (one->bytes, other->bytes));
    g_assert_true (one->stored == other->stored || g_bytes_get_size (one->bytes) == 0);
  }
  g_autoptr (GBytes) rewritten = wz_zip_write (read, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (zip, rewritten));
}

/* What has been packed by a thread beforehand is taken as it is. */
static void
test_packed_before (void)
{
  g_autoptr (GBytes) zip = make_zip ();
  g_autoptr (GPtrArray) files = make_files ();
  g_autoptr (WzDeflater) deflater = wz_deflater_new (WZ_DEFLATE_LEVEL);
  WzZipFile *file = g_ptr_array_index (files, 1);
  file->packed = wz_deflater_pack (deflater, LONG, strlen (LONG));
  file->crc = wz_deflate_crc32 (LONG, strlen (LONG));
  g_autoptr (GBytes) same = wz_zip_write (files, NULL);
  g_assert_true (g_bytes_equal (zip, same));
}

static void
test_refused (void)
{
  g_autoptr (GBytes) zip = make_zip (), junk = g_bytes_new_static (LONG, strlen (LONG)),
                     none = g_bytes_new (NULL, 0);
  g_autoptr (GPtrArray) twice = make_files ();
  GBytes *wrong[] = {junk, none};
  g_autoptr (GError) error = NULL;
  g_assert_null (wz_zip_read (zip, 20, &error)); /* larger than that */
  g_assert_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_FAILED);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_clear_error (&error);
    g_assert_null (wz_zip_read (wrong[i], 1000, &error));
    g_assert_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_FAILED);
  }
  g_clear_error (&error);
  add (twice, "mimetype", "x", FALSE);
  g_assert_null (wz_zip_write (twice, &error));
  g_assert_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_FAILED);
}

/* Each byte in turn is another one: an error, or the same files; never more than was asked for. */
static void
test_damaged (void)
{
  g_autoptr (GBytes) zip = make_zip ();
  gsize length;
  const guint8 *data = g_bytes_get_data (zip, &length);
  for (gsize i = 0; i < length; i++)
    for (guint bit = 0; bit < 8; bit += 7) {
      guint8 *other = g_memdup2 (data, length);
      other[i] ^= (guint8) (1u << bit);
      g_autoptr (GBytes) bytes = g_bytes_new_take (other, length);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) files = wz_zip_read (bytes, 1000, &error);
      g_assert_true ((files == NULL) == (error != NULL));
    }
}

static void
test_json (void)
{
  static const gchar *const cases[][2] = {
      {NULL, "null"},
      {"", "\"\""},
      {"文 \"a\" \\ / \b\f\n\r\t\x01\x7f", "\"文 \\\"a\\\" \\\\ / \\b\\f\\n\\r\\t\\u0001\x7f\""},
      {"</script> <b>", "\"<\\/script> <b>\""},
      {"a\xe2\x80\xa8"
       "b\xe2\x80\xa9\xe2\x80\xaa",
       "\"a\\u2028b\\u2029\xe2\x80\xaa\""},
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GString) out = g_string_new (NULL);
    wz_json_escape (out, cases[i][0]);
    g_assert_cmpstr (out->str, ==, cases[i][1]);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kit/zip/round-trip", test_round_trip);
  g_test_add_func ("/kit/zip/packed-before", test_packed_before);
  g_test_add_func ("/kit/zip/refused", test_refused);
  g_test_add_func ("/kit/zip/damaged", test_damaged);
  g_test_add_func ("/kit/json", test_json);
  return g_test_run ();
}
