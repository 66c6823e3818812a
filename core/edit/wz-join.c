/* wz-join.c: sources side by side, and the name of a book. SPDX-License-Identifier: MIT */
#include "edit/wz-join.h"

#include "edit/wz-index.h"
#include "model/wz-map.h"

#include <string.h>

/* ---- Joining ---- */

WzDate
wz_edit_day_of (const WzIssue *issue)
{
  WzDate date = wz_issue_get_date (issue);
  return wz_date_is_known (date) ? date : wz_issue_get_first_day (issue);
}

static void
add_categories (WzIssueBuilder *builder, const WzIssue *issue)
{
  for (guint i = 0; i < wz_issue_get_n_categories (issue); i++) {
    const WzCategory *category = wz_issue_get_category (issue, i);
    wz_issue_builder_set_category (builder, category->code, NULL, NULL, &category->position);
    for (guint k = 0; category->names[k] != NULL; k++)
      wz_issue_builder_set_category (builder, category->code, category->names[k]->lang,
                                     category->names[k]->text, &category->names[k]->position);
  }
}

/* What a field says when all issues that have it say the same; NULL otherwise. */
static const gchar *
agreed (const WzIssue *const *issues, guint n, const gchar *(*get) (const WzIssue *issue))
{
  const gchar *said = NULL;
  for (guint i = 0; i < n; i++) {
    const gchar *text = get (issues[i]);
    if (text != NULL && said != NULL && !g_str_equal (text, said))
      return NULL;
    said = said != NULL ? said : text;
  }
  return said;
}

static void
set_heading (WzIssueBuilder *builder, WzSection *section, const WzIssue *issue)
{
  const gchar *lang = wz_issue_get_lang (issue);
  g_autofree gchar *date = wz_date_dup_label (wz_edit_day_of (issue), lang);
  const gchar *heading = *date != '\0'                              ? date
                         : wz_issue_get_title (issue, NULL) != NULL ? wz_issue_get_title (issue, NULL)
                                                                    : wz_issue_get_stem (issue);
  if (heading != NULL)
    wz_section_set_heading (builder, section, lang, heading);
}

static void
add_source (WzIssueBuilder *builder, const WzIssue *issue)
{
  WzSection *section = wz_issue_builder_add_section (builder, WZ_SECTION_DAY, NULL);
  wz_section_set_date (builder, section, wz_edit_day_of (issue));
  set_heading (builder, section, issue);
  for (guint s = 0; s < wz_issue_get_n_sections (issue); s++) {
    const WzSection *theirs = wz_issue_get_section (issue, s);
    if (wz_section_get_n_entries (theirs) == 0 || wz_section_get_blocks (theirs) != NULL) {
      wz_issue_builder_copy_section (builder, theirs);
      continue;
    }
    for (guint i = 0; i < wz_section_get_n_entries (theirs); i++)
      wz_section_copy_entry (builder, section, wz_section_get_entry (theirs, i));
  }
}

static gchar *
join_stem (const WzIssue *const *issues, guint n)
{
  const gchar *first = wz_issue_get_stem (issues[0]), *last = wz_issue_get_stem (issues[n - 1]);
  return g_strdup_printf ("%s--%s", first != NULL ? first : "issue", last != NULL ? last : "issue");
}

WzIssue *
wz_edit_join (const WzIssue *const *issues, guint n, WzDiagSink *sink)
{
  g_return_val_if_fail (n > 0, NULL);
  if (n == 1)
    return wz_issue_ref (issues[0]);

  g_autoptr (WzIssueBuilder) builder = wz_issue_builder_new ();
  wz_issue_builder_set_lang (builder, wz_issue_get_lang (issues[0]));
  wz_issue_builder_set_series (builder, agreed (issues, n, wz_issue_get_series),
                               agreed (issues, n, wz_issue_get_series_slug));
  wz_issue_builder_set_editor (builder, agreed (issues, n, wz_issue_get_editor));
  wz_issue_builder_set_publisher (builder, agreed (issues, n, wz_issue_get_publisher));
  wz_issue_builder_set_source (builder, agreed (issues, n, wz_issue_get_source));
  wz_issue_builder_set_rights (builder, agreed (issues, n, wz_issue_get_rights));
  g_autofree gchar *stem = join_stem (issues, n);
  wz_issue_builder_set_stem (builder, stem);
  for (guint i = 0; i < n; i++) {
    add_categories (builder, issues[i]);
    add_source (builder, issues[i]);
  }
  return wz_issue_builder_finish (g_steal_pointer (&builder), sink);
}

/* ---- Naming ---- */

gchar *
wz_edit_slug (const gchar *name)
{
  g_autofree gchar *initials = wz_edit_initials (name), *ascii = g_str_to_ascii (initials, "C");
  GString *slug = g_string_new (NULL);
  for (const gchar *p = ascii; *p != '\0'; p++) {
    if (g_ascii_isalnum (*p))
      g_string_append_c (slug, g_ascii_tolower (*p));
    else if (*p != '?' && slug->len > 0 && slug->str[slug->len - 1] != '-')
      g_string_append_c (slug, '-');
  }
  while (slug->len > 0 && slug->str[slug->len - 1] == '-')
    g_string_truncate (slug, slug->len - 1);
  if (slug->len == 0) {
    g_autofree gchar *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, name, -1);
    g_string_printf (slug, "x%.8s", digest);
  }
  return g_string_free (slug, FALSE);
}

static gchar *
make_title (const WzIssue *issue, const WzRecipe *recipe)
{
  const gchar *lang = wz_issue_get_lang (issue);
  const gchar *series = wz_recipe_get (recipe, WZ_RECIPE_SERIES),
              *number = wz_recipe_get (recipe, WZ_RECIPE_NUMBER);
  WzDate date = wz_recipe_get_day (recipe, WZ_RECIPE_DATE);
  WzDate first = wz_date_is_known (date) ? date : wz_issue_get_first_day (issue);
  WzDate last = wz_date_is_known (date) ? date : wz_issue_get_last_day (issue);
  series = series != NULL ? series : wz_issue_get_series (issue);
  number = number != NULL ? number : wz_issue_get_number (issue);
  GString *title = g_string_new (series != NULL ? series : wz_label (WZ_LABEL_DIGEST, lang));
  if (number != NULL) {
    g_autofree gchar *label = wz_number_dup_label (number, lang);
    g_string_append_printf (title, " %s", label);
  }
  if (wz_date_is_known (first)) {
    g_autofree gchar *period = wz_date_dup_range_label (first, last, lang);
    g_string_append_printf (title, " %s", period);
  } else if (number == NULL && wz_issue_get_stem (issue) != NULL) {
    g_string_append_printf (title, " %s", wz_issue_get_stem (issue));
  }
  return g_string_free (title, FALSE);
}

#define SUMMARY_TITLES 12

gchar *
wz_edit_summary (const WzEntry *const *entries, guint n, const gchar *lang)
{
  gboolean chinese = wz_lang_is_chinese (lang);
  GString *summary = g_string_new (NULL);
  for (guint i = 0; i < MIN (n, SUMMARY_TITLES); i++) {
    g_autofree gchar *title = wz_text_dup_plain (wz_entry_get_title (entries[i], NULL));
    if (title != NULL && *title != '\0')
      g_string_append_printf (summary, "%s%s", summary->len == 0 ? "" : chinese ? "；" : "; ", title);
  }
  const gchar *papers = wz_label (WZ_LABEL_PAPERS_SUFFIX, lang);
  if (n <= SUMMARY_TITLES && summary->len > 0)
    g_string_append (summary, chinese ? "。" : ".");
  else if (n <= SUMMARY_TITLES)
    return g_string_free (summary, FALSE);
  else if (chinese)
    g_string_append_printf (summary, "；%s%u%s", wz_label (WZ_LABEL_ET_AL, lang), n, papers);
  else
    g_string_append_printf (summary, "; %u %s", n, papers);
  return g_string_free (summary, FALSE);
}

/* ---- Numbers: one a paper, which contents, heading and indices show ---- */

/* How many papers have a number, where these are all numbers from 1 on, each once; else 0. */
static guint
count_numbered (const WzIssue *issue)
{
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);
  guint highest = 0;
  for (guint i = 0; i < wz_issue_get_n_entries (issue); i++) {
    guint ordinal = wz_entry_get_ordinal (wz_issue_get_entry (issue, i));
    if (ordinal > 0 && !g_hash_table_add (taken, GUINT_TO_POINTER (ordinal)))
      return 0;
    highest = MAX (highest, ordinal);
  }
  return highest == g_hash_table_size (taken) ? highest : 0;
}

/* The number that comes next; @keep: the source's own stay. */
typedef struct {
  guint next;
  gboolean keep;
} Numbering;

/* Numbers of the source stay where they are those from 1 on, and papers without one follow; else all are
 * numbered as they stand: it is the whole of a source no more. */
static void
number_entry (WzIssueBuilder *builder, WzEntry *mine, const WzEntry *entry, gpointer user_data)
{
  Numbering *numbering = user_data;
  if (!numbering->keep || wz_entry_get_ordinal (entry) == 0)
    wz_entry_set_ordinal (builder, mine, ++numbering->next);
}

void
wz_edit_name (WzIssueBuilder *builder, const WzRecipe *recipe, const gchar *lang)
{
  static const struct {
    WzRecipeField field;
    void (*set) (WzIssueBuilder *builder, const gchar *text);
  } rows[] = {
      {WZ_RECIPE_NUMBER, wz_issue_builder_set_number},  {WZ_RECIPE_VOLUME, wz_issue_builder_set_volume},
      {WZ_RECIPE_AUTHOR, wz_issue_builder_set_editor},  {WZ_RECIPE_PUBLISHER, wz_issue_builder_set_publisher},
      {WZ_RECIPE_RIGHTS, wz_issue_builder_set_rights},  {WZ_RECIPE_STEM, wz_issue_builder_set_stem},
      {WZ_RECIPE_EDITION, wz_issue_builder_set_edition}};
  const gchar *title = wz_recipe_get (recipe, WZ_RECIPE_TITLE);
  const gchar *english = wz_recipe_get (recipe, WZ_RECIPE_TITLE_EN);
  const gchar *series = wz_recipe_get (recipe, WZ_RECIPE_SERIES),
              *own = wz_recipe_get (recipe, WZ_RECIPE_SLUG);
  WzDate date = wz_recipe_get_day (recipe, WZ_RECIPE_DATE);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    const gchar *text = wz_recipe_get (recipe, rows[i].field);
    if (text != NULL)
      rows[i].set (builder, text);
  }
  if (title != NULL)
    wz_issue_builder_set_title (builder, lang, title);
  if (english != NULL && !g_str_equal (lang, "en"))
    wz_issue_builder_set_title (builder, "en", english);
  if (series != NULL) {
    g_autofree gchar *slug = own != NULL ? g_strdup (own) : wz_edit_slug (series);
    wz_issue_builder_set_series (builder, series, slug);
    wz_issue_builder_set_identifier (builder, NULL); /* it belongs to the series */
  }
  if (wz_date_is_known (date))
    wz_issue_builder_set_date (builder, date);
}

WzIssue *
wz_edit_head (const WzIssue *issue, const WzRecipe *recipe, WzDiagSink *sink)
{
  static const WzIssueMap map = {.entry = number_entry};
  const gchar *lang = wz_issue_get_lang (issue);
  WzDate date = wz_recipe_get_day (recipe, WZ_RECIPE_DATE);
  guint numbered = count_numbered (issue);
  Numbering numbering = {numbered, numbered > 0};
  WzIssueBuilder *builder = wz_issue_map (issue, &map, &numbering);

  if (wz_recipe_get (recipe, WZ_RECIPE_TITLE) == NULL && wz_issue_get_title (issue, NULL) == NULL) {
    g_autofree gchar *title = make_title (issue, recipe);
    wz_issue_builder_set_title (builder, lang, title);
  }
  if (wz_issue_get_summary (issue, NULL) == NULL && wz_issue_get_n_entries (issue) > 0) {
    g_autoptr (GPtrArray) entries = g_ptr_array_new ();
    for (guint i = 0; i < wz_issue_get_n_entries (issue); i++)
      g_ptr_array_add (entries, (gpointer) (gsize) wz_issue_get_entry (issue, i));
    g_autofree gchar *summary = wz_edit_summary ((const WzEntry *const *) entries->pdata, entries->len, lang);
    wz_issue_builder_set_summary (builder, lang, summary);
  }
  wz_edit_name (builder, recipe, lang);
  if (wz_date_is_known (date) && !wz_date_is_known (wz_issue_get_first_day (issue)))
    wz_issue_builder_set_period (builder, date, date);
  if (wz_recipe_get_modified (recipe) >= 0)
    wz_issue_builder_set_modified (builder, wz_recipe_get_modified (recipe));
  return wz_issue_builder_finish (builder, sink);
}
