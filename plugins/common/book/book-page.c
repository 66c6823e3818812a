/* book-page.c: the frame of a document, and what is written down while it is filled. In: elements. Out:
 * BookPage. SPDX-License-Identifier: MIT */
#include "book-private.h"

#include <glib/gi18n-lib.h>

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

void
book_start (BookOut *out, const gchar *name)
{
  xml_start (out->xml, name);
}

void
book_start_class (BookOut *out, const gchar *name, const gchar *class)
{
  book_start (out, name);
  xml_attr (out->xml, "class", class);
}

/* Blocks end with a line feed, for those who look at the source; never where white space would show. */
static gboolean
ends_line (const BookOut *out)
{
  static const gchar *const blocks[] = {"p",     "h2", "h3", "h4", "section", "aside", "figure",
                                        "table", "tr", "ul", "ol", "li",      "pre",   "blockquote"};

  if (xml_writer_get_depth (out->xml) == out->body_depth + 1)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (blocks) && out->dialect->inner_lines; i++)
    if (xml_writer_is_open (out->xml, blocks[i]))
      return TRUE;
  return FALSE;
}

void
book_end (BookOut *out)
{
  gboolean newline = ends_line (out);

  xml_end (out->xml);
  if (newline)
    xml_newline (out->xml);
}

void
book_id (BookOut *out, const gchar *format, ...)
{
  g_autofree gchar *id = NULL;
  va_list args;

  va_start (args, format);
  id = g_strdup_vprintf (format, args);
  va_end (args);
  xml_attr (out->xml, "id", id);
}

void
book_lang (BookOut *out, const gchar *lang)
{
  xml_attr_lang (out->xml, wz_lang_map (lang, WZ_LANG_EPUB));
}

void
book_semantics (BookOut *out, const gchar *type, const gchar *role)
{
  xml_attr (out->xml, "epub:type", out->dialect->epub_types ? type : NULL);
  xml_attr (out->xml, "role", out->dialect->roles ? role : NULL);
}

void
book_label (BookOut *out, const gchar *format, ...)
{
  g_autofree gchar *ids = NULL;
  va_list args;

  if (!out->dialect->roles)
    return;
  va_start (args, format);
  ids = g_strdup_vprintf (format, args);
  va_end (args);
  xml_attr (out->xml, "aria-labelledby", ids);
}

void
book_link (BookOut *out, guint doc, const gchar *anchor)
{
  g_autofree gchar *href = book_dup_href (out->book, out->doc, doc, anchor);

  xml_attr (out->xml, "href", href);
}

void
book_start_link (BookOut *out, const gchar *target)
{
  gboolean inside = target != NULL && *target == '#';
  guint part = inside ? wz_galley_find_part (out->book->galley, target + 1) : G_MAXUINT;
  guint doc = part != G_MAXUINT ? out->book->places[part] : G_MAXUINT;

  if (target == NULL || (inside && doc == G_MAXUINT)) {
    book_start (out, "span");
    return;
  }
  book_start (out, "a");
  if (inside) {
    g_autofree gchar *anchor = book_dup_anchor (wz_galley_get_part (out->book->galley, part), 0);

    book_link (out, doc, anchor);
  } else {
    xml_attr (out->xml, "href", target);
  }
}

void
book_element (BookOut *out, const gchar *name, const gchar *class, const gchar *text)
{
  book_start_class (out, name, class);
  xml_text (out->xml, text);
  book_end (out);
}

void
book_bold (BookOut *out, const gchar *text)
{
  book_start_class (out, "span", "l");
  xml_mark_bold (out->xml);
  xml_text (out->xml, text);
  book_end (out);
}

gboolean
book_wrap (BookOut *out, const gchar *class, const gchar *type, const gchar *role)
{
  if (!out->dialect->sections)
    return FALSE;
  book_start_class (out, "section", class);
  book_semantics (out, type, role);
  return TRUE;
}

void
book_dropped (BookOut *out, guint before, const WzPosition *position)
{
  gunichar last = 0;
  guint n = xml_writer_get_dropped (out->xml, &last) - before;

  if (n > 0)
    wz_diag_report (out->book->options.sink, WZ_SEVERITY_WARNING, "character-dropped", position,
                    _ ("%u characters that a book must not hold were left out, the last being U+%04X"), n,
                    last);
}

BookPage *
book_write (Book *book, guint doc, GError **error)
{
  const BookDocPlan *plan = g_ptr_array_index (book->docs, doc);
  g_autoptr (XmlWriter) xml = book_start_page (book, plan->doc.title, book->options.css_href);
  g_autoptr (BookPage) page = g_new0 (BookPage, 1);
  BookOut out = {book, doc, book->dialect, xml, page, xml_writer_get_depth (xml), 0};

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
