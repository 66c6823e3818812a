/* book-cut.c: how long parts are, and where one that is too long for one document goes on in the next. In:
 * pieces. Out: sizes, cuts. Requirement: epub-quality X15. SPDX-License-Identifier: MIT
 *
 * What is never cut, a unit: a block of a text, a figure with its captions, a note. A text without any blocks
 * counts as one, so that its heading has a place.
 */
#include "book-private.h"

#include <string.h>

/* A figure besides its captions, a note besides its text. */
#define UNIT_BYTES 400
/* A name in a list. */
#define NAME_BYTES 80

/* What escaping adds: `&amp;` for `&`. */
static gsize
escaped_size (const gchar *text, gsize length)
{
  gsize size = length;

  for (const gchar *p = text; p < text + length; p++)
    size += (*p == '&' || *p == '<' || *p == '>') ? 4 : 0;
  return size;
}

static gsize
event_size (const WzTextEvent *event)
{
  gsize size = event->text != NULL ? escaped_size (event->text, event->length) : 0;

  if (event->type == WZ_TEXT_LEAVE)
    return 0;
  if (event->type != WZ_TEXT_ENTER)
    return size;
  return event->kind == WZ_TEXT_FORMULA || event->kind == WZ_TEXT_FORMULA_BLOCK ? size * 13 + 60 : size + 40;
}

static gsize
text_size (const WzText *text)
{
  WzTextIter iter;
  WzTextEvent event;
  gsize size = 0;

  wz_text_iter_init (&iter, text);
  while (wz_text_iter_next (&iter, &event))
    size += event_size (&event);
  return size;
}

static gsize
items_size (const WzPiece *piece)
{
  gsize size = 0;

  for (guint i = 0; i < piece->n_items; i++)
    size += piece->items[i].text != NULL ? text_size (piece->items[i].text)
            : g_strcmp0 (piece->group, "people") == 0 && (piece->items[i].flags & WZ_ITEM_CUT) == 0
                ? NAME_BYTES
                : 0;
  return size;
}

gsize
wz_book_pieces_size (const WzPieces *pieces)
{
  gsize size = 0;

  for (guint i = 0; i < wz_pieces_get_n (pieces); i++) {
    const WzPiece *piece = wz_pieces_get (pieces, i);

    if (piece->kind == WZ_PIECE_TEXT)
      size += text_size (piece->text);
    else if (piece->role != WZ_ROLE_CAPTION)
      size += items_size (piece);
  }
  return size;
}

/* ---- Units --------------------------------------------------------------------------------------------- */

typedef struct {
  WzBookCut at;
  gsize size;
  gboolean keeps_next; /* a heading: what it stands over follows in the same document */
} Unit;

static void
add_unit (GArray *units, guint piece, guint block, gsize size)
{
  Unit unit = {{piece, block}, size, FALSE};

  g_array_append_val (units, unit);
}

/* Block by block, as wz_text_n_blocks() counts them. */
static void
add_blocks (GArray *units, guint i, const WzPiece *piece)
{
  WzTextIter iter;
  WzTextEvent event;
  guint depth = 0, n = 0;
  gboolean in_inlines = FALSE;

  wz_text_iter_init (&iter, piece->text);
  while (wz_text_iter_next (&iter, &event)) {
    gboolean is_block = event.type != WZ_TEXT_CHARACTERS && wz_text_kind_is_block (event.kind);

    if (event.type == WZ_TEXT_LEAVE) {
      depth--;
      continue;
    }
    if (depth == 0 && (is_block || !in_inlines)) {
      add_unit (units, i, n++, 0);
      g_array_index (units, Unit, units->len - 1).keeps_next = event.kind == WZ_TEXT_HEADING;
      in_inlines = !is_block;
    }
    g_array_index (units, Unit, units->len - 1).size += event_size (&event);
    depth += event.type == WZ_TEXT_ENTER;
  }
  if (n == 0)
    add_unit (units, i, 0, 0);
}

static GArray *
list_units (const WzPieces *pieces)
{
  GArray *units = g_array_new (FALSE, FALSE, sizeof (Unit));

  for (guint i = 0; i < wz_pieces_get_n (pieces); i++) {
    const WzPiece *piece = wz_pieces_get (pieces, i);

    if (piece->kind == WZ_PIECE_FIGURE)
      add_unit (units, i, 0, UNIT_BYTES);
    else if (piece->role == WZ_ROLE_CAPTION)
      g_array_index (units, Unit, units->len - 1).size += items_size (piece);
    else if (piece->role == WZ_ROLE_NOTE)
      add_unit (units, i, 0, UNIT_BYTES + text_size (piece->text));
    else if (piece->kind == WZ_PIECE_TEXT)
      add_blocks (units, i, piece);
  }
  return units;
}

/* ---- Cuts ---------------------------------------------------------------------------------------------- */

/* As many units in a document as it takes: @head bytes stand before the first ones, WZ_BOOK_PART_BYTES in
 * each further one. */
static WzBookCuts *
cut (const WzBook *book, const GArray *units, gsize head)
{
  const WzBookCut begin = {0, 0}, end = {G_MAXUINT, 0};
  GArray *starts = g_array_new (FALSE, FALSE, sizeof (WzBookCut));
  guint first = 0;
  gsize size = head;
  WzBookCuts *cuts = g_new0 (WzBookCuts, 1);

  g_array_append_val (starts, begin);
  for (guint i = 0; i < units->len; i++) {
    const Unit *unit = &g_array_index (units, Unit, i);

    if (size + unit->size > book->dialect->max_bytes && i > first) {
      gboolean heading = unit[-1].keeps_next && i - 1 > first;

      first = heading ? i - 1 : i;
      size = WZ_BOOK_PART_BYTES + (heading ? unit[-1].size : 0);
      g_array_append_val (starts, g_array_index (units, Unit, first).at);
    }
    size += unit->size;
  }
  cuts->n = starts->len;
  g_array_append_val (starts, end);
  cuts->starts = (WzBookCut *) (gpointer) g_array_free (starts, FALSE);
  return cuts;
}

WzBookCuts *
wz_book_cut (const WzBook *book, const WzPieces *pieces, gsize size)
{
  g_autoptr (GArray) units = list_units (pieces);
  gsize in_units = 0;

  for (guint i = 0; i < units->len; i++)
    in_units += g_array_index (units, Unit, i).size;
  return cut (book, units, size > in_units ? size - in_units : WZ_BOOK_PART_BYTES);
}

void
wz_book_cuts_free (WzBookCuts *cuts)
{
  g_free (cuts->starts);
  g_free (cuts);
}

guint
wz_book_item_find_stretch (const WzBookItem *item, guint piece, guint block)
{
  guint stretch = 0;

  if (item->cuts != NULL)
    while (item->cuts->starts[stretch + 1].piece < piece ||
           (item->cuts->starts[stretch + 1].piece == piece && item->cuts->starts[stretch + 1].block <= block))
      stretch++;
  return stretch;
}

void
wz_book_item_take (const WzBookItem *item, guint n_pieces, guint *first, guint *end)
{
  *first = 0;
  *end = n_pieces;
  if (item->cuts == NULL)
    return;
  const WzBookCut *from = &item->cuts->starts[item->stretch], *to = from + 1;
  *first = from->piece;
  *end = MIN (to->piece + (to->block > 0), n_pieces);
}

void
wz_book_item_take_blocks (const WzBookItem *item, guint i, const WzPiece *piece, guint *first, guint *n)
{
  guint end = piece->n_blocks;

  *first = 0;
  if (item->cuts != NULL) {
    const WzBookCut *from = &item->cuts->starts[item->stretch], *to = from + 1;

    *first = from->piece == i ? from->block : 0;
    end = to->piece == i ? to->block : end;
  }
  *n = end - *first;
}
