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

gboolean wz_period_parse (const gchar *text, WzPeriodKind kind, WzPeriod *period);
gboolean wz_period_parse_range (const gchar *from, const gchar *to, WzPeriod *period);
gboolean wz_period_last_week (const WzDate *dates, guint n_dates, WzPeriod *period);
void wz_period_week_of (WzDate date, WzPeriod *period);
void wz_period_span (const WzDate *dates, guint n_dates, WzPeriod *period);
gboolean wz_period_contains (const WzPeriod *period, WzDate date);
guint wz_period_get_n_days (const WzPeriod *period);
WzDate wz_period_get_day (const WzPeriod *period, guint i);
guint wz_period_count_run (const WzDate *days, guint n);
gchar *wz_period_dup_name (const WzPeriod *period);
gchar *wz_period_dup_label (const WzPeriod *period, const gchar *lang);
gchar *wz_period_dup_number (const WzPeriod *period);
gchar *wz_period_dup_volume (const WzPeriod *period);

G_END_DECLS
