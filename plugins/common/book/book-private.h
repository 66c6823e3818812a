/* book-private.h: what the files of the content documents share. SPDX-License-Identifier: MIT */
#pragma once

#include "book.h"

/* ---- Dialects ------------------------------------------------------------------------------------------ */

/**
 * BookDialect: what the documents of a format have.
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
 * @translation_links: links from a text to its translations
 * @cuts_entries: an entry that is too long for one document goes on in the next (epub-quality X15)
 * @names_families: the style sheet names fonts that readers have; else the reader's own choice stands
 * (kindle-kf8 8.3)
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
  gboolean translation_links;
  gboolean cuts_entries;
  gboolean names_families;
  gsize max_bytes;
} BookDialect;

extern const BookDialect book_dialects[];

/* ---- The plan ------------------------------------------------------------------------------------------ */

/**
 * BookItem: what an entries document holds, in order.
 * @BOOK_ITEM_SECTION: heading and blocks of @section
 * @BOOK_ITEM_ENTRY: @entry
 * @BOOK_ITEM_PLACE: an empty anchor for @entry, which once stood here among the short ones (design, stable
 *   positions)
 */
typedef enum { BOOK_ITEM_SECTION, BOOK_ITEM_ENTRY, BOOK_ITEM_PLACE } BookItemKind;

/**
 * BookCuts: how a text too long for one document lies in several (epub-quality X15).
 * @firsts: (array length=n): the unit with which each begins; G_MAXUINT behind them
 */
typedef struct {
  guint *firsts;
  guint n;
  guint first_note; /* of an entry: the unit of its first note */
} BookCuts;

/** @cuts: (nullable): of an item that goes over several documents, of which this is number @part, from 0. */
typedef struct {
  BookItemKind kind;
  const WzSection *section;
  const WzEntry *entry;
  const BookCuts *cuts;
  guint part;
} BookItem;

/**
 * BookDocPlan: a document and what goes into it.
 * @doc: first, so that a pointer to it is one to the plan
 * @size: estimate in bytes, while the plan is made
 * @index: of an index document; its terms from @first_term, @n_terms of them
 */
typedef struct {
  BookDoc doc;
  GArray *items;
  gsize size;
  const WzIndex *index;
  guint first_term;
  guint n_terms;
} BookDocPlan;

struct _Book {
  const WzIssue *issue;
  BookOptions options;
  const BookDialect *dialect;
  const gchar *lang; /* as EPUB spells it */
  gchar *title;
  GPtrArray *docs;      /* of BookDocPlan */
  GHashTable *paths;    /* of documents, */
  GHashTable *titles;   /* and their titles: name → how far it was counted on from; see add_doc() */
  GArray *toc;          /* of BookTocItem */
  GHashTable *places;   /* key → index of its document + 1 */
  GHashTable *headings; /* WzSection → index of the document with its heading + 1 */
  GPtrArray *cuts;      /* of BookCuts */
};

/** book_shows: whether the style shows @part (`authors`). */
gboolean book_shows (const Book *book, const gchar *part);
/** book_dup_section_id: (transfer full): id of the place of a section's heading. */
gchar *book_dup_section_id (const WzSection *section);
/** book_find_place: document of an entry; G_MAXUINT for a stranger. */
guint book_find_place (const Book *book, const gchar *key);
/** book_dup_top: (transfer full) (nullable): the anchor that a link to the top of @doc names. */
gchar *book_dup_top (const Book *book, guint doc);

/* ---- Sizes and cuts ------------------------------------------------------------------------------------ */

/** book_text_size, book_entry_size: estimates of what a document takes for them, in bytes. */
gsize book_text_size (const WzText *text);
gsize book_entry_size (const Book *book, const WzEntry *entry);

/** book_cut_entry: (transfer full): as few documents as the units of @entry want. */
BookCuts *book_cut_entry (const Book *book, const WzEntry *entry);
/** book_cut_blocks: (transfer full): the same for blocks of a section. */
BookCuts *book_cut_blocks (const Book *book, const WzText *blocks);
void book_cuts_free (BookCuts *cuts);

/** BookUnits: counts the units of a text, event by event; begins with zeros. */
typedef struct {
  guint n;
  guint depth;
  gboolean in_inlines;
} BookUnits;

/** book_units_step: index of the unit that @event belongs to. */
guint book_units_step (BookUnits *units, const WzTextEvent *event);
/** book_count_units: at least 1. */
guint book_count_units (const WzText *text);

/** book_dup_label: (transfer full): number and title as lists show them. */
gchar *book_dup_label (const Book *book, const WzEntry *entry);
/** book_dup_part: (transfer full): @name for the first part, `NAME_p2` for the second. */
gchar *book_dup_part (const gchar *name, guint part);

/* ---- Pages --------------------------------------------------------------------------------------------- */

/* A document while it is written. */
typedef struct {
  Book *book;
  guint doc;
  const BookDialect *dialect;
  XmlWriter *xml;
  BookPage *page;
  guint body_depth; /* depth of the children's parent; 0 before the body */
  guint heading;    /* level of the last heading; 0 before the first */
} BookOut;

/** book_out_begin: up to and with `<body>`. */
void book_out_begin (BookOut *out, Book *book, guint doc);
/** book_out_end: (transfer full): ends the document. */
BookPage *book_out_end (BookOut *out, GError **error);

void book_start (BookOut *out, const gchar *name);
/** book_start_class: @class may be NULL. */
void book_start_class (BookOut *out, const gchar *name, const gchar *class);
void book_end (BookOut *out);
/** book_id: of the element just started; it becomes an anchor of the page. */
void book_id (BookOut *out, const gchar *format, ...) G_GNUC_PRINTF (2, 3);
/** book_lang: @lang as the model spells it; NULL: the book's. */
void book_lang (BookOut *out, const gchar *lang);
/** book_semantics: epub:type and role, as far as the dialect has them. */
void book_semantics (BookOut *out, const gchar *type, const gchar *role);
/** book_label: aria-labelledby, if the dialect has it. */
void book_label (BookOut *out, const gchar *format, ...) G_GNUC_PRINTF (2, 3);
/** book_link: the `href` of an `a` just started, to a place in the book. */
void book_link (BookOut *out, guint doc, const gchar *anchor);
/** book_element: `<name class="class">text</name>`. */
void book_element (BookOut *out, const gchar *name, const gchar *class, const gchar *text);
/** book_bold: a label in bold (`span.l`). */
void book_bold (BookOut *out, const gchar *text);
/** book_wrap: starts `section`, if the dialect has it; else the caller puts the id on the heading. TRUE if
 * started. */
gboolean book_wrap (BookOut *out, const gchar *class, const gchar *type, const gchar *role);
/** book_dropped: reports characters dropped since @before, at @position. */
void book_dropped (BookOut *out, guint before, const WzPosition *position);

/* ---- Content ------------------------------------------------------------------------------------------- */

/** book_write_inlines: @text inside an element that is open. */
void book_write_inlines (BookOut *out, const WzText *text);
/** book_write_blocks: @text as blocks, which say its language where it differs; its headings below @level.
 */
void book_write_blocks (BookOut *out, const WzText *text, guint level);
/** book_write_units: the same for the units from @from up to, without, @to. */
void book_write_units (BookOut *out, const WzText *text, guint level, guint from, guint to);
/** book_is_block: whether nodes of @kind stand beside paragraphs, not in them. */
gboolean book_is_block (WzTextKind kind);
/** book_write_picture: an `img`; FALSE when the picture can't be had. */
gboolean book_write_picture (BookOut *out, const WzResource *resource, const gchar *alt);

/** book_write_entries: sections' headings and entries, as @plan has them. */
void book_write_entries (BookOut *out, const BookDocPlan *plan);
void book_write_contents (BookOut *out);
void book_write_index (BookOut *out, const BookDocPlan *plan);
void book_write_colophon (BookOut *out);
