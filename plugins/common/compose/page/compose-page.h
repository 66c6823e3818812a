/* compose-page.h: the page builder. In: a flow's items, each some rows of the grid high. Out: pages of
 * columns; which item stands in which column from which row. Whole numbers only: it sees neither text nor
 * points. R71–R73, R101. SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  COMPOSE_ROW_CONTENT,
  COMPOSE_ROW_GAP,
  COMPOSE_ROW_BREAK,
  COMPOSE_ROW_SPAN /* at the head of a page it lies over all columns; elsewhere it is content */
} ComposeRowKind;

/**
 * ComposeRowItem: what the builder has to know of an item.
 * @rows: its height
 * @keep: no column ends behind it
 * @note_rows: rows that its notes take at the column's foot
 * @head, @n_head: items that are repeated above it where a column begins with it: the head of a table
 */
typedef struct {
  guint8 kind; /* ComposeRowKind */
  guint8 keep;
  guint16 rows;
  guint16 note_rows;
  guint32 head, n_head;
} ComposeRowItem;

/** ComposePiece: item @item begins in row @row of column @column of page @page (all from 0). */
typedef struct {
  guint32 item;
  guint32 page;
  guint16 column;
  guint16 row;
} ComposePiece;

/**
 * ComposeColumnFoot: the notes of a column: the items [first_item, last_item) are the column's, @note_rows is
 * what their notes take, the rule above them not counted.
 */
typedef struct {
  guint32 page;
  guint16 column;
  guint16 note_rows;
  guint32 first_item, last_item;
} ComposeColumnFoot;

typedef struct {
  GArray *pieces; /* of ComposePiece, in reading order; gaps and breaks are left out */
  GArray *feet;   /* of ComposeColumnFoot, one a column that is not empty */
  guint n_pages;
  guint n_forced; /* columns that had to end where none may: nothing else was possible */
} ComposePagination;

/**
 * compose_paginate:
 * @items: (array length=n)
 * @rows: of a column
 * @columns: of a page
 * @balance: the last page's columns end level (R101)
 *
 * Fills columns from the top, each up to the last place where it may end. A gap vanishes at the head of a
 * column. Notes take rows at the foot, and one more for the rule above them.
 *
 * Returns: (transfer full)
 */
ComposePagination *compose_paginate (const ComposeRowItem *items, guint n, guint rows, guint columns,
                                     gboolean balance);
void compose_pagination_free (ComposePagination *pagination);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ComposePagination, compose_pagination_free)

G_END_DECLS
