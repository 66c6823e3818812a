/* wz-galley-text.c: a galley as lines of text, the reference for fidelity. SPDX-License-Identifier: MIT */
#include "galley/wz-galley-private.h"

static void
add_line (GString *lines, const gchar *text)
{
  if (text != NULL && *text != '\0') {
    g_string_append (lines, text);
    g_string_append_c (lines, '\n');
  }
}

static void
add_text (GString *lines, const WzText *text)
{
  g_autofree gchar *plain = wz_text_dup_plain (text);
  add_line (lines, plain);
}

static void
add_piece (GString *lines, const WzPiece *piece)
{
  if (piece->kind == WZ_PIECE_TEXT)
    add_text (lines, piece->text);
  for (guint i = 0; i < piece->n_items; i++) {
    const WzItem *item = &piece->items[i];
    if ((item->flags & WZ_ITEM_MAY_LACK) != 0)
      continue;
    if (item->text != NULL)
      add_text (lines, item->text);
    else
      add_line (lines, item->string);
  }
}

gchar *
wz_galley_dup_text (const WzGalley *galley)
{
  g_autoptr (WzPieces) pieces = wz_pieces_new ();
  GString *lines = g_string_new (NULL);
  for (guint i = 0; i < wz_galley_get_n_parts (galley); i++) {
    wz_galley_read (galley, i, pieces);
    for (guint k = 0; k < wz_pieces_get_n (pieces); k++)
      add_piece (lines, wz_pieces_get (pieces, k));
  }
  return g_string_free (lines, FALSE);
}

gchar *
wz_issue_text (const WzIssue *issue, WzLanguages languages)
{
  g_autoptr (WzGalley) galley = wz_galley_new (issue, NULL, languages, NULL);
  return wz_galley_dup_text (galley);
}
