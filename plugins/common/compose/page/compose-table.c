/* compose-table.c: how a table is set (compose-flow.h), decided before anything is: as it is, in smaller
 * type, turned on pages of its own, or as a list, whichever is the first in which every cell has its room.
 * SPDX-License-Identifier: MIT */
#include "compose-table.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Text smaller than this is not read. */
#define LEAST_SIZE_PT 6.0
/* Each size tried is so much of the one before. */
#define SIZE_STEP 0.92
/* A single word makes its column no wider than this; a longer one, such as an address, is broken. */
#define WORD_MAX_EM 12
#define COLUMN_LEAST_EM 1.5
#define HAN_LEAST_EM 3
/* More columns than this are no table that anyone reads; what a stranger's file declares is not believed. */
#define MAX_COLUMNS 64

typedef struct {
  ComposeUnit natural, least;
} Wish;

typedef struct {
  ComposeFlow *flow;
  const ComposeBlock *block;
  ComposeUnit size; /* of the cells' text, unscaled */
  guint n;
  Wish wishes[MAX_COLUMNS];
  gboolean has_notes;
} Measure;

const ComposeBlock compose_table_cell_block = {.kind = COMPOSE_BLOCK_TABLE, .align = COMPOSE_ALIGN_RAGGED};

/* ---- What each column would like ----------------------------------------------------------------------- */

/* The widest run of characters that no line ends in, of a text set on one line. */
static ComposeUnit
widest_word (const ComposeSource *source, const ComposeLayout *layout, gboolean *has_han)
{
  ComposeUnit widest = 0, from = 0;
  gboolean open = FALSE;
  for (guint i = 0; i < source->chars->len; i++) {
    gunichar ch = g_array_index (source->chars, ComposeChar, i).ch;
    const ComposePlace *place = &layout->places[i];
    gboolean wide = g_unichar_iswide (ch);
    *has_han = *has_han || wide;
    if (wide || g_unichar_isspace (ch)) {
      open = FALSE;
      continue;
    }
    from = open ? from : place->x;
    open = TRUE;
    widest = MAX (widest, place->x + place->width - from);
  }
  return widest;
}

static void
measure_cell (Measure *measure, const ComposeTableCell *cell)
{
  g_autoptr (ComposeParagraph) set =
      compose_crew_set (measure->flow->crew, &compose_table_cell_block, cell->source, COMPOSE_ONE_LINE);
  Wish *wish = &measure->wishes[cell->column];
  gboolean has_han = FALSE;
  ComposeUnit natural = 0, word = widest_word (cell->source, set->layout, &has_han);
  for (guint i = 0; i < set->layout->n_lines; i++)
    natural = MAX (natural, set->layout->lines[i].right);
  wish->natural = MAX (wish->natural, natural + 16);
  wish->least = MAX (wish->least, MIN (word + 16, WORD_MAX_EM * measure->size));
  if (has_han)
    wish->least = MAX (wish->least, MIN (natural + 16, HAN_LEAST_EM * measure->size));
}

static void
measure_table (Measure *measure)
{
  const ComposeBlock *block = measure->block;
  measure->size =
      compose_settings_em (measure->flow->blocks->settings, measure->flow->blocks->settings->byline_em);
  measure->n = block->n_columns;
  for (guint i = 0; i < block->cells->len; i++) {
    const ComposeTableCell *cell = block->cells->pdata[i];
    measure->has_notes = measure->has_notes || cell->source->notes->len > 0;
    if (cell->span == 1 && compose_source_get_length (cell->source) > 0)
      measure_cell (measure, cell);
  }
  for (guint i = 0; i < measure->n; i++) {
    Wish *wish = &measure->wishes[i];
    wish->least = MAX (wish->least, (ComposeUnit) (COLUMN_LEAST_EM * measure->size));
    wish->natural = MAX (wish->natural, wish->least);
  }
}

/* ---- Widths at a size ---------------------------------------------------------------------------------- */

/* Natural widths where they fit; else all columns have their least, and share what is left by what they miss.
 * FALSE: not even the least fits. */
static gboolean
find_edges (const Measure *measure, gdouble scale, ComposeUnit left, ComposeUnit room, ComposeTable *table)
{
  gdouble least = 0, more = 0;
  for (guint i = 0; i < measure->n; i++) {
    least += ceil (measure->wishes[i].least * scale);
    more += ceil (measure->wishes[i].natural * scale) - ceil (measure->wishes[i].least * scale);
  }
  gdouble spare = room - (gdouble) (measure->n - 1) * table->gap - least;
  if (spare < 0)
    return FALSE;
  gdouble share = more > spare ? spare / more : 1;
  table->edges[0] = left;
  for (guint i = 0; i < measure->n; i++) {
    gdouble mine = ceil (measure->wishes[i].least * scale);
    mine += floor ((ceil (measure->wishes[i].natural * scale) - mine) * share);
    table->edges[i + 1] = table->edges[i] + (ComposeUnit) mine + table->gap;
  }
  return TRUE;
}

static void
scale_source (ComposeFonts *fonts, ComposeSource *source, gdouble scale, GHashTable *known)
{
  for (guint i = 0; i < source->pictures->len; i++) {
    ComposePicture *picture = &g_array_index (source->pictures, ComposePicture, i);
    picture->width = (ComposeUnit) (picture->width * scale);
    picture->height = (ComposeUnit) (picture->height * scale);
  }
  for (guint i = 0; i < source->chars->len; i++) {
    ComposeChar *ch = &g_array_index (source->chars, ComposeChar, i);
    gpointer number = NULL;
    if (!g_hash_table_lookup_extended (known, GUINT_TO_POINTER (ch->style), NULL, &number)) {
      ComposeTextStyle style = *compose_fonts_get_style (fonts, ch->style);
      style.size = (ComposeUnit) lrint (style.size * scale);
      style.rise = (ComposeUnit) lrint (style.rise * scale);
      number = GUINT_TO_POINTER (compose_fonts_intern_style (fonts, &style));
      g_hash_table_insert (known, GUINT_TO_POINTER (ch->style), number);
    }
    ch->style = (guint16) GPOINTER_TO_UINT (number);
  }
}

/* Gives the cells' characters the sizes that belong to @scale, from those of @from. */
static void
scale_cells (Measure *measure, gdouble scale, gdouble from)
{
  g_autoptr (GHashTable) known = g_hash_table_new (NULL, NULL);
  if (scale == from)
    return;
  for (guint i = 0; i < measure->block->cells->len; i++)
    scale_source (measure->flow->blocks->fonts,
                  ((ComposeTableCell *) measure->block->cells->pdata[i])->source, scale / from, known);
}

ComposeUnit
compose_table_cell_width (const ComposeTable *table, const ComposeTableCell *cell)
{
  guint last = MIN (cell->column + cell->span, table->n);
  return table->edges[last] - table->gap - table->edges[cell->column];
}

/* Whether no word stands over its cell's edge, and no row is higher than @lines lines. */
static gboolean
holds_all (Measure *measure, const ComposeTable *table, guint lines)
{
  for (guint i = 0; i < measure->block->cells->len; i++) {
    const ComposeTableCell *cell = measure->block->cells->pdata[i];
    g_autoptr (ComposeParagraph) set = compose_crew_set (
        measure->flow->crew, &compose_table_cell_block, cell->source, compose_table_cell_width (table, cell));
    if (set->layout->n_overfull > 0 || set->layout->n_lines > lines)
      return FALSE;
  }
  return TRUE;
}

static ComposeTable *
try_size (Measure *measure, gdouble scale, gboolean turned)
{
  ComposeFlow *flow = measure->flow;
  const ComposeSettings *settings = flow->blocks->settings;
  ComposeUnit depth = compose_flow_height (flow),
              room = flow->measure - measure->block->left - measure->block->right;
  g_autofree ComposeTable *table =
      g_malloc0 (sizeof (ComposeTable) + (measure->n + 1) * sizeof (ComposeUnit));
  table->n = measure->n;
  table->turned = turned;
  table->size = (ComposeUnit) lrint (measure->size * scale);
  table->gap = scale < 1 ? (ComposeUnit) (table->size * 0.8) : settings->size;
  table->line = scale < 1 || turned ? (ComposeUnit) (table->size * 1.35) : settings->pitch;
  if (turned) {
    room = depth;
    depth =
        (ComposeUnit) flow->columns * flow->measure + (ComposeUnit) (flow->columns - 1) * flow->column_gap;
  }
  /* Two thirds: the head is repeated above the rest. */
  guint lines = (guint) (depth * 2 / 3 / table->line);
  if (!find_edges (measure, scale, turned ? 0 : measure->block->left, room, table) ||
      !holds_all (measure, table, lines))
    return NULL;
  return g_steal_pointer (&table);
}

static ComposeTable *
try_sizes (Measure *measure, gboolean turned)
{
  gdouble least = LEAST_SIZE_PT * COMPOSE_UNIT / measure->size, from = 1;
  for (gdouble scale = 1; scale >= MIN (least, 1); scale *= SIZE_STEP) {
    scale_cells (measure, scale, from);
    ComposeTable *table = try_size (measure, scale, turned);
    if (table != NULL)
      return table;
    from = scale;
  }
  scale_cells (measure, 1, from);
  return NULL;
}

/* ---- As a list ----------------------------------------------------------------------------------------- */

/* What the head says above @cell: its cells of all rows, from the top. */
static void
add_head (ComposeSource *source, const ComposeBlock *block, const ComposeTableCell *cell)
{
  for (guint i = 0; i < block->cells->len; i++) {
    const ComposeTableCell *head = block->cells->pdata[i];
    if (!head->header)
      break; /* heads come first */
    if (head->column + head->span <= cell->column || head->column >= cell->column + cell->span ||
        head->source->chars->len == 0)
      continue;
    guint16 style = g_array_index (head->source->chars, ComposeChar, 0).style;
    if (source->chars->len > 0)
      compose_source_add (source, " ", style, 0, -1, NULL);
    compose_source_append (source, head->source);
  }
  if (source->chars->len > 0) {
    guint16 style = g_array_index (source->chars, ComposeChar, source->chars->len - 1).style;
    compose_source_add (source, wz_lang_is_chinese (source->tag) ? "：" : ": ", style, 0, -1, NULL);
  }
}

static ComposeBlock *
make_line (ComposeFlow *flow, const ComposeBlock *block, const ComposeTableCell *cell, gboolean with_head)
{
  ComposeBlock *line = compose_block_new (flow->blocks, COMPOSE_BLOCK_TEXT, COMPOSE_ELEMENT_LI);
  line->section = block->section;
  line->entry = block->entry;
  line->align = COMPOSE_ALIGN_RAGGED;
  line->left = block->left + (cell->column > 0 ? compose_settings_em (flow->blocks->settings, 1) : 0);
  line->right = block->right;
  line->source = compose_blocks_source (flow->blocks, cell->source->tag);
  if (with_head)
    add_head (line->source, block, cell);
  compose_source_append (line->source, cell->source);
  return line;
}

/* Puts the cells in the place of the table, a paragraph each: row by row, with what the head says above them.
 */
static void
replace_by_list (ComposeFlow *flow, guint number, ComposeBlock *block)
{
  GPtrArray *all = flow->blocks->blocks;
  const ComposeTableCell *last = block->cells->pdata[block->cells->len - 1];
  gboolean only_heads = last->header;
  guint at = number + 1;
  for (guint i = 0; i < block->cells->len; i++) {
    const ComposeTableCell *cell = block->cells->pdata[i];
    if ((!cell->header || only_heads) && compose_source_get_length (cell->source) > 0)
      g_ptr_array_insert (all, (gint) at++, make_line (flow, block, cell, !only_heads));
  }
  if (at > number + 1)
    ((ComposeBlock *) all->pdata[at - 1])->keep_next = block->keep_next;
  g_ptr_array_remove_index (all, number); /* frees the table */
}

/* ---- Whole --------------------------------------------------------------------------------------------- */

static gboolean
has_sane_columns (const ComposeBlock *block)
{
  return block->n_columns > 0 && block->n_columns <= MAX_COLUMNS;
}

/* Decides on the table that is block @number. */
static void
plan_table (ComposeFlow *flow, guint number)
{
  ComposeBlock *block = flow->blocks->blocks->pdata[number];
  Measure measure = {.flow = flow, .block = block};
  WzPosition position = {NULL, 0, 0};
  if (block->cells->len == 0)
    return;
  for (guint i = 0; i < block->cells->len && position.line == 0; i++)
    position = compose_source_find_position (((ComposeTableCell *) block->cells->pdata[i])->source, 0);
  if (has_sane_columns (block)) {
    measure_table (&measure);
    block->table = try_sizes (&measure, FALSE);
    if (block->table == NULL && !measure.has_notes) {
      block->table = try_sizes (&measure, TRUE);
      if (block->table != NULL)
        wz_diag_report (
            flow->blocks->sink, WZ_SEVERITY_HINT, "pdf-table-turned", &position,
            _ ("a table of %u columns is too wide for the page: it stands turned, on a page of its own"),
            block->n_columns);
    }
  }
  if (block->table != NULL)
    return;
  wz_diag_report (flow->blocks->sink, WZ_SEVERITY_HINT, "pdf-table-list", &position,
                  _ ("a table of %u columns is too wide for the page even when turned: it is set as a list"),
                  block->n_columns);
  replace_by_list (flow, number, block);
}

void
compose_flow_plan_tables (ComposeFlow *flow)
{
  GPtrArray *all = flow->blocks->blocks;
  for (guint i = 0; i < all->len; i++)
    if (((ComposeBlock *) all->pdata[i])->kind == COMPOSE_BLOCK_TABLE)
      plan_table (flow, i);
}
