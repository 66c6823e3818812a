/* read-match.h: small matchers, each over one span, linear in its length. Private to core/read.
 * SPDX-License-Identifier: MIT */
#pragma once

#include "read/common/read-doc.h"

G_BEGIN_DECLS

#define READ_MAX_TAGS 8
#define READ_MAX_CODE 13 /* with its NUL */

/* `### 1、[LG, AI] **Title**` and what is left of it when parts are missing. */
typedef struct {
  guint hashes; /* `#` marks before it */
  guint shape;  /* the same for headings of one form: what stands before the title */
  gboolean has_number;
  guint number;
  ReadSpan number_span;
  guint n_tags;
  ReadSpan tags[READ_MAX_TAGS];
  ReadSpan chinese; /* 【中文短题】 before 《Title》; or empty */
  ReadSpan title;   /* without the marks around it; empty where there is none */
  ReadSpan tail;    /* behind 《Title》, where more stands on the line; or empty */
} ReadHeading;

/**
 * read_match_code:
 * @code: (out) (array length=READ_MAX_CODE): the code without the invisible characters that pasted text has
 * inside
 *
 * A category code: letters with inner hyphens and points, at most 12: `LG`, `cs.LG`, `quant-ph`.
 */
gboolean read_match_code (const ReadDoc *doc, ReadSpan span, gchar code[READ_MAX_CODE]);
/* A known code, or a few capitals alone. */
gboolean read_is_tag_like (const ReadDoc *doc, ReadSpan tag);

/**
 * read_match_heading:
 *
 * Takes a line apart as the heading of an entry. Marks that count (read_match_count()) are taken for a number
 * where a tag follows, and where the document's form says that its headings look so. Any Latin line is a
 * heading without number and tag: whether it is one is for the caller to judge.
 *
 * Returns: FALSE when the line has neither number nor tag nor a title
 */
gboolean read_match_heading (const ReadDoc *doc, ReadSpan line, ReadHeading *heading);
/* `1、Title [LG]`: the tags of a heading that has none before its title, where everybody knows their codes.
 */
void read_match_tag_behind (const ReadDoc *doc, ReadHeading *heading);

/* Behind white space, invisible characters and joiners: pasted text has them inside numbers and tags. */
gsize read_skip_blank (const ReadDoc *doc, gsize at, gsize end);
/* Of `[` and its kind; 0 for what opens no bracket. */
gunichar read_closing_bracket (gunichar open);

/* `12、`, `12. `, `(12) `, `１２、`. @after gets what follows. */
gboolean read_match_number (const ReadDoc *doc, ReadSpan span, guint *number, ReadSpan *digits,
                            ReadSpan *after);

/* A mark of any form that counts entries: `【1】`, `①`, `一、`, `第3篇：`, `No. 4`. It proves nothing by
 * itself. */
gboolean read_match_count (const ReadDoc *doc, ReadSpan span, guint *number, ReadSpan *digits,
                           ReadSpan *after);

/* Half- or full-width colon at @at; its length in bytes or 0. */
guint read_match_colon (const ReadDoc *doc, gsize at, gsize end);

/* `label` with a colon, label from @table: the span behind it. */
gboolean read_match_label (const ReadDoc *doc, ReadSpan span, const gchar *const *table, ReadSpan *label,
                           ReadSpan *after);

/* `(2024) 网页链接 #机器学习#`: what a platform puts behind a post's line; as far as it goes from the start
 * of
 * @span. */
ReadSpan read_match_post_tail (const ReadDoc *doc, ReadSpan span);

typedef struct {
  ReadSpan label; /* may be empty */
  ReadSpan url;
} ReadLink;

/* A line of links and nothing else: appends them to @links. */
gboolean read_match_links (const ReadDoc *doc, ReadSpan line, GArray *links);
/* `http://`, `https://`, or an address of a paper that lacks either (`arxiv.org/abs/…`). */
gboolean read_is_url_start (const ReadDoc *doc, gsize at, gsize end);
/* The address with its scheme. */
gchar *read_dup_url (const gchar *written);

/* The end of the URL at @at. Punctuation at its end belongs to the sentence, and so does a bracket or
 * parenthesis that did not open inside. */
gsize read_url_end (const ReadDoc *doc, gsize at, gsize end);
/* `javascript:…`, `file:…`, `data:…`: a URI that no reader should be offered. */
gboolean read_match_refused_uri (const ReadDoc *doc, ReadSpan line);

/* `[A & B]` that is the whole line, or its beginning: @inside, and @after behind the bracket. */
gboolean read_match_bracket (const ReadDoc *doc, ReadSpan line, ReadSpan *inside, ReadSpan *after);

/* A line of names: short pieces, few words in lower case. */
gboolean read_is_author_line (const ReadDoc *doc, ReadSpan line);
/* `…PipelinesO Khattab, A Singhvi`: where names with initials begin right behind a title, or @span.end. */
gsize read_find_glue (const ReadDoc *doc, ReadSpan span);
/* The end of the names is marked as cut: `...`, `…`, `et al.`, `and others`, `等`. The span without the mark.
 */
ReadSpan read_strip_cut (const ReadDoc *doc, ReadSpan span, gboolean *cut);

/* A date anywhere in @text. Without a year (`(4.25)`) year is 0. @span_start and _length say where. */
gboolean read_match_date (const gchar *text, gboolean need_year, WzDate *date, gsize *start, gsize *length);
/* A date without a year: the first such day not before the month of @newest_month. */
WzDate read_complete_date (WzDate date, guint newest_month);

/* @span without the marks of code that are around all of it. */
ReadSpan read_strip_code (const ReadDoc *doc, ReadSpan span);

G_END_DECLS
