/* In: a parsed issue. Out: the frozen model. SPDX-License-Identifier: MIT */
#include "read/issue/read-issue.h"

#include "base/wz-identity.h"
#include "read/common/read-match.h"
#include "read/common/read-source.h"
#include "read/wz-read.h"
#include "rich/wz-rich.h"

#include <string.h>

typedef struct {
  ReadDoc *doc;
  const ReadIssue *issue;
  WzIssueBuilder *builder;
  WzPictures *pictures;
  const gchar *source; /* display name of the source in appearances */
  WzDate date;
  WzEntry *bare; /* the entry that is built, while it has no figure */
} Builder;

static const gchar ZH[] = "zh-Hans", EN[] = "en";

/* ---- Where what core/rich reads stands in the source ---- */

typedef struct {
  ReadDoc *doc;
  const ReadPiece *pieces;
  guint n_pieces;
  guint last; /* asked for: places and runs come in order */
} Source;

static const ReadPiece *
find_piece (Source *source, gsize at)
{
  if (source->pieces[source->last].at > at)
    source->last = 0;
  while (source->last + 1 < source->n_pieces && source->pieces[source->last + 1].at <= at)
    source->last++;
  return &source->pieces[source->last];
}

static gsize
find_offset (Source *source, gsize at)
{
  const ReadPiece *piece = find_piece (source, at);

  return piece->offset_bytes + (piece->exact && at > piece->at ? MIN (at - piece->at, piece->length) : 0);
}

static WzPosition
place_of (gsize at, gpointer user_data)
{
  Source *source = user_data;

  return read_doc_position (source->doc, find_offset (source, at));
}

/* The characters were taken as fields; what of them is none is told here. */
static void
take_run (gsize start, gsize end, WzRichRun kind, gpointer user_data)
{
  static const WzCoverageClass classes[] = {[WZ_RICH_LEFT] = WZ_COVERAGE_UNKNOWN,
                                            [WZ_RICH_MARK] = WZ_COVERAGE_SEPARATOR,
                                            [WZ_RICH_REFUSED] = WZ_COVERAGE_BOILERPLATE};
  Source *source = user_data;

  if (kind == WZ_RICH_TEXT || kind == WZ_RICH_TARGET)
    return;
  while (start < end) {
    const ReadPiece *piece = find_piece (source, start);
    gsize last = piece->at + piece->length,
          next = piece + 1 < source->pieces + source->n_pieces ? piece[1].at : end;

    if (piece->exact && start >= piece->at && start < last)
      read_doc_mark (source->doc,
                     (ReadSpan){find_offset (source, start), find_offset (source, MIN (end, last))},
                     classes[kind]);
    start = start < piece->at ? piece->at : MIN (next, end);
  }
}

static void
take_remark (WzRichRemark remark, gsize at, const WzPosition *place, const gchar *detail, gpointer user_data)
{
  static const ReadDiagCode codes[] = {
      [WZ_RICH_HTML] = READ_DIAG_MARKUP_LEFT, [WZ_RICH_FORMULA_UNSURE] = READ_DIAG_FORMULA_UNSURE};
  Source *source = user_data;

  if (detail != NULL)
    read_doc_remark (source->doc, codes[remark], find_offset (source, at), "%s", detail);
  else
    read_doc_remark (source->doc, codes[remark], find_offset (source, at), NULL);
}

static WzRichOptions
rich_options (const Builder *builder, Source *source, const gchar *lang, WzRichFlags flags)
{
  return (WzRichOptions){.flags = WZ_RICH_PAGE | flags,
                         .place = place_of,
                         .pictures = builder->pictures,
                         .issue = builder->builder,
                         .lang = lang,
                         .run = take_run,
                         .remark = take_remark,
                         .user_data = source};
}

/* ---- Blocks ---- */

/* The inlines of a paragraph or title, which stands at @offset_bytes but for what cleaning has changed. */
static void
add_inlines (Builder *builder, WzTextBuilder *text, const gchar *characters, gsize offset_bytes,
             const gchar *lang)
{
  ReadPiece piece = {0, strlen (characters), offset_bytes,
                     read_is_exact (builder->doc, characters, offset_bytes)};
  Source source = {builder->doc, &piece, 1, 0};
  WzRichOptions options =
      rich_options (builder, &source, lang, builder->issue->markdown ? WZ_RICH_INLINES : WZ_RICH_PLAIN);

  wz_rich_markdown (text, characters, &options);
}

static gboolean
holds_inlines (const WzTextEvent *event)
{
  return event->kind == WZ_TEXT_PARAGRAPH || event->kind == WZ_TEXT_HEADING ||
         event->kind == WZ_TEXT_TABLE_CELL;
}

/* Whether the block that @iter has entered is English, addresses included. */
static gboolean
is_english (WzTextIter iter)
{
  g_autoptr (GString) text = g_string_new (NULL);
  WzTextEvent event;

  while (wz_text_iter_next (&iter, &event) && !(event.type == WZ_TEXT_LEAVE && holds_inlines (&event)))
    if (event.type != WZ_TEXT_LEAVE)
      g_string_append (text, event.type == WZ_TEXT_CHARACTERS ? event.text
                             : event.target != NULL           ? event.target
                                                              : "");
  return read_is_latin (text->str);
}

/* What a paragraph that @iter has entered holds beside blanks and line ends. */
typedef enum { HOLDS_OTHERS, HOLDS_PLACEHOLDERS, HOLDS_PICTURE } Holds;

static gboolean
is_placeholder (const gchar *text)
{
  const gchar *const langs[] = {ZH, EN};
  g_autofree gchar *words = g_strstrip (g_strdup (text));

  for (guint i = 0; i < G_N_ELEMENTS (langs); i++) {
    g_autofree gchar *bare = wz_picture_dup_placeholder (NULL, langs[i]);
    gchar *close = g_utf8_prev_char (bare + strlen (bare));

    if (!g_str_has_suffix (words, close))
      continue;
    *close = 0;
    if (g_str_has_prefix (words, bare))
      return TRUE;
  }
  return FALSE;
}

static Holds
look_into (WzTextIter iter, WzTextEvent *picture)
{
  guint pictures = 0, placeholders = 0;
  WzTextEvent event;

  while (wz_text_iter_next (&iter, &event) && event.kind != WZ_TEXT_PARAGRAPH) {
    if (event.type == WZ_TEXT_ENTER && event.kind == WZ_TEXT_IMAGE) {
      *picture = event;
      pictures++;
    } else if (event.type == WZ_TEXT_CHARACTERS && is_placeholder (event.text))
      placeholders++;
    else if ((event.type == WZ_TEXT_CHARACTERS && strspn (event.text, " ") != event.length) ||
             (event.type == WZ_TEXT_ENTER && event.kind != WZ_TEXT_LINK && event.kind != WZ_TEXT_LINE_BREAK &&
              event.kind != WZ_TEXT_IMAGE))
      return HOLDS_OTHERS;
  }
  return pictures == 1 && placeholders == 0  ? HOLDS_PICTURE
         : pictures == 0 && placeholders > 0 ? HOLDS_PLACEHOLDERS
                                             : HOLDS_OTHERS;
}

/* The first picture of an entry that stands by itself is its figure. */
static void
take_figure (Builder *builder, const WzTextEvent *picture, const gchar *lang)
{
  const WzResource *resource = wz_issue_builder_find_resource (builder->builder, picture->target);
  WzString alt = {picture->text, lang, picture->position};
  const WzString *alts[] = {*picture->text != '\0' ? &alt : NULL, NULL};

  wz_entry_add_figure (builder->builder, builder->bare, resource, NULL, alts, &picture->position);
  builder->bare = NULL;
}

/* A copy of blocks that were read: English ones are marked as such in a Chinese text, and what stands for
 * pictures that are not here goes to the end of the paragraph before it, so that it is on the same page. */
typedef struct {
  WzTextBuilder *text;
  const gchar *lang;
  gboolean span;  /* one is open */
  gboolean ended; /* the paragraph that is open still */
} Copy;

static void
end_paragraph (Copy *copy)
{
  if (copy->ended)
    wz_text_builder_leave (copy->text);
  copy->ended = FALSE;
}

static void
copy_event (Copy *copy, const WzTextIter *iter, const WzTextEvent *event)
{
  if (copy->span && event->type == WZ_TEXT_LEAVE && holds_inlines (event)) {
    wz_text_builder_leave (copy->text);
    copy->span = FALSE;
  }
  if (event->type == WZ_TEXT_LEAVE && event->kind == WZ_TEXT_PARAGRAPH) {
    copy->ended = TRUE;
    return;
  }
  wz_text_builder_event (copy->text, event);
  if (copy->lang == ZH && event->type == WZ_TEXT_ENTER && holds_inlines (event) && is_english (*iter)) {
    wz_text_builder_enter (copy->text, WZ_TEXT_SPAN, 0, NULL, NULL, EN, &event->position);
    copy->span = TRUE;
  }
}

/* In a Chinese text, English paragraphs are marked as such. */
static void
add_paragraph (Builder *builder, Copy *copy, const ReadBlock *block)
{
  WzTextBuilder *text = copy->text;
  const gchar *lang = copy->lang;
  gboolean span = lang == ZH && block->text != NULL && read_is_latin (block->text);
  WzPosition position = read_doc_position (builder->doc, block->offset_bytes);

  end_paragraph (copy);
  wz_text_builder_enter (text, WZ_TEXT_PARAGRAPH, 0, NULL, NULL, NULL, &position);
  if (block->label != NULL) {
    wz_text_builder_enter (text, WZ_TEXT_STRONG, 0, NULL, NULL, NULL, &position);
    wz_text_builder_add (text, block->label, -1, &position);
    wz_text_builder_leave (text);
    wz_text_builder_add (text, "：", -1, &position);
  }
  if (span)
    wz_text_builder_enter (text, WZ_TEXT_SPAN, 0, NULL, NULL, EN, &position);
  if (block->text != NULL)
    add_inlines (builder, text, block->text, block->offset_bytes, span ? EN : lang);
  if (span)
    wz_text_builder_leave (text);
  copy->ended = TRUE;
}

static void
add_markdown (Builder *builder, Copy *copy, const ReadMarkdown *markdown)
{
  Source source = {builder->doc, (const ReadPiece *) (gpointer) markdown->pieces->data, markdown->pieces->len,
                   0};
  WzRichOptions options = rich_options (builder, &source, copy->lang, 0);
  WzTextBuilder *read = wz_text_builder_new (NULL);
  WzTextIter iter;
  WzTextEvent event, picture;

  options.heading_base = markdown->heading_base;
  wz_rich_markdown (read, markdown->text->str, &options);
  wz_text_iter_init (&iter, wz_text_builder_finish (read, builder->builder));
  while (wz_text_iter_next (&iter, &event)) {
    Holds holds = event.type == WZ_TEXT_ENTER && event.kind == WZ_TEXT_PARAGRAPH ? look_into (iter, &picture)
                                                                                 : HOLDS_OTHERS;
    if (holds == HOLDS_PICTURE && builder->bare != NULL) {
      take_figure (builder, &picture, copy->lang);
      wz_text_iter_skip (&iter);
      wz_text_iter_next (&iter, &event);
    } else if (holds == HOLDS_PLACEHOLDERS && copy->ended) {
      if (copy->lang != ZH)
        wz_text_builder_add (copy->text, " ", 1, &event.position);
      copy->ended = FALSE;
    } else {
      end_paragraph (copy);
      if (holds == HOLDS_PLACEHOLDERS) /* of this program's making: in no other language */
        wz_text_builder_event (copy->text, &event);
      else
        copy_event (copy, &iter, &event);
    }
  }
}

static void
add_block (Builder *builder, Copy *copy, const ReadBlock *block)
{
  WzPosition position = read_doc_position (builder->doc, block->offset_bytes);

  if (block->markdown != NULL)
    add_markdown (builder, copy, block->markdown);
  else if (block->code != NULL) {
    end_paragraph (copy);
    wz_text_builder_leaf (copy->text, WZ_TEXT_CODE_BLOCK, block->code, block->text, &position);
  } else
    add_paragraph (builder, copy, block);
}

/* (nullable): NULL for no blocks */
static const WzText *
build_blocks (Builder *builder, const GArray *blocks, const gchar *lang)
{
  Copy copy = {.lang = lang};
  const WzText *text;

  if (blocks->len == 0)
    return NULL;
  copy.text = wz_text_builder_new (lang);
  for (guint i = 0; i < blocks->len; i++)
    add_block (builder, &copy, &g_array_index (blocks, ReadBlock, i));
  end_paragraph (&copy);
  text = wz_text_builder_finish (copy.text, builder->builder);
  return wz_text_is_empty (text) ? NULL : text; /* all of it may have been the figure */
}

static const WzText *
build_title (Builder *builder, const ReadField *field, const gchar *lang)
{
  WzTextBuilder *text;

  if (field->text == NULL)
    return NULL;
  text = wz_text_builder_new (lang);
  add_inlines (builder, text, field->text, field->offset_bytes, lang);
  return wz_text_builder_finish (text, builder->builder);
}

/* ---- Entries ---- */

typedef void (*AddField) (WzIssueBuilder *builder, WzEntry *entry, const gchar *text,
                          const WzPosition *position);

static void
build_fields (Builder *builder, WzEntry *target, const GArray *fields, AddField add)
{
  for (guint i = 0; i < fields->len; i++) {
    const ReadField *field = &g_array_index (fields, ReadField, i);
    WzPosition position = read_doc_position (builder->doc, field->offset_bytes);

    add (builder->builder, target, field->text, &position);
  }
}

static void
build_authors (Builder *builder, WzEntry *target, const GArray *authors)
{
  for (guint i = 0; i < authors->len; i++) {
    const ReadAuthor *author = &g_array_index (authors, ReadAuthor, i);
    WzAuthor person = author->person;

    person.position = read_doc_position (builder->doc, author->offset_bytes);
    wz_entry_add_person (builder->builder, target, &person);
  }
}

static void
build_points (Builder *builder, WzEntry *target, const ReadEntry *entry)
{
  static const WzPointKind kinds[] = {
      [READ_LABEL_TLDR] = WZ_POINT_TLDR,
      [READ_LABEL_HIGHLIGHT] = WZ_POINT_HIGHLIGHT,
      [READ_LABEL_MOTIVATION] = WZ_POINT_MOTIVATION,
      [READ_LABEL_METHOD] = WZ_POINT_METHOD,
      [READ_LABEL_RESULT] = WZ_POINT_RESULT,
      [READ_LABEL_CONCLUSION] = WZ_POINT_CONCLUSION,
      [READ_LABEL_LIMITATION] = WZ_POINT_LIMITATION,
      [READ_LABEL_RECOMMENDATION] = WZ_POINT_RECOMMENDATION,
  };

  for (guint i = 0; i < entry->points->len; i++) {
    const ReadPoint *point = &g_array_index (entry->points, ReadPoint, i);
    const WzText *text = build_blocks (builder, point->blocks, point->chinese ? ZH : EN);

    if (text != NULL)
      wz_entry_add_point (builder->builder, target, kinds[point->kind], text);
  }
}

/* What only forms with labels have. */
static void
build_facts (Builder *builder, WzEntry *target, const ReadEntry *entry)
{
  WzIssueBuilder *issue = builder->builder;

  if (entry->has_primary)
    wz_entry_set_primary_category (issue, target, g_array_index (entry->tags, ReadField, 0).text);
  wz_entry_set_venue (issue, target, entry->venue.text);
  wz_entry_set_journal_ref (issue, target, entry->journal.text);
  wz_entry_set_comment (issue, target, entry->comment.text);
  wz_entry_set_score (issue, target, entry->score.text);
  wz_entry_set_status (issue, target, entry->status);
  wz_entry_set_published (issue, target, entry->published);
  wz_entry_set_updated (issue, target, entry->updated);
  build_points (builder, target, entry);
}

static void
build_links (Builder *builder, WzEntry *target, const GArray *links)
{
  for (guint i = 0; i < links->len; i++) {
    const ReadEntryLink *link = &g_array_index (links, ReadEntryLink, i);
    WzPosition place = read_doc_position (builder->doc, link->offset_bytes);

    if (link->code)
      wz_entry_add_code_link (
          builder->builder, target,
          &(WzLink){.url = link->url, .label = link->label, .stars = link->stars, .position = place});
    else
      wz_entry_add_link (builder->builder, target, link->url, link->label, &place);
  }
}

static void
build_entry (Builder *builder, WzSection *section, const ReadEntry *entry)
{
  WzIssueBuilder *issue = builder->builder;
  WzPosition position = read_doc_position (builder->doc, entry->offset_bytes);
  WzEntry *target = builder->bare = wz_section_add_entry (issue, section, &position);
  WzAppearance appearance = {builder->source, entry->date.year != 0 ? entry->date : builder->date,
                             position.line,   entry->full,
                             entry->number,   entry->arxiv_version};

  wz_entry_set_ordinal (issue, target, entry->number);
  wz_entry_set_full (issue, target, entry->full);
  wz_entry_set_title (issue, target, ZH, build_title (builder, &entry->title_zh, ZH));
  wz_entry_set_title (issue, target, EN, build_title (builder, &entry->title_en, EN));
  build_fields (builder, target, entry->tags, wz_entry_add_category);
  build_authors (builder, target, entry->authors);
  build_fields (builder, target, entry->affiliations, wz_entry_add_affiliation);
  build_links (builder, target, entry->links);
  wz_entry_set_authors_cut (issue, target, entry->authors_cut);
  wz_entry_set_affiliations_cut (issue, target, entry->affiliations_cut);
  if (entry->arxiv_id != NULL)
    wz_entry_set_arxiv (issue, target, entry->arxiv_id, entry->arxiv_version);
  wz_entry_set_doi (issue, target, entry->doi);
  if (entry->arxiv_id == NULL && entry->doi == NULL)
    wz_entry_set_identity (issue, target, entry->identity);
  wz_entry_set_abstract (issue, target, ZH, build_blocks (builder, entry->abstract_zh, ZH));
  wz_entry_set_abstract (issue, target, EN, build_blocks (builder, entry->abstract_en, EN));
  build_facts (builder, target, entry);
  wz_entry_set_body (issue, target, build_blocks (builder, entry->body, ZH));
  wz_entry_add_appearance (issue, target, &appearance);
  builder->bare = NULL;
}

static void
build_section (Builder *builder, const ReadSection *section)
{
  WzPosition position = read_doc_position (builder->doc, section->offset_bytes);
  WzSection *target = wz_issue_builder_add_section (builder->builder, section->kind, &position);

  wz_section_set_heading (builder->builder, target, ZH, section->heading.text);
  if (section->date.year != 0)
    wz_section_set_date (builder->builder, target, section->date);
  wz_section_set_blocks (builder->builder, target, build_blocks (builder, section->blocks, ZH));
  for (guint i = 0; i < section->entries->len; i++)
    build_entry (builder, target, g_ptr_array_index (section->entries, i));
}

/* ---- Date ---- */

static guint
newest_month (const ReadIssue *issue)
{
  guint newest = 0;

  for (guint s = 0; s < issue->sections->len; s++) {
    const ReadSection *section = g_ptr_array_index (issue->sections, s);

    for (guint e = 0; e < section->entries->len; e++) {
      const ReadEntry *entry = g_ptr_array_index (section->entries, e);

      if (entry->arxiv_id != NULL)
        newest = MAX (newest, wz_identity_arxiv_month (entry->arxiv_id));
    }
  }
  return newest;
}

/* The text's own date, else the file name's. A date without a year: from the file name if that has the same
 * day, else the first such day not before the month of the newest arXiv id. */
static WzDate
find_date (ReadDoc *doc, const ReadIssue *issue, const gchar *file_name)
{
  WzDate text = issue->date, name = {0, 0, 0};

  if (file_name != NULL)
    name = wz_read_date_of_name (file_name);
  if (text.month == 0) {
    if (name.year == 0)
      read_doc_remark_file (doc, READ_DIAG_ISSUE_NO_DATE, NULL);
    return name;
  }
  if (text.year == 0 && name.month == text.month && name.day == text.day)
    return name;
  if (text.year == 0) {
    text = read_complete_date (text, newest_month (issue));
    if (text.year == 0 && name.year == 0)
      read_doc_remark_file (doc, READ_DIAG_ISSUE_NO_DATE, NULL);
    else if (text.year == 0)
      return name;
    else
      read_doc_remark (doc, READ_DIAG_ISSUE_DATE_YEAR, issue->date_offset_bytes, "%04u-%02u-%02u", text.year,
                       text.month, text.day);
  }
  if (text.year != 0 && name.year != 0 && wz_date_compare (text, name) != 0)
    read_doc_remark (doc, READ_DIAG_ISSUE_DATE_CLASH, issue->date_offset_bytes,
                     "%04u-%02u-%02u, %04u-%02u-%02u", text.year, text.month, text.day, name.year, name.month,
                     name.day);
  return text;
}

/* ---- The whole ---- */

WzIssue *
read_build_issue (ReadDoc *doc, ReadIssue *issue, const gchar *file_name, WzPictures *pictures,
                  WzDiagSink *sink)
{
  Builder builder = {.doc = doc,
                     .issue = issue,
                     .builder = wz_issue_builder_new (),
                     .pictures = pictures,
                     .source = file_name != NULL ? file_name : doc->file};

  builder.date = find_date (doc, issue, file_name);
  wz_issue_builder_set_lang (builder.builder, ZH);
  if (issue->title.text != NULL)
    wz_issue_builder_set_title (builder.builder, read_is_latin (issue->title.text) ? EN : ZH,
                                issue->title.text);
  wz_issue_builder_set_source (builder.builder, issue->source.text);
  wz_issue_builder_set_rights (builder.builder, issue->rights.text);
  if (builder.date.year != 0)
    wz_issue_builder_set_date (builder.builder, builder.date);
  read_set_stem (builder.builder, file_name);
  for (guint i = 0; i < issue->legend->len; i++) {
    const ReadLegendRow *row = &g_array_index (issue->legend, ReadLegendRow, i);
    WzPosition position = read_doc_position (doc, row->offset_bytes);

    wz_issue_builder_set_category (builder.builder, row->code, ZH, row->name, &position);
  }
  for (guint i = 0; i < issue->sections->len; i++)
    build_section (&builder, g_ptr_array_index (issue->sections, i));
  read_account_rest (doc);
  read_doc_flush (doc, sink);
  return wz_issue_builder_finish (builder.builder, sink);
}
