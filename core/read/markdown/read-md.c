/* In: a digest in Markdown, by whatever tool: headings, labels, lists, tables, HTML. Out: a ReadIssue. Which
 * headings begin papers is learnt from the file (read-md-learn.c), what stands under them is told by the
 * dictionary of labels (read-md-entry.c). SPDX-License-Identifier: MIT */
#include "read/markdown/read-md.h"

#include "base/wz-identity.h"
#include "read/common/read-match.h"
#include "read/common/read-tables.h"
#include "read/issue/read-markdown.h"

#include <string.h>

typedef struct {
  ReadMd *md;
  ReadDoc *doc;
  ReadIssue *issue;
  ReadSection *section;  /* or NULL */
  GHashTable *titles;    /* of entries, as they are printed */
  GHashTable *entries;   /* the first of each title */
  GHashTable *rows;      /* lines of rows by the footnote that they name */
  GHashTable *footnotes; /* numbers of footnotes that are entries */
} Page;

/* ---- Front matter ---- */

static ReadSpan
strip_quotes (const ReadDoc *doc, ReadSpan value)
{
  if (value.end - value.start >= 2 && (doc->text[value.start] == '"' || doc->text[value.start] == '\'') &&
      doc->text[value.end - 1] == doc->text[value.start])
    return (ReadSpan){value.start + 1, value.end - 1};
  return value;
}

/* A page about one paper says so in its front matter: title, authors, address. Otherwise it is the issue's.
 */
static void
take_front (ReadMd *md)
{
  ReadDoc *doc = md->doc;
  gboolean paper = FALSE;

  md->first = read_front_matter (doc, md->issue);
  for (guint i = 1; i + 1 < md->first; i++) {
    ReadSpan body = read_doc_line (doc, i)->body;
    gsize colon = read_span_find (doc, body, ":");
    ReadMdFront front = {.key = {body.start, colon}};
    ReadSpan raw;

    if (colon >= body.end)
      continue;
    front.field = read_label_find (doc->text + body.start, colon - body.start);
    raw = read_span_trim (doc, (ReadSpan){colon + 1, body.end});
    front.value = strip_quotes (doc, raw);
    if (front.field == READ_LABEL_NONE || front.field == READ_LABEL_PRIMARY_CATEGORY ||
        read_span_is_empty (front.value) || read_span_starts (doc, raw, "["))
      continue;
    paper |= front.field == READ_LABEL_AUTHORS || front.field == READ_LABEL_LINK ||
             front.field == READ_LABEL_ARXIV;
    g_array_append_val (md->front, front);
  }
  if (!paper)
    g_array_set_size (md->front, 0);
  else
    md->issue->title = (ReadField){NULL, 0}; /* it is the paper's */
}

static void
give_front (Page *page, ReadEntry *entry)
{
  for (guint i = 0; i < page->md->front->len; i++) {
    const ReadMdFront *front = &g_array_index (page->md->front, ReadMdFront, i);

    if (front->field == READ_LABEL_DATE && page->issue->date.month != 0)
      continue; /* it is the page's */
    read_doc_mark (page->doc, read_doc_line (page->doc, read_doc_line_at (page->doc, front->key.start))->body,
                   WZ_COVERAGE_SEPARATOR);
    read_md_take_field (page->md, entry, front->field, front->key, front->value);
  }
  g_array_set_size (page->md->front, 0);
}

/* ---- What stands outside of entries ---- */

/* `- [cs.CV](#cs.CV) [Total: 4]`, `1. [Title](#title)`: a contents list. */
static gboolean
is_contents_item (const Page *page, guint i)
{
  ReadDoc *doc = page->doc;
  const ReadLine *line = read_doc_line (doc, i);
  ReadSpan text, digits;
  guint depth, number;

  if (!read_match_item (doc, line, &text, &depth) &&
      !read_match_number (doc, line->body, &number, &digits, &text))
    return FALSE;
  return read_span_find (doc, text, "](#") < text.end ||
         g_hash_table_contains (page->titles, read_doc_peek (doc, text));
}

/* The heading of a table of papers, and rows of papers that stand below in full. */
static gboolean
is_of_table (const Page *page, guint i)
{
  const ReadMdTable *table = read_md_table_at (page->md, i);

  if (table == NULL)
    return FALSE;
  if (i < table->first + 2)
    return page->md->level == READ_MD_TABLE || is_of_table (page, table->first + 2);
  return g_hash_table_contains (page->footnotes, GUINT_TO_POINTER (read_md_row_number (page->md, i)));
}

static void
take_section_heading (Page *page, const ReadMdLine *line)
{
  static const gchar *const plain[] = {"论文详情", "详细", "摘要", "论文列表", "Papers", NULL};
  ReadDoc *doc = page->doc;
  ReadSpan text = line->text;
  gsize anchor = read_span_find (doc, text, "[[");

  if (anchor < text.end && read_span_find (doc, text, "](#") < text.end) {
    read_doc_mark (doc, (ReadSpan){anchor, text.end}, WZ_COVERAGE_BOILERPLATE);
    text = read_span_trim (doc, (ReadSpan){text.start, anchor});
  }
  page->section = read_issue_add_section (page->issue, WZ_SECTION_FEATURED, line->text.start);
  while (!read_span_is_empty (text) && !read_is_word (read_char_at (doc, text.start, text.end)))
    text.start = read_char_next (doc, text.start);
  if (read_table_has (doc, text, plain))
    read_doc_mark (doc, line->text, WZ_COVERAGE_BOILERPLATE);
  else
    page->section->heading = read_take_field (doc, line->text.end > text.end ? text : line->text);
}

/* Whether a heading outside of entries is the page's title: the only one of its level, or with a date. */
static gboolean
is_page_title (const Page *page, const ReadMdLine *line)
{
  WzDate date;
  gsize start, length;

  if (page->issue->title.text != NULL || page->section != NULL || line->level > 2 ||
      line->label.field != READ_LABEL_NONE)
    return FALSE;
  return (line->level == 1 && page->md->n_first == 1) ||
         read_match_date (read_doc_peek (page->doc, line->text), TRUE, &date, &start, &length);
}

/* Whether @a and @b say the same, but for marks. */
static gboolean
says_same (const gchar *a, const gchar *b)
{
  for (;; a = g_utf8_next_char (a), b = g_utf8_next_char (b)) {
    while (*a != 0 && !read_is_word (g_utf8_get_char (a)))
      a = g_utf8_next_char (a);
    while (*b != 0 && !read_is_word (g_utf8_get_char (b)))
      b = g_utf8_next_char (b);
    if (*a == 0 || g_utf8_get_char (a) != g_utf8_get_char (b))
      return *a == 0 && *b == 0;
  }
}

/* The page's own title; a picture in it is its logo. */
static void
take_page_title (Page *page, ReadSpan text)
{
  gsize close;

  ReadSpan label, url;

  while (read_span_starts (page->doc, text, "![") &&
         read_match_markdown_link (page->doc, (ReadSpan){text.start + 1, text.end}, &label, &url, &close)) {
    read_doc_mark (page->doc, (ReadSpan){text.start, close}, WZ_COVERAGE_BOILERPLATE);
    text = read_span_trim (page->doc, (ReadSpan){close, text.end});
  }
  while (read_span_starts (page->doc, text, "<") &&
         (close = read_span_find (page->doc, text, ">")) < text.end) {
    read_doc_mark (page->doc, (ReadSpan){text.start, close + 1}, WZ_COVERAGE_BOILERPLATE);
    text = read_span_trim (page->doc, (ReadSpan){close + 1, text.end});
  }
  if (!read_span_is_empty (text))
    read_take_title_line (page->doc, page->issue, text);
}

static gboolean
is_empty_section (const ReadSection *section)
{
  return section->entries->len == 0 && section->blocks->len == 0;
}

/* The line behind what is the tool's own. */
static guint
skip_boilerplate (Page *page, guint i)
{
  guint level = read_md_line (page->md, i)->level;
  ReadDoc *doc = page->doc;

  do {
    read_doc_mark (doc, read_doc_line (doc, i)->body, WZ_COVERAGE_BOILERPLATE);
    i++;
  } while (i < doc->lines->len && !(read_md_line (page->md, i)->kind == READ_MD_HEADING &&
                                    read_md_line (page->md, i)->level <= MAX (level, page->md->level)));
  return i;
}

/* That there is nothing is all the text of a day without papers. */
static void
take_sentence (Page *page, ReadSpan text)
{
  ReadField field = read_take_field (page->doc, text);

  if (page->section == NULL)
    page->section = read_issue_add_section (page->issue, WZ_SECTION_FEATURED, text.start);
  read_add_block (page->section->blocks, (ReadBlock){.text = field.text, .offset_bytes = field.offset_bytes});
}

static guint
take_outside (Page *page, guint i)
{
  const ReadMdLine *line = read_md_line (page->md, i);
  ReadDoc *doc = page->doc;
  ReadSpan body = read_doc_line (doc, i)->body;

  if (read_md_is_boilerplate (page->md, i))
    return skip_boilerplate (page, i);
  if (line->kind == READ_MD_HEADING && line->level <= READ_MD_HASHES && !read_span_is_empty (line->text)) {
    read_doc_mark (doc, body, WZ_COVERAGE_SEPARATOR);
    if (is_page_title (page, line))
      take_page_title (page, line->text);
    else if (page->issue->title.text != NULL &&
             says_same (page->issue->title.text, read_doc_peek (doc, line->text)))
      read_doc_mark (doc, line->text, WZ_COVERAGE_BOILERPLATE);
    else if (page->md->n_evident == 0)
      take_sentence (page, line->text);
    else
      take_section_heading (page, line);
    return i + 1;
  }
  if (line->kind == READ_MD_RULE || line->kind == READ_MD_TAG || is_contents_item (page, i) ||
      is_of_table (page, i)) {
    read_doc_mark (doc, body, line->kind == READ_MD_RULE ? WZ_COVERAGE_SEPARATOR : WZ_COVERAGE_BOILERPLATE);
    return i + 1;
  }
  if (page->section == NULL)
    page->section = read_issue_add_section (page->issue, WZ_SECTION_FEATURED, body.start);
  return read_take_block (doc, page->section->blocks, i, doc->lines->len, 1);
}

/* ---- Entries ---- */

static gboolean
begins_entry (const ReadMd *md, guint i)
{
  const ReadMdLine *line = read_md_line (md, i);

  if (md->level >= READ_MD_ITEM)
    return read_md_begins_item (md, i);
  if (md->level == READ_MD_TABLE) {
    const ReadMdTable *table = read_md_table_at (md, i);

    return table != NULL && i >= table->first + 2;
  }
  return line->kind == READ_MD_HEADING && line->level == md->level && line->label.field == READ_LABEL_NONE &&
         !read_span_is_empty (line->text) && !read_md_is_boilerplate (md, i);
}

/* The line behind the entry of line @i: where the next one begins, or a part above entries. */
static guint
entry_end (const ReadMd *md, guint i)
{
  guint limit = MIN (md->level, READ_MD_HASHES + 1);

  if (md->level == READ_MD_TABLE)
    return i + 1;
  for (i++; i < md->lines->len; i++) {
    const ReadMdLine *line = read_md_line (md, i);

    if (begins_entry (md, i) ||
        (line->kind == READ_MD_HEADING && line->level < limit && line->label.field == READ_LABEL_NONE) ||
        read_md_is_boilerplate (md, i))
      break;
  }
  return i;
}

static guint
footnote_number (const ReadMd *md, guint i)
{
  return (guint) MIN (g_ascii_strtoull (md->doc->text + read_doc_line (md->doc, i)->body.start + 2, NULL, 10),
                      G_MAXUINT);
}

static void
collect_titles (Page *page)
{
  for (guint i = page->md->first; i < page->md->lines->len; i++)
    if (begins_entry (page->md, i)) {
      ReadSpan text = read_md_line (page->md, i)->text, digits;
      guint number;

      read_md_match_number (page->doc, text, &number, &digits, &text);
      g_hash_table_add (page->titles, (gpointer) (guintptr) read_doc_peek (page->doc, text));
      if (page->md->level == READ_MD_FOOTNOTE)
        g_hash_table_add (page->footnotes, GUINT_TO_POINTER (footnote_number (page->md, i)));
    }
  for (guint i = 0; i < page->md->tables->len; i++) {
    const ReadMdTable *table = &g_array_index (page->md->tables, ReadMdTable, i);

    for (guint row = table->first + 2; row < table->end; row++)
      g_hash_table_insert (page->rows, GUINT_TO_POINTER (read_md_row_number (page->md, row)),
                           GUINT_TO_POINTER (row));
  }
}

/* A paper under several headings of one page is printed several times, the same each time. */
static gboolean
is_repeated (const Page *page, const ReadEntry *entry)
{
  const gchar *title = entry->title_en.text != NULL ? entry->title_en.text : entry->title_zh.text;
  const ReadEntry *first = title != NULL ? g_hash_table_lookup (page->entries, title) : NULL;
  const GArray *abstract = entry->abstract_zh->len > 0 ? entry->abstract_zh : entry->abstract_en, *other;

  if (first == NULL) {
    if (title != NULL)
      g_hash_table_insert (page->entries, (gpointer) (guintptr) title, (gpointer) (guintptr) entry);
    return FALSE;
  }
  other = abstract == entry->abstract_zh ? first->abstract_zh : first->abstract_en;
  return g_strcmp0 (entry->arxiv_id, first->arxiv_id) == 0 && abstract->len == other->len &&
         (abstract->len == 0 || g_strcmp0 (g_array_index (abstract, ReadBlock, 0).text,
                                           g_array_index (other, ReadBlock, 0).text) == 0);
}

static guint
take_entry (Page *page, guint i, guint end)
{
  ReadEntry *entry;
  guint row;

  if (page->section == NULL)
    page->section =
        read_issue_add_section (page->issue, WZ_SECTION_FEATURED, read_doc_line (page->doc, i)->body.start);
  entry = read_section_add_entry (page->section, read_doc_line (page->doc, i)->body.start);
  give_front (page, entry);
  if (page->md->level == READ_MD_FOOTNOTE) {
    row =
        GPOINTER_TO_UINT (g_hash_table_lookup (page->rows, GUINT_TO_POINTER (footnote_number (page->md, i))));
    if (row > 0)
      read_md_take_row (page->md, entry, row, TRUE);
  }
  if (page->md->level >= READ_MD_ITEM)
    read_md_take_item (page->md, entry, i, end);
  else
    read_md_take_entry (page->md, entry, i, end);
  if (is_repeated (page, entry))
    g_ptr_array_set_size (page->section->entries, (gint) page->section->entries->len - 1);
  return end;
}

static void
drop_empty_sections (ReadIssue *issue)
{
  for (guint s = issue->sections->len; s-- > 0;) {
    const ReadSection *section = g_ptr_array_index (issue->sections, s);

    if (is_empty_section (section) && section->heading.text == NULL)
      g_ptr_array_remove_index (issue->sections, s);
  }
}

enum { MAX_EMPTY_DAY_LINES = 20 };

/* `今日没有找到新论文`: a day without papers. */
static gboolean
is_empty_day (const ReadMd *md)
{
  static const gchar *const words[] = {"没有找到新论文", "没有新论文",    "今日无新论文",
                                       "今日无更新",     "No new papers", "No papers found"};

  for (guint i = md->first; i < md->lines->len; i++)
    for (guint k = 0; k < G_N_ELEMENTS (words); k++) {
      ReadSpan body = read_doc_line (md->doc, i)->body;

      if (body.end - body.start < 200 && read_span_find (md->doc, body, words[k]) < body.end)
        return TRUE;
    }
  return FALSE;
}

/* ---- A note that is named by its paper ---- */

/* (transfer full) (nullable): the id that the file's name has: `2302.04023.md`. */
static gchar *
dup_named_id (const ReadDoc *doc)
{
  g_autofree gchar *name = g_path_get_basename (doc->file);

  for (const gchar *p = name; *p != 0; p++) {
    gsize n = p > name && g_ascii_isalnum (p[-1]) ? 0 : wz_identity_match_arxiv (p);

    if (n > 0 && g_ascii_isdigit (*p))
      return g_strndup (p, n);
  }
  return NULL;
}

/* Whether the headings are those of one paper's summary, and its file is named by its id. */
static gboolean
is_note (const ReadMd *md)
{
  enum { FEWEST = 2 };
  g_autofree gchar *id = dup_named_id (md->doc);
  guint n = 0;

  for (guint i = md->first; id != NULL && i < md->lines->len; i++)
    n += read_md_line (md, i)->kind == READ_MD_HEADING &&
         read_md_line (md, i)->label.field >= READ_LABEL_ABSTRACT;
  return n >= FEWEST;
}

/* A page about one paper that says nowhere which may be named by it. */
static void
take_named_id (Page *page)
{
  g_autofree gchar *id = page->md->level == 0 ? dup_named_id (page->doc) : NULL;
  ReadEntry *entry;

  if (id == NULL || read_issue_count_entries (page->issue) != 1)
    return;
  entry = g_ptr_array_index (page->section->entries, 0);
  if (entry->arxiv_id == NULL && entry->doi == NULL)
    read_entry_take_identity (page->doc, entry, id, TRUE, 0);
}

gboolean
read_parse_note (ReadDoc *doc, ReadIssue *issue)
{
  g_auto (ReadMd) md = {0};
  g_auto (ReadIssue) none = {0};

  read_issue_init (&none);
  read_md_init (&md, doc, &none);
  take_front (&md);
  return is_note (&md) && read_parse_markdown (doc, issue);
}

gboolean
read_is_markdown (ReadDoc *doc)
{
  g_auto (ReadMd) md = {0};
  g_auto (ReadIssue) issue = {0};

  if (read_is_paper_list (doc))
    return TRUE;
  if (read_is_zhihu (doc))
    return FALSE;
  read_issue_init (&issue);
  read_md_init (&md, doc, &issue);
  take_front (&md);
  return read_md_learn (&md) || (doc->lines->len < MAX_EMPTY_DAY_LINES && is_empty_day (&md));
}

gboolean
read_parse_markdown (ReadDoc *doc, ReadIssue *issue)
{
  g_auto (ReadMd) md = {0};
  Page page = {.md = &md, .doc = doc, .issue = issue};
  g_autoptr (GHashTable) titles = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) entries = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) rows = g_hash_table_new (NULL, NULL), footnotes = g_hash_table_new (NULL, NULL);
  gboolean learnt;

  read_md_init (&md, doc, issue);
  take_front (&md);
  learnt = read_md_learn (&md) || is_note (&md);
  if (!learnt && !(doc->lines->len < MAX_EMPTY_DAY_LINES && is_empty_day (&md)))
    return FALSE;
  issue->markdown = TRUE;
  page.titles = titles;
  page.entries = entries;
  page.rows = rows;
  page.footnotes = footnotes;
  if (learnt && md.level > 0)
    collect_titles (&page);
  for (guint i = md.first; i < doc->lines->len;) {
    if (read_line_is_blank (read_doc_line (doc, i)))
      i++;
    else if (learnt && (md.level == 0 || begins_entry (&md, i)))
      i = take_entry (&page, i, md.level == 0 ? doc->lines->len : entry_end (&md, i));
    else
      i = take_outside (&page, i);
  }
  take_named_id (&page);
  drop_empty_sections (issue);
  return TRUE;
}
