/* kindle-sample: books for tests of the KF8 writer. The same call gives the same book. */
#include "kindle-sample.h"

#include <string.h>

#define HEAD                                                                                                 \
  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n"                                            \
  "<html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\" lang=\"zh-CN\" " \
  "xml:lang=\"zh-CN\"><head><meta charset=\"UTF-8\"/><title>%s</title>"                                      \
  "<link rel=\"stylesheet\" type=\"text/css\" href=\"../style.css\"/></head>\n"

/* 8×8 grey JFIF picture: as small as baseline JPEG gets. */
static const guint8 tiny_jpeg[] = {
    0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10, 0x4a, 0x46, 0x49, 0x46, 0x00, 0x01, 0x01, 0x00, 0x00, 0x01,
    0x00, 0x01, 0x00, 0x00, 0xff, 0xdb, 0x00, 0x43, 0x00, 0x10, 0x0b, 0x0c, 0x0e, 0x0c, 0x0a, 0x10,
    0x0e, 0x0d, 0x0e, 0x12, 0x11, 0x10, 0x13, 0x18, 0x28, 0x1a, 0x18, 0x16, 0x16, 0x18, 0x31, 0x23,
    0x25, 0x1d, 0x28, 0x3a, 0x33, 0x3d, 0x3c, 0x39, 0x33, 0x38, 0x37, 0x40, 0x48, 0x5c, 0x4e, 0x40,
    0x44, 0x57, 0x45, 0x37, 0x38, 0x50, 0x6d, 0x51, 0x57, 0x5f, 0x62, 0x67, 0x68, 0x67, 0x3e, 0x4d,
    0x71, 0x79, 0x70, 0x64, 0x78, 0x5c, 0x65, 0x67, 0x63, 0xff, 0xc0, 0x00, 0x0b, 0x08, 0x00, 0x08,
    0x00, 0x08, 0x01, 0x01, 0x11, 0x00, 0xff, 0xc4, 0x00, 0x14, 0x00, 0x01, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xff, 0xc4, 0x00, 0x14,
    0x10, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x00, 0xff, 0xda, 0x00, 0x08, 0x01, 0x01, 0x00, 0x00, 0x3f, 0x00, 0x3f, 0xff, 0xd9};

static void
describe (KindleBook *book, const gchar *title)
{
  KindleMetadata *meta = &book->meta;
  meta->title = g_strdup (title);
  g_ptr_array_add (meta->authors, g_strdup ("文摘编辑部"));
  meta->contributor = g_strdup ("wenzhai");
  meta->publisher = g_strdup ("文摘");
  meta->date = g_strdup ("2022-09-23");
  g_ptr_array_add (meta->subjects, g_strdup ("机器学习"));
  meta->identifier = g_strdup ("6541bfca-568d-5a1e-9ed6-5b1c81388284");
  meta->content_class = g_strdup ("EBOK");
  meta->language = g_strdup ("zh");
  meta->locale = 4;
  meta->file_name = g_strdup ("wenzhai-2022-09-23");
  meta->modified = 1663891200; /* 2022-09-23 */
}

static void
add_text (KindleBook *book, const gchar *name, const gchar *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  kindle_book_add_document (book, name, bytes);
}

static void
add_style (KindleBook *book, const gchar *css)
{
  g_autoptr (GBytes) bytes = g_bytes_new (css, strlen (css));
  kindle_book_add_flow (book, "style.css", bytes);
}

static void
add_cover (KindleBook *book)
{
  g_autoptr (GBytes) jpeg = g_bytes_new_static (tiny_jpeg, sizeof tiny_jpeg);
  book->cover = (gint) kindle_book_add_resource (book, "cover.jpg", "image/jpeg", jpeg);
  kindle_book_add_resource (book, "thumbnail.jpg", "image/jpeg", jpeg);
}

/**
 * kindle_sample_tiny:
 *
 * A contents page and a section with two papers, nested contents, links in both directions, a cover.
 *
 * Returns: (transfer full): a book
 */
KindleBook *
kindle_sample_tiny (void)
{
  KindleBook *book = kindle_book_new ();
  g_autofree gchar *contents = g_strdup_printf (
      HEAD "<body><nav epub:type=\"toc\" role=\"doc-toc\"><h1 id=\"toc\">目录</h1><ol><li><a "
           "href=\"p-2209.11142.xhtml#p-2209.11142\">1 统一的视角</a></li><li><a "
           "href=\"p-2209.10901.xhtml\">2 长文本</a></li></ol></nav></body></html>\n",
      "目录");
  g_autofree gchar *day =
      g_strdup_printf (HEAD "<body><h1 id=\"day\">九月二十三日</h1></body></html>\n", "九月二十三日");
  g_autofree gchar *first = g_strdup_printf (
      HEAD
      "<body>\n<h2 id=\"p-2209.11142\">1 统一的视角</h2>\n<p lang=\"en\" xml:lang=\"en\">A Unified View</p>\n"
      "<p>摘要，含 𠮷 字与 <em>强调</em>。<a id=\"note\"/></p>\n<p><a "
      "href=\"https://arxiv.org/abs/2209.11142?a=1&amp;b=2\">arXiv:2209.11142</a> <a "
      "href=\"contents.xhtml#toc\">目录</a></p></body></html>\n",
      "统一的视角");
  g_autofree gchar *second = g_strdup_printf (HEAD "<body><h2 id=\"p-2209.10901\">2 长文本</h2><p><img "
                                                   "src=\"../cover.jpg\" alt=\"图\"/></p></body></html>\n",
                                              "长文本");
  describe (book, "论文日报");
  add_text (book, "text/contents.xhtml", contents);
  add_text (book, "text/day.xhtml", day);
  add_text (book, "text/p-2209.11142.xhtml", first);
  add_text (book, "text/p-2209.10901.xhtml", second);
  add_style (book, "p{margin:0;text-indent:2em}\n");
  add_cover (book);
  gint section = kindle_book_add_toc_item (book, "九月二十三日", "text/day.xhtml#day", -1);
  kindle_book_add_toc_item (book, "1 统一的视角", "text/p-2209.11142.xhtml#p-2209.11142", section);
  kindle_book_add_toc_item (book, "2 长文本", "text/p-2209.10901.xhtml#p-2209.10901", section);
  kindle_book_add_landmark (book, "toc", "目录", "text/contents.xhtml#toc");
  kindle_book_add_landmark (book, "text", "正文", "text/p-2209.11142.xhtml#p-2209.11142");
  book->start = g_strdup ("text/p-2209.11142.xhtml");
  return book;
}

/* One paragraph of @bytes or a little more: Han, Latin, astral characters, entities. */
static void
put_paragraph (GString *out, GRand *random, guint bytes)
{
  static const gchar *const pieces[] = {
      "的",      "学习", "模型",    "，",          "。",
      "𠮷",      "𝒳",    " model ", "deep ",       "&amp;",
      "&lt;",    "é",    "……",      "<em>强</em>", "<span lang=\"en\">x</span>",
      "神经网络"};
  gsize start = out->len;
  g_string_append (out, "<p>");
  while (out->len - start < bytes)
    g_string_append (out, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
  g_string_append (out, "</p>\n");
}

static void
add_entry (KindleBook *book, GRand *random, guint number, gint section, guint n_entries)
{
  /* lengths around the sizes where something is cut */
  static const guint edges[] = {0, 1, 60, 900, 3700, 4090, 4096, 4103, 8100, 8192, 8300, 17000, 50000};
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree gchar *name = g_strdup_printf ("text/p-%u.xhtml", number);
  g_autofree gchar *target = g_strdup_printf ("%s#p-%u-t", name, number);
  g_autofree gchar *label = g_strdup_printf ("%u 第%u篇论文的题目", number, number);
  g_string_append_printf (out, HEAD "<body>", label);
  gboolean wrapped = g_rand_boolean (random);
  if (wrapped)
    g_string_append_printf (out, "<section id=\"p-%u\" epub:type=\"chapter\" role=\"doc-chapter\">", number);
  g_string_append_printf (out, "<h2 id=\"p-%u-t\">%s</h2>\n", number, label);
  for (gint n = g_rand_int_range (random, 0, 5); n > 0; n--)
    put_paragraph (out, random,
                   edges[g_rand_int_range (random, 0, G_N_ELEMENTS (edges))] +
                       (guint) g_rand_int_range (random, 0, 4));
  g_string_append_printf (out, "<p><a href=\"p-%d.xhtml#p-%d-t\">前后</a></p>",
                          g_rand_int_range (random, 0, (gint) n_entries),
                          g_rand_int_range (random, 0, (gint) n_entries));
  g_string_append (out, wrapped ? "</section></body></html>\n" : "</body></html>\n");
  add_text (book, name, out->str);
  kindle_book_add_toc_item (book, label, target, section);
}

/**
 * kindle_sample_random:
 * @seed: which book
 *
 * A book of random shape: 1 to 300 papers in sections, lengths around 4096 and 8192, characters outside the
 * basic plane, some links that lead nowhere.
 *
 * Returns: (transfer full): a book
 */
KindleBook *
kindle_sample_random (guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  KindleBook *book = kindle_book_new ();
  guint most = g_rand_int_range (random, 0, 4) == 0 ? 301 : 20;
  guint n = (guint) g_rand_int_range (random, 1, (gint) most);
  gint section = -1;
  describe (book, "随机的文摘");
  add_style (book, "p{margin:0}\n");
  add_cover (book);
  for (guint i = 0; i < n; i++) {
    if (i == 0 || g_rand_int_range (random, 0, 7) == 0) {
      g_autofree gchar *name = g_strdup_printf ("text/day-%u.xhtml", i);
      g_autofree gchar *target = g_strdup_printf ("%s#day", name);
      g_autofree gchar *text =
          g_strdup_printf (HEAD "<body><h1 id=\"day\">第%u日</h1></body></html>", "日", i);
      add_text (book, name, text);
      section = kindle_book_add_toc_item (book, "某日", target, -1);
    }
    add_entry (book, random, i, section, n);
  }
  kindle_book_add_landmark (book, "text", "正文", "text/p-0.xhtml");
  book->start = g_strdup ("text/p-0.xhtml");
  return book;
}

/**
 * kindle_sample_titled:
 * @title: of the book
 * @n_entries: papers
 * @label_bytes: about how long their contents labels are
 *
 * Returns: (transfer full): a book with a flat contents
 */
KindleBook *
kindle_sample_titled (const gchar *title, guint n_entries, guint label_bytes)
{
  KindleBook *book = kindle_book_new ();
  describe (book, title);
  add_style (book, "p{margin:0}\n");
  for (guint i = 0; i < n_entries; i++) {
    g_autoptr (GString) label = g_string_new (NULL);
    g_autofree gchar *name = g_strdup_printf ("text/p-%u.xhtml", i);
    g_string_append_printf (label, "%u ", i + 1);
    while (label->len < label_bytes)
      g_string_append (label, "题");
    g_autofree gchar *text =
        g_strdup_printf (HEAD "<body><h2>%s</h2><p>文</p></body></html>", "题目", label->str);
    add_text (book, name, text);
    kindle_book_add_toc_item (book, label->str, name, -1);
  }
  return book;
}
