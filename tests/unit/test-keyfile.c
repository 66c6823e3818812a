/* test-keyfile.c: key files with positions. SPDX-License-Identifier: MIT */
#include "base/wz-diag-private.h"
#include "base/wz-keyfile.h"

#include <string.h>

#include <wenzhai/wz-error.h>

static void
note (const WzDiag *diag, gpointer user_data)
{
  g_string_append_printf (user_data, "%u:%u %s\n", diag->position.line, diag->position.column, diag->code);
}

static WzKeyFile *
load (const gchar *text, gssize length, GString *notes)
{
  g_autoptr (WzDiagSink) sink = wz_diag_sink_new (note, notes);
  return wz_key_file_new_from_data ("a.ini", text, length < 0 ? strlen (text) : (gsize) length, sink);
}

/* @key NULL: the group's own line. */
static const WzKeyFileItem *
find (const WzKeyFile *file, const gchar *group, const gchar *key)
{
  for (guint i = 0; i < wz_key_file_get_n_items (file); i++) {
    const WzKeyFileItem *item = wz_key_file_get_item (file, i);
    if (g_str_equal (item->group, group) && g_strcmp0 (item->key, key) == 0)
      return item;
  }
  return NULL;
}

static void
check_value (const WzKeyFile *file, const gchar *group, const gchar *key, const gchar *value, guint line,
             guint column, guint value_column)
{
  const WzKeyFileItem *item = find (file, group, key);
  g_assert_nonnull (item);
  g_assert_cmpstr (item->text, ==, value);
  g_assert_cmpstr (wz_key_file_get (file, group, key), ==, value);
  g_assert_cmpstr (item->position.file, ==, "a.ini");
  g_assert_cmpuint (item->position.line, ==, line);
  g_assert_cmpuint (item->position.column, ==, column);
  g_assert_cmpuint (item->value.line, ==, line);
  g_assert_cmpuint (item->value.column, ==, value_column);
}

static void
test_positions (void)
{
  g_autoptr (GString) notes = g_string_new (NULL);
  g_autoptr (WzKeyFile) file =
      load ("# 注释\n\n[Style]\nName = 经典\n  Leading=1.7em  \nEmpty=\n[纸张]\n大小=A5\n", -1, notes);
  g_assert_cmpstr (notes->str, ==, "");
  check_value (file, "Style", "Name", "经典", 4, 1, 8);
  check_value (file, "Style", "Leading", "1.7em", 5, 3, 11);
  check_value (file, "Style", "Empty", "", 6, 1, 7);
  check_value (file, "纸张", "大小", "A5", 8, 1, 4);
  g_assert_cmpuint (find (file, "Style", NULL)->position.line, ==, 3);
  g_assert_null (wz_key_file_get (file, "Style", "Missing"));
  static const gchar *const order[] = {NULL, "Name", "Leading", "Empty", NULL, "大小"};
  g_assert_cmpuint (wz_key_file_get_n_items (file), ==, G_N_ELEMENTS (order));
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    g_assert_cmpstr (wz_key_file_get_item (file, i)->key, ==, order[i]);
}

static void
test_line_ends (void)
{
  g_autoptr (GString) notes = g_string_new (NULL);
  g_autoptr (WzKeyFile) file = load ("\xEF\xBB\xBF[A]\r\na=1\rb=2\xC2\x85"
                                     "c=3",
                                     -1, notes);
  g_assert_cmpstr (notes->str, ==, "1:1 keyfile-bom\n");
  check_value (file, "A", "a", "1", 2, 1, 3);
  check_value (file, "A", "b", "2", 3, 1, 3);
  check_value (file, "A", "c", "3", 4, 1, 3);
}

static void
test_duplicates (void)
{
  g_autoptr (GString) notes = g_string_new (NULL);
  g_autoptr (WzKeyFile) file = load ("[A]\na=1\na=2\n[B]\na=3\n[A]\nb=4\na=5\n", -1, notes);
  g_assert_cmpstr (notes->str, ==, "3:1 keyfile-duplicate\n6:1 keyfile-duplicate\n8:1 keyfile-duplicate\n");
  check_value (file, "A", "a", "5", 8, 1, 3);
  check_value (file, "A", "b", "4", 7, 1, 3);
  check_value (file, "B", "a", "3", 5, 1, 3);
  g_assert_cmpuint (find (file, "A", NULL)->position.line, ==, 1);
  g_assert_cmpuint (wz_key_file_get_n_items (file), ==, 5);
  g_assert_cmpuint (wz_key_file_get_n_errors (file), ==, 0);
}

/* Bad lines cost themselves alone. */
static void
test_syntax (void)
{
  g_autoptr (GString) notes = g_string_new (NULL);
  g_autoptr (WzKeyFile) file = load ("early=1\n[A]\nwhat\n  =x\n[B\n[C] d\n[]\nb[x=1\ngood=yes\n", -1, notes);
  g_assert_cmpstr (
      notes->str, ==,
      "1:1 keyfile-syntax\n3:1 keyfile-syntax\n4:3 keyfile-syntax\n5:1 keyfile-syntax\n6:1 keyfile-syntax\n"
      "7:1 keyfile-syntax\n8:1 keyfile-syntax\n");
  check_value (file, "A", "good", "yes", 9, 1, 6);
  g_assert_cmpuint (wz_key_file_get_n_errors (file), ==, 7);
}

static void
test_encoding (void)
{
  g_autoptr (GString) notes = g_string_new (NULL);
  g_autoptr (WzKeyFile) file = load ("[A]\n标=\xFFx\nb=1\nc=a\0b\n", 20, notes);
  g_assert_cmpstr (notes->str, ==, "2:3 keyfile-encoding\n4:4 keyfile-encoding\n");
  check_value (file, "A", "标", "\uFFFDx", 2, 1, 3);
  check_value (file, "A", "b", "1", 3, 1, 3);
}

/* Whatever the scan lists has a value: none of its names means anything to the form itself. */
static void
test_every_item_has_a_value (void)
{
  static const gchar *const names[] = {"Encoding", "encoding", "Version", "Type",
                                       "Name-1",   "a b",      "标题",    "x.y"};
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (GString) notes = g_string_new (NULL);
    g_autofree gchar *text = g_strdup_printf ("[A]\na=1\n%s = LG\nb=2\n", names[i]);
    g_autoptr (WzKeyFile) file = load (text, -1, notes);
    g_assert_cmpstr (notes->str, ==, "");
    check_value (file, "A", "a", "1", 2, 1, 3);
    check_value (file, "A", names[i], "LG", 3, 1, (guint) g_utf8_strlen (names[i], -1) + 4);
    check_value (file, "A", "b", "2", 4, 1, 3);
  }
}

/* A file that an editor saved as GB18030 is an error, and its text is right. */
static void
test_other_encodings (void)
{
  static const gchar text[] =
      "# 修订文件\n[2209.11142]\ntitle = 通用算法学习器的标题\nnote = 值得一读的论文\n";
  static const gchar *const encodings[] = {"GB18030", "UTF-16"};
  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++) {
    g_autoptr (GString) notes = g_string_new (NULL);
    gsize length;
    g_autofree gchar *bytes = g_convert (text, -1, encodings[i], "UTF-8", NULL, &length, NULL);
    g_autoptr (WzKeyFile) file = load (bytes, (gssize) length, notes);
    g_assert_cmpstr (notes->str, ==, "1:1 keyfile-encoding\n");
    g_assert_cmpuint (wz_key_file_get_n_errors (file), ==, 1);
    check_value (file, "2209.11142", "title", "通用算法学习器的标题", 3, 1, 9);
  }
}

static void
test_escapes (void)
{
  g_autoptr (GString) notes = g_string_new (NULL);
  g_autoptr (WzKeyFile) file = load ("[A]\na=\\sx\\ty\\nz\\\\\nb=C:\\Users\\alpha\nc=x\\\n", -1, notes);
  check_value (file, "A", "a", " x\ty\nz\\", 2, 1, 3);
  check_value (file, "A", "b", "C:\\Users\\alpha", 3, 1, 3);
  check_value (file, "A", "c", "x\\", 4, 1, 3);
}

static void
test_empty (void)
{
  static const gchar *const texts[] = {"", "\n\n", "# nothing", "what"};
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GString) notes = g_string_new (NULL);
    g_autoptr (WzKeyFile) file = load (texts[i], -1, notes);
    g_assert_cmpuint (wz_key_file_get_n_items (file), ==, 0);
  }
  g_autoptr (GError) error = NULL;
  g_assert_null (wz_key_file_new_from_file ("/nonexistent/a.ini", NULL, &error));
  g_assert_error (error, WZ_READ_ERROR, WZ_READ_ERROR_IO);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/keyfile/positions", test_positions);
  g_test_add_func ("/base/keyfile/line-ends", test_line_ends);
  g_test_add_func ("/base/keyfile/duplicates", test_duplicates);
  g_test_add_func ("/base/keyfile/syntax", test_syntax);
  g_test_add_func ("/base/keyfile/encoding", test_encoding);
  g_test_add_func ("/base/keyfile/every-item-has-a-value", test_every_item_has_a_value);
  g_test_add_func ("/base/keyfile/other-encodings", test_other_encodings);
  g_test_add_func ("/base/keyfile/escapes", test_escapes);
  g_test_add_func ("/base/keyfile/empty", test_empty);
  return g_test_run ();
}
