/* wz-entry.c: accessors of an entry. SPDX-License-Identifier: MIT */
#include "model/wz-model-private.h"

#include <stddef.h>

WZ_GETTER (const gchar *, wz_entry_get_key, WzEntry, key)
WZ_GETTER (guint, wz_entry_get_ordinal, WzEntry, ordinal)
WZ_GETTER (gboolean, wz_entry_is_full, WzEntry, full)
WZ_GETTER (const WzSection *, wz_entry_get_section, WzEntry, section)
WZ_GETTER (WzPosition, wz_entry_get_position, WzEntry, position)
WZ_GETTER (guint, wz_entry_get_pin, WzEntry, pin)
WZ_GETTER (gboolean, wz_entry_get_authors_cut, WzEntry, authors_cut)
WZ_GETTER (gboolean, wz_entry_get_affiliations_cut, WzEntry, affiliations_cut)
WZ_GETTER (const gchar *, wz_entry_get_arxiv_id, WzEntry, arxiv_id)
WZ_GETTER (guint, wz_entry_get_arxiv_version, WzEntry, arxiv_version)
WZ_GETTER (const gchar *, wz_entry_get_doi, WzEntry, doi)
WZ_GETTER (const gchar *, wz_entry_get_identity, WzEntry, identity)
WZ_GETTER (const gchar *, wz_entry_get_primary_category, WzEntry, primary_category)
WZ_GETTER (const gchar *, wz_entry_get_venue, WzEntry, venue)
WZ_GETTER (const gchar *, wz_entry_get_presenter, WzEntry, presenter)
WZ_GETTER (const gchar *, wz_entry_get_comment, WzEntry, comment)
WZ_GETTER (const gchar *, wz_entry_get_journal_ref, WzEntry, journal_ref)
WZ_GETTER (const gchar *, wz_entry_get_score, WzEntry, score)
WZ_GETTER (const WzText *, wz_entry_get_score_reason, WzEntry, score_reason)
WZ_GETTER (WzStatus, wz_entry_get_status, WzEntry, status)
WZ_GETTER (WzDate, wz_entry_get_published, WzEntry, published)
WZ_GETTER (WzDate, wz_entry_get_updated, WzEntry, updated)
WZ_GETTER (const WzText *, wz_entry_get_body, WzEntry, body)

WZ_LIST_GETTERS (WzEntry, lists[WZ_ENTRY_CATEGORIES], wz_entry_get_n_categories, WzString,
                 wz_entry_get_category)
WZ_LIST_GETTERS (WzEntry, lists[WZ_ENTRY_AUTHORS], wz_entry_get_n_authors, WzAuthor, wz_entry_get_person)
WZ_LIST_GETTERS (WzEntry, lists[WZ_ENTRY_AFFILIATIONS], wz_entry_get_n_affiliations, WzString,
                 wz_entry_get_affiliation)
WZ_LIST_GETTERS (WzEntry, lists[WZ_ENTRY_LINKS], wz_entry_get_n_links, WzLink, wz_entry_get_link)
WZ_LIST_GETTERS (WzEntry, lists[WZ_ENTRY_FIGURES], wz_entry_get_n_figures, WzFigure, wz_entry_get_figure)
WZ_LIST_GETTERS (WzEntry, lists[WZ_ENTRY_APPEARANCES], wz_entry_get_n_appearances, WzAppearance,
                 wz_entry_get_appearance)
WZ_LIST_GETTERS (WzEntry, lists[WZ_ENTRY_NOTES], wz_entry_get_n_notes, WzText, wz_entry_get_note)
WZ_LIST_GETTERS (WzEntry, lists[WZ_ENTRY_BACK_REFERENCES], wz_entry_get_n_back_references, WzBackReference,
                 wz_entry_get_back_reference)
WZ_LIST_GETTERS (WzEntry, lists[WZ_ENTRY_VARIANTS], wz_entry_get_n_variants, WzVariant, wz_entry_get_variant)
WZ_LIST_GETTERS (WzEntry, lists[WZ_ENTRY_CODE_LINKS], wz_entry_get_n_code_links, WzLink,
                 wz_entry_get_code_link)
WZ_LIST_GETTERS (WzEntry, lists[WZ_ENTRY_POINTS], wz_entry_get_n_points, WzPoint, wz_entry_get_point)

/* A person begins as its name does. */
G_STATIC_ASSERT (offsetof (WzAuthor, name) == offsetof (WzString, text));
G_STATIC_ASSERT (offsetof (WzAuthor, lang) == offsetof (WzString, lang));
G_STATIC_ASSERT (offsetof (WzAuthor, position) == offsetof (WzString, position));

const WzString *
wz_entry_get_author (const WzEntry *entry, guint i)
{
  return (const WzString *) (gconstpointer) wz_entry_get_person (entry, i);
}

const WzText *
wz_entry_get_title (const WzEntry *entry, const gchar *lang)
{
  return wz_list_find (&entry->titles, WZ_SHAPE_TEXT, lang, entry->section->issue->lang);
}

const WzText *
wz_entry_get_abstract (const WzEntry *entry, const gchar *lang)
{
  return wz_list_find (&entry->abstracts, WZ_SHAPE_TEXT, lang, entry->section->issue->lang);
}

gboolean
wz_entry_was_short (const WzEntry *entry)
{
  for (guint i = 0; i < wz_entry_get_n_appearances (entry); i++)
    if (!wz_entry_get_appearance (entry, i)->full)
      return TRUE;
  return FALSE;
}
