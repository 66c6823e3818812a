/* wz-builder.h: making an issue. Core only. SPDX-License-Identifier: MIT
 *
 * Readers and the editorial desk fill a WzIssueBuilder; wz_issue_builder_finish() checks, derives keys and
 * identifiers and freezes. Strings are copied into the issue's arena; texts, entries and sections of another
 * issue are shared with it, and the new issue keeps it alive: what has been frozen never changes. The handles
 * (WzSection *, WzEntry *) are for the setters here only and die with the builder.
 */
#pragma once

#include <wenzhai/wenzhai.h>

typedef struct _WzIssueBuilder WzIssueBuilder;
typedef struct _WzTextBuilder WzTextBuilder;

WzIssueBuilder *wz_issue_builder_new (void);
/** wz_issue_builder_free: drops an unfinished issue. */
void wz_issue_builder_free (WzIssueBuilder *builder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzIssueBuilder, wz_issue_builder_free)

/**
 * wz_issue_builder_finish:
 * @builder: (transfer full): is freed
 * @sink: (nullable): told of keys that had to be made unique (hint `duplicate-key`)
 *
 * Derives what was not set: languages, period, modified (design: SOURCE_DATE_EPOCH, else the last day, else
 * the month of the newest arXiv id, else 1980-01-01), keys, section ids, series id and identifier. Returns:
 * (transfer full): the frozen issue
 */
WzIssue *wz_issue_builder_finish (WzIssueBuilder *builder, WzDiagSink *sink);

/** wz_model_is_empty: whether no book can be made of @issue: it has neither papers nor any text in its
 * sections. Readers refuse it, and no output is asked to make one. */
gboolean wz_model_is_empty (const WzIssue *issue);

/** wz_model_fold_title: (transfer full): letters and digits of @title, compatibility forms resolved, case
 * folded; titles of one paper have equal folds. Keys are made of it: it is never to change. */
gchar *wz_model_fold_title (const gchar *title);
/** wz_model_fold_entry_title: (transfer full): of the English title, else of that in the issue's language;
 * `""` where there is none. */
gchar *wz_model_fold_entry_title (const WzEntry *entry);

/** wz_issue_builder_position: @position with its file name interned in the issue. All setters do this by
 * themselves. */
WzPosition wz_issue_builder_position (WzIssueBuilder *builder, WzPosition position);

/* ---- Issue. Strings may be NULL or empty to unset; setting a language again replaces it. ---- */
void wz_issue_builder_set_title (WzIssueBuilder *builder, const gchar *lang, const gchar *text);
void wz_issue_builder_set_subtitle (WzIssueBuilder *builder, const gchar *lang, const gchar *text);
void wz_issue_builder_set_summary (WzIssueBuilder *builder, const gchar *lang, const gchar *text);
/** The issue's own language; `zh-Hans` where it is not set. */
void wz_issue_builder_set_lang (WzIssueBuilder *builder, const gchar *lang);
void wz_issue_builder_set_series (WzIssueBuilder *builder, const gchar *name, const gchar *slug);
void wz_issue_builder_set_number (WzIssueBuilder *builder, const gchar *number);
void wz_issue_builder_set_volume (WzIssueBuilder *builder, const gchar *volume);
void wz_issue_builder_set_date (WzIssueBuilder *builder, WzDate date);
void wz_issue_builder_set_period (WzIssueBuilder *builder, WzDate first, WzDate last);
void wz_issue_builder_set_revision (WzIssueBuilder *builder, guint revision);
void wz_issue_builder_set_modified (WzIssueBuilder *builder, gint64 seconds);
void wz_issue_builder_set_editor (WzIssueBuilder *builder, const gchar *text);
void wz_issue_builder_set_publisher (WzIssueBuilder *builder, const gchar *text);
void wz_issue_builder_set_source (WzIssueBuilder *builder, const gchar *text);
void wz_issue_builder_set_rights (WzIssueBuilder *builder, const gchar *text);
void wz_issue_builder_set_identifier (WzIssueBuilder *builder, const gchar *urn);
/** wz_issue_builder_derive_identifier: from @name, in the project's namespace (RFC 4122 §4.3). */
void wz_issue_builder_derive_identifier (WzIssueBuilder *builder, const gchar *name);
void wz_issue_builder_set_variant (WzIssueBuilder *builder, const gchar *tag);
void wz_issue_builder_set_edition (WzIssueBuilder *builder, const gchar *name);
void wz_issue_builder_set_stem (WzIssueBuilder *builder, const gchar *stem);
/** wz_issue_builder_set_cover: @picture: (nullable): a resource of the issue. */
void wz_issue_builder_set_cover (WzIssueBuilder *builder, const WzResource *picture);
/** @text: blocks of the house, for the colophon, in their own language; replaces that language's. */
void wz_issue_builder_set_imprint (WzIssueBuilder *builder, const WzText *text);
/** wz_issue_find_category: place of @code among the categories of @issue; their number where it has none. */
guint wz_issue_find_category (const WzIssue *issue, const gchar *code);
void wz_issue_builder_set_category (WzIssueBuilder *builder, const gchar *code, const gchar *lang,
                                    const gchar *name, const WzPosition *position);
/** wz_issue_builder_add_file: a file that the source names and that was looked for, there or not. */
void wz_issue_builder_add_file (WzIssueBuilder *builder, const gchar *path);
/** wz_issue_list_files: (transfer full) (element-type filename): those of @issue and of the issues that it
 * was made of, each once, in order of their bytes. */
GPtrArray *wz_issue_list_files (const WzIssue *issue);
/**
 * wz_issue_builder_add_resource:
 *
 * Sniffs media type and pixel size from @bytes. Equal bytes are one resource.
 *
 * Returns: (nullable): NULL when the bytes are no PNG, JPEG, GIF, WebP or SVG
 */
const WzResource *wz_issue_builder_add_resource (WzIssueBuilder *builder, GBytes *bytes,
                                                 const WzPosition *position);

/** wz_issue_builder_find_resource: (nullable): the resource added with this @id. */
const WzResource *wz_issue_builder_find_resource (WzIssueBuilder *builder, const gchar *id);
/** wz_issue_builder_find_entry: (nullable): the first entry given this @key with wz_entry_set_key(). */
WzEntry *wz_issue_builder_find_entry (WzIssueBuilder *builder, const gchar *key);

/* ---- Sections, in order ---- */
WzSection *wz_issue_builder_add_section (WzIssueBuilder *builder, WzSectionKind kind,
                                         const WzPosition *position);
void wz_section_set_id (WzIssueBuilder *builder, WzSection *section, const gchar *id);
void wz_section_set_heading (WzIssueBuilder *builder, WzSection *section, const gchar *lang,
                             const gchar *text);
void wz_section_set_date (WzIssueBuilder *builder, WzSection *section, WzDate date);
void wz_section_set_category (WzIssueBuilder *builder, WzSection *section, const gchar *code);
void wz_section_set_blocks (WzIssueBuilder *builder, WzSection *section, const WzText *text);
/** @text: what the blocks say, in another language; replaces that language's. */
void wz_section_set_translation (WzIssueBuilder *builder, WzSection *section, const WzText *text);
/** wz_section_clear_texts: of its own. */
void wz_section_clear_texts (WzIssueBuilder *builder, WzSection *section);
/** @key: of a short entry that stood here in an earlier revision. */
void wz_section_add_former (WzIssueBuilder *builder, WzSection *section, const gchar *key);

/* ---- Entries, in order ---- */
WzEntry *wz_section_add_entry (WzIssueBuilder *builder, WzSection *section, const WzPosition *position);
/**
 * wz_section_copy_entry:
 * @entry: of any issue
 *
 * Adds @entry (its resources with it), key included, for the setters to change.
 */
WzEntry *wz_section_copy_entry (WzIssueBuilder *builder, WzSection *section, const WzEntry *entry);
/** wz_issue_builder_copy_head: all of @issue but its sections, entries and indices, and but what it has
 * derived. */
void wz_issue_builder_copy_head (WzIssueBuilder *builder, const WzIssue *issue);
/** wz_issue_builder_copy_section: a section with heading, id and blocks, without its entries. */
WzSection *wz_issue_builder_copy_section (WzIssueBuilder *builder, const WzSection *section);

void wz_entry_set_key (WzIssueBuilder *builder, WzEntry *entry, const gchar *key);
void wz_entry_set_ordinal (WzIssueBuilder *builder, WzEntry *entry, guint ordinal);
void wz_entry_set_full (WzIssueBuilder *builder, WzEntry *entry, gboolean full);
/** wz_entry_set_pin: the place in front that the editor gave it, from 1; 0 for none. It says nothing of
 * itself in books, and counts when the paper is laid out again, in a volume. */
void wz_entry_set_pin (WzIssueBuilder *builder, WzEntry *entry, guint pin);
guint wz_entry_get_pin (const WzEntry *entry);
void wz_entry_set_authors_cut (WzIssueBuilder *builder, WzEntry *entry, gboolean cut);
void wz_entry_set_affiliations_cut (WzIssueBuilder *builder, WzEntry *entry, gboolean cut);
void wz_entry_set_arxiv (WzIssueBuilder *builder, WzEntry *entry, const gchar *id, guint version);
void wz_entry_set_doi (WzIssueBuilder *builder, WzEntry *entry, const gchar *doi);
/** @identity: `SCHEME:ID` of a paper that has neither arXiv id nor DOI: see wz_entry_get_identity(). */
void wz_entry_set_identity (WzIssueBuilder *builder, WzEntry *entry, const gchar *identity);
/** @code: one of the entry's categories. */
void wz_entry_set_primary_category (WzIssueBuilder *builder, WzEntry *entry, const gchar *code);
void wz_entry_set_venue (WzIssueBuilder *builder, WzEntry *entry, const gchar *venue);
void wz_entry_set_comment (WzIssueBuilder *builder, WzEntry *entry, const gchar *comment);
void wz_entry_set_journal_ref (WzIssueBuilder *builder, WzEntry *entry, const gchar *reference);
/** @presenter: who presents it at the meeting that the issue is for. */
void wz_entry_set_presenter (WzIssueBuilder *builder, WzEntry *entry, const gchar *presenter);
/** @score: as its source writes it: `8.5`, `9/10`. */
void wz_entry_set_score (WzIssueBuilder *builder, WzEntry *entry, const gchar *score);
/** @text: blocks. */
void wz_entry_set_score_reason (WzIssueBuilder *builder, WzEntry *entry, const WzText *text);
void wz_entry_set_status (WzIssueBuilder *builder, WzEntry *entry, WzStatus status);
void wz_entry_set_published (WzIssueBuilder *builder, WzEntry *entry, WzDate date);
void wz_entry_set_updated (WzIssueBuilder *builder, WzEntry *entry, WzDate date);
/** @text: inlines, in its own language (wz_text_get_lang()); replaces that language's title. NULL @text with
 * @lang removes. */
void wz_entry_set_title (WzIssueBuilder *builder, WzEntry *entry, const gchar *lang, const WzText *text);
void wz_entry_set_abstract (WzIssueBuilder *builder, WzEntry *entry, const gchar *lang, const WzText *text);
void wz_entry_set_body (WzIssueBuilder *builder, WzEntry *entry, const WzText *text);

void wz_entry_add_category (WzIssueBuilder *builder, WzEntry *entry, const gchar *code,
                            const WzPosition *position);
void wz_entry_add_author (WzIssueBuilder *builder, WzEntry *entry, const gchar *name,
                          const WzPosition *position);
/** @person: `given`, `family` and `suffix` where the source or the parser of names tells them apart. */
void wz_entry_add_person (WzIssueBuilder *builder, WzEntry *entry, const WzAuthor *person);
void wz_entry_add_affiliation (WzIssueBuilder *builder, WzEntry *entry, const gchar *name,
                               const WzPosition *position);
void wz_entry_add_link (WzIssueBuilder *builder, WzEntry *entry, const gchar *url, const gchar *label,
                        const WzPosition *position);
/** @link: where the paper's code is. */
void wz_entry_add_code_link (WzIssueBuilder *builder, WzEntry *entry, const WzLink *link);
/** @captions, @alts: (array zero-terminated=1) (nullable) */
void wz_entry_add_figure (WzIssueBuilder *builder, WzEntry *entry, const WzResource *resource,
                          const WzText *const *captions, const WzString *const *alts,
                          const WzPosition *position);
void wz_entry_add_appearance (WzIssueBuilder *builder, WzEntry *entry, const WzAppearance *appearance);
/** @text: blocks, in its own language: points of one kind in two languages say the same. */
void wz_entry_add_point (WzIssueBuilder *builder, WzEntry *entry, WzPointKind kind, const WzText *text);
void wz_entry_add_note (WzIssueBuilder *builder, WzEntry *entry, const WzText *text);
void wz_entry_add_back_reference (WzIssueBuilder *builder, WzEntry *entry, const WzBackReference *reference);
void wz_entry_add_variant (WzIssueBuilder *builder, WzEntry *entry, const WzVariant *variant);

/** The lists of an entry that can be emptied before they are filled anew. */
typedef enum {
  WZ_ENTRY_CATEGORIES,
  WZ_ENTRY_AUTHORS,
  WZ_ENTRY_AFFILIATIONS,
  WZ_ENTRY_LINKS,
  WZ_ENTRY_FIGURES,
  WZ_ENTRY_APPEARANCES,
  WZ_ENTRY_NOTES,
  WZ_ENTRY_BACK_REFERENCES,
  WZ_ENTRY_VARIANTS,
  WZ_ENTRY_CODE_LINKS,
  WZ_ENTRY_POINTS
} WzEntryList;
void wz_entry_clear (WzIssueBuilder *builder, WzEntry *entry, WzEntryList list);

/* ---- Indices, after all entries. Terms are added in their order. ---- */
WzIndex *wz_issue_builder_add_index (WzIssueBuilder *builder, WzIndexKind kind);
void wz_index_add_term (WzIssueBuilder *builder, WzIndex *index, const gchar *group, const gchar *label,
                        const gchar *lang, WzEntry *const *entries, guint n_entries);

/* ---- Rich text ---- */

/**
 * wz_text_builder_new:
 * @lang: (nullable): language of the whole
 */
WzTextBuilder *wz_text_builder_new (const gchar *lang);
void wz_text_builder_free (WzTextBuilder *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzTextBuilder, wz_text_builder_free)

/**
 * wz_text_builder_enter:
 * @number, @target, @content, @lang: as in WzTextEvent for @kind; 0 and NULL where unused
 *
 * Opens a node; wz_text_builder_leave() closes the innermost. Below WZ_TEXT_MAX_DEPTH nodes are dropped,
 * their content is kept.
 */
void wz_text_builder_enter (WzTextBuilder *text, WzTextKind kind, gint number, const gchar *target,
                            const gchar *content, const gchar *lang, const WzPosition *position);
void wz_text_builder_leave (WzTextBuilder *text);
/** wz_text_builder_add: adds characters; @length -1 for NUL-terminated. Neighbouring runs are joined. */
void wz_text_builder_add (WzTextBuilder *text, const gchar *characters, gssize length,
                          const WzPosition *position);
/** wz_text_builder_leaf: enter and leave in one, for leaves. */
void wz_text_builder_leaf (WzTextBuilder *text, WzTextKind kind, const gchar *target, const gchar *content,
                           const WzPosition *position);
/** wz_text_builder_event: repeats an event of an iterator: copying with changes is a loop over this. */
void wz_text_builder_event (WzTextBuilder *text, const WzTextEvent *event);
/**
 * wz_text_builder_finish:
 * @text: (transfer full)
 *
 * Returns: (transfer none): the text, which lives in the arena of @builder's issue. Open nodes are closed
 */
const WzText *wz_text_builder_finish (WzTextBuilder *text, WzIssueBuilder *builder);
/** wz_issue_builder_plain: inlines (for titles) of one run of characters. */
const WzText *wz_issue_builder_plain (WzIssueBuilder *builder, const gchar *lang, const gchar *characters,
                                      const WzPosition *position);
