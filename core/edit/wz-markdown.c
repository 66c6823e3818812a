/* wz-markdown.c: CommonMark → rich text, by libcmark. SPDX-License-Identifier: MIT
 *
 * In: an editorial or a note. Out: blocks of the model. Raw HTML is shown as the characters it is; images
 * become their alternative text, since an overlay names no files. Positions are those of the value in its
 * file, line by line.
 */
#include "edit/wz-markdown.h"

#include <cmark.h>
#include <string.h>

typedef struct {
  WzTextBuilder *out;
  WzPosition origin;
  guint images; /* open ones: links inside an image's description are no links */
} Writer;

static WzPosition
place_of (const Writer *writer, cmark_node *node)
{
  WzPosition position = writer->origin;
  gint line = cmark_node_get_start_line (node);
  if (position.line > 0 && line > 1) {
    position.line += (guint32) line - 1;
    position.column = (guint32) MAX (cmark_node_get_start_column (node), 1);
  }
  return position;
}

static gboolean
is_leaf (cmark_node_type type)
{
  return type == CMARK_NODE_CODE || type == CMARK_NODE_CODE_BLOCK || type == CMARK_NODE_THEMATIC_BREAK ||
         type == CMARK_NODE_LINEBREAK;
}

static void
write_leaf (Writer *writer, cmark_node *node, const WzPosition *position)
{
  switch (cmark_node_get_type (node)) {
  case CMARK_NODE_CODE:
    wz_text_builder_leaf (writer->out, WZ_TEXT_CODE, NULL, cmark_node_get_literal (node), position);
    break;
  case CMARK_NODE_CODE_BLOCK: {
    const gchar *info = cmark_node_get_fence_info (node);
    g_autofree gchar *code = g_strchomp (g_strdup (cmark_node_get_literal (node)));
    wz_text_builder_leaf (writer->out, WZ_TEXT_CODE_BLOCK, info && *info ? info : NULL, code, position);
    break;
  }
  case CMARK_NODE_LINEBREAK:
    wz_text_builder_leaf (writer->out, WZ_TEXT_LINE_BREAK, NULL, NULL, position);
    break;
  default:
    wz_text_builder_leaf (writer->out, WZ_TEXT_RULE, NULL, NULL, position);
  }
}

/* The model's kind for a node with children; WZ_TEXT_STRING where the children stand for themselves. */
static WzTextKind
kind_of (const Writer *writer, cmark_node *node)
{
  switch (cmark_node_get_type (node)) {
  case CMARK_NODE_PARAGRAPH:
    return WZ_TEXT_PARAGRAPH;
  case CMARK_NODE_HEADING:
    return WZ_TEXT_HEADING;
  case CMARK_NODE_BLOCK_QUOTE:
    return WZ_TEXT_QUOTE;
  case CMARK_NODE_LIST:
    return WZ_TEXT_LIST;
  case CMARK_NODE_ITEM:
    return WZ_TEXT_LIST_ITEM;
  case CMARK_NODE_EMPH:
    return WZ_TEXT_EMPHASIS;
  case CMARK_NODE_STRONG:
    return WZ_TEXT_STRONG;
  case CMARK_NODE_LINK:
    return writer->images == 0 ? WZ_TEXT_LINK : WZ_TEXT_STRING;
  default:
    return WZ_TEXT_STRING;
  }
}

static void
enter_node (Writer *writer, cmark_node *node, const WzPosition *position)
{
  WzTextKind kind = kind_of (writer, node);
  gint number = kind == WZ_TEXT_HEADING ? cmark_node_get_heading_level (node)
                : kind == WZ_TEXT_LIST && cmark_node_get_list_type (node) == CMARK_ORDERED_LIST
                    ? MAX (cmark_node_get_list_start (node), 1)
                    : 0;
  const gchar *target = kind == WZ_TEXT_LINK ? cmark_node_get_url (node) : NULL;
  if (kind != WZ_TEXT_STRING)
    wz_text_builder_enter (writer->out, kind, number, target, NULL, NULL, position);
}

static void
write_node (Writer *writer, cmark_node *node, cmark_event_type event)
{
  cmark_node_type type = cmark_node_get_type (node);
  WzPosition position = place_of (writer, node);
  if (type == CMARK_NODE_IMAGE)
    writer->images += event == CMARK_EVENT_ENTER ? 1 : -1U;
  if (is_leaf (type))
    write_leaf (writer, node, &position);
  else if (type == CMARK_NODE_TEXT || type == CMARK_NODE_HTML_INLINE)
    wz_text_builder_add (writer->out, cmark_node_get_literal (node), -1, &position);
  else if (type == CMARK_NODE_SOFTBREAK)
    wz_text_builder_add (writer->out, "\n", 1, &position);
  else if (type == CMARK_NODE_HTML_BLOCK) {
    g_autofree gchar *html = g_strchomp (g_strdup (cmark_node_get_literal (node)));
    wz_text_builder_enter (writer->out, WZ_TEXT_PARAGRAPH, 0, NULL, NULL, NULL, &position);
    wz_text_builder_add (writer->out, html, -1, &position);
    wz_text_builder_leave (writer->out);
  } else if (event == CMARK_EVENT_ENTER)
    enter_node (writer, node, &position);
  else if (kind_of (writer, node) != WZ_TEXT_STRING)
    wz_text_builder_leave (writer->out);
}

/* Takes the heading that a text begins with out of it; NULL where it begins otherwise. */
static gchar *
take_heading (cmark_node *root)
{
  cmark_node *first = cmark_node_first_child (root);
  if (first == NULL || cmark_node_get_type (first) != CMARK_NODE_HEADING)
    return NULL;
  GString *out = g_string_new (NULL);
  cmark_iter *iter = cmark_iter_new (first);
  for (cmark_event_type event = cmark_iter_next (iter); event != CMARK_EVENT_DONE;
       event = cmark_iter_next (iter)) {
    cmark_node *node = cmark_iter_get_node (iter);
    cmark_node_type type = cmark_node_get_type (node);
    if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE || type == CMARK_NODE_HTML_INLINE)
      g_string_append (out, cmark_node_get_literal (node));
    else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK)
      g_string_append_c (out, ' ');
  }
  cmark_iter_free (iter);
  g_strstrip (out->str);
  if (*out->str != '\0')
    cmark_node_free (first); /* unlinks it */
  return g_string_free (out, *out->str == '\0');
}

/**
 * wz_markdown_to_text:
 * @markdown: CommonMark, UTF-8
 * @lang: of the text
 * @position: (nullable): of its first character
 * @heading: (out) (optional) (nullable) (transfer full): the heading that the text begins with, which is then
 * not in the result; with NULL it stays there
 *
 * Returns: (transfer none): blocks, in the arena of @builder's issue
 */
const WzText *
wz_markdown_to_text (WzIssueBuilder *builder, const gchar *markdown, const gchar *lang,
                     const WzPosition *position, gchar **heading)
{
  Writer writer = {.out = wz_text_builder_new (lang)};
  if (position)
    writer.origin = *position;
  cmark_node *root = cmark_parse_document (markdown, strlen (markdown), CMARK_OPT_VALIDATE_UTF8);
  if (heading)
    *heading = take_heading (root);
  cmark_iter *iter = cmark_iter_new (root);
  for (cmark_event_type event = cmark_iter_next (iter); event != CMARK_EVENT_DONE;
       event = cmark_iter_next (iter))
    if (cmark_iter_get_node (iter) != root)
      write_node (&writer, cmark_iter_get_node (iter), event);
  cmark_iter_free (iter);
  cmark_node_free (root);
  return wz_text_builder_finish (writer.out, builder);
}
