/* pdf-source.c: see pdf-source.h. SPDX-License-Identifier: MIT */
#include "pdf-source.h"

#include <wenzhai/wz-lang.h>

#include <string.h>

#include "chars/chars.h"

PdfLang
pdf_lang_of (const gchar *tag)
{
  if (!wz_lang_is_chinese (tag))
    return PDF_LANG_EN;
  const gchar *region = wz_lang_map (tag, WZ_LANG_OPENTYPE);
  gboolean hant = g_str_equal (region, "ZHT ") || g_str_equal (region, "ZHH ");
  return hant ? PDF_LANG_ZH_HANT : PDF_LANG_ZH_HANS;
}

PdfSource *
pdf_source_new (const gchar *tag, const gchar *han_tag)
{
  PdfSource *source = g_new0 (PdfSource, 1);
  source->chars = g_array_new (FALSE, FALSE, sizeof (PdfChar));
  source->marks = g_array_new (FALSE, FALSE, sizeof (PdfMark));
  source->notes = g_array_new (FALSE, FALSE, sizeof (PdfNoteMark));
  source->origins = g_array_new (FALSE, FALSE, sizeof (PdfOrigin));
  source->pictures = g_array_new (FALSE, FALSE, sizeof (PdfPicture));
  source->tag = tag;
  source->han_tag = wz_lang_is_chinese (tag) ? tag : han_tag;
  source->lang = pdf_lang_of (tag);
  return source;
}

void
pdf_source_free (PdfSource *source)
{
  if (source == NULL)
    return;
  g_array_unref (source->chars);
  g_array_unref (source->marks);
  g_array_unref (source->notes);
  g_array_unref (source->origins);
  g_array_unref (source->pictures);
  g_free (source);
}

/* What follows comes from @offset characters behind @position. */
static void
add_origin (PdfSource *source, const WzPosition *position, guint offset)
{
  if (position == NULL || position->line == 0)
    return;
  PdfOrigin origin = {source->chars->len, *position};
  if (origin.position.column > 0)
    origin.position.column += offset;
  g_array_append_val (source->origins, origin);
}

static void
drop (PdfSource *source, gunichar ch, const WzPosition *position, guint offset)
{
  if (source->dropped.n == 0 && position != NULL) {
    source->dropped.position = *position;
    source->dropped.position.column += position->column > 0 ? offset : 0;
  }
  source->dropped.n++;
  source->dropped.last = ch;
  add_origin (source, position, offset + 1);
}

void
pdf_source_add (PdfSource *source, const gchar *text, guint16 style, guint flags, gint32 link,
                const WzPosition *position)
{
  guint32 start = source->chars->len;
  guint offset = 0;
  add_origin (source, position, 0);
  for (const gchar *p = text; *p != '\0'; p = g_utf8_next_char (p), offset++) {
    PdfChar ch = {g_utf8_get_char (p), style, (guint16) flags};
    if (char_is_allowed (ch.ch))
      g_array_append_val (source->chars, ch);
    else
      drop (source, ch.ch, position, offset);
  }
  if (link >= 0 && source->chars->len > start) {
    PdfMark mark = {start, source->chars->len, link};
    g_array_append_val (source->marks, mark);
  }
}

void
pdf_source_add_picture (PdfSource *source, const WzResource *resource, PdfUnit width, PdfUnit height,
                        guint16 style, gint32 link, const WzPosition *position)
{
  PdfPicture picture = {source->chars->len, width, height, resource};
  PdfMark mark = {source->chars->len, source->chars->len + 1, link};
  PdfChar ch = {0xFFFC, style, PDF_CHAR_OBJECT | PDF_CHAR_NO_HYPHEN};
  add_origin (source, position, 0);
  g_array_append_val (source->chars, ch);
  g_array_append_val (source->pictures, picture);
  if (link >= 0)
    g_array_append_val (source->marks, mark);
}

PdfUnit
pdf_source_find_width (const PdfSource *source, guint at)
{
  for (guint i = 0; i < source->pictures->len; i++) {
    const PdfPicture *picture = &g_array_index (source->pictures, PdfPicture, i);
    if (picture->at == at)
      return picture->width;
  }
  return 0;
}

void
pdf_source_append (PdfSource *source, const PdfSource *more)
{
  guint32 shift = source->chars->len;
  g_array_append_vals (source->chars, more->chars->data, more->chars->len);
  for (guint i = 0; i < more->marks->len; i++) {
    PdfMark mark = g_array_index (more->marks, PdfMark, i);
    mark.start += shift;
    mark.end += shift;
    g_array_append_val (source->marks, mark);
  }
  for (guint i = 0; i < more->notes->len; i++) {
    PdfNoteMark mark = g_array_index (more->notes, PdfNoteMark, i);
    mark.at += shift;
    g_array_append_val (source->notes, mark);
  }
  for (guint i = 0; i < more->origins->len; i++) {
    PdfOrigin origin = g_array_index (more->origins, PdfOrigin, i);
    origin.start += shift;
    g_array_append_val (source->origins, origin);
  }
  for (guint i = 0; i < more->pictures->len; i++) {
    PdfPicture picture = g_array_index (more->pictures, PdfPicture, i);
    picture.at += shift;
    g_array_append_val (source->pictures, picture);
  }
  if (source->dropped.n == 0)
    source->dropped = more->dropped;
  else
    source->dropped.n += more->dropped.n;
}

guint
pdf_source_get_length (const PdfSource *source)
{
  return source->chars->len;
}

gint32
pdf_source_find_link (const PdfSource *source, guint at)
{
  for (guint i = 0; i < source->marks->len; i++) {
    const PdfMark *mark = &g_array_index (source->marks, PdfMark, i);
    if (at >= mark->start && at < mark->end)
      return mark->link;
  }
  return -1;
}

WzPosition
pdf_source_find_position (const PdfSource *source, guint at)
{
  WzPosition position = {0};
  for (guint i = 0; i < source->origins->len; i++) {
    const PdfOrigin *origin = &g_array_index (source->origins, PdfOrigin, i);
    if (origin->start > at)
      break;
    position = origin->position;
    /* Fields are one line mostly: the column moves along with the characters. */
    if (position.column > 0)
      position.column += at - origin->start;
  }
  return position;
}

gchar *
pdf_source_dup_text (const PdfSource *source)
{
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < source->chars->len; i++)
    g_string_append_unichar (text, g_array_index (source->chars, PdfChar, i).ch);
  return g_string_free (text, FALSE);
}

gchar *
pdf_source_clean (const gchar *text)
{
  if (text == NULL)
    return NULL;
  GString *clean = g_string_new (NULL);
  for (const gchar *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (char_is_allowed (g_utf8_get_char (p)))
      g_string_append_unichar (clean, g_utf8_get_char (p));
  return g_string_free (clean, FALSE);
}
