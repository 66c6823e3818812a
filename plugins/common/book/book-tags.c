/* book-tags.c: elements as the dialect has them, for all that write into a document.
 * SPDX-License-Identifier: MIT */
#include "book-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
wz_book_start (WzBookOut *out, const gchar *name)
{
  wz_xml_start (out->xml, name);
}

void
wz_book_start_class (WzBookOut *out, const gchar *name, const gchar *class)
{
  wz_book_start (out, name);
  wz_xml_attr (out->xml, "class", class);
}

/* Blocks end with a line feed, for those who look at the source; never where white space would show. */
static gboolean
ends_line (const WzBookOut *out)
{
  static const gchar *const blocks[] = {"p",  "h2", "h3", "h4", "section", "aside",      "figure",  "table",
                                        "tr", "ul", "ol", "li", "pre",     "blockquote", "article", "div"};

  if (wz_xml_writer_get_depth (out->xml) == out->body_depth + 1)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (blocks) && out->dialect->inner_lines; i++)
    if (wz_xml_writer_is_open (out->xml, blocks[i]))
      return TRUE;
  return FALSE;
}

void
wz_book_end (WzBookOut *out)
{
  gboolean newline = ends_line (out);

  wz_xml_end (out->xml);
  if (newline)
    wz_xml_newline (out->xml);
}

guint
wz_book_top (const WzBookOut *out)
{
  return out->dialect->page ? 2 : 1;
}

void
wz_book_start_heading (WzBookOut *out, guint level, const gchar *class)
{
  static const gchar *const names[] = {"h1", "h2", "h3", "h4", "h5", "h6"};

  wz_book_start_class (out, names[MIN (level, G_N_ELEMENTS (names)) - 1], class);
}

void
wz_book_id (WzBookOut *out, const gchar *format, ...)
{
  g_autofree gchar *id = NULL;
  va_list args;

  va_start (args, format);
  id = g_strdup_vprintf (format, args);
  va_end (args);
  wz_xml_attr (out->xml, "id", id);
}

void
wz_book_lang (WzBookOut *out, const gchar *lang)
{
  wz_xml_attr_lang (out->xml, wz_lang_map (lang, WZ_LANG_EPUB));
}

void
wz_book_semantics (WzBookOut *out, const gchar *type, const gchar *role)
{
  wz_xml_attr (out->xml, "epub:type", out->dialect->epub_types ? type : NULL);
  wz_xml_attr (out->xml, "role", out->dialect->roles ? role : NULL);
}

void
wz_book_label (WzBookOut *out, const gchar *format, ...)
{
  g_autofree gchar *ids = NULL;
  va_list args;

  if (!out->dialect->roles)
    return;
  va_start (args, format);
  ids = g_strdup_vprintf (format, args);
  va_end (args);
  wz_xml_attr (out->xml, "aria-labelledby", ids);
}

void
wz_book_link (WzBookOut *out, guint doc, const gchar *anchor)
{
  g_autofree gchar *href = wz_book_dup_href (out->book, out->doc, doc, anchor);

  wz_xml_attr (out->xml, "href", href);
}

void
wz_book_start_link (WzBookOut *out, const gchar *target)
{
  gboolean inside = target != NULL && *target == '#';
  guint part = inside ? wz_galley_find_part (out->book->galley, target + 1) : G_MAXUINT;
  guint doc = part != G_MAXUINT ? out->book->places[part] : G_MAXUINT;

  if (target == NULL || (inside && doc == G_MAXUINT)) {
    wz_book_start (out, "span");
    return;
  }
  wz_book_start (out, "a");
  if (inside) {
    g_autofree gchar *anchor = wz_book_dup_anchor (wz_galley_get_part (out->book->galley, part), 0);

    wz_book_link (out, doc, anchor);
  } else {
    wz_xml_attr (out->xml, "href", target);
  }
}

void
wz_book_link_says (WzBookOut *out, const gchar *target, const gchar *text, gsize length)
{
  g_autofree gchar *shown = text != NULL ? g_strndup (text, length) : NULL;

  if (out->dialect->page && shown != NULL && *shown != '\0' && strstr (target, shown) != NULL)
    wz_xml_attr (out->xml, "class", "u");
}

void
wz_book_element (WzBookOut *out, const gchar *name, const gchar *class, const gchar *text)
{
  wz_book_start_class (out, name, class);
  wz_xml_text (out->xml, text);
  wz_book_end (out);
}

void
wz_book_bold (WzBookOut *out, const gchar *text, const gchar *lang)
{
  wz_book_start_class (out, "span", "l");
  if (lang != NULL)
    wz_book_lang (out, lang);
  wz_xml_mark_bold (out->xml);
  wz_xml_text (out->xml, text);
  wz_book_end (out);
}

gboolean
wz_book_wrap (WzBookOut *out, const gchar *class, const gchar *type, const gchar *role)
{
  if (!out->dialect->sections)
    return FALSE;
  wz_book_start_class (out, "section", class);
  wz_book_semantics (out, type, role);
  return TRUE;
}

void
wz_book_attributes (WzBookOut *out, const WzPart *part)
{
  const WzBookOptions *options = &out->book->options;

  if (options->part_attributes != NULL)
    options->part_attributes (part, out->xml, options->user_data);
}

const gchar *
wz_book_find_side (const WzPieces *pieces, const WzPiece *piece)
{
  gboolean chinese = wz_lang_is_chinese (piece->lang);
  gboolean translated = FALSE;

  for (guint i = 0; i < wz_pieces_get_n (pieces) && piece->set != NULL && !translated; i++) {
    const WzPiece *other = wz_pieces_get (pieces, i);

    translated = other->role == piece->role && g_strcmp0 (other->set, piece->set) == 0 &&
                 wz_lang_is_chinese (other->lang) != chinese;
  }
  return !translated ? NULL : chinese ? "zh" : "en";
}

void
wz_book_side (WzBookOut *out, const WzPieces *pieces, const WzPiece *piece)
{
  if (out->dialect->page)
    wz_xml_attr (out->xml, "data-l", wz_book_find_side (pieces, piece));
}

gboolean
wz_book_start_side (WzBookOut *out, const WzPieces *pieces, const WzPiece *piece)
{
  if (!out->dialect->page || wz_book_find_side (pieces, piece) == NULL)
    return FALSE;
  wz_book_start (out, "div");
  wz_book_side (out, pieces, piece);
  wz_book_lang (out, piece->lang);
  return TRUE;
}

gboolean
wz_book_start_scroller (WzBookOut *out, const gchar *name, const gchar *class)
{
  if (!out->dialect->page)
    return FALSE;
  wz_book_start_class (out, name, class);
  wz_xml_attr (out->xml, "tabindex", "0");
  return TRUE;
}

void
wz_book_dropped (WzBookOut *out, guint before, const WzPosition *position)
{
  gunichar last = 0;
  guint n = wz_xml_writer_get_dropped (out->xml, &last) - before;

  if (n > 0)
    wz_diag_report (out->book->options.sink, WZ_SEVERITY_WARNING, "character-dropped", position,
                    _ ("%u characters that a book must not hold were left out, the last being U+%04X"), n,
                    last);
}
