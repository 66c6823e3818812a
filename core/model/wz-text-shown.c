/* wz-text-shown.c: see wz-text-shown.h. SPDX-License-Identifier: MIT */
#include "model/wz-text-shown.h"

#include "base/wz-unicode.h"
#include "model/wz-model-private.h"

/* A node that is open: where it was written, whether it lost a picture, whether it still says anything. */
typedef struct {
  guint at;
  gboolean lost;
  gboolean says;
} Open;

typedef struct {
  WzTextNode *nodes;
  guint n;
  Open open[WZ_TEXT_MAX_DEPTH + 1]; /* the first is the text */
  guint depth;
} Writer;

static gboolean
is_picture (const WzTextNode *node)
{
  return node->kind == WZ_TEXT_IMAGE || node->kind == WZ_TEXT_FIGURE;
}

/* Without its cells a table would be another one. */
static gboolean
is_of_table (WzTextKind kind)
{
  return kind == WZ_TEXT_TABLE_ROW || kind == WZ_TEXT_TABLE_CELL;
}

static gboolean
says_something (const WzTextNode *node)
{
  return (node->length > 0 && wz_unicode_is_said (node->text)) || node->kind == WZ_TEXT_RULE ||
         is_of_table (node->kind);
}

static void
leave (Writer *writer, const WzTextNode *node)
{
  Open done = writer->open[writer->depth--];
  Open *around = &writer->open[writer->depth];

  if (done.lost && !done.says) {
    writer->n = done.at;
    around->lost = TRUE;
    return;
  }
  around->says |= done.says;
  writer->nodes[done.at].partner = writer->n;
  writer->nodes[writer->n++] = *node;
}

static void
write_node (Writer *writer, const WzTextNode *node)
{
  if (node->type == WZ_TEXT_LEAVE) {
    leave (writer, node);
    return;
  }
  if (node->type == WZ_TEXT_ENTER)
    writer->open[++writer->depth] = (Open){.at = writer->n};
  writer->open[writer->depth].says |= says_something (node);
  writer->nodes[writer->n++] = *node;
}

const WzText *
wz_text_without_pictures (const WzText *text, WzArena *arena)
{
  if (!wz_text_contains (text, WZ_TEXT_IMAGE) && !wz_text_contains (text, WZ_TEXT_FIGURE))
    return text;
  Writer writer = {.nodes = wz_arena_alloc (arena, text->n_nodes * sizeof (WzTextNode))};
  for (guint i = 0; i < text->n_nodes; i++)
    if (is_picture (&text->nodes[i])) {
      writer.open[writer.depth].lost = TRUE;
      i = text->nodes[i].partner;
    } else {
      write_node (&writer, &text->nodes[i]);
    }
  WzText *rest = wz_arena_new0 (arena, WzText);
  *rest = *text;
  rest->nodes = writer.nodes;
  rest->n_nodes = writer.n;
  return rest;
}

/* Behind the first full stop, and the marks that close with it; 0 where there is none. */
static gsize
find_stop (const gchar *text)
{
  for (const gchar *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    if (c != 0x3002 && c != 0xFF01 && c != 0xFF1F) /* 。！？ */
      continue;
    do {
      p = g_utf8_next_char (p);
      c = g_utf8_get_char (p);
    } while (c == 0x201D || c == 0x2019 || c == 0x300D || c == 0x300F || c == 0xFF09); /* ”’」』） */
    return (gsize) (p - text);
  }
  return 0;
}

const WzText *
wz_text_first_sentence (const WzText *text, WzArena *arena)
{
  WzTextNode *nodes = wz_arena_alloc (arena, text->n_nodes * sizeof (WzTextNode));
  guint open[WZ_TEXT_MAX_DEPTH], depth = 0, n = 0;
  gboolean done = FALSE;
  for (guint i = 0; i < text->n_nodes && !done; i++) {
    const WzTextNode *node = &text->nodes[i];
    if (node->type != WZ_TEXT_CHARACTERS && wz_text_kind_is_block (node->kind)) {
      done = node->type == WZ_TEXT_LEAVE && n > 0;
      continue;
    }
    gsize stop = node->type == WZ_TEXT_CHARACTERS ? find_stop (node->text) : 0;
    if (node->type == WZ_TEXT_ENTER)
      open[depth++] = n;
    else if (node->type == WZ_TEXT_LEAVE)
      nodes[open[--depth]].partner = n;
    nodes[n] = *node;
    if (stop > 0) {
      nodes[n].text = wz_arena_strndup (arena, node->text, (gssize) stop);
      nodes[n].length = stop;
      done = TRUE;
    }
    n++;
  }
  while (depth > 0) {
    WzTextNode *enter = &nodes[open[--depth]];
    enter->partner = n;
    nodes[n] = *enter;
    nodes[n].type = WZ_TEXT_LEAVE;
    nodes[n].text = NULL;
    nodes[n++].length = 0;
  }
  WzText *sentence = wz_arena_new0 (arena, WzText);
  *sentence = *text;
  sentence->nodes = nodes;
  sentence->n_nodes = n;
  return sentence;
}
