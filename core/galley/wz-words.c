/* wz-words.c: which of an entry's texts are shown, and the words that stand with them: the accessors of the
 * SDK that the galley is made of. In: an entry. Out: texts and labels. SPDX-License-Identifier: MIT */
#include <wenzhai/wz-issue.h>
#include <wenzhai/wz-label.h>

#include "base/wz-date.h"
#include "galley/wz-galley-private.h"

#include <string.h>

static const gchar *
own_lang (const WzEntry *entry)
{
  return wz_issue_get_lang (wz_section_get_issue (wz_entry_get_section (entry)));
}

/* ---- Translations of one field ---- */

/* Those of @texts (array length=n, over which the list is written) that are shown. */
static const WzText **
choose (const WzText **texts, guint n, WzLanguages languages)
{
  const WzText *any = NULL;
  guint shown = 0;
  for (guint i = 0; i < n; i++) {
    const WzText *text = texts[i];
    if (wz_text_is_empty (text))
      continue;
    if (wz_text_get_lang (text) == NULL || wz_languages_show (languages, wz_text_get_lang (text)))
      texts[shown++] = text;
    else if (any == NULL)
      any = text;
  }
  if (shown == 0 && any != NULL)
    texts[shown++] = any;
  texts[shown] = NULL;
  return texts;
}

/* One order in the whole issue, whatever the order in which an entry got its texts: else the second title and
 * the second abstract of a paper could be in different languages, and neighbours would not be alike. */
static const WzText **
list_texts (const WzEntry *entry, const WzText *(*get) (const WzEntry *entry, const gchar *lang),
            WzLanguages languages)
{
  const WzIssue *issue = wz_section_get_issue (wz_entry_get_section (entry));
  const gchar *const *langs = wz_issue_get_langs (issue);
  guint n = g_strv_length ((gchar **) (gsize) langs);
  const WzText **texts = g_new (const WzText *, n + 1);
  for (guint i = 0; i < n; i++)
    texts[i] = get (entry, langs[i]);
  return choose (texts, n, languages);
}

const WzText **
wz_section_dup_texts (const WzSection *section, WzLanguages languages)
{
  guint n = wz_section_get_n_translations (section);
  const WzText **texts = g_new (const WzText *, n + 2);
  texts[0] = wz_section_get_blocks (section);
  for (guint i = 0; i < n; i++)
    texts[i + 1] = wz_section_get_translation (section, i);
  return choose (texts, n + 1, languages);
}

const WzText **
wz_issue_dup_imprints (const WzIssue *issue, WzLanguages languages)
{
  guint n = wz_issue_get_n_imprints (issue);
  const WzText **texts = g_new (const WzText *, n + 1);
  for (guint i = 0; i < n; i++)
    texts[i] = wz_issue_get_imprint (issue, i);
  return choose (texts, n, languages);
}

const WzText **
wz_entry_dup_titles (const WzEntry *entry, WzLanguages languages)
{
  return list_texts (entry, wz_entry_get_title, languages);
}

const WzText **
wz_entry_dup_abstracts (const WzEntry *entry, WzLanguages languages)
{
  return list_texts (entry, wz_entry_get_abstract, languages);
}

const gchar *
wz_entry_get_first_category (const WzEntry *entry)
{
  const gchar *primary = wz_entry_get_primary_category (entry);
  if (primary == NULL && wz_entry_get_n_categories (entry) > 0)
    return wz_entry_get_category (entry, 0)->text;
  return primary;
}

/* A text without a language is in the issue's. */
static gboolean
is_in (const WzEntry *entry, const WzText *text, const gchar *lang)
{
  const gchar *own = wz_text_get_lang (text);
  return g_str_equal (own != NULL ? own : own_lang (entry), lang);
}

const WzText **
wz_entry_dup_points (const WzEntry *entry, WzPointKind kind, WzLanguages languages)
{
  const gchar *const *langs = wz_issue_get_langs (wz_section_get_issue (wz_entry_get_section (entry)));
  guint n_points = wz_entry_get_n_points (entry), n = 0;
  const WzText **texts = g_new (const WzText *, n_points + 1);
  for (guint l = 0; langs[l] != NULL; l++)
    for (guint i = 0; i < n_points; i++) {
      const WzPoint *point = wz_entry_get_point (entry, i);
      if (point->kind == kind && is_in (entry, point->text, langs[l]))
        texts[n++] = point->text;
    }
  return choose (texts, n, languages);
}

const WzText *
wz_entry_get_brief (const WzEntry *entry, WzLanguages languages)
{
  const gchar *lang = own_lang (entry);
  if (!wz_text_is_empty (wz_entry_get_title (entry, lang)))
    return NULL;
  g_autofree const WzText **points = wz_entry_dup_points (entry, WZ_POINT_TLDR, languages);
  return points[0] != NULL && is_in (entry, points[0], lang) ? points[0] : NULL;
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
  guint n = g_strv_length ((gchar **) (gsize) figure->captions);
  const WzText **texts = g_new (const WzText *, n + 1);
  for (guint i = 0; i < n; i++)
    texts[i] = figure->captions[i];
  return choose (texts, n, languages);
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
  return has_han (name->text) ? own_lang (entry) : "en";
}

/* The mark goes on from the last name: `J Doe et al.`, 李四等. */
const gchar *
wz_entry_get_authors_cut_mark (const WzEntry *entry)
{
  guint n = wz_entry_get_n_authors (entry);
  if (n == 0 || !wz_entry_get_authors_cut (entry))
    return NULL;
  return wz_label (WZ_LABEL_ET_AL, wz_entry_get_name_lang (entry, wz_entry_get_author (entry, n - 1)));
}

const gchar *
wz_entry_get_affiliations_cut_mark (const WzEntry *entry)
{
  guint n = wz_entry_get_n_affiliations (entry);
  if (n == 0 || !wz_entry_get_affiliations_cut (entry))
    return NULL;
  return wz_label (WZ_LABEL_ET_AL, wz_entry_get_name_lang (entry, wz_entry_get_affiliation (entry, n - 1)));
}

gchar *
wz_entry_dup_label (const WzEntry *entry, const gchar *lang)
{
  const WzText *title = lang != NULL ? wz_entry_get_title (entry, lang) : NULL;
  if (title == NULL)
    title = wz_entry_get_title (entry, NULL);
  g_autofree gchar *plain =
      title != NULL ? wz_text_dup_plain (title) : g_strdup (wz_label (WZ_LABEL_UNTITLED, own_lang (entry)));
  guint ordinal = wz_entry_get_ordinal (entry);
  return ordinal > 0 ? g_strdup_printf ("%u %s", ordinal, plain) : g_steal_pointer (&plain);
}

gchar *
wz_link_dup_text (const WzLink *link)
{
  if (link->label != NULL)
    return g_strdup (link->label);
  const gchar *scheme = strstr (link->url, "://");
  return g_strdup (scheme != NULL ? scheme + 3 : link->url);
}

/* The first link that leads to the paper itself shows its identifier instead of an address. */
gchar *
wz_entry_dup_link_text (const WzEntry *entry, guint i)
{
  const WzLink *link = wz_entry_get_link (entry, i);
  g_return_val_if_fail (link != NULL, NULL);
  const gchar *id = wz_entry_get_arxiv_id (entry), *doi = wz_entry_get_doi (entry);
  guint version = wz_entry_get_arxiv_version (entry);
  const gchar *slash = id != NULL ? strchr (id, '/') : NULL;
  const gchar *digits = slash != NULL ? slash : id; /* old ids may have a class before them */
  if (digits != NULL && strstr (link->url, "arxiv.org/") != NULL && strstr (link->url, digits) != NULL)
    return version > 0 ? g_strdup_printf ("arXiv:%sv%u", id, version) : g_strconcat ("arXiv:", id, NULL);
  if (doi != NULL && strstr (link->url, "doi.org/") != NULL)
    return g_strconcat ("doi:", doi, NULL);
  return wz_link_dup_text (link);
}

gchar *
wz_entry_dup_note_label (const WzEntry *entry, guint i)
{
  const gchar *label = wz_label (WZ_LABEL_EDITOR_NOTE, own_lang (entry));
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

/* Whether both are told of in the same words. */
static gboolean
says_the_same (const WzAppearance *a, const WzAppearance *b)
{
  return wz_date_compare (a->date, b->date) == 0 && a->arxiv_version == b->arxiv_version &&
         (wz_date_is_known (a->date) || g_strcmp0 (a->source, b->source) == 0);
}

gboolean
wz_entry_shows_appearance (const WzEntry *entry, guint i)
{
  return i == 0 ||
         !says_the_same (wz_entry_get_appearance (entry, i), wz_entry_get_appearance (entry, i - 1));
}

gboolean
wz_entry_shows_appearances (const WzEntry *entry)
{
  guint n = 0;
  for (guint i = 0; i < wz_entry_get_n_appearances (entry); i++)
    n += wz_entry_shows_appearance (entry, i);
  return n > 1;
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
