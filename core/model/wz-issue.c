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

const WzString *
wz_strings_find (const WzList *strings, const gchar *lang, const gchar *own)
{
  const gchar *wanted = lang != NULL ? lang : own;
  for (guint i = 0; i < strings->n; i++) {
    const WzString *string = strings->items[i];
    if (g_strcmp0 (string->lang, wanted) == 0)
      return string;
  }
  return lang == NULL && strings->n > 0 ? strings->items[0] : NULL;
}

const WzText *
wz_texts_find (const WzList *texts, const gchar *lang, const gchar *own)
{
  const gchar *wanted = lang != NULL ? lang : own;
  for (guint i = 0; i < texts->n; i++) {
    const WzText *text = texts->items[i];
    if (g_strcmp0 (text->lang, wanted) == 0)
      return text;
  }
  return lang == NULL && texts->n > 0 ? texts->items[0] : NULL;
}

static const gchar *
find_text (const WzList *strings, const gchar *lang, const gchar *own)
{
  const WzString *string = wz_strings_find (strings, lang, own);
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

/* Plain fields: one getter a row. */
#define ISSUE_GETTER(type, field)                                                                            \
  type wz_issue_get_##field (const WzIssue *issue)                                                           \
  {                                                                                                          \
    return issue->field;                                                                                     \
  }
ISSUE_GETTER (const gchar *, lang)
ISSUE_GETTER (const gchar *, series)
ISSUE_GETTER (const gchar *, series_slug)
ISSUE_GETTER (const gchar *, series_id)
ISSUE_GETTER (const gchar *, number)
ISSUE_GETTER (const gchar *, volume)
ISSUE_GETTER (WzDate, date)
ISSUE_GETTER (WzDate, first_day)
ISSUE_GETTER (WzDate, last_day)

gchar *
wz_issue_dup_period_label (const WzIssue *issue, const gchar *lang)
{
  return wz_date_dup_range_label (issue->first_day, issue->last_day, lang);
}

ISSUE_GETTER (gint64, modified)
ISSUE_GETTER (const gchar *, editor)
ISSUE_GETTER (const gchar *, publisher)
ISSUE_GETTER (const gchar *, source)
ISSUE_GETTER (const gchar *, rights)
ISSUE_GETTER (const gchar *, identifier)
ISSUE_GETTER (const gchar *, variant)
ISSUE_GETTER (const gchar *, stem)

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

/* Lists: a count and an element. */
#define LIST_GETTERS(owner, type, list, plural, singular)                                                    \
  guint wz_##owner##_get_n_##plural (const type *owner)                                                      \
  {                                                                                                          \
    return (list).n;                                                                                         \
  }                                                                                                          \
  const singular##_TYPE *wz_##owner##_get_##singular (const type *owner, guint i)                            \
  {                                                                                                          \
    g_return_val_if_fail (i < (list).n, NULL);                                                               \
    return (list).items[i];                                                                                  \
  }
#define category_TYPE WzCategory
#define section_TYPE WzSection
#define entry_TYPE WzEntry
#define index_TYPE WzIndex
#define resource_TYPE WzResource
#define term_TYPE WzIndexTerm
LIST_GETTERS (issue, WzIssue, issue->categories, categories, category)
LIST_GETTERS (issue, WzIssue, issue->sections, sections, section)
LIST_GETTERS (issue, WzIssue, issue->entries, entries, entry)
LIST_GETTERS (issue, WzIssue, issue->indices, indices, index)
LIST_GETTERS (issue, WzIssue, issue->resources, resources, resource)
LIST_GETTERS (section, WzSection, section->entries, entries, entry)
LIST_GETTERS (index, WzIndex, index->terms, terms, term)

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

#define SECTION_GETTER(type, field)                                                                          \
  type wz_section_get_##field (const WzSection *section)                                                     \
  {                                                                                                          \
    return section->field;                                                                                   \
  }
SECTION_GETTER (WzSectionKind, kind)
SECTION_GETTER (const gchar *, id)
SECTION_GETTER (WzDate, date)
SECTION_GETTER (const gchar *, category)
SECTION_GETTER (const WzText *, blocks)
SECTION_GETTER (WzPosition, position)
SECTION_GETTER (const WzIssue *, issue)

const gchar *
wz_section_get_heading (const WzSection *section, const gchar *lang)
{
  return find_text (&section->headings, lang, section->issue->lang);
}

WzIndexKind
wz_index_get_kind (const WzIndex *index)
{
  return index->kind;
}

gboolean
wz_model_is_empty (const WzIssue *issue)
{
  for (guint i = 0; i < issue->sections.n; i++)
    if (!wz_text_is_empty (((const WzSection *) issue->sections.items[i])->blocks))
      return FALSE;
  return issue->entries.n == 0;
}
