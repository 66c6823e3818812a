/* wz-label.c: generated words and dates by language. SPDX-License-Identifier: MIT */
#include <wenzhai/wz-label.h>

#include <wenzhai/wz-lang.h>

#include <string.h>

/* Traditional Chinese where the tag has the script Hant or a region that writes it. */
static guint
column_of (const gchar *lang)
{
  if (!wz_lang_is_chinese (lang))
    return 2;
  return strstr (lang, "Hant") != NULL || strstr (lang, "TW") != NULL || strstr (lang, "HK") != NULL ? 1 : 0;
}

const gchar *
wz_label (WzLabel label, const gchar *lang)
{
  static const gchar *const words[][3] = {
#define WZ_LABEL_ROW(name, hans, hant, en) {hans, hant, en},
      WZ_LABELS (WZ_LABEL_ROW)
#undef WZ_LABEL_ROW
  };
  g_return_val_if_fail ((guint) label < G_N_ELEMENTS (words), "");
  return words[label][column_of (lang)];
}

gboolean
wz_date_is_known (WzDate date)
{
  return date.year != 0 && g_date_valid_dmy (date.day, (GDateMonth) date.month, date.year);
}

gint
wz_date_compare (WzDate a, WzDate b)
{
  if ((a.year == 0) != (b.year == 0))
    return a.year == 0 ? 1 : -1;
  gint left = (a.year << 9) | (a.month << 5) | a.day;
  gint right = (b.year << 9) | (b.month << 5) | b.day;
  return (left > right) - (left < right);
}

gchar *
wz_date_dup_iso (WzDate date)
{
  return date.year == 0 ? g_strdup ("") : g_strdup_printf ("%04u-%02u-%02u", date.year, date.month, date.day);
}

gchar *
wz_date_dup_label (WzDate date, const gchar *lang)
{
  static const gchar *const months[] = {"January",   "February", "March",    "April",
                                        "May",       "June",     "July",     "August",
                                        "September", "October",  "November", "December"};
  if (!wz_date_is_known (date))
    return g_strdup ("");
  if (wz_lang_is_chinese (lang))
    return g_strdup_printf ("%u年%u月%u日", date.year, date.month, date.day);
  return g_strdup_printf ("%u %s %u", date.day, months[date.month - 1], date.year);
}
