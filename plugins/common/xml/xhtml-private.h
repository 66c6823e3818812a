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

/**
 * XhtmlCuts: how a text too long for one document lies in several (epub-quality X15).
 * @firsts: (array length=n): the unit with which each begins; G_MAXUINT behind them
 */
typedef struct {
  guint *firsts;
  guint n;
  guint first_note; /* of an entry: the unit of its first note */
} XhtmlCuts;

/** @cuts: (nullable): of an item that goes over several documents, of which this is number @part, from 0. */
typedef struct {
  XhtmlItemKind kind;
  const WzSection *section;
  const WzEntry *entry;
  const XhtmlCuts *cuts;
  guint part;
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
  GHashTable *paths;    /* of documents, */
  GHashTable *titles;   /* and their titles: name → how far it was counted on from; see add_doc() */
  GArray *toc;          /* of XhtmlTocItem */
  GHashTable *places;   /* key → index of its document + 1 */
  GHashTable *headings; /* WzSection → index of the document with its heading + 1 */
  GPtrArray *cuts;      /* of XhtmlCuts */
};

/** xhtml_shows: whether the style shows @part (`authors`). */
gboolean xhtml_shows (const XhtmlBook *book, const gchar *part);
/** xhtml_dup_section_id: (transfer full): id of the place of a section's heading. */
gchar *xhtml_dup_section_id (const WzSection *section);
/** xhtml_find_place: document of an entry; G_MAXUINT for a stranger. */
guint xhtml_find_place (const XhtmlBook *book, const gchar *key);
/** xhtml_dup_top: (transfer full) (nullable): the anchor that a link to the top of @doc names. */
gchar *xhtml_dup_top (const XhtmlBook *book, guint doc);

/* ---- Sizes and cuts ------------------------------------------------------------------------------------ */

/* A document is closed when its estimated size passes this; the limit is 200 KB (epub-quality X15). */
#define XHTML_MAX_BYTES 140000

/** xhtml_text_size, xhtml_entry_size: estimates of what a document takes for them, in bytes. */
gsize xhtml_text_size (const WzText *text);
gsize xhtml_entry_size (const XhtmlBook *book, const WzEntry *entry);

/** xhtml_cut_entry: (transfer full): as few documents as the units of @entry want. */
XhtmlCuts *xhtml_cut_entry (const XhtmlBook *book, const WzEntry *entry);
/** xhtml_cut_blocks: (transfer full): the same for blocks of a section. */
XhtmlCuts *xhtml_cut_blocks (const WzText *blocks);
void xhtml_cuts_free (XhtmlCuts *cuts);

/** XhtmlUnits: counts the units of a text, event by event; begins with zeros. */
typedef struct {
  guint n;
  guint depth;
  gboolean in_inlines;
} XhtmlUnits;

/** xhtml_units_step: index of the unit that @event belongs to. */
guint xhtml_units_step (XhtmlUnits *units, const WzTextEvent *event);
/** xhtml_count_units: at least 1. */
guint xhtml_count_units (const WzText *text);

/** xhtml_dup_label: (transfer full): number and title as lists show them. */
gchar *xhtml_dup_label (const XhtmlBook *book, const WzEntry *entry);
/** xhtml_dup_part: (transfer full): @name for the first part, `NAME_p2` for the second. */
gchar *xhtml_dup_part (const gchar *name, guint part);

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
/** xhtml_write_units: the same for the units from @from up to, without, @to. */
void xhtml_write_units (XhtmlOut *out, const WzText *text, guint level, guint from, guint to);
/** xhtml_is_block: whether nodes of @kind stand beside paragraphs, not in them. */
gboolean xhtml_is_block (WzTextKind kind);
/** xhtml_write_picture: an `img`; FALSE when the picture can't be had. */
gboolean xhtml_write_picture (XhtmlOut *out, const WzResource *resource, const gchar *alt);

/** xhtml_write_entries: sections' headings and entries, as @plan has them. */
void xhtml_write_entries (XhtmlOut *out, const XhtmlDocPlan *plan);
void xhtml_write_contents (XhtmlOut *out);
void xhtml_write_index (XhtmlOut *out, const XhtmlDocPlan *plan);
void xhtml_write_colophon (XhtmlOut *out);
