/* book-private.h: what the files of the content documents share. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai-kit/wz-book.h>

/* ---- Dialects ------------------------------------------------------------------------------------------ */

/**
 * WzBookDialect: what the documents of a format have.
 * @doctype: `<!DOCTYPE html>`, and the character set in the form that HTML 5 has for it
 * @sections: `section` around sections, entries and abstracts; else all blocks are children of `body`, and
 * ids stand on headings
 * @asides: an `aside` around each note
 * @inner_lines: a line feed behind blocks inside blocks too
 * @epub_types: `epub:type`
 * @roles: `role` and `aria-…`
 * @data: the source of formulae, as `data-tex`
 * @xml_lang: `xml:lang` beside `lang`
 * @mathml: formulae that a line can't show as MathML; else as text with `sub` and `sup`
 * @cover_page: a document that shows the cover
 * @translation_links: links from a text to its translations
 * @cuts_entries: an entry that is too long for one document goes on in the next (epub-quality X15)
 * @names_families: the style sheet names fonts that readers have; else the reader's own choice stands
 * (kindle-kf8 8.3)
 * @hidden_lines: a formula's line of text behind its MathML, for readers that pass over that
 * @page: all of the book is one page of a browser: ids are its own, a section holds its entries, headings
 * begin at the second level, that of an entry has all its titles, what is wide scrolls by itself, and
 * translations are marked, so that a style sheet can choose (WZ_BOOK_HTML)
 * @max_bytes: a document is closed when its estimated size passes this; the limit is 200 KB (epub-quality
 * X15)
 */
typedef struct {
  gboolean doctype;
  gboolean sections;
  gboolean asides;
  gboolean inner_lines;
  gboolean epub_types;
  gboolean roles;
  gboolean data;
  gboolean xml_lang;
  gboolean mathml;
  gboolean cover_page;
  gboolean translation_links;
  gboolean cuts_entries;
  gboolean names_families;
  gboolean hidden_lines;
  gboolean page;
  gsize max_bytes;
} WzBookDialect;

extern const WzBookDialect wz_book_dialects[];

/* ---- The plan ------------------------------------------------------------------------------------------ */

/** WzBookCut: where a document begins: block @block of piece @piece. */
typedef struct {
  guint piece;
  guint block;
} WzBookCut;

/**
 * WzBookCuts: how a part too long for one document lies in several (epub-quality X15).
 * @starts: (array length=n): where each begins, the first with the part; behind them the end of all
 */
typedef struct {
  WzBookCut *starts;
  guint n;
} WzBookCuts;

/**
 * WzBookItem: what an entries document holds, in order.
 * @part: of the galley, a section or an entry
 * @is_place: an empty anchor for an entry that once stood here among the short ones (design, stable
 * positions)
 * @cuts: (nullable): of a part that goes over several documents, of which this is number @stretch, from 0
 */
typedef struct {
  guint part;
  gboolean is_place;
  const WzBookCuts *cuts;
  guint stretch;
} WzBookItem;

/**
 * WzBookDocPlan: a document and what goes into it.
 * @doc: first, so that a pointer to it is one to the plan
 * @size: estimate in bytes, while the plan is made
 * @part: of an index or the colophon: that of the galley; of an index the pieces from @first_piece up to,
 * without, @end_piece
 */
typedef struct {
  WzBookDoc doc;
  GArray *items;
  gsize size;
  guint part;
  guint first_piece;
  guint end_piece;
} WzBookDocPlan;

struct _WzBook {
  const WzGalley *galley;
  WzGalley *whole; /* all that could be shown: the sizes that documents are split by are its */
  WzBookOptions options;
  const WzBookDialect *dialect;
  WzPieces *pieces;     /* of the part that is planned or written */
  guint read;           /* the part that wz_book_read() has read into them; G_MAXUINT: none */
  guint first_note;     /* of that part: number of the piece */
  const WzText *ranked; /* of its texts the one that was looked through last; NULL: none yet */
  guint least_heading;  /* the least level of that one's headings */
  const gchar *lang;    /* as EPUB spells it */
  gchar *title;
  gchar *head;
  gchar *subtitle;
  GPtrArray *docs;    /* of WzBookDocPlan */
  GHashTable *paths;  /* of documents, */
  GHashTable *titles; /* and their titles: name → how far it was counted on from; see add_doc() */
  GArray *toc;        /* of WzBookTocItem */
  guint *places;      /* of each part of the galley: index of its document; G_MAXUINT: none */
  GPtrArray *cuts;    /* of WzBookCuts */
};

/** wz_book_make_plan: fills an empty book. */
void wz_book_make_plan (WzBook *book);
/** wz_book_read: (transfer none): the pieces of @part, read once however many documents it goes over, which
 * are written one behind the other. */
const WzPieces *wz_book_read (WzBook *book, guint part);
/** wz_book_find_place: document of the entry with @anchor (`p-KEY`); G_MAXUINT for a stranger. */
guint wz_book_find_place (const WzBook *book, const gchar *anchor);
/** wz_book_dup_anchor: (transfer full): the id that a part has in documents: its own, as an XML name that
 * paths take too; @stretch: `NAME_p2` for the second. */
gchar *wz_book_dup_anchor (const WzPart *part, guint stretch);
/** wz_book_dup_top: (transfer full) (nullable): the anchor that a link to the top of @doc names. */
gchar *wz_book_dup_top (const WzBook *book, guint doc);

/* ---- Sizes and cuts ------------------------------------------------------------------------------------ */

/* What a part takes besides its texts: tags, ids, labels. */
#define WZ_BOOK_PART_BYTES 2000

/** wz_book_pieces_size: estimate of what texts and names take in a document, in bytes. */
gsize wz_book_pieces_size (const WzPieces *pieces);
/** wz_book_cut: (transfer full): as few documents as @pieces, of @size bytes in all, want. */
WzBookCuts *wz_book_cut (const WzBook *book, const WzPieces *pieces, gsize size);
void wz_book_cuts_free (WzBookCuts *cuts);
/** wz_book_item_find_stretch: the one that holds block @block of a piece. */
guint wz_book_item_find_stretch (const WzBookItem *item, guint piece, guint block);
/** wz_book_item_take: which of @n_pieces stand in this stretch: from @first up to, without, @end; some
 * perhaps in part. */
void wz_book_item_take (const WzBookItem *item, guint n_pieces, guint *first, guint *end);
/** wz_book_item_take_blocks: which blocks of piece number @i do. */
void wz_book_item_take_blocks (const WzBookItem *item, guint i, const WzPiece *piece, guint *first, guint *n);

/* ---- Pages --------------------------------------------------------------------------------------------- */

/* A document while it is written. */
typedef struct {
  WzBook *book;
  guint doc;
  const WzBookDialect *dialect;
  WzXmlWriter *xml;
  WzBookPage *page;
  guint body_depth;       /* depth of the children's parent; 0 before the body */
  guint heading;          /* level of the last heading; 0 before the first */
  guint level;            /* of the headings of entries, and of what else is of their rank */
  const WzBookItem *item; /* of an entries document: that is written, and number of its piece; else NULL */
  guint piece;
} WzBookOut;

void wz_book_start (WzBookOut *out, const gchar *name);
/** wz_book_start_class: @class may be NULL. */
void wz_book_start_class (WzBookOut *out, const gchar *name, const gchar *class);
void wz_book_end (WzBookOut *out);
/** wz_book_id: of the element just started. */
void wz_book_id (WzBookOut *out, const gchar *format, ...) G_GNUC_PRINTF (2, 3);
/** wz_book_lang: @lang as the galley spells it. */
void wz_book_lang (WzBookOut *out, const gchar *lang);
/** wz_book_start_heading: `h1` to `h6`; @class may be NULL. */
void wz_book_start_heading (WzBookOut *out, guint level, const gchar *class);
/** wz_book_top: level of the highest headings. */
guint wz_book_top (const WzBookOut *out);
/** wz_book_semantics: epub:type and role, as far as the dialect has them. */
void wz_book_semantics (WzBookOut *out, const gchar *type, const gchar *role);
/** wz_book_label: aria-labelledby, if the dialect has it. */
void wz_book_label (WzBookOut *out, const gchar *format, ...) G_GNUC_PRINTF (2, 3);
/** wz_book_link: the `href` of an `a` just started, to a place in the book. */
void wz_book_link (WzBookOut *out, guint doc, const gchar *anchor);
/** wz_book_start_link: an `a` to an item's @target (nullable), or a `span` where that leads nowhere. */
void wz_book_start_link (WzBookOut *out, const gchar *target);
/** wz_book_link_says: of an `a` just started: @text, @length bytes of it, is what it shows first. A page on
 * paper has addresses behind links, but for those that show theirs (`u`). */
void wz_book_link_says (WzBookOut *out, const gchar *target, const gchar *text, gsize length);
/** wz_book_element: `<name class="class">text</name>`. */
void wz_book_element (WzBookOut *out, const gchar *name, const gchar *class, const gchar *text);
/** wz_book_bold: a label in bold (`span.l`); @lang (nullable): its language, as the galley spells it. */
void wz_book_bold (WzBookOut *out, const gchar *text, const gchar *lang);
/** wz_book_wrap: starts `section`, if the dialect has it; else the caller puts the id on the heading. TRUE if
 * started. */
gboolean wz_book_wrap (WzBookOut *out, const gchar *class, const gchar *type, const gchar *role);
/** wz_book_attributes: the caller's own, of the element just started for @part. */
void wz_book_attributes (WzBookOut *out, const WzPart *part);
/** wz_book_side: of the element just started for a translation: wz_book_find_side(), if the dialect marks it.
 */
void wz_book_side (WzBookOut *out, const WzPieces *pieces, const WzPiece *piece);
/** wz_book_start_side: a `div` around the blocks of a translation. TRUE if one was started. */
gboolean wz_book_start_side (WzBookOut *out, const WzPieces *pieces, const WzPiece *piece);
/** wz_book_start_scroller: around what may be wider than the page: @name, with @class, if the dialect has
 * one; readers of the keyboard come there. TRUE if started. */
gboolean wz_book_start_scroller (WzBookOut *out, const gchar *name, const gchar *class);
/** wz_book_dropped: reports characters dropped since @before, at @position. */
void wz_book_dropped (WzBookOut *out, guint before, const WzPosition *position);

/* ---- Content ------------------------------------------------------------------------------------------- */

/** wz_book_write_inlines: @text inside an element that is open. */
void wz_book_write_inlines (WzBookOut *out, const WzText *text);
/** wz_book_write_item: an item's string or inlines, inside an element that is open. */
void wz_book_write_item (WzBookOut *out, const WzItem *item);
/** wz_book_write_labelled: wz_book_write_blocks(), the piece's label before them: in the first paragraph, or
 * over what is none. */
void wz_book_write_labelled (WzBookOut *out, const WzPiece *piece, guint level, guint first, guint n);
/** wz_book_write_blocks: @n blocks of a piece of text from @first on, which say their language where it
 * differs; its headings below @level. */
void wz_book_write_blocks (WzBookOut *out, const WzPiece *piece, guint level, guint first, guint n);
/** wz_book_write_formula: that of @event; @block: on a line of its own. */
void wz_book_write_formula (WzBookOut *out, const WzTextEvent *event, gboolean block);
/** wz_book_write_picture: an `img`; FALSE when the picture can't be had. */
gboolean wz_book_write_picture (WzBookOut *out, const WzResource *resource, const gchar *alt);
typedef struct _WzBookNotes WzBookNotes;

/** wz_book_notes_new: (transfer full) (nullable): the notes of @piece, a text; NULL for none. */
WzBookNotes *wz_book_notes_new (const WzBookOut *out, const WzPiece *piece);
void wz_book_notes_free (WzBookNotes *notes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzBookNotes, wz_book_notes_free)
/** wz_book_write_note_mark: the mark of @event, with a link where @notes (nullable) has its note. */
void wz_book_write_note_mark (WzBookOut *out, WzBookNotes *notes, const WzTextEvent *event);
/** wz_book_note_id: of the element just started, which the note's marks lead to. */
void wz_book_note_id (WzBookOut *out, WzBookNotes *notes, gint number);
/** wz_book_write_note_label: the note's number, which leads back to its first mark. */
void wz_book_write_note_label (WzBookOut *out, WzBookNotes *notes, gint number);

/** wz_book_write_codes: categories, each behind a space if anything stands before it. */
void wz_book_write_codes (WzBookOut *out, const WzPiece *piece, gboolean behind);

/**
 * WzBookWriter: a section or an entry, or a stretch of it.
 * @anchor: its id
 * @i: number of the piece that is written, and which of its blocks
 * @level: of the last heading of its own
 * @meta: items written into the paragraph that is open for categories, links and marks; -1: none is
 * @in_record: a paragraph is open for what an archive says
 * @figure: (nullable): set of the figure that is open; @in_captions: and its figcaption
 */
typedef struct {
  WzBookOut *out;
  const WzGalley *galley;
  const WzPieces *pieces;
  const WzBookItem *item;
  const gchar *anchor;
  guint i;
  guint first_block;
  guint n_blocks;
  guint level;
  gint meta;
  gboolean in_record;
  const gchar *figure;
  gboolean in_captions;
} WzBookWriter;

/** wz_book_write_pieces: those that stand in this stretch, each as its role looks. */
void wz_book_write_pieces (WzBookWriter *writer);

/** wz_book_write_entries: sections' headings and entries, as @plan has them. */
void wz_book_write_entries (WzBookOut *out, const WzBookDocPlan *plan);
void wz_book_write_contents (WzBookOut *out);
void wz_book_write_index (WzBookOut *out, const WzBookDocPlan *plan);
void wz_book_write_colophon (WzBookOut *out, const WzBookDocPlan *plan);
