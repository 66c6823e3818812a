/* compose-entry.c: sections and entries as blocks (compose-content.h): the look of each role of the galley.
 * SPDX-License-Identifier: MIT */
#include "compose-entry.h"

#include <string.h>

#include "compose/page/compose-rich.h"

#define NOTE_INSET_EM 2

guint
compose_count_neighbours (const ComposeSetter *setter, guint first)
{
  const WzPiece *mine = wz_pieces_get (setter->pieces, first);
  guint n = 1;
  for (; first + n < wz_pieces_get_n (setter->pieces); n++) {
    const WzPiece *next = wz_pieces_get (setter->pieces, first + n);
    if ((mine->set == NULL || g_strcmp0 (next->set, mine->set) != 0) &&
        (mine->group == NULL || g_strcmp0 (next->group, mine->group) != 0))
      break;
  }
  return n;
}

gboolean
compose_has_points (const ComposeSetter *setter)
{
  return wz_pieces_find (setter->pieces, WZ_ROLE_TLDR) != NULL ||
         wz_pieces_find (setter->pieces, WZ_ROLE_POINT) != NULL;
}

static gboolean
is_full (const ComposeSetter *setter)
{
  return setter->part->entry != NULL && wz_entry_is_full (setter->part->entry);
}

/* ---- Titles -------------------------------------------------------------------------------------------- */

/* R74, R76: first title larger, the translation below it. */
static ComposeBlock *
make_title (const ComposeSetter *setter, const WzPiece *piece, gboolean first)
{
  ComposeBlocks *blocks = setter->blocks;
  const ComposeSettings *settings = blocks->settings;
  gboolean full = is_full (setter);
  ComposeLook look = {WZ_FONT_HEADING, WZ_WEIGHT_BOLD, full ? settings->entry_em : 1.0,
                      settings->heading_color};
  if (!first)
    look = (ComposeLook){WZ_FONT_BODY, full ? WZ_WEIGHT_BOLD : WZ_WEIGHT_REGULAR,
                         full ? settings->second_em : settings->latin_em, settings->heading_color};
  ComposeBlock *block =
      compose_block_new (blocks, COMPOSE_BLOCK_TEXT, first ? COMPOSE_ELEMENT_H2 : COMPOSE_ELEMENT_P);
  block->source = compose_blocks_source (blocks, piece->lang);
  block->align = COMPOSE_ALIGN_BALANCED;
  block->keep_next = block->keep_together = TRUE;
  block->left = setter->inset;
  if (first && full)
    block->line = compose_settings_em (settings, look.size_em * 1.35);
  const WzPiece *mark = first ? wz_pieces_find (setter->pieces, WZ_ROLE_WITHDRAWN) : NULL;
  if (mark != NULL)
    compose_content_add_mark (blocks, block->source, mark, look);
  compose_blocks_add_item (blocks, block->source, &piece->items[0], look, COMPOSE_CHAR_NO_HYPHEN);
  return block;
}

static void
add_number (const ComposeSetter *setter, ComposeBlock *block)
{
  const ComposeSettings *settings = setter->blocks->settings;
  const WzPiece *number = wz_pieces_find (setter->pieces, WZ_ROLE_NUMBER);
  if (number == NULL)
    return;
  ComposeLook look = {WZ_FONT_HEADING, WZ_WEIGHT_BOLD, is_full (setter) ? settings->entry_em : 1.0,
                      settings->accent_color};
  block->label = compose_blocks_source (setter->blocks, "en");
  compose_blocks_add_item (setter->blocks, block->label, &number->items[0], look, 0);
}

static guint
add_titles (const ComposeSetter *setter, guint at)
{
  guint n = compose_count_neighbours (setter, at);
  gboolean beside = wz_pieces_get (setter->pieces, at)->layout == WZ_LAYOUT_BESIDE;
  const WzPiece *code = wz_pieces_find (setter->pieces, WZ_ROLE_QR);
  ComposeBlock *first = NULL;
  for (guint i = 0; i < n; i++) {
    ComposeBlock *block = make_title (setter, wz_pieces_get (setter->pieces, at + i), i == 0);
    if (i == 0) {
      first = block;
      block->dest = g_strdup (setter->part->anchor);
      add_number (setter, block);
      block->qr = code != NULL ? g_strdup (code->target) : NULL;
    }
    if (beside && i == 1) {
      first->pair = block->pair = ++setter->blocks->n_pairs;
      block->at_right = TRUE;
      block->left = 0;
      block->line = first->line;
    }
    g_ptr_array_add (setter->blocks->blocks, block);
  }
  return n;
}

/* ---- Texts --------------------------------------------------------------------------------------------- */

static guint
add_text (const ComposeSetter *setter, guint at)
{
  const WzPiece *piece = wz_pieces_get (setter->pieces, at);
  compose_blocks_add_text (setter->blocks, piece,
                           compose_blocks_body_look (setter->blocks, wz_text_get_lang (piece->text)), 0, 0);
  return 1;
}

/* R102: the blocks from @from on of two texts, of which the second begins with @middle, in @n_rows: each
 * beside its own, or one text beside the other. */
static void
make_pairs (ComposeBlocks *blocks, guint from, guint middle, guint n_rows)
{
  GPtrArray *all = blocks->blocks;
  guint first_pair = blocks->n_pairs + 1, n = middle - from;
  gboolean each = n_rows == n && n_rows == all->len - middle;
  blocks->n_pairs += each ? n_rows : 1;
  for (guint i = from; i < all->len; i++) {
    ComposeBlock *block = all->pdata[i];
    block->at_right = i >= middle;
    block->pair = first_pair + (each ? (i - from) % n : 0);
  }
  g_autofree gpointer *order = g_memdup2 (&all->pdata[from], (all->len - from) * sizeof (gpointer));
  for (guint i = 0; each && i < n; i++) {
    all->pdata[from + 2 * i] = order[i];
    all->pdata[from + 2 * i + 1] = order[n + i];
  }
}

static gboolean
only_text (const ComposeBlocks *blocks, guint from)
{
  for (guint i = from; i < blocks->blocks->len; i++)
    if (((ComposeBlock *) blocks->blocks->pdata[i])->kind != COMPOSE_BLOCK_TEXT)
      return FALSE;
  return TRUE;
}

/* Below another text a paragraph without indent would hardly be seen to begin (R67: 0, or 1 to 2 em). */
static void
indent_first (ComposeBlocks *blocks, guint number)
{
  ComposeBlock *block = number < blocks->blocks->len ? blocks->blocks->pdata[number] : NULL;
  if (block != NULL && block->element == COMPOSE_ELEMENT_P && block->indent == 0)
    block->indent = compose_settings_em (blocks->settings, blocks->settings->indent_em);
}

/* How the pieces from one on are set; returns how many those were. */
typedef guint (*SetPieces) (const ComposeSetter *setter, guint at);

/* What can't stand beside each other, a table and a picture, stands one below the other. */
static guint
add_set (const ComposeSetter *setter, guint at, SetPieces add)
{
  ComposeBlocks *blocks = setter->blocks;
  guint n = compose_count_neighbours (setter, at), from = blocks->blocks->len, middle = from;
  for (guint i = at; i < at + n; i++) {
    middle = blocks->blocks->len;
    add (setter, i);
  }
  const WzPiece *first = wz_pieces_get (setter->pieces, at);
  if (first->layout == WZ_LAYOUT_BESIDE && only_text (blocks, from))
    make_pairs (blocks, from, middle, wz_galley_pair (first, wz_pieces_get (setter->pieces, at + 1)));
  else if (n > 1 && add == add_text) /* a label tells where the other begins */
    indent_first (blocks, middle);
  return n;
}

static guint
add_texts (const ComposeSetter *setter, guint at)
{
  return add_set (setter, at, add_text);
}

/* The label of a note or a point goes before its first line, as a run-in heading; before anything but a
 * paragraph it is a line of its own, @inset from both sides. */
static void
add_label (const ComposeSetter *setter, guint first, const gchar *label, ComposeLook look, ComposeUnit inset)
{
  ComposeBlocks *blocks = setter->blocks;
  ComposeBlock *block = blocks->blocks->pdata[first];
  look.role = WZ_FONT_HEADING;
  look.weight = WZ_WEIGHT_BOLD;
  look.color = blocks->settings->accent_color;
  guint16 style = compose_blocks_style (blocks, look);
  gboolean runs_in =
      block->kind == COMPOSE_BLOCK_TEXT && block->element == COMPOSE_ELEMENT_P && !block->center;
  ComposeSource *source = compose_blocks_source (blocks, runs_in ? block->source->tag : NULL);
  compose_source_add (source, label, style, COMPOSE_CHAR_NO_HYPHEN, -1, NULL);
  if (runs_in) {
    compose_source_add (source, wz_lang_is_chinese (source->tag) ? "　" : "  ", style, COMPOSE_CHAR_NO_HYPHEN,
                        -1, NULL);
    compose_source_append (source, block->source);
    compose_source_free (block->source);
    block->indent = 0;
  } else {
    block = compose_block_new (blocks, COMPOSE_BLOCK_TEXT, COMPOSE_ELEMENT_P);
    block->align = COMPOSE_ALIGN_RAGGED;
    block->left = block->right = inset;
    block->keep_next = TRUE;
    g_ptr_array_insert (blocks->blocks, (gint) first, block);
  }
  block->source = source;
}

/* R84: the editor's words stand in 楷, inset. */
static guint
add_note (const ComposeSetter *setter, guint at)
{
  ComposeBlocks *blocks = setter->blocks;
  const WzPiece *piece = wz_pieces_get (setter->pieces, at);
  ComposeUnit inset = compose_settings_em (blocks->settings, NOTE_INSET_EM);
  ComposeLook look = compose_blocks_body_look (blocks, wz_text_get_lang (piece->text));
  look.role = WZ_FONT_QUOTE;
  guint first = blocks->blocks->len;
  compose_blocks_add_text (blocks, piece, look, inset, inset);
  if (first < blocks->blocks->len)
    add_label (setter, first, piece->label, look, inset);
  return 1;
}

/* 提要 stands in 楷, as what is said of a paper and not in it. */
static guint
add_point (const ComposeSetter *setter, guint at)
{
  ComposeBlocks *blocks = setter->blocks;
  const WzPiece *piece = wz_pieces_get (setter->pieces, at);
  ComposeLook look = compose_blocks_body_look (blocks, wz_text_get_lang (piece->text));
  look.role = piece->role == WZ_ROLE_TLDR ? WZ_FONT_QUOTE : look.role;
  guint first = blocks->blocks->len;
  compose_blocks_add_text (blocks, piece, look, 0, 0);
  if (first < blocks->blocks->len)
    add_label (setter, first, piece->label, look, 0);
  return 1;
}

static guint
add_points (const ComposeSetter *setter, guint at)
{
  return add_set (setter, at, add_point);
}

/* Behind points an abstract says what it is, too. */
static guint
add_abstracts (const ComposeSetter *setter, guint at)
{
  return add_set (setter, at, compose_has_points (setter) ? add_point : add_text);
}

/* ---- Pictures ------------------------------------------------------------------------------------------ */

static guint
add_figure (const ComposeSetter *setter, guint at)
{
  const WzPiece *piece = wz_pieces_get (setter->pieces, at);
  if (!compose_blocks_can_show (setter->blocks, piece->resource)) {
    compose_blocks_add_placeholder (setter->blocks, piece->placeholder);
    return 1;
  }
  ComposeBlock *block = compose_blocks_add (setter->blocks, COMPOSE_BLOCK_FIGURE, COMPOSE_ELEMENT_FIGURE);
  block->resource = piece->resource;
  block->keep_next = compose_count_neighbours (setter, at) > 1;
  return 1;
}

static guint
add_caption (const ComposeSetter *setter, guint at)
{
  ComposeBlocks *blocks = setter->blocks;
  const WzPiece *piece = wz_pieces_get (setter->pieces, at);
  ComposeLook look = {WZ_FONT_BODY, WZ_WEIGHT_REGULAR, blocks->settings->byline_em,
                      blocks->settings->text_color};
  ComposeBlock *caption = compose_blocks_add (blocks, COMPOSE_BLOCK_TEXT, COMPOSE_ELEMENT_CAPTION);
  caption->source = compose_blocks_source (blocks, piece->lang);
  caption->align = COMPOSE_ALIGN_RAGGED;
  caption->center = TRUE;
  caption->keep_together = TRUE;
  compose_blocks_add_item (blocks, caption->source, &piece->items[0], look, 0);
  return 1;
}

/* ---- Parts --------------------------------------------------------------------------------------------- */

/* Nothing of an entry holds on to the next one, nor to the room behind it. */
static void
let_go (const ComposeSetter *setter)
{
  ComposeBlock *last = compose_blocks_last (setter->blocks);
  if (last != NULL)
    last->keep_next = FALSE;
}

static guint
add_room (const ComposeSetter *setter, guint at)
{
  let_go (setter);
  compose_blocks_add (setter->blocks, COMPOSE_BLOCK_ROOM, COMPOSE_ELEMENT_NONE)->rows = 5;
  return 1;
}

/* What has its place elsewhere: the number and the code beside the title. */
static guint
pass (const ComposeSetter *setter, guint at)
{
  return 1;
}

static guint
add_heading (const ComposeSetter *setter, guint at)
{
  const WzPiece *piece = wz_pieces_get (setter->pieces, at);
  ComposeBlock *block =
      compose_content_add_heading (setter->blocks, &piece->items[0], setter->blocks->settings->section_em, 4);
  block->dest = g_strdup (setter->part->anchor);
  return 1;
}

/* A role that is not known is set as its kind. */
static SetPieces
find_look (const WzPiece *piece)
{
  static const SetPieces roles[] = {
      [WZ_ROLE_HEADING] = add_heading,
      [WZ_ROLE_SECTION_TEXT] = add_texts,
      [WZ_ROLE_NUMBER] = pass,
      [WZ_ROLE_ENTRY_TITLE] = add_titles,
      [WZ_ROLE_AFFILIATIONS] = compose_add_affiliations,
      [WZ_ROLE_CATEGORIES] = compose_add_meta,
      [WZ_ROLE_LINKS] = compose_add_meta,
      [WZ_ROLE_NOTE_MARKS] = compose_add_meta,
      [WZ_ROLE_ABSTRACT] = add_abstracts,
      [WZ_ROLE_CAPTION] = add_caption,
      [WZ_ROLE_NOTE] = add_note,
      [WZ_ROLE_APPEARANCES] = compose_add_history,
      [WZ_ROLE_BACK_REFERENCES] = compose_add_history,
      [WZ_ROLE_ROOM] = add_room,
      [WZ_ROLE_WITHDRAWN] = pass,
      [WZ_ROLE_STATUS] = compose_add_meta,
      [WZ_ROLE_CODE_LINKS] = compose_add_meta,
      [WZ_ROLE_VENUE] = compose_add_record,
      [WZ_ROLE_JOURNAL_REF] = compose_add_record,
      [WZ_ROLE_COMMENT] = compose_add_record,
      [WZ_ROLE_PUBLISHED] = compose_add_record,
      [WZ_ROLE_UPDATED] = compose_add_record,
      [WZ_ROLE_SCORE] = compose_add_record,
      [WZ_ROLE_TLDR] = add_points,
      [WZ_ROLE_POINT] = add_points,
      [WZ_ROLE_SCORE_REASON] = add_point,
      [WZ_ROLE_PRESENTER] = compose_add_record,
  };
  static const SetPieces kinds[] = {
      [WZ_PIECE_TEXT] = add_text,
      [WZ_PIECE_ITEMS] = compose_add_items,
      [WZ_PIECE_FIGURE] = add_figure,
      [WZ_PIECE_SLOT] = pass,
  };
  SetPieces look = (guint) piece->role < G_N_ELEMENTS (roles) ? roles[piece->role] : NULL;
  return look != NULL ? look : kinds[piece->kind];
}

static void
add_pieces (const ComposeSetter *setter)
{
  for (guint i = 0; i < wz_pieces_get_n (setter->pieces);)
    i += find_look (wz_pieces_get (setter->pieces, i)) (setter, i);
}

/* The number stands beside the title, what belongs to it below the title. */
static ComposeUnit
find_inset (const ComposeBlocks *blocks, const WzPieces *pieces)
{
  const WzPiece *number = wz_pieces_find (pieces, WZ_ROLE_NUMBER);
  if (number == NULL)
    return 0;
  return compose_settings_em (blocks->settings, strlen (number->items[0].string) > 2 ? 3 : 2);
}

/* One without a heading has a place all the same where it begins with words. */
static void
name_section (const ComposeSetter *setter, guint begin)
{
  ComposeBlock *block = g_ptr_array_index (setter->blocks->blocks, begin);
  if (block->kind == COMPOSE_BLOCK_TEXT && block->dest == NULL)
    block->dest = g_strdup (setter->part->anchor);
}

void
compose_content_add_issue (ComposeBlocks *blocks)
{
  g_autoptr (WzPieces) pieces = wz_pieces_new ();
  const WzSection *section = NULL;
  gboolean headed = FALSE, first = TRUE; /* of the section: its heading is all there is so far */
  for (guint i = 0; i < wz_galley_get_n_parts (blocks->galley); i++) {
    const WzPart *part = wz_galley_get_part (blocks->galley, i);
    if (part->kind != WZ_PART_SECTION && part->kind != WZ_PART_ENTRY)
      continue;
    wz_galley_read (blocks->galley, i, pieces);
    blocks->part = i;
    blocks->section = wz_pieces_get (pieces, 0)->section;
    if (part->section != section) {
      if (section != NULL)
        compose_blocks_add_gap (blocks);
      section = part->section;
      headed = FALSE;
      first = TRUE;
    }
    if (part->kind == WZ_PART_ENTRY) {
      if (blocks->settings->entries_on_pages && wz_entry_is_full (part->entry) && !first)
        compose_blocks_add (blocks, COMPOSE_BLOCK_PAGE, COMPOSE_ELEMENT_NONE);
      else if (!first || !headed)
        compose_blocks_add_gap (blocks);
      blocks->entry = (gint) wz_pieces_get (pieces, 0)->entry;
      first = FALSE;
    } else
      headed = wz_pieces_find (pieces, WZ_ROLE_SECTION_TEXT) == NULL;
    ComposeSetter setter = {blocks, pieces, part, find_inset (blocks, pieces)};
    guint begin = blocks->blocks->len;
    add_pieces (&setter);
    if (part->kind == WZ_PART_SECTION && begin < blocks->blocks->len)
      name_section (&setter, begin);
    if (part->kind == WZ_PART_ENTRY)
      let_go (&setter);
    blocks->entry = -1;
  }
}
