/* pdf-write.h: the placed document as a file. In: a ComposeDocument. Out: the bytes of a PDF.
 * SPDX-License-Identifier: MIT */
#pragma once

#include "compose/document/compose-document.h"
#include "pdf-settings.h"

G_BEGIN_DECLS

/** PdfProgress: told after each page. */
typedef void (*PdfProgress) (guint done, guint total, gpointer user_data);

/**
 * pdf_write:
 * @generator: for the metadata
 *
 * Paints all pages, or the sheets of a booklet. Cairo tells of some mistakes only when
 * the surface is finished (R113): the surface's status is asked then, and nothing but the status counts.
 *
 * Returns: (transfer full): the file; NULL with @error
 */
GBytes *pdf_write (const ComposeDocument *document, const PdfSettings *settings, const gchar *generator,
                   PdfProgress progress, gpointer user_data, GError **error);

G_END_DECLS
