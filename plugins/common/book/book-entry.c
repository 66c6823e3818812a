/* book-entry.c: sections and entries. In: pieces. Out: the body of an entries document.
 * SPDX-License-Identifier: MIT
 *
 * Structure: epub-quality X4–X7: section with role doc-chapter and h2, parts under h3, no header or footer
 * elements. On a page of browsers an entry is an article in its section, one level lower.
 */
#include "book-private.h"

/* ---- Headings ------------------------------------------------------------------------------------------ */

/* The heading's id is the part's own where no section stands around it. */
static void
start_heading (WzBookWriter *writer, guint level)
{
  wz_book_start_heading (writer->out, level, NULL);
  wz_book_id (writer->out, writer->out->dialect->sections ? "%s-t" : "%s", writer->anchor);
  writer->out->heading = writer->level = level;
}

/* On a page it is also the address of the entry. */
static void
write_number (WzBookWriter *writer, const WzPiece *number)
{
  gboolean page = writer->out->dialect->page;

  wz_book_start_class (writer->out, page ? "a" : "span", "n");
  if (page)
    wz_xml_attrf (writer->out->xml, "href", "#%s", writer->anchor);
  wz_xml_text (writer->out->xml, number->items[0].string);
  wz_book_end (writer->out);
  wz_xml_text (writer->out->xml, " ");
}

static void
write_title (WzBookWriter *writer, const WzPiece *title, const gchar *class)
{
  WzBookOut *out = writer->out;

  if (title->items[0].text == NULL) {
    wz_xml_text (out->xml, title->items[0].string);
    return;
  }
  wz_book_start_class (out, "span", class);
  wz_book_side (out, writer->pieces, title);
  wz_book_lang (out, title->lang);
  wz_book_write_inlines (out, title->items[0].text);
  wz_book_end (out);
}

/* Those in other languages, so that whichever is chosen is a heading. */
static void
write_further_titles (WzBookWriter *writer, const WzPiece *first)
{
  for (guint i = 0; i < wz_pieces_get_n (writer->pieces); i++) {
    const WzPiece *piece = wz_pieces_get (writer->pieces, i);

    if (piece == first || piece->role != WZ_ROLE_ENTRY_TITLE)
      continue;
    wz_xml_text (writer->out->xml, " ");
    write_title (writer, piece, "t2");
  }
}

/* Number, mark and title; further stretches say which they are. */
static void
write_entry_heading (WzBookWriter *writer)
{
  WzXmlWriter *xml = writer->out->xml;
  const WzPiece *number = wz_pieces_find (writer->pieces, WZ_ROLE_NUMBER);
  const WzPiece *mark = wz_pieces_find (writer->pieces, WZ_ROLE_WITHDRAWN);
  const WzPiece *title = wz_pieces_find (writer->pieces, WZ_ROLE_ENTRY_TITLE);

  start_heading (writer, writer->out->level);
  if (number != NULL)
    write_number (writer, number);
  if (mark != NULL)
    wz_xml_text (xml, mark->items[0].string);
  write_title (writer, title, NULL);
  if (writer->out->dialect->page)
    write_further_titles (writer, title);
  if (writer->item->stretch > 0) {
    g_autofree gchar *suffix =
        g_strdup_printf (wz_lang_is_chinese (wz_galley_get_lang (writer->galley)) ? "（%u）" : " (%u)",
                         writer->item->stretch + 1);

    wz_xml_text (xml, suffix);
  }
  wz_book_end (writer->out);
}

/* ---- Sections and entries ------------------------------------------------------------------------------ */

static void
write_entry (WzBookWriter *writer, const WzPart *part)
{
  WzBookOut *out = writer->out;
  const gchar *class = wz_entry_is_full (part->entry) ? NULL : "s";
  gboolean page = out->dialect->page;
  gboolean wrapped = page || wz_book_wrap (out, class, "chapter", "doc-chapter");

  if (page)
    wz_book_start_class (out, "article", class);
  if (wrapped) {
    wz_book_id (out, "%s", writer->anchor);
    wz_book_attributes (out, part);
    wz_book_label (out, "%s-t", writer->anchor);
  }
  write_entry_heading (writer);
  wz_book_write_pieces (writer);
  if (wrapped)
    wz_book_end (out);
}

static const struct {
  const gchar *type;
  const gchar *role;
} section_semantics[] = {
    [WZ_SECTION_FRONT] = {"preface", "doc-preface"}, [WZ_SECTION_FEATURED] = {"part", "doc-part"},
    [WZ_SECTION_NOTABLE] = {"part", "doc-part"},     [WZ_SECTION_CATEGORY] = {"part", "doc-part"},
    [WZ_SECTION_DAY] = {"part", "doc-part"},         [WZ_SECTION_BACK] = {"appendix", "doc-appendix"},
};

static void
write_section (WzBookWriter *writer, const WzPart *part)
{
  WzBookOut *out = writer->out;
  const WzPiece *heading = wz_pieces_find (writer->pieces, WZ_ROLE_HEADING);
  WzSectionKind kind = wz_section_get_kind (part->section);
  gboolean known = (guint) kind < G_N_ELEMENTS (section_semantics) && heading != NULL;
  gboolean wrapped = wz_book_wrap (out, NULL, known ? section_semantics[kind].type : NULL,
                                   known ? section_semantics[kind].role : NULL);

  if (wrapped) {
    wz_book_id (out, "%s", writer->anchor);
    wz_book_attributes (out, part);
    if (heading != NULL)
      wz_book_label (out, "%s-t", writer->anchor);
  }
  if (heading != NULL) {
    start_heading (writer, wz_book_top (out));
    wz_xml_text (out->xml, heading->items[0].string);
    wz_book_end (out);
    out->level = wz_book_top (out) + 1;
  } else if (!wrapped) {
    wz_book_start_class (out, "p", "m");
    wz_book_id (out, "%s", writer->anchor);
    wz_book_end (out);
  }
  wz_book_write_pieces (writer);
  if (wrapped && !out->dialect->page) /* there it goes on over its entries */
    wz_book_end (out);
}

static void
write_item (WzBookOut *out, const WzBookItem *item)
{
  WzBook *book = out->book;
  const WzPart *part = wz_galley_get_part (book->galley, item->part);
  g_autofree gchar *anchor = wz_book_dup_anchor (part, item->stretch);
  guint dropped = wz_xml_writer_get_dropped (out->xml, NULL);
  WzBookWriter writer = {out, book->galley, wz_book_read (book, item->part), item, anchor};

  writer.level = wz_book_top (out) - 1;
  out->item = item;

  if (part->kind == WZ_PART_ENTRY)
    write_entry (&writer, part);
  else
    write_section (&writer, part);
  wz_book_dropped (out, dropped, &wz_pieces_get (book->pieces, 0)->position);
}

/* An empty anchor where the entry once stood. */
static void
write_place (WzBookOut *out, const WzBookItem *item)
{
  g_autofree gchar *anchor = wz_book_dup_anchor (wz_galley_get_part (out->book->galley, item->part), 0);

  wz_book_start (out, "span");
  wz_book_id (out, "%s", anchor);
  wz_book_end (out);
}

/* Back, contents, on: between documents with entries. */
static void
write_ways (WzBookOut *out)
{
  guint contents = wz_book_find_doc (out->book, WZ_BOOK_DOC_CONTENTS);
  const struct {
    guint doc;
    WzLabel label;
  } ways[] = {
      {out->doc - 1, WZ_LABEL_PREVIOUS}, {contents, WZ_LABEL_CONTENTS}, {out->doc + 1, WZ_LABEL_NEXT}};

  wz_book_start_class (out, "p", "w");
  for (guint i = 0, n = 0; i < G_N_ELEMENTS (ways); i++) {
    g_autofree gchar *top = NULL;

    if (ways[i].label != WZ_LABEL_CONTENTS &&
        (ways[i].doc >= wz_book_get_n_docs (out->book) ||
         wz_book_get_doc (out->book, ways[i].doc)->kind != WZ_BOOK_DOC_ENTRIES))
      continue;
    if (n++ > 0)
      wz_xml_text (out->xml, " ");
    top = wz_book_dup_top (out->book, ways[i].doc);
    wz_book_start (out, "a");
    wz_book_link (out, ways[i].doc, top);
    wz_xml_text (out->xml, wz_galley_get_label (out->book->galley, ways[i].label));
    wz_book_end (out);
  }
  wz_book_end (out);
}

void
wz_book_write_entries (WzBookOut *out, const WzBookDocPlan *plan)
{
  guint depth = wz_xml_writer_get_depth (out->xml);
  gboolean places = FALSE;

  if (out->dialect->page)
    out->level = wz_book_top (out);
  for (guint i = 0; i < plan->items->len; i++) {
    const WzBookItem *item = &g_array_index (plan->items, WzBookItem, i);

    if (places && !item->is_place)
      wz_book_end (out);
    if (item->is_place && !places)
      wz_book_start_class (out, "p", "m");
    places = item->is_place;
    if (places)
      write_place (out, item);
    else
      write_item (out, item);
  }
  if (!out->dialect->page)
    write_ways (out);
  else if (wz_xml_writer_get_depth (out->xml) > depth)
    wz_book_end (out);
}
