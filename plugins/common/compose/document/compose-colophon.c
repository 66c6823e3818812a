/* compose-colophon.c: the colophon (版权页) as blocks (compose-content.h): what the book is called, then a
 * line a field, its name in a column of its own. SPDX-License-Identifier: MIT */
#include "compose-content.h"

#include "compose/page/compose-inline.h"
#include "compose/page/compose-rich.h"

#define LABEL_EM 6
#define TITLE_EM 1.2

static ComposeBlock *
add_line (ComposeBlocks *blocks, const gchar *label, const gchar *lang)
{
  ComposeBlock *block = compose_blocks_add (blocks, COMPOSE_BLOCK_TEXT, COMPOSE_ELEMENT_P);
  block->source = compose_blocks_source (blocks, lang);
  block->align = COMPOSE_ALIGN_RAGGED;
  block->keep_together = TRUE;
  if (label == NULL)
    return block;
  guint16 style = compose_blocks_style (blocks, compose_blocks_byline_look (blocks));
  block->left = compose_settings_em (blocks->settings, LABEL_EM);
  block->label = compose_blocks_source (blocks, NULL);
  compose_source_add (block->label, label, style, COMPOSE_CHAR_NO_HYPHEN, -1, NULL);
  return block;
}

static ComposeLook
value_look (const ComposeBlocks *blocks)
{
  ComposeLook look = compose_blocks_byline_look (blocks);
  look.color = blocks->settings->text_color;
  return look;
}

static void
add_title (ComposeBlocks *blocks, const WzPiece *piece)
{
  ComposeLook look = {WZ_FONT_HEADING, WZ_WEIGHT_BOLD, TITLE_EM, blocks->settings->heading_color};
  ComposeBlock *block = add_line (blocks, NULL, piece->lang);
  block->rows = 2;
  block->keep_next = TRUE;
  compose_blocks_add_item (blocks, block->source, &piece->items[0], look, COMPOSE_CHAR_NO_HYPHEN);
}

/* Names stand close behind their codes. */
static void
add_items (ComposeBlocks *blocks, const WzPiece *piece)
{
  ComposeLook look = value_look (blocks);
  const ComposeBlock *before = blocks->blocks->pdata[blocks->blocks->len - 1];
  if (piece->label != NULL && before->label == NULL)
    compose_blocks_add_gap (blocks);
  ComposeBlock *block = add_line (blocks, piece->label, piece->lang);
  for (guint i = 0; i < piece->n_items; i++) {
    const gchar *join = (piece->items[i].flags & WZ_ITEM_NAME) != 0 ? "\302\240" : " / ";
    if (i > 0)
      compose_source_add (block->source, join, compose_blocks_style (blocks, look), COMPOSE_CHAR_NO_HYPHEN,
                          -1, NULL);
    compose_blocks_add_item (blocks, block->source, &piece->items[i], look, COMPOSE_CHAR_NO_HYPHEN);
  }
}

static void
add_string (ComposeBlocks *blocks, const gchar *label, const gchar *text, ComposeLook look)
{
  ComposeBlock *block = add_line (blocks, label, "en");
  compose_source_add (block->source, text, compose_blocks_style (blocks, look), COMPOSE_CHAR_NO_HYPHEN, -1,
                      NULL);
}

/* The families that the pages set so far show. */
static void
add_fonts (ComposeBlocks *blocks, const WzPiece *piece)
{
  const gchar *comma = wz_galley_get_label (blocks->galley, WZ_LABEL_LIST_SEPARATOR);
  g_autoptr (GHashTable) said = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GString) all = g_string_new (NULL);
  for (guint i = 0; i < compose_fonts_get_n_faces (blocks->fonts); i++) {
    const gchar *family = wz_font_face_get_family (compose_fonts_get_face (blocks->fonts, i)->face);
    if (g_hash_table_add (said, (gpointer) family))
      g_string_append_printf (all, "%s%s", all->len > 0 ? comma : "", family);
  }
  if (all->len > 0)
    add_string (blocks, piece->label, all->str, value_look (blocks));
}

/* What only the output knows. */
static void
fill_slot (ComposeBlocks *blocks, const WzPiece *piece)
{
  const ComposeSettings *settings = blocks->settings;
  if (piece->role == WZ_ROLE_FONTS)
    add_fonts (blocks, piece);
  if (piece->role == WZ_ROLE_GENERATOR && settings->generator != NULL) {
    compose_blocks_add_gap (blocks);
    add_string (blocks, NULL, settings->generator, compose_blocks_byline_look (blocks));
  }
}

static void
add_piece (ComposeBlocks *blocks, const WzPiece *piece)
{
  const ComposeSettings *settings = blocks->settings;
  if (piece->role == WZ_ROLE_HEADING)
    compose_content_add_heading (blocks, &piece->items[0], settings->section_em, 4)->dest =
        g_strdup (piece->anchor);
  else if (piece->role == WZ_ROLE_BOOK_TITLE)
    add_title (blocks, piece);
  else if (piece->kind == WZ_PIECE_ITEMS)
    add_items (blocks, piece);
  else if (piece->kind == WZ_PIECE_TEXT)
    compose_blocks_add_text (blocks, piece, compose_blocks_body_look (blocks, piece->lang), 0, 0);
  else if (piece->kind == WZ_PIECE_SLOT)
    fill_slot (blocks, piece);
}

void
compose_content_add_colophon (ComposeBlocks *blocks, guint part)
{
  g_autoptr (WzPieces) pieces = wz_pieces_new ();
  blocks->part = part;
  wz_galley_read (blocks->galley, part, pieces);
  for (guint i = 0; i < wz_pieces_get_n (pieces); i++)
    add_piece (blocks, wz_pieces_get (pieces, i));
}
