/* wz-weekly.c: the desk's work for a week, a month, a year. SPDX-License-Identifier: MIT
 *
 * In: read sources and settings. Out: one issue. Each source is normalised by itself, then all are
 * merged, and the editor's corrections laid over them.
 */
#include "host/wz-weekly.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/wz-date.h"
#include "edit/compose/wz-compose.h"
#include "edit/wz-cut.h"
#include "edit/wz-diff.h"
#include "edit/wz-join.h"
#include "edit/merge/wz-merge.h"
#include "host/wz-colophon.h"
#include "host/wz-desk.h"
#include "host/wz-folder.h"
#include "json/wz-json.h"

static const gchar *const orders[] = {"editorial", "day", "category"};
static const gchar *const indices[] = {"author", "affiliation", "category", "day"};

static gboolean usage (GError **error, const gchar *format, ...) G_GNUC_PRINTF (2, 3);

static gboolean
usage (GError **error, const gchar *format, ...)
{
  va_list args;
  va_start (args, format);
  g_autofree gchar *text = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_OPTION, text);
  return FALSE;
}

static gint
find_word (const gchar *word, const gchar *const *words, guint n)
{
  for (guint i = 0; i < n; i++)
    if (g_str_equal (words[i], word))
      return (gint) i;
  return -1;
}

static gboolean
parse_indices (const gchar *text, guint *kinds)
{
  *kinds = 0;
  if (text == NULL || g_str_equal (text, "all")) {
    *kinds = (1u << G_N_ELEMENTS (indices)) - 1;
    return TRUE;
  }
  if (g_str_equal (text, "none"))
    return TRUE;
  g_auto (GStrv) words = g_strsplit (text, ",", -1);
  for (guint i = 0; words[i] != NULL; i++) {
    gint kind = find_word (g_strstrip (words[i]), indices, G_N_ELEMENTS (indices));
    if (kind < 0)
      return FALSE;
    *kinds |= 1u << kind;
  }
  return TRUE;
}

gboolean
wz_weekly_is_order (const gchar *text)
{
  return find_word (text, orders, G_N_ELEMENTS (orders)) >= 0;
}

gboolean
wz_weekly_is_indices (const gchar *text)
{
  guint kinds;
  return parse_indices (text, &kinds);
}

/* ---- Period ---- */

/* Sets @given to whether one was asked for. */
static gboolean
parse_period (const WzWeeklySettings *s, WzPeriod *period, gboolean *given, GError **error)
{
  guint asked = (s->week != NULL) + (s->month != NULL) + (s->year != NULL) +
                (s->from != NULL || s->to != NULL) + s->all;
  *given = asked > 0 && !s->all;
  if (asked > 1)
    return usage (error, "%s", _ ("name one period: --week, --month, --year, --from with --to, or --all"));
  if (s->week && !wz_period_parse (s->week, WZ_PERIOD_WEEK, period))
    return usage (error, _ ("--week %s: write a week that exists as 2022-W38"), s->week);
  if (s->month && !wz_period_parse (s->month, WZ_PERIOD_MONTH, period))
    return usage (error, _ ("--month %s: write it as 2022-09"), s->month);
  if (s->year && !wz_period_parse (s->year, WZ_PERIOD_YEAR, period))
    return usage (error, _ ("--year %s: write it as 2022"), s->year);
  if ((s->from || s->to) && !(s->from && s->to && wz_period_parse_range (s->from, s->to, period)))
    return usage (error, "%s", _ ("--from and --to: two days such as 2022-09-19, in order"));
  return TRUE;
}

gboolean
wz_weekly_check (const WzWeeklySettings *settings, GError **error)
{
  WzPeriod period;
  WzDate date;
  gboolean given;
  gint64 seconds;
  if (!parse_period (settings, &period, &given, error) || !wz_desk_get_epoch (&seconds, error))
    return FALSE;
  if (settings->order && !wz_weekly_is_order (settings->order))
    return usage (error, _ ("--order is editorial, day or category, not “%s”"), settings->order);
  if (settings->indices && !wz_weekly_is_indices (settings->indices))
    return usage (error, _ ("--indices is all, none, or some of author,affiliation,category,day, not “%s”"),
                  settings->indices);
  if (settings->date && !wz_date_parse_iso (settings->date, &date))
    return usage (error, _ ("--date %s: write it as 2022-09-22"), settings->date);
  return wz_desk_check_number (settings->number, error);
}

/* The month or year of the newest daily. */
static gboolean
last_period (const WzDate *dates, guint n, WzPeriodKind kind, WzPeriod *period)
{
  wz_period_span (dates, n, period);
  g_autofree gchar *iso = wz_date_dup_iso (period->last);
  if (*iso == '\0')
    return FALSE;
  iso[kind == WZ_PERIOD_MONTH ? 7 : 4] = '\0';
  return wz_period_parse (iso, kind, period);
}

gboolean
wz_weekly_choose (WzSource *const *sources, guint n, const WzWeeklySettings *settings, WzPeriod *period,
                  GError **error)
{
  gboolean given;
  if (!parse_period (settings, period, &given, error) || given)
    return given;
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (WzDate));
  for (guint i = 0; i < n; i++) {
    g_autoptr (GArray) own = wz_source_list_days (sources[i]);
    g_array_append_vals (days, own->data, own->len);
  }
  const WzDate *dates = (const WzDate *) (gpointer) days->data;
  if (settings->all) {
    wz_period_span (dates, days->len, period);
    return TRUE;
  }
  if (settings->kind == WZ_PERIOD_WEEK ? wz_period_last_week (dates, days->len, period)
                                       : last_period (dates, days->len, settings->kind, period))
    return TRUE;
  g_set_error (error, WZ_READ_ERROR, WZ_READ_ERROR_NOT_DIGEST, "%s",
               _ ("no daily says which day it is of; name the files 2022-09-19.txt, or use --all"));
  return FALSE;
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
merge_sources (WzSource *const *sources, guint n, const WzPeriod *period, const WzWeeklySettings *settings,
               WzDiagSink *sink)
{
  g_autoptr (GPtrArray) issues = wz_sources_normalise (sources, n, settings->normalise, settings->lang, NULL);
  if (!settings->all)
    cut_to_period (issues, sources, period);
  return wz_edit_merge ((const WzIssue *const *) issues->pdata, issues->len, sink);
}

gboolean
wz_weekly_add_general (WzOverlay *overlay, const gchar *project, WzDiagSink *sink, GError **error)
{
  g_autoptr (WzKeyFile) file =
      wz_key_file_new_from_file (project, NULL, error); /* it was told of when loaded */
  g_autofree gchar *folder = g_path_get_dirname (project);
  if (file == NULL)
    return FALSE;
  wz_overlay_add (overlay, file, "overlay ", folder, sink);
  return TRUE;
}

gboolean
wz_weekly_add_overlay (WzOverlay *overlay, const gchar *path, WzDiagSink *sink, GError **error)
{
  g_autoptr (WzKeyFile) file = wz_key_file_new_from_file (path, sink, error);
  g_autofree gchar *folder = g_path_get_dirname (path);
  if (file == NULL)
    return FALSE;
  wz_overlay_add (overlay, file, NULL, folder, sink);
  return TRUE;
}

WzOverlay *
wz_weekly_load_overlay (const WzWeeklySettings *settings, WzDiagSink *sink, GError **error)
{
  g_autoptr (WzOverlay) overlay = wz_overlay_new ();
  /* first: what holds for all issues gives way to what is said of this one */
  if (settings->project && !wz_weekly_add_general (overlay, settings->project, sink, error))
    return NULL;
  for (guint i = 0; settings->overlays && settings->overlays[i] != NULL; i++)
    if (!wz_weekly_add_overlay (overlay, settings->overlays[i], sink, error))
      return NULL;
  return g_steal_pointer (&overlay);
}

WzIssue *
wz_weekly_load_dump (const gchar *path, GError **error)
{
  g_autofree gchar *text = NULL;
  gsize length;
  g_autoptr (GError) why = NULL;
  if (!g_file_get_contents (path, &text, &length, &why)) {
    g_set_error (error, WZ_READ_ERROR, WZ_READ_ERROR_IO, "%s", why->message);
    return NULL;
  }
  WzIssue *issue = wz_json_read (text, length, path, NULL, error);
  if (issue == NULL)
    g_prefix_error (error, "%s: ", _ ("this is no dump of an issue"));
  return issue;
}

static WzMemory *
load_memory (const WzWeeklySettings *settings, const WzPeriod *period, GError **error)
{
  g_autoptr (WzMemory) memory = wz_memory_new ();
  for (guint i = 0; settings->memory && settings->memory[i] != NULL; i++) {
    g_autoptr (WzIssue) issue = wz_weekly_load_dump (settings->memory[i], error);
    if (issue == NULL)
      return NULL;
    /* an issue remembers those before it; its own old dump is not among them */
    if (!wz_date_is_known (period->first) ||
        wz_date_compare (wz_issue_get_last_day (issue), period->first) < 0)
      wz_memory_add_issue (memory, issue);
  }
  return g_steal_pointer (&memory);
}

static gchar *
dup_slug (const WzWeeklySettings *settings)
{
  return settings->slug     ? g_strdup (settings->slug)
         : settings->series ? wz_edit_slug (settings->series)
                            : g_strdup ("wenzhai");
}

gchar *
wz_weekly_dup_stem (const WzPeriod *period, const WzWeeklySettings *settings)
{
  g_autofree gchar *name =
      wz_date_is_known (period->first) ? wz_period_dup_name (period) : g_strdup ("issue");
  g_autofree gchar *slug = dup_slug (settings);
  return g_strdup_printf ("%s-%s", slug, name);
}

/* Everything the composer borrows. */
typedef struct {
  const gchar *series; /* lent */
  gchar *title, *title_en, *slug, *number, *volume, *stem, *changes;
  GStrv colophon;
} Words;

static void
words_clear (Words *words)
{
  g_free (words->title);
  g_free (words->title_en);
  g_free (words->slug);
  g_free (words->number);
  g_free (words->volume);
  g_free (words->stem);
  g_free (words->changes);
  g_strfreev (words->colophon);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Words, words_clear)

static gchar *
make_title (const WzPeriod *period, const gchar *series, const gchar *lang)
{
  const gchar *name = series ? series : wz_label (WZ_LABEL_DIGEST, lang);
  if (!wz_date_is_known (period->first))
    return g_strdup (name);
  g_autofree gchar *label = wz_period_dup_label (period, lang);
  return g_strdup_printf ("%s %s", name, label);
}

static void
make_words (Words *words, const WzIssue *issue, const WzPeriod *period, const WzWeeklySettings *s,
            const WzStyle *style)
{
  const gchar *lang = wz_issue_get_lang (issue);
  words->series = s->series ? s->series : wz_label (WZ_LABEL_DIGEST, lang); /* what the title begins with */
  words->title = s->title ? g_strdup (s->title) : make_title (period, s->series, lang);
  words->title_en = s->title || s->series ? NULL : make_title (period, NULL, "en");
  words->slug = dup_slug (s);
  words->stem = wz_weekly_dup_stem (period, s);
  if (wz_date_is_known (period->first)) {
    words->number = s->number ? g_strdup (s->number) : wz_period_dup_number (period);
    words->volume = s->volume ? g_strdup (s->volume) : wz_period_dup_volume (period);
  }
  if (!s->no_colophon)
    words->colophon = wz_colophon_lines (style);
}

static WzIssue *
compose (const WzIssue *merged, const WzPeriod *period, const WzWeeklySettings *s, const Words *words,
         const GArray *missing, const WzOverlay *overlay, const WzMemory *memory, WzDiagSink *sink)
{
  gint order = s->order ? find_word (s->order, orders, G_N_ELEMENTS (orders)) : WZ_ORDER_EDITORIAL;
  WzComposeOptions options = {
      .title = words->title,
      .title_en = words->title_en,
      .series = words->series,
      .slug = words->slug,
      .number = words->number,
      .volume = words->volume,
      .editor = s->author,
      .publisher = s->publisher,
      .rights = s->rights,
      .stem = words->stem,
      .date = period->last,
      .first = period->first,
      .last = period->last,
      .order = (WzEditOrder) MAX (order, 0),
      .statistics = !s->no_statistics,
      .colophon_lines = (const gchar *const *) words->colophon,
      .missing = (const WzDate *) (gpointer) missing->data,
      .n_missing = missing->len,
      .overlay = overlay,
      .memory = memory,
      .omit_seen = s->omit_seen,
      .changes = words->changes,
  };
  if (s->date)
    wz_date_parse_iso (s->date, &options.date);
  parse_indices (s->indices, &options.indices);
  g_autoptr (WzIssue) composed = wz_edit_compose (merged, &options, sink);
  WzHead head = {.modified = -1};
  wz_desk_get_epoch (&head.modified, NULL);
  return wz_edit_head (composed, &head, NULL); /* a summary that names the papers, and SOURCE_DATE_EPOCH */
}

WzIssue *
wz_weekly_make (WzSource *const *sources, guint n, const WzPeriod *period, const WzWeeklySettings *settings,
                const WzStyle *style, WzDiagSink *sink, GError **error)
{
  g_autoptr (WzOverlay) loaded = settings->overlay ? NULL : wz_weekly_load_overlay (settings, sink, error);
  const WzOverlay *overlay = settings->overlay ? settings->overlay : loaded;
  g_autoptr (WzMemory) memory = overlay ? load_memory (settings, period, error) : NULL;
  if (memory == NULL)
    return NULL;
  g_autoptr (GArray) missing = wz_weekly_list_missing (sources, n, period, sink);
  g_autoptr (WzIssue) merged = merge_sources (sources, n, period, settings, sink);
  g_auto (Words) words = {0};
  make_words (&words, merged, period, settings, style);
  const WzMemory *known = settings->remembered ? settings->remembered : memory;
  g_autoptr (WzIssue) issue = compose (merged, period, settings, &words, missing, overlay, known, sink);
  if (settings->changes_since == NULL)
    return g_steal_pointer (&issue);
  g_autoptr (WzIssue) before = wz_weekly_load_dump (settings->changes_since, error);
  if (before == NULL)
    return NULL;
  words.changes = wz_edit_diff_note (before, issue, wz_issue_get_lang (issue));
  return compose (merged, period, settings, &words, missing, overlay, known, NULL);
}
