/* test-packed.c: files that gzip packed, and one file of a ZIP archive. SPDX-License-Identifier: MIT */
#include "host/file/wz-packed.h"

#include <glib/gstdio.h>
#include <string.h>
#include <wenzhai/wz-error.h>

#define MEMBER "META-INF/a.json"
#define MAX_BYTES ((gsize) 1024 * 1024)

typedef struct {
  gchar *folder, *path;
} Place;

static void
set_up (Place *place, gconstpointer unused)
{
  place->folder = g_dir_make_tmp ("wenzhai-packed-XXXXXX", NULL);
  place->path = g_build_filename (place->folder, "file", NULL);
}

static void
tear_down (Place *place, gconstpointer unused)
{
  g_unlink (place->path);
  g_rmdir (place->folder);
  g_free (place->path);
  g_free (place->folder);
}

static void
write_file (const Place *place, gconstpointer data, gsize length)
{
  g_unlink (place->path); /* nothing is left of a longer one */
  g_assert_true (
      g_file_set_contents_full (place->path, data, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

/* ---- gzip ---- */

static void
test_gzip (Place *place, gconstpointer unused)
{
  g_autofree gchar *text = g_strnfill (200000, 'x');
  g_autoptr (GBytes) packed = wz_packed_new (text, 200000), again = wz_packed_new (text, 200000);
  gsize length;
  g_assert_true (g_bytes_equal (packed, again));
  g_assert_cmpuint (g_bytes_get_size (packed), <, 2000);
  write_file (place, g_bytes_get_data (packed, NULL), g_bytes_get_size (packed));
  g_autofree gchar *read = wz_packed_read_file (place->path, MAX_BYTES, &length, NULL);
  g_assert_cmpuint (length, ==, 200000);
  g_assert_cmpstr (read, ==, text);
}

static void
test_gzip_that_is_none (Place *place, gconstpointer unused)
{
  gsize length;
  write_file (place, "{}", 2);
  g_autofree gchar *plain = wz_packed_read_file (place->path, MAX_BYTES, &length, NULL);
  g_assert_cmpstr (plain, ==, "{}");
  g_autofree gchar *text = g_strnfill (200000, 'x');
  g_autoptr (GBytes) packed = wz_packed_new (text, 200000);
  g_autoptr (GError) error = NULL;
  write_file (place, g_bytes_get_data (packed, NULL), g_bytes_get_size (packed) / 2);
  g_assert_null (wz_packed_read_file (place->path, MAX_BYTES, &length, &error));
  g_assert_error (error, WZ_READ_ERROR, WZ_READ_ERROR_IO);
  g_clear_error (&error);
  write_file (place, g_bytes_get_data (packed, NULL), g_bytes_get_size (packed));
  g_assert_null (wz_packed_read_file (place->path, 100000, &length, &error));
  g_assert_error (error, WZ_READ_ERROR, WZ_READ_ERROR_LIMIT);
  g_clear_error (&error);
  g_assert_null (wz_packed_read_file (place->folder, MAX_BYTES, &length, &error));
  g_assert_error (error, WZ_READ_ERROR, WZ_READ_ERROR_IO);
}

/* ---- ZIP ---- */

static void
put (GByteArray *out, guint64 value, guint bytes)
{
  for (guint i = 0; i < bytes; i++) {
    guint8 byte = i < sizeof value ? (guint8) (value >> (8 * i)) : 0;
    g_byte_array_append (out, &byte, 1);
  }
}

static void
put_text (GByteArray *out, const gchar *text)
{
  g_byte_array_append (out, (const guint8 *) text, (guint) strlen (text));
}

/* What a header and a row of the directory share, from the version on. */
static void
put_facts (GByteArray *out, const gchar *name, guint method, gsize packed, gsize length)
{
  put (out, 20, 2);
  put (out, 0, 2);
  put (out, method, 2);
  put (out, 0, 8); /* time, date, checksum */
  put (out, packed, 4);
  put (out, length, 4);
  put (out, strlen (name), 2);
  put (out, 0, 2);
}

/* An archive of another file, and of MEMBER with @data. */
static GByteArray *
make_zip (guint method, gconstpointer data, gsize packed, gsize length)
{
  GByteArray *out = g_byte_array_new ();
  const struct {
    const gchar *name;
    guint method;
    gconstpointer data;
    gsize packed, length;
  } files[] = {{"mimetype", 0, "abc", 3, 3}, {MEMBER, method, data, packed, length}};
  guint starts[2], directory;
  for (guint i = 0; i < 2; i++) {
    starts[i] = out->len;
    put_text (out, "PK\3\4");
    put_facts (out, files[i].name, files[i].method, files[i].packed, files[i].length);
    put_text (out, files[i].name);
    g_byte_array_append (out, files[i].data, (guint) files[i].packed);
  }
  directory = out->len;
  for (guint i = 0; i < 2; i++) {
    put_text (out, "PK\1\2");
    put (out, 20, 2);
    put_facts (out, files[i].name, files[i].method, files[i].packed, files[i].length);
    put (out, 0, 10); /* comment, disk, attributes */
    put (out, starts[i], 4);
    put_text (out, files[i].name);
  }
  guint size = out->len - directory;
  put_text (out, "PK\5\6");
  put (out, 0, 4);
  put (out, 2, 2);
  put (out, 2, 2);
  put (out, size, 4);
  put (out, directory, 4);
  put (out, 0, 2);
  return out;
}

/* The bare stream of a gzip file: 10 bytes before it, 8 behind. */
static GByteArray *
make_deflated (const gchar *text)
{
  g_autoptr (GBytes) packed = wz_packed_new (text, strlen (text));
  gsize length;
  const guint8 *data = g_bytes_get_data (packed, &length);
  return make_zip (8, data + 10, length - 18, strlen (text));
}

static void
test_zip (Place *place, gconstpointer unused)
{
  static const gchar text[] = "{\"some\": \"text some text some text some text\"}";
  gsize length;
  g_autoptr (GByteArray) stored = make_zip (0, text, strlen (text), strlen (text));
  g_autoptr (GByteArray) deflated = make_deflated (text);
  GByteArray *const archives[] = {stored, deflated};
  for (guint i = 0; i < G_N_ELEMENTS (archives); i++) {
    g_autoptr (GError) error = NULL;
    write_file (place, archives[i]->data, archives[i]->len);
    g_autofree gchar *read = wz_packed_read_member (place->path, MEMBER, MAX_BYTES, &length, NULL);
    g_assert_cmpstr (read, ==, text);
    g_assert_cmpuint (length, ==, strlen (text));
    g_assert_null (wz_packed_read_member (place->path, "META-INF/b.json", MAX_BYTES, &length, &error));
    g_assert_error (error, WZ_READ_ERROR, WZ_READ_ERROR_NOT_DIGEST);
  }
}

/* Whatever stands in an archive, it is read or refused. */
static void
test_hostile_zip (Place *place, gconstpointer unused)
{
  g_autoptr (GByteArray) zip = make_deflated ("{\"some\": \"text some text some text some text\"}");
  gsize length;
  for (guint i = 0; i < zip->len; i++) {
    const guint8 kept = zip->data[i], others[] = {0, 0xff, 0x7f, (guint8) (kept + 1)};
    for (guint k = 0; k < G_N_ELEMENTS (others); k++) {
      zip->data[i] = others[k];
      write_file (place, zip->data, zip->len);
      g_autoptr (GError) error = NULL;
      g_autofree gchar *read = wz_packed_read_member (place->path, MEMBER, 4096, &length, &error);
      g_assert_true ((read != NULL) != (error != NULL));
    }
    zip->data[i] = kept;
    write_file (place, zip->data, i);
    g_autoptr (GError) error = NULL;
    g_assert_null (wz_packed_read_member (place->path, MEMBER, 4096, &length, &error));
    g_assert_nonnull (error);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/host/packed/gzip", Place, NULL, set_up, test_gzip, tear_down);
  g_test_add ("/host/packed/gzip-that-is-none", Place, NULL, set_up, test_gzip_that_is_none, tear_down);
  g_test_add ("/host/packed/zip", Place, NULL, set_up, test_zip, tear_down);
  g_test_add ("/host/packed/hostile-zip", Place, NULL, set_up, test_hostile_zip, tear_down);
  return g_test_run ();
}
