/* book-page.c: a document of the plan, and the frame that all have. Out: WzBookPage.
 * SPDX-License-Identifier: MIT */
#include "book-private.h"

void
wz_book_page_free (WzBookPage *page)
{
  if (page == NULL)
    return;
  g_clear_pointer (&page->bytes, g_bytes_unref);
  g_free (page);
}

/* `<head>`: character set, title, style sheet, in the shape that each dialect wants (X1; kindle-kf8, 8.1). */
static void
write_head (WzXmlWriter *xml, const WzBookDialect *dialect, const gchar *title, const gchar *css_href)
{
  wz_xml_start (xml, "head");
  wz_xml_newline (xml);
  wz_xml_start (xml, "meta");
  if (dialect->doctype) {
    wz_xml_attr (xml, "charset", "UTF-8");
  } else {
    wz_xml_attr (xml, "http-equiv", "Content-Type");
    wz_xml_attr (xml, "content", "text/html; charset=utf-8");
  }
  wz_xml_end (xml);
  wz_xml_newline (xml);
  wz_xml_element (xml, "title", title);
  wz_xml_newline (xml);
  wz_xml_start (xml, "link");
  wz_xml_attr (xml, "rel", "stylesheet");
  wz_xml_attr (xml, "type", "text/css");
  wz_xml_attr (xml, "href", css_href);
  wz_xml_end (xml);
  wz_xml_newline (xml);
  wz_xml_end (xml);
  wz_xml_newline (xml);
}

WzXmlWriter *
wz_book_start_page (const WzBook *book, const gchar *title, const gchar *css_href)
{
  WzXmlWriter *xml = wz_xml_writer_new (WZ_XML_MODE_HTML);

  wz_xml_writer_set_plain_lang (xml, !book->dialect->xml_lang);
  wz_xml_writer_set_characters (xml, book->options.characters);
  wz_xml_writer_declaration (xml);
  if (book->dialect->doctype)
    wz_xml_writer_doctype (xml);
  wz_xml_start (xml, "html");
  wz_xml_attr (xml, "xmlns", "http://www.w3.org/1999/xhtml");
  if (book->dialect->epub_types)
    wz_xml_attr (xml, "xmlns:epub", "http://www.idpf.org/2007/ops");
  wz_xml_attr_lang (xml, book->lang);
  wz_xml_newline (xml);
  write_head (xml, book->dialect, title, css_href);
  wz_xml_start (xml, "body");
  wz_xml_newline (xml);
  return xml;
}

void
wz_book_write_into (WzBook *book, guint doc, WzXmlWriter *xml, WzBookPage *page)
{
  const WzBookDocPlan *plan = g_ptr_array_index (book->docs, doc);
  WzBookOut out = {.book = book,
                   .doc = doc,
                   .dialect = book->dialect,
                   .xml = xml,
                   .page = page,
                   .body_depth = wz_xml_writer_get_depth (xml),
                   .level = 2};

  out.heading = wz_book_top (&out) - 1;
  switch (plan->doc.kind) {
  case WZ_BOOK_DOC_COVER:
    break;
  case WZ_BOOK_DOC_CONTENTS:
    wz_book_write_contents (&out);
    break;
  case WZ_BOOK_DOC_ENTRIES:
    wz_book_write_entries (&out, plan);
    break;
  case WZ_BOOK_DOC_INDEX:
    wz_book_write_index (&out, plan);
    break;
  case WZ_BOOK_DOC_COLOPHON:
    wz_book_write_colophon (&out, plan);
    break;
  }
}

WzBookPage *
wz_book_write (WzBook *book, guint doc, GError **error)
{
  g_autoptr (WzXmlWriter) xml =
      wz_book_start_page (book, wz_book_get_doc (book, doc)->title, book->options.css_href);
  g_autoptr (WzBookPage) page = g_new0 (WzBookPage, 1);

  wz_book_write_into (book, doc, xml, page);
  page->bytes = wz_xml_writer_finish (xml, error);
  return page->bytes != NULL ? g_steal_pointer (&page) : NULL;
}
