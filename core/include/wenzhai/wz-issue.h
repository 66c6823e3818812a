/* wz-issue.h: the paper model, read side. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wz-figure.h>
#include <wenzhai/wz-lang.h>
#include <wenzhai/wz-text.h>

G_BEGIN_DECLS

/* An issue holds sections, a section holds entries, an entry is a paper. The issue alone is counted. */

WZ_API WzIssue *wz_issue_ref (const WzIssue *issue);
WZ_API void wz_issue_unref (WzIssue *issue);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzIssue, wz_issue_unref)

/* ---- Issue ------------------------------------------------------------------------------------------- */

/**
 * wz_issue_get_title:
 * @lang: (nullable): BCP 47, exact match; NULL: the issue's own language, else any
 *
 * Returns: (nullable): the title; NULL when there is none (in @lang)
 */
WZ_API const gchar *wz_issue_get_title (const WzIssue *issue, const gchar *lang);
/** wz_issue_get_subtitle: (nullable): as wz_issue_get_title(). */
WZ_API const gchar *wz_issue_get_subtitle (const WzIssue *issue, const gchar *lang);
/** wz_issue_get_summary: (nullable): one paragraph that says what is inside, for catalogues. */
WZ_API const gchar *wz_issue_get_summary (const WzIssue *issue, const gchar *lang);

/** wz_issue_get_imprint: what the house says in every colophon, in blocks; one a language. */
WZ_API const WzText *wz_issue_get_imprint (const WzIssue *issue, guint i);
WZ_API guint wz_issue_get_n_imprints (const WzIssue *issue);
/** wz_issue_dup_imprints: (transfer container) (array zero-terminated=1): as wz_entry_dup_titles(). */
WZ_API const WzText **wz_issue_dup_imprints (const WzIssue *issue, WzLanguages languages);

/** wz_issue_get_lang: the language that the issue speaks in (`zh-Hans`, `zh-Hant-TW`, `en`); never NULL. */
WZ_API const gchar *wz_issue_get_lang (const WzIssue *issue);
/** wz_issue_get_langs: (array zero-terminated=1): all languages of its content, its own first. */
WZ_API const gchar *const *wz_issue_get_langs (const WzIssue *issue);

/** wz_issue_get_series: (nullable): name of the series. */
WZ_API const gchar *wz_issue_get_series (const WzIssue *issue);
/** wz_issue_dup_series_label: (transfer full) (nullable): name of the series with the issue's number, `周刊
 * [12]`, for formats that have no field for it; NULL where there is no series. */
WZ_API gchar *wz_issue_dup_series_label (const WzIssue *issue);
/** wz_issue_get_series_slug: (nullable): ASCII name of the series for identifiers and file names. */
WZ_API const gchar *wz_issue_get_series_slug (const WzIssue *issue);
/** wz_issue_get_series_id: (nullable): `urn:uuid:` and the UUIDv5 of the series. */
WZ_API const gchar *wz_issue_get_series_id (const WzIssue *issue);
/** wz_issue_get_number: (nullable): number in the series, decimal digits and at most one point. */
WZ_API const gchar *wz_issue_get_number (const WzIssue *issue);
/** wz_issue_get_volume: (nullable): volume (卷) of the series, decimal digits. */
WZ_API const gchar *wz_issue_get_volume (const WzIssue *issue);

/** wz_issue_get_date: of publication; year 0 when unknown. */
WZ_API WzDate wz_issue_get_date (const WzIssue *issue);
/** wz_issue_get_first_day: first day of the period; year 0 when unknown. */
WZ_API WzDate wz_issue_get_first_day (const WzIssue *issue);
WZ_API WzDate wz_issue_get_last_day (const WzIssue *issue);
/** wz_issue_dup_period_label: (transfer full): its days as wz_date_dup_range_label() writes them; the empty
 * string where none is known. */
WZ_API gchar *wz_issue_dup_period_label (const WzIssue *issue, const gchar *lang);
/** wz_issue_get_revision: 1 for what was first published, 2 for what was published in its place; a draft has
 * the number that it would get. */
WZ_API guint wz_issue_get_revision (const WzIssue *issue);
/** wz_issue_dup_revision_label: (transfer full) (nullable): `第2版`, `Revision 2`; NULL for the first, of
 * which nothing is said. */
WZ_API gchar *wz_issue_dup_revision_label (const WzIssue *issue, const gchar *lang);
/** wz_issue_get_modified: seconds since 1970-01-01T00:00:00Z, from the data, never from the clock. */
WZ_API gint64 wz_issue_get_modified (const WzIssue *issue);

/** wz_issue_get_editor: (nullable): who made the issue. */
WZ_API const gchar *wz_issue_get_editor (const WzIssue *issue);
/** wz_issue_dup_author: (transfer full): whom catalogues, libraries and covers name as the maker of the book,
 * the same in all formats: the editor; else the source of the texts, the publisher, the series; else the word
 * for a digest. Never empty. */
WZ_API gchar *wz_issue_dup_author (const WzIssue *issue);
WZ_API const gchar *wz_issue_get_publisher (const WzIssue *issue);
/** wz_issue_get_source: (nullable): where its texts come from, as the source says it. */
WZ_API const gchar *wz_issue_get_source (const WzIssue *issue);
WZ_API const gchar *wz_issue_get_rights (const WzIssue *issue);
/** wz_issue_get_identifier: `urn:uuid:` and a UUIDv5 that stays when the issue is made again; never NULL. */
WZ_API const gchar *wz_issue_get_identifier (const WzIssue *issue);
/** wz_issue_get_variant: (nullable): tag of a converted edition (`zh-Hant-TW`); NULL for the original. */
WZ_API const gchar *wz_issue_get_variant (const WzIssue *issue);
/** wz_issue_get_edition: (nullable): its name, where the issue is made in several editions; NULL for the
 * issue itself, and for one that its variant tells apart. */
WZ_API const gchar *wz_issue_get_edition (const WzIssue *issue);
/** wz_issue_get_stem: (nullable): file name, without extension, that outputs of this issue get. */
WZ_API const gchar *wz_issue_get_stem (const WzIssue *issue);

/**
 * WzCategory: a row of the legend. Read-only; fields may be appended.
 * @code: as printed in tags (`LG`)
 * @names: (array zero-terminated=1): one a language
 */
typedef struct {
  const gchar *code;
  const WzString *const *names;
  WzPosition position;
} WzCategory;

WZ_API guint wz_issue_get_n_categories (const WzIssue *issue);
WZ_API const WzCategory *wz_issue_get_category (const WzIssue *issue, guint i);
/** wz_issue_get_category_name: (nullable): the name of @code in @lang (NULL: the issue's language, else any).
 */
WZ_API const gchar *wz_issue_get_category_name (const WzIssue *issue, const gchar *code, const gchar *lang);

WZ_API guint wz_issue_get_n_sections (const WzIssue *issue);
WZ_API const WzSection *wz_issue_get_section (const WzIssue *issue, guint i);
/** wz_issue_get_n_entries: of all sections, in reading order. */
WZ_API guint wz_issue_get_n_entries (const WzIssue *issue);
WZ_API const WzEntry *wz_issue_get_entry (const WzIssue *issue, guint i);
/** wz_issue_find_entry: (nullable): the entry with this @key. */
WZ_API const WzEntry *wz_issue_find_entry (const WzIssue *issue, const gchar *key);

/**
 * wz_issue_text:
 *
 * The reference for fidelity: wz_galley_dup_text() of the galley that shows everything, as @languages asks:
 * the issue's title and subtitle, section headings and blocks, of each entry all its fields, terms of
 * indices. An output may leave out what a style's `show.*` turns off, and add only labels, contents, folios,
 * its colophon.
 *
 * Returns: (transfer full): never NULL
 */
WZ_API gchar *wz_issue_text (const WzIssue *issue, WzLanguages languages);

/** WZ_ISSUE_MODEL: where in a book's box its model may lie, as wz_issue_dup_json() writes it. */
#define WZ_ISSUE_MODEL "META-INF/wenzhai-issue.json"
/** wz_issue_dup_json: (transfer full): all of the issue, as `dump` prints it and reads it back. */
WZ_API gchar *wz_issue_dup_json (const WzIssue *issue);

/* ---- Section ----------------------------------------------------------------------------------------- */

typedef enum {
  WZ_SECTION_FRONT,    /* before the papers: editorial, statistics */
  WZ_SECTION_FEATURED, /* full entries */
  WZ_SECTION_NOTABLE,  /* short entries */
  WZ_SECTION_CATEGORY, /* papers of one category */
  WZ_SECTION_DAY,      /* papers of one day */
  WZ_SECTION_BACK,     /* after the papers: colophon */
  WZ_SECTION_GONE      /* the place of what an earlier revision had, and what it was */
} WzSectionKind;

WZ_API WzSectionKind wz_section_get_kind (const WzSection *section);
/** wz_section_get_id: stable ASCII name, unique in the issue (`featured`, `day-2022-09-22`, `category-lg`);
 * of WZ_SECTION_GONE the anchor that led there: `p-2211.04325`, `s-notable`. */
WZ_API const gchar *wz_section_get_id (const WzSection *section);
/** wz_section_get_heading: (nullable): @lang exact; NULL: the issue's language, else any. */
WZ_API const gchar *wz_section_get_heading (const WzSection *section, const gchar *lang);
/** wz_section_get_date: the day of a day section; year 0 else. */
WZ_API WzDate wz_section_get_date (const WzSection *section);
/** wz_section_get_category: (nullable): the code of a category section. */
WZ_API const gchar *wz_section_get_category (const WzSection *section);
/** wz_section_get_blocks: (nullable): text of its own, before its entries. */
WZ_API const WzText *wz_section_get_blocks (const WzSection *section);
/** wz_section_get_translation: of those blocks; one a language. */
WZ_API const WzText *wz_section_get_translation (const WzSection *section, guint i);
WZ_API guint wz_section_get_n_translations (const WzSection *section);
/** wz_section_dup_texts: (transfer container) (array zero-terminated=1): those blocks and their translations,
 * of them what @languages show, as wz_entry_dup_titles(). */
WZ_API const WzText **wz_section_dup_texts (const WzSection *section, WzLanguages languages);
WZ_API guint wz_section_get_n_entries (const WzSection *section);
WZ_API const WzEntry *wz_section_get_entry (const WzSection *section, guint i);
/** wz_section_get_former: the key of a short entry that stood here in an earlier revision. */
WZ_API const WzString *wz_section_get_former (const WzSection *section, guint i);
WZ_API guint wz_section_get_n_former (const WzSection *section);
WZ_API WzPosition wz_section_get_position (const WzSection *section);
WZ_API const WzIssue *wz_section_get_issue (const WzSection *section);

/* ---- Entry ------------------------------------------------------------------------------------------- */

/** wz_entry_get_key: unique in the issue, stable over re-issues: names files and anchors. ASCII `[a-z0-9.-]`.
 */
WZ_API const gchar *wz_entry_get_key (const WzEntry *entry);
/** wz_entry_get_ordinal: the number it is printed with in the issue; 0 for none. */
WZ_API guint wz_entry_get_ordinal (const WzEntry *entry);
/** wz_entry_is_full: whether it stands among the full entries; FALSE for the short list. */
WZ_API gboolean wz_entry_is_full (const WzEntry *entry);
WZ_API const WzSection *wz_entry_get_section (const WzEntry *entry);
/** wz_entry_get_position: of its heading line. */
WZ_API WzPosition wz_entry_get_position (const WzEntry *entry);

WZ_API guint wz_entry_get_n_categories (const WzEntry *entry);
/** wz_entry_get_category: a code, as the tag has it (`LG`). */
WZ_API const WzString *wz_entry_get_category (const WzEntry *entry, guint i);
/** wz_entry_get_primary_category: (nullable): the code of the one that its authors call the first. */
WZ_API const gchar *wz_entry_get_primary_category (const WzEntry *entry);
/** wz_entry_get_first_category: (nullable): the code that stands for it in lists: the primary one, else the
 * first. */
WZ_API const gchar *wz_entry_get_first_category (const WzEntry *entry);

/** WzStatus: what an archive says of a paper on the day of the digest. */
typedef enum {
  WZ_STATUS_UNKNOWN,
  WZ_STATUS_NEW,
  WZ_STATUS_CROSS,    /* new under another category */
  WZ_STATUS_REPLACED, /* a new version */
  WZ_STATUS_WITHDRAWN
} WzStatus;
WZ_API WzStatus wz_entry_get_status (const WzEntry *entry);

/** wz_entry_get_title: (nullable): inlines. @lang exact; NULL: the issue's language, else any. */
WZ_API const WzText *wz_entry_get_title (const WzEntry *entry, const gchar *lang);
/**
 * wz_entry_dup_titles:
 *
 * The titles that @languages shows, in the order in which every output shows them: that of
 * wz_issue_get_langs(). Where none would be left, the first that there is; an empty list where there is none.
 *
 * Returns: (transfer container) (array zero-terminated=1): free with g_free(); the texts are the entry's
 */
WZ_API const WzText **wz_entry_dup_titles (const WzEntry *entry, WzLanguages languages);
/** wz_entry_get_first_title: (nullable): the first of wz_entry_dup_titles(), which contents lists and covers
 * show: the one that stands large over the paper. */
WZ_API const WzText *wz_entry_get_first_title (const WzEntry *entry, WzLanguages languages);
/**
 * wz_entry_dup_label:
 * @lang: (nullable): preferred language of the title; NULL: the issue's
 *
 * What contents lists show: ordinal and title (`3 标题`), the title in another language where @lang has none,
 * `无题` where there is none at all.
 *
 * Returns: (transfer full): plain text, formulae as `$tex$`; never NULL
 */
WZ_API gchar *wz_entry_dup_label (const WzEntry *entry, const gchar *lang);

/**
 * WzAuthor: a person, or a collaboration. Read-only; fields may be appended.
 * @name: as it is printed: `Ludwig van Beethoven`, `ATLAS Collaboration`
 * @lang: (nullable): as in WzString
 * @given, @family, @suffix: (nullable): parts of @name (`Ludwig`, `van Beethoven`, `Jr.`) where they are
 *   known
 * @collaboration: it is no person, and has no parts
 */
typedef struct {
  const gchar *name;
  const gchar *lang;
  WzPosition position;
  const gchar *given;
  const gchar *family;
  const gchar *suffix;
  gboolean collaboration;
} WzAuthor;

WZ_API guint wz_entry_get_n_authors (const WzEntry *entry);
/** wz_entry_get_person: who author @i is. */
WZ_API const WzAuthor *wz_entry_get_person (const WzEntry *entry, guint i);
/** wz_entry_get_author: the name of author @i alone. */
WZ_API const WzString *wz_entry_get_author (const WzEntry *entry, guint i);
/** wz_entry_get_authors_cut: whether the source cut the list short (`...`). */
WZ_API gboolean wz_entry_get_authors_cut (const WzEntry *entry);
WZ_API guint wz_entry_get_n_affiliations (const WzEntry *entry);
WZ_API const WzString *wz_entry_get_affiliation (const WzEntry *entry, guint i);
WZ_API gboolean wz_entry_get_affiliations_cut (const WzEntry *entry);
/** wz_entry_get_name_lang: the language of an author's or affiliation's @name: what the source says; else the
 * issue's for one with Han characters, English for any other. */
WZ_API const gchar *wz_entry_get_name_lang (const WzEntry *entry, const WzString *name);
/** wz_entry_get_authors_cut_mark: (nullable): what every output shows behind the authors where the source cut
 * the list short: `et al.` or `等`, in the language of the last name; NULL where it is whole or empty. */
WZ_API const gchar *wz_entry_get_authors_cut_mark (const WzEntry *entry);
/** wz_entry_get_affiliations_cut_mark: (nullable): likewise. */
WZ_API const gchar *wz_entry_get_affiliations_cut_mark (const WzEntry *entry);

/** wz_entry_get_arxiv_id: (nullable): without version (`2209.11142`, `hep-th/9901001`). */
WZ_API const gchar *wz_entry_get_arxiv_id (const WzEntry *entry);
/** wz_entry_get_arxiv_version: 0 when the source names none. */
WZ_API guint wz_entry_get_arxiv_version (const WzEntry *entry);
/** wz_entry_get_doi: (nullable): without resolver, in lower case. */
WZ_API const gchar *wz_entry_get_doi (const WzEntry *entry);
/** wz_entry_get_identity: (nullable): of a paper that has neither, by the place that has it: `SCHEME:ID`,
 * where the scheme is `openreview`, `acl`, `pmlr`, `cvf` or a later one. */
WZ_API const gchar *wz_entry_get_identity (const WzEntry *entry);

/** wz_entry_get_venue: (nullable): where it is published: `CVPR 2026`. */
WZ_API const gchar *wz_entry_get_venue (const WzEntry *entry);
/** wz_entry_get_presenter: (nullable): who presents it at the meeting that the issue is a handout for. */
WZ_API const gchar *wz_entry_get_presenter (const WzEntry *entry);
/** wz_entry_get_comment: (nullable): what its authors say of the version: `12 pages, 3 figures`. */
WZ_API const gchar *wz_entry_get_comment (const WzEntry *entry);
/** wz_entry_get_journal_ref: (nullable): volume and pages: `Nature 650, 12–19 (2026)`. */
WZ_API const gchar *wz_entry_get_journal_ref (const WzEntry *entry);
/** wz_entry_get_published: the day of its first version; year 0 when unknown. */
WZ_API WzDate wz_entry_get_published (const WzEntry *entry);
/** wz_entry_get_updated: the day of the version that is shown; year 0 when unknown. */
WZ_API WzDate wz_entry_get_updated (const WzEntry *entry);
/** wz_entry_get_score: (nullable): what the source thinks it is worth, as it writes it: `8.5`, `9/10`. */
WZ_API const gchar *wz_entry_get_score (const WzEntry *entry);
/** wz_entry_get_score_reason: (nullable): blocks. */
WZ_API const WzText *wz_entry_get_score_reason (const WzEntry *entry);

/**
 * WzLink: read-only; fields may be appended.
 * @url: absolute, as RFC 3986 allows it: `http`, `https` or `mailto`; `""` where the source's address is none
 *   that a book may link to: wz_entry_dup_link_text() is then shown without a link
 * @label: (nullable): what the source calls it (`GitHub`)
 * @stars: how many readers of a repository marked it; 0 when unknown
 */
typedef struct {
  const gchar *url;
  const gchar *label;
  WzPosition position;
  guint stars;
} WzLink;

/** The first link is the paper's own. */
WZ_API guint wz_entry_get_n_links (const WzEntry *entry);
WZ_API const WzLink *wz_entry_get_link (const WzEntry *entry, guint i);
/**
 * wz_entry_dup_link_text:
 *
 * What every output shows for link @i: `arXiv:2209.11142v2`, `doi:10.…`, the link's label, or the URL without
 * scheme.
 *
 * Returns: (transfer full)
 */
WZ_API gchar *wz_entry_dup_link_text (const WzEntry *entry, guint i);

/** Where the paper's code is: links as those above. */
WZ_API guint wz_entry_get_n_code_links (const WzEntry *entry);
WZ_API const WzLink *wz_entry_get_code_link (const WzEntry *entry, guint i);
/** wz_link_dup_text: (transfer full): what every output shows for a link that is not the paper's own: its
 * label, or the URL without scheme. */
WZ_API gchar *wz_link_dup_text (const WzLink *link);

/** WzPointKind: what a point of a summary is about. Kinds may be appended. */
typedef enum {
  WZ_POINT_TLDR, /* the whole paper in a sentence */
  WZ_POINT_HIGHLIGHT,
  WZ_POINT_MOTIVATION,
  WZ_POINT_METHOD,
  WZ_POINT_RESULT,
  WZ_POINT_CONCLUSION,
  WZ_POINT_LIMITATION,
  WZ_POINT_RECOMMENDATION /* why one should read it */
} WzPointKind;

#define WZ_N_POINT_KINDS (WZ_POINT_RECOMMENDATION + 1)

/**
 * WzPoint: a part of a summary by the source. Read-only; fields may be appended.
 * @text: blocks; those of one kind in several languages are translations of each other
 */
typedef struct {
  WzPointKind kind;
  const WzText *text;
} WzPoint;

WZ_API guint wz_entry_get_n_points (const WzEntry *entry);
WZ_API const WzPoint *wz_entry_get_point (const WzEntry *entry, guint i);
/** wz_entry_dup_points: (transfer container) (array zero-terminated=1): those of @kind, as
 * wz_entry_dup_titles(). */
WZ_API const WzText **wz_entry_dup_points (const WzEntry *entry, WzPointKind kind, WzLanguages languages);
/** wz_entry_get_brief: (nullable): what stands below the title where papers are listed: the TL;DR in the
 * issue's language, of a paper that has no title in it. */
WZ_API const WzText *wz_entry_get_brief (const WzEntry *entry, WzLanguages languages);

/**
 * wz_entry_get_abstract: (nullable): blocks. @lang exact; NULL: the issue's language, else any. The abstracts
 * of an entry are translations of each other.
 */
WZ_API const WzText *wz_entry_get_abstract (const WzEntry *entry, const gchar *lang);
/** wz_entry_dup_abstracts: (transfer container) (array zero-terminated=1): as wz_entry_dup_titles(). */
WZ_API const WzText **wz_entry_dup_abstracts (const WzEntry *entry, WzLanguages languages);
/** wz_entry_get_body: (nullable): blocks beyond the abstract. */
WZ_API const WzText *wz_entry_get_body (const WzEntry *entry);
WZ_API guint wz_entry_get_n_figures (const WzEntry *entry);
WZ_API const WzFigure *wz_entry_get_figure (const WzEntry *entry, guint i);

/**
 * WzAppearance: where and when a source brought this paper. Read-only; fields may be appended.
 * @source: display name of the source
 * @ordinal: its number there; 0 for none
 * @arxiv_version: the version linked there; 0 for none
 */
typedef struct {
  const gchar *source;
  WzDate date;
  guint line;
  gboolean full;
  guint ordinal;
  guint arxiv_version;
} WzAppearance;

WZ_API guint wz_entry_get_n_appearances (const WzEntry *entry);
WZ_API const WzAppearance *wz_entry_get_appearance (const WzEntry *entry, guint i);
/** wz_entry_shows_appearances: whether the appearances say more than the issue's own date: where several
 * differ. Only then do outputs show them. */
WZ_API gboolean wz_entry_shows_appearances (const WzEntry *entry);
/** wz_entry_was_short: whether a source brought it without its text, so that a reader may remember it from a
 * list of short ones. */
WZ_API gboolean wz_entry_was_short (const WzEntry *entry);
/** wz_appearance_dup_label: (transfer full): `2022年9月22日（v1）`; the source's name where the day is not
 * known. */
WZ_API gchar *wz_appearance_dup_label (const WzAppearance *appearance, const gchar *lang);

/** The editor's notes on this paper: blocks. */
WZ_API guint wz_entry_get_n_notes (const WzEntry *entry);
WZ_API const WzText *wz_entry_get_note (const WzEntry *entry, guint i);
/** wz_entry_dup_note_label: (transfer full): what every output calls note @i, in the issue's language:
 * `编者按`, with its number (`编者按 2`) where the paper has several. */
WZ_API gchar *wz_entry_dup_note_label (const WzEntry *entry, guint i);

/**
 * WzBackReference: an earlier issue of the series that had this paper. Read-only; fields may be appended.
 * @number: (nullable): of that issue
 * @identifier: (nullable): of that issue
 * @key: (nullable): of the entry there
 */
typedef struct {
  const gchar *title;
  const gchar *number;
  const gchar *identifier;
  const gchar *key;
  WzDate date;
} WzBackReference;

WZ_API guint wz_entry_get_n_back_references (const WzEntry *entry);
WZ_API const WzBackReference *wz_entry_get_back_reference (const WzEntry *entry, guint i);
/** wz_back_reference_dup_label: (transfer full): `第12期（2022年9月22日）`; the issue's title where it has no
 * number.
 */
WZ_API gchar *wz_back_reference_dup_label (const WzBackReference *reference, const gchar *lang);

/**
 * WzVariant: what a merge did not take, or the editor corrected. Read-only; fields may be appended.
 * @field: `title`, `authors`, `affiliations`, `abstract`, `link`, …
 * @text: (nullable): NULL where a correction filled what was empty
 * @source: display name of the source that has it; of a correction: of the file that says otherwise
 * @position: of @text; of a correction: of the line that says otherwise
 * @corrected: the editor put other words in its place
 */
typedef struct {
  const gchar *field;
  const gchar *lang;
  const gchar *text;
  const gchar *source;
  WzPosition position;
  gboolean corrected;
} WzVariant;

WZ_API guint wz_entry_get_n_variants (const WzEntry *entry);
WZ_API const WzVariant *wz_entry_get_variant (const WzEntry *entry, guint i);

/* ---- Indices ----------------------------------------------------------------------------------------- */

typedef enum { WZ_INDEX_AUTHOR, WZ_INDEX_AFFILIATION, WZ_INDEX_CATEGORY, WZ_INDEX_DAY } WzIndexKind;

/**
 * WzIndexTerm: a line of an index. Read-only; fields may be appended.
 * @group: the letter or heading it stands under (`A`, `B`, `其他`); equal for neighbours of one group; NULL
 * or empty for none
 * @label: what is shown
 * @entries: (array length=n_entries): the papers, in reading order
 */
typedef struct {
  const gchar *group;
  const gchar *label;
  const gchar *lang;
  const WzEntry *const *entries;
  guint n_entries;
} WzIndexTerm;

WZ_API guint wz_issue_get_n_indices (const WzIssue *issue);
WZ_API const WzIndex *wz_issue_get_index (const WzIssue *issue, guint i);
WZ_API WzIndexKind wz_index_get_kind (const WzIndex *index);
/** wz_index_get_heading: what every output calls it: `作者索引`, `Index of authors`. */
WZ_API const gchar *wz_index_get_heading (const WzIndex *index, const gchar *lang);
WZ_API guint wz_index_get_n_terms (const WzIndex *index);
WZ_API const WzIndexTerm *wz_index_get_term (const WzIndex *index, guint i);

G_END_DECLS
