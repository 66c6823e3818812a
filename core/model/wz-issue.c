/* wz-issue.c: accessors of issue, section and index. SPDX-License-Identifier: MIT */
#include "base/wz-unicode.h"
#include "model/wz-model-private.h"

#include <string.h>
#include <wenzhai/wz-label.h>

/* Issues are shared by reference within one thread, and between processes by fork; the count is atomic all
 * the same. */
WzIssue *
wz_issue_ref (const WzIssue *issue)
{
  g_return_val_if_fail (issue != NULL, NULL);
  WzIssue *counted = (WzIssue *) (gsize) issue;
  g_atomic_int_inc (&counted->ref_count);
  return counted;
}

void
wz_issue_unref (WzIssue *issue)
{
  if (issue == NULL || !g_atomic_int_dec_and_test (&issue->ref_count))
    return;
  for (guint i = 0; i < issue->resources.n; i++)
    g_bytes_unref (((const WzResource *) issue->resources.items[i])->bytes);
  g_clear_pointer (&issue->by_key, g_hash_table_unref);
  g_clear_pointer (&issue->by_code, g_hash_table_unref);
  g_clear_pointer (&issue->names, g_hash_table_unref);
  wz_arena_free (issue->arena);
  g_clear_pointer (&issue->kept, g_hash_table_unref);
  g_free (issue);
}

gconstpointer
wz_list_find (const WzList *list, WzShape shape, const gchar *lang, const gchar *own)
{
  const gchar *wanted = lang != NULL ? lang : own;
  for (guint i = 0; i < list->n; i++)
    if (g_strcmp0 (wz_item_get_lang (shape, list->items[i]), wanted) == 0)
      return list->items[i];
  return lang == NULL && list->n > 0 ? list->items[0] : NULL;
}

static const gchar *
find_text (const WzList *strings, const gchar *lang, const gchar *own)
{
  const WzString *string = wz_list_find (strings, WZ_SHAPE_STRING, lang, own);
  return string != NULL ? string->text : NULL;
}

const gchar *
wz_issue_get_title (const WzIssue *issue, const gchar *lang)
{
  return find_text (&issue->titles, lang, issue->lang);
}

const gchar *
wz_issue_get_subtitle (const WzIssue *issue, const gchar *lang)
{
  return find_text (&issue->subtitles, lang, issue->lang);
}

const gchar *
wz_issue_get_summary (const WzIssue *issue, const gchar *lang)
{
  return find_text (&issue->summaries, lang, issue->lang);
}

const gchar *const *
wz_issue_get_langs (const WzIssue *issue)
{
  return (const gchar *const *) issue->langs;
}

WZ_GETTER (const gchar *, wz_issue_get_lang, WzIssue, lang)
WZ_GETTER (const gchar *, wz_issue_get_series, WzIssue, series)
WZ_GETTER (const gchar *, wz_issue_get_series_slug, WzIssue, series_slug)
WZ_GETTER (const gchar *, wz_issue_get_series_id, WzIssue, series_id)
WZ_GETTER (const gchar *, wz_issue_get_number, WzIssue, number)
WZ_GETTER (const gchar *, wz_issue_get_volume, WzIssue, volume)
WZ_GETTER (WzDate, wz_issue_get_date, WzIssue, date)
WZ_GETTER (WzDate, wz_issue_get_first_day, WzIssue, first_day)
WZ_GETTER (WzDate, wz_issue_get_last_day, WzIssue, last_day)
WZ_GETTER (gint64, wz_issue_get_modified, WzIssue, modified)
WZ_GETTER (const gchar *, wz_issue_get_editor, WzIssue, editor)
WZ_GETTER (const gchar *, wz_issue_get_publisher, WzIssue, publisher)
WZ_GETTER (const gchar *, wz_issue_get_source, WzIssue, source)
WZ_GETTER (const gchar *, wz_issue_get_rights, WzIssue, rights)
WZ_GETTER (const gchar *, wz_issue_get_identifier, WzIssue, identifier)
WZ_GETTER (const gchar *, wz_issue_get_variant, WzIssue, variant)
WZ_GETTER (const gchar *, wz_issue_get_edition, WzIssue, edition)
WZ_GETTER (const gchar *, wz_issue_get_stem, WzIssue, stem)
WZ_GETTER (const WzResource *, wz_issue_get_cover, WzIssue, cover)

guint
wz_issue_get_revision (const WzIssue *issue)
{
  return MAX (issue->revision, 1);
}

gchar *
wz_issue_dup_revision_label (const WzIssue *issue, const gchar *lang)
{
  guint revision = wz_issue_get_revision (issue);
  if (revision < 2)
    return NULL;
  return wz_lang_is_chinese (lang) ? g_strdup_printf ("第%u版", revision)
                                   : g_strdup_printf ("Revision %u", revision);
}

gchar *
wz_issue_dup_period_label (const WzIssue *issue, const gchar *lang)
{
  return wz_date_dup_range_label (issue->first_day, issue->last_day, lang);
}

gchar *
wz_issue_dup_author (const WzIssue *issue)
{
  const gchar *const makers[] = {issue->editor, issue->source, issue->publisher, issue->series};
  for (guint i = 0; i < G_N_ELEMENTS (makers); i++)
    if (wz_unicode_is_said (makers[i]))
      return g_strdup (makers[i]);
  return g_strdup (wz_label (WZ_LABEL_DIGEST, issue->lang));
}

gchar *
wz_issue_dup_series_label (const WzIssue *issue)
{
  if (!wz_unicode_is_said (issue->series))
    return NULL;
  return issue->number != NULL ? g_strdup_printf ("%s [%s]", issue->series, issue->number)
                               : g_strdup (issue->series);
}

WZ_LIST_GETTERS (WzIssue, categories, wz_issue_get_n_categories, WzCategory, wz_issue_get_category)
WZ_LIST_GETTERS (WzIssue, sections, wz_issue_get_n_sections, WzSection, wz_issue_get_section)
WZ_LIST_GETTERS (WzIssue, entries, wz_issue_get_n_entries, WzEntry, wz_issue_get_entry)
WZ_LIST_GETTERS (WzIssue, indices, wz_issue_get_n_indices, WzIndex, wz_issue_get_index)
WZ_LIST_GETTERS (WzIssue, imprints, wz_issue_get_n_imprints, WzText, wz_issue_get_imprint)
WZ_LIST_GETTERS (WzIssue, resources, wz_issue_get_n_resources, WzResource, wz_issue_get_resource)
WZ_LIST_GETTERS (WzSection, entries, wz_section_get_n_entries, WzEntry, wz_section_get_entry)
WZ_LIST_GETTERS (WzSection, former, wz_section_get_n_former, WzString, wz_section_get_former)
WZ_LIST_GETTERS (WzSection, translations, wz_section_get_n_translations, WzText, wz_section_get_translation)
WZ_LIST_GETTERS (WzIndex, terms, wz_index_get_n_terms, WzIndexTerm, wz_index_get_term)

guint
wz_issue_find_category (const WzIssue *issue, const gchar *code)
{
  gpointer place = issue->by_code != NULL && code != NULL ? g_hash_table_lookup (issue->by_code, code) : NULL;
  return place != NULL ? GPOINTER_TO_UINT (place) - 1 : issue->categories.n;
}

const gchar *
wz_issue_get_category_name (const WzIssue *issue, const gchar *code, const gchar *lang)
{
  guint place = wz_issue_find_category (issue, code);
  if (place == issue->categories.n)
    return NULL;
  const WzCategory *category = issue->categories.items[place];
  const gchar *wanted = lang != NULL ? lang : issue->lang;
  for (guint k = 0; category->names[k] != NULL; k++)
    if (g_strcmp0 (category->names[k]->lang, wanted) == 0)
      return category->names[k]->text;
  return lang == NULL && category->names[0] != NULL ? category->names[0]->text : NULL;
}

const WzEntry *
wz_issue_find_entry (const WzIssue *issue, const gchar *key)
{
  return g_hash_table_lookup (issue->by_key, key);
}

const WzResource *
wz_issue_find_resource (const WzIssue *issue, const gchar *id)
{
  for (guint i = 0; i < issue->resources.n; i++)
    if (g_strcmp0 (((const WzResource *) issue->resources.items[i])->id, id) == 0)
      return issue->resources.items[i];
  return NULL;
}

WZ_GETTER (WzSectionKind, wz_section_get_kind, WzSection, kind)
WZ_GETTER (const gchar *, wz_section_get_id, WzSection, id)
WZ_GETTER (WzDate, wz_section_get_date, WzSection, date)
WZ_GETTER (const gchar *, wz_section_get_category, WzSection, category)
WZ_GETTER (const WzText *, wz_section_get_blocks, WzSection, blocks)
WZ_GETTER (WzPosition, wz_section_get_position, WzSection, position)
WZ_GETTER (const WzIssue *, wz_section_get_issue, WzSection, issue)
WZ_GETTER (WzIndexKind, wz_index_get_kind, WzIndex, kind)

const gchar *
wz_section_get_heading (const WzSection *section, const gchar *lang)
{
  return find_text (&section->headings, lang, section->issue->lang);
}
