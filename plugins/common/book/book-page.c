/* book-page.c: a document of the plan, and the frame that all have. Out: BookPage.
 * SPDX-License-Identifier: MIT */
#include "book-private.h"

void
book_page_free (BookPage *page)
{
  if (page == NULL)
    return;
  g_clear_pointer (&page->bytes, g_bytes_unref);
  g_free (page);
}

/* `<head>`: character set, title, style sheet, in the shape that each dialect wants (X1; kindle-kf8, 8.1). */
static void
write_head (XmlWriter *xml, const BookDialect *dialect, const gchar *title, const gchar *css_href)
{
  xml_start (xml, "head");
  xml_newline (xml);
  xml_start (xml, "meta");
  if (dialect->doctype) {
    xml_attr (xml, "charset", "UTF-8");
  } else {
    xml_attr (xml, "http-equiv", "Content-Type");
    xml_attr (xml, "content", "text/html; charset=utf-8");
  }
  xml_end (xml);
  xml_newline (xml);
  xml_element (xml, "title", title);
  xml_newline (xml);
  xml_start (xml, "link");
  xml_attr (xml, "rel", "stylesheet");
  xml_attr (xml, "type", "text/css");
  xml_attr (xml, "href", css_href);
  xml_end (xml);
  xml_newline (xml);
  xml_end (xml);
  xml_newline (xml);
}

XmlWriter *
book_start_page (const Book *book, const gchar *title, const gchar *css_href)
{
  XmlWriter *xml = xml_writer_new (XML_MODE_HTML);

  xml_writer_set_plain_lang (xml, !book->dialect->xml_lang);
  xml_writer_set_characters (xml, book->options.characters);
  xml_writer_declaration (xml);
  if (book->dialect->doctype)
    xml_writer_doctype (xml);
  xml_start (xml, "html");
  xml_attr (xml, "xmlns", "http://www.w3.org/1999/xhtml");
  if (book->dialect->epub_types)
    xml_attr (xml, "xmlns:epub", "http://www.idpf.org/2007/ops");
  xml_attr_lang (xml, book->lang);
  xml_newline (xml);
  write_head (xml, book->dialect, title, css_href);
  xml_start (xml, "body");
  xml_newline (xml);
  return xml;
}

BookPage *
book_write (Book *book, guint doc, GError **error)
{
  const BookDocPlan *plan = g_ptr_array_index (book->docs, doc);
  g_autoptr (XmlWriter) xml = book_start_page (book, plan->doc.title, book->options.css_href);
  g_autoptr (BookPage) page = g_new0 (BookPage, 1);
  BookOut out = {book, doc, book->dialect, xml, page, xml_writer_get_depth (xml), 0, NULL, 0};

  switch (plan->doc.kind) {
  case BOOK_DOC_COVER:
    break;
  case BOOK_DOC_CONTENTS:
    book_write_contents (&out);
    break;
  case BOOK_DOC_ENTRIES:
    book_write_entries (&out, plan);
    break;
  case BOOK_DOC_INDEX:
    book_write_index (&out, plan);
    break;
  case BOOK_DOC_COLOPHON:
    book_write_colophon (&out, plan);
    break;
  }
  page->bytes = xml_writer_finish (xml, error);
  return page->bytes != NULL ? g_steal_pointer (&page) : NULL;
}
