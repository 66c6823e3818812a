/* compose-page.c: see compose-page.h. SPDX-License-Identifier: MIT */
#include "compose-page.h"

/* A column as it would be filled: items [first, end), without what vanishes at its edges. */
typedef struct {
  guint first, end; /* @first is no gap */
  guint next;       /* where the next column begins */
  guint rows;       /* of the items */
  guint note_rows;
  guint head, n_head;  /* items that are repeated above @first */
  gboolean page_break; /* a forced break follows */
  gboolean forced;
} Column;

static guint
skip_gaps (const ComposeRowItem *items, guint n, guint i)
{
  while (i < n && items[i].kind == COMPOSE_ROW_GAP)
    i++;
  return i;
}

/* No break begins a page: it would leave an empty one behind. */
static guint
skip_breaks (const ComposeRowItem *items, guint n, guint i)
{
  while (i < n && (items[i].kind == COMPOSE_ROW_GAP || items[i].kind == COMPOSE_ROW_BREAK))
    i++;
  return i;
}

/* The rows of the head that is repeated above item @i; 0 where it would take too much of the column. */
static guint
repeated_rows (const ComposeRowItem *items, guint i, guint rows)
{
  guint sum = 0;
  for (guint k = 0; k < items[i].n_head; k++)
    sum += items[items[i].head + k].rows;
  return sum * 3 <= rows ? sum : 0;
}

static guint
foot_rows (guint note_rows)
{
  return note_rows > 0 ? note_rows + 1 : 0;
}

/* Whether a column may end behind item @i. */
static gboolean
may_end (const ComposeRowItem *items, guint n, guint i)
{
  if (i + 1 >= n)
    return TRUE;
  if (items[i].kind == COMPOSE_ROW_GAP)
    return i == 0 || !items[i - 1].keep;
  return !items[i].keep;
}

/* The longest column that begins with item @start and is not higher than @rows. */
static Column
fill_column (const ComposeRowItem *items, guint n, guint start, guint rows)
{
  Column column = {.first = skip_gaps (items, n, start)};
  guint used = column.first < n ? repeated_rows (items, column.first, rows) : 0;
  guint notes = 0, i = column.first;
  if (used > 0) {
    column.head = items[column.first].head;
    column.n_head = items[column.first].n_head;
  }
  guint good_end = column.first, good_rows = 0, good_notes = 0;
  for (; i < n; i++) {
    if (items[i].kind == COMPOSE_ROW_BREAK)
      break;
    guint with = used + items[i].rows, with_notes = notes + items[i].note_rows;
    gboolean fits = with + foot_rows (with_notes) <= rows;
    if (!fits)
      break;
    used = with;
    notes = with_notes;
    if (items[i].kind != COMPOSE_ROW_GAP && may_end (items, n, i)) {
      good_end = i + 1;
      good_rows = used;
      good_notes = notes;
    }
  }
  gboolean stopped = i >= n || items[i].kind == COMPOSE_ROW_BREAK;
  if (good_end == column.first && i > column.first) {
    /* No place to end: all that is kept together is higher than the column. */
    column.forced = !stopped;
    good_end = i;
    good_rows = used;
    good_notes = notes;
  } else if (good_end == column.first && i < n && !stopped) {
    /* One item is higher than the column by itself: it stands alone. */
    column.forced = TRUE;
    good_end = i + 1;
    good_rows = rows;
    good_notes = 0;
  }
  column.end = good_end;
  column.rows = good_rows;
  column.note_rows = good_notes;
  column.next = skip_gaps (items, n, good_end);
  if (column.next < n && items[column.next].kind == COMPOSE_ROW_BREAK) {
    column.page_break = TRUE;
    column.next++;
  }
  return column;
}

/* Whether the items from @start to the end, or to the next forced break, fit on one page of columns @rows
 * high. */
static gboolean
fits_on_page (const ComposeRowItem *items, guint n, guint start, guint rows, guint columns)
{
  guint at = start;
  for (guint c = 0; c < columns; c++) {
    Column column = fill_column (items, n, at, rows);
    if (column.forced)
      return FALSE;
    at = column.next;
    if (column.page_break || skip_gaps (items, n, at) >= n)
      return TRUE;
  }
  return FALSE;
}

/* R101: the lowest height at which the rest still fits. */
static guint
balanced_rows (const ComposeRowItem *items, guint n, guint start, guint rows, guint columns)
{
  if (columns < 2 || !fits_on_page (items, n, start, rows, columns))
    return rows;
  guint low = 1, high = rows;
  while (low < high) {
    guint middle = (low + high) / 2;
    if (fits_on_page (items, n, start, middle, columns))
      high = middle;
    else
      low = middle + 1;
  }
  return high;
}

static void
add_column (ComposePagination *pagination, const ComposeRowItem *items, const Column *column, guint page,
            guint number, guint row)
{
  for (guint i = column->head; i < column->head + column->n_head; i++) {
    ComposePiece piece = {i, page, (guint16) number, (guint16) row};
    g_array_append_val (pagination->pieces, piece);
    row += items[i].rows;
  }
  for (guint i = column->first; i < column->end; i++) {
    ComposePiece piece = {i, page, (guint16) number, (guint16) row};
    if (items[i].kind == COMPOSE_ROW_CONTENT || items[i].kind == COMPOSE_ROW_SPAN)
      g_array_append_val (pagination->pieces, piece);
    row += items[i].rows;
  }
  ComposeColumnFoot foot = {page, (guint16) number, (guint16) column->note_rows, column->first, column->end};
  if (column->end > column->first)
    g_array_append_val (pagination->feet, foot);
  pagination->n_forced += column->forced ? 1 : 0;
}

/* Items that lie over all columns of page @page; returns the rows that they take, and moves @at behind them.
 */
static guint
add_spans (ComposePagination *pagination, const ComposeRowItem *items, guint n, guint page, guint rows,
           guint *at)
{
  guint row = 0;
  for (; *at < n && items[*at].kind == COMPOSE_ROW_SPAN && row + items[*at].rows < rows; *at += 1) {
    ComposePiece piece = {*at, page, 0, (guint16) row};
    g_array_append_val (pagination->pieces, piece);
    row += items[*at].rows;
  }
  return row;
}

ComposePagination *
compose_paginate (const ComposeRowItem *items, guint n, guint rows, guint columns, gboolean balance)
{
  ComposePagination *pagination = g_new0 (ComposePagination, 1);
  pagination->pieces = g_array_new (FALSE, FALSE, sizeof (ComposePiece));
  pagination->feet = g_array_new (FALSE, FALSE, sizeof (ComposeColumnFoot));
  guint at = skip_breaks (items, n, 0);
  while (at < n) {
    guint page = pagination->n_pages++;
    guint top = columns > 1 ? add_spans (pagination, items, n, page, rows, &at) : 0;
    guint height = balance ? balanced_rows (items, n, at, rows - top, columns) : rows - top;
    for (guint c = 0; c < columns && at < n; c++) {
      Column column = fill_column (items, n, at, height);
      add_column (pagination, items, &column, page, c, top);
      at = skip_gaps (items, n, column.next);
      if (column.page_break)
        break;
    }
    at = skip_breaks (items, n, at);
  }
  return pagination;
}

void
compose_pagination_free (ComposePagination *pagination)
{
  if (pagination == NULL)
    return;
  g_array_unref (pagination->pieces);
  g_array_unref (pagination->feet);
  g_free (pagination);
}
