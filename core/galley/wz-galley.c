/* wz-galley.c: the index over an issue and a style: what is shown, and the parts in their order. In: an
 * issue, a style, languages. Out: parts, and the pieces of one, which the other files make.
 * SPDX-License-Identifier: MIT */
#include "galley/wz-galley-private.h"

#include "base/wz-unicode.h"

#include <string.h>

#define PREFIX "show."

static const gchar *const shows[WZ_N_SHOWS] = {
    [WZ_SHOW_COVER] = PREFIX "cover",
    [WZ_SHOW_CONTENTS] = PREFIX "contents",
    [WZ_SHOW_CATEGORIES] = PREFIX "categories",
    [WZ_SHOW_AUTHORS] = PREFIX "authors",
    [WZ_SHOW_AFFILIATIONS] = PREFIX "affiliations",
    [WZ_SHOW_LINKS] = PREFIX "links",
    [WZ_SHOW_CODE] = PREFIX "code",
    [WZ_SHOW_STATUS] = PREFIX "status",
    [WZ_SHOW_VENUE] = PREFIX "venue",
    [WZ_SHOW_COMMENT] = PREFIX "comment",
    [WZ_SHOW_DATES] = PREFIX "dates",
    [WZ_SHOW_SCORE] = PREFIX "score",
    [WZ_SHOW_TLDR] = PREFIX "tldr",
    [WZ_SHOW_POINTS] = PREFIX "points",
    [WZ_SHOW_APPEARANCES] = PREFIX "appearances",
    [WZ_SHOW_BACK_REFERENCES] = PREFIX "back-references",
    [WZ_SHOW_NOTES] = PREFIX "notes",
    [WZ_SHOW_FIGURES] = PREFIX "figures",
    [WZ_SHOW_INDICES] = PREFIX "indices",
    [WZ_SHOW_COLOPHON] = PREFIX "colophon",
    [WZ_SHOW_QR] = PREFIX "qr",
    [WZ_SHOW_NUMBERS] = "headings.numbers",
};

/* ---- What is shown --------------------------------------------------------------------------------------
 */

static void
override (WzGalley *galley, const gchar *setting)
{
  const gchar *equals = strchr (setting, '=');
  g_return_if_fail (equals != NULL);
  for (guint i = 0; i < WZ_N_SHOWS; i++)
    if (strncmp (setting, shows[i], (gsize) (equals - setting)) == 0 && shows[i][equals - setting] == '\0') {
      if (strcmp (equals + 1, "from-style") != 0)
        galley->shows[i] = strcmp (equals + 1, "yes") == 0;
      return;
    }
  g_critical ("no key of a style says what is shown by “%s”", setting);
}

static void
read_style (WzGalley *galley, const WzStyle *style, const gchar *const *overrides)
{
  for (guint i = 0; i < WZ_N_SHOWS; i++)
    galley->shows[i] = style == NULL || wz_style_get_boolean (style, shows[i]);
  galley->room = style == NULL || g_str_equal (wz_style_get_string (style, "page.notes-room"), "lines");
  galley->figure_leads = style != NULL && wz_style_get_boolean (style, PREFIX "figure");
  galley->names_max = style != NULL ? (guint) wz_style_get_number (style, PREFIX "authors-max") : 0;
  for (guint i = 0; overrides != NULL && overrides[i] != NULL; i++)
    override (galley, overrides[i]);
}

gboolean
wz_galley_shows (const WzGalley *galley, const gchar *what)
{
  for (guint i = 0; i < WZ_SHOW_NUMBERS; i++)
    if (g_str_equal (shows[i] + strlen (PREFIX), what))
      return galley->shows[i];
  g_return_val_if_reached (FALSE);
}

/* Name and number, or name and date: all that tells issues apart stands in the one title. */
static gchar *
make_title (const WzIssue *issue)
{
  const gchar *lang = wz_issue_get_lang (issue), *number = wz_issue_get_number (issue);
  const gchar *name = wz_issue_get_title (issue, NULL);
  g_autofree gchar *date = wz_date_dup_label (wz_issue_get_date (issue), lang);
  g_autofree gchar *year = g_strdup_printf ("%u", wz_issue_get_date (issue).year);

  if (!wz_unicode_is_said (name))
    name = wz_issue_get_series (issue);
  if (!wz_unicode_is_said (name))
    name = wz_label (WZ_LABEL_DIGEST, lang);
  if (number == NULL)
    return *date != '\0' && strstr (name, year) == NULL ? g_strconcat (name, " ", date, NULL)
                                                        : g_strdup (name);
  if (wz_number_is_said (number, name))
    return g_strdup (name);
  g_autofree gchar *label = wz_number_dup_label (number, lang);
  return g_strconcat (name, " ", label, NULL);
}

/* ---- Parts ----------------------------------------------------------------------------------------------
 */

static WzGalleyPart *
add_part (WzGalley *galley, WzPartKind kind, guint rank, const gchar *target)
{
  WzGalleyPart new_part = {{.kind = kind, .anchor = target + 1, .rank = rank}, target, G_MAXUINT, G_MAXUINT};
  g_array_append_val (galley->parts, new_part);
  if (!g_hash_table_contains (galley->by_anchor, new_part.part.anchor))
    g_hash_table_insert (galley->by_anchor, (gpointer) (gsize) new_part.part.anchor,
                         GUINT_TO_POINTER (galley->parts->len));
  return &g_array_index (galley->parts, WzGalleyPart, galley->parts->len - 1);
}

static void
add_sections (WzGalley *galley)
{
  guint entry = 0;
  for (guint s = 0; s < wz_issue_get_n_sections (galley->issue); s++) {
    const WzSection *section = wz_issue_get_section (galley->issue, s);
    gboolean gone = wz_section_get_kind (section) == WZ_SECTION_GONE;
    gboolean headed = !gone && wz_section_get_heading (section, NULL) != NULL;
    if (headed || !wz_text_is_empty (wz_section_get_blocks (section))) {
      const gchar *target =
          wz_arena_join (galley->arena, gone ? "#" : "#s-", wz_section_get_id (section), NULL);
      WzGalleyPart *part = add_part (galley, WZ_PART_SECTION, headed ? 1 : 0, target);
      part->part.section = section;
      part->section = s;
    }
    for (guint i = 0; i < wz_section_get_n_entries (section); i++, entry++) {
      const WzEntry *paper = wz_section_get_entry (section, i);
      const gchar *target = wz_arena_join (galley->arena, "#p-", wz_entry_get_key (paper), NULL);
      WzGalleyPart *part = add_part (galley, WZ_PART_ENTRY, headed ? 2 : 1, target);
      part->part.section = section;
      part->part.entry = paper;
      part->section = s;
      part->entry = entry;
    }
  }
}

static const gchar *
index_target (WzGalley *galley, const WzIndex *index)
{
  static const gchar *const targets[] = {
      [WZ_INDEX_AUTHOR] = "#index-author",
      [WZ_INDEX_AFFILIATION] = "#index-affiliation",
      [WZ_INDEX_CATEGORY] = "#index-category",
      [WZ_INDEX_DAY] = "#index-day",
  };
  guint kind = (guint) wz_index_get_kind (index);
  const gchar *target = kind < G_N_ELEMENTS (targets) ? targets[kind] : "#index";
  for (guint n = 2; g_hash_table_contains (galley->by_anchor, target + 1); n++) {
    gchar digits[16];
    g_snprintf (digits, sizeof digits, "%u", n);
    target = wz_arena_join (galley->arena, targets[kind], "_", digits);
  }
  return target;
}

static void
add_parts (WzGalley *galley)
{
  add_part (galley, WZ_PART_COVER, 0, "#cover");
  if (galley->shows[WZ_SHOW_CONTENTS])
    add_part (galley, WZ_PART_CONTENTS, 0, "#contents");
  add_sections (galley);
  for (guint i = 0; galley->shows[WZ_SHOW_INDICES] && i < wz_issue_get_n_indices (galley->issue); i++) {
    const WzIndex *index = wz_issue_get_index (galley->issue, i);
    add_part (galley, WZ_PART_INDEX, 1, index_target (galley, index))->part.index = index;
  }
  if (galley->shows[WZ_SHOW_COLOPHON])
    add_part (galley, WZ_PART_COLOPHON, 1, "#colophon");
}

/* ---- The galley -----------------------------------------------------------------------------------------
 */

WzGalley *
wz_galley_new (const WzIssue *issue, const WzStyle *style, WzLanguages languages,
               const gchar *const *overrides)
{
  WzGalley *galley = g_new0 (WzGalley, 1);
  galley->issue = issue;
  galley->languages = languages;
  galley->lang = wz_issue_get_lang (issue);
  galley->style = style;
  galley->title = make_title (issue);
  galley->parts = g_array_new (FALSE, FALSE, sizeof (WzGalleyPart));
  galley->arena = wz_arena_new ();
  galley->by_anchor = g_hash_table_new (g_str_hash, g_str_equal);
  read_style (galley, style, overrides);
  add_parts (galley);
  return galley;
}

void
wz_galley_free (WzGalley *galley)
{
  if (galley == NULL)
    return;
  g_free (galley->title);
  g_array_unref (galley->parts);
  g_hash_table_unref (galley->by_anchor);
  wz_arena_free (galley->arena);
  g_free (galley);
}

const WzIssue *
wz_galley_get_issue (const WzGalley *galley)
{
  return galley->issue;
}

const gchar *
wz_galley_get_lang (const WzGalley *galley)
{
  return galley->lang;
}

WzLanguages
wz_galley_get_languages (const WzGalley *galley)
{
  return galley->languages;
}

const gchar *
wz_galley_get_title (const WzGalley *galley)
{
  return galley->title;
}

const gchar *
wz_galley_get_label (const WzGalley *galley, WzLabel label)
{
  return wz_label (label, galley->lang);
}

guint
wz_galley_get_n_parts (const WzGalley *galley)
{
  return galley->parts->len;
}

const WzPart *
wz_galley_get_part (const WzGalley *galley, guint part)
{
  g_return_val_if_fail (part < galley->parts->len, NULL);
  return &g_array_index (galley->parts, WzGalleyPart, part).part;
}

guint
wz_galley_find_part (const WzGalley *galley, const gchar *anchor)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (galley->by_anchor, anchor)) - 1; /* 0 - 1: G_MAXUINT */
}

void
wz_galley_read (const WzGalley *galley, guint part, WzPieces *pieces)
{
  g_return_if_fail (part < galley->parts->len);
  const WzGalleyPart *mine = &g_array_index (galley->parts, WzGalleyPart, part);
  wz_pieces_begin (pieces, galley, mine->section, mine->entry);
  switch (mine->part.kind) {
  case WZ_PART_COVER:
    wz_galley_read_cover (galley, pieces);
    break;
  case WZ_PART_CONTENTS:
    wz_galley_read_contents (galley, pieces);
    break;
  case WZ_PART_SECTION:
    wz_galley_read_section (galley, mine->part.section, pieces);
    break;
  case WZ_PART_ENTRY:
    wz_galley_read_entry (galley, mine->part.entry, pieces);
    break;
  case WZ_PART_INDEX:
    wz_galley_read_index (galley, mine->part.index, pieces);
    break;
  case WZ_PART_COLOPHON:
    wz_galley_read_colophon (galley, pieces);
    break;
  }
  wz_pieces_end (pieces, mine->part.anchor);
}

/* ---- Beside each other ----------------------------------------------------------------------------------
 */

static gboolean
has_paragraphs_only (const WzPiece *piece)
{
  WzTextIter iter;
  WzTextEvent event;
  wz_text_iter_init_blocks (&iter, piece->text, piece->first_block, piece->n_blocks);
  while (wz_text_iter_next (&iter, &event)) {
    if (event.type == WZ_TEXT_ENTER && event.kind != WZ_TEXT_PARAGRAPH && wz_text_kind_is_block (event.kind))
      return FALSE;
    wz_text_iter_skip (&iter);
  }
  return TRUE;
}

guint
wz_galley_pair (const WzPiece *a, const WzPiece *b)
{
  return a->n_blocks == b->n_blocks && has_paragraphs_only (a) && has_paragraphs_only (b) ? a->n_blocks : 1;
}
