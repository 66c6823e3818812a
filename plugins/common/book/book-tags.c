/* book-tags.c: elements as the dialect has them, for all that write into a document.
 * SPDX-License-Identifier: MIT */
#include "book-private.h"

#include <glib/gi18n-lib.h>

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
book_bold (BookOut *out, const gchar *text, const gchar *lang)
{
  book_start_class (out, "span", "l");
  if (lang != NULL)
    book_lang (out, lang);
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
