/* wz-entry.c: accessors of an entry, and the texts that all outputs share. SPDX-License-Identifier: MIT */
#include "model/wz-model-private.h"

#include <string.h>

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

gchar *
wz_entry_dup_label (const WzEntry *entry, const gchar *lang)
{
  const WzText *title = lang != NULL ? wz_entry_get_title (entry, lang) : NULL;
  if (title == NULL)
    title = wz_entry_get_title (entry, NULL);
  g_autofree gchar *plain = title != NULL ? wz_text_dup_plain (title) : g_strdup (entry->key);
  return entry->ordinal > 0 ? g_strdup_printf ("%u %s", entry->ordinal, plain) : g_steal_pointer (&plain);
}

/* The first link that leads to the paper itself shows its identifier instead of an address. */
gchar *
wz_entry_dup_link_text (const WzEntry *entry, guint i)
{
  const WzLink *link = wz_entry_get_link (entry, i);
  g_return_val_if_fail (link != NULL, NULL);
  const gchar *slash = entry->arxiv_id != NULL ? strchr (entry->arxiv_id, '/') : NULL;
  const gchar *digits = slash != NULL ? slash : entry->arxiv_id; /* old ids may have a class before them */
  if (digits != NULL && strstr (link->url, "arxiv.org/") != NULL && strstr (link->url, digits) != NULL)
    return entry->arxiv_version > 0 ? g_strdup_printf ("arXiv:%sv%u", entry->arxiv_id, entry->arxiv_version)
                                    : g_strdup_printf ("arXiv:%s", entry->arxiv_id);
  if (entry->doi != NULL && strstr (link->url, "doi.org/") != NULL)
    return g_strdup_printf ("doi:%s", entry->doi);
  if (link->label != NULL)
    return g_strdup (link->label);
  const gchar *scheme = strstr (link->url, "://");
  return g_strdup (scheme != NULL ? scheme + 3 : link->url);
}

static gchar *
add_brackets (gchar *text, const gchar *inner, const gchar *lang)
{
  g_autofree gchar *plain = text;
  if (inner == NULL || *inner == '\0')
    return g_steal_pointer (&plain);
  return g_strdup_printf (wz_lang_is_chinese (lang) ? "%s（%s）" : "%s (%s)", plain, inner);
}

gchar *
wz_appearance_dup_label (const WzAppearance *appearance, const gchar *lang)
{
  g_autofree gchar *date = wz_date_dup_label (appearance->date, lang);
  g_autofree gchar *version =
      appearance->arxiv_version > 0 ? g_strdup_printf ("v%u", appearance->arxiv_version) : NULL;
  const gchar *name = *date == '\0' && appearance->source != NULL ? appearance->source : date;
  return add_brackets (g_strdup (name), version, lang);
}

gchar *
wz_back_reference_dup_label (const WzBackReference *reference, const gchar *lang)
{
  g_autofree gchar *date = wz_date_dup_label (reference->date, lang);
  if (reference->number == NULL)
    return add_brackets (g_strdup (reference->title != NULL ? reference->title : ""), date, lang);
  return add_brackets (wz_number_dup_label (reference->number, lang), date, lang);
}

/* ---- wz_issue_text() ---- */

static void
add_line (GString *lines, const gchar *text)
{
  if (text != NULL && *text != '\0') {
    g_string_append (lines, text);
    g_string_append_c (lines, '\n');
  }
}

static void
add_text (GString *lines, const WzText *text)
{
  g_autofree gchar *plain = wz_text_dup_plain (text);
  add_line (lines, plain);
}

static gboolean
shows (WzLanguages languages, const gchar *lang)
{
  switch (languages) {
  case WZ_LANGUAGES_ZH:
    return wz_lang_is_chinese (lang);
  case WZ_LANGUAGES_EN:
    return !wz_lang_is_chinese (lang);
  default:
    return TRUE;
  }
}

/* The texts of one field that @languages shows, the issue's own language first; any where none would be left.
 */
static void
add_translations (GString *lines, const WzText *const *texts, guint n, const gchar *own,
                  WzLanguages languages)
{
  guint shown = 0;
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < n; i++) {
      const gchar *lang = wz_text_get_lang (texts[i]);
      if ((g_strcmp0 (lang, own) == 0) == (pass == 0) && shows (languages, lang)) {
        add_text (lines, texts[i]);
        shown++;
      }
    }
  if (shown == 0 && n > 0)
    add_text (lines, texts[0]);
}

static guint
count (const WzText *const *texts)
{
  guint n = 0;
  while (texts[n] != NULL)
    n++;
  return n;
}

static void
add_entry (GString *lines, const WzEntry *entry, const gchar *own, WzLanguages languages)
{
  add_translations (lines, wz_list_items (&entry->titles), entry->titles.n, own, languages);
  for (guint i = 0; i < wz_entry_get_n_authors (entry); i++)
    add_line (lines, wz_entry_get_author (entry, i)->text);
  for (guint i = 0; i < wz_entry_get_n_affiliations (entry); i++)
    add_line (lines, wz_entry_get_affiliation (entry, i)->text);
  for (guint i = 0; i < wz_entry_get_n_categories (entry); i++)
    add_line (lines, wz_entry_get_category (entry, i)->text);
  for (guint i = 0; i < wz_entry_get_n_links (entry); i++) {
    g_autofree gchar *text = wz_entry_dup_link_text (entry, i);
    add_line (lines, text);
  }
  add_translations (lines, wz_list_items (&entry->abstracts), entry->abstracts.n, own, languages);
  add_text (lines, entry->body);
  for (guint i = 0; i < wz_entry_get_n_figures (entry); i++) {
    const WzFigure *figure = wz_entry_get_figure (entry, i);
    add_translations (lines, figure->captions, count (figure->captions), own, languages);
  }
  for (guint i = 0; i < wz_entry_get_n_notes (entry); i++)
    add_text (lines, wz_entry_get_note (entry, i));
}

gchar *
wz_issue_text (const WzIssue *issue, WzLanguages languages)
{
  GString *lines = g_string_new (NULL);
  add_line (lines, wz_issue_get_title (issue, NULL));
  for (guint s = 0; s < issue->sections.n; s++) {
    const WzSection *section = issue->sections.items[s];
    add_line (lines, wz_section_get_heading (section, NULL));
    add_text (lines, section->blocks);
    for (guint i = 0; i < section->entries.n; i++)
      add_entry (lines, section->entries.items[i], issue->lang, languages);
  }
  return g_string_free (lines, FALSE);
}
