/* In: an issue as read. Out: whether it is of a size that the rest of the program is made for. The caps lie
 * far above what any digest has; they keep a text that is none from taking hours. SPDX-License-Identifier:
 * MIT */
#include "read/wz-read-private.h"

#include <glib/gi18n-lib.h>

enum {
  MAX_ENTRIES = 200000, /* a year has 20,000 */
  MAX_SECTIONS = 20000,
  MAX_CATEGORIES = 100000,
  MAX_NAMES =
      50000, /* of authors, affiliations or links of an entry; the longest list of authors has 5,154 */
};

static gboolean
refuse_count (const gchar *file, guint line, guint n, guint most, const gchar *what, GError **error)
{
  if (n <= most)
    return FALSE;
  if (line > 0)
    g_set_error (error, WZ_READ_ERROR, WZ_READ_ERROR_LIMIT, _ ("%s:%u: %u %s; at most %u are read"), file,
                 line, n, what, most);
  else
    g_set_error (error, WZ_READ_ERROR, WZ_READ_ERROR_LIMIT, _ ("%s: %u %s; at most %u are read"), file, n,
                 what, most);
  return TRUE;
}

static gboolean
refuse_entry (const WzEntry *entry, const gchar *file, GError **error)
{
  guint line = wz_entry_get_position (entry).line;

  return refuse_count (file, line, wz_entry_get_n_authors (entry), MAX_NAMES, _ ("authors of one entry"),
                       error) ||
         refuse_count (file, line, wz_entry_get_n_affiliations (entry), MAX_NAMES,
                       _ ("affiliations of one entry"), error) ||
         refuse_count (file, line, wz_entry_get_n_links (entry), MAX_NAMES, _ ("links of one entry"), error);
}

gboolean
wz_read_check_limits (const WzIssue *issue, const gchar *file, GError **error)
{
  guint n = wz_issue_get_n_entries (issue);

  if (refuse_count (file, 0, n, MAX_ENTRIES, _ ("entries"), error) ||
      refuse_count (file, 0, wz_issue_get_n_sections (issue), MAX_SECTIONS, _ ("sections"), error) ||
      refuse_count (file, 0, wz_issue_get_n_categories (issue), MAX_CATEGORIES, _ ("categories"), error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (refuse_entry (wz_issue_get_entry (issue, i), file, error))
      return FALSE;
  return TRUE;
}
