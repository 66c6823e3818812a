/* read-html.h: a page as lines, which the readers of texts can read. Private to core/read.
 * SPDX-License-Identifier: MIT */
#pragma once

#include "read/common/read-doc.h"
#include "rich/wz-page.h"

G_BEGIN_DECLS

/* The text that lines were made of, and where each stretch of them stands in it. */
struct _ReadOrigin {
  ReadDoc source;
  GString *text;  /* the lines */
  GArray *pieces; /* of ReadOriginPiece, ascending */
};

ReadOrigin *read_origin_new (const gchar *file, const gchar *text, gsize length);
void read_origin_free (ReadOrigin *origin);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReadOrigin, read_origin_free)

/* Lets @doc hold the lines, with places in the source. */
void read_origin_open (ReadOrigin *origin, ReadDoc *doc);
/* The account of the source's bytes, by that of the lines. */
void read_origin_account (ReadOrigin *origin, const ReadDoc *doc);
/* @text for @start to @end of the source, whose bytes it is if @exact. */
void read_origin_add (ReadOrigin *origin, const gchar *text, gsize length, gsize start, gsize end,
                      gboolean exact);

/**
 * read_html_write:
 * @root: index of the element whose content is wanted; G_MAXUINT for all
 * @offset_bytes: where the page begins in the source
 * @markdown: as Markdown; else lines without marks, links as their text and their address
 * @keep_lines: elements on lines of their own in the source are on such here
 */
void read_html_write (ReadOrigin *origin, const WzPage *page, guint root, gsize offset_bytes,
                      gboolean markdown, gboolean keep_lines);

/**
 * read_html_flatten:
 *
 * Returns: (transfer full) (nullable): Markdown with its blocks of HTML as Markdown; NULL where it has none
 */
ReadOrigin *read_html_flatten (const gchar *file, const gchar *text, gsize length);

G_END_DECLS
