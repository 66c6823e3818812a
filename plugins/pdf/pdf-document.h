/* pdf-document.h: the whole document, placed. In: issue, style, settings. Out: pages with lines and shapes at
 * their places, running heads, folios, labels, destinations; nothing painted yet. SPDX-License-Identifier:
 * MIT */
#pragma once

#include <wenzhai/wenzhai.h>

#include "cover/cover.h"
#include "pdf-flow.h"
#include "pdf-page.h"

G_BEGIN_DECLS

typedef enum { PDF_PAGE_COVER, PDF_PAGE_BLANK, PDF_PAGE_FRONT, PDF_PAGE_BODY, PDF_PAGE_INDEX } PdfPageKind;

/** PdfFurniture: a line of running head or folio; @x from the page's left edge, @y of its baseline from the
 * top. */
typedef struct {
  guint32 line;
  PdfUnit x, y;
} PdfFurniture;

/**
 * PdfPage:
 * @part: number of its flow, -1 for none
 * @label: as page labels and contents show it; "" for a cover or an empty page
 * @piece: first of its pieces in the part's pagination; @foot likewise
 * @entry: the first entry on the page, -1 for none; @section: its section
 */
typedef struct {
  PdfPageKind kind;
  gint part;
  gchar *label;
  guint piece, n_pieces;
  guint foot, n_feet;
  gint entry;
  guint section;
  gboolean opens; /* begins with a heading of the first level: no running head */
  guint furniture, n_furniture;
  gboolean head_rule;
} PdfPage;

/** PdfPart: a flow and its pages. */
typedef struct {
  PdfBlocks *blocks;
  PdfFlow *flow;
  PdfPagination *pagination;
} PdfPart;

typedef struct {
  const WzIssue *issue;
  const WzStyle *style;
  const PdfSettings *settings;
  WzDiagSink *sink;
  PdfFonts *fonts;
  PdfLineStore *store;
  PdfHyphenator *hyphenator;
  PdfCrew *crew;
  PdfMissing missing;
  GPtrArray *parts;  /* of PdfPart */
  GArray *pages;     /* of PdfPage */
  GArray *furniture; /* of PdfFurniture; its links are those of the last part */
  GHashTable *dests; /* name → page number from 1 */
  GThread *opening,
      *covering; /* that make the hyphenator, and the cover; NULL when they have been waited for */
  CoverText *cover_text;
  CoverLayout *cover;           /* NULL for none */
  GHashTable *cover_characters; /* face and glyph → character */
  PdfUnit head_y, folio_y;
  gint furniture_part;
} PdfDocument;

#define PDF_DOCUMENT_ERROR (pdf_document_error_quark ())
GQuark pdf_document_error_quark (void);
typedef enum {
  PDF_DOCUMENT_ERROR_MISSING_GLYPH,
  PDF_DOCUMENT_ERROR_EMPTY,
  PDF_DOCUMENT_ERROR_CAIRO
} PdfDocumentError;

/**
 * pdf_document_new:
 *
 * Sets all of the issue. Characters without a font are reported; unless the settings ask for boxes, they are
 * errors.
 *
 * Returns: (transfer full): NULL with @error
 */
PdfDocument *pdf_document_new (const WzIssue *issue, const WzStyle *style, const PdfSettings *settings,
                               WzDiagSink *sink, GError **error);
void pdf_document_free (PdfDocument *document);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PdfDocument, pdf_document_free)

const PdfPage *pdf_document_get_page (const PdfDocument *document, guint page);
const PdfPart *pdf_document_get_part (const PdfDocument *document, gint part);
/** pdf_document_column_x: left edge of column @column on page @page (from 0), from the page's left edge. */
PdfUnit pdf_document_column_x (const PdfDocument *document, guint page, guint column);
/** pdf_document_wide_measure: of front matter and indices, which have no room for notes beside them. */
PdfUnit pdf_document_wide_measure (const PdfDocument *document);
/** pdf_document_row_y: first baseline of row @row, from the page's upper edge. */
PdfUnit pdf_document_row_y (const PdfDocument *document, guint row);

/** pdf_furniture_add: running heads and folios of all pages (pdf-furniture.c). */
void pdf_furniture_add (PdfDocument *document);

/** pdf_cover_begin: lays the cover out, in a thread (pdf-cover.c). */
void pdf_cover_begin (PdfDocument *document);
/** pdf_cover_set: waits for the cover, and takes its glyphs into the faces in use. */
void pdf_cover_set (PdfDocument *document);

/** pdf_dump: the placed lines as text (pdf-dump.c). */
gchar *pdf_dump (const PdfDocument *document);

G_END_DECLS
