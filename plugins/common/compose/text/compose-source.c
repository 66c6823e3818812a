/* compose-source.c: see compose-source.h. SPDX-License-Identifier: MIT */
#include "compose-source.h"

#include <wenzhai/wz-lang.h>

#include <string.h>

#include <wenzhai-kit/wz-chars.h>

/* How the composer treats text of @tag. */
static ComposeLang
lang_of (const gchar *tag)
{
  if (!wz_lang_is_chinese (tag))
    return COMPOSE_LANG_EN;
  const gchar *region = wz_lang_map (tag, WZ_LANG_OPENTYPE);
  gboolean hant = g_str_equal (region, "ZHT ") || g_str_equal (region, "ZHH ");
  return hant ? COMPOSE_LANG_ZH_HANT : COMPOSE_LANG_ZH_HANS;
}

ComposeSource *
compose_source_new (const gchar *tag, const gchar *han_tag)
{
  ComposeSource *source = g_new0 (ComposeSource, 1);
  source->chars = g_array_new (FALSE, FALSE, sizeof (ComposeChar));
  source->marks = g_array_new (FALSE, FALSE, sizeof (ComposeMark));
  source->notes = g_array_new (FALSE, FALSE, sizeof (ComposeNoteMark));
  source->origins = g_array_new (FALSE, FALSE, sizeof (ComposeOrigin));
  source->pictures = g_array_new (FALSE, FALSE, sizeof (ComposePicture));
  source->tag = tag;
  source->han_tag = wz_lang_is_chinese (tag) ? tag : han_tag;
  source->lang = lang_of (tag);
  return source;
}

void
compose_source_free (ComposeSource *source)
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

/* The characters from @at on come from @offset characters behind @position. */
static void
add_origin (ComposeSource *source, guint32 at, const WzPosition *position, guint offset)
{
  if (position == NULL || position->line == 0)
    return;
  ComposeOrigin origin = {at, *position};
  if (origin.position.column > 0)
    origin.position.column += offset;
  g_array_append_val (source->origins, origin);
}

static void
drop (ComposeSource *source, gunichar ch, guint32 at, const WzPosition *position, guint offset)
{
  if (source->dropped.n == 0 && position != NULL) {
    source->dropped.position = *position;
    source->dropped.position.column += position->column > 0 ? offset : 0;
  }
  source->dropped.n++;
  source->dropped.last = ch;
  add_origin (source, at, position, offset + 1);
}

void
compose_source_add (ComposeSource *source, const gchar *text, guint16 style, guint flags, gint32 link,
                    const WzPosition *position)
{
  guint32 start = source->chars->len;
  guint offset = 0, n = start;
  add_origin (source, start, position, 0);
  g_array_set_size (source->chars, start + (guint) strlen (text)); /* at most; places are counted in @n */
  for (const gchar *p = text; *p != '\0'; p = g_utf8_next_char (p), offset++) {
    gunichar ch = (guchar) *p < 0x80 ? (gunichar) *p : g_utf8_get_char (p);
    if (wz_char_is_allowed (ch))
      g_array_index (source->chars, ComposeChar, n++) = (ComposeChar){ch, style, (guint16) flags};
    else
      drop (source, ch, n, position, offset);
  }
  g_array_set_size (source->chars, n);
  if (link >= 0 && source->chars->len > start) {
    ComposeMark mark = {start, source->chars->len, link};
    g_array_append_val (source->marks, mark);
  }
}

void
compose_source_add_picture (ComposeSource *source, const WzResource *resource, ComposeUnit width,
                            ComposeUnit height, guint16 style, gint32 link, const WzPosition *position)
{
  ComposePicture picture = {source->chars->len, width, height, resource};
  ComposeMark mark = {source->chars->len, source->chars->len + 1, link};
  ComposeChar ch = {0xFFFC, style, COMPOSE_CHAR_OBJECT | COMPOSE_CHAR_NO_HYPHEN};
  add_origin (source, source->chars->len, position, 0);
  g_array_append_val (source->chars, ch);
  g_array_append_val (source->pictures, picture);
  if (link >= 0)
    g_array_append_val (source->marks, mark);
}

ComposeUnit
compose_source_find_width (const ComposeSource *source, guint at)
{
  for (guint i = 0; i < source->pictures->len; i++) {
    const ComposePicture *picture = &g_array_index (source->pictures, ComposePicture, i);
    if (picture->at == at)
      return picture->width;
  }
  return 0;
}

void
compose_source_append (ComposeSource *source, const ComposeSource *more)
{
  guint32 shift = source->chars->len;
  g_array_append_vals (source->chars, more->chars->data, more->chars->len);
  for (guint i = 0; i < more->marks->len; i++) {
    ComposeMark mark = g_array_index (more->marks, ComposeMark, i);
    mark.start += shift;
    mark.end += shift;
    g_array_append_val (source->marks, mark);
  }
  for (guint i = 0; i < more->notes->len; i++) {
    ComposeNoteMark mark = g_array_index (more->notes, ComposeNoteMark, i);
    mark.at += shift;
    g_array_append_val (source->notes, mark);
  }
  for (guint i = 0; i < more->origins->len; i++) {
    ComposeOrigin origin = g_array_index (more->origins, ComposeOrigin, i);
    origin.start += shift;
    g_array_append_val (source->origins, origin);
  }
  for (guint i = 0; i < more->pictures->len; i++) {
    ComposePicture picture = g_array_index (more->pictures, ComposePicture, i);
    picture.at += shift;
    g_array_append_val (source->pictures, picture);
  }
  if (source->dropped.n == 0)
    source->dropped = more->dropped;
  else
    source->dropped.n += more->dropped.n;
}

guint
compose_source_get_length (const ComposeSource *source)
{
  return source->chars->len;
}

gint32
compose_source_find_link (const ComposeSource *source, guint at)
{
  for (guint i = 0; i < source->marks->len; i++) {
    const ComposeMark *mark = &g_array_index (source->marks, ComposeMark, i);
    if (at >= mark->start && at < mark->end)
      return mark->link;
  }
  return -1;
}

WzPosition
compose_source_find_position (const ComposeSource *source, guint at)
{
  WzPosition position = {0};
  for (guint i = 0; i < source->origins->len; i++) {
    const ComposeOrigin *origin = &g_array_index (source->origins, ComposeOrigin, i);
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
compose_source_clean (const gchar *text)
{
  if (text == NULL)
    return NULL;
  GString *clean = g_string_new (NULL);
  for (const gchar *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (wz_char_is_allowed (g_utf8_get_char (p)))
      g_string_append_unichar (clean, g_utf8_get_char (p));
  return g_string_free (clean, FALSE);
}
