/* cover-text.c: the words of a cover. In: a galley. Out: WzCoverText. SPDX-License-Identifier: MIT */
#include <wenzhai-kit/wz-cover.h>

#include <wenzhai-kit/wz-chars.h>
#include <wenzhai-kit/wz-formula-plain.h>

/* No cover shows more of a title, which may be of any length. */
#define TITLE_CHARACTERS 400

static gchar *
dup_words (const WzItem *item)
{
  gchar *text = wz_formula_dup_item (item);
  glong n = 0;

  for (gchar *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (n++ == TITLE_CHARACTERS) {
      *p = '\0';
      break;
    }
  return text;
}

static gchar *
dup_line (const WzPieces *pieces, WzRole role)
{
  const WzPiece *piece = wz_pieces_find (pieces, role);

  return piece != NULL ? dup_words (&piece->items[0]) : g_strdup ("");
}

static const WzResource *
find_picture (const WzPieces *pieces, WzRole role)
{
  const WzPiece *piece = wz_pieces_find (pieces, role);

  return piece != NULL ? piece->resource : NULL;
}

/* Its title is the last item, behind the category that it may have. */
static void
add_paper (WzCoverText *text, const WzPiece *piece)
{
  const WzItem *first = &piece->items[0];
  gchar *title = dup_words (&piece->items[piece->n_items - 1]);

  if (*title == '\0') {
    g_free (title);
    return;
  }
  g_ptr_array_add (text->titles, title);
  g_ptr_array_add (text->codes,
                   wz_chars_dup_clean ((first->flags & WZ_ITEM_CODE) != 0 ? first->string : NULL));
}

WzCoverText *
wz_cover_text_new (const WzGalley *galley)
{
  WzCoverText *text = g_new0 (WzCoverText, 1);
  g_autoptr (WzPieces) pieces = wz_pieces_new ();

  wz_galley_read (galley, wz_galley_find_part (galley, "cover"), pieces);
  text->lang = wz_galley_get_lang (galley);
  text->name = dup_line (pieces, WZ_ROLE_NAME);
  text->subtitle = dup_line (pieces, WZ_ROLE_SUBTITLE);
  text->number = dup_line (pieces, WZ_ROLE_ISSUE_NUMBER);
  text->period = dup_line (pieces, WZ_ROLE_PERIOD);
  text->count = dup_line (pieces, WZ_ROLE_COUNT);
  text->footer = dup_line (pieces, WZ_ROLE_IMPRINT);
  text->alt = g_strjoin (" ", wz_galley_get_label (galley, WZ_LABEL_COVER), text->name, text->number,
                         text->period, NULL);
  text->picture = find_picture (pieces, WZ_ROLE_COVER_PICTURE);
  text->logo = find_picture (pieces, WZ_ROLE_COVER_LOGO);
  text->codes = g_ptr_array_new_with_free_func (g_free);
  text->titles = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < wz_pieces_get_n (pieces); i++)
    if (wz_pieces_get (pieces, i)->role == WZ_ROLE_PAPER)
      add_paper (text, wz_pieces_get (pieces, i));
  return text;
}

void
wz_cover_text_free (WzCoverText *text)
{
  if (text == NULL)
    return;
  g_free (text->name);
  g_free (text->subtitle);
  g_free (text->number);
  g_free (text->period);
  g_free (text->count);
  g_free (text->footer);
  g_free (text->alt);
  g_ptr_array_unref (text->codes);
  g_ptr_array_unref (text->titles);
  g_free (text);
}

gchar *
wz_cover_dup_alt (const WzCoverText *text)
{
  return wz_chars_dup_clean (text->alt);
}
