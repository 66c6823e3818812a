/* book.h: a galley as XHTML documents, for EPUB and Kindle. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wenzhai.h>

#include "../xml/xml-writer.h"

/*
 * In: a galley. Out: a plan (which documents, in which order, where each entry stands, what the contents
 * list), then the documents, one by one. What they say, and in which order, is the galley's.
 *
 * A Book lends pointers into the galley and its issue: they must live longer.
 */

/**
 * BookFormat: the rows of book-dialect.c, which say what the documents of each have.
 * @BOOK_EPUB: EPUB 3.3
 * @BOOK_KF8: links and pictures are relative paths as in EPUB; plugins/kindle makes `kindle:` references of
 *   them and adds aids
 */
typedef enum { BOOK_EPUB, BOOK_KF8 } BookFormat;

/**
 * BookSplit: how entries are spread over documents.
 * @BOOK_SPLIT_AUTO: by entry up to 300 documents, by section above (epub-quality X15)
 * @BOOK_SPLIT_ENTRY: a document for each full entry; neighbouring short entries of a section share one
 * @BOOK_SPLIT_SECTION: a document for each section, cut where it grows large
 */
typedef enum { BOOK_SPLIT_AUTO, BOOK_SPLIT_ENTRY, BOOK_SPLIT_SECTION } BookSplit;

/**
 * BookFormulae: how EPUB shows formulae.
 * @BOOK_FORMULAE_AUTO: in a line of text where that shows all, else as MathML with the text for readers
 *   that know none
 * @BOOK_FORMULAE_TEXT: as text, as in KF8
 * @BOOK_FORMULAE_MATHML: as MathML, the simplest ones too
 */
typedef enum { BOOK_FORMULAE_AUTO, BOOK_FORMULAE_TEXT, BOOK_FORMULAE_MATHML } BookFormulae;

typedef enum {
  BOOK_DOC_COVER,    /* EPUB only; the plugin writes it */
  BOOK_DOC_CONTENTS, /* EPUB: nav.xhtml, the plugin writes it */
  BOOK_DOC_ENTRIES,  /* headings and blocks of sections, entries */
  BOOK_DOC_INDEX,
  BOOK_DOC_COLOPHON
} BookDocKind;

/**
 * BookDoc: a document of the plan.
 * @path: in EPUB from the package's folder (`text/p-2209.11142.xhtml`); ASCII, lower case, from the entry's
 *   key or the section's id, so it stays when the issue is made again
 * @title: plain text, unique in the book
 */
typedef struct {
  BookDocKind kind;
  gchar *path;
  gchar *title;
} BookDoc;

/**
 * BookTocItem: a line of the contents, in reading order.
 * @depth: 1 or 2
 * @label: plain, one line
 * @brief: (nullable): what stands below it, in the book's language
 * @lang: (nullable): of @label, as EPUB spells it
 * @anchor: (nullable): id in the document; NULL: its top
 * @is_entry: a paper; else a section, an index, the colophon
 */
typedef struct {
  guint depth;
  gchar *label;
  const gchar *lang;
  guint doc;
  gchar *anchor;
  gboolean is_entry;
  gchar *brief;
} BookTocItem;

/**
 * BookOptions: what the caller wants.
 * @css_href: of the link to the style sheet, as seen from a document in `text/` (`../style.css`)
 * @image_href: (nullable): the address of a picture as seen from a document in `text/`; may return NULL: the
 *   picture is left out, its text stays
 * @user_data: for the callback
 * @credits: (array zero-terminated=1) (nullable): names and licences of fonts, for the colophon
 * @generator: (nullable): for the colophon
 * @sink: (nullable): told of formulae that stay as source, of characters and links left out
 * @characters: (nullable) (array fixed-size=2): get all characters that the documents show, by weight
 */
typedef struct {
  BookFormat format;
  BookSplit split;
  BookFormulae formulae;
  const gchar *css_href;
  gchar *(*image_href) (const WzResource *resource, gpointer user_data);
  gpointer user_data;
  WzDiagSink *sink;
  CharSet *const *characters;
  const gchar *const *credits;
  const gchar *generator;
} BookOptions;

typedef struct _Book Book;

/** book_new: (transfer full): makes the plan. @options is copied, what it points to must live on. */
Book *book_new (const WzGalley *galley, const BookOptions *options);
void book_free (Book *book);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Book, book_free)

const WzGalley *book_get_galley (const Book *book);
/** book_get_head, book_get_subtitle: what stands over the contents; the latter may be NULL. */
const gchar *book_get_head (const Book *book);
const gchar *book_get_subtitle (const Book *book);
/** book_get_title: the one title of the book: name and number (epub-quality O2). */
const gchar *book_get_title (const Book *book);
/** book_get_lang: of the book, as EPUB spells it (`zh-CN`). */
const gchar *book_get_lang (const Book *book);
guint book_get_n_docs (const Book *book);
const BookDoc *book_get_doc (const Book *book, guint i);
/** book_find_doc: index of the first document of @kind; G_MAXUINT when there is none. */
guint book_find_doc (const Book *book, BookDocKind kind);
guint book_get_n_toc (const Book *book);
const BookTocItem *book_get_toc (const Book *book, guint i);
/** book_dup_menu: (transfer full): what a menu shows of @item, in one line. */
gchar *book_dup_menu (const BookTocItem *item);
/** book_dup_href: (transfer full): relative address of (@doc, @anchor) as seen from @from. */
gchar *book_dup_href (const Book *book, guint from, guint doc, const gchar *anchor);

/**
 * BookPage: a written document.
 * @lacks_alt: a picture has no words of its own
 */
typedef struct {
  GBytes *bytes;
  gboolean has_mathml;
  gboolean lacks_alt;
} BookPage;

void book_page_free (BookPage *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BookPage, book_page_free)

/** book_start_page: (transfer full): a document up to and with `<body>`, for one that book_write() doesn't
 * write. */
XmlWriter *book_start_page (const Book *book, const gchar *title, const gchar *css_href);

/**
 * book_write:
 * @doc: index of a document; in EPUB not the cover or the contents
 *
 * Returns: (transfer full): the document; NULL with @error
 */
BookPage *book_write (Book *book, guint doc, GError **error);
