/* In: events of a parser. Out: one record at a time, and a tree of what is none. SPDX-License-Identifier: MIT
 */
#include "record/record-tree.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- Places ---- */

WzPosition
record_tree_place (WzRecordTree *tree, gsize at)
{
  for (; tree->at < at; tree->at++)
    if (tree->text[tree->at] == '\n') {
      tree->line++;
      tree->column = 1;
    } else {
      tree->column += ((guchar) tree->text[tree->at] & 0xC0) != 0x80;
    }
  return (WzPosition){tree->file, tree->line, tree->column};
}

void
record_tree_fail (WzRecordTree *tree, WzReadError code, gsize at, const gchar *format, ...)
{
  va_list args;

  if (tree->error != NULL)
    return;
  va_start (args, format);
  g_autofree gchar *text = g_strdup_vprintf (format, args);
  va_end (args);
  WzPosition place = record_tree_place (tree, at);

  g_set_error (&tree->error, WZ_READ_ERROR, code, "%s:%u:%u: %s", tree->file, place.line, place.column, text);
  g_free (tree->problem);
  tree->problem = g_steal_pointer (&text);
}

void
record_tree_remark (WzRecordTree *tree, WzRecordRemark remark, gsize at, const gchar *detail)
{
  WzPosition place = record_tree_place (tree, at);

  if (tree->reading->remark != NULL)
    tree->reading->remark (remark, &place, detail, tree->reading->user_data);
}

gboolean
record_tree_is_over (const WzRecordTree *tree)
{
  return tree->stopped || tree->error != NULL;
}

/* ---- Nodes ---- */

RecordLevel *
record_tree_top (WzRecordTree *tree)
{
  return &g_array_index (tree->levels, RecordLevel, tree->depth - 1);
}

static void
push_level (WzRecordTree *tree, WzRecordNode *node, guint n_named, guint live)
{
  if (tree->depth == tree->levels->len)
    g_array_set_size (tree->levels, tree->depth + 1);
  RecordLevel *level = &g_array_index (tree->levels, RecordLevel, tree->depth++);

  level->node = node;
  level->n_named = n_named;
  level->live = live;
  if (level->text != NULL)
    g_string_truncate (level->text, 0);
}

static WzRecordNode *
add_node (WzRecordTree *tree, WzArena *arena, WzRecordKind kind, const gchar *name, gsize name_length,
          gsize at)
{
  WzRecordNode *parent = record_tree_top (tree)->node;
  WzRecordNode *node = wz_arena_new0 (arena, WzRecordNode);
  WzPosition place = record_tree_place (tree, at);

  if (++tree->n_nodes > WZ_RECORD_MAX_NODES)
    record_tree_fail (tree, WZ_READ_ERROR_LIMIT, at, _ ("more than %d values belong together here"),
                      WZ_RECORD_MAX_NODES);
  node->kind = kind;
  node->name = wz_arena_strndup (arena, name, (gssize) name_length);
  node->line = place.line;
  node->column = place.column;
  node->parent = parent;
  if (parent->last != NULL)
    parent->last->next = node;
  else
    parent->first = node;
  parent->last = node;
  return node;
}

static WzArena *
get_arena (const WzRecordTree *tree)
{
  return tree->record != NULL ? tree->record_arena : tree->head_arena;
}

/* Which of the alternatives lead on through @name. */
static guint
follow (const WzRecordTree *tree, const RecordLevel *level, const gchar *name, gsize length)
{
  guint live = 0;

  for (guint i = 0; i < tree->n_places; i++) {
    gchar **names = tree->places[i];
    const gchar *wanted = (level->live & 1u << i) != 0 ? names[level->n_named] : NULL;

    if (wanted != NULL &&
        (g_str_equal (wanted, "*") || (strlen (wanted) == length && memcmp (wanted, name, length) == 0)))
      live |= 1u << i;
  }
  return live;
}

static gboolean
is_record (const WzRecordTree *tree, WzRecordKind kind, guint n_named, guint live)
{
  if (tree->record != NULL || (kind != WZ_RECORD_OBJECT && kind != WZ_RECORD_ELEMENT))
    return FALSE;
  for (guint i = 0; i < tree->n_places; i++)
    if ((live & 1u << i) != 0 && tree->places[i][n_named] == NULL)
      return TRUE;
  return FALSE;
}

WzRecordNode *
record_tree_open (WzRecordTree *tree, WzRecordKind kind, const gchar *name, gsize name_length, gsize at)
{
  const RecordLevel *above = record_tree_top (tree);
  guint n_named = above->n_named + (name != NULL);
  guint live = name != NULL ? follow (tree, above, name, name_length) : above->live;
  gboolean record = is_record (tree, kind, n_named, live);

  if (tree->depth > WZ_RECORD_MAX_DEPTH)
    record_tree_fail (tree, WZ_READ_ERROR_LIMIT, at, _ ("nested more than %d deep"), WZ_RECORD_MAX_DEPTH);
  if (record) {
    tree->n_head_nodes = tree->n_nodes;
    tree->n_nodes = 0;
    tree->before = above->node->last;
  }
  WzRecordNode *node =
      add_node (tree, record ? tree->record_arena : get_arena (tree), kind, name, name_length, at);

  if (record)
    tree->record = node;
  push_level (tree, node, n_named, live);
  return node;
}

WzRecordNode *
record_tree_leaf (WzRecordTree *tree, WzRecordKind kind, const gchar *name, gsize name_length,
                  const gchar *text, gsize length, gsize at)
{
  WzArena *arena = get_arena (tree);
  WzRecordNode *node = add_node (tree, arena, kind, name, name_length, at);

  node->text = wz_arena_strndup (arena, text, (gssize) length);
  return node;
}

const gchar *
record_tree_keep (WzRecordTree *tree, const gchar *text)
{
  return wz_arena_strndup (get_arena (tree), text, -1);
}

/* A record is the last child of its parent: others are opened when it has been taken. */
static void
forget_record (WzRecordTree *tree)
{
  WzRecordNode *parent = tree->record->parent;

  parent->held_records = TRUE;
  parent->last = tree->before;
  if (tree->before != NULL)
    tree->before->next = NULL;
  else
    parent->first = NULL;
  tree->record = NULL;
  tree->n_nodes = tree->n_head_nodes;
  wz_arena_reset (tree->record_arena);
}

void
record_tree_close (WzRecordTree *tree)
{
  WzRecordNode *node = record_tree_top (tree)->node;

  tree->depth--;
  if (node != tree->record)
    return;
  if (!record_tree_is_over (tree)) {
    tree->n_records++;
    tree->stopped = !tree->reading->take (node, tree->reading->user_data);
  }
  forget_record (tree);
}

void
record_tree_abandon (WzRecordTree *tree, guint depth)
{
  tree->depth = depth;
  if (tree->record != NULL)
    forget_record (tree);
}

/* ---- The whole ---- */

static void
clear_level (gpointer data)
{
  RecordLevel *level = data;

  if (level->text != NULL)
    g_string_free (level->text, TRUE);
}

WzRecordTree *
record_tree_new (const gchar *text, gsize length, const gchar *file, const WzRecordReading *reading)
{
  WzRecordTree *tree = g_new0 (WzRecordTree, 1);

  tree->reading = reading;
  tree->file = file;
  tree->text = text;
  tree->length = length;
  tree->line = tree->column = 1;
  tree->head_arena = wz_arena_new ();
  tree->record_arena = wz_arena_new ();
  tree->head = wz_arena_new0 (tree->head_arena, WzRecordNode);
  tree->head->kind = WZ_RECORD_ARRAY;
  tree->levels = g_array_new (FALSE, TRUE, sizeof (RecordLevel));
  g_array_set_clear_func (tree->levels, clear_level);
  for (; reading->places[tree->n_places] != NULL && tree->n_places < WZ_RECORD_MAX_ALTERNATIVES;
       tree->n_places++)
    tree->places[tree->n_places] = g_strsplit (reading->places[tree->n_places], ".", -1);
  push_level (tree, tree->head, 0, (1u << tree->n_places) - 1);
  return tree;
}

void
wz_record_tree_free (WzRecordTree *tree)
{
  if (tree == NULL)
    return;
  for (guint i = 0; i < tree->n_places; i++)
    g_strfreev (tree->places[i]);
  g_array_unref (tree->levels);
  wz_arena_free (tree->head_arena);
  wz_arena_free (tree->record_arena);
  g_clear_error (&tree->error);
  g_free (tree->problem);
  g_free (tree);
}

WzRecordNode *
wz_record_tree_get_head (WzRecordTree *tree)
{
  return tree->head;
}
