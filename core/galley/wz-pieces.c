/* wz-pieces.c: the list that a part is read into. Arrays and memory are kept from part to part: reading costs
 * no more than writing the pieces down. SPDX-License-Identifier: MIT */
#include "galley/wz-galley-private.h"

#include "model/wz-text-shown.h"

#include <string.h>

struct _WzPieces {
  WzArena *arena;
  GArray *pieces; /* WzPiece */
  GArray *items;  /* WzItem: of the last piece, until the next one is begun */
  const gchar *lang;
  gboolean pictures; /* are shown */
  guint section;
  guint entry;
};

WzPieces *
wz_pieces_new (void)
{
  WzPieces *pieces = g_new0 (WzPieces, 1);
  pieces->arena = wz_arena_new ();
  pieces->pieces = g_array_new (FALSE, TRUE, sizeof (WzPiece));
  pieces->items = g_array_new (FALSE, TRUE, sizeof (WzItem));
  return pieces;
}

void
wz_pieces_free (WzPieces *pieces)
{
  if (pieces == NULL)
    return;
  wz_arena_free (pieces->arena);
  g_array_unref (pieces->pieces);
  g_array_unref (pieces->items);
  g_free (pieces);
}

guint
wz_pieces_get_n (const WzPieces *pieces)
{
  return pieces->pieces->len;
}

const WzPiece *
wz_pieces_get (const WzPieces *pieces, guint i)
{
  g_return_val_if_fail (i < pieces->pieces->len, NULL);
  return &g_array_index (pieces->pieces, WzPiece, i);
}

const WzPiece *
wz_pieces_find (const WzPieces *pieces, WzRole role)
{
  for (guint i = 0; i < pieces->pieces->len; i++)
    if (g_array_index (pieces->pieces, WzPiece, i).role == role)
      return &g_array_index (pieces->pieces, WzPiece, i);
  return NULL;
}

/* ---- Making them ----------------------------------------------------------------------------------------
 */

/* The items of the last piece get their place; it speaks the language of the first that has words.
 * A list of nothing is none. */
static void
settle (WzPieces *pieces)
{
  guint n = pieces->items->len;
  WzPiece *last =
      pieces->pieces->len > 0 ? &g_array_index (pieces->pieces, WzPiece, pieces->pieces->len - 1) : NULL;
  if (last == NULL || last->kind != WZ_PIECE_ITEMS)
    return;
  if (n == 0) {
    g_array_set_size (pieces->pieces, pieces->pieces->len - 1);
    return;
  }
  WzItem *items = wz_arena_alloc (pieces->arena, n * sizeof (WzItem));
  memcpy (items, pieces->items->data, n * sizeof (WzItem));
  last->items = items;
  last->n_items = n;
  for (guint i = 0; i < n; i++)
    if ((items[i].flags & (WZ_ITEM_NUMBER | WZ_ITEM_CODE)) == 0) {
      last->lang = items[i].lang;
      break;
    }
  g_array_set_size (pieces->items, 0);
}

void
wz_pieces_begin (WzPieces *pieces, const WzGalley *galley, guint section, guint entry)
{
  wz_arena_reset (pieces->arena);
  g_array_set_size (pieces->pieces, 0);
  g_array_set_size (pieces->items, 0);
  pieces->lang = galley->lang;
  pieces->pictures = galley->shows[WZ_SHOW_FIGURES];
  pieces->section = section;
  pieces->entry = entry;
}

void
wz_pieces_end (WzPieces *pieces, const gchar *anchor)
{
  settle (pieces);
  if (pieces->pieces->len > 0)
    g_array_index (pieces->pieces, WzPiece, 0).anchor = anchor;
}

WzPiece *
wz_pieces_add (WzPieces *pieces, WzRole role, WzPieceKind kind, const gchar *id)
{
  static const WzItem none; /* for outputs that look at the first item of whatever stands on a cover */
  settle (pieces);
  guint n = pieces->pieces->len;
  g_array_set_size (pieces->pieces, n + 1);
  WzPiece *piece = &g_array_index (pieces->pieces, WzPiece, n);
  piece->id = id;
  piece->role = role;
  piece->kind = kind;
  piece->items = &none;
  piece->lang = pieces->lang;
  piece->section = pieces->section;
  piece->entry = pieces->entry;
  return piece;
}

WzItem *
wz_pieces_add_item (WzPieces *pieces, const gchar *string, const gchar *lang, guint flags)
{
  guint n = pieces->items->len;
  g_array_set_size (pieces->items, n + 1);
  WzItem *item = &g_array_index (pieces->items, WzItem, n);
  item->string = string;
  item->lang = lang != NULL ? lang : pieces->lang;
  item->flags = flags;
  return item;
}

const WzText *
wz_pieces_show (WzPieces *pieces, const WzText *text)
{
  return pieces->pictures ? text : wz_text_without_pictures (text, pieces->arena);
}

WzItem *
wz_pieces_add_brief (WzPieces *pieces, const WzText *text, guint flags)
{
  return wz_pieces_add_text_item (pieces, wz_text_first_sentence (text, pieces->arena),
                                  WZ_ITEM_BRIEF | flags);
}

WzItem *
wz_pieces_add_text_item (WzPieces *pieces, const WzText *text, guint flags)
{
  WzItem *item = wz_pieces_add_item (pieces, NULL, wz_text_get_lang (text), flags);
  item->text = wz_pieces_show (pieces, text);
  item->position = wz_text_get_position (text);
  return item;
}

void
wz_pieces_set_target (WzPieces *pieces, const gchar *target)
{
  for (guint i = 0; i < pieces->items->len; i++)
    g_array_index (pieces->items, WzItem, i).target = target;
}

void
wz_pieces_add_line (WzPieces *pieces, WzRole role, const gchar *id, const gchar *string, guint flags)
{
  if (string == NULL || *string == '\0')
    return;
  wz_pieces_add (pieces, role, WZ_PIECE_ITEMS, id);
  wz_pieces_add_item (pieces, string, NULL, flags);
}

WzPiece *
wz_pieces_add_text (WzPieces *pieces, WzRole role, const gchar *id, const WzText *text)
{
  WzPiece *piece = wz_pieces_add (pieces, role, WZ_PIECE_TEXT, id);
  if (wz_text_get_lang (text) != NULL)
    piece->lang = wz_text_get_lang (text);
  piece->position = wz_text_get_position (text);
  piece->text = wz_pieces_show (pieces, text);
  piece->n_blocks = wz_text_n_blocks (piece->text);
  return piece;
}

/* ---- What several parts say of a paper --------------------------------------------------------------------
 */

WzItem *
wz_galley_add_number (const WzGalley *galley, const WzEntry *entry, guint flags, WzPieces *pieces)
{
  guint number = galley->shows[WZ_SHOW_NUMBERS] ? wz_entry_get_ordinal (entry) : 0;
  if (number == 0)
    return NULL;
  const gchar *digits = wz_pieces_take (pieces, g_strdup_printf ("%u", number));
  return wz_pieces_add_item (pieces, digits, NULL, WZ_ITEM_NUMBER | flags);
}

void
wz_galley_add_code (const WzGalley *galley, const WzEntry *entry, WzPieces *pieces)
{
  const gchar *code = wz_entry_get_first_category (entry);
  if (galley->shows[WZ_SHOW_CATEGORIES] && code != NULL)
    wz_pieces_add_item (pieces, code, NULL, WZ_ITEM_CODE | WZ_ITEM_OPTIONAL);
}

WzItem *
wz_galley_add_title (const WzGalley *galley, const WzText *title, guint flags, WzPieces *pieces)
{
  const WzText *shown = wz_pieces_show (pieces, title);
  if (!wz_text_is_empty (shown))
    return wz_pieces_add_text_item (pieces, shown, flags);
  return wz_pieces_add_item (pieces, wz_label (WZ_LABEL_UNTITLED, galley->lang), NULL,
                             WZ_ITEM_GENERATED | flags);
}

WzItem *
wz_galley_add_mark (const WzGalley *galley, const WzEntry *entry, guint flags, WzPieces *pieces)
{
  if (wz_entry_get_status (entry) != WZ_STATUS_WITHDRAWN)
    return NULL;
  const gchar *mark = wz_pieces_join (pieces, wz_label (WZ_LABEL_WITHDRAWN, galley->lang),
                                      wz_label (WZ_LABEL_COLON, galley->lang), NULL);
  return wz_pieces_add_item (pieces, mark, NULL, WZ_ITEM_MARK | WZ_ITEM_GENERATED | flags);
}

/* ---- Strings --------------------------------------------------------------------------------------------
 */

const gchar *
wz_pieces_take (WzPieces *pieces, gchar *string)
{
  const gchar *kept = wz_arena_strndup (pieces->arena, string, -1);
  g_free (string);
  return kept;
}

const gchar *
wz_pieces_join (WzPieces *pieces, const gchar *a, const gchar *b, const gchar *c)
{
  return wz_arena_join (pieces->arena, a, b, c);
}

const gchar *
wz_pieces_number (WzPieces *pieces, const gchar *name, guint n)
{
  gchar digits[16];
  g_snprintf (digits, sizeof digits, "%u", n);
  return wz_arena_join (pieces->arena, name, ".", digits);
}
