/* wz-text-shown.c: see wz-text-shown.h. SPDX-License-Identifier: MIT */
#include "model/wz-text-shown.h"

#include "base/wz-unicode.h"
#include "model/wz-model-private.h"

#include <string.h>

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

/* Where the beginning of a text ends: in which of its nodes, behind how many of its bytes. */
typedef struct {
  guint node;
  gsize bytes;
  gboolean clause; /* not at a full stop: what follows is left out */
} End;

enum { MOST_WIDE = 56 }; /* characters of a sentence; of narrow ones twice as many */

static gboolean
is_full_stop (gunichar c)
{
  return c == 0x3002 || c == 0xFF01 || c == 0xFF1F; /* 。！？ */
}

static gboolean
is_clause_mark (gunichar c, const gchar *behind)
{
  return c == 0xFF0C || c == 0xFF1B || c == 0xFF1A || /* ，；： */
         ((c == ',' || c == ';') && *behind == ' ');
}

/* Looks through one node's characters; whether a full stop is among them, behind which, and the marks that
 * close with it, @end is. @clause: the last clause that @width, of all so far in halves, has room for. */
static gboolean
find_stop (const WzTextNode *node, guint index, guint *width, End *clause, End *end)
{
  for (const gchar *p = node->text; *p != '\0';) {
    gunichar c = g_utf8_get_char (p);
    const gchar *next = g_utf8_next_char (p);
    if (is_clause_mark (c, next) && *width <= 2 * MOST_WIDE)
      *clause = (End){index, (gsize) (p - node->text), TRUE};
    *width += g_unichar_iswide (c) ? 2 : 1;
    p = next;
    if (!is_full_stop (c))
      continue;
    for (c = g_utf8_get_char (p); c == 0x201D || c == 0x2019 || c == 0x300D || c == 0x300F || c == 0xFF09;
         c = g_utf8_get_char (p)) /* ”’」』） */
      p = g_utf8_next_char (p);
    *end = (End){index, (gsize) (p - node->text), FALSE};
    return TRUE;
  }
  return FALSE;
}

/* The end of the first sentence; a longer one ends at a clause, where it has one. */
static End
find_end (const WzText *text)
{
  End end = {text->n_nodes, 0, FALSE}, clause = {0};
  guint width = 0;
  gboolean any = FALSE;
  for (guint i = 0; i < text->n_nodes; i++) {
    const WzTextNode *node = &text->nodes[i];
    if (node->type == WZ_TEXT_CHARACTERS && find_stop (node, i, &width, &clause, &end))
      break;
    if (node->type == WZ_TEXT_LEAVE && wz_text_kind_is_block (node->kind) && any) {
      end.node = i;
      break;
    }
    any |= node->type == WZ_TEXT_CHARACTERS || !wz_text_kind_is_block (node->kind);
  }
  return width > 2 * MOST_WIDE && clause.clause ? clause : end;
}

static void
cut_node (WzTextNode *node, const End *end, WzArena *arena)
{
  g_autofree gchar *head = g_strndup (node->text, end->bytes);
  g_autofree gchar *cut = g_strconcat (head, end->clause ? "…" : "", NULL);
  node->text = wz_arena_strndup (arena, cut, -1);
  node->length = strlen (cut);
}

const WzText *
wz_text_first_sentence (const WzText *text, WzArena *arena)
{
  WzTextNode *nodes = wz_arena_alloc (arena, text->n_nodes * sizeof (WzTextNode));
  guint open[WZ_TEXT_MAX_DEPTH], depth = 0, n = 0;
  End end = find_end (text);
  for (guint i = 0; i < text->n_nodes && i <= end.node; i++) {
    const WzTextNode *node = &text->nodes[i];
    if (node->type != WZ_TEXT_CHARACTERS && wz_text_kind_is_block (node->kind))
      continue;
    if (node->type == WZ_TEXT_ENTER)
      open[depth++] = n;
    else if (node->type == WZ_TEXT_LEAVE)
      nodes[open[--depth]].partner = n;
    nodes[n] = *node;
    if (i == end.node)
      cut_node (&nodes[n], &end, arena);
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
