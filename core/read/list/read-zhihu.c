/* In: an entry of the daily digest pasted from 知乎, often into a page of its own: title, names, affiliations
 * and Chinese text may all be glued together. Out: a ReadIssue. The page's own titles (front matter, link,
 * BibTeX) tell where a glued title ends. SPDX-License-Identifier: MIT */
#include "base/wz-identity.h"
#include "read/issue/read-markdown.h"
#include "read/digest/read-entry.h"
#include "read/common/read-match.h"
#include "read/common/read-tables.h"

#include <string.h>

typedef struct {
  ReadDoc *doc;
  ReadIssue *issue;
  guint n_lines;
  GPtrArray *titles; /* of strings of the document: the paper's title as the page says it elsewhere */
  GArray *links;     /* of ReadEntryLink that stand before the entry */
  GArray *codes;     /* of ReadBlock: BibTeX that stands before the entry */
  gchar *arxiv_id;
  guint arxiv_version;
} Page;

static void
page_clear (Page *page)
{
  g_clear_pointer (&page->titles, g_ptr_array_unref);
  g_clear_pointer (&page->links, g_array_unref);
  g_clear_pointer (&page->codes, g_array_unref);
  g_clear_pointer (&page->arxiv_id, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Page, page_clear)

/* ---- What the form is known by ---- */

static gboolean
has_label (const ReadDoc *doc, const gchar *label)
{
  gsize at = read_span_find (doc, (ReadSpan){0, doc->length}, label);

  return at < doc->length && read_match_colon (doc, at + strlen (label), doc->length) > 0;
}

/* A digest of numbered entries in the same words is the plain parser's. */
static gboolean
has_numbered_entry (ReadDoc *doc)
{
  guint n = read_learn_headings (doc, 0);

  doc->form = 0;
  if (n > 1)
    return TRUE;
  for (guint i = 0; i < doc->lines->len; i++) {
    ReadHeading heading;

    if (read_match_heading (doc, read_doc_line (doc, i)->body, &heading) && heading.has_number &&
        heading.n_tags > 0)
      return TRUE;
  }
  return FALSE;
}

gboolean
read_is_zhihu (ReadDoc *doc)
{
  return has_label (doc, "要点") && (has_label (doc, "一句话总结") || has_label (doc, "动机")) &&
         !has_numbered_entry (doc);
}

/* ---- The page around the entry ---- */

static void
add_title (Page *page, const gchar *title)
{
  if (title != NULL && *title != 0)
    g_ptr_array_add (page->titles, (gpointer) (guintptr) title);
}

static void
add_link (Page *page, ReadSpan label, ReadSpan url)
{
  g_autofree gchar *address = read_dup_url (read_doc_take (page->doc, url));
  g_auto (WzIdentity) identity = {0};
  ReadEntryLink link = {g_string_chunk_insert (page->doc->pool, address), NULL, url.start};
  const gchar *name = read_doc_take (page->doc, label);

  if (wz_identity_of_link (link.url, &identity) && identity.scheme == WZ_SCHEME_ARXIV) {
    if (page->arxiv_id == NULL)
      page->arxiv_id = g_steal_pointer (&identity.id);
    if (!g_str_equal (name, "arXiv"))
      add_title (page, name);
  }
  link.label = name;
  for (guint i = 0; i < page->links->len; i++) {
    g_auto (WzIdentity) other = {0};

    /* abs and pdf of one paper are one link */
    if (wz_identity_of_link (g_array_index (page->links, ReadEntryLink, i).url, &other) &&
        g_strcmp0 (other.id, page->arxiv_id) == 0 && wz_identity_is_paper_site (link.url))
      return;
  }
  if (wz_identity_is_paper_site (link.url))
    link.label = NULL;
  g_array_append_val (page->links, link);
}

/* A line of `[label](url)` with little between them: ` V1: `, ` - `. A link that leads nowhere is the site's.
 */
static gboolean
take_link_line (Page *page, ReadSpan line)
{
  ReadDoc *doc = page->doc;
  ReadSpan label, url;
  gsize after = line.start;

  if (!read_match_markdown_link (doc, line, &label, &url, &after))
    return FALSE;
  read_doc_mark (doc, line, WZ_COVERAGE_SEPARATOR);
  while (read_match_markdown_link (doc, line, &label, &url, &after)) {
    if (read_is_url_start (doc, url.start, url.end))
      add_link (page, label, url);
    else
      read_doc_mark (doc, (ReadSpan){line.start, after}, WZ_COVERAGE_BOILERPLATE);
    line = read_span_trim (doc, (ReadSpan){after, line.end});
    if (read_span_starts (doc, line, "V") && line.end - line.start > 2 &&
        g_ascii_isdigit (doc->text[line.start + 1])) {
      gsize digits = line.start + 1;

      while (digits < line.end && g_ascii_isdigit (doc->text[digits]))
        digits++;
      page->arxiv_version = (guint) MIN (g_ascii_strtoull (doc->text + line.start + 1, NULL, 10), 99u);
      read_doc_mark (doc, (ReadSpan){line.start, digits}, WZ_COVERAGE_FIELD);
      line.start = digits;
    }
    while (line.start < line.end && doc->text[line.start] != '[')
      line.start = read_char_next (doc, line.start);
  }
  return TRUE;
}

/* `title={…}` of BibTeX. */
static void
find_bibtex_title (Page *page, ReadSpan span)
{
  gsize at = read_span_find (page->doc, span, "title={"), end;

  if (at >= span.end)
    return;
  at += strlen ("title={");
  end = read_span_find (page->doc, (ReadSpan){at, span.end}, "}");
  add_title (page, read_doc_peek (page->doc, (ReadSpan){at, end}));
}

/* `{% highlight … %}` to `{% endhighlight %}`. */
static guint
take_highlight (Page *page, guint i)
{
  ReadDoc *doc = page->doc;
  guint close = i + 1;
  ReadBlock block = {.code = "bibtex", .offset_bytes = read_doc_line (doc, i)->body.start};
  g_autoptr (GString) code = g_string_new (NULL);

  while (close < page->n_lines && !read_span_starts (doc, read_doc_line (doc, close)->body, "{%"))
    close++;
  read_doc_mark (doc, read_doc_line (doc, i)->body, WZ_COVERAGE_BOILERPLATE);
  for (guint k = i + 1; k < close; k++) {
    ReadSpan whole = read_doc_line (doc, k)->whole;

    read_doc_mark (doc, whole, WZ_COVERAGE_FIELD);
    find_bibtex_title (page, whole);
    g_string_append_len (code, doc->text + whole.start, (gssize) (whole.end - whole.start));
    if (k + 1 < close)
      g_string_append_c (code, '\n');
  }
  if (close < page->n_lines)
    read_doc_mark (doc, read_doc_line (doc, close)->body, WZ_COVERAGE_BOILERPLATE);
  block.text = g_string_chunk_insert (doc->pool, code->str);
  if (code->len > 0)
    g_array_append_val (page->codes, block);
  return MIN (close + 1, page->n_lines);
}

/* 作者, 链接, 来源: all part of where the text comes from. */
static gboolean
take_origin (Page *page, ReadSpan line)
{
  static const gchar *const labels[] = {"作者", "链接", "来源", NULL};
  ReadDoc *doc = page->doc;
  ReadSpan label, value;
  ReadField field;

  if (read_span_starts (doc, line, "著作权归作者所有")) {
    page->issue->rights = read_take_field (doc, line);
    return TRUE;
  }
  if (!read_match_label (doc, line, labels, &label, &value) || line.end - line.start > 300)
    return FALSE;
  read_doc_mark (doc, line, WZ_COVERAGE_SEPARATOR);
  read_doc_mark (doc, label, WZ_COVERAGE_BOILERPLATE);
  field = read_take_field (doc, value);
  if (field.text == NULL)
    return TRUE;
  if (page->issue->source.text != NULL) {
    g_autofree gchar *both = g_strconcat (page->issue->source.text, "，", field.text, NULL);

    page->issue->source.text = g_string_chunk_insert (doc->pool, both);
  } else
    page->issue->source = field;
  return TRUE;
}

/* Takes what stands before the entry; the entry's first line. */
static guint
take_page_head (Page *page, guint i)
{
  ReadDoc *doc = page->doc;

  while (i < page->n_lines) {
    const ReadLine *line = read_doc_line (doc, i);

    if (read_line_is_blank (line))
      i++;
    else if (read_span_starts (doc, line->body, "{%"))
      i = take_highlight (page, i);
    else if (read_span_equals (doc, line->body, "---")) {
      read_doc_mark (doc, line->body, WZ_COVERAGE_SEPARATOR);
      i++;
    } else if (take_link_line (page, line->body) || take_origin (page, line->body))
      i++;
    else
      break;
  }
  return i;
}

/* ---- Title, names, affiliations: one stretch of text that may cross lines ---- */

static gboolean
next_letter (const gchar **p, gunichar *c)
{
  while (**p != 0) {
    gunichar at = g_utf8_get_char (*p);

    *p = g_utf8_next_char (*p);
    if (g_unichar_isalnum (at)) {
      *c = g_unichar_tolower (at);
      return TRUE;
    }
  }
  return FALSE;
}

/* Whether the text at @span begins with the letters and digits of @title, whatever stands between them; where
 * it ends. */
static gboolean
match_known_title (const ReadDoc *doc, ReadSpan span, const gchar *title, gsize *end)
{
  gsize at = span.start, last = span.start;
  gunichar want;
  guint n = 0;

  while (next_letter (&title, &want)) {
    gunichar have = 0;

    while (at < span.end && !g_unichar_isalnum (read_char_at (doc, at, span.end)))
      at = read_char_next (doc, at);
    have = read_char_at (doc, at, span.end);
    if (have == 0 || g_unichar_tolower (have) != want)
      return FALSE;
    last = at = read_char_next (doc, at);
    n++;
  }
  *end = last;
  return n >= 8;
}

static gsize
find_title_end (const Page *page, ReadSpan first_line, ReadSpan all)
{
  gsize best = 0;

  for (guint i = 0; i < page->titles->len; i++) {
    gsize end;

    if (match_known_title (page->doc, all, g_ptr_array_index (page->titles, i), &end))
      best = MAX (best, end);
  }
  if (best > 0)
    return best;
  return read_find_glue (page->doc, first_line);
}

static void
take_title (Page *page, ReadEntry *entry, ReadSpan first_line, ReadSpan all, gsize *after)
{
  ReadDoc *doc = page->doc;
  gsize end = find_title_end (page, first_line, all);
  guint first = read_doc_line_at (doc, all.start),
        last = read_doc_line_at (doc, MAX (end, all.start + 1) - 1);

  entry->title_en = read_take_field (doc, (ReadSpan){all.start, end});
  *after = end;
  if (last > first)
    read_doc_remark (doc, READ_DIAG_TITLE_CONTINUED, read_doc_line (doc, last)->body.start, NULL);
  if (end < read_doc_line (doc, last)->body.end)
    read_doc_remark (doc, READ_DIAG_TITLE_AUTHORS_GLUED, end, NULL);
}

/* Names up to the affiliations' bracket, then the bracket. What follows it begins the Chinese text. */
static gsize
take_names (Page *page, ReadEntry *entry, ReadSpan rest)
{
  enum { MAX_NAMES_BYTES = 4000 };
  ReadDoc *doc = page->doc;
  ReadSpan near = {rest.start, MIN (rest.end, rest.start + MAX_NAMES_BYTES)}, inside, after;
  gsize open = read_span_find (doc, near, "[");

  if (open < near.end && read_match_bracket (doc, (ReadSpan){open, rest.end}, &inside, &after) &&
      !read_span_is_chinese (doc, (ReadSpan){rest.start, open})) {
    if (open > rest.start)
      read_entry_take_authors (doc, entry, (ReadSpan){rest.start, open});
    read_doc_mark (doc, (ReadSpan){open, inside.end + 1}, WZ_COVERAGE_SEPARATOR);
    read_entry_take_affiliations (doc, entry, inside);
    return inside.end + 1;
  }
  return rest.start;
}

/* ---- Chinese text up to the first English paragraph, then English ---- */

/* The Chinese title: up to `要点:`, or the first full stop. */
static gsize
take_chinese_title (Page *page, ReadEntry *entry, ReadSpan rest)
{
  ReadDoc *doc = page->doc;
  gsize end = read_span_find (doc, rest, read_block_labels[0]);
  gsize stop = read_span_find (doc, rest, "。");

  if (stop < end) {
    read_doc_mark (doc, (ReadSpan){stop, stop + strlen ("。")}, WZ_COVERAGE_SEPARATOR);
    entry->title_zh = read_take_field (doc, (ReadSpan){rest.start, stop});
    return stop + strlen ("。");
  }
  entry->title_zh = read_take_field (doc, (ReadSpan){rest.start, end});
  return end;
}

static gboolean
ends_sentence (const ReadDoc *doc, ReadSpan span)
{
  static const gchar *const ends[] = {"。", "！", "？", "：", ":", "；"};

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    if (read_span_ends (doc, span, ends[i]))
      return TRUE;
  return FALSE;
}

/* Lines of one Chinese paragraph: the next one joins when this one stops in the middle of a sentence. */
static guint
take_chinese (Page *page, ReadEntry *entry, guint i, gsize start, guint *next_label)
{
  ReadDoc *doc = page->doc;
  ReadSpan span = {start, read_doc_line (doc, i)->body.end};

  for (i++; i < page->n_lines; i++) {
    const ReadLine *line = read_doc_line (doc, i);

    if (read_line_is_blank (line) || ends_sentence (doc, span) || !read_span_is_chinese (doc, line->body))
      break;
    span.end = line->body.end;
  }
  if (start < span.end)
    read_take_labelled (doc, entry->abstract_zh, span, next_label);
  return i;
}

static void
take_english (Page *page, ReadEntry *entry, const ReadLine *line, gboolean has_quotes)
{
  ReadDoc *doc = page->doc;
  ReadSpan text = line->body, inner;
  gboolean quoted = read_match_quote (doc, line->body, &inner);
  ReadField field;
  GArray *blocks;

  read_doc_mark (doc, line->body, WZ_COVERAGE_SEPARATOR);
  if (quoted)
    text = inner;
  field = read_take_field (doc, text);
  if (field.text == NULL)
    return;
  /* Where the page quotes the abstract, what it does not quote is its own. */
  blocks = quoted == has_quotes ? entry->abstract_en : entry->body;
  read_add_block (blocks, (ReadBlock){.text = field.text, .offset_bytes = field.offset_bytes});
}

static guint
take_texts (Page *page, ReadEntry *entry, guint i, gsize start)
{
  ReadDoc *doc = page->doc;
  gboolean has_quotes = FALSE;
  guint next_label = 0;

  for (guint k = i; k < page->n_lines; k++)
    has_quotes |= read_span_starts (doc, read_doc_line (doc, k)->body, ">");
  while (i < page->n_lines) {
    const ReadLine *line = read_doc_line (doc, i);
    ReadHeading heading;

    start = MAX (start, line->body.start);
    if (read_line_is_blank (line) || start >= line->body.end) {
      i++;
      continue;
    }
    if (start == line->body.start && read_match_heading (doc, line->body, &heading) && heading.n_tags > 0 &&
        read_is_known_code (read_doc_peek (doc, heading.tags[0])))
      break; /* the next entry */
    if (read_span_is_chinese (doc, (ReadSpan){start, line->body.end}))
      i = take_chinese (page, entry, i, start, &next_label);
    else {
      g_autoptr (GArray) links = g_array_new (FALSE, FALSE, sizeof (ReadLink));

      if (read_match_links (doc, line->body, links)) {
        read_doc_mark (doc, line->body, WZ_COVERAGE_SEPARATOR);
        for (guint k = 0; k < links->len; k++)
          read_entry_take_link (doc, entry, g_array_index (links, ReadLink, k).label,
                                g_array_index (links, ReadLink, k).url);
      } else
        take_english (page, entry, line, has_quotes);
      i++;
    }
  }
  return i;
}

/* ---- The whole ---- */

static void
give_page (Page *page, ReadEntry *entry)
{
  g_array_append_vals (entry->links, page->links->data, page->links->len);
  if (page->arxiv_id != NULL) {
    entry->arxiv_id = g_steal_pointer (&page->arxiv_id);
    entry->arxiv_version = page->arxiv_version;
  }
  g_array_set_size (page->links, 0);
}

static guint
take_entry (Page *page, ReadSection *section, guint i)
{
  ReadDoc *doc = page->doc;
  const ReadLine *line = read_doc_line (doc, i);
  ReadEntry *entry = read_section_add_entry (section, line->body.start);
  ReadHeading heading;
  ReadSpan all, rest;
  gsize at;

  read_match_heading (doc, line->body, &heading);
  read_doc_mark (doc, line->body, WZ_COVERAGE_SEPARATOR);
  for (guint t = 0; t < heading.n_tags; t++) {
    ReadField tag = read_take_field (doc, heading.tags[t]);

    g_array_append_val (entry->tags, tag);
  }
  all = (ReadSpan){heading.title.start, doc->length};
  take_title (page, entry, heading.title, all, &at);
  give_page (page, entry);
  rest = read_span_trim (doc, (ReadSpan){at, doc->length});
  rest.start = take_names (page, entry, rest);
  rest = read_span_trim (doc, rest);
  at = take_chinese_title (page, entry, rest);
  i = take_texts (page, entry, read_doc_line_at (doc, MIN (at, doc->length - 1)), at);
  g_array_append_vals (entry->body, page->codes->data, page->codes->len);
  g_array_set_size (page->codes, 0);
  return i;
}

gboolean
read_parse_zhihu (ReadDoc *doc, ReadIssue *issue)
{
  g_auto (Page) page = {.doc = doc, .issue = issue, .n_lines = doc->lines->len};
  ReadSection *section = NULL;
  guint i;

  if (!read_is_zhihu (doc))
    return FALSE;
  issue->markdown = TRUE;
  page.titles = g_ptr_array_new ();
  page.links = g_array_new (FALSE, FALSE, sizeof (ReadEntryLink));
  page.codes = g_array_new (FALSE, FALSE, sizeof (ReadBlock));
  i = read_front_matter (doc, issue);
  add_title (&page, issue->title.text);
  for (i = take_page_head (&page, i); i < page.n_lines;) {
    ReadHeading heading;

    if (read_line_is_blank (read_doc_line (doc, i)) ||
        !read_match_heading (doc, read_doc_line (doc, i)->body, &heading) ||
        read_span_is_empty (heading.title)) {
      i++;
      continue;
    }
    if (section == NULL)
      section = read_issue_add_section (issue, WZ_SECTION_FEATURED, read_doc_line (doc, i)->body.start);
    i = take_entry (&page, section, i);
  }
  return section != NULL;
}
