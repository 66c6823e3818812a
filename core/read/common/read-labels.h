/* read-labels.h: the words that label fields, in both languages: `**作者：** A, B`, `TL;DR: …`, `## 💡 摘要`,
 * the heading of a column. Private to core/read. SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** ReadLabelField: what a label says that its value is. Those up to %READ_LABEL_DATE stand at an entry's
 * head, those from %READ_LABEL_TLDR to %READ_LABEL_RECOMMENDATION are points. */
typedef enum {
  READ_LABEL_NONE,
  READ_LABEL_TITLE, /* of either language: the text tells */
  READ_LABEL_TITLE_EN,
  READ_LABEL_TITLE_ZH,
  READ_LABEL_AUTHORS,
  READ_LABEL_AFFILIATIONS,
  READ_LABEL_LINK,  /* the paper's own address */
  READ_LABEL_ARXIV, /* the same, or a bare identifier */
  READ_LABEL_DOI,
  READ_LABEL_PRIMARY_CATEGORY,
  READ_LABEL_CATEGORIES,
  READ_LABEL_DATE,
  READ_LABEL_UPDATED,
  READ_LABEL_CODE,
  READ_LABEL_STARS,
  READ_LABEL_PROJECT,
  READ_LABEL_VENUE,
  READ_LABEL_JOURNAL,
  READ_LABEL_COMMENT,
  READ_LABEL_SCORE,
  READ_LABEL_KEYWORDS,
  READ_LABEL_ABSTRACT,
  READ_LABEL_TLDR,
  READ_LABEL_HIGHLIGHT,
  READ_LABEL_MOTIVATION,
  READ_LABEL_METHOD,
  READ_LABEL_RESULT,
  READ_LABEL_CONCLUSION,
  READ_LABEL_LIMITATION,
  READ_LABEL_RECOMMENDATION,
} ReadLabelField;

/** ReadLabel: offsets in bytes from the start of what was looked at. */
typedef struct {
  ReadLabelField field;
  const gchar *name; /* as the dictionary has it */
  gsize start;       /* of the label's words */
  gsize end;
  gsize value;     /* behind the colon and the marks around the label; the end where nothing is behind it */
  gboolean colon;  /* full- or half-width */
  gboolean marked; /* emphasis, a tag of HTML or 【】 stands around it */
} ReadLabel;

/**
 * read_label_match:
 * @text: the rest of a line, UTF-8; marks of lists, quotes, headings and emphasis, tags of HTML and
 * pictograms may stand before the label, a parenthesis or the same in the other language behind it
 *
 * Returns: whether @text begins with a label: one with a colon, or one marked as such, or one that is all of
 * @text
 */
gboolean read_label_match (const gchar *text, gsize length, ReadLabel *label);

/**
 * read_label_find:
 * @text: a heading, or the name of a column (`arxiv_id`)
 *
 * Returns: the field that it names; %READ_LABEL_NONE where it says anything more
 */
ReadLabelField read_label_find (const gchar *text, gsize length);

G_END_DECLS
