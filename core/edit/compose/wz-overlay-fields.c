/* wz-overlay-fields.c: what an overlay can say: the table of its keys. SPDX-License-Identifier: MIT */
#include "edit/compose/wz-overlay-fields.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/wz-date.h"
#include "base/wz-identity.h"
#include "base/wz-url.h"
#include "base/wz-words.h"
#include "edit/compose/wz-overlay-values.h"
#include "model/wz-fields.h"

/* ---- What is written behind keys ---- */

static gboolean
is_link (const gchar *value)
{
  g_autofree gchar *url = g_strndup (value, strcspn (value, " \t"));
  g_autofree gchar *clean = wz_url_dup_clean (url, NULL);
  return clean != NULL;
}

static gboolean
is_day (const gchar *value)
{
  WzDate day;
  return wz_date_parse_iso (value, &day);
}

static WzScheme
find_scheme (const gchar *value)
{
  g_auto (WzIdentity) identity = {0};
  return wz_identity_of_id (value, &identity) ? identity.scheme : WZ_SCHEME_NONE;
}

static gboolean
is_arxiv (const gchar *value)
{
  return find_scheme (value) == WZ_SCHEME_ARXIV;
}

static gboolean
is_doi (const gchar *value)
{
  return find_scheme (value) == WZ_SCHEME_DOI;
}

/* An address, or `SCHEME:ID` of a place that is known. */
static gboolean
is_identity (const gchar *value)
{
  WzScheme scheme = find_scheme (value);
  for (WzScheme i = WZ_SCHEME_OPENREVIEW; scheme == WZ_SCHEME_NONE && i <= WZ_SCHEME_CVF; i++) {
    gsize n = strlen (wz_scheme_get_name (i));
    if (g_str_has_prefix (value, wz_scheme_get_name (i)) && value[n] == ':' && value[n + 1] != '\0')
      scheme = i;
  }
  return scheme >= WZ_SCHEME_OPENREVIEW;
}

static gboolean
is_status (const gchar *value)
{
  return g_strv_contains (wz_statuses + 1, value);
}

static gboolean
is_place (const gchar *value)
{
  gint64 number;
  gboolean yes;
  return g_ascii_string_to_signed (value, 10, 1, 9999, &number, NULL) || wz_words_parse_boolean (value, &yes);
}

static gboolean
is_boolean (const gchar *value)
{
  gboolean yes;
  return wz_words_parse_boolean (value, &yes);
}

gboolean
wz_overlay_split_replacement (const gchar *value, gchar **what, gchar **with)
{
  static const gchar *const arrows[] = {"→", "->", "=>"};
  for (guint i = 0; i < G_N_ELEMENTS (arrows); i++) {
    const gchar *arrow = strstr (value, arrows[i]);
    if (arrow == NULL || arrow == value)
      continue;
    *what = g_strstrip (g_strndup (value, (gsize) (arrow - value)));
    *with = g_strstrip (g_strdup (arrow + strlen (arrows[i])));
    if (**what != '\0')
      return TRUE;
    g_clear_pointer (what, g_free);
    g_clear_pointer (with, g_free);
  }
  return FALSE;
}

void
wz_overlay_split_picture (const gchar *value, gchar **file, gchar **words, gchar **caption)
{
  const gchar *mid = strstr (value, "](");
  *words = *caption = NULL;
  if (mid == NULL || !g_str_has_prefix (value, "![") || !g_str_has_suffix (value, ")")) {
    *file = g_strdup (value);
    return;
  }
  if (mid > value + 2)
    *words = g_strndup (value + 2, (gsize) (mid - value - 2));
  g_autofree gchar *inside = g_strstrip (g_strndup (mid + 2, strlen (mid + 2) - 1));
  gchar *quote = strstr (inside, " \"");
  if (quote != NULL && strlen (quote) > 3 && g_str_has_suffix (quote, "\"")) {
    *caption = g_strndup (quote + 2, strlen (quote) - 3);
    *quote = '\0';
  }
  *file = g_strdup (g_strstrip (inside));
}

static gboolean
is_replacement (const gchar *value)
{
  g_autofree gchar *what = NULL, *with = NULL;
  return wz_overlay_split_replacement (value, &what, &with) && !g_str_equal (what, with);
}

static const struct {
  gboolean (*accepts) (const gchar *value); /* NULL: anything */
  const gchar *what;
} types[WZ_OVERLAY_N_TYPES] = {
    [WZ_OVERLAY_TYPE_TITLE] = {NULL, N_ ("a text")},
    [WZ_OVERLAY_TYPE_TEXT] = {NULL, N_ ("a text")},
    [WZ_OVERLAY_TYPE_LINE] = {NULL, N_ ("a text")},
    [WZ_OVERLAY_TYPE_NAMES] = {NULL, N_ ("names, separated by semicolons")},
    [WZ_OVERLAY_TYPE_LIST] = {NULL, N_ ("names, separated by semicolons")},
    [WZ_OVERLAY_TYPE_CODES] = {NULL, N_ ("codes, separated by commas")},
    [WZ_OVERLAY_TYPE_LINK] = {is_link, N_ ("an address that begins with https://, then what it is called")},
    [WZ_OVERLAY_TYPE_DAY] = {is_day, N_ ("a day such as 2022-09-22")},
    [WZ_OVERLAY_TYPE_ARXIV] = {is_arxiv, N_ ("an arXiv id such as 2209.11142v2")},
    [WZ_OVERLAY_TYPE_DOI] = {is_doi, N_ ("a DOI such as 10.1000/182")},
    [WZ_OVERLAY_TYPE_IDENTITY] = {is_identity,
                                  N_ ("an address at OpenReview, ACL Anthology, PMLR or CVF, or scheme:id")},
    [WZ_OVERLAY_TYPE_PICTURE] = {NULL, N_ ("a picture file beside the overlay")},
    [WZ_OVERLAY_TYPE_STATUS] = {is_status, N_ ("new, cross, replaced or withdrawn")},
    [WZ_OVERLAY_TYPE_PLACE] = {is_place, N_ ("a place from 1, or yes")},
    [WZ_OVERLAY_TYPE_YES] = {is_boolean, N_ ("yes or no")},
    [WZ_OVERLAY_TYPE_REPLACEMENT] = {is_replacement, N_ ("what is there → what is to be there")},
    [WZ_OVERLAY_TYPE_SETTING] = {NULL, NULL},
};

/* ---- What an issue has ---- */

static gchar *
dup_issue_title (const WzIssue *issue)
{
  return g_strdup (wz_issue_get_title (issue, wz_issue_get_lang (issue)));
}

static gchar *
dup_issue_subtitle (const WzIssue *issue)
{
  return g_strdup (wz_issue_get_subtitle (issue, wz_issue_get_lang (issue)));
}

static gchar *
dup_issue_summary (const WzIssue *issue)
{
  return g_strdup (wz_issue_get_summary (issue, wz_issue_get_lang (issue)));
}

static gchar *
dup_issue_number (const WzIssue *issue)
{
  return g_strdup (wz_issue_get_number (issue));
}

static gchar *
dup_issue_volume (const WzIssue *issue)
{
  return g_strdup (wz_issue_get_volume (issue));
}

static gchar *
dup_issue_date (const WzIssue *issue)
{
  return wz_date_dup_iso (wz_issue_get_date (issue));
}

/* ---- The table ---- */

enum {
  PAPER = WZ_OVERLAY_OF_PAPER,
  ISSUE = WZ_OVERLAY_OF_ISSUE,
  BOTH = PAPER | ISSUE,
  LANG = WZ_OVERLAY_BY_LANG,
  SEVERAL = WZ_OVERLAY_SEVERAL,
  ADDS = WZ_OVERLAY_ADDS,
  SHEET = WZ_OVERLAY_SHEET,
};

/* clang-format off */
#define NOWHERE .setting = WZ_RECIPE_N_FIELDS, .english = WZ_RECIPE_N_FIELDS
#define LAYOUT(key, kind, type) {key, kind, type, PAPER, NOWHERE}
#define FIELD(key, type, flags, name, set, get)                                                              \
  {key, WZ_OVERLAY_FIELD, type, PAPER | (flags), name, WZ_POINT_TLDR, set, get, NOWHERE}
#define POINT(key, point)                                                                                    \
  {key, WZ_OVERLAY_FIELD, WZ_OVERLAY_TYPE_TEXT, PAPER | LANG, key, point, wz_overlay_set_point,              \
   wz_overlay_get_point, NOWHERE}
#define WORD(key, name, get_word, set_word)                                                                  \
  {key, WZ_OVERLAY_FIELD, WZ_OVERLAY_TYPE_LINE, PAPER, name, WZ_POINT_TLDR, wz_overlay_set_word,             \
   wz_overlay_get_word, get_word, set_word, NOWHERE}
#define DAY(key, getter, setter)                                                                             \
  {key, WZ_OVERLAY_FIELD, WZ_OVERLAY_TYPE_DAY, PAPER, key, WZ_POINT_TLDR, wz_overlay_set_day,                \
   wz_overlay_get_day, .get_day = getter, .set_day = setter, NOWHERE}
#define OF_ISSUE(key, type, flags, to, to_english, setter, dup)                                              \
  {key, WZ_OVERLAY_FIELD, type, ISSUE | SHEET | (flags), NULL, .setting = to, .english = to_english,         \
   .set_issue = setter, .dup_issue = dup}

/* A paper's come before the issue's; those that make others anew before these. */
static const WzOverlayField fields[] = {
  LAYOUT ("pin", WZ_OVERLAY_PIN, WZ_OVERLAY_TYPE_PLACE),
  LAYOUT ("drop", WZ_OVERLAY_DROP, WZ_OVERLAY_TYPE_YES),
  LAYOUT ("section", WZ_OVERLAY_SECTION, WZ_OVERLAY_TYPE_LINE),
  LAYOUT ("before", WZ_OVERLAY_BEFORE, WZ_OVERLAY_TYPE_LINE),
  LAYOUT ("after", WZ_OVERLAY_AFTER, WZ_OVERLAY_TYPE_LINE),

  FIELD ("title", WZ_OVERLAY_TYPE_TITLE, LANG | SHEET, "title", wz_overlay_set_title, wz_overlay_get_title),
  FIELD ("authors", WZ_OVERLAY_TYPE_NAMES, SHEET, "authors", wz_overlay_set_authors, wz_overlay_get_authors),
  FIELD ("labs", WZ_OVERLAY_TYPE_LIST, SHEET, "affiliations", wz_overlay_set_labs, wz_overlay_get_labs),
  FIELD ("categories", WZ_OVERLAY_TYPE_CODES, SHEET, "categories", wz_overlay_set_categories, wz_overlay_get_categories),
  FIELD ("category", WZ_OVERLAY_TYPE_LINE, 0, "category", wz_overlay_set_category, wz_overlay_get_category),
  FIELD ("abstract", WZ_OVERLAY_TYPE_TEXT, LANG | SHEET, "abstract", wz_overlay_set_abstract, wz_overlay_get_abstract),
  FIELD ("body", WZ_OVERLAY_TYPE_TEXT, 0, "body", wz_overlay_set_body, wz_overlay_get_body),
  POINT ("tldr", WZ_POINT_TLDR),
  POINT ("highlight", WZ_POINT_HIGHLIGHT),
  POINT ("motivation", WZ_POINT_MOTIVATION),
  POINT ("method", WZ_POINT_METHOD),
  POINT ("result", WZ_POINT_RESULT),
  POINT ("conclusion", WZ_POINT_CONCLUSION),
  POINT ("limitation", WZ_POINT_LIMITATION),
  POINT ("recommendation", WZ_POINT_RECOMMENDATION),
  FIELD ("note", WZ_OVERLAY_TYPE_TEXT, SEVERAL | ADDS | SHEET, "notes", wz_overlay_set_note, NULL),
  FIELD ("figure", WZ_OVERLAY_TYPE_PICTURE, SEVERAL, "figures", wz_overlay_set_figures, NULL),
  FIELD ("link", WZ_OVERLAY_TYPE_LINK, SEVERAL, "links", wz_overlay_set_links, wz_overlay_get_links),
  FIELD ("code", WZ_OVERLAY_TYPE_LINK, SEVERAL, "code", wz_overlay_set_code, wz_overlay_get_code),
  FIELD ("arxiv", WZ_OVERLAY_TYPE_ARXIV, 0, "arxiv", wz_overlay_set_arxiv, wz_overlay_get_arxiv),
  FIELD ("doi", WZ_OVERLAY_TYPE_DOI, 0, "doi", wz_overlay_set_doi, wz_overlay_get_doi),
  FIELD ("identity", WZ_OVERLAY_TYPE_IDENTITY, 0, "identity", wz_overlay_set_identity, wz_overlay_get_identity),
  FIELD ("day", WZ_OVERLAY_TYPE_DAY, 0, "appearances", wz_overlay_set_appearance, wz_overlay_get_appearance),
  DAY ("published", wz_entry_get_published, wz_entry_set_published),
  DAY ("updated", wz_entry_get_updated, wz_entry_set_updated),
  WORD ("venue", "venue", wz_entry_get_venue, wz_entry_set_venue),
  WORD ("journal", "journal-ref", wz_entry_get_journal_ref, wz_entry_set_journal_ref),
  WORD ("comment", "comment", wz_entry_get_comment, wz_entry_set_comment),
  FIELD ("status", WZ_OVERLAY_TYPE_STATUS, 0, "status", wz_overlay_set_status, wz_overlay_get_status),
  WORD ("score", "score", wz_entry_get_score, wz_entry_set_score),
  FIELD ("reason", WZ_OVERLAY_TYPE_TEXT, 0, "score-reason", wz_overlay_set_reason, wz_overlay_get_reason),
  {"replace", WZ_OVERLAY_REPLACE, WZ_OVERLAY_TYPE_REPLACEMENT, BOTH | SEVERAL | ADDS, NOWHERE},

  OF_ISSUE ("title", WZ_OVERLAY_TYPE_LINE, LANG, WZ_RECIPE_TITLE, WZ_RECIPE_TITLE_EN, wz_issue_builder_set_title, dup_issue_title),
  OF_ISSUE ("subtitle", WZ_OVERLAY_TYPE_LINE, LANG, WZ_RECIPE_N_FIELDS, WZ_RECIPE_N_FIELDS, wz_issue_builder_set_subtitle, dup_issue_subtitle),
  OF_ISSUE ("summary", WZ_OVERLAY_TYPE_LINE, LANG, WZ_RECIPE_N_FIELDS, WZ_RECIPE_N_FIELDS, wz_issue_builder_set_summary, dup_issue_summary),
  OF_ISSUE ("number", WZ_OVERLAY_TYPE_SETTING, 0, WZ_RECIPE_NUMBER, WZ_RECIPE_N_FIELDS, NULL, dup_issue_number),
  OF_ISSUE ("volume", WZ_OVERLAY_TYPE_SETTING, 0, WZ_RECIPE_VOLUME, WZ_RECIPE_N_FIELDS, NULL, dup_issue_volume),
  OF_ISSUE ("date", WZ_OVERLAY_TYPE_SETTING, 0, WZ_RECIPE_DATE, WZ_RECIPE_N_FIELDS, NULL, dup_issue_date),
  {"cover", WZ_OVERLAY_FIELD, WZ_OVERLAY_TYPE_PICTURE, ISSUE | SHEET, NOWHERE},
  {"before", WZ_OVERLAY_FOREWORD, WZ_OVERLAY_TYPE_TEXT, ISSUE | LANG, NOWHERE},
  {"editorial", WZ_OVERLAY_EDITORIAL, WZ_OVERLAY_TYPE_TEXT, ISSUE | LANG | SHEET, NOWHERE},
  {"introduction", WZ_OVERLAY_INTRODUCTION, WZ_OVERLAY_TYPE_TEXT, ISSUE | LANG | WZ_OVERLAY_BY_SECTION, NOWHERE},
  {"after", WZ_OVERLAY_AFTERWORD, WZ_OVERLAY_TYPE_TEXT, ISSUE | LANG, NOWHERE},
  {"imprint", WZ_OVERLAY_IMPRINT, WZ_OVERLAY_TYPE_TEXT, ISSUE | LANG, NOWHERE},
};
/* clang-format on */

guint
wz_overlay_get_n_fields (void)
{
  return G_N_ELEMENTS (fields);
}

const WzOverlayField *
wz_overlay_get_field (guint i)
{
  g_return_val_if_fail (i < G_N_ELEMENTS (fields), NULL);
  return &fields[i];
}

const WzOverlayField *
wz_overlay_find_field (const gchar *stem, gboolean of_issue)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if ((fields[i].flags & (of_issue ? ISSUE : PAPER)) != 0 && g_str_equal (fields[i].key, stem))
      return &fields[i];
  return NULL;
}

gboolean
wz_overlay_field_reads_file (const WzOverlayField *field)
{
  return field->type == WZ_OVERLAY_TYPE_TEXT;
}

gboolean
wz_overlay_field_accepts (const WzOverlayField *field, const gchar *value)
{
  if (field->type == WZ_OVERLAY_TYPE_SETTING)
    return wz_recipe_row_accepts (wz_recipe_get_row (field->setting), value);
  return types[field->type].accepts == NULL || types[field->type].accepts (value);
}

gchar *
wz_overlay_field_dup_accepted (const WzOverlayField *field)
{
  return field->type == WZ_OVERLAY_TYPE_SETTING
             ? wz_recipe_row_dup_accepted (wz_recipe_get_row (field->setting))
             : g_strdup (_ (types[field->type].what));
}

gchar *
wz_overlay_field_dup_key (const WzOverlayField *field, const gchar *lang, const gchar *own)
{
  if ((field->flags & LANG) == 0 || lang == NULL || g_strcmp0 (lang, own) == 0)
    return g_strdup (field->key);
  return g_strconcat (field->key, ".", wz_lang_is_chinese (lang) ? "zh" : lang, NULL);
}

gchar *
wz_overlay_field_dup_value (const WzOverlayField *field, const WzEntry *entry, const gchar *lang)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  if (field->get != NULL)
    field->get (entry, field, lang, values);
  g_autoptr (GString) all = g_string_new (NULL);
  for (guint i = 0; i < values->len; i++)
    g_string_append_printf (all, "%s%s", i > 0 ? "\n" : "", (const gchar *) g_ptr_array_index (values, i));
  return values->len > 0 ? g_strdup (all->str) : NULL;
}
