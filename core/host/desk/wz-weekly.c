/* wz-weekly.c: the desk's work for a week, a month, a year. SPDX-License-Identifier: MIT
 *
 * In: read sources and settings. Out: one issue. Each source is normalised by itself, then all are
 * merged, and the editor's corrections laid over them.
 */
#include "host/desk/wz-weekly.h"

#include <glib/gi18n-lib.h>

#include "base/wz-date.h"
#include "edit/choose/wz-choose.h"
#include "edit/compose/wz-compose.h"
#include "edit/wz-edit.h"
#include "edit/wz-diff.h"
#include "edit/wz-join.h"
#include "edit/wz-revise.h"
#include "edit/merge/wz-merge.h"
#include "edit/merge/wz-withdrawn.h"
#include "host/desk/wz-colophon.h"
#include "host/desk/wz-metadata.h"
#include "host/file/wz-packed.h"
#include "json/wz-json.h"

/* ---- Period ---- */

gboolean
wz_weekly_check (const WzRecipe *recipe, GError **error)
{
  static const WzRecipeField fields[] = {WZ_RECIPE_WEEK, WZ_RECIPE_MONTH, WZ_RECIPE_YEAR, WZ_RECIPE_ALL};
  const gchar *from = wz_recipe_get (recipe, WZ_RECIPE_FROM), *to = wz_recipe_get (recipe, WZ_RECIPE_TO);
  guint asked = from != NULL || to != NULL;
  WzPeriod period;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    asked += wz_recipe_is_said (recipe, fields[i]);
  const gchar *problem = NULL;
  if (asked > 1)
    problem = _ ("name one period: --week, --month, --year, --from with --to, or --all");
  else if ((from || to) && !(from && to && wz_period_parse_range (from, to, &period)))
    problem = _ ("--from and --to: two days such as 2022-09-19, in order");
  if (problem != NULL)
    g_set_error_literal (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_OPTION, problem);
  return problem == NULL;
}

/* FALSE where none was asked for. */
static gboolean
get_given (const WzRecipe *recipe, WzPeriod *period)
{
  static const WzRecipeField fields[] = {[WZ_PERIOD_WEEK] = WZ_RECIPE_WEEK,
                                         [WZ_PERIOD_MONTH] = WZ_RECIPE_MONTH,
                                         [WZ_PERIOD_YEAR] = WZ_RECIPE_YEAR};
  const gchar *from = wz_recipe_get (recipe, WZ_RECIPE_FROM), *text;
  if (from != NULL)
    return wz_period_parse_range (from, wz_recipe_get (recipe, WZ_RECIPE_TO), period);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if ((text = wz_recipe_get (recipe, fields[i])) != NULL)
      return wz_period_parse (text, (WzPeriodKind) i, period);
  return FALSE;
}

gboolean
wz_weekly_choose (WzSource *const *sources, guint n, WzRecipe *recipe, GError **error)
{
  WzPeriodKind kind = (WzPeriodKind) wz_recipe_get_word (recipe, WZ_RECIPE_PERIOD);
  WzPeriod period;
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (WzDate));
  for (guint i = 0; i < n; i++) {
    g_autoptr (GArray) own = wz_source_list_days (sources[i]);
    g_array_append_vals (days, own->data, own->len);
  }
  const WzDate *dates = (const WzDate *) (gpointer) days->data;
  wz_period_span (dates, days->len, &period);
  gboolean chosen = wz_recipe_get_flag (recipe, WZ_RECIPE_ALL) || get_given (recipe, &period) ||
                    (kind == WZ_PERIOD_WEEK ? wz_period_last_week (dates, days->len, &period)
                                            : wz_period_of (period.last, kind, &period));
  if (chosen)
    wz_recipe_set_period (recipe, &period);
  else
    g_set_error (error, WZ_READ_ERROR, WZ_READ_ERROR_NOT_DIGEST, "%s",
                 _ ("no daily says which day it is of; name the files 2022-09-19.txt, or use --all"));
  return chosen;
}

/* ---- Making ---- */

/* Of a dump that goes beyond the period only the papers of the period count. */
static void
cut_to_period (GPtrArray *issues, WzSource *const *sources, const WzPeriod *period)
{
  for (guint i = 0; wz_date_is_known (period->first) && i < issues->len; i++) {
    g_autoptr (GArray) days = wz_source_list_days (sources[i]);
    gboolean inside = TRUE;
    for (guint k = 0; k < days->len && inside; k++)
      inside = wz_period_contains (period, g_array_index (days, WzDate, k));
    if (inside || days->len < 2)
      continue;
    WzIssue *cut = wz_edit_cut (g_ptr_array_index (issues, i), period);
    wz_issue_unref (issues->pdata[i]);
    issues->pdata[i] = cut;
  }
}

static WzIssue *
merge_sources (WzSource *const *sources, guint n, const WzRecipe *recipe, const WzReaders *readers,
               WzDiagSink *sink)
{
  g_autoptr (GPtrArray) issues = wz_sources_normalise (sources, n, recipe, NULL);
  if (!wz_recipe_get_flag (recipe, WZ_RECIPE_ALL))
    cut_to_period (issues, sources, wz_recipe_get_period (recipe));
  g_autoptr (WzIssue) merged = wz_edit_merge ((const WzIssue *const *) issues->pdata, issues->len, sink);
  g_autoptr (WzIssue) complete = wz_desk_complete (merged, recipe, readers, sink);
  return wz_edit_withdrawn (complete, (WzWithdrawnPapers) wz_recipe_get_word (recipe, WZ_RECIPE_WITHDRAWN),
                            sink);
}

WzOverlay *
wz_weekly_load_overlay (WzRecipe *recipe, const WzKeyFile *project, WzDiagSink *general, WzDiagSink *sink,
                        GError **error)
{
  g_autoptr (WzOverlay) overlay = wz_overlay_new ();
  g_auto (GStrv) paths = wz_recipe_dup_list (recipe, WZ_RECIPE_OVERLAY);
  /* first: what holds for all issues gives way to what is said of this one */
  if (project != NULL) {
    wz_overlay_add_folder (overlay, wz_key_file_get_folder (project), general);
    wz_overlay_add (overlay, project, "overlay ", wz_key_file_get_folder (project), general);
  }
  for (guint i = 0; paths[i] != NULL; i++) {
    g_autoptr (WzKeyFile) file = wz_key_file_new_from_file (paths[i], sink, error);
    if (file == NULL)
      return NULL;
    wz_overlay_add (overlay, file, NULL, wz_key_file_get_folder (file), sink);
  }
  wz_overlay_say (overlay, recipe);
  return g_steal_pointer (&overlay);
}

WzIssue *
wz_weekly_load_dump (const gchar *path, GError **error)
{
  gsize length;
  g_autofree gchar *text = wz_packed_read_file (path, WZ_JSON_MAX_BYTES, &length, error);
  if (text == NULL)
    return NULL;
  WzIssue *issue = wz_json_read (text, length, path, NULL, error);
  if (issue == NULL)
    g_prefix_error (error, "%s: ", _ ("this is no dump of an issue"));
  return issue;
}

WzMemory *
wz_weekly_load_memory (const gchar *const *dumps, const WzPeriod *period, GError **error)
{
  g_autoptr (WzMemory) memory = wz_memory_new ();
  for (guint i = 0; dumps[i] != NULL; i++) {
    g_autoptr (WzIssue) issue = wz_weekly_load_dump (dumps[i], error);
    if (issue == NULL)
      return NULL;
    /* an issue remembers those before it; its own old dump is not among them */
    if (!wz_date_is_known (period->first) ||
        wz_date_compare (wz_issue_get_last_day (issue), period->first) < 0)
      wz_memory_add_issue (memory, issue);
  }
  return g_steal_pointer (&memory);
}

static void
take_default (WzRecipe *recipe, WzRecipeField field, gchar *text)
{
  g_autofree gchar *own = text;
  wz_recipe_set_default (recipe, field, own);
}

static gchar *
make_title (const WzPeriod *period, const gchar *series, const gchar *lang)
{
  if (!wz_date_is_known (period->first))
    return g_strdup (series);
  g_autofree gchar *label = wz_period_dup_label (period, lang);
  return g_strdup_printf ("%s %s", series, label);
}

void
wz_weekly_settle (WzRecipe *recipe, const gchar *lang)
{
  const WzPeriod *period = wz_recipe_get_period (recipe);
  gboolean known = wz_date_is_known (period->first),
           has_series = wz_recipe_is_said (recipe, WZ_RECIPE_SERIES);
  const WzRecipeValue *title = wz_recipe_find (recipe, WZ_RECIPE_TITLE);
  if (!has_series && (title == NULL || title->origin.kind != WZ_ORIGIN_COMMAND_LINE))
    take_default (recipe, WZ_RECIPE_TITLE_EN, make_title (period, wz_label (WZ_LABEL_DIGEST, "en"), "en"));
  wz_recipe_set_default (recipe, WZ_RECIPE_SERIES,
                         wz_label (WZ_LABEL_DIGEST, lang)); /* the title begins so */
  const gchar *series = wz_recipe_get (recipe, WZ_RECIPE_SERIES);
  take_default (recipe, WZ_RECIPE_TITLE, make_title (period, series, lang));
  take_default (recipe, WZ_RECIPE_SLUG, has_series ? wz_edit_slug (series) : g_strdup ("wenzhai"));
  g_autofree gchar *first = wz_date_dup_iso (period->first), *last = wz_date_dup_iso (period->last);
  if (known) {
    take_default (recipe, WZ_RECIPE_DAYS, g_strconcat (first, "–", last, NULL));
    take_default (recipe, WZ_RECIPE_NUMBER, wz_period_dup_number (period));
    take_default (recipe, WZ_RECIPE_VOLUME, wz_period_dup_volume (period));
    wz_recipe_set_default (recipe, WZ_RECIPE_DATE, last);
  }
  g_autofree gchar *name = known ? wz_period_dup_name (period) : g_strdup ("issue");
  const gchar *edition = wz_recipe_get (recipe, WZ_RECIPE_EDITION);
  take_default (recipe, WZ_RECIPE_STEM,
                g_strconcat (wz_recipe_get (recipe, WZ_RECIPE_SLUG), "-", name, edition ? "-" : "",
                             edition ? edition : "", NULL));
}

static WzIssue *
compose (const WzIssue *merged, const WzRecipe *recipe, const WzMaterial *material, WzDiagSink *sink,
         GError **error)
{
  g_autoptr (WzIssue) composed = wz_edit_compose (merged, recipe, material, sink);
  /* a summary that names the papers, and SOURCE_DATE_EPOCH */
  g_autoptr (WzIssue) whole = wz_edit_head (composed, recipe, NULL);
  return wz_edit_choose (whole, recipe, sink, error);
}

/* With a note on what has changed since @before. */
static WzIssue *
revise (const WzIssue *merged, const WzIssue *before, const WzRecipe *recipe, WzMaterial *material,
        WzDiagSink *sink, GError **error)
{
  g_autoptr (WzIssue) kept = wz_edit_keep_keys (merged, before);
  g_autoptr (WzIssue) issue = compose (kept, recipe, material, sink, error);
  if (issue == NULL)
    return NULL;
  g_autofree gchar *changes = wz_edit_diff_note (before, issue, wz_issue_get_lang (issue));
  material->changes = changes;
  g_autoptr (WzIssue) noted = compose (kept, recipe, material, NULL, error);
  return noted != NULL ? wz_edit_revise (noted, before) : NULL;
}

WzIssue *
wz_weekly_make (WzSource *const *sources, guint n, const WzRecipe *recipe, const WzReaders *readers,
                const WzOverlay *overlay, const WzMemory *memory, const WzStyle *style, WzDiagSink *sink,
                GError **error)
{
  g_autoptr (WzRecipe) own = wz_recipe_dup (recipe);
  const gchar *before_path = wz_recipe_get (recipe, WZ_RECIPE_CHANGES_SINCE);
  g_autoptr (WzIssue) before = before_path != NULL ? wz_weekly_load_dump (before_path, error) : NULL;
  if (before_path != NULL && before == NULL)
    return NULL;
  g_autoptr (GArray) missing = wz_weekly_list_missing (sources, n, wz_recipe_get_period (recipe), sink);
  g_autoptr (WzIssue) merged = merge_sources (sources, n, recipe, readers, sink);
  g_auto (GStrv) lines = wz_colophon_lines (style);
  WzMaterial material = {.overlay = overlay,
                         .memory = memory,
                         .missing = (const WzDate *) (gpointer) missing->data,
                         .n_missing = missing->len,
                         .colophon_lines = (const gchar *const *) lines};
  wz_weekly_settle (own, wz_issue_get_lang (merged));
  return before != NULL ? revise (merged, before, own, &material, sink, error)
                        : compose (merged, own, &material, sink, error);
}

gboolean
wz_weekly_narrow (GPtrArray *issues, const WzRecipe *recipe, WzDiagSink *sink, GError **error)
{
  for (guint i = 0; i < issues->len; i++) {
    WzIssue *whole = g_ptr_array_index (issues, i);
    WzIssue *chosen = wz_edit_choose_more (whole, recipe, sink, error);
    if (chosen == NULL)
      return FALSE;
    issues->pdata[i] = chosen;
    wz_issue_unref (whole);
  }
  return TRUE;
}
