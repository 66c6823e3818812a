/* wz-galley-cover.c: what stands on a cover, or at the head of the first page. In: an issue. Out: pieces.
 * SPDX-License-Identifier: MIT */
#include "galley/wz-galley-private.h"

#include <string.h>

/* @name up to where it begins to repeat @days, which stand beside it anyway. */
static void
cut_days (GString *name, gchar *days)
{
  g_autofree gchar *label = days;
  const gchar *at = *label != '\0' ? strstr (name->str, label) : NULL;

  if (at == NULL || at == name->str)
    return;
  g_string_truncate (name, (gsize) (at - name->str));
  while (name->len > 0) {
    const gchar *last = g_utf8_prev_char (name->str + name->len);
    gunichar c = g_utf8_get_char (last);

    if (g_unichar_isalnum (c) || c == 0xFF09 || c == ')' || c == 0x300B || c == 0x201D)
      break;
    g_string_truncate (name, (gsize) (last - name->str));
  }
}

/* The series; else the title without its days. */
static gchar *
dup_name (const WzIssue *issue, const gchar *lang)
{
  const gchar *series = wz_issue_get_series (issue);
  GString *name = g_string_new (series != NULL ? series : wz_issue_get_title (issue, NULL));

  if (series == NULL) {
    cut_days (name, wz_issue_dup_period_label (issue, lang));
    cut_days (name, wz_date_dup_label (wz_issue_get_first_day (issue), lang));
    cut_days (name, wz_date_dup_label (wz_issue_get_date (issue), lang));
  }
  if (name->len == 0)
    g_string_append (name, wz_label (WZ_LABEL_DIGEST, lang));
  return g_string_free (name, FALSE);
}

/* Series, number and days: the title may say each of them. */
static void
add_line (WzPieces *pieces, WzRole role, const gchar *id, const gchar *text, gboolean said)
{
  wz_pieces_add_line (pieces, role, id, text, WZ_ITEM_OPTIONAL | (said ? WZ_ITEM_SAID : 0));
}

static void
add_lines (const WzGalley *galley, WzPieces *pieces)
{
  const WzIssue *issue = galley->issue;
  const gchar *title = wz_issue_get_title (issue, NULL);
  const gchar *series = wz_issue_get_series (issue), *number = wz_issue_get_number (issue);
  const gchar *period = wz_pieces_take (pieces, wz_issue_dup_period_label (issue, galley->lang));
  g_autofree gchar *first_day = wz_date_dup_label (wz_issue_get_first_day (issue), galley->lang);

  add_line (pieces, WZ_ROLE_SERIES, "series", series,
            title != NULL && series != NULL && g_str_has_prefix (title, series));
  if (number != NULL)
    add_line (pieces, WZ_ROLE_ISSUE_NUMBER, "issue-number",
              wz_pieces_take (pieces, wz_number_dup_label (number, galley->lang)),
              wz_number_is_said (number, title));
  add_line (pieces, WZ_ROLE_PERIOD, "period", period,
            title != NULL && *first_day != '\0' && strstr (title, first_day) != NULL);
}

/* Full papers first: they are what the issue is about. One that is withdrawn is not announced. */
static void
add_papers (const WzGalley *galley, WzPieces *pieces)
{
  guint n = wz_issue_get_n_entries (galley->issue);

  for (guint i = 0; i < 2 * n; i++) {
    const WzEntry *entry = wz_issue_get_entry (galley->issue, i % n);
    const WzText *title = NULL;

    if (wz_entry_is_full (entry) == (i < n) && wz_entry_get_status (entry) != WZ_STATUS_WITHDRAWN)
      title = wz_entry_get_first_title (entry, galley->languages);
    if (title == NULL)
      continue;
    const gchar *id = wz_pieces_join (pieces, "paper.", wz_entry_get_key (entry), NULL);
    wz_pieces_add (pieces, WZ_ROLE_PAPER, WZ_PIECE_ITEMS, id)->entry = i % n;
    wz_galley_add_code (galley, entry, pieces);
    wz_pieces_add_text_item (pieces, title, WZ_ITEM_OPTIONAL);
  }
}

void
wz_galley_read_cover (const WzGalley *galley, WzPieces *pieces)
{
  const WzIssue *issue = galley->issue;
  const gchar *publisher = wz_issue_get_publisher (issue);
  const gchar *name = wz_pieces_take (pieces, dup_name (issue, galley->lang));
  const gchar *maker = publisher != NULL ? publisher : wz_pieces_take (pieces, wz_issue_dup_author (issue));
  gchar *count = g_strdup_printf ("%u %s", wz_issue_get_n_entries (issue),
                                  wz_label (WZ_LABEL_PAPERS_SUFFIX, galley->lang));

  wz_pieces_add_line (pieces, WZ_ROLE_NAME, "name", name, WZ_ITEM_OPTIONAL);
  wz_pieces_add_line (pieces, WZ_ROLE_TITLE, "title", wz_issue_get_title (issue, NULL), 0);
  wz_pieces_add_line (pieces, WZ_ROLE_SUBTITLE, "subtitle", wz_issue_get_subtitle (issue, NULL), 0);
  add_lines (galley, pieces);
  wz_pieces_add_line (pieces, WZ_ROLE_COUNT, "count", wz_pieces_take (pieces, count),
                      WZ_ITEM_GENERATED | WZ_ITEM_OPTIONAL);
  if (!g_str_equal (maker, name)) /* once is enough */
    wz_pieces_add_line (pieces, WZ_ROLE_IMPRINT, "imprint", maker, WZ_ITEM_OPTIONAL);
  add_papers (galley, pieces);
}
