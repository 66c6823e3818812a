/* wz-galley.h: what a book says, piece by piece. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wz-issue.h>
#include <wenzhai/wz-label.h>
#include <wenzhai/wz-style.h>

G_BEGIN_DECLS

/*
 * The galley (校样) is an index over an issue and a style that says what a book says: which fields, in which
 * order, in which languages, under which labels. An output says how that looks: it goes through the parts,
 * reads the pieces of each, and sets them by their role. What the style does not show is not there, be it a
 * piece, or a picture in a text. Joins (`[A & B]`, `A; B`) are look and the output's own; so are files,
 * pages, running heads, landmarks.
 *
 * A galley is const once made, and any thread may read it, each into pieces of its own.
 */

/**
 * WzPartKind: what a part of the book is. In this order: one cover, one contents, then each section that says
 * something of its own followed by its entries, the indices, one colophon. The cover is always there, for its
 * words; contents, indices and colophon where the style shows them.
 */
typedef enum {
  WZ_PART_COVER,
  WZ_PART_CONTENTS,
  WZ_PART_SECTION,
  WZ_PART_ENTRY,
  WZ_PART_INDEX,
  WZ_PART_COLOPHON
} WzPartKind;

/**
 * WzPart: read-only; fields may be appended.
 * @anchor: ASCII name, unique in the issue, that targets name behind a `#`: `cover`, `contents`, `s-` and a
 *   section's id, `p-` and an entry's key, `index-author`, `colophon`. The output maps it to a file or a page
 * @rank: its depth in the contents, from 1; 0 where the contents do not list it
 * @section: (nullable): of a section or an entry
 * @entry: (nullable): of an entry
 * @index: (nullable): of an index
 */
typedef struct {
  WzPartKind kind;
  const gchar *anchor;
  guint rank;
  const WzSection *section;
  const WzEntry *entry;
  const WzIndex *index;
} WzPart;

/**
 * WzRole: what a piece is in the book. Roles are only ever appended: render one that you don't know by its
 * kind. Behind each: the part it stands in, its kind.
 */
typedef enum {
  /* Cover: what stands on it, or at the head of the first page. */
  WZ_ROLE_NAME,         /* items: what stands large on a cover: the series, else the title without its days */
  WZ_ROLE_TITLE,        /* items: of the issue */
  WZ_ROLE_SUBTITLE,     /* items */
  WZ_ROLE_SERIES,       /* items */
  WZ_ROLE_ISSUE_NUMBER, /* items: `第38期` */
  WZ_ROLE_PERIOD,       /* items: `2022年9月19日至25日` */
  WZ_ROLE_COUNT,        /* items: `9 篇论文` */
  WZ_ROLE_IMPRINT,      /* items: publisher, else the maker of the book */
  WZ_ROLE_PAPER,        /* items: category (WZ_ITEM_CODE) and title of a paper, full papers first */

  /* Contents, sections, entries, indices, colophon: the heading of the part. */
  WZ_ROLE_HEADING, /* items */

  /* Contents */
  WZ_ROLE_CONTENTS_LINE, /* items: number (WZ_ITEM_NUMBER), category (WZ_ITEM_CODE, optional), WZ_ITEM_MARK,
                            title, further titles (optional), WZ_ITEM_BRIEF (optional); each with the target;
                            @rank is the depth */

  /* Section */
  WZ_ROLE_SECTION_TEXT, /* text: of the section's own; a piece a language */

  /* Entry, in this order */
  WZ_ROLE_NUMBER,      /* items: the ordinal, where the style shows numbers */
  WZ_ROLE_ENTRY_TITLE, /* items: one, of inlines; a piece a language; 无题 (WZ_ITEM_GENERATED) where none is
                        */
  WZ_ROLE_AUTHORS,     /* items; one with WZ_ITEM_CUT ends a list that the source or the style cut */
  WZ_ROLE_AFFILIATIONS, /* items; likewise */
  WZ_ROLE_CATEGORIES,   /* items: code (WZ_ITEM_CODE), then its name (WZ_ITEM_NAME) where the legend has it */
  WZ_ROLE_LINKS,        /* items; the first is the paper's own. One without target leads nowhere */
  WZ_ROLE_NOTE_MARKS,   /* items (all optional): lead to the notes of this entry */
  WZ_ROLE_ABSTRACT,     /* text: a piece a language */
  WZ_ROLE_BODY,         /* text */
  WZ_ROLE_FIGURE,       /* figure; its captions follow */
  WZ_ROLE_CAPTION,      /* items: one, of inlines; a piece a language */
  WZ_ROLE_NOTE,         /* text: the editor's */
  WZ_ROLE_APPEARANCES,  /* items: where there are several */
  WZ_ROLE_BACK_REFERENCES, /* items */
  WZ_ROLE_QR,              /* slot: a code of @target */
  WZ_ROLE_ROOM,            /* slot: room for the reader's own notes */

  /* Index */
  WZ_ROLE_INDEX_GROUP, /* items: the letter or heading that the terms behind it stand under */
  WZ_ROLE_INDEX_TERM,  /* items: the term, then for each paper its number, else its title, with its target
                          (WZ_ITEM_REFERENCE: an output with pages shows the page instead) */

  /* Colophon */
  WZ_ROLE_BOOK_TITLE,    /* items: what catalogues call the book: wz_galley_get_title() */
  WZ_ROLE_COLOPHON_LINE, /* items: one, that no line before it says */
  WZ_ROLE_LEGEND,        /* items: codes and names, as WZ_ROLE_CATEGORIES */
  WZ_ROLE_FONTS,         /* slot: names of the fonts that the file holds */
  WZ_ROLE_GENERATOR,     /* slot: what made the file: wz_job_get_generator() */

  /* Entry, behind the links */
  WZ_ROLE_CODE_LINKS, /* items: where the paper's code is; behind one how many marked it (WZ_ITEM_NAME) */

  /* Entry: between number and title */
  WZ_ROLE_WITHDRAWN, /* items: one, `已撤稿：` (WZ_ITEM_MARK) */
  /* Entry: before the categories */
  WZ_ROLE_STATUS, /* items: one: 修订稿, 交叉分类 */
  /* Entry: between the links and the texts, in this order */
  WZ_ROLE_VENUE,        /* items: one, as those below */
  WZ_ROLE_JOURNAL_REF,  /* items */
  WZ_ROLE_COMMENT,      /* items */
  WZ_ROLE_PUBLISHED,    /* items */
  WZ_ROLE_UPDATED,      /* items */
  WZ_ROLE_SCORE,        /* items */
  WZ_ROLE_TLDR,         /* text: a piece a language */
  WZ_ROLE_POINT,        /* text: likewise, of each kind of WzPointKind that there is */
  WZ_ROLE_SCORE_REASON, /* text */
  /* Entry: before WZ_ROLE_VENUE */
  WZ_ROLE_PRESENTER, /* items: one: who presents it at the meeting that the book is for */

  /* Cover: behind its words */
  WZ_ROLE_COVER_PICTURE, /* figure: the issue's own, else the style's */
  WZ_ROLE_COVER_LOGO,    /* figure: the style's */

  /* Colophon, before the lines of what made the file */
  WZ_ROLE_COLOPHON_TEXT /* text: the house's own; a piece a language */
} WzRole;

typedef enum {
  WZ_PIECE_TEXT,   /* blocks of rich text */
  WZ_PIECE_ITEMS,  /* a list that is never joined */
  WZ_PIECE_FIGURE, /* a picture */
  WZ_PIECE_SLOT    /* what only the output knows */
} WzPieceKind;

/**
 * WzPieceLayout: how the pieces of a set stand to each other. An output that can't does as for
 * WZ_LAYOUT_STACKED.
 * @WZ_LAYOUT_BESIDE: beside each other: see wz_galley_pair()
 * @WZ_LAYOUT_BEHIND: the first is shown, the others where the reader asks for them: a pop-up, or a link to
 * the end of the part
 */
typedef enum { WZ_LAYOUT_STACKED, WZ_LAYOUT_BESIDE, WZ_LAYOUT_BEHIND } WzPieceLayout;

/**
 * WzItemFlags:
 * @WZ_ITEM_CUT: the mark of a list that its source cut short: `et al.`, 等; or the style: 等 1688 位
 * @WZ_ITEM_CODE: a category's code
 * @WZ_ITEM_NAME: belongs to the item before it: what a code stands for, ★ 1234
 * @WZ_ITEM_NUMBER: of the paper in the issue
 * @WZ_ITEM_REFERENCE: stands for its target; a page number says the same
 * @WZ_ITEM_GENERATED: words of the program, not of the issue
 * @WZ_ITEM_OPTIONAL: said elsewhere too, or a way to what is: an output need not show it, and the reference
 *   text does not
 * @WZ_ITEM_SAID: the title, beside which it stands, says it already
 * @WZ_ITEM_MARK: stands right before the title and is none: `已撤稿：`
 * @WZ_ITEM_BRIEF: stands below the title in a list: what the paper says in a sentence, in the book's
 *   language, which its title is not in
 */
typedef enum {
  WZ_ITEM_CUT = 1 << 0,
  WZ_ITEM_CODE = 1 << 1,
  WZ_ITEM_NAME = 1 << 2,
  WZ_ITEM_NUMBER = 1 << 3,
  WZ_ITEM_REFERENCE = 1 << 4,
  WZ_ITEM_GENERATED = 1 << 5,
  WZ_ITEM_OPTIONAL = 1 << 6,
  WZ_ITEM_SAID = 1 << 7,
  WZ_ITEM_MARK = 1 << 8,
  WZ_ITEM_BRIEF = 1 << 9,
  WZ_ITEM_MAY_LACK = WZ_ITEM_OPTIONAL | WZ_ITEM_REFERENCE /* one of them: the reference text has none */
} WzItemFlags;

/**
 * WzItem: a word or a name, or inlines. Read-only; fields may be appended.
 * @string: (nullable): plain text, one line; NULL where @text is set
 * @text: (nullable): inlines
 * @lang: of it; never NULL
 * @target: (nullable): a URI that a book may link to (WzLink), or `#` and an anchor of this issue
 * @flags: of WzItemFlags
 */
typedef struct {
  const gchar *string;
  const WzText *text;
  const gchar *lang;
  const gchar *target;
  guint flags;
  WzPosition position;
} WzItem;

/**
 * WzPiece: read-only; fields may be appended. Its strings live until the WzPieces are read into again.
 * @id: ASCII, stable, unique in its part: `title.zh-Hans`, `abstract.en`, `caption.1.en`, `note.1`
 * @rank: level of a heading, depth of a line of the contents; 0 else
 * @lang: of the whole, of items of the first that has words; never NULL
 * @label: (nullable): what the piece is called, in @lang where it stands over it: 摘要, 编者按 2, 刊载. Where
 *   and whether it is shown is look
 * @label_lang: (nullable): of @label, where it may be another than @lang
 * @group: (nullable): neighbours of one group may share a paragraph: `heading` (number and first
 *   title), `people`, `meta`, `record`, `history`
 * @set: (nullable): pieces of one set are translations of one field, or a figure and its captions: `title`,
 *   `abstract`, `figure.1`. Neighbours
 * @anchor: (nullable): the name by which a target of this issue leads here: `p-KEY` on the first piece of an
 *   entry, `p-KEY_note.1`
 * @section, @entry: of the issue, counted from 0; G_MAXUINT for none
 *
 * By @kind, NULL or 0 for the others:
 * @text: WZ_PIECE_TEXT: and of its blocks @n_blocks from @first_block on: wz_text_iter_init_blocks()
 * @items: (array length=n_items): WZ_PIECE_ITEMS: at least one
 * @resource: WZ_PIECE_FIGURE: the picture
 * @alternative: (nullable): WZ_PIECE_FIGURE: what is heard instead of it
 * @placeholder: WZ_PIECE_FIGURE: what stands in its place where the output can't show it
 * @target: (nullable): WZ_PIECE_SLOT: as in WzItem
 */
typedef struct {
  const gchar *id;
  WzRole role;
  WzPieceKind kind;
  guint rank;
  const gchar *lang;
  const gchar *label;
  const gchar *group;
  const gchar *set;
  WzPieceLayout layout;
  const gchar *anchor;
  guint section;
  guint entry;
  WzPosition position;

  const WzText *text;
  guint first_block;
  guint n_blocks;
  const WzItem *items;
  guint n_items;
  const WzResource *resource;
  const gchar *alternative;
  const gchar *placeholder;
  const gchar *target;
  const gchar *label_lang;
} WzPiece;

typedef struct _WzGalley WzGalley;
typedef struct _WzPieces WzPieces;

/**
 * wz_galley_new:
 * @style: (nullable): its `show.…` and `headings.numbers` say what is shown; NULL: everything, which is what
 *   wz_issue_text() is made of
 * @languages: which languages, and how they stand to each other
 * @overrides: (array zero-terminated=1) (nullable): `KEY=VALUE`, what the output's own options set of the
 *   style's keys: `show.cover=no`. Asking for a key that is not of the kind above is a programming error
 *
 * @issue and @style must live longer.
 *
 * Returns: (transfer full): never NULL
 */
WZ_API WzGalley *wz_galley_new (const WzIssue *issue, const WzStyle *style, WzLanguages languages,
                                const gchar *const *overrides);
WZ_API void wz_galley_free (WzGalley *galley);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzGalley, wz_galley_free)

WZ_API const WzIssue *wz_galley_get_issue (const WzGalley *galley);
/** wz_galley_get_lang: the language that the book speaks in: the issue's. */
WZ_API const gchar *wz_galley_get_lang (const WzGalley *galley);
WZ_API WzLanguages wz_galley_get_languages (const WzGalley *galley);
/** wz_galley_get_title: what catalogues and libraries call the book: the issue's title, with its number, else
 * its date, where the title does not say it; never empty. */
WZ_API const gchar *wz_galley_get_title (const WzGalley *galley);
/** wz_galley_get_label: the words for what an output adds by itself (上一篇, 封面), in the book's language.
 */
WZ_API const gchar *wz_galley_get_label (const WzGalley *galley, WzLabel label);
/** wz_galley_shows: whether the book shows @what, the end of a key `show.…`. What is not shown is not there,
 * so that nobody has to ask; but for `cover`, whose words stand at the head of the first page where there is
 * none.
 */
WZ_API gboolean wz_galley_shows (const WzGalley *galley, const gchar *what);

WZ_API guint wz_galley_get_n_parts (const WzGalley *galley);
WZ_API const WzPart *wz_galley_get_part (const WzGalley *galley, guint part);
/** wz_galley_find_part: by @anchor (without `#`); G_MAXUINT where there is none. */
WZ_API guint wz_galley_find_part (const WzGalley *galley, const gchar *anchor);
/** wz_pieces_new: (transfer full): an empty list, to be read into again and again. */
WZ_API WzPieces *wz_pieces_new (void);
WZ_API void wz_pieces_free (WzPieces *pieces);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzPieces, wz_pieces_free)
WZ_API guint wz_pieces_get_n (const WzPieces *pieces);
/** wz_pieces_get: (transfer none): valid until @pieces are read into again. */
WZ_API const WzPiece *wz_pieces_get (const WzPieces *pieces, guint i);
/** wz_pieces_find: (nullable): the first of @role. */
WZ_API const WzPiece *wz_pieces_find (const WzPieces *pieces, WzRole role);

/** wz_galley_read: @pieces become those of @part; what they were is gone. */
WZ_API void wz_galley_read (const WzGalley *galley, guint part, WzPieces *pieces);
/** wz_galley_read_line: @pieces become one: what contents, menus and outlines call @part, whether or not the
 * contents list it: its WZ_ROLE_CONTENTS_LINE. */
WZ_API void wz_galley_read_line (const WzGalley *galley, guint part, WzPieces *pieces);

/**
 * wz_galley_dup_text:
 *
 * The reference for fidelity: what every output has to show, in this order: each item a line, each text as
 * wz_text_dup_plain() has it. Without WZ_ITEM_MAY_LACK, labels, slots.
 *
 * Returns: (transfer full): never NULL
 */
WZ_API gchar *wz_galley_dup_text (const WzGalley *galley);

/**
 * wz_galley_pair:
 *
 * How two texts of one set stand beside each other: block by block where both have paragraphs only, and
 * equally many; else whole beside whole.
 *
 * Returns: the number of rows: of the blocks of each; 1
 */
WZ_API guint wz_galley_pair (const WzPiece *a, const WzPiece *b);

G_END_DECLS
