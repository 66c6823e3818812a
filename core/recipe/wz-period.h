/* wz-period.h: the days that an issue covers. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wenzhai.h>

G_BEGIN_DECLS

typedef enum { WZ_PERIOD_WEEK, WZ_PERIOD_MONTH, WZ_PERIOD_YEAR, WZ_PERIOD_RANGE } WzPeriodKind;

/** WzPeriod: from @first to @last, both included. */
typedef struct {
  WzPeriodKind kind;
  WzDate first, last;
} WzPeriod;

/**
 * wz_period_parse:
 * @text: `2022-W38`, `2022-09`, `2022`
 *
 * Returns: whether @text is a period of @kind; @period is set only then
 */
gboolean wz_period_parse (const gchar *text, WzPeriodKind kind, WzPeriod *period);
/** wz_period_parse_range: two days, `2022-09-19`, in order. */
gboolean wz_period_parse_range (const gchar *from, const gchar *to, WzPeriod *period);
/**
 * wz_period_last_week:
 * @dates: (array length=n_dates): of the dailies; unknown ones are passed over
 *
 * The last complete week that has dailies: one whose Sunday is not after the newest daily. Where no week is
 * complete, the newest one.
 *
 * Returns: FALSE where no date is known
 */
gboolean wz_period_last_week (const WzDate *dates, guint n_dates, WzPeriod *period);
/** wz_period_of: the week, month or year that @date lies in. Returns: FALSE where the date is not known */
gboolean wz_period_of (WzDate date, WzPeriodKind kind, WzPeriod *period);
/** wz_period_span: from the first to the last of @dates; unknown days where there is none. */
void wz_period_span (const WzDate *dates, guint n_dates, WzPeriod *period);
gboolean wz_period_contains (const WzPeriod *period, WzDate date);
guint wz_period_get_n_days (const WzPeriod *period);
WzDate wz_period_get_day (const WzPeriod *period, guint i);
/**
 * wz_period_count_run:
 * @days: (array length=n): ascending
 *
 * How many of the first days follow one another without a gap; runs of up to three days count as 1 each,
 * since a list of them is clearer than a range.
 */
guint wz_period_count_run (const WzDate *days, guint n);
/** wz_period_dup_name: (transfer full): `2022-W38`, `2022-09`, `2022`, `2022-09-19--2022-09-25`: for file
 * names. */
gchar *wz_period_dup_name (const WzPeriod *period);
/** wz_period_dup_label: (transfer full): `2022年第38周`, `Week 38, 2022`. */
gchar *wz_period_dup_label (const WzPeriod *period, const gchar *lang);
/** wz_period_dup_number: (transfer full) (nullable): its number in its volume: of the week, of the month. */
gchar *wz_period_dup_number (const WzPeriod *period);
/** wz_period_dup_volume: (transfer full) (nullable): the year of a week or month. */
gchar *wz_period_dup_volume (const WzPeriod *period);

G_END_DECLS
