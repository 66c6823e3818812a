/* In: entries whose Chinese text still begins with the title, and the summary line, which has all titles.
 * Out: Chinese titles and abstracts. The summary line is never split at `、`, which stands inside titles too:
 * each entry's text is held against it instead. SPDX-License-Identifier: MIT */
#include "read/issue/read-issue.h"
#include "read/common/read-match.h"
#include "read/common/read-tables.h"

#include <string.h>

enum {
  MAX_PREFIX_CHARS = 60,   /* of a Latin `NAME:` that the summary line drops */
  MAX_SKIPPED_TITLES = 64, /* titles without an entry that are looked past */
  MAX_TITLE_CHARS = 60,    /* a first sentence longer than this is no title */
  MAX_LONE_CHARS = 90,     /* of a title that stands alone, without a full stop */
};

static gboolean
is_skipped (gunichar c)
{
  return read_is_space (c) || read_is_invisible (c) || c == 0x200D || c == '*';
}

/* Full- and half-width forms and the two kinds of quotes are the same for the comparison. */
static gunichar
fold (gunichar c)
{
  if (c >= 0xFF01 && c <= 0xFF5E)
    return c - 0xFEE0;
  if (c == 0x201C || c == 0x201D)
    return '"';
  if (c == 0x2018 || c == 0x2019)
    return '\'';
  return c;
}

static gsize
skip_skipped (const ReadDoc *doc, gsize at, gsize end)
{
  while (at < end && is_skipped (read_char_at (doc, at, end)))
    at = read_char_next (doc, at);
  return at;
}

/* `要点:` or `动机：`: the text goes on in parts. */
static gboolean
starts_parts (const ReadDoc *doc, ReadSpan span)
{
  ReadSpan label, after;

  return read_match_label (doc, span, read_block_labels, &label, &after);
}

/* Whether a title may end at @at of an entry's text; one that asks or calls has its stop inside. */
static gboolean
ends_title (const ReadDoc *doc, gsize at, gsize end)
{
  gunichar c = at > 0 ? read_utf8 (doc->text + read_char_previous (doc, at, 0)) : 0;

  if (c == '?' || c == '!' || c == 0xFF1F || c == 0xFF01)
    return TRUE;

  at = skip_skipped (doc, at, end);
  c = read_char_at (doc, at, end);
  return c == 0 || c == 0x3002 || c == '\n' || c == '\r' || starts_parts (doc, (ReadSpan){at, end});
}

/* The longest title that both @summary (from its beginning) and @text (from its beginning) begin with, ending
 * at a `、` there and at a full stop here. */
static gboolean
match_title (const ReadDoc *doc, ReadSpan summary, ReadSpan text, gsize *summary_end, gsize *text_end)
{
  gsize s = skip_skipped (doc, summary.start, summary.end), t = skip_skipped (doc, text.start, text.end);
  gsize s_end = s, t_end = t; /* behind the last character compared */
  gboolean found = FALSE, any = FALSE;

  for (;;) {
    gunichar a, b;

    s = skip_skipped (doc, s, summary.end);
    t = skip_skipped (doc, t, text.end);
    a = read_char_at (doc, s, summary.end);
    b = read_char_at (doc, t, text.end);
    if (any && (a == 0 || a == 0x3001 || a == 0x3002) && ends_title (doc, t, text.end)) {
      *summary_end = s_end;
      *text_end = t_end;
      found = TRUE;
    }
    if (a == 0 || b == 0 || fold (a) != fold (b))
      return found;
    any = TRUE;
    s_end = s = read_char_next (doc, s);
    t_end = t = read_char_next (doc, t);
  }
}

/* As match_title(), with and without a `NAME:` before the title in the entry. */
static gboolean
match_suffix (const ReadDoc *doc, ReadSpan summary, ReadSpan text, gsize *summary_end, gsize *text_end)
{
  gsize at = text.start;

  if (match_title (doc, summary, text, summary_end, text_end))
    return TRUE;
  for (guint n = 0; n < MAX_PREFIX_CHARS && at < text.end; n++) {
    guint colon = read_match_colon (doc, at, text.end);

    if (colon > 0 && match_title (doc, summary, (ReadSpan){at + colon, text.end}, summary_end, text_end))
      return TRUE;
    at = read_char_next (doc, at);
  }
  return FALSE;
}

typedef struct {
  ReadDoc *doc;
  ReadSpan rest;  /* of the summary line, not yet matched */
  guint n_missed; /* titles there without an entry */
} Summary;

static void
mark_matched (Summary *summary, gsize start, gsize end)
{
  read_doc_mark (summary->doc, (ReadSpan){start, end}, WZ_COVERAGE_FIELD);
  summary->rest.start = end;
  if (end < summary->rest.end) { /* the `、` */
    gsize after = read_char_next (summary->doc, skip_skipped (summary->doc, end, summary->rest.end));

    after = MIN (after, summary->rest.end);
    read_doc_mark (summary->doc, (ReadSpan){end, after}, WZ_COVERAGE_SEPARATOR);
    summary->rest.start = after;
  }
}

static void
report_missed (Summary *summary, gsize start, gsize end)
{
  ReadSpan span = read_span_trim (summary->doc, (ReadSpan){start, end});

  if (read_span_ends (summary->doc, span, "、"))
    span.end -= strlen ("、");
  if (read_span_is_empty (span))
    return;
  summary->n_missed++;
  read_doc_remark (summary->doc, READ_DIAG_SUMMARY_TITLE_UNMATCHED, span.start, "%s",
                   read_doc_peek (summary->doc, span));
}

/* The title of @text in what is left of the summary line; titles before it have no entry. */
static gboolean
find_title (Summary *summary, ReadSpan text, gsize *text_end)
{
  const ReadDoc *doc = summary->doc;
  gsize at = summary->rest.start;

  for (guint n = 0; n < MAX_SKIPPED_TITLES && at < summary->rest.end; n++) {
    gsize end;

    if (match_suffix (doc, (ReadSpan){at, summary->rest.end}, text, &end, text_end)) {
      if (at > summary->rest.start)
        report_missed (summary, summary->rest.start, at);
      mark_matched (summary, at, end);
      return TRUE;
    }
    at = read_span_find (doc, (ReadSpan){at, summary->rest.end}, "、");
    at = at < summary->rest.end ? at + strlen ("、") : at;
  }
  return FALSE;
}

/* ---- Splitting ---- */

static void
take_paragraph (ReadDoc *doc, GArray *blocks, ReadSpan span, guint *next_label)
{
  ReadField field;

  span = read_span_trim (doc, span);
  if (starts_parts (doc, span)) {
    read_take_labelled (doc, blocks, span, next_label);
    return;
  }
  field = read_take_field (doc, span);
  if (field.text != NULL)
    read_add_block (blocks, (ReadBlock){.text = field.text, .offset_bytes = field.offset_bytes});
}

/* The title is @first up to @title_end, one full stop is the separator, the rest is the abstract. */
static void
split (ReadDoc *doc, ReadEntry *entry, ReadSpan first, gsize title_end, guint *next_label)
{
  gsize rest = skip_skipped (doc, title_end, first.end);

  if (title_end > first.start)
    entry->title_zh = read_take_field (doc, (ReadSpan){first.start, title_end});
  if (title_end > first.start && read_char_at (doc, rest, first.end) == 0x3002) {
    read_doc_mark (doc, (ReadSpan){rest, read_char_next (doc, rest)}, WZ_COVERAGE_SEPARATOR);
    rest = read_char_next (doc, rest);
  } else
    rest = MAX (title_end, first.start);
  take_paragraph (doc, entry->abstract_zh, (ReadSpan){rest, first.end}, next_label);
}

static gboolean
begins_like_prose (const ReadDoc *doc, ReadSpan span)
{
  static const gchar *const starts[] = {"本文",     "我们",   "本研究",   "本论文", "该论文",
                                        "这篇论文", "本工作", "论文提出", NULL};

  return read_table_prefix (doc, span, starts) != NULL;
}

/* `…推理要点:`: the label behind a title, in the first sentence. */
static gsize
find_parts (const ReadDoc *doc, ReadSpan first)
{
  gsize at = read_span_find (doc, first, read_block_labels[0]);

  return at < first.end && starts_parts (doc, (ReadSpan){at, first.end}) ? at : first.end;
}

/* The end of the title without the help of the summary line, @first.start for none. */
static gsize
guess_title_end (const ReadDoc *doc, const ReadEntry *entry, ReadSpan first)
{
  gsize stop = read_span_find (doc, first, "。"), parts = find_parts (doc, first);
  ReadSpan title = {first.start, stop};
  guint han, latin, chars;

  if (parts < stop)
    return parts;
  if (begins_like_prose (doc, title) && (entry->full || stop < first.end))
    return first.start;
  read_span_count (doc, title, &han, &latin, &chars);
  if (stop >= first.end)
    return entry->full && chars > MAX_LONE_CHARS ? first.start : first.end;
  return chars > MAX_TITLE_CHARS ? first.start : stop;
}

typedef struct {
  ReadEntry *entry;
  ReadSpan first;  /* its first Chinese paragraph */
  gsize title_end; /* where the summary line says the title ends; 0: it does not know it */
} Candidate;

static void
assign (ReadDoc *doc, const ReadIssue *issue, const Candidate *candidate, gboolean explained,
        guint *next_label)
{
  ReadEntry *entry = candidate->entry;
  gsize end = candidate->title_end;

  if (entry->untitled)
    end = candidate->first.start;
  else if (end == 0) {
    /* A summary line whose titles all belong to other entries says that this one has none. */
    if (issue->has_summary && explained && entry->full)
      end = candidate->first.start;
    else
      end = guess_title_end (doc, entry, candidate->first);
    if (issue->has_summary && !explained)
      read_doc_remark (doc, READ_DIAG_TITLE_NOT_IN_SUMMARY, candidate->first.start, NULL);
    else if (issue->has_summary && end > candidate->first.start)
      read_doc_remark (doc, READ_DIAG_TITLE_NOT_IN_SUMMARY, candidate->first.start, NULL);
  }
  split (doc, entry, candidate->first, end, next_label);
}

static void
collect (const ReadIssue *issue, GArray *candidates)
{
  for (guint s = 0; s < issue->sections->len; s++) {
    const ReadSection *section = g_ptr_array_index (issue->sections, s);

    for (guint e = 0; e < section->entries->len; e++) {
      Candidate candidate = {.entry = g_ptr_array_index (section->entries, e)};

      if (candidate.entry->chinese->len == 0)
        continue;
      candidate.first = g_array_index (candidate.entry->chinese, ReadSpan, 0);
      g_array_append_val (candidates, candidate);
    }
  }
}

void
read_assign_titles (ReadDoc *doc, ReadIssue *issue)
{
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  Summary summary = {doc, issue->summary, 0};

  collect (issue, candidates);
  for (guint i = 0; issue->has_summary && i < candidates->len; i++) {
    Candidate *candidate = &g_array_index (candidates, Candidate, i);

    if (!find_title (&summary, candidate->first, &candidate->title_end))
      candidate->title_end = 0;
  }
  if (issue->has_summary)
    report_missed (&summary, summary.rest.start, summary.rest.end);
  for (guint i = 0; i < candidates->len; i++) {
    const Candidate *candidate = &g_array_index (candidates, Candidate, i);
    ReadEntry *entry = candidate->entry;
    guint next_label = 0;

    if (entry->title_zh.text != NULL)
      take_paragraph (doc, entry->abstract_zh, candidate->first, &next_label);
    else
      assign (doc, issue, candidate, summary.n_missed == 0, &next_label);
    for (guint p = 1; p < entry->chinese->len; p++)
      take_paragraph (doc, entry->abstract_zh, g_array_index (entry->chinese, ReadSpan, p), &next_label);
  }
  for (guint s = 0; s < issue->sections->len; s++) {
    const ReadSection *section = g_ptr_array_index (issue->sections, s);

    for (guint e = 0; e < section->entries->len; e++) {
      ReadEntry *entry = g_ptr_array_index (section->entries, e);
      guint no_label = 0;

      for (guint p = 0; p < entry->english->len; p++)
        take_paragraph (doc, entry->abstract_en, g_array_index (entry->english, ReadSpan, p), &no_label);
    }
  }
}
