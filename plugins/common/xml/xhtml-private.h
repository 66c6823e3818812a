/* xhtml-private.h: what the files of the content documents share. SPDX-License-Identifier: MIT */
#pragma once

#include "xhtml-content.h"

/* ---- The plan ------------------------------------------------------------------------------------------ */

/**
 * XhtmlItem: what an entries document holds, in order.
 * @XHTML_ITEM_SECTION: heading and blocks of @section
 * @XHTML_ITEM_ENTRY: @entry
 * @XHTML_ITEM_PLACE: an empty anchor for @entry, which once stood here among the short ones (design, stable
 *   positions)
 */
typedef enum { XHTML_ITEM_SECTION, XHTML_ITEM_ENTRY, XHTML_ITEM_PLACE } XhtmlItemKind;

typedef struct {
  XhtmlItemKind kind;
  const WzSection *section;
  const WzEntry *entry;
} XhtmlItem;

/**
 * XhtmlDocPlan: a document and what goes into it.
 * @doc: first, so that a pointer to it is one to the plan
 * @size: estimate in bytes, while the plan is made
 * @index: of an index document; its terms from @first_term, @n_terms of them
 */
typedef struct {
  XhtmlDoc doc;
  GArray *items;
  gsize size;
  const WzIndex *index;
  guint first_term;
  guint n_terms;
} XhtmlDocPlan;

struct _XhtmlBook {
  const WzIssue *issue;
  XhtmlOptions options;
  const gchar *lang; /* as EPUB spells it */
  gchar *title;
  GPtrArray *docs;      /* of XhtmlDocPlan */
  GArray *toc;          /* of XhtmlTocItem */
  GHashTable *places;   /* key → index of its document + 1 */
  GHashTable *headings; /* WzSection → index of the document with its heading + 1 */
};

gchar *xhtml_dup_book_title (const WzIssue *issue);
/** xhtml_shows: whether the style shows @part (`authors`). */
gboolean xhtml_shows (const XhtmlBook *book, const gchar *part);
/** xhtml_shows_lang: whether texts in @lang are shown. */
gboolean xhtml_shows_lang (const XhtmlBook *book, const gchar *lang);
/** xhtml_dup_section_id: (transfer full): id of the place of a section's heading. */
gchar *xhtml_dup_section_id (const WzSection *section);
/** xhtml_find_place: document of an entry; G_MAXUINT for a stranger. */
guint xhtml_find_place (const XhtmlBook *book, const gchar *key);
/** xhtml_dup_top: (transfer full) (nullable): the anchor that a link to the top of @doc names. */
gchar *xhtml_dup_top (const XhtmlBook *book, guint doc);

/* ---- Pages --------------------------------------------------------------------------------------------- */

/* A document while it is written. */
typedef struct {
  XhtmlBook *book;
  guint doc;
  gboolean epub; /* dialect */
  XmlWriter *xml;
  XhtmlPage *page;
  guint body_depth; /* depth of the children's parent; 0 before the body */
  guint heading;    /* level of the last heading; 0 before the first */
} XhtmlOut;

/** xhtml_out_begin: up to and with `<body>`. */
void xhtml_out_begin (XhtmlOut *out, XhtmlBook *book, guint doc);
/** xhtml_out_end: (transfer full): ends the document. */
XhtmlPage *xhtml_out_end (XhtmlOut *out, GError **error);

void xhtml_start (XhtmlOut *out, const gchar *name);
/** xhtml_start_class: @class may be NULL. */
void xhtml_start_class (XhtmlOut *out, const gchar *name, const gchar *class);
void xhtml_end (XhtmlOut *out);
/** xhtml_id: of the element just started; it becomes an anchor of the page. */
void xhtml_id (XhtmlOut *out, const gchar *format, ...) G_GNUC_PRINTF (2, 3);
/** xhtml_lang: @lang as the model spells it; NULL: the book's. */
void xhtml_lang (XhtmlOut *out, const gchar *lang);
/** xhtml_semantics: epub:type and role; nothing in KF8. */
void xhtml_semantics (XhtmlOut *out, const gchar *type, const gchar *role);
/** xhtml_label: aria-labelledby; nothing in KF8. */
void xhtml_label (XhtmlOut *out, const gchar *format, ...) G_GNUC_PRINTF (2, 3);
/** xhtml_link: the `href` of an `a` just started, to a place in the book. */
void xhtml_link (XhtmlOut *out, guint doc, const gchar *anchor);
/** xhtml_element: `<name class="class">text</name>`. */
void xhtml_element (XhtmlOut *out, const gchar *name, const gchar *class, const gchar *text);
/** xhtml_bold: a label in bold (`span.l`). */
void xhtml_bold (XhtmlOut *out, const gchar *text);
/** xhtml_wrap: in EPUB starts `section`; in KF8 nothing: the caller puts the id on the heading. TRUE if
 * started. */
gboolean xhtml_wrap (XhtmlOut *out, const gchar *class, const gchar *type, const gchar *role);
/** xhtml_dropped: reports characters dropped since @before, at @position. */
void xhtml_dropped (XhtmlOut *out, guint before, const WzPosition *position);

/* ---- Content ------------------------------------------------------------------------------------------- */

/** xhtml_write_inlines: @text inside an element that is open. */
void xhtml_write_inlines (XhtmlOut *out, const WzText *text);
/** xhtml_write_blocks: @text as blocks, which say its language where it differs; its headings below @level.
 */
void xhtml_write_blocks (XhtmlOut *out, const WzText *text, guint level);
/** xhtml_write_picture: an `img`; FALSE when the picture can't be had. */
gboolean xhtml_write_picture (XhtmlOut *out, const WzResource *resource, const gchar *alt);

/** xhtml_write_entries: sections' headings and entries, as @plan has them. */
void xhtml_write_entries (XhtmlOut *out, const XhtmlDocPlan *plan);
void xhtml_write_contents (XhtmlOut *out);
void xhtml_write_index (XhtmlOut *out, const XhtmlDocPlan *plan);
void xhtml_write_colophon (XhtmlOut *out);
