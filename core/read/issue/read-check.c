/* In: a parsed issue. Out: remarks on what does not fit together, numbers for entries without one, and the
 * account of bytes that no field took. SPDX-License-Identifier: MIT */
#include "read/digest/read-entry.h"
#include "read/common/read-tables.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const gchar *
entry_name (const ReadEntry *entry)
{
  return entry->title_en.text != NULL   ? entry->title_en.text
         : entry->title_zh.text != NULL ? entry->title_zh.text
                                        : "?";
}

/* `cs.LG` is `LG` in the legend of these digests. */
static void
normalize_tag (ReadDoc *doc, ReadField *tag)
{
  tag->text = g_string_chunk_insert (doc->pool, read_short_code (tag->text));
}

/* The codes that the legend explains. */
static GHashTable *
collect_legend (const ReadIssue *issue)
{
  GHashTable *codes = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < issue->legend->len; i++)
    g_hash_table_add (codes, (gpointer) (guintptr) g_array_index (issue->legend, ReadLegendRow, i).code);
  return codes;
}

/* Whether the first word of a title is a code of the legend or of arXiv that is no word of titles. */
static gboolean
begins_with_code (const ReadEntry *entry, GHashTable *legend)
{
  static const gchar *const words[] = {"AI", "DB", "IT", "ML", "OS", NULL};
  const gchar *title = entry->title_en.text, *end = title != NULL ? strchr (title, ' ') : NULL;

  if (end == NULL)
    return FALSE;
  g_autofree gchar *word = g_strndup (title, (gsize) (end - title));
  if (g_strv_contains (words, word))
    return FALSE;
  return g_hash_table_contains (legend, word) || (strlen (word) == 2 && g_ascii_isupper (word[0]) &&
                                                  g_ascii_isupper (word[1]) && read_is_known_code (word));
}

static void
check_tags (ReadDoc *doc, const ReadIssue *issue, GHashTable *legend, ReadEntry *entry)
{
  if (entry->tags->len == 0 && begins_with_code (entry, legend))
    read_doc_remark (doc, READ_DIAG_TAG_UNMARKED, entry->title_en.offset_bytes, "[%.*s]",
                     (gint) strcspn (entry->title_en.text, " "), entry->title_en.text);
  else if (entry->tags->len == 0 && !issue->markdown)
    read_doc_remark (doc, READ_DIAG_TAG_MISSING, entry->offset_bytes, NULL);
  for (guint i = 0; i < entry->tags->len; i++) {
    ReadField *tag = &g_array_index (entry->tags, ReadField, i);
    gboolean known = read_is_known_code (tag->text);

    normalize_tag (doc, tag);
    if (g_hash_table_contains (legend, tag->text))
      continue;
    if (!known)
      read_doc_remark (doc, READ_DIAG_TAG_UNKNOWN, tag->offset_bytes, "%s", tag->text);
    else if (issue->legend->len > 0)
      read_doc_remark (doc, READ_DIAG_TAG_NOT_IN_LEGEND, tag->offset_bytes, "%s", tag->text);
  }
}

/* Numbers run through each part; the short list has none. */
static void
check_number (ReadDoc *doc, ReadEntry *entry, guint expected, gboolean numbered)
{
  if (entry->has_number) {
    if (entry->number != expected)
      read_doc_remark (doc, READ_DIAG_NUMBER_OUT_OF_ORDER, entry->offset_bytes, "%u, not %u", entry->number,
                       expected);
  } else if (numbered) {
    entry->number = expected;
    read_doc_remark (doc, READ_DIAG_NUMBER_MISSING, entry->offset_bytes, "%u", expected);
  }
}

/* What a file has nowhere its form has no place for. */
typedef struct {
  gboolean english_titles, chinese_titles, authors, abstracts[2];
  const ReadEntry *first;
  guint n_entries, n_linked;
} Form;

static gboolean
has_link (const ReadEntry *entry)
{
  return entry->links->len > 0 || entry->arxiv_id != NULL || entry->doi != NULL;
}

static Form
find_form (const ReadIssue *issue)
{
  Form form = {0};

  for (guint s = 0; s < issue->sections->len; s++) {
    const ReadSection *section = g_ptr_array_index (issue->sections, s);

    for (guint e = 0; e < section->entries->len; e++) {
      const ReadEntry *entry = g_ptr_array_index (section->entries, e);

      form.first = form.first != NULL ? form.first : entry;
      form.n_entries++;
      form.n_linked += has_link (entry);
      form.english_titles |= entry->title_en.text != NULL;
      form.chinese_titles |= entry->title_zh.text != NULL;
      form.authors |= entry->authors->len > 0;
      form.abstracts[0] |= entry->abstract_zh->len > 0;
      form.abstracts[1] |= entry->abstract_en->len > 0;
    }
  }
  return form;
}

/* Of a file without links that is said once. */
static void
check_link (ReadDoc *doc, const Form *form, const ReadEntry *entry)
{
  gsize at = entry->offset_bytes;

  if (has_link (entry))
    return;
  if (form->n_linked > 0 || form->n_entries == 1)
    read_doc_remark (doc, READ_DIAG_ENTRY_NO_LINK, at, "%s", entry_name (entry));
  else if (entry == form->first)
    read_doc_remark (doc, READ_DIAG_ENTRY_NO_LINK, at, _ ("%s; nor has any other of the %u papers"),
                     entry_name (entry), form->n_entries);
}

static void
check_fields (ReadDoc *doc, const ReadIssue *issue, const Form *form, const ReadSection *section,
              const ReadEntry *entry)
{
  gsize at = entry->offset_bytes;
  gboolean all = !issue->markdown, has_abstract = form->abstracts[0] || form->abstracts[1];

  if (entry->title_en.text == NULL && (all || form->english_titles || entry->title_zh.text == NULL))
    read_doc_remark (doc, READ_DIAG_ENTRY_NO_TITLE, at, "%s", entry_name (entry));
  if (entry->title_zh.text == NULL && (all || form->chinese_titles) &&
      section->kind != WZ_SECTION_DAY) /* a post has one or not */
    read_doc_remark (doc, READ_DIAG_ENTRY_NO_CHINESE_TITLE, at, "%s", entry_name (entry));
  if (entry->authors->len == 0 && (all || form->authors))
    read_doc_remark (doc, READ_DIAG_ENTRY_NO_AUTHORS, at, NULL);
  check_link (doc, form, entry);
  if (entry->full && entry->abstract_zh->len == 0 && entry->abstract_en->len == 0 && entry->body->len == 0 &&
      entry->points->len == 0 && (all || has_abstract))
    read_doc_remark (doc, READ_DIAG_ENTRY_NO_ABSTRACT, at, "%s", entry_name (entry));
  else if (entry->full && (entry->abstract_zh->len == 0) != (entry->abstract_en->len == 0) &&
           (all || (form->abstracts[0] && form->abstracts[1])))
    read_doc_remark (doc, READ_DIAG_ABSTRACT_NOT_TRANSLATED, at, "%s",
                     entry->abstract_zh->len == 0 ? _ ("English") : _ ("Chinese"));
}

static void
check_duplicate (ReadDoc *doc, GHashTable *seen, const ReadEntry *entry)
{
  const ReadEntry *first;

  if (entry->arxiv_id == NULL)
    return;
  first = g_hash_table_lookup (seen, entry->arxiv_id);
  if (first != NULL)
    read_doc_remark (doc, READ_DIAG_ARXIV_DUPLICATE, entry->offset_bytes, "%s, as in line %u",
                     entry->arxiv_id, read_doc_position (doc, first->offset_bytes).line);
  else
    g_hash_table_insert (seen, entry->arxiv_id, (gpointer) (guintptr) entry);
}

static gboolean
has_numbers (const ReadIssue *issue, const ReadSection *section)
{
  guint n = 0;

  if (section->kind == WZ_SECTION_FEATURED && !issue->markdown)
    return TRUE; /* the first part of a digest always has them */

  for (guint e = 0; e < section->entries->len; e++)
    n += ((const ReadEntry *) g_ptr_array_index (section->entries, e))->has_number;
  return n * 2 > section->entries->len;
}

void
read_check_issue (ReadDoc *doc, ReadIssue *issue)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal), legend = collect_legend (issue);
  gboolean has_full_text = FALSE;
  guint expected = 1;
  Form form = find_form (issue);

  for (guint s = 0; s < issue->sections->len; s++) {
    const ReadSection *section = g_ptr_array_index (issue->sections, s);
    gboolean numbered = has_numbers (issue, section);
    const ReadEntry *first = section->entries->len > 0 ? g_ptr_array_index (section->entries, 0) : NULL;

    if (!issue->markdown || first == NULL || first->number == 1) /* numbers of a page may run on */
      expected = 1;

    for (guint e = 0; e < section->entries->len; e++) {
      ReadEntry *entry = g_ptr_array_index (section->entries, e);

      check_number (doc, entry, expected, numbered);
      expected = entry->number > 0 ? entry->number + 1 : expected;
      if (section->kind != WZ_SECTION_DAY || entry->tags->len > 0)
        check_tags (doc, issue, legend, entry);
      check_fields (doc, issue, &form, section, entry);
      check_duplicate (doc, seen, entry);
      has_full_text |= entry->chinese->len > 0 && entry->abstract_zh->len > 0;
    }
  }
  if (!issue->has_summary && has_full_text)
    read_doc_remark_file (doc, READ_DIAG_SUMMARY_MISSING, NULL);
}

/* ---- The rest ---- */

static gboolean
is_separator_char (gunichar c)
{
  return read_is_space (c) || read_is_invisible (c);
}

/* One remark for unknown text that goes on over lines, unless control characters are all there is of it:
 * those are remarked where the field is taken. */
static void
remark_unknown (ReadDoc *doc, GHashTable *told, ReadSpan span)
{
  enum { SHOWN_BYTES = 90 };
  gsize end = MIN (span.end, span.start + SHOWN_BYTES);
  const gchar *text;

  if (read_span_is_empty (span))
    return;
  while (end < span.end && ((guint8) doc->text[end] & 0xC0) == 0x80)
    end++;
  text = read_doc_peek (doc, (ReadSpan){span.start, end});
  if (*text != 0 && !g_hash_table_contains (told, GSIZE_TO_POINTER (span.start)))
    read_doc_remark (doc, READ_DIAG_TEXT_UNKNOWN, span.start, "%s%s", text, end < span.end ? "…" : "");
}

/* Where a more telling remark has already been made on text that was left out. */
static GHashTable *
collect_told (const ReadDoc *doc)
{
  GHashTable *told = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < doc->remarks->len; i++) {
    const ReadRemark *remark = &g_array_index (doc->remarks, ReadRemark, i);

    if (remark->code == READ_DIAG_SUMMARY_TITLE_UNMATCHED || remark->code == READ_DIAG_LINK_REFUSED ||
        remark->code == READ_DIAG_POST_LEFT)
      g_hash_table_add (told, GSIZE_TO_POINTER (remark->offset_bytes));
  }
  return told;
}

void
read_account_rest (ReadDoc *doc)
{
  g_autoptr (GHashTable) told = collect_told (doc);
  ReadSpan run = READ_NO_SPAN;

  for (gsize at = 0; at < doc->length;) {
    gsize next = read_char_next (doc, at);
    gunichar c;

    if (doc->classes[at] == WZ_COVERAGE_FIELD && read_span_is_empty (run)) {
      at = next;
      continue;
    }
    c = read_utf8 (doc->text + at);
    if (doc->classes[at] != WZ_COVERAGE_UNKNOWN) {
      if (doc->classes[at] != WZ_COVERAGE_SEPARATOR || !is_separator_char (c)) {
        remark_unknown (doc, told, run);
        run = READ_NO_SPAN;
      }
    } else if (is_separator_char (c))
      read_doc_mark (doc, (ReadSpan){at, next}, WZ_COVERAGE_SEPARATOR);
    else {
      if (read_span_is_empty (run))
        run.start = at;
      run.end = next;
    }
    at = next;
  }
  remark_unknown (doc, told, run);
}
