/* preview-desk.h: what there is to look at, and what was said of it. SPDX-License-Identifier: MIT
 *
 * Lines tell what happens:
 *   begin          making has begun anew
 *   book PATH      a PDF or an EPUB is there, whole
 *   said LINE      what making said: a diagnostic as JSON, or any other text
 *   end SECONDS    it has ended
 */
#pragma once

#include "preview/preview-epub.h"
#include "preview/preview-pdf.h"

typedef struct _PreviewDesk PreviewDesk;

/** preview_desk_new: @name: what is watched. */
PreviewDesk *preview_desk_new (const gchar *name);
void preview_desk_free (PreviewDesk *desk);

/** preview_desk_take: a line. */
void preview_desk_take (PreviewDesk *desk, const gchar *line);

/** preview_desk_get_number: rises with each change. */
guint preview_desk_get_number (const PreviewDesk *desk);
/** preview_desk_dup_json: (transfer full): all that the page has to know. */
gchar *preview_desk_dup_json (const PreviewDesk *desk);
/** (nullable): the book that preview_desk_dup_json() calls by this number. */
PreviewPdf *preview_desk_find_pdf (const PreviewDesk *desk, guint number);
PreviewEpub *preview_desk_find_epub (const PreviewDesk *desk, guint number);
