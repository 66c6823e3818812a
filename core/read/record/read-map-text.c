/* In: a text of a record. Out: rich text. SPDX-License-Identifier: MIT */
#include "read/record/read-map.h"

#include "read/common/read-doc.h"
#include "read/common/read-source.h"
#include "rich/wz-rich.h"

#include <string.h>

static void
take_remark (WzRichRemark remark, gsize offset_bytes, const WzPosition *place, const gchar *detail,
             gpointer user_data)
{
  const ReadMapping *mapping = user_data;

  if (remark == WZ_RICH_TOO_DEEP)
    read_remarks_add (mapping->remarks, READ_DIAG_HTML_TOO_DEEP, place, NULL);
}

static WzRichOptions
get_options (const ReadMapping *mapping, const ReadMapText *text, const gchar *lang)
{
  return (WzRichOptions){.flags = WZ_RICH_PAGE | (text->html ? 0 : WZ_RICH_PLAIN),
                         .origin = text->position,
                         .base = mapping->base,
                         .pictures = mapping->pictures,
                         .issue = mapping->builder,
                         .lang = lang,
                         .remark = take_remark,
                         .user_data = (gpointer) (gsize) mapping};
}

static gboolean
is_wide (gunichar c)
{
  return read_is_han (c) || (c >= 0x3000 && c < 0x3040) || (c >= 0xFF00 && c < 0xFFF0);
}

/* A line end between two Chinese characters is no blank. */
static gboolean
joins (const gchar *start, const gchar *before, const gchar *after)
{
  const gchar *last = g_utf8_find_prev_char (start, before);

  return last != NULL && is_wide (g_utf8_get_char (last)) && is_wide (g_utf8_get_char (after));
}

/* White space as it runs on; the characters of @text up to @length. */
static gchar *
dup_line (const gchar *text, gsize length)
{
  GString *line = g_string_sized_new (length);
  const gchar *p = text, *end = text + length;

  while (p < end) {
    gsize blank = strspn (p, " \t\r\n"), word;
    gboolean broken;

    blank = MIN (blank, (gsize) (end - p));
    broken = memchr (p, '\n', blank) != NULL;
    p += blank;
    if (p >= end)
      break;
    if (blank > 0 && line->len > 0 && !(broken && joins (line->str, line->str + line->len, p)))
      g_string_append_c (line, ' ');
    word = MIN (strcspn (p, " \t\r\n"), (gsize) (end - p));
    g_string_append_len (line, p, (gssize) word);
    p += word;
  }
  return g_string_free (line, FALSE);
}

const gchar *
read_map_tidy (ReadMapText *text)
{
  gchar *line = dup_line (text->text, strlen (text->text));

  g_free (text->text);
  text->text = line;
  return line;
}

const gchar *
read_map_find_lang (const ReadMapText *text, const gchar *lang)
{
  if (lang != NULL)
    return lang;
  if (!text->html)
    return read_is_latin (text->text) ? "en" : "zh-Hans";
  g_autoptr (GString) said = g_string_new (NULL);
  gboolean tag = FALSE;

  for (const gchar *p = text->text; *p != '\0'; p++) {
    tag = *p == '<' || (tag && *p != '>');
    if (!tag)
      g_string_append_c (said, *p);
  }
  return read_is_latin (said->str) ? "en" : "zh-Hans";
}

/* What HTML has in its blocks, in one line. */
static const WzText *
flatten_blocks (WzIssueBuilder *builder, const WzText *blocks, const gchar *lang)
{
  WzTextBuilder *out = wz_text_builder_new (lang);
  WzTextIter iter;
  WzTextEvent event;
  gboolean any = FALSE, parted = FALSE;

  wz_text_iter_init (&iter, blocks);
  while (wz_text_iter_next (&iter, &event)) {
    gboolean inlined = event.type == WZ_TEXT_CHARACTERS ||
                       (!wz_text_kind_is_block (event.kind) && event.kind != WZ_TEXT_LIST_ITEM &&
                        event.kind != WZ_TEXT_TABLE_ROW && event.kind != WZ_TEXT_TABLE_CELL);

    if (inlined && parted && any)
      wz_text_builder_add (out, " ", 1, &event.position);
    if (inlined)
      wz_text_builder_event (out, &event);
    else if (event.text != NULL)
      wz_text_builder_add (out, event.text, -1, &event.position);
    any |= inlined;
    parted = !inlined;
  }
  return wz_text_builder_finish (out, builder);
}

const WzText *
read_map_build_inlines (const ReadMapping *mapping, const ReadMapText *text, const gchar *lang)
{
  WzTextBuilder *out = wz_text_builder_new (lang);
  WzRichOptions options = get_options (mapping, text, lang);
  g_autofree gchar *line = dup_line (text->text, strlen (text->text));

  if (text->html) {
    wz_rich_html (out, line, &options);
    return flatten_blocks (mapping->builder, wz_text_builder_finish (out, mapping->builder), lang);
  }
  wz_rich_markdown (out, line, &options);
  return wz_text_builder_finish (out, mapping->builder);
}

/* Where the paragraph at @p ends: before an empty line, or before a line that is set in. */
static const gchar *
find_paragraph_end (const gchar *p)
{
  for (const gchar *end = strchr (p, '\n'); end != NULL; end = strchr (end + 1, '\n')) {
    const gchar *next = end + 1 + strspn (end + 1, "\r");

    if (*next == '\n' || *next == ' ' || *next == '\t')
      return end;
  }
  return p + strlen (p);
}

const WzText *
read_map_build_blocks (const ReadMapping *mapping, const ReadMapText *text, const gchar *lang)
{
  WzTextBuilder *out = wz_text_builder_new (lang);
  WzRichOptions options = get_options (mapping, text, lang);

  if (text->html)
    wz_rich_html (out, text->text, &options);
  else
    for (const gchar *p = text->text, *end; *(p += strspn (p, " \t\r\n")) != '\0'; p = end) {
      end = find_paragraph_end (p);
      g_autofree gchar *line = dup_line (p, (gsize) (end - p));

      wz_text_builder_enter (out, WZ_TEXT_PARAGRAPH, 0, NULL, NULL, NULL, &text->position);
      wz_rich_markdown (out, line, &options);
      wz_text_builder_leave (out);
    }
  return wz_text_builder_finish (out, mapping->builder);
}
