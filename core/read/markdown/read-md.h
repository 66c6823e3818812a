/* read-md.h: the stages of the Markdown reader. Private to core/read. SPDX-License-Identifier: MIT */
#pragma once

#include "read/common/read-labels.h"
#include "read/issue/read-issue.h"

G_BEGIN_DECLS

typedef enum {
  READ_MD_TEXT,
  READ_MD_HEADING,
  READ_MD_RULE,
  READ_MD_CODE, /* a fence, or a line behind one */
  READ_MD_ROW,  /* of a table */
  READ_MD_TAG,  /* tags of HTML or of a site's templates and nothing else */
} ReadMdKind;

/* Levels of headings: 1 to 6 by their hashes, and those that sites and people make otherwise. */
enum {
  READ_MD_HASHES = 6,
  READ_MD_TEMPLATE, /* {% note … %} Title {% endnote %} */
  READ_MD_FOOTNOTE, /* [^1]: Title */
  READ_MD_NAMED,    /* 论文 1：Title */
  READ_MD_TABLE,    /* a row of a table */
  READ_MD_ITEM,     /* 1、[Title](address)：words */
  READ_MD_BOLD,     /* **Title**, and its address on the next line */
  READ_MD_N_LEVELS
};

typedef struct {
  ReadMdKind kind;
  guint level;   /* of a heading */
  ReadSpan text; /* without the marks of a heading; else the line's body */
  ReadLabel
      label; /* that @text begins with, or all of a heading; field READ_LABEL_NONE where there is none */
} ReadMdLine;

/* What the lines of a document are. */
typedef struct {
  ReadDoc *doc;
  ReadIssue *issue;
  GArray *lines;   /* of ReadMdLine */
  guint first;     /* line behind the front matter */
  GArray *front;   /* of ReadMdFront: what a paper's front matter says */
  guint level;     /* of the headings that begin entries; 0: the whole is one */
  guint n_evident; /* of them have a paper's fields */
  guint n_first;   /* headings of the first level */
  GArray *tables;  /* of ReadMdTable: those that list papers */
} ReadMd;

typedef struct {
  ReadLabelField field;
  ReadSpan key, value;
} ReadMdFront;

#define READ_MD_COLUMNS 16

/* A table of papers: its heading is line @first, its rows begin two lines below. */
typedef struct {
  guint first, end;
  guint n_columns;
  ReadLabelField columns[READ_MD_COLUMNS];
  ReadSpan names[READ_MD_COLUMNS];
} ReadMdTable;

void read_md_init (ReadMd *md, ReadDoc *doc, ReadIssue *issue);
void read_md_clear (ReadMd *md);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ReadMd, read_md_clear)

static inline const ReadMdLine *
read_md_line (const ReadMd *md, guint i)
{
  return &g_array_index (md->lines, ReadMdLine, i);
}

/* Where the value of a line's label stands; and the label's words. */
static inline ReadSpan
read_md_value (const ReadMdLine *line)
{
  return (ReadSpan){line->text.start + line->label.value, line->text.end};
}

static inline ReadSpan
read_md_label (const ReadMdLine *line)
{
  return (ReadSpan){line->text.start + line->label.start, line->text.start + line->label.end};
}

/* `[label](address)` that is all of @span, marks of emphasis around it or not. */
gboolean read_md_is_link (const ReadDoc *doc, ReadSpan span, ReadSpan *label, ReadSpan *url);
/* ---- read-md-links.c ---- */

/* Behind what may stand between links: pictograms, points, bars. */
gsize read_md_skip_between (const ReadDoc *doc, gsize at, gsize end);
/* A link that is labelled as @field, by @label, and calls itself @name; either may be empty. */
void read_md_take_link (ReadDoc *doc, ReadEntry *entry, ReadLabelField field, ReadSpan label, ReadSpan name,
                        ReadSpan url);
/* The addresses or identifiers that are all of @value, stars of the code behind them; FALSE where it is
 * anything else. */
gboolean read_md_take_links (ReadDoc *doc, ReadEntry *entry, ReadLabelField field, ReadSpan label,
                             ReadSpan value);
/* `⭐ 1.2k`, `(★ 523)`, `1,234 stars` at the end of @span: what stands before it; 0 stars: there is none. */
ReadSpan read_md_match_stars (const ReadDoc *doc, ReadSpan span, guint *stars, ReadSpan *digits);
/* A line of badges: pictures of their sites' own, and where they lead. FALSE where it is anything else. */
gboolean read_md_take_badges (ReadDoc *doc, ReadEntry *entry, ReadSpan line);

/* A line of names alone in emphasis: `*A, B*`. */
gboolean read_md_match_names (const ReadDoc *doc, ReadSpan line, ReadSpan *names);
/* `[N]`, `N.`, `N、`, `ID-N-`, `论文 N：`: the span behind it. */
gboolean read_md_match_number (const ReadDoc *doc, ReadSpan text, guint *number, ReadSpan *digits,
                               ReadSpan *after);

/**
 * read_md_learn:
 *
 * Finds out which headings begin entries: those of the level of which most have a paper's fields right under
 * them, or are links.
 *
 * Returns: FALSE where there are none
 */
gboolean read_md_learn (ReadMd *md);

void read_md_find_tables (ReadMd *md);
/* (nullable): the table that line @i is in. */
const ReadMdTable *read_md_table_at (const ReadMd *md, guint i);
/* N where the first cell of a row is `[^N]`, else 0. */
guint read_md_row_number (const ReadMd *md, guint i);
/* The fields of a row. @summary: the paper stands below in full, and the row says it in short. */
void read_md_take_row (ReadMd *md, ReadEntry *entry, guint i, gboolean summary);

/* The same of a weekly that is not of papers; which of its lines begin entries, and the entry of one. */
gboolean read_md_learn_weekly (ReadMd *md);
gboolean read_md_begins_item (const ReadMd *md, guint i);
void read_md_take_item (ReadMd *md, ReadEntry *entry, guint first, guint end);

/* Whether a heading of no entry, and all under it, is the tool's own. */
gboolean read_md_is_boilerplate (const ReadMd *md, guint i);

/* The fields of the entry whose heading is line @first, or whose lines begin there, up to @end. */
void read_md_take_entry (ReadMd *md, ReadEntry *entry, guint first, guint end);
/* A label's value on a line, or of the front matter. */
void read_md_take_field (ReadMd *md, ReadEntry *entry, ReadLabelField field, ReadSpan label, ReadSpan value);
/* The version that @text gives to the entry's own identifier. */
void read_md_take_version (ReadEntry *entry, const gchar *text);
/* Of an entry without a label its paragraphs are the abstracts, unless more than paragraphs is there: of two
 * Chinese ones the first says it in short. */
void read_md_name_paragraphs (ReadDoc *doc, ReadEntry *entry);

G_END_DECLS
