/* compose-lists.c: what stands before and behind the papers: masthead, contents, indices, as blocks
 * (compose-content.h). SPDX-License-Identifier: MIT */
#include "compose-content.h"

#include "compose/page/compose-inline.h"

ComposeBlock *
compose_content_add_heading (ComposeBlocks *blocks, const WzItem *heading, gdouble size_em, guint rows)
{
  const ComposeSettings *settings = blocks->settings;
  ComposeBlock *block = compose_blocks_add (blocks, COMPOSE_BLOCK_TEXT, COMPOSE_ELEMENT_H1);
  ComposeLook look = {WZ_FONT_HEADING, WZ_WEIGHT_BOLD, size_em, settings->heading_color};
  block->source = compose_blocks_source (blocks, NULL);
  block->align = COMPOSE_ALIGN_BALANCED;
  block->line = compose_settings_em (settings, size_em * 1.3);
  block->rows = rows;
  block->keep_next = block->keep_together = TRUE;
  compose_blocks_add_item (blocks, block->source, heading, look, COMPOSE_CHAR_NO_HYPHEN);
  return block;
}

const WzItem *
compose_content_find_title (const WzPiece *line)
{
  guint i = 0;
  while (i + 1 < line->n_items &&
         (line->items[i].flags & (WZ_ITEM_NUMBER | WZ_ITEM_CODE | WZ_ITEM_MARK)) != 0)
    i++;
  return &line->items[i];
}

void
compose_content_add_mark (ComposeBlocks *blocks, ComposeSource *source, const WzPiece *piece,
                          ComposeLook look)
{
  look.color = blocks->settings->accent_color;
  for (guint i = 0; i < piece->n_items; i++)
    if ((piece->items[i].flags & WZ_ITEM_MARK) != 0)
      compose_blocks_add_item (blocks, source, &piece->items[i], look, COMPOSE_CHAR_NO_HYPHEN);
}

void
compose_content_link_all (ComposeBlocks *blocks, ComposeSource *source, const gchar *dest)
{
  ComposeMark mark = {0, source->chars->len, compose_blocks_add_link (blocks, NULL, dest)};
  g_array_set_size (source->marks, 0);
  g_array_append_val (source->marks, mark);
}

/* ---- Masthead ------------------------------------------------------------------------------------------ */

static void
add_masthead_line (ComposeBlocks *blocks, const gchar *text, guint32 color)
{
  ComposeLook look = {WZ_FONT_BODY, WZ_WEIGHT_REGULAR, 1.0, color};
  if (*text == '\0')
    return;
  ComposeBlock *block = compose_blocks_add (blocks, COMPOSE_BLOCK_TEXT, COMPOSE_ELEMENT_P);
  block->source = compose_blocks_source (blocks, NULL);
  block->align = COMPOSE_ALIGN_RAGGED;
  block->keep_next = TRUE;
  compose_source_add (block->source, text, compose_blocks_style (blocks, look), 0, -1, NULL);
}

void
compose_content_add_masthead (ComposeBlocks *blocks)
{
  static const WzRole small[] = {WZ_ROLE_SERIES, WZ_ROLE_ISSUE_NUMBER, WZ_ROLE_PERIOD};
  const ComposeSettings *settings = blocks->settings;
  gboolean large = !wz_galley_shows (blocks->galley, "cover");
  g_autoptr (WzPieces) pieces = wz_pieces_new ();
  g_autoptr (GString) line = g_string_new (NULL);
  wz_galley_read (blocks->galley, 0, pieces);
  const WzPiece *title = wz_pieces_find (pieces, WZ_ROLE_TITLE);
  const WzPiece *subtitle = wz_pieces_find (pieces, WZ_ROLE_SUBTITLE);
  if (title != NULL)
    compose_content_add_heading (blocks, &title->items[0], settings->section_em * (large ? 1.15 : 1), 3)
        ->dest = g_strdup ("issue");
  if (subtitle != NULL)
    add_masthead_line (blocks, subtitle->items[0].string, settings->heading_color);
  for (guint i = 0; i < G_N_ELEMENTS (small); i++) {
    const WzPiece *piece = wz_pieces_find (pieces, small[i]);
    if (piece != NULL && (piece->items[0].flags & WZ_ITEM_SAID) == 0)
      g_string_append_printf (line, "%s%s", line->len > 0 ? "  " : "", piece->items[0].string);
  }
  add_masthead_line (blocks, line->str, settings->muted_color);
  if (title != NULL)
    compose_blocks_add_gap (blocks);
}

/* ---- Contents ------------------------------------------------------------------------------------------ */

/* @line with the number of its page; its label is added by the caller. */
static ComposeBlock *
add_line (ComposeBlocks *blocks, const WzPiece *line, const WzItem *title, ComposeLook look)
{
  const gchar *dest = title->target + 1;
  ComposeBlock *block = compose_blocks_add (blocks, COMPOSE_BLOCK_TEXT, COMPOSE_ELEMENT_TOCI);
  block->source = compose_blocks_source (blocks, line->lang);
  block->align = COMPOSE_ALIGN_RAGGED;
  /* R100: a title turns 2 em before the numbers of pages */
  block->right = compose_settings_em (blocks->settings, 3);
  block->page_of = g_strdup (dest);
  block->keep_together = TRUE;
  compose_content_add_mark (blocks, block->source, line, look);
  compose_blocks_add_item (blocks, block->source, title, look, COMPOSE_CHAR_NO_HYPHEN);
  compose_content_link_all (blocks, block->source, dest);
  return block;
}

static ComposeBlock *
add_entry_line (ComposeBlocks *blocks, const WzPiece *line)
{
  const ComposeSettings *settings = blocks->settings;
  const WzItem *title = compose_content_find_title (line), *number = &line->items[0];
  ComposeLook look = {WZ_FONT_BODY, WZ_WEIGHT_REGULAR,
                      wz_lang_is_chinese (line->lang) ? 1.0 : settings->latin_em, settings->text_color};
  ComposeLook digits = {WZ_FONT_HEADING, WZ_WEIGHT_BOLD, 0.9, settings->accent_color};
  ComposeBlock *block = add_line (blocks, line, title, look);
  guint n = wz_issue_get_n_entries (wz_galley_get_issue (blocks->galley));
  block->left = compose_settings_em (settings, n > 999 ? 3 : 2);
  if ((number->flags & WZ_ITEM_NUMBER) != 0) {
    block->label = compose_blocks_source (blocks, "en");
    compose_blocks_add_item (blocks, block->label, number, digits, 0);
  }
  return block;
}

/* What the paper says, below a title that is in another language. */
static ComposeBlock *
add_brief (ComposeBlocks *blocks, const WzItem *brief, ComposeUnit left)
{
  const ComposeSettings *settings = blocks->settings;
  ComposeLook look = {WZ_FONT_BODY, WZ_WEIGHT_REGULAR, settings->byline_em, settings->muted_color};
  ComposeBlock *block = compose_blocks_add (blocks, COMPOSE_BLOCK_TEXT, COMPOSE_ELEMENT_TOCI);
  block->source = compose_blocks_source (blocks, brief->lang);
  block->align = COMPOSE_ALIGN_RAGGED;
  block->left = left;
  block->right = compose_settings_em (settings, 3);
  compose_blocks_add_item (blocks, block->source, brief, look, 0);
  compose_content_link_all (blocks, block->source, brief->target + 1);
  return block;
}

static gboolean
is_entry_of (const WzPieces *pieces, guint at, guint section)
{
  const WzPiece *piece = at < wz_pieces_get_n (pieces) ? wz_pieces_get (pieces, at) : NULL;
  return piece != NULL && piece->section == section && piece->entry != G_MAXUINT;
}

/* A row is left between sections, and before the indices, but not where neither section has a heading: there
 * the lines go on. */
void
compose_content_add_contents (ComposeBlocks *blocks, guint part)
{
  const ComposeSettings *settings = blocks->settings;
  ComposeLook bold = {WZ_FONT_HEADING, WZ_WEIGHT_BOLD, 1.0, settings->heading_color};
  gboolean first = blocks->blocks->len == 0, headed = FALSE; /* the section */
  g_autoptr (WzPieces) pieces = wz_pieces_new ();
  wz_galley_read (blocks->galley, part, pieces);
  compose_content_add_heading (blocks, &wz_pieces_get (pieces, 0)->items[0],
                               settings->section_em * (first ? 1 : 0.8), first ? 4 : 2)
      ->dest = g_strdup (wz_pieces_get (pieces, 0)->anchor);
  for (guint i = 1; i < wz_pieces_get_n (pieces); i++) {
    const WzPiece *line = wz_pieces_get (pieces, i);
    gboolean entry = line->entry != G_MAXUINT, begins = i == 1 || line->section != blocks->section;
    if (i > 1 && begins && (headed || !entry))
      compose_blocks_add_gap (blocks);
    headed = begins ? !entry : headed;
    blocks->section = line->section;
    ComposeBlock *block =
        entry ? add_entry_line (blocks, line) : add_line (blocks, line, &line->items[0], bold);
    const WzItem *last = &line->items[line->n_items - 1];
    if ((last->flags & WZ_ITEM_BRIEF) != 0) {
      block->keep_next = TRUE;
      block = add_brief (blocks, last, block->left);
    }
    /* The last line of a section, and of all, never stands alone at the head of a page (R72). */
    block->keep_next = (is_entry_of (pieces, i + 1, line->section) &&
                        (!entry || !is_entry_of (pieces, i + 2, line->section))) ||
                       i + 2 == wz_pieces_get_n (pieces);
  }
}

/* ---- Indices ------------------------------------------------------------------------------------------- */

/* Pages, each once. */
static void
add_pages (ComposeBlocks *blocks, ComposeSource *source, const WzPiece *term, guint16 style,
           GHashTable *labels)
{
  const gchar *before = NULL;
  for (guint i = 1; i < term->n_items; i++) {
    const gchar *dest = term->items[i].target + 1, *name = g_hash_table_lookup (labels, dest);
    if (name == NULL || g_strcmp0 (name, before) == 0)
      continue;
    compose_source_add (source, before == NULL ? "  " : ", \342\200\213", style, COMPOSE_CHAR_LATIN, -1,
                        NULL); /* may break here */
    compose_source_add (source, name, style, COMPOSE_CHAR_LATIN, compose_blocks_add_link (blocks, NULL, dest),
                        NULL);
    before = name;
  }
}

static void
add_term (ComposeBlocks *blocks, const WzPiece *term, GHashTable *labels)
{
  const ComposeSettings *settings = blocks->settings;
  ComposeLook look = {WZ_FONT_BODY, WZ_WEIGHT_REGULAR, settings->byline_em, settings->text_color};
  ComposeLook number = {WZ_FONT_BODY, WZ_WEIGHT_REGULAR, settings->byline_em, settings->link_color};
  ComposeBlock *block = compose_blocks_add (blocks, COMPOSE_BLOCK_TEXT, COMPOSE_ELEMENT_INDEX);
  block->source = compose_blocks_source (blocks, term->lang);
  block->align = COMPOSE_ALIGN_RAGGED;
  block->left = compose_settings_em (settings, 1);
  block->indent = -compose_settings_em (settings, 1);
  block->keep_together = TRUE;
  /* A short Chinese name or a day is not torn apart. */
  gboolean whole = block->source->lang != COMPOSE_LANG_EN && g_utf8_strlen (term->items[0].string, -1) <= 10;
  compose_blocks_add_item (blocks, block->source, &term->items[0], look,
                           COMPOSE_CHAR_NO_HYPHEN | (whole ? COMPOSE_CHAR_NO_BREAK : 0));
  add_pages (blocks, block->source, term, compose_blocks_style (blocks, number), labels);
}

static void
add_group (ComposeBlocks *blocks, const WzPiece *group)
{
  const ComposeSettings *settings = blocks->settings;
  ComposeLook look = {WZ_FONT_HEADING, WZ_WEIGHT_BOLD, 1.0, settings->accent_color};
  ComposeBlock *block = compose_blocks_add (blocks, COMPOSE_BLOCK_TEXT, COMPOSE_ELEMENT_H3);
  block->source = compose_blocks_source (blocks, NULL);
  block->align = COMPOSE_ALIGN_RAGGED;
  block->keep_next = TRUE;
  compose_blocks_add_item (blocks, block->source, &group->items[0], look, COMPOSE_CHAR_NO_HYPHEN);
}

static void
add_index (ComposeBlocks *blocks, const WzPieces *pieces, GHashTable *labels)
{
  for (guint i = 0; i < wz_pieces_get_n (pieces); i++) {
    const WzPiece *piece = wz_pieces_get (pieces, i);
    if (piece->role == WZ_ROLE_HEADING) {
      ComposeBlock *block =
          compose_content_add_heading (blocks, &piece->items[0], blocks->settings->section_em, 4);
      block->dest = g_strdup (piece->anchor);
      block->spans = TRUE;
    } else if (piece->role == WZ_ROLE_INDEX_TERM)
      add_term (blocks, piece, labels);
    else if (piece->kind == WZ_PIECE_ITEMS)
      add_group (blocks, piece);
  }
}

void
compose_content_add_indices (ComposeBlocks *blocks, GHashTable *labels)
{
  g_autoptr (WzPieces) pieces = wz_pieces_new ();
  for (guint i = 0; i < wz_galley_get_n_parts (blocks->galley); i++) {
    if (wz_galley_get_part (blocks->galley, i)->kind != WZ_PART_INDEX)
      continue;
    if (blocks->blocks->len > 0) {
      compose_blocks_add (blocks, COMPOSE_BLOCK_PAGE, COMPOSE_ELEMENT_NONE);
      blocks->section++;
    }
    blocks->part = i;
    wz_galley_read (blocks->galley, i, pieces);
    add_index (blocks, pieces, labels);
  }
}
