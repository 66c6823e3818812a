/* wz-entry.c: accessors of an entry. SPDX-License-Identifier: MIT */
#include "model/wz-model-private.h"

#define ENTRY_GETTER(type, name, field)                                                                      \
  type wz_entry_##name (const WzEntry *entry)                                                                \
  {                                                                                                          \
    return entry->field;                                                                                     \
  }
ENTRY_GETTER (const gchar *, get_key, key)
ENTRY_GETTER (guint, get_ordinal, ordinal)
ENTRY_GETTER (gboolean, is_full, full)
ENTRY_GETTER (const WzSection *, get_section, section)
ENTRY_GETTER (WzPosition, get_position, position)
ENTRY_GETTER (gboolean, get_authors_cut, authors_cut)
ENTRY_GETTER (gboolean, get_affiliations_cut, affiliations_cut)
ENTRY_GETTER (const gchar *, get_arxiv_id, arxiv_id)
ENTRY_GETTER (guint, get_arxiv_version, arxiv_version)
ENTRY_GETTER (const gchar *, get_doi, doi)
ENTRY_GETTER (const WzText *, get_body, body)

#define ENTRY_LIST(plural, singular, which, type)                                                            \
  guint wz_entry_get_n_##plural (const WzEntry *entry)                                                       \
  {                                                                                                          \
    return entry->lists[which].n;                                                                            \
  }                                                                                                          \
  const type *wz_entry_get_##singular (const WzEntry *entry, guint i)                                        \
  {                                                                                                          \
    g_return_val_if_fail (i < entry->lists[which].n, NULL);                                                  \
    return entry->lists[which].items[i];                                                                     \
  }
ENTRY_LIST (categories, category, WZ_ENTRY_CATEGORIES, WzString)
ENTRY_LIST (authors, author, WZ_ENTRY_AUTHORS, WzString)
ENTRY_LIST (affiliations, affiliation, WZ_ENTRY_AFFILIATIONS, WzString)
ENTRY_LIST (links, link, WZ_ENTRY_LINKS, WzLink)
ENTRY_LIST (figures, figure, WZ_ENTRY_FIGURES, WzFigure)
ENTRY_LIST (appearances, appearance, WZ_ENTRY_APPEARANCES, WzAppearance)
ENTRY_LIST (notes, note, WZ_ENTRY_NOTES, WzText)
ENTRY_LIST (back_references, back_reference, WZ_ENTRY_BACK_REFERENCES, WzBackReference)
ENTRY_LIST (variants, variant, WZ_ENTRY_VARIANTS, WzVariant)

const WzText *
wz_entry_get_title (const WzEntry *entry, const gchar *lang)
{
  return wz_texts_find (&entry->titles, lang, entry->section->issue->lang);
}

const WzText *
wz_entry_get_abstract (const WzEntry *entry, const gchar *lang)
{
  return wz_texts_find (&entry->abstracts, lang, entry->section->issue->lang);
}

gboolean
wz_entry_was_short (const WzEntry *entry)
{
  for (guint i = 0; i < wz_entry_get_n_appearances (entry); i++)
    if (!wz_entry_get_appearance (entry, i)->full)
      return TRUE;
  return FALSE;
}
