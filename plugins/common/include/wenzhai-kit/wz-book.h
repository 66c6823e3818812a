/* wz-book.h: a galley as XHTML documents, for EPUB and Kindle, or as a page. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wenzhai.h>

#include <wenzhai-kit/wz-xml-writer.h>

G_BEGIN_DECLS

/*
 * In: a galley. Out: a plan (which documents, in which order, where each entry stands, what the contents
 * list), then the documents, one by one. What they say, and in which order, is the galley's.
 *
 * A WzBook lends pointers into the galley and its issue: they must live longer.
 */

/**
 * WzBookFormat: the rows of book-dialect.c, which say what the documents of each have.
 * @WZ_BOOK_EPUB: EPUB 3.3
 * @WZ_BOOK_KF8: links and pictures are relative paths as in EPUB; plugins/kindle makes `kindle:` references
 * of them and adds aids
 * @WZ_BOOK_HTML: one page for browsers: the caller writes its frame, and the documents of the plan into it,
 * one behind the other, with wz_book_write_into(). A section is a document, its entries are `article`s in it.
 * What is a translation of something else bears `data-l`: see wz_book_find_side()
 */
typedef enum { WZ_BOOK_EPUB, WZ_BOOK_KF8, WZ_BOOK_HTML } WzBookFormat;

/**
 * WzBookSplit: how entries are spread over documents.
 * @WZ_BOOK_SPLIT_AUTO: by entry up to 300 documents, by section above (epub-quality X15)
 * @WZ_BOOK_SPLIT_ENTRY: a document for each full entry; neighbouring short entries of a section share one
 * @WZ_BOOK_SPLIT_SECTION: a document for each section, cut where it grows large
 */
typedef enum { WZ_BOOK_SPLIT_AUTO, WZ_BOOK_SPLIT_ENTRY, WZ_BOOK_SPLIT_SECTION } WzBookSplit;

/**
 * WzBookFormulae: how EPUB shows formulae.
 * @WZ_BOOK_FORMULAE_AUTO: in a line of text where that shows all, else as MathML with the text for readers
 *   that know none
 * @WZ_BOOK_FORMULAE_TEXT: as text, as in KF8
 * @WZ_BOOK_FORMULAE_MATHML: as MathML, the simplest ones too
 */
typedef enum { WZ_BOOK_FORMULAE_AUTO, WZ_BOOK_FORMULAE_TEXT, WZ_BOOK_FORMULAE_MATHML } WzBookFormulae;

typedef enum {
  WZ_BOOK_DOC_COVER,    /* EPUB only; the plugin writes it */
  WZ_BOOK_DOC_CONTENTS, /* EPUB: nav.xhtml, the plugin writes it */
  WZ_BOOK_DOC_ENTRIES,  /* headings and blocks of sections, entries */
  WZ_BOOK_DOC_INDEX,
  WZ_BOOK_DOC_COLOPHON
} WzBookDocKind;

/**
 * WzBookDoc: a document of the plan.
 * @path: in EPUB from the package's folder (`text/p-2209.11142.xhtml`); ASCII, lower case, from the entry's
 *   key or the section's id, so it stays when the issue is made again
 * @title: plain text, unique in the book
 */
typedef struct {
  WzBookDocKind kind;
  gchar *path;
  gchar *title;
} WzBookDoc;

/**
 * WzBookTocItem: a line of the contents, in reading order.
 * @depth: 1 or 2
 * @label: plain, one line
 * @brief: (nullable): what stands below it, in the book's language
 * @lang: (nullable): of @label, as EPUB spells it
 * @anchor: (nullable): id in the document; NULL: its top (not in WZ_BOOK_HTML)
 * @is_entry: a paper; else a section, an index, the colophon
 * @part: of the galley, that it leads to
 */
typedef struct {
  guint depth;
  gchar *label;
  const gchar *lang;
  guint doc;
  gchar *anchor;
  gboolean is_entry;
  gchar *brief;
  const WzPart *part;
} WzBookTocItem;

/**
 * WzBookOptions: what the caller wants.
 * @css_href: of the link to the style sheet, as seen from a document in `text/` (`../style.css`)
 * @image_href: (nullable): the address of a picture as seen from a document in `text/`; may return NULL: the
 *   picture is left out, its text stays
 * @part_attributes: (nullable): adds attributes to the element just started for a section or an entry
 * @user_data: for the callbacks
 * @credits: (array zero-terminated=1) (nullable): names and licences of fonts, for the colophon
 * @generator: (nullable): for the colophon
 * @sink: (nullable): told of formulae that stay as source, of characters and links left out
 * @characters: (nullable) (array fixed-size=2): get all characters that the documents show, by weight
 */
typedef struct {
  WzBookFormat format;
  WzBookSplit split;
  WzBookFormulae formulae;
  const gchar *css_href;
  gchar *(*image_href) (const WzResource *resource, gpointer user_data);
  void (*part_attributes) (const WzPart *part, WzXmlWriter *xml, gpointer user_data);
  gpointer user_data;
  WzDiagSink *sink;
  WzCharSet *const *characters;
  const gchar *const *credits;
  const gchar *generator;
} WzBookOptions;

typedef struct _WzBook WzBook;

/** wz_book_new: (transfer full): makes the plan. @options is copied, what it points to must live on. */
WzBook *wz_book_new (const WzGalley *galley, const WzBookOptions *options);
void wz_book_free (WzBook *book);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzBook, wz_book_free)

/** wz_book_get_galley: the one that it was made of. */
const WzGalley *wz_book_get_galley (const WzBook *book);
/** wz_book_get_head, wz_book_get_subtitle: what stands over the contents; the latter may be NULL. */
const gchar *wz_book_get_head (const WzBook *book);
const gchar *wz_book_get_subtitle (const WzBook *book);
/** wz_book_get_title: the one title of the book: name and number (epub-quality O2). */
const gchar *wz_book_get_title (const WzBook *book);
/** wz_book_get_lang: of the book, as EPUB spells it (`zh-CN`). */
const gchar *wz_book_get_lang (const WzBook *book);
/** wz_book_get_n_docs, wz_book_get_doc: the documents of the plan, in reading order; they live as long as
 * @book. */
guint wz_book_get_n_docs (const WzBook *book);
const WzBookDoc *wz_book_get_doc (const WzBook *book, guint i);
/** wz_book_find_doc: index of the first document of @kind; G_MAXUINT when there is none. */
guint wz_book_find_doc (const WzBook *book, WzBookDocKind kind);
/** wz_book_get_n_toc, wz_book_get_toc: the lines of the contents, in reading order; they live as long as
 * @book. */
guint wz_book_get_n_toc (const WzBook *book);
const WzBookTocItem *wz_book_get_toc (const WzBook *book, guint i);
/** wz_book_dup_menu: (transfer full): what a menu shows of @item, in one line. */
gchar *wz_book_dup_menu (const WzBookTocItem *item);
/** wz_book_dup_href: (transfer full): relative address of (@doc, @anchor) as seen from @from. */
gchar *wz_book_dup_href (const WzBook *book, guint from, guint doc, const gchar *anchor);

/**
 * WzBookPage: a written document.
 * @lacks_alt: a picture has no words of its own
 */
typedef struct {
  GBytes *bytes;
  gboolean has_mathml;
  gboolean lacks_alt;
} WzBookPage;

void wz_book_page_free (WzBookPage *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzBookPage, wz_book_page_free)

/**
 * wz_book_write_into:
 * @xml: its elements around are open, and say the language
 * @page: (inout): gets has_mathml and lacks_alt; its bytes are left
 *
 * What stands in the body of document number @doc: entries, an index, the colophon.
 */
void wz_book_write_into (WzBook *book, guint doc, WzXmlWriter *xml, WzBookPage *page);

/**
 * wz_book_find_side: of what is translated the Chinese text is `zh`, others are `en`.
 *
 * Returns: (nullable): NULL where @piece, of @pieces, has no translation of the other side
 */
const gchar *wz_book_find_side (const WzPieces *pieces, const WzPiece *piece);

/** wz_book_start_page: (transfer full): a document up to and with `<body>`, for one that wz_book_write()
 * doesn't write. */
WzXmlWriter *wz_book_start_page (const WzBook *book, const gchar *title, const gchar *css_href);

/**
 * wz_book_write:
 * @doc: index of a document; in EPUB not the cover or the contents
 *
 * Returns: (transfer full): the document; NULL with @error
 */
WzBookPage *wz_book_write (WzBook *book, guint doc, GError **error);

G_END_DECLS
