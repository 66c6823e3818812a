/* wz-period.c: weeks, months, years. SPDX-License-Identifier: MIT
 *
 * Weeks are those of ISO 8601: Monday to Sunday, named after the year that their Thursday lies in. Nothing
 * here looks at a clock: "the last week" is the last one of the dailies at hand.
 */
#include "recipe/wz-period.h"

#include <string.h>

#include "base/wz-date.h"

static void
to_gdate (WzDate date, GDate *out)
{
  g_date_clear (out, 1);
  g_date_set_dmy (out, date.day, (GDateMonth) date.month, date.year);
}

static WzDate
from_gdate (const GDate *date)
{
  return (WzDate){g_date_get_year (date), (guint8) g_date_get_month (date), g_date_get_day (date)};
}

/* Week and week-based year: those of the week's Thursday. */
static guint
iso_week (WzDate date, guint *year)
{
  GDate thursday;
  to_gdate (date, &thursday);
  gint shift = 4 - (gint) g_date_get_weekday (&thursday);
  if (shift > 0)
    g_date_add_days (&thursday, (guint) shift);
  else
    g_date_subtract_days (&thursday, (guint) -shift);
  *year = g_date_get_year (&thursday);
  return (g_date_get_day_of_year (&thursday) + 6) / 7;
}

gboolean
wz_period_of (WzDate date, WzPeriodKind kind, WzPeriod *period)
{
  GDate day;
  if (!wz_date_is_known (date))
    return FALSE;
  if (kind != WZ_PERIOD_WEEK) {
    guint8 last = kind == WZ_PERIOD_MONTH ? date.month : 12;
    *period = (WzPeriod){kind,
                         {date.year, kind == WZ_PERIOD_MONTH ? date.month : 1, 1},
                         {date.year, last, g_date_get_days_in_month ((GDateMonth) last, date.year)}};
    return TRUE;
  }
  to_gdate (date, &day);
  g_date_subtract_days (&day, (guint) g_date_get_weekday (&day) - 1);
  period->kind = kind;
  period->first = from_gdate (&day);
  g_date_add_days (&day, 6);
  period->last = from_gdate (&day);
  return TRUE;
}

/* All of @text must have the shape, `0` standing for a digit; the digits' groups go to @values. */
static gboolean
read_shape (const gchar *text, const gchar *shape, guint *values)
{
  guint group = 0;
  if (strlen (text) != strlen (shape))
    return FALSE;
  values[0] = 0;
  for (guint i = 0; shape[i]; i++) {
    if (shape[i] == '0') {
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
      values[group] = values[group] * 10 + (guint) (text[i] - '0');
    } else {
      if (g_ascii_toupper (text[i]) != shape[i])
        return FALSE;
      if (shape[i + 1] == '0')
        values[++group] = 0;
    }
  }
  return TRUE;
}

static gboolean
parse_week (const gchar *text, WzPeriod *period)
{
  guint values[2], year;
  if (!read_shape (text, "0000-W00", values) || values[0] == 0 || values[1] == 0)
    return FALSE;
  guint week = values[1];
  WzPeriod found;
  GDate day;
  to_gdate ((WzDate){(guint16) values[0], 1, 4}, &day); /* 4 January lies in week 1 */
  g_date_add_days (&day, (week - 1) * 7);
  wz_period_of (from_gdate (&day), WZ_PERIOD_WEEK, &found);
  if (iso_week (found.first, &year) != week || year != values[0])
    return FALSE; /* week 53 of a year that has 52 */
  *period = found;
  return TRUE;
}

gboolean
wz_period_parse (const gchar *text, WzPeriodKind kind, WzPeriod *period)
{
  guint values[2] = {0, 1};
  if (kind == WZ_PERIOD_WEEK)
    return parse_week (text, period);
  if (!read_shape (text, kind == WZ_PERIOD_MONTH ? "0000-00" : "0000", values) || values[0] == 0)
    return FALSE;
  return values[1] >= 1 && values[1] <= 12 &&
         wz_period_of ((WzDate){(guint16) values[0], (guint8) values[1], 1}, kind, period);
}

gboolean
wz_period_parse_range (const gchar *from, const gchar *to, WzPeriod *period)
{
  WzPeriod found = {.kind = WZ_PERIOD_RANGE};
  if (!wz_date_parse_iso (from, &found.first) || !wz_date_parse_iso (to, &found.last) ||
      wz_date_compare (found.first, found.last) > 0)
    return FALSE;
  *period = found;
  return TRUE;
}

void
wz_period_span (const WzDate *dates, guint n_dates, WzPeriod *period)
{
  *period = (WzPeriod){.kind = WZ_PERIOD_RANGE};
  for (guint i = 0; i < n_dates; i++) {
    if (!wz_date_is_known (dates[i]))
      continue;
    if (!wz_date_is_known (period->first) || wz_date_compare (dates[i], period->first) < 0)
      period->first = dates[i];
    if (!wz_date_is_known (period->last) || wz_date_compare (dates[i], period->last) > 0)
      period->last = dates[i];
  }
}

gboolean
wz_period_last_week (const WzDate *dates, guint n_dates, WzPeriod *period)
{
  WzPeriod all, best, newest;
  gboolean found = FALSE;
  wz_period_span (dates, n_dates, &all);
  if (!wz_date_is_known (all.last))
    return FALSE;
  wz_period_of (all.last, WZ_PERIOD_WEEK, &newest);
  for (guint i = 0; i < n_dates; i++) {
    WzPeriod week;
    if (!wz_period_of (dates[i], WZ_PERIOD_WEEK, &week))
      continue;
    gboolean complete = wz_date_compare (week.last, all.last) <= 0;
    if (complete && (!found || wz_date_compare (week.first, best.first) > 0)) {
      best = week;
      found = TRUE;
    }
  }
  *period = found ? best : newest;
  return TRUE;
}

gboolean
wz_period_contains (const WzPeriod *period, WzDate date)
{
  return wz_date_is_known (date) && wz_date_compare (period->first, date) <= 0 &&
         wz_date_compare (date, period->last) <= 0;
}

guint
wz_period_get_n_days (const WzPeriod *period)
{
  GDate first, last;
  if (!wz_date_is_known (period->first))
    return 0;
  to_gdate (period->first, &first);
  to_gdate (period->last, &last);
  return (guint) g_date_days_between (&first, &last) + 1;
}

WzDate
wz_period_get_day (const WzPeriod *period, guint i)
{
  GDate day;
  to_gdate (period->first, &day);
  g_date_add_days (&day, i);
  return from_gdate (&day);
}

guint
wz_period_count_run (const WzDate *days, guint n)
{
  guint run = MIN (n, 1);
  while (run < n) {
    WzPeriod both = {WZ_PERIOD_RANGE, days[run - 1], days[run]};
    if (wz_period_get_n_days (&both) != 2)
      break;
    run++;
  }
  return run > 3 ? run : MIN (n, 1);
}

gchar *
wz_period_dup_name (const WzPeriod *period)
{
  guint year, week;
  g_autofree gchar *first = wz_date_dup_iso (period->first), *last = wz_date_dup_iso (period->last);
  switch (period->kind) {
  case WZ_PERIOD_WEEK:
    week = iso_week (period->first, &year);
    return g_strdup_printf ("%04u-W%02u", year, week);
  case WZ_PERIOD_MONTH:
    return g_strndup (first, 7);
  case WZ_PERIOD_YEAR:
    return g_strndup (first, 4);
  case WZ_PERIOD_RANGE:
    break;
  }
  return g_str_equal (first, last) ? g_strdup (first) : g_strdup_printf ("%s--%s", first, last);
}

gchar *
wz_period_dup_label (const WzPeriod *period, const gchar *lang)
{
  static const gchar *const months[] = {"January",   "February", "March",    "April",
                                        "May",       "June",     "July",     "August",
                                        "September", "October",  "November", "December"};
  gboolean chinese = wz_lang_is_chinese (lang);
  gboolean hant = chinese && g_str_has_prefix (wz_lang_map (lang, WZ_LANG_OPENTYPE), "ZHT");
  guint year, week;
  switch (period->kind) {
  case WZ_PERIOD_WEEK:
    week = iso_week (period->first, &year);
    return chinese ? g_strdup_printf ("%u年第%u%s", year, week, hant ? "週" : "周")
                   : g_strdup_printf ("Week %u, %u", week, year);
  case WZ_PERIOD_MONTH:
    return chinese ? g_strdup_printf ("%u年%u月", period->first.year, period->first.month)
                   : g_strdup_printf ("%s %u", months[period->first.month - 1], period->first.year);
  case WZ_PERIOD_YEAR:
    return g_strdup_printf (chinese ? "%u年" : "%u", period->first.year);
  case WZ_PERIOD_RANGE:
    break;
  }
  return wz_date_dup_range_label (period->first, period->last, lang);
}

gchar *
wz_period_dup_number (const WzPeriod *period)
{
  guint year;
  switch (period->kind) {
  case WZ_PERIOD_WEEK:
    return g_strdup_printf ("%u", iso_week (period->first, &year));
  case WZ_PERIOD_MONTH:
    return g_strdup_printf ("%u", period->first.month);
  case WZ_PERIOD_YEAR:
    return g_strdup_printf ("%u", period->first.year);
  case WZ_PERIOD_RANGE:
    break;
  }
  return NULL;
}

gchar *
wz_period_dup_volume (const WzPeriod *period)
{
  guint year = period->first.year;
  if (period->kind == WZ_PERIOD_WEEK)
    iso_week (period->first, &year);
  return period->kind == WZ_PERIOD_WEEK || period->kind == WZ_PERIOD_MONTH ? g_strdup_printf ("%u", year)
                                                                           : NULL;
}
