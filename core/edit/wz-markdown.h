/* wz-markdown.h: the editor's own texts, written in Markdown. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include "rich/wz-pictures.h"

G_BEGIN_DECLS

/**
 * WzMarkdownText: a text of the editor's, and where it stands.
 * @markdown: CommonMark with tables, notes, formulae and papers by name (WZ_RICH_EDITORIAL), UTF-8
 * @lang: of the text
 * @position: of its first character; line 0 for none
 * @by_line: whether a line of @markdown is a line of the file; else all of it stands at @position
 * @path: (nullable) (type filename): that pictures are looked for beside
 */
typedef struct {
  const gchar *markdown;
  const gchar *lang;
  WzPosition position;
  gboolean by_line;
  const gchar *path;
} WzMarkdownText;

/**
 * WzMarkdownLink: what a link of the text means
 * @name: as it was written: an address, or a paper by any name
 * @title: NULL, or gets (nullable) what is shown of a paper that has no other words
 *
 * Returns: (transfer full) (nullable): the target; NULL: the words stay alone
 */
typedef gchar *(*WzMarkdownLink) (const gchar *name, const WzPosition *place, const WzText **title,
                                  gpointer user_data);

/**
 * wz_markdown_to_text:
 * @link: (nullable)
 * @heading: (inout) (optional) (transfer full): gets the heading that the text begins with, which is then not
 * in the result; with NULL it stays there
 * @sink: (nullable): told of pictures that are not there
 *
 * A picture that is all of its paragraph is a figure. Its caption is its title, `![words](a.png "caption")`,
 * or a line of emphasis right below it, which is all else that the paragraph has. Raw HTML is shown as the
 * characters it is.
 *
 * Returns: (transfer none): blocks, in the arena of @builder's issue
 */
const WzText *wz_markdown_to_text (WzIssueBuilder *builder, const WzMarkdownText *text, WzMarkdownLink link,
                                   gpointer user_data, gchar **heading, WzDiagSink *sink);

/**
 * wz_markdown_check:
 *
 * Reports `overlay-markdown` (warnings): what editors write and no book takes from them as it was meant:
 * HTML, struck out text, marks of notes that there are not, and notes that none leads to.
 */
void wz_markdown_check (const gchar *markdown, const WzPosition *position, gboolean by_line,
                        WzDiagSink *sink);

G_END_DECLS
