/* bib-journal.c: see bib-record.h. SPDX-License-Identifier: MIT */
#include "bib-record.h"

#include <stdlib.h>
#include <string.h>

#define MAX_REFERENCE 300 /* bytes; what is longer is no reference that has a form */

#define JOURNAL                                                                                              \
  "^(?<journal>[^\\d]*?[^\\d\\s,(]),? (?:vol\\.? ?)?(?<volume>\\d+)(?:[( ]+(?:no\\.? "                       \
  "?)?(?<number>\\d{1,3})\\))?"
#define PAGES "(?:pp?\\.? ?)?(?<first>[A-Za-z]?\\d+)(?: ?[–-]+ ?(?<last>[A-Za-z]?\\d+))?"

/* What authors write as arXiv asks them to: Nature 650, 12–19 (2026); Phys. Rev. D 76 (2007) 013009. */
static const gchar *const forms[] = {
    JOURNAL ",? ?\\((?<year>(?:19|20)\\d\\d)\\)[,:]? " PAGES "$",
    JOURNAL "[,:] ?" PAGES ",? \\(?(?<year>(?:19|20)\\d\\d)\\)?$",
};

static gchar *
dup_match (const GMatchInfo *match, const gchar *name)
{
  gchar *text = g_match_info_fetch_named (match, name);
  if (text != NULL && *text == '\0')
    g_clear_pointer (&text, g_free);
  return text;
}

static gboolean
match_form (WzBibRecord *record, const gchar *form, const gchar *reference)
{
  g_autoptr (GRegex) regex = g_regex_new (form, G_REGEX_CASELESS, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  if (!g_regex_match (regex, reference, 0, &match))
    return FALSE;
  g_autofree gchar *year = dup_match (match, "year");
  record->container = dup_match (match, "journal");
  record->volume = dup_match (match, "volume");
  record->number = dup_match (match, "number");
  record->first = dup_match (match, "first");
  record->last = dup_match (match, "last");
  record->date = (WzDate){(guint16) atoi (year), 0, 0};
  return TRUE;
}

void
wz_bib_journal_parse (WzBibRecord *record, const gchar *reference)
{
  gboolean known = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (forms) && !known && strlen (reference) <= MAX_REFERENCE; i++)
    known = match_form (record, forms[i], reference);
  if (!known)
    record->container = g_strdup (reference);
}

guint16
wz_bib_find_year (const gchar *text)
{
  guint16 year = 0;
  for (const gchar *p = text; *p != '\0';) {
    gsize length = strspn (p, "0123456789");
    if (length == 4 && (g_str_has_prefix (p, "19") || g_str_has_prefix (p, "20"))) {
      if (year != 0)
        return 0;
      year = (guint16) atoi (p);
    }
    p += MAX (length, 1);
  }
  return year;
}
