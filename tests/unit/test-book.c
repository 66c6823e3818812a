/* test-book.c: the content documents that EPUB and Kindle share. SPDX-License-Identifier: MIT */
#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <string.h>

#include "model/wz-builder.h"
#include <wenzhai-kit/wz-book.h>
#include "book/book-private.h"

/* ---- A model with every field and every kind ------------------------------------------------------------
 */

static const WzText *
plain (WzIssueBuilder *builder, const gchar *lang, const gchar *text)
{
  return wz_issue_builder_plain (builder, lang, text, NULL);
}

static const WzText *
paragraph (WzIssueBuilder *builder, const gchar *lang, const gchar *words, const gchar *tex)
{
  WzTextBuilder *text = wz_text_builder_new (lang);

  wz_text_builder_enter (text, WZ_TEXT_PARAGRAPH, 0, NULL, NULL, NULL, NULL);
  wz_text_builder_add (text, words, -1, NULL);
  if (tex != NULL)
    wz_text_builder_leaf (text, WZ_TEXT_FORMULA, NULL, tex, NULL);
  wz_text_builder_leave (text);
  return wz_text_builder_finish (text, builder);
}

static void
add_words (WzTextBuilder *text, WzTextKind kind, gint number, const gchar *target, const gchar *lang,
           const gchar *words)
{
  wz_text_builder_enter (text, kind, number, target, NULL, lang, NULL);
  wz_text_builder_add (text, words, -1, NULL);
  wz_text_builder_leave (text);
}

static void
add_table (WzTextBuilder *text)
{
  wz_text_builder_enter (text, WZ_TEXT_TABLE, 0, NULL, NULL, NULL, NULL);
  for (guint row = 0; row < 3; row++) {
    wz_text_builder_enter (text, WZ_TEXT_TABLE_ROW, row == 0, NULL, NULL, NULL, NULL);
    add_words (text, WZ_TEXT_TABLE_CELL, row == 1 ? 2 : 1, "right", NULL, "cell");
    add_words (text, WZ_TEXT_TABLE_CELL, 1, NULL, NULL, "格");
    wz_text_builder_leave (text);
  }
  wz_text_builder_leave (text);
}

/* Headings of the given numbers, a paragraph below each. */
static const WzText *
headed (WzIssueBuilder *builder, const gchar *numbers)
{
  WzTextBuilder *text = wz_text_builder_new ("zh-Hans");

  for (const gchar *p = numbers; *p != '\0'; p++) {
    add_words (text, WZ_TEXT_HEADING, *p - '0', NULL, NULL, "小节");
    add_words (text, WZ_TEXT_PARAGRAPH, 0, NULL, NULL, "段落");
  }
  return wz_text_builder_finish (text, builder);
}

/* Every kind, some of them where they do not belong. */
static const WzText *
everything (WzIssueBuilder *builder, const gchar *picture)
{
  WzTextBuilder *text = wz_text_builder_new ("zh-Hans");

  wz_text_builder_add (text, "没有段落的字", -1, NULL);
  add_words (text, WZ_TEXT_HEADING, 3, NULL, NULL, "跳级的标题");
  add_words (text, WZ_TEXT_HEADING, 1, NULL, NULL, "");
  wz_text_builder_enter (text, WZ_TEXT_PARAGRAPH, 0, NULL, NULL, NULL, NULL);
  add_words (text, WZ_TEXT_EMPHASIS, 0, NULL, NULL, "强调");
  add_words (text, WZ_TEXT_STRONG, 0, NULL, NULL, "加重");
  wz_text_builder_leaf (text, WZ_TEXT_CODE, NULL, "a < b && c", NULL);
  add_words (text, WZ_TEXT_LINK, 0, "http://例子.测试/a b?x=\"1\"", NULL, "外链");
  add_words (text, WZ_TEXT_LINK, 0, "#2209.00002", NULL, "内链");
  add_words (text, WZ_TEXT_LINK, 0, "#nobody", NULL, "断链");
  add_words (text, WZ_TEXT_LINK, 0, "javascript:alert(1)", NULL, "坏链");
  add_words (text, WZ_TEXT_SPAN, 0, NULL, "en", "span of English");
  wz_text_builder_leaf (text, WZ_TEXT_LINE_BREAK, NULL, NULL, NULL);
  wz_text_builder_leaf (text, WZ_TEXT_IMAGE, picture, "图", NULL);
  wz_text_builder_leaf (text, WZ_TEXT_FORMULA, NULL, "x_i^2", NULL);
  wz_text_builder_leaf (text, WZ_TEXT_FORMULA, NULL, "\\foo", NULL);
  wz_text_builder_enter (text, WZ_TEXT_RULE, 0, NULL, NULL, NULL, NULL);
  wz_text_builder_leave (text);
  wz_text_builder_leave (text);
  wz_text_builder_enter (text, WZ_TEXT_LIST, 3, NULL, NULL, NULL, NULL);
  wz_text_builder_enter (text, WZ_TEXT_LIST_ITEM, 0, NULL, NULL, NULL, NULL);
  add_words (text, WZ_TEXT_PARAGRAPH, 0, NULL, NULL, "第三项");
  wz_text_builder_leave (text);
  wz_text_builder_leave (text);
  wz_text_builder_enter (text, WZ_TEXT_LIST, 0, NULL, NULL, NULL, NULL);
  wz_text_builder_leave (text);
  wz_text_builder_enter (text, WZ_TEXT_QUOTE, 0, NULL, NULL, NULL, NULL);
  add_words (text, WZ_TEXT_PARAGRAPH, 0, NULL, NULL, "引文");
  wz_text_builder_leave (text);
  wz_text_builder_leaf (text, WZ_TEXT_CODE_BLOCK, "c", "int main;\n\n  return;", NULL);
  wz_text_builder_enter (text, WZ_TEXT_FIGURE, 0, picture, "替代文字", NULL, NULL);
  wz_text_builder_add (text, "图注", -1, NULL);
  wz_text_builder_leave (text);
  add_table (text);
  wz_text_builder_leaf (text, WZ_TEXT_RULE, NULL, NULL, NULL);
  wz_text_builder_leaf (text, WZ_TEXT_FORMULA_BLOCK, NULL, "\\frac{a+b}{c}", NULL);
  return wz_text_builder_finish (text, builder);
}

static WzEntry *
add_paper (WzIssueBuilder *builder, WzSection *section, const gchar *id, guint ordinal, gboolean full,
           const gchar *zh, const gchar *en)
{
  WzPosition position = {"a.txt", ordinal, 1};
  WzEntry *entry = wz_section_add_entry (builder, section, &position);
  g_autofree gchar *url = g_strconcat ("http://arxiv.org/abs/", id, NULL);

  wz_entry_set_arxiv (builder, entry, id, 0);
  wz_entry_set_ordinal (builder, entry, ordinal);
  wz_entry_set_full (builder, entry, full);
  if (zh != NULL)
    wz_entry_set_title (builder, entry, "zh-Hans", plain (builder, "zh-Hans", zh));
  if (en != NULL)
    wz_entry_set_title (builder, entry, "en", plain (builder, "en", en));
  wz_entry_add_author (builder, entry, "A Author", NULL);
  wz_entry_add_author (builder, entry, "李四", NULL);
  wz_entry_set_authors_cut (builder, entry, TRUE);
  wz_entry_add_affiliation (builder, entry, "Some University", NULL);
  wz_entry_add_category (builder, entry, "LG", NULL);
  wz_entry_add_link (builder, entry, url, NULL, NULL);
  if (full) {
    wz_entry_set_abstract (builder, entry, "zh-Hans", paragraph (builder, "zh-Hans", "中文摘要。", "n^2"));
    wz_entry_set_abstract (builder, entry, "en",
                           paragraph (builder, "en", "English abstract ", "\\sqrt{a+b}"));
  }
  return entry;
}

static GBytes *
tiny_png (void)
{
  static const guint8 png[] = {0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13, 'I', 'H', 'D', 'R',
                               0,    0,   0,   2,   0,  0,  0,  2,  8, 0, 0, 0,  0,   0,   0,   0};

  return g_bytes_new_static (png, sizeof png);
}

static WzIssue *
make_issue (void)
{
  WzIssueBuilder *builder = wz_issue_builder_new ();
  g_autoptr (GBytes) png = tiny_png ();
  const WzResource *picture;
  const WzText *captions[3] = {NULL};
  WzString alt = {"图的说明", "zh-Hans", {NULL, 0, 0}};
  const WzString *alts[2] = {&alt, NULL};
  WzAppearance appearances[2] = {{"a.txt", {2022, 9, 22}, 1, FALSE, 1, 1},
                                 {"b.txt", {2022, 9, 23}, 9, TRUE, 2, 2}};
  WzBackReference back = {"旧刊", "37", NULL, NULL, {2022, 9, 15}};
  WzSection *front, *featured, *notable;
  WzEntry *first, *last;
  WzIndex *index;
  WzEntry *refs[2];

  wz_issue_builder_set_title (builder, "zh-Hans", "论文文摘");
  wz_issue_builder_set_number (builder, "38");
  wz_issue_builder_set_date (builder, (WzDate){2022, 9, 22});
  wz_issue_builder_set_category (builder, "LG", "zh-Hans", "机器学习", NULL);
  picture = wz_issue_builder_add_resource (builder, png, NULL);
  g_assert_nonnull (picture);
  front = wz_issue_builder_add_section (builder, WZ_SECTION_FRONT, NULL);
  wz_section_set_heading (builder, front, "zh-Hans", "卷首语");
  wz_section_set_blocks (builder, front, everything (builder, picture->id));
  featured = wz_issue_builder_add_section (builder, WZ_SECTION_FEATURED, NULL);
  wz_section_set_heading (builder, featured, "zh-Hans", "论文精选");
  first = add_paper (builder, featured, "2209.00001", 1, TRUE, "第一篇\x01 & <标题>", "The First");
  captions[0] = plain (builder, "en", "A caption");
  captions[1] = plain (builder, "zh-Hans", "图题");
  wz_entry_add_figure (builder, first, picture, captions, alts, NULL);
  wz_entry_add_note (builder, first, paragraph (builder, "zh-Hans", "编者的话", NULL));
  wz_entry_add_note (builder, first, paragraph (builder, "en", "A note", NULL));
  wz_entry_add_appearance (builder, first, &appearances[0]);
  wz_entry_add_appearance (builder, first, &appearances[1]);
  wz_entry_add_back_reference (builder, first, &back);
  wz_entry_set_body (builder, first, everything (builder, picture->id));
  refs[0] = first;
  refs[1] = add_paper (builder, featured, "2209.00002", 2, TRUE, NULL, "English only");
  notable = wz_issue_builder_add_section (builder, WZ_SECTION_NOTABLE, NULL);
  wz_section_set_heading (builder, notable, "zh-Hans", "值得关注");
  add_paper (builder, notable, "2209.00003", 3, FALSE, "第三篇", "The Third");
  last = add_paper (builder, notable, "2209.00004", 0, FALSE, "第四篇", NULL);
  (void) last;
  index = wz_issue_builder_add_index (builder, WZ_INDEX_AUTHOR);
  wz_index_add_term (builder, index, "A", "A Author", "en", refs, 2);
  wz_index_add_term (builder, index, "L", "李四", NULL, refs, 1);
  return wz_issue_builder_finish (builder, NULL);
}

static gchar *
image_href (const WzResource *resource, gpointer user_data)
{
  return g_strdup_printf ("../images/%s.png", resource->id);
}

static WzBook *
make_book (const WzGalley *galley, WzBookFormat format, WzBookSplit split)
{
  WzBookOptions options = {
      .format = format, .split = split, .css_href = "../style.css", .image_href = image_href};

  return wz_book_new (galley, &options);
}

static gboolean
is_written (const WzBook *book, guint doc, WzBookFormat format)
{
  WzBookDocKind kind = wz_book_get_doc (book, doc)->kind;

  return kind != WZ_BOOK_DOC_COVER && !(kind == WZ_BOOK_DOC_CONTENTS && format == WZ_BOOK_EPUB);
}

static xmlDocPtr
parse (GBytes *bytes)
{
  gsize length = 0;
  const gchar *data = g_bytes_get_data (bytes, &length);
  xmlDocPtr doc = xmlReadMemory (data, (int) length, NULL, NULL, XML_PARSE_NONET);

  g_assert_nonnull (doc);
  return doc;
}

static guint
count (xmlDocPtr doc, const gchar *path)
{
  xmlXPathContextPtr context = xmlXPathNewContext (doc);
  xmlXPathObjectPtr found;
  guint n;

  xmlXPathRegisterNs (context, BAD_CAST "h", BAD_CAST "http://www.w3.org/1999/xhtml");
  xmlXPathRegisterNs (context, BAD_CAST "m", BAD_CAST "http://www.w3.org/1998/Math/MathML");
  xmlXPathRegisterNs (context, BAD_CAST "epub", BAD_CAST "http://www.idpf.org/2007/ops");
  found = xmlXPathEvalExpression (BAD_CAST path, context);
  g_assert_nonnull (found);
  n = found->nodesetval != NULL ? (guint) found->nodesetval->nodeNr : 0;
  xmlXPathFreeObject (found);
  xmlXPathFreeContext (context);
  return n;
}

/* ---- Tests ----------------------------------------------------------------------------------------------
 */

static void
test_plan (void)
{
  static const gchar *const paths[] = {"text/cover.xhtml",        "nav.xhtml",
                                       "text/s-front.xhtml",      "text/p-2209.00001.xhtml",
                                       "text/p-2209.00002.xhtml", "text/s-notable.xhtml",
                                       "text/index-author.xhtml", "text/colophon.xhtml"};
  g_autoptr (WzIssue) issue = make_issue ();
  g_autoptr (WzGalley) galley = wz_galley_new (issue, NULL, WZ_LANGUAGES_BOTH, NULL);
  g_autoptr (WzBook) book = make_book (galley, WZ_BOOK_EPUB, WZ_BOOK_SPLIT_AUTO);
  guint entries = 0;

  g_assert_cmpuint (wz_book_get_n_docs (book), ==, G_N_ELEMENTS (paths));
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    g_assert_cmpstr (wz_book_get_doc (book, i)->path, ==, paths[i]);
  g_assert_cmpstr (wz_book_get_title (book), ==, "论文文摘 第38期");
  for (guint i = 0; i < wz_book_get_n_toc (book); i++) {
    const WzBookTocItem *item = wz_book_get_toc (book, i);

    entries += item->is_entry;
    g_assert_cmpuint (item->depth, ==, item->is_entry ? 2 : 1);
    if (i > 0)
      g_assert_cmpuint (item->doc, >=, wz_book_get_toc (book, i - 1)->doc);
  }
  g_assert_cmpuint (entries, ==, 4);
  g_assert_cmpuint (wz_book_get_n_toc (book), ==, 4 + 3 + 2);
  g_assert_cmpstr (wz_book_get_toc (book, 2)->label, ==, "1 第一篇 & <标题>");
}

/* A title of nothing that can be shown is none; the series, then the word for a digest, stands in. */
static void
test_title_of_nothing (void)
{
  for (guint i = 0; i < 2; i++) {
    WzIssueBuilder *builder = wz_issue_builder_new ();
    wz_issue_builder_set_title (builder, "zh-Hans", "\001 \002");
    wz_issue_builder_set_series (builder, i == 0 ? "周报" : " ", "s");
    g_autoptr (WzIssue) issue = wz_issue_builder_finish (builder, NULL);
    g_autoptr (WzGalley) galley = wz_galley_new (issue, NULL, WZ_LANGUAGES_BOTH, NULL);
    g_autoptr (WzBook) book = make_book (galley, WZ_BOOK_EPUB, WZ_BOOK_SPLIT_AUTO);
    g_assert_cmpstr (wz_book_get_title (book), ==, i == 0 ? "周报" : wz_label (WZ_LABEL_DIGEST, "zh-Hans"));
  }
}

static void
test_split_section (void)
{
  g_autoptr (WzIssue) issue = make_issue ();
  g_autoptr (WzGalley) galley = wz_galley_new (issue, NULL, WZ_LANGUAGES_BOTH, NULL);
  g_autoptr (WzBook) book = make_book (galley, WZ_BOOK_EPUB, WZ_BOOK_SPLIT_SECTION);

  g_assert_cmpuint (wz_book_get_n_docs (book), ==, 7);
  g_assert_cmpstr (wz_book_get_doc (book, 3)->path, ==, "text/s-featured.xhtml");
}

/* 400 full entries: by section, and no document near the limit. */
static void
test_split_large (void)
{
  WzIssueBuilder *builder = wz_issue_builder_new ();
  WzSection *section = wz_issue_builder_add_section (builder, WZ_SECTION_FEATURED, NULL);
  g_autofree gchar *words = g_strnfill (3000, 'w');
  g_autoptr (WzIssue) issue = NULL;
  g_autoptr (WzGalley) galley = NULL;
  g_autoptr (WzBook) book = NULL;

  for (guint i = 0; i < 400; i++) {
    g_autofree gchar *id = g_strdup_printf ("2209.%05u", i);
    WzEntry *entry = add_paper (builder, section, id, i + 1, TRUE, "题", "Title");

    wz_entry_set_abstract (builder, entry, "en", paragraph (builder, "en", words, NULL));
  }
  issue = wz_issue_builder_finish (builder, NULL);
  galley = wz_galley_new (issue, NULL, WZ_LANGUAGES_BOTH, NULL);
  book = make_book (galley, WZ_BOOK_EPUB, WZ_BOOK_SPLIT_AUTO);
  g_assert_cmpuint (wz_book_get_n_docs (book), <, 40);
  g_assert_cmpuint (wz_book_get_n_docs (book), >, 8);
  for (guint i = 2; i < wz_book_get_n_docs (book); i++) {
    g_autoptr (WzBookPage) page = wz_book_write (book, i, NULL);

    g_assert_cmpuint (g_bytes_get_size (page->bytes), <, 200 * 1024);
  }
}

static guint
check_headings (xmlNodePtr node, guint last)
{
  for (; node != NULL; node = node->next) {
    const gchar *name = (const gchar *) node->name;

    if (node->type == XML_ELEMENT_NODE && name[0] == 'h' && name[1] >= '1' && name[1] <= '6' &&
        name[2] == '\0') {
      guint level = (guint) (name[1] - '0');
      xmlChar *content = xmlNodeGetContent (node);

      g_assert_cmpuint (level, <=, last == 0 ? 2 : last + 1);
      g_assert_cmpstr ((const gchar *) content, !=, "");
      xmlFree (content);
      last = level;
    }
    last = check_headings (node->children, last);
  }
  return last;
}

static void
test_epub_documents (void)
{
  static const gchar start[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n<html";
  g_autoptr (WzIssue) issue = make_issue ();
  g_autoptr (WzGalley) galley = wz_galley_new (issue, NULL, WZ_LANGUAGES_BOTH, NULL);
  g_autoptr (WzBook) book = make_book (galley, WZ_BOOK_EPUB, WZ_BOOK_SPLIT_AUTO);

  for (guint i = 0; i < wz_book_get_n_docs (book); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (WzBookPage) page = NULL;
    xmlDocPtr doc;

    if (!is_written (book, i, WZ_BOOK_EPUB))
      continue;
    page = wz_book_write (book, i, &error);
    g_assert_no_error (error);
    g_assert_cmpint (strncmp (g_bytes_get_data (page->bytes, NULL), start, strlen (start)), ==, 0);
    doc = parse (page->bytes);
    check_headings (xmlDocGetRootElement (doc), 0);
    g_assert_cmpuint (count (doc, "//*[@lang and not(@xml:lang)]"), ==, 0);
    g_assert_cmpuint (count (doc, "//*[@xml:lang and not(@lang)]"), ==, 0);
    g_assert_cmpuint (count (doc, "//h:article|//h:header|//h:footer|//h:style|//h:script|//@style"), ==, 0);
    g_assert_cmpuint (count (doc, "//h:img[not(@alt) or @alt='']"), ==, 0);
    g_assert_cmpuint (count (doc, "//m:math[not(@alttext)]"), ==, 0);
    g_assert_cmpint (count (doc, "//m:math") > 0, ==, page->has_mathml);
    g_assert_cmpuint (count (doc, "//*[@epub:type and not(@role)]"), ==, 0);
    g_assert_cmpuint (count (doc, "//h:a[starts-with(@href, 'http://arxiv.org')]"), ==, 0);
    g_assert_cmpuint (count (doc, "//h:a[contains(@href, 'script:')]"), ==, 0);
    xmlFreeDoc (doc);
  }
}

static void
test_epub_entry (void)
{
  g_autoptr (WzIssue) issue = make_issue ();
  g_autoptr (WzGalley) galley = wz_galley_new (issue, NULL, WZ_LANGUAGES_BOTH, NULL);
  g_autoptr (WzBook) book = make_book (galley, WZ_BOOK_EPUB, WZ_BOOK_SPLIT_AUTO);
  g_autoptr (WzBookPage) page = wz_book_write (book, 3, NULL);
  xmlDocPtr doc = parse (page->bytes);

  g_assert_cmpuint (count (doc, "//h:section[@id='p-2209.00001'][@epub:type='chapter'][@role='doc-chapter']"
                                "[@aria-labelledby='p-2209.00001-t']/h:h2[@id='p-2209.00001-t']"),
                    ==, 1);
  g_assert_cmpuint (
      count (doc, "//h:section[@role='doc-abstract'][@aria-labelledby='p-2209.00001-z-t p-2209.00001-t']"),
      ==, 1);
  g_assert_cmpuint (
      count (doc,
             "//h:section[@role='doc-abstract'][@lang='en']/h:h3/h:a[@rel='alternate'][@hreflang='zh-CN']"),
      ==, 1);
  g_assert_cmpuint (count (doc, "//h:aside[@epub:type='footnote'][@role='doc-footnote']"), ==, 2);
  g_assert_cmpuint (count (doc, "//h:a[@epub:type='noteref'][@role='doc-noteref']"), ==, 2);
  g_assert_cmpuint (count (doc, "//h:a[@role='doc-backlink'][@href='#p-2209.00001-r2']"), ==, 1);
  g_assert_cmpuint (
      count (doc, "//h:p[@lang='en'][contains(., 'A Author')]/h:span[@lang='zh-CN'][.='李四等']"), ==, 1);
  g_assert_cmpuint (count (doc, "//h:a[@href='https://arxiv.org/abs/2209.00001'][.='arXiv:2209.00001']"), ==,
                    1);
  g_assert_cmpuint (count (doc, "//h:a[@href='p-2209.00002.xhtml#p-2209.00002']"), ==,
                    2); /* in the body, and next */
  g_assert_cmpuint (
      count (doc, "//h:a[starts-with(@href, 'http://xn--fsqu00a.xn--0zwm56d/a%20b?x=%221%22')]"), ==, 1);
  g_assert_cmpuint (count (doc, "//h:ol[@start='3']/h:li"), ==, 1);
  g_assert_cmpuint (count (doc, "//h:ul"), ==, 0);
  g_assert_cmpuint (count (doc, "//h:table/h:thead/h:tr/h:th[@scope='col']"), ==, 2);
  g_assert_cmpuint (count (doc, "//h:table/h:tbody/h:tr/h:td[@colspan='2'][@class='r']"), ==, 1);
  g_assert_cmpuint (count (doc, "//h:span[@class='math'][@data-tex='x_i^2'][h:sub][h:sup]"), ==, 1);
  g_assert_cmpuint (count (doc, "//h:code[@class='tex'][.='\\foo']"), ==, 1);
  g_assert_cmpuint (count (doc, "//h:p/h:p|//h:p/h:hr"), ==, 0);
  xmlFreeDoc (doc);
}

/* Back, contents, on; nothing before the first and behind the last. */
static void
test_ways (void)
{
  g_autoptr (WzIssue) issue = make_issue ();
  g_autoptr (WzGalley) galley = wz_galley_new (issue, NULL, WZ_LANGUAGES_BOTH, NULL);
  g_autoptr (WzBook) book = make_book (galley, WZ_BOOK_EPUB, WZ_BOOK_SPLIT_AUTO);
  static const gchar *const want[] = {"目录下一篇", "上一篇目录下一篇", "上一篇目录下一篇", "上一篇目录"};

  for (guint i = 0; i < G_N_ELEMENTS (want); i++) {
    g_autoptr (WzBookPage) page = wz_book_write (book, i + 2, NULL);
    xmlDocPtr doc = parse (page->bytes);
    g_autofree gchar *path = g_strdup_printf ("//h:p[@class='w'][translate(., ' ', '')='%s']", want[i]);

    g_assert_cmpuint (count (doc, path), ==, 1);
    xmlFreeDoc (doc);
  }
}

/* A short one that became a full one leaves an anchor in the list where readers met it. */
static void
test_places (void)
{
  g_autoptr (WzIssue) issue = make_issue ();
  g_autoptr (WzGalley) galley = wz_galley_new (issue, NULL, WZ_LANGUAGES_BOTH, NULL);
  g_autoptr (WzBook) book = make_book (galley, WZ_BOOK_EPUB, WZ_BOOK_SPLIT_AUTO);
  g_autoptr (WzBookPage) page = wz_book_write (book, 5, NULL);
  xmlDocPtr doc = parse (page->bytes);

  g_assert_cmpuint (count (doc, "//h:span[@id='p-2209.00001'][not(text())]"), ==, 1);
  g_assert_cmpuint (count (doc, "//h:section[@role='doc-chapter']"), ==, 2);
  xmlFreeDoc (doc);
}

static void
collect_headings (xmlNodePtr node, GString *levels)
{
  for (; node != NULL; node = node->next) {
    const gchar *name = (const gchar *) node->name;

    if (node->type == XML_ELEMENT_NODE && name[0] == 'h' && name[1] >= '1' && name[1] <= '6')
      g_string_append_c (levels, name[1]);
    collect_headings (node->children, levels);
  }
}

/* Whatever number a text's headings begin with, they stand right below what it belongs to: the section, the
 * paper, the abstract; not below what happens to be in front of it. */
static void
test_inner_headings (void)
{
  static const WzBookFormat formats[] = {WZ_BOOK_EPUB, WZ_BOOK_KF8};
  WzIssueBuilder *builder = wz_issue_builder_new ();
  WzSection *front = wz_issue_builder_add_section (builder, WZ_SECTION_FRONT, NULL);
  WzSection *featured = wz_issue_builder_add_section (builder, WZ_SECTION_FEATURED, NULL);
  WzEntry *entry = add_paper (builder, featured, "2209.00001", 1, TRUE, "题", NULL);

  wz_section_set_heading (builder, front, "zh-Hans", "导语");
  wz_section_set_blocks (builder, front, headed (builder, "3343"));
  wz_section_set_heading (builder, featured, "zh-Hans", "精选");
  wz_entry_set_abstract (builder, entry, "zh-Hans", headed (builder, "2"));
  wz_entry_set_body (builder, entry, headed (builder, "2324"));
  wz_entry_add_note (builder, entry, headed (builder, "5"));
  add_paper (builder, featured, "2209.00002", 2, TRUE, "题", NULL);
  g_autoptr (WzIssue) issue = wz_issue_builder_finish (builder, NULL);
  for (guint d = 0; d < G_N_ELEMENTS (formats); d++) {
    g_autoptr (WzGalley) galley = wz_galley_new (issue, NULL, WZ_LANGUAGES_BOTH, NULL);
    g_autoptr (WzBook) book = make_book (galley, formats[d], WZ_BOOK_SPLIT_AUTO);
    g_autoptr (GString) levels = g_string_new (NULL);

    for (guint i = 0; i < wz_book_get_n_docs (book); i++) {
      if (wz_book_get_doc (book, i)->kind != WZ_BOOK_DOC_ENTRIES)
        continue;
      g_autoptr (WzBookPage) page = wz_book_write (book, i, NULL);
      xmlDocPtr doc = parse (page->bytes);

      collect_headings (xmlDocGetRootElement (doc), levels);
      xmlFreeDoc (doc);
    }
    /* section, its blocks; section, paper, abstract and its own, English abstract, body, note; the next paper
     */
    g_assert_cmpstr (levels->str, ==,
                     "12232"
                     "12343343432"
                     "33");
  }
}

/* Links that lead to different places have different names, in one document and whatever paper they are of.
 */
static void
test_note_links (void)
{
  WzIssueBuilder *builder = wz_issue_builder_new ();
  WzSection *section = wz_issue_builder_add_section (builder, WZ_SECTION_NOTABLE, NULL);

  for (guint i = 1; i <= 2; i++) {
    g_autofree gchar *id = g_strdup_printf ("2209.0000%u", i);
    WzEntry *entry = add_paper (builder, section, id, i, FALSE, "题", NULL);

    wz_entry_add_note (builder, entry, paragraph (builder, "zh-Hans", "甲", NULL));
    if (i == 1)
      wz_entry_add_note (builder, entry, paragraph (builder, "zh-Hans", "乙", NULL));
  }
  g_autoptr (WzIssue) issue = wz_issue_builder_finish (builder, NULL);
  g_autoptr (WzGalley) galley = wz_galley_new (issue, NULL, WZ_LANGUAGES_BOTH, NULL);
  g_autoptr (WzBook) book = make_book (galley, WZ_BOOK_EPUB, WZ_BOOK_SPLIT_AUTO);
  for (guint i = 0; i < wz_book_get_n_docs (book); i++) {
    if (wz_book_get_doc (book, i)->kind != WZ_BOOK_DOC_ENTRIES)
      continue;
    g_autoptr (WzBookPage) page = wz_book_write (book, i, NULL);
    xmlDocPtr doc = parse (page->bytes);

    g_assert_cmpuint (count (doc, "//h:a[@aria-label]"), ==, 6);
    g_assert_cmpuint (count (doc, "//h:a[@aria-label][not(contains(@aria-label, .))]"), ==, 0);
    g_assert_cmpuint (count (doc, "//h:a[@aria-label = preceding::h:a/@aria-label]"), ==, 0);
    g_assert_cmpuint (count (doc, "//h:a[@role='doc-noteref'][.='编者按 2']"), ==, 1);
    g_assert_cmpuint (count (doc, "//h:a[@role='doc-noteref'][.='编者按']"), ==, 1);
    xmlFreeDoc (doc);
  }
}

static void
test_kf8_documents (void)
{
  g_autoptr (WzIssue) issue = make_issue ();
  g_autoptr (WzGalley) galley = wz_galley_new (issue, NULL, WZ_LANGUAGES_BOTH, NULL);
  g_autoptr (WzBook) book = make_book (galley, WZ_BOOK_KF8, WZ_BOOK_SPLIT_AUTO);

  for (guint i = 0; i < wz_book_get_n_docs (book); i++) {
    g_autoptr (WzBookPage) page = wz_book_write (book, i, NULL);
    g_autofree gchar *text = g_strndup (g_bytes_get_data (page->bytes, NULL), g_bytes_get_size (page->bytes));
    xmlDocPtr doc = parse (page->bytes);

    g_assert_null (strstr (text, "DOCTYPE"));
    g_assert_null (strstr (text, "epub:"));
    g_assert_cmpuint (count (doc, "//@role|//@xml:lang|//@aria-labelledby|//@data-tex|//m:math|//h:section"),
                      ==, 0);
    xmlFreeDoc (doc);
  }
}

/* Whether @href, as it stands in the document @from, names an anchor of the book. */
static gboolean
leads_somewhere (const WzBook *book, GPtrArray *pages, guint from, const gchar *href)
{
  const gchar *hash = strchr (href, '#');
  g_autofree gchar *id = hash != NULL ? g_strdup_printf (" id=\"%s\"", hash + 1) : NULL;

  for (guint i = 0; i < pages->len; i++) {
    const WzBookPage *page = g_ptr_array_index (pages, i);
    g_autofree gchar *place = wz_book_dup_href (book, from, i, hash != NULL ? hash + 1 : NULL);

    if (strcmp (place, href) == 0 &&
        (id == NULL || g_strstr_len (g_bytes_get_data (page->bytes, NULL),
                                     (gssize) g_bytes_get_size (page->bytes), id) != NULL))
      return TRUE;
  }
  return FALSE;
}

static void
test_kf8_links_resolve (void)
{
  g_autoptr (WzIssue) issue = make_issue ();
  g_autoptr (WzGalley) galley = wz_galley_new (issue, NULL, WZ_LANGUAGES_BOTH, NULL);
  g_autoptr (WzBook) book = make_book (galley, WZ_BOOK_KF8, WZ_BOOK_SPLIT_AUTO);
  g_autoptr (GPtrArray) pages = g_ptr_array_new_with_free_func ((GDestroyNotify) wz_book_page_free);
  guint links = 0;

  for (guint i = 0; i < wz_book_get_n_docs (book); i++)
    g_ptr_array_add (pages, wz_book_write (book, i, NULL));
  for (guint i = 0; i < pages->len; i++) {
    const WzBookPage *page = g_ptr_array_index (pages, i);
    g_autofree gchar *text = g_strndup (g_bytes_get_data (page->bytes, NULL), g_bytes_get_size (page->bytes));

    for (const gchar *p = text; (p = strstr (p, "<a ")) != NULL;) {
      g_autofree gchar *href = NULL;

      p = strstr (p, "href=\"") + strlen ("href=\"");
      href = g_strndup (p, strcspn (p, "\""));
      if (g_str_has_prefix (href, "http"))
        continue;
      g_assert_true (leads_somewhere (book, pages, i, href));
      links++;
    }
  }
  g_assert_cmpuint (links, >, 20);
}

/* ---- Fidelity -------------------------------------------------------------------------------------------
 */

/* Body text with formulae as `$tex$` and pictures as their words, without white space. */
static void
gather (xmlNodePtr node, GString *out)
{
  for (; node != NULL; node = node->next) {
    const gchar *name = (const gchar *) node->name;
    xmlChar *tex = node->type == XML_ELEMENT_NODE ? xmlGetProp (node, BAD_CAST "data-tex") : NULL;

    if (tex == NULL && node->type == XML_ELEMENT_NODE)
      tex = xmlGetProp (node, BAD_CAST "alttext");
    if (tex != NULL) {
      g_string_append_printf (out, "$%s$", (const gchar *) tex);
    } else if (node->type == XML_TEXT_NODE) {
      g_string_append (out, (const gchar *) node->content);
    } else if (strcmp (name, "img") == 0) {
      xmlChar *alt = xmlGetProp (node, BAD_CAST "alt");

      g_string_append (out, (const gchar *) alt);
      xmlFree (alt);
    } else if (strcmp (name, "head") != 0) {
      gather (node->children, out);
    }
    xmlFree (tex);
  }
}

/* The translation ends the entry; the way there and the way back say what they are. */
static void
test_behind (void)
{
  g_autoptr (WzIssue) issue = make_issue ();
  g_autoptr (WzGalley) galley = wz_galley_new (issue, NULL, WZ_LANGUAGES_BEHIND, NULL);
  g_autoptr (WzBook) epub = make_book (galley, WZ_BOOK_EPUB, WZ_BOOK_SPLIT_AUTO);
  g_autoptr (WzBook) kf8 = make_book (galley, WZ_BOOK_KF8, WZ_BOOK_SPLIT_AUTO);
  g_autoptr (WzBookPage) page = wz_book_write (epub, 3, NULL);
  g_autoptr (WzBookPage) plain = wz_book_write (kf8, 2, NULL);
  xmlDocPtr doc = parse (page->bytes);

  g_assert_cmpuint (count (doc, "//h:section[@role='doc-abstract'][@id='p-2209.00001-z']/h:h3/h:a"
                                "[@epub:type='noteref'][@role='doc-noteref'][@href='#p-2209.00001-e']"),
                    ==, 1);
  g_assert_cmpuint (count (doc, "//h:section[@role='doc-chapter']/h:aside[last()][@id='p-2209.00001-e']"
                                "[@epub:type='footnote'][@role='doc-footnote'][@lang='en']/h:h3/h:a"
                                "[@epub:type='backlink'][@role='doc-backlink'][@href='#p-2209.00001-z']"),
                    ==, 1);
  g_assert_cmpuint (count (doc, "//h:section[@role='doc-abstract'][@lang='en']"), ==, 0);
  check_headings (xmlDocGetRootElement (doc), 0);
  xmlFreeDoc (doc);
  doc = parse (plain->bytes);
  g_assert_cmpuint (count (doc, "//h:h3[@id='p-2209.00001-z']/h:a[@href='#p-2209.00001-e']"), ==, 1);
  g_assert_cmpuint (count (doc, "//h:h3[@id='p-2209.00001-e']/h:a[@href='#p-2209.00001-z']"), ==, 1);
  xmlFreeDoc (doc);
}

static gchar *
squeeze (const gchar *text)
{
  GString *out = g_string_new (NULL);

  for (const gchar *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)) && (guchar) *p >= 0x20)
      g_string_append_unichar (out, g_utf8_get_char (p));
  return g_string_free (out, FALSE);
}

static void
check_fidelity (const WzIssue *issue, WzLanguages languages, WzBookSplit split)
{
  g_autoptr (WzGalley) galley = wz_galley_new (issue, NULL, languages, NULL);
  g_autoptr (WzBook) book = make_book (galley, WZ_BOOK_EPUB, split);
  g_autofree gchar *reference = wz_issue_text (issue, languages);
  g_auto (GStrv) lines = g_strsplit (reference, "\n", -1);
  g_autoptr (GString) text = g_string_new (wz_book_get_title (book));
  g_autofree gchar *squeezed = NULL;
  const gchar *at;

  for (guint i = 0; i < wz_book_get_n_docs (book); i++)
    if (is_written (book, i, WZ_BOOK_EPUB)) {
      g_autoptr (WzBookPage) page = wz_book_write (book, i, NULL);
      xmlDocPtr doc = parse (page->bytes);

      gather (xmlDocGetRootElement (doc), text);
      xmlFreeDoc (doc);
    }
  at = squeezed = squeeze (text->str);
  for (guint i = 0; lines[i] != NULL; i++) {
    g_autofree gchar *line = squeeze (lines[i]);
    const gchar *found = strstr (at, line);

    if (found == NULL)
      g_error ("“%s” is not in “%s”", line, at);
    at = found + strlen (line);
  }
}

static void
test_fidelity (void)
{
  g_autoptr (WzIssue) issue = make_issue ();

  for (WzLanguages languages = WZ_LANGUAGES_BOTH; languages <= WZ_LANGUAGES_PARALLEL; languages++) {
    check_fidelity (issue, languages, WZ_BOOK_SPLIT_ENTRY);
    check_fidelity (issue, languages, WZ_BOOK_SPLIT_SECTION);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/common/book/N2-plan", test_plan);
  g_test_add_func ("/common/book/title-of-nothing", test_title_of_nothing);
  g_test_add_func ("/common/book/X15-split-section", test_split_section);
  g_test_add_func ("/common/book/X15-split-large", test_split_large);
  g_test_add_func ("/common/book/X1-X5-X7-X10-X12-documents", test_epub_documents);
  g_test_add_func ("/common/book/X4-X6-X8-X11-entry", test_epub_entry);
  g_test_add_func ("/common/book/ways", test_ways);
  g_test_add_func ("/common/book/stable-places", test_places);
  g_test_add_func ("/common/book/X5-inner-headings", test_inner_headings);
  g_test_add_func ("/common/book/X11-note-links", test_note_links);
  g_test_add_func ("/common/book/behind", test_behind);
  g_test_add_func ("/common/book/kf8-documents", test_kf8_documents);
  g_test_add_func ("/common/book/kf8-links-resolve", test_kf8_links_resolve);
  g_test_add_func ("/common/book/fidelity", test_fidelity);
  return g_test_run ();
}
