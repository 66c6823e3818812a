/* In: the lines of a digest. Out: the same without the list of contents that some begin with: rows whose
 * titles come again as those of entries. Their titles are in the issue as the entries'.
 * SPDX-License-Identifier: MIT */
#include "read/digest/read-entry.h"
#include "read/common/read-match.h"
#include "read/common/read-tables.h"

#include "model/wz-builder.h"

#include <string.h>

enum {
  MAX_ROW_CHARS = 400,
  FEWEST_ROWS = 2,
  SHORTEST = 8, /* bytes of a title that is no word of anything */
};

typedef struct {
  ReadHeading heading;
  ReadSpan title;
  gchar *folded; /* NULL: it has none */
} Row;

static void
row_clear (Row *row)
{
  g_clear_pointer (&row->folded, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Row, row_clear)

/* A row of contents, or the heading that it stands for. A sentence is neither. */
static Row
match_row (ReadDoc *doc, const ReadLine *line)
{
  static const gchar bullets[] = "-*+•·▶►●■◆★";
  Row row = {0};

  if (read_line_is_blank (line) || line->n_chars > MAX_ROW_CHARS || read_span_ends (doc, line->body, "。") ||
      read_span_ends (doc, line->body, ".") || !read_match_heading (doc, line->body, &row.heading))
    return row;
  row.title = read_span_is_empty (row.heading.title) ? line->body : row.heading.title;
  if (g_utf8_strchr (bullets, -1, read_char_at (doc, row.title.start, row.title.end)) != NULL)
    row.title = read_span_trim (doc, (ReadSpan){read_char_next (doc, row.title.start), row.title.end});
  row.folded = wz_model_fold_title (read_doc_peek (doc, row.title));
  if (strlen (row.folded) < SHORTEST)
    row_clear (&row);
  return row;
}

/* Which line has a title last: as a heading, or as the first sentence of a Chinese text. */
static GHashTable *
collect_titles (ReadDoc *doc, guint first)
{
  GHashTable *titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = first; i < doc->lines->len; i++) {
    const ReadLine *line = read_doc_line (doc, i);
    g_auto (Row) row = match_row (doc, line);
    ReadSpan sentence = {line->body.start, MIN (line->body.end, line->body.start + MAX_ROW_CHARS)};
    gsize stop = read_span_find (doc, sentence, "。");

    if (row.folded != NULL && (row.heading.has_number || row.heading.n_tags > 0))
      g_hash_table_replace (titles, g_steal_pointer (&row.folded), GUINT_TO_POINTER (i));
    if (line->n_han > 0 && stop < sentence.end) {
      sentence.end = stop;
      g_hash_table_replace (titles, wz_model_fold_title (read_doc_peek (doc, sentence)),
                            GUINT_TO_POINTER (i));
    }
  }
  return titles;
}

static gboolean
is_label (const ReadDoc *doc, const ReadLine *line)
{
  ReadSpan label = line->body;

  if (read_span_ends (doc, label, ":"))
    label.end--;
  else if (read_span_ends (doc, label, "："))
    label.end -= strlen ("：");
  return !read_line_is_blank (line) &&
         read_table_has (doc, read_span_trim (doc, label), read_contents_headings);
}

/* The rows of one form from line @i on, with blank lines between them; @end is behind the last. */
static guint
count_rows (ReadDoc *doc, GHashTable *titles, guint i, guint *end)
{
  guint n = 0, shape = 0;

  for (*end = i; i < doc->lines->len; i++) {
    g_auto (Row) row = match_row (doc, read_doc_line (doc, i));

    if (read_line_is_blank (read_doc_line (doc, i)))
      continue;
    if (row.folded == NULL || GPOINTER_TO_UINT (g_hash_table_lookup (titles, row.folded)) <= i ||
        (n > 0 && row.heading.shape != shape))
      break;
    shape = row.heading.shape;
    *end = i + 1;
    n++;
  }
  return n;
}

/* Blank from here on; its title is a field of an entry. */
static void
take_row (ReadDoc *doc, guint i)
{
  ReadLine *line = &g_array_index (doc->lines, ReadLine, i);
  g_auto (Row) row = match_row (doc, line);

  read_doc_mark (doc, line->body, WZ_COVERAGE_SEPARATOR);
  if (row.folded != NULL)
    read_doc_take (doc, row.title);
  line->body.end = line->body.start;
  line->n_han = line->n_latin = line->n_chars = 0;
}

void
read_take_contents (ReadDoc *doc, guint first)
{
  g_autoptr (GHashTable) titles = NULL;
  g_autoptr (GArray) links = g_array_new (FALSE, FALSE, sizeof (ReadLink));
  guint label = G_MAXUINT;
  ReadHeading heading;

  doc->form = READ_ANY_FORM;
  for (guint i = first, end; i < doc->lines->len; i++) {
    const ReadLine *line = read_doc_line (doc, i);

    if (read_line_is_blank (line))
      continue;
    if (line->n_chars > MAX_ROW_CHARS || read_match_links (doc, line->body, links))
      break; /* a list of contents comes before all papers */
    if (is_label (doc, line)) {
      label = i;
      continue;
    }
    if (label == G_MAXUINT && (!read_match_heading (doc, line->body, &heading) || !heading.has_number))
      continue;
    titles = titles != NULL ? titles : collect_titles (doc, first);
    if (count_rows (doc, titles, i, &end) < FEWEST_ROWS)
      continue;
    for (; i < end; i++)
      if (!read_line_is_blank (read_doc_line (doc, i)))
        take_row (doc, i);
    if (label != G_MAXUINT) {
      ReadLine *heading_line = &g_array_index (doc->lines, ReadLine, label);

      read_doc_mark (doc, heading_line->body, WZ_COVERAGE_BOILERPLATE);
      heading_line->body.end = heading_line->body.start;
    }
    break;
  }
  doc->form = 0;
}
