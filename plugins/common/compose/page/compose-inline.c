/* compose-inline.c: see compose-inline.h. SPDX-License-Identifier: MIT */
#include "compose-inline.h"

#include <string.h>

#include "formula/formula-report.h"

/* R81 */
#define SCRIPT_SIZE 0.65
#define SUPER_RISE 0.33
#define SUB_RISE (-0.12)

#define MAX_SPAN 1000 /* columns of a table's cell */

#define MAX_OPEN (WZ_TEXT_MAX_DEPTH + 2)

/* What an inline inherits from those around it. */
typedef struct {
  ComposeLook look;
  guint flags;
  gint32 link;
  const gchar *target; /* of a link: for its note */
} Inline;

/* What a block inherits. */
typedef struct {
  WzTextKind kind;
  gint number; /* of a list: the next ordinal, 0 for bullets */
  ComposeUnit left, right;
} Frame;

typedef struct {
  ComposeBlocks *blocks;
  ComposeSource *source; /* the open paragraph */
  ComposeBlock *block;   /* which it belongs to; NULL in titles */
  Inline inlines[MAX_OPEN];
  guint n_inlines;
  Frame frames[MAX_OPEN];
  guint n_frames;
  const gchar *tag;
  gchar *label; /* of the list item that begins with the next paragraph */
  guint n_paragraphs;
  ComposeBlock *table;
  guint in_tables; /* how many tables are open: one in a cell of another is that cell's text */
  guint row, column;
  gboolean header;
} Walk;

/* ---- Inlines ------------------------------------------------------------------------------------------- */

static void
add_characters (Walk *walk, const gchar *text, const WzPosition *position)
{
  const Inline *in = &walk->inlines[walk->n_inlines - 1];
  if (walk->source != NULL)
    compose_source_add (walk->source, text, compose_blocks_style (walk->blocks, in->look), in->flags,
                        in->link, position);
}

/* The style of a formula's run: slanted letters come from the role that is slanted in Latin. */
static guint16
formula_style (Walk *walk, ComposeLook look, const FormulaRun *run)
{
  if (run->style == FORMULA_ITALIC || run->style == FORMULA_BOLD_ITALIC)
    look.role = WZ_FONT_QUOTE;
  else if (run->style == FORMULA_MONO)
    look.role = WZ_FONT_MONO;
  if (run->style == FORMULA_BOLD || run->style == FORMULA_BOLD_ITALIC)
    look.weight = WZ_WEIGHT_BOLD;
  guint16 number = compose_blocks_style (walk->blocks, look);
  if (run->level == FORMULA_NORMAL)
    return number;
  ComposeTextStyle style = *compose_fonts_get_style (walk->blocks->fonts, number);
  style.rise = (ComposeUnit) (style.size * (run->level == FORMULA_SUP ? SUPER_RISE : SUB_RISE));
  style.size = (ComposeUnit) (style.size * SCRIPT_SIZE);
  return compose_fonts_intern_style (walk->blocks->fonts, &style);
}

static gboolean
has_all (Walk *walk, guint16 style, const gchar *text)
{
  for (const gchar *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (compose_fonts_find (walk->blocks->fonts, style, COMPOSE_FONT_LATIN, g_utf8_get_char (p)) == NULL)
      return FALSE;
  return TRUE;
}

static void
add_formula (Walk *walk, const gchar *tex, const WzPosition *position)
{
  const Inline *in = &walk->inlines[walk->n_inlines - 1];
  if (walk->source == NULL)
    return;
  g_autoptr (Formula) formula = formula_parse (tex);
  if (!formula_is_known (formula)) {
    formula_report_unknown (formula, walk->blocks->sink, position);
    ComposeLook look = in->look;
    look.role = WZ_FONT_MONO;
    look.size_em *= 0.9;
    compose_source_add (walk->source, tex, compose_blocks_style (walk->blocks, look),
                        in->flags | COMPOSE_CHAR_CODE, in->link, position);
    return;
  }
  guint n_runs = 0;
  const FormulaRun *runs = formula_get_runs (formula, &n_runs);
  for (guint i = 0; i < n_runs; i++) {
    guint16 style = formula_style (walk, in->look, &runs[i]);
    const gchar *text = has_all (walk, style, runs[i].text) ? runs[i].text : runs[i].plain;
    guint flags = in->flags | COMPOSE_CHAR_LATIN | COMPOSE_CHAR_NO_HYPHEN |
                  (i > 0 && text[0] != ' ' ? COMPOSE_CHAR_NO_BREAK : 0);
    const gchar *rest = text;
    if ((flags & COMPOSE_CHAR_NO_BREAK) != 0) {
      /* Only before its first character: spaces inside may break. */
      g_autofree gchar *first = g_strndup (text, (gsize) (g_utf8_next_char (text) - text));
      compose_source_add (walk->source, first, style, flags, in->link, position);
      rest = g_utf8_next_char (text);
    }
    compose_source_add (walk->source, rest, style, flags & ~(guint) COMPOSE_CHAR_NO_BREAK, in->link,
                        position);
  }
}

static void
enter_inline (Walk *walk, const WzTextEvent *event)
{
  Inline in = walk->inlines[walk->n_inlines - 1];
  const ComposeSettings *settings = walk->blocks->settings;
  switch (event->kind) {
  case WZ_TEXT_EMPHASIS: /* R77: 楷 for Chinese, italic for Latin */
    in.look.role = WZ_FONT_QUOTE;
    break;
  case WZ_TEXT_STRONG:
    in.look.weight = WZ_WEIGHT_BOLD;
    break;
  case WZ_TEXT_LINK:
    in.target = event->target;
    if (event->target != NULL && event->target[0] == '#') {
      g_autofree gchar *dest = g_strconcat ("p-", event->target + 1, NULL);
      in.link = compose_blocks_add_link (walk->blocks, NULL, dest);
    } else if (event->target != NULL)
      in.link = compose_blocks_add_link (walk->blocks, event->target, NULL);
    in.look.color = settings->link_color;
    break;
  case WZ_TEXT_SPAN:
    in.flags &= ~(guint) (COMPOSE_CHAR_LATIN | COMPOSE_CHAR_HAN);
    if (event->lang != NULL)
      in.flags |= wz_lang_is_chinese (event->lang) ? COMPOSE_CHAR_HAN : COMPOSE_CHAR_LATIN;
    break;
  default:
    break;
  }
  if (walk->n_inlines < MAX_OPEN)
    walk->inlines[walk->n_inlines++] = in;
}

static void
leave_inline (Walk *walk, const WzTextEvent *event)
{
  const Inline *in = &walk->inlines[walk->n_inlines - 1];
  if (event->kind == WZ_TEXT_LINK && walk->blocks->settings->link_notes && walk->source != NULL &&
      in->target != NULL && in->target[0] != '#')
    compose_blocks_note (walk->blocks, walk->source, in->target, walk->inlines[walk->n_inlines - 2].look);
  if (walk->n_inlines > 1)
    walk->n_inlines--;
}

/* A picture in a line is as high as the line's letters, or lower, and no wider than ten of them. */
#define PICTURE_EM 1.1
#define PICTURE_MAX_EM 10

static const WzResource *
find_resource (const ComposeBlocks *blocks, const gchar *id)
{
  return id != NULL ? wz_issue_find_resource (wz_galley_get_issue (blocks->galley), id) : NULL;
}

static void
add_picture (Walk *walk, const WzTextEvent *event)
{
  ComposeBlocks *blocks = walk->blocks;
  const Inline *in = &walk->inlines[walk->n_inlines - 1];
  const WzResource *resource = find_resource (blocks, event->target);
  if (walk->source == NULL)
    return;
  if (resource == NULL || !compose_blocks_can_show (blocks, resource)) {
    g_autofree gchar *text = wz_picture_dup_placeholder (event->text, wz_galley_get_lang (blocks->galley));
    add_characters (walk, text, &event->position);
    return;
  }
  guint16 style = compose_blocks_style (blocks, in->look);
  ComposeUnit em = compose_fonts_get_style (blocks->fonts, style)->size;
  gdouble height = MIN (PICTURE_EM * em, resource->height_px * COMPOSE_PT_PER_PX * COMPOSE_UNIT);
  gdouble width = height * resource->width_px / resource->height_px;
  if (width > PICTURE_MAX_EM * em) {
    height *= PICTURE_MAX_EM * em / width;
    width = PICTURE_MAX_EM * em;
  }
  compose_source_add_picture (walk->source, resource, (ComposeUnit) width, (ComposeUnit) height, style,
                              in->link, &event->position);
}

/* Leaves of inline text; FALSE for what is none. */
static gboolean
add_leaf (Walk *walk, const WzTextEvent *event)
{
  Inline *in = &walk->inlines[walk->n_inlines - 1];
  switch (event->kind) {
  case WZ_TEXT_LINE_BREAK:
    add_characters (walk, "\342\200\250", &event->position); /* U+2028 */
    return TRUE;
  case WZ_TEXT_FORMULA:
    add_formula (walk, event->text, &event->position);
    return TRUE;
  case WZ_TEXT_IMAGE:
    add_picture (walk, event);
    return TRUE;
  case WZ_TEXT_CODE: {
    Inline saved = *in;
    in->look.role = WZ_FONT_MONO;
    in->look.size_em *= 0.9;
    in->flags |= COMPOSE_CHAR_CODE | COMPOSE_CHAR_LATIN;
    add_characters (walk, event->text, &event->position);
    *in = saved;
    return TRUE;
  }
  default:
    return FALSE;
  }
}

static gboolean
is_inline (WzTextKind kind)
{
  return kind == WZ_TEXT_EMPHASIS || kind == WZ_TEXT_STRONG || kind == WZ_TEXT_LINK || kind == WZ_TEXT_SPAN;
}

static void
add_inlines (ComposeBlocks *blocks, ComposeSource *source, const WzText *text, ComposeLook look, guint flags)
{
  Walk walk = {.blocks = blocks, .source = source, .n_inlines = 1, .n_frames = 1};
  walk.inlines[0] = (Inline){look, flags, -1, NULL};
  WzTextIter iter;
  WzTextEvent event;
  wz_text_iter_init (&iter, text);
  while (wz_text_iter_next (&iter, &event))
    if (event.type == WZ_TEXT_CHARACTERS)
      add_characters (&walk, event.text, &event.position);
    else if (event.type == WZ_TEXT_ENTER && !add_leaf (&walk, &event))
      enter_inline (&walk, &event);
    else if (event.type == WZ_TEXT_LEAVE && is_inline (event.kind))
      leave_inline (&walk, &event);
    else if (event.type == WZ_TEXT_LEAVE && event.kind == WZ_TEXT_PARAGRAPH)
      add_characters (&walk, " ", NULL); /* blocks where inlines were expected */
}

void
compose_blocks_add_item (ComposeBlocks *blocks, ComposeSource *source, const WzItem *item, ComposeLook look,
                         guint flags)
{
  if (item->text != NULL)
    add_inlines (blocks, source, item->text, look, flags);
  else
    compose_source_add (source, item->string, compose_blocks_style (blocks, look), flags, -1,
                        item->position.line > 0 ? &item->position : NULL);
}

/* ---- Blocks -------------------------------------------------------------------------------------------- */

static const Frame *
top_frame (const Walk *walk)
{
  return &walk->frames[walk->n_frames - 1];
}

static void
push_frame (Walk *walk, WzTextKind kind, gint number, ComposeUnit left, ComposeUnit right)
{
  Frame frame = {kind, number, top_frame (walk)->left + left, top_frame (walk)->right + right};
  if (walk->n_frames < MAX_OPEN)
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
  walk->n_inlines = 1;
  walk->inlines[0].look = look;
}

static ComposeBlock *
open_text (Walk *walk, ComposeElement tag)
{
  ComposeBlocks *blocks = walk->blocks;
  ComposeBlock *block = compose_blocks_add (blocks, COMPOSE_BLOCK_TEXT, tag);
  block->source = compose_blocks_source (blocks, walk->tag);
  block->left = top_frame (walk)->left;
  block->right = top_frame (walk)->right;
  block->align = blocks->settings->justify ? COMPOSE_ALIGN_JUSTIFY : COMPOSE_ALIGN_RAGGED;
  walk->source = block->source;
  walk->block = block;
  return block;
}

static void
enter_paragraph (Walk *walk)
{
  const ComposeSettings *settings = walk->blocks->settings;
  gboolean item = inside (walk, WZ_TEXT_LIST_ITEM), quote = inside (walk, WZ_TEXT_QUOTE);
  ComposeBlock *block = open_text (walk, item    ? COMPOSE_ELEMENT_LI
                                         : quote ? COMPOSE_ELEMENT_QUOTE
                                                 : COMPOSE_ELEMENT_P);
  gdouble em = wz_lang_is_chinese (walk->tag) ? settings->indent_em : settings->indent_latin_em;
  if (!wz_lang_is_chinese (walk->tag) && walk->n_paragraphs > 0)
    em = MAX (em, settings->indent_em); /* a second English paragraph has to be told from the first */
  if (item)
    em = 0;
  block->indent = compose_settings_em (settings, em);
  if (walk->label != NULL) {
    block->label = compose_blocks_source (walk->blocks, walk->tag);
    ComposeLook look = walk->inlines[0].look;
    look.role = WZ_FONT_BODY;
    compose_source_add (block->label, walk->label, compose_blocks_style (walk->blocks, look),
                        COMPOSE_CHAR_LATIN, -1, NULL);
    block->label_x = block->left - compose_settings_em (settings, 2);
    g_clear_pointer (&walk->label, g_free);
  }
  walk->n_paragraphs++;
}

static void
enter_heading (Walk *walk, gint level)
{
  const ComposeSettings *settings = walk->blocks->settings;
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
  const ComposeSettings *settings = walk->blocks->settings;
  ComposeLook look = {WZ_FONT_MONO, WZ_WEIGHT_REGULAR, 0.8, settings->text_color};
  guint16 style = compose_blocks_style (walk->blocks, look);
  g_auto (GStrv) lines = g_strsplit (event->text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++) {
    if (lines[i][0] == '\0' && lines[i + 1] == NULL)
      break;
    ComposeBlock *block = open_text (walk, COMPOSE_ELEMENT_CODE);
    block->align = COMPOSE_ALIGN_RAGGED;
    block->left += compose_settings_em (settings, 1);
    g_autofree gchar *line = g_strdelimit (g_strdup (lines[i]), "\t\r", ' ');
    g_auto (GStrv) parts = g_strsplit (line, " ", -1);
    g_autofree gchar *hard = g_strjoinv ("\302\240", parts); /* no space may vanish in code */
    compose_source_add (block->source, hard, style, COMPOSE_CHAR_CODE | COMPOSE_CHAR_LATIN, -1,
                        &event->position);
  }
  walk->source = NULL;
}

static void
add_formula_block (Walk *walk, const WzTextEvent *event)
{
  ComposeBlock *block = open_text (walk, COMPOSE_ELEMENT_FORMULA);
  block->align = COMPOSE_ALIGN_RAGGED;
  block->center = TRUE;
  add_formula (walk, event->text, &event->position);
  walk->source = NULL;
}

static void
add_figure (Walk *walk, const WzResource *resource, const gchar *alt)
{
  if (resource == NULL || !compose_blocks_can_show (walk->blocks, resource)) {
    g_autofree gchar *text = wz_picture_dup_placeholder (alt, wz_galley_get_lang (walk->blocks->galley));
    compose_blocks_add_placeholder (walk->blocks, text);
    return;
  }
  ComposeBlock *figure = compose_blocks_add (walk->blocks, COMPOSE_BLOCK_FIGURE, COMPOSE_ELEMENT_FIGURE);
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
  add_figure (walk, find_resource (walk->blocks, image.target), image.text);
  ((ComposeBlock *) walk->blocks->blocks->pdata[walk->blocks->blocks->len - 1])->keep_next = FALSE;
  *iter = look;
  return TRUE;
}

static void
enter_figure (Walk *walk, const WzTextEvent *event)
{
  const WzResource *resource = find_resource (walk->blocks, event->target);
  add_figure (walk, resource, event->text);
  ComposeBlock *caption = open_text (walk, COMPOSE_ELEMENT_CAPTION);
  ComposeLook look = walk->inlines[0].look;
  look.size_em *= walk->blocks->settings->byline_em;
  set_look (walk, look);
  caption->align = COMPOSE_ALIGN_RAGGED;
  caption->center = TRUE;
}

static void
enter_table (Walk *walk)
{
  walk->in_tables++;
  walk->source = NULL;
  walk->table = compose_blocks_add (walk->blocks, COMPOSE_BLOCK_TABLE, COMPOSE_ELEMENT_TABLE);
  walk->table->left = top_frame (walk)->left;
  walk->table->right = top_frame (walk)->right;
  walk->row = G_MAXUINT;
}

static void
enter_cell (Walk *walk, const WzTextEvent *event)
{
  ComposeTableCell *cell = g_new0 (ComposeTableCell, 1);
  ComposeLook look = {WZ_FONT_BODY, walk->header ? WZ_WEIGHT_BOLD : WZ_WEIGHT_REGULAR,
                      walk->blocks->settings->byline_em, walk->blocks->settings->text_color};
  cell->source = compose_blocks_source (walk->blocks, walk->tag);
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
  walk->source = cell->source;
  set_look (walk, look);
}

static void
enter_list_item (Walk *walk)
{
  Frame *list = &walk->frames[walk->n_frames - 1];
  const ComposeSettings *settings = walk->blocks->settings;
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
  if (walk->source == NULL)
    enter_cell (walk, event);
  guint length = compose_source_get_length (walk->source);
  if (length > 0 && g_array_index (walk->source->chars, ComposeChar, length - 1).ch != 0x2028)
    add_characters (walk, "\342\200\250", NULL);
  if (event->kind == WZ_TEXT_LIST_ITEM)
    add_characters (walk, "• ", NULL);
  else if (event->kind == WZ_TEXT_CODE_BLOCK) {
    WzTextEvent code = *event;
    g_auto (GStrv) lines = g_strsplit (event->text, "\n", -1);
    g_autofree gchar *text = g_strjoinv ("\342\200\250", lines);
    code.kind = WZ_TEXT_CODE;
    code.text = g_strchomp (text);
    add_leaf (walk, &code);
  } else if (event->kind == WZ_TEXT_FORMULA_BLOCK)
    add_formula (walk, event->text, &event->position);
  else if (event->kind == WZ_TEXT_FIGURE && event->text != NULL)
    add_characters (walk, event->text, &event->position);
}

static void
leave_nested (Walk *walk, const WzTextEvent *event)
{
  if (event->kind == WZ_TEXT_TABLE)
    walk->in_tables--;
}

/* What is in a cell: all blocks but the parts of the table itself. */
static gboolean
is_in_cell (const Walk *walk, const WzTextEvent *event)
{
  gboolean part = event->kind == WZ_TEXT_TABLE_ROW || event->kind == WZ_TEXT_TABLE_CELL ||
                  (event->kind == WZ_TEXT_TABLE && event->type == WZ_TEXT_LEAVE);
  return walk->table != NULL && (!part || walk->in_tables > 1);
}

static gboolean
is_inline_leaf (WzTextKind kind)
{
  return kind == WZ_TEXT_FORMULA || kind == WZ_TEXT_IMAGE || kind == WZ_TEXT_CODE;
}

static void
enter_block (Walk *walk, const WzTextEvent *event, ComposeLook look)
{
  const ComposeSettings *settings = walk->blocks->settings;
  ComposeUnit two = compose_settings_em (settings, 2);
  set_look (walk, look);
  if (inside (walk, WZ_TEXT_QUOTE))
    walk->inlines[0].look.role = WZ_FONT_QUOTE;
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
  case WZ_TEXT_FORMULA_BLOCK:
    add_formula_block (walk, event);
    break;
  case WZ_TEXT_RULE:
    compose_blocks_add (walk->blocks, COMPOSE_BLOCK_RULE, COMPOSE_ELEMENT_NONE);
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
      g_ptr_array_remove (walk->blocks->blocks, walk->block);
    walk->block = NULL;
    walk->source = NULL;
    break;
  case WZ_TEXT_PARAGRAPH:
  case WZ_TEXT_HEADING:
  case WZ_TEXT_TABLE_CELL:
    walk->source = NULL;
    break;
  case WZ_TEXT_TABLE:
    walk->in_tables = 0;
    walk->table = NULL;
    walk->source = NULL;
    break;
  default:
    break;
  }
}

void
compose_blocks_add_text (ComposeBlocks *blocks, const WzPiece *piece, ComposeLook look, ComposeUnit left,
                         ComposeUnit right)
{
  Walk walk = {.blocks = blocks, .n_inlines = 1, .n_frames = 1};
  walk.tag = piece->lang;
  walk.frames[0] = (Frame){WZ_TEXT_STRING, 0, left, right};
  walk.inlines[0] = (Inline){look, 0, -1, NULL};
  WzTextIter iter;
  WzTextEvent event;
  wz_text_iter_init_blocks (&iter, piece->text, piece->first_block, piece->n_blocks);
  while (wz_text_iter_next (&iter, &event)) {
    gboolean inline_kind = is_inline (event.kind);
    gboolean is_text = event.type == WZ_TEXT_CHARACTERS ||
                       (event.type == WZ_TEXT_ENTER && (inline_kind || is_inline_leaf (event.kind)));
    if (walk.source == NULL && is_text) { /* characters outside any block, or cell: never lost */
      if (walk.table != NULL)
        enter_cell (&walk, &event);
      else
        enter_paragraph (&walk);
    }
    if (event.type == WZ_TEXT_CHARACTERS)
      add_characters (&walk, event.text, &event.position);
    else if (event.type == WZ_TEXT_ENTER && inline_kind)
      enter_inline (&walk, &event);
    else if (event.type == WZ_TEXT_LEAVE && inline_kind)
      leave_inline (&walk, &event);
    else if (event.type == WZ_TEXT_ENTER && event.kind == WZ_TEXT_PARAGRAPH && walk.table == NULL &&
             take_lone_picture (&walk, &iter))
      continue;
    else if (event.type == WZ_TEXT_ENTER && !add_leaf (&walk, &event))
      is_in_cell (&walk, &event) ? enter_nested (&walk, &event) : enter_block (&walk, &event, look);
    else if (event.type == WZ_TEXT_LEAVE)
      is_in_cell (&walk, &event) ? leave_nested (&walk, &event) : leave_block (&walk, &event);
  }
  g_free (walk.label);
}
