/* wz-markdown.h: the editor's own texts, written in Markdown. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include "rich/wz-pictures.h"

G_BEGIN_DECLS

/**
 * wz_markdown_to_text:
 * @markdown: CommonMark with tables, UTF-8
 * @lang: of the text
 * @position: (nullable): of its first character
 * @by_line: whether a line of @markdown is a line of the file; else all of it stands at @position
 * @pictures: (nullable): what its pictures are looked for in
 * @heading: (inout) (optional) (transfer full): gets the heading that the text begins with, which is then not
 * in the result; with NULL it stays there
 *
 * Raw HTML is shown as the characters it is.
 *
 * Returns: (transfer none): blocks, in the arena of @builder's issue
 */
const WzText *wz_markdown_to_text (WzIssueBuilder *builder, const gchar *markdown, const gchar *lang,
                                   const WzPosition *position, gboolean by_line, WzPictures *pictures,
                                   gchar **heading);

/**
 * wz_markdown_check:
 * @position, @by_line: as above
 *
 * Reports `overlay-markdown` (warnings): what editors write and CommonMark does not have, or a book does not
 * take from an editorial: footnotes, HTML, struck out text.
 */
void wz_markdown_check (const gchar *markdown, const WzPosition *position, gboolean by_line,
                        WzDiagSink *sink);

G_END_DECLS
