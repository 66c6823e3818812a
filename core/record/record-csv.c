/* In: CSV (RFC 4180), with LF, CRLF or CR at the end of a row. Out: a node a row, with the names of the
 * first. SPDX-License-Identifier: MIT */
#include "record/record-tree.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct {
  WzRecordTree *tree;
  const gchar *text;
  gsize at, end;
  gchar separator;
  GString *field;
} Csv;

/* A quotation mark inside a field that does not begin with one stands for itself. */
static gboolean
read_field (Csv *csv)
{
  gsize start = csv->at;

  g_string_truncate (csv->field, 0);
  if (csv->at < csv->end && csv->text[csv->at] == '"') {
    for (csv->at++;;) {
      const gchar *mark = memchr (csv->text + csv->at, '"', csv->end - csv->at);

      if (mark == NULL) {
        record_tree_fail (csv->tree, WZ_READ_ERROR_SYNTAX, start, _ ("this quotation mark is never closed"));
        return FALSE;
      }
      gsize n = (gsize) (mark - csv->text) - csv->at;

      g_string_append_len (csv->field, csv->text + csv->at, (gssize) n);
      csv->at += n + 1;
      if (csv->at >= csv->end || csv->text[csv->at] != '"')
        break;
      g_string_append_c (csv->field, '"');
      csv->at++;
    }
  }
  while (csv->at < csv->end && csv->text[csv->at] != csv->separator && csv->text[csv->at] != '\n' &&
         csv->text[csv->at] != '\r')
    g_string_append_c (csv->field, csv->text[csv->at++]);
  return TRUE;
}

/* Behind a field: whether another follows in the row. */
static gboolean
goes_on (Csv *csv)
{
  if (csv->at < csv->end && csv->text[csv->at] == csv->separator) {
    csv->at++;
    return TRUE;
  }
  if (csv->at < csv->end && csv->text[csv->at] == '\r')
    csv->at++;
  if (csv->at < csv->end && csv->text[csv->at] == '\n')
    csv->at++;
  return FALSE;
}

static GPtrArray *
read_names (Csv *csv)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  do {
    if (!read_field (csv))
      return NULL;
    g_ptr_array_add (names, g_strdup (g_strstrip (csv->field->str)));
  } while (goes_on (csv));
  return g_steal_pointer (&names);
}

static void
read_row (Csv *csv, const GPtrArray *names)
{
  WzRecordTree *tree = csv->tree;
  guint n = 0;
  gsize start = csv->at;

  record_tree_open (tree, WZ_RECORD_OBJECT, NULL, 0, start);
  do {
    const gchar *name = n < names->len ? g_ptr_array_index (names, n) : "";
    gsize at = csv->at;

    if (!read_field (csv))
      return;
    record_tree_leaf (tree, WZ_RECORD_VALUE, name, strlen (name), csv->field->str, csv->field->len, at);
    n++;
  } while (goes_on (csv));
  if (n != names->len) {
    g_autofree gchar *detail = g_strdup_printf ("%u, %u", n, names->len);

    record_tree_remark (tree, WZ_RECORD_ROW_UNEVEN, tree->at, detail);
  }
  record_tree_close (tree);
}

void
record_read_csv (WzRecordTree *tree)
{
  Csv csv = {tree, tree->text, 0, tree->length, tree->reading->separator, g_string_new (NULL)};
  g_autoptr (GPtrArray) names = read_names (&csv);

  while (names != NULL && csv.at < csv.end && !record_tree_is_over (tree)) {
    if (csv.text[csv.at] == '\n' || csv.text[csv.at] == '\r') /* an empty line is no row */
      csv.at++;
    else
      read_row (&csv, names);
  }
  g_string_free (csv.field, TRUE);
}
