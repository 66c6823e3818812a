/* In: a date as a record writes it. Out: the day, as it is printed there, whatever the zone.
 * SPDX-License-Identifier: MIT
 */
#include "read/record/read-map.h"

#include "read/common/read-match.h"

#include <stdio.h>
#include <string.h>

/* `Mon, 27 Jul 2026 04:08:04 +0000` (RFC 5322, 3.3), the day of the week and the zone may lack. */
static gboolean
parse_mail_date (const gchar *text, WzDate *date)
{
  static const gchar months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
  gchar month[4] = {0};
  guint day, year;
  const gchar *comma = strchr (text, ','), *found;
  gint n = sscanf (comma != NULL ? comma + 1 : text, " %2u %3s%*[a-z] %4u", &day, month, &year);

  if (n < 3)
    n = sscanf (comma != NULL ? comma + 1 : text, " %2u %3s %4u", &day, month, &year);
  found = n == 3 && strlen (month) == 3 ? strstr (months, month) : NULL;
  if (found == NULL || (found - months) % 3 != 0 ||
      !g_date_valid_dmy ((GDateDay) day, (GDateMonth) ((found - months) / 3 + 1), (GDateYear) year))
    return FALSE;
  *date = (WzDate){(guint16) year, (guint8) ((found - months) / 3 + 1), (guint8) day};
  return TRUE;
}

static gboolean
parse_ordered (const gchar *text, const gchar *order, WzDate *date)
{
  guint value[3] = {0}, year = 0, month = 0, day = 0;
  const gchar *p = text;

  for (guint i = 0; i < 3; i++) {
    p += strcspn (p, "0123456789");
    for (; g_ascii_isdigit (*p) && value[i] < 100000; p++)
      value[i] = value[i] * 10 + (guint) (*p - '0');
    *(order[i] == 'y' ? &year : order[i] == 'm' ? &month : &day) = value[i];
  }
  if (year < 1000 || year > 9999 || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return FALSE;
  *date = (WzDate){(guint16) year, (guint8) month, (guint8) day};
  return TRUE;
}

gboolean
read_map_parse_date (const gchar *text, const gchar *order, WzDate *date)
{
  gsize start, length;

  if (order != NULL)
    return parse_ordered (text, order, date);
  return parse_mail_date (text, date) || read_match_date (text, TRUE, date, &start, &length);
}
