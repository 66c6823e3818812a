/* read-tables.h: the fixed words of the digest forms. Private to core/read. SPDX-License-Identifier: MIT */
#pragma once

#include "read/common/read-doc.h"

G_BEGIN_DECLS

/* All tables end with NULL. Colons are matched half- and full-width by the code, so rows have none. */
extern const gchar *const read_footers[];           /* fixed notices, wherever they stand */
extern const gchar *const read_notable_headings[];  /* headings of the short list */
extern const gchar *const read_contents_headings[]; /* of lists of contents */
extern const gchar *const read_back_headings[];     /* headings of lists of references */
extern const gchar *const read_summary_labels[];
extern const gchar *const read_source_labels[];
extern const gchar *const read_front_matter_keys[];
extern const gchar *const read_block_labels[]; /* parts of a Chinese summary, in their order */
extern const gchar *const read_arxiv_codes[];  /* arXiv archives and categories, without `cs.` */

/* Whether a word of @span is one that institutions have in their names, and hardly any person. */
gboolean read_names_institution (const ReadDoc *doc, ReadSpan span);
/* The row of @table that @span begins with, or NULL. */
const gchar *read_table_prefix (const ReadDoc *doc, ReadSpan span, const gchar *const *table);
/* A category code that tells a tag from an affiliation in brackets: it stands in read_arxiv_codes, alone or
 * behind its archive. */
gboolean read_is_known_code (const gchar *code);
/* (transfer none): @code as digests write it: `LG` for `cs.LG`; other archives keep their names. */
const gchar *read_short_code (const gchar *code);
gboolean read_table_has (const ReadDoc *doc, ReadSpan span, const gchar *const *table);

G_END_DECLS
