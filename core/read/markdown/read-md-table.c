/* In: the tables of a document. Out: what their columns are, by the dictionary of labels; the fields of a
 * row. SPDX-License-Identifier: MIT */
#include "read/markdown/read-md.h"

#include "read/common/read-match.h"
#include "read/common/read-tables.h"
#include "read/issue/read-markdown.h"

#include <string.h>

enum { MAX_CELLS = 32 };

/* The cells of a row, without the bars; how many there are, at most MAX_CELLS. */
static guint
split_row (const ReadDoc *doc, ReadSpan row, ReadSpan cells[MAX_CELLS])
{
  gsize start = row.start + 1;
  guint n = 0;

  for (gsize at = start; at < row.end && n < MAX_CELLS; at++) {
    if (doc->text[at] == '\\')
      at++;
    else if (doc->text[at] == '|' || at + 1 == row.end) {
      cells[n++] = read_span_trim (doc, (ReadSpan){start, doc->text[at] == '|' ? at : row.end});
      start = at + 1;
    }
  }
  return n;
}

static gboolean
is_delimiter (const ReadMd *md, guint i)
{
  ReadSpan body;

  if (i >= md->lines->len || read_md_line (md, i)->kind != READ_MD_ROW)
    return FALSE;
  body = read_doc_line (md->doc, i)->body;
  return strspn (md->doc->text + body.start, "|-: ") >= body.end - body.start;
}

static ReadLabelField
find_column (const ReadDoc *doc, ReadSpan cell)
{
  return read_label_find (doc->text + cell.start, cell.end - cell.start);
}

/* A table of papers has a column of titles or addresses, and another that is known. */
static gboolean
lists_papers (const ReadDoc *doc, const ReadMdTable *table)
{
  guint n_known = 0;
  gboolean titles = FALSE;

  for (guint i = 0; i < table->n_columns; i++) {
    n_known += table->columns[i] != READ_LABEL_NONE;
    titles |= table->columns[i] == READ_LABEL_TITLE || table->columns[i] == READ_LABEL_TITLE_EN ||
              table->columns[i] == READ_LABEL_LINK;
  }
  return titles && n_known >= 2;
}

void
read_md_find_tables (ReadMd *md)
{
  ReadSpan cells[MAX_CELLS];

  for (guint i = md->first; i + 1 < md->lines->len; i++) {
    ReadMdTable table = {.first = i, .end = i + 2};

    if (read_md_line (md, i)->kind != READ_MD_ROW || !is_delimiter (md, i + 1))
      continue;
    table.n_columns = MIN (split_row (md->doc, read_doc_line (md->doc, i)->body, cells), READ_MD_COLUMNS);
    for (guint k = 0; k < table.n_columns; k++) {
      table.columns[k] = find_column (md->doc, cells[k]);
      table.names[k] = cells[k];
    }
    while (table.end < md->lines->len && read_md_line (md, table.end)->kind == READ_MD_ROW)
      table.end++;
    if (lists_papers (md->doc, &table))
      g_array_append_val (md->tables, table);
    i = table.end - 1;
  }
}

const ReadMdTable *
read_md_table_at (const ReadMd *md, guint i)
{
  guint low = 0, high = md->tables->len;

  while (low < high) {
    guint middle = low + (high - low) / 2;

    if (g_array_index (md->tables, ReadMdTable, middle).end <= i)
      low = middle + 1;
    else
      high = middle;
  }
  if (low == md->tables->len || g_array_index (md->tables, ReadMdTable, low).first > i)
    return NULL;
  return &g_array_index (md->tables, ReadMdTable, low);
}

guint
read_md_row_number (const ReadMd *md, guint i)
{
  ReadSpan cells[MAX_CELLS];
  guint n = split_row (md->doc, read_doc_line (md->doc, i)->body, cells);

  if (n == 0 || !read_span_starts (md->doc, cells[0], "[^"))
    return 0;
  return (guint) MIN (g_ascii_strtoull (md->doc->text + cells[0].start + 2, NULL, 10), G_MAXUINT);
}

void
read_md_take_row (ReadMd *md, ReadEntry *entry, guint i, gboolean summary)
{
  ReadDoc *doc = md->doc;
  const ReadMdTable *table = read_md_table_at (md, i);
  ReadSpan cells[MAX_CELLS], digits, after;
  guint n = MIN (split_row (doc, read_doc_line (doc, i)->body, cells), table->n_columns);

  read_doc_mark (doc, read_doc_line (doc, i)->body, WZ_COVERAGE_SEPARATOR);
  for (guint k = 0; k < n; k++) {
    ReadLabelField field = table->columns[k];

    if (read_span_is_empty (cells[k]))
      continue;
    if (summary && k == 0)
      read_doc_mark (doc, cells[k], WZ_COVERAGE_BOILERPLATE);
    else if (read_span_starts (doc, cells[k], "!["))
      read_add_markdown (doc, entry->body, cells[k].start, cells[k], 1);
    else if (field == READ_LABEL_NONE && k == 0 && g_ascii_isdigit (doc->text[cells[k].start])) {
      entry->has_number = TRUE;
      entry->number = (guint) MIN (g_ascii_strtoull (doc->text + cells[k].start, NULL, 10), G_MAXUINT);
      read_doc_mark (doc, cells[k], WZ_COVERAGE_FIELD);
    } else if (summary && field == READ_LABEL_ABSTRACT)
      read_md_take_field (md, entry, READ_LABEL_TLDR, READ_NO_SPAN, cells[k]);
    else {
      if (field == READ_LABEL_TITLE && !entry->has_number &&
          read_md_match_number (doc, cells[k], &entry->number, &digits, &after)) {
        entry->has_number = TRUE;
        read_doc_mark (doc, digits, WZ_COVERAGE_FIELD);
        cells[k] = after;
      }
      read_md_take_field (md, entry, field, table->names[k], cells[k]);
    }
  }
}
