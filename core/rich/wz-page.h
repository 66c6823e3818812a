/* wz-page.h: a page of HTML as its elements and texts, in the order of the document, each with its bytes: for
 * readers that want a part of it. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Nodes of a page, at most. */
#define WZ_PAGE_MAX_NODES 2000000

/**
 * WzPageNode: read-only
 * @name: of an element, in lower case; NULL: a text
 * @id, @class_name, @href, @source, @alternative: (nullable): attributes; @source is `data-src`, else `src`
 * @arxiv: (nullable): `data-arxiv-id`
 * @text: of a text, its characters
 * @parent: index of the element around it; G_MAXUINT for none
 * @end: index of the first node behind all that is inside
 * @start_bytes: in the source: of a text, of an element's tag
 * @end_bytes: behind the text, behind an element's tag
 * @exact: the characters of a text are its bytes
 */
typedef struct {
  const gchar *name;
  const gchar *id;
  const gchar *class_name;
  const gchar *href;
  const gchar *source;
  const gchar *alternative;
  const gchar *arxiv;
  const gchar *text;
  guint parent;
  guint end;
  gsize start_bytes;
  gsize end_bytes;
  gboolean exact;
} WzPageNode;

typedef struct _WzPage WzPage;

/** wz_page_new: @text: HTML or a piece of it, UTF-8 without NUL. */
WzPage *wz_page_new (const gchar *text);
void wz_page_free (WzPage *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzPage, wz_page_free)

/** wz_page_get_end_bytes: how much of the text was read: all of it, or up to where an element stands within
 * WZ_RICH_MAX_DEPTH others, a tag has more attributes than anybody writes, or WZ_PAGE_MAX_NODES were read. */
gsize wz_page_get_end_bytes (const WzPage *page);

guint wz_page_get_n_nodes (const WzPage *page);
const WzPageNode *wz_page_get_node (const WzPage *page, guint i);
/** wz_page_find_id: index of the element of this id; G_MAXUINT for none. */
guint wz_page_find_id (const WzPage *page, const gchar *id);

G_END_DECLS
