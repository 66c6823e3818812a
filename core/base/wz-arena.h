/* wz-arena.h: memory that is freed in one go, and lists that live in it. Core only. SPDX-License-Identifier:
 * MIT */
#pragma once

#include <glib.h>

typedef struct _WzArena WzArena;

WzArena *wz_arena_new (void);
void wz_arena_free (WzArena *arena);
/** wz_arena_reset: all that it gave is gone; the memory of a small one is kept for what comes. */
void wz_arena_reset (WzArena *arena);
/** wz_arena_alloc: @size zeroed bytes, aligned for any type. */
gpointer wz_arena_alloc (WzArena *arena, gsize size);
/** wz_arena_strndup: a NUL-terminated copy; NULL for NULL. @length -1: to the NUL. */
gchar *wz_arena_strndup (WzArena *arena, const gchar *text, gssize length);
/** wz_arena_join: @a, @b and @c (the last two nullable) one behind the other. */
gchar *wz_arena_join (WzArena *arena, const gchar *a, const gchar *b, const gchar *c);

#define wz_arena_new0(arena, type) ((type *) wz_arena_alloc ((arena), sizeof (type)))

/**
 * WzList: pointers in an arena, always with a NULL after the last, so that @items is a zero-terminated array.
 * All zero is an empty list without array: read it with wz_list_items(). One with items and no capacity is
 * shared: its array belongs to another list, and is copied before anything is added.
 */
typedef struct {
  gpointer *items;
  guint n;
  guint capacity;
} WzList;

#define wz_list_is_shared(list) ((list)->n > 0 && (list)->capacity == 0)

/** wz_list_reserve: room for @n items. */
void wz_list_reserve (WzList *list, WzArena *arena, guint n);
/** wz_list_own: gives a shared list an array of its own, whose items may be replaced. */
void wz_list_own (WzList *list, WzArena *arena);
void wz_list_add (WzList *list, WzArena *arena, gpointer item);
/** wz_list_items: (array zero-terminated=1): never NULL; cast it to what the list holds. */
gconstpointer wz_list_items (const WzList *list);
