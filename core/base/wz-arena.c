/* wz-arena.c: a bump allocator. SPDX-License-Identifier: MIT */
#include "base/wz-arena.h"

#include <string.h>

#define BLOCK_SIZE (8 * 1024) /* the last one is half empty, and a year has hundreds of arenas */
#define ALIGNMENT 16

typedef struct _Block Block;
struct _Block {
  Block *next;
  gsize used;
  gsize size;
};

#define HEADER_SIZE ((sizeof (Block) + ALIGNMENT - 1) & ~(gsize) (ALIGNMENT - 1))

struct _WzArena {
  Block *blocks;
};

WzArena *
wz_arena_new (void)
{
  return g_new0 (WzArena, 1);
}

static void
free_blocks (Block *block)
{
  while (block != NULL) {
    Block *next = block->next;
    g_free (block);
    block = next;
  }
}

void
wz_arena_free (WzArena *arena)
{
  free_blocks (arena->blocks);
  g_free (arena);
}

void
wz_arena_reset (WzArena *arena)
{
  if (arena->blocks == NULL)
    return;
  free_blocks (arena->blocks->next);
  arena->blocks->next = NULL;
  arena->blocks->used = 0;
}

static gpointer
alloc_aligned (WzArena *arena, gsize size, gsize alignment)
{
  Block *block = arena->blocks;
  gsize start = block != NULL ? (block->used + alignment - 1) & ~(alignment - 1) : 0;
  if (block == NULL || start > block->size || size > block->size - start) {
    gsize room = MAX (size, BLOCK_SIZE - HEADER_SIZE);
    block = g_malloc (HEADER_SIZE + room);
    block->size = room;
    block->used = 0;
    start = 0;
    if (arena->blocks != NULL &&
        room > BLOCK_SIZE) { /* a big one goes behind: the current block keeps its rest */
      block->next = arena->blocks->next;
      arena->blocks->next = block;
    } else {
      block->next = arena->blocks;
      arena->blocks = block;
    }
  }
  block->used = start + size;
  return (gchar *) block + HEADER_SIZE + start;
}

gpointer
wz_arena_alloc (WzArena *arena, gsize size)
{
  return memset (alloc_aligned (arena, size, ALIGNMENT), 0, size);
}

gchar *
wz_arena_strndup (WzArena *arena, const gchar *text, gssize length)
{
  if (text == NULL)
    return NULL;
  gsize n = length < 0 ? strlen (text) : (gsize) length;
  gchar *copy = alloc_aligned (arena, n + 1, 1);
  memcpy (copy, text, n);
  copy[n] = '\0';
  return copy;
}

gchar *
wz_arena_join (WzArena *arena, const gchar *a, const gchar *b, const gchar *c)
{
  gsize n_a = strlen (a), n_b = b != NULL ? strlen (b) : 0, n_c = c != NULL ? strlen (c) : 0;
  gchar *all = alloc_aligned (arena, n_a + n_b + n_c + 1, 1);
  memcpy (all, a, n_a);
  if (n_b > 0)
    memcpy (all + n_a, b, n_b);
  if (n_c > 0)
    memcpy (all + n_a + n_b, c, n_c);
  all[n_a + n_b + n_c] = '\0';
  return all;
}

void
wz_list_reserve (WzList *list, WzArena *arena, guint n)
{
  if (n < list->capacity || n == 0)
    return;
  gpointer *items = wz_arena_alloc (arena, (n + 1) * sizeof (gpointer));
  if (list->n > 0)
    memcpy (items, list->items, list->n * sizeof (gpointer));
  list->items = items;
  list->capacity = n + 1;
}

void
wz_list_own (WzList *list, WzArena *arena)
{
  if (wz_list_is_shared (list))
    wz_list_reserve (list, arena, list->n);
}

void
wz_list_add (WzList *list, WzArena *arena, gpointer item)
{
  if (list->n + 1 >= list->capacity)
    wz_list_reserve (list, arena, MAX (3, list->n * 2 + 1));
  list->items[list->n++] = item;
  list->items[list->n] = NULL;
}

gconstpointer
wz_list_items (const WzList *list)
{
  static const gconstpointer none[1] = {NULL};
  return list->items != NULL ? (gconstpointer) list->items : (gconstpointer) none;
}
