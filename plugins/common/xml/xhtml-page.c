/* xhtml-page.c: the frame of a document, and what is written down while it is filled. In: elements. Out:
 * XhtmlPage: bytes and anchors. SPDX-License-Identifier: MIT
 *
 * The difference between the dialects is here and in xhtml-text.c's formulae, nowhere else.
 */
#include "xhtml-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
anchor_clear (gpointer data)
{
  g_free (((XhtmlAnchor *) data)->id);
}

static XhtmlPage *
page_new (void)
{
  XhtmlPage *page = g_new0 (XhtmlPage, 1);

  page->anchors = g_array_new (FALSE, FALSE, sizeof (XhtmlAnchor));
  g_array_set_clear_func (page->anchors, anchor_clear);
  return page;
}

void
xhtml_page_free (XhtmlPage *page)
{
  if (page == NULL)
    return;
  g_clear_pointer (&page->bytes, g_bytes_unref);
  g_array_unref (page->anchors);
  g_free (page);
}

/* `<head>`: character set, title, style sheet, in the shape that each dialect wants (X1; kindle-kf8, 8.1). */
static void
write_head (XhtmlOut *out)
{
  XmlWriter *xml = out->xml;

  xml_start (xml, "head");
  xml_newline (xml);
  xml_start (xml, "meta");
  if (out->epub) {
    xml_attr (xml, "charset", "UTF-8");
  } else {
    xml_attr (xml, "http-equiv", "Content-Type");
    xml_attr (xml, "content", "text/html; charset=utf-8");
  }
  xml_end (xml);
  xml_newline (xml);
  xml_element (xml, "title", xhtml_book_get_doc (out->book, out->doc)->title);
  xml_newline (xml);
  xml_start (xml, "link");
  xml_attr (xml, "rel", "stylesheet");
  xml_attr (xml, "type", "text/css");
  xml_attr (xml, "href", out->book->options.css_href);
  xml_end (xml);
  xml_newline (xml);
  xml_end (xml);
  xml_newline (xml);
}

void
xhtml_out_begin (XhtmlOut *out, XhtmlBook *book, guint doc)
{
  XmlWriter *xml = xml_writer_new (XML_MODE_HTML);

  memset (out, 0, sizeof *out);
  out->book = book;
  out->doc = doc;
  out->epub = book->options.dialect == XHTML_EPUB;
  out->xml = xml;
  out->page = page_new ();
  xml_writer_set_plain_lang (xml, !out->epub);
  xml_writer_set_characters (xml, book->options.characters);
  xml_writer_declaration (xml);
  if (out->epub)
    xml_writer_doctype (xml);
  xml_start (xml, "html");
  xml_attr (xml, "xmlns", "http://www.w3.org/1999/xhtml");
  if (out->epub)
    xml_attr (xml, "xmlns:epub", "http://www.idpf.org/2007/ops");
  xml_attr_lang (xml, book->lang);
  xml_newline (xml);
  write_head (out);
  xhtml_start (out, "body");
  xml_newline (xml);
  out->body_depth = xml_writer_get_depth (xml);
  out->page->body_start = xml_writer_get_offset (xml) - 1; /* the line feed is content */
}

XhtmlPage *
xhtml_out_end (XhtmlOut *out, GError **error)
{
  g_autoptr (XhtmlPage) page = g_steal_pointer (&out->page);
  g_autoptr (XmlWriter) xml = g_steal_pointer (&out->xml);

  page->body_end = xml_writer_get_offset (xml);
  page->bytes = xml_writer_finish (xml, error);
  return page->bytes != NULL ? g_steal_pointer (&page) : NULL;
}

void
xhtml_start (XhtmlOut *out, const gchar *name)
{
  xml_start (out->xml, name);
}

void
xhtml_start_class (XhtmlOut *out, const gchar *name, const gchar *class)
{
  xhtml_start (out, name);
  xml_attr (out->xml, "class", class);
}

/* Blocks end with a line feed, for those who look at the source; never where white space would show. */
static gboolean
ends_line (const XhtmlOut *out)
{
  static const gchar *const blocks[] = {"p",     "h2", "h3", "h4", "section", "aside", "figure",
                                        "table", "tr", "ul", "ol", "li",      "pre",   "blockquote"};

  if (xml_writer_get_depth (out->xml) == out->body_depth + 1)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (blocks) && out->epub; i++)
    if (xml_writer_is_open (out->xml, blocks[i]))
      return TRUE;
  return FALSE;
}

void
xhtml_end (XhtmlOut *out)
{
  gboolean newline = ends_line (out);

  xml_end (out->xml);
  if (newline)
    xml_newline (out->xml);
}

void
xhtml_id (XhtmlOut *out, const gchar *format, ...)
{
  XhtmlAnchor anchor = {NULL, xml_writer_get_start (out->xml)};
  va_list args;

  va_start (args, format);
  anchor.id = g_strdup_vprintf (format, args);
  va_end (args);
  xml_attr (out->xml, "id", anchor.id);
  g_array_append_val (out->page->anchors, anchor);
}

void
xhtml_lang (XhtmlOut *out, const gchar *lang)
{
  xml_attr_lang (out->xml, lang != NULL ? wz_lang_map (lang, WZ_LANG_EPUB) : out->book->lang);
}

void
xhtml_semantics (XhtmlOut *out, const gchar *type, const gchar *role)
{
  if (!out->epub)
    return;
  xml_attr (out->xml, "epub:type", type);
  xml_attr (out->xml, "role", role);
}

void
xhtml_label (XhtmlOut *out, const gchar *format, ...)
{
  g_autofree gchar *ids = NULL;
  va_list args;

  if (!out->epub)
    return;
  va_start (args, format);
  ids = g_strdup_vprintf (format, args);
  va_end (args);
  xml_attr (out->xml, "aria-labelledby", ids);
}

void
xhtml_link (XhtmlOut *out, guint doc, const gchar *anchor)
{
  g_autofree gchar *href = xhtml_book_dup_href (out->book, out->doc, doc, anchor);

  xml_attr (out->xml, "href", href);
}

void
xhtml_element (XhtmlOut *out, const gchar *name, const gchar *class, const gchar *text)
{
  xhtml_start_class (out, name, class);
  xml_text (out->xml, text);
  xhtml_end (out);
}

void
xhtml_bold (XhtmlOut *out, const gchar *text)
{
  xhtml_start_class (out, "span", "l");
  xml_mark_bold (out->xml);
  xml_text (out->xml, text);
  xhtml_end (out);
}

gboolean
xhtml_wrap (XhtmlOut *out, const gchar *class, const gchar *type, const gchar *role)
{
  if (!out->epub)
    return FALSE;
  xhtml_start_class (out, "section", class);
  xhtml_semantics (out, type, role);
  return TRUE;
}

void
xhtml_dropped (XhtmlOut *out, guint before, const WzPosition *position)
{
  gunichar last = 0;
  guint n = xml_writer_get_dropped (out->xml, &last) - before;

  if (n > 0)
    wz_diag_report (out->book->options.sink, WZ_SEVERITY_WARNING, "character-dropped", position,
                    _ ("%u characters that a book must not hold were left out, the last being U+%04X"), n,
                    last);
}

XhtmlPage *
xhtml_book_write (XhtmlBook *book, guint doc, GError **error)
{
  const XhtmlDocPlan *plan = g_ptr_array_index (book->docs, doc);
  XhtmlOut out;

  xhtml_out_begin (&out, book, doc);
  switch (plan->doc.kind) {
  case XHTML_DOC_COVER:
    break;
  case XHTML_DOC_CONTENTS:
    xhtml_write_contents (&out);
    break;
  case XHTML_DOC_ENTRIES:
    xhtml_write_entries (&out, plan);
    break;
  case XHTML_DOC_INDEX:
    xhtml_write_index (&out, plan);
    break;
  case XHTML_DOC_COLOPHON:
    xhtml_write_colophon (&out);
    break;
  }
  return xhtml_out_end (&out, error);
}
