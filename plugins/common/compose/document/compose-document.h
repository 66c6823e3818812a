/* compose-document.h: the whole document, placed. In: galley, style, settings. Out: pages with lines and
 * shapes at their places, running heads, folios, labels, destinations; nothing painted yet.
 * SPDX-License-Identifier: MIT */
#pragma once

#include "compose-cover.h"
#include "compose/page/compose-flow.h"
#include "compose/page/compose-page.h"

G_BEGIN_DECLS

typedef enum {
  COMPOSE_PAGE_COVER,
  COMPOSE_PAGE_BLANK,
  COMPOSE_PAGE_FRONT,
  COMPOSE_PAGE_BODY,
  COMPOSE_PAGE_BACK /* indices, colophon */
} ComposePageKind;

/** ComposeFurniture: a line of running head or folio; @x from the page's left edge, @y of its baseline from
 * the top. */
typedef struct {
  guint32 line;
  ComposeUnit x, y;
} ComposeFurniture;

/**
 * ComposePage:
 * @part: number of its flow, -1 for none
 * @label: as page labels and contents show it; "" for a cover or an empty page
 * @piece: first of its pieces in the part's pagination; @foot likewise
 * @entry: the first entry on the page, -1 for none; @head: its part of the galley, else that of the last text
 */
typedef struct {
  ComposePageKind kind;
  gint part;
  gchar *label;
  guint piece, n_pieces;
  guint foot, n_feet;
  gint entry;
  guint head;
  gboolean opens; /* begins with a heading of the first level: no running head */
  guint furniture, n_furniture;
  gboolean head_rule;
} ComposePage;

/** ComposePart: a flow and its pages. */
typedef struct {
  ComposeBlocks *blocks;
  ComposeFlow *flow;
  ComposePagination *pagination;
} ComposePart;

typedef struct {
  const WzGalley *galley;
  const ComposeSettings *settings;
  WzDiagSink *sink;
  ComposeFonts *fonts;
  ComposeLineStore *store;
  ComposeHyphenator *hyphenator;
  ComposeCrew *crew;
  ComposeMissing missing;
  ComposePictures *pictures;
  GPtrArray *parts;    /* of ComposePart */
  GArray *pages;       /* of ComposePage */
  GArray *furniture;   /* of ComposeFurniture; its links are those of the body, the first part */
  GHashTable *dests;   /* name → label of its page */
  WzParallel *opening; /* that makes the hyphenator; NULL for none */
  ComposeCover *cover; /* NULL for none */
  ComposeUnit head_y, folio_y;
} ComposeDocument;

/**
 * compose_document_new:
 *
 * @galley, @style, @settings: lent
 *
 * Sets all that the galley says. Characters without a font are reported; unless the settings ask for boxes,
 * as errors.
 *
 * Returns: (transfer full): NULL with @error where there is nothing to set
 */
ComposeDocument *compose_document_new (const WzGalley *galley, const WzStyle *style,
                                       const ComposeSettings *settings, WzDiagSink *sink, GError **error);
void compose_document_free (ComposeDocument *document);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ComposeDocument, compose_document_free)

const ComposePage *compose_document_get_page (const ComposeDocument *document, guint page);
const ComposePart *compose_document_get_part (const ComposeDocument *document, gint part);
/** compose_document_column_x: left edge of column @column on page @page (from 0), from the page's left edge.
 */
ComposeUnit compose_document_column_x (const ComposeDocument *document, guint page, guint column);
/** compose_document_wide_measure: of front and back matter, which have no room for notes beside them. */
ComposeUnit compose_document_wide_measure (const ComposeDocument *document);
/** compose_document_row_y: first baseline of row @row, from the page's upper edge. */
ComposeUnit compose_document_row_y (const ComposeDocument *document, guint row);

/** compose_furniture_add: running heads and folios of all pages (compose-furniture.c). */
void compose_furniture_add (ComposeDocument *document);

/** compose_dump: the placed lines as text (compose-dump.c). */
gchar *compose_dump (const ComposeDocument *document);

G_END_DECLS
