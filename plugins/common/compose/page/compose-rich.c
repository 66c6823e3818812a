/* compose-rich.c: the blocks of a rich text as blocks of a document. SPDX-License-Identifier: MIT */
#include "compose-rich.h"

#include <string.h>

#define MAX_SPAN 1000 /* columns of a table's cell */
#define CODE_HANG_EM 2

/* What a block inherits. */
typedef struct {
  WzTextKind kind;
  gint number; /* of a list: the next ordinal, 0 for bullets */
  ComposeUnit left, right;
} Frame;

typedef struct {
  ComposeInline line;  /* of the open paragraph */
  ComposeBlock *block; /* which it belongs to */
  Frame frames[COMPOSE_MAX_OPEN];
  guint n_frames;
  const gchar *tag;
  gchar *label; /* of the list item that begins with the next paragraph */
  guint n_paragraphs;
  ComposeBlock *table;
  guint in_tables; /* how many tables are open: one in a cell of another is that cell's text */
  guint row, column;
  gboolean header;
  guint note_start; /* of a note at the foot: where the words of its block begin; 0: none is open */
  gchar *dest;      /* of the next block: a note's behind the text */
} Walk;

static const Frame *
top_frame (const Walk *walk)
{
  return &walk->frames[walk->n_frames - 1];
}

static void
push_frame (Walk *walk, WzTextKind kind, gint number, ComposeUnit left, ComposeUnit right)
{
  Frame frame = {kind, number, top_frame (walk)->left + left, top_frame (walk)->right + right};
  if (walk->n_frames < COMPOSE_MAX_OPEN)
    walk->frames[walk->n_frames++] = frame;
}

static gboolean
inside (const Walk *walk, WzTextKind kind)
{
  for (guint i = 0; i < walk->n_frames; i++)
    if (walk->frames[i].kind == kind)
      return TRUE;
  return FALSE;
}

/* The look of inlines directly in a block: quotations are set in 楷 (R84). */
static void
set_look (Walk *walk, ComposeLook look)
{
  walk->line.n = 1;
  walk->line.open[0].look = look;
}

static ComposeBlock *
open_text (Walk *walk, ComposeElement tag)
{
  ComposeBlocks *blocks = walk->line.blocks;
  ComposeBlock *block = compose_blocks_add (blocks, COMPOSE_BLOCK_TEXT, tag);
  block->source = compose_blocks_source (blocks, walk->tag);
  block->left = top_frame (walk)->left;
  block->right = top_frame (walk)->right;
  block->align = blocks->settings->justify ? COMPOSE_ALIGN_JUSTIFY : COMPOSE_ALIGN_RAGGED;
  block->dest = g_steal_pointer (&walk->dest);
  walk->line.source = block->source;
  walk->block = block;
  return block;
}

static void
enter_paragraph (Walk *walk)
{
  const ComposeSettings *settings = walk->line.blocks->settings;
  gboolean item = inside (walk, WZ_TEXT_LIST_ITEM), quote = inside (walk, WZ_TEXT_QUOTE);
  ComposeBlock *block = open_text (walk, item    ? COMPOSE_ELEMENT_LI
                                         : quote ? COMPOSE_ELEMENT_QUOTE
                                                 : COMPOSE_ELEMENT_P);
  gdouble em = wz_lang_is_chinese (walk->tag) ? settings->indent_em : settings->indent_latin_em;
  if (!wz_lang_is_chinese (walk->tag) && walk->n_paragraphs > 0)
    em = MAX (em, settings->indent_em); /* a second English paragraph has to be told from the first */
  if (item || inside (walk, WZ_TEXT_NOTE))
    em = 0;
  block->indent = compose_settings_em (settings, em);
  if (walk->label != NULL) {
    block->label = compose_blocks_source (walk->line.blocks, walk->tag);
    ComposeLook look = walk->line.open[0].look;
    look.role = WZ_FONT_BODY;
    compose_source_add (block->label, walk->label, compose_blocks_style (walk->line.blocks, look),
                        COMPOSE_CHAR_LATIN, -1, NULL);
    block->label_x = block->left - compose_settings_em (settings, 2);
    g_clear_pointer (&walk->label, g_free);
  }
  walk->n_paragraphs++;
}

static void
enter_heading (Walk *walk, gint level)
{
  const ComposeSettings *settings = walk->line.blocks->settings;
  ComposeBlock *block = open_text (walk, COMPOSE_ELEMENT_H3);
  ComposeLook look = {WZ_FONT_HEADING, WZ_WEIGHT_BOLD, level <= 1 ? settings->inner_em : 1.0,
                      settings->heading_color};
  set_look (walk, look);
  block->align = COMPOSE_ALIGN_BALANCED;
  block->rows = level <= 1 ? 2 : 1; /* R75 */
  block->keep_next = TRUE;
  walk->n_paragraphs = 0;
}

static void
add_code (Walk *walk, const WzTextEvent *event)
{
  const ComposeSettings *settings = walk->line.blocks->settings;
  ComposeLook look = {WZ_FONT_MONO, WZ_WEIGHT_REGULAR, 0.8, settings->text_color};
  guint16 style = compose_blocks_style (walk->line.blocks, look);
  g_auto (GStrv) lines = g_strsplit (event->text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++) {
    if (lines[i][0] == '\0' && lines[i + 1] == NULL)
      break;
    ComposeBlock *block = open_text (walk, COMPOSE_ELEMENT_CODE);
    block->align = COMPOSE_ALIGN_RAGGED;
    /* what goes on from a line that is too long stands further in than any line begins */
    block->left += compose_settings_em (settings, 1 + CODE_HANG_EM);
    block->indent = -compose_settings_em (settings, CODE_HANG_EM);
    g_autofree gchar *line = g_strdelimit (g_strdup (lines[i]), "\t\r", ' ');
    g_auto (GStrv) parts = g_strsplit (line, " ", -1);
    g_autofree gchar *hard = g_strjoinv ("\302\240", parts); /* no space may vanish in code */
    compose_source_add (block->source, hard, style, COMPOSE_CHAR_CODE | COMPOSE_CHAR_LATIN, -1,
                        &event->position);
  }
  walk->line.source = NULL;
}

static void
add_formula_block (Walk *walk, const WzTextEvent *event)
{
  ComposeBlock *block = open_text (walk, COMPOSE_ELEMENT_FORMULA);
  block->align = COMPOSE_ALIGN_RAGGED;
  block->center = TRUE;
  compose_inline_add_formula (&walk->line, event->text, &event->position);
  walk->line.source = NULL;
}

static void
add_figure (Walk *walk, const WzResource *resource, const gchar *alt)
{
  if (resource == NULL || !compose_blocks_can_show (walk->line.blocks, resource)) {
    g_autofree gchar *text = wz_picture_dup_placeholder (alt, wz_galley_get_lang (walk->line.blocks->galley));
    compose_blocks_add_placeholder (walk->line.blocks, text);
    return;
  }
  ComposeBlock *figure = compose_blocks_add (walk->line.blocks, COMPOSE_BLOCK_FIGURE, COMPOSE_ELEMENT_FIGURE);
  figure->resource = resource;
  figure->left = top_frame (walk)->left;
  figure->keep_next = TRUE;
}

/* A picture that is all of its paragraph stands as a figure. @iter is behind the paragraph's beginning; it is
 * moved behind its end where that is so. */
static gboolean
take_lone_picture (Walk *walk, WzTextIter *iter)
{
  WzTextIter look = *iter;
  WzTextEvent image, event;
  if (!wz_text_iter_next (&look, &image) || image.type != WZ_TEXT_ENTER || image.kind != WZ_TEXT_IMAGE ||
      !wz_text_iter_next (&look, &event) || !wz_text_iter_next (&look, &event) ||
      event.type != WZ_TEXT_LEAVE || event.kind != WZ_TEXT_PARAGRAPH || image.target == NULL ||
      walk->label != NULL)
    return FALSE;
  add_figure (walk, compose_blocks_find_resource (walk->line.blocks, image.target), image.text);
  ((ComposeBlock *) walk->line.blocks->blocks->pdata[walk->line.blocks->blocks->len - 1])->keep_next = FALSE;
  *iter = look;
  return TRUE;
}

static void
enter_figure (Walk *walk, const WzTextEvent *event)
{
  const WzResource *resource = compose_blocks_find_resource (walk->line.blocks, event->target);
  add_figure (walk, resource, event->text);
  ComposeBlock *caption = open_text (walk, COMPOSE_ELEMENT_CAPTION);
  ComposeLook look = walk->line.open[0].look;
  look.size_em *= walk->line.blocks->settings->byline_em;
  set_look (walk, look);
  caption->align = COMPOSE_ALIGN_RAGGED;
  caption->center = TRUE;
}

static void
enter_table (Walk *walk)
{
  const ComposeBlock *before = compose_blocks_last (walk->line.blocks);
  walk->in_tables++;
  walk->line.source = NULL;
  if (before != NULL && before->element != COMPOSE_ELEMENT_H3) /* which has room below it */
    compose_blocks_add_gap (walk->line.blocks);
  walk->table = compose_blocks_add (walk->line.blocks, COMPOSE_BLOCK_TABLE, COMPOSE_ELEMENT_TABLE);
  walk->table->left = top_frame (walk)->left;
  walk->table->right = top_frame (walk)->right;
  walk->row = G_MAXUINT;
}

static void
enter_cell (Walk *walk, const WzTextEvent *event)
{
  ComposeTableCell *cell = g_new0 (ComposeTableCell, 1);
  ComposeLook look = {WZ_FONT_BODY, walk->header ? WZ_WEIGHT_BOLD : WZ_WEIGHT_REGULAR,
                      walk->line.blocks->settings->byline_em, walk->line.blocks->settings->text_color};
  cell->source = compose_blocks_source (walk->line.blocks, walk->tag);
  cell->row = walk->row == G_MAXUINT ? 0 : walk->row;
  cell->column = walk->column;
  cell->span = event->kind == WZ_TEXT_TABLE_CELL ? (guint) CLAMP (event->number, 1, MAX_SPAN) : 1;
  cell->header = walk->header;
  cell->align = event->kind != WZ_TEXT_TABLE_CELL || event->target == NULL ? -1
                : strcmp (event->target, "right") == 0                     ? 1
                : strcmp (event->target, "center") == 0                    ? 0
                                                                           : -1;
  walk->column += cell->span;
  walk->table->n_columns = MAX (walk->table->n_columns, walk->column);
  g_ptr_array_add (walk->table->cells, cell);
  walk->line.source = cell->source;
  set_look (walk, look);
}

static void
enter_list_item (Walk *walk)
{
  Frame *list = &walk->frames[walk->n_frames - 1];
  const ComposeSettings *settings = walk->line.blocks->settings;
  g_free (walk->label);
  walk->label = list->number > 0 ? g_strdup_printf ("%d.", list->number++) : g_strdup ("•");
  push_frame (walk, WZ_TEXT_LIST_ITEM, 0, compose_settings_em (settings, 2), 0);
}

/* A block in a table's cell: its text stands in the cell, on a line of its own. */
static void
enter_nested (Walk *walk, const WzTextEvent *event)
{
  if (event->kind == WZ_TEXT_TABLE)
    walk->in_tables++;
  if (walk->line.source == NULL)
    enter_cell (walk, event);
  guint length = compose_source_get_length (walk->line.source);
  if (length > walk->note_start &&
      g_array_index (walk->line.source->chars, ComposeChar, length - 1).ch != 0x2028)
    compose_inline_add_characters (&walk->line, "\342\200\250", NULL);
  if (event->kind == WZ_TEXT_LIST_ITEM)
    compose_inline_add_characters (&walk->line, "• ", NULL);
  else if (event->kind == WZ_TEXT_CODE_BLOCK) {
    WzTextEvent code = *event;
    g_auto (GStrv) lines = g_strsplit (event->text, "\n", -1);
    g_autofree gchar *text = g_strjoinv ("\342\200\250", lines);
    code.kind = WZ_TEXT_CODE;
    code.text = g_strchomp (text);
    compose_inline_add_leaf (&walk->line, &code);
  } else if (event->kind == WZ_TEXT_FORMULA_BLOCK)
    compose_inline_add_formula (&walk->line, event->text, &event->position);
  else if (event->kind == WZ_TEXT_FIGURE && event->text != NULL)
    compose_inline_add_characters (&walk->line, event->text, &event->position);
}

static void
leave_nested (Walk *walk, const WzTextEvent *event)
{
  if (event->kind == WZ_TEXT_TABLE)
    walk->in_tables--;
}

/* At the foot a note is one paragraph; behind the text it has its number before it. */
static void
enter_note (Walk *walk, const WzTextEvent *event)
{
  ComposeBlocks *blocks = walk->line.blocks;
  const ComposeNote *note = compose_notes_find (walk->line.notes, event->number);
  set_look (walk, compose_notes_look (blocks));
  if (note != NULL && note->foot > 0 &&
      compose_source_get_length (blocks->notes->pdata[note->foot - 1]) == 0) {
    walk->line.source = blocks->notes->pdata[note->foot - 1];
    walk->line.in_note = TRUE;
    compose_notes_add_number (blocks, walk->line.source, event->number);
    walk->note_start = compose_source_get_length (walk->line.source);
    return;
  }
  if (!inside (walk, WZ_TEXT_NOTE))
    compose_blocks_add_gap (blocks);
  g_free (walk->label);
  walk->label = g_strdup_printf ("[%d]", event->number);
  walk->dest = note != NULL ? g_strdup (note->dest) : NULL;
  push_frame (walk, WZ_TEXT_NOTE, 0, compose_settings_em (blocks->settings, 2), 0);
}

static void
leave_note (Walk *walk)
{
  if (walk->note_start > 0) {
    walk->note_start = 0;
    walk->line.in_note = FALSE;
    walk->line.source = NULL;
  } else if (walk->n_frames > 1)
    walk->n_frames--;
}

/* What is in a cell: all blocks but the parts of the table itself; likewise in a note at the foot. */
static gboolean
is_in_cell (const Walk *walk, const WzTextEvent *event)
{
  if (walk->note_start > 0)
    return event->kind != WZ_TEXT_NOTE;
  gboolean part = event->kind == WZ_TEXT_TABLE_ROW || event->kind == WZ_TEXT_TABLE_CELL ||
                  (event->kind == WZ_TEXT_TABLE && event->type == WZ_TEXT_LEAVE);
  return walk->table != NULL && (!part || walk->in_tables > 1);
}

static gboolean
is_inline_leaf (WzTextKind kind)
{
  return kind == WZ_TEXT_FORMULA || kind == WZ_TEXT_IMAGE || kind == WZ_TEXT_CODE ||
         kind == WZ_TEXT_NOTE_MARK;
}

/* Before what is no paragraph the number of a note has a line of its own. */
static void
end_note_label (Walk *walk)
{
  if (top_frame (walk)->kind != WZ_TEXT_NOTE || walk->label == NULL)
    return;
  ComposeBlock *block = open_text (walk, COMPOSE_ELEMENT_P);
  block->left -= compose_settings_em (walk->line.blocks->settings, 2);
  block->keep_next = TRUE;
  compose_inline_add_characters (&walk->line, walk->label, NULL);
  g_clear_pointer (&walk->label, g_free);
  walk->line.source = NULL;
}

static void
enter_block (Walk *walk, const WzTextEvent *event, ComposeLook look)
{
  const ComposeSettings *settings = walk->line.blocks->settings;
  ComposeUnit two = compose_settings_em (settings, 2);
  set_look (walk, look);
  if (inside (walk, WZ_TEXT_NOTE))
    set_look (walk, compose_notes_look (walk->line.blocks));
  if (inside (walk, WZ_TEXT_QUOTE))
    walk->line.open[0].look.role = WZ_FONT_QUOTE;
  if (event->kind != WZ_TEXT_PARAGRAPH)
    end_note_label (walk);
  switch (event->kind) {
  case WZ_TEXT_PARAGRAPH:
    enter_paragraph (walk);
    break;
  case WZ_TEXT_HEADING:
    enter_heading (walk, event->number);
    break;
  case WZ_TEXT_LIST:
    push_frame (walk, WZ_TEXT_LIST, event->number, 0, 0);
    break;
  case WZ_TEXT_LIST_ITEM:
    enter_list_item (walk);
    break;
  case WZ_TEXT_QUOTE:
    push_frame (walk, WZ_TEXT_QUOTE, 0, two, two);
    break;
  case WZ_TEXT_CODE_BLOCK:
    add_code (walk, event);
    break;
  case WZ_TEXT_NOTE:
    enter_note (walk, event);
    break;
  case WZ_TEXT_FORMULA_BLOCK:
    add_formula_block (walk, event);
    break;
  case WZ_TEXT_RULE:
    compose_blocks_add (walk->line.blocks, COMPOSE_BLOCK_RULE, COMPOSE_ELEMENT_NONE);
    break;
  case WZ_TEXT_FIGURE:
    enter_figure (walk, event);
    break;
  case WZ_TEXT_TABLE:
    enter_table (walk);
    break;
  case WZ_TEXT_TABLE_ROW:
    walk->row = walk->row == G_MAXUINT ? 0 : walk->row + 1;
    walk->column = 0;
    walk->header = event->number == 1;
    break;
  case WZ_TEXT_TABLE_CELL:
    if (walk->table != NULL)
      enter_cell (walk, event);
    else
      enter_paragraph (walk); /* a cell outside of a table: its words are kept */
    break;
  default:
    break;
  }
}

static void
leave_block (Walk *walk, const WzTextEvent *event)
{
  switch (event->kind) {
  case WZ_TEXT_LIST:
  case WZ_TEXT_LIST_ITEM:
  case WZ_TEXT_QUOTE:
    if (walk->n_frames > 1)
      walk->n_frames--;
    break;
  case WZ_TEXT_FIGURE:
    if (walk->block != NULL && compose_source_get_length (walk->block->source) == 0)
      g_ptr_array_remove (walk->line.blocks->blocks, walk->block);
    else
      compose_blocks_add_gap (walk->line.blocks);
    walk->block = NULL;
    walk->line.source = NULL;
    break;
  case WZ_TEXT_PARAGRAPH:
  case WZ_TEXT_HEADING:
  case WZ_TEXT_TABLE_CELL:
    walk->line.source = NULL;
    break;
  case WZ_TEXT_NOTE:
    leave_note (walk);
    break;
  case WZ_TEXT_TABLE:
    walk->in_tables = 0;
    walk->table = NULL;
    compose_blocks_add_gap (walk->line.blocks);
    walk->line.source = NULL;
    break;
  default:
    break;
  }
}

void
compose_blocks_add_text (ComposeBlocks *blocks, const WzPiece *piece, ComposeLook look, ComposeUnit left,
                         ComposeUnit right)
{
  g_autoptr (ComposeNotes) notes = compose_notes_new (piece);
  Walk walk = {.line = {.blocks = blocks, .n = 1, .notes = notes}, .n_frames = 1};
  walk.tag = piece->lang;
  walk.frames[0] = (Frame){WZ_TEXT_STRING, 0, left, right};
  walk.line.open[0] = (ComposeInlineState){look, 0, -1, NULL};
  WzTextIter iter;
  WzTextEvent event;
  wz_text_iter_init_blocks (&iter, piece->text, piece->first_block, piece->n_blocks);
  while (wz_text_iter_next (&iter, &event)) {
    gboolean inline_kind = compose_inline_contains (event.kind);
    gboolean is_text = event.type == WZ_TEXT_CHARACTERS ||
                       (event.type == WZ_TEXT_ENTER && (inline_kind || is_inline_leaf (event.kind)));
    if (walk.line.source == NULL && is_text) { /* characters outside any block, or cell: never lost */
      if (walk.table != NULL)
        enter_cell (&walk, &event);
      else
        enter_paragraph (&walk);
    }
    if (event.type == WZ_TEXT_CHARACTERS)
      compose_inline_add_characters (&walk.line, event.text, &event.position);
    else if (event.type == WZ_TEXT_ENTER && inline_kind)
      compose_inline_enter (&walk.line, &event);
    else if (event.type == WZ_TEXT_LEAVE && inline_kind)
      compose_inline_leave (&walk.line, &event);
    else if (event.type == WZ_TEXT_ENTER && event.kind == WZ_TEXT_PARAGRAPH && walk.table == NULL &&
             walk.note_start == 0 && take_lone_picture (&walk, &iter))
      continue;
    else if (event.type == WZ_TEXT_ENTER && !compose_inline_add_leaf (&walk.line, &event))
      is_in_cell (&walk, &event) ? enter_nested (&walk, &event) : enter_block (&walk, &event, look);
    else if (event.type == WZ_TEXT_LEAVE)
      is_in_cell (&walk, &event) ? leave_nested (&walk, &event) : leave_block (&walk, &event);
  }
  g_free (walk.label);
  g_free (walk.dest);
}
