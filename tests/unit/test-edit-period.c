/* test-edit-period.c: weeks, months, years. SPDX-License-Identifier: MIT */
#include "base/wz-date.h"
#include "recipe/wz-period.h"

static void
check (const gchar *text, WzPeriodKind kind, const gchar *first, const gchar *last, const gchar *zh,
       const gchar *en)
{
  WzPeriod period;
  g_assert_true (wz_period_parse (text, kind, &period));
  g_autofree gchar *from = wz_date_dup_iso (period.first), *to = wz_date_dup_iso (period.last);
  g_autofree gchar *name = wz_period_dup_name (&period), *chinese = wz_period_dup_label (&period, "zh-Hans");
  g_autofree gchar *english = wz_period_dup_label (&period, "en");
  g_assert_cmpstr (from, ==, first);
  g_assert_cmpstr (to, ==, last);
  g_assert_cmpstr (name, ==, text);
  g_assert_cmpstr (chinese, ==, zh);
  g_assert_cmpstr (english, ==, en);
}

static void
test_parse (void)
{
  check ("2022-W38", WZ_PERIOD_WEEK, "2022-09-19", "2022-09-25", "2022年第38周", "Week 38, 2022");
  check ("2020-W53", WZ_PERIOD_WEEK, "2020-12-28", "2021-01-03", "2020年第53周", "Week 53, 2020");
  check ("2021-W01", WZ_PERIOD_WEEK, "2021-01-04", "2021-01-10", "2021年第1周", "Week 1, 2021");
  check ("2026-W01", WZ_PERIOD_WEEK, "2025-12-29", "2026-01-04", "2026年第1周", "Week 1, 2026");
  check ("2024-02", WZ_PERIOD_MONTH, "2024-02-01", "2024-02-29", "2024年2月", "February 2024");
  check ("2022", WZ_PERIOD_YEAR, "2022-01-01", "2022-12-31", "2022年", "2022");
}

static void
test_refused (void)
{
  static const struct {
    const gchar *text;
    WzPeriodKind kind;
  } rows[] = {{"2022-W53", WZ_PERIOD_WEEK}, {"2022-W00", WZ_PERIOD_WEEK}, {"2022W38", WZ_PERIOD_WEEK},
              {"2022-38", WZ_PERIOD_WEEK},  {"", WZ_PERIOD_WEEK},         {"2022-13", WZ_PERIOD_MONTH},
              {"2022-00", WZ_PERIOD_MONTH}, {"2022-9", WZ_PERIOD_MONTH},  {"0000", WZ_PERIOD_YEAR},
              {"20222", WZ_PERIOD_YEAR},    {"0000-W10", WZ_PERIOD_WEEK}, {"2022-W99", WZ_PERIOD_WEEK}};
  WzPeriod period;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_false (wz_period_parse (rows[i].text, rows[i].kind, &period));
  g_assert_false (wz_period_parse_range ("2022-09-25", "2022-09-19", &period));
  g_assert_false (wz_period_parse_range ("2022-02-30", "2022-09-19", &period));
  g_assert_true (wz_period_parse_range ("2022-09-19", "2022-09-19", &period));
}

static void
test_last_week (void)
{
  const WzDate partial[] = {{2022, 9, 20}, {0, 0, 0}, {2022, 9, 22}};
  const WzDate complete[] = {{2022, 9, 20}, {2022, 9, 25}, {2022, 9, 27}};
  const WzDate gap[] = {{2022, 9, 8}, {2022, 9, 27}};
  WzPeriod period;
  g_assert_true (wz_period_last_week (partial, 3, &period));
  g_autofree gchar *a = wz_period_dup_name (&period);
  g_assert_true (wz_period_last_week (complete, 3, &period));
  g_autofree gchar *b = wz_period_dup_name (&period);
  g_assert_true (wz_period_last_week (gap, 2, &period));
  g_autofree gchar *c = wz_period_dup_name (&period);
  g_assert_cmpstr (a, ==, "2022-W38");
  g_assert_cmpstr (b, ==, "2022-W38");
  g_assert_cmpstr (c, ==, "2022-W36");
  g_assert_false (wz_period_last_week (&partial[1], 1, &period));
}

static void
test_days (void)
{
  WzPeriod week;
  g_assert_true (wz_period_parse ("2020-W53", WZ_PERIOD_WEEK, &week));
  g_assert_cmpuint (wz_period_get_n_days (&week), ==, 7);
  g_assert_cmpint (wz_period_get_day (&week, 4).year, ==, 2021);
  g_assert_true (wz_period_contains (&week, (WzDate){2021, 1, 3}));
  g_assert_false (wz_period_contains (&week, (WzDate){2021, 1, 4}));
  g_assert_false (wz_period_contains (&week, (WzDate){0, 0, 0}));
  g_autofree gchar *number = wz_period_dup_number (&week), *volume = wz_period_dup_volume (&week);
  g_assert_cmpstr (number, ==, "53");
  g_assert_cmpstr (volume, ==, "2020");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/edit/period/parse", test_parse);
  g_test_add_func ("/edit/period/refused", test_refused);
  g_test_add_func ("/edit/period/last-week", test_last_week);
  g_test_add_func ("/edit/period/days", test_days);
  return g_test_run ();
}
