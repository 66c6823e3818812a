/* wz-matter.c: the issue in numbers, and the colophon. SPDX-License-Identifier: MIT
 *
 * In: the papers of an issue and where they come from. Out: sections of the model: paragraphs, lists, tables,
 * and small charts with their alternative text; each chart has the table behind it.
 */
#include "edit/compose/wz-matter.h"

#include <string.h>

#include "base/wz-words.h"
#include "edit/compose/wz-chart.h"
#include "edit/wz-names.h"
#include "recipe/wz-period.h"

enum { DAYS_MAX = 31 /* a longer period is counted by month */ };

typedef struct {
  gchar *name;  /* in the table */
  gchar *label; /* under the bar */
  gchar *sort;
  guint total, full;
} Row;

static void
row_free (gpointer data)
{
  Row *row = data;
  g_free (row->name);
  g_free (row->label);
  g_free (row->sort);
  g_free (row);
}

static gint
compare_rows (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(const Row *const *) a)->sort, (*(const Row *const *) b)->sort);
}

/* Takes all three strings. */
static Row *
find_row (GPtrArray *rows, gchar *sort, gchar *name, gchar *label)
{
  for (guint i = 0; i < rows->len; i++) {
    Row *row = g_ptr_array_index (rows, i);
    if (g_str_equal (row->sort, sort)) {
      g_free (sort);
      g_free (name);
      g_free (label);
      return row;
    }
  }
  Row *row = g_new0 (Row, 1);
  row->sort = sort;
  row->name = name;
  row->label = label;
  g_ptr_array_add (rows, row);
  return row;
}

static void
count_paper (Row *row, const WzCounted *paper)
{
  row->total++;
  row->full += wz_entry_is_full (paper->entry);
}

static Row *
day_row (GPtrArray *rows, WzDate date, gboolean by_month, const gchar *lang)
{
  if (!wz_date_is_known (date))
    return find_row (rows, g_strdup ("~"), g_strdup (wz_label (WZ_LABEL_UNDATED, lang)), g_strdup ("?"));
  g_autofree gchar *iso = wz_date_dup_iso (date);
  if (by_month)
    return find_row (rows, g_strndup (iso, 7), wz_names_dup_month (date, lang), g_strndup (iso + 2, 5));
  return find_row (rows, g_strdup (iso), wz_names_dup_day (date, lang), g_strdup_printf ("%u", date.day));
}

/* ---- Writing ---- */

static void
add_cell (WzTextBuilder *out, const gchar *text, const gchar *align)
{
  wz_text_builder_enter (out, WZ_TEXT_TABLE_CELL, 1, align, NULL, NULL, NULL);
  wz_text_builder_add (out, text, -1, NULL);
  wz_text_builder_leave (out);
}

static void
add_table (WzTextBuilder *out, const gchar *head, const GPtrArray *rows, const gchar *lang)
{
  wz_text_builder_enter (out, WZ_TEXT_TABLE, 0, NULL, NULL, NULL, NULL);
  wz_text_builder_enter (out, WZ_TEXT_TABLE_ROW, 1, NULL, NULL, NULL, NULL);
  add_cell (out, head, NULL);
  add_cell (out, wz_label (WZ_LABEL_PAPERS, lang), "right");
  add_cell (out, wz_label (WZ_LABEL_FEATURED, lang), "right");
  wz_text_builder_leave (out);
  for (guint i = 0; i < rows->len; i++) {
    const Row *row = g_ptr_array_index (rows, i);
    g_autofree gchar *total = g_strdup_printf ("%u", row->total), *full = g_strdup_printf ("%u", row->full);
    wz_text_builder_enter (out, WZ_TEXT_TABLE_ROW, 0, NULL, NULL, NULL, NULL);
    add_cell (out, row->name, NULL);
    add_cell (out, total, "right");
    add_cell (out, full, "right");
    wz_text_builder_leave (out);
  }
  wz_text_builder_leave (out);
}

/* What the chart shows, in words. */
static gchar *
describe (const gchar *heading, const GPtrArray *rows, const gchar *lang)
{
  gboolean chinese = wz_lang_is_chinese (lang);
  GString *out = g_string_new (heading);
  g_string_append (out, chinese ? "：" : ": ");
  for (guint i = 0; i < rows->len; i++) {
    const Row *row = g_ptr_array_index (rows, i);
    g_string_append_printf (out, "%s%s %u", i == 0 ? "" : chinese ? "，" : ", ", row->name, row->total);
  }
  g_string_append (out, chinese ? "。" : ".");
  return g_string_free (out, FALSE);
}

static void
add_chart (WzIssueBuilder *builder, WzTextBuilder *out, const gchar *heading, const GPtrArray *rows,
           const gchar *lang)
{
  g_autofree WzChartBar *bars = g_new (WzChartBar, MAX (rows->len, 1));
  for (guint i = 0; i < rows->len; i++) {
    const Row *row = g_ptr_array_index (rows, i);
    bars[i] = (WzChartBar){row->label, row->total};
  }
  g_autoptr (GBytes) png = wz_chart_bars (bars, rows->len);
  const WzResource *resource = png ? wz_issue_builder_add_resource (builder, png, NULL) : NULL;
  if (resource == NULL)
    return;
  g_autofree gchar *alt = describe (heading, rows, lang);
  wz_text_builder_enter (out, WZ_TEXT_FIGURE, 0, resource->id, alt, NULL, NULL);
  wz_text_builder_leave (out);
}

static void
add_count (WzIssueBuilder *builder, WzTextBuilder *out, WzLabel heading, WzLabel head, GPtrArray *rows,
           const gchar *lang)
{
  if (rows->len == 0)
    return;
  g_ptr_array_sort (rows, compare_rows);
  wz_text_builder_enter (out, WZ_TEXT_HEADING, 1, NULL, NULL, NULL, NULL);
  wz_text_builder_add (out, wz_label (heading, lang), -1, NULL);
  wz_text_builder_leave (out);
  add_chart (builder, out, wz_label (heading, lang), rows, lang);
  add_table (out, wz_label (head, lang), rows, lang);
}

static void
add_totals (WzTextBuilder *out, const GPtrArray *rows, const gchar *lang)
{
  guint n = 0, full = 0;
  for (guint i = 0; i < rows->len; i++) {
    n += ((const Row *) g_ptr_array_index (rows, i))->total;
    full += ((const Row *) g_ptr_array_index (rows, i))->full;
  }
  const gchar *featured = wz_label (WZ_LABEL_FEATURED, lang), *notable = wz_label (WZ_LABEL_NOTABLE, lang);
  g_autofree gchar *text =
      wz_lang_is_chinese (lang)
          ? g_strdup_printf ("本期共收论文%u篇：%s%u篇，%s%u篇。", n, featured, full, notable, n - full)
          : g_strdup_printf ("%u papers. %s: %u. %s: %u.", n, featured, full, notable, n - full);
  wz_text_builder_enter (out, WZ_TEXT_PARAGRAPH, 0, NULL, NULL, NULL, NULL);
  wz_text_builder_add (out, text, -1, NULL);
  wz_text_builder_leave (out);
}

const WzText *
wz_matter_statistics (WzIssueBuilder *builder, const WzIssue *issue, const WzCounted *papers, guint n,
                      const WzPeriod *period, const gchar *lang)
{
  gboolean by_month = wz_period_get_n_days (period) > DAYS_MAX;
  g_autoptr (GPtrArray) by_day = g_ptr_array_new_with_free_func (row_free);
  g_autoptr (GPtrArray) by_category = g_ptr_array_new_with_free_func (row_free);
  for (guint i = 0; i < n; i++) {
    const gchar *code = papers[i].category;
    count_paper (day_row (by_day, papers[i].date, by_month, lang), &papers[i]);
    Row *row = code ? find_row (by_category, g_strdup_printf ("%06u", wz_names_category_rank (issue, code)),
                                wz_names_dup_category (issue, code, lang), g_strdup (code))
                    : find_row (by_category, g_strdup ("~"), g_strdup (wz_label (WZ_LABEL_OTHER, lang)),
                                g_strdup ("-"));
    count_paper (row, &papers[i]);
  }
  WzTextBuilder *out = wz_text_builder_new (lang);
  add_totals (out, by_day, lang);
  add_count (builder, out, WZ_LABEL_BY_DAY, by_month ? WZ_LABEL_MONTH : WZ_LABEL_DAY, by_day, lang);
  add_count (builder, out, WZ_LABEL_BY_CATEGORY, WZ_LABEL_CATEGORY, by_category, lang);
  return wz_text_builder_finish (out, builder);
}

void
wz_matter_add_statistics (WzIssueBuilder *builder, const WzIssue *issue, const WzCounted *papers, guint n,
                          const WzPeriod *period, const gchar *lang)
{
  WzSection *section = wz_issue_builder_add_section (builder, WZ_SECTION_FRONT, NULL);
  WzLabel heading = wz_period_get_n_days (period) == 7 ? WZ_LABEL_WEEK_IN_NUMBERS : WZ_LABEL_IN_NUMBERS;
  wz_section_set_id (builder, section, WZ_MATTER_STATISTICS);
  wz_section_set_heading (builder, section, lang, wz_label (heading, lang));
  wz_section_set_blocks (builder, section, wz_matter_statistics (builder, issue, papers, n, period, lang));
}

/* ---- Colophon ---- */

static void
add_item (WzTextBuilder *out, const gchar *text)
{
  wz_text_builder_enter (out, WZ_TEXT_LIST_ITEM, 0, NULL, NULL, NULL, NULL);
  wz_text_builder_enter (out, WZ_TEXT_PARAGRAPH, 0, NULL, NULL, NULL, NULL);
  wz_text_builder_add (out, text, -1, NULL);
  wz_text_builder_leave (out);
  wz_text_builder_leave (out);
}

static void
begin_list (WzTextBuilder *out, const gchar *heading)
{
  wz_text_builder_enter (out, WZ_TEXT_HEADING, 1, NULL, NULL, NULL, NULL);
  wz_text_builder_add (out, heading, -1, NULL);
  wz_text_builder_leave (out);
  wz_text_builder_enter (out, WZ_TEXT_LIST, 0, NULL, NULL, NULL, NULL);
}

/* The sources that papers appeared in, by date, each once. */
static GPtrArray *
list_sources (const WzIssue *issue)
{
  GPtrArray *out = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < wz_issue_get_n_entries (issue); i++) {
    const WzEntry *entry = wz_issue_get_entry (issue, i);
    for (guint k = 0; k < wz_entry_get_n_appearances (entry); k++) {
      const WzAppearance *seen_in = wz_entry_get_appearance (entry, k);
      g_autofree gchar *iso = wz_date_dup_iso (seen_in->date);
      const gchar *source = seen_in->source ? seen_in->source : "";
      gboolean dated =
          *iso == '\0' || g_str_has_prefix (source, iso); /* 2022-09-26.txt says its day itself */
      gchar *text = dated ? g_strdup (source) : g_strdup_printf ("%s %s", iso, source);
      if (*text == '\0' || g_hash_table_contains (seen, text)) {
        g_free (text);
        continue;
      }
      g_hash_table_add (seen, text);
      g_ptr_array_add (out, text);
    }
  }
  return out;
}

static void
add_sources (WzTextBuilder *out, const WzIssue *issue, const gchar *lang)
{
  g_autoptr (GPtrArray) sources = list_sources (issue);
  if (sources->len == 0 && wz_issue_get_source (issue) == NULL)
    return;
  g_ptr_array_sort (sources, wz_words_compare);
  begin_list (out, wz_label (WZ_LABEL_SOURCES, lang));
  if (wz_issue_get_source (issue))
    add_item (out, wz_issue_get_source (issue));
  if (sources->len <= DAYS_MAX) {
    for (guint i = 0; i < sources->len; i++)
      add_item (out, g_ptr_array_index (sources, i));
  } else { /* a year: the first, the last, and how many */
    g_autofree gchar *range =
        g_strdup_printf ("%s – %s (%u)", (const gchar *) g_ptr_array_index (sources, 0),
                         (const gchar *) g_ptr_array_index (sources, sources->len - 1), sources->len);
    add_item (out, range);
  }
  wz_text_builder_leave (out);
}

static void
add_missing (WzTextBuilder *out, const WzDate *missing, guint n, const gchar *lang)
{
  if (n == 0)
    return;
  begin_list (out, wz_label (WZ_LABEL_MISSING_DAYS, lang));
  guint i = 0;
  for (guint run, items = 0; i < n && items < DAYS_MAX; i += run, items++) {
    run = wz_period_count_run (&missing[i], n - i);
    WzPeriod range = {WZ_PERIOD_RANGE, missing[i], missing[i + run - 1]};
    g_autofree gchar *days =
        run > 1 ? wz_period_dup_label (&range, lang) : wz_names_dup_day (missing[i], lang);
    add_item (out, days);
  }
  if (i < n) {
    g_autofree gchar *all = g_strdup_printf ("… (%u)", n);
    add_item (out, all);
  }
  wz_text_builder_leave (out);
}

void
wz_matter_add_colophon (WzIssueBuilder *builder, const WzIssue *issue, const gchar *const *lines,
                        const WzDate *missing, guint n_missing, const gchar *lang)
{
  WzSection *section = wz_issue_builder_add_section (builder, WZ_SECTION_BACK, NULL);
  wz_section_set_id (builder, section, WZ_MATTER_SOURCES);
  wz_section_set_heading (builder, section, lang, wz_label (WZ_LABEL_PRODUCTION, lang));
  WzTextBuilder *out = wz_text_builder_new (lang);
  add_sources (out, issue, lang);
  add_missing (out, missing, n_missing, lang);
  if (wz_issue_get_rights (issue)) {
    begin_list (out, wz_label (WZ_LABEL_RIGHTS, lang));
    add_item (out, wz_issue_get_rights (issue));
    wz_text_builder_leave (out);
  }
  if (lines && lines[0]) {
    begin_list (out, wz_label (WZ_LABEL_FONTS, lang));
    for (guint i = 0; lines[i] != NULL; i++)
      add_item (out, lines[i]);
    wz_text_builder_leave (out);
  }
  wz_section_set_blocks (builder, section, wz_text_builder_finish (out, builder));
}
