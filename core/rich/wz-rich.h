/* wz-rich.h: text that others wrote, as rich text of the model: Markdown, HTML, and running text with nothing
 * but formulae, strong words and addresses in it. Core only. SPDX-License-Identifier: MIT
 *
 * Each function fills a WzTextBuilder and tells of every byte of its source what became of it, so that a
 * reader can account for the whole of a file; each takes time and memory in proportion to the source.
 */
#pragma once

#include "rich/wz-pictures.h"

G_BEGIN_DECLS

/** WzRichRun: what became of a stretch of the source. */
typedef enum {
  WZ_RICH_LEFT,    /* it says something that has no place in the model: a link's title, a comment */
  WZ_RICH_MARK,    /* blanks and marks, which became the structure */
  WZ_RICH_TEXT,    /* characters that are kept */
  WZ_RICH_TARGET,  /* an address, or a name of a language, that is kept */
  WZ_RICH_REFUSED, /* an address that leads nowhere from a book */
} WzRichRun;

/** WzRichRemark: what a reader may want to tell, with a place. */
typedef enum {
  WZ_RICH_HTML,           /* HTML that stays text */
  WZ_RICH_FORMULA_UNSURE, /* as WZ_MATH_UNSURE */
  WZ_RICH_TOO_DEEP, /* HTML of more than WZ_RICH_MAX_DEPTH open elements; of the rest there are the words */
  /* Of an editor's text; the detail is the name of the note. */
  WZ_RICH_NOTE_UNKNOWN, /* a mark of no note: it stays text */
  WZ_RICH_NOTE_UNUSED,  /* a note without a mark: it is left out */
  WZ_RICH_NOTE_TWICE,   /* a second note of one name: it is left out */
} WzRichRemark;

typedef enum {
  WZ_RICH_INLINES = 1 << 0, /* one paragraph, whatever it begins with, and of that the inlines alone */
  /* The text comes from a page: bare addresses are links, links that are not of the web their labels alone,
   * and a single asterisk between two letters or digits multiplies. */
  WZ_RICH_PAGE = 1 << 1,
  /* Running text of no format, of which inlines are wanted: but words between two asterisks are strong, and
   * `\$` is a dollar. */
  WZ_RICH_PLAIN = 1 << 2 | WZ_RICH_INLINES,
  /* Markdown of an editor of issues: notes (`[^1]`, and `[^1]: …` on a line of its own, whose further
   * paragraphs are indented by four blanks), papers by name (`[[2209.11142]]`, `[[2209.11142|words]]`), and
   * pictures as %WZ_TEXT_FIGURE where they stand, in a paragraph as a rule, with their titles in them. */
  WZ_RICH_EDITORIAL = 1 << 3,
} WzRichFlags;

/** Open elements of HTML, at most: libxml2 looks through all of them at each end tag. */
#define WZ_RICH_MAX_DEPTH 256

/**
 * WzRichOptions:
 * @origin: place of the first byte
 * @by_line: whether a line of the source is a line of the file; else all stands at @origin
 * @place: (nullable): the place of a byte, instead of the two above
 * @base: (nullable): the address that relative ones of HTML are told from
 * @pictures: (nullable): what pictures are looked for in; for one that is not there stands a placeholder
 *   (wz_picture_dup_placeholder()), linked to where it lies in the web
 * @issue: (nullable): that carries them; not NULL where there are @pictures
 * @lang: (nullable): of placeholders
 * @heading_base: headings count from 1 below this level
 * @link: (nullable): asked of each link of an editor's text: (transfer full) (nullable): the target in place
 * of
 *   @name, or none; @title: NULL, or gets (nullable) the inlines to be shown for a name in double brackets
 * @run, @remark: (nullable): told of each stretch, in order and without gaps, and of what is odd
 */
typedef struct {
  WzRichFlags flags;
  WzPosition origin;
  gboolean by_line;
  guint heading_base;
  WzPosition (*place) (gsize offset_bytes, gpointer user_data);
  const gchar *base;
  WzPictures *pictures;
  WzIssueBuilder *issue;
  const gchar *lang;
  gchar *(*link) (const gchar *name, const WzPosition *place, const WzText **title, gpointer user_data);
  void (*run) (gsize start_bytes, gsize end_bytes, WzRichRun kind, gpointer user_data);
  void (*remark) (WzRichRemark remark, gsize offset_bytes, const WzPosition *place, const gchar *detail,
                  gpointer user_data);
  gpointer user_data;
} WzRichOptions;

/**
 * wz_rich_markdown:
 * @text: CommonMark with the tables of GFM, UTF-8 without NUL
 *
 * What CommonMark leaves open or has no thought of: formulae (base/wz-math.h) are found first, and no mark
 * inside one means anything; marks of emphasis beside Chinese characters and punctuation open and close as
 * beside letters. A paragraph that is one formula of its own lines is a formula block. HTML is text, save
 * that with %WZ_RICH_PAGE its pictures and line breaks are such.
 */
void wz_rich_markdown (WzTextBuilder *out, const gchar *text, const WzRichOptions *options);

/**
 * wz_rich_html:
 * @text: HTML or a piece of it, UTF-8 without NUL
 *
 * Elements without a kind in the model are their content, those that show nothing (script, style, head) are
 * left. Nothing is loaded.
 */
void wz_rich_html (WzTextBuilder *out, const gchar *text, const WzRichOptions *options);

/**
 * wz_rich_match_display:
 * @start: where a line begins, or what stands in it
 *
 * Returns: the end of the formula that a line of nothing but `$$` opens there and another closes; 0 for none.
 * Empty lines may stand in it
 */
gsize wz_rich_match_display (const gchar *text, gsize start);

/**
 * wz_rich_resolve:
 * @reference: a character reference of HTML with its `&` and `;`
 *
 * Returns: how many characters it stands for, up to two; 0 for none
 */
guint wz_rich_resolve (const gchar *reference, gsize length, gunichar out[2]);

G_END_DECLS
