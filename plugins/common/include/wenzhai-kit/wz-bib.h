/* wz-bib.h: the papers of an issue as a bibliography. In: an issue. Out: BibLaTeX, BibTeX, RIS or
 * CSL-JSON. The same paper is the same record in every issue, whatever stands around it.
 * SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wz-issue.h>

G_BEGIN_DECLS

typedef enum { WZ_BIB_BIBLATEX, WZ_BIB_BIBTEX, WZ_BIB_RIS, WZ_BIB_CSL_JSON, WZ_BIB_N_FORMATS } WzBibFormat;

/** wz_bib_choices: (array zero-terminated=1): what an option of an output that can carry a bibliography
 * accepts: `no`, then the formats. */
extern const gchar *const wz_bib_choices[WZ_BIB_N_FORMATS + 2];

/** wz_bib_find_format: (out format): the format that @choice of wz_bib_choices names; FALSE for `no`. */
gboolean wz_bib_find_format (const gchar *choice, WzBibFormat *format);

/** wz_bib_get_file_name: `references.bib`, `references.ris`, `references.csl.json`: what it is called in a
 * book.
 */
const gchar *wz_bib_get_file_name (WzBibFormat format);
/** wz_bib_get_media_type: of such a file. */
const gchar *wz_bib_get_media_type (WzBibFormat format);

/**
 * WzBibOptions:
 * @commands: of TeX, for accented letters and dashes, which old programs do not sort and cut otherwise; the
 * two formats of TeX only
 * @abstracts: with them
 */
typedef struct {
  WzBibFormat format;
  gboolean commands;
  gboolean abstracts;
} WzBibOptions;

/** wz_bib_make: (transfer full): a record a paper, in reading order. UTF-8. */
GBytes *wz_bib_make (const WzIssue *issue, const WzBibOptions *options);

/**
 * wz_bib_dup_key:
 *
 * What a paper is cited by: `vaswani:1706.03762`: the first author's family name in ASCII letters, where it
 * has any, and the key of the entry. It is made of the paper alone; since keys of entries hold no colon, two
 * papers of an issue never have the same.
 *
 * Returns: (transfer full)
 */
gchar *wz_bib_dup_key (const WzEntry *entry);

G_END_DECLS
