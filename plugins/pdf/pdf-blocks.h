/* pdf-blocks.h: an issue as a row of styled blocks. In: issue, settings, fonts. Out: blocks with characters
 * in text styles, insets in units, what keeps together; no line and no page yet. The order of an entry's
 * fields is that of wz_issue_text(). SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wenzhai.h>

#include "pdf-fonts.h"
#include "pdf-settings.h"
#include "pdf-source.h"

G_BEGIN_DECLS

typedef enum {
  PDF_BLOCK_TEXT,
  PDF_BLOCK_GAP,  /* empty lines of the grid; vanish at a column's head */
  PDF_BLOCK_RULE, /* a line of the grid with a rule in it */
  PDF_BLOCK_PAIR, /* two texts side by side, or one and nothing (R102) */
  PDF_BLOCK_TABLE,
  PDF_BLOCK_FIGURE,
  PDF_BLOCK_ROOM, /* ruled lines for notes (R103) */
  PDF_BLOCK_PAGE  /* what follows begins a page */
} PdfBlockKind;

/* Names of structure elements (R111). */
typedef enum {
  PDF_TAG_NONE,
  PDF_TAG_P,
  PDF_TAG_H1,
  PDF_TAG_H2,
  PDF_TAG_H3,
  PDF_TAG_LI,
  PDF_TAG_QUOTE,
  PDF_TAG_CODE,
  PDF_TAG_CAPTION,
  PDF_TAG_NOTE,
  PDF_TAG_TOCI,
  PDF_TAG_INDEX,
  PDF_TAG_FIGURE,
  PDF_TAG_FORMULA,
  PDF_TAG_TABLE
} PdfTag;

typedef struct _PdfBlock PdfBlock;
typedef struct _PdfTable PdfTable;

/**
 * PdfBlock:
 * @section, @entry: which of the issue's it belongs to; @entry counts all entries, -1 for none
 * @label: (nullable): set once, at @label_x from the column's left edge, on the first line
 * @left, @right: insets; @indent: of the first line, from @left
 * @line: distance of baselines; 0: the grid's
 * @rows: lines of the grid that the block takes at least (R75)
 * @page_of: (nullable): name of a destination whose page number stands at the end of the last line, behind
 * leaders
 * @dest: (nullable): name of the destination that this block is
 * @qr: (nullable): an address to be shown as QR code beside the block
 */
struct _PdfBlock {
  PdfBlockKind kind;
  PdfTag tag;
  guint section;
  gint entry;
  PdfSource *source;
  const gchar *lang; /* of the source, which is dropped when it is set */
  PdfSource *label;
  PdfUnit label_x;
  PdfAlign align;
  PdfPrefer prefer;
  gboolean center;
  PdfUnit left, right, indent;
  PdfUnit line;
  guint rows;
  gboolean keep_next, keep_together, hard_spaces;
  gboolean spans; /* a heading over all columns, where it begins a page */
  gchar *page_of;
  gchar *dest;
  gchar *qr;
  PdfBlock *other;    /* of a pair: what stands at the right */
  PdfUnit other_left; /* filled when it is set */
  GPtrArray *cells;   /* of a table: PdfCell, row by row */
  guint n_columns;
  PdfTable *table;            /* its plan */
  const WzResource *resource; /* of a figure */
  gchar *alt;
};

/** PdfCell: of a table. */
typedef struct {
  PdfSource *source;
  guint row, column, span;
  gboolean header;
  gint align; /* -1 left, 0 center, 1 right */
} PdfCell;

/** PdfLink: where a link leads: @uri, or the name of a destination. */
typedef struct {
  gchar *uri;
  gchar *dest;
} PdfLink;

/**
 * PdfBlocks: the issue as blocks.
 * @notes: numbered notes at the foot of the page; source and link
 */
typedef struct {
  const WzIssue *issue;
  const PdfSettings *settings;
  PdfFonts *fonts;
  WzDiagSink *sink;
  GPtrArray *blocks; /* of PdfBlock */
  GPtrArray *links;  /* of PdfLink */
  GPtrArray *notes;  /* of PdfSource */
  guint section;
  gint entry;
} PdfBlocks;

PdfBlocks *pdf_blocks_new (const WzIssue *issue, const PdfSettings *settings, PdfFonts *fonts,
                           WzDiagSink *sink);
void pdf_blocks_free (PdfBlocks *blocks);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PdfBlocks, pdf_blocks_free)

/** pdf_blocks_add_issue: sections and entries. */
void pdf_blocks_add_issue (PdfBlocks *blocks);
/** pdf_blocks_add_masthead: title, number and period, for issues without a cover. */
void pdf_blocks_add_masthead (PdfBlocks *blocks, gboolean large);
/** pdf_blocks_add_contents: one line an entry, with the number of its page. */
void pdf_blocks_add_contents (PdfBlocks *blocks);
/** PdfPageName: (transfer full) (nullable): label of the page on which @dest lies. */
typedef gchar *(*PdfPageName) (const gchar *dest, gpointer user_data);
/** pdf_blocks_add_indices: the issue's indices, with numbers of pages. */
void pdf_blocks_add_indices (PdfBlocks *blocks, PdfPageName page_name, gpointer user_data);
/** pdf_blocks_dup_text: (transfer full): the blocks as text, a line each, for people and tests. */
gchar *pdf_blocks_dup_text (const PdfBlocks *blocks);

/* ---- What the files of this stage share ---------------------------------------------------------------- */

/** PdfLook: a text style by its parts; @size_em of the size of the text. */
typedef struct {
  WzFontRole role;
  WzFontWeight weight;
  gdouble size_em;
  guint32 color;
} PdfLook;

guint16 pdf_blocks_style (PdfBlocks *blocks, PdfLook look);
PdfBlock *pdf_blocks_add (PdfBlocks *blocks, PdfBlockKind kind, PdfTag tag);
PdfBlock *pdf_block_new (PdfBlocks *blocks, PdfBlockKind kind, PdfTag tag);
PdfSource *pdf_blocks_source (PdfBlocks *blocks, const gchar *tag);
void pdf_blocks_add_gap (PdfBlocks *blocks, guint rows);
gint32 pdf_blocks_add_link (PdfBlocks *blocks, const gchar *uri, const gchar *dest);
/** pdf_blocks_add_title: appends @title (nullable: then the word for none) to @source. */
void pdf_blocks_add_title (PdfBlocks *blocks, PdfSource *source, const WzText *title, PdfLook look);
/** pdf_blocks_note: adds a numbered note that shows @text, and its mark behind @source. */
void pdf_blocks_note (PdfBlocks *blocks, PdfSource *source, const gchar *text, PdfLook look);
/** pdf_blocks_add_inlines: the inlines of @text behind @source. */
void pdf_blocks_add_inlines (PdfBlocks *blocks, PdfSource *source, const WzText *text, PdfLook look,
                             guint flags);
/** pdf_blocks_can_show: whether @resource can be shown; FALSE: that it can't has been reported. */
gboolean pdf_blocks_can_show (PdfBlocks *blocks, const WzResource *resource);
/** pdf_blocks_add_placeholder: a line of its own with what stands for a picture that can't be shown. */
void pdf_blocks_add_placeholder (PdfBlocks *blocks, const gchar *alt);
/** pdf_blocks_add_text: the blocks of @text. @look: of a paragraph; @left: inset. */
void pdf_blocks_add_text (PdfBlocks *blocks, const WzText *text, PdfLook look, PdfUnit left, PdfUnit right);
/** pdf_blocks_body_look: a paragraph of @tag. */
PdfLook pdf_blocks_body_look (const PdfBlocks *blocks, const gchar *tag);
/** pdf_blocks_han_tag: the Chinese of this issue. */
const gchar *pdf_blocks_han_tag (const PdfBlocks *blocks);

G_END_DECLS
