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
