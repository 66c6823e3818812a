/* compose-blocks.h: a row of styled blocks: characters in text styles, insets in units, what keeps together;
 * no line and no page yet. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wenzhai.h>

#include "compose-pictures.h"
#include "compose-settings.h"
#include "compose/text/compose-fonts.h"
#include "compose/text/compose-source.h"

G_BEGIN_DECLS

typedef enum {
  COMPOSE_BLOCK_TEXT,
  COMPOSE_BLOCK_GAP,  /* an empty line of the grid; vanishes at a column's head */
  COMPOSE_BLOCK_RULE, /* a line of the grid with a rule in it */
  COMPOSE_BLOCK_TABLE,
  COMPOSE_BLOCK_FIGURE,
  COMPOSE_BLOCK_ROOM, /* ruled lines for notes (R103) */
  COMPOSE_BLOCK_PAGE  /* what follows begins a page */
} ComposeBlockKind;

/* What a block is in the structure of the text (R111). */
typedef enum {
  COMPOSE_ELEMENT_NONE,
  COMPOSE_ELEMENT_P,
  COMPOSE_ELEMENT_H1,
  COMPOSE_ELEMENT_H2,
  COMPOSE_ELEMENT_H3,
  COMPOSE_ELEMENT_LI,
  COMPOSE_ELEMENT_QUOTE,
  COMPOSE_ELEMENT_CODE,
  COMPOSE_ELEMENT_CAPTION,
  COMPOSE_ELEMENT_NOTE,
  COMPOSE_ELEMENT_TOCI,
  COMPOSE_ELEMENT_INDEX,
  COMPOSE_ELEMENT_FIGURE,
  COMPOSE_ELEMENT_FORMULA,
  COMPOSE_ELEMENT_TABLE
} ComposeElement;

typedef struct _ComposeBlock ComposeBlock;
typedef struct _ComposeTable ComposeTable;

/**
 * ComposeBlock:
 * @part: of the galley; @section, @entry: which of the it belongs to; @entry counts all entries, -1
 * for none
 * @label: (nullable): set once, at @label_x from the column's left edge, on the first line
 * @left, @right: insets; @indent: of the first line, from @left
 * @line: distance of baselines; 0: the grid's
 * @rows: lines of the grid that the block takes at least (R75)
 * @page_of: (nullable): name of a destination whose page number stands at the end of the last line, behind
 * leaders
 * @dest: (nullable): name of the destination that this block is
 * @qr: (nullable): an address to be shown as QR code beside the block
 */
struct _ComposeBlock {
  ComposeBlockKind kind;
  ComposeElement element;
  guint part;
  guint section;
  gint entry;
  ComposeSource *source;
  const gchar *lang; /* of the source, which is dropped when it is set */
  ComposeSource *label;
  ComposeUnit label_x;
  ComposeAlign align;
  ComposePrefer prefer;
  gboolean center;
  ComposeUnit left, right, indent;
  ComposeUnit line;
  guint rows;
  gboolean keep_next, keep_together;
  gboolean spans; /* a heading over all columns, where it begins a page */
  gchar *page_of;
  gchar *dest;
  gchar *qr;
  guint pair;        /* the neighbours with this number stand side by side (R102); 0: none do */
  gboolean at_right; /* of a pair: behind those at the left */
  GPtrArray *cells;  /* of a table: ComposeTableCell, row by row */
  guint n_columns;
  ComposeTable *table;        /* its plan */
  const WzResource *resource; /* of a figure */
};

/** ComposeTableCell: of a table. */
typedef struct {
  ComposeSource *source;
  guint row, column, span;
  gboolean header;
  gint align; /* -1 left, 0 center, 1 right */
} ComposeTableCell;

/** ComposeLink: where a link leads: @uri, or the name of a destination. */
typedef struct {
  gchar *uri;
  gchar *dest;
} ComposeLink;

/**
 * ComposeBlocks: some parts of a galley as blocks.
 * @notes: numbered notes at the foot of the page; source and link
 * @pictures: lent
 */
typedef struct {
  const WzGalley *galley;
  const ComposeSettings *settings;
  ComposeFonts *fonts;
  ComposePictures *pictures;
  WzDiagSink *sink;
  GPtrArray *blocks;   /* of ComposeBlock */
  GPtrArray *links;    /* of ComposeLink */
  GPtrArray *notes;    /* of ComposeSource */
  guint part, section; /* of what is added next */
  guint n_pairs;
  gint entry;
} ComposeBlocks;

ComposeBlocks *compose_blocks_new (const WzGalley *galley, const ComposeSettings *settings,
                                   ComposeFonts *fonts, ComposePictures *pictures, WzDiagSink *sink);
void compose_blocks_free (ComposeBlocks *blocks);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ComposeBlocks, compose_blocks_free)

/* ---- Making blocks ------------------------------------------------------------------------------------ */

/** ComposeLook: a text style by its parts; @size_em of the size of the text. */
typedef struct {
  WzFontRole role;
  WzFontWeight weight;
  gdouble size_em;
  guint32 color;
} ComposeLook;

guint16 compose_blocks_style (ComposeBlocks *blocks, ComposeLook look);
ComposeBlock *compose_blocks_add (ComposeBlocks *blocks, ComposeBlockKind kind, ComposeElement element);
ComposeBlock *compose_block_new (ComposeBlocks *blocks, ComposeBlockKind kind, ComposeElement element);
ComposeSource *compose_blocks_source (ComposeBlocks *blocks, const gchar *tag);
/** compose_blocks_last: (nullable): the last that is no gap. */
ComposeBlock *compose_blocks_last (const ComposeBlocks *blocks);
/** compose_blocks_add_gap: an empty line of the grid, unless one stands there already. */
void compose_blocks_add_gap (ComposeBlocks *blocks);
gint32 compose_blocks_add_link (ComposeBlocks *blocks, const gchar *uri, const gchar *dest);
/** compose_blocks_add_mark: @text behind @source as marks of notes look, small and raised. */
void compose_blocks_add_mark (ComposeBlocks *blocks, ComposeSource *source, const gchar *text,
                              ComposeLook look, gint32 link);
/** compose_blocks_note: adds a numbered note that shows @text, and its mark behind @source. */
void compose_blocks_note (ComposeBlocks *blocks, ComposeSource *source, const gchar *text, ComposeLook look);
/** compose_blocks_find_resource: (nullable): @id: may be NULL. */
const WzResource *compose_blocks_find_resource (const ComposeBlocks *blocks, const gchar *id);
/** compose_blocks_can_show: whether @resource can be shown; FALSE: that it can't has been reported. */
gboolean compose_blocks_can_show (ComposeBlocks *blocks, const WzResource *resource);
/** compose_blocks_add_placeholder: a line of its own: @text, for a picture that can't be shown. */
void compose_blocks_add_placeholder (ComposeBlocks *blocks, const gchar *text);
/** compose_blocks_body_look: a paragraph of @tag. */
ComposeLook compose_blocks_body_look (const ComposeBlocks *blocks, const gchar *tag);
/** compose_blocks_byline_look: of authors and other small lines. */
ComposeLook compose_blocks_byline_look (const ComposeBlocks *blocks);

G_END_DECLS
