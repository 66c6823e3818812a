/* In: the lines between an entry's heading and the next one. Out: authors, affiliations, links, identifiers,
 * and the paragraphs of both languages as spans. SPDX-License-Identifier: MIT */
#include "read/digest/read-entry.h"

#include "base/wz-identity.h"
#include "base/wz-person.h"
#include "read/issue/read-markdown.h"
#include "read/common/read-match.h"
#include "read/common/read-tables.h"

#include <string.h>

typedef enum {
  STAGE_HEADING, /* nothing yet: authors or a Chinese title come next */
  STAGE_AUTHORS, /* had authors: affiliations come next */
  STAGE_TEXT,    /* abstracts */
} Stage;

typedef struct {
  ReadDoc *doc;
  ReadEntry *entry;
  guint end;
  Stage stage;
  guint blanks;    /* blank lines just before */
  gboolean gap;    /* two of them, or one with a no-break space */
  gboolean linked; /* a link has been seen */
  GArray *open;    /* paragraphs that the next line without a blank line before it may join; or NULL */
  GArray *links;   /* of ReadLink, scratch */
  gboolean after_authors;
  gboolean labelled; /* another field had its label before it */
} EntryParser;

static const ReadLine *
next_text_line (const EntryParser *parser, guint i)
{
  for (i++; i < parser->end; i++)
    if (!read_line_is_blank (read_doc_line (parser->doc, i)))
      return read_doc_line (parser->doc, i);
  return NULL;
}

static gboolean
is_affiliation_line (const ReadDoc *doc, const ReadLine *line)
{
  ReadSpan inside, after;

  return line != NULL && read_match_bracket (doc, line->body, &inside, &after) && read_span_is_empty (after);
}

/* Whether @line begins with a label of @field and a colon, which is accounted for; @value: what comes behind.
 */
static gboolean
take_label (ReadDoc *doc, ReadSpan line, ReadLabelField field, ReadSpan *value)
{
  ReadLabel label;

  if (!read_label_match (doc->text + line.start, line.end - line.start, &label) || !label.colon ||
      label.field != field)
    return FALSE;
  *value = read_span_trim (doc, (ReadSpan){line.start + label.value, line.end});
  if (read_span_is_empty (*value))
    return FALSE;
  read_doc_mark (doc, (ReadSpan){line.start, value->start}, WZ_COVERAGE_SEPARATOR);
  read_doc_mark (doc, (ReadSpan){line.start + label.start, line.start + label.end}, WZ_COVERAGE_BOILERPLATE);
  return TRUE;
}

/* Nothing but a Chinese title has come: names and affiliations still follow, as in the short list. */
static gboolean
has_only_title (const EntryParser *parser)
{
  const GArray *chinese = parser->entry->chinese;
  ReadSpan span;

  if (parser->entry->english->len > 0 || chinese->len > 1)
    return FALSE;
  if (!parser->entry->full || chinese->len == 0)
    return TRUE;
  span = g_array_index (chinese, ReadSpan, 0);
  return span.end - span.start <= 300 && read_span_find (parser->doc, span, "。") >= span.end;
}

/* ---- Each kind of line; TRUE when it was one ---- */

/* The URL that a wrapped line of an English paragraph begins with: the line before ends in the middle of a
 * sentence. */
static gboolean
goes_on_with_link (const EntryParser *parser, guint i)
{
  enum { WRAPPED_CHARS = 120 };
  const ReadLine *previous;
  ReadSpan label;

  if (i == 0 || parser->blanks > 0 || parser->open != parser->entry->english || parser->open->len == 0)
    return FALSE;
  label = g_array_index (parser->links, ReadLink, 0).label;
  if (!read_span_is_empty (label) && !g_ascii_islower (parser->doc->text[label.start]))
    return FALSE;
  previous = read_doc_line (parser->doc, i - 1);
  return previous->n_chars <= WRAPPED_CHARS && !read_span_ends (parser->doc, previous->body, ".") &&
         !read_span_ends (parser->doc, previous->body, "。");
}

static gboolean
take_links (EntryParser *parser, guint i, const ReadLine *line)
{
  ReadDoc *doc = parser->doc;

  g_array_set_size (parser->links, 0);
  if (!read_match_links (doc, line->body, parser->links) || goes_on_with_link (parser, i))
    return FALSE;
  read_doc_mark (doc, line->body, WZ_COVERAGE_SEPARATOR);
  for (guint k = 0; k < parser->links->len; k++) {
    const ReadLink *link = &g_array_index (parser->links, ReadLink, k);

    read_entry_take_link (doc, parser->entry, link->label, link->url);
  }
  parser->linked = TRUE;
  parser->open = NULL;
  return TRUE;
}

/* A URL that runs into characters that no URL has: the rest is unknown. */
static gboolean
take_ragged_link (EntryParser *parser, const ReadLine *line)
{
  ReadDoc *doc = parser->doc;
  gsize end = read_url_end (doc, line->body.start, line->body.end);

  if (parser->links->len > 0 || !read_is_url_start (doc, line->body.start, line->body.end) ||
      end >= line->body.end ||
      memchr (doc->text + line->body.start, ' ', line->body.end - line->body.start) != NULL)
    return FALSE;
  read_entry_take_link (doc, parser->entry, READ_NO_SPAN, (ReadSpan){line->body.start, end});
  parser->linked = TRUE;
  parser->open = NULL;
  return TRUE;
}

static gboolean
take_affiliations (EntryParser *parser, const ReadLine *line, ReadSpan *rest)
{
  ReadDoc *doc = parser->doc;
  ReadSpan inside, after;

  if (parser->stage == STAGE_TEXT && (parser->entry->affiliations->len > 0 || !has_only_title (parser)))
    return FALSE;
  if (!read_match_bracket (doc, line->body, &inside, &after))
    return FALSE;
  /* `[Damon et al.] ...` begins an English abstract; `[A & B]标题。…` lost its line end */
  if (!read_span_is_empty (after) && !read_span_is_chinese (doc, after))
    return FALSE;
  read_doc_mark (doc, line->body, WZ_COVERAGE_SEPARATOR);
  read_entry_take_affiliations (doc, parser->entry, inside);
  if (!read_span_is_empty (after))
    read_doc_remark (doc, READ_DIAG_FIELD_GLUED, after.start, NULL);
  parser->stage = STAGE_TEXT;
  parser->open = NULL;
  *rest = after;
  return TRUE;
}

/* `J Tang[Stanford University]`: names up to the bracket, which reaches to the end of the line or to Chinese.
 */
static gboolean
take_glued_authors (EntryParser *parser, const ReadLine *line, ReadSpan *rest)
{
  ReadDoc *doc = parser->doc;
  gsize at = read_span_find (doc, line->body, "[");
  ReadSpan inside, after, names = {line->body.start, at};

  if (at >= line->body.end || at == line->body.start || !read_is_author_line (doc, names) ||
      !read_match_bracket (doc, (ReadSpan){at, line->body.end}, &inside, &after) ||
      (!read_span_is_empty (after) && !read_span_is_chinese (doc, after)))
    return FALSE;
  read_doc_mark (doc, line->body, WZ_COVERAGE_SEPARATOR);
  read_entry_take_authors (doc, parser->entry, names);
  read_entry_take_affiliations (doc, parser->entry, inside);
  read_doc_remark (doc, READ_DIAG_FIELD_GLUED, at, NULL);
  parser->stage = STAGE_TEXT;
  *rest = after;
  return TRUE;
}

static gboolean
has_comma (const ReadDoc *doc, ReadSpan span)
{
  return read_span_find (doc, span, ",") < span.end || read_span_find (doc, span, "，") < span.end;
}

/* `The LHCb collaboration` between a title and an affiliation or Chinese: nothing but whoever wrote the paper
 * stands there. */
static gboolean
is_group (const EntryParser *parser, const ReadLine *line, const ReadLine *next)
{
  enum { MAX_CHARS = 80 };

  return parser->stage == STAGE_HEADING && line->n_han == 0 && line->n_chars <= MAX_CHARS && next != NULL &&
         (next->n_han > 0 || is_affiliation_line (parser->doc, next)) &&
         !is_affiliation_line (parser->doc, line) &&
         wz_person_is_group (parser->doc->text + line->body.start,
                             (gssize) (line->body.end - line->body.start));
}

/* `Large Language Models` right under a heading that was folded, and names with commas behind a blank line.
 */
static gboolean
is_title_end (const EntryParser *parser, guint i, const ReadLine *line, const ReadLine *next)
{
  return parser->stage == STAGE_HEADING && parser->blanks == 0 && next != NULL &&
         parser->entry->title_en.text != NULL && i + 1 < parser->end &&
         read_line_is_blank (read_doc_line (parser->doc, i + 1)) && !has_comma (parser->doc, line->body) &&
         has_comma (parser->doc, next->body) && read_is_author_line (parser->doc, next->body);
}

/* Short Chinese titles look like names; the line after decides: authors follow a title, never authors. */
static gboolean
is_authors (const EntryParser *parser, guint i, const ReadLine *line)
{
  const ReadLine *next = next_text_line (parser, i);

  if (!read_is_author_line (parser->doc, line->body))
    return is_group (parser, line, next);
  if (line->n_han == 0)
    return !is_title_end (parser, i, line, next);
  if (next != NULL && !is_affiliation_line (parser->doc, next) &&
      read_is_author_line (parser->doc, next->body))
    return FALSE;
  return line->n_han < line->n_latin / 4 || is_affiliation_line (parser->doc, next) || parser->entry->full;
}

static gboolean
take_authors (EntryParser *parser, guint i, const ReadLine *line, ReadSpan *rest)
{
  gboolean goes_on = parser->after_authors && parser->blanks == 0; /* a list of names broken over two lines */
  gboolean named;
  ReadLine plain = *line;
  ReadSpan names;

  *rest = READ_NO_SPAN;
  while (plain.body.end - plain.body.start > 2 && read_span_starts (parser->doc, plain.body, "*") &&
         read_span_ends (parser->doc, plain.body, "*")) /* names in emphasis */
    plain.body = (ReadSpan){plain.body.start + 1, plain.body.end - 1};
  if (plain.body.start > line->body.start && read_is_author_line (parser->doc, plain.body)) {
    read_doc_mark (parser->doc, line->body, WZ_COVERAGE_SEPARATOR);
    line = &plain;
  }
  if (parser->stage == STAGE_TEXT && (parser->entry->authors->len > 0 || !has_only_title (parser)))
    return FALSE;
  if (parser->entry->authors->len > 0 && (!goes_on || line->n_han > 0))
    return FALSE;
  if (take_glued_authors (parser, line, rest))
    return TRUE;
  if (goes_on && parser->entry->affiliations->len == 0 && read_names_institution (parser->doc, line->body)) {
    read_entry_take_units (parser->doc, parser->entry, line->body);
    return TRUE;
  }
  named = take_label (parser->doc, line->body, READ_LABEL_AUTHORS, &names);
  if (named || is_authors (parser, i, line)) {
    read_entry_take_authors (parser->doc, parser->entry, named ? names : line->body);
    parser->stage = STAGE_AUTHORS;
    parser->after_authors = TRUE;
    parser->labelled |= named;
    return TRUE;
  }
  return FALSE;
}

/* The title's second line, or the English one under a Chinese heading: at most one blank line between, Latin,
 * and names come next. */
static gboolean
take_title_rest (EntryParser *parser, guint i, const ReadLine *line)
{
  const ReadLine *next = next_text_line (parser, i);
  ReadEntry *entry = parser->entry;
  const gchar *more;

  if (parser->stage != STAGE_HEADING || parser->blanks > 1 ||
      (entry->title_en.text == NULL && entry->title_zh.text == NULL) || line->n_han > 0 || next == NULL ||
      line->n_chars > 200 || read_span_ends (parser->doc, line->body, "."))
    return FALSE;
  if (!read_is_author_line (parser->doc, next->body) || is_affiliation_line (parser->doc, line))
    return FALSE;
  if (entry->title_en.text == NULL) {
    entry->title_en = read_take_field (parser->doc, line->body);
    return TRUE;
  }
  more = read_doc_take (parser->doc, line->body);
  g_autofree gchar *whole = g_strconcat (entry->title_en.text, " ", more, NULL);
  entry->title_en.text = g_string_chunk_insert (parser->doc->pool, whole);
  read_doc_remark (parser->doc, READ_DIAG_TITLE_CONTINUED, line->body.start, NULL);
  return TRUE;
}

/* Lines of one paragraph were wrapped when they are short; a long line is a paragraph of its own. */
static gboolean
joins_paragraph (const EntryParser *parser, const GArray *paragraphs, guint i)
{
  enum { WRAPPED_CHARS = 120 };
  const ReadLine *previous;
  ReadSpan digits, after;
  guint number;

  if (parser->open != paragraphs || parser->blanks > 0 || paragraphs->len == 0 || i == 0)
    return FALSE;
  if (read_match_number (parser->doc, read_doc_line (parser->doc, i)->body, &number, &digits, &after))
    return FALSE; /* an item of a list */
  previous = read_doc_line (parser->doc, i - 1);
  if (previous->n_han > 0)
    return !read_span_ends (parser->doc, previous->body, "。") &&
           !read_span_ends (parser->doc, previous->body, "！") &&
           !read_span_ends (parser->doc, previous->body, "？") &&
           !read_span_ends (parser->doc, previous->body, "；");
  return previous->n_chars <= WRAPPED_CHARS;
}

/* A link at the end of a paragraph, where the entry has no other. */
static ReadSpan
cut_glued_link (EntryParser *parser, ReadSpan span)
{
  ReadDoc *doc = parser->doc;
  gsize at = span.end, start = span.end > span.start + 200 ? span.end - 200 : span.start;

  while (((guint8) doc->text[start] & 0xC0) == 0x80)
    start++;
  at = read_span_find (doc, (ReadSpan){start, span.end}, "http");
  if (at >= span.end || at == span.start || !read_is_url_start (doc, at, span.end) ||
      read_url_end (doc, at, span.end) != span.end)
    return span;
  g_autofree gchar *url = g_strndup (doc->text + at, span.end - at);
  if (!wz_identity_is_paper_site (url) || g_ascii_isalnum (doc->text[at - 1]))
    return span;
  read_doc_remark (doc, READ_DIAG_FIELD_GLUED, at, NULL);
  read_entry_take_link (doc, parser->entry, READ_NO_SPAN, (ReadSpan){at, span.end});
  return read_span_trim (doc, (ReadSpan){span.start, at});
}

/* `摘要：`, `Abstract:` before the first paragraph. */
static ReadSpan
strip_text_label (EntryParser *parser, const GArray *paragraphs, ReadSpan span)
{
  ReadSpan after;

  return paragraphs->len == 0 && take_label (parser->doc, span, READ_LABEL_ABSTRACT, &after) ? after : span;
}

/* `![teaser](a.png)` and nothing else. */
static gboolean
is_picture (const ReadDoc *doc, ReadSpan span)
{
  ReadSpan text, url;
  gsize after;

  return read_span_starts (doc, span, "![") &&
         read_match_markdown_link (doc, (ReadSpan){span.start + 1, span.end}, &text, &url, &after) &&
         after >= span.end;
}

static void
take_text (EntryParser *parser, guint i, ReadSpan span)
{
  ReadDoc *doc = parser->doc;
  gboolean chinese = read_span_is_chinese (doc, span);
  GArray *paragraphs = chinese ? parser->entry->chinese : parser->entry->english;
  guint han, latin, chars;

  read_span_count (doc, span, &han, &latin, &chars);
  if (han + latin == 0 && parser->open != NULL) /* marks and digits go with what they stand under */
    paragraphs = parser->open;
  if (read_span_starts (doc, span, ">")) { /* a quoted abstract */
    read_doc_mark (doc, (ReadSpan){span.start, span.start + 1}, WZ_COVERAGE_SEPARATOR);
    span = read_span_trim (doc, (ReadSpan){span.start + 1, span.end});
    if (read_span_is_empty (span))
      return;
    parser->open = NULL;
  }

  if (parser->linked && (paragraphs->len > 0 || parser->gap)) {
    read_doc_mark (doc, span, WZ_COVERAGE_UNKNOWN); /* behind the link an entry is over */
    return;
  }
  span = strip_text_label (parser, paragraphs, span);
  if (i + 1 >= parser->end || next_text_line (parser, i) == NULL)
    span = cut_glued_link (parser, span);
  if (joins_paragraph (parser, paragraphs, i))
    g_array_index (paragraphs, ReadSpan, paragraphs->len - 1).end = span.end;
  else
    g_array_append_val (paragraphs, span);
  parser->open = paragraphs;
  parser->stage = STAGE_TEXT;
}

/* The text of a point, or a fact. */
static gboolean
take_labelled_text (EntryParser *parser, const ReadLabel *label, ReadSpan value)
{
  ReadEntry *entry = parser->entry;
  ReadField *const facts[] = {
      [READ_LABEL_TITLE_EN] = &entry->title_en, [READ_LABEL_TITLE_ZH] = &entry->title_zh,
      [READ_LABEL_VENUE] = &entry->venue,       [READ_LABEL_JOURNAL] = &entry->journal,
      [READ_LABEL_COMMENT] = &entry->comment,   [READ_LABEL_SCORE] = &entry->score};
  ReadField field;

  if (label->field >= READ_LABEL_TLDR) {
    field = read_take_field (parser->doc, value);
    read_add_block (read_entry_get_point (entry, label->field, read_span_is_chinese (parser->doc, value)),
                    (ReadBlock){.text = field.text, .offset_bytes = field.offset_bytes});
    return TRUE;
  }
  if (label->field >= G_N_ELEMENTS (facts) || facts[label->field] == NULL ||
      (facts[label->field]->text != NULL && label->field != READ_LABEL_TITLE_EN))
    return FALSE;
  *facts[label->field] = read_take_field (parser->doc, value);
  return TRUE;
}

/* `机构：A & B`, `中文标题：…`, `推荐：…`: a field with its label before it. Those of a Chinese summary, 要点
 * and 动机, are parts of it, and 摘要 is told from a title where texts are. */
static gboolean
take_labelled (EntryParser *parser, const ReadLine *line)
{
  ReadDoc *doc = parser->doc;
  ReadLabel label;
  ReadSpan block, value;

  if (read_match_label (doc, line->body, read_block_labels, &block, &value) ||
      !read_label_match (doc->text + line->body.start, line->body.end - line->body.start, &label) ||
      !label.colon)
    return FALSE;
  value = read_span_trim (doc, (ReadSpan){line->body.start + label.value, line->body.end});
  if (read_span_is_empty (value))
    return FALSE;
  if (label.field == READ_LABEL_ABSTRACT) {
    parser->entry->untitled |=
        parser->labelled && read_span_is_chinese (doc, value) && parser->entry->chinese->len == 0;
    return FALSE;
  }
  read_doc_mark (doc, (ReadSpan){line->body.start, value.start}, WZ_COVERAGE_BOILERPLATE);
  if (label.field == READ_LABEL_ARXIV &&
      read_entry_take_identity (doc, parser->entry, read_doc_peek (doc, read_strip_code (doc, value)), TRUE,
                                value.start))
    read_doc_take (doc, value);
  else if (label.field == READ_LABEL_AFFILIATIONS && parser->entry->affiliations->len == 0)
    read_entry_take_units (doc, parser->entry, value);
  else if (!take_labelled_text (parser, &label, value)) {
    read_doc_mark (doc, line->body, WZ_COVERAGE_UNKNOWN);
    return FALSE;
  }
  parser->open = NULL;
  parser->labelled = TRUE;
  return TRUE;
}

static void
parse_line (EntryParser *parser, guint i, const ReadLine *line)
{
  ReadDoc *doc = parser->doc;
  ReadSpan rest = line->body;

  if (is_picture (doc, line->body)) { /* what its address means is not the paper's */
    read_add_markdown (doc, parser->entry->body, line->whole.start, line->body, 0);
    return;
  }
  if (take_links (parser, i, line) || take_ragged_link (parser, line) ||
      read_entry_take_identifier (doc, parser->entry, line->body) || take_labelled (parser, line))
    return;
  if (read_match_refused_uri (doc, line->body)) {
    read_doc_remark (doc, READ_DIAG_LINK_REFUSED, line->body.start, NULL);
    return;
  }
  if (take_affiliations (parser, line, &rest) || take_authors (parser, i, line, &rest)) {
    if (!read_span_is_empty (rest))
      take_text (parser, i, rest);
    return;
  }
  parser->after_authors = FALSE;
  if (take_title_rest (parser, i, line))
    return;
  take_text (parser, i, line->body);
}

void
read_parse_entry_lines (ReadDoc *doc, ReadEntry *entry, guint first, guint end)
{
  g_autoptr (GArray) links = g_array_new (FALSE, FALSE, sizeof (ReadLink));
  EntryParser parser = {.doc = doc, .entry = entry, .end = end, .links = links};

  for (guint i = first; i < end; i++) {
    const ReadLine *line = read_doc_line (doc, i);

    if (read_line_is_blank (line)) {
      parser.blanks++;
      parser.gap |= line->has_nbsp || parser.blanks >= 2;
      continue;
    }
    parse_line (&parser, i, line);
    parser.blanks = 0;
    parser.gap = FALSE;
  }
}
