/* In: a page's front matter (`---`, `key: value` lines, `---`). Out: the issue's title and date. Sites' own
 * keys are boilerplate. SPDX-License-Identifier: MIT */
#include "read/digest/read-entry.h"
#include "read/common/read-match.h"
#include "read/common/read-tables.h"

#include <string.h>

static gboolean
is_fence (const ReadDoc *doc, guint i)
{
  return i < doc->lines->len && read_span_equals (doc, read_doc_line (doc, i)->body, "---");
}

static void
take_title (ReadDoc *doc, ReadIssue *issue, ReadSpan value)
{
  if (value.end - value.start >= 2 && doc->text[value.start] == '"' && doc->text[value.end - 1] == '"')
    value = (ReadSpan){value.start + 1, value.end - 1};
  read_take_title_line (doc, issue, value);
}

/* @list: the line before it is a site's key, or an item of its list; whether this one is. */
static gboolean
take_line (ReadDoc *doc, ReadIssue *issue, ReadSpan line, gboolean list)
{
  static const gchar *const title[] = {"title", NULL}, *const date[] = {"date", NULL};
  ReadSpan label, value;

  if (read_match_label (doc, line, title, &label, &value)) {
    read_doc_mark (doc, line, WZ_COVERAGE_SEPARATOR);
    read_doc_mark (doc, label, WZ_COVERAGE_BOILERPLATE);
    take_title (doc, issue, value);
  } else if (read_match_label (doc, line, date, &label, &value)) {
    gsize start, length;
    WzDate found;

    read_doc_mark (doc, line, WZ_COVERAGE_BOILERPLATE);
    if (read_match_date (read_doc_peek (doc, value), TRUE, &found, &start, &length)) {
      issue->date = found;
      issue->date_offset_bytes = value.start;
      read_doc_mark (doc, value, WZ_COVERAGE_FIELD);
    }
  } else if (read_match_label (doc, line, read_front_matter_keys, &label, &value) ||
             (list && read_span_starts (doc, line, "- "))) {
    read_doc_mark (doc, line, WZ_COVERAGE_BOILERPLATE);
    return TRUE;
  }
  return FALSE;
}

guint
read_front_matter (ReadDoc *doc, ReadIssue *issue)
{
  enum { MAX_LINES = 100 };
  guint end;
  gboolean list = FALSE;

  if (!is_fence (doc, 0))
    return 0;
  for (end = 1; end < doc->lines->len && end < MAX_LINES && !is_fence (doc, end); end++)
    ;
  if (!is_fence (doc, end))
    return 0;
  for (guint i = 0; i <= end; i++) {
    const ReadLine *line = read_doc_line (doc, i);

    if (i == 0 || i == end)
      read_doc_mark (doc, line->body, WZ_COVERAGE_SEPARATOR);
    else if (!read_line_is_blank (line))
      list = take_line (doc, issue, line->body, list);
  }
  return end + 1;
}
