/* formula-plain.c: see formula-plain.h. In: inlines, items. Out: lines. SPDX-License-Identifier: MIT */
#include <wenzhai-kit/wz-formula-plain.h>

#include <wenzhai-kit/wz-chars.h>
#include <wenzhai-kit/wz-formula.h>

static gchar *
dup_plain (const WzText *text)
{
  g_autoptr (GString) plain = g_string_new (NULL);
  WzTextIter iter;
  WzTextEvent event;

  wz_text_iter_init (&iter, text);
  while (wz_text_iter_next (&iter, &event)) {
    if (event.type == WZ_TEXT_ENTER && event.kind == WZ_TEXT_FORMULA && event.text != NULL) {
      g_autoptr (WzFormula) formula = wz_formula_parse (event.text);
      g_autofree gchar *shown = wz_formula_dup_text (formula);

      g_string_append (plain, shown);
    } else if (event.type == WZ_TEXT_ENTER && event.kind == WZ_TEXT_LINE_BREAK) {
      g_string_append_c (plain, ' ');
    } else if (event.type != WZ_TEXT_LEAVE && event.text != NULL) {
      g_string_append_len (plain, event.text, (gssize) event.length);
    }
  }
  return wz_chars_dup_clean (plain->str);
}

gchar *
wz_formula_dup_item (const WzItem *item)
{
  return item->text != NULL ? dup_plain (item->text) : wz_chars_dup_clean (item->string);
}

/* The first title is the last item that counts: what stands before it are number, category and mark. */
gchar *
wz_formula_dup_brief (const WzPieces *line)
{
  const WzPiece *piece = wz_pieces_get (line, 0);
  const WzItem *last = &piece->items[piece->n_items - 1];
  return (last->flags & WZ_ITEM_BRIEF) != 0 ? wz_formula_dup_item (last) : NULL;
}

gchar *
wz_formula_dup_line (const WzPieces *pieces)
{
  g_autoptr (GString) line = g_string_new (NULL);
  gboolean has_title = FALSE, marked = FALSE;

  for (guint i = 0; i < wz_pieces_get_n (pieces) && !has_title; i++) {
    const WzPiece *piece = wz_pieces_get (pieces, i);

    for (guint k = 0; k < piece->n_items && !has_title; k++) {
      const WzItem *item = &piece->items[k];
      gboolean mark = (item->flags & WZ_ITEM_MARK) != 0;
      g_autofree gchar *text = mark                                ? g_strdup (item->string)
                               : (item->flags & WZ_ITEM_CODE) == 0 ? wz_formula_dup_item (item)
                                                                   : NULL;

      has_title = (item->flags & (WZ_ITEM_CODE | WZ_ITEM_NUMBER | WZ_ITEM_MARK)) == 0;
      if (text != NULL)
        g_string_append_printf (line, "%s%s", line->len > 0 && !marked ? " " : "", text);
      marked = mark;
    }
  }
  return wz_chars_dup_clean (line->str);
}

gchar *
wz_formula_dup_menu (const gchar *label, const gchar *brief)
{
  return brief != NULL ? g_strconcat (label, " ", brief, NULL) : g_strdup (label);
}
