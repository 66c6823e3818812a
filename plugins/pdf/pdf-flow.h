/* pdf-flow.h: blocks set into lines on the grid. In: blocks and a column's width. Out: items, each some rows
 * of the grid high, with what stands in them and where a column may break; no page yet.
 * SPDX-License-Identifier: MIT */
#pragma once

#include "pdf-crew.h"
#include "pdf-lines.h"

G_BEGIN_DECLS

typedef enum {
  PDF_ITEM_CONTENT,
  PDF_ITEM_GAP,   /* vanishes at the head of a column */
  PDF_ITEM_BREAK, /* what follows begins a page */
  PDF_ITEM_SPAN   /* at a page's head it lies over all columns */
} PdfItemKind;

/** PdfPlaced: a line, @y below the first baseline of its item. @part: 0 text, 1 right of a pair, 2 label, 3
 * folio. */
typedef struct {
  guint32 line;
  PdfUnit x, y;
  guint8 part;
} PdfPlaced;

typedef enum {
  PDF_SHAPE_RULE,
  PDF_SHAPE_LEADER, /* dots on a raster (R100) */
  PDF_SHAPE_FIGURE,
  PDF_SHAPE_QR
} PdfShapeKind;

/** PdfShape: anything that is no text; @x, @y of its upper left corner, as in PdfPlaced. */
typedef struct {
  PdfShapeKind kind;
  gboolean margin; /* a QR code in the room for notes: @x does not count */
  PdfUnit x, y, width, height;
  guint32 color;
  guint32 block;              /* of codes */
  const WzResource *resource; /* of figures */
} PdfShape;

/**
 * PdfItem: rows of the grid that no break divides.
 * @keep: no column ends behind it
 * @turned: what stands in it lies on its side, placed from the lower left corner of the page's type area
 * @block: number of its block
 * @head, @n_head: items that are repeated where a column begins with this one
 * @note: notes of its lines, in PdfFlow.notes
 */
typedef struct {
  guint8 kind;
  guint8 keep;
  guint16 rows;
  guint8 turned;
  guint32 block;
  guint32 head, n_head;
  guint32 placed, n_placed;
  guint32 shape, n_shapes;
  guint32 note, n_notes;
} PdfItem;

/** PdfFlow: @links is the first number of the flow's links in the document's list. */
typedef struct {
  PdfBlocks *blocks;
  PdfLineStore *store;
  PdfCrew *crew;
  PdfMissing *missing;
  PdfPageName page_name;
  gpointer page_name_data;
  gboolean qr_in_margin;
  guint columns;
  PdfUnit measure, column_gap;
  gboolean wide;  /* takes the room for notes as well */
  GArray *items;  /* of PdfItem */
  GArray *placed; /* of PdfPlaced */
  GArray *shapes; /* of PdfShape */
  GArray *notes;  /* of guint32: numbers of notes */
  /* Notes, each a span of items of its own: note i has items [note_items[i], note_items[i + 1]). */
  GArray *note_items;
  guint n_overfull, n_emergency;
  /* told after each block; nullable */
  void (*progress) (guint done, guint total, gpointer user_data);
  gpointer progress_data;
} PdfFlow;

/** pdf_flow_new: @blocks, @store, @crew and @missing are lent. */
PdfFlow *pdf_flow_new (PdfBlocks *blocks, guint columns, PdfUnit measure, PdfUnit column_gap,
                       PdfLineStore *store, PdfCrew *crew, PdfMissing *missing);
void pdf_flow_free (PdfFlow *flow);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PdfFlow, pdf_flow_free)

/**
 * pdf_flow_set:
 * @page_name: (nullable): for blocks that end in the number of a page
 *
 * Sets all blocks, then all notes. The characters of a block are dropped when it is set.
 */
void pdf_flow_set (PdfFlow *flow, PdfPageName page_name, gpointer user_data);

const PdfItem *pdf_flow_get_item (const PdfFlow *flow, guint item);
const PdfPlaced *pdf_flow_get_placed (const PdfFlow *flow, guint placed);
const PdfShape *pdf_flow_get_shape (const PdfFlow *flow, guint shape);
const PdfBlock *pdf_flow_get_block (const PdfFlow *flow, guint block);

/** pdf_flow_set_line: one line of natural width, for running heads, folios and labels. */
guint32 pdf_flow_set_line (PdfFlow *flow, const PdfSource *source, PdfUnit *width);
/** pdf_flow_natural_width: of @source on one line. */
PdfUnit pdf_flow_natural_width (PdfFlow *flow, const PdfSource *source);

/* ---- Shared with pdf-flow-table.c and pdf-flow-pair.c ---- */

/** pdf_flow_compose: @block's @source in @width; free layout and shaped. */
PdfLayout *pdf_flow_compose (PdfFlow *flow, const PdfBlock *block, const PdfSource *source, PdfUnit width,
                             PdfShaped **shaped);
PdfItem *pdf_flow_add_item (PdfFlow *flow, PdfItemKind kind, guint rows, guint block);
void pdf_flow_place (PdfFlow *flow, PdfItem *item, guint32 line, PdfUnit x, PdfUnit y, guint8 part);
void pdf_flow_add_shape (PdfFlow *flow, PdfItem *item, const PdfShape *shape);
/** pdf_flow_add_notes: the notes of line @line of @layout. */
void pdf_flow_add_notes (PdfFlow *flow, PdfItem *item, const PdfSource *source, const PdfLine *line);
/** pdf_flow_add_pictures: those of line @line of @layout, which is placed at @x, @y. */
void pdf_flow_add_pictures (PdfFlow *flow, PdfItem *item, const PdfSource *source, const PdfLayout *layout,
                            guint line, PdfUnit x, PdfUnit y);
/** pdf_flow_keeps: whether no break may follow line @line of @n (R72). */
gboolean pdf_flow_keeps (guint line, guint n, gboolean together);
/** pdf_flow_height: of the type area that turned tables have. */
PdfUnit pdf_flow_height (const PdfFlow *flow);
/** pdf_flow_plan_tables: decides how each table is set; those that are set as lists are replaced by their
 * lines. To be called before the crew works (pdf-table.c). */
void pdf_flow_plan_tables (PdfFlow *flow);
/** pdf_flow_is_heading: whether @n_lines of @block are set as one piece: a heading that is no higher than
 * half a page; a longer one runs on over pages as a paragraph does. */
gboolean pdf_flow_is_heading (const PdfFlow *flow, const PdfBlock *block, guint n_lines);
/** pdf_flow_top: upper edge of an item's first row, above its baseline (negative). */
PdfUnit pdf_flow_top (const PdfFlow *flow);
void pdf_flow_set_table (PdfFlow *flow, guint number, const PdfBlock *block);
void pdf_flow_set_pair (PdfFlow *flow, guint number, PdfBlock *block);
/** pdf_flow_pair_tasks: the two texts of @block, in the order in which pdf_flow_set_pair() sets them. */
void pdf_flow_pair_tasks (const PdfFlow *flow, const PdfBlock *block, PdfTask tasks[2]);

G_END_DECLS
