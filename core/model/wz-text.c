/* wz-text.c: rich text as a flat sequence of events, its iterator and its builder. SPDX-License-Identifier:
 * MIT */
#include "model/wz-model-private.h"

#include <string.h>

gboolean
wz_text_kind_is_block (WzTextKind kind)
{
  return ((kind >= WZ_TEXT_PARAGRAPH && kind <= WZ_TEXT_FORMULA_BLOCK) && kind != WZ_TEXT_TABLE_CELL) ||
         kind == WZ_TEXT_NOTE;
}

/* Leaves that are their text: it may be empty, never NULL. */
static gboolean
is_text_leaf (WzTextKind kind)
{
  return kind == WZ_TEXT_CODE_BLOCK || kind == WZ_TEXT_FORMULA_BLOCK || kind == WZ_TEXT_CODE ||
         kind == WZ_TEXT_FORMULA || kind == WZ_TEXT_NOTE_MARK;
}

/* ---- Reading ---- */

void
wz_text_iter_init (WzTextIter *iter, const WzText *text)
{
  memset (iter, 0, sizeof *iter);
  iter->text = text;
  iter->end = text != NULL ? text->n_nodes : 0;
}

/* Nodes at the top level, one after another: where block @block begins; behind the last one, and in a text
 * that has fewer, the end. */
static guint
find_block (const WzText *text, guint from, guint block)
{
  gboolean in_inlines = FALSE;
  guint i = from;
  for (guint n = 0; i < text->n_nodes;
       i = text->nodes[i].type == WZ_TEXT_ENTER ? text->nodes[i].partner + 1 : i + 1) {
    gboolean is_block = text->nodes[i].type == WZ_TEXT_ENTER && wz_text_kind_is_block (text->nodes[i].kind);
    if ((is_block || !in_inlines) && n++ == block) /* inlines in a row are one paragraph */
      break;
    in_inlines = !is_block;
  }
  return i;
}

guint
wz_text_n_blocks (const WzText *text)
{
  guint n = 0;
  for (guint i = 0; text != NULL && i < text->n_nodes; i = find_block (text, i, 1))
    n++;
  return n;
}

void
wz_text_iter_init_blocks (WzTextIter *iter, const WzText *text, guint first, guint n_blocks)
{
  wz_text_iter_init (iter, text);
  if (text == NULL)
    return;
  iter->index = find_block (text, 0, first);
  iter->end = find_block (text, iter->index, n_blocks);
}

gboolean
wz_text_iter_next (WzTextIter *iter, WzTextEvent *event)
{
  if (iter->index >= iter->end)
    return FALSE;

  const WzTextNode *node = &iter->text->nodes[iter->index++];
  *event = (WzTextEvent){
      .type = node->type,
      .kind = node->kind,
      .text = node->text,
      .length = node->length,
      .target = node->target,
      .lang = node->lang,
      .number = node->number,
      .position = node->position,
  };
  return TRUE;
}

void
wz_text_iter_skip (WzTextIter *iter)
{
  if (iter->text == NULL || iter->index == 0)
    return;
  const WzTextNode *node = &iter->text->nodes[iter->index - 1];
  if (node->type == WZ_TEXT_ENTER)
    iter->index = node->partner;
}

/* Spaces of any width, and what is there for breaking, joining and direction alone. */
static gboolean
is_blank (const gchar *text)
{
  for (const gchar *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    GUnicodeType type = g_unichar_type (g_utf8_get_char (p));
    if (type != G_UNICODE_CONTROL && type != G_UNICODE_FORMAT && type != G_UNICODE_SPACE_SEPARATOR &&
        type != G_UNICODE_LINE_SEPARATOR && type != G_UNICODE_PARAGRAPH_SEPARATOR)
      return FALSE;
  }
  return TRUE;
}

gboolean
wz_text_is_empty (const WzText *text)
{
  for (guint i = 0; text != NULL && i < text->n_nodes; i++) {
    const WzTextNode *node = &text->nodes[i];
    if ((node->length > 0 && !is_blank (node->text)) || node->kind == WZ_TEXT_IMAGE ||
        node->kind == WZ_TEXT_FIGURE || node->kind == WZ_TEXT_RULE)
      return FALSE;
  }
  return TRUE;
}

gboolean
wz_text_contains (const WzText *text, WzTextKind kind)
{
  for (guint i = 0; text != NULL && i < text->n_nodes; i++)
    if (text->nodes[i].kind == kind)
      return TRUE;
  return FALSE;
}

const gchar *
wz_text_get_lang (const WzText *text)
{
  return text != NULL ? text->lang : NULL;
}

WzPosition
wz_text_get_position (const WzText *text)
{
  for (guint i = 0; text != NULL && i < text->n_nodes; i++)
    if (text->nodes[i].position.line != 0)
      return text->nodes[i].position;
  return (WzPosition){NULL, 0, 0};
}

static void
end_line (GString *plain)
{
  if (plain->len > 0 && plain->str[plain->len - 1] != '\n')
    g_string_append_c (plain, '\n');
}

gchar *
wz_text_dup_plain_blocks (const WzText *text, guint first, guint n_blocks)
{
  GString *plain = g_string_new (NULL);
  WzTextIter iter;
  WzTextEvent event;
  gsize label = 0; /* the end of a note's number, on whose line its first paragraph begins */
  wz_text_iter_init_blocks (&iter, text, first, n_blocks);
  while (wz_text_iter_next (&iter, &event)) {
    if (event.type == WZ_TEXT_LEAVE && event.kind == WZ_TEXT_TABLE_CELL)
      g_string_append_c (plain, '\t');
    else if (event.type != WZ_TEXT_CHARACTERS && wz_text_kind_is_block (event.kind) &&
             (plain->len != label || event.kind != WZ_TEXT_PARAGRAPH))
      end_line (plain);
    if (event.type == WZ_TEXT_LEAVE)
      continue;
    if (event.kind == WZ_TEXT_NOTE) {
      g_string_append_printf (plain, "[%d] ", event.number);
      label = plain->len;
    }
    if (event.kind == WZ_TEXT_FORMULA || event.kind == WZ_TEXT_FORMULA_BLOCK)
      g_string_append_printf (plain, "$%s$", event.text);
    else if (event.kind == WZ_TEXT_LINE_BREAK)
      g_string_append_c (plain, '\n');
    else if (event.text != NULL &&
             event.kind != WZ_TEXT_FIGURE) /* a figure's alternative is not shown beside its caption */
      g_string_append_len (plain, event.text, (gssize) event.length);
  }
  while (plain->len > 0 && strchr ("\n\t", plain->str[plain->len - 1]) != NULL)
    g_string_truncate (plain, plain->len - 1);
  return g_string_free (plain, FALSE);
}

gchar *
wz_text_dup_plain (const WzText *text)
{
  return wz_text_dup_plain_blocks (text, 0, G_MAXUINT);
}

/* ---- Building: strings go to a chunk of the builder's own and are copied once, by finish ---- */

struct _WzTextBuilder {
  gchar *lang;
  GArray *nodes; /* WzTextNode */
  GStringChunk *chunk;
  guint stack[WZ_TEXT_MAX_DEPTH];
  guint depth;
  guint too_deep; /* nodes opened below the limit and dropped */
  GString *run;   /* characters of the last node while more may come; "" when there is none pending */
};

WzTextBuilder *
wz_text_builder_new (const gchar *lang)
{
  WzTextBuilder *text = g_new0 (WzTextBuilder, 1);
  text->lang = g_strdup (lang);
  text->nodes = g_array_new (FALSE, TRUE, sizeof (WzTextNode));
  text->chunk = g_string_chunk_new (256);
  text->run = g_string_new (NULL);
  return text;
}

void
wz_text_builder_free (WzTextBuilder *text)
{
  if (text == NULL)
    return;
  g_free (text->lang);
  g_array_unref (text->nodes);
  g_string_chunk_free (text->chunk);
  g_string_free (text->run, TRUE);
  g_free (text);
}

static const gchar *
keep (WzTextBuilder *text, const gchar *string)
{
  return string != NULL ? g_string_chunk_insert (text->chunk, string) : NULL;
}

static const gchar *
keep_const (WzTextBuilder *text, const gchar *string)
{
  return string != NULL ? g_string_chunk_insert_const (text->chunk, string) : NULL;
}

/* Gives the last node the characters that were joined for it. */
static void
settle_run (WzTextBuilder *text)
{
  if (text->run->len == 0)
    return;
  WzTextNode *last = &g_array_index (text->nodes, WzTextNode, text->nodes->len - 1);
  last->text = g_string_chunk_insert_len (text->chunk, text->run->str, (gssize) text->run->len);
  last->length = text->run->len;
  g_string_truncate (text->run, 0);
}

static void
append_node (WzTextBuilder *text, WzTextNode node, const WzPosition *position)
{
  settle_run (text);
  if (position != NULL) {
    node.position = *position;
    node.position.file = keep_const (text, position->file);
  }
  g_array_append_val (text->nodes, node);
}

void
wz_text_builder_enter (WzTextBuilder *text, WzTextKind kind, gint number, const gchar *target,
                       const gchar *content, const gchar *lang, const WzPosition *position)
{
  if (text->depth == WZ_TEXT_MAX_DEPTH) {
    text->too_deep++;
    if (content != NULL && *content != '\0')
      wz_text_builder_add (text, content, -1, position);
    return;
  }
  if (content == NULL && is_text_leaf (kind))
    content = "";
  text->stack[text->depth++] = text->nodes->len;
  WzTextNode node = {
      .type = WZ_TEXT_ENTER,
      .kind = kind,
      .number = number,
      .text = keep (text, content),
      .length = content != NULL ? strlen (content) : 0,
      .target = keep (text, target),
      .lang = keep_const (text, lang),
  };
  append_node (text, node, position);
}

void
wz_text_builder_leave (WzTextBuilder *text)
{
  if (text->too_deep > 0) {
    text->too_deep--;
    return;
  }
  g_return_if_fail (text->depth > 0);
  WzTextNode *enter = &g_array_index (text->nodes, WzTextNode, text->stack[--text->depth]);
  enter->partner = text->nodes->len;
  WzTextNode node = *enter;
  node.type = WZ_TEXT_LEAVE;
  node.text = NULL;
  node.length = 0;
  append_node (text, node, NULL);
}

void
wz_text_builder_add (WzTextBuilder *text, const gchar *characters, gssize length, const WzPosition *position)
{
  gsize n = length < 0 ? strlen (characters) : (gsize) length;
  if (n == 0)
    return;
  if (text->run->len == 0) {
    WzTextNode node = {.type = WZ_TEXT_CHARACTERS, .kind = WZ_TEXT_STRING};
    append_node (text, node, position);
  }
  g_string_append_len (text->run, characters, (gssize) n);
}

void
wz_text_builder_leaf (WzTextBuilder *text, WzTextKind kind, const gchar *target, const gchar *content,
                      const WzPosition *position)
{
  wz_text_builder_enter (text, kind, 0, target, content, NULL, position);
  wz_text_builder_leave (text);
}

void
wz_text_builder_event (WzTextBuilder *text, const WzTextEvent *event)
{
  switch (event->type) {
  case WZ_TEXT_ENTER:
    wz_text_builder_enter (text, event->kind, event->number, event->target, event->text, event->lang,
                           &event->position);
    break;
  case WZ_TEXT_LEAVE:
    wz_text_builder_leave (text);
    break;
  case WZ_TEXT_CHARACTERS:
    wz_text_builder_add (text, event->text, (gssize) event->length, &event->position);
    break;
  }
}

/* Copies nodes into the arena of @builder's issue. */
static const WzText *
settle (WzIssueBuilder *builder, const gchar *lang, const WzTextNode *nodes, guint n_nodes)
{
  WzArena *arena = builder->issue->arena;
  WzTextNode *copy = wz_arena_alloc (arena, n_nodes * sizeof (WzTextNode));
  for (guint i = 0; i < n_nodes; i++) {
    copy[i] = nodes[i];
    copy[i].text =
        wz_arena_strndup (arena, nodes[i].text, nodes[i].text != NULL ? (gssize) nodes[i].length : -1);
    copy[i].target = wz_arena_strndup (arena, nodes[i].target, -1);
    copy[i].lang = wz_issue_builder_intern (builder, nodes[i].lang);
    copy[i].position = wz_issue_builder_position (builder, nodes[i].position);
  }
  WzText *text = wz_arena_new0 (arena, WzText);
  text->issue = builder->issue;
  text->lang = wz_issue_builder_intern (builder, lang);
  text->nodes = copy;
  text->n_nodes = n_nodes;
  return text;
}

const WzText *
wz_text_builder_finish (WzTextBuilder *text, WzIssueBuilder *builder)
{
  text->too_deep = 0;
  while (text->depth > 0)
    wz_text_builder_leave (text);
  settle_run (text);
  const WzText *settled =
      settle (builder, text->lang, (const WzTextNode *) (gpointer) text->nodes->data, text->nodes->len);
  wz_text_builder_free (text);
  return settled;
}

const WzText *
wz_issue_builder_copy_text (WzIssueBuilder *builder, const WzText *text)
{
  return text == NULL || text->issue == builder->issue
             ? text
             : settle (builder, text->lang, text->nodes, text->n_nodes);
}

const WzText *
wz_issue_builder_plain (WzIssueBuilder *builder, const gchar *lang, const gchar *characters,
                        const WzPosition *position)
{
  WzTextNode node = {.type = WZ_TEXT_CHARACTERS, .kind = WZ_TEXT_STRING, .text = characters};
  node.length = strlen (characters);
  if (position != NULL)
    node.position = *position;
  return settle (builder, lang, &node, node.length > 0 ? 1 : 0);
}
