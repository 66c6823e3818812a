/* read-entry.h: the lines of one entry. Private to core/read. SPDX-License-Identifier: MIT */
#pragma once

#include "read/issue/read-issue.h"

G_BEGIN_DECLS

/* Sorts the lines @first … @end - 1 into the fields of @entry, whose heading is already taken. */
void read_parse_entry_lines (ReadDoc *doc, ReadEntry *entry, guint first, guint end);

/* Takes a list of contents before the entries out of the lines, from line @first on. */
void read_take_contents (ReadDoc *doc, guint first);

/* Learns what the headings of the document look like, from line @first on: how many of them have
 * links under them. */
guint read_learn_headings (ReadDoc *doc, guint first);

/* A title of a paper as far as its letters tell: Latin ones, not too many, no address. */
gboolean read_is_latin_title (const ReadDoc *doc, ReadSpan title);

/* Whether @line would be an entry's heading, had its number another form, or were the file another. @title:
 * (out): where its words begin. */
gboolean read_near_heading (const ReadDoc *doc, ReadSpan line, gsize *title);
/* What stands before the words of a line: `【1】[LG] …`; kept by @doc. */
const gchar *read_take_form (ReadDoc *doc, ReadSpan line, gsize title);
/* Whether all of @line is a paper's identifier: `arXiv:2209.11142`, `论文编号：2209.11142`. */
gboolean read_is_identifier (ReadDoc *doc, const ReadLine *line);

G_END_DECLS
