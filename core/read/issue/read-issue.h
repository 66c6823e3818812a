/* read-issue.h: what the text forms are parsed into before the model is built: spans and cleaned strings.
 * Private to core/read. SPDX-License-Identifier: MIT */
#pragma once

#include "read/common/read-doc.h"
#include "read/common/read-labels.h"
#include "rich/wz-pictures.h"

G_BEGIN_DECLS

typedef struct {
  const gchar *url;
  const gchar *label; /* or NULL */
  gsize offset_bytes;
  gboolean code; /* it leads to the paper's code */
  guint stars;   /* of that; 0: not known */
} ReadEntryLink;

typedef struct {
  WzAuthor person; /* its position is set when the model is built */
  gsize offset_bytes;
} ReadAuthor;

typedef struct {
  const gchar *code;
  const gchar *name;
  gsize offset_bytes;
} ReadLegendRow;

/* A stretch of Markdown that stands in the source, but for what cleaning has changed. */
typedef struct {
  gsize at; /* in the Markdown */
  gsize length;
  gsize offset_bytes; /* in the source */
  gboolean exact;     /* nothing was changed: each byte has its place */
} ReadPiece;

typedef struct {
  GString *text;
  GArray *pieces;     /* of ReadPiece */
  gsize indent;       /* of its first line, which all lines are moved by */
  guint heading_base; /* level of the heading under which it stands */
} ReadMarkdown;

/* Markdown, code or, most of them, a paragraph. */
typedef struct {
  ReadMarkdown *markdown; /* owned; or NULL */
  const gchar *label;     /* 动机, 方法 …: shown in bold before the text; or NULL */
  const gchar *text;
  const gchar *code; /* the language, where @text is code; or NULL */
  gsize offset_bytes;
  gboolean aside; /* a line of keywords and the like, no paragraph of a text */
} ReadBlock;

/* A part of a summary. */
typedef struct {
  ReadLabelField kind; /* from READ_LABEL_TLDR on */
  gboolean chinese;
  GArray *blocks; /* of ReadBlock */
} ReadPoint;

typedef struct {
  gsize offset_bytes; /* of its heading */
  gboolean full;
  WzDate date;       /* of the day it appeared; year 0: the issue's */
  gboolean untitled; /* its Chinese text has a label, and no title before it */
  gboolean has_number;
  guint number; /* as printed, or by position */
  GArray *tags; /* of ReadField */
  ReadField title_en;
  ReadSpan title_span; /* of title_en in its heading */
  ReadField title_zh;
  GArray *authors; /* of ReadAuthor */
  gboolean authors_cut;
  GArray *affiliations; /* of ReadField */
  gboolean affiliations_cut;
  GArray *links;    /* of ReadEntryLink, */
  GHashTable *urls; /* and the URLs that are in it */
  gchar *arxiv_id;
  guint arxiv_version;
  gchar *doi;
  gchar *identity;      /* `scheme:id` of another kind, or NULL */
  GArray *chinese;      /* of ReadSpan: paragraphs as they stand, the first with the title before it */
  GArray *english;      /* of ReadSpan */
  GArray *abstract_zh;  /* of ReadBlock */
  GArray *abstract_en;  /* of ReadBlock */
  GArray *body;         /* of ReadBlock */
  GArray *points;       /* of ReadPoint */
  gboolean has_primary; /* the first of the tags is the paper's primary category */
  ReadField venue;
  ReadField journal;
  ReadField comment;
  ReadField score;
  WzStatus status;
  WzDate published;
  WzDate updated;
} ReadEntry;

typedef struct {
  WzSectionKind kind;
  WzDate date; /* of a section of a day */
  ReadField heading;
  gsize offset_bytes;
  GPtrArray *entries; /* of ReadEntry */
  GArray *blocks;     /* of ReadBlock: text of the section's own */
} ReadSection;

typedef struct {
  ReadField title;
  ReadField source;
  ReadField rights;
  WzDate date; /* year 0: without a year; month 0: none */
  gsize date_offset_bytes;
  GArray *legend; /* of ReadLegendRow */
  gboolean has_summary;
  ReadSpan summary;    /* behind its label */
  gboolean markdown;   /* inline marks of Markdown mean something */
  GPtrArray *sections; /* of ReadSection */
} ReadIssue;

void read_issue_init (ReadIssue *issue);
void read_issue_clear (ReadIssue *issue);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ReadIssue, read_issue_clear)

ReadSection *read_issue_add_section (ReadIssue *issue, WzSectionKind kind, gsize offset_bytes);
ReadEntry *read_section_add_entry (ReadSection *section, gsize offset_bytes);
guint read_issue_count_entries (const ReadIssue *issue);

void read_add_block (GArray *blocks, ReadBlock block);
/* The blocks of the point of @kind and language, which is new where there is none. */
GArray *read_entry_get_point (ReadEntry *entry, ReadLabelField kind, gboolean chinese);
void read_entry_take_authors (ReadDoc *doc, ReadEntry *entry, ReadSpan span);
/* What stands inside `[A & B & ...]`. */
void read_entry_take_affiliations (ReadDoc *doc, ReadEntry *entry, ReadSpan inside);
/* `A & B`, `A，B`, `A、B`, `A; B`. */
void read_entry_take_units (ReadDoc *doc, ReadEntry *entry, ReadSpan value);
void read_entry_take_link (ReadDoc *doc, ReadEntry *entry, ReadSpan label, ReadSpan url);
/* What @text, an address or an identifier, says of whom the entry is; a bare one where @bare. FALSE: nothing.
 */
gboolean read_entry_take_identity (ReadDoc *doc, ReadEntry *entry, const gchar *text, gboolean bare,
                                   gsize offset_bytes);
/* A line that is an identifier: `arXiv:2209.11142v2`, `doi:10.1000/182`, `[2209.11142]`. */
gboolean read_entry_take_identifier (ReadDoc *doc, ReadEntry *entry, ReadSpan line);

/**
 * read_take_labelled:
 * @next_label: (inout): index in read_block_labels of the first label that may still come: each comes once,
 * and in order, so that `方法:` inside a sentence is rarely taken for one
 *
 * Takes @span as paragraphs, a new one at each label. Labels stand anywhere in pasted text, right behind the
 * last word of the part before.
 */
void read_take_labelled (ReadDoc *doc, GArray *blocks, ReadSpan span, guint *next_label);

/* Stages, in order: one of the parsers, then titles, checks and the build. */
/* Whether a digest in Markdown, by a tool or by hand, is what @doc holds. */
gboolean read_is_markdown (ReadDoc *doc);
gboolean read_parse_markdown (ReadDoc *doc, ReadIssue *issue);
/* The headings of a summary of one paper, in a file that is named by its id. */
gboolean read_parse_note (ReadDoc *doc, ReadIssue *issue);
gboolean read_parse_digest (ReadDoc *doc, ReadIssue *issue);
gboolean read_is_paper_list (const ReadDoc *doc);
gboolean read_parse_paper_list (ReadDoc *doc, ReadIssue *issue);
gboolean read_is_zhihu (ReadDoc *doc);
gboolean read_parse_zhihu (ReadDoc *doc, ReadIssue *issue);
/* Posts as a crawler of Weibo writes them. */
gboolean read_is_posts (const ReadDoc *doc);
gboolean read_parse_posts (ReadDoc *doc, ReadIssue *issue);
/* Refuses a file without entries for the line that comes nearest to the heading of one. Returns: FALSE where
 * none does */
gboolean read_refuse_near (ReadDoc *doc, GError **error);

/**
 * read_prove:
 * @insist: the reader was asked for by name: nothing is refused, all is told of
 *
 * Called before titles are told from abstracts: paragraphs are spans of the source still.
 *
 * Returns: FALSE with @error set where what was read is not to be believed
 */
gboolean read_prove (ReadDoc *doc, const ReadIssue *issue, gboolean insist, GError **error);

/**
 * read_assign_titles:
 *
 * Gives each entry its Chinese title and both abstracts from the paragraphs that the parser left. Entries
 * that have their title already keep it.
 */
void read_assign_titles (ReadDoc *doc, ReadIssue *issue);
void read_check_issue (ReadDoc *doc, ReadIssue *issue);

/**
 * read_account_rest:
 *
 * White space that no field took is a separator; all else that none took is unknown and remarked, one remark
 * for each stretch that only white space interrupts.
 */
void read_account_rest (ReadDoc *doc);

/**
 * read_build_issue:
 * @file_name: (nullable): name of the file without folders
 *
 * Hands all remarks to @sink, too.
 *
 * Returns: (transfer full): the issue
 */
WzIssue *read_build_issue (ReadDoc *doc, ReadIssue *issue, const gchar *file_name, WzPictures *pictures,
                           WzDiagSink *sink);

/* The issue's title, with its date if it has one. */
void read_take_title_line (ReadDoc *doc, ReadIssue *issue, ReadSpan line);

/**
 * read_front_matter:
 *
 * Returns: index of the first line behind the front matter; 0 where there is none
 */
guint read_front_matter (ReadDoc *doc, ReadIssue *issue);

G_END_DECLS
