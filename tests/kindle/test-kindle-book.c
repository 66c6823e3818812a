/* Books written and read back with our own reader (KF8 reference, sections 4, 7, 8.1). */
#include "kindle-bytes.h"
#include "kindle-check.h"
#include "kindle-exth.h"
#include "kindle-inspect.h"
#include "kindle-attributes.h"
#include "kindle-palmdb.h"
#include "kindle-read.h"
#include "kindle-resources.h"
#include "kindle-sample.h"
#include "kindle-write.h"

#include <string.h>

static KindleReadFile *
write_and_read (const KindleBook *book, GPtrArray *warnings)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = kindle_book_write (book, KINDLE_CONTAINER_KF8, warnings, &error);
  g_assert_no_error (error);
  KindleReadFile *file = kindle_read_file_new (bytes, &error);
  g_assert_no_error (error);
  return file;
}

static const KindleReadHalf *
half_of (const KindleReadFile *file)
{
  return g_ptr_array_index (file->halves, file->halves->len - 1);
}

static void
assert_sound (const KindleReadFile *file)
{
  g_autoptr (GArray) results = kindle_check_half (file, half_of (file));
  g_assert_cmpuint (results->len, >=, 29);
  for (guint i = 0; i < results->len; i++) {
    const KindleCheckResult *result = &g_array_index (results, KindleCheckResult, i);
    if (result->faults > 0)
      g_test_message ("rule %u: %s: %s", result->rule, result->text, result->first);
    g_assert_cmpuint (result->faults, ==, 0);
  }
}

static const gchar *
document_text (const KindleReadHalf *half, guint i)
{
  g_assert_cmpuint (i, <, half->documents->len);
  return ((GString *) g_ptr_array_index (half->documents, i))->str;
}

static void
assert_has (const gchar *text, const gchar *part)
{
  if (!strstr (text, part))
    g_error ("no %s in %s", part, text);
}

/* What stands at a position of the assembled text. */
static const gchar *
at_position (const KindleReadHalf *half, guint32 position)
{
  for (guint i = 0; i < half->skeletons->len; i++) {
    const GString *document = g_ptr_array_index (half->documents, i);
    guint32 start = g_array_index (half->skeletons, KindleReadSkeleton, i).start;
    if (position >= start && position < start + document->len)
      return document->str + (position - start);
  }
  return "";
}

static const gchar *
at_link (const KindleReadHalf *half, const gchar *pos)
{
  guint64 fragment = 0, offset = 0;
  g_assert_true (g_str_has_prefix (pos, "kindle:pos:fid:"));
  g_assert_true (kindle_parse_base32 (pos + 15, 4, &fragment));
  g_assert_true (kindle_parse_base32 (pos + 24, 10, &offset));
  g_assert_cmpuint (fragment, <, half->fragments->len);
  return at_position (half, g_array_index (half->fragments, KindleReadFragment, fragment).insert_pos +
                                (guint32) offset);
}

/* The `n`-th link of a document. */
static const gchar *
link_at (const gchar *document, guint n)
{
  const gchar *p = document;
  for (guint i = 0; (p = strstr (p, "kindle:pos:")); i++, p++)
    if (i == n)
      return p;
  g_assert_not_reached ();
}

static void
test_tiny (void)
{
  g_autoptr (KindleBook) book = kindle_sample_tiny ();
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (KindleReadFile) file = write_and_read (book, warnings);
  const KindleReadHalf *half = half_of (file);
  assert_sound (file);
  g_assert_cmpuint (warnings->len, ==, 0);
  g_assert_cmpuint (half->documents->len, ==, 4);
  g_assert_cmpstr (half->title, ==, "论文日报");
  g_assert_cmpuint (half->header.locale, ==, 4);
  g_assert_cmpuint (half->flows->len / 2, ==, 2);
  g_assert_cmpstr (file->name, ==, "wenzhai-2022-09-23");
}

static void
test_hygiene (void)
{
  g_autoptr (KindleBook) book = kindle_sample_tiny ();
  g_autoptr (KindleReadFile) file = write_and_read (book, NULL);
  const gchar *contents = document_text (half_of (file), 0);
  const gchar *paper = document_text (half_of (file), 2);
  g_assert_true (g_str_has_prefix (contents, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<html "
                                             "xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"zh-CN\">"));
  for (guint i = 0; i < 4; i++) {
    g_assert_null (strstr (document_text (half_of (file), i), "epub"));
    g_assert_null (strstr (document_text (half_of (file), i), "role="));
    g_assert_null (strstr (document_text (half_of (file), i), "xml:lang"));
    g_assert_null (strstr (document_text (half_of (file), i), "DOCTYPE"));
  }
  assert_has (paper, "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\"/>");
  assert_has (paper, "href=\"kindle:flow:0001?mime=text/css\"/>");
  assert_has (paper, "<p lang=\"en\" aid=\"1T142\">A Unified View</p>");
  assert_has (paper, "<a id=\"note\" aid=\"1T145\"></a>");
  assert_has (paper, "href=\"https://arxiv.org/abs/2209.11142?a=1&amp;b=2\"");
  assert_has (paper, "𠮷");
  assert_has (document_text (half_of (file), 3),
              "<img src=\"kindle:embed:0001?mime=image/jpeg\" alt=\"图\"/>");
}

static void
test_links (void)
{
  g_autoptr (KindleBook) book = kindle_sample_tiny ();
  g_autoptr (KindleReadFile) file = write_and_read (book, NULL);
  const KindleReadHalf *half = half_of (file);
  const gchar *contents = document_text (half, 0);
  g_assert_true (g_str_has_prefix (at_link (half, link_at (contents, 0)), "<h2 id=\"p-2209.11142\""));
  g_assert_true (g_str_has_prefix (at_link (half, link_at (contents, 1)), "<h2 id=\"p-2209.10901\""));
  g_assert_true (g_str_has_prefix (at_link (half, link_at (document_text (half, 2), 0)), "<h1 id=\"toc\""));
  guint32 start = 0;
  g_assert_true (kindle_read_get_exth_number (half, KINDLE_EXTH_START, &start));
  g_assert_true (g_str_has_prefix (at_position (half, start), "<body"));
  g_assert_true (start > g_array_index (half->skeletons, KindleReadSkeleton, 2).start &&
                 start < g_array_index (half->skeletons, KindleReadSkeleton, 3).start);
}

static void
test_ncx (void)
{
  static const struct {
    const gchar *label, *heading;
    guint32 depth;
  } rows[] = {{"九月二十三日", "<h1 id=\"day\"", 0},
              {"1 统一的视角", "<h2 id=\"p-2209.11142\"", 1},
              {"2 长文本", "<h2 id=\"p-2209.10901\"", 1}};
  g_autoptr (KindleBook) book = kindle_sample_tiny ();
  g_autoptr (KindleReadFile) file = write_and_read (book, NULL);
  const KindleReadHalf *half = half_of (file);
  g_assert_cmpuint (half->ncx_index->entries->len, ==, G_N_ELEMENTS (rows));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    const KindleReadEntry *entry = g_ptr_array_index (half->ncx_index->entries, i);
    guint32 offset = 0, label = 0, depth = 9;
    g_assert_true (kindle_read_entry_get (entry, 1, 0, &offset));
    g_assert_true (kindle_read_entry_get (entry, 3, 0, &label));
    g_assert_true (kindle_read_entry_get (entry, 4, 0, &depth));
    g_autofree gchar *text = kindle_read_index_dup_string (half->ncx_index, label);
    g_assert_cmpstr (text, ==, rows[i].label);
    g_assert_cmpuint (depth, ==, rows[i].depth);
    g_assert_true (g_str_has_prefix (at_position (half, offset), rows[i].heading));
  }
}

static void
test_cover (void)
{
  g_autoptr (KindleBook) book = kindle_sample_tiny ();
  g_autoptr (KindleReadFile) file = write_and_read (book, NULL);
  const KindleReadHalf *half = half_of (file);
  guint32 cover = 9, thumbnail = 9;
  g_assert_true (kindle_read_get_exth_number (half, KINDLE_EXTH_COVER, &cover));
  g_assert_true (kindle_read_get_exth_number (half, KINDLE_EXTH_THUMBNAIL, &thumbnail));
  g_assert_cmpuint (cover, ==, 0);
  g_assert_cmpuint (thumbnail, ==, 1);
  const KindleReadExth *uri = kindle_read_find_exth (half, KINDLE_EXTH_RESOURCE_URI);
  g_assert_cmpmem (uri->value.data, uri->value.length, "kindle:embed:0001", 17);
}

static void
test_same_bytes (void)
{
  g_autoptr (KindleBook) one = kindle_sample_random (3);
  g_autoptr (KindleBook) two = kindle_sample_random (3);
  g_autoptr (GBytes) first = kindle_book_write (one, KINDLE_CONTAINER_KF8, NULL, NULL);
  g_autoptr (GBytes) second = kindle_book_write (two, KINDLE_CONTAINER_KF8, NULL, NULL);
  g_assert_true (g_bytes_equal (first, second));
}

/* Every paper's contents entry stands on its heading, in books of random shape. */
static void
test_random (void)
{
  for (guint32 seed = 1; seed <= 40; seed++) {
    g_autoptr (KindleBook) book = kindle_sample_random (seed);
    g_autoptr (KindleReadFile) file = write_and_read (book, NULL);
    const KindleReadHalf *half = half_of (file);
    assert_sound (file);
    g_assert_cmpuint (half->documents->len, ==, book->documents->len);
    for (guint i = 0; i < half->ncx_index->entries->len; i++) {
      const KindleReadEntry *entry = g_ptr_array_index (half->ncx_index->entries, i);
      guint32 offset = 0, label = 0, depth = 0;
      kindle_read_entry_get (entry, 1, 0, &offset);
      kindle_read_entry_get (entry, 3, 0, &label);
      kindle_read_entry_get (entry, 4, 0, &depth);
      g_autofree gchar *text = kindle_read_index_dup_string (half->ncx_index, label);
      if (depth == 0) {
        g_assert_true (g_str_has_prefix (at_position (half, offset), "<h1 id=\"day\""));
        continue;
      }
      g_autofree gchar *heading = g_strdup_printf ("<h2 id=\"p-%d-t\"", atoi (text));
      g_assert_true (g_str_has_prefix (at_position (half, offset), heading));
    }
  }
}

static KindleBook *
book_with_body (const gchar *body)
{
  KindleBook *book = kindle_sample_titled ("题", 1, 4);
  g_autofree gchar *text = g_strdup_printf ("<html xmlns=\"http://www.w3.org/1999/xhtml\" "
                                            "lang=\"zh\"><head><title>x</title></head><body>%s</body></html>",
                                            body);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  kindle_book_add_document (book, "extra.xhtml", bytes);
  return book;
}

static gchar *
repeat (const gchar *text, guint n)
{
  GString *out = g_string_new (NULL);
  while (n-- > 0)
    g_string_append (out, text);
  return g_string_free (out, FALSE);
}

/* No fragment far above 8 KiB where there are elements to cut between; text alone is cut into spans. */
static void
test_long_text (void)
{
  g_autofree gchar *text = repeat ("长文本没有标点&amp;也没有元素", 3000);
  g_autofree gchar *blocks = repeat ("<p>一段。</p>", 3000);
  g_autofree gchar *body = g_strdup_printf (
      "<p id=\"long\">%s</p><section id=\"s\">%s<p>尾</p></section>\n<p>末</p>", text, blocks);
  g_autoptr (KindleBook) book = book_with_body (body);
  g_autoptr (KindleReadFile) file = write_and_read (book, NULL);
  const KindleReadHalf *half = half_of (file);
  assert_sound (file);
  for (guint i = 0; i < half->fragments->len; i++)
    g_assert_cmpuint (g_array_index (half->fragments, KindleReadFragment, i).length, <=, 8192);
  const KindleReadFragment *last =
      &g_array_index (half->fragments, KindleReadFragment, half->fragments->len - 1);
  g_assert_true (g_str_has_prefix (last->selector, "S-//"));
  assert_has (document_text (half, 1), "<span class=\"AmznBigTextBlock\" aid=");
  /* and without the spans it is the text that went in */
  g_autoptr (GRegex) tags = g_regex_new ("</?span[^>]*>| aid=\"[^\"]*\"", 0, 0, NULL);
  g_autofree gchar *plain = g_regex_replace_literal (tags, document_text (half, 1), -1, 0, "", 0, NULL);
  assert_has (plain, body);
}

static void
test_long_heading (void)
{
  g_autofree gchar *title = repeat ("题", 10000);
  g_autofree gchar *body = g_strdup_printf ("<h2 id=\"t\">%s</h2><p>文</p>", title);
  g_autoptr (KindleBook) book = book_with_body (body);
  kindle_book_add_toc_item (book, title, "extra.xhtml#t", -1);
  g_autoptr (KindleReadFile) file = write_and_read (book, NULL);
  const KindleReadHalf *half = half_of (file);
  guint32 offset = 0;
  assert_sound (file);
  kindle_read_entry_get (g_ptr_array_index (half->ncx_index->entries, 1), 1, 0, &offset);
  g_assert_true (g_str_has_prefix (at_position (half, offset), "<h2 id=\"t\""));
}

static void
test_tables (void)
{
  g_autofree gchar *rows = repeat ("<tr><td id=\"x\"><p>格</p></td></tr>", 1);
  g_autofree gchar *many = repeat ("<tr><td>格</td></tr>", 900);
  g_autofree gchar *body = g_strdup_printf ("<p>前</p><table>%s%s</table><p>后</p>", rows, many);
  g_autoptr (KindleBook) book = book_with_body (body);
  g_autoptr (KindleReadFile) file = write_and_read (book, NULL);
  assert_sound (file);
  const gchar *table = strstr (document_text (half_of (file), 1), "<table>");
  g_assert_nonnull (table); /* whole, and without aids */
  g_assert_true (g_str_has_prefix (table, "<table><tr><td id=\"x\"><p>格</p></td></tr><tr><td>"));
}

/* A span without attributes goes, its content and what is inside keep their place in the tree. */
static void
test_empty_spans (void)
{
  g_autoptr (KindleBook) book = book_with_body (
      "<p><span role=\"x\">a<em>b</em><span><i id=\"k\">c</i></span></span><span lang=\"en\">d</span></p>"
      "<p><a href=\"#k\">e</a></p>");
  g_autoptr (KindleReadFile) file = write_and_read (book, NULL);
  const gchar *text = document_text (half_of (file), 1);
  assert_sound (file);
  assert_has (text, "<p aid=\"UGI1\">a<em aid=\"UGI2\">b</em><i id=\"k\" aid=\"UGI3\">c</i>"
                    "<span lang=\"en\" aid=\"UGI4\">d</span></p>");
  g_assert_true (g_str_has_prefix (at_link (half_of (file), link_at (text, 0)), "<i id=\"k\""));
}

static void
test_dead_link (void)
{
  g_autoptr (KindleBook) book =
      book_with_body ("<p><a href=\"#nowhere\">这里</a> <a href=\"no.xhtml\" id=\"k\">那里</a></p>");
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (KindleReadFile) file = write_and_read (book, warnings);
  assert_sound (file);
  g_assert_cmpuint (warnings->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (warnings, 0), ==, "a link leads nowhere: extra.xhtml#nowhere");
  const gchar *text = document_text (half_of (file), 1);
  assert_has (text, "这里</a>");
  g_assert_null (strstr (text, "href"));
  assert_has (text, "id=\"k\"");
}

static void
assert_refused (const gchar *body, const gchar *message)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KindleBook) book = book_with_body (body);
  g_assert_null (kindle_book_write (book, KINDLE_CONTAINER_KF8, NULL, &error));
  g_assert_error (error, KINDLE_ERROR, KINDLE_ERROR_MARKUP);
  assert_has (error->message, message);
}

static void
test_bad_markup (void)
{
  g_autofree gchar *deep = repeat ("<div>", 300);
  g_autofree gchar *deep_body = g_strconcat (deep, "x", NULL);
  assert_refused ("<p>a", "does not match");
  assert_refused ("<p>a</i></p>", "does not match");
  assert_refused ("<p a>x</p>", "attribute without value");
  assert_refused ("<p a=b>x</p>", "unquoted value");
  assert_refused ("<p a=\"b>x</p>", "unclosed value");
  assert_refused ("<p><![CDATA[x]]></p>", "CDATA");
  assert_refused ("<script>x</script>", "no place in a Kindle book: script");
  assert_refused ("<p><img src=\"no.png\" alt=\"x\"/></p>", "no such picture in the book: no.png");
  assert_refused (deep_body, "nested too deeply");
  assert_refused ("text alone", "holds no element");
  assert_refused ("<p><br></p>", "unclosed element");
}

static void
test_bad_book (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KindleBook) book = kindle_sample_titled ("题", 2, 4);
  kindle_book_add_toc_item (book, "无", "text/p-7.xhtml", -1);
  g_assert_null (kindle_book_write (book, KINDLE_CONTAINER_KF8, NULL, &error));
  g_assert_error (error, KINDLE_ERROR, KINDLE_ERROR_MARKUP);
  g_clear_error (&error);
  g_autoptr (KindleBook) empty = kindle_sample_titled ("题", 0, 4);
  g_assert_null (kindle_book_write (empty, KINDLE_CONTAINER_KF8, NULL, &error));
  g_assert_error (error, KINDLE_ERROR, KINDLE_ERROR_LIMIT);
  g_clear_error (&error);
  g_autoptr (KindleBook) pictured = kindle_sample_titled ("题", 1, 4);
  g_autofree guint8 *large = g_malloc0 (KINDLE_IMAGE_LIMIT + 1);
  memcpy (large, "\377\330\377", 3);
  g_autoptr (GBytes) picture = g_bytes_new (large, KINDLE_IMAGE_LIMIT + 1);
  kindle_book_add_resource (pictured, "large.jpg", "image/jpeg", picture);
  g_assert_null (kindle_book_write (pictured, KINDLE_CONTAINER_KF8, NULL, &error));
  g_assert_error (error, KINDLE_ERROR, KINDLE_ERROR_LIMIT);
  g_clear_error (&error);
  g_autoptr (KindleBook) fake = kindle_sample_titled ("题", 1, 4);
  g_autoptr (GBytes) text = g_bytes_new_static ("no picture", 10);
  kindle_book_add_resource (fake, "fake.png", "image/png", text);
  g_assert_null (kindle_book_write (fake, KINDLE_CONTAINER_KF8, NULL, &error));
  g_assert_error (error, KINDLE_ERROR, KINDLE_ERROR_LIMIT);
}

static void
test_entries (void)
{
  static const guint counts[] = {1, 780, 3000};
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++) {
    g_autoptr (KindleBook) book = kindle_sample_titled ("题", counts[i], 90);
    g_autoptr (KindleReadFile) file = write_and_read (book, NULL);
    assert_sound (file);
    g_assert_cmpuint (half_of (file)->ncx_index->entries->len, ==, counts[i]);
  }
}

static void
test_fonts (void)
{
  g_autoptr (KindleBook) book = kindle_sample_titled ("题", 1, 4);
  g_autoptr (GByteArray) font = g_byte_array_new ();
  static const guint8 magic[] = "OTTO";
  g_byte_array_append (font, magic, 4);
  g_byte_array_set_size (font, 5000);
  memset (font->data + 4, 7, 4996);
  g_autoptr (GBytes) bytes = g_bytes_new (font->data, font->len);
  kindle_book_add_resource (book, "fonts/body.otf", "font/otf", bytes);
  static const gchar css[] =
      "@font-face{font-family:W;src:url(\"fonts/body.otf\")} p{background:url( none.png )}";
  g_autoptr (GBytes) sheet = g_bytes_new_static (css, strlen (css));
  kindle_book_add_flow (book, "fonts.css", sheet);
  g_autoptr (KindleReadFile) file = write_and_read (book, NULL);
  const KindleReadHalf *half = half_of (file);
  assert_sound (file);
  g_assert_cmpuint (half->header.exth_flags, ==, 0x1050);
  g_assert_nonnull (kindle_read_find_exth (half, KINDLE_EXTH_OVERRIDE_FONTS));
  g_autofree gchar *flow =
      g_strndup ((const gchar *) half->text->data + g_array_index (half->flows, guint32, 4),
                 half->text->len - g_array_index (half->flows, guint32, 4));
  g_assert_cmpstr (flow, ==,
                   "@font-face{font-family:W;src:url(kindle:embed:0001)} p{background:url(none.png)}");
}

static void
test_paths (void)
{
  static const gchar *const rows[][3] = {{"text/a.xhtml", "../style.css", "style.css"},
                                         {"text/a.xhtml", "b.xhtml", "text/b.xhtml"},
                                         {"a.xhtml", "../../b", "b"},
                                         {"x/y/a.xhtml", "./../z/b", "x/z/b"},
                                         {"text/a.xhtml", "", "text/a.xhtml"}};
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree gchar *path = kindle_resolve_path (rows[i][0], rows[i][1]);
    g_assert_cmpstr (path, ==, rows[i][2]);
  }
}

/* Labels of a book with many papers stand whole, in as many string records as they fill. */
static void
test_many_labels (void)
{
  g_autoptr (KindleBook) book = kindle_sample_titled ("题", 3000, 90);
  g_autoptr (KindleReadFile) file = write_and_read (book, NULL);
  const KindleReadIndex *index = half_of (file)->ncx_index;
  g_assert_cmpuint (index->n_strings, ==, 5);
  g_assert_cmpuint (index->entries->len, ==, 3000);
  for (guint i = 0; i < 3000; i++) {
    const KindleTocItem *item = g_ptr_array_index (book->toc, i);
    guint32 reference = 0;
    g_assert_true (kindle_read_entry_get (g_ptr_array_index (index->entries, i), 3, 0, &reference));
    g_autofree gchar *label = kindle_read_index_dup_string (index, reference);
    g_assert_cmpstr (label, ==, item->label);
  }
  assert_sound (file);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kindle/book/13-tiny", test_tiny);
  g_test_add_func ("/kindle/book/8.1-hygiene", test_hygiene);
  g_test_add_func ("/kindle/book/4.5-links", test_links);
  g_test_add_func ("/kindle/book/7.1-ncx", test_ncx);
  g_test_add_func ("/kindle/book/2.4-cover", test_cover);
  g_test_add_func ("/kindle/book/11-same-bytes", test_same_bytes);
  g_test_add_func ("/kindle/book/13-random", test_random);
  g_test_add_func ("/kindle/book/4.3-long-text", test_long_text);
  g_test_add_func ("/kindle/book/4.3-long-heading", test_long_heading);
  g_test_add_func ("/kindle/book/4.4-tables", test_tables);
  g_test_add_func ("/kindle/book/4.4-empty-spans", test_empty_spans);
  g_test_add_func ("/kindle/book/4.5-dead-link", test_dead_link);
  g_test_add_func ("/kindle/book/8.1-bad-markup", test_bad_markup);
  g_test_add_func ("/kindle/book/bad-book", test_bad_book);
  g_test_add_func ("/kindle/book/5.4-entries", test_entries);
  g_test_add_func ("/kindle/book/6.3-fonts", test_fonts);
  g_test_add_func ("/kindle/book/paths", test_paths);
  g_test_add_func ("/kindle/book/many-labels", test_many_labels);
  return g_test_run ();
}
