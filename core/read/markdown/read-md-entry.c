/* In: the lines under an entry's heading. Out: its fields, by their labels; text without a label is told by
 * its language and its place. SPDX-License-Identifier: MIT */
#include "read/markdown/read-md.h"

#include "base/wz-identity.h"
#include "base/wz-person.h"
#include "read/common/read-match.h"
#include "read/common/read-tables.h"
#include "read/issue/read-markdown.h"

#include <string.h>

typedef struct {
  ReadMd *md;
  ReadDoc *doc;
  ReadEntry *entry;
  guint end;
  ReadLabelField open; /* the field that lines without a label go on with; or READ_LABEL_NONE */
  ReadSpan label;      /* its label */
  gboolean first;      /* nothing but the heading was before the line */
  GArray *last;        /* what its last paragraph went into; or NULL */
  guint open_level;    /* of the heading that it is, which a higher one ends; 0: a line's label */
} Entry;

static gboolean
is_text_field (ReadLabelField field)
{
  return field >= READ_LABEL_ABSTRACT;
}

/* ---- Values ---- */

static ReadSpan
strip_pair (const ReadDoc *doc, ReadSpan span, const gchar *open, const gchar *close)
{
  gsize n = strlen (open), m = strlen (close);

  span = read_span_trim (doc, span);
  if (span.end - span.start > n + m && read_span_starts (doc, span, open) &&
      read_span_ends (doc, span, close))
    span = read_span_trim (doc, (ReadSpan){span.start + n, span.end - m});
  return span;
}

static ReadSpan
strip_title (const ReadDoc *doc, ReadSpan span)
{
  static const gchar *const pairs[][2] = {{"**", "**"}, {"*", "*"}, {"\"", "\""},
                                          {"《", "》"}, {"“", "”"}, {"`", "`"}};

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    span = strip_pair (doc, span, pairs[i][0], pairs[i][1]);
  return span;
}

/* A title that differs from the one before it is the full one, or the other language's. */
static void
take_title (ReadDoc *doc, ReadEntry *entry, ReadLabelField field, ReadSpan value)
{
  ReadSpan label, url, span = strip_title (doc, value);
  gboolean chinese;
  ReadField *place, title;

  if (read_md_is_link (doc, span, &label, &url)) {
    read_doc_mark (doc, span, WZ_COVERAGE_SEPARATOR);
    if (read_is_url_start (doc, url.start, url.end))
      read_entry_take_link (doc, entry, READ_NO_SPAN, url);
    else
      read_doc_mark (doc, url, WZ_COVERAGE_BOILERPLATE); /* another page of the same site */
    span = label;
  }
  chinese = field == READ_LABEL_TITLE_ZH || (field == READ_LABEL_TITLE && read_span_is_chinese (doc, span));
  place = chinese ? &entry->title_zh : &entry->title_en;
  title = read_take_field (doc, span);
  if (title.text == NULL)
    return;
  if (place->text != NULL && !g_str_equal (place->text, title.text))
    read_doc_remark (doc, READ_DIAG_TITLE_DIFFERS, title.offset_bytes, "%s", place->text);
  *place = title;
}

/* `cs.CV`, `cs.CV, cs.LG`, `Computation and Language (cs.CL); …`: FALSE where a piece has no code. */
static gboolean
take_categories (ReadDoc *doc, ReadEntry *entry, ReadSpan value, gboolean account)
{
  gsize start = value.start;

  for (gsize at = value.start;; at = read_char_next (doc, at)) {
    gunichar c = read_char_at (doc, at, value.end);

    if (at < value.end && c != ',' && c != ';' && c != 0xFF0C && c != 0x3001 && c != 0xFF1B && c != '|' &&
        c != '/' && !(c == ' ' && read_span_find (doc, value, "(") >= value.end))
      continue;
    ReadSpan piece = strip_pair (doc, (ReadSpan){start, at}, "`", "`");
    gsize open = read_span_find (doc, piece, "(");
    gchar code[READ_MAX_CODE];

    if (open < piece.end && read_span_ends (doc, piece, ")")) {
      if (account) /* the archive's own name of its code */
        read_doc_mark (doc, piece, WZ_COVERAGE_BOILERPLATE);
      piece = (ReadSpan){open + 1, piece.end - 1};
    }
    if (!read_span_is_empty (piece)) {
      if (!read_match_code (doc, piece, code) || !read_is_known_code (code))
        return FALSE;
      if (account) {
        ReadField tag = read_take_field (doc, piece);

        g_array_append_val (entry->tags, tag);
      }
    }
    if (at >= value.end)
      return TRUE;
    start = read_char_next (doc, at);
  }
}

static gboolean
take_primary (ReadDoc *doc, ReadEntry *entry, ReadSpan value)
{
  gchar code[READ_MAX_CODE];

  if (!read_match_code (doc, value, code) || !read_is_known_code (code))
    return FALSE;
  ReadField tag = read_take_field (doc, value);
  g_array_prepend_val (entry->tags, tag);
  entry->has_primary = TRUE;
  return TRUE;
}

/* On a page about one paper `日期` is the page's, if it has no other. */
static gboolean
take_date (ReadMd *md, ReadSpan label, ReadSpan value, WzDate *date)
{
  ReadDoc *doc = md->doc;
  WzDate found;
  gsize start, length;

  if (!read_match_date (read_doc_peek (doc, value), TRUE, &found, &start, &length))
    return FALSE;
  read_doc_take (doc, value);
  if (md->n_evident <= 1 && md->issue->date.month == 0 &&
      (read_span_equals (doc, label, "日期") || read_span_equals (doc, label, "Date"))) {
    md->issue->date = found;
    md->issue->date_offset_bytes = value.start;
  } else
    *date = found;
  return TRUE;
}

/* A comment that repeats the authors says nothing. */
static void
take_comment (ReadDoc *doc, ReadEntry *entry, ReadSpan value)
{
  const gchar *text = read_doc_peek (doc, value);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < entry->authors->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? "," : "",
                            g_array_index (entry->authors, ReadAuthor, i).person.name);
  if (g_str_equal (text, names->str))
    read_doc_mark (doc, value, WZ_COVERAGE_BOILERPLATE);
  else
    entry->comment = read_take_field (doc, value);
}

/* A field for which the model, or this value, has no place: a paragraph of the body, with its label. */
static void
take_as_text (ReadDoc *doc, ReadEntry *entry, ReadSpan label, ReadSpan value)
{
  ReadField name = read_take_field (doc, label), text = read_take_field (doc, value);

  read_add_block (
      entry->body,
      (ReadBlock){.label = name.text, .text = text.text, .offset_bytes = text.offset_bytes, .aside = TRUE});
}

static GArray *
text_blocks (ReadDoc *doc, ReadEntry *entry, ReadLabelField field, ReadSpan sample)
{
  gboolean chinese = read_span_is_chinese (doc, sample);

  if (field == READ_LABEL_ABSTRACT)
    return chinese ? entry->abstract_zh : entry->abstract_en;
  return read_entry_get_point (entry, field, chinese);
}

void
read_md_take_version (ReadEntry *entry, const gchar *text)
{
  g_auto (WzIdentity) identity = {0};

  if (wz_identity_of_link (text, &identity) && g_strcmp0 (identity.id, entry->arxiv_id) == 0)
    entry->arxiv_version = identity.version;
}

/* `arXiv:2601.00001v1 Announce Type: new Abstract: …`, and the same in Chinese: what the archive's feed puts
 * before an abstract. The span behind it. */
static ReadSpan
take_announcement (ReadDoc *doc, ReadEntry *entry, ReadSpan span)
{
  enum { MOST_BYTES = 120 };
  static const struct {
    const gchar *word;
    WzStatus status;
  } types[] = {{"replace", WZ_STATUS_REPLACED}, {"替换", WZ_STATUS_REPLACED}, {"cross", WZ_STATUS_CROSS},
               {"交叉", WZ_STATUS_CROSS},       {"new", WZ_STATUS_NEW},       {"新", WZ_STATUS_NEW}};
  ReadSpan head = {span.start, MIN (span.end, span.start + MOST_BYTES)};
  gsize type = MIN (read_span_find (doc, head, "Announce Type"), read_span_find (doc, head, "公告类型"));
  gsize english = read_span_find (doc, head, "Abstract:"), chinese = read_span_find (doc, head, "摘要：");
  gsize end = english < head.end ? english + strlen ("Abstract:") : chinese + strlen ("摘要：");

  if (g_ascii_strncasecmp (doc->text + span.start, "arxiv:", 6) != 0 || type >= head.end ||
      MIN (english, chinese) >= head.end)
    return span;
  for (guint i = 0; i < G_N_ELEMENTS (types) && entry->status == WZ_STATUS_UNKNOWN; i++)
    if (read_span_find (doc, (ReadSpan){type + strlen ("公告类型"), end}, types[i].word) < end)
      entry->status = types[i].status;
  read_md_take_version (entry, read_doc_peek (doc, (ReadSpan){span.start, type}));
  read_doc_mark (doc, (ReadSpan){span.start, end}, WZ_COVERAGE_BOILERPLATE);
  return read_span_trim (doc, (ReadSpan){end, span.end});
}

static void
add_paragraph (ReadDoc *doc, ReadEntry *entry, GArray *blocks, ReadSpan span)
{
  ReadField text = read_take_field (doc, take_announcement (doc, entry, span));

  if (text.text != NULL)
    read_add_block (blocks, (ReadBlock){.text = text.text, .offset_bytes = text.offset_bytes});
}

void
read_md_take_field (ReadMd *md, ReadEntry *entry, ReadLabelField field, ReadSpan label, ReadSpan value)
{
  ReadDoc *doc = md->doc;
  gboolean taken = TRUE;

  value = read_span_trim (doc, value);
  read_doc_mark (doc, label, WZ_COVERAGE_BOILERPLATE);
  if (read_span_is_empty (value))
    return;
  if (is_text_field (field))
    add_paragraph (doc, entry, text_blocks (doc, entry, field, value), value);
  else if (field != READ_LABEL_NONE && field <= READ_LABEL_TITLE_ZH)
    take_title (doc, entry, field, value);
  else if (field == READ_LABEL_AUTHORS)
    read_entry_take_authors (doc, entry, value);
  else if (field == READ_LABEL_AFFILIATIONS)
    read_entry_take_units (doc, entry, value);
  else if (field == READ_LABEL_PRIMARY_CATEGORY)
    taken = take_primary (doc, entry, value);
  else if (field == READ_LABEL_CATEGORIES) {
    taken = take_categories (doc, entry, value, FALSE);
    if (taken)
      take_categories (doc, entry, value, TRUE);
  } else if (field == READ_LABEL_DATE || field == READ_LABEL_UPDATED)
    taken = take_date (md, label, value, field == READ_LABEL_DATE ? &entry->published : &entry->updated);
  else if (field == READ_LABEL_VENUE)
    entry->venue = read_take_field (doc, value);
  else if (field == READ_LABEL_JOURNAL)
    entry->journal = read_take_field (doc, value);
  else if (field == READ_LABEL_SCORE)
    entry->score = read_take_field (doc, value);
  else if (field == READ_LABEL_COMMENT)
    take_comment (doc, entry, value);
  else
    taken = field != READ_LABEL_KEYWORDS && read_md_take_links (doc, entry, field, label, value);
  if (!taken)
    take_as_text (doc, entry, label, value);
}

/* ---- The heading ---- */

/* `[[Back]](#toc)` and the like: a link to another place of the same page, at the end. */
static ReadSpan
strip_anchor (ReadDoc *doc, ReadSpan text)
{
  gsize at = read_span_find (doc, text, "](#");

  if (at >= text.end || !read_span_ends (doc, text, ")"))
    return text;
  while (at > text.start && doc->text[at - 1] != '[')
    at--;
  while (at > text.start && doc->text[at - 1] == '[')
    at--;
  read_doc_mark (doc, (ReadSpan){at, text.end}, WZ_COVERAGE_BOILERPLATE);
  return read_span_trim (doc, (ReadSpan){text.start, at});
}

static void
take_heading (Entry *self, const ReadMdLine *line)
{
  ReadDoc *doc = self->doc;
  ReadSpan text = strip_anchor (doc, line->text), digits;
  guint number;
  ReadHeading heading;

  if (read_md_match_number (doc, text, &number, &digits, &text)) {
    self->entry->has_number = line->level != READ_MD_TEMPLATE;
    self->entry->number = self->entry->has_number ? number : 0;
    read_doc_mark (doc, digits, WZ_COVERAGE_FIELD);
  }
  if (read_match_heading (doc, text, &heading) && heading.n_tags > 0 &&
      read_is_tag_like (doc, heading.tags[0])) {
    for (guint i = 0; i < heading.n_tags; i++) {
      ReadField tag = read_take_field (doc, heading.tags[i]);

      g_array_append_val (self->entry->tags, tag);
    }
    text = heading.title;
  }
  if (!read_span_is_empty (text))
    take_title (doc, self->entry, READ_LABEL_TITLE, text);
}

/* ---- Lines without a label ---- */

/* The lines from @i on that are one paragraph. */
static guint
paragraph_end (const Entry *self, guint i)
{
  ReadSpan text;
  guint depth;

  for (i++; i < self->end; i++) {
    const ReadLine *line = read_doc_line (self->doc, i);
    const ReadMdLine *what = read_md_line (self->md, i);

    if (read_line_is_blank (line) || what->kind != READ_MD_TEXT || what->label.field != READ_LABEL_NONE ||
        read_match_item (self->doc, line, &text, &depth) || read_match_quote (self->doc, line->body, &text))
      break;
  }
  return i;
}

static gboolean
is_plain (const Entry *self, guint i)
{
  const ReadLine *line = read_doc_line (self->doc, i);
  ReadSpan text;
  guint depth;

  return read_md_line (self->md, i)->kind == READ_MD_TEXT &&
         !read_match_item (self->doc, line, &text, &depth) &&
         !read_match_quote (self->doc, line->body, &text) &&
         !read_span_starts (self->doc, line->body, "![") && !read_span_starts (self->doc, line->body, "<");
}

/* Where text of the open field goes: with too few letters to have a language, to what was before it. */
static GArray *
open_blocks (Entry *self, ReadSpan text)
{
  enum { FEW = 20 };
  guint han, latin, chars;

  read_span_count (self->doc, text, &han, &latin, &chars);
  if (self->last == NULL || han > 0 || latin >= FEW)
    self->last = text_blocks (self->doc, self->entry, self->open, text);
  return self->last;
}

/* Text goes on in the field that is open, else in the body; the line behind it. */
static guint
take_text (Entry *self, guint i)
{
  ReadDoc *doc = self->doc;
  const ReadLine *line = read_doc_line (doc, i);
  GArray *blocks = self->entry->body;
  guint end;

  if (self->open_level == 0 && read_span_starts (doc, line->body, "![")) /* it illustrates the whole */
    self->open = READ_LABEL_NONE;
  if (!is_plain (self, i)) {
    if (is_text_field (self->open))
      blocks = open_blocks (self, line->body);
    return read_take_block (doc, blocks, i, self->end, MIN (self->md->level, READ_MD_HASHES));
  }
  end = paragraph_end (self, i);
  ReadSpan span = {line->body.start, read_doc_line (doc, end - 1)->body.end};
  if (is_text_field (self->open))
    blocks = open_blocks (self, span);
  if (self->open != READ_LABEL_NONE && !is_text_field (self->open)) {
    read_md_take_field (self->md, self->entry, self->open, self->label, span);
    self->open = READ_LABEL_NONE;
  } else
    add_paragraph (doc, self->entry, blocks, span);
  return end;
}

/* `arXiv:2601.00001v1`, `arXiv 2601.00001` at the start of @span: behind it. */
static gsize
match_mark (const ReadDoc *doc, ReadSpan span)
{
  gsize at = span.start + strlen ("arXiv");

  if (span.end <= at || g_ascii_strncasecmp (doc->text + span.start, "arxiv", 5) != 0 ||
      (doc->text[at] != ':' && doc->text[at] != ' '))
    return span.start;
  at = read_span_trim (doc, (ReadSpan){at + 1, span.end}).start;
  if (at >= span.end || wz_identity_match_arxiv (doc->text + at) == 0)
    return span.start;
  while (at < span.end && !read_is_space (read_char_at (doc, at, span.end)))
    at = read_char_next (doc, at);
  return at;
}

/* Links and identifiers with which a line begins, of an entry that has none; the span behind them. */
static ReadSpan
take_leading_links (ReadDoc *doc, ReadEntry *entry, ReadSpan span)
{
  ReadSpan label, url;
  gsize after;

  for (gsize at = span.start; at < span.end; at = read_md_skip_between (doc, after, span.end)) {
    ReadSpan rest = {at, span.end};

    after = match_mark (doc, rest);
    if (after > at) {
      gsize id = read_span_trim (doc, (ReadSpan){at + strlen ("arXiv:"), after}).start;

      read_entry_take_identity (doc, entry, read_doc_peek (doc, (ReadSpan){id, after}), TRUE, id);
      read_doc_mark (doc, (ReadSpan){at, id}, WZ_COVERAGE_BOILERPLATE);
      read_doc_take (doc, (ReadSpan){id, after});
    } else if (read_match_markdown_link (doc, rest, &label, &url, &after) &&
               read_is_url_start (doc, url.start, url.end) && !read_span_starts (doc, label, "!")) {
      read_doc_mark (doc, (ReadSpan){at, after}, WZ_COVERAGE_SEPARATOR);
      read_doc_mark (doc, label, WZ_COVERAGE_BOILERPLATE);
      read_md_take_link (doc, entry, READ_LABEL_LINK, READ_NO_SPAN, label, url);
    } else
      break;
    span.start = read_md_skip_between (doc, after, span.end);
    read_doc_mark (doc, (ReadSpan){after, span.start}, WZ_COVERAGE_SEPARATOR);
  }
  return read_span_trim (doc, span);
}

/* A line that begins with links goes on with a field, or with text. */
static gboolean
take_link_line (Entry *self, ReadSpan body)
{
  ReadDoc *doc = self->doc;
  ReadEntry *entry = self->entry;
  ReadSpan rest;
  ReadLabel label;

  if (entry->arxiv_id != NULL || entry->body->len > 1 || (self->open != READ_LABEL_NONE))
    return FALSE;
  rest = take_leading_links (doc, entry, body);
  if (rest.start == body.start)
    return FALSE;
  if (read_span_is_empty (rest))
    return TRUE;
  if (read_label_match (doc->text + rest.start, rest.end - rest.start, &label) &&
      (label.colon || label.marked)) {
    ReadSpan name = {rest.start + label.start, rest.start + label.end};

    read_doc_mark (doc, rest, WZ_COVERAGE_SEPARATOR);
    read_md_take_field (self->md, entry, label.field, name, (ReadSpan){rest.start + label.value, rest.end});
  } else
    take_as_text (doc, entry, READ_NO_SPAN, rest);
  return TRUE;
}

/* `[PDF](…) [Code](…)`: links that the dictionary has names for, and nothing else. */
static gboolean
is_link_row (const ReadDoc *doc, ReadSpan line)
{
  ReadSpan label, url, digits;
  gsize after = line.start;
  guint n = 0, stars;

  line = read_md_match_stars (doc, line, &stars, &digits);
  for (gsize at = line.start; at < line.end; at = read_md_skip_between (doc, after, line.end), n++) {
    ReadLabelField field;

    if (!read_match_markdown_link (doc, (ReadSpan){at, line.end}, &label, &url, &after))
      return FALSE;
    field = read_label_find (doc->text + label.start, label.end - label.start);
    if (field < READ_LABEL_LINK || field > READ_LABEL_PROJECT)
      return FALSE;
  }
  return n > 0;
}

/* A line of links, an identifier, names in emphasis under the heading. */
static gboolean
take_bare_field (Entry *self, guint i)
{
  enum { IDENTIFIER_BYTES = 48 };
  ReadDoc *doc = self->doc;
  ReadSpan body = read_doc_line (doc, i)->body, names;
  ReadEntry *entry = self->entry;

  if (self->open_level > 0)
    return FALSE;
  if (entry->body->len == 0 && read_md_match_names (doc, body, &names)) {
    read_doc_mark (doc, body, WZ_COVERAGE_SEPARATOR);
    if (entry->authors->len == 0)
      read_entry_take_authors (doc, entry, names);
    else
      read_entry_take_units (doc, entry, names);
    return TRUE;
  }
  if (self->first && entry->authors->len == 0 && self->open == READ_LABEL_NONE &&
      read_span_find (doc, body, ",") < body.end &&
      wz_person_is_list (doc->text + body.start, (gssize) (body.end - body.start))) {
    read_entry_take_authors (doc, entry, body);
    return TRUE;
  }
  if (read_md_take_badges (doc, entry, body))
    return TRUE;
  if (is_link_row (doc, body) && read_md_take_links (doc, entry, READ_LABEL_LINK, READ_NO_SPAN, body)) {
    self->open = READ_LABEL_NONE;
    return TRUE;
  }
  if (self->open != READ_LABEL_NONE && is_text_field (self->open))
    return FALSE;
  return (body.end - body.start <= IDENTIFIER_BYTES && read_entry_take_identifier (doc, entry, body)) ||
         (!read_span_starts (doc, body, "![") &&
          read_md_take_links (doc, entry, READ_LABEL_LINK, READ_NO_SPAN, body)) ||
         take_link_line (self, body);
}

/* ---- The whole ---- */

static guint
take_label (Entry *self, guint i)
{
  ReadDoc *doc = self->doc;
  const ReadMdLine *line = read_md_line (self->md, i);
  ReadSpan value = read_md_value (line);
  guint end = i + 1;

  read_doc_mark (doc, line->text, WZ_COVERAGE_SEPARATOR);
  self->open = line->label.field;
  self->label = read_md_label (line);
  self->open_level = 0;
  self->last = NULL;
  if (!read_span_is_empty (value)) { /* a paragraph may run over lines */
    end = paragraph_end (self, i);
    value.end = read_doc_line (doc, end - 1)->body.end;
    read_md_take_field (self->md, self->entry, self->open, self->label, value);
    if (is_text_field (self->open))
      self->last = text_blocks (doc, self->entry, self->open, value);
    else
      self->open = READ_LABEL_NONE;
  } else
    read_doc_mark (doc, self->label, WZ_COVERAGE_BOILERPLATE);
  return end;
}

/* A heading below the entry's is a label, or one of the text. */
static guint
take_lower_heading (Entry *self, guint i)
{
  const ReadMdLine *line = read_md_line (self->md, i);

  self->open = READ_LABEL_NONE;
  self->open_level = 0;
  if (self->md->level == 0 && line->level == 1 && self->md->n_first == 1) { /* the paper's title, once more */
    read_doc_mark (self->doc, read_doc_line (self->doc, i)->body, WZ_COVERAGE_SEPARATOR);
    take_title (self->doc, self->entry, READ_LABEL_TITLE, line->text);
    return i + 1;
  }
  if (line->label.field == READ_LABEL_NONE)
    return read_take_block (self->doc, self->entry->body, i, self->end,
                            MIN (self->md->level, READ_MD_HASHES));
  read_doc_mark (self->doc, read_doc_line (self->doc, i)->body, WZ_COVERAGE_BOILERPLATE);
  self->open = line->label.field;
  self->label = line->text;
  self->open_level = line->level;
  self->last = NULL;
  return i + 1;
}

static guint
take_line (Entry *self, guint i)
{
  const ReadMdLine *line = read_md_line (self->md, i);
  ReadSpan body = read_doc_line (self->doc, i)->body;

  if (line->kind == READ_MD_RULE || line->kind == READ_MD_TAG) {
    read_doc_mark (self->doc, body,
                   line->kind == READ_MD_RULE ? WZ_COVERAGE_SEPARATOR : WZ_COVERAGE_BOILERPLATE);
    return i + 1;
  }
  if (line->kind == READ_MD_HEADING)
    return take_lower_heading (self, i);
  /* Under a heading `## 方法` labels are those of its text. */
  if (line->label.field != READ_LABEL_NONE && self->open_level == 0)
    return take_label (self, i);
  if (line->kind == READ_MD_TEXT && take_bare_field (self, i))
    return i + 1;
  return take_text (self, i);
}

void
read_md_take_entry (ReadMd *md, ReadEntry *entry, guint first, guint end)
{
  Entry self = {.md = md, .doc = md->doc, .entry = entry, .end = end};
  guint i = first;

  if (md->level == READ_MD_TABLE)
    read_md_take_row (md, entry, i++, FALSE);
  else if (md->level > 0) {
    read_doc_mark (md->doc, read_doc_line (md->doc, first)->body, WZ_COVERAGE_SEPARATOR);
    take_heading (&self, read_md_line (md, i++));
  }
  self.first = TRUE;
  while (i < end)
    if (read_line_is_blank (read_doc_line (md->doc, i)))
      i++;
    else {
      i = take_line (&self, i);
      self.first = FALSE;
    }
  read_md_name_paragraphs (md->doc, entry);
}
