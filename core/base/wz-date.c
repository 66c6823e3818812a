/* wz-date.c: calendar days. SPDX-License-Identifier: MIT */
#include "base/wz-date.h"

#include <wenzhai/wz-lang.h>

#include <string.h>

gboolean
wz_date_parse_iso (const gchar *text, WzDate *date)
{
  static const gchar shape[] = "0000-00-00";
  guint value[3] = {0, 0, 0};
  guint part = 0;
  if (strlen (text) != strlen (shape))
    return FALSE;
  for (guint i = 0; shape[i] != '\0'; i++) {
    if (shape[i] == '-' ? text[i] != '-' : !g_ascii_isdigit (text[i]))
      return FALSE;
    if (shape[i] == '-')
      part++;
    else
      value[part] = value[part] * 10 + (guint) (text[i] - '0');
  }
  WzDate parsed = {(guint16) value[0], (guint8) value[1], (guint8) value[2]};
  if (!wz_date_is_known (parsed))
    return FALSE;
  *date = parsed;
  return TRUE;
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

gchar *
wz_date_dup_range_label (WzDate first, WzDate last, const gchar *lang)
{
  g_autofree gchar *from = wz_date_dup_label (first, lang), *to = wz_date_dup_label (last, lang);
  gboolean same_year = first.year == last.year, same_month = same_year && first.month == last.month;
  if (*from == '\0' || *to == '\0' || g_str_equal (from, to))
    return g_strdup (*from != '\0' ? from : to);
  if (!wz_lang_is_chinese (lang)) { /* the year, and the month, stand behind */
    const gchar *end = same_month  ? strchr (from, ' ')
                       : same_year ? strrchr (from, ' ')
                                   : from + strlen (from);
    return g_strdup_printf ("%.*s%s%s", (gint) (end - from), from, same_month ? "–" : " – ", to);
  }
  if (same_month)
    return g_strdup_printf ("%s至%u日", from, last.day);
  return same_year ? g_strdup_printf ("%s至%u月%u日", from, last.month, last.day)
                   : g_strdup_printf ("%s至%s", from, to);
}

gboolean
wz_number_is_said (const gchar *number, const gchar *text)
{
  gsize length = number != NULL ? strlen (number) : 0;
  for (const gchar *p = text; length > 0 && p != NULL && (p = strstr (p, number)) != NULL; p++)
    if ((p == text || !g_ascii_isdigit (p[-1])) && !g_ascii_isdigit (p[length]))
      return TRUE;
  return FALSE;
}

gchar *
wz_number_dup_label (const gchar *number, const gchar *lang)
{
  return g_strconcat (wz_label (WZ_LABEL_NUMBER_PREFIX, lang), wz_lang_is_chinese (lang) ? "" : " ", number,
                      wz_label (WZ_LABEL_NUMBER_SUFFIX, lang), NULL);
}
