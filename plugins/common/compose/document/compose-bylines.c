/* compose-bylines.c: the small lines under a paper's titles and behind its texts: names, categories, links,
 * what archives say, history (compose-entry.h). SPDX-License-Identifier: MIT */
#include "compose-entry.h"

#include <string.h>

#include "compose/page/compose-inline.h"

#define SHORT_CHARACTERS 24

/* A line of names, of smaller type, ragged, broken between names only (R74). */
static ComposeBlock *
add_byline (const ComposeSetter *setter, ComposePrefer prefer)
{
  ComposeBlock *block = compose_blocks_add (setter->blocks, COMPOSE_BLOCK_TEXT, COMPOSE_ELEMENT_P);
  block->source = compose_blocks_source (setter->blocks, NULL);
  block->align = COMPOSE_ALIGN_RAGGED;
  block->prefer = prefer;
  block->left = setter->inset;
  block->keep_next = block->keep_together = TRUE;
  return block;
}

static void
add_words (const ComposeSetter *setter, ComposeSource *source, const gchar *text, guint32 color, guint flags)
{
  ComposeLook look = compose_blocks_byline_look (setter->blocks);
  look.color = color;
  compose_source_add (source, text, compose_blocks_style (setter->blocks, look), flags, -1, NULL);
}

/* One without an address of its own leads nowhere. */
static void
add_link (const ComposeSetter *setter, ComposeSource *source, const WzItem *item)
{
  ComposeBlocks *blocks = setter->blocks;
  ComposeLook look = compose_blocks_byline_look (blocks), plain = look;
  gboolean leads = item->target != NULL && *item->target != '#',
           address = leads && strstr (item->target, item->string) != NULL;
  look.color = blocks->settings->link_color;
  compose_source_add (source, item->string, compose_blocks_style (blocks, leads ? look : plain),
                      COMPOSE_CHAR_NO_HYPHEN | (address ? COMPOSE_CHAR_URL : 0),
                      leads ? compose_blocks_add_link (blocks, item->target, NULL) : -1, &item->position);
  if (blocks->settings->link_notes && leads)
    compose_blocks_note (blocks, source, item->target, look);
}

static void
add_item (const ComposeSetter *setter, ComposeSource *source, const WzItem *item)
{
  if (item->target != NULL && item->string != NULL)
    add_link (setter, source, item);
  else
    compose_blocks_add_item (setter->blocks, source, item, compose_blocks_byline_look (setter->blocks),
                             COMPOSE_CHAR_NO_HYPHEN);
}

/* Each item runs in its own direction, the list from left to right. 等 stands close to a name. */
static void
add_names (const ComposeSetter *setter, ComposeSource *source, const WzPiece *piece, const gchar *separator)
{
  guint32 color = setter->blocks->settings->muted_color;
  for (guint i = 0; i < piece->n_items; i++) {
    const WzItem *item = &piece->items[i];
    gboolean cut = (item->flags & WZ_ITEM_CUT) != 0;
    if (i > 0 && !cut)
      add_words (setter, source, separator, color, COMPOSE_CHAR_NO_HYPHEN | COMPOSE_CHAR_APART);
    else if (i > 0 && !wz_lang_is_chinese (item->lang))
      add_words (setter, source, " ", color, COMPOSE_CHAR_NO_HYPHEN);
    add_item (setter, source, item);
  }
}

/* Whatever is not said elsewhere. */
guint
compose_add_items (const ComposeSetter *setter, guint at)
{
  const WzPiece *piece = wz_pieces_get (setter->pieces, at);
  for (guint i = 0; i < piece->n_items; i++)
    if ((piece->items[i].flags & WZ_ITEM_OPTIONAL) == 0) {
      add_names (setter, add_byline (setter, COMPOSE_PREFER_COMMA)->source, piece, ", ");
      break;
    }
  return 1;
}

guint
compose_add_affiliations (const ComposeSetter *setter, guint at)
{
  ComposeSource *source = add_byline (setter, COMPOSE_PREFER_AMPERSAND)->source;
  guint32 color = setter->blocks->settings->muted_color;
  add_words (setter, source, "[", color, COMPOSE_CHAR_NO_HYPHEN | COMPOSE_CHAR_APART);
  add_names (setter, source, wz_pieces_get (setter->pieces, at), " & ");
  add_words (setter, source, "]", color, COMPOSE_CHAR_NO_HYPHEN | COMPOSE_CHAR_APART);
  return 1;
}

static void
add_categories (const ComposeSetter *setter, ComposeSource *source, const WzPiece *piece)
{
  ComposeLook look = compose_blocks_byline_look (setter->blocks);
  look.color = setter->blocks->settings->accent_color;
  for (guint i = 0; i < piece->n_items; i++) {
    if (i > 0)
      add_words (setter, source, (piece->items[i].flags & WZ_ITEM_NAME) != 0 ? "\302\240" : " / ", look.color,
                 COMPOSE_CHAR_NO_HYPHEN);
    compose_blocks_add_item (setter->blocks, source, &piece->items[i], look, COMPOSE_CHAR_NO_HYPHEN);
  }
}

static void
add_links (const ComposeSetter *setter, ComposeSource *source, const WzPiece *piece)
{
  guint32 color = compose_blocks_byline_look (setter->blocks).color;
  for (guint i = 0; i < piece->n_items; i++) {
    gboolean close = (piece->items[i].flags & WZ_ITEM_NAME) != 0;
    if (compose_source_get_length (source) > 0)
      add_words (setter, source, close ? "\302\240" : "  |  ", color, COMPOSE_CHAR_NO_HYPHEN);
    add_item (setter, source, &piece->items[i]);
  }
}

/* Whether the head of the entry has a text to hold on to: the last line of a short one has none. */
static gboolean
has_text (const ComposeSetter *setter)
{
  return wz_pieces_find (setter->pieces, WZ_ROLE_ABSTRACT) != NULL || compose_has_points (setter);
}

/* Categories and links share a line; marks of notes, which stand below, are not shown. */
guint
compose_add_meta (const ComposeSetter *setter, guint at)
{
  guint n = compose_count_neighbours (setter, at);
  ComposeBlock *block = NULL;
  for (guint i = at; i < at + n; i++) {
    const WzPiece *piece = wz_pieces_get (setter->pieces, i);
    if (piece->role == WZ_ROLE_NOTE_MARKS)
      continue;
    if (block == NULL)
      block = add_byline (setter, COMPOSE_PREFER_ANY);
    if (piece->role == WZ_ROLE_CATEGORIES) {
      if (compose_source_get_length (block->source) > 0)
        add_words (setter, block->source, "  |  ", compose_blocks_byline_look (setter->blocks).color,
                   COMPOSE_CHAR_NO_HYPHEN);
      add_categories (setter, block->source, piece);
    } else
      add_links (setter, block->source, piece);
  }
  if (block != NULL)
    block->keep_next = has_text (setter);
  return n;
}

/* Words that no line ends in. */
static void
add_whole (const ComposeSetter *setter, ComposeSource *source, const gchar *text, guint32 color)
{
  gsize first = (gsize) (g_utf8_next_char (text) - text);
  g_autofree gchar *head = g_strndup (text, first);
  add_words (setter, source, head, color, COMPOSE_CHAR_NO_HYPHEN);
  add_words (setter, source, text + first, color, COMPOSE_CHAR_NO_HYPHEN | COMPOSE_CHAR_NO_BREAK);
}

/* A line does not end between a label and a few words. */
static gboolean
is_short (const WzItem *item)
{
  return item->string != NULL && g_utf8_strlen (item->string, -1) <= SHORT_CHARACTERS;
}

/* Labels and what they name, in one line. */
static ComposeBlock *
add_labelled (const ComposeSetter *setter, guint at, guint n, const gchar *stop)
{
  const gchar *comma = wz_galley_get_label (setter->blocks->galley, WZ_LABEL_LIST_SEPARATOR);
  const gchar *colon = wz_galley_get_label (setter->blocks->galley, WZ_LABEL_COLON);
  ComposeLook look = compose_blocks_byline_look (setter->blocks);
  ComposeBlock *block = add_byline (setter, COMPOSE_PREFER_ANY);
  for (guint i = at; i < at + n; i++) {
    const WzPiece *piece = wz_pieces_get (setter->pieces, i);
    if (i > at)
      add_words (setter, block->source, stop, look.color, 0);
    add_whole (setter, block->source, piece->label, look.color);
    add_words (setter, block->source, colon, look.color, COMPOSE_CHAR_NO_BREAK);
    for (guint k = 0; k < piece->n_items; k++) {
      if (k > 0)
        add_words (setter, block->source, comma, look.color, 0);
      compose_blocks_add_item (setter->blocks, block->source, &piece->items[k], look,
                               k == 0 && is_short (&piece->items[k]) ? COMPOSE_CHAR_NO_BREAK : 0);
    }
  }
  return block;
}

/* What an archive says of the paper. */
guint
compose_add_record (const ComposeSetter *setter, guint at)
{
  gboolean zh = wz_lang_is_chinese (wz_galley_get_lang (setter->blocks->galley));
  guint n = compose_count_neighbours (setter, at);
  add_labelled (setter, at, n, zh ? "；" : "; ")->keep_next = has_text (setter);
  return n;
}

/* In which dailies the paper stood, and earlier issues that had it: one line. */
guint
compose_add_history (const ComposeSetter *setter, guint at)
{
  gboolean zh = wz_lang_is_chinese (wz_galley_get_lang (setter->blocks->galley));
  guint n = compose_count_neighbours (setter, at);
  compose_blocks_last (setter->blocks)->keep_next = TRUE;
  ComposeBlock *block = add_labelled (setter, at, n, zh ? "。" : ". ");
  block->left = 0;
  block->keep_next = FALSE;
  return n;
}
