/* pdf-pack.h: cairo's file made smaller. In: a PDF as cairo writes it. Out: the same objects, those that are
 * no streams in object streams, and a cross-reference stream (ISO 32000-1, 7.5.7 and 7.5.8).
 * SPDX-License-Identifier: MIT */
#pragma once

#include "pdf-objects.h"

G_BEGIN_DECLS

/** PdfPackTag: a structure element: its name, and its language where it is not the document's. */
typedef struct {
  const gchar *name;
  const gchar *lang; /* NULL: none */
} PdfPackTag;

/** PdfAttachment: a file that travels in this one (ISO 32000-2, 7.11.4). @name is ASCII without brackets. */
typedef struct {
  const gchar *name;
  const gchar *media_type;
  GBytes *bytes;
} PdfAttachment;

/**
 * pdf_pack:
 * @pdf: a file of cairo's, of any version (pdf-objects.h)
 * @lang: of the document, for its catalogue (`zh-CN`)
 * @viewer: (nullable): more entries of the catalogue's ViewerPreferences, each with a space before it
 * @page: (nullable): entries that each page gets: boxes beside the MediaBox, which is all that cairo knows
 * @attachment: (nullable): what the file holds as a supplement
 * @tags: (array length=n_tags): the structure elements in the order of the tree
 *
 * Returns: (transfer full): NULL with @error when @pdf, or its tree, is not as expected: what cairo leaves
 * out would then be missing
 */
GBytes *pdf_pack (GBytes *pdf, const gchar *lang, const gchar *viewer, const gchar *page,
                  const PdfAttachment *attachment, const PdfPackTag *tags, guint n_tags, GError **error);

G_END_DECLS
