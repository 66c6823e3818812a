/* In: a line of names. Out: the authors of an entry, one a name, as base/wz-person takes the line apart, and
 * the account of its bytes. SPDX-License-Identifier: MIT */
#include "read/issue/read-issue.h"
#include "read/common/read-match.h"

#include "base/wz-person.h"

/* The bytes of a name; a comma in it (`Family, Given`) is a separator. */
static void
account_name (ReadDoc *doc, ReadSpan span)
{
  read_doc_take (doc, span);
  for (gsize at = span.start; at < span.end; at = read_char_next (doc, at)) {
    gunichar c = read_char_at (doc, at, span.end);

    if (c == ',' || c == 0xFF0C || c == ';' || c == 0xFF1B)
      read_doc_mark (doc, (ReadSpan){at, read_char_next (doc, at)}, WZ_COVERAGE_SEPARATOR);
  }
}

static gboolean
is_separator (gunichar c)
{
  return c == ',' || c == 0xFF0C || c == 0x3001 || c == ';' || c == 0xFF1B || c == '\t';
}

/* What stands between two names is a separator but for marks of affiliations, and for stretches between two
 * commas that have no letter: footnotes of which nobody knows whose they are. */
static void
account_gap (ReadDoc *doc, ReadSpan gap, const WzPerson *before, gboolean is_last)
{
  gboolean marked = before != NULL && before->marks != NULL, letters = FALSE;
  gsize start = before == NULL ? gap.start : gap.end; /* of what stands behind a comma */

  for (gsize at = gap.start; at <= gap.end; at = at < gap.end ? read_char_next (doc, at) : at + 1) {
    gunichar c = read_char_at (doc, at, gap.end);
    gboolean over = at == gap.end ? is_last : is_separator (c);

    letters |= g_unichar_isalpha (c);
    if (over && start < at && !letters)
      read_doc_mark (doc, read_span_trim (doc, (ReadSpan){start, at}),
                     marked ? WZ_COVERAGE_BOILERPLATE : WZ_COVERAGE_UNKNOWN);
    else if (marked && start >= at && at < gap.end && !over && !read_is_space (c))
      read_doc_mark (doc, (ReadSpan){at, read_char_next (doc, at)}, WZ_COVERAGE_BOILERPLATE);
    if (over) {
      start = at < gap.end ? read_char_next (doc, at) : at;
      letters = FALSE;
    }
  }
}

/* `张三 李四`: nothing but white space tells two names apart. */
static gboolean
are_spaced (const ReadDoc *doc, ReadSpan gap)
{
  return gap.end > gap.start && doc->text[gap.start] != '\t' &&
         read_span_is_empty (read_span_trim (doc, gap));
}

static const gchar *
keep (ReadDoc *doc, const gchar *text)
{
  return text != NULL ? g_string_chunk_insert (doc->pool, text) : NULL;
}

void
read_entry_take_authors (ReadDoc *doc, ReadEntry *entry, ReadSpan span)
{
  gboolean cut, spaced = FALSE;

  if (read_span_starts (doc, span, "by ") || read_span_starts (doc, span, "By ")) {
    read_doc_mark (doc, (ReadSpan){span.start, span.start + 3}, WZ_COVERAGE_BOILERPLATE);
    span.start += 3;
  }

  ReadSpan names = read_strip_cut (doc, span, &cut), last = {names.start, names.start};
  g_autoptr (GPtrArray) persons =
      wz_person_parse_list (doc->text + names.start, (gssize) (names.end - names.start), NULL);

  read_doc_mark (doc, span, WZ_COVERAGE_SEPARATOR);
  if (cut) {
    entry->authors_cut = TRUE;
    read_doc_mark (doc, (ReadSpan){names.end, read_span_trim (doc, span).end}, WZ_COVERAGE_FIELD);
  }
  for (guint i = 0; i < persons->len; i++) {
    const WzPerson *person = g_ptr_array_index (persons, i);
    ReadSpan name = {names.start + person->start, names.start + person->start + person->length};
    ReadAuthor author = {{.name = keep (doc, person->name),
                          .given = keep (doc, person->given),
                          .family = keep (doc, person->family),
                          .suffix = keep (doc, person->suffix),
                          .collaboration = person->collaboration},
                         name.start};

    if (i > 0 && are_spaced (doc, (ReadSpan){last.end, name.start})) {
      if (!spaced)
        read_doc_remark (doc, READ_DIAG_NAMES_SPACED, last.start, NULL);
      spaced = TRUE;
    }
    account_gap (doc, (ReadSpan){last.end, name.start}, i > 0 ? g_ptr_array_index (persons, i - 1) : NULL,
                 FALSE);
    account_name (doc, name);
    g_array_append_val (entry->authors, author);
    last = name;
  }
  account_gap (doc, (ReadSpan){last.end, names.end},
               persons->len > 0 ? g_ptr_array_index (persons, persons->len - 1) : NULL, TRUE);
}
