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

static gboolean
wants (const WzGalley *galley, const gchar *key, const gchar *value)
{
  return galley->style != NULL && g_str_equal (wz_style_get_string (galley->style, key), value);
}

/* The series; else, or where the style wants it, the title, without its days. */
static gchar *
dup_name (const WzGalley *galley)
{
  const WzIssue *issue = galley->issue;
  const gchar *lang = galley->lang, *title = wz_issue_get_title (issue, NULL);
  const gchar *series = wz_issue_get_series (issue);
  gboolean own = series == NULL || (title != NULL && wants (galley, "cover.name", "title"));
  GString *name = g_string_new (own ? title : series);

  if (own) {
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

static void
add_paper (const WzGalley *galley, guint i, WzPieces *pieces)
{
  const WzEntry *entry = wz_issue_get_entry (galley->issue, i);
  const WzText *title = wz_entry_get_first_title (entry, galley->languages);

  if (title == NULL || wz_entry_get_status (entry) == WZ_STATUS_WITHDRAWN)
    return;
  const gchar *id = wz_pieces_join (pieces, "paper.", wz_entry_get_key (entry), NULL);
  wz_pieces_add (pieces, WZ_ROLE_PAPER, WZ_PIECE_ITEMS, id)->entry = i;
  wz_galley_add_code (galley, entry, pieces);
  wz_pieces_add_text_item (pieces, title, WZ_ITEM_OPTIONAL);
}

/* Papers of the sections that the editor has put in front of the others. Returns how many. */
static guint
add_chosen (const WzGalley *galley, WzPieces *pieces)
{
  guint n = 0, before = wz_pieces_get_n (pieces);

  for (guint s = 0; s < wz_issue_get_n_sections (galley->issue); s++) {
    const WzSection *section = wz_issue_get_section (galley->issue, s);
    gboolean chosen = g_strcmp0 (wz_section_get_id (section), "choice") == 0;

    for (guint i = 0; i < wz_section_get_n_entries (section); i++, n++)
      if (chosen)
        add_paper (galley, n, pieces);
  }
  return wz_pieces_get_n (pieces) - before;
}

/* Full papers first: they are what the issue is about. One that is withdrawn is not announced. */
static void
add_papers (const WzGalley *galley, WzPieces *pieces)
{
  guint n = wz_issue_get_n_entries (galley->issue);
  gboolean featured = wants (galley, "cover.titles", "featured");
  guint passes = featured || wants (galley, "cover.titles", "full") ? 1 : 2;

  if (featured && add_chosen (galley, pieces) > 0)
    return;
  for (guint i = 0; i < passes * n; i++)
    if (wz_entry_is_full (wz_issue_get_entry (galley->issue, i % n)) == (i < n))
      add_paper (galley, i % n, pieces);
}

static void
add_picture (WzPieces *pieces, WzRole role, const gchar *id, const WzResource *picture)
{
  if (picture == NULL)
    return;
  WzPiece *piece = wz_pieces_add (pieces, role, WZ_PIECE_FIGURE, id);
  piece->resource = picture;
  piece->placeholder = "";
  piece->position = picture->position;
}

static void
add_pictures (const WzGalley *galley, WzPieces *pieces)
{
  const WzStyle *style = galley->style;
  const WzResource *own = wz_issue_get_cover (galley->issue);

  if (own == NULL && style != NULL)
    own = wz_style_get_picture (style, "cover.picture");
  if (wants (galley, "cover.layout", "plain"))
    own = NULL;
  add_picture (pieces, WZ_ROLE_COVER_PICTURE, "cover-picture", own);
  add_picture (pieces, WZ_ROLE_COVER_LOGO, "cover-logo",
               style != NULL ? wz_style_get_picture (style, "cover.logo") : NULL);
}

void
wz_galley_read_cover (const WzGalley *galley, WzPieces *pieces)
{
  const WzIssue *issue = galley->issue;
  const gchar *publisher = wz_issue_get_publisher (issue);
  const gchar *name = wz_pieces_take (pieces, dup_name (galley));
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
  add_pictures (galley, pieces);
}
