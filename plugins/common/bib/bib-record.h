/* bib-record.h: what bibliographies say of a paper. In: an entry. Out: its facts, cleaned, in no format yet.
 * SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai-kit/wz-bib.h>

/**
 * WzBibKind:
 * @WZ_BIB_ARTICLE: its authors name a journal
 * @WZ_BIB_PROCEEDINGS: it has a venue, or what they name is of a conference
 * @WZ_BIB_PREPRINT: on arXiv, and nowhere else that is known
 * @WZ_BIB_OTHER: none of these
 */
typedef enum { WZ_BIB_ARTICLE, WZ_BIB_PROCEEDINGS, WZ_BIB_PREPRINT, WZ_BIB_OTHER, WZ_BIB_N_KINDS } WzBibKind;

/** WzBibName: of a person, or in one piece (@whole) of a group, or of one whose parts nobody knows. */
typedef struct {
  gchar *family;
  gchar *given;
  gchar *suffix;
  gchar *whole;
} WzBibName;

/**
 * WzBibRecord: all may be NULL but @key, @names and @keywords.
 * @title: in English where there is one, which is what papers are cited by; @translation: in Chinese, else
 * another
 * @cut: there are more authors than @names
 * @container: the journal or the proceedings, with volume and pages where these could not be told apart for
 * sure
 * @first, @last: pages
 * @date: of the publication that @kind is; month and day 0 where they are not known
 * @eprint: identifier in an archive, @archive
 * @version: of the eprint; 0 for none
 * @eprint_class: `cs.CL`; only where a code is of one archive of arXiv's alone
 * @keywords: (array zero-terminated=1): codes of categories
 * @remark: what has to be said wherever it is cited
 * @comment: the authors' own
 */
typedef struct {
  gchar *key;
  WzBibKind kind;
  const WzText *title;
  const WzText *translation;
  const WzText *abstract;
  GPtrArray *names;
  gboolean cut;
  gchar *container;
  gchar *volume;
  gchar *number;
  gchar *first;
  gchar *last;
  WzDate date;
  gchar *eprint;
  gchar *archive;
  gchar *eprint_class;
  guint version;
  gchar *doi;
  gchar *url;
  gchar **keywords;
  gchar *remark;
  gchar *comment;
} WzBibRecord;

WzBibRecord *wz_bib_record_new (const WzEntry *entry);
void wz_bib_record_free (WzBibRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzBibRecord, wz_bib_record_free)

/** wz_bib_record_is_arxiv: whether its eprint is on arXiv. */
gboolean wz_bib_record_is_arxiv (const WzBibRecord *record);

/* bib-names */

/** wz_bib_name_new: (transfer full): parts as the source tells them. Of a name in letters that comes in one
 * piece the last word is the family, with the small words before it, which is how BibTeX takes it; one in
 * Chinese stays whole. */
WzBibName *wz_bib_name_new (const WzAuthor *author);
void wz_bib_name_free (WzBibName *name);

/* bib-journal */

/** wz_bib_journal_parse: takes `Nature 650, 12–19 (2026)` and the like apart, into @record; what is not of
 * such a form stays in one piece. */
void wz_bib_journal_parse (WzBibRecord *record, const gchar *reference);

/** wz_bib_find_year: the one year that @text has; 0 where it has none or several. */
guint16 wz_bib_find_year (const gchar *text);

/* bib-latex, bib-ris, bib-csl: a record appended to @out; the first of a file is @number 0. */
void wz_bib_latex_append (GString *out, const WzBibRecord *record, const WzBibOptions *options);
void wz_bib_ris_append (GString *out, const WzBibRecord *record, const WzBibOptions *options);
void wz_bib_csl_append (GString *out, const WzBibRecord *record, const WzBibOptions *options, guint number);

/** wz_bib_tex_dup: (transfer full): plain text as TeX reads it; @protect: what a style must not write small.
 */
gchar *wz_bib_tex_dup (const gchar *text, gboolean commands, gboolean protect);
/** wz_bib_tex_dup_text: (transfer full): rich text; formulae as they are where their braces are in order. */
gchar *wz_bib_tex_dup_text (const WzText *text, gboolean commands, gboolean protect);

/** wz_bib_dup_plain: (transfer full): rich text, its blocks told apart by @between; else one line. */
gchar *wz_bib_dup_plain (const WzText *text, const gchar *between);
