/* The parsed form of a source and the fields that all text forms share. SPDX-License-Identifier: MIT */
#include "read/issue/read-issue.h"

#include "base/wz-identity.h"
#include "read/common/read-match.h"
#include "read/common/read-tables.h"

#include <string.h>

static void
block_clear (gpointer data)
{
  ReadMarkdown *markdown = ((ReadBlock *) data)->markdown;

  if (markdown == NULL)
    return;
  g_string_free (markdown->text, TRUE);
  g_array_unref (markdown->pieces);
  g_free (markdown);
}

static GArray *
blocks_new (void)
{
  GArray *blocks = g_array_new (FALSE, FALSE, sizeof (ReadBlock));

  g_array_set_clear_func (blocks, block_clear);
  return blocks;
}

static void
point_clear (gpointer data)
{
  g_array_unref (((ReadPoint *) data)->blocks);
}

static ReadEntry *
entry_new (gsize offset_bytes)
{
  ReadEntry *entry = g_new0 (ReadEntry, 1);

  entry->offset_bytes = offset_bytes;
  entry->tags = g_array_new (FALSE, FALSE, sizeof (ReadField));
  entry->authors = g_array_new (FALSE, FALSE, sizeof (ReadAuthor));
  entry->affiliations = g_array_new (FALSE, FALSE, sizeof (ReadField));
  entry->links = g_array_new (FALSE, FALSE, sizeof (ReadEntryLink));
  entry->urls = g_hash_table_new (g_str_hash, g_str_equal);
  entry->chinese = g_array_new (FALSE, FALSE, sizeof (ReadSpan));
  entry->english = g_array_new (FALSE, FALSE, sizeof (ReadSpan));
  entry->abstract_zh = blocks_new ();
  entry->abstract_en = blocks_new ();
  entry->body = blocks_new ();
  entry->points = g_array_new (FALSE, FALSE, sizeof (ReadPoint));
  g_array_set_clear_func (entry->points, point_clear);
  return entry;
}

static void
entry_free (gpointer data)
{
  ReadEntry *entry = data;

  g_array_unref (entry->tags);
  g_array_unref (entry->authors);
  g_array_unref (entry->affiliations);
  g_array_unref (entry->links);
  g_hash_table_unref (entry->urls);
  g_array_unref (entry->chinese);
  g_array_unref (entry->english);
  g_array_unref (entry->abstract_zh);
  g_array_unref (entry->abstract_en);
  g_array_unref (entry->body);
  g_array_unref (entry->points);
  g_free (entry->arxiv_id);
  g_free (entry->doi);
  g_free (entry->identity);
  g_free (entry);
}

static void
section_free (gpointer data)
{
  ReadSection *section = data;

  g_ptr_array_unref (section->entries);
  g_array_unref (section->blocks);
  g_free (section);
}

void
read_issue_init (ReadIssue *issue)
{
  memset (issue, 0, sizeof *issue);
  issue->legend = g_array_new (FALSE, FALSE, sizeof (ReadLegendRow));
  issue->sections = g_ptr_array_new_with_free_func (section_free);
}

void
read_issue_clear (ReadIssue *issue)
{
  g_clear_pointer (&issue->legend, g_array_unref);
  g_clear_pointer (&issue->sections, g_ptr_array_unref);
}

ReadSection *
read_issue_add_section (ReadIssue *issue, WzSectionKind kind, gsize offset_bytes)
{
  ReadSection *section = g_new0 (ReadSection, 1);

  section->kind = kind;
  section->offset_bytes = offset_bytes;
  section->entries = g_ptr_array_new_with_free_func (entry_free);
  section->blocks = blocks_new ();
  g_ptr_array_add (issue->sections, section);
  return section;
}

ReadEntry *
read_section_add_entry (ReadSection *section, gsize offset_bytes)
{
  ReadEntry *entry = entry_new (offset_bytes);

  entry->full = section->kind != WZ_SECTION_NOTABLE;
  g_ptr_array_add (section->entries, entry);
  return entry;
}

guint
read_issue_count_entries (const ReadIssue *issue)
{
  guint n = 0;

  for (guint i = 0; i < issue->sections->len; i++)
    n += ((const ReadSection *) g_ptr_array_index (issue->sections, i))->entries->len;
  return n;
}

/* ---- Fields ---- */

void
read_add_block (GArray *blocks, ReadBlock block)
{
  g_array_append_val (blocks, block);
}

GArray *
read_entry_get_point (ReadEntry *entry, ReadLabelField kind, gboolean chinese)
{
  ReadPoint point = {kind, chinese, NULL};

  for (guint i = 0; i < entry->points->len; i++) {
    const ReadPoint *other = &g_array_index (entry->points, ReadPoint, i);

    if (other->kind == kind && other->chinese == chinese)
      return other->blocks;
  }
  point.blocks = blocks_new ();
  g_array_append_val (entry->points, point);
  return point.blocks;
}

void
read_take_title_line (ReadDoc *doc, ReadIssue *issue, ReadSpan line)
{
  const gchar *text = read_doc_peek (doc, line);
  gsize start, length;
  WzDate date;

  if (issue->date.month == 0 && read_match_date (text, FALSE, &date, &start, &length)) {
    issue->date = date;
    issue->date_offset_bytes = line.start;
  }
  issue->title = read_take_field (doc, line);
}

static void
append_name (ReadDoc *doc, GArray *names, ReadSpan span)
{
  ReadField field = read_take_field (doc, span);

  if (field.text != NULL)
    g_array_append_val (names, field);
}

/* An `&` delimits names where white space stands on both sides: `Texas A&M University` is one name. */
static gboolean
is_affiliation_mark (const ReadDoc *doc, gsize at, ReadSpan inside)
{
  gunichar c = read_char_at (doc, at, inside.end);

  if (c == 0xFF06) /* full-width & */
    return TRUE;
  if (c != '&' || at == inside.start)
    return FALSE;
  return read_is_space (read_char_at (doc, read_char_previous (doc, at, inside.start), inside.end)) &&
         (at + 1 >= inside.end || read_is_space (read_char_at (doc, at + 1, inside.end)));
}

void
read_entry_take_affiliations (ReadDoc *doc, ReadEntry *entry, ReadSpan inside)
{
  gboolean cut;
  ReadSpan names = read_strip_cut (doc, inside, &cut);
  gsize start = names.start;

  read_doc_mark (doc, inside, WZ_COVERAGE_SEPARATOR);
  if (cut) {
    entry->affiliations_cut = TRUE;
    read_doc_mark (doc, (ReadSpan){names.end, read_span_trim (doc, inside).end}, WZ_COVERAGE_FIELD);
  }
  for (gsize at = names.start; at < names.end; at = read_char_next (doc, at))
    if (is_affiliation_mark (doc, at, names)) {
      append_name (doc, entry->affiliations, (ReadSpan){start, at});
      start = read_char_next (doc, at);
    }
  append_name (doc, entry->affiliations, (ReadSpan){start, names.end});
}

void
read_entry_take_units (ReadDoc *doc, ReadEntry *entry, ReadSpan value)
{
  gsize start = value.start;

  for (gsize at = value.start; at < value.end; at = read_char_next (doc, at)) {
    gunichar c = read_char_at (doc, at, value.end);

    if (c == 0x3001 || c == 0xFF0C || c == 0xFF1B || c == ';' || c == '&' || c == 0xFF06) {
      append_name (doc, entry->affiliations, (ReadSpan){start, at});
      start = read_char_next (doc, at);
    }
  }
  append_name (doc, entry->affiliations, (ReadSpan){start, value.end});
}

/* The first identity of each kind is the entry's own; a later address of the same paper may know a newer
 * version. */
gboolean
read_entry_take_identity (ReadDoc *doc, ReadEntry *entry, const gchar *text, gboolean bare,
                          gsize offset_bytes)
{
  g_auto (WzIdentity) identity = {0};
  gboolean first = entry->arxiv_id == NULL && entry->doi == NULL && entry->identity == NULL;

  if (!(bare ? wz_identity_of_id (text, &identity) : wz_identity_of_link (text, &identity)))
    return FALSE;
  if (identity.scheme == WZ_SCHEME_ARXIV && g_strcmp0 (entry->arxiv_id, identity.id) == 0)
    entry->arxiv_version = MAX (entry->arxiv_version, identity.version);
  else if (identity.scheme == WZ_SCHEME_ARXIV && entry->arxiv_id == NULL) {
    entry->arxiv_id = g_steal_pointer (&identity.id);
    entry->arxiv_version = identity.version;
  } else if (identity.scheme == WZ_SCHEME_DOI && entry->doi == NULL)
    entry->doi = g_steal_pointer (&identity.id);
  else if (identity.scheme > WZ_SCHEME_DOI && entry->identity == NULL)
    entry->identity = wz_identity_dup_string (&identity);
  if (first && !g_str_has_prefix (identity.form, "arxiv.org"))
    read_doc_remark (doc, READ_DIAG_IDENTITY_FORM, offset_bytes, "%s", identity.form);
  return TRUE;
}

void
read_entry_take_link (ReadDoc *doc, ReadEntry *entry, ReadSpan label, ReadSpan url)
{
  ReadEntryLink link = {.offset_bytes = url.start};
  ReadField name = {NULL, 0};
  g_autofree gchar *address = NULL;

  if (read_span_is_empty (url))
    return;
  address = read_dup_url (read_take_field (doc, url).text);
  link.url = g_string_chunk_insert (doc->pool, address);
  if (!read_span_is_empty (label)) {
    gboolean plain =
        read_table_has (doc, label,
                        (const gchar *const[]){"论文链接", "论文地址", "原文链接", "链接", "论文", "地址",
                                               "URL", "url", "Link", "link", NULL});

    name = read_take_field (doc, label);
    if (plain) /* says no more than that it is a link */
      read_doc_mark (doc, label, WZ_COVERAGE_BOILERPLATE);
    else
      link.label = name.text;
  }
  if (!read_entry_take_identity (doc, entry, link.url, FALSE, url.start) &&
      wz_identity_is_paper_site (link.url) && !wz_identity_is_picture (link.url))
    read_doc_remark (doc, READ_DIAG_ARXIV_MALFORMED, url.start, "%s", link.url);
  if (!g_hash_table_add (entry->urls, (gpointer) (guintptr) link.url))
    return;
  /* The paper's own link comes first. */
  if (entry->links->len > 0 && wz_identity_is_paper_site (link.url) &&
      !wz_identity_is_paper_site (g_array_index (entry->links, ReadEntryLink, 0).url))
    g_array_prepend_val (entry->links, link);
  else
    g_array_append_val (entry->links, link);
}

gboolean
read_entry_take_identifier (ReadDoc *doc, ReadEntry *entry, ReadSpan line)
{
  enum { MAX_BYTES = 200 };

  if (line.end - line.start > MAX_BYTES ||
      !read_entry_take_identity (doc, entry, read_doc_peek (doc, line), FALSE, line.start))
    return FALSE;
  read_doc_take (doc, line);
  return TRUE;
}

/* ---- 要点: … 动机：… ---- */

static gsize
find_label (const ReadDoc *doc, ReadSpan span, guint from, guint *which, gsize *after)
{
  gsize best = span.end;

  for (guint i = from; read_block_labels[i] != NULL; i++) {
    gsize length = strlen (read_block_labels[i]);

    for (gsize at = span.start; at < best;) {
      gsize found = read_span_find (doc, (ReadSpan){at, best}, read_block_labels[i]);
      guint colon;

      if (found >= best)
        break;
      colon = read_match_colon (doc, found + length, span.end);
      if (colon > 0) {
        best = found;
        *which = i;
        *after = found + length + colon;
        break;
      }
      at = found + length;
    }
  }
  return best;
}

static void
take_part (ReadDoc *doc, GArray *blocks, const gchar *label, ReadSpan span)
{
  ReadBlock block = {.label = label, .offset_bytes = span.start};

  block.text = read_take_field (doc, span).text;
  if (block.text != NULL || label != NULL)
    g_array_append_val (blocks, block);
}

void
read_take_labelled (ReadDoc *doc, GArray *blocks, ReadSpan span, guint *next_label)
{
  const gchar *label = NULL;
  ReadSpan rest = span;

  for (;;) {
    guint which = 0;
    gsize after = rest.end;
    gsize found = find_label (doc, rest, *next_label, &which, &after);

    take_part (doc, blocks, label, (ReadSpan){rest.start, found});
    if (found >= rest.end)
      break;
    label = read_block_labels[which];
    read_doc_mark (doc, (ReadSpan){found, found + strlen (label)}, WZ_COVERAGE_FIELD);
    read_doc_mark (doc, (ReadSpan){found + strlen (label), after}, WZ_COVERAGE_SEPARATOR);
    rest.start = after;
    *next_label = which + 1;
  }
}
