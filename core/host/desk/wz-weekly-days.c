/* wz-weekly-days.c: which dailies are of a period, and what is odd about their days. SPDX-License-Identifier:
 * MIT
 *
 * In: read sources and a period. Out: those of the period; a warning for each that its name, or the lack of a
 * day, kept out of it, and for days without a daily.
 */
#include "host/desk/wz-weekly.h"

#include <glib/gi18n-lib.h>

#include "base/wz-date.h"
#include "edit/wz-join.h"
#include "host/file/wz-folder.h"

enum {
  PIECES_MAX = 31, /* of a message: days */
  ALONE_MAX = 8,   /* messages of one kind; more are one message */
};

static WzDate
date_of (const WzSource *source)
{
  return wz_edit_day_of (source->issue);
}

static void
report_days (const GPtrArray *picked, const WzPeriod *period, WzDiagSink *sink)
{
  for (guint i = 1; i < picked->len; i++) {
    const WzSource *before = g_ptr_array_index (picked, i - 1), *source = g_ptr_array_index (picked, i);
    WzPosition here = {source->name, 0, 0};
    if (wz_date_is_known (date_of (source)) && wz_date_compare (date_of (before), date_of (source)) == 0)
      wz_diag_report (sink, WZ_SEVERITY_WARNING, "weekly-same-day", &here,
                      _ ("%s is of the same day; both are used"), before->name);
  }
}

/* Which of the two said the day. */
static void
tell_date (const WzSource *source, WzDiagSink *sink)
{
  WzPosition here = {source->name, 0, 0};
  g_autofree gchar *iso = wz_date_dup_iso (date_of (source));
  if (*iso == '\0')
    return;
  if (wz_date_compare (wz_read_date_of_name (source->stem), date_of (source)) == 0)
    wz_diag_report (sink, WZ_SEVERITY_HINT, "weekly-date", &here, _ ("of %s, as the file's name says"), iso);
  else
    wz_diag_report (sink, WZ_SEVERITY_HINT, "weekly-date", &here, _ ("of %s, as the text says"), iso);
}

static gboolean
has_day_in (const WzSource *source, const WzPeriod *period)
{
  g_autoptr (GArray) days = wz_source_list_days (source);
  for (guint i = 0; i < days->len; i++)
    if (wz_period_contains (period, g_array_index (days, WzDate, i)))
      return TRUE;
  return FALSE;
}

void
wz_weekly_report_undated (const GPtrArray *sources, const WzPeriod *period, WzDiagSink *sink)
{
  g_autoptr (GPtrArray) rest = g_ptr_array_new ();
  WzDate day = wz_date_is_known (period->first) ? period->first : (WzDate){2022, 9, 19};
  g_autofree gchar *example = wz_date_dup_iso (day);
  for (guint i = 0; i < sources->len; i++) {
    const WzSource *source = g_ptr_array_index (sources, i);
    WzPosition here = {source->name, 0, 0};
    if (i >= ALONE_MAX && sources->len > ALONE_MAX + 1)
      g_ptr_array_add (rest, source->name);
    else
      wz_diag_report (sink, WZ_SEVERITY_WARNING, "weekly-undated", &here,
                      _ ("left out: its day is not known; rename it to its day, such as %s.txt"), example);
  }
  if (rest->len == 0)
    return;
  g_autofree gchar *names = wz_folder_dup_names (rest);
  wz_diag_report (sink, WZ_SEVERITY_WARNING, "weekly-undated", NULL,
                  _ ("left out, since their days are not known: %s; rename each to its day, such as %s.txt"),
                  names, example);
}

gboolean
wz_weekly_report_clash (const WzSource *source, WzDate day, WzDiagSink *sink)
{
  WzDate named = wz_read_date_of_name (source->stem);
  if (!wz_date_is_known (named) || !wz_date_is_known (day) || wz_date_compare (named, day) == 0)
    return FALSE;
  WzPosition here = {source->name, 0, 0};
  g_autofree gchar *name = wz_date_dup_iso (named), *text = wz_date_dup_iso (day);
  wz_diag_report (sink, WZ_SEVERITY_WARNING, "weekly-date-clash", &here,
                  _ ("its name says %s, its text says %s; the text counts: mend the one that is wrong"), name,
                  text);
  return TRUE;
}

/* Not of the period. A file whose name is, is not passed over in silence. */
static void
tell_outside (const WzSource *source, const WzPeriod *period, WzDiagSink *sink)
{
  WzPosition here = {source->name, 0, 0};
  g_autofree gchar *iso = wz_date_dup_iso (date_of (source)), *name = wz_period_dup_name (period);
  if (wz_period_contains (period, wz_read_date_of_name (source->stem)))
    wz_weekly_report_clash (source, date_of (source), sink);
  wz_diag_report (sink, WZ_SEVERITY_HINT, "weekly-outside", &here, _ ("left out: %s is not in %s"), iso,
                  name);
}

GPtrArray *
wz_weekly_pick (WzSource *const *sources, guint n, const WzPeriod *period, gboolean all, WzDiagSink *sink)
{
  GPtrArray *picked = g_ptr_array_new ();
  g_autoptr (GPtrArray) undated = g_ptr_array_new ();
  for (guint i = 0; i < n; i++) {
    if (all || has_day_in (sources[i], period)) {
      g_ptr_array_add (picked, sources[i]);
      tell_date (sources[i], sink);
    } else if (!wz_date_is_known (date_of (sources[i])))
      g_ptr_array_add (undated, sources[i]);
    else
      tell_outside (sources[i], period, sink);
  }
  wz_weekly_report_undated (undated, period, sink);
  report_days (picked, period, sink);
  return picked;
}

static gpointer
day_key (WzDate date)
{
  return GUINT_TO_POINTER (date.year * 10000u + date.month * 100u + date.day);
}

/* `2022-10-26, 2022-10-27`, `2022-10-26–2022-10-30` */
static gchar *
list_days (const GArray *days)
{
  GString *list = g_string_new (NULL);
  guint pieces = 0;
  for (guint i = 0, run; i < days->len; i += run, pieces++) {
    const WzDate *day = &g_array_index (days, WzDate, i);
    run = wz_period_count_run (day, days->len - i);
    if (pieces == PIECES_MAX) {
      g_string_append (list, " …");
      break;
    }
    g_autofree gchar *first = wz_date_dup_iso (day[0]), *last = wz_date_dup_iso (day[run - 1]);
    g_string_append_printf (list, "%s%s%s%s", pieces > 0 ? ", " : "", first, run > 1 ? "–" : "",
                            run > 1 ? last : "");
  }
  return g_string_free (list, FALSE);
}

/* Days of the period without a daily, one warning for all. */
GArray *
wz_weekly_list_missing (WzSource *const *sources, guint n, const WzPeriod *period, WzDiagSink *sink)
{
  GArray *missing = g_array_new (FALSE, FALSE, sizeof (WzDate));
  g_autoptr (GHashTable) days = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < n; i++) {
    g_autoptr (GArray) own = wz_source_list_days (sources[i]);
    for (guint k = 0; k < own->len; k++)
      g_hash_table_add (days, day_key (g_array_index (own, WzDate, k)));
  }
  for (guint d = 0, n_days = wz_period_get_n_days (period); d < n_days; d++) {
    WzDate day = wz_period_get_day (period, d);
    if (g_hash_table_contains (days, day_key (day)))
      continue;
    g_array_append_val (missing, day);
  }
  g_autofree gchar *list = list_days (missing);
  if (missing->len > 0)
    wz_diag_report (sink, WZ_SEVERITY_WARNING, "weekly-missing-days", NULL,
                    g_dngettext (GETTEXT_PACKAGE, "%u day without a daily: %s", "%u days without a daily: %s",
                                 missing->len),
                    missing->len, list);
  return missing;
}
