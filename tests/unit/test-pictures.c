/* test-pictures.c: which files a document's pictures may be. SPDX-License-Identifier: MIT */
#include "rich/wz-pictures.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define GIF_BASE64 "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"

static const guint8 png[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R', 0,
                             0,    0,   4,   0,   0,    0,    3,    8,    2, 0, 0, 0,  0,   0,   0,   0};

typedef struct {
  gchar *root, *document;
  WzPictures *pictures;
  WzIssueBuilder *builder;
} Fixture;

static void
write_file (const Fixture *f, const gchar *name, const guint8 *data, gsize length)
{
  g_autofree gchar *path = g_build_filename (f->root, name, NULL), *folder = g_path_get_dirname (path);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, (const gchar *) data, (gssize) length, NULL));
}

/* A PNG with its declared size and a mark that tells it from others. */
static void
write_png (const Fixture *f, const gchar *name, guint width, guint height, guint8 mark)
{
  guint8 data[sizeof png];
  memcpy (data, png, sizeof png);
  for (guint i = 0; i < 4; i++) {
    data[16 + i] = (guint8) (width >> (24 - 8 * i));
    data[20 + i] = (guint8) (height >> (24 - 8 * i));
  }
  data[sizeof png - 1] = mark;
  write_file (f, name, data, sizeof data);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->root = g_dir_make_tmp ("wenzhai-test-XXXXXX", NULL);
  f->document = g_build_filename (f->root, "in", "page.html", NULL);
  f->builder = wz_issue_builder_new ();
  write_png (f, "in/a.png", 4, 3, 1);
  write_png (f, "in/sub/b c.png", 4, 3, 2);
  write_png (f, "outside.png", 4, 3, 3);
  write_png (f, "in/huge.png", 100000, 100000, 4);
  write_png (f, "in/many.png", 20000, 20000, 5);
  write_png (f, "in/page_files/AbCdEfGhIjKl.jpg", 4, 3, 6);
  write_png (f, "in/page_files/twice-there.png", 4, 3, 7);
  write_png (f, "in/page_files/twice-there.gif", 4, 3, 8);
  write_png (f, "in/page_files/640.png", 4, 3, 9);
  write_file (f, "in/text.png", (const guint8 *) "no picture", 10);
  g_autofree gchar *link = g_build_filename (f->root, "in", "link.png", NULL),
                   *folder_link = g_build_filename (f->root, "in", "up", NULL),
                   *pipe = g_build_filename (f->root, "in", "pipe.png", NULL),
                   *large = g_build_filename (f->root, "in", "large.png", NULL);
  g_assert_cmpint (symlink ("../outside.png", link), ==, 0);
  g_assert_cmpint (symlink ("..", folder_link), ==, 0);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  write_png (f, "in/large.png", 4, 3, 10);
  g_assert_cmpint (truncate (large, WZ_PICTURES_MAX_BYTES + 1), ==, 0);
  f->pictures = wz_pictures_new (f->document);
}

static void
remove_all (const gchar *path)
{
  g_autoptr (GDir) dir = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const gchar *name;
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree gchar *inner = g_build_filename (path, name, NULL);
    remove_all (inner);
  }
  g_remove (path);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  remove_all (f->root);
  wz_pictures_free (f->pictures);
  wz_issue_builder_free (f->builder);
  g_free (f->root);
  g_free (f->document);
}

static const gchar *
find (Fixture *f, const gchar *address, const gchar *origin)
{
  WzPosition place = {"page.html", 7, 1};
  return wz_pictures_find (f->pictures, f->builder, address, origin, &place);
}

static void
test_files (Fixture *f, gconstpointer data)
{
  const gchar *a = find (f, "a.png", NULL);
  g_assert_nonnull (a);
  g_assert_cmpstr (wz_issue_builder_find_resource (f->builder, a)->media_type, ==, "image/png");
  g_assert_cmpstr (find (f, "./a.png", NULL), ==, a);
  g_assert_cmpstr (find (f, "a.png?v=2#x", NULL), ==, a);
  g_assert_cmpstr (find (f, "sub/./b%20c.png", NULL), ==, find (f, "sub//b c.png", NULL));
  g_assert_nonnull (find (f, "sub/b c.png", NULL));
  g_assert_nonnull (find (f, "data:image/gif;base64," GIF_BASE64, NULL));
  g_assert_nonnull (
      find (f, "data:image/svg+xml,%3Csvg%20xmlns='http://www.w3.org/2000/svg'%3E%3C/svg%3E", NULL));
}

/* What a browser saved beside the page. */
static void
test_saved (Fixture *f, gconstpointer data)
{
  const gchar *saved = find (f, "https://mmbiz.example.org/png/AbCdEfGhIjKl/640?wx_fmt=png", NULL);
  g_assert_nonnull (saved);
  g_assert_cmpstr (find (f, "", "https://mmbiz.example.org/png/AbCdEfGhIjKl/640"), ==, saved);
  g_assert_cmpstr (
      find (f, "data:image/gif;base64," GIF_BASE64, "//mmbiz.example.org/png/AbCdEfGhIjKl.webp/0"), ==, NULL);
  g_assert_cmpstr (find (f, "data:image/gif;base64," GIF_BASE64, "https://e.org/AbCdEfGhIjKl/0"), ==, saved);
  g_assert_null (find (f, "https://e.org/twice-there", NULL)); /* which of the two? */
  g_assert_null (find (f, "https://e.org/640.png", NULL));     /* the name of many */
  g_assert_nonnull (find (f, "https://e.org/twice-there.gif", NULL));
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  g_autofree gchar *absolute = g_build_filename (f->root, "in", "a.png", NULL),
                   *uri = g_strconcat ("file://", absolute, NULL);
  const gchar *const refused[] = {absolute,
                                  uri,
                                  "../outside.png",
                                  "sub/../../outside.png",
                                  "%2e%2e/outside.png",
                                  "..",
                                  "",
                                  ".",
                                  "/",
                                  "a.png/",
                                  "a.png/x",
                                  "up/outside.png",
                                  "link.png",
                                  "pipe.png",
                                  "sub",
                                  "none.png",
                                  "huge.png",
                                  "many.png",
                                  "large.png",
                                  "text.png",
                                  "javascript:alert(1)",
                                  "C:\\a.png",
                                  "//e.org/a.png",
                                  "a.png%00",
                                  "https://e.org/",
                                  "data:",
                                  "data:image/png;base64,AAAA",
                                  "data:text/html,<b>",
                                  "\\a.png"};
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    if (find (f, refused[i], NULL) != NULL)
      g_error ("%s was taken", refused[i]);
}

static void
test_no_folder (Fixture *f, gconstpointer data)
{
  g_autoptr (WzPictures) none = wz_pictures_new (NULL), gone = wz_pictures_new ("/no/such/folder/page.md");
  WzPosition place = {0};
  g_assert_null (wz_pictures_find (none, f->builder, "a.png", NULL, &place));
  g_assert_null (wz_pictures_find (none, f->builder, "https://e.org/AbCdEfGhIjKl", NULL, &place));
  g_assert_null (wz_pictures_find (gone, f->builder, "a.png", NULL, &place));
  g_assert_nonnull (wz_pictures_find (none, f->builder, "data:image/gif;base64," GIF_BASE64, NULL, &place));
}

/* No more than are told of, and no more bytes than a document's. */
static void
test_bounds (Fixture *f, gconstpointer data)
{
  for (guint i = 0; i < WZ_PICTURES_MAX; i++) {
    g_autofree gchar *address = g_strdup_printf ("none-%u.png", i);
    g_assert_null (find (f, address, NULL));
  }
  g_assert_null (find (f, "a.png", NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)
  ADD ("/pictures/files", test_files);
  ADD ("/pictures/saved", test_saved);
  ADD ("/pictures/refused", test_refused);
  ADD ("/pictures/no-folder", test_no_folder);
  ADD ("/pictures/bounds", test_bounds);
  return g_test_run ();
}
