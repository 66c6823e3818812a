/* wz-markdown.h: the editor's own texts, written in CommonMark. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include "model/wz-builder.h"

G_BEGIN_DECLS

const WzText *wz_markdown_to_text (WzIssueBuilder *builder, const gchar *markdown, const gchar *lang,
                                   const WzPosition *position, gchar **heading);

/**
 * wz_markdown_check:
 * @position: of the first character
 * @by_line: whether a line of @markdown is a line of the file
 *
 * Reports `overlay-markdown` (warnings): what editors write and CommonMark does not have, or a book does not
 * take from an editorial: footnotes, tables, pictures, HTML, struck out text.
 */
void wz_markdown_check (const gchar *markdown, const WzPosition *position, gboolean by_line,
                        WzDiagSink *sink);

G_END_DECLS
