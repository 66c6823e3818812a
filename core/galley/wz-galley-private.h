/* wz-galley-private.h: the index, and how pieces are made. core/galley only. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wz-galley.h>

#include "base/wz-arena.h"

/** WzGalleyPart: a part and its place; behind the `#` of @target stands its anchor. */
typedef struct {
  WzPart part;
  const gchar *target;
  guint section;
  guint entry;
} WzGalleyPart;

/** WzShow: a style's keys that say what is shown, in the order of their names in wz-galley.c. */
typedef enum {
  WZ_SHOW_COVER,
  WZ_SHOW_CONTENTS,
  WZ_SHOW_CATEGORIES,
  WZ_SHOW_AUTHORS,
  WZ_SHOW_AFFILIATIONS,
  WZ_SHOW_LINKS,
  WZ_SHOW_CODE,
  WZ_SHOW_STATUS,
  WZ_SHOW_VENUE,
  WZ_SHOW_COMMENT,
  WZ_SHOW_DATES,
  WZ_SHOW_SCORE,
  WZ_SHOW_TLDR,
  WZ_SHOW_POINTS,
  WZ_SHOW_APPEARANCES,
  WZ_SHOW_BACK_REFERENCES,
  WZ_SHOW_NOTES,
  WZ_SHOW_FIGURES,
  WZ_SHOW_INDICES,
  WZ_SHOW_COLOPHON,
  WZ_SHOW_QR,
  WZ_SHOW_NUMBERS,
  WZ_N_SHOWS
} WzShow;

struct _WzGalley {
  const WzIssue *issue;
  WzLanguages languages;
  const gchar *lang;
  gchar *title;
  gboolean shows[WZ_N_SHOWS];
  gboolean room;
  gboolean figure_leads; /* the first one stands before the texts */
  guint names_max;       /* of a list; 0: all */
  const WzStyle *style;  /* for pictures of the cover; or NULL */
  GArray *parts;         /* WzGalleyPart */
  WzArena *arena;
  GHashTable *by_anchor; /* anchor → part + 1 */
};

/** wz_entry_shows_appearance: whether the @i-th says something else than the one before it. */
gboolean wz_entry_shows_appearance (const WzEntry *entry, guint i);
/** wz_galley_add_number: (nullable): an item, where the style shows numbers and @entry has one. */
WzItem *wz_galley_add_number (const WzGalley *galley, const WzEntry *entry, guint flags, WzPieces *pieces);
/** wz_galley_add_code: an item, optional: the first category of @entry, where the style shows them. */
void wz_galley_add_code (const WzGalley *galley, const WzEntry *entry, WzPieces *pieces);
/** wz_galley_add_title: an item: @title; 无题 for NULL: a paper without a title has a heading none the less.
 */
WzItem *wz_galley_add_title (const WzGalley *galley, const WzText *title, guint flags, WzPieces *pieces);

/** wz_galley_add_mark: (nullable): an item, where @entry is withdrawn. */
WzItem *wz_galley_add_mark (const WzGalley *galley, const WzEntry *entry, guint flags, WzPieces *pieces);

void wz_galley_read_cover (const WzGalley *galley, WzPieces *pieces);
void wz_galley_read_contents (const WzGalley *galley, WzPieces *pieces);
void wz_galley_read_section (const WzGalley *galley, const WzSection *section, WzPieces *pieces);
void wz_galley_read_entry (const WzGalley *galley, const WzEntry *entry, WzPieces *pieces);
void wz_galley_read_index (const WzGalley *galley, const WzIndex *index, WzPieces *pieces);
void wz_galley_read_colophon (const WzGalley *galley, WzPieces *pieces);

/* ---- Making pieces --------------------------------------------------------------------------------------
 */

/** wz_pieces_begin: empties the list for a part of @galley; wz_pieces_end() closes it. */
void wz_pieces_begin (WzPieces *pieces, const WzGalley *galley, guint section, guint entry);
void wz_pieces_end (WzPieces *pieces, const gchar *anchor);

/** wz_pieces_add: the next piece, in the book's language, without anything else; valid until the next one.
 * One of items that gets none is dropped again. */
WzPiece *wz_pieces_add (WzPieces *pieces, WzRole role, WzPieceKind kind, const gchar *id);
/** wz_pieces_show: what is shown of @text (nullable): all, or what it says without its pictures. */
const WzText *wz_pieces_show (WzPieces *pieces, const WzText *text);
/** wz_pieces_add_item: of the last piece; @string is not copied; NULL is no item. */
WzItem *wz_pieces_add_item (WzPieces *pieces, const gchar *string, const gchar *lang, guint flags);
/** wz_pieces_add_text_item: likewise, of inlines. */
WzItem *wz_pieces_add_text_item (WzPieces *pieces, const WzText *text, guint flags);
/** wz_pieces_add_brief: likewise, of the first sentence of blocks: WZ_ITEM_BRIEF. */
WzItem *wz_pieces_add_brief (WzPieces *pieces, const WzText *text, guint flags);
/** wz_pieces_set_target: of all items of the last piece. */
void wz_pieces_set_target (WzPieces *pieces, const gchar *target);
/** wz_pieces_add_line: a piece of one item in the book's language. */
void wz_pieces_add_line (WzPieces *pieces, WzRole role, const gchar *id, const gchar *string, guint flags);
/** wz_pieces_add_text: a piece of all blocks of @text (nullable). */
WzPiece *wz_pieces_add_text (WzPieces *pieces, WzRole role, const gchar *id, const WzText *text);

/** wz_pieces_take: @string, which is freed, as long as the pieces live. */
const gchar *wz_pieces_take (WzPieces *pieces, gchar *string);
/** wz_pieces_join: @a, @b and @c (the last two nullable) one behind the other. */
const gchar *wz_pieces_join (WzPieces *pieces, const gchar *a, const gchar *b, const gchar *c);
/** wz_pieces_number: @name, a point and @n: `note.1`. */
const gchar *wz_pieces_number (WzPieces *pieces, const gchar *name, guint n);
