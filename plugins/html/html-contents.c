/* html-contents.c: the list of the page. In: the plan's contents. Out: a `nav`. SPDX-License-Identifier: MIT
 */
#include "html-job.h"

#include <wenzhai-kit/wz-formula-plain.h>

static void
write_span (HtmlJob *html, const gchar *class, const WzItem *item, const gchar *side)
{
  g_autofree gchar *text = wz_formula_dup_item (item);

  wz_xml_start (html->xml, "span");
  wz_xml_attr (html->xml, "class", class);
  wz_xml_attr (html->xml, "data-l", side);
  if ((item->flags & WZ_ITEM_NUMBER) == 0)
    wz_xml_attr_lang (html->xml, wz_lang_map (item->lang, WZ_LANG_EPUB));
  wz_xml_text (html->xml, text);
  wz_xml_end (html->xml);
}

static gboolean
is_title (const WzItem *item)
{
  return (item->flags & (WZ_ITEM_NUMBER | WZ_ITEM_CODE | WZ_ITEM_MARK | WZ_ITEM_BRIEF)) == 0;
}

/* As wz_book_find_side(), of the titles of a line. */
static const gchar *
find_side (const WzPiece *line, const WzItem *title)
{
  gboolean chinese = wz_lang_is_chinese (title->lang);

  for (guint i = 0; i < line->n_items; i++)
    if (is_title (&line->items[i]) && wz_lang_is_chinese (line->items[i].lang) != chinese)
      return chinese ? "zh" : "en";
  return NULL;
}

/* Number, mark, titles, what the paper says in a sentence. */
static void
write_paper (HtmlJob *html, const WzPiece *line)
{
  guint n_titles = 0;

  for (guint i = 0; i < line->n_items; i++) {
    const WzItem *item = &line->items[i];

    if ((item->flags & WZ_ITEM_CODE) != 0)
      continue;
    if ((item->flags & WZ_ITEM_NUMBER) != 0)
      write_span (html, "n", item, NULL);
    else if ((item->flags & WZ_ITEM_MARK) != 0)
      write_span (html, NULL, item, NULL);
    else if ((item->flags & WZ_ITEM_BRIEF) != 0)
      write_span (html, "b", item, NULL);
    else
      write_span (html, n_titles++ > 0 ? "t2" : NULL, item, find_side (line, item));
    if ((item->flags & WZ_ITEM_MARK) == 0 && i + 1 < line->n_items)
      wz_xml_text (html->xml, " ");
  }
}

static void
write_line (HtmlJob *html, const WzBookTocItem *item, WzPieces *pieces)
{
  html_put_tokens (item->part, html->xml, html);
  wz_xml_start (html->xml, "a");
  wz_xml_attrf (html->xml, "href", "#%s", item->anchor);
  if (item->is_entry) {
    wz_galley_read_line (html->galley, wz_galley_find_part (html->galley, item->part->anchor), pieces);
    write_paper (html, wz_pieces_get (pieces, 0));
  } else {
    wz_xml_attr_lang (html->xml, item->lang);
    wz_xml_text (html->xml, item->label);
  }
  wz_xml_end (html->xml);
}

/* Lines of depth 2 stand in a list inside the line of depth 1 before them. */
static void
write_lines (HtmlJob *html)
{
  g_autoptr (WzPieces) pieces = wz_pieces_new ();
  guint depth = 0;

  for (guint i = 0; i < wz_book_get_n_toc (html->book); i++) {
    const WzBookTocItem *item = wz_book_get_toc (html->book, i);

    if (item->depth > depth) {
      wz_xml_start (html->xml, "ol");
      depth++;
    } else {
      wz_xml_end (html->xml); /* the li before */
      for (; depth > item->depth; depth--) {
        wz_xml_end (html->xml);
        wz_xml_end (html->xml);
      }
    }
    wz_xml_newline (html->xml);
    wz_xml_start (html->xml, "li");
    write_line (html, item, pieces);
  }
  for (; depth > 0; depth--) {
    wz_xml_end (html->xml);
    wz_xml_end (html->xml);
  }
}

void
html_write_contents (HtmlJob *html)
{
  const gchar *contents = wz_galley_get_label (html->galley, WZ_LABEL_CONTENTS);

  wz_xml_start (html->xml, "nav");
  wz_xml_attr (html->xml, "id", "contents");
  wz_xml_attr (html->xml, "aria-labelledby", "contents-t");
  wz_xml_newline (html->xml);
  wz_xml_start (html->xml, "h2");
  wz_xml_attr (html->xml, "id", "contents-t");
  wz_xml_text (html->xml, contents);
  wz_xml_end (html->xml);
  wz_xml_newline (html->xml);
  write_lines (html);
  wz_xml_newline (html->xml);
  wz_xml_start (html->xml, "a");
  wz_xml_attr (html->xml, "class", "up");
  wz_xml_attr (html->xml, "href", "#contents");
  wz_xml_text (html->xml, contents);
  wz_xml_end (html->xml);
  wz_xml_end (html->xml);
  wz_xml_newline (html->xml);
}
