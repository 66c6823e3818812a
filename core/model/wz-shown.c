/* wz-shown.c: what an entry says in every output: which of its texts, in which order, and the words that
 * stand with them. In: an entry. Out: texts and labels; wz_issue_text(), which has them in the order in which
 * they are shown. SPDX-License-Identifier: MIT */
#include "model/wz-model-private.h"

#include <string.h>

/* ---- Translations of one field ---- */

static const WzText **
end_list (GPtrArray *texts)
{
  g_ptr_array_add (texts, NULL);
  return (const WzText **) (gpointer) g_ptr_array_free (texts, FALSE);
}

/* One order in the whole issue, whatever the order in which an entry got its texts: else the second title and
 * the second abstract of a paper could be in different languages, and neighbours would not be alike. */
static const WzText **
list_texts (const WzEntry *entry, const WzList *texts, WzLanguages languages)
{
  const gchar **langs = entry->section->issue->langs;
  GPtrArray *shown = g_ptr_array_new ();
  const WzText *any = NULL;
  for (guint i = 0; langs[i] != NULL; i++) {
    const WzText *text = wz_texts_find (texts, langs[i], NULL);
    if (wz_text_is_empty (text))
      continue;
    if (wz_languages_show (languages, langs[i]))
      g_ptr_array_add (shown, (gpointer) text);
    else if (any == NULL)
      any = text;
  }
  if (shown->len == 0 && any != NULL)
    g_ptr_array_add (shown, (gpointer) any);
  return end_list (shown);
}

const WzText **
wz_entry_dup_titles (const WzEntry *entry, WzLanguages languages)
{
  return list_texts (entry, &entry->titles, languages);
}

const WzText **
wz_entry_dup_abstracts (const WzEntry *entry, WzLanguages languages)
{
  return list_texts (entry, &entry->abstracts, languages);
}

const WzText *
wz_entry_get_first_title (const WzEntry *entry, WzLanguages languages)
{
  g_autofree const WzText **titles = wz_entry_dup_titles (entry, languages);
  return titles[0];
}

/* wz_issue_builder_finish() has put them in the order of the issue's languages. */
const WzText **
wz_figure_dup_captions (const WzFigure *figure, WzLanguages languages)
{
  GPtrArray *shown = g_ptr_array_new ();
  const WzText *any = NULL;
  for (guint i = 0; figure->captions[i] != NULL; i++) {
    const WzText *caption = figure->captions[i];
    if (wz_text_is_empty (caption))
      continue;
    if (wz_languages_show (languages, wz_text_get_lang (caption)))
      g_ptr_array_add (shown, (gpointer) caption);
    else if (any == NULL)
      any = caption;
  }
  if (shown->len == 0 && any != NULL)
    g_ptr_array_add (shown, (gpointer) any);
  return end_list (shown);
}

/* ---- Words ---- */

static gboolean
has_han (const gchar *text)
{
  for (const gchar *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_get_script (g_utf8_get_char (p)) == G_UNICODE_SCRIPT_HAN)
      return TRUE;
  return FALSE;
}

const gchar *
wz_entry_get_name_lang (const WzEntry *entry, const WzString *name)
{
  if (name->lang != NULL)
    return name->lang;
  return has_han (name->text) ? entry->section->issue->lang : "en";
}

/* The mark goes on from the last name: `J Doe et al.`, 李四等. */
static const gchar *
cut_mark (const WzEntry *entry, WzEntryList list, gboolean cut)
{
  const WzList *names = &entry->lists[list];
  if (!cut || names->n == 0)
    return NULL;
  return wz_label (WZ_LABEL_ET_AL, wz_entry_get_name_lang (entry, names->items[names->n - 1]));
}

const gchar *
wz_entry_get_authors_cut_mark (const WzEntry *entry)
{
  return cut_mark (entry, WZ_ENTRY_AUTHORS, entry->authors_cut);
}

const gchar *
wz_entry_get_affiliations_cut_mark (const WzEntry *entry)
{
  return cut_mark (entry, WZ_ENTRY_AFFILIATIONS, entry->affiliations_cut);
}

gchar *
wz_entry_dup_label (const WzEntry *entry, const gchar *lang)
{
  const WzText *title = lang != NULL ? wz_entry_get_title (entry, lang) : NULL;
  if (title == NULL)
    title = wz_entry_get_title (entry, NULL);
  g_autofree gchar *plain = title != NULL
                                ? wz_text_dup_plain (title)
                                : g_strdup (wz_label (WZ_LABEL_UNTITLED, entry->section->issue->lang));
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

gchar *
wz_entry_dup_note_label (const WzEntry *entry, guint i)
{
  const gchar *label = wz_label (WZ_LABEL_EDITOR_NOTE, entry->section->issue->lang);
  return wz_entry_get_n_notes (entry) > 1 ? g_strdup_printf ("%s %u", label, i + 1) : g_strdup (label);
}

gchar *
wz_figure_dup_alt (const WzFigure *figure)
{
  if (figure->alts[0] != NULL)
    return g_strdup (figure->alts[0]->text);
  return figure->captions[0] != NULL ? wz_text_dup_plain (figure->captions[0]) : NULL;
}

gchar *
wz_picture_dup_placeholder (const gchar *alt, const gchar *lang)
{
  const gchar *label = wz_label (WZ_LABEL_FIGURE, lang);
  gboolean chinese = wz_lang_is_chinese (lang);
  if (alt == NULL || *alt == '\0')
    return g_strdup_printf (chinese ? "［%s］" : "[%s]", label);
  return g_strdup_printf (chinese ? "［%s：%s］" : "[%s: %s]", label, alt);
}

static gchar *
add_brackets (gchar *text, const gchar *inner, const gchar *lang)
{
  g_autofree gchar *plain = text;
  if (inner == NULL || *inner == '\0')
    return g_steal_pointer (&plain);
  return g_strdup_printf (wz_lang_is_chinese (lang) ? "%s（%s）" : "%s (%s)", plain, inner);
}

gboolean
wz_entry_shows_appearances (const WzEntry *entry)
{
  return wz_entry_get_n_appearances (entry) > 1;
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

const gchar *
wz_index_get_heading (const WzIndex *index, const gchar *lang)
{
  static const WzLabel labels[] = {
      [WZ_INDEX_AUTHOR] = WZ_LABEL_INDEX_AUTHOR,
      [WZ_INDEX_AFFILIATION] = WZ_LABEL_INDEX_AFFILIATION,
      [WZ_INDEX_CATEGORY] = WZ_LABEL_INDEX_CATEGORY,
      [WZ_INDEX_DAY] = WZ_LABEL_INDEX_DAY,
  };
  guint kind = (guint) wz_index_get_kind (index);
  return wz_label (kind < G_N_ELEMENTS (labels) ? labels[kind] : WZ_LABEL_INDEX, lang);
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

static void
add_texts (GString *lines, const WzText **texts)
{
  for (guint i = 0; texts[i] != NULL; i++)
    add_text (lines, texts[i]);
  g_free (texts);
}

/* Where a paper comes from: what a reader asks for last, and so behind what it says. */
static void
add_history (GString *lines, const WzEntry *entry, const gchar *lang)
{
  guint n = wz_entry_shows_appearances (entry) ? wz_entry_get_n_appearances (entry) : 0;
  for (guint i = 0; i < n; i++) {
    g_autofree gchar *label = wz_appearance_dup_label (wz_entry_get_appearance (entry, i), lang);
    add_line (lines, label);
  }
  for (guint i = 0; i < wz_entry_get_n_back_references (entry); i++) {
    g_autofree gchar *label = wz_back_reference_dup_label (wz_entry_get_back_reference (entry, i), lang);
    add_line (lines, label);
  }
}

static void
add_entry (GString *lines, const WzEntry *entry, WzLanguages languages)
{
  add_texts (lines, wz_entry_dup_titles (entry, languages));
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
  add_texts (lines, wz_entry_dup_abstracts (entry, languages));
  add_text (lines, entry->body);
  for (guint i = 0; i < wz_entry_get_n_figures (entry); i++)
    add_texts (lines, wz_figure_dup_captions (wz_entry_get_figure (entry, i), languages));
  for (guint i = 0; i < wz_entry_get_n_notes (entry); i++)
    add_text (lines, wz_entry_get_note (entry, i));
  add_history (lines, entry, entry->section->issue->lang);
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
      add_entry (lines, section->entries.items[i], languages);
  }
  return g_string_free (lines, FALSE);
}
