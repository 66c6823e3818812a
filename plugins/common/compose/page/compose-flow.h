/* compose-flow.h: blocks set into lines on the grid. In: blocks and a column's width. Out: items, each some
 * rows of the grid high, with what stands in them and where a column may break; no page yet.
 * SPDX-License-Identifier: MIT */
#pragma once

#include "compose-crew.h"
#include "compose-page.h"
#include "compose/text/compose-lines.h"

G_BEGIN_DECLS

/** ComposePlaced: a line, @y below the first baseline of its item. @part: 0 text, 1 at the right of a pair, 2
 * label, 3 folio. */
typedef struct {
  guint32 line;
  ComposeUnit x, y;
  guint8 part;
} ComposePlaced;

typedef enum {
  COMPOSE_SHAPE_RULE,
  COMPOSE_SHAPE_LEADER, /* dots on a raster (R100) */
  COMPOSE_SHAPE_FIGURE,
  COMPOSE_SHAPE_QR
} ComposeShapeKind;

/** ComposeShape: anything that is no text; @x, @y of its upper left corner, as in ComposePlaced. */
typedef struct {
  ComposeShapeKind kind;
  gboolean margin; /* a QR code in the room for notes: @x does not count */
  ComposeUnit x, y, width, height;
  guint32 color;
  guint32 block;              /* of codes */
  const WzResource *resource; /* of figures */
} ComposeShape;

/**
 * ComposeItem: rows of the grid that no break divides.
 * @keep: no column ends behind it
 * @turned: what stands in it lies on its side, placed from the lower left corner of the page's type area
 * @block: number of its block
 * @head, @n_head: items that are repeated where a column begins with this one
 * @note: notes of its lines, in ComposeFlow.notes
 */
typedef struct {
  guint8 kind; /* ComposeRowKind */
  guint8 keep;
  guint16 rows;
  guint8 turned;
  guint32 block;
  guint32 head, n_head;
  guint32 placed, n_placed;
  guint32 shape, n_shapes;
  guint32 note, n_notes;
} ComposeItem;

/** ComposeFlow: @blocks, @store, @crew and @missing are lent. */
typedef struct {
  ComposeBlocks *blocks;
  ComposeLineStore *store;
  ComposeCrew *crew;
  ComposeMissing *missing;
  GHashTable *labels; /* of pages, by destination; NULL: none are known */
  gboolean qr_in_margin;
  guint columns;
  ComposeUnit measure, column_gap;
  gboolean wide;  /* takes the room for notes as well */
  GArray *items;  /* of ComposeItem */
  GArray *placed; /* of ComposePlaced */
  GArray *shapes; /* of ComposeShape */
  GArray *notes;  /* of guint32: numbers of notes */
  /* Notes, each a span of items of its own: note i has items [note_items[i], note_items[i + 1]). */
  GArray *note_items;
  /* told after each block; nullable */
  void (*progress) (guint done, guint total, gpointer user_data);
  gpointer progress_data;
} ComposeFlow;

ComposeFlow *compose_flow_new (ComposeBlocks *blocks, guint columns, ComposeUnit measure,
                               ComposeUnit column_gap, ComposeLineStore *store, ComposeCrew *crew,
                               ComposeMissing *missing);
void compose_flow_free (ComposeFlow *flow);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ComposeFlow, compose_flow_free)

/**
 * compose_flow_set:
 * @labels: (nullable): of pages, by destination: for blocks that end in the number of a page
 *
 * Sets all blocks, then all notes. The characters of a block are dropped when it is set.
 */
void compose_flow_set (ComposeFlow *flow, GHashTable *labels);

const ComposeItem *compose_flow_get_item (const ComposeFlow *flow, guint item);
const ComposePlaced *compose_flow_get_placed (const ComposeFlow *flow, guint placed);
const ComposeShape *compose_flow_get_shape (const ComposeFlow *flow, guint shape);
const ComposeBlock *compose_flow_get_block (const ComposeFlow *flow, guint block);

/** compose_flow_set_line: one line of natural width, for running heads, folios and labels. */
guint32 compose_flow_set_line (ComposeFlow *flow, const ComposeSource *source, ComposeUnit *width);

/** compose_flow_height: of the type area that turned tables have. */
ComposeUnit compose_flow_height (const ComposeFlow *flow);
/** compose_flow_top: upper edge of an item's first row, above its baseline (negative). */
ComposeUnit compose_flow_top (const ComposeFlow *flow);

G_END_DECLS
