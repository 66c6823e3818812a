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

G_END_DECLS
